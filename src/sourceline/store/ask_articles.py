"""Articles: the list, and everything that is marked in one of them.

In: an open connection. Out: the article's head, its text, and one tuple for each kind of mark.
Every mark carries `start`, `end`, `words` with `text[start:end] == words`.
"""

import sqlite3
from datetime import date

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import NO_WORD, Page, count, find_words, marks, one, rows
from sourceline.text.query import words_query

# No page shows more than this of one kind; articles of ordinary length have a few hundred.
MOST = 5000
_ORDER = ("coalesce(published_from, published_to) IS NULL, "
          "coalesce(published_from, published_to), title, id")


class ArticleLine(Written, frozen=True, kw_only=True):
    """One article as a list shows it."""

    article: str
    title: str
    outlet: str
    byline: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    published_basis: str
    events: int
    claims: int


class Article(Written, frozen=True, kw_only=True):
    """The head of an article and its text."""

    article: str
    path: str
    place: str
    address: str
    title: str
    outlet: str
    byline: str
    language: str
    sha256: str
    text: str
    crawl_date: date | None
    published_from: date | None
    published_to: date | None
    published_basis: str
    published_words: str
    published_precision: str
    conditions: tuple[str, ...] | None = None
    because: Because | None = None


class Stretch(Written, frozen=True, kw_only=True):
    """A part of the text and what it is (body, heading, caption …), or a sentence."""

    start: int
    end: int
    kind: str


class CandidateLine(Written, frozen=True, kw_only=True):
    """A day that might be the day of publication, and why it was or was not taken."""

    from_date: date
    to_date: date
    basis: str
    words: str
    chosen: bool
    reason: str


class MentionMark(Written, frozen=True, kw_only=True):
    """Words that name something; `entity` is None where it stays open what they name."""

    mention: str
    entity: str | None
    name: str
    kind: str
    start: int
    end: int
    words: str
    form: str


class EventMark(Written, frozen=True, kw_only=True):
    """A trigger word, and the event it tells of."""

    event_mention: str
    event: str
    label: str
    kind: str
    status: str
    attributed_to: str
    time_from: date | None
    time_to: date | None
    precision: str
    start: int
    end: int
    words: str


class RoleMark(Written, frozen=True, kw_only=True):
    """Who or what took part in the event of a trigger."""

    event_mention: str
    role: str
    entity: str | None
    start: int
    end: int
    words: str


class ClaimMark(Written, frozen=True, kw_only=True):
    """Someone is reported to have said something, with its parts."""

    claim: str
    form: str
    hedge: str
    entity: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker_words: str
    cue_start: int | None
    cue_end: int | None
    cue_words: str
    start: int
    end: int
    words: str
    content_start: int
    content_end: int
    content_words: str


class FigureMark(Written, frozen=True, kw_only=True):
    """A number, what it counts and who gives it."""

    figure: str
    low: float | None
    high: float | None
    bound: str
    unit: str
    counted: str
    attributed_to: str
    event: str | None
    variant_group: str | None
    start: int
    end: int
    words: str


class TimeMark(Written, frozen=True, kw_only=True):
    """A time expression and the days it may mean."""

    time: str
    from_date: date | None
    to_date: date | None
    precision: str
    basis: str
    start: int
    end: int
    words: str


class DescriptionMark(Written, frozen=True, kw_only=True):
    """Words that say what a named thing is."""

    mention: str
    entity: str | None
    start: int
    end: int
    words: str


class RemovedLine(Written, frozen=True, kw_only=True):
    """Words that cleaning took out, and why; the offsets count the captured text."""

    start: int
    end: int
    words: str
    reason: str


def ask_articles(connection: sqlite3.Connection, outlet: str, text: str, page: Page
                 ) -> tuple[int, tuple[ArticleLine, ...]]:
    """List articles in the order of publication; an empty `outlet` or `text` asks for all."""
    if text:
        test, given = (" AND c.thing IN (SELECT id FROM article WHERE outlet = ?)", [outlet]) \
            if outlet else ("", [])
        total, names = find_words(connection, "article", words_query(text) or NO_WORD, page, test,
                                  given)
    else:
        where, given = ("outlet = ?", [outlet]) if outlet else ("1", [])
        total = count(connection, f"SELECT count(*) FROM article WHERE {where}", given)
        names = [name for (name,) in connection.execute(
            f"SELECT id FROM article WHERE {where} ORDER BY {_ORDER} LIMIT ? OFFSET ?",
            (*given, page.size, page.offset))]
    return total, rows(connection, f"""
        SELECT id AS article, title, outlet, byline, published_from, published_to,
          published_precision, published_basis,
          (SELECT count(*) FROM event_mention m WHERE m.article = article.id) AS events,
          (SELECT count(*) FROM claim c WHERE c.article = article.id) AS claims
        FROM article WHERE id IN ({marks(names)}) ORDER BY {_ORDER}""", names, ArticleLine)


