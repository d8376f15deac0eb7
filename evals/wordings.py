"""Event mentions on the invented articles of tests/cases/wordings, open and untouched apart.

In: nothing (the articles are in the repository). Out, for each half: the share of marked tellings
found at all, of those found the share with a right kind, of those the share with a right status;
the share of found tellings whose actor, target or victim, and time are the marked words; and the
share of the record's mentions that somebody marked. Run `python -m evals.wordings open` for what
was missed and what nobody wanted, with the sentences; the untouched part shows figures only.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.score import Counts, Score, precision, print_parts, recall, score
from evals.threads_cases import read
from evals.wordings_cases import Span, WantedEvent, Wording, nearest, place_of, wordings
from sourceline.record.event import EventMention
from sourceline.record.sheet import Sheet
from sourceline.settings import Settings

PARTS = ("open", "open-2", "open-3", "untouched-3")
# These are not worked on: they stay a measure as long as nobody reads them. What was measured once
# is worked on from then on ("open-2"), and fresh ones are written.
UNTOUCHED = "untouched-3"


@dataclass(frozen=True)
class Run:
    """What the rooms found in one article."""

    wording: Wording
    sheet: Sheet

    def text(self) -> str:
        """Give the cleaned words."""
        assert self.sheet.text is not None
        return self.sheet.text.words

    def mentions(self) -> tuple[EventMention, ...]:
        """Give all tellings of the record."""
        return self.sheet.events or ()

    def place(self, wanted: WantedEvent) -> Span | None:
        """Give the place of a telling's trigger; None in the headline, which tells it again."""
        return place_of(self.text(), wanted, self.wording.title)

    def found(self, wanted: WantedEvent) -> EventMention | None:
        """Give the mention on a telling's words; of several, the one that is most right."""
        place = self.place(wanted)
        there = [m for m in self.mentions() if place and _meet(place, _span(m))]
        return max(there, default=None, key=lambda m: (
            kind_right(wanted, m), status_right(wanted, m)))


def measure(data: Path) -> list[Score]:  # noqa: ARG001 (the articles need no data folder)
    """Measure both halves."""
    return [one for part in PARTS for one in scores(part)]


def scores(part: str) -> list[Score]:
    """Measure one half."""
    done = runs(part)
    return [
        score(f"wordings.{part}.found", [_found(one) for one in done], recall),
        score(f"wordings.{part}.kind_right", [_kinds(one) for one in done], recall),
        score(f"wordings.{part}.status_right", [_statuses(one) for one in done], recall),
        score(f"wordings.{part}.actor_right", [_actors(one) for one in done], recall),
        score(f"wordings.{part}.target_right", [_targets(one) for one in done], recall),
        score(f"wordings.{part}.time_right", [_times(one) for one in done], recall),
        score(f"wordings.{part}.precision", [_wanted(one) for one in done], precision),
    ]


@cache
def runs(part: str) -> tuple[Run, ...]:
    """Run the per-article rooms over a half, once a process."""
    settings = Settings()
    return tuple(Run(one, read(one.article(), settings)) for one in wordings(part))


def kind_right(wanted: WantedEvent, found: EventMention) -> bool:
    """Say whether the kind is one of those marked; a sub-kind counts as its kind."""
    return found.kind.split(".")[0] in (wanted.kind, *wanted.also)


def status_right(wanted: WantedEvent, found: EventMention) -> bool:
    """Say whether the status is one of those marked."""
    return found.status in (wanted.status, *wanted.also_status)


def role_right(one: Run, found: EventMention, roles: dict[str, str]) -> bool:
    """Say whether a found role meets marked words; `roles` are the marked ones by name.

    The kinds differ in what they call the one it is done to (victim of a death, topic of a
    rejection), so whatever is no actor, place or tool answers for the target; and who dies or
    vanishes, marked as its actor, is the record's victim. A relative pronoun is the noun before it.
    """
    text, trigger = one.text(), _span(found)
    marked = [_meant(text, nearest(text, words, trigger)) for words in roles.values() if words]
    befalls = found.kind.split(".")[0] in _BEFALLS
    names = _DONE_TO if "target" in roles else {"actor"} | (_DONE_TO if befalls else set())
    return any(place and _meet(place, (role.cite.start, role.cite.end))
               for role in found.roles if role.role in names for place in marked)


_DONE_TO = {"target", "victim", "topic", "recipient", "beneficiary", "instrument"}
_BEFALLS = {"DEATH", "DISAPPEAR", "TRIAL", "RELEASE", "VERDICT"}


