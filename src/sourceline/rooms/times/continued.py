"""Times that go on from one named before: "in March 2018 … And in June", "that year, in June".

In: a sense, the words before it, the expressions made so far. Out: the sense, hung on the dated
expression where the words join the two. A bare month in a sentence of its own ("In June, …") is
left to the publication: news of this year reads the same.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sourceline.record.when import TimeExpression
from sourceline.rooms.times.sense import Sense, changed

# The dated expression lies at most this far back: in the same sentence or the one before.
_MAX_GAP_CHARS = 250
_JOINED = re.compile(r"\b(?:and|then|before|but)\b[^.;:]{0,80}$", re.IGNORECASE)
# "arrested in March 2018, tried in June and freed in September": one list of what befell somebody.
_LISTED = re.compile(r", (?!said|told|not )(?:[a-z]+ly )?[a-z]+(?:ed|wn|ght|ld|eld|t) "
                     r"(?:[a-z]+ ){0,2}?in ")
_OPENED = re.compile(r"(?:And|Then|But)(?:,? (?:again )?(?:in|on|by|during))? ?"
                     r"(?:early |late |mid-?)?$")
# "the March 2018 attack" names an attack; "in March 2018" says when the story stands.
_SAYS_WHEN = re.compile(r"\b(?:in|on|since|from|until|by|during)(?: (?:early|late|mid))?[ -]$",
                        re.IGNORECASE)


def go_on(sense: Sense, start: int, words: str, sentence_start: int,
          made: Sequence[TimeExpression]) -> Sense:
    """Hang a bare month on the dated one before it that it goes on from.

    >>> go_on(Sense("DATE"), 0, "", 0, ()).relative is None
    True
    """
    relative = sense.relative
    year = _year_of_clause(sense, start, words, sentence_start, made)
    if year is not None:
        return year
    if relative is None or relative.month is None or relative.amount is not None \
            or relative.direction == "future" or relative.anchor != "publication" or not made:
        return sense
    other = made[-1]
    if start - other.cite.end > _MAX_GAP_CHARS or not _dates(other, made, words):
        return sense
    if other.cite.start >= sentence_start:
        between = words[other.cite.end:start]
        joined = bool(_JOINED.search(between) or _LISTED.fullmatch(between))
    else:
        joined = _OPENED.fullmatch(words[sentence_start:start]) is not None
    if not joined:
        return sense
    root = other.relative.anchor if other.relative is not None else other.id
    return replace(sense, relative=changed(relative, anchor=root, direction="future"))


def _dates(other: TimeExpression, made: Sequence[TimeExpression], words: str) -> bool:
    """Tell whether an expression says when something was by a month whose year is known."""
    hung = other.relative is not None and other.relative.month is not None and any(
        one.id == other.relative.anchor for one in made)
    named = other.when is not None and other.when.precision in ("day", "month")
    return (named or hung) and _SAYS_WHEN.search(
        words, max(0, other.cite.start - 20), other.cite.start) is not None


# "The following year was marked, in November, by"; "in 2019 … in November".
_OF_YEAR = re.compile(r"\b(?:in|during|throughout) (?:early |late )?$|^$", re.IGNORECASE)
_FRESH = re.compile(r"[;:“”\"]")


def _year_of_clause(sense: Sense, start: int, words: str, sentence_start: int,
                    made: Sequence[TimeExpression]) -> Sense | None:
    """Hang a bare month on the year its own clause is about, and an anniversary on its day."""
    relative = sense.relative
    if relative is None or not made or made[-1].cite.start < sentence_start:
        return None
    other = made[-1]
    between = words[other.cite.end:start]
    if _is_anniversary(sense):
        dated = other.kind == "DATE" and other.modifier == "" and not _FRESH.search(between)
        return replace(sense, relative=changed(relative, anchor=other.id)) if dated else None
    bare = relative.month is not None and relative.day is None and relative.amount is None
    if not bare or relative.direction == "future" or _FRESH.search(between):
        return None
    opens = other.cite.words.lower().startswith(("the following", "that", "the next", "the same"))
    hung = other.relative is not None and other.relative.unit == "year" and \
        other.relative.month is None and other.relative.direction == "near" and opens
    if not hung:
        return None
    return replace(sense, relative=changed(relative, anchor=other.id, unit="year", amount=0))


def _is_anniversary(sense: Sense) -> bool:
    """Tell a whole number of years counted in months, which only an anniversary is."""
    relative = sense.relative
    return relative is not None and relative.unit == "month" and relative.month is None and \
        relative.direction == "past" and (relative.amount or 1) % 12 == 0
