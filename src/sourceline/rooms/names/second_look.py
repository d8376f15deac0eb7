"""A second look at the names of an article, when all of them are known.

In: the names as judged by the rules and the reader. Out: the same without what is no name after all
("Ostmark Democrat", "Velm-Brandt", "Friends of Ito's"), cut where a page ran two names together
("Ana Ito Ana Maria Ito"), and of another kind where the words around leave no doubt.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from sourceline.lexicon.place_short import place_forms
from sourceline.rooms.names.combine import Judged
from sourceline.rooms.names.kind_words import BODY_NOUNS, FACILITY_NOUNS, PREPOSITIONS
from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.words import NameWords

_PARTISANS = frozenset(("Democrat", "Democrats", "Republican", "Republicans", "Dems", "Dem", "GOP",
                        "Independent", "Conservatives", "Liberals", "Tory", "Tories"))
_CHAMBERS = frozenset(("Senate", "Congress", "House", "Parliament"))
_PARTIES = frozenset(("Democratic", "Republican", "GOP", "Conservative", "Liberal", "Labour"))
_GROUPS = frozenset(("Friends", "Students", "Citizens", "Mothers", "Doctors", "Workers", "Families",
                     "Americans", "Women", "Lawyers", "Veterans", "Physicians", "Sons", "Sisters"))
_SIDES = frozenset(("Northern", "Southern", "Eastern", "Western", "Central", "upstate", "Upper",
                    "Lower", "Northeastern", "Northwestern", "Southeastern", "Southwestern"))
# "President of the Orla List", "a fellow at the Orla Centre": of a body, never of a place.
_HOLDERS = frozenset(("president", "director", "chairman", "chairwoman", "chair", "founder",
                      "co-founder", "executive", "spokesman", "spokeswoman", "spokesperson",
                      "member", "fellow", "employee", "leader", "treasurer", "co-chair", "CEO"))
_OF = frozenset(("of", "at", "for", "with"))
# Short forms of states that are words or given names as well.
_ALSO_WORDS = frozenset(("Miss", "Wash", "Mass", "Ill", "La", "Pa", "Me", "Ore", "Cal", "Del",
                         "Mo", "Md", "Va", "Ind", "Ark"))
_SHIPS = frozenset(("USS", "HMS", "FS", "USNS", "USCGC", "INS", "HMAS", "HMCS", "HMNZS", "MV", "MT",
                    "RV", "RMS", "KRI", "BRP", "JS", "TCG", "ITS", "M/V", "M/T"))
# "The Brandt regime": it is somebody's.
_OWNED = frozenset(("regime", "family", "dynasty", "presidency", "loyalists"))
_STATE = re.compile(r"^(?:[A-Z]\.){2}$|^[A-Z]\.[A-Z]$")
_TRAILING = frozenset(("MORE", "READ", "WATCH", "VIDEO", "PHOTOS", "UPDATE", "LIVE", "EXCLUSIVE"))
_MIN_TWICE_LETTERS = 4
# Who somebody is in a trial, written with a capital before the name.
_ROLES = frozenset(("Defendant", "Defendants", "Plaintiff", "Plaintiffs", "Respondent",
                    "Petitioner", "Accused", "Suspect", "Inmate"))
_WINDS = frozenset(("North", "South", "East", "West", "Middle", "Latin", "Central", "Southeast"))
_OF_PEOPLES = ("an", "ans", "ese", "Eastern", "Western")
# "An Orla Law professor": of a school of law.
_AT_SCHOOL = frozenset(("professor", "Professor", "student", "students", "graduate", "School",
                        "dean", "Review", "alumnus", "faculty"))
_SITES = FACILITY_NOUNS | {"church", "museum", "theater", "theatre", "courthouse", "school"}
_WRITTEN = frozenset(("book", "novel", "memoir", "film", "documentary", "album", "song", "poem"))
_LANDS = frozenset(("region", "continent", "peninsula"))
_FAMILY_PARTICLES = frozenset(("de", "van", "von", "della", "di", "du", "den", "der"))
_VERSUS = frozenset(("v.", "v", "vs.", "vs", "V."))
_WEAK = frozenset(("names.reader", "names.capitals", "names.acronym"))
# Titles that are half of a name where no other name follows: "Sheikh Karima".
_HALVES = frozenset(("Sheikh", "Sheikha", "Sheik", "Mullah"))
_POST_NOMINALS = frozenset(("KC", "QC", "SC", "MP", "MEP", "OBE", "CBE", "MBE", "CPA", "RN"))
_BY_FORM = _WEAK | {"names.preposition", "names.given"}
_SEAT = re.compile(r"^[RDI][-–][A-Z]")
# "Umm Karim", "Abu Karim": called after a child.
_PARENTS = frozenset(("Umm", "Abu", "Ibn", "Bint"))
_LETTER_PAIRS = re.compile(r"^(?:[A-Z]\.){2}$")


@dataclass(frozen=True)
class _Known:
    """What the whole article shows: last names, and all words of persons' full names.

    `times` counts each last name as a person's (True) and as something else (False): a firm named
    after its founder is spoken of more often than he.
    """

    persons: Set[str]
    last_names: Set[str]
    times: Mapping[tuple[str, bool], int]
    cases: Set[str]


def look_again(judged: Sequence[Judged], lines: Sequence[Line], words: NameWords) -> list[Judged]:
    """Leave out, cut or call otherwise what the whole article shows to be none, longer or another.

    Takes: names in text order; gives them so.
    """
    full = [one.text.split() for one in judged if one.judgement[0] == "person" and " " in one.text]
    times = Counter((one.text.split(" ")[-1], one.judgement[0] == "person") for one in judged
                    if one.judgement[0] == "person" or " " not in one.text)
    known = _Known({part for parts in full for part in parts}, {parts[-1] for parts in full}, times,
                   _case_names(lines))
    kept: list[Judged] = []
    number = 0
    for one in _ships(judged, lines):
        while number + 1 < len(lines) and lines[number].words[-1].end <= one.start:
            number += 1
        row = lines[number].words
        cut = _cut(one)
        if cut is not None and not _is_none(cut, row, known, words):
            kept.append(_called(cut, row, known, words))
    return kept


def _ships(judged: Sequence[Judged], lines: Sequence[Line]) -> list[Judged]:
    """Call a ship a thing: "HMS Karst", and "Karst" wherever it comes again."""
    launched = {row[at + 1].start for row in (line.words for line in lines)
                for at in range(len(row) - 1) if row[at].text in _SHIPS and row[at + 1].capital}
    ships = {one.text for one in judged if one.start in launched} | {
        one.text.partition(" ")[2] for one in judged if one.text.split(" ")[0] in _SHIPS}
    return [replace(one, judgement=("other", "names.ship"))
            if one.text in ships or (" " in one.text and one.text.split(" ")[0] in _SHIPS) else one
            for one in judged]


def _case_names(lines: Sequence[Line]) -> Set[str]:
    """Give the words beside a "v.": "Ito v. Brandt" names a case, and "Ito" may do so alone."""
    rows = (line.words for line in lines)
    return {row[side].text for row in rows for at in range(1, len(row) - 1)
            if row[at].text in _VERSUS for side in (at - 1, at + 1) if row[side].capital}


def _cut(one: Judged) -> Judged | None:
    """Take off a shouted word, what stands before a bracket, and a name told twice."""
    text, start, end = one.text, one.start, one.end
    parts = text.split(" ")
    while len(parts) > 1 and parts[-1] in _TRAILING:
        end -= len(parts.pop()) + 1
    while len(parts) > 1 and parts[0] in _ROLES:
        start += len(parts.pop(0)) + 1
    if one.judgement[0] == "person":
        while len(parts) > 2 and parts[-1] in _POST_NOMINALS:
            end -= len(parts.pop()) + 1
        bracket = max((at for at, part in enumerate(parts) if part[-1] in "])" or part == "/"),
                      default=-1)
        if bracket + 1 == len(parts):
            return None
        first, last = _once(parts[bracket + 1:])
        first, last = first + bracket + 1, last + bracket + 1
        start += sum(len(part) + 1 for part in parts[:first])
        end -= sum(len(part) + 1 for part in parts[last:])
        parts = parts[first:last]
    if parts == text.split(" "):
        return one
    if end - start != len(" ".join(parts)):
        return None  # cut where the page has more than one space: no place to cite
    return replace(one, start=start, end=end, text=" ".join(parts))


def _once(parts: Sequence[str]) -> tuple[int, int]:
    """Give the part of "Ana Ito Ana Maria Ito" that names her once."""
    for at, part in enumerate(parts):
        again = next((later for later in range(at + 2, len(parts)) if parts[later] == part), 0)
        if again and len(part) >= _MIN_TWICE_LETTERS:
            # "Ito Ana Ito": the first is a heading; "Ana Ito Ana …": the second begins again.
            lone = at == 0 and again == len(parts) - 1
            return (1, len(parts)) if lone else (0, again if at == 0 else at + 1)
    twice = len(parts) > 2 and parts[-1] == parts[-2] and len(parts[-1]) >= _MIN_TWICE_LETTERS
    return 0, len(parts) - twice


def _is_none(one: Judged, row: Sequence[Word], known: _Known, words: NameWords) -> bool:
    """Tell what is no name: a partisan, a chamber's majority, two people joined by a dash."""
    parts, (kind, rule) = one.text.split(" "), one.judgement
    at = _first(row, one)
    if one.text in words.known or one.text in words.places:
        return False
    if len(parts) > 1 and parts[-1] in _PARTISANS and kind in ("organization", "person", "place"):
        return True
    if len(parts) == 2 and parts[1] in _CHAMBERS and (
            parts[0] in _PARTIES or parts[0] in known.last_names):
        return True
    if len(parts) > 2 and parts[0] in _GROUPS and parts[1] == "of" and at == 0:
        return parts[-1] in known.persons or len(parts) == 3
    if len(parts) == 1 and one.text in known.cases and rule in _BY_FORM \
            and one.text not in known.persons:
        return True  # "Ito" after "Ito v. Brandt"
    people = len(parts) > 1 and parts[0] in _WINDS and parts[-1].endswith(_OF_PEOPLES)
    if people and not _followed(row, one, _LANDS):
        return True
    sides = re.split("[-–—]", one.text)
    if len(sides) == 2 and len(parts) == 1 and all(
            side in known.persons or side in words.places for side in sides):
        return kind != "organization"
    if _LETTER_PAIRS.match(one.text) and one.judgement[1] in _WEAK:
        return one.text not in place_forms() and one.text[:-1] not in place_forms()
    if _SEAT.match(one.text):
        return True
    handle = at is not None and [word.text for word in row[at + 1:at + 3]] in (["(", "@"],)
    return handle and one.judgement[1] == "names.acronym"


