"""The reader `model`: a text read by our own network.

In: `Text`. Out: `Reading` in which every character that is not white space stands in one token.
Reading is the same for the same text and weights, whatever was read before. Coreference and the
sense numbers of predicates stay open.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourceline.record.article import Text
from sourceline.record.reading import Reading
from sourceline.rooms.read.model.compose import Run, make_reading
from sourceline.rooms.read.model.feed import batches, make_feed
from sourceline.rooms.read.model.kinds import GUIDES
from sourceline.rooms.read.model.labels import Labels, read_labels
from sourceline.rooms.read.model.marks import Decoder, Marks, Scored, cut_batch, join_windows
from sourceline.rooms.read.model.network import WEIGHTS, Network, open_network
from sourceline.rooms.read.model.pieces import Pieces, open_pieces
from sourceline.rooms.read.model.sentences import cut_sentences, score_ends
from sourceline.rooms.read.model.windows import find_windows
from sourceline.rooms.read.model.words import Span, directed, find_words
from sourceline.rooms.read.settings import ReadSettings
from sourceline.text.blocks import find_blocks
from sourceline.text.datelines import dateline_end

Array = NDArray[Any]
Asked = Callable[[str], bool]
VERSION = "1"
# The network was taught sentences of at most 150 words; longer ones are read in windows that
# overlap by more than the reach of nearly every argument.
WINDOW_WORDS, WINDOW_OVERLAP = 150, 50
# No probability is above it.
_NEVER = 2.0


class ModelReader:
    """A reader with its network opened; make it with `open_model`."""

    def __init__(self, network: Network, labels: Labels, pieces: Pieces, settings: ReadSettings,
                 guides: Sequence[str] = GUIDES) -> None:
        """Join a network with its labels and pieces; `guides` are the name guidelines to decode."""
        self.name = f"model-{VERSION}-{network.version}"
        self.pieces = pieces
        self._network, self._settings = network, settings
        self._decoder = Decoder(labels, [guide for guide in guides if guide in labels.names])
        self._no_role = labels.roles.index("O")

    def read(self, text: Text) -> Reading:
        """Read a text: sentences, tokens, trees, names, predicates and their roles."""
        runs = self.find_sentences(text)
        marks = self.mark([run.words for run in runs])
        return make_reading(text.article, self.name, text.words, runs, marks)

    def find_sentences(self, text: Text) -> list[Run]:
        """Cut a text into sentences of words; only the lower layers of the network run."""
        blocks = [make_run(text.words, start, end) for start, end in paragraphs(text)]
        every = self.score_ends([block.words for block in blocks])
        most = self._settings.max_sentence_tokens
        return [Run(block.spans[first:last], block.words[first:last])
                for block, ends in zip(blocks, every, strict=True)
                for first, last in cut_sentences(ends, most)]

    def score_ends(self, paragraphs: Sequence[list[str]]) -> list[Array]:
        """Score every word of every paragraph: above zero, a sentence ends after it."""
        return score_ends(paragraphs, self.pieces, self._network.ends)

    def mark(self, sentences: Sequence[list[str]], asked: Asked | None = None) -> list[Marks]:
        """Read sentences of words in batches of like length; order is kept, none is left out.

        Takes: `asked`, the words whose roles are wanted, all when None; roles cost a third.
        Scores are turned into marks batch by batch: they need a hundred times the room.
        """
        cut = [find_windows([len(self.pieces[word][0]) for word in words], WINDOW_WORDS,
                            WINDOW_OVERLAP) for words in sentences]
        parts = [(at, number) for at, windows in enumerate(cut) for number in range(len(windows))]
        texts = [sentences[at][slice(*cut[at][number])] for at, number in parts]
        waiting: dict[int, dict[int, Scored]] = {}
        marks: dict[int, Marks] = {}
        for batch in batches([self.pieces.count(words) for words in texts]):
            scored = self._scored([texts[n] for n in batch], asked)
            whole = [(parts[n][0], one) for n, one in zip(batch, scored, strict=True)
                     if len(cut[parts[n][0]]) == 1]
            decoded = self._decoder.decode([one for _, one in whole])
            marks |= zip((at for at, _ in whole), decoded, strict=True)
            for n, one in zip(batch, scored, strict=True):
                at, number = parts[n]
                if len(cut[at]) > 1:
                    waiting.setdefault(at, {})[number] = one
                    if len(waiting[at]) == len(cut[at]):
                        marks[at] = self._joined(waiting.pop(at), cut[at], len(sentences[at]))
        return [marks[at] for at in range(len(sentences))]

    def _scored(self, sentences: list[list[str]], asked: Asked | None) -> list[Scored]:
        feed = make_feed(sentences, self.pieces)
        least = self._settings.predicate_threshold
        threshold = np.full((1, 1), least, dtype=np.float32)
        if asked is not None:
            threshold = np.full(feed["real"].shape, _NEVER, dtype=np.float32)
            for row, words in enumerate(sentences):
                threshold[row, [at for at, word in enumerate(words) if asked(word)]] = least
        return list(cut_batch(self._network.scores(feed, threshold),
                              [len(words) for words in sentences]))

    def _joined(self, parts: dict[int, Scored], windows: list[Span], words: int) -> Marks:
        """Decode a long sentence once all its windows are scored."""
        ordered = [parts[number] for number in range(len(windows))]
        return self._decoder.decode([join_windows(ordered, windows, words, self._no_role)])[0]


def open_model(
    settings: ReadSettings, folder: Path = WEIGHTS, guides: Sequence[str] = GUIDES
) -> ModelReader:
    """Open our own reader; `guides` are the name guidelines to decode.

    >>> open_model(ReadSettings()).name  # doctest: +SKIP
    'model-1-4f1c…'

    Refuses: `ModelMissing` when ONNX Runtime or the weights are not on this machine.
    """
    network = open_network(folder)
    labels = read_labels(folder / "labels.json")
    return ModelReader(network, labels, open_pieces(folder / "vocab.txt"), settings, guides)


def paragraphs(text: Text) -> list[Span]:
    """Cut a text where no sentence runs across: blank lines, headings, captions, lists, datelines.

    "KELMAR (ONA) - Ana Vela was freed": the town is nobody of the sentence behind it.
    """
    blocks = find_blocks(text.words, [at for part in text.parts for at in (part.start, part.end)])
    return [span for start, end in blocks
            for span in _behind(start, dateline_end(text.words, start), end)]


def _behind(start: int, dateline: int, end: int) -> list[Span]:
    return [(start, dateline), (dateline, end)] if start < dateline < end else [(start, end)]


def make_run(words: str, start: int, end: int, *, turned: bool = True) -> Run:
    """Cut a stretch of text into words, each quotation mark turned the way it faces."""
    spans = find_words(words, start, end)
    forms = [words[first:last] for first, last in spans]
    if not turned or '"' not in forms:
        return Run(spans, forms)
    glued = {at for at, (first, _) in enumerate(spans)
             if first > start and not words[first - 1].isspace()}
    return Run(spans, directed(forms, glued))
