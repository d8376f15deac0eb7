"""The reports of one sentence with a tree, joined with the quotations that touch it.

In: characters, a `Tree`, quotations near it, lists of cues. Out: `Attribution`s. Quotations say
where direct content begins and ends, over sentences if need be.
"""

from collections.abc import Sequence

from sourceline.text.attribution import Attribution, Form, Span
from sourceline.text.attribution_nouns import according_reports, noun_reports
from sourceline.text.attribution_tree import TreeParts, verb_reports
from sourceline.text.quotes import Quote
from sourceline.text.said import CueLists
from sourceline.text.trees import Tree, Words

# How many words may stand between a cue and what it introduces ("said in a letter on Monday:").
_MAX_GAP_WORDS = 16
# Between a quotation and its speaker stand a comma and a space, no more.
_EDGE_CHARS = 4
_GAP = " \n\t,.:;—–-\"“”'`"


def tree_attributions(text: str, number: int, tree: Tree, quotes: Sequence[Quote],
                      cues: CueLists) -> list[Attribution]:
    """Find the reports of sentence `number`."""
    found: list[Attribution] = []
    for at in range(len(tree.low)):
        for parts in (*according_reports(tree, at, cues), *verb_reports(tree, at, cues),
                      *noun_reports(tree, at, cues)):
            found += _attributions(text, number, tree, parts, quotes)
    return found


def _attributions(text: str, number: int, tree: Tree, parts: TreeParts,
                  quotes: Sequence[Quote]) -> list[Attribution]:
    source = tree.place(parts.source) if parts.source else None
    cue = tree.place(parts.cue)
    if any(quote.inner_start <= cue[0] < quote.inner_end for quote in quotes) \
            and not _told_in_a_quotation(tree, parts):
        return []
    if parts.content is None:
        spoken = _beside(text, tree, source, parts.cue, quotes)
        pieces: list[tuple[Span, Form]] = [(spoken, "direct")] if spoken else []
    else:
        pieces = _pieces(text, source, cue, _tail_off(tree, parts), quotes)
        pieces = _piece_before(text, source, cue, pieces, quotes) + pieces
    return [Attribution(number, source, cue, span, _form(form, parts), parts.rule)
            for span, form in pieces]


_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "they", "it", "who", "which", "that",
                       "people", "everyone", "nobody", "one"))


def _told_in_a_quotation(tree: Tree, parts: TreeParts) -> bool:
    """Keep "Bova told me that …" of a quotation; "I think" is how its speaker talks."""
    if parts.attitude or parts.source is None or parts.rule not in (
            "that_clause", "bare_clause", "according_to", "quotation"):
        return False
    first, last = parts.source
    return last - first > 1 or (tree.low[first] not in _PRONOUNS and tree.tags[first] == "PROPN")


def _form(form: Form, parts: TreeParts) -> Form:
    """An attitude is told by the article, unless its words are quoted."""
    if form == "direct" or form == "mixed":
        return form
    return "narrated" if parts.attitude else "indirect"


def _tail_off(tree: Tree, parts: TreeParts) -> Span:
    """Cut what the speaker does besides ("…, adding that", "…, citing a source") off a clause."""
    assert parts.content is not None
    first, last = parts.content
    if parts.rule not in ("that_clause", "bare_clause", "final", "around"):
        return tree.place((first, last))
    for at in range(first + 2, last):
        if tree.low[at] in _GOES_ON and tree.low[at - 1] == "," and not any(
                tree.low[word] in ("“", "\"", "``") for word in range(first, at)):
            return tree.place((first, at - 1))
    return tree.place((first, last))


# Participles by which the speaker of a sentence goes on.
_GOES_ON = frozenset(("adding", "citing", "saying", "noting", "warning", "insisting", "calling",
                      "arguing", "claiming", "urging", "stressing", "describing", "referring"))