def _called(one: Judged, row: Sequence[Word], known: _Known, words: NameWords) -> Judged:
    """Give the kind that the words around a name leave no doubt of."""
    kind, rule = one.judgement
    parts = one.text.split(" ")
    at = _first(row, one)
    if kind != "place" and rule in _WEAK and _is_state(one, row, at):
        return replace(one, judgement=("place", "names.gazetteer"))
    if len(parts) > 1 and rule == "names.reader" and kind in ("place", "organization", "other") \
            and _is_written(row, at):
        return replace(one, judgement=("work", "names.written"))
    if len(parts) > 1 and rule == "names.reader" and kind in ("place", "person") \
            and one.text not in words.places and _followed(row, one, _SITES):
        return replace(one, judgement=("facility", "names.noun"))
    if kind == "person" and at and row[at - 1].text in _HALVES and len(parts) == 1 \
            and one.text not in known.persons and row[at].start == row[at - 1].end + 1:
        return replace(one, start=row[at - 1].start, text=f"{row[at - 1].text} {one.text}")
    firm = at is not None and at > 0 and row[at - 1].text in BODY_NOUNS
    firm = firm or _is_firm(row, _last(row, one))
    if firm and kind == "person" and rule == "names.reader":
        return replace(one, judgement=("organization", "names.noun"))
    if kind in ("organization", "other") and rule == "names.reader" and (
            one.text in words.countries or (one.text in words.places and _is_seat(row, at))):
        return replace(one, judgement=("place", "names.gazetteer"))
    if len(parts) == 2 and parts[1] == "Law" and (
            parts[0] in words.known or _followed(row, one, _AT_SCHOOL)):
        return replace(one, judgement=("organization", "names.led"))
    sided = parts[0] in _SIDES and " ".join(parts[1:]) in words.places
    if kind in ("organization", "other") and rule in _WEAK and sided:
        return replace(one, judgement=("place", "names.gazetteer"))
    if kind == "place" and rule in _WEAK and len(parts) > 1 and not sided \
            and one.text not in words.places and _is_led(row, at) \
            and not _goes_on(row, one):
        return replace(one, judgement=("organization", "names.led"))
    if rule == "names.reader" and kind == "place" and one.text not in words.places \
            and len(parts) == 2 and (parts[0] in _FAMILY_PARTICLES or _is_somebody(
                parts, row, at, words)):
        return replace(one, judgement=("person", "names.given"))
    owned = len(parts) == 1 and _followed(row, one, _OWNED)
    if owned and rule == "names.reader" and kind in ("organization", "place", "other") \
            and one.text not in words.places and not one.text.isupper():
        return replace(one, judgement=("person", "names.owned"))
    alone = len(parts) == 1 and one.text in known.last_names \
        and known.times[one.text, True] > known.times[one.text, False]
    if alone and rule in _WEAK and kind in ("organization", "place", "other") \
            and not one.text.isupper():
        return replace(one, judgement=("person", "names.last_name"))
    return one


