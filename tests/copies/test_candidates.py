import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.rooms.copies import candidates
from sourceline.rooms.copies.candidates import Asked, find_pairs, unpack
from sourceline.rooms.copies.shingled import Index

ASKED = Asked(shingle_words=4, articles_max=40, shared_min=3, words_min=8, band_words=15,
              along_words=120)
PLACES = st.integers(0, 300)


def _index(meetings: list[tuple[int, int, int, int]]) -> Index:
    """Make an index of shingles that stand in two texts each: texts, and places in them."""
    hashes = np.repeat(np.arange(len(meetings), dtype=np.uint64), 2)
    texts = np.array([text for a, _, b, _ in meetings for text in (a, b)], dtype=np.uint32)
    places = np.array([place for _, a, _, b in meetings for place in (a, b)], dtype=np.uint32)
    return Index(hashes, texts, places)


def _listed(index: Index) -> list[tuple[object, ...]]:
    found = find_pairs(index, ASKED)
    return list(zip(unpack(found.pairs), found.spans.T.tolist(), found.covered.tolist(),
                    strict=True))


@given(st.lists(st.tuples(PLACES, PLACES), min_size=3, max_size=12), st.integers(300, 5000))
def test_a_pair_meets_in_the_same_words_whatever_else_is_in_the_collection(places, far):
    pair = [(1, one, 3, other) for one, other in places]
    others = [(0, far + 9 * step, 2, far + 9 * step) for step in range(4)]
    alone = _listed(_index(pair))
    assert [found for found in _listed(_index([*others, *pair])) if found[0] == (1, 3)] == alone


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_meetings_sorted_in_parts_give_the_same_pairs(monkeypatch, parts):
    texts = ((0, 5), (1, 2), (3, 4), (4, 5))
    index = _index([(one, 9 * step, other, 9 * step) for one, other in texts for step in range(4)])
    wanted = _listed(index)
    monkeypatch.setattr(candidates, "_PARTS", parts)
    assert [found[0] for found in wanted] == sorted(texts)
    assert _listed(index) == wanted
