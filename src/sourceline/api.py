"""The Python twins of the commands: what `sourceline X` does, `api.X` does.

In: paths and plain values. Out: frozen types; nothing is printed. `cli.py` prints them.
"""

import contextlib
import importlib.resources
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sourceline.build import Built, Told, default_record
from sourceline.build import build as _build
from sourceline.check import Fault, check_record
from sourceline.export.calendar_file import write_calendar
from sourceline.export.write import FORMATS, Format, export_record
from sourceline.forecast import Forecast, forecast
from sourceline.judge import Judged, Saying, decide_on, standing_of, take_back_decision
from sourceline.judge import import_decisions as _import_decisions
from sourceline.record.decision import QUESTIONS as _QUESTIONS
from sourceline.record.decision import Decision
from sourceline.review.keep import write_lines
from sourceline.review.keeper import beside
from sourceline.rooms.acquire.fetch.get import Got, get_addresses, listed_addresses
from sourceline.rooms.acquire.fetch.settings import FetchSettings
from sourceline.rooms.acquire.lines import read_columns
from sourceline.rooms.copies.outlets import load_outlets
from sourceline.rooms.places.known import load_places
from sourceline.rooms.read.open import open_reader
from sourceline.settings import Settings, load_settings
from sourceline.store.ask import SCOPES as _SCOPES
from sourceline.store.ask import Page
from sourceline.store.ask_overview import ask_latest_day
from sourceline.store.ask_search import Hit, Sought, ask_search
from sourceline.store.ask_threads import DueLine, ask_due
from sourceline.store.dump import LOGS, VIEWS, Difference, compare_records, dump_record
from sourceline.store.open import open_record
from sourceline.store.plain import told_plainly
from sourceline.store.why import Reason, explain
from sourceline.team.reach import team_keeper
from sourceline.text.query import full_text_query
from sourceline.verify import Finding, verify_record
from sourceline.watching.changes import Change
from sourceline.watching.watch import Round
from sourceline.watching.watch import watch as _watch

__all__ = [
    "FORMATS",
    "QUESTIONS",
    "SCOPES",
    "Built",
    "Change",
    "Difference",
    "DueLine",
    "Fault",
    "Finding",
    "Forecast",
    "Format",
    "Hit",
    "Judged",
    "Reason",
    "Round",
    "Row",
    "Summary",
    "build",
    "check",
    "decide",
    "decisions",
    "demo",
    "diff",
    "dry_run",
    "due",
    "dump",
    "export",
    "export_decisions",
    "fetch",
    "import_decisions",
    "latest_day",
    "search",
    "serve",
    "show",
    "standing",
    "summary",
    "take_back",
    "verify",
    "watch",
    "why",
    "write_due_calendar",
]

SCOPES = tuple(_SCOPES)
QUESTIONS = tuple(_QUESTIONS)


@dataclass(frozen=True)
class Row:
    """One row of a promised view: names and values in the order of the view."""

    names: tuple[str, ...]
    values: tuple[str | int | float | None, ...]


@dataclass(frozen=True)
class Summary:
    """How much stands in a record: rows of each promised view, and events by status."""

    record: Path
    rows: dict[str, int]
    statuses: dict[str, int]
    outcomes: dict[str, int]


def build(inputs: Sequence[Path], record: Path | None = None, *, settings: Path | None = None,
          reader: str | None = None, outlets: Path | None = None, places: Path | None = None,
          columns: str = "", workers: int | None = None, engine: str = "local",
          told: Told = lambda *_: None, team: str = "") -> Built:
    """Build or bring up to date a record from files and folders; see `sourceline.build`.

    Takes: `reader` overrides the settings' reader ("rules", "model", …; see docs/how-to);
    `outlets` is a file that says who owns which outlet, `places` one that says where places lie;
    both are kept in the record's settings; `columns` says what a table calls its columns
    ("text=Body,date=Printed on"); `team` is the address of the database with a team's decisions
    on it.
    """
    chosen = _with_columns(load_settings(settings), columns)
    if reader:
        chosen = replace(chosen, read=replace(chosen.read, reader=reader))
    if outlets:
        known = load_outlets(outlets)
        chosen = replace(chosen, origins=replace(chosen.origins, outlets=known))
    if places:
        chosen = replace(chosen, places=replace(chosen.places, known=load_places(places)))
    open_reader(chosen.read.reader, chosen.read)  # a clear refusal before any article is read
    target = record or default_record(inputs[0])
    with told_plainly(target):
        return _build(inputs, target, settings=chosen, workers=workers,
                      engine=engine, told=told, keeper=team_keeper(team))


def _with_columns(settings: Settings, columns: str) -> Settings:
    if not columns:
        return settings
    known = settings.acquire.columns
    return replace(settings, acquire=replace(
        settings.acquire, columns=(*known, *read_columns(columns))))


