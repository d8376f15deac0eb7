import pytest

from sourceline.record.article import Text
from sourceline.rooms.copies.direction import first_of
from tests.copies.test_find import REPORT, _published


def _text(article: str, words: str, outlet: str = "", byline: str = "") -> Text:
    return Text(article=article, captured="", edits=(), words=words, parts=(), outlet=outlet,
                byline=byline)


@pytest.mark.parametrize(("credit", "outlet", "first"), [
    ("\nSource: The Elm Post", "Elm Post", "a"),
    ("\nThis article was originally published in the Elm Post.", "elmpost.example", "a"),
    ("\nReprinted from Elm Post, 3 May", "www.elm-post.example", "a"),
    ("\nOstmark News Agency", "Ostmark News Agency", "a"),
    ("\nOstmark News Agency contributed to this report.", "Ostmark News Agency", "unknown"),
    ("\nSource: The Oak Post", "Elm Post", "unknown"),
    ("\nThe mayor told the Elm Post that he was tired.", "Elm Post", "unknown"),
    ("\nSource: the harbour board", "", "unknown"),
])
def test_who_credits_the_other_took_the_words_from_it(credit, outlet, first):
    one, two = _text("a0", REPORT, outlet), _text("a1", REPORT + credit, "Ash Herald")
    assert first_of(one, two, (None, None)) == first
    turned = {"a": "b"}.get(first, first)
    assert first_of(two, one, (None, None)) == turned


def test_a_dateline_credits_the_agency():
    one = _text("a0", "PORT ELM (Ostmark News Agency) — " + REPORT, "Ash Herald")
    two = _text("a1", "PORT ELM (Ostmark News Agency) — " + REPORT, "Ostmark News Agency")
    assert first_of(one, two, (None, None)) == "b"


def test_two_that_credit_one_another_stay_open():
    one = _text("a0", REPORT + "\nSource: Ash Herald", "Elm Post")
    two = _text("a1", REPORT + "\nSource: Elm Post", "Ash Herald")
    assert first_of(one, two, (None, None)) == "unknown"


def test_days_come_before_credits():
    one = _text("a0", REPORT + "\nSource: Ash Herald", "Elm Post")
    two = _text("a1", REPORT, "Ash Herald")
    assert first_of(one, two, (_published("a0", 1), _published("a1", 2))) == "a"
