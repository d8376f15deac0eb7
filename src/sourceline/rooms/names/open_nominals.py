"""Noun phrases that speak of one person whom this article does not name: "a hotel clerk".

In: lines with syntax and the mentions of one article. Out: the mentions with such phrases among
them. They stand for nothing here; over the collection the room `entities` may know who is meant.
Left out: phrases that say hardly anything ("an official"), those who speak without a name, several
people, and "another one".
"""

from collections.abc import Sequence

from sourceline.lexicon.role_nouns import role_list
from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention
from sourceline.rooms.names.kind_words import SPEAKS
from sourceline.rooms.names.lines import Line, with_mentions
from sourceline.rooms.names.trees import (
    ARGUMENTS,
    SUBJECTS,
    Tree,
    describes,
    determiner_of,
    phrase_start,
)
from sourceline.rooms.names.words import NameWords

VERSION = "1"
_DEFINITE = frozenset(("the", "our", "its", "their", "this"))
_INDEFINITE = frozenset(("a", "an"))
# "Another diplomat", "a second attaché", "a former envoy" is no one of whom others were told.
_OTHER = frozenset(("another", "other", "second", "third", "fourth", "new", "next", "former", "ex",
                    "unnamed", "unidentified", "anonymous", "first", "future", "potential",
                    "would-be"))
_ONE = "speaks of one person whom this article does not name"


def add_open(text: Text, lines: Sequence[Line], mentions: list[Mention], words: NameWords
             ) -> list[Mention]:
    """Add the phrases that only other articles can explain; needs the reader's syntax."""
    found: list[Mention] = []
    for line, here in with_mentions(lines, mentions):
        tree = Tree(line)
        if line.heading or not tree.parsed:
            continue
        for at, word in enumerate(line.words):
            taken = any(one.cite.start < word.end and word.start < one.cite.end for one in here)
            rule = "" if taken else _speaks_of_one(tree, at, words)
            if rule:
                found.append(_open(text, phrase_start(tree, at, here), word.end, rule))
    return sorted([*mentions, *found], key=lambda mention: mention.cite.start)


def _speaks_of_one(tree: Tree, at: int, words: NameWords) -> str:
    """Give the rule by which a noun speaks of one person, "" where it does not."""
    row = tree.row
    noun = row[at].text.lower()
    if row[at].pos != "NOUN" or noun not in words.persons or noun in role_list("vague") \
            or row[at].lemma.lower() != noun or row[at].relation not in ARGUMENTS - {"appos"}:
        return ""
    determiner = determiner_of(tree, at)
    definite = determiner in _DEFINITE
    if not (definite or determiner in _INDEFINITE) or describes(tree, at):
        return ""
    if any(row[one].text.lower() in _OTHER for one in tree.children[at] if one < at) \
            or tree.child(at, "conj") is not None:
        return ""
    if definite:
        known = noun not in role_list("at_hand") and tree.is_bare(at)
        return "names.open_definite" if known else ""
    head = tree.head(at)
    speaks = head is not None and row[at].relation in SUBJECTS and row[head].lemma in SPEAKS
    # "A lawyer" who is somebody's or of somewhere needs a word before it that says which.
    plain = noun in role_list("at_hand") and not any(
        row[one].relation in ("compound", "amod") for one in tree.children[at])
    return "" if speaks or plain else "names.open"


def _open(text: Text, start: int, end: int, rule: str) -> Mention:
    place = cite(text.article, text.words, start, end)
    return Mention(id=make_id("m", text.article, start, end), cite=place, form="nominal",
                   kind="person", because=Because(rule=rule, version=VERSION, sentence=_ONE,
                                                  cites=(place,)))
