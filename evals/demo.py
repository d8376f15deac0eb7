"""The demo collection against its gold file: what must be found, room by room.

The gold is not a complete record, so most figures are shares of the wanted things that were found
(recall); `not_*` figures are shares of traps avoided. The collection is invented and small: it
shows whether the tool does what it is for, not how well it reads the world.
"""

import json
from datetime import timedelta
from pathlib import Path

from evals.demo_record import Found, Row, demo_connection, found_articles, overlaps, rows_of
from evals.score import Counts, Score, hit, recall, score
from tests.golden.gold import Event, Telling, load_gold, one_space

_WEEK = timedelta(days=7)


def measure(data: Path) -> list[Score]:  # noqa: ARG001 (the demo needs no data folder)
    """Measure the demo record."""
    parts = {
        "published": _published(), "published_jointly": _jointly(), "crawled": _crawled(),
        "debris_gone": _debris(), "body_kept": _body(), "titles": _field("title"),
        "bylines": _field("byline"),
        "outlets": _field("outlet"), "conditions": _conditions(),
        "entities": _entities(), "entities_apart": _apart(), "event_kinds": _events("kind"),
        "event_statuses": _events("status"), "event_times": _events("time"),
        "not_events": _not_events(), "claims": _claims(), "figures": _figures(),
        "copies": _copies(), "not_copies": _not_copies(), "origins": _origins(),
        "follow_ups": _follow_ups(), "thread_pairs": _threads()}
    return [score(f"demo.{name}", rows, recall) for name, rows in parts.items() if rows]


def _published() -> list[Counts]:
    """What an article justifies by itself; one that the collection rightly narrowed is right."""
    return [hit(f.row is not None and (_is_joint(f) or (
                    f.row["published_from"] == _day(f.gold.published_from)
                    and f.row["published_to"] == _day(f.gold.published_to)
                    and f.row["published_basis"] in (f.gold.basis, *f.gold.also_basis))))
            for f in found_articles().values()]


def _jointly() -> list[Counts]:
    """Of the articles that others date: those given just the days that all together leave."""
    return [hit(_is_joint(f)) for f in found_articles().values() if f.gold.joint_from]


def _is_joint(f: Found) -> bool:
    """The days are inside those of the article's own words and hold all that are possible.

    A week beside them is allowed, for "last week" begins on Monday or on Sunday.
    """
    gold = f.gold
    if f.row is None or gold.joint_from is None or gold.joint_to is None:
        return False
    first, last = f.row["published_from"], f.row["published_to"]
    return (first is not None and last is not None
            and f.row["published_basis"] == "collection"
            and _day(gold.joint_from - _WEEK) <= first <= _day(gold.joint_from)
            and _day(gold.joint_to) <= last <= _day(gold.joint_to + _WEEK))


def _crawled() -> list[Counts]:
    return [hit(f.row is not None and f.row["crawl_date"] == _day(f.gold.crawled))
            for f in found_articles().values()]


def _day(day: object) -> str | None:
    return str(day) if day else None


def _debris() -> list[Counts]:
    rows = []
    for f in found_articles().values():
        text = one_space(f.row["text"]) if f.row else ""
        gone = [f.row is not None and one_space(line) not in text for line in f.gold.debris]
        if gone:
            rows.append(Counts(sum(gone), len(gone), len(gone)))
    return rows


def _body() -> list[Counts]:
    return [hit(f.span(f.gold.first) is not None and f.span(f.gold.last) is not None)
            for f in found_articles().values()]


def _field(name: str) -> list[Counts]:
    return [hit(f.row is not None and f.row[name] == getattr(f.gold, name))
            for f in found_articles().values()]


def _conditions() -> list[Counts]:
    return [hit(f.row is not None
                 and set(json.loads(f.row["conditions"])) == set(f.gold.conditions))
            for f in found_articles().values()]


def _named(words: str) -> set[str]:
    """Give the entities that mentions with these words mean.

    A mention may leave off an article or a title ("the Council", "Mr Ito"): it ends these words.
    """
    return {r["entity"] for r in demo_connection().execute(
        "SELECT DISTINCT m.entity FROM mentions m JOIN articles a ON a.article = m.article "
        "WHERE m.entity IS NOT NULL AND length(m.words) <= length(:words) AND m.form = 'name' "
        "AND substr(a.text, m.end - length(:words) + 1, length(:words)) = :words",
        {"words": words})}


def _entities() -> list[Counts]:
    rows = []
    for gold in load_gold().entity:
        main = _named(gold.name)
        joined = [bool(main & _named(alias)) for alias in gold.aliases]
        rows.append(Counts(bool(main) + sum(joined), 1 + len(joined), 1 + len(joined)))
    return rows


def _apart() -> list[Counts]:
    return [hit(not _named(gold.name) & _named(other))
            for gold in load_gold().entity for other in gold.apart_from]