def dry_run(inputs: Sequence[Path], record: Path | None = None, *, settings: Path | None = None,
            columns: str = "", reader: str | None = None, workers: int | None = None) -> Forecast:
    """Say what a build would read and leave out, without reading it."""
    chosen = _with_columns(load_settings(settings), columns)
    if reader:
        chosen = replace(chosen, read=replace(chosen.read, reader=reader))
    return forecast(inputs, record or default_record(inputs[0]), chosen, workers)


def check(record: Path) -> tuple[Fault, ...]:
    """Verify every cite, id and reference of a record; an empty answer is a sound record."""
    with _opened(record) as connection:
        return tuple(check_record(connection))


def verify(record: Path, inputs: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Hash again everything a record rests on; an empty answer says that all is as it was.

    Takes: the files and folders the record was built from; without them only the record is
    verified.
    """
    with _opened(record) as connection:
        return tuple(verify_record(connection, inputs))


def why(record: Path, name: str) -> Reason:
    """Give the chain of reasons behind an id, down to cites and decisions."""
    with _opened(record) as connection:
        return explain(connection, name)


def show(record: Path, view: str, *, limit: int = 50, contains: str = "") -> tuple[Row, ...]:
    """Give rows of a promised view, at most `limit`, whose text contains some words.

    Refuses: a view that is not promised (`ValueError`).
    """
    if view not in (*VIEWS, *LOGS):
        raise ValueError(f"there is no view {view!r}; choose one of {', '.join((*VIEWS, *LOGS))}")
    with _opened(record) as connection:
        if view in LOGS and not connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = ?", (view,)).fetchone():
            return ()  # written before there was a log
        cursor = connection.execute(f"SELECT * FROM {view}")
        names = tuple(column[0] for column in cursor.description)
        rows: list[Row] = []
        for values in cursor:
            if not contains or any(contains.lower() in str(v).lower() for v in values):
                rows.append(Row(names, tuple(values)))
            if len(rows) >= limit:
                break
        return tuple(rows)


def summary(record: Path) -> Summary:
    """Count what stands in a record."""
    with _opened(record) as connection:
        rows = {view: _count(connection, view) for view in VIEWS}
        statuses = dict(connection.execute(
            "SELECT status, count(*) FROM events GROUP BY status ORDER BY count(*) DESC, status"))
        outcomes = dict(connection.execute(
            "SELECT reason, count(*) FROM outcomes GROUP BY reason ORDER BY count(*) DESC, reason"))
        return Summary(record, rows, statuses, outcomes)


def diff(a: Path, b: Path) -> tuple[Difference, ...]:
    """Give every row that stands in only one of two records."""
    with _opened(a) as first, _opened(b) as second:
        return tuple(compare_records(first, second))


def decisions(record: Path, *, team: str = "") -> tuple[Decision, ...]:
    """Give every decision on a record, or a team's on it, in the order they were kept."""
    with _opened(record):
        return (team_keeper(team) or beside(record)).read_decisions()


def decide(record: Path, thing: str, question: str, verdict: str, *, person: str,
           answer: str = "", other: str = "", read_as: str = "", reason: str = "",
           team: str = "") -> tuple[tuple[Decision, ...], Judged]:
    """Decide a question about a thing of the record, bound to its words.

    Takes: `thing`, an id; `other`, the id or (in the same article) the words of the other thing of
    the question: the event that is the same, the speaker of a claim, who takes a part; `team`, the
    address of the database of the team that keeps the decision.
    Gives: what was decided, and how the record stands now.
    """
    said = Saying(thing, question, verdict, answer, other, read_as, reason)
    return decide_on(record, said, person, datetime.now(UTC), team_keeper(team))


def take_back(record: Path, decision: str, *, person: str, reason: str = "", team: str = ""
              ) -> tuple[Decision, Judged]:
    """Take a decision (by its id) back by a new one; the record is as it was before it."""
    return take_back_decision(record, decision, person, datetime.now(UTC), reason,
                              team_keeper(team))


def standing(record: Path, *, team: str = "") -> Judged:
    """Say how a record stands to its decisions: which count, which no longer find their words."""
    return standing_of(record, team_keeper(team))


def export_decisions(record: Path, *, team: str = "") -> Iterator[str]:
    """Give every decision as a line of JSON."""
    yield from write_lines(decisions(record, team=team))


def import_decisions(record: Path, lines: Iterable[str], *, team: str = "") -> tuple[int, Judged]:
    """Take in decisions made elsewhere: how many were new, and how the record stands now.

    Refuses: lines that are no decisions, or not as they were made (`BadInput`); then none is kept.
    """
    with _opened(record):
        pass  # decisions beside a file that is no record would help nobody
    return _import_decisions(record, lines, team_keeper(team))


def search(record: Path, words: str, *, scope: str = "", outlet: str = "", kind: str = "",
           since: str = "", until: str = "", limit: int = 20) -> tuple[int, tuple[Hit, ...]]:
    """Find lines with these words: how many fit (counted up to 2,001), and the first of them.

    Takes: `scope` one of `SCOPES` or "" for all; days as YYYY-MM-DD.
    Refuses: words that cannot be searched (`BadInput`, with what to write instead).
    """
    sought = Sought(query=full_text_query(words), scope=scope, outlet=outlet, kind=kind,
                    since=date.fromisoformat(since) if since else None,
                    until=date.fromisoformat(until) if until else None)
    with _opened(record) as connection:
        return ask_search(connection, sought, Page(number=1, size=limit))


def dump(record: Path) -> Iterator[str]:
    """Give the canonical dump: the same lines for the same record, whenever it was made."""
    with _opened(record) as connection:
        yield from dump_record(connection)


def export(record: Path, to: str, out: Path | None = None, *, protect: Path | None = None) -> Path:
    """Write a record in another format (see `FORMATS`); give where it stands.

    Takes: `out`, by default a name made from the record's and the format's; `protect`, a file of
    names that are to stand nowhere in it.
    """
    ending = FORMATS[to].ending if to in FORMATS else ""
    place = out or record.with_name(f"{record.stem}{ending or f'-{to}'}")
    with _opened(record) as connection:
        return export_record(connection, to, place, protect)


def fetch(addresses: Sequence[str], folder: Path, *, listed: Sequence[str] = (),
          settings: FetchSettings | None = None) -> Iterator[Got]:
    """Fetch addresses into a web archive in `folder`, as polite as the settings say.

    Takes: `listed`, addresses of feeds and sitemaps whose pages are wanted too.
    Gives: one `Got` an address, as they come. The only twin that opens connections.
    """
    chosen = settings or FetchSettings()
    wanted = [*addresses]
    for source in listed:
        wanted += listed_addresses(source, chosen)
    return get_addresses(wanted, folder, chosen)


def serve(record: Path, *, host: str = "127.0.0.1", port: int = 8017,
          allow_remote: bool = False, team: str = "", address: str = "",
          proxies: Sequence[str] = ()) -> None:
    """Serve the pages of a record until interrupted; see `sourceline.web.serving`."""
    from sourceline.web.serving import serve as _serve  # the web stack is slow to import

    with _opened(record):
        pass  # a clear refusal before the server starts
    _serve(record, host=host, port=port, allow_remote=allow_remote, team=team, address=address,
           proxies=proxies)


def due(record: Path, *, state: str = "due") -> tuple[DueLine, ...]:
    """Give what articles say is due, earliest first.

    Takes: `state`: "due" for open or overdue, "open", "overdue", "answered", or "all".
    """
    with _opened(record) as connection:
        return ask_due(connection, "" if state == "all" else state, Page(size=_DUE_MOST))[1]


# More follow-ups than this are no list to read; the pages show all.
_DUE_MOST = 100_000


def latest_day(record: Path) -> date | None:
    """Give the last day a record surely reaches."""
    with _opened(record) as connection:
        return ask_latest_day(connection)


def write_due_calendar(record: Path, out: Path, *, state: str = "due") -> int:
    """Write what is due as an iCalendar file; gives how many follow-ups were asked for."""
    found = due(record, state=state)
    with _opened(record) as connection:
        made = connection.execute("SELECT made_at FROM record").fetchone()
    moment = datetime.fromisoformat(made[0]) if made else datetime.fromtimestamp(0).astimezone()
    out.write_bytes(write_calendar(found, record.stem, moment).encode())
    return len(found)


def watch(folder: Path, record: Path | None = None, *, settings: Path | None = None,
          reader: str | None = None, workers: int | None = None, every_s: float = 5.0,
          once: bool = False, log: Path | None = None, feed: Path | None = None,
          team: str = "") -> Iterator[Round]:
    """Build a folder's record now and whenever articles arrive; each round says what moved.

    Takes: `log` and `feed`, where changes go as JSON lines and as Atom (default: beside the
    record); `once` stops after one round; `team`, as of `build`.
    """
    target = record or default_record(folder)
    yield from _watch(
        lambda: build([folder], target, settings=settings, reader=reader, workers=workers,
                      team=team),
        folder, target, log or target.with_name(f"{target.stem}.changes.jsonl"),
        feed or target.with_name(f"{target.stem}.atom"), every_s=every_s, once=once)


def demo(folder: Path, *, workers: int | None = None, told: Told = lambda *_: None) -> Built:
    """Build the record of the invented demo collection into `folder`/demo.db."""
    folder.mkdir(parents=True, exist_ok=True)
    shipped = importlib.resources.files("sourceline.demo")
    with importlib.resources.as_file(shipped) as path:
        return build([path / "articles"], folder / "demo.db", outlets=path / "outlets.toml",
                     places=path / "places.toml", workers=workers, told=told)


@contextlib.contextmanager
def _opened(record: Path) -> Iterator[sqlite3.Connection]:
    connection = open_record(record)
    try:
        with told_plainly(record):
            yield connection
    finally:
        connection.close()


def _count(connection: sqlite3.Connection, view: str) -> int:
    count: int = connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
    return count
