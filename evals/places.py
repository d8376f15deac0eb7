"""How well places are told: LGL toponyms and the places of HRDsAttack dev.

In: the shared data folder. Out: per article,
- `lgl.accuracy_161km`: of gold toponyms with coordinates, how many we put within 161 km;
- `lgl.precision`: the same of those we resolve at all; `lgl.resolved`: how many we resolve;
- `lgl.found_*`: with our own place mentions instead of the gold ones, on the same words;
- `hrdsattack.country`, `city`: where the attacks told most are, against the attack's; a city must
  have the very name; `city_or_most_named`: where no event has one, the city the article names
  most (the record does not claim that). `focus_country`: the country the article is about, alone.
`python -m evals.places FOLDER` prints twenty random errors.
"""

import html
import json
import random
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from evals.readings import read_words
from evals.score import Counts, Score, precision, recall, score
from sourceline.record.article import Text
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention
from sourceline.record.event import Event
from sourceline.record.place import Locating, Place
from sourceline.record.when import Publication, When
from sourceline.rooms.calendar.place import CalendarSettings, place_times
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.merge.merge import MergeSettings, merge_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.places.gazetteer import countries
from sourceline.rooms.places.locate import PlaceSettings, locate_mentions
from sourceline.rooms.times.expressions import TimeSettings, find_times
from sourceline.text.places import fold_place

NEAR_KM = 161.0
BECAUSE = Because(rule="evals.declared", version="1", sentence="the data set gives it")
# Kinds that are attacks on people in HRDsAttack's sense.
ATTACKS = frozenset(("ASSAULT", "EXECUTE", "ARREST", "DETAIN", "TORTURE", "DISAPPEAR", "THREATEN",
                     "CHARGE", "SENTENCE", "COERCE", "TRIAL", "DEATH"))
# HRDsAttack writes countries freely; words its gold uses that are no country's name.
_FREE = {"turrkey": "Turkey", "ethiopian": "Ethiopia"}


@dataclass(frozen=True)
class Gold:
    """One toponym of LGL with its coordinates."""

    start: int
    end: int
    latitude: float
    longitude: float
    name: str


def measure(data: Path) -> list[Score]:
    """Score resolved places on LGL with gold and with found mentions, and countries."""
    gold, found = [], []
    for text, toponyms in read_lgl(data):
        gold.append(_count(toponyms, _with_gold(text, toponyms)))
        found.append(_count(toponyms, _with_found(text)))
    return [score("places.lgl.accuracy_161km", gold, recall),
            score("places.lgl.precision", gold, precision),
            score("places.lgl.found_accuracy_161km", found, recall),
            score("places.lgl.found_precision", found, precision),
            *attack_scores(data)]


def read_lgl(data: Path) -> Iterator[tuple[Text, list[Gold]]]:
    """Read LGL's articles with the toponyms that have coordinates."""
    root = ET.parse(data / "places" / "lgl.xml").getroot()
    for article in root.iter("article"):
        words = article.findtext("text") or ""
        text = Text(article="a", captured="", edits=(), words=words, parts=())
        toponyms = [Gold(int(one.findtext("start", "0")), int(one.findtext("end", "0")),
                         float(one.findtext("gaztag/lat", "0")),
                         float(one.findtext("gaztag/lon", "0")), one.findtext("gaztag/name", ""))
                    for one in article.iter("toponym") if one.findtext("gaztag/lat")]
        yield text, toponyms


def _with_gold(text: Text, toponyms: list[Gold]) -> dict[tuple[int, int], Place]:
    mentions = [Mention(id=f"m{number}", form="name", kind="place",
                        cite=cite("a", text.words, one.start, one.end))
                for number, one in enumerate(toponyms)]
    located = locate_mentions(text, mentions, PlaceSettings())
    return {(one.cite.start, one.cite.end): one for one in located.places}


def _with_found(text: Text) -> dict[tuple[int, int], Place]:
    words, reading = read_words(text.words)
    naming = find_mentions(words, reading, NameSettings())
    located = locate_mentions(words, naming.mentions, PlaceSettings())
    return {(one.cite.start, one.cite.end): one for one in located.places}


def _count(toponyms: list[Gold], places: dict[tuple[int, int], Place]) -> Counts:
    """Count gold toponyms put near their place; a found mention may hold the gold one."""
    right = resolved = 0
    for one in toponyms:
        place = places.get((one.start, one.end)) or next(
            (p for (start, end), p in places.items() if start == one.start or end == one.end), None)
        if place is not None:
            resolved += 1
            right += km(place, one) <= NEAR_KM
    return Counts(right, resolved, len(toponyms))


