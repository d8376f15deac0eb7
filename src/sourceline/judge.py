"""Judge: keep decisions beside a record, and bring the record to what was decided.

In: the path of a record, decisions. Out: the record as people have it. The file of decisions is
written first and for good; the record follows at once where it can be written, else at the next
build.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sourceline.errors import BadInput, BrokenRecord
from sourceline.record.cite import Cite
from sourceline.record.decision import Decision, Verdicts
from sourceline.review.bind import bind_decisions, sentences_sought
from sourceline.review.decide import make_decision, withdraw
from sourceline.review.fold import add_up, in_order, withdrawn
from sourceline.review.keep import keep_decisions, read_decisions, read_lines, review_path
from sourceline.store.ask_words import Words, ask_around, ask_cite_near, ask_words_of
from sourceline.store.open import open_record
from sourceline.store.settle import settle_decisions, unread_by
from sourceline.text.query import words_query


@dataclass(frozen=True)
class Judged:
    """How a record stands to the decisions on it.

    `lost` no longer find their words; `idle` (ids) find their words but nothing that rests on
    them. `unread` counts those that changed only the lines they are about: what the rooms make of
    them comes with the next build. `waiting` is why the record could not be changed now, "" when
    it was.
    """

    decisions: int
    standing: int
    lost: tuple[Decision, ...]
    idle: tuple[str, ...]
    waiting: str = ""
    unread: int = 0


def judge(record: Path, decisions: Iterable[Decision]) -> Judged:
    """Keep decisions on a record and apply them."""
    keep_decisions(review_path(record), decisions)
    return settle_record(record)


@dataclass(frozen=True)
class Saying:
    """What a person says of a thing of the record, by its id.

    `other` is the other thing of the question: an id, or words as they stand in the article.
    """

    thing: str
    question: str
    verdict: str
    answer: str = ""
    other: str = ""
    read_as: str = ""
    reason: str = ""


def decide_on(record: Path, saying: Saying, person: str, moment: datetime
              ) -> tuple[tuple[Decision, ...], Judged]:
    """Make decisions on the words of a thing, keep and apply them.

    Gives: what was decided (of an event that is accepted, rejected or left open one decision for
    each of its tellings), and how the record stands now.
    Refuses: an id or words the record does not have, an answer nobody can mean (`BadInput`).
    """
    connection = open_record(record)
    try:
        words = ask_words_of(connection, saying.thing)
        if not words:
            raise BadInput("there is nothing in this record to decide on", where=saying.thing,
                           remedy="name an event, telling, entity, mention, claim, figure or due "
                                  "by its id, e.g. from `sourceline show`")
        if saying.question != "event":
            words = words[:1]
        made = tuple(_made(connection, saying, one, person, moment + timedelta(microseconds=place))
                     for place, one in enumerate(words))
    finally:
        connection.close()
    return made, judge(record, made)


def take_back_decision(record: Path, decision: str, person: str, moment: datetime,
                       reason: str = "") -> tuple[Decision, Judged]:
    """Take a decision back by a new one.

    Refuses: an id no decision has, or one that is taken back already (`BadInput`).
    """
    every = read_decisions(review_path(record))
    old = made_together(record, decision)
    if not old or decision in withdrawn(every):
        raise BadInput("this decision is taken back already", where=decision,
                       remedy="look at the list of decisions")
    made = withdraw(old[0], person, moment, reason)
    return made, judge(record, [made])


def _made(connection: sqlite3.Connection, saying: Saying, words: Words, person: str,
          moment: datetime) -> Decision:
    other = _other(connection, saying, words)
    cite, read_as = words.cite, words.read_as
    if saying.question == "role":  # the words of the part come first, the telling second
        if other is None:
            raise BadInput("a role is decided on its words", remedy="give them with --other")
        cite, other, read_as = other, words.cite, saying.read_as
    elif saying.question == "claim":
        other = words.content
    elif saying.question == "claim.speaker" and words.content:
        cite = words.content
    return make_decision(
        saying.question, saying.verdict, cite, person, moment, answer=saying.answer,
        reason=saying.reason, read_as=read_as, other=other, around=ask_around(connection, cite),
        other_around=ask_around(connection, other))


def _other(connection: sqlite3.Connection, saying: Saying, words: Words) -> Cite | None:
    if not saying.other:
        return None
    things = ask_words_of(connection, saying.other)
    found = things[0].cite if things else ask_cite_near(connection, words.cite, saying.other)
    if found is None:
        raise BadInput("this is no id and does not stand in the article", where=saying.other,
                       remedy="write the words as they stand there")
    return found


def settle_record(record: Path) -> Judged:
    """Bring a record to all decisions kept beside it; nothing happens where it is there already.

    Refuses: a file that is no record (`BrokenRecord`).
    """
    decisions = read_decisions(review_path(record))
    try:
        connection = open_record(record, write=True) if decisions else open_record(record)
    except BrokenRecord:
        open_record(record).close()  # it may still be read: a record on a disk of its own
        return _waiting(record, decisions, "this record cannot be written")
    try:
        verdicts, lost = _bound(connection, decisions)
        if not decisions and not _has_verdicts(connection):
            return Judged(0, 0, (), ())
        settled = settle_decisions(connection, verdicts)
        return Judged(len(decisions), len(verdicts.standing), lost, settled.idle,
                      unread=settled.unread)
    except sqlite3.OperationalError as error:
        return _waiting(record, decisions, f"this record cannot be written now ({error})")
    finally:
        connection.close()


def standing_of(record: Path) -> Judged:
    """Say how a record stands to its decisions, changing nothing."""
    decisions = read_decisions(review_path(record))
    return _waiting(record, decisions, "")


def import_decisions(record: Path, lines: Iterable[str]) -> tuple[int, Judged]:
    """Take in decisions made elsewhere: how many were new, and how the record stands now.

    Refuses: lines that are no decisions, or not as they were made (`BadInput`); then none is kept.
    """
    given = read_lines(lines)
    before = {decision.id for decision in read_decisions(review_path(record))}
    fresh = [decision for decision in given if decision.id not in before]
    return len({decision.id for decision in fresh}), judge(record, fresh)


def made_together(record: Path, first: str, last: str = "") -> tuple[Decision, ...]:
    """Give a decision, or all that one person made from one to another.

    Refuses: an id no decision has (`BadInput`).
    """
    every = in_order(read_decisions(review_path(record)))
    by_id = {decision.id: decision for decision in every}
    start, end = by_id.get(first), by_id.get(last or first)
    if start is None or end is None:
        raise BadInput("there is no such decision", where=first,
                       remedy="look at the list of decisions")
    return tuple(one for one in every[every.index(start):every.index(end) + 1]
                 if one.person == start.person and one.verdict != "withdraw")


def _waiting(record: Path, decisions: tuple[Decision, ...], why: str) -> Judged:
    connection = open_record(record)
    try:
        verdicts, lost = _bound(connection, decisions)
        idle = connection.execute("SELECT decision FROM settled WHERE found = 0 AND position > 0 "
                                  "ORDER BY position")
        return Judged(len(decisions), len(verdicts.standing), lost,
                      tuple(name for (name,) in idle), why, unread_by(connection, verdicts))
    finally:
        connection.close()


def _bound(connection: sqlite3.Connection, decisions: tuple[Decision, ...]
           ) -> tuple[Verdicts, tuple[Decision, ...]]:
    texts = _texts(connection, {cite.article for one in decisions
                                for cite in (one.cite, one.other) if cite})
    homes = {words: _homes(connection, words)
             for words in sorted(sentences_sought(decisions, texts))}
    texts |= _texts(connection, {name for names in homes.values() for name in names})
    bound = bind_decisions(decisions, texts, homes)
    return add_up(bound.found, bound.lost), bound.lost


def _texts(connection: sqlite3.Connection, articles: Iterable[str]) -> dict[str, str]:
    """The texts of some articles, where they are there."""
    return {article: text for article in sorted(articles) for (text,) in connection.execute(
        "SELECT text FROM article WHERE id = ?", (article,))}


def _homes(connection: sqlite3.Connection, words: str) -> list[str]:
    """Name the articles that have this very sentence now; more than two are as good as none."""
    query = words_query(words)
    return [] if not query else [article for (article,) in connection.execute(
        "SELECT DISTINCT s.article FROM search_text t JOIN cache_search c ON c.place = t.rowid "
        "JOIN sentence s ON s.article = c.article AND s.sentence = c.sentence "
        "WHERE search_text MATCH ? AND c.scope = 'sentence' AND s.words = ? LIMIT 3",
        (query, words))]


def _has_verdicts(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM decision LIMIT 1").fetchone() is not None
