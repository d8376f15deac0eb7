"""What one article calls each of its names: "the diplomat", "a militia", "the ministry".

In: lines with syntax, mentions, descriptions, titles. Out: for each noun the names called so, with
the place that says it. A name's own head word counts: the Ministry of Trade is a ministry.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sourceline.lexicon.role_nouns import held_words
from sourceline.record.cite import Cite
from sourceline.record.entity import Description, Mention
from sourceline.rooms.names.lines import Line, with_mentions
from sourceline.rooms.names.trees import SUBJECTS, Tree
from sourceline.rooms.names.words import NameWords

_ENDS = frozenset(("of", "at", "in", "for", "who", "with", "to", "by", "that", "which", "on"))
_BODIES = ("organization", "government", "facility")
_MAX_NOUNS = 8


class Called(NamedTuple):
    """The name `key` is called by a noun; `words` are the words around the noun in lower case."""

    key: str
    cite: Cite
    words: frozenset[str]


def nouns_called(
    lines: Sequence[Line], mentions: Sequence[Mention], descriptions: Sequence[Description],
    roots: Mapping[str, str], titles: Mapping[str, str], words: NameWords,
) -> dict[str, list[Called]]:
    """Collect which name is called by which noun (lower case, singular)."""
    called: dict[str, list[Called]] = {}
    by_id = {mention.id: mention for mention in mentions}
    for description in descriptions:
        phrase = held_words(description.cite.words.lower().split())
        near = _own_words(held_words(description.cite.words.split()))
        kind = by_id[description.mention].kind
        for noun in _head_nouns(phrase, words):
            if not _fits(noun, kind, words):
                continue
            called.setdefault(noun, []).append(
                Called(roots[description.mention], description.cite, near))
    for name, title in titles.items():
        low = title.lower().replace(".", "").split()
        if low and low[-1] in words.persons:
            called.setdefault(low[-1], []).append(
                Called(roots[name], by_id[name].cite, frozenset(low)))
    for mention in mentions:
        for noun in _own_nouns(mention, words):
            low = [part.lower() for part in mention.cite.words.split()]
            called.setdefault(noun, []).append(
                Called(roots[mention.id], mention.cite, frozenset(low)))
    for noun, of_kind, one in _by_syntax(lines, mentions, roots):
        if _fits(noun, of_kind, words):
            called.setdefault(noun, []).append(one)
    return called


def _fits(noun: str, kind: str, words: NameWords) -> bool:
    """Tell a noun for persons said of a person, a noun for bodies said of a body."""
    if kind == "person":
        return noun in words.persons
    return kind in _BODIES and (
        noun in words.bodies or noun.capitalize() in words.heads | words.facilities)


def _own_words(phrase: Sequence[str]) -> frozenset[str]:
    """Give the words that fit the one described, in lower case.

    The president of the "Syrian opposition" is not "the Syrian president": after a preposition a
    capitalised word belongs to another thing.
    """
    after = next((at for at, word in enumerate(phrase) if word in _ENDS), len(phrase))
    return frozenset(word.lower() for at, word in enumerate(phrase)
                     if at < after or word.islower())


def _head_nouns(phrase: Sequence[str], words: NameWords) -> list[str]:
    """Give the last noun of a description before its first preposition."""
    noun: list[str] = []
    for word in phrase[:_MAX_NOUNS]:
        if word in _ENDS:
            break
        if word in words.persons or word in words.bodies:
            noun = [word]
    return noun


def _own_nouns(mention: Mention, words: NameWords) -> Iterator[str]:
    """Give the head word of a body's name: "ministry" of "Ministry of Trade"."""
    parts = mention.cite.words.split()
    if mention.kind not in _BODIES or mention.form != "name" or len(parts) < 2:
        return
    if parts[-1] in words.suffixes:
        yield "company"
    elif parts[0] in words.opening and parts[1] in ("of", "for", "on"):
        yield parts[0].lower()
    elif parts[-1] in words.heads | words.facilities:
        yield parts[-1].lower()


def _by_syntax(lines: Sequence[Line], mentions: Sequence[Mention], roots: Mapping[str, str]
               ) -> Iterator[tuple[str, str, Called]]:
    """Give nouns in apposition to a name, and those a sentence says it is."""
    for line, here in with_mentions(lines, mentions):
        tree = Tree(line)
        for mention in here:
            if line.heading or not tree.parsed or mention.kind in ("place", "work"):
                continue
            inside = [place for place, word in enumerate(line.words)
                      if mention.cite.start <= word.start and word.end <= mention.cite.end]
            if not inside:
                continue
            head = tree.head_of(inside[0], inside[-1] + 1)
            for noun in _nouns_of(tree, head):
                word = line.words[noun]
                low = frozenset(line.words[one].text.lower()
                                for one in (noun, *tree.children[noun]))
                yield word.lemma.lower(), mention.kind, Called(roots[mention.id], mention.cite, low)


def _nouns_of(tree: Tree, head: int) -> Iterator[int]:
    row = tree.row
    below = [one for one in tree.children[head] if row[one].relation == "appos"]
    above = tree.head(head)
    if above is not None and row[head].relation == "appos":
        below.append(above)
    if above is not None and row[head].relation in SUBJECTS and row[above].pos == "NOUN" \
            and tree.child(above, "cop") is not None and tree.child(above, "case") is None:
        below.append(above)
    yield from (one for one in below if row[one].pos == "NOUN")