def km(place: Place, gold: Gold) -> float:
    """Give the distance on the sphere."""
    a, b = radians(place.latitude), radians(gold.latitude)
    half = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(
        radians(place.longitude - gold.longitude) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def attack_scores(data: Path) -> list[Score]:
    """Score country and city of the attack, read off our events, on HRDsAttack dev."""
    rows: dict[str, list[Counts]] = {"country": [], "city": [], "city_or_most_named": [],
                                     "focus_country": []}
    for gold, words, day in read_attacks(data):
        events, located = read_places(words, day)
        said, focus = attack_place(events), located.country
        wanted = country_meant(str(gold["country"]))
        if wanted:
            answer = said[0] or focus
            rows["country"].append(Counts(float(answer == wanted), float(bool(answer)), 1.0))
            rows["focus_country"].append(Counts(float(focus == wanted), float(bool(focus)), 1.0))
        city = str(gold["city"])
        if city not in ("None", "unknown"):
            right = fold_place(city) == fold_place(said[1])
            rows["city"].append(Counts(float(right), float(bool(said[1])), 1.0))
            named = said[1] or most_named_city(located)
            rows["city_or_most_named"].append(Counts(
                float(fold_place(city) == fold_place(named)), float(bool(named)), 1.0))
    return [score(f"places.hrdsattack.{name}", found, recall) for name, found in rows.items()]


def most_named_city(located: Locating) -> str:
    """Give the city an article names most within the country it is about."""
    cities = Counter(place.cite.words for place in located.places if place.kind == "city"
                     and place.country == (located.country or place.country))
    return max(cities, key=lambda one: (cities[one], one), default="")


def read_places(words: str, day: date) -> tuple[list[Event], Locating]:
    """Make the events of one article, those told most first, and its places."""
    text, reading = read_words(words)
    naming = find_mentions(text, reading, NameSettings())
    times = find_times(text, reading, TimeSettings())
    mentions = find_event_mentions(text, reading, naming.mentions, times, EventSettings())
    located = locate_mentions(text, naming.mentions, PlaceSettings())
    published = Publication(
        article="a", words="", crawled=None, candidates=(), because=BECAUSE, published=When(
            from_date=day, to_date=day + timedelta(days=1), precision="day", basis="declared"))
    placed = place_times([published], times, CalendarSettings())
    events = merge_event_mentions(mentions, (), (), placed, [published], MergeSettings(),
                                  [located])
    first = {one.id: one.cite.start for one in mentions}
    return sorted(events, key=lambda event: (-len(event.members), min(
        first[one] for one in event.members))), located


def attack_place(events: list[Event]) -> tuple[str, str]:
    """Read country and city off the attacks that are told most."""
    attacks = [event for event in events if event.kind.split(".")[0] in ATTACKS
               and event.status in ("happened", "alleged")] or events
    told = Counter({event.id: len(event.members) for event in attacks})
    countries: Counter[str] = Counter()
    cities: Counter[str] = Counter()
    for event in attacks:
        countries[event.country] += told[event.id] if event.country else 0
        if event.latitude is not None and event.place != event.country:
            cities[event.place] += told[event.id]
    best = max(countries, key=lambda one: (countries[one], one), default="")
    return best, max(cities, key=lambda one: (cities[one], one), default="")


def read_attacks(data: Path) -> Iterator[tuple[dict[str, Any], str, date]]:
    """Read each HRDsAttack article's gold, its words and its publication."""
    samples = json.loads((data / "events" / "hrdsattack" / "dev.json").read_text(encoding="utf-8"))
    for sample in samples:
        body = sample["sample"]["Input.article_interface"]
        day = date.fromisoformat(sample["sample"]["Input.publish_date"][:10])
        yield (sample["merged_sample"],
               html.unescape(re.sub(r"<[^>]{0,200}>", "\n", body)).strip(), day)


def country_meant(words: str) -> str:
    """Give our name of a country as a gold answer writes it."""
    return _FREE.get(words.lower()) or countries().get(fold_place(words), "") or (
        "" if words in ("None", "unknown") else words)


def _errors(data: Path) -> Iterator[str]:
    for text, toponyms in read_lgl(data):
        places = _with_gold(text, toponyms)
        for one in toponyms:
            place = places.get((one.start, one.end))
            if place is None or km(place, one) > NEAR_KM:
                said = f"{place.name}, {place.state}, {place.country}: {place.because.sentence}" \
                    if place else "open"
                near = " ".join(text.words[max(0, one.start - 60):one.end + 60].split())
                yield f"{text.words[one.start:one.end]} = {one.name} ({one.latitude:.1f}, " \
                      f"{one.longitude:.1f}) | {said}\n    … {near} …"


if __name__ == "__main__":
    wrong = list(_errors(Path(sys.argv[1])))
    print(len(wrong), "errors")
    print("\n".join(random.Random(int((sys.argv[2:] or ["0"])[0])).sample(wrong, 20)))
