"""Who is meant by "a hotel clerk" where only other articles say who that was.

In: the groups of a collection, names keyed. Out: keys of noun phrases that their own article leaves
open. Joined only where one person alone of the collection is called so by an article of the same
matter, and each word of the phrase fits what is said of him: a wrong join accuses somebody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from sourceline.lexicon.role_nouns import held_words, said_of
from sourceline.record.cite import Because, Cite
from sourceline.rooms.entities.bearers import Around
from sourceline.rooms.entities.keys import NO_KEY, Groups, Members
from sourceline.text.names import fold_name

VERSION = "1"
# Rarer names that stand in both articles, beside the one meant: fewer are chance.
_MIN_COMPANY = 2
# Names within so many characters of a phrase are what its sentence is about.
_NEAR_CHARS = 400
# "Veshkari" and "Veshkaria", "Lethmark's" and "Lethmark" begin alike.
_STEM = 5
# Keys whose names around are known, some 100 kB each where they are famous.
_KEYS_AT_HAND = 256
_ENDS = frozenset(("of", "at", "in", "for", "who", "that", "which", "with", "to", "by", "on",
                   "from", "as", "since", "whose"))
_LIGHT = frozenset(("young", "old", "serving", "senior", "top", "leading", "prominent", "alleged",
                    "accused", "convicted", "jailed", "arrested", "imprisoned", "detained", "said"))
_SENTENCE = "the only one of the collection who is called so, in an article about the same names"


@dataclass(frozen=True)
class _Called:
    """Where an article calls somebody by a noun, and the mention that is called so."""

    mention: int
    cite: Cite


def join_described(groups: Groups, members: Members, around: Around) -> None:
    """Give noun phrases that their article leaves open the key of the one whom others call so."""
    mentions = groups.mentions
    open_ones = [one for one in mentions.nominals() if mentions.head(one) == one
                 and groups.number(one) == NO_KEY]
    if not open_ones:
        return
    nouns, said = _called(groups)
    near = _Near(groups, members)
    for nominal in open_ones:
        noun = _words(mentions.words(nominal))[-1:]
        bearers: dict[int, dict[int, _Called]] = {}
        for each in said_of(noun[0]) if noun else ():
            for key, called in nouns.get(each, {}).items():
                bearers.setdefault(key, {}).update(called)
        if len(bearers) != 1:
            continue
        key, by_article = next(iter(bearers.items()))
        if _may_mean(nominal, members.of(key), by_article, groups) \
                and _one_matter(nominal, key, groups, around) \
                and _fits(nominal, key, said[key], near):
            first = next(iter(by_article.values()))
            groups.say(nominal, groups.keys[key], Because(
                rule="entities.described", version=VERSION, sentence=_SENTENCE,
                cites=(mentions.cite(nominal), first.cite, mentions.cite(first.mention))))


def _called(groups: Groups) -> tuple[Mapping[str, Mapping[int, Mapping[int, _Called]]],
                                     Mapping[int, Set[str]]]:
    """Give for each noun the persons called so, with the article, and what is said of each."""
    nouns: dict[str, dict[int, dict[int, _Called]]] = defaultdict(dict)
    said: dict[int, set[str]] = defaultdict(set)
    for mention, cite in _sayings(groups):
        key = groups.number(groups.mentions.head(mention))
        if key == NO_KEY or groups.mentions.kind(mention) != "person":
            continue
        words = held_words(_words(cite.words))
        said[key].update(words)
        noun = _head_noun(words)
        if noun:
            nouns[noun].setdefault(key, {}).setdefault(
                groups.mentions.article(mention), _Called(mention, cite))
    return nouns, said


def _may_mean(nominal: int, of_key: Sequence[int], by_article: Mapping[int, _Called],
              groups: Groups) -> bool:
    """Tell whether the article leaves it to others who is meant.

    Where it calls somebody so itself, it did not mean him, or would have been joined. "A diplomat"
    after a name is not the one named.
    """
    mentions = groups.mentions
    article = mentions.article(nominal)
    if article in by_article:
        return False
    return mentions.rule(nominal) == "names.open_definite" or not any(
        mentions.article(one) == article and one < nominal for one in of_key)


def _sayings(groups: Groups) -> Iterator[tuple[int, Cite]]:
    """Give the words that say what somebody is: descriptions, and phrases that stand for a name."""
    yield from groups.mentions.described()
    for nominal in groups.mentions.nominals():
        if groups.mentions.head(nominal) != nominal:
            yield nominal, groups.mentions.cite(nominal)


def _words(phrase: str) -> list[str]:
    return fold_name(phrase).split()


def _head_noun(words: Sequence[str]) -> str:
    """Give the last word before the first preposition: "attache" of "attache at the embassy"."""
    noun = ""
    for word in words:
        if word in _ENDS:
            break
        noun = word
    return noun


def _one_matter(nominal: int, key: int, groups: Groups, around: Around) -> bool:
    """Tell whether both articles name the one meant, or the same rarer others."""
    article = groups.mentions.article(nominal)
    own = groups.keys[key].name
    shared = (around.beside_article(article) & around.beside(key)) - {own}
    return article in around.articles(key) or len(shared) >= _MIN_COMPANY


class _Near:
    """The names around the mentions of each key, counted by articles.

    A famous one has thousands of mentions and is asked about for hundreds of phrases.
    """

    def __init__(self, groups: Groups, members: Members) -> None:
        """Look at nothing yet."""
        self.groups, self._members = groups, members
        self._counts = lru_cache(maxsize=_KEYS_AT_HAND)(self._counted)

    def elsewhere(self, key: int, article: int) -> tuple[Set[str], Set[str]]:
        """Give the stems of names, and of sites among them, near the key in other articles."""
        names, sites = self._counts(key)
        own = [one for one in self._members.of(key) if self.groups.mentions.article(one) == article]
        own_names, own_sites = self._said_near(own)
        return (names.keys() - {stem for stem in own_names if names[stem] == 1},
                sites.keys() - {stem for stem in own_sites if sites[stem] == 1})

    def _counted(self, key: int) -> tuple[Counter[str], Counter[str]]:
        names, sites = Counter[str](), Counter[str]()
        article_of = self.groups.mentions.article
        for _, some in groupby(sorted(self._members.of(key), key=article_of), key=article_of):
            near_names, near_sites = self._said_near(some)
            names.update(near_names)
            sites.update(near_sites)
        return names, sites

    def _said_near(self, some: Iterable[int]) -> tuple[set[str], set[str]]:
        """Give the stems of the names around mentions, and of sites among them."""
        mentions = self.groups.mentions
        near = {name for one in some for name in _names_near(one, self.groups)}
        words = [(name, word) for name in near for word in _words(mentions.words(name))]
        return (_stems(word for _, word in words),
                _stems(word for name, word in words if mentions.kind(name) == "facility"))


def _fits(nominal: int, key: int, said: Set[str], near: _Near) -> bool:
    """Tell whether each word before the noun is said of the one meant, or names what is near.

    "Hotel" of "a hotel clerk" may be the Hotel Karst of another article; "special" of "a special
    investigator" is no Special Bureau.
    """
    groups, mentions = near.groups, near.groups.mentions
    phrase = _words(mentions.words(nominal))[:-1]
    names, sites = near.elsewhere(key, mentions.article(nominal))
    own = _stems(word for name in _names_near(nominal, groups)
                 for word in _words(mentions.words(name)))
    fits = _stems(word for word in phrase if word not in _LIGHT) <= _stems(said) | sites \
        and _stems(_name_before(nominal, groups)) <= _stems(said) | names
    return fits and not own.isdisjoint(names)


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:_STEM] for word in words}


def _names_near(mention: int, groups: Groups) -> Iterator[int]:
    """Give the names around a mention, but its own."""
    mentions = groups.mentions
    place = mentions.cite(mention)
    for one in mentions.within(mentions.article(mention)):
        other = mentions.cite(one)
        near = other.start < place.end + _NEAR_CHARS and place.start - _NEAR_CHARS < other.end
        if one != mention and near and mentions.is_name(one) \
                and groups.number(one) != groups.number(mention):
            yield one


def _name_before(nominal: int, groups: Groups) -> list[str]:
    """Give the words of a name right before a phrase: "Veshkari" of "a Veshkari attaché"."""
    mentions, place = groups.mentions, groups.mentions.cite(nominal)
    for one in mentions.within(mentions.article(nominal)):
        other = mentions.cite(one)
        if other.end + 1 == place.start and mentions.is_name(one):
            return _words(other.words)
    return []
