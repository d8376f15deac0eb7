"""One list of names from the reader's spans and the rules, each where it is strong.

In: judged names of the rules and cut spans of the reader. Out: judged names without overlap. On
UNER-EWT dev and the held-out part of re3d the reader is better on persons and on unlisted places
and bodies, the rules on what a list or a head word shows ("ABC", "Ministry of Trade") and on loud
or lower-case words, which they leave out. Each choice below was read off such a table.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from sourceline.rooms.names.kinds import Judgement
from sourceline.rooms.names.lines import Line
from sourceline.rooms.names.spans import Span
from sourceline.rooms.names.words import NameWords
from sourceline.text.names import fold_name

# These rules know the kind better than the reader at the same words (34 of 40 on the two sets).
_SURE_KIND = frozenset((
    "names.known", "names.acts", "names.head", "names.company", "names.title", "names.event",
    "names.quoted_title", "names.acronym", "names.dateline", "names.own_letters",
))
# These know the ends of a name better where the two overlap (11 of 18); a longer span of the
# reader that holds a listed name whole ("UN High Commissioner") is better (5 of 7).
_SURE_ENDS = frozenset(("names.head", "names.company", "names.quoted_title", "names.known_long"))
# Where the reader saw nothing, these stand: right 36 of 54; acronyms 3 of 41, open kinds 0 of 52.
_ALONE = frozenset((
    "names.known", "names.gazetteer", "names.acts", "names.head", "names.quoted_title",
    "names.event", "names.last_name", "names.title", "names.own_letters",
))
_PERSON_FORMS = frozenset(("names.form", "names.speaks", "names.initial", "names.given"))
_LINKED = re.compile(" (?:of|for|on|against) ")
_READER = "names.reader"


@dataclass(frozen=True)
class Judged:
    """A place in the text with its kind and the rule that gave it; `text` with single spaces."""

    start: int
    end: int
    judgement: Judgement
    text: str
    heading: bool = False


def combine(ruled: Sequence[Judged], lines: Sequence[Line], spans: Sequence[Span],
            words: NameWords) -> list[Judged]:
    """Join what the rules and the reader saw; the result is in text order without overlap."""
    seen = _as_judged(lines, spans, words)
    supported = {fold_name(one.text) for one in seen}
    kept: list[Judged] = []
    at = 0
    taken: Set[Judged] = set()
    for rule in ruled:
        while at < len(seen) and seen[at].end <= rule.start:
            at += 1
        over = []
        look = at
        while look < len(seen) and seen[look].start < rule.end:
            over.append(seen[look])
            look += 1
        chosen = _choose(rule, over, supported)
        if chosen is not None:
            kept.append(chosen)
            taken |= set(over)
    kept += [one for one in seen if one not in taken]
    return _apart(_settle(sorted(kept, key=lambda one: (one.start, -one.end))))


def _as_judged(lines: Sequence[Line], spans: Sequence[Span], words: NameWords) -> list[Judged]:
    """Take the reader's names; in a heading only those the prose has too, and whole persons."""
    prose = {fold_name(span.text(lines)) for span in spans if not lines[span.line].heading}
    last_words = {name.rsplit(" ", 1)[-1] for name in prose}
    judged: list[Judged] = []
    for span in spans:
        text = span.text(lines)
        heading = lines[span.line].heading
        parts = text.split()
        person = span.kind == "person" and len(parts) > 1 and not any(
            part.lower() in words.common | words.persons for part in parts)
        if not heading or person or fold_name(text) in prose | last_words:
            judged.append(Judged(*span.place(lines), (span.kind, _READER), text, heading))
    return judged


def _choose(rule: Judged, over: Sequence[Judged], supported: Set[str]) -> Judged | None:
    """Choose between one name of the rules and the reader's names at the same words.

    None leaves the place to the reader.
    """
    name = rule.judgement[1]
    if not over:
        again = fold_name(rule.text) in supported
        # Of letters with marks the reader saw few while it learned: it leaves such names out.
        foreign = name in _PERSON_FORMS and not rule.text.isascii()
        return rule if again or foreign or name in _ALONE else None
    same = [one for one in over if (one.start, one.end) == (rule.start, rule.end)]
    if same:
        known = name in _SURE_KIND or same[0].judgement[0] == rule.judgement[0]
        listed = name == "names.gazetteer" and same[0].judgement[0] in ("organization", "work")
        return rule if known or listed else same[0]
    if _is_one_person(rule, over):
        return rule
    if name == "names.known" and " " in rule.text:
        name = "names.known_long"
    holds = len(over) == 1 and over[0].start <= rule.start and rule.end <= over[0].end
    # "National Institutes" of the rules, "National Institutes of Health" of the reader.
    goes_on = holds and over[0].start == rule.start and \
        over[0].text[len(rule.text):].startswith((" of ", " for ", " on ", " and "))
    # "Industry Corporation" of the rules, "Velm Science and Industry Corporation" of the reader.
    joined = holds and over[0].end == rule.end and over[0].judgement[0] == rule.judgement[0] and \
        over[0].text[:-len(rule.text)].endswith((" and ", " & ", " of ", " for "))
    # "World Summit" or "Velm" of the reader, "World Summit for a Free Velm" of the rules.
    inside = over[0].start >= rule.start and over[-1].end <= rule.end
    if name == "names.event" and inside and _LINKED.search(rule.text):
        return rule
    known = name == "names.known_long" or over[0].judgement[0] == "work"
    longer = goes_on or joined or (holds and known)
    if name in _SURE_ENDS and not longer:
        return rule
    if name in ("names.gazetteer", "names.known", "names.acts") and not holds:
        return rule
    return None


def _is_one_person(rule: Judged, over: Sequence[Judged]) -> bool:
    """Tell a name the reader took for two people: "Juan" and "Carlos Orozco", "Ito" and "Nejad"."""
    people = rule.judgement[0] == "person" and len(over) > 1 and all(
        one.judgement[0] == "person" for one in over)
    whole = people and over[0].start == rule.start and over[-1].end == rule.end
    return whole and all(after.start - before.end <= 1 for before, after in pairwise(over))


def _settle(judged: list[Judged]) -> list[Judged]:
    """Let one name have one kind in one article, but for a government and its place.

    A listed name keeps what the list says; else the kind most places have, the first where even.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    best: dict[tuple[str, str], Judgement] = {}
    for one in judged:
        kind, rule = one.judgement
        if kind == "government":
            continue
        weight = 3 if rule in _SURE_KIND and rule != "names.acronym" else 1
        votes[one.text][kind] += weight if kind != "other" else 0
        best.setdefault((one.text, kind), one.judgement)
    return [one if one.judgement[0] == "government" else _with_kind(one, votes[one.text], best)
            for one in judged]


def _with_kind(one: Judged, votes: Counter[str], best: Mapping[tuple[str, str], Judgement]
               ) -> Judged:
    kind = min(votes, key=lambda kind: -votes[kind])
    if kind == one.judgement[0] or not votes[kind]:
        return one
    return Judged(one.start, one.end, best[one.text, kind], one.text, one.heading)


def _apart(judged: Sequence[Judged]) -> list[Judged]:
    """Keep the first and longest of names that overlap."""
    kept: list[Judged] = []
    for one in judged:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
