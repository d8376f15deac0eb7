"""Write a large invented record, filled straight into the tables, to measure pages on.

Run `python -m benchmarks.made_record RECORD [--articles 100000]`. A hundred thousand articles make
about 300,000 events, a million mentions and 1.2 million sentences; names and places follow a
long-tailed distribution, so that a few are everywhere. Same seed, same record.
"""

import argparse
import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sourceline.store.open import RECORD_VERSION, open_record
from sourceline.store.remember import remember

SEED = 11
BECAUSE = '{"rule":"made","version":"1","sentence":"invented","score":0.9,"cites":[]}'
FIRST = ("Tomas", "Alia", "Ines", "Bram", "Sela", "Oskar", "Mira", "Ilo", "Dara", "Pell")
SOUNDS = ("bran", "rey", "kar", "ven", "dov", "lis", "mor", "tar", "sun", "vel", "ost", "har")
PLACES = tuple(f"{a.title()}{b}" for a in SOUNDS for b in ("mark", "port", "field", "stead"))
KINDS = ("ARREST", "PROTEST", "TRIAL", "STATEMENT", "CONSULT", "ASSAULT.bombing", "SANCTION",
         "AGREE", "CHARGE", "APPOINT", "GATHERING", "REPORT", "POLICY", "DEATH")
STATUSES = ("happened",) * 6 + ("alleged", "alleged", "planned", "expected", "denied", "threatened")
DOINGS = ("held", "accused", "met", "charged", "sentenced", "warned", "named", "attacked")
THINGS = ("workers", "the harbour board", "protesters", "the ministry", "a court", "two officials",
          "the port union", "residents", "the council")
WHENS = ("on Friday", "last week", "in May", "after the strike", "before the vote", "at dawn")
RARE = ("quarantine", "lighthouse", "embezzlement", "zinc", "observatory")
SENTENCES = 12
FIRST_DAY = date(2020, 1, 1)


def make_large(path: Path, articles: int, entities: int = 60_000) -> None:
    """Fill a new record with so many articles."""
    chance = random.Random(SEED)
    connection = open_record(path, write=True)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    # Indexes made at the end are sorted once; kept while rows come in any order they cost minutes.
    indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND "
                                 "sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("BEGIN")
    _put(connection, "made", [(1, RECORD_VERSION, "2033-01-01T00:00:00+00:00", "0", "{}", "k")])
    names = [_name(chance, number) for number in range(min(entities, max(20, articles)))]
    kinds = ("person", "person", "organization", "government", "place")
    _put(connection, "entity", ((f"n{n}", name, kinds[n % 5]) for n, name in enumerate(names)))
    _put(connection, "alias", ((f"n{n}", name.split()[-1], BECAUSE)
                               for n, name in enumerate(names) if n % 3 == 0))
    places = _events(connection, chance, articles * 3)
    days = _days(chance, articles)
    for start in range(0, articles, 2000):
        _articles(connection, chance, range(start, min(articles, start + 2000)), names, days)
    _cases(connection, chance, articles, places)
    for _, sql in indexes:
        connection.execute(sql)
    remember(connection)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _put(connection: sqlite3.Connection, table: str, rows: "Iterator[tuple[object, ...]] | list"
         ) -> None:
    width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * width)})", rows)


def _name(chance: random.Random, number: int) -> str:
    family = "".join(chance.choices(SOUNDS, k=2 + number % 2)).title()
    return f"{FIRST[number % len(FIRST)]} {family}"


def _rank(chance: random.Random, size: int) -> int:
    """A place in a list, the first ones far more often."""
    return min(size - 1, int(size * chance.random() ** 4))


def _day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange(4000))


def _events(connection: sqlite3.Connection, chance: random.Random, many: int) -> list[str]:
    rows = []
    for number in range(many):
        day = _day(chance)
        span = chance.choice((1, 1, 1, 7, 31))
        kind, place = chance.choice(KINDS), PLACES[_rank(chance, len(PLACES))]
        dated = chance.random() > 0.05
        latitude, longitude = _point(place if number % 5 else "")
        rows.append((f"e{number}", kind, f"{kind.title()} of {chance.choice(THINGS)}, {place}",
                     chance.choice(STATUSES), str(day) if dated else None,
                     str(day + timedelta(days=span)) if dated else None,
                     "day" if span == 1 else "unknown", "stated", place if number % 5 else "",
                     "Varenia",
                     latitude, longitude, BECAUSE))
    _put(connection, "event", rows)
    return [str(row[0]) for row in rows]


