"""Scanned pages: their words, recognised by Tesseract on this machine.

In: the bytes of a PDF and which of its pages are pictures. Out: the words of each page. Needs the
extra `sourceline[ocr]` (pypdfium2 draws the pages) and the program `tesseract`; docs/decisions/0007
says why these. Nothing leaves the machine: the picture goes to the program through a pipe.
"""

import importlib
import importlib.metadata
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sourceline.record.article import Media

# What a page may take: one takes a second; what takes longer is noise and gives nothing.
PAGE_TIMEOUT_S = 60.0
REMEDY = ("pip install 'sourceline[ocr]' and the program tesseract (Debian: apt-get install "
          "tesseract-ocr) and build again")
# Tesseract was trained at about 300 dots an inch; a PDF has 72 points an inch.
_DOTS_A_POINT = 300 / 72
# A poster drawn at 300 dots would fill the memory; it is drawn smaller.
_MOST_DOTS = 30_000_000
# How far the middle dot of a page lies from its neighbours, of 255: 0 on clean print, 2 with the
# grain of paper, 10 and more where speckles made Tesseract read nothing.
_SPECKLED = 5.0


class CannotRecognise(Exception):
    """The program for scanned pages did not do its work; the message says why."""


@dataclass(frozen=True)
class _Word:
    paragraph: tuple[str, ...]
    line: str
    words: str


def made_with(media: Media) -> tuple[str, ...]:
    """Name the programs of this machine that may decide what a capture of this kind gives.

    >>> made_with("text/plain")
    ()
    """
    return recogniser() if media == "application/pdf" else ()


@cache
def recogniser() -> tuple[str, ...]:
    """Name what recognises words here, () where something is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        drawn = importlib.metadata.version("pypdfium2")
        told = subprocess.run([program, "--version"], capture_output=True, timeout=PAGE_TIMEOUT_S,
                              check=True).stdout.split(b"\n", 1)[0]
    except (importlib.metadata.PackageNotFoundError, OSError, subprocess.SubprocessError):
        return ()
    return told.decode("ascii", errors="replace").strip(), f"pypdfium2 {drawn}"


def recognise_pages(content: bytes, pages: Sequence[int], language: str) -> Iterator[str]:
    """Give the words of some pages of a PDF, paragraphs apart by an empty line.

    Takes: page numbers from 0; the language as Tesseract names it ("eng", "eng+fra").
    Refuses: `CannotRecognise` when a page cannot be drawn or the program fails.
    """
    document = importlib.import_module("pypdfium2").PdfDocument(content)
    try:
        for number in pages:
            yield _recognised(*_drawn(document[number]), language)
    except RuntimeError as error:  # what the library raises on a page it cannot load
        raise CannotRecognise(f"a page cannot be drawn: {error}") from error
    finally:
        document.close()


def _drawn(page: Any) -> tuple[int, int, bytes]:  # noqa: ANN401 (the library has no types)
    width, height = page.get_size()
    scale = min(_DOTS_A_POINT, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    shades = page.render(scale=scale, grayscale=True).to_numpy().squeeze()
    return shades.shape[1], shades.shape[0], shades.tobytes()


def _recognised(width: int, height: int, shades: bytes, language: str) -> str:
    """Recognise a page, smoothed where it is speckled."""
    words = _read_picture(width, height, _calmed(width, height, shades), language)
    paragraphs = (_lines(list(held)) for _, held in groupby(words, key=lambda one: one.paragraph))
    return "\n\n".join(paragraphs)


def _lines(words: Sequence[_Word]) -> str:
    return "\n".join(" ".join(one.words for one in held)
                     for _, held in groupby(words, key=lambda one: one.line))


def _calmed(width: int, height: int, shades: bytes) -> bytes:
    """Take speckles away where there are any: each dot becomes the mean of the five by five around.

    The median of three by three did not bring back what this does; on clean print it costs small
    letters, so that is left as it is.
    """
    import numpy as np

    rows = np.frombuffer(shades, np.uint8).reshape(height, width)
    picture = np.pad(rows, 2, mode="edge").astype(np.float32)
    across = np.zeros((height + 4, width), np.float32)
    for x in range(5):
        across += picture[:, x:x + width]
    mean = np.zeros((height, width), np.float32)
    for y in range(5):
        mean += across[y:y + height] / 25
    if float(np.median(np.abs(rows - mean))) < _SPECKLED:
        return shades
    calmed: bytes = mean.astype(np.uint8).tobytes()
    return calmed


def _read_picture(width: int, height: int, shades: bytes, language: str) -> list[_Word]:
    picture = b"P5\n%d %d\n255\n" % (width, height) + shades
    try:
        done = subprocess.run(
            ["tesseract", "-", "-", "-l", language, "--dpi", "300", "tsv"], input=picture,
            capture_output=True, timeout=PAGE_TIMEOUT_S, check=True,
            # One worker reads one article; more threads would take the cores of the others.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    except subprocess.TimeoutExpired:
        return []  # noise without words: the page has none that could be cited
    except subprocess.CalledProcessError as error:
        said = re.sub(r"\s+", " ", error.stderr.decode("utf-8", errors="replace")).strip()
        raise CannotRecognise(f"tesseract failed for {language!r} ({said[-160:]})") from error
    return list(_words(done.stdout.decode("utf-8", errors="replace")))


def _words(table: str) -> Iterator[_Word]:
    """Read Tesseract's table: a row a word, with its block, paragraph and line."""
    for row in table.splitlines()[1:]:
        cells = row.split("\t", 11)
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            yield _Word(tuple(cells[1:4]), cells[4], cells[11].strip())
