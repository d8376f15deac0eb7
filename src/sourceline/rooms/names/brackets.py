"""Short forms in brackets: "Council of Port Workers (CPW)", "CPW (Council of Port Workers)".

In: the text and the mentions of one article in order. Out: which later mention stands for which
earlier one. Letters that cannot be read off the name are believed of a body where they are no
place's and no other body's: names are translated, their short forms often not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.lexicon.body_short import body_forms
from sourceline.record.cite import Because
from sourceline.record.entity import Mention
from sourceline.rooms.names.words import name_words
from sourceline.text.names import fold_name, initials_fit, is_acronym, stands_for

VERSION = "2"
# "(XYZ)" stands right after the name: nothing but a space, a bracket and a quotation mark between.
MAX_BRACKET_GAP_CHARS = 4
MAX_BRACKET_CHARS = 40
MAX_NAME_CHARS = 120
# Two letters in a bracket are as often a state, a party or a country.
MIN_FOREIGN_LETTERS = 3
_BODIES = ("organization", "other", "facility")


@dataclass(frozen=True)
class Same:
    """A mention stands for an earlier one, because."""

    later: str
    earlier: str
    because: Because


def said_same(earlier: Mention, later: Mention, rule: str, sentence: str) -> Same:
    """Say that a mention stands for an earlier one, with both places."""
    return Same(later.id, earlier.id, Because(rule=rule, version=VERSION, sentence=sentence,
                                              cites=(earlier.cite, later.cite)))


def find_brackets(text: str, mentions: Sequence[Mention]) -> list[Same]:
    """Join "(XYZ)", "(XYZ/ABC)", "(XYZ or ABC)" to the name right before the bracket.

    A name in the bracket after its own short form is joined to it.
    """
    found: list[Same] = []
    for at, full in enumerate(mentions):
        inside = _in_bracket(text, full, mentions[at + 1:at + 5])
        if inside and _may_shorten(full, inside):
            found += [said_same(full, short, "names.bracket",
                                "the bracket after the name gives its short form")
                      for short in inside]
        elif inside and _is_foreign(full, inside, mentions):
            found += [said_same(full, short, "names.bracket",
                                "the bracket after the name gives a short form in other letters")
                      for short in inside]
        elif at + 1 < len(mentions) and _is_explained(text, full, mentions[at + 1]):
            found.append(said_same(full, mentions[at + 1], "names.bracket",
                                   "the bracket after the short form gives the name"))
    return found


def _in_bracket(text: str, full: Mention, after: Sequence[Mention]) -> list[Mention]:
    """Collect the acronyms in the bracket right after a name; [] when it holds anything else."""
    opening, closing = _bracket(text, full, MAX_BRACKET_CHARS)
    if closing < 0:
        return []
    inside = [short for short in after if opening < short.cite.start < closing]
    rest = text[opening + 1:closing]
    for short in inside:
        rest = rest.replace(short.cite.words, " ", 1)
    plain = [word for word in rest.replace("/", " ").replace("-", " ").split()
             if word.strip("“”\"',‘’;")]
    if any(word.strip(",") not in ("or", "and", "also", "the") for word in plain):
        return []
    return inside if all(is_acronym(short.cite.words) for short in inside) else []


def _bracket(text: str, name: Mention, most: int) -> tuple[int, int]:
    """Give the places of the bracket right after a name; the second is -1 without one."""
    opening = text.find("(", name.cite.end, name.cite.end + MAX_BRACKET_GAP_CHARS)
    closing = text.find(")", opening, opening + most) if opening >= 0 else -1
    if closing >= 0 and text[name.cite.end:opening].strip(" ”\"’'"):
        return opening, -1
    return opening, closing


def _may_shorten(full: Mention, shorts: Sequence[Mention]) -> bool:
    """Tell whether at least one of the short forms can be read off the name."""
    if len(fold_name(full.cite.words).split()) < 2 or full.kind == "person":
        return False
    return any(stands_for(short.cite.words, full.cite.words) for short in shorts)


def _is_foreign(full: Mention, shorts: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """Tell short forms of a body in another language: "Harbour Workers' Party (PTP)"."""
    if full.kind != "organization" or " " not in full.cite.words or is_acronym(full.cite.words):
        return False
    bodies = {one.cite.words for one in mentions if one.kind in _BODIES and " " in one.cite.words}
    return not any(_is_others(short, full, bodies) for short in shorts)


def _is_others(short: Mention, full: Mention, bodies: set[str]) -> bool:
    """Tell letters that are a place's, a well-known body's, or another body's of the article."""
    words = short.cite.words
    letters = sum(sign.isalpha() for sign in words)
    if short.kind != "organization" or letters < MIN_FOREIGN_LETTERS:
        return True
    known = body_forms().get(words)
    if known is not None or words in name_words().known:
        return fold_name(known or "") != fold_name(full.cite.words)
    return any(initials_fit(words, body) for body in bodies)


def _is_explained(text: str, short: Mention, full: Mention) -> bool:
    """Tell "CPW (Council of Port Workers)"."""
    opening, closing = _bracket(text, short, MAX_NAME_CHARS)
    if closing < 0 or not is_acronym(short.cite.words) or full.kind == "person":
        return False
    around = text[opening + 1:full.cite.start] + text[full.cite.end:closing]
    alone = opening < full.cite.start < closing and around.strip(" “”\"‘’'") in ("", "the")
    return alone and " " in full.cite.words and stands_for(short.cite.words, full.cite.words)
