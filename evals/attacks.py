"""One attack read off an article: HRDsAttack's questions and what our event mentions answer.

In: the shared data folder; an article's words and day of publication. Out: `Gold` and `Answer`
with violations, year, month, day, type of perpetrator, names of victims; "" where unknown.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from evals.readings import read_words
from sourceline.record.cite import Because
from sourceline.record.entity import Mention
from sourceline.record.event import EventMention
from sourceline.record.when import Publication, TimeExpression, When
from sourceline.rooms.calendar.place import place_times
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.times.expressions import TimeSettings, find_times

BECAUSE = Because(rule="evals.declared", version="1", sentence="the data set gives it")
# HRDsAttack's kinds of violation and ours.
VIOLATIONS = {
    "ASSAULT.killing": "killing", "EXECUTE": "killing", "ASSAULT.shooting": "killing",
    "ARREST": "arbitrary detention", "DETAIN": "arbitrary detention",
    "ASSAULT.abduction": "kidnapping", "TORTURE": "torture", "ASSAULT.beating": "torture",
    "DISAPPEAR": "enforced disappearance", "THREATEN": "other", "CHARGE": "other",
    "SENTENCE": "other", "ASSAULT": "other", "COERCE": "other", "TRIAL": "other",
}
# What is done to somebody; the steps of a case that follow have later dates.
_DEEDS = ("ASSAULT", "ARREST", "DETAIN", "TORTURE", "DISAPPEAR", "EXECUTE", "DEATH", "THREATEN",
          "COERCE.dispersal", "COERCE.raid")
_STATES_LINES = """police officer officers policeman policemen government army military troops
soldiers soldier authorities regime court judge prosecutor prosecutors forces guards ministry
minister president state officials official agents agency security junta navy parliament
administration governor mayor intelligence commission department service council tribunal deputies
sheriff prison jail"""
_ARMED_LINES = """militants militant rebels gunmen gunman insurgents terrorists terrorist bandits
kidnappers fighters extremists guerrillas jihadists militia militias cartel gang gangs group
pirates separatists"""
_STATES, _ARMED = frozenset(_STATES_LINES.split()), frozenset(_ARMED_LINES.split())
# The longest lists of the annotators are of about this length.
_MAX_VICTIMS = 16
_UNKNOWN = ("", "none", "unknown", "nan", "n//a")


@dataclass(frozen=True)
class Answer:
    """What one article says of its attack."""

    violations: frozenset[str]
    year: str
    month: str
    day: str
    perpetrator: str
    victims: tuple[str, ...]


@dataclass(frozen=True)
class Gold(Answer):
    """The annotators' answer, with the article."""

    words: str
    published: date


def read_gold(data: Path, part: str = "dev") -> Iterator[Gold]:
    """Read the articles of one part of HRDsAttack with their answers."""
    path = data / "events" / "hrdsattack" / f"{part}.json"
    for sample in json.loads(path.read_text(encoding="utf-8")):
        told, given = sample["merged_sample"], sample["sample"]
        body = re.sub(r"<[^>]{0,200}>", "\n", given["Input.article_interface"])
        names = [str(one["victim_name"]).strip() for one in told["victims"]]
        yield Gold(
            violations=frozenset(told["violation_types"]) - {"unknown"},
            year=_number(told["year"]), month=_number(told["month"]), day=_number(told["date"]),
            perpetrator=_known(told["perpetrator_type"]),
            victims=tuple(dict.fromkeys(name for name in names if name.lower() not in _UNKNOWN)),
            words=html.unescape(body).strip(),
            published=date.fromisoformat(given["Input.publish_date"][:10]))


def _known(value: object) -> str:
    return "" if str(value).strip().lower() in (*_UNKNOWN, "insufficient info") else str(value)


def _number(value: object) -> str:
    """Write "09", "26.0" and "Novermber" as plain numbers."""
    said = _known(value).strip()
    number = re.fullmatch(r"0*(\d{1,4})(?:\.0)?", said)
    if number:
        return number.group(1)
    starts = [f"{date(2000, month, 1):%b}".lower() for month in range(1, 13)]
    return str(starts.index(said[:3].lower()) + 1) if said[:3].lower() in starts else ""


def answer_of(words: str, day: date) -> Answer:
    """Read one article as the record would."""
    text, reading = read_words(words)
    mentions = find_mentions(text, reading, NameSettings()).mentions
    times = find_times(text, reading, TimeSettings())
    events = [one for one in find_event_mentions(text, reading, mentions, times, EventSettings())
              if one.status in ("happened", "alleged")]
    when = _when(events, times, day)
    years = str(when.from_date.year if when and when.from_date else day.year)
    fine = when is not None and when.precision in ("day", "weekend", "week", "month")
    month = str(when.from_date.month) if when and when.from_date and fine else ""
    return Answer(
        violations=frozenset(_violation(one) for one in events) - {""},
        year=years, month=month or (str(day.month) if when is None else ""),
        day=str(when.from_date.day) if when and when.from_date and when.precision == "day" else "",
        perpetrator=_perpetrator(events), victims=_victims(events, mentions))


