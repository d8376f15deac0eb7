"""The invented page dumps: every marked word stands in its page, every kind and id is known."""

import msgspec
import pytest

from evals.dumps_cases import FOLDER, Gold, cleaned
from evals.wordings_cases import places
from sourceline.lexicon.events import load_events
from sourceline.record.article import Edit, Text

PARTS = {"open": 5, "untouched-4": 2}
FOLDERS = [folder for part in PARTS for folder in sorted((FOLDER / part).iterdir())]
KINDS = {kind.name for kind in load_events().kind}


def _gold(folder):
    return msgspec.toml.decode((folder / "gold.toml").read_bytes(), type=Gold)


def test_every_part_holds_its_collections():
    assert {part: len(list((FOLDER / part).iterdir())) for part in PARTS} == PARTS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_marked_words_stand_in_their_pages(folder):
    gold = _gold(folder)
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    assert {one.file for one in gold.document} == set(pages)
    marked = [*(t for event in gold.event for t in event.telling), *gold.figure, *gold.claim,
              *gold.follow_up]
    missing = [(one.file, one.words) for one in marked
               if len(places(pages[one.file], one.words)) < one.nth]
    assert missing == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_kinds_and_ids_are_known(folder):
    gold = _gold(folder)
    kinds = {kind for event in gold.event for kind in (event.kind, *event.also)}
    kinds |= {kind for due in gold.follow_up for kind in (due.stage, *due.also)}
    assert kinds <= KINDS
    ids = {event.id for event in gold.event}
    assert {step for thread in gold.thread for step in thread.steps} <= ids
    assert {due.answered_by for due in gold.follow_up} <= ids | {""}


def test_a_place_in_the_page_is_found_in_the_cleaned_words():
    text = Text(article="a", captured="MENU Votes were counted.", words="Votes were counted.",
                edits=(Edit(start=0, end=5, words="MENU ", becomes="", reason="navigation"),),
                parts=())
    assert cleaned(text, (5, 10)) == (0, 5)
    assert cleaned(text, (0, 4)) is None
