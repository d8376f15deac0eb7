"""Short forms and what stands for what: the key a name has by itself, and what acronyms mean.

In: mentions of all articles. Out: plain keys, and for each acronym the names it is explained as.
With two explanations an acronym is told apart by what each article explains, and is a name of its
own elsewhere.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz

from sourceline.lexicon.body_short import body_forms, plain_words
from sourceline.lexicon.place_short import place_forms
from sourceline.record.cite import Because
from sourceline.record.entity import EntityKind, Mention
from sourceline.rooms.entities.keys import Groups, Key, Rule
from sourceline.rooms.entities.table import follow
from sourceline.text.names import fold_name, is_acronym, stands_for

VERSION = "3"
_SPELT = {"Mt": "Mount", "Mt.": "Mount", "St": "Saint", "St.": "Saint", "Ft.": "Fort",
          "Pt.": "Point"}
# Two explanations this alike (rapidfuzz token set ratio, 0 to 100) are wordings of one name: "State
# of Velm and Oste", "State in Velm and the Oste"; "People's Front" and "Peasants Fund" have 57.
_MIN_WORDING = 88
# A shared word of fewer letters, or a common one, says nothing.
_MIN_OWN_LETTERS = 6
_STEM = 5
_KNOWN = Rule("entities.known_short", VERSION, "the well-known short form of this name")

# What each acronym is explained as, and the first reason for each.
Explained: TypeAlias = dict[str, dict[Key, Because]]


@lru_cache(maxsize=1 << 16)
def plain_key(words: str, kind: EntityKind) -> Key:
    """Give the key a name has by itself; a government is kept apart from its place."""
    if kind == "government":
        return Key(_place_name(words), "government")
    if kind == "place":
        return Key(_place_name(words))
    first, _, rest = words.partition(" ")
    long = body_forms().get(first, place_forms().get(first, ""))
    if rest and long and kind == "organization":
        words = f"{long} {rest}"  # "UN Council" and "United Nations Council"
    return Key(fold_name(words))


def _place_name(said: str) -> str:
    """Give the folded name a place is listed under: "u.k." is the United Kingdom."""
    words = " ".join(said.split())
    first, _, rest = words.partition(" ")
    if rest and first.capitalize() in _SPELT:
        words = f"{_SPELT[first.capitalize()]} {rest}"
    forms = place_forms()
    spelt = (words, words.removesuffix("."), f"{words}.")
    return fold_name(next((forms[form] for form in spelt if form in forms), words))


def add_explained(ordered: Sequence[Mention], explained: Explained) -> None:
    """Add what one article says that acronyms stand for.

    Takes: the mentions of an article in order; articles come in their order, and the first that
    explains an acronym in a way is the one that is cited.
    """
    by_id = {mention.id: mention for mention in ordered}
    for mention in ordered:
        head = follow(mention, by_id)
        if head is mention or mention.because is None:
            continue
        short, full = mention, head
        if is_acronym(head.cite.words) and mention.because.rule == "names.bracket":
            short, full = head, mention  # "CPW (Council of Port Workers)"
        # "Known as Karim" says too little outside its article, "known as Abu Karim" enough.
        called = mention.because.rule == "names.known_as" and " " in mention.cite.words
        # "TRUMP" of a heading is a shouted last name.
        letters = is_acronym(short.cite.words) and full.kind != "person"
        if called or letters:
            explained.setdefault(fold_name(short.cite.words), {}).setdefault(
                plain_key(full.cite.words, full.kind), mention.because)


def join_wordings(explained: Explained, groups: Groups) -> None:
    """Take wordings of one name ("State of", "State in") with one short form for one name.

    `explained` keeps the first by alphabet of those it can be read off; names with another
    wording get its key. A name that does not give the letters ("Velm Guards (RGV)") is a wording
    where it shares the stem of a word with the one that does.
    """
    wordings: dict[Key, tuple[Key, Because]] = {}
    for acronym, meanings in sorted(explained.items()):
        first = min([one for one in meanings if stands_for(acronym, one.name)] or meanings)
        if len(meanings) > 1 and all(_is_wording(first.name, other.name) or (
                _is_akin(first.name, other.name) and not stands_for(acronym, other.name))
                for other in meanings):
            because = meanings[first]
            wordings |= {other: (first, because) for other in meanings if other != first}
            explained[acronym] = {first: because}
    for head in groups.mentions.heads() if wordings else ():
        joined = wordings.get(plain_key(groups.mentions.words(head), groups.mentions.kind(head)))
        if joined is not None:
            key, because = joined
            groups.say(head, key, Because(
                rule="entities.wording", version=VERSION,
                cites=(groups.mentions.cite(head), *because.cites),
                sentence="a wording of the same name with the same short form"))


def _is_wording(name: str, other: str) -> bool:
    """Tell two names with one short form that are alike, or share a word of their own."""
    own = {word for word in set(name.split()) & set(other.split())
           if len(word) >= _MIN_OWN_LETTERS and word not in plain_words()}
    return bool(own) or fuzz.token_set_ratio(name, other) >= _MIN_WORDING


def _is_akin(name: str, other: str) -> bool:
    """Tell "revolutionary guards" and "guard corps of the revolution": they share a stem."""
    stems = {word[:_STEM] for word in name.split() if len(word) >= _STEM}
    return not stems.isdisjoint(word[:_STEM] for word in other.split() if len(word) >= _STEM)


def expand(head: int, key: Key, explained: Explained, groups: Groups) -> None:
    """Take an acronym for the one name it is explained as; with two, for its own article's."""
    meanings = explained.get(key.name, {})
    if len(meanings) > 1:
        article = groups.mentions.article_of(head)
        own = {meaning: why for meaning, why in meanings.items()
               if why.cites and why.cites[0].article == article}
        if len(own) != 1:
            return groups.put(head, key)  # the short form itself, until somebody says which
        meanings = own
    words = groups.mentions.words(head)
    known = body_forms().get(words.replace(".", "").removeprefix("the "))
    if not meanings and known:
        return groups.join(head, Key(fold_name(known), key.family), _KNOWN, head)
    if not meanings:
        return groups.put(head, key)
    meaning, because = next(iter(meanings.items()))
    return groups.say(head, meaning, Because(
        rule="entities.acronym", version=VERSION,
        cites=(*because.cites, groups.mentions.cite(head)),
        sentence="the only name this short form is explained as",
    ))


def expand_word(acronym: str, explained: Explained) -> Key | None:
    """Give the one name an acronym is explained as, None where there is none or several."""
    meanings = explained.get(fold_name(acronym), {}) if is_acronym(acronym) else {}
    return next(iter(meanings)) if len(meanings) == 1 else None
