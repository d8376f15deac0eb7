import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.cite import Because
from sourceline.record.when import Publication, When
from sourceline.rooms.copies.compare import CopySettings
from sourceline.rooms.copies.find import find_copies

REPORT = (
    "The harbour council voted late on Monday to close both piers after engineers found cracks "
    "in the older of the two walls. Fishing crews will have to land their catch at the quay of "
    "the neighbouring town until the spring, and a ferry that carries workers across the bay is "
    "to run every second hour instead of every half hour. A spokeswoman declined to say how much "
    "the repair would cost or who would pay for it."
)
OTHER = (
    "A court in the capital heard three witnesses in the case of the missing grain shipments. "
    "The first described how lorries left the depot at night without papers; the second said the "
    "keys had been copied; the third remembered nothing. The judge will hear closing speeches."
)
TREES = ("elm", "oak", "ash", "yew", "fir", "bay", "box", "gum", "nut")
QUOTE = (
    "“We have asked for the papers four times and were told four times that nobody could find "
    "them, and now we learn that they lay in a drawer in the next room all the while,”"
)


def _text(article: str, words: str) -> Text:
    return Text(article=article, captured=words, edits=(), words=words, parts=())


def _copies(*texts: str):
    named = [_text(f"a{number}", words) for number, words in enumerate(texts)]
    return find_copies(named, (), CopySettings())


def test_a_passage_in_two_articles_is_one_verbatim_copy():
    (copy,) = _copies(REPORT + "\n\n" + OTHER, "Early news. " + REPORT)
    assert copy.form == "verbatim"
    assert copy.a.words.startswith("The harbour council")
    assert copy.b.words.endswith("pay for it")


def test_punctuation_and_case_do_not_make_a_passage_different():
    assert _copies(REPORT, REPORT.upper().replace(",", " –"))[0].form == "verbatim"


def test_an_edited_passage_is_a_near_copy():
    edited = REPORT.replace("late on Monday", "on Monday evening").replace("Fishing", "Boat")
    (copy,) = _copies(REPORT, edited)
    assert (copy.form, copy.similarity > 0.9) == ("near", True)


def test_words_both_articles_quote_are_no_copy():
    assert _copies(f"{OTHER} {QUOTE} said the mayor.", f"The mayor complained: {QUOTE}") == ()


def test_articles_with_nothing_in_common_have_no_copy():
    assert _copies(REPORT, OTHER) == ()


@given(st.lists(st.sampled_from(["", "Oak.", "Oak ash elm.", REPORT, OTHER[:90]]), max_size=4))
def test_no_text_is_too_short_to_be_compared(texts):
    pairs = {(copy.a.article, copy.b.article) for copy in _copies(*texts)}
    assert all(texts[int(a[1:])] == texts[int(b[1:])] for a, b in pairs)


def test_a_footer_of_many_articles_is_no_copy():
    footer = "This article may not be reprinted without the written permission of the publisher."
    stories = [f"{word} " * 30 + footer for word in TREES]
    assert _copies(*stories) == ()


def test_shuffled_sentences_are_still_found():
    sentences = REPORT.split(". ")
    shuffled = ". ".join(sentences[::-1])
    covered = sum(len(copy.a.words) for copy in _copies(REPORT, shuffled))
    assert covered > 0.7 * len(REPORT)


def test_a_reworded_sentence_is_a_paraphrase():
    one = ("Although it dragged on through much of the winter, the dispute was finally settled by "
           "a compromise over wages, shorter shifts and unpaid holidays.")
    two = ("The dispute dragged on through much of the winter before being settled via an uneasy "
           "compromise over wages, shorter shifts, and holidays.")
    found = _copies(f"{OTHER}\n{one}", two)
    assert [copy.form for copy in found] in (["paraphrase"], ["near"])


def test_the_order_of_articles_changes_nothing():
    texts = [_text(f"a{n}", w) for n, w in enumerate((REPORT, OTHER + REPORT, REPORT + QUOTE))]
    wanted = find_copies(texts, (), CopySettings())
    random.Random(1).shuffle(texts)
    assert find_copies(texts, (), CopySettings()) == wanted


def _published(article: str, day: int) -> Publication:
    when = When(from_date=date(2031, 5, day), to_date=date(2031, 5, day + 1), precision="day",
                basis="dateline")
    return Publication(article=article, published=when, words="", crawled=None, candidates=(),
                       because=Because(rule="test", version="1", sentence="made up"))


@pytest.mark.parametrize(("days", "first"), [((1, 2), "a"), ((3, 2), "b"), ((2, 2), "unknown")])
def test_direction_follows_publication_only_where_the_days_differ(days, first):
    texts = [_text("a0", REPORT), _text("a1", REPORT)]
    dates = [_published(article, day) for article, day in zip(("a0", "a1"), days, strict=True)]
    assert find_copies(texts, dates, CopySettings())[0].first == first


def test_cites_stand_in_their_texts():
    texts = {"a0": REPORT + OTHER, "a1": OTHER + " " + REPORT}
    for copy in find_copies([_text(k, w) for k, w in texts.items()], (), CopySettings()):
        for cite in (copy.a, copy.b):
            assert texts[cite.article][cite.start:cite.end] == cite.words


def test_many_meetings_are_counted_twice_with_the_same_result(monkeypatch):
    words = [REPORT, OTHER + REPORT, REPORT + QUOTE, f"{OTHER} {REPORT[:300]}"]
    wanted = _copies(*words)
    monkeypatch.setattr("sourceline.rooms.copies.candidates._MANY_MEETINGS", 0)
    assert wanted
    assert _copies(*words) == wanted
