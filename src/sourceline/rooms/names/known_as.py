"""Other names that a sentence gives: "Tomas Valen, known as Abu Karim", "the League, or ORL".

In: the text and the mentions of one article in order. Out: which later mention is another name of
the one before it. Only words of naming may stand between the two.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sourceline.record.entity import Mention
from sourceline.rooms.names.brackets import Same, said_same
from sourceline.text.names import fold_name, is_acronym, stands_for

# "who is better known to his men as": a phrase, not a sentence.
_MAX_BETWEEN_CHARS = 90
_OPEN = r"(?:the )?[“\"‘']?$"
_HOW = r"(?:also |better |best |widely |commonly |popularly |locally |otherwise |formerly )?"
_PHRASE = r"(?:(?:a|an|the|who|which|one)(?: [a-z’'-]+){0,6}? )?"
_KNOWN = re.compile(
    # "An agreement with the League known as …" says another name of the agreement.
    rf"^[”\"’']?\s?(?:[,(]\s?|(?:is|was|are|were) (?=[a-z]{{0,10}} ?known)){_PHRASE}"
    rf"{_HOW}known (?:to [a-z]+(?: [a-z]+)? )?"
    rf"(?:simply |only |variously )?(?:as|by (?:his|her|its|their|the) [a-z -]{{3,30}}) {_OPEN}")
_ALIAS = re.compile(
    rf"^[”\"’']?\s?[,(]?\s?(?:or )?(?:aka|a\.k\.a\.|alias|also called|nom de guerre:?"
    rf"|(?:his|her) (?:nom de guerre|real name|alias)(?: is| was)?|whose (?:real name|nom de guerre"
    rf"|birth name) (?:is|was)|formerly(?: called| named)?|previously called|n[eé]e) {_OPEN}")
_OR = re.compile(r"^[”\"’']?, or (?:the |simply )?[“\"‘']?$")
_WHY = "the sentence says that this is another name of it"


def find_also_known(text: str, mentions: Sequence[Mention]) -> list[Same]:
    """Join a name to the one before it that the sentence says it is another name of."""
    found: list[Same] = []
    for name, other in pairwise(mentions):
        between = text[name.cite.end:other.cite.start]
        if len(between) > _MAX_BETWEEN_CHARS or "\n" in between or not _alike(name, other):
            continue
        letters = _OR.match(between) and is_acronym(other.cite.words) \
            and stands_for(other.cite.words, name.cite.words)
        if letters or _KNOWN.match(between) or _ALIAS.match(between):
            found.append(said_same(name, other, "names.known_as", _WHY))
    return [*found, *_again(mentions, found)]


def _again(mentions: Sequence[Mention], said: Sequence[Same]) -> Iterator[Same]:
    """Take the other name for the same thing wherever it comes again."""
    by_id = {one.id: one for one in mentions}
    names = {fold_name(by_id[link.later].cite.words): link for link in reversed(said)}
    for one in mentions if names else ():
        link = names.get(fold_name(one.cite.words))
        if link is not None and one.form == "name" \
                and by_id[link.later].cite.start < one.cite.start:
            yield Same(one.id, link.earlier, link.because)


def _alike(name: Mention, other: Mention) -> bool:
    """Tell two names of persons, or two of bodies; an open kind may be either."""
    if name.form != "name" or other.form != "name" or name.cite.words == other.cite.words:
        return False
    kinds = {name.kind, other.kind} - {"other"}
    return len(kinds) == 1 and kinds <= {"person", "organization", "facility"}
