"""How well places are told: LGL toponyms and the places of HRDsAttack dev.

In: the shared data folder. Out: per article,
- `lgl.accuracy_161km`: of gold toponyms with coordinates, how many we put within 161 km;
- `lgl.precision`: the same of those we resolve at all; `lgl.resolved`: how many we resolve;
- `lgl.found_*`: with our own place mentions instead of the gold ones, on the same words;
- `hrdsattack.focus_country`: the article's country against the attack's (an upper line for what
  events without a place of their own can be given).
`python -m evals.places FOLDER` prints twenty random errors.
"""

import html
import json
import random
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from evals.readings import read_words
from evals.score import Counts, Score, precision, recall, score
from sourceline.record.article import Text
from sourceline.record.cite import cite
from sourceline.record.entity import Mention
from sourceline.record.place import Place
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.places.gazetteer import countries
from sourceline.rooms.places.locate import PlaceSettings, locate_mentions
from sourceline.text.places import fold_place

NEAR_KM = 161.0
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
            score("places.hrdsattack.focus_country", _focus(data), recall)]


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


def _focus(data: Path) -> list[Counts]:
    rows = []
    for gold, words in read_attacks(data):
        wanted = country_meant(str(gold["country"]))
        if wanted:
            text, reading = read_words(words)
            naming = find_mentions(text, reading, NameSettings())
            country = locate_mentions(text, naming.mentions, PlaceSettings()).country
            rows.append(Counts(float(country == wanted), float(bool(country)), 1.0))
    return rows


def read_attacks(data: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Read each HRDsAttack article's gold and its words."""
    samples = json.loads((data / "events" / "hrdsattack" / "dev.json").read_text(encoding="utf-8"))
    for sample in samples:
        body = sample["sample"]["Input.article_interface"]
        yield sample["merged_sample"], html.unescape(re.sub(r"<[^>]{0,200}>", "\n", body)).strip()


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
