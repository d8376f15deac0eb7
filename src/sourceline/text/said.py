"""What is said: where the words after a cue verb begin and end.

In: a tagged sentence, a cue verb in it, lists of cues. Out: ranges of words with the rule that
found them. It looks for no speaker.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from sourceline.text.inflect import verb_forms
from sourceline.text.lines import Line
from sourceline.text.phrases import Range, phrase_after, prepositions_after
from sourceline.text.quotes import Quote

# A quotation this short beside no cue verb is a title, a nickname or a distancing mark.
_MIN_SPOKEN_WORDS = 4
# How many words may stand between a cue and what it introduces ("said in a letter on Monday that").
_MAX_GAP_WORDS = 16


@dataclass(frozen=True)
class CueLists:
    """Forms of cue verbs with their base, and sets of bases and nouns by class."""

    forms: Mapping[str, str]
    direct: Set[str]
    assertive: Set[str]
    bare: Set[str]
    opinion: Set[str]
    promise: Set[str]
    judgement: Set[str]
    nouns: Set[str]
    according: Sequence[tuple[str, ...]]
    publish: Set[str]
    published: Set[str]
    speakers: Set[str]
    intend: Set[str]
    light: Set[str]
    never_clause: Set[str]
    stances: Set[str]
    bases: Set[str]


def cue_lists(classes: Mapping[str, Sequence[str]]) -> CueLists:
    """Make cue lists from classes of base forms; a verb of two words keeps its particle.

    >>> cue_lists({"direct": ("say", "point out")}).forms["pointed out"]
    'point out'
    """
    verbs = ("direct", "assertive", "bare", "opinion", "promise", "judgement", "intend")
    forms: dict[str, str] = {}
    bases = [base for name in (*verbs, "publish") for base in classes.get(name, ())]
    for base in dict.fromkeys(bases):
        first, _, rest = base.partition(" ")
        for form, _ in verb_forms(first):
            forms.setdefault(f"{form} {rest}".strip(), base)
    sets = {name: frozenset(classes.get(name, ())) for name in
            (*verbs, "nouns", "publish", "published", "speakers", "light", "never_clause",
             "stances")}
    return CueLists(forms=forms, bases=frozenset(bases), according=tuple(
        tuple(phrase.split()) for phrase in classes.get("according", ())), **sets)


def clause_start(line: Line, at: int) -> int:
    """Give the first word of the stretch that ends at word `at`: after a stop, or the sentence."""
    tags = line.clause.tags
    for back in range(at - 1, -1, -1):
        if tags[back] == "stop":
            return back + 1
    return 0


def trim(line: Line, words: Range) -> Range | None:
    """Drop commas, stops and lone quotation marks at the edges; keep a balanced quotation whole."""
    tags = line.clause.tags
    start, end = words
    while start < end and (tags[start] in ("comma", "stop", "and") or (
            tags[start] == "quote" and _lone(line, start, end))):
        start += 1
    while end > start and (tags[end - 1] in ("comma", "stop") or (
            tags[end - 1] == "quote" and _lone(line, start, end))):
        end -= 1
    return (start, end) if end > start else None


def _lone(line: Line, start: int, end: int) -> bool:
    quotes = sum(line.clause.tags[at] == "quote" and line.clause.low[at] not in ("'", "’")
                 for at in range(start, end))
    return quotes % 2 == 1


def content_after(line: Line, at: int, base: str, cues: CueLists) -> tuple[Range, str] | None:
    """Find what is said after the cue verb at word `at`, and the rule that says so."""
    low, tags = line.clause.low, line.clause.tags
    limit = min(len(low), at + 1 + _MAX_GAP_WORDS)
    begin = at + (2 if " " in base else 1)
    for here in range(begin, limit):
        if tags[here] == "that" and base in cues.assertive | cues.opinion | cues.bare:
            return _upto(line, here, "that_clause")
        if low[here] == ":" and base in cues.direct:
            return _upto(line, here + 1, "colon")
        if tags[here] == "quote" and base in cues.direct | cues.judgement:
            return _quotation(line, begin, here, base, cues)
        if tags[here] in ("verb", "stop", "be", "modal", "have", "do", "sub", "wh"):
            break
        if tags[here] == "ing" and cues.forms.get(low[here]):
            break
    return _bare_content(line, begin, base, cues)


def _quotation(line: Line, begin: int, here: int, base: str,
               cues: CueLists) -> tuple[Range, str] | None:
    """Read a quotation after a cue: right there, after an addressee, or inside what is judged."""
    low, tags = line.clause.low, line.clause.tags
    plain = low[here - 1] in (",", ":") or all(
        tags[at] in ("adv", "comma", "prep") for at in range(begin, here))
    addressed = base in ("tell", "ask", "remind", "warn", "assure")
    if base in cues.direct and (plain or addressed):
        return _upto(line, here, "quotation")
    if base in cues.judgement:
        return _upto(line, begin, "judged_object")
    return None


def _upto(line: Line, begin: int, rule: str) -> tuple[Range, str] | None:
    """Take the content up to the end of the sentence or a cut that ends it."""
    low, tags = line.clause.low, line.clause.tags
    end = len(low)
    for here in range(begin + 1, len(low)):
        if low[here] in (";", "--", "—") or (low[here] == "according" and low[here - 1] == ","):
            end = here
            break
        if low[here] in ("while", "but", "although", "though") and \
                tags[here - 1] in ("comma", "quote") and here > begin + 1:
            end = here
            break
        if tags[here] == "stop" and low[here] in (".", "?", "!") and here > begin + 1:
            end = here + 1
    content = trim(line, (begin, end))
    return None if content is None else (content, rule)


# "denied taking part", "admitted having seen it".
_OF_DOING = frozenset(("deny", "admit", "acknowledge", "confess"))


def _bare_content(line: Line, begin: int, base: str, cues: CueLists) -> tuple[Range, str] | None:
    """Read a clause without "that", a to-clause or a judged object."""
    low, tags = line.clause.low, line.clause.tags
    if begin < len(low) and low[begin] == "to" and base in cues.promise:
        return _upto(line, begin, "to_clause")
    here = begin
    while here < len(tags) and tags[here] == "adv":
        here += 1
    if base in _OF_DOING and here < len(low) and low[here].endswith("ing") \
            and tags[here] in ("ing", "have", "be"):
        return _upto(line, here, "judged_object")
    phrase = phrase_after(line.clause, here)
    if phrase is None:
        return None
    chain = prepositions_after(line.clause, phrase[1])
    after = chain[-1][1][1] if chain else phrase[1]
    while after < len(tags) and tags[after] in ("adv", "comma") and after < phrase[1] + 2:
        after += 1
    verb_follows = any(end < len(tags) and tags[end] in ("verb", "be", "have", "modal", "do")
                       and low[end + 1:end + 2] != ("by",) for end in (phrase[1], after))
    if base in cues.bare and verb_follows:
        return _upto(line, here, "bare_clause")
    if base in cues.promise and phrase[1] < len(low) and low[phrase[1]] == "to":
        return _upto(line, here, "to_clause")
    if base in cues.judgement and not verb_follows:
        return _upto(line, here, "judged_object")
    return None


def is_spoken(text: str, quote: Quote) -> bool:
    """Tell speech from titles, nicknames and scare quotes by length and ending.

    >>> is_spoken('the "moderate" wing', Quote(4, 14, 5, 13))
    False
    """
    inner = text[quote.inner_start:quote.inner_end].strip()
    words = inner.split()
    if len(words) < _MIN_SPOKEN_WORDS:
        return bool(inner) and inner[-1] in ",.?!" and len(words) > 1
    capitals = sum(word[:1].isupper() for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words)
    return not (inner[-1] not in ".,?!" and long > 1 and capitals == long)
