"""The head of a page: date lines, the title and its repetitions, the trail of sections, bylines.

In: a draft and what the carrier or the page's metadata declare. Out: the same draft, with the
head's furniture marked, and with its title, byline and a hint of the outlet.
"""

import re

from sourceline.rooms.clean.blocks import count_words, ends_sentence
from sourceline.rooms.clean.bylines import begins_byline, mark_bylines
from sourceline.rooms.clean.draft import Draft
from sourceline.rooms.clean.mastheads import is_outlet
from sourceline.rooms.clean.words import DEBRIS, HEAD, letters_of
from sourceline.text.names import is_acronym, stands_for

_MAX_TRAIL_CHARS = 120
_TOP_BLOCKS = 40
# Last words of sections as well as of outlets ("World News", "Watch Today").
_ALSO_SECTIONS = frozenset(("news", "today", "media", "tv", "radio", "online", "weekly", "daily",
                            "review", "record", "mail", "press", "magazine", "star", "sun"))
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SITE_SEPARATOR = re.compile(r"\s+[|–—»·:-]+\s+|\s*\|\s*")
_GLUED_TRAIL = re.compile(rf"(?:{'|'.join(DEBRIS.trail_starts)})(?=[A-Z])", re.IGNORECASE)
_TRAIL_SEPARATOR = re.compile(r"\s*[»›>→|•·]\s*|\s+/\s+")


def mark_head(draft: Draft, declared_title: str, declared_byline: str) -> None:
    """Mark date lines, title, trail and byline, in this order."""
    mark_dates(draft)
    draft.title = _find_title(draft, declared_title)
    at = _mark_title(draft, draft.title) if draft.title else 0
    _mark_trails(draft)
    _mark_above(draft, at)
    mark_bylines(draft, declared_byline)


def mark_dates(draft: Draft) -> None:
    """Mark lines of the head that are only a date."""
    first = draft.first_prose()
    above_all = True
    for index in draft.head():
        if index < first and is_date_line(draft.blocks[index].words):
            draft.reasons[index] = "page_date_line" if above_all else "date_line"
        else:
            above_all = False


