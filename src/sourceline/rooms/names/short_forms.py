"""Short forms of bodies inside one article: "the Council" after "Council of Port Workers".

In: lines and the mentions of one article, in order. Out: the mentions with "the Council" among
them where exactly one body of the article was named by that word before, and `same_as` on a
shorter name that one longer name of the article ends with ("Reform League" after "Ostmark Reform
League"). What could mean two bodies is left open.
"""

from collections.abc import Sequence
from functools import cache

import msgspec

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention
from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.words import NameWords
from sourceline.text.names import fold_name, is_acronym, tail_of

VERSION = "2"
_BODIES = ("organization", "government", "facility", "other")


def join_tails(mentions: list[Mention], words: NameWords) -> list[Mention]:
    """Join a body's shorter name to the only longer name of the article; a listed name is whole."""
    full: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind in _BODIES and mention.form == "name" and mention.same_as is None:
            full.setdefault(fold_name(mention.cite.words), mention)
    joined: dict[str, Mention] = {}
    for short, mention in full.items():
        if mention.cite.words in words.known or mention.cite.words in words.places \
                or mention.cite.words[0].islower():
            continue
        longer = [other for name, other in full.items()
                  if tail_of(short, name) or _is_last_word(mention, short, name, words)]
        if len(longer) == 1 and longer[0].cite.start < mention.cite.start:
            joined[short] = longer[0]
    return [mention if mention.same_as or fold_name(mention.cite.words) not in joined
            or mention.cite.start < joined[fold_name(mention.cite.words)].cite.start
            else _same(mention, joined[fold_name(mention.cite.words)])
            for mention in mentions]


def _is_last_word(mention: Mention, short: str, name: str, words: NameWords) -> bool:
    """Tell "Harriers" of "Velm Harriers": a lone word that is no common head of bodies."""
    plain = short in words.common or mention.cite.words in words.heads | words.opening
    return " " not in short and mention.kind == "organization" and len(short) > 3 \
        and not plain and name.endswith(f" {short}") and not is_acronym(mention.cite.words)


def _same(mention: Mention, earlier: Mention) -> Mention:
    return msgspec.structs.replace(
        mention, same_as=earlier.id, kind=earlier.kind,
        because=Because(rule="names.tail", version=VERSION, cites=(earlier.cite, mention.cite),
                        sentence="the only longer name of this article that ends with it"))


def find_short_forms(
    text: Text, lines: Sequence[Line], mentions: list[Mention], words: NameWords
) -> list[Mention]:
    """Add "the Council", "the Agency" where exactly one body was named so before."""
    named = _by_head(mentions, words)
    if not named:
        return mentions
    taken = [(mention.cite.start, mention.cite.end) for mention in mentions]
    starts = {place for start, end in taken for place in range(start, min(end, start + 200))}
    found: list[Mention] = []
    for line in lines:
        if line.heading:
            continue
        for at in range(1, len(line.words)):
            word = line.words[at]
            if word.text not in named or word.start in starts or not _alone(line.words, at):
                continue
            earlier = _only(named[word.text], word.start)
            if earlier is not None:
                found.append(_short(text, word, earlier))
    return sorted([*mentions, *found], key=lambda mention: mention.cite.start)


def _by_head(mentions: Sequence[Mention], words: NameWords) -> dict[str, list[Mention]]:
    """Collect the bodies of an article by the head words of their names."""
    named: dict[str, list[Mention]] = {}
    by_id = {mention.id: mention for mention in mentions}
    for mention in mentions:
        parts = mention.cite.words.split()
        if mention.kind not in _BODIES or mention.form != "name" or len(parts) < 2:
            continue
        head = by_id.get(mention.same_as or "", mention)
        joint = next((at for at, part in enumerate(parts) if part in ("of", "for", "on")), 0)
        before = parts[joint - 1] if joint else ""  # "Military Council for Renewal"
        for part in {parts[-1], before if before in words.opening else parts[-1]}:
            if part in _heads(words):
                named.setdefault(part, []).append(head)
    return named


@cache
def _heads(words: NameWords) -> frozenset[str]:
    return frozenset(words.heads | words.opening | _PAPERS) - _PLAIN


def _alone(row: tuple[Word, ...], at: int) -> bool:
    """Tell "the Council said" from "the Council of Velm" and "the Council House"."""
    if row[at - 1].text.lower() != "the" or is_acronym(row[at].text):
        return False
    after = row[at + 1] if at + 1 < len(row) else None
    return after is None or not (after.capital or after.text in ("of", "for", "on", "-", "and"))


def _only(named: Sequence[Mention], start: int) -> Mention | None:
    """Give the one body so named in the article, if it was named before this place."""
    distinct = {fold_name(mention.cite.words): mention for mention in reversed(named)}
    only = next(iter(distinct.values())) if len(distinct) == 1 else None
    return only if only is not None and only.cite.start < start else None


def _short(text: Text, word: Word, earlier: Mention) -> Mention:
    place = cite(text.article, text.words, word.start, word.end)
    return Mention(
        id=make_id("m", text.article, word.start, word.end), cite=place, form="name",
        kind=earlier.kind, same_as=earlier.id,
        because=Because(rule="names.short_form", version=VERSION, cites=(earlier.cite, place),
                        sentence="the only body of this article whose name has this head word"))


# What states sign goes by its head word too: "the Accord".
_PAPERS = frozenset(("Accord", "Accords", "Treaty", "Pact", "Compact", "Convention", "Protocol"))
# Capitalised without meaning a body named before.
_PLAIN = frozenset(("Americans", "Women", "Men", "Families", "Students", "Mothers", "Friends",
                    "Bar", "Voice", "Order", "Workers", "Citizens", "Lawyers", "Doctors"))
