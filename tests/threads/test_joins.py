import tomllib
from pathlib import Path

import msgspec
import pytest

from sourceline.pipeline import STEPS, gather
from sourceline.record.article import Capture
from sourceline.record.sheet import Sheet
from sourceline.settings import Settings

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "threads" / "joins.toml").read_text("utf-8"))["case"]


def _read(name: str, words: str) -> Sheet:
    sheet = Sheet(capture=Capture(id=name, path=f"{name}.txt", sha256="", media="text/plain",
                                  encoding="utf-8", content=words.encode()))
    for step in STEPS:
        sheet = msgspec.structs.replace(sheet, **{step.field: step.door(sheet, Settings())})
    return sheet


def _threads_of(sheets, collection, words):
    """Give the threads that hold an event told inside the words."""
    told = {event.id for event in collection.events for sheet in sheets
            for mention in sheet.events or () if mention.id in event.members
            and (at := sheet.text.words.find(words)) >= 0
            and at <= mention.cite.start < at + len(words)}
    return {thread.id for thread in collection.threads
            if told & {step.event for step in thread.steps}}


@pytest.mark.parametrize("case", CASES, ids=[one["name"][:50] for one in CASES])
def test_steps_stand_in_the_threads_a_reader_would_give_them(case):
    sheets = [_read(f"a{n}", words) for n, words in enumerate(case["articles"])]
    collection = gather(lambda *_: iter(sheets), Settings())
    together = [_threads_of(sheets, collection, words) for words in case.get("together", ())]
    assert not together or set.intersection(*together), together
    apart = [_threads_of(sheets, collection, words) for words in case.get("apart", ())]
    free = case.get("apart_may_be_free", False)
    assert not apart or ((free or all(apart)) and not set.intersection(*apart)), apart
    labels = [thread.label for thread in collection.threads]
    assert all(any(label.startswith(wanted) for label in labels)
               for wanted in case.get("labels", ())), labels
    assert not any(label.startswith(wanted) for label in labels
                   for wanted in case.get("not_labels", ())), labels


def test_a_due_finds_the_case_of_the_only_one_its_article_names():
    sheets = [_read("a0", "Envoy jailed\n\nMorning Wire, 22 January 2030\n\nTarek Olmund was "
                          "convicted on Tuesday and sentenced to 22 years in prison.\n"),
              _read("a1", "What to know of the Olmund case\n\nGazette, 20 November 2029\n\nOlmund "
                          "has told the registry he will stay in his cell.\n\nThe judgment is to "
                          "be delivered in January.\n")]
    collection = gather(lambda *_: iter(sheets), Settings())
    (thread,) = collection.threads
    due = next(one for one in collection.follow_ups if one.stage == "VERDICT")
    assert due.thread == thread.id
    assert due.state == "answered"
