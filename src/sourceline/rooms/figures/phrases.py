"""The words of what is counted, and what happened to them, around a number.

In: the tokens of a sentence and the place of a number among them. Out: spans of tokens and
outcomes. Everything is read from the words beside the number; nothing crosses a sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourceline.rooms.figures.lexicon import is_plural, lexicon, unit_of
from sourceline.text.number_words import Token

# A head noun farther away is rarely the one that is counted; chosen on dev articles.
_PHRASE_WORDS = 6
_LOOK_RIGHT, _LOOK_LEFT = 8, 4

_CARRIERS = frozenset((
    "were", "was", "are", "is", "have", "has", "had", "been", "being", "be", "who", "that", "also",
    "later", "feared", "believed", "to", "confirmed", "left", "could", "would", "may", "might",
    "will", "known", "either", "or", "already", "still", "then", "thought", "presumed", "shot",
    "said", "reported", "found", "listed", "remain", "remained", "remains", "got", "themselves",
    "so", "far", "now", "since", "yet",
))
_PASSIVE = frozenset(("been", "were", "was", "are", "is", "being", "be", "left", "feared", "got"))
# Forms that need no object: whoever stands before them is the one it happened to.
_ALONE = frozenset((
    "dead", "died", "die", "dying", "missing", "fled", "flee", "fleeing", "perished", "homeless",
    "disappeared", "unaccounted", "in custody", "behind bars", "tested positive", "attended",
    "participated", "took part", "gathered", "marched", "rallied", "protested", "turned out",
    "slain", "hurt",
))
_ASIDES = frozenset(("including", "among", "mostly", "most", "some", "many", "mainly", "largely"))
_OBJECT_STARTS = frozenset(("a", "an", "the", "their", "his", "her", "its", "him", "them"))
_SKIP_LEFT = frozenset(("of", "the", "a", "an", "another", "some", "up", "to", "as", "at", "least",
                        "many", "further", "also", "by", "well", "all", "these", "those"))
_OF_NOUNS = frozenset(("deaths", "death", "killing", "killings", "execution", "executions",
                       "massacre", "arrest", "arrests", "detention", "murder", "murders", "toll",
                       "slaughter", "kidnapping", "expulsion", "deportation", "release",
                       "prosecution", "attendance", "turnout", "lives"))


@dataclass(frozen=True)
class Phrase:
    """The counted words `first:last` (half-open, tokens), the noun at their head, its unit."""

    first: int
    last: int
    head: str
    unit: str


def phrase_after(tokens: Sequence[Token], at: int, words: Sequence[str]) -> Phrase | None:
    """Read the plural noun phrase that begins at a token ("of the peaceful protesters")."""
    first = at
    while first < len(tokens) and tokens[first].low in ("of", "the", "these", "those", "his", "her",
                                                        "their", "its", "our"):
        first += 1
    plural = _head(tokens, first)
    if plural is None:
        return None
    last = _with_and(tokens, plural + 1)
    head = words[plural]
    return Phrase(first, last, head, unit_of(head))


def _head(tokens: Sequence[Token], first: int) -> int | None:
    """Find the plural noun at the head of a phrase: the first, or the last of several in a row."""
    seen = 0
    at = first
    while at < len(tokens) and seen < _PHRASE_WORDS:
        token = tokens[at]
        if token.kind == "word":
            seen += 1
            stopped = token.low in lexicon().stops and not _carries_on(tokens, at, first)
            if stopped or (token.low in lexicon().outcome_of and not is_plural(token.low)):
                return None
            if is_plural(token.low):
                while _goes_on(tokens, at):
                    at += 1
                return at
        elif not _inside_a_phrase(tokens, at):
            return None
        at += 1
    return None


def _carries_on(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether a stop word may stand inside: "more", or "and" between two adjectives."""
    return tokens[at].low in ("more", "other") or (tokens[at].low in ("and", "or") and at > first)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return False
    after = tokens[at + 1].low
    return (is_plural(after) and after not in lexicon().stops
            and after not in lexicon().outcome_of)


