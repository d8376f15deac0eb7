import gc
import os
import weakref
from dataclasses import replace

import numpy as np
import pytest

from sourceline.record.article import Text
from sourceline.rooms.copies import second
from sourceline.rooms.copies.compare import Comparison, CopySettings
from sourceline.rooms.copies.find import find_copies
from sourceline.rooms.copies.words import Words
from tests.copies.test_find import OTHER, QUOTE, REPORT

REWORDED = (
    "Although it dragged on through much of the winter, the dispute was finally settled by "
    "a compromise over wages, shorter shifts and unpaid holidays.",
    "The dispute dragged on through much of the winter before being settled via an uneasy "
    "compromise over wages, shorter shifts, and holidays.",
)
WORDS = (REPORT, f"Früh — {OTHER}\n{REWORDED[0]}", REPORT + QUOTE, f"{REWORDED[1]} {OTHER}", "",
         OTHER.replace("three", "two"), f"Also: {QUOTE} {REPORT.replace('Monday', 'Tuesday')}")
SHARED = replace(CopySettings(), alone_texts=0)


def _texts() -> list[Text]:
    return [Text(article=f"a{n}", captured="", edits=(), words=words, parts=())
            for n, words in enumerate(WORDS)]


@pytest.fixture
def hired(monkeypatch):
    """Pretend that there are two cores, and note every second process that is started."""
    started = []
    start = second._start

    def note(*given):
        started.append(start(*given))
        return started[-1]

    monkeypatch.setattr(second, "_cores", lambda: 2)
    monkeypatch.setattr(second, "_start", note)
    return started


def test_a_second_process_changes_nothing(hired, monkeypatch):
    monkeypatch.setattr("sourceline.rooms.copies.search._PART", 1)
    alone = find_copies(_texts(), (), replace(SHARED, workers=1))
    assert not hired
    assert find_copies(_texts(), (), SHARED) == alone
    assert len(hired) == 1
    assert {copy.form for copy in alone} == {"verbatim", "near", "paraphrase"}


def test_a_second_process_ends_with_the_search_and_leaves_no_file(hired, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    find_copies(_texts(), (), SHARED)
    assert hired[0]._process.poll() is not None
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("when", ["_start", "reworded", "prepare", "look"])
def test_what_a_second_process_that_dies_did_not_do_is_done(hired, monkeypatch, when):
    wanted = find_copies(_texts(), (), replace(SHARED, workers=1))
    if when == "_start":
        monkeypatch.setattr(second.sys, "executable", "/no/such/interpreter")
    else:
        asked = getattr(second.Second, when)

        def after_death(self, *given):
            self._process.kill()
            self._process.wait()
            return asked(self, *given)

        monkeypatch.setattr(second.Second, when, after_death)
    assert find_copies(_texts(), (), SHARED) == wanted


def test_a_small_collection_is_searched_alone(hired):
    find_copies(_texts(), (), CopySettings())
    assert hired == []


def test_a_comparison_is_gone_when_nobody_holds_it():
    none = np.empty(0, dtype=np.uint64)
    comparison = Comparison(Words.of(WORDS), none, {}, SHARED)
    gone = weakref.ref(comparison)
    gc.disable()
    try:
        del comparison
        assert gone() is None
    finally:
        gc.enable()


def test_words_read_back_from_files_are_the_same(tmp_path):
    contents = [*WORDS, "a lone \ud800 half"]
    words = Words.of(contents)
    Words.write(iter(contents), tmp_path)
    again = Words.load(tmp_path)
    assert list(again.contents) == list(words.contents)
    assert [text.tolist() for text in again.texts] == [text.tolist() for text in words.texts]
    assert again.keys.tolist() == words.keys.tolist()
    assert again.spelled == words.spelled


def test_no_words_can_be_written_and_read_too(tmp_path):
    Words.write([""], tmp_path)
    assert Words.load(tmp_path).words_of(0).tolist() == []
