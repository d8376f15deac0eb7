"""What each article tells of the people it names in full.

In: the mentions of all articles with their keys. Out: for each full name of a person
that several articles have, one `Told` an article: sex by the pronouns joined to it, ages,
describing words, and the other people and bodies named there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

import numpy as np

from sourceline.lexicon.callings import office_words
from sourceline.rooms.entities.keys import Groups, Key, Members
from sourceline.rooms.entities.namesakes import Told
from sourceline.text.names import fold_name

_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m",
        "she": "f", "her": "f", "hers": "f", "herself": "f"}
_AGE = re.compile(r"\b(\d{1,3})(?:\b|-year-old)")
_OLDEST = 115
# Names beside that stand in more articles than this say little about who is meant.
_MAX_COMMON = 30
_ENDS = frozenset(("of", "at", "in", "for", "who", "that", "which", "with", "to", "by", "on",
                   "from", "as", "since", "whose"))
# One pronoun may be joined wrongly.
_MIN_PRONOUNS = 2


def articles_told(groups: Groups, members: Members) -> Iterator[tuple[Key, list[Told]]]:
    """Give what the articles tell of each full name that two of them have.

    Takes: the members of the keys as they are now; the articles of one name are told in order.
    """
    several = np.flatnonzero(members.articles > 1).tolist()
    named = {number for number in several if " " in groups.keys[number].name
             and not groups.keys[number].article and not groups.keys[number].family}
    wanted = {number for number in named if any(
        groups.mentions.kind(one) == "person" for one in members.of(number))}
    sexes, words = _sexes(groups, wanted), _described(groups, wanted)
    beside = Beside(groups, members)
    for number in sorted(wanted, key=lambda one: groups.keys[one]):
        key = groups.keys[number]
        articles = dict.fromkeys(groups.mentions.article(one) for one in members.of(number))
        yield key, [_told(key.name, groups.mentions.articles[article],
                          sexes.get((number, article), ()), words.get((number, article), ()),
                          beside.of(article)) for article in articles]


def _told(name: str, article: str, sex: Sequence[str], phrases: Sequence[str],
          beside: Set[str]) -> Told:
    ages = {int(age) for phrase in phrases for age in _AGE.findall(phrase) if int(age) < _OLDEST}
    nouns = frozenset(noun for phrase in phrases for noun in head_nouns(phrase))
    sure = len(sex) >= _MIN_PRONOUNS and len(set(sex)) == 1
    return Told(article, sex[0] if sure else "", frozenset(ages), nouns,
                frozenset(beside - {name}))


def head_nouns(phrase: str) -> list[str]:
    """Give the office a description ends with before its first preposition: "army captain".

    >>> head_nouns("the third counsellor at the embassy")
    ['counsellor']
    """
    noun: list[str] = []
    for word in fold_name(phrase).split():
        if word in _ENDS:
            break
        noun = [word]
    return [word for word in noun if word in office_words()]


def _sexes(groups: Groups, wanted: Set[int]) -> dict[tuple[int, int], list[str]]:
    """Give the sex each pronoun of an article tells, by key and article."""
    sexes: dict[tuple[int, int], list[str]] = defaultdict(list)
    mentions = groups.mentions
    for pronoun in mentions.pronouns():
        number = groups.number(mentions.head(pronoun))
        sex = _SEX.get(mentions.words(pronoun).lower())
        if sex and number in wanted:
            sexes[number, mentions.article(pronoun)].append(sex)
    return sexes


def _described(groups: Groups, wanted: Set[int]) -> dict[tuple[int, int], list[str]]:
    words: dict[tuple[int, int], list[str]] = defaultdict(list)
    mentions = groups.mentions
    for mention, said in mentions.descriptions():
        number = groups.number(mentions.head(mention))
        if number in wanted:
            words[number, mentions.article(mention)].append(said)
    return words


class Beside:
    """The people and bodies each article names that few other articles name."""

    def __init__(self, groups: Groups, members: Members) -> None:
        """Count in how many articles each name stands."""
        mentions = groups.mentions
        keys = groups.with_key()
        rare = np.flatnonzero((members.articles > 1) & (members.articles <= _MAX_COMMON))
        held = np.isin(keys, rare) & mentions.of_kinds(("person", "organization", "facility"))
        pairs = np.unique((mentions.article_numbers()[held] << 32) | keys[held])
        self._keys = (pairs & 0xFFFFFFFF).astype(np.int32)
        self._ends = np.searchsorted(pairs >> 32, np.arange(-1, len(mentions.articles)), "right")
        self._names = groups.keys

    def of(self, article: int) -> frozenset[str]:
        """Give the names of an article, by its number."""
        return frozenset(self._names[key].name for key in
                         self._keys[self._ends[article]:self._ends[article + 1]].tolist())
