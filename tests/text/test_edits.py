from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.article import Edit
from sourceline.text.edits import Places, place_in_capture, place_in_text, replay


@st.composite
def captured_and_edits(draw):
    captured = draw(st.text(max_size=60))
    seams = sorted(set(draw(st.lists(st.integers(0, len(captured)), max_size=12))))
    edits = [Edit(start=start, end=end, words=captured[start:end],
                  becomes=draw(st.text("ab ", max_size=3)), reason="made")
             for start, end in list(pairwise(seams))[::2]]
    return captured, edits


@given(captured_and_edits())
def test_what_no_edit_touched_maps_to_itself_and_back(made):
    captured, edits = made
    words = replay(captured, edits)
    touched = {place for edit in edits for place in range(edit.start, edit.end)}
    for place, char in enumerate(captured):
        if place in touched:
            continue
        there = place_in_text(edits, place)
        assert there is not None
        assert words[there] == char
        assert place_in_capture(edits, there) == place


@given(captured_and_edits(), st.data())
def test_a_span_of_the_text_lies_in_a_span_of_the_capture(made, data):
    captured, edits = made
    words = replay(captured, edits)
    if not words:
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    first, last = Places(edits).span_in_capture(start, end)
    assert 0 <= first <= last <= len(captured)
    span = Places(edits).span_in_text(first, last)
    assert span is None or (span[0] <= start and span[1] >= end) or first == last


def test_edits_that_do_not_fit_are_refused():
    edit = Edit(start=0, end=3, words="Tax", becomes="", reason="widget")
    with pytest.raises(ValueError, match="does not fit"):
        replay("Votes", [edit])
    with pytest.raises(ValueError, match="does not fit"):
        replay("TaxTax", [edit, edit])


def test_words_that_were_taken_out_have_no_place_in_the_text():
    edit = Edit(start=0, end=6, words="Print ", becomes="", reason="widget")
    assert Places([edit]).span_in_text(0, 6) is None
    assert Places([edit]).span_in_text(0, 8) == (0, 2)
