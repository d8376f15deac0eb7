"""Names to protect: read from a file, found in words however they are written.

In: lines of names, and any text. Out: places of names in it. Case, accents, letters with strokes,
signs nobody sees and the signs between the parts of a name do not matter: "ILO-VENN",
"ilo%20venn", "#IloVenn" and "Ilo Vénn" are Ilo Venn; nor do the endings a language gives it
("the Venns", "Венна").
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sourceline.errors import BadInput

# What may stand between the parts of a name, in text and in an address.
_BETWEEN = r"(?:%20|[\W_]){1,4}"
# A part shorter than this, or one of these, says too little to be a name alone.
_LEAST_CHARS = 3
# Letters that no decomposition of Unicode takes the stroke off.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d",
                        "þ": "th", "æ": "ae", "œ": "oe"})
# An ending stands after a part of at least so many letters; after fewer it makes other words.
_LEAST_STEM = 4
_CYRILLIC, _ARABIC = re.compile(r"^[а-яёіїєґ]+$"), re.compile(r"^[\u0600-\u06ff]+$")
_PARTICLES = frozenset(("abd", "abu", "bin", "bint", "ben", "dal", "das", "del", "den", "der",
                        "des", "dos", "ibn", "san", "the", "van", "von"))


# Where a word runs into the next one without a blank, and the sign put there to look at it apart.
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")
_CUT = "\x1f"


class _Letters(dict[int, str]):
    """Each sign without case and accents, as `str.translate` asks for it."""

    def __missing__(self, sign: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(sign))
        # Signs nobody sees (Cf: zero-width joiners, soft hyphens) stand in no name.
        self[sign] = "".join(
            one.casefold().translate(_PLAIN) for one in plain
            if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
        return self[sign]


_LETTERS = _Letters()


@dataclass(frozen=True)
class Finder:
    """Spellings of names; a text that has not all stems of any name holds none of them."""

    pattern: re.Pattern[str]
    stems: frozenset[tuple[str, ...]]

    def may_be_in(self, folded: str) -> bool:
        """Tell whether a search is worth its time: it takes a hundred times as long as this."""
        return any(all(stem in folded for stem in parts) for parts in self.stems)


@dataclass(frozen=True)
class Protected:
    """A name to protect, what stands for it, and other names of the same one."""

    name: str
    stands: str
    others: tuple[str, ...] = ()

    @cached_property
    def whole(self) -> Finder:
        """Find any of its names as a whole, in folded text."""
        return _finder([self.name, *self.others])

    @cached_property
    def written(self) -> Finder:
        """Find the name as a person wrote it, and others of more than one word, in folded text."""
        return _finder([self.name, *(one for one in self.others if len(one.split()) > 1)])

    @cached_property
    def parts(self) -> Finder:
        """Find its names or a part of one, in folded text."""
        return _finder([self.name, *self.others, *parts_of([self.name, *self.others])])


@dataclass(frozen=True)
class Folded:
    """Words without case and accents, and where each sign stood.

    `source` is what was folded; `cuts` are the places in what was asked for where it was cut.
    """

    words: str
    source: str
    cuts: tuple[int, ...] = ()

    @cached_property
    def places(self) -> Sequence[int]:
        """Where each sign stood; only asked for where something was found."""
        if self.source.isascii() and not self.cuts:
            return range(len(self.source) + 1)
        signs = [_LETTERS[ord(sign)] for sign in self.source]
        places = [at for at, plain in enumerate(signs) for _ in plain]
        # A cut stands one further in the source for each one before it.
        put = [cut + number for number, cut in enumerate(self.cuts)]
        return [at - bisect_right(put, at - 1) for at in (*places, len(self.source))]


def fold(words: str) -> Folded:
    """Take case and accents off, keeping places.

    >>> fold("Vénn").words
    'venn'
    """
    return Folded(words.lower() if words.isascii() else words.translate(_LETTERS), words)


def fold_apart(words: str) -> Folded | None:
    """Fold words with those apart that run into one another; None where none do.

    >>> fold_apart("#IloVenn").words
    '#ilo\\x1fvenn'
    """
    cuts = [match.start() for match in _GLUED.finditer(words)]
    if not cuts:
        return None
    parted = _CUT.join(words[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True))
    return Folded(parted.translate(_LETTERS), parted, tuple(cuts))


def parts_of(names: Iterable[str]) -> list[str]:
    """Give the parts of names that are names themselves.

    >>> parts_of(["Ilo van Venn"])
    ['Ilo', 'Venn']
    """
    parts = [part for name in names for part in re.findall(r"[^\W\d_]+", name)
             if len(re.findall(r"[^\W\d_]+", name)) > 1]
    return [part for part in dict.fromkeys(parts)
            if len(part) >= _LEAST_CHARS and part.lower() not in _PARTICLES]


def _finder(names: Iterable[str]) -> Finder:
    split = [parts for name in names if (parts := re.findall(r"[^\W_]+", fold(name).words))]
    spelled = {_BETWEEN.join(map(_inflected, parts)) for parts in split}
    longest_first = sorted(spelled, key=lambda one: (-len(one), one))
    return Finder(re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})(?![^\W_])"),
                  frozenset(tuple(map(_stem, parts)) for parts in split))


def _stem(part: str) -> str:
    """Give the beginning that a part of a name keeps with any ending."""
    return part.rstrip("аяйьоеи") if _CYRILLIC.match(part) and len(part) >= _LEAST_STEM else part


def _inflected(part: str) -> str:
    """Write a part of a name with the endings, and in Arabic script the beginnings, it may have.

    >>> bool(re.fullmatch(_inflected("venn"), "venns")), bool(re.fullmatch(_inflected("bo"), "bos"))
    (True, False)
    """
    if len(part) < _LEAST_STEM:
        return re.escape(part)
    if _CYRILLIC.match(part):
        return re.escape(part.rstrip("аяйьоеи")) + "[а-яё]{0,3}"
    if _ARABIC.match(part):
        return "(?:ال|[وفبلك]){0,2}" + re.escape(part)
    return re.escape(part) + "(?:e?s)?"


def find_protected(words: str, finders: Sequence[tuple[Finder, str]]
                   ) -> list[tuple[int, int, str]]:
    """Give places in `words`, in order and apart, with what is to stand there.

    >>> find_protected("Said ILO VENN.", [(Protected("Ilo Venn", "Person A").whole, "Person A")])
    [(5, 13, 'Person A')]
    """
    whole = fold(words)
    near = [(finder, stands) for finder, stands in finders if finder.may_be_in(whole.words)]
    if not near:
        return []
    found = {(folded.places[start], folded.places[end - 1] + 1, stands)
             for folded in (whole, fold_apart(words)) if folded is not None
             for finder, stands in near
             for start, end in map(re.Match.span, finder.pattern.finditer(folded.words))}
    apart: list[tuple[int, int, str]] = []
    for start, end, stands in sorted(found, key=lambda one: (one[0], -one[1])):
        # A combining accent after the last letter belongs to it.
        while end < len(words) and (unicodedata.combining(words[end])
                                    or unicodedata.category(words[end]) == "Cf"):
            end += 1
        if not apart or start >= apart[-1][1]:
            apart.append((start, end, stands))
    return apart


def read_names(path: Path) -> list[Protected]:
    """Read a file of names: one a line, `Name = Pseudonym` where a person chooses it, # comments.

    Refuses: `BadInput` for a file that cannot be read, is empty, or names too little to find.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"the names to protect cannot be read ({error})", where=str(path),
                       remedy="give a UTF-8 text file, one name a line") from error
    names: list[Protected] = []
    for number, line in enumerate(lines, start=1):
        name, _, chosen = line.partition("#")[0].partition("=")
        if not name.strip():
            continue
        if len(re.sub(r"[\W\d_]", "", name)) < _LEAST_CHARS:
            raise BadInput(f"{name.strip()!r} is too short to be found safely",
                           where=f"{path}, line {number}", remedy="write the name in full")
        names.append(Protected(name.strip(), chosen.strip() or pseudonym(len(names))))
    if not names:
        raise BadInput("there is no name to protect in this file", where=str(path),
                       remedy="write one name a line")
    return names


def pseudonym(number: int) -> str:
    """Give the stand-in for the name of this number.

    >>> pseudonym(0), pseudonym(27)
    ('Person A', 'Person AB')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"Person {letters}"
