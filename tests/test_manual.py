"""The manual says what the program does: pages made from code are up to date."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_on_the_record_is_made_from_the_types():
    spec = importlib.util.spec_from_file_location("make_record_md", DOCS / "make_record_md.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / "record.md").read_text(encoding="utf-8") == module.page()
