"""Who is reported to say what: source, cue and content as spans.

In: tagged sentences, quotations, lists of cues. Out: `Attribution` spans, in order of their cue.
It follows the word order of English news: cue before, after or inside what is said. It resolves
no speaker and judges no truth; what the order does not carry stays open.
"""

from dataclasses import dataclass
from typing import Literal

from sourceline.text.lines import Line
from sourceline.text.phrases import (
    Range,
    is_passive,
    phrase_after,
    prepositions_after,
    subject_of,
    verb_start,
)
from sourceline.text.said import CueLists, clause_start, content_after, trim

Span = tuple[int, int]
Form = Literal["direct", "indirect", "mixed", "narrated"]

_VERBAL = ("verb", "be", "have", "modal", "do")


@dataclass(frozen=True)
class Attribution:
    """One report of what someone says: spans of its parts, its form and the rule that found it."""

    line: int
    source: Span | None
    cue: Span | None
    content: Span
    form: Form
    rule: str


@dataclass(frozen=True)
class Parts:
    """Where source, cue verb and content stand in one line, as ranges of words."""

    source: Range | None
    cue: Range
    content: Range
    rule: str


def cue_base(line: Line, at: int, cues: CueLists) -> str:
    """Give the base form of the cue verb at word `at`, "" when it is none."""
    low, tags = line.clause.low, line.clause.tags
    base = cues.forms.get(low[at], "")
    if at + 1 < len(low) and f"{low[at]} {low[at + 1]}" in cues.forms:
        base = cues.forms[f"{low[at]} {low[at + 1]}"]
    if not base or tags[at] in ("adj", "gen", "name", "det", "prep"):
        return ""
    return base if tags[at] in ("verb", "ing") or _says(line, at) else ""


def _says(line: Line, at: int) -> bool:
    """Accept a cue the tagger took for a noun when a quotation or "that" follows a noun."""
    tags = line.clause.tags
    after = tags[at + 1] if at + 1 < len(tags) else ""
    before = tags[at - 1] if at else ""
    return after in ("that", "quote") and before in ("name", "pron")


def according_parts(line: Line, at: int, cues: CueLists) -> Parts | None:
    """Read "according to X, …" and "…, according to X"."""
    low, tags = line.clause.low, line.clause.tags
    for phrase in cues.according:
        end = at + len(phrase)
        if low[at:end] != phrase:
            continue
        source = source_after(line, end)
        if source is None:
            return None
        if at == 0 or (at == 1 and tags[0] == "quote"):
            begin = source[1]
            while begin < len(low) and tags[begin] in ("comma", "quote"):
                begin += 1
            content = trim(line, (begin, len(low)))
        else:
            content = trim(line, (clause_start(line, at), at))
        if content is None:
            return None
        return Parts(source, (at, end), content, "according_to")
    return None


def source_after(line: Line, at: int) -> Range | None:
    """Give the speaker phrase that begins at `at`, with its prepositional phrases and apposition.

    "said Ann Li, a judge in Ost." gives everything up to the stop.
    """
    first = phrase_after(line.clause, at)
    if first is None:
        return None
    end = first[1]
    chain = prepositions_after(line.clause, end)
    end = chain[-1][1][1] if chain else end
    low, tags = line.clause.low, line.clause.tags
    if end + 1 < len(low) and low[end] == "," and low[end + 1] in ("a", "an", "the", "one"):
        stop = end + 1
        while stop < len(low) and tags[stop] not in ("stop", "quote", *_VERBAL) \
                and low[stop] not in (",", "that"):
            stop += 1
        end = stop if stop == len(low) or tags[stop] not in _VERBAL else end
    return at, end


def _apposed(line: Line, subject: Range, limit: int) -> Range:
    """Add "…, a judge in Ost," to a phrase when the apposition ends before word `limit`."""
    low, tags = line.clause.low, line.clause.tags
    chain = prepositions_after(line.clause, subject[1])
    start = end = chain[-1][1][1] if chain and chain[-1][1][1] <= limit else subject[1]
    if start < limit and low[start] == ",":
        for at in range(start + 1, limit):
            if low[at] == ",":
                end = at
                break
            if tags[at] in _VERBAL:
                break
    return subject[0], end


def source_before(line: Line, verb: int) -> Range | None:
    """Give the speaker phrase before a cue verb, with all that hangs on it."""
    subject = subject_of(line.clause, verb)
    if subject is None:
        return None
    low, tags = line.clause.low, line.clause.tags
    end = verb_start(line.clause, verb)
    between = range(subject[1], end)
    if end - subject[0] > 30 or any(
            tags[at] in ("verb", "stop", "and") or low[at] in ("who", "that") for at in between):
        return _apposed(line, subject, end)
    while end > subject[1] and tags[end - 1] in ("comma", "adv", "to"):
        end -= 1
    return subject[0], end


# "said by telephone" is no passive.
_MEANS = tuple((word,) for word in ("telephone", "phone", "email", "e-mail", "video", "text",
                                    "letter", "fax", "radio", "satellite"))


