"""The groups behind the entities: which mentions share a key, and why.

In: the mentions of a collection, in order. Out: `Groups`. Four steps, each safe by itself:
chains inside an article, one folded name, explained acronyms, near spellings of long names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from itertools import groupby

from sourceline.lexicon.given_names import given_names
from sourceline.rooms.entities.acronyms import (
    Explained,
    expand,
    expand_word,
    join_wordings,
    plain_key,
)
from sourceline.rooms.entities.bearers import Bearer
from sourceline.rooms.entities.described import join_described
from sourceline.rooms.entities.evidence import Beside, articles_told, head_nouns
from sourceline.rooms.entities.keys import NO_KEY, Groups, Key, Members, Rule
from sourceline.rooms.entities.letters import join_letters
from sourceline.rooms.entities.namesakes import part_namesakes
from sourceline.rooms.entities.near import near_names
from sourceline.rooms.entities.table import Mentions
from sourceline.rooms.entities.variants import find_variants
from sourceline.text.names import fold_name, is_acronym

VERSION = "3"
# An office must be one in this many of those said of a name.
_OFFICE_SHARE = 5
_RUN_ON_WORDS = 3
_SLASH = re.compile("[-/]")
# Rules that rest on capitals or on the reader alone.
_WEAK = frozenset(("names.reader", "names.capitals"))
_LAST_NAME = Rule("entities.last_name", VERSION,
                  "the only full name of this article with this last name")
_NEAR = Rule("entities.near_name", VERSION, "a near spelling of the same long name")


def group_mentions(mentions: Mentions, explained: Explained, min_chars: int, min_ratio: float
                   ) -> Groups:
    """Give each mention its key: first the heads of chains, then what stands for them."""
    groups = Groups(mentions)
    join_wordings(explained, groups)
    for head in mentions.heads():
        _key_head(head, explained, groups)
    _join_last_names(groups)
    _part_namesakes(groups)
    _join_near(groups, min_chars, min_ratio)
    join_letters(groups, _Around(groups, Members(groups)))
    _join_variants(groups)
    _leave_open(groups)
    members = Members(groups)
    join_described(groups, members, _Around(groups, members))
    for mention in range(len(mentions)):
        key = groups.key(mentions.head(mention))
        if key is not None and mentions.has_reason(mention) and groups.key(mention) is None:
            groups.follow(mention, key)
    return groups


def _key_head(head: int, explained: Explained, groups: Groups) -> None:
    """Give a name its key: its own words, or what its short form is explained as."""
    words = groups.mentions.words(head)
    key = groups.key(head) or plain_key(words, groups.mentions.kind(head))
    sides = [expand_word(side, explained) for side in _SLASH.split(words)]
    if len(sides) > 1 and sides[0] is not None and len(set(sides)) == 1:
        groups.put(head, sides[0])  # "NCW/OWU", "NCW-OWU": two short forms of one body
    elif (is_acronym(words) or (" " in key.name and key.name in explained)) \
            and key.name == fold_name(words):
        expand(head, key, explained, groups)
    elif key.name:
        groups.put(head, key)


def _leave_open(groups: Groups) -> None:
    """Take away the key of names that nothing but a capital supports, once in the collection.

    A single word that one reader took for a name at one place ("Ironclad rules", "Aides said") is
    no entity; of 100 such, drawn from real articles, hardly half were names at all.
    """
    mentions = groups.mentions
    times = Counter(groups.number(head) for head in mentions.heads())
    for head in mentions.heads():
        key = groups.key(head)
        if key is None or times[groups.number(head)] > 1:
            continue
        weak = mentions.rule(head) in _WEAK and (
            " " not in mentions.words(head) or mentions.kind(head) in ("other", "work"))
        if weak or _runs_on(head, key, times, groups):
            groups.take(head)


def _runs_on(head: int, key: Key, times: Counter[int], groups: Groups) -> bool:
    """Tell a name that runs on into the next words of a page: "Ana Ito Maria", seen once."""
    parts = key.name.split()
    shorter = groups.numbers.get(Key(" ".join(parts[:2])), NO_KEY)
    return groups.mentions.kind(head) == "person" and len(parts) == _RUN_ON_WORDS \
        and shorter != NO_KEY and times.get(shorter, 0) > 1


def _join_last_names(groups: Groups) -> None:
    """Join a lone last name to the only full name in its article; else keep it to its article.

    A name that nobody of the collection bears as a last name ("Suro") means one person in all.
    """
    borne = {last for _, _, last in _full_names(groups, groups.mentions.heads())}
    for _, some in groupby(groups.mentions.heads(), key=groups.mentions.article):
        heads = list(some)
        full: dict[str, dict[Key, int]] = defaultdict(dict)
        for mention, key, last in _full_names(groups, heads):
            full[last].setdefault(key, mention)
        for mention in heads:
            _join_last_name(mention, full, borne, groups)


def _full_names(groups: Groups, heads: Iterable[int]) -> Iterator[tuple[int, Key, str]]:
    """Give the full names of persons with their last name."""
    for mention in heads:
        key = groups.key(mention)
        if groups.mentions.kind(mention) == "person" and key is not None and " " in key.name:
            words = key.name.split()
            if not {"bin", "ibn", "bint"} & set(words):
                yield mention, key, words[-1]


def _join_last_name(mention: int, full: Mapping[str, Mapping[Key, int]], borne: Set[str],
                    groups: Groups) -> None:
    mentions, key = groups.mentions, groups.key(mention)
    lone = mentions.kind(mention) in ("person", "other")
    if key is None or not lone or " " in key.name or is_acronym(mentions.words(mention)):
        return
    candidates = full.get(key.name, {})
    if len(candidates) == 1:
        only, bearer = next(iter(candidates.items()))
        groups.join(mention, only, _LAST_NAME, bearer)
    # "Ana" alone may over a collection be anyone; it is left open.
    elif len(candidates) > 1 or mentions.rule(mention) == "names.given":
        groups.take(mention)
    elif mentions.kind(mention) == "person" and (
            key.name in borne or mentions.words(mention) in given_names()):
        # Others of the collection bear it: which of them is meant is open here.
        groups.put(mention, Key(key.name, key.family, mentions.article_of(mention)))


def _part_namesakes(groups: Groups) -> None:
    """Tell two people of one full name apart where the articles contradict one another."""
    members = Members(groups)
    moved: dict[tuple[int, str], Key] = {}
    for key, told in articles_told(groups, members):
        for articles in part_namesakes(told)[1:]:
            apart = Key(key.name, key.family, articles[0])
            moved |= {(groups.numbers[key], article): apart for article in articles}
    for number in sorted({number for number, _ in moved}):
        for mention in members.of(number):
            apart_key = moved.get((number, groups.mentions.article_of(mention)))
            if apart_key is not None:
                groups.put(mention, apart_key)


class _Around:
    """What the articles say of each bearer, looked up one by one."""

    def __init__(self, groups: Groups, members: Members) -> None:
        self._groups, self._members = groups, members
        self._beside = Beside(groups, members)
        self._said: dict[int, list[str]] = defaultdict(list)
        for mention, words in groups.mentions.descriptions():
            self._said[mention].append(words)
        # A common last name is looked at once for every lone one.
        self.described = lru_cache(maxsize=1 << 14)(self._offices)
        self.beside = lru_cache(maxsize=1 << 12)(self._names_beside)
        self.articles = lru_cache(maxsize=1 << 12)(self._articles)

    def _offices(self, key: int) -> frozenset[str]:
        """Give the offices said often enough of one name to be no slip."""
        counts = Counter(noun for head in self._members.of(key)
                         for words in self._said.get(head, ()) for noun in head_nouns(words))
        return frozenset(noun for noun, times in counts.items()
                         if times * _OFFICE_SHARE >= counts.total())

    def _names_beside(self, key: int) -> frozenset[str]:
        return frozenset().union(*(self._beside.of(one) for one in self._articles(key)))

    def beside_article(self, article: int) -> frozenset[str]:
        """Give the rarer names of people and bodies in one article."""
        return self._beside.of(article)

    def _articles(self, key: int) -> frozenset[int]:
        return frozenset(map(self._groups.mentions.article, self._members.of(key)))


def _join_variants(groups: Groups) -> None:
    """Join the other forms of one name over the collection, each by its own reason."""
    mentions, members = groups.mentions, Members(groups)
    around = _Around(groups, members)
    bearers = []
    kinds_met: dict[frozenset[str], frozenset[str]] = {}
    for number in sorted(members.all(), key=lambda one: groups.keys[one]):
        key, heads = groups.keys[number], members.of(number)
        kinds: frozenset[str] = frozenset(map(mentions.kind, heads))
        bearers.append(Bearer(key.name, key.family, key.article, number,
                              kinds_met.setdefault(kinds, kinds), len(heads),
                              is_acronym(mentions.words(heads[0])), around))
    for variant in find_variants(bearers):
        target = variant.target
        new = Key(target.name, target.family, target.article)
        rule = Rule(variant.rule, VERSION, variant.sentence)
        for head in members.of(variant.bearer.key):
            groups.join(head, new, rule, members.first(target.key))


def _join_near(groups: Groups, min_chars: int, min_ratio: float) -> None:
    """Join near spellings of long names of persons and bodies."""
    members = Members(groups)
    people = [key for number in members.all()
              if (key := groups.keys[number])[1:] == ("", "", ()) and " " in key.name
              and any(groups.mentions.kind(one) == "person" for one in members.of(number))]
    near = near_names([key.name for key in people], min_chars, min_ratio)
    for name, target in near.items():
        bearer = members.first(groups.numbers[Key(target)])
        for mention in members.of(groups.numbers[Key(name)]):
            groups.join(mention, Key(target), _NEAR, bearer)