def ask_article(connection: sqlite3.Connection, article: str) -> Article | None:
    """Look up one article with its text."""
    return one(connection, """
        SELECT v.article, v.path, v.place, v.address, v.title, v.outlet, v.byline, v.language,
          v.sha256, v.text, v.crawl_date, v.published_from, v.published_to, v.published_basis,
          v.published_words, v.published_precision, v.conditions, t.published_because AS because
        FROM articles v JOIN article t ON t.id = v.article WHERE v.article = ?""",
               (article,), Article)


def ask_parts(connection: sqlite3.Connection, article: str) -> tuple[Stretch, ...]:
    """The parts of the text: body, headings, captions."""
    return rows(connection, 'SELECT start, "end", kind FROM part WHERE article = ? ORDER BY start',
                (article,), Stretch)


def ask_sentences(connection: sqlite3.Connection, article: str) -> tuple[Stretch, ...]:
    """Where the sentences stand."""
    return rows(connection, "SELECT start, \"end\", 'sentence' AS kind FROM sentences "
                "WHERE article = ? ORDER BY start", (article,), Stretch)


def ask_candidates(connection: sqlite3.Connection, article: str) -> tuple[CandidateLine, ...]:
    """Every publication date considered, the chosen ones first."""
    return rows(connection, "SELECT from_date, to_date, basis, words, chosen, reason FROM "
                "candidate_dates WHERE article = ? ORDER BY chosen DESC, from_date, basis "
                "LIMIT 100", (article,), CandidateLine)


def ask_mention_marks(connection: sqlite3.Connection, article: str) -> tuple[MentionMark, ...]:
    """The names in a text, in the order of the text."""
    return rows(connection, """
        SELECT m.id AS mention, m.entity, coalesce(e.name, '') AS name,
          coalesce(e.kind, m.kind) AS kind, m.start, m."end", m.words, m.form
        FROM mention m LEFT JOIN entity e ON e.id = m.entity
        WHERE m.article = ? ORDER BY m.start, m."end" LIMIT ?""", (article, MOST), MentionMark)


def ask_event_marks(connection: sqlite3.Connection, article: str) -> tuple[EventMark, ...]:
    """The event triggers in a text, in the order of the text."""
    return rows(connection, """
        SELECT m.id AS event_mention, m.event, e.label, m.kind, m.status, m.attributed_to,
          e.time_from, e.time_to, e.precision, m.start, m."end", m.words
        FROM event_mention m JOIN event e ON e.id = m.event
        WHERE m.article = ? ORDER BY m.start, m."end" LIMIT ?""", (article, MOST), EventMark)


def ask_role_marks(connection: sqlite3.Connection, article: str) -> tuple[RoleMark, ...]:
    """The parts taken in the events of a text."""
    return rows(connection, """
        SELECT r.event_mention, r.role, m.entity, r.start, r."end", r.words
        FROM event_mention em JOIN role r ON r.event_mention = em.id
          LEFT JOIN mention m ON m.id = r.mention
        WHERE em.article = ?1 AND r.article = ?1 ORDER BY r.start, r."end" LIMIT ?2""",
                (article, MOST), RoleMark)


def ask_claim_marks(connection: sqlite3.Connection, article: str) -> tuple[ClaimMark, ...]:
    """The claims in a text, in the order of the text."""
    return rows(connection, """
        SELECT claim, form, hedge, speaker_entity AS entity, speaker_start, speaker_end,
          speaker_words, cue_start, cue_end, cue_words, start, "end", words, content_start,
          content_end, content_words
        FROM claims WHERE article = ? ORDER BY start, "end" LIMIT ?""", (article, MOST), ClaimMark)


def ask_figure_marks(connection: sqlite3.Connection, article: str) -> tuple[FigureMark, ...]:
    """The figures in a text, in the order of the text."""
    return rows(connection, """
        SELECT figure, low, high, bound, unit, counted, attributed_to, event, variant_group,
          start, "end", words
        FROM figures WHERE article = ? ORDER BY start, "end" LIMIT ?""",
                (article, MOST), FigureMark)


def ask_time_marks(connection: sqlite3.Connection, article: str) -> tuple[TimeMark, ...]:
    """The time expressions in a text, in the order of the text."""
    return rows(connection, """
        SELECT id AS time, from_date, to_date, precision, basis, start, "end", words
        FROM time_expression WHERE article = ? ORDER BY start, "end" LIMIT ?""",
                (article, MOST), TimeMark)


def ask_description_marks(connection: sqlite3.Connection, article: str
                          ) -> tuple[DescriptionMark, ...]:
    """What the text says named things are."""
    return rows(connection, """
        SELECT mention, entity, start, "end", words FROM descriptions
        WHERE article = ? ORDER BY start, "end" LIMIT ?""", (article, MOST), DescriptionMark)


def ask_removed(connection: sqlite3.Connection, article: str, most: int = 500
                ) -> tuple[RemovedLine, ...]:
    """What cleaning took out of the captured text."""
    return rows(connection, 'SELECT start, "end", words, reason FROM removed WHERE article = ? '
                'ORDER BY start LIMIT ?', (article, most), RemovedLine)