def _is_somebody(parts: Sequence[str], row: Sequence[Word], at: int | None, words: NameWords
                 ) -> bool:
    """Tell "Ana Ostri said" from "near Al Ostri" and "Sandy Hook, Velm"."""
    if at is None or parts[0] in ("Al", "El") or not (
            parts[0] in words.given or parts[0] in _PARENTS):
        return False
    if parts[1] in words.place_last or parts[1] in words.facilities or row[at - 1].text == "the":
        return False
    before = row[at - 1].text.lower() if at else ""
    after = row[at + len(parts)].text if at + len(parts) < len(row) else ""
    return before not in PREPOSITIONS and after != ","


def _is_firm(row: Sequence[Word], last: int) -> bool:
    """Tell "Karst Stein, a law firm named in the complaint"."""
    if [word.text for word in row[last + 1:last + 2]] != [","]:
        return False
    after = [word.text for word in row[last + 2:last + 6]]
    ends = next((at for at, said in enumerate(after) if said in BODY_NOUNS), None)
    return bool(after) and after[0] in ("a", "an", "the") and ends is not None \
        and all(said.isalpha() and said.islower() and said not in _OF for said in after[:ends])


def _is_seat(row: Sequence[Word], at: int | None) -> bool:
    """Tell "Velm" of "(R-Velm)"."""
    return at is not None and at > 1 and row[at - 1].text in "-–" \
        and row[at - 2].text in ("R", "D", "I")


