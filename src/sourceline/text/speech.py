"""All attributions of a text: cues in every sentence, joined with its quotations.

In: tagged sentences, quotations, lists of cues. Out: `Attribution` spans in the order of the
text. A quotation may run over sentences; one that goes on after its cue keeps the speaker.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sourceline.text.attribution import (
    Attribution,
    Form,
    Parts,
    according_parts,
    cue_base,
    source_before,
    verb_parts,
)
from sourceline.text.lines import Line
from sourceline.text.phrases import phrase_after
from sourceline.text.quotes import Quote
from sourceline.text.said import CueLists, is_spoken, trim
from sourceline.text.speech_tree import tree_attributions
from sourceline.text.trees import Tree

Span = tuple[int, int]
# A quotation this close before or after a sentence may belong to its cue ("Hester said:").
_BESIDE_CHARS = 3
# More than this between two quotations is more than a cue with its speaker.
_MAX_BETWEEN_CHARS = 160
# Two kinds of marks may overlap where one is left open: so many quotations may still reach a line.
_OVERLAPPING = 3
# What word order tells well enough where a tree is mistaken.
_PLAIN = frozenset(("inverted", "final", "quotation", "that_clause"))
# By these rules what is said may stand on both sides of its cue.
_AROUND = frozenset(("around", "to_clause", "judged_object"))


def find_attributions(text: str, lines: Sequence[Line], quotes: Sequence[Quote],
                      cues: CueLists, trees: Sequence[Tree | None] = ()) -> list[Attribution]:
    """Find who says what in a text, by trees where the reader gave them, else by word order.

    >>> from sourceline.text.said import cue_lists
    >>> from sourceline.text.grammar import common_verbs
    >>> from sourceline.text.lines import make_line
    >>> text = "Ann Li said that Bova lost."
    >>> spans = [(0, 3), (4, 6), (7, 11), (12, 16), (17, 21), (22, 26), (26, 27)]
    >>> line = make_line(text, spans, common_verbs())
    >>> found = find_attributions(text, [line], [], cue_lists({"assertive": ("say",)}))
    >>> [text[slice(*said.content)] for said in found]
    ['that Bova lost']

    Gives: attributions sorted by content; no two with the same cue and content.
    """
    outer = [quote for quote in quotes if quote.depth == 0]
    found: list[Attribution] = []
    for number, line in enumerate(lines):
        tree = trees[number] if trees else None
        if tree is not None:
            read = tree_attributions(text, number, tree, _near(outer, line), cues)
            found += read or _by_order(number, line, _near(outer, line), cues)
            continue
        for parts in _parts_of(line, cues):
            found.append(_attribution(number, line, parts, _near(outer, line)))
        found += _published(number, line, cues)
    found = _distinct(found)
    found += _carried(text, lines, outer, found)
    return sorted(found, key=lambda said: (said.content, said.cue or (0, 0)))


def _parts_of(line: Line, cues: CueLists) -> list[Parts]:
    found: list[Parts] = []
    for at in range(len(line.spans)):
        parts = according_parts(line, at, cues)
        base = "" if parts else cue_base(line, at, cues)
        if base:
            parts = verb_parts(line, at, base, cues)
        if parts is not None:
            found.append(parts)
    return found


def _by_order(number: int, line: Line, quotes: Sequence[Quote],
              cues: CueLists) -> list[Attribution]:
    """Read by word order what a tree shows no report of: plain speech with its speaker only."""
    said = [_attribution(number, line, parts, quotes) for parts in _parts_of(line, cues)
            if parts.rule in _PLAIN]
    return [one for one in said if one.source is not None
            and (one.form == "direct" or one.rule == "that_clause")]


def _near(quotes: Sequence[Quote], line: Line) -> list[Quote]:
    """Give the quotations that touch a line; they are sorted and hardly overlap."""
    first = bisect_left(quotes, line.start - _BESIDE_CHARS, key=lambda quote: quote.start)
    last = bisect_left(quotes, line.end + _BESIDE_CHARS, key=lambda quote: quote.start)
    return [quote for quote in quotes[max(0, first - _OVERLAPPING):last]
            if quote.end > line.start - _BESIDE_CHARS]


def _attribution(number: int, line: Line, parts: Parts, quotes: Sequence[Quote]) -> Attribution:
    """Turn ranges of words into spans, and let quotations say where the content ends."""
    source = line.place(parts.source) if parts.source else None
    cue = line.place(parts.cue)
    content = line.place(parts.content)
    content, form = _with_quotes(cue, content, quotes, parts.rule)
    return Attribution(number, source, cue, content, form, parts.rule)


def _with_quotes(cue: Span, content: Span, quotes: Sequence[Quote],
                 rule: str) -> tuple[Span, Form]:
    start, end = content
    form: Form = "indirect"
    for quote in quotes:
        if quote.inner_start <= cue[0] < quote.inner_end:
            start, end = max(start, quote.inner_start), min(end, quote.inner_end)
            continue
        if quote.end <= start or quote.start >= end:
            continue
        if rule in ("inverted", "final") and quote.end > end - 2 and quote.end <= cue[0] + 1:
            whole = quote.start <= start + 1
            return (min(quote.start, start), max(end, quote.end)), "direct" if whole else "mixed"
        if abs(quote.start - start) <= 1 and quote.end >= end - 1:
            return (quote.start, quote.end), "direct"
        form = "mixed"
        end = max(end, quote.end) if quote.end - end < 2 or quote.start < end < quote.end else end
        start = quote.start if 0 < start - quote.start <= 1 else start
    return ((start, end) if end > start else content), form


def _distinct(found: Sequence[Attribution]) -> list[Attribution]:
    seen: set[tuple[Span | None, Span]] = set()
    kept: list[Attribution] = []
    for said in found:
        inside_cue = said.rule not in _AROUND and said.cue is not None and \
            said.content[0] <= said.cue[0] < said.content[1]
        if (said.cue, said.content) not in seen and not inside_cue:
            seen.add((said.cue, said.content))
            kept.append(said)
    return kept


def _published(number: int, line: Line, cues: CueLists) -> list[Attribution]:
    """Read "X released a report under the title …": narrated, for strong nouns only."""
    found: list[Attribution] = []
    low = line.clause.low
    for at in range(len(low)):
        base = cues.forms.get(low[at], "")
        if base not in cues.publish or line.clause.tags[at] not in ("verb", "ing"):
            continue
        phrase = phrase_after(line.clause, at + 1)
        from_verb = Parts(None, (at, at + 1), (at, at + 1), "published")
        if phrase is None or low[phrase[1] - 1] not in cues.published:
            continue
        found += _publication(number, line, from_verb, phrase)
    return found


def _publication(number: int, line: Line, parts: Parts, phrase: tuple[int, int]) -> list[
        Attribution]:
    source = source_before(line, parts.cue[0])
    content = trim(line, (phrase[0], len(line.spans)))
    if source is None or content is None:
        return []
    return [Attribution(number, line.place(source), line.place(parts.cue), line.place(content),
                        "narrated", "published")]


def _carried(text: str, lines: Sequence[Line], quotes: Sequence[Quote],
             found: Sequence[Attribution]) -> list[Attribution]:
    """Give a quotation that no cue introduces to the speaker of the one right before it."""
    direct = [said for said in found if said.form in ("direct", "mixed")]
    by_end = sorted(direct, key=lambda said: (_end(said), said.content))
    ends = [_end(said) for said in by_end]
    owned = _owned(quotes, sorted(said.content for said in direct))
    starts = {line.start: number for number, line in enumerate(lines)}
    carried: list[Attribution] = []
    continues = False
    for number, quote in enumerate(quotes):
        if number in owned:
            continues = quote.continues
            continue
        at = bisect_right(ends, quote.start)
        last = max([*by_end[at - 1:at], *carried[-1:]], key=_end, default=None)
        goes_on = last is not None and is_spoken(text, quote) and (
            continues or _goes_on(text, last, quote, starts))
        if last is not None and goes_on:
            carried.append(Attribution(last.line, last.source, last.cue,
                                       (quote.start, quote.end), "direct", "carried"))
        continues = quote.continues and goes_on
    return carried


def _end(said: Attribution) -> int:
    """Give the end of a report: of its content, its cue or its speaker."""
    return max(part[1] for part in (said.content, said.cue, said.source) if part)


def _owned(quotes: Sequence[Quote], contents: Sequence[Span]) -> set[int]:
    """Number the quotations that stand in a report, or begin before one that begins inside."""
    owned: set[int] = set()
    place, reach = 0, 0
    for number, quote in enumerate(quotes):
        while place < len(contents) and contents[place][0] < quote.end:
            reach = max(reach, contents[place][1])
            place += 1
        begins = place > 0 and contents[place - 1][0] >= quote.start
        if quote.start < reach or begins:
            owned.add(number)
    return owned


def _goes_on(text: str, last: Attribution, quote: Quote, starts: dict[int, int]) -> bool:
    """Tell whether only the cue's own sentence stands between two quotations of a paragraph."""
    begin = max(last.content[1], last.cue[1] if last.cue else 0,
                last.source[1] if last.source else 0)
    if begin > quote.start or quote.start - begin > _MAX_BETWEEN_CHARS:
        return False  # before the slice: a huge paragraph would be read again for each quotation
    between = text[begin:quote.start]
    if "\n" in between:
        return False
    whole = quote.start in starts or between.strip() in ("", ",", ":", ";", ".")
    return whole and between.count(".") <= 1 and len(between.split()) <= 12
