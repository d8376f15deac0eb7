"""Debris: page furniture that tells itself by its words, wherever it stands.

In: a draft. Out: the same draft, with reasons on widgets, sharing buttons, related links, file
names, navigation, paywalls, readers' comments. A sentence of the article is never taken out for
one ambiguous word: furniture sentences are told by phrases no reporter writes.
"""

import re

from sourceline.rooms.clean.blocks import (
    count_words,
    has_verb,
    is_list_line,
    is_prose,
    is_sentence,
)
from sourceline.rooms.clean.draft import Draft
from sourceline.rooms.clean.words import DEBRIS, HEAD

_MAX_FURNITURE_WORDS = 45
_MAX_RELATED = 12
_MAX_OPENINGS = 4
# Three loose lines may close an article (a name, a place, a sign-off); more are a list of links.
_MIN_RUN = 4
_MAX_RELATED_INSIDE = 5
# These show that the article is over; a picture credit or a separator does not.
_BEGINS = frozenset(("widget", "related", "navigation", "paywall", "reader_comment",
                     "outside_main_text"))
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_COUNT = re.compile(r"[\d.,]+[kmb]?")
_SHORTCODE = re.compile(r"\[/?[A-Za-z][\w-]{1,30}(?:\s+[\w-]{1,30}=[^\]]{0,300})?\]")
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_PICTURE_FILE = re.compile(
    r"\S[^/\n]{0,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|mp4|mov|pdf|avif)", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-\S+|[0-9a-f]{16,}\S*", re.IGNORECASE)
_SLUG_LINE = re.compile(r"[a-z]+(?:[-_][a-z0-9]+){2,8}")
_CODE_TOKEN = re.compile(r"(?=\S*\d)(?=\S*[_-])[\w.()@-]{5,}|\d{5,}|[A-Za-z]+[_-]?\d{3,}[\w-]*")
# A program quotes the names of its own parts: "latest-news", "weather_4".
_SLUG = re.compile(r"[\"“][\w]{1,40}(?:[-_./:][\w]{1,40}){1,6}[\"”]")
_COMMENT_COUNT = re.compile(r"\(?\d+\)? (?:comments?|responses?|replies|thoughts on\b.*)")
_BRACKETED = re.compile(r"[(\[]\s*([^()\[\]]{3,200}?)\s*[)\]]")
_INNER_STOP = re.compile(r"\w[”\"’)]?\s?[.!?][”\"’)]*\s+[“\"‘(]?\w")
_CREDIT_END = re.compile(r"\s*(?:[(\[][^()\[\]]{2,80}[)\]]|(?:\||©)[^|©]{2,80})\s*$")
_CREDIT = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in HEAD.picture_agencies),
                     re.IGNORECASE)


def mark_debris(draft: Draft) -> None:
    """Mark everything that is furniture by its own words."""
    for index in range(len(draft.blocks)):
        if draft.stays(index):
            words, key = draft.words(index), draft.keys[index]
            draft.reasons[index] = why_furniture(words, key) or (
                "navigation" if lists_sections(words) else "")
            if draft.reasons[index] == "paywall":
                draft.paywalled = True


def why_furniture(words: str, key: str) -> str:
    """Say what kind of furniture a line is by its words alone, "" where it is none.

    >>> why_furniture("Share this article", "share this article")
    'widget'
    """
    if not any(char.isalnum() for char in words[:2_000]):
        return "separator" if len(words) < 200 else ""
    if _is_code(words[:2_000]):
        return "code"
    if not key:
        return ""
    count = count_words(words)
    if count > _MAX_FURNITURE_WORDS:
        return ""
    return (_why_widget(words, key) or _why_program(words, key)
            or _why_link(words, key, count) or _why_file(words) or _why_credit(words, count))


def _is_code(sample: str) -> bool:
    """Tell program text that leaked into the page by its marks."""
    marks = sum(sample.count(mark) for mark in "{};=")
    return marks >= 6 and marks > 0.015 * len(sample) and ("{" in sample or "();" in sample)


