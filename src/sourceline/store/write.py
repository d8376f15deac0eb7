"""Write a whole record in one transaction.

In: the sheets of all articles, the collection, the outcomes, and what made them. Out: a filled
file. Readers see the record before or the record after, never one in between; a kill in the
middle leaves the record before.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias, TypeVar

import msgspec

from sourceline.record.article import Capture
from sourceline.record.cite import Because
from sourceline.record.decision import Verdicts, changing
from sourceline.record.entity import Link
from sourceline.record.event import EventMention
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.run import RoomRun
from sourceline.record.sheet import Collection, Sheet
from sourceline.record.when import PlacedTime, Publication
from sourceline.store.about import speakers_of_tellings, tellings_of_claims
from sourceline.store.aside import Aside
from sourceline.store.remember import forget_words, remember
from sourceline.store.reread import Reread, lay_over, rehearse
from sourceline.store.settle import Settled, mark_of, settle_within, try_decisions
from sourceline.text.edits import is_removal

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Value, ...]
Rows: TypeAlias = Iterator[tuple[str, Row]]

_CACHE_KB = 256_000
# Statement by statement: `executescript` would end the transaction it is in.
_RUN_LOG = files("sourceline.store").joinpath("log.sql").read_text(encoding="utf-8").split(";")


@dataclass(frozen=True)
class Making:
    """What made a record: `inputs_key` says from which articles, rooms and settings; `runs` are
    added to the record's log, which keeps those of earlier builds.
    """

    record_version: int
    made_at: str
    sourceline_version: str
    settings: str
    inputs_key: str
    runs: tuple[RoomRun, ...] = ()


NOTHING_DECIDED = Verdicts()


def write_record(connection: sqlite3.Connection, making: Making, sheets: Iterable[Sheet],
                 collection: Collection, outcomes: Sequence[Dropped | Failed],
                 verdicts: Verdicts = NOTHING_DECIDED, again: Collection | None = None) -> Settled:
    """Replace everything in the record by this, and apply what people decided.

    Takes: sheets in the order of time (`in_order_of_time`), so that lists in the order of rows
    are; they are taken one at a time and not kept, a second time where there is `again`: the
    collection once the rooms knew the decisions that stand. It is laid over the other one and can
    be taken back.
    Refuses: a thing that points at nothing (`sqlite3.IntegrityError` at the end of the
    transaction; `check.py` names the place).
    """
    # Ids are hashes: rows land all over their tables, and a small cache reads and writes each page
    # again and again.
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        indexes = _take_down_indexes(connection)
        _empty(connection)
        _insert(connection, _made_rows(making))
        _log(connection, making)
        for rows in _all_rows(sheets, collection, outcomes):
            _insert(connection, rows)
        for statement in indexes:
            connection.execute(statement)
        if again is not None:
            found = rehearse(connection, lambda: try_decisions(connection, verdicts.standing))
            known = frozenset(mark_of(one) for one in changing(verdicts.standing))
            lay_over(connection, _again_rows(sheets, collection, again),
                     Reread(known, found & known))
        remember(connection)
        settled = settle_within(connection, verdicts)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA optimize")
    return settled


def _empty(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' "
                                "AND name NOT LIKE 'search_text%' AND name <> 'log_run'").fetchall()
    # Tables that point at others were made after them, and are emptied before them: a row that is
    # still pointed at costs a look through the whole table that points.
    for (table,) in reversed(tables):
        connection.execute(f'DELETE FROM "{table}"')
    forget_words(connection)


def _take_down_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes that no key needs, and say how to make them again.

    An index made at the end is sorted once; one kept while rows come in any order costs more than
    the rows themselves.
    """
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' "
                               "AND sql IS NOT NULL ORDER BY name").fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    for table, some in groupby(rows, key=itemgetter(0)):
        first, *rest = (row for _, row in some)
        marks = ", ".join("?" * len(first))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", (first, *rest))


def _all_rows(sheets: Iterable[Sheet], collection: Collection,
              outcomes: Sequence[Dropped | Failed]) -> Iterator[Rows]:
    links_of = _by_article(collection.linking.links, _meant)
    placed_of = _by_article(collection.placed, lambda some: {one.expression: one for one in some})
    event_of = {member: event.id for event in collection.events for member in event.members}
    group_of = {figure: group.id for group in collection.figure_groups
                for figure in group.figures}
    published = {one.article: one for one in collection.publications}
    # What others point at comes first. While a row points at nothing yet, SQLite looks with each
    # further row for those that wait for it, through whole tables.
    yield _pointed_at_rows(collection)
    for sheet in sheets:
        yield _page_rows(sheet, published.get(sheet.capture.id, sheet.publication))
        yield _time_rows(sheet, placed_of(sheet.capture.id))
        yield _mention_rows(sheet, links_of(sheet.capture.id))
        yield _event_mention_rows(sheet, event_of)
        yield _claim_rows(sheet, event_of)
        yield _figure_rows(sheet, event_of, group_of)
    yield _collection_rows(collection)
    yield _outcome_rows(outcomes)