def _point(place: str) -> tuple[float | None, float | None]:
    """Give a point in the open sea; every fifth place has none, as happens with words."""
    number = PLACES.index(place) if place else 60
    return (None, None) if number % 5 == 4 else (-30.0 + number % 7, -25.0 + number // 7)


def _days(chance: random.Random, articles: int) -> list[date]:
    """Days of publication in their order, as a record has its articles."""
    return sorted(_day(chance) for _ in range(articles))


def _articles(connection: sqlite3.Connection, chance: random.Random, numbers: range,
              names: list[str], days: list[date]) -> None:
    tables: dict[str, list[tuple[object, ...]]] = {name: [] for name in (
        "capture", "article", "sentence", "mention", "event_mention", "role", "claim", "figure",
        "time_expression", "origin", "copy", "description")}
    for number in numbers:
        _article(tables, chance, number, names, days)
    for table, rows in tables.items():
        _put(connection, table, rows)


def _article(tables: dict[str, list[tuple[object, ...]]], chance: random.Random, number: int,
             names: list[str], days: list[date]) -> None:
    a, day, articles = f"a{number}", days[number], len(days)
    text = ""
    for at in range(SENTENCES):
        n = _rank(chance, len(names))
        name, doing, thing = names[n], chance.choice(DOINGS), chance.choice(THINGS)
        where = PLACES[_rank(chance, len(PLACES))]
        rare = f" near the {chance.choice(RARE)}" if chance.random() < 0.002 else ""
        count = chance.randrange(2, 400)
        words = (f"{name} {doing} {thing} in {where}{rare} {chance.choice(WHENS)}, and {count} "
                 f"people were said to be there.")
        start = len(text) + (1 if text else 0)
        text += (" " if text else "") + words
        mention = f"m{number}-{at}"
        tables["sentence"].append((a, at, start, start + len(words), words))
        if at < 10:
            tables["mention"].append((mention, a, start, start + len(name), name, "name", "person",
                                      f"n{n}", BECAUSE))
        if at == 5 and number % 3 == 0:
            tables["description"].append((f"d{number}", mention, a, start + len(name) + 1,
                                          start + len(name) + 1 + len(doing), doing, BECAUSE))
        if at < 4:
            trigger = start + len(name) + 1
            event = f"e{number * 3 + at}" if at < 3 else f"e{_rank(chance, articles * 3)}"
            tables["event_mention"].append((
                f"t{number}-{at}", event, a, trigger, trigger + len(doing), doing, start,
                start + len(words), words, "ARREST", chance.choice(STATUSES), "", None, BECAUSE))
            tables["role"].append((f"t{number}-{at}", "actor", mention, a, start,
                                   start + len(name), name))
        if at < 3:
            tables["claim"].append((
                f"c{number}-{at}", a, start, start + len(words), words, mention, start,
                start + len(name), name, None, None, "", start, start + len(words), words,
                "indirect", "", f"e{number * 3 + at}", BECAUSE))
            place = text.index(str(count), start)
            tables["figure"].append((
                f"f{number}-{at}", a, place, place + len(str(count)), str(count), count, count,
                "exact", "person", "people", None, None, f"e{number * 3 + at}", "", None, None,
                BECAUSE))
    title = f"{names[_rank(chance, len(names))]} and {chance.choice(THINGS)}"
    outlet = f"The {PLACES[_rank(chance, 40)]} Courier"
    tables["capture"].append((a, f"{a}.txt", "", "00", "text/plain", "utf-8", "", outlet, "", "",
                              "", b""))
    tables["article"].append((a, title, "", outlet, "en", text, text, "[]", None, str(day),
                              str(day + timedelta(days=1)), "day", "dateline", "", BECAUSE))
    if number % 10 == 1:
        tables["copy"].append((f"k{number}", f"a{number - 1}", 0, 60, "x", a, 0, 60 + number % 300,
                               "x", "near", 0.9, "unknown"))
        tables["origin"] += [(f"o{number}", a, BECAUSE), (f"o{number}", f"a{number - 1}", BECAUSE)]


def _cases(connection: sqlite3.Connection, chance: random.Random, articles: int,
           events: list[str]) -> None:
    """Threads, follow-ups, groups of figures, and what was left out."""
    threads, steps = [], []
    for number in range(articles // 20):
        threads.append((f"th{number}", f"Case {number}"))
        steps += [(f"th{number}", at, "trial", chance.choice(events), BECAUSE)
                  for at in range(2 + number % 6)]
    _put(connection, "thread", threads)
    _put(connection, "thread_step", steps)
    due = [(f"u{n}", f"a{n}", 0, 4, "said", "trial", str(_day(chance)), None,
            chance.choice(("open", "answered", "overdue")), None, None, BECAUSE)
           for n in range(0, articles, 4)]
    _put(connection, "follow_up", due)
    groups = [(f"g{n}", BECAUSE) for n in range(articles // 10)]
    _put(connection, "figure_group", groups)
    connection.executemany("UPDATE figure SET variant_group = ? WHERE id = ?", (
        (f"g{n}", f"f{n * 10 + side}-0") for n in range(len(groups)) for side in range(3)))
    for one, other in (("0", "1"), ("1", "2")):
        _put(connection, "rival", [(f"f{n * 10 + int(a)}-0", f"f{n * 10 + int(b)}-0")
                                   for n in range(0, len(groups), 4)
                                   for a, b in ((one, other), (other, one))])
    _put(connection, "interested", [(f"a{n}", "the harbour board", BECAUSE)
                                    for n in range(0, articles, 25)])
    cites = json.dumps([{"article": f"a{n}", "start": 0, "end": 4, "words": "said"}
                        for n in range(2)])
    _put(connection, "conflict", [(n, BECAUSE.replace('"cites":[]', f'"cites":{cites}'))
                                  for n in range(articles // 500)])
    _put(connection, "outcome", [("", f"x{n}.txt", "acquire", "dropped",
                                  ("empty", "binary", "too_large")[n % 3], "invented")
                                 for n in range(articles // 50)])


def main() -> None:
    """Read the command line, write the record."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.made_record", description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args()
    if given.record.exists():
        parser.error(f"{given.record} is there already")
    make_large(given.record, given.articles)


if __name__ == "__main__":
    main()
