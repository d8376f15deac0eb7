"""Titles of works: a quotation that a word like "report" or "film" announces.

In: the lines of a text. Out: places of titles, without their quotation marks.
"""

from sourceline.rooms.names.lines import Line, Word

_WORKS = frozenset((
    "report", "book", "film", "documentary", "article", "song", "novel", "album", "movie", "paper",
    "study", "essay", "memoir", "series", "op-ed", "poem", "podcast", "editorial", "column", "show",
    "autobiography", "biography", "anthem", "statement", "pamphlet", "letter", "exhibition",
))
_CALLED = frozenset(("titled", "entitled", "called"))
_OPENING = frozenset(("“", "\"", "‘", "``", "«"))
_CLOSING = {"“": "”", "\"": "\"", "‘": "’", "``": "''", "«": "»"}
MAX_TITLE_WORDS = 24


def find_works(lines: list[Line]) -> list[tuple[int, int]]:
    """Find quoted titles.

    "a report entitled “The Long Winter” said" gives the place of "The Long Winter".
    """
    found: list[tuple[int, int]] = []
    for line in lines:
        for at, word in enumerate(line.words):
            if word.text in _OPENING and _announced(line.words, at):
                span = _quoted(line.words, at)
                if span is not None:
                    found.append(span)
    return found


def _announced(row: tuple[Word, ...], at: int) -> bool:
    before = at - 1
    if before > 0 and row[before].text == ",":
        before -= 1
    if before < 0:
        return False
    if row[before].text in ("titled", "entitled"):
        return True
    called = row[before].text == "called"
    if called:
        before -= 1
    return before >= 0 and row[before].lemma in _WORKS and (
        called or row[before + 1].text != ","
    )


def _quoted(row: tuple[Word, ...], at: int) -> tuple[int, int] | None:
    """Give the place of a title in capitals between quotation marks."""
    closing = _CLOSING[row[at].text]
    for last in range(at + 1, min(len(row), at + 2 + MAX_TITLE_WORDS)):
        if row[last].text == closing and last > at + 1:
            inside = row[at + 1:last]
            longer = [word for word in inside if len(word.text) > 3 and word.text[0].isalpha()]
            capitals = sum(word.capital for word in longer)
            end = inside[-1].start if inside[-1].text in ",." else inside[-1].end
            good = inside[0].capital and capitals * 3 >= len(longer) * 2 and end > inside[0].start
            return (inside[0].start, end) if good else None
    return None
