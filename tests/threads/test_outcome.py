"""What became of something due is told in its words, of its people, in its time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.cite import Because, cite
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Due
from sourceline.record.when import UNKNOWN, PlacedTime, Publication, When
from sourceline.rooms.threads.answer import answer_dues
from sourceline.rooms.threads.find import ThreadSettings
from sourceline.rooms.threads.outcome import NUMBERS, outcome_weights
from tests.threads.made import on

MADE = Because(rule="made", version="1", sentence="made")
DUE = "The harbour board is to open its ledgers on the dredging contract on 4 May."
PAGES = {"told": (DUE, on(2031, 4, 20)),
         "same": ("The harbour board opened its ledgers on the dredging contract.", on(2031, 5, 5)),
         "other": ("A ministry published the census of the hill districts.", on(2031, 5, 6))}


def _published(article: str, when: When) -> Publication:
    return Publication(article=article, published=when, words="", crawled=None, candidates=(),
                       because=MADE)


def _mention(article: str, word: str, kind: str) -> EventMention:
    words = PAGES[article][0]
    at = words.index(word)
    return EventMention(id=article, cite=cite(article, words, at, at + len(word)), kind=kind,
                        sentence=cite(article, words, 0, len(words)), status="happened",
                        because=MADE)


def _answered(*found: EventMention, last_day: date = date(2032, 1, 1)):
    """Answer the one due where these are told, each an event without a day of its own."""
    due = Due(id="d", cite=cite("told", DUE, 18, 45), stage="REPORT", time="t",
              around=cite("told", DUE, 0, len(DUE)))
    events = [Event(id=one.id, kind=one.kind, label=one.id, status="happened", when=UNKNOWN,
                    members=(one.id,), because=MADE) for one in found]
    (follow_up,) = answer_dues(
        [due], found, events, (), [PlacedTime(expression="t", article="told", when=on(2031, 5, 4),
                                              because=MADE)],
        last_day, ThreadSettings(), [_published(key, when) for key, (_, when) in PAGES.items()])
    return follow_up


def test_what_is_told_in_the_words_of_a_due_answers_it_without_a_thread():
    same, other = _mention("same", "opened", "REPORT"), _mention("other", "published", "REPORT")
    follow_up = _answered(same, other)
    assert (follow_up.state, follow_up.answered_by) == ("answered", "same")
    assert [one.article for one in follow_up.because.cites] == ["told", "same"]


def test_another_thing_of_its_stage_leaves_it_overdue():
    assert _answered(_mention("other", "published", "REPORT")).state == "overdue"


def test_a_thing_of_another_stage_is_no_outcome_whatever_words_it_shares():
    assert _answered(_mention("same", "opened", "ASSAULT")).state == "overdue"


def test_what_puts_off_is_never_the_likeliest_outcome():
    assert _answered(_mention("same", "opened", "POSTPONE")).answer != "as due"


def test_the_weights_are_of_the_numbers_and_words_count_for_an_outcome():
    weights = outcome_weights().weights
    assert set(weights) == set(NUMBERS)
    assert weights["words"] > 0 > weights["other_kind"]
    assert weights["right_kind"] > weights["near_kind"]


@given(st.permutations([("same", "opened"), ("other", "published")]))
def test_the_order_of_tellings_changes_no_answer(order):
    assert _answered(*(_mention(article, word, "REPORT") for article, word in order)) == \
        _answered(_mention("same", "opened", "REPORT"), _mention("other", "published", "REPORT"))