def _piece_before(text: str, source: Span | None, cue: Span, pieces: list[tuple[Span, Form]],
                  quotes: Sequence[Quote]) -> list[tuple[Span, Form]]:
    """Find the first half of a quotation that its cue cuts in two."""
    first = min(cue[0], source[0] if source else cue[0])
    if not pieces or pieces[0][1] != "direct" or pieces[0][0][0] < first:
        return []
    before = [quote for quote in quotes if first - _EDGE_CHARS <= quote.end <= first
              and not text[quote.end:first].strip(_GAP) and "\n" not in text[quote.end:first]
              and text[quote.inner_end - 1] == ","]
    return [((quote.start, quote.end), "direct") for quote in before[-1:]]


def _beside(text: str, tree: Tree, source: Span | None, words: Words,
            quotes: Sequence[Quote]) -> Span | None:
    """Find the quotation right after a cue ("Hester said:") or right before its sentence."""
    cue = tree.place(words)
    first = min(cue[0], source[0] if source else cue[0])
    before = [quote for quote in quotes if first - _EDGE_CHARS <= quote.end <= first
              and not text[quote.end:first].strip(_GAP) and "\n" not in text[quote.end:first]]
    if before:
        return before[-1].start, before[-1].end
    follows = [quote for quote in quotes if quote.start >= cue[1]]
    if not follows:
        return None
    between = text[cue[1]:follows[0].start]
    verbs = any(tree.tags[at] == "VERB" for at in range(words[1], len(tree.low))
                if tree.spans[at][1] <= follows[0].start)
    near = between.rstrip().endswith((":", ",")) and len(between.split()) <= _MAX_GAP_WORDS
    if not between.strip(_GAP) or (near and not verbs):
        return follows[0].start, follows[0].end
    return None


def _pieces(text: str, source: Span | None, cue: Span, content: Span,
            quotes: Sequence[Quote]) -> list[tuple[Span, Form]]:
    """Let quotations say where content begins and ends; a quotation cut by its cue is two."""
    start, end = content
    touching: list[Quote] = []
    for quote in quotes:
        if quote.inner_start <= cue[0] < quote.inner_end:
            start, end = max(start, quote.inner_start), min(end, quote.inner_end)
        elif quote.end > start and quote.start < end:
            touching.append(quote)
            if quote.start < start and not quote.start < cue[0] < start:
                start = quote.start
            if quote.end > end and not end <= cue[0] < quote.end:
                end = quote.end
    if end <= start:
        return [(content, "indirect")]
    if start <= cue[0] < end:
        return _cut(text, source, cue, (start, end), touching)
    return [_one(text, (start, end), touching)]


def _one(text: str, span: Span, quotes: Sequence[Quote]) -> tuple[Span, Form]:
    if not quotes:
        return span, "indirect"
    rest = _outside(text, span, quotes)
    whole = not rest.strip(_GAP)
    if whole:
        return (max(span[0], quotes[0].start), max(span[1], quotes[-1].end)), "direct"
    return span, "mixed"


def _outside(text: str, span: Span, quotes: Sequence[Quote]) -> str:
    """Give the characters of a span that stand in no quotation."""
    rest, at = "", span[0]
    for quote in quotes:
        rest += text[at:max(at, quote.start)]
        at = max(at, quote.end)
    return rest + text[at:span[1]]


def _cut(text: str, source: Span | None, cue: Span, span: Span,
         quotes: Sequence[Quote]) -> list[tuple[Span, Form]]:
    """Part content that stands around its cue: each quotation by itself, or the whole."""
    low = min(cue[0], source[0]) if source and span[0] <= source[0] else cue[0]
    high = max(cue[1], source[1]) if source and source[1] <= span[1] else cue[1]
    before = [quote for quote in quotes if quote.end <= low + 1]
    after = [quote for quote in quotes if quote.start >= high]
    if before and after and not _outside(text, (span[0], low), before).strip(_GAP) \
            and not _outside(text, (high, span[1]), after).strip(_GAP):
        return [((quote.start, quote.end), "direct") for quote in (*before, *after)]
    return [(span, "mixed" if quotes else "indirect")]
