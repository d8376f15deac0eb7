"""How well events are found: ECB+ dev triggers, HRDsAttack dev violations and dates.

In: the shared data folder. Out: per document,
- `ecbplus.trigger_precision`: of our trigger words in annotated sentences of the dev topics, how
  many are marked as actions; `trigger_recall`: of marked occurrences, how many we find (ECB+ marks
  every action, also kinds this project has no name for, so recall stays low by design);
- `hrdsattack.violation_f1`, `year`, `month`, `country`: one article, one attack; our answer is
  read off the merged events, the one most told first.
`python -m evals.events FOLDER` prints HRDsAttack answers beside the gold.
"""

import html
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evals.score import Counts, Score, f1, precision, recall, score
from sourceline.record.article import Text
from sourceline.record.cite import Because
from sourceline.record.event import Event
from sourceline.record.reading import Reading, Sentence, Token
from sourceline.record.when import Publication, When
from sourceline.rooms.calendar.place import place_times
from sourceline.rooms.events.countries import country_of
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.merge.merge import MergeSettings, merge_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.rules import ReadSettings, read_text
from sourceline.rooms.times.expressions import TimeSettings, find_times

DEV_TOPICS = ("2", "5", "12", "18", "21", "23", "34", "35")
BECAUSE = Because(rule="evals.declared", version="1", sentence="the data set gives it")
# HRDsAttack's kinds of violation and ours.
VIOLATIONS = {
    "ASSAULT.killing": "killing", "EXECUTE": "killing", "ASSAULT.shooting": "killing",
    "ARREST": "arbitrary detention", "DETAIN": "arbitrary detention",
    "ASSAULT.abduction": "kidnapping", "TORTURE": "torture", "ASSAULT.beating": "torture",
    "DISAPPEAR": "enforced disappearance", "THREATEN": "other", "CHARGE": "other",
    "SENTENCE": "other", "ASSAULT": "other", "COERCE": "other", "TRIAL": "other",
}


def measure(data: Path) -> list[Score]:
    """Score triggers on ECB+ dev, and kinds, dates and countries on HRDsAttack dev."""
    found = [_ecb_document(path, sentences) for path, sentences in _ecb_files(data)]
    scores = [score("events.ecbplus.trigger_precision", found, precision),
              score("events.ecbplus.trigger_recall", found, recall)]
    rows: dict[str, list[Counts]] = {name: [] for name in ("violation", "year", "month", "country")}
    for gold, answer in read_attacks(data):
        for name, counts in rows.items():
            counts.append(_compare(name, gold, answer))
    scores.append(score("events.hrdsattack.violation_f1", rows["violation"], f1))
    scores += [score(f"events.hrdsattack.{name}_right", rows[name], recall)
               for name in ("year", "month", "country")]
    return scores


def _ecb_files(data: Path) -> Iterator[tuple[Path, set[int]]]:
    """Name each dev document with its annotated sentences, as the list in the CSV gives them."""
    folder = data / "events" / "ecbplus"
    wanted: dict[str, set[int]] = {}
    rows = (folder / "ECBplus_coreference_sentences.csv").read_text().splitlines()[1:]
    for row in rows:
        topic, name, number = row.split(",")
        wanted.setdefault(f"{topic}_{name}", set()).add(int(number))
    for key, sentences in sorted(wanted.items()):
        topic = key.split("_")[0]
        if topic in DEV_TOPICS:
            yield folder / topic / f"{key}.xml", sentences


def _ecb_document(path: Path, annotated: set[int]) -> Counts:
    """Count trigger words that are marked, found and wanted in the annotated sentences."""
    root = ET.parse(path).getroot()
    words, places, sentences = _ecb_text(root)
    marked = {anchor.get("t_id") for group in root.iter("Markables") for mark in group
              if mark.tag.startswith(("ACTION", "NEG_ACTION")) for anchor in mark}
    gold = {places[one] for one in marked if one in places and places[one][2] in annotated}
    text = Text(article="a", captured="", edits=(), words=words, parts=())
    reading = Reading(article="a", reader="gold", sentences=sentences)
    events = find_event_mentions(text, reading, (), (), EventSettings())
    inside = [place for place in places.values() if place[2] in annotated]
    found = [{place for place in inside if event.cite.start <= place[0] < event.cite.end}
             for event in events]
    found = [places_of for places_of in found if places_of]
    right = sum(bool(places_of & gold) for places_of in found)
    return Counts(right, len(found), len(gold))