def _is_written(row: Sequence[Word], at: int | None) -> bool:
    """Tell "his first book, Great Orla City"."""
    return at is not None and at > 1 and row[at - 1].text == "," and row[at - 2].text in _WRITTEN


def _is_state(one: Judged, row: Sequence[Word], at: int | None) -> bool:
    """Tell "Ariz" of "(R-Ariz.)" and "N.H." after a town."""
    short = one.text.removesuffix(".")
    if short not in place_forms() or at is None:
        return False
    stopped = one.text.endswith(".") or (at + 1 < len(row) and row[at + 1].text in (".", ")"))
    after = at > 0 and row[at - 1].text in ("-", "–", ",", "(")
    return bool(_STATE.match(one.text)) or (after and stopped and short not in _ALSO_WORDS)


def _is_led(row: Sequence[Word], at: int | None) -> bool:
    """Tell "president of the Orla List"."""
    if at is None or at < 3 or row[at - 1].text != "the":
        return False
    return row[at - 2].text in _OF and row[at - 3].text in _HOLDERS


def _first(row: Sequence[Word], one: Judged) -> int | None:
    return next((at for at, word in enumerate(row) if word.start == one.start), None)


def _followed(row: Sequence[Word], one: Judged, nouns: Set[str]) -> bool:
    """Tell a name right before one of these nouns."""
    return any(word.text in nouns for word in row[_last(row, one) + 1:][:1])


def _goes_on(row: Sequence[Word], one: Judged) -> bool:
    """Tell a name with another capital right after it: "Velm" of "the Velm Sheriff's Office"."""
    return any(word.capital for word in row[_last(row, one) + 1:][:1])


def _last(row: Sequence[Word], one: Judged) -> int:
    return next((at for at, word in enumerate(row) if word.end == one.end), len(row))