def _violation(event: EventMention) -> str:
    return VIOLATIONS.get(event.kind, VIOLATIONS.get(event.kind.split(".")[0], ""))


def _when(events: Sequence[EventMention], times: Sequence[TimeExpression],
          day: date) -> When | None:
    """Give the time of the deed told first with one; else the first date before publication."""
    published = Publication(
        article="a", words="", crawled=None, candidates=(), because=BECAUSE, published=When(
            from_date=day, to_date=day + timedelta(days=1), precision="day", basis="declared"))
    placed = {one.expression: one.when for one in place_times([published], times)}
    deeds = [placed.get(one.time or "") for one in events if one.kind.startswith(_DEEDS)]
    steps = [placed.get(one.time or "") for one in events if _violation(one)]
    dated = [one for one in deeds if _is_dated(one, day)] or [
        one for one in steps if _is_dated(one, day)]
    if dated:
        return _commonest(dated)
    loose = [placed.get(one.id) for one in times if one.kind in ("DATE", "TIME")]
    return next((one for one in loose if one and _is_dated(one, day)
                 and one.precision in ("day", "week", "month")), None)


def _is_dated(when: When | None, day: date) -> bool:
    if when is None or when.from_date is None or when.to_date is None or when.from_date > day:
        return False
    return when.precision not in ("unknown", "span", "decade")


def _commonest(dated: Sequence[When | None]) -> When | None:
    """Give the finest time of the year told most, earlier tellings counting more."""
    known = [one for one in dated if one is not None and one.from_date is not None]
    years: Counter[int] = Counter()
    weights = {number: 1 / (1 + number) for number in range(len(known))}
    totals: dict[int, float] = {}
    for number, one in enumerate(known):
        assert one.from_date is not None
        years[one.from_date.year] += 1
        totals[one.from_date.year] = totals.get(one.from_date.year, 0) + weights[number]
    best = max(totals, key=lambda year: (totals[year], years[year], year))
    same = [one for one in known if one.from_date is not None and one.from_date.year == best]
    fine = [one for one in same if one.precision in ("day", "week", "weekend", "month")]
    return (fine or same)[0]


def _perpetrator(events: Sequence[EventMention]) -> str:
    """Sort the actors by their head words; arrests and court steps are acts of a state."""
    votes: Counter[str] = Counter()
    for event in events:
        if not _violation(event):
            continue
        heads = [set(role.cite.words.lower().split()) for role in event.roles
                 if role.role == "actor"]
        if event.kind.startswith(("ARREST", "DETAIN", "SENTENCE", "COERCE", "TRIAL", "CHARGE")):
            votes["state actor"] += 1
        for words in heads:
            votes["state actor"] += bool(words & _STATES)
            votes["other actors without permissions"] += bool(words & _ARMED)
            votes["other non-state actors"] += not words & (_STATES | _ARMED)
    return max(sorted(votes), key=lambda one: votes[one]) if any(votes.values()) else ""


def _victims(events: Sequence[EventMention], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Give the people named as victims, by their longest name in the text, most told first."""
    people = [one for one in mentions if one.kind == "person" and one.form == "name"]
    known = {one.id: one for one in people}
    told: Counter[str] = Counter()
    for event in events:
        harmed = _violation(event) or event.kind == "DEATH"
        for role in event.roles if harmed else ():
            mention = known.get(role.mention or "")
            if role.role in ("victim", "target") and mention is not None:
                told[_fullest(mention.cite.words, people)] += 1
    return tuple(name for name, _ in told.most_common(_MAX_VICTIMS))


def _fullest(words: str, people: Sequence[Mention]) -> str:
    last = words.split()[-1]
    whole = [one.cite.words for one in people if last in one.cite.words.split()
             and words.split()[0] in one.cite.words.split()]
    return max(whole, key=lambda one: (len(one), one), default=words)


def same_name(found: str, wanted: str) -> bool:
    """Tell names that are spelled alike: three quarters of their letters, or one inside the other.

    >>> same_name("Mira Tolan", "President Tolan"), same_name("Mira Tolan", "Ivo Bern")
    (False, False)
    """
    one, other = found.lower(), wanted.lower()
    if {*one.split()} <= {*other.split()} or {*other.split()} <= {*one.split()}:
        return True
    return SequenceMatcher(None, one, other).ratio() >= 0.75
