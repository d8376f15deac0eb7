"""The manual says what the program does: pages made from code are up to date."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", ["record", "commands"])
def test_a_page_made_from_code_is_up_to_date(name):
    maker = DOCS / f"make_{name}_md.py"
    spec = importlib.util.spec_from_file_location(maker.stem, maker)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / f"{name}.md").read_text(encoding="utf-8") == module.page()