def verb_parts(line: Line, at: int, base: str, cues: CueLists) -> Parts | None:
    """Read source and content around the cue verb at word `at`."""
    inverted = _inverted(line, at, base, cues)
    if inverted is not None:
        return inverted
    if is_passive(line.clause, at) and line.clause.low[at + 2:at + 3] not in _MEANS:
        return None
    source = source_before(line, at)
    start = verb_start(line.clause, at)
    if source is not None and (final := _final(line, at, base, source, cues)) is not None:
        return final
    if base not in cues.opinion and "not" in line.clause.tags[start:at]:
        return None
    found = content_after(line, at, base, cues)
    if found is None or source is None or not _may_speak(line, source, base, cues):
        return None
    content, rule = found
    width = 2 if " " in base else 1
    return Parts(source, (start, at + width), content, rule)


# Verbs by which things speak as well as people: only documents, bodies and people count here.
_INFERENCE = frozenset((
    "show", "suggest", "indicate", "find", "demonstrate", "imply", "signal", "reveal", "underscore",
    "underline", "document", "allow", "hold", "project", "convey", "reflect", "point to", "mean",
))
_NOBODY = frozenset(("it", "one", "this", "that", "these", "which", "there", "what", "something",
                     "you", "nothing", "anything"))


def _may_speak(line: Line, source: Range, base: str, cues: CueLists) -> bool:
    """Tell a speaker from a thing: "the report suggests", but not "their conduct suggests"."""
    low, tags = line.clause.low, line.clause.tags
    if source[1] - source[0] == 1 and low[source[0]] in _NOBODY:
        return False
    if base not in _INFERENCE:
        return True
    words = range(*source)
    head = next((at for at in words if tags[at] == "prep" or low[at] == ","), source[1]) - 1
    return low[head] in cues.speakers or tags[head] in ("name", "pron")


def _inverted(line: Line, at: int, base: str, cues: CueLists) -> Parts | None:
    """Read "…, said X" and "…" said X."""
    low, tags = line.clause.low, line.clause.tags
    # "…, told a court" is no inversion: who is told stands after the verb.
    if at == 0 or base not in cues.direct or base == "tell" or tags[at] == "ing":
        return None
    if low[at - 1] != "," and tags[at - 1] not in ("quote", "stop"):
        return None
    source = source_after(line, at + 1)
    if source is None or source[0] != at + 1:
        return None
    after = tags[source[1]] if source[1] < len(tags) else "stop"
    if after in ("verb", "be", "have", "modal", "do", "that"):
        return None
    content = trim(line, (clause_start(line, at) if tags[at - 1] != "stop" else 0, at))
    return None if content is None else Parts(source, (at, at + 1), content, "inverted")


def _final(line: Line, at: int, base: str, source: Range, cues: CueLists) -> Parts | None:
    """Read "…, X said." and "…" X said, "…"."""
    low, tags = line.clause.low, line.clause.tags
    if base not in cues.direct | cues.opinion or source[0] == 0:
        return None
    if tags[source[0] - 1] not in ("comma", "quote") or low[source[0] - 1] in ("(", ":"):
        return None
    quoted = "quote" in tags[max(0, source[0] - 2):source[0]]
    after = _after_cue(line, at, base, quoted)
    ends = ("stop", "quote", "comma", "sub", "wh") if quoted else ("stop", "quote", "comma")
    if after < len(tags) and tags[after] not in ends:
        return None
    if after < len(tags) and tags[after] == "comma" and low[after] == ":":
        return None
    content = trim(line, (clause_start(line, source[0]), source[0]))
    if content is not None and not _is_clause(line, content) and after + 2 < len(tags) \
            and low[after] == "," and tags[source[0] - 1] == "comma":
        content = trim(line, (after, len(tags)))
    if content is None or not _is_clause(line, content):
        return None
    return Parts(source, (verb_start(line.clause, at), at + 1), content, "final")


_ADDRESSED = frozenset(("tell", "ask", "remind", "warn", "assure"))


def _after_cue(line: Line, at: int, base: str, quoted: bool) -> int:
    """Step over what hangs on a cue that ends a report: "told the court in Ost on Monday"."""
    low, tags = line.clause.low, line.clause.tags
    after = at + 1
    while after < len(tags) and (tags[after] in ("adv", "pron") or low[after] in ("reporters",)):
        after += 1
    if quoted and base in _ADDRESSED and (addressed := phrase_after(line.clause, after)):
        after = addressed[1]
    chain = prepositions_after(line.clause, after)
    return chain[-1][1][1] if chain else after


def _is_clause(line: Line, words: Range) -> bool:
    """Tell a statement from an opening phrase ("On Tuesday, X said …")."""
    tags = line.clause.tags
    inside = range(*words)
    return any(tags[at] in ("verb", "be", "have", "modal") for at in inside) or any(
        tags[at] == "quote" for at in inside)


