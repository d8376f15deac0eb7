"""Main text: which blocks of an HTML page belong to its article.

In: a page and its markup. Out: the page's blocks with `main` set. The judgement is trafilatura's;
here its words are found again in the visible text, and what it left between two paragraphs of
the same element is taken back, so that no sentence of the body is lost.
"""

import logging
from collections import Counter
from dataclasses import replace

import trafilatura
from lxml import etree

from sourceline.rooms.clean.blocks import Block, count_words, is_prose, is_sentence
from sourceline.rooms.clean.page import Page, Piece
from sourceline.rooms.clean.settings import CleanSettings
from sourceline.rooms.clean.words import letters_of

# The extractor speaks of broken pages on stderr unless someone listens; the run has its own rows.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
# Shorter blocks must equal a line of the main text: their words stand in many places by chance.
_MIN_LETTERS_TO_CONTAIN = 25
_MIN_SHARED = 0.8
_MAX_LINK_SHARE = 0.5
# Fewer words than this from the extractor on a page with far more running text is a failure.
_MIN_MAIN_WORDS = 20
_RESTORABLE = frozenset(("p", "", "h2", "h3", "h4", "h5", "h6", "li", "blockquote"))


def choose_blocks(page: Page, markup: str, settings: CleanSettings) -> list[Block]:
    """Give every block of the page, with `main` set on those of the article."""
    main = _extract(markup, settings)
    chosen = _match(page, main)
    prose = [index for index, piece in enumerate(page.pieces) if _is_article_prose(piece)]
    if not any(chosen) or (count_words(main) < _MIN_MAIN_WORDS and len(prose) > 2):
        chosen = [index in set(prose) for index in range(len(page.pieces))]
    if not any(chosen):
        chosen = [not piece.furniture and piece.block.link_share < _MAX_LINK_SHARE
                  for piece in page.pieces]
    _restore(page.pieces, chosen)
    return [replace(piece.block, main=keep)
            for piece, keep in zip(page.pieces, chosen, strict=True)]


def _extract(markup: str, settings: CleanSettings) -> str:
    """Ask trafilatura for the main text; "" where it has none or cannot cope with the page."""
    if not markup.strip() or len(markup) > settings.max_extract_chars:
        return ""
    try:
        return trafilatura.extract(markup, include_comments=False, include_tables=True,
                                   output_format="txt", with_metadata=False) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return ""


def _match(page: Page, main: str) -> list[bool]:
    """Find the words of the main text again among the blocks."""
    lines = {letters_of(line) for line in main.splitlines()} - {""}
    whole = letters_of(main)
    shingles = _shingles(main)
    chosen: list[bool] = []
    for piece in page.pieces:
        letters = letters_of(piece.block.words)
        if len(letters) < _MIN_LETTERS_TO_CONTAIN:
            chosen.append(letters in lines and not piece.furniture)
        else:
            chosen.append(letters in whole or _shared(piece.block.words, shingles) >= _MIN_SHARED)
    return chosen


def _shingles(words: str) -> set[tuple[str, ...]]:
    tokens = words.casefold().split()
    return set(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _shared(words: str, shingles: set[tuple[str, ...]]) -> float:
    own = _shingles(words)
    return len(own & shingles) / len(own) if own else 0.0


def _is_article_prose(piece: Piece) -> bool:
    return (is_prose(piece.block.words) and piece.furniture in ("", "header")
            and piece.block.link_share < _MAX_LINK_SHARE)


def _restore(pieces: tuple[Piece, ...], chosen: list[bool]) -> None:
    """Take back what stands among the paragraphs of the article, in their own element."""
    holders = Counter(piece.holder for piece, keep in zip(pieces, chosen, strict=True)
                      if keep and is_prose(piece.block.words))
    kept = [index for index, keep in enumerate(chosen) if keep]
    if not kept:
        return
    first = _first_after_title(pieces, kept[0])
    for index, piece in enumerate(pieces):
        if not chosen[index] and not piece.furniture and \
                piece.block.link_share < _MAX_LINK_SHARE:
            own = holders[piece.holder] >= 2
            chosen[index] = _belongs(piece.block, own, kept[0] < index < kept[-1],
                                     first <= index < kept[0])


def _first_after_title(pieces: tuple[Piece, ...], end: int) -> int:
    """Give where the head of the article begins: after the title nearest above it."""
    return next((index for index in reversed(range(end)) if pieces[index].block.tag == "h1"),
                end)


def _belongs(block: Block, own: bool, inside: bool, in_head: bool) -> bool:
    """Tell a block that the extractor left out of an article from one beside it.

    Takes: whether its element holds paragraphs of the article, whether it stands among them, and
    whether it stands between the title and the first of them.
    """
    if block.tag == "h1":
        return in_head
    if block.tag == "figcaption":
        return inside or in_head
    if in_head and is_prose(block.words) and is_sentence(block.words):
        return True
    if block.tag not in _RESTORABLE or not own:
        return False
    heading = inside and block.tag.startswith("h")
    return heading or (is_sentence(block.words) and (inside or is_prose(block.words)))