def _why_widget(words: str, key: str) -> str:
    if key in DEBRIS.widget or key.strip("[]") in DEBRIS.widget:
        return "widget"
    if _is_paywall(words, key):
        return "paywall"
    if key.startswith(DEBRIS.widget_start) or _SHORTCODE.fullmatch(words):
        return "widget"
    if key.startswith(DEBRIS.widget_label) and not is_sentence(words):
        return "widget"
    if any(phrase in key for phrase in DEBRIS.widget_inside) and not _is_quoted(words):
        return "widget"
    if _ADDRESS.fullmatch(words):
        return "address_line"
    tokens = _WORD.findall(key)
    if tokens and all(_COUNT.fullmatch(token) or token in DEBRIS.social for token in tokens):
        return "widget" if any(len(token) > 3 and token.isalpha() for token in tokens) else ""
    return ""


def _is_paywall(words: str, key: str) -> bool:
    """Tell a line that withholds the rest; a sentence must speak of an account besides."""
    if _is_quoted(words) or not any(phrase in key for phrase in DEBRIS.paywall):
        return False
    return not is_sentence(words) or any(word in key for word in DEBRIS.paywall_words)


def _is_quoted(words: str) -> bool:
    return any(mark in words for mark in "“”\"«»„")


def _why_program(words: str, key: str) -> str:
    """Tell a message of the page's own software: it fails, and speaks of its parts."""
    tokens = set(_WORD.findall(key))
    fails, parts = len(tokens & DEBRIS.failure), len(tokens & DEBRIS.software)
    speaks = parts >= 3 or (parts >= 2 and len(tokens) <= 12)
    return "widget" if fails and speaks and not _is_quoted(_SLUG.sub("", words)) else ""


def _why_link(words: str, key: str, count: int) -> str:
    """Tell a line that names another article."""
    if key in DEBRIS.related:
        return "related"
    bracketed = _BRACKETED.fullmatch(words)
    lead = bracketed.group(1).casefold() if bracketed else words.casefold()
    named = lead.startswith(DEBRIS.related_lead) and (bool(bracketed) or not is_sentence(words))
    return "related" if named and count <= 30 else ""


def _why_file(words: str) -> str:
    if _PICTURE_FILE.fullmatch(words) or _HASH.fullmatch(words):
        return "file_name"
    return ""


def _why_credit(words: str, count: int) -> str:
    """Tell a picture credit: an agency with a slash or a word of credit, and no sentence."""
    found = list(_CREDIT.finditer(words))
    bare = _CREDIT_END.sub("", words)
    spoken = has_verb(bare) and (is_sentence(bare) or count_words(bare) >= 7)
    if not found or count > 14 or spoken:
        return ""
    tokens = {token.casefold() for token in _WORD.findall(words)}
    agencies = {match.group().casefold() for match in found}
    if "/" in words or "©" in words:
        return "caption" if any(match.group().isupper() or match.group()[0].isupper()
                                for match in found) else ""
    return "caption" if tokens & HEAD.credit_words and len(tokens - agencies) <= 6 else ""


def mark_related(draft: Draft) -> None:
    """Take out the short lines that follow a heading of related links.

    After the last running text all of them go; before it only a few that stand close.
    """
    last = draft.last_prose()
    for index, reason in enumerate(draft.reasons):
        if reason != "related" or not _heads_links(draft, index):
            continue
        most = _MAX_RELATED if index > last else _MAX_RELATED_INSIDE
        for after in range(index + 1, min(index + 1 + most, len(draft.blocks))):
            if draft.stays(after) and not _is_link_title(draft, after, index > last):
                break
            if draft.stays(after):
                draft.reasons[after] = "related"


def _heads_links(draft: Draft, index: int) -> bool:
    """Tell "Related articles" and "More from Courts", which stand above links."""
    key = draft.keys[index]
    return key in DEBRIS.related or (key.startswith(("more from ", "more on ", "more in "))
                                     and count_words(key) <= 5)


def _is_link_title(draft: Draft, index: int, in_tail: bool) -> bool:
    """Tell a line that can be the title of another article from one of this article."""
    words = draft.words(index)
    if is_prose(words) and not words.rstrip().endswith(("…", "...", "[…]", "[...]")):
        return False
    ends = words.rstrip(" \"'”’»)")[-1:]
    return ends not in ".。" or words.rstrip().endswith("...") or (in_tail and ends in "?!")