def _telling_rows(telling: Telling) -> list[Row]:
    span = found_articles()[telling.article].span(telling.trigger, telling.words)
    return [r for r in rows_of("event_mentions", telling.article) if overlaps(r, span)]


def _events(what: str) -> list[Counts]:
    rows = []
    for gold in load_gold().event:
        right = [any(_right(what, gold, row) for row in _telling_rows(t)) for t in gold.tellings]
        rows.append(Counts(sum(right), len(right), len(right)))
    return rows


def _right(what: str, gold: Event, row: Row) -> bool:
    if row["kind"].partition(".")[0] not in {k.partition(".")[0]
                                             for k in (gold.kind, *gold.also_kinds)}:
        return False
    if what == "status":
        return row["status"] in (gold.status, *gold.also_statuses)
    return what == "kind" or _time_holds(gold, row["event"])


def _time_holds(gold: Event, event: str) -> bool:
    """The record's interval must share a day with the gold interval and be bounded by something."""
    row = demo_connection().execute(
        "SELECT time_from, time_to FROM events WHERE event = ?", (event,)).fetchone()
    start, end = row["time_from"] or "0000", row["time_to"] or "9999"
    return start < (_day(gold.to_date) or "9999") and (_day(gold.from_date) or "0000") < end


def _not_events() -> list[Counts]:
    rows = []
    for gold in load_gold().not_event:
        span = found_articles()[gold.article].span(gold.trigger, gold.words)
        happened = [r for r in rows_of("event_mentions", gold.article)
                    if overlaps(r, span) and r["status"] == "happened"]
        rows.append(hit(not happened))
    return rows


def _claims() -> list[Counts]:
    rows = []
    for gold in load_gold().claim:
        span = found_articles()[gold.article].span(gold.content)
        rows.append(hit(any(
            overlaps(r, span) and gold.speaker in r["speaker_words"] and r["form"] == gold.form
            for r in rows_of("claims", gold.article))))
    return rows


def _figures() -> list[Counts]:
    rows = []
    for gold in load_gold().figure:
        span = found_articles()[gold.article].span(gold.words, gold.context)
        rows.append(hit(any(
            overlaps(r, span) and (r["low"], r["high"]) == (gold.low, gold.high)
            and r["bound"] in (gold.bound, *gold.also_bounds)
            for r in rows_of("figures", gold.article))))
    return rows


def _pairs(a: str, b: str) -> list[Row]:
    first, second = found_articles()[a].row, found_articles()[b].row
    if first is None or second is None:
        return []
    names = sorted([first["article"], second["article"]])
    return demo_connection().execute(
        "SELECT * FROM copies WHERE a_article = ? AND b_article = ?", names).fetchall()


def _copies() -> list[Counts]:
    return [hit(bool(_pairs(gold.a, gold.b))) for gold in load_gold().copy if not gold.optional]


def _not_copies() -> list[Counts]:
    return [hit(not any(one_space(gold.words) in one_space(r["a_words"])
                         for r in _pairs(gold.a, gold.b)))
            for gold in load_gold().not_copy]


def _origins() -> list[Counts]:
    origin_of = {r["article"]: r["origin"]
                 for r in demo_connection().execute("SELECT origin, article FROM origins")}
    rows = []
    for gold in load_gold().origin:
        if gold.optional:
            continue
        found = [found_articles()[key].row for key in gold.articles]
        names = [origin_of.get(row["article"]) if row else None for row in found]
        rows += [hit(name is not None and name == names[0]) for name in names[1:]]
    return rows


def _follow_ups() -> list[Counts]:
    rows = []
    for gold in load_gold().follow_up:
        span = found_articles()[gold.article].span(gold.words)
        rows.append(hit(any(overlaps(r, span) and r["state"] == gold.state
                             for r in rows_of("follow_ups", gold.article))))
    return rows


def _threads() -> list[Counts]:
    """Pairs of steps of one gold thread whose events stand in one thread of the record."""
    events = {gold.key: gold for gold in load_gold().event}
    thread_of: dict[str, set[str]] = {}
    for row in demo_connection().execute("SELECT thread, event FROM thread_steps"):
        thread_of.setdefault(row["event"], set()).add(row["thread"])
    rows = []
    for gold in load_gold().thread:
        found = [_threads_of(events[step.event], thread_of) for step in gold.steps]
        together = [bool(a & b) for i, a in enumerate(found) for b in found[i + 1:]]
        rows.append(Counts(sum(together), len(together), len(together)))
    return rows


def _threads_of(gold: Event, thread_of: dict[str, set[str]]) -> set[str]:
    found = [row["event"] for telling in gold.tellings for row in _telling_rows(telling)]
    return {thread for event in found for thread in thread_of.get(event, set())}
