"""The words of `lexicon/counted.toml`, ready to be asked.

In: nothing. Out: `Lexicon` through `lexicon()`: units of nouns, outcomes of forms, stop words.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from sourceline.lexicon.load import About, load

_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "life": "lives", "foot": "feet",
              "person": "persons", "body": "bodies", "policeman": "policemen", "gunman": "gunmen"}
_PERSON_ENDS = ("gists", "vists", "rists", "tists", "nists", "mists", "cists", "dists", "hists",
                "yists", "icians", "men", "women", "crats")
# "Paris" and "Davis" are names of one; "Iraqis" and longer words in -is are peoples.
_MIN_NATION = 5
_NATION_ENDS = ("ans", "is", "ese", "ers", "ites", "icans")


class WordLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plain word lists of the figures room."""

    terms: tuple[str, ...]
    term_verbs: tuple[str, ...]
    never_after: tuple[str, ...]
    never_before: tuple[str, ...]
    never_counted: tuple[str, ...]
    ordinal_followers: tuple[str, ...]
    ordinal_never: tuple[str, ...]
    stops: tuple[str, ...]
    plurals: tuple[str, ...]
    general: tuple[str, ...]
    definite: tuple[str, ...]
    states: tuple[str, ...]
    of_states: tuple[str, ...]


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/counted.toml`."""

    about: About
    units: dict[str, tuple[str, ...]]
    outcomes: dict[str, tuple[str, ...]]
    collectives: dict[Literal["participated", "holds"], tuple[str, ...]]
    words: WordLists


@dataclass(frozen=True)
class Lexicon:
    """Sets and tables made from the lists."""

    unit_of: dict[str, str]
    singular: frozenset[str]
    outcome_of: dict[str, str]
    collectives: dict[str, str]
    words: WordLists
    stops: frozenset[str]
    plurals: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Give the lexicon, made once per process."""
    counted: Counted = load("counted.toml", Counted)
    unit_of = {form: unit for unit, nouns in counted.units.items()
               for noun in nouns for form in (noun.lower(), _plural(noun.lower()))}
    return Lexicon(
        unit_of=unit_of,
        singular=frozenset(noun.lower() for nouns in counted.units.values() for noun in nouns),
        outcome_of={form: outcome for outcome, forms in counted.outcomes.items()
                    for form in forms},
        collectives={noun: "" if did == "holds" else did
                     for did, nouns in counted.collectives.items() for noun in nouns},
        words=counted.words,
        stops=frozenset(counted.words.stops),
        plurals=frozenset(counted.words.plurals),
    )


def unit_of(head: str) -> str:
    """Give the unit a noun stands for: "person", "event", …, else "thing".

    >>> unit_of("protesters"), unit_of("missiles")
    ('person', 'thing')
    """
    low = head.lower()
    if low in lexicon().unit_of:
        return lexicon().unit_of[low]
    if low.endswith(_PERSON_ENDS) or (head[:1].isupper() and low.endswith(_NATION_ENDS)):
        return "person"
    return "thing"


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun; "Kelmaris" does, "crisis" does not.

    >>> is_plural("Kelmaris"), is_plural("crisis")
    (True, False)
    """
    low = word.lower()
    if word[:1].isupper() and low.endswith("is") and len(low) > _MIN_NATION:
        return True
    if low in lexicon().plurals or low in _IRREGULAR.values():
        return True
    if low.endswith("men") and len(low) > 5 and low not in ("specimen", "regimen", "abdomen"):
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))


def _plural(noun: str) -> str:
    last = noun.split()[-1]
    if last in _IRREGULAR:
        return noun[:len(noun) - len(last)] + _IRREGULAR[last]
    if last.endswith("man"):
        return noun[:-3] + "men"
    if last.endswith("y") and last[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if last.endswith(("s", "x", "ch", "sh")) else "s")