def _ecb_text(root: ET.Element) -> tuple[str, dict[str, tuple[int, int, int]],
                                         tuple[Sentence, ...]]:
    words, at = [], 0
    places: dict[str, tuple[int, int, int]] = {}
    tokens: dict[int, list[Token]] = {}
    for token in root.iter("token"):
        word, sentence = token.text or "_", int(token.get("sentence", "0"))
        places[token.get("t_id", "")] = (at, at + len(word), sentence)
        tokens.setdefault(sentence, []).append(Token(start=at, end=at + len(word)))
        words.append(word)
        at += len(word) + 1
    sentences = tuple(Sentence(start=one[0].start, end=one[-1].end, tokens=tuple(one))
                      for _, one in sorted(tokens.items()))
    return " ".join(words), places, sentences


def read_attacks(data: Path) -> Iterator[tuple[dict[str, Any], list[Event]]]:
    """Read each HRDsAttack article with its gold and the events we make of it, most told first."""
    samples = json.loads((data / "events" / "hrdsattack" / "dev.json").read_text(encoding="utf-8"))
    for sample in samples:
        body = sample["sample"]["Input.article_interface"]
        words = html.unescape(re.sub(r"<[^>]{0,200}>", "\n", body)).strip()
        day = date.fromisoformat(sample["sample"]["Input.publish_date"][:10])
        yield sample["merged_sample"], read_events(words, day)


def read_events(words: str, day: date) -> list[Event]:
    """Make the events of one article, those with most tellings first."""
    text = Text(article="a", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    naming = find_mentions(text, reading, NameSettings())
    times = find_times(text, reading, TimeSettings())
    mentions = find_event_mentions(text, reading, naming.mentions, times, EventSettings())
    published = Publication(
        article="a", words="", crawled=None, candidates=(), because=BECAUSE, published=When(
            from_date=day, to_date=day + timedelta(days=1), precision="day", basis="declared"))
    placed = place_times([published], times)
    events = merge_event_mentions(mentions, (), (), placed, [published], MergeSettings())
    first = {one.id: one.cite.start for one in mentions}
    return sorted(events, key=lambda event: (-len(event.members),
                                             min(first[one] for one in event.members)))


def _violations(events: list[Event]) -> set[str]:
    kinds = (event.kind for event in events if event.status in ("happened", "alleged"))
    found = {VIOLATIONS.get(kind, VIOLATIONS.get(kind.split(".")[0], "")) for kind in kinds}
    return found - {""}


def _compare(name: str, gold: dict[str, Any], events: list[Event]) -> Counts:
    """Count right, found and wanted answers for one article."""
    if name == "violation":
        wanted = set(gold["violation_types"]) - {"unknown"}
        found = _violations(events)
        return Counts(len(wanted & found), len(found), len(wanted))
    value = gold[name]
    if value is None or value == "None":
        return Counts(0, 0, 0)
    said = answers(events)[name]
    wanted_words = _plain(name, str(value))
    return Counts(int(said == wanted_words), int(said != ""), 1)


def _plain(name: str, value: str) -> str:
    """Write a gold value as ours: "09" and "Novermber" are months, long names are countries."""
    if name == "country":
        return country_of(value) or value
    number = re.fullmatch(r"0*(\d{1,4})(?:\.0)?", value.strip())
    if number:
        return number.group(1)
    starts = [f"{date(2000, month, 1):%b}".lower() for month in range(1, 13)]
    return str(starts.index(value[:3].lower()) + 1) if value[:3].lower() in starts else value


def answers(events: list[Event]) -> dict[str, str]:
    """Read year, month and country off the violation told most often that says them."""
    attacks = [event for event in events if event.kind.split(".")[0] in {
        kind.split(".")[0] for kind in VIOLATIONS} and event.status in ("happened", "alleged")]
    dated = [event.when.from_date for event in attacks
             if event.when.from_date and event.when.precision not in ("unknown", "year", "span")]
    bounds = [event.when.to_date for event in attacks if event.when.to_date]
    year = dated[0].year if dated else (bounds[0] - timedelta(days=1)).year if bounds else ""
    month = dated[0].month if dated else ""
    countries = Counter(event.country for event in attacks if event.country)
    country = max(countries, key=lambda one: (countries[one], one), default="")
    return {"year": str(year), "month": str(month), "country": country}


if __name__ == "__main__":
    for gold, events in read_attacks(Path(sys.argv[1])):
        asked = {name: gold[name] for name in ("year", "month", "country", "violation_types")}
        print(asked, "|", answers(events), _violations(events))
        print("   ", [event.label for event in events[:4]])
