"""Things put aside come back as they were, by number, by article and one after the other."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.cite import Cite
from sourceline.store.aside import Aside, groups_of, in_blocks

BLOCKS = st.dictionaries(st.text(min_size=1), st.lists(st.integers(0, 10**9)))


@given(BLOCKS)
def test_what_is_put_aside_comes_back_whichever_way_it_is_asked_for(blocks):
    kept = Aside(int, blocks.items())
    all_of_them = [one for some in blocks.values() for one in some]
    assert list(kept) == all_of_them == [kept[at] for at in range(len(kept))]
    assert {name: list(kept.of(name)) for name in blocks} == blocks
    assert {name: list(some) for name, some in kept.blocks()} == {
        name: some for name, some in blocks.items() if some}
    assert kept[1:3] == all_of_them[1:3]


def test_it_can_be_gone_through_twice_at_the_same_time():
    kept = Aside(int, [("a1", [1, 2]), ("a2", [3])])
    assert [(one, other) for one in kept for other in kept] == [
        (one, other) for one in (1, 2, 3) for other in (1, 2, 3)]


def test_an_article_that_was_not_put_aside_has_nothing_and_a_number_too_high_is_refused():
    kept = Aside(int, [("a1", [1])])
    assert list(kept.of("a2")) == []
    with pytest.raises(IndexError):
        kept[1]


def test_words_in_any_script_come_back(tmp_path):
    cite = Cite(article="a1", start=0, end=3, words="Ж\ud800�")
    surrogates = Cite(article="a1", start=0, end=2, words="Жę")
    with pytest.raises(UnicodeEncodeError):
        Aside(Cite, [("a1", [cite])], tmp_path)
    assert list(Aside(Cite, [("a1", [surrogates])], tmp_path)) == [surrogates]


def test_nothing_is_left_in_the_folder(tmp_path):
    kept = Aside(int, [("a1", [1])], tmp_path)
    assert kept[0] == 1
    if os.name == "posix":
        assert list(tmp_path.iterdir()) == []
    del kept
    assert list(tmp_path.iterdir()) == []


def test_things_of_no_article_and_things_in_a_row_make_blocks():
    assert [len(some) for _, some in in_blocks(range(600))] == [256, 256, 88]
    assert list(groups_of([1, 3, 2, 4], lambda one: str(one % 2))) == [("1", [1, 3]), ("0", [2, 4])]