def mark_comments(draft: Draft) -> None:
    """Take out what readers wrote below the article, where signs of it are plain."""
    last = len(draft.blocks)
    openings = [index for index in range(last // 3, last)
                if draft.keys[index] in DEBRIS.comments
                or _COMMENT_COUNT.fullmatch(draft.keys[index])]
    for index in openings[:_MAX_OPENINGS]:
        below = draft.keys[index + 1:]
        signs = sum(bool(key) and (key in DEBRIS.comment_signs
                                   or key.endswith((" says", " wrote", " ago")))
                    for key in below)
        if signs >= 2:
            for after in range(index, last):
                draft.reasons[after] = draft.reasons[after] or "reader_comment"
            return


def mark_ends(draft: Draft) -> None:
    """Take out file names, navigation and labels at the head and the tail of a page."""
    first, last = draft.first_prose(), draft.last_prose()
    if last < 0:
        return
    for index in [*range(first), *range(last + 1, len(draft.blocks))]:
        if not draft.stays(index):
            continue
        words, key = draft.words(index), draft.keys[index]
        if _CODE_TOKEN.fullmatch(words) or _SLUG_LINE.fullmatch(words[:200]):
            draft.reasons[index] = "file_name"
        elif key and is_navigation(key):
            draft.reasons[index] = "navigation"
    _mark_debris_neighbours(draft, last)


def is_navigation(key: str) -> bool:
    """Tell a line made of sections of a site.

    >>> is_navigation("home | world news | sport")
    True
    """
    parts = [part.strip() for part in re.split(r"[|»›>•·/,\t]| {2,}", key) if part.strip()]
    return bool(parts) and all(part in DEBRIS.navigation for part in parts)


# Words of a list of sections that name none of the known ones, at most; how many known ones it has.
_MOST_OTHER, _LEAST_SECTIONS, _PHRASE_WORDS = 6, 3, 3
_LIST_CHARS = 300
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


def part_glued(words: str) -> str:
    """Put a blank between sections that lost theirs.

    >>> part_glued("Oste News AgencyHomeWorld")
    'Oste News Agency Home World'
    """
    return _GLUED.sub(" ", words)


def lists_sections(words: str) -> bool:
    """Tell a line that strings a site's name and its sections together without marks.

    >>> lists_sections("Velm Rights Watch Home Our Work Publications Contact")
    True
    >>> lists_sections("The world of sport mourns a reporter")
    False
    """
    if len(words) > _LIST_CHARS or words.rstrip()[-1:] in ".?!:,;":
        return False
    said = part_glued(words).casefold().split()
    at = sections = other = 0
    while at < len(said):
        size = next((size for size in range(_PHRASE_WORDS, 0, -1)
                     if " ".join(said[at:at + size]) in DEBRIS.navigation), 0)
        sections, other = sections + bool(size), other + (not size)
        at += size or 1
    return sections >= _LEAST_SECTIONS and other <= min(_MOST_OTHER, sections + 2)


def _mark_debris_neighbours(draft: Draft, last: int) -> None:
    """Once furniture has begun below the article, what is no sentence belongs to it.

    Unless the article's last words announce a list ("The dead are:").
    """
    if draft.words(last).rstrip().endswith(":"):
        return
    below = range(last + 1, len(draft.blocks))
    begun = next((index for index in below if draft.reasons[index] in _BEGINS), len(draft.blocks))
    begun = min(begun, _first_run(draft, last + 1))
    for index in below:
        words = draft.words(index)
        if draft.stays(index) and index >= begun and not _is_closed(words):
            draft.reasons[index] = "navigation"


def _first_run(draft: Draft, start: int) -> int:
    """Give where a long run of lines that are no sentences begins below the article."""
    run = 0
    for index in range(start, len(draft.blocks)):
        words = draft.words(index)
        loose = not _is_closed(words) and not is_list_line(words)
        run = run + 1 if loose and draft.blocks[index].tag != "li" else 0
        if run >= _MIN_RUN:
            return index - run + 1
    return len(draft.blocks)


def _is_closed(words: str) -> bool:
    """Tell a line that holds a sentence, goes on from one, or says whose work an article is."""
    bare = words.strip(" \"'”’»*")
    lower = words[:500].casefold()
    if any(phrase in lower for phrase in DEBRIS.credits) or (
            count_words(words) >= 8 and _INNER_STOP.search(words[:500])):
        return True
    return bare[:1].islower() or bare[:1] in "—–" or (
        bare[-1:] in ".:)。—–" and not bare.endswith("..."))
