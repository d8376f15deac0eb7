"""Read CoNLL-U files: sentences with words, syntax, and the column of further notes.

In: a .conllu file. Out: `Sentence` values in the order of the file. Empty nodes and word ranges are
passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """One syntactic word; heads count from 1, 0 is the root; `glued`: no space stands before."""

    form: str
    upos: str
    head: int
    deprel: str
    notes: str
    glued: bool


@dataclass
class Sentence:
    """One sentence with where it stands."""

    id: str = ""
    document: str = ""
    text: str = ""
    starts_paragraph: bool = False
    space_after: bool = True
    words: list[Word] = field(default_factory=list)
    ranges: dict[int, bool] = field(default_factory=dict)


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Give the sentences of a CoNLL-U file, each knowing its document and whether it opens a
    paragraph.
    """
    document = ""
    sentence = Sentence()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                document = line.split(" = ", 1)[1]
                sentence.starts_paragraph = True
            elif line.startswith("#"):
                _read_comment(sentence, line)
            elif line:
                _read_word(sentence, line)
            elif sentence.words:
                sentence.document = document
                yield sentence
                sentence = Sentence()


def _read_comment(sentence: Sentence, line: str) -> None:
    if line.startswith("# newpar"):
        sentence.starts_paragraph = True
    elif line.startswith("# sent_id = "):
        sentence.id = line.split(" = ", 1)[1]
    elif line.startswith("# text = "):
        sentence.text = line.split(" = ", 1)[1]


def _read_word(sentence: Sentence, line: str) -> None:
    """Add a word; in a range ("don't" of "do" and "n't") only the last may have a space."""
    parts = line.split("\t")
    space_after = "SpaceAfter=No" not in parts[9]
    if "-" in parts[0]:
        first, last = (int(number) for number in parts[0].split("-"))
        sentence.ranges |= dict.fromkeys(range(first, last), False) | {last: space_after}
    elif parts[0].isdigit():
        glued = bool(sentence.words) and not sentence.space_after
        word = Word(parts[1], parts[3], int(parts[6]), parts[7], parts[9], glued)
        sentence.words.append(word)
        sentence.space_after = sentence.ranges.get(int(parts[0]), space_after)
