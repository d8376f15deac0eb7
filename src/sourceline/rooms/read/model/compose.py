"""From the marks of sentences to a `Reading`: places of words become places of characters.

In: sentences of words with their places, and their marks. Out: `Reading`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline.record.reading import (
    Argument,
    NameSpan,
    Predicate,
    Reading,
    Sentence,
    Tells,
    Token,
)
from sourceline.rooms.read.lemmas import lemma_of
from sourceline.rooms.read.model.kinds import merge_names
from sourceline.rooms.read.model.marks import Marks
from sourceline.rooms.read.model.words import Span

# The network tells factuality as the treebank UDS does, nearly all between -1.3 and 1.3; the
# record's scale runs from -3 (certainly not) to 3 (certainly did).
_FACTUALITY_SCALE = 3 / 1.3


@dataclass(frozen=True)
class Run:
    """One sentence of a text: where its words stand, and the words as the network is given them.

    The two differ where a straight quotation mark was turned the way it faces.
    """

    spans: list[Span]
    words: list[str]


def make_reading(
    article: str, reader: str, words: str, runs: Sequence[Run], marks: Sequence[Marks]
) -> Reading:
    """Write down what was read of a text, sentence by sentence."""
    pairs = list(zip(runs, marks, strict=True))
    return Reading(
        article=article, reader=reader,
        sentences=tuple(_sentence(words, run, mark) for run, mark in pairs),
        names=tuple(name for run, mark in pairs for name in _names(run, mark)),
        predicates=tuple(predicate for at, (run, mark) in enumerate(pairs)
                         for predicate in _predicates(at, run, mark)),
        tells=tuple(Tells(sentence=at, token=one.place, kind=one.kind, sure=one.sure,
                          status=one.status, status_sure=one.status_sure, trace=one.trace)
                    for at, (_, mark) in enumerate(pairs) for one in mark.tells),
    )


def _sentence(words: str, run: Run, marks: Marks) -> Sentence:
    rows = zip(run.spans, marks.upos, marks.heads, marks.deprels, strict=True)
    tokens = tuple(
        Token(start=start, end=end, lemma=lemma_of(words[start:end], pos), pos=pos, head=head - 1,
              relation=relation)
        for (start, end), pos, head, relation in rows
    )
    return Sentence(start=run.spans[0][0], end=run.spans[-1][1], tokens=tokens)


def _names(run: Run, marks: Marks) -> Iterator[NameSpan]:
    for kind, first, last in merge_names(marks.names):
        yield NameSpan(start=run.spans[first][0], end=run.spans[last - 1][1], kind=kind)


def _predicates(at: int, run: Run, marks: Marks) -> Iterator[Predicate]:
    for place, roles in sorted(marks.roles.items()):
        factuality = marks.factuality[place] * _FACTUALITY_SCALE
        yield Predicate(
            sentence=at, token=place, factuality=round(min(3.0, max(-3.0, factuality)), 2),
            arguments=tuple(
                Argument(label=label, start=run.spans[first][0], end=run.spans[last - 1][1])
                for label, first, last in roles
            ),
        )
