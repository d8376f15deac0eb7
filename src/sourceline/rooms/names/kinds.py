"""What kind of thing a name names, by its form and by the words around it.

In: a `Candidate`, its line, and what the whole text has shown so far. Out: a kind and the rule
that gave it, or None where nothing carries the name.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from sourceline.record.entity import EntityKind
from sourceline.rooms.names.bearers import last_name_parts
from sourceline.rooms.names.kind_words import (
    ALSO_LAST_NAMES,
    BODY_NOUNS,
    FACILITY_NOUNS,
    GOVERNS,
    HELPERS,
    PERSONAL,
    PLACE_NOUNS,
    PLACE_WORDS,
    PREPOSITIONS,
    SPEAKS,
)
from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.parts import NUMBER_WORDS, Candidate, is_body
from sourceline.rooms.names.runs import LAWS, OF_CHURCHES
from sourceline.rooms.names.words import NameWords
from sourceline.text.names import fold_name, is_acronym

Judgement = tuple[EntityKind, str]


@dataclass(frozen=True)
class Seen:
    """What the whole text shows: its lower-case words, capitals in mid-sentence, last names.

    `alone` are folded single words that stand as names by themselves, `times` counts names,
    `initials` are the short forms that the names of its bodies can give.
    """

    lower: Set[str]
    inside: Set[str]
    alone: Set[str]
    times: Mapping[str, int]
    last_names: Mapping[str, Set[str]]
    initials: Set[str] = frozenset()


def judge_kind(name: Candidate, line: Line, seen: Seen, words: NameWords) -> Judgement | None:
    """Give the kind of a name, by the first rule that fits."""
    listed = _listed(name, line, seen, words)
    if listed is not None and not name.title:
        return listed
    if name.title and name.text in words.not_names:
        return None
    if name.title and not is_body(name.parts, words):
        return ("person", "names.title")
    built = _built(name, line, words) or _beside(name, line, words)
    if built is not None:
        return built
    after = line.words[name.last].text if name.last < len(line.words) else ""
    if after in ("v.", "v", "vs.", "vs"):
        return None
    if len(name.parts) == 1:
        return _single(name, line, seen, words)
    return _several(name, line, seen, words)


def _listed(name: Candidate, line: Line, seen: Seen, words: NameWords) -> Judgement | None:
    low = name.text.lower()
    # "Nice" and "Mobile" begin sentences more often than they name a city.
    if name.opens and (low in words.common or low in seen.lower) and name.text not in seen.inside:
        return None
    bare = name.first and line.words[name.first - 1].text.lower() not in PREPOSITIONS
    if bare and fold_name(name.text) in seen.last_names and name.text not in words.countries:
        return None
    if name.text in words.countries | words.capitals and _acts(name, line):
        return ("government", "names.acts")
    # A dateline writes its city in capitals.
    loud = len(name.text) > 3 and name.text.isupper() and name.text.title() in words.places
    if loud or name.text in words.places or f"{name.text}." in words.places:
        return ("place", "names.gazetteer")
    if name.text in words.known:
        return ("organization", "names.known")
    return None


def _acts(name: Candidate, line: Line) -> bool:
    """Tell a country or capital that does what governments do: "Varna rejected the treaty"."""
    row = line.words
    if line.heading or (name.first > 0 and row[name.first - 1].text.lower() in PREPOSITIONS):
        return False
    at = name.last
    while at < min(len(row), name.last + 3) and row[at].text in HELPERS:
        at += 1
    if at >= len(row) or row[at].lemma not in GOVERNS:
        return False
    return not (row[at].text.endswith("ing") or row[at].text == row[at].lemma == "attack")


def _built(name: Candidate, line: Line, words: NameWords) -> Judgement | None:
    """Judge by the words a name is built of."""
    parts = name.parts
    last = parts[-1]
    person = parts[0] in words.given and len(parts) <= 3
    if person and last in ALSO_LAST_NAMES:
        return ("person", "names.given")
    if last in words.suffixes and len(parts) > 1 and parts[0] not in words.modifiers:
        return ("organization", "names.company")
    if parts[0] in ("Operation", "Hurricane", "Typhoon", "Cyclone") and len(parts) > 1 \
            and parts[1] not in words.common:
        return ("other", "names.head")
    if last in LAWS and len(parts) > 2 and not words.opening & set(parts):
        return ("other", "names.head")
    for at, part in enumerate(parts[:-1]):
        if parts[at + 1] in ("of", "for", "on", "to", "against", "in") and part in words.opening:
            return ("organization", "names.head")
        if part == "House" and parts[at + 1] == "of":
            return ("organization", "names.head")
        if parts[at + 1] in ("of", "for", "on"):
            if last in OF_CHURCHES:
                return ("organization" if last in words.heads else "facility", "names.head")
            if part in words.events:
                return ("other", "names.event")
            return ("facility" if part in words.facilities else "place", "names.head")
    if len(parts) < 2:
        return None
    # "Velm House": a chamber of the parliament of Velm.
    if last == "House" and " ".join(parts[:-1]) in words.places:
        return ("organization", "names.head")
    if parts[0] in words.facilities and last in NUMBER_WORDS and len(parts) == 2:
        return ("facility", "names.head")
    surname = len(parts) == 2 and last in words.facilities & ALSO_LAST_NAMES
    if surname and not _is_there(name, line):
        return None
    for heads, kind in (
        (words.heads, "organization"), (words.facilities, "facility"), (words.events, "other"),
        (words.place_last, "place"),
    ):
        if last in heads:
            return (kind, "names.head")  # type: ignore[return-value]
    if len(parts) == 2 and parts[0] in words.place_first and last not in words.given:
        return ("place", "names.place_first")
    return None


def _beside(name: Candidate, line: Line, words: NameWords) -> Judgement | None:
    """Judge by the common noun beside the name: "lawyer Ana Ito", "the Oste news agency"."""
    row = line.words
    before = row[name.first - 1].text if name.first else ""
    if before in words.persons and not (name.first > 1 and row[name.first - 2].text == "'s"):
        return ("person", "names.noun")
    if before == "of" and name.first > 2 and row[name.first - 2].text in PLACE_NOUNS:
        return ("place", "names.noun")
    if before in BODY_NOUNS:
        return ("organization", "names.noun")
    for word in row[name.last:name.last + 2]:
        if word.text in PLACE_NOUNS:
            return ("place", "names.noun")
        if word.text in FACILITY_NOUNS:
            return ("facility", "names.noun")
        if word.text in BODY_NOUNS:
            return ("organization", "names.noun")
        if word.text not in ("news", "opposition", "rebel", "militant", "refugee", "international"):
            break
    return None


def _is_there(name: Candidate, line: Line) -> bool:
    """Tell "at Orla Hall" from "Peter Hall said": a building has an article or a preposition."""
    before = line.words[name.first - 1].text.lower() if name.first else ""
    return before == "the" or before in PREPOSITIONS


def _several(name: Candidate, line: Line, seen: Seen, words: NameWords) -> Judgement | None:
    parts = [part for part in name.parts if part[0].isalpha() or part[0].isdigit()]
    given = parts[0] in words.given or (len(parts) > 2 and _is_initial(parts[1]))
    given = given and not parts[-1].isdigit()
    sure = parts[0] not in words.places or fold_name(parts[-1]) in seen.alone
    # "Ana American-Herald", "Lena Ito World" begin with a given name and name no one.
    odd = len(parts) > 2 and (
        any(part in words.adjectives for part in parts[1:])
        or (parts[-1].lower() in words.common and parts[-1] not in words.titles)
    )
    if given and sure and not odd and len(parts) <= 6 and not is_acronym(parts[-1]):
        return ("person", "names.given")
    low = [part.lower() for part in parts]
    loud = len(parts[0]) > 3 and parts[0].isupper() and low[0] in words.common
    paired = " " not in name.text and sum(part in seen.last_names for part in low) > 1
    if loud or paired:
        return None
    if low[-1] in words.persons and not given:
        return None
    if any(part.isdigit() for part in parts):
        plain = low[0] in words.common or low[0] in seen.lower
        return None if plain else ("other", "names.capitals")
    if _is_initial(parts[0]) and len(parts) <= 4:
        return ("person", "names.initial")
    if any(is_acronym(part) and "." not in part and len(part) > 2 for part in parts):
        return _repeated(name, seen, words)
    if any(part in words.common or part in seen.lower for part in low):
        return _repeated(name, seen, words)
    if any(part in words.first | words.heads | words.adjectives for part in parts):
        return _repeated(name, seen, words)
    if len(parts) <= 4 and _speaks(name, line, words):
        return ("person", "names.speaks")
    if seen.last_names.keys() & set(last_name_parts(name.text)[-1:]):
        return ("person", "names.last_name")
    before = line.words[name.first - 1].text.lower() if name.first else ""
    if before in PLACE_WORDS and len(parts) <= 3:
        return ("place", "names.preposition")
    if 2 <= len(parts) <= 4 and fold_name(parts[-1]) in seen.alone:
        return ("person", "names.form")
    return ("other", "names.capitals") if len(parts) < 4 else _repeated(name, seen, words)


def _repeated(name: Candidate, seen: Seen, words: NameWords) -> Judgement | None:
    """Keep a name of common words only where the text repeats it: else it is a mere heading."""
    last = name.parts[-1]
    low = [part.lower() for part in name.parts if part[0].isalnum()]
    if all(part in words.common or part in seen.lower for part in low):
        return None
    party = last in ("Republican", "Republicans", "Democrat", "Democrats", "Democratic")
    if party or len(name.parts) > 6 or seen.times.get(name.text, 0) < 2:
        return None
    return ("other", "names.capitals")


def _single(name: Candidate, line: Line, seen: Seen, words: NameWords) -> Judgement | None:
    text = name.text
    if is_acronym(text):
        return _acronym(name, line, seen, words)
    if fold_name(text) in seen.last_names:
        return ("person", "names.last_name")
    low = text.lower()
    if low in words.common or low in seen.lower or (name.opens and text not in seen.inside):
        return None
    if text in words.heads | words.modifiers | words.titles | words.facilities | words.events:
        return None
    if low.endswith(("ist", "ists", "ism", "isms")) and text not in words.given:
        return None
    if text in words.place_last | words.place_first | words.first:
        return None
    if _speaks(name, line, words) or _owns_personally(name, line):
        return ("person", "names.speaks")
    before = line.words[name.first - 1].text.lower() if name.first else ""
    if before in PLACE_WORDS:
        return ("place", "names.preposition")
    if text in words.given:
        return ("person", "names.given")
    # One capital in one place is too little: a brand, a pun, a word of emphasis.
    return ("other", "names.capitals") if seen.times.get(text, 0) > 1 else None


def _owns_personally(name: Candidate, line: Line) -> bool:
    """Tell "Ito's lawyer", "Ito's trial": only a person has one."""
    row = line.words
    return (
        name.last + 1 < len(row) and row[name.last].text in ("'s", "’s", "'", "’")
        and row[name.last + 1].lemma in PERSONAL
    )


def _acronym(name: Candidate, line: Line, seen: Seen, words: NameWords) -> Judgement | None:
    """Take a short form for a body unless it is a weapon's, a thing's, or a mere loud word."""
    text, low = name.text, name.text.lower()
    after = line.words[name.last:name.last + 2]
    # "ORLA, Ostmark (XYZ) —": a dateline writes its town in capitals.
    if name.first == 0 and len(text) > 3 and len(after) == 2 and after[0].text == "," \
            and after[1].text in words.places:
        return ("place", "names.dateline")
    # "ORLA (Reuters) -" alike.
    if name.first == 0 and len(text) > 3 and len(after) == 2 and after[0].text == "(" \
            and after[1].text in words.known:
        return ("place", "names.dateline")
    if len(after) == 2 and after[0].text == "-" and after[1].text.isdigit():
        return None
    # "PDF" is a paper, but for a text that names a People's Defence Force.
    if len(text) > 2 and fold_name(text) in seen.initials:
        return ("organization", "names.own_letters")
    # Two letters, or a whole word in capitals, must come again before they name anything.
    rare = len(text) < 3 or len(text) == 6
    if text in words.not_names or (rare and seen.times.get(text, 0) < 2):
        return None
    if low in words.common or low in seen.lower or len(text) > 6:
        return None
    return ("organization", "names.acronym")


def _is_initial(part: str) -> bool:
    return len(part) <= 2 and part[0].isupper() and part[-1] == "."


def _speaks(name: Candidate, line: Line, words: NameWords) -> bool:
    """Tell a name beside a word of saying, or one with an age, an office or "who" after it."""
    row: tuple[Word, ...] = line.words
    after = row[name.last] if name.last < len(row) else None
    if after is not None and after.lemma in SPEAKS:
        return True
    if name.first and row[name.first - 1].text in ("said", "says", "named", "added"):
        return True
    if after is not None and after.text == "," and name.last + 1 < len(row):
        following = row[name.last + 1].text
        if following == "who" or (following.isdigit() and 10 < int(following[:3]) < 110):
            return True
        return following in ("a", "an", "the") and any(
            word.text in words.persons or word.text in words.titles
            for word in row[name.last + 2:name.last + 6]
        )
    return after is not None and after.text == "who"
