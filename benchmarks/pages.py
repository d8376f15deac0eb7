"""Print how long the server takes for each page of a record.

Run `python -m benchmarks.pages RECORD [--times 9]`; `python -m benchmarks.made_record` makes a
large one. Each page is asked for once to warm the file, then so many times; the median counts, the
slowest is shown beside it. Processor time is shown too: on a machine that does other things it is
what the page itself costs. Pages that narrow a list are asked with what is frequent and with what
is rare, since an index that helps one can hurt the other.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from sourceline.store.open import open_record
from sourceline.web.app import make_app

GOAL_MS = 100.0


def pages(record: Path) -> tuple[str, ...]:
    """Name the pages to ask for: every kind, the first and a late one, frequent and rare."""
    connection = open_record(record)

    def one(sql: str) -> str:
        row = connection.execute(sql).fetchone()
        return str(row[0]) if row else "none"

    hub = one("SELECT entity FROM cache_entity ORDER BY mention_count DESC LIMIT 1")
    rare = one("SELECT entity FROM cache_entity WHERE mention_count > 0 "
               "ORDER BY mention_count LIMIT 1")
    article = one("SELECT id FROM article ORDER BY id LIMIT 1 OFFSET 10")
    event = one("SELECT event FROM cache_event ORDER BY article_count DESC LIMIT 1")
    place = one("SELECT place FROM event WHERE place <> '' LIMIT 1")
    kind, claim = one("SELECT kind FROM event LIMIT 1"), one("SELECT id FROM claim LIMIT 1")
    connection.close()
    return (
        "/", "/chronology", "/chronology?page=500", f"/chronology?kind={kind}",
        "/chronology?status=denied", f"/chronology?place={place}", f"/chronology?entity={hub}",
        f"/chronology?entity={rare}", "/chronology?since=2029-01-01&until=2029-02-01",
        "/chronology?text=residents", "/articles", "/articles?page=500", "/articles?text=council",
        f"/article/{article}", f"/event/{event}", "/entities", "/entities?page=100",
        "/entities?kind=person", "/entities?text=brankar", f"/entity/{hub}", f"/entity/{rare}",
        "/claims", "/claims?page=500", "/claims?speaker=brankar", "/claims?text=embezzlement",
        "/claims?form=indirect", "/figures", "/figures?page=500", "/figures?text=people",
        "/sources", "/threads", "/threads?page=20", "/due", "/due?state=overdue", "/left-out",
        "/contradictions", "/contradictions?about=statuses", "/map",
        "/map?status=denied", "/network",
        "/search?text=embezzlement", "/search?text=council", "/search?text=%22the+council+in%22",
        "/search?text=bran*&in=entity", "/search?text=council&since=2029-01-01", "/review",
        "/review?page=40", f"/review/event/{event}", f"/review/entity/{hub}",
        f"/review/claim/{claim}", "/review/bulk?status=denied", "/review/decisions")


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
    for page in pages(record):
        client.get(page).raise_for_status()
        taken, work = [], []
        for _ in range(times):
            begun, worked = time.perf_counter(), time.process_time()
            client.get(page)
            taken.append((time.perf_counter() - begun) * 1000)
            work.append((time.process_time() - worked) * 1000)
        yield Line(page, statistics.median(taken), max(taken), statistics.median(work))


def main() -> None:
    """Measure, print one table, say what misses the goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--times", type=int, default=9)
    given = parser.parse_args()
    table = Table("page", "median ms", "slowest ms", "processor ms", title=given.record.name)
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
