"""Short forms and what stands for what: the key a name has by itself, and what acronyms mean.

In: mentions of all articles. Out: plain keys, heads of chains, and for each acronym the names it is
explained as. With two explanations an acronym is told apart by
what each article explains, and is a name of its own elsewhere.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from sourceline.lexicon.body_short import body_forms, plain_words
from sourceline.lexicon.place_short import place_forms
from sourceline.record.cite import Because
from sourceline.record.entity import Mention
from sourceline.rooms.entities.keys import Groups, Key
from sourceline.text.names import fold_name, is_acronym

VERSION = "2"
# How many steps a chain inside an article may have: nominal -> last name -> full name.
MAX_CHAIN = 6
_SPELT = {"Mt": "Mount", "Mt.": "Mount", "St": "Saint", "St.": "Saint", "Ft.": "Fort",
          "Pt.": "Point"}
# Two explanations this alike (rapidfuzz token set ratio, 0 to 100) are wordings of one name: "State
# of Velm and Oste", "State in Velm and the Oste"; "People's Front" and "Peasants Fund" have 57.
_MIN_WORDING = 88
# A shared word of fewer letters, or a common one, says nothing.
_MIN_OWN_LETTERS = 6


def follow(mention: Mention, by_id: Mapping[str, Mention]) -> Mention:
    """Follow `same_as` to the name it stands for."""
    head = mention
    for _ in range(MAX_CHAIN):
        earlier = by_id.get(head.same_as or "")
        if earlier is None or earlier.cite.start >= head.cite.start:
            break
        head = earlier
    return head


def plain_key(head: Mention) -> Key:
    """Give the key a name has by itself; a government is kept apart from its place."""
    if head.kind == "government":
        return Key(_place_name(head), "government")
    if head.kind == "place":
        return Key(_place_name(head))
    words = head.cite.words
    first, _, rest = words.partition(" ")
    long = body_forms().get(first, place_forms().get(first, ""))
    if rest and long and head.kind == "organization":
        words = f"{long} {rest}"  # "UN Council" and "United Nations Council"
    return Key(fold_name(words))


def _place_name(head: Mention) -> str:
    """Give the folded name a place is listed under: "u.k." is the United Kingdom."""
    words = " ".join(head.cite.words.split())
    first, _, rest = words.partition(" ")
    if rest and first in _SPELT:
        words = f"{_SPELT[first]} {rest}"
    return fold_name(place_forms().get(words, place_forms().get(words.removesuffix("."), words)))


def explained_acronyms(
    mentions: Sequence[Mention], by_id: Mapping[str, Mention]
) -> dict[str, dict[Key, Because]]:
    """Collect what the articles say each acronym stands for."""
    explained: dict[str, dict[Key, Because]] = defaultdict(dict)
    for mention in mentions:
        head = follow(mention, by_id)
        if head is not mention and is_acronym(mention.cite.words) and mention.because is not None:
            explained[fold_name(mention.cite.words)].setdefault(plain_key(head), mention.because)
    return explained


def join_wordings(explained: dict[str, dict[Key, Because]], heads: Sequence[Mention],
                  groups: Groups) -> None:
    """Take wordings of one name ("State of", "State in") with one short form for one name.

    `explained` keeps the first of them by alphabet; names with another wording get its key.
    """
    wordings: dict[Key, tuple[Key, Because]] = {}
    for acronym, meanings in sorted(explained.items()):
        first = min(meanings)
        if len(meanings) > 1 and all(_is_wording(first.name, other.name) for other in meanings):
            because = meanings[first]
            wordings |= {other: (first, because) for other in meanings if other != first}
            explained[acronym] = {first: because}
    for head in heads:
        joined = wordings.get(plain_key(head))
        if joined is not None:
            groups.key_of[head.id], because = joined
            groups.because[head.id] = Because(
                rule="entities.wording", version=VERSION, cites=(head.cite, *because.cites),
                sentence="a wording of the same name with the same short form")


def _is_wording(name: str, other: str) -> bool:
    """Tell two names with one short form that are alike, or share a word of their own."""
    own = {word for word in set(name.split()) & set(other.split())
           if len(word) >= _MIN_OWN_LETTERS and word not in plain_words()}
    return bool(own) or fuzz.token_set_ratio(name, other) >= _MIN_WORDING


def expand(
    head: Mention, key: Key, explained: Mapping[str, Mapping[Key, Because]], groups: Groups
) -> Key:
    """Take an acronym for the one name it is explained as; with two, for its own article's."""
    meanings = explained.get(key.name, {})
    if len(meanings) > 1:
        own = {meaning: why for meaning, why in meanings.items()
               if why.cites and why.cites[0].article == head.cite.article}
        if len(own) != 1:
            return key  # the short form itself, until somebody says which
        meanings = own
    known = body_forms().get(head.cite.words.replace(".", "").removeprefix("the "))
    if not meanings and known:
        groups.because[head.id] = Because(
            rule="entities.known_short", version=VERSION, cites=(head.cite,),
            sentence="the well-known short form of this name")
        return Key(fold_name(known), key.family)
    if not meanings:
        return key
    meaning, because = next(iter(meanings.items()))
    groups.because[head.id] = Because(
        rule="entities.acronym", version=VERSION, cites=(*because.cites, head.cite),
        sentence="the only name this short form is explained as",
    )
    return meaning


def expand_word(acronym: str, explained: Mapping[str, Mapping[Key, Because]]) -> Key | None:
    """Give the one name an acronym is explained as, None where there is none or several."""
    meanings = explained.get(fold_name(acronym), {}) if is_acronym(acronym) else {}
    return next(iter(meanings)) if len(meanings) == 1 else None
