"""Word pieces of the uncased BERT vocabulary, and the letter case that it does not see.

In: single words. Out: the numbers of their pieces, and a class of letter case. The rules are those
of BERT's tokenizer (control signs out, accents off, small letters, marks apart, longest piece
first); a test holds them to the `tokenizers` package where that is installed.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sourceline.errors import ModelMissing

START, END, UNKNOWN = 101, 102, 100
# A word of more pieces is an address or a run of signs; its head and tail tell what it is.
MOST_PIECES = 8
_MOST_WORD_CHARS = 100
_MOST_KNOWN = 1 << 16
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)


def case_of(word: str) -> int:
    """Give the class of a word's letter case: what the uncased vocabulary does not see.

    >>> [case_of(w) for w in ("word", "Word", "WORD", "iPhone", "1990s", "A", "...")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if not any(sign.isalpha() for sign in word):
        return 5 if any(sign.isdigit() for sign in word) else 7
    if word[0].isdigit():
        return 5
    if len(word) == 1:
        return 6 if word.isupper() else 1
    if word.isupper():
        return 3
    if word.islower():
        return 1
    return 2 if word[0].isupper() and not any(sign.isupper() for sign in word[1:]) else 4


def plain(word: str) -> str:
    """Write a word as the vocabulary does: no control signs, no accents, small letters.

    >>> plain("Zürich")
    'zurich'
    """
    if word.isascii() and word.isprintable():
        return word.lower()
    kept = "".join(sign for sign in word if not _is_control(sign))
    bare = (s for s in unicodedata.normalize("NFD", kept) if unicodedata.category(s) != "Mn")
    # Letter by letter: a final sigma stays as it is in the vocabulary.
    return "".join(sign.lower() for sign in bare)


def _is_control(sign: str) -> bool:
    if sign in "\t\n\r":
        return False
    return sign in "\0\ufffd" or unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs")


def _is_alone(sign: str) -> bool:
    """Tell signs that are words of their own: marks and ideographs."""
    if sign.isascii():
        return not sign.isalnum() and sign.isprintable() and sign != " "
    number = ord(sign)
    return unicodedata.category(sign).startswith("P") or any(a <= number <= b
                                                             for a, b in _IDEOGRAPHS)


def _runs(word: str) -> Iterator[str]:
    """Cut a plain word before and after every mark."""
    if word.isalnum() and word.isascii():
        yield word
        return
    run = ""
    for sign in word:
        if sign.isspace() or _is_alone(sign):
            if run:
                yield run
            run = ""
            if not sign.isspace():
                yield sign
        else:
            run += sign
    if run:
        yield run


class Pieces:
    """The vocabulary, and the words it was asked for."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the pieces; a piece's number is its place in the list."""
        self._numbers: Mapping[str, int] = {piece: at for at, piece in enumerate(vocabulary)}
        self._longest = max(map(len, self._numbers))
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def __getitem__(self, word: str) -> tuple[tuple[int, ...], int]:
        """Give the numbers of the pieces of one word, never none, and its class of case."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                # Forgetting all at once keeps the memory of a long-lived worker bounded.
                self._known.clear()
            found = self._known[word] = (self._shortened(word), case_of(word))
        return found

    def _shortened(self, word: str) -> tuple[int, ...]:
        numbers = self.numbers(word) or [UNKNOWN]
        if len(numbers) > MOST_PIECES:
            numbers = numbers[:MOST_PIECES // 2] + numbers[-MOST_PIECES // 2:]
        return tuple(numbers)

    def count(self, words: list[str]) -> int:
        """How many places a sentence takes, with its start and end marks."""
        return 2 + sum(len(self[word][0]) for word in words)

    def numbers(self, word: str) -> list[int]:
        """Give the numbers of all pieces of a word."""
        return [number for run in _runs(plain(word)) for number in self._cut(run)]

    def _cut(self, run: str) -> list[int]:
        """Take the longest known piece again and again; a run that cannot be cut is unknown."""
        if len(run) > _MOST_WORD_CHARS:
            return [UNKNOWN]
        found: list[int] = []
        at = 0
        while at < len(run):
            prefix = "##" if at else ""
            for until in range(min(len(run), at + self._longest), at, -1):
                number = self._numbers.get(prefix + run[at:until])
                if number is not None:
                    break
            else:
                return [UNKNOWN]
            found.append(number)
            at = until
        return found


def open_pieces(path: Path) -> Pieces:
    """Read a vocabulary file: one piece a line."""
    try:
        return Pieces(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    except (OSError, UnicodeDecodeError) as error:
        raise ModelMissing(
            "the vocabulary of the reading model cannot be read", where=str(path),
            remedy="install the package again, or ask for the reader \"rules\"",
        ) from error
