"""The grammar of time expressions, read from lexicon/times.toml and made into patterns.

In: the file. Out: `Grammar`: one scanner that says which rule fits where, and each rule's own
pattern with named groups. Patterns have no nested repetition, so matching stays linear.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from sourceline.lexicon.load import About, load


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern and the name of the function that reads it."""

    name: str
    sense: str
    pattern: str


class Years(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make a four-digit number a year, or keep it from being one."""

    before: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]


class Bare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Months that are also other words, and what tells them apart."""

    ambiguous: tuple[str, ...]
    cues: tuple[str, ...]
    after_fine: tuple[str, ...]
    verbs: tuple[str, ...]
    not_followed: tuple[str, ...]


class Tense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell the tense of a clause."""

    future: tuple[str, ...]
    future_before: tuple[str, ...]
    forward: tuple[str, ...]
    past: tuple[str, ...]


class Governed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell on which side of the publication a verb puts its time."""

    future: frozenset[str]
    plans: frozenset[str]
    always: frozenset[str]
    hopes: frozenset[str]
    ahead: frozenset[str]
    deadlines: frozenset[str]
    until: frozenset[str]
    due_nouns: frozenset[str]
    achieving: frozenset[str]
    saying: frozenset[str]
    programme: frozenset[str]
    same_past: frozenset[str]


class Anaphoric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shifts that hang on a time named before."""

    words: tuple[str, ...]


class South(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the southern half of the world."""

    words: tuple[str, ...]


class Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/times.toml."""

    about: About
    south: South
    months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    numbers: dict[str, float]
    ordinals: dict[str, int]
    units: dict[str, str]
    seasons: dict[str, str]
    parts_of_day: dict[str, str]
    shifts: dict[str, int]
    anaphoric: Anaphoric
    modifiers: dict[str, str]
    reach_days: dict[str, int]
    references: dict[str, str]
    days: dict[str, int]
    named_days: dict[str, tuple[int, int]]
    feasts: dict[str, str]
    iranian_months: dict[str, int]
    islamic_months: dict[str, int]
    sets: dict[str, str]
    tense: Tense
    governed: Governed
    years: Years
    bare: Bare
    fragments: dict[str, str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Grammar:
    """Compiled: `trigger` finds words worth a look, `scanner` the rule, `patterns` its groups.

    No match begins with a word that is not in `firsts`, less a final s.
    """

    words: Times
    trigger: re.Pattern[str]
    scanner: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]
    senses: dict[str, str]
    firsts: frozenset[str]


@cache
def grammar() -> Grammar:
    """Read and compile the grammar, once per process."""
    words = load("times.toml", Times)
    fragments = _fragments(words)
    flags = re.IGNORECASE
    bodies = {rule.name: _expand(rule.pattern, fragments) for rule in words.rules}
    patterns = {name: re.compile(body, flags) for name, body in bodies.items()}
    parts = (f"(?P<{name}>{_anonymous(body)})" for name, body in bodies.items())
    scanner = re.compile(r"(?<![\w$£€#.,/-])(?:" + "|".join(parts) + ")", flags)
    senses = {rule.name: rule.sense for rule in words.rules}
    return Grammar(words, _trigger(words), scanner, patterns, senses, _firsts(bodies.values()))


def _firsts(bodies: Iterable[str]) -> frozenset[str]:
    """Give every word a pattern could begin with, and many more: all letters that stand in one."""
    return frozenset(word.lower() for body in bodies for word in re.findall(r"[A-Za-z]+", body))


def _fragments(words: Times) -> dict[str, str]:
    """Give every `{NAME}` its text; months and weekdays keep their capital."""
    long_units = "|".join(f"{unit}s?" for unit in _longest(words.units))
    made = {
        "MONTH": _capitalised(words.months),
        "WEEKDAY": _capitalised(words.weekdays),
        "SHORT_WEEKDAY": _capitalised(words.short_weekdays),
        "TENS": _either(one for one, n in words.numbers.items() if 20 <= n < 100),
        "ONES": _either(one for one, n in words.numbers.items() if 1 <= n < 20 and len(one) > 2
                        and one != "another"),
        "SEASON": _either(words.seasons),
        "PART": _either(words.parts_of_day),
        "UNIT": _either(words.units),
        "UNITS_ALL": f"(?:{long_units})",
        "NAMED_DAY": _either([*words.named_days, *words.feasts]),
        "OTHER_MONTH": _either([*words.iranian_months, *words.islamic_months]),
        "REFERENCE": _either(words.references),
        "ORDINAL": _either(words.ordinals),
        "ORDINAL_LONG": _either(one for one, n in words.ordinals.items() if n >= 15),
    }
    for name, fragment in words.fragments.items():
        made[name] = _expand(fragment, made | words.fragments)
    return made


def _expand(pattern: str, fragments: dict[str, str]) -> str:
    """Put fragments in place of their names, which may name fragments themselves."""
    for _ in range(6):
        found = re.findall(r"\{([A-Z][A-Z_0-9]*)\}", pattern)
        if not found:
            return pattern
        for name in set(found):
            pattern = pattern.replace("{" + name + "}", fragments[name])
    raise ValueError(f"a fragment of lexicon/times.toml names itself in {pattern[:80]}")


def _anonymous(body: str) -> str:
    """Take the names off the groups, so that many rules fit in one pattern."""
    body = body.replace("(?P=dash)", "[-/.]")
    return re.sub(r"\(\?P<\w+>", "(?:", body)


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda one: (-len(one), one))


def _either(words: Iterable[str]) -> str:
    """Match any of the words, the longest first; one blank stands for any."""
    return "(?:" + "|".join(re.escape(one).replace(r"\ ", r"\s{1,3}")
                            for one in _longest(words)) + ")"


def _capitalised(words: dict[str, int]) -> str:
    """Match as written or in capitals, whatever the flag says."""
    both = {form for one in words for form in (one, one.upper())}
    return "(?-i:" + "|".join(_longest(both)) + ")"


_DECADES = ("thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _trigger(words: Times) -> re.Pattern[str]:
    """Match any word without which no rule can fit."""
    months = {one.lower() for one in (*words.months, *words.weekdays, *words.short_weekdays)}
    plain = {one.split()[-1].lower() for one in (*words.references, *words.days,
                                                *words.named_days, *words.feasts, *words.sets,
                                                *words.iranian_months, *words.islamic_months,
                                                *_DECADES)}
    units = set(words.units) | set(words.parts_of_day) | set(words.seasons)
    every = months | plain | units | {"overnight", "period", "pm", "am", "nineteen", "eighteen",
                                      "thousand", "anniversary"}
    body = "|".join(re.escape(one) for one in _longest(every))
    digits = (r"(?:1\d|20)\d\d(?!\d)|\d{4}\s(?:hrs|hours|local|\(?[A-Z])|\d\dh\d\d"
              r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}[/.:-]\d\d|[''’‘]\d0s|\d{1,2}\s?[ap]\.?\s?m\b"
              r"|\d[QH]\s?(?:19|20)\d\d|(?:Q[1-4]|H[12]|FY)[ /]?(?:19|20)\d\d")
    return re.compile(rf"\b(?:(?:{body})s?\b|{digits})|[''’‘]\d0s", re.IGNORECASE)
