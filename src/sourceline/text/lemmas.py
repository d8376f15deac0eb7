"""Lemmas: the base form of an English word, by spelling.

In: a word and tables of irregular forms. Out: a base form good enough to look up a trigger word.
It does not know the sentence: "building" becomes "build", "found" becomes "find".
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

_VOWELS = frozenset("aeiou")
# Endings of a stem that has lost its e: forced, charged, negotiated, defined, required …
_LOST_E = re.compile(
    r"(?:[cvu]|[dlrn]g|[^aeiou][aeiou]g|[^aeiou]at|[iu]at|cre?at|[^o]ut|[^aeo]in|[^aeo]um|[^aeo]im"
    r"|[^aeo]am|[^e]ur|[^aeo]ir|[^aeo]ar|[^aeiou]l|[^aeiou][aiouy]k|[^aeiou][aeiou]d|iz|yz|[aiou]z"
    r"|[^aeious]s|[^aeiou][aeiou]s|[^aeiou][aiou]b|[^aeiouhr]z)$"
)
_NO_E = re.compile(r"(?:[rwlhny]l|[^aeiou]y|w|x|[^aeiou]r)$")


@dataclass(frozen=True)
class LemmaTables:
    """What spelling rules do not know: irregular forms, words left whole, exceptions about e."""

    irregular: Mapping[str, str]
    whole: Set[str]
    ends_in_e: Set[str]
    no_e: Set[str]
    single_l: Set[str]


def find_lemma(word: str, tables: LemmaTables) -> str:
    """Give the base form of a word.

    >>> none = LemmaTables({"sought": "seek"}, frozenset(), frozenset(), frozenset(), frozenset())
    >>> [find_lemma(word, none) for word in ("walked", "Killing", "sought", "parties")]
    ['walk', 'kill', 'seek', 'party']
    """
    low = word.lower()
    if low in tables.irregular:
        return tables.irregular[low]
    if len(low) < 4 or low in tables.whole or not low.isalpha():
        return low
    if low.endswith("ied"):
        return low[:-3] + "y"
    if low.endswith("ed"):
        return _restore(low[:-2], tables)
    if low.endswith("ing") and any(letter in "aeiouy" for letter in low[:-3]):
        return _restore(low[:-3], tables)
    return _singular(low)


def _singular(low: str) -> str:
    if not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "ches", "shes", "xes", "zzes", "oes")):
        return low[:-2]
    return low[:-1]


def _restore(stem: str, tables: LemmaTables) -> str:
    """Give back what an ending took: a doubled consonant or a final e."""
    if stem in tables.no_e:
        return stem
    if stem + "e" in tables.ends_in_e or len(stem) < 3:
        return stem + "e"
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        if stem[-1] == "l":
            return stem[:-1] if stem[:-1] in tables.single_l else stem
        return stem if stem[-1] in "szf" else stem[:-1]
    if _NO_E.search(stem):
        return stem
    return stem + "e" if _LOST_E.search(stem) else stem
