"""A user's own file of kinds adds words and kinds, and a file that does not fit is refused."""

from pathlib import Path

import pytest

from sourceline.errors import BadInput
from sourceline.record.article import Text
from sourceline.rooms.events.find import find_event_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings
from sourceline.settings import load_settings

KINDS = """
[[kind]]
name = "STRANDING"
family = "accident"
label = "Stranding"
about = ["target:of"]
definition = "A ship runs aground."
source = "written for a test"
roles = { ARG0 = "target" }
[[kind.evokes]]
verbs = ["strand"]
nouns = ["stranding"]
phrases = ["run aground"]

[[kind]]
name = "ARREST"
family = "case"
label = "Arrest"
about = ["target:of"]
definition = "An authority takes people into custody."
source = "written for a test"
roles = { ARG0 = "actor", ARG1 = "target" }
[[kind.evokes]]
verbs = ["collar"]
"""


def kinds_of(words: str, folder: Path, reader: str) -> list[str]:
    (folder / "kinds.toml").write_text(KINDS, encoding="utf-8")
    (folder / "settings.toml").write_text('[events]\nkind_files = ["kinds.toml"]\n',
                                          encoding="utf-8")
    settings = load_settings(folder / "settings.toml").events
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings(reader=reader))
    return [event.kind for event in find_event_mentions(text, reading, (), (), settings)]


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_a_users_file_adds_a_kind_and_words_to_a_kind(tmp_path, reader):
    assert kinds_of("The tanker ran aground near Lorn.", tmp_path, reader) == ["STRANDING"]
    assert kinds_of("Police collared two men.", tmp_path, reader) == ["ARREST"]
    assert kinds_of("Police arrested two men.", tmp_path, reader) == ["ARREST"]


def test_a_file_of_kinds_that_does_not_fit_is_refused(tmp_path):
    (tmp_path / "kinds.toml").write_text('[[kind]]\nname = "X"\nwords = []\n', encoding="utf-8")
    (tmp_path / "settings.toml").write_text('[events]\nkind_files = ["kinds.toml"]\n',
                                            encoding="utf-8")
    with pytest.raises(BadInput, match=r"kinds\.toml|field|missing"):
        load_settings(tmp_path / "settings.toml")
