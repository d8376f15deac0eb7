"""The demo's whole record as text a person can read, kept in `demo-record.txt`.

Run `python -m tests.golden.readable` to write it anew after a change that is meant; the diff of
that file is what the change does to a record. Ids are left out: they say nothing to a reader. The
readings it is made of are kept beside it (`readings.py`); `--read` reads the articles anew, after
a change of the reader or of an article.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from sourceline import api
from sourceline.store.cache import Cache
from tests.golden.readings import for_cache, keep, read_now

KEPT = Path(__file__).with_name("demo-record.txt")


def lines(record: sqlite3.Connection) -> Iterator[str]:
    """Give the record article by article, then what only the collection shows."""
    for row in record.execute("SELECT * FROM articles ORDER BY path, place"):
        yield f"\n# {row['path']} {row['place']}".rstrip()
        yield f"title: {row['title']} | outlet: {row['outlet']} | byline: {row['byline']}"
        yield (f"published: {_span(row['published_from'], row['published_to'])} by "
               f"{row['published_basis'] or 'nothing'} | crawled: {row['crawl_date']}")
        yield from _article_lines(record, row["article"])
    yield "\n# the collection"
    yield from _collection_lines(record)


def _article_lines(record: sqlite3.Connection, article: str) -> Iterator[str]:
    for row in record.execute(
            "SELECT m.*, e.time_from, e.time_to FROM event_mentions m JOIN events e USING (event) "
            "WHERE article = ? ORDER BY start, m.kind", (article,)):
        yield (f"event: {row['kind']}, {row['status']}, “{row['words']}”, "
               f"{_span(row['time_from'], row['time_to'])}")
    for row in record.execute(
            "SELECT * FROM claims WHERE article = ? ORDER BY start, content_start", (article,)):
        yield (f"claim: {row['form']}, {row['speaker_words'] or '?'} | {row['cue_words']} | "
               f"{_short(row['content_words'])}")
    for row in record.execute("SELECT * FROM figures WHERE article = ? ORDER BY start", (article,)):
        yield (f"figure: “{row['words']}” {row['bound']} {row['low']}–{row['high']} {row['unit']}: "
               f"{_short(row['counted'])}")


def _collection_lines(record: sqlite3.Connection) -> Iterator[str]:
    for row in record.execute("SELECT * FROM entities ORDER BY name, kind"):
        yield f"entity: {row['name']} ({row['kind']}), {row['mention_count']} mentions, " \
              f"also {row['aliases']}"
    for row in record.execute(
            "SELECT label, status, article_count, origin_count FROM events "
            "WHERE article_count > 1 ORDER BY label, status, article_count, time_to"):
        yield f"event in {row['article_count']} articles, {row['origin_count']} voices: " \
              f"{row['label']}, {row['status']}"
    for row in record.execute(
            "SELECT t.label, s.stage, e.label AS event FROM thread_steps s JOIN threads t "
            "USING (thread) JOIN events e USING (event) ORDER BY t.label, t.thread, s.position"):
        yield f"thread: {row['label']}: {row['stage']}: {row['event']}"
    for row in record.execute(
            "SELECT * FROM follow_ups ORDER BY due_from, stage, words, article"):
        yield f"due: {row['stage']}, {_span(row['due_from'], row['due_to'])}, {row['state']}: " \
              f"{_short(row['words'])}"


def _span(start: str | None, end: str | None) -> str:
    return f"[{start or '…'}, {end or '…'})"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 90 else words[:89] + "…"


def readable() -> str:
    """Build the demo record from the kept readings, in a temporary folder, and give it as text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        cache = Cache(path.with_name("demo.db.cache"))
        cache.keep(for_cache())
        cache.close()
        with as_file(files("sourceline.demo").joinpath("articles")) as articles:
            api.build([articles], path, workers=2)
        record = sqlite3.connect(path)
        record.row_factory = sqlite3.Row
        text = "\n".join(lines(record)).lstrip() + "\n"
        record.close()
    return text


if __name__ == "__main__":
    if "--read" in sys.argv[1:]:
        keep(read_now())
    KEPT.write_text(readable(), encoding="utf-8")
