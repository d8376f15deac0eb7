"""Settings of clean. In: nothing. Out: `CleanSettings`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CleanSettings:
    """How clean decides.

    >>> CleanSettings().min_words
    50
    """

    # A text shorter than this is marked very_short: the shortest news briefs have about 60 words.
    min_words: int = 50
    # The language is told from at least so many letters; below, guesses were wrong too often on
    # single headlines of the 3,000 development articles.
    min_letters_for_language: int = 80
    # Longer pages are judged by their own blocks alone: the main-text extractor's time grows
    # faster than the page. The longest page of the development set has 300,000 characters.
    max_extract_chars: int = 3_000_000
    # Pages of one document whose words are recognised; a page takes about a second, and a worker
    # has two minutes.
    most_scanned_pages: int = 60
    # The language of scanned pages, as Tesseract names it: "eng", "eng+fra".
    scan_language: str = "eng"