def _meant(text: str, place: Span | None) -> Span | None:
    """Stretch "who" over the words before it."""
    if place is None or text[slice(*place)] not in ("who", "which", "that", "whom"):
        return place
    return max(0, place[0] - 2), place[1]


def time_right(one: Run, wanted: WantedEvent, found: EventMention) -> bool:
    """Say whether the time expression of a mention meets the marked one."""
    place = nearest(one.text(), wanted.time, _span(found))
    return place is not None and any(
        _meet(place, (time.cite.start, time.cite.end))
        for time in one.sheet.times or () if time.id == found.time)


def _pairs(one: Run) -> list[tuple[WantedEvent, EventMention]]:
    """Give the marked tellings that were found, each with its mention."""
    pairs = [(wanted, one.found(wanted)) for wanted in _must(one)]
    return [(wanted, found) for wanted, found in pairs if found is not None]


def _must(one: Run) -> list[WantedEvent]:
    """Give the tellings that must be found: cleaning takes headlines off, and bodies tell again."""
    return [wanted for wanted in one.wording.event
            if not wanted.optional and one.place(wanted) is not None]


def _found(one: Run) -> Counts:
    right = len(_pairs(one))
    return Counts(right, right, len(_must(one)))


def _kinds(one: Run) -> Counts:
    return _share(_pairs(one), kind_right)


def _statuses(one: Run) -> Counts:
    return _share([pair for pair in _pairs(one) if kind_right(*pair)], status_right)


def _actors(one: Run) -> Counts:
    return _share([pair for pair in _pairs(one) if pair[0].actor],
                  lambda wanted, found: role_right(one, found, {"actor": wanted.actor}))


def _targets(one: Run) -> Counts:
    return _share([pair for pair in _pairs(one) if pair[0].target or pair[0].victim],
                  lambda wanted, found: role_right(one, found, {
                      "target": wanted.target, "victim": wanted.victim}))


def _times(one: Run) -> Counts:
    return _share([pair for pair in _pairs(one) if pair[0].time],
                  lambda wanted, found: time_right(one, wanted, found))


def _share(pairs: list[tuple[WantedEvent, EventMention]],
           right: Callable[[WantedEvent, EventMention], bool]) -> Counts:
    good = sum(right(wanted, found) for wanted, found in pairs)
    return Counts(good, len(pairs), len(pairs))


def extra(one: Run) -> list[EventMention]:
    """Give the mentions nobody marked, not even as optional."""
    places = [one.place(wanted) for wanted in one.wording.event]
    return [m for m in one.mentions()
            if not any(place and _meet(place, _span(m)) for place in places)]


def _wanted(one: Run) -> Counts:
    found = len(one.mentions())
    return Counts(found - len(extra(one)), found, found)


def _span(mention: EventMention) -> Span:
    return mention.cite.start, mention.cite.end


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def browse(part: str) -> Iterator[str]:
    """Say what went wrong in the articles of a half."""
    for one in runs(part):
        yield f"== {one.wording.name}"
        for wanted in _must(one):
            wrong = _fault(one, wanted, one.found(wanted))
            if wrong:
                yield f"  {wrong:44} {wanted.kind} [{wanted.words}] {_line(one, wanted)}"
        yield from (f"  EXTRA {m.kind}/{m.status} [{m.cite.words}] {m.sentence.words}"
                    for m in extra(one))


def _fault(one: Run, wanted: WantedEvent, found: EventMention | None) -> str:
    """Name what is wrong with a telling, "" for nothing."""
    if found is None:
        return "MISSED"
    if not kind_right(wanted, found):
        return f"KIND {found.kind}"
    faults = [] if status_right(wanted, found) else [f"STATUS {found.status}≠{wanted.status}"]
    if wanted.actor and not role_right(one, found, {"actor": wanted.actor}):
        faults.append(f"ACTOR {wanted.actor}")
    target = {"target": wanted.target, "victim": wanted.victim}
    if any(target.values()) and not role_right(one, found, target):
        faults.append(f"TARGET {wanted.target or wanted.victim}")
    if wanted.time and not time_right(one, wanted, found):
        faults.append(f"TIME {wanted.time}")
    return ", ".join(faults)


def _line(one: Run, wanted: WantedEvent) -> str:
    """Give the sentence of the reading around a telling."""
    place = one.place(wanted)
    reading = one.sheet.reading
    if place is None or reading is None:
        return "(not in the cleaned text)"
    return next((one.text()[s.start:s.end].replace("\n", " ") for s in reading.sentences
                 if s.start <= place[0] < s.end), "")


def main() -> None:
    """Print figures, and for the open half what went wrong."""
    print_parts(PARTS, sys.argv[1:], UNTOUCHED, scores, browse)


if __name__ == "__main__":
    main()