def in_order_of_time(captures: Iterable[Capture], publications: Iterable[Publication]
                     ) -> list[Capture]:
    """Sort captures by the day their article was published; those without a day come last."""
    days = {one.article: one.published.from_date or one.published.to_date
            for one in publications}
    return sorted(captures, key=lambda capture: (
        _day(days.get(capture.id)) or "9999", capture.id))


def _again_rows(sheets: Iterable[Sheet], before: Collection, again: Collection
                ) -> Iterator[tuple[str, Row]]:
    """Give the rows that hang on the collection, of articles only those that are dated anew."""
    dated = {one.article: one for one in again.publications}
    moved = {one.article for one in before.publications if dated.get(one.article) != one}
    corrected = {one.id: one for one in again.corrected}
    for rows in _all_rows((_as_corrected(sheet, corrected) for sheet in sheets), again, ()):
        for table, row in rows:
            if table not in ("article", "candidate_date") or row[0] in moved:
                yield table, row


def _as_corrected(sheet: Sheet, corrected: Mapping[str, EventMention]) -> Sheet:
    if not any(one.id in corrected for one in sheet.events or ()):
        return sheet
    return msgspec.structs.replace(sheet, events=tuple(
        msgspec.structs.replace(one, kind=corrected[one.id].kind, status=corrected[one.id].status)
        if one.id in corrected else one for one in sheet.events or ()))


def _made_rows(making: Making) -> Rows:
    yield "made", (1, making.record_version, making.made_at, making.sourceline_version,
                   making.settings, making.inputs_key)


def _log(connection: sqlite3.Connection, making: Making) -> None:
    """Add this build to the run log, which records made before there was one lack."""
    for statement in _RUN_LOG:
        connection.execute(statement)
    (last,) = connection.execute("SELECT coalesce(max(run), 0) FROM log_run").fetchone()
    connection.executemany("INSERT INTO log_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [
        (last + 1, making.made_at, position, one.room, one.code, one.settings, one.articles,
         one.worked, one.left_out, one.failed, one.seconds)
        for position, one in enumerate(making.runs)])


def _page_rows(sheet: Sheet, publication: Publication | None) -> Rows:
    """Capture, article, edits, parts, candidate dates and sentences of one article."""
    page, text = sheet.capture, sheet.text
    if text is None:
        return
    yield "capture", (page.id, page.path, page.place, page.sha256, page.media, page.encoding,
                      page.address, page.outlet, page.declared_title, page.declared_byline,
                      page.declared_date, zlib.compress(page.content))
    yield "article", (page.id, text.title, text.byline, text.outlet, text.language, text.words,
                      text.captured, _listed(text.conditions), *_published(publication))
    for position, edit in enumerate(text.edits):
        yield "edit", (page.id, position, edit.start, edit.end, edit.words, edit.becomes,
                       edit.reason, int(is_removal(edit)))
    for part in text.parts:
        yield "part", (page.id, part.start, part.end, part.kind)
    if publication:
        for position, candidate in enumerate(publication.candidates):
            yield "candidate_date", (
                page.id, position, _day(candidate.from_date), _day(candidate.to_date),
                candidate.basis, candidate.words, candidate.start, candidate.end,
                int(candidate.chosen), candidate.reason)
    if sheet.reading:
        for position, sentence in enumerate(sheet.reading.sentences):
            yield "sentence", (page.id, position, sentence.start, sentence.end,
                               text.words[sentence.start:sentence.end])


def _published(publication: Publication | None) -> Row:
    if publication is None:
        return (None, None, None, "unknown", "", "", _because(None))
    when = publication.published
    return (_day(publication.crawled), _day(when.from_date), _day(when.to_date), when.precision,
            when.basis, publication.words, _because(publication.because))


def _time_rows(sheet: Sheet, placed: Mapping[str, PlacedTime]) -> Rows:
    for expression in sheet.times or ():
        cite = expression.cite
        place = placed.get(expression.id)
        when = place.when if place else None
        yield "time_expression", (
            expression.id, cite.article, cite.start, cite.end, cite.words, expression.kind,
            expression.value, _day(when.from_date if when else None),
            _day(when.to_date if when else None), when.precision if when else "unknown",
            when.basis if when else "", _because(place.because if place else None))


Meant: TypeAlias = Mapping[str, tuple[str, Because]]
Thing = TypeVar("Thing")
Found = TypeVar("Found")


def _by_article(things: Sequence[Thing], look_up: Callable[[Iterable[Thing]], Found]
                ) -> Callable[[str], Found]:
    """Give what looks up things of an article: on disk, or among those of a small collection."""
    if isinstance(things, Aside):
        return lambda article: look_up(things.of(article))
    small = look_up(things)
    return lambda _: small


def _meant(links: Iterable[Link]) -> Meant:
    return {link.mention: (link.entity, link.because) for link in links}