def _inside_a_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a mark may stand inside counted words: a hyphen, a quotation mark, "U.S."."""
    low = tokens[at].low
    if low in ("-", "‘", "“", "”", "’", "\"", "'", "/"):
        return True
    short = tokens[at - 1].kind == "word" and len(tokens[at - 1].low) <= 2
    return low == "." and short and tokens[at - 1].end == tokens[at].start


def _with_and(tokens: Sequence[Token], last: int) -> int:
    """Take "and innocent bystanders" along where persons stand on both sides."""
    if last >= len(tokens) or tokens[last].low != "and":
        return last
    if unit_of(tokens[last - 1].low) != "person":
        return last
    for width in (2, 3):
        end = last + width
        if end > len(tokens) or any(t.kind != "word" for t in tokens[last:end]):
            return last
        low = tokens[end - 1].low
        if low in lexicon().stops:
            return last
        if is_plural(low):
            return end if unit_of(low) == "person" and low not in lexicon().outcome_of else last
    return last


def outcome_after(tokens: Sequence[Token], at: int) -> str:
    """Tell what happened to those counted, from the words after them ("were killed", "dead")."""
    passive = False
    at = _after_aside(tokens, at)
    for step in range(_LOOK_RIGHT):
        here = at + step
        if here >= len(tokens) or tokens[here].kind != "word":
            return ""
        low = tokens[here].low
        form = _form(tokens, here)
        if form and (passive or form in _ALONE or not _takes_object(tokens, here + 1)):
            return lexicon().outcome_of[form]
        if form and low not in _CARRIERS:
            return ""
        if low not in _CARRIERS and not low.endswith("ly"):
            return ""
        passive = passive or low in _PASSIVE
    return ""


def _after_aside(tokens: Sequence[Token], at: int) -> int:
    """Step over ", including three children,": what follows is said of the whole."""
    if at + 1 >= len(tokens) or tokens[at].low != "," or tokens[at + 1].low not in _ASIDES:
        return at
    ends = (here for here in range(at + 2, min(at + 11, len(tokens))) if tokens[here].low == ",")
    return next(ends, at - 1) + 1


def _form(tokens: Sequence[Token], at: int) -> str:
    """Give the outcome form that stands at a token, of several words before one."""
    table = lexicon().outcome_of
    for width in (3, 2):
        said = " ".join(token.low for token in tokens[at:at + width])
        if said in table and " " in said:
            return said
    low = tokens[at].low
    active = low.endswith(("ing", "ings", "kill", "kills")) and low not in _ALONE
    return low if low in table and not active else ""


def _takes_object(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a verb is followed by an object, so that what stands before it is its subject."""
    for here in range(at, min(at + 4, len(tokens))):
        token = tokens[here]
        if here == at and (token.kind == "num" or token.low in _OBJECT_STARTS):
            return True
        if token.kind != "word" or token.low in lexicon().stops:
            return False
        if is_plural(token.low) and token.low not in ("following", "days", "hours"):
            return True
    return False


def outcome_before(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Tell what happened from the verb or noun before a number ("killing at least")."""
    for step in range(1, _LOOK_LEFT + 1):
        here = at - step
        if here < 0 or tokens[here].kind != "word":
            return None
        low = tokens[here].low
        if low in lexicon().outcome_of:
            of = any(tokens[k].low == "of" for k in range(here + 1, at))
            noun = low in _OF_NOUNS and not low.endswith("ed")
            if of != noun and low not in ("killing", "execution", "lives"):
                return None
            if step > 1 and not of and tokens[here + 1].low in ("at", "by", "to", "of"):
                return None
            return lexicon().outcome_of[low], here
        if low not in _SKIP_LEFT:
            return None
    return None


_MOUNTS = frozenset((
    "rose", "risen", "rises", "climbed", "climbs", "mounted", "stands", "stood", "reached",
    "reaches", "hit", "passed", "grew", "grown", "jumped", "increased", "fell", "dropped", "is",
    "was", "were", "estimated", "put", "at", "to", "has", "had", "have", "now", "been", "be",
    "from", "could", "overall", "total", "about", "around", "nearly", "topped", "than", "more",
    "exceeded", "numbered", "number",
    "by", "as", "high", "over", "officially", "soared", "surpassed", "of", "totaled", "totalled",
))
_NO_COUNT = frozenset(("is", "was", "were", "be", "been", "has", "had", "have", "at", "to", "by",
                       "as", "about", "around", "nearly", "over", "now", "of", "than", "more",
                       "total"))
_PASSES = frozenset(("topped", "exceeded", "exceeds", "exceed", "surpassed"))
_TOLLS = {"toll": "killed", "deaths": "killed", "fatalities": "killed", "casualties": "",
          "participation": "participated", "attendance": "participated",
          "turnout": "participated", "arrests": "arrested", "injuries": "injured",
          "detentions": "detained", "executions": "executed", "killings": "killed",
          "dead": "killed", "wounded": "injured", "injured": "injured", "missing": "missing",
          "displaced": "displaced", "homeless": "displaced"}
_NAMED = frozenset(("dead", "wounded", "injured", "missing", "displaced", "homeless"))


def toll_before(tokens: Sequence[Token], at: int) -> tuple[int, int, str] | None:
    """Find the noun a number is reported for: "the death toll mounted to", "attendance was".

    The verb may be the word that bounds the number ("arrests topped 2,000").
    """
    verb = counts = at < len(tokens) and tokens[at].low in _PASSES
    for here in range(at - 1, max(-1, at - 12), -1):
        token = tokens[here]
        if token.kind != "word":
            return None
        if token.low in _NAMED and (not counts or tokens[here - 1].low not in ("the", "of")):
            return None  # "the dead were under 18", "four dead and 12 to 14 hurt"
        if token.low in _TOLLS:
            first = here - 1 if here and tokens[here - 1].low in ("death", "overall") else here
            return (first, here + 1, _TOLLS[token.low]) if verb else None
        if token.low not in _MOUNTS and not token.low.endswith("ly"):
            return None
        verb = True
        counts = counts or token.low not in _NO_COUNT
    return None


def measure_before(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb gives a "number of …" the value after "at": no time, no age."""
    near = [token.low for token in tokens[max(0, at - 14):at]]
    named = any(one in _MEASURES and two == "of" for one, two in pairwise(near))
    return named and not _GIVE_VALUE.isdisjoint(near)


_MEASURES = frozenset(("number", "figure", "total", "tally", "count", "list"))
_GIVE_VALUE = frozenset(("put", "puts", "putting", "stands", "stood", "stand", "placed", "places",
                         "estimated", "estimates", "set", "sets", "remains", "remained"))
