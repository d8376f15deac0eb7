"""Places of one line that stand for somebody or something: names, noun phrases, groups of them.

In: the tree of a line and the names in it. Out: `Spot`s in text order. Noun phrases that name
nothing are here only to compete: where "the guard" fits "he" better than "Ana Ito", it stays open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.entity import Mention
from sourceline.rooms.names.persons import (
    Agreement,
    agreement_of_noun,
    sex_of_person,
)
from sourceline.rooms.names.trees import ARGUMENTS, Tree
from sourceline.rooms.names.words import NameWords

_TIMES = frozenset((
    "day", "week", "month", "year", "hour", "minute", "second", "time", "morning", "night",
    "evening", "afternoon", "decade", "century", "moment", "today", "yesterday", "tomorrow",
    "weekend", "percent", "per", "cent", "dollar", "euro", "pound", "mile", "kilometer", "km",
    "kilometre", "meter", "metre", "way", "lot", "number", "part", "kind", "fact", "case", "thing",
    "end", "rest", "example", "place", "course", "spring", "summer", "autumn", "winter", "fall",
))


@dataclass(frozen=True)
class Spot:
    """Words `first:last` of line `line`, headed by `head`; `key` says what they stand for.

    `named` spots have the id of a name as key; others have one of their own.
    """

    line: int
    head: int
    first: int
    last: int
    key: str
    agreement: Agreement
    role: str
    named: bool
    quoted: bool = False


def named_spots(number: int, tree: Tree, mentions: Sequence[Mention], roots: Mapping[str, str],
                sexes: Mapping[str, Agreement], quoted: Sequence[bool]) -> list[Spot]:
    """Give the names of a line."""
    found: list[Spot] = []
    row = tree.row
    for mention in mentions:
        inside = [at for at, word in enumerate(row)
                  if mention.cite.start <= word.start and word.end <= mention.cite.end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        head = tree.head_of(first, last)
        key = roots[mention.id]
        found.append(Spot(number, head, first, last, key, _agreement(mention, key, sexes),
                          tree.role(head), True, quoted[head]))
    return found


def _agreement(mention: Mention, key: str, sexes: Mapping[str, Agreement]) -> Agreement:
    if mention.kind == "person":
        return sexes.get(key, "h")
    if mention.kind in ("organization", "government"):
        return "g"
    if mention.kind == "other":
        return "h" if mention.because and mention.because.rule == "names.last_name" else "n"
    return "n"


def noun_spots(number: int, tree: Tree, named: Sequence[Spot], quoted: Sequence[bool],
               words: NameWords) -> list[Spot]:
    """Give the noun phrases of a line that hold no name as their head."""
    taken = {at for spot in named for at in range(spot.first, spot.last)}
    heads = {spot.head: spot for spot in named}
    found: list[Spot] = []
    for at, word in enumerate(tree.row):
        if word.pos not in ("NOUN", "PROPN") or at in taken or word.relation not in ARGUMENTS:
            continue
        if (word.lemma or word.text).lower() in _TIMES:
            continue
        key, agreement, known = f"np{number}.{at}", agreement_of_noun(word, False, words), False
        if tree.child(at, "cop") is not None:
            continue  # "Ito is a lawyer" names nobody new
        other = _same_person(tree, at, heads)
        if other is not None:
            key, known = other.key, True
            agreement = agreement if agreement in ("m", "f") else other.agreement
        found.append(Spot(number, at, _first(tree, at), at + 1, key, agreement, tree.role(at),
                          known, quoted[at]))
    return found


def _same_person(tree: Tree, at: int, heads: Mapping[int, Spot]) -> Spot | None:
    """Give the name beside the noun in an apposition: "the diplomat, Ana Ito", "Ito, a lawyer"."""
    if tree.row[at].relation == "appos":
        return heads.get(tree.head(at) or 0)
    below = tree.child(at, "appos")
    return heads.get(below) if below is not None else None


def _first(tree: Tree, at: int) -> int:
    first = at
    for child in tree.children[at]:
        if child < at and tree.row[child].relation in ("det", "amod", "compound", "nmod:poss",
                                                       "nummod", "det:predet"):
            first = min(first, child)
    return first


def group_spots(tree: Tree, spots: Sequence[Spot]) -> list[Spot]:
    """Give the groups that "and" makes: "Ana Ito and Karl Brandt" are several."""
    by_head = {spot.head: spot for spot in spots}
    groups: list[Spot] = []
    for spot in spots:
        joined = [one for one in tree.children[spot.head]
                  if tree.row[one].relation == "conj" and one in by_head]
        if joined:
            groups.append(Spot(spot.line, spot.head, spot.first, by_head[joined[-1]].last,
                               f"and{spot.line}.{spot.head}", "p", spot.role, False, spot.quoted))
    return groups


def sexes_of(mentions: Sequence[Mention], roots: Mapping[str, str], titles: Mapping[str, str],
             words: NameWords) -> dict[str, Agreement]:
    """Tell the sex of each person of the article whose titles and given names agree."""
    seen: dict[str, set[Agreement]] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.form == "name":
            sex = sex_of_person(mention.cite.words, titles.get(mention.id, ""), words)
            seen.setdefault(roots[mention.id], set()).add(sex)
    return {key: "h" if {"m", "f"} <= sexes or not sexes & {"m", "f"}
            else next(iter(sexes & {"m", "f"})) for key, sexes in seen.items()}