def _mention_rows(sheet: Sheet, entity_of: Meant) -> Rows:
    naming = sheet.naming
    if naming is None:
        return
    for mention in naming.mentions:
        cite = mention.cite
        entity, because = entity_of.get(mention.id, (None, mention.because))
        yield "mention", (mention.id, cite.article, cite.start, cite.end, cite.words, mention.form,
                          mention.kind, entity, _because(because))
    for description in naming.descriptions:
        cite = description.cite
        yield "description", (description.id, description.mention, cite.article, cite.start,
                              cite.end, cite.words, _because(description.because))


def _event_mention_rows(sheet: Sheet, event_of: Mapping[str, str]) -> Rows:
    speakers = speakers_of_tellings(sheet.claims or (), sheet.events or ())
    for telling in sheet.events or ():
        if telling.id not in event_of:
            continue
        cite, around = telling.cite, telling.sentence
        yield "event_mention", (
            telling.id, event_of[telling.id], cite.article, cite.start, cite.end, cite.words,
            around.start, around.end, around.words, telling.kind, telling.status,
            telling.attributed_to or speakers.get(telling.id, ""), telling.time,
            _because(telling.because))
        for role in telling.roles:
            yield "role", (telling.id, role.role, role.mention, role.cite.article,
                           role.cite.start, role.cite.end, role.cite.words)


def _claim_rows(sheet: Sheet, event_of: Mapping[str, str]) -> Rows:
    tellings = [telling for telling in sheet.events or () if telling.id in event_of]
    about = tellings_of_claims(sheet.claims or (), tellings)
    for claim in sheet.claims or ():
        speaker, cue, content = claim.speaker, claim.cue, claim.content
        yield "claim", (
            claim.id, claim.cite.article, claim.cite.start, claim.cite.end, claim.cite.words,
            claim.speaker_mention, speaker.start if speaker else None,
            speaker.end if speaker else None, speaker.words if speaker else "",
            cue.start if cue else None, cue.end if cue else None, cue.words if cue else "",
            content.start, content.end, content.words, claim.form, claim.hedge,
            event_of.get(about.get(claim.id, "")),
            _because(claim.because))


def _figure_rows(sheet: Sheet, event_of: Mapping[str, str], group_of: Mapping[str, str]) -> Rows:
    for figure in sheet.figures or ():
        cite, counted = figure.cite, figure.counted_cite
        yield "figure", (
            figure.id, cite.article, cite.start, cite.end, cite.words, figure.low, figure.high,
            figure.bound, figure.unit, figure.counted, counted.start if counted else None,
            counted.end if counted else None, event_of.get(figure.event or ""),
            figure.attributed_to, _day(figure.as_of), group_of.get(figure.id),
            _because(figure.because))
        for position, one in enumerate(figure.scope):
            yield "narrowed", (figure.id, position, one.start, one.end, one.words)


def _pointed_at_rows(collection: Collection) -> Rows:
    for entity in collection.linking.entities:
        yield "entity", (entity.id, entity.name, entity.kind)
        for alias in entity.aliases:
            yield "alias", (entity.id, alias.words, _because(alias.because))
    for event in collection.events:
        when = event.when
        yield "event", (event.id, event.kind, event.label, event.status, _day(when.from_date),
                        _day(when.to_date), when.precision, when.basis, event.place, event.country,
                        event.latitude, event.longitude, _because(event.because))
    for group in collection.figure_groups:
        yield "figure_group", (group.id, _because(group.because))


def _collection_rows(collection: Collection) -> Rows:
    for copy in collection.copies:
        a, b = copy.a, copy.b
        yield "copy", (copy.id, a.article, a.start, a.end, a.words, b.article, b.start, b.end,
                       b.words, copy.form, copy.similarity, copy.first)
    for origin in collection.origins:
        for article, because in zip(origin.articles, origin.reasons, strict=True):
            yield "origin", (origin.id, article, _because(because))
    for interest in collection.interests:
        yield "interested", (interest.article, interest.party, _because(interest.because))
    for group in collection.figure_groups:
        for one, other in group.rivals:
            yield "rival", (one, other)
            yield "rival", (other, one)
    for position, because in enumerate(collection.conflicts):
        yield "conflict", (position, _because(because))
    yield from _thread_rows(collection)


def _thread_rows(collection: Collection) -> Rows:
    for thread in collection.threads:
        yield "thread", (thread.id, thread.label)
        for position, step in enumerate(thread.steps):
            yield "thread_step", (thread.id, position, step.stage, step.event,
                                  _because(step.because))
    for follow_up in collection.follow_ups:
        cite, due = follow_up.cite, follow_up.due
        yield "follow_up", (
            follow_up.id, cite.article, cite.start, cite.end, cite.words, follow_up.stage,
            _day(due.from_date), _day(due.to_date), follow_up.state, follow_up.answered_by,
            follow_up.thread, _because(follow_up.because))


def _outcome_rows(outcomes: Iterable[Dropped | Failed]) -> Rows:
    for outcome in outcomes:
        word = "dropped" if isinstance(outcome, Dropped) else "failed"
        yield "outcome", (outcome.article, outcome.path, outcome.room, word, outcome.reason,
                          outcome.detail)


def _because(because: Because | None) -> str:
    return msgspec.json.encode(because).decode() if because else "null"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _listed(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
