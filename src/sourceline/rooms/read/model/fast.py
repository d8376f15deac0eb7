"""The reader `fast`: the network reads only sentences that may tell of an event.

In: `Text`. Out: `Reading` with the same sentences and tokens for every character; those that the
screen turns away have lemmas and coarse parts of speech by rule, no tree and no predicates. In
those that are read, words that evoke an event or say who speaks have roles, others do not. A name
seen in a sentence that was read is known again where its words stand in one that was not.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from sourceline.record.article import Text
from sourceline.record.reading import NameSpan, Reading, Sentence, Token
from sourceline.rooms.read.lemmas import lemma_of_form
from sourceline.rooms.read.model.compose import Run, make_reading
from sourceline.rooms.read.model.network import WEIGHTS
from sourceline.rooms.read.model.read import ModelReader, make_run, open_model, paragraphs
from sourceline.rooms.read.model.screen import may_tell_event, tells
from sourceline.rooms.read.rules import part_of_speech
from sourceline.rooms.read.settings import ReadSettings
from sourceline.rooms.read.stops import load_stops
from sourceline.text.sentences import split_sentences

VERSION = "1"
_LONGEST_NAME = 8


class FastReader:
    """Reads what the screen lets through; make it with `open_fast`."""

    def __init__(self, whole: ModelReader, settings: ReadSettings) -> None:
        """Keep the full reader that reads what is worth it."""
        self.name = f"fast-{VERSION}-{whole.name}"
        self._whole, self._settings = whole, settings

    def read(self, text: Text) -> Reading:
        """Read a text, most of it only in words."""
        runs = [run for start, end in paragraphs(text)
                for run in self._cut(text.words, make_run(text.words, start, end))]
        read = [at for at, run in enumerate(runs) if may_tell_event(run.words)]
        chosen = [runs[at] for at in read]
        marks = self._whole.mark([run.words for run in chosen], tells)
        return _whole_text(make_reading(text.article, self.name, text.words, chosen, marks),
                           text.words, runs, read)

    def _cut(self, words: str, block: Run) -> Iterator[Run]:
        """Cut a paragraph into sentences by rule: the lower layers of the network are not free."""
        most = self._settings.max_sentence_tokens
        for first, last in split_sentences(words, block.spans, load_stops()[0]):
            for at in range(first, last, most):
                until = min(last, at + most)
                yield Run(block.spans[at:until], block.words[at:until])


def open_fast(settings: ReadSettings, folder: Path = WEIGHTS) -> FastReader:
    """Open the fast reader.

    >>> open_fast(ReadSettings()).name  # doctest: +SKIP
    'fast-1-model-1-4f1c…'

    Refuses: `ModelMissing` when ONNX Runtime or the weights are not on this machine.
    """
    return FastReader(open_model(settings, folder), settings)


def _whole_text(part: Reading, words: str, runs: Sequence[Run], read: Sequence[int]) -> Reading:
    """Put the sentences that were read among those that were not."""
    place = dict(zip(read, part.sentences, strict=True))
    known = {words[name.start:name.end]: name.kind for name in part.names}
    unread = [run for at, run in enumerate(runs) if at not in place]
    again = [name for run in unread for name in _names_again(words, run, known)]
    return msgspec.structs.replace(
        part,
        sentences=tuple(place[at] if at in place else _plain(words, run)
                        for at, run in enumerate(runs)),
        names=tuple(sorted((*part.names, *again), key=lambda name: name.start)),
        predicates=tuple(msgspec.structs.replace(predicate, sentence=read[predicate.sentence])
                         for predicate in part.predicates),
        tells=tuple(msgspec.structs.replace(one, sentence=read[one.sentence])
                    for one in part.tells),
    )


def _plain(words: str, run: Run) -> Sentence:
    tokens = tuple(
        Token(start=start, end=end, lemma=lemma_of_form(words[start:end]),
              pos=part_of_speech(words[start:end], at == 0))
        for at, (start, end) in enumerate(run.spans)
    )
    return Sentence(start=run.spans[0][0], end=run.spans[-1][1], tokens=tokens)


def _names_again(words: str, run: Run, known: Mapping[str, str]) -> Iterator[NameSpan]:
    """Give the longest known names that start with a capital, none inside another."""
    at = 0
    while at < len(run.spans):
        start = run.spans[at][0]
        last = at
        if words[start].isupper():
            for until in range(min(len(run.spans), at + _LONGEST_NAME), at, -1):
                end = run.spans[until - 1][1]
                if words[start:end] in known:
                    yield NameSpan(start=start, end=end, kind=known[words[start:end]])
                    last = until - 1
                    break
        at = last + 1
