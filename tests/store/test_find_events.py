"""Whatever is asked for, events are found as one finds them by looking at every single one."""

import random
from datetime import date, timedelta

import pytest

from benchmarks.made_record import make_large
from sourceline.store.ask import Page
from sourceline.store.ask_search import Sought, ask_search
from sourceline.store.ask_timeline import ask_timeline
from sourceline.store.find_events import Finder, Wanted
from sourceline.store.open import open_record
from sourceline.store.remember import remember


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "made.db"
    make_large(path, 120, entities=25)
    connection = open_record(path, write=True)
    # Ends that are open, and spans that reach over many months.
    connection.execute("UPDATE event SET time_from = NULL WHERE rowid % 11 = 0")
    connection.execute("UPDATE event SET time_to = NULL WHERE rowid % 13 = 0 AND rowid % 11 <> 0")
    connection.execute("UPDATE event SET time_to = date(time_from, '+200 days') "
                       "WHERE rowid % 7 = 0 AND time_from IS NOT NULL")
    connection.execute("UPDATE article SET published_to = date(published_from, '+300 days') "
                       "WHERE rowid % 9 = 0")
    connection.execute("UPDATE article SET published_from = NULL WHERE rowid % 17 = 0")
    connection.execute("BEGIN")
    remember(connection)
    connection.execute("COMMIT")
    yield connection
    connection.close()


def seen(record, wanted):
    """The events that fit, by looking at each."""
    def ids(sql, *given):
        return {name for (name,) in record.execute(sql, given)}
    took = ("SELECT t.event FROM role r JOIN mention m ON m.id = r.mention JOIN event_mention t "
            "ON t.id = r.event_mention WHERE m.entity = ?")
    told = ("SELECT t.event FROM event_mention t JOIN article a ON a.id = t.article "
            "WHERE a.outlet = ?")
    found = []
    for row in record.execute("SELECT id, kind, status, place, country, time_from, time_to "
                              "FROM event ORDER BY coalesce(time_from, time_to) IS NULL, "
                              "coalesce(time_from, time_to), time_to, id").fetchall():
        name, kind, status, place, country, start, end = row
        days = wanted.since or wanted.until
        if (not wanted.kind or kind == wanted.kind or kind.startswith(f"{wanted.kind}.")) \
                and wanted.status in ("", status) and wanted.place in ("", place) \
                and wanted.country in ("", country) and not (days and not (start or end)) \
                and not (wanted.since and end and end <= str(wanted.since)) \
                and not (wanted.until and start and start > str(wanted.until)) \
                and (not wanted.entity or name in ids(took, wanted.entity)) \
                and (not wanted.other or name in ids(took, wanted.other)) \
                and (not wanted.outlet or name in ids(told, wanted.outlet)) \
                and (not wanted.text or wanted.text in _words(record, name)):
            found.append((name, bool(start or end), start or end or "9999"))
    if (wanted.entity or wanted.other or wanted.outlet) and not wanted.text:
        # Kept lists tell events of one day apart by their names alone.
        found.sort(key=lambda one: (one[2], one[0]))
    return [(name, dated) for name, dated, _ in found]


def _words(record, event):
    return " ".join([record.execute("SELECT label FROM event WHERE id = ?", (event,)).fetchone()[0],
                     *(words for (words,) in record.execute(
                         "SELECT sentence FROM event_mention WHERE event = ?", (event,)))]).lower()


def wishes(chance, record):
    def some(sql):
        return chance.choice(record.execute(sql).fetchall())[0]
    since = date(2020, 1, 1) + timedelta(days=chance.randrange(4200))
    every = {"kind": some("SELECT kind FROM event").split(".")[0],
             "status": some("SELECT status FROM event"), "place": some("SELECT place FROM event"),
             "country": "Varenia", "text": chance.choice(("residents", "council", "zinc")),
             "entity": some("SELECT entity FROM mention"),
             "other": some("SELECT entity FROM mention"),
             "outlet": some("SELECT outlet FROM article"), "since": since,
             "until": since + timedelta(days=chance.choice((-40, 0, 20, 400, 4000)))}
    return Wanted(**{name: every[name] for name in chance.sample(sorted(every),
                                                                 chance.randrange(0, 4))})


def test_any_wish_finds_what_looking_at_each_event_finds(record):
    chance = random.Random(3)
    for _ in range(250):
        wanted = wishes(chance, record)
        expected = seen(record, wanted)
        finder = Finder(record, wanted)
        assert finder.count == len(expected), wanted
        assert finder.undated == sum(not dated for _, dated in expected), wanted
        size = chance.choice((3, 20, 1000))
        pages = [name for number in range(1, len(expected) // size + 2)
                 for name in finder.page(Page(number=number, size=size))]
        assert pages == [name for name, _ in expected], wanted
        dated, drawn = ask_timeline(Finder(record, wanted))
        assert dated == sum(day for _, day in expected), wanted
        assert {one.event for one in drawn} <= {name for name, day in expected if day}


def test_a_search_of_some_days_finds_what_looking_at_each_line_finds(record):
    chance = random.Random(4)
    every = Page(number=1, size=5000)
    for _ in range(60):
        since = date(2019, 12, 1) + timedelta(days=chance.randrange(4300))
        until = since + timedelta(days=chance.choice((0, 30, 500, 5000)))
        scope = chance.choice(("", "sentence", "claim", "article", "event", "figure"))
        days = {"since": since} if chance.random() < 0.4 else {"until": until} \
            if chance.random() < 0.4 else {"since": since, "until": until}
        sought = Sought(query='"council"', scope=scope, **days)
        total, hits = ask_search(record, sought, every)
        _, anyway = ask_search(record, Sought(query='"council"', scope=scope), every)
        expected = {(hit.scope, hit.thing, hit.start) for hit in anyway
                    if _touches(record, hit, days.get("since"), days.get("until"))}
        assert {(hit.scope, hit.thing, hit.start) for hit in hits} == expected, sought
        assert total == len(expected)


def _touches(record, hit, since, until):
    if hit.scope == "event":
        start, end = record.execute("SELECT time_from, time_to FROM event WHERE id = ?",
                                    (hit.thing,)).fetchone()
    else:
        start, end = record.execute("SELECT published_from, published_to FROM article WHERE id = ?",
                                    (hit.article,)).fetchone()
    return bool(start or end) and (not since or (end or "9999") > str(since)) \
        and (not until or (start or "0000") <= str(until))
