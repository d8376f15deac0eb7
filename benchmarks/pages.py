"""Print how long the server takes for each page of a record.

Run `python -m benchmarks.pages RECORD [--times 9]`; `python -m benchmarks.made_record` makes a
large one. All pages are asked for once to warm the file, then all of them in turn so many times, so
that none finds only what it read itself; the median counts, the slowest is shown beside it.
Processor time is shown too: on a machine that does other things it is what the page itself costs.
Pages that narrow a list are asked with what is frequent and with what is rare, since an index that
helps one can hurt the other.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

from rich.console import Console
from rich.table import Column, Table
from starlette.testclient import TestClient

from sourceline.store.open import open_record
from sourceline.store.views import load_views
from sourceline.web.app import make_app

GOAL_MS = 100.0


def pages(record: Path) -> tuple[str, ...]:
    """Name the pages to ask for: every kind, the first and a late one, frequent and rare."""
    connection = open_record(record)

    def one(sql: str) -> str:
        row = connection.execute(sql).fetchone()
        return str(row[0]) if row else "none"

    named = "FROM cache_entity WHERE mention_count > 0 ORDER BY mention_count"
    hub, next_hub = (one(f"SELECT entity {named} DESC LIMIT 1 OFFSET {place}") for place in (0, 1))
    rare = one(f"SELECT entity {named} LIMIT 1")
    article = one("SELECT id FROM article ORDER BY id LIMIT 1 OFFSET 10")
    event = one("SELECT event FROM cache_event ORDER BY article_count DESC LIMIT 1")
    place = one("SELECT place FROM event WHERE place <> '' LIMIT 1")
    kind, claim = one("SELECT kind FROM event LIMIT 1"), one("SELECT id FROM claim LIMIT 1")
    figure = one("SELECT id FROM figure LIMIT 1")
    due = one("SELECT id FROM follow_up LIMIT 1")
    thread = one("SELECT thread FROM thread_step GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    outlets = "FROM article WHERE outlet <> '' GROUP BY outlet ORDER BY count(*)"
    outlet, small = (quote_plus(one(f"SELECT outlet {outlets} {way} LIMIT 1"))
                     for way in ("DESC", "ASC"))
    connection.close()
    return (
        "/", "/chronology", "/chronology?page=500", f"/chronology?kind={kind}",
        "/chronology?status=denied", f"/chronology?place={place}", f"/chronology?entity={hub}",
        f"/chronology?entity={rare}", f"/chronology?outlet={outlet}", f"/chronology?outlet={small}",
        "/chronology?since=2029-01-01&until=2029-02-01", "/chronology?since=2021-01-01",
        "/chronology?until=2028-01-01", "/chronology?since=2021-01-01&page=4000",
        "/chronology?text=residents", "/chronology?text=embezzlement",
        f"/chronology?text=residents&kind={kind}", f"/chronology?entity={hub}&kind={kind}",
        f"/chronology?entity={hub}&other={next_hub}", f"/chronology?entity={hub}&outlet={outlet}",
        f"/chronology?kind={kind}&status=denied&since=2028-01-01",
        f"/chronology?place={place}&outlet={outlet}", "/articles", "/articles?page=500",
        "/articles?text=council", f"/articles?text=council&outlet={outlet}", f"/article/{article}",
        f"/article/{article}/citation", f"/article/{article}/capture", f"/event/{event}",
        f"/event/{event}?page=60", f"/event/{event}/citation", f"/claim/{claim}/citation",
        "/entities", "/entities?page=100", "/entities?kind=person", "/entities?text=brankar",
        f"/entity/{hub}", f"/entity/{hub}?page=200", f"/entity/{rare}", "/claims",
        "/claims?page=500", "/claims?speaker=brankar", "/claims?speaker=tomas",
        "/claims?text=embezzlement", "/claims?text=council", "/claims?form=indirect", "/figures",
        "/figures?page=500", "/figures?text=people", "/figures?text=399", "/sources",
        "/sources?about=passages&page=300", "/sources?about=voices&page=100",
        "/sources?about=sides", "/threads", "/threads?page=20", f"/thread/{thread}",
        "/due", "/due?state=overdue",
        "/due?page=300", "/left-out", "/contradictions", "/contradictions?about=statuses",
        "/conflicts", "/map", "/map?status=denied", "/map?since=2028-01-01", "/network",
        f"/network?kind={kind}", "/search?text=embezzlement", "/search?text=council",
        "/search?text=%22the+council+in%22", "/search?text=bran*&in=entity", "/search?text=bran*",
        "/search?text=council&since=2029-01-01", "/search?text=council&until=2020-02-01",
        f"/search?text=council&outlet={outlet}", f"/search?text=council&outlet={small}",
        f"/search?text=council&kind={kind}", "/review", "/review?page=40",
        "/review?sort=event.same", f"/review/event/{event}",
        f"/review/event/{event}?text=council", f"/review/entity/{hub}", f"/review/claim/{claim}",
        f"/review/figure/{figure}", f"/review/follow-up/{due}",
        "/review/bulk?status=denied", "/review/bulk?text=council", "/review/decisions",
        "/api/pages/overview", "/api/pages/chronology?text=residents", f"/api/pages/entity/{hub}",
        *(f"/api/views/{view}" for view in load_views()), f"/api/views/events?kind={kind}",
        "/api/views/events?min.time_from=2029-01-01&size=500", f"/api/views/entities/{hub}",
        f"/api/views/events/{event}", f"/api/views/mentions?article={article}",
        f"/api/views/event_mentions?event={event}")


@dataclass(frozen=True)
class Line:
    """One page's times in milliseconds: median, slowest, and median of processor time."""

    page: str
    median: float
    slowest: float
    work: float


def measure(record: Path, times: int) -> Iterator[Line]:
    """Ask for each page so many times."""
    client = TestClient(make_app(record), base_url="http://127.0.0.1")
    asked = pages(record)
    taken: dict[str, list[float]] = {page: [] for page in asked}
    work: dict[str, list[float]] = {page: [] for page in asked}
    for page in asked:
        client.get(page).raise_for_status()
    for _ in range(times):
        for page in asked:
            begun, worked = time.perf_counter(), time.process_time()
            client.get(page)
            taken[page].append((time.perf_counter() - begun) * 1000)
            work[page].append((time.process_time() - worked) * 1000)
    for page in asked:
        yield Line(page, statistics.median(taken[page]), max(taken[page]),
                   statistics.median(work[page]))


def main() -> None:
    """Measure, print one table, say what misses the goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--times", type=int, default=9)
    given = parser.parse_args()
    table = Table(Column("page", overflow="fold"), "median ms", "slowest ms",
                  "processor ms", title=given.record.name)
    lines = []
    for line in measure(given.record, given.times):
        lines.append(line)
        mark = "" if line.median < GOAL_MS else " *"
        table.add_row(line.page, f"{line.median:.0f}{mark}", f"{line.slowest:.0f}",
                      f"{line.work:.0f}")
    Console().print(table)
    for what, times in (("median", [line.median for line in lines]),
                        ("processor", [line.work for line in lines])):
        missed = sum(one >= GOAL_MS for one in times)
        print(f"{what}: {missed} of {len(lines)} pages at or above {GOAL_MS:.0f} ms; "
              f"the median page {statistics.median(times):.0f} ms")


if __name__ == "__main__":
    main()