def is_date_line(words: str) -> bool:
    """Tell a line that is only a date, a time, or when something was published.

    >>> is_date_line("Updated: Tuesday, 4 March 2031, 10:15 GMT"), is_date_line("10:15 p.m.")
    (True, False)
    """
    tokens = [token.casefold() for token in _WORD.findall(words[:120])]
    if len(words) > 120 or not 1 < len(tokens) <= 24:
        return False
    dated = HEAD.months | HEAD.weekdays
    if not all(token.isdigit() or token in dated or token in HEAD.date_words
               or token in HEAD.date_leads for token in tokens):
        return False
    number = any(token.isdigit() for token in tokens)
    numeric = bool(re.search(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", words))
    lead = any(token in HEAD.date_leads for token in tokens)
    return number and (numeric or lead or bool(dated.intersection(tokens)))


def _find_title(draft: Draft, declared: str) -> str:
    """Find the title: a head line that another one ends with, what is declared, the first line."""
    head = [index for index in draft.head() if len(draft.blocks[index].words) <= 500]
    letters = {index: letters_of(draft.blocks[index].words) for index in head}
    first = draft.first_prose()
    repeated = _repeated_title(draft, [index for index in head if index <= first])
    if repeated and _agrees(repeated, declared):
        return repeated
    own = [index for index in head if draft.blocks[index].tag == "h1"]
    if len(own) == 1 and own[0] < first:
        return draft.blocks[own[0]].words
    if declared:
        return _matching_title(draft, head, letters, declared)
    return _first_title(draft, head)


def _agrees(title: str, declared: str) -> bool:
    """A picture's caption may be repeated, too; what is declared then tells it from the title."""
    ours, theirs = letters_of(title), letters_of(declared)
    return not theirs or ours in theirs or theirs in ours


def _repeated_title(draft: Draft, head: list[int]) -> str:
    """Find a line, or what stands in it before the site's name, that a line above ends with."""
    above: list[str] = []
    for index in head:
        words = draft.blocks[index].words
        for title in (words, _SITE_SEPARATOR.split(words)[0]):
            wanted = letters_of(title)
            if len(wanted) < 15 or count_words(title) < 3 or len(title) < len(words) / 3 \
                    or title.rstrip(" \"'”’)")[-1:] == ".":
                continue
            if any(letters_of(other).endswith(wanted) and _is_trail_before(
                    other, len(letters_of(other)) - len(wanted)) for other in above):
                return title
        above.append(words)
    return ""


def _matching_title(draft: Draft, head: list[int], letters: dict[int, str], declared: str) -> str:
    """Prefer the words on the page to a declared title that adds the site's name to them."""
    wanted = letters_of(declared)
    for index in head:
        if len(letters[index]) >= 15 and wanted.startswith(letters[index]):
            parts = _SITE_SEPARATOR.split(declared)
            if letters[index] in (letters_of(parts[0]), letters_of("".join(parts[:-1]))):
                return _without_site(draft, declared, draft.blocks[index].words)
        elif len(letters[index]) >= 15 and wanted.endswith(letters[index]):
            parts = _SITE_SEPARATOR.split(declared)
            if count_words(parts[0]) <= 5 and wanted == letters_of(parts[0]) + letters[index]:
                return _without_site(draft, declared, draft.blocks[index].words)
    return declared


def _without_site(draft: Draft, declared: str, title: str) -> str:
    """Give the title; what the declared one adds to it is the site's name."""
    low, own = declared.casefold(), title.casefold()
    rest = declared[len(title):] if low.startswith(own) else \
        declared[:-len(title)] if low.endswith(own) else ""
    name = rest.strip(" |–—»·-:")
    if name and count_words(name) <= 6:
        draft.outlet = draft.outlet or _spelled_out(draft, name)
    return title


def _spelled_out(draft: Draft, name: str) -> str:
    """Give the full name where the page's top says both: "OBA Oste Broadcasting Association"."""
    for block in draft.blocks[:_TOP_BLOCKS] if is_acronym(name) else ():
        full = block.words.removeprefix(name).strip(" -–—|:")
        if full != block.words and count_words(full) <= 8 and stands_for(name, full):
            return full
    return name


def _first_title(draft: Draft, head: list[int]) -> str:
    """Take the first line that looks like a headline and stands above running text."""
    first = draft.first_prose()
    if first >= len(draft.blocks):
        return ""
    for index in head:
        words = draft.blocks[index].words
        if index >= first:
            return ""
        if begins_byline(words) or words.rstrip()[-1:] in ".:,;" or len(words) > 250:
            continue
        least = 2 if index == head[0] else 3
        if least <= count_words(words) <= 35 and not _is_trail(words):
            return words
    return ""


def _mark_title(draft: Draft, title: str) -> int:
    """Mark the title, its repetitions, the trail that ends with it; say where it last stood."""
    wanted = letters_of(title)
    seen = False
    at = 0
    for index in draft.head():
        words = draft.blocks[index].words
        if len(words) > 600 or not wanted:
            continue
        letters = letters_of(words)
        if letters == wanted:
            draft.reasons[index], seen, at = "repeated_title" if seen else "title", True, index
        elif letters.endswith(wanted) and len(wanted) >= 12 and \
                _is_trail_before(words, len(letters) - len(wanted)):
            draft.reasons[index] = "breadcrumb"
        elif letters.startswith(wanted) and _site_name(draft, words, title):
            draft.reasons[index], seen, at = "repeated_title", True, index
        elif _is_cut_title(words, letters, wanted):
            draft.reasons[index] = "breadcrumb"
    return at


def _mark_above(draft: Draft, at: int) -> None:
    """Above the title stands the site's own furniture, unless it is a sentence."""
    for index in range(at):
        words = draft.blocks[index].words
        if draft.stays(index) and count_words(words) <= 25 and not ends_sentence(words):
            draft.reasons[index] = "navigation"
            name = 2 <= count_words(words) <= 4 and draft.keys[index] not in DEBRIS.navigation
            if name and not draft.outlet and is_outlet(words) \
                    and words.split()[-1].casefold() not in _ALSO_SECTIONS:
                draft.outlet = words


def _is_trail_before(words: str, letters: int) -> bool:
    """Tell whether what stands before a title can be a trail of sections: short, no sentence."""
    seen = at = 0
    while at < len(words) and (seen < letters or not words[at].isalnum()):
        seen += len(letters_of(words[at]))
        at += 1
    before = words[:at].strip()
    return len(before) <= _MAX_TRAIL_CHARS and not re.search(r"[.!?…][\"”’)]*(?:\s|$)", before)


def _site_name(draft: Draft, words: str, title: str) -> bool:
    """Read the site's name after a repeated title ("Title | The Velm Bell")."""
    rest = words[len(title):] if words.startswith(title) else ""
    name = rest.strip(" |–—»·-:")
    if not name or rest.strip()[:1] not in "|–—»·-" or count_words(name) > 8:
        return False
    draft.outlet = draft.outlet or name
    return True


def _is_cut_title(words: str, letters: str, wanted: str) -> bool:
    """Tell a trail whose last part is the title cut short with an ellipsis."""
    if not words.rstrip().endswith(("…", "...")) or len(wanted) < 15:
        return False
    at = letters.find(wanted[:15])
    return 0 <= at <= _MAX_TRAIL_CHARS and wanted.startswith(letters[at:])


def _mark_trails(draft: Draft) -> None:
    """Mark trails of sections that need no title to be told."""
    first = draft.first_prose()
    for index in draft.head():
        if index < first and _is_trail(draft.blocks[index].words):
            draft.reasons[index] = "breadcrumb"


def _is_trail(words: str) -> bool:
    """Tell "Home > News > …" and "HomeNews…" from a headline."""
    if len(words) > 400 or ends_sentence(words):
        return False
    if _GLUED_TRAIL.match(words) and words[:1].isupper():
        glued = _GLUED_TRAIL.match(words)
        return glued is not None and words[glued.end() - 1].islower()
    parts = [part for part in _TRAIL_SEPARATOR.split(words) if part]
    if len(parts) < 2 or any(count_words(part) > 6 for part in parts[:-1]):
        return False
    known = parts[0].casefold() in DEBRIS.navigation
    return known or (len(parts) > 2 and all(count_words(part) <= 4 for part in parts))
