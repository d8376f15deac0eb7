"""Definite descriptions such as "the diplomat" that can only mean one person of the article.

In: lines, mentions and descriptions. Out: the mentions with such nominals among them. Offices
that everyone has in mind ("the president") and common relations are left open.
"""

from collections.abc import Sequence

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Description, Mention
from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.words import NameWords

VERSION = "1"
_TOO_COMMON = frozenset((
    "president", "minister", "prime-minister", "leader", "official", "member", "king", "queen",
    "pope", "premier", "chancellor", "mayor", "governor", "head", "son", "daughter", "wife",
    "husband", "brother", "sister", "father", "mother", "friend", "critic", "speaker", "national",
    "citizen", "man", "woman", "victim", "resident", "chief", "secretary", "republican",
    "democrat", "conservative", "socialist", "judge", "suspect", "owner", "partner", "deputy",
    "candidate", "general", "director", "chairman", "spokesman", "spokeswoman", "voter", "guard",
    "star", "winner", "survivor", "worker", "student", "officer", "rival", "fighter", "soldier",
))


def find_nominals(
    text: Text, lines: Sequence[Line], mentions: list[Mention],
    descriptions: Sequence[Description], words: NameWords,
) -> list[Mention]:
    """Add "the diplomat" where exactly one person was called a diplomat before it."""
    called = _called(mentions, descriptions, words)
    if not called:
        return mentions
    taken = {mention.cite.start for mention in mentions}
    described = {
        place for one in descriptions
        for place in range(one.cite.start, min(one.cite.end, one.cite.start + 300))
    }
    found: list[Mention] = []
    for line in lines:
        for at in range(len(line.words) - 1):
            noun = line.words[at + 1].text
            if noun not in called or line.words[at].text.lower() != "the" or line.heading:
                continue
            start, end = line.words[at].start, line.words[at + 1].end
            if _followed(line.words, at + 2, taken) or start in described:
                continue
            earlier = _only(called[noun], start)
            if earlier is not None:
                found.append(_nominal(text, start, end, earlier, called[noun]))
    return sorted([*mentions, *found], key=lambda mention: mention.cite.start)


def _called(
    mentions: Sequence[Mention], descriptions: Sequence[Description], words: NameWords
) -> dict[str, list[tuple[Mention, Description]]]:
    """Collect which person is called by which noun."""
    by_id = {mention.id: mention for mention in mentions}
    called: dict[str, list[tuple[Mention, Description]]] = {}
    for description in descriptions:
        mention = by_id[description.mention]
        if mention.kind != "person":
            continue
        head = by_id.get(mention.same_as or "", mention)
        for noun in _nouns(description.cite.words, words):
            called.setdefault(noun, []).append((head, description))
    return called


def _nouns(phrase: str, words: NameWords) -> set[str]:
    """Give the nouns of a description before its first preposition."""
    nouns: set[str] = set()
    for word in phrase.split()[:8]:
        if word in ("of", "at", "in", "for", "who", "with", "to", "by"):
            break
        if word in words.persons and word not in _TOO_COMMON:
            nouns = {word}
    return nouns


def _only(called: list[tuple[Mention, Description]], start: int) -> Mention | None:
    """Give the one person so called, if all were called so before this place or it is one."""
    people = {mention.cite.words.rsplit(" ", 1)[-1]: mention for mention, _ in called}
    first = min(description.cite.start for _, description in called)
    return next(iter(people.values())) if len(people) == 1 and first < start else None


def _followed(row: tuple[Word, ...], at: int, taken: set[int]) -> bool:
    """Tell a noun that goes on: "the lawyer Ana Ito", "the diplomat of", "the guard tower"."""
    if at >= len(row):
        return False
    following = row[at]
    return (
        following.start in taken or following.capital or following.text in ("of", "for", "-", "and")
        or following.lemma in ("who",)
    )


def _nominal(
    text: Text, start: int, end: int, earlier: Mention,
    called: list[tuple[Mention, Description]],
) -> Mention:
    place = cite(text.article, text.words, start, end)
    because = Because(
        rule="names.nominal", version=VERSION, cites=(called[0][1].cite, place),
        sentence="the only person of this article who was called so",
    )
    return Mention(
        id=make_id("m", text.article, start, end), cite=place, form="nominal", kind=earlier.kind,
        same_as=earlier.id, because=because,
    )
