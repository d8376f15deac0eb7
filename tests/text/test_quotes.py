"""Quotation marks pair as a reader would pair them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.text.quotes import pair_quotes


@pytest.mark.parametrize(("words", "inside"), [
    ("“Yes,” she said.", ["Yes,"]),
    ("\"Yes,\" she said, \"no.\"", ["Yes,", "no."]),
    ("`` Yes , '' she said", [" Yes , "]),
    ("«Da», he said", ["Da"]),
    ("‘Yes,’ she said of the voters’ choice", ["Yes,"]),
    ("She said “he called it ‘mad’ twice”.", ["he called it ‘mad’ twice", "mad"]),
    ("They didn't and couldn't.", []),
    ("It was held in 2018.” Nobody spoke.", []),
    ("", []),
])
def test_what_stands_between_marks_is_found(words, inside):
    assert [words[quote.inner_start:quote.inner_end] for quote in pair_quotes(words)] == inside


def test_a_quotation_goes_on_over_paragraphs_that_open_anew():
    first, second = pair_quotes("“One thing.\n\n“Another,” he said.")
    assert first.continues
    assert not first.closed
    assert second.closed


def test_a_missing_closer_ends_the_quotation_at_its_sentence():
    words = "He said, “It broke. Then they left."
    quote, = pair_quotes(words)
    assert words[quote.start:quote.end] == "“It broke."


@given(st.text(alphabet="a b.\n“”\"'’‘`«»(", max_size=80))
def test_quotes_never_are_empty_and_stay_in_the_text(words):
    for quote in pair_quotes(words):
        assert 0 <= quote.start < quote.end <= len(words)
        assert quote.start <= quote.inner_start < quote.inner_end <= quote.end
