"""Bylines: who wrote an article, and the outlet where a line of the head names it.

In: a draft whose title is marked. Out: the same draft with its byline, a hint of the outlet, and
the lines that say them taken out. What the page shows is preferred where it says more than what
its metadata declare; an outlet's own name is no byline.
"""

import re

from sourceline.rooms.clean.blocks import count_words, ends_sentence, is_prose
from sourceline.rooms.clean.draft import Draft
from sourceline.rooms.clean.mastheads import cut_date, read_masthead, split_byline
from sourceline.rooms.clean.words import HEAD, letters_of

_TAIL_BLOCKS = 6
# "By" and two or three names with a date.
_MAX_BYLINE_WORDS = 16
_POSTED = re.compile(
    r"(?:posted|published|updated)\s+on\s+[^\n]{6,40}?\s+by\s+(?P<name>[^\n]{2,80})",
    re.IGNORECASE)


def _any_of(phrases: tuple[str, ...]) -> str:
    """Write a pattern for any of these phrases, with any white space between their words."""
    return "|".join(re.escape(phrase).replace("\\ ", r"\s+")
                    for phrase in sorted(phrases, key=len, reverse=True))


_PLAIN, _TELLING = _any_of(HEAD.byline_plain), _any_of(HEAD.byline_telling)
_BYLINE = re.compile(
    rf"(?:(?P<telling>{_TELLING})|(?P<plain>{_PLAIN}))(?:\s*:\s*|\s+)(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL)
_AFTER_NAME = re.compile(
    r"\s*[|•·—–]\s*|,?\s+(?:published|updated|posted|on)\b[: ]", re.IGNORECASE)
_SMALL = frozenset(("and", "of", "for", "the", "in", "to", "at", "de", "da", "di", "del", "der",
                    "den", "van", "von", "la", "le", "al", "el", "bin", "ibn", "y", "e", "with",
                    "our", "staff", "a", "und", "et", "dos", "du", "from"))


def begins_byline(words: str) -> bool:
    """Tell a line that begins as bylines do."""
    return _BYLINE.match(words) is not None


def mark_bylines(draft: Draft, declared: str) -> None:
    """Mark bylines in the head, and one at the very end."""
    draft.byline = "" if _is_own_name(draft, declared) else declared
    shown = _shown_outside(draft)
    if shown and (not draft.byline or letters_of(draft.byline) in letters_of(shown)):
        draft.byline = shown
    first, last = draft.first_prose(), draft.last_prose()
    head = [index for index in draft.head() if index < first]
    tail = range(max(last + 1, first + 1), min(last + 1 + _TAIL_BLOCKS, len(draft.blocks)))
    known = letters_of(draft.byline)
    for index in [*head, *tail] if last >= 0 else []:
        if not draft.stays(index):
            continue
        words = draft.words(index)
        outlet = read_masthead(words, draft.outlet).outlet if index < first else ""
        if outlet:
            draft.reasons[index], draft.outlet = "byline", draft.outlet or outlet
            continue
        name = read_byline(words)
        own = bool(known) and letters_of(words) in (known, letters_of(f"by {draft.byline}"))
        if name or own:
            draft.reasons[index] = "byline"
            _note(draft, name)
            _mark_outlet_line(draft, index + 1)
    if not draft.byline and last >= 0:
        _mark_names_over_outlet(draft, head)


def _note(draft: Draft, name: str) -> None:
    """Keep what a byline says: the writers, and the outlet behind a comma."""
    said = split_byline(name, draft.outlet)
    draft.outlet = draft.outlet or said.outlet
    if not draft.byline or letters_of(draft.byline) in letters_of(said.byline):
        draft.byline = "" if _is_own_name(draft, said.byline) else said.byline


def _is_own_name(draft: Draft, byline: str) -> bool:
    """Tell an outlet that signs its own article: it is the outlet, no writer."""
    return bool(draft.outlet) and letters_of(byline) == letters_of(draft.outlet)


def _shown_outside(draft: Draft) -> str:
    """Read a byline that stands between title and article, outside the main text."""
    for index in range(min(draft.first_prose(), len(draft.blocks))):
        words = draft.blocks[index].words
        if draft.reasons[index] == "outside_main_text" and words[:3].casefold() == "by " \
                and count_words(words) <= _MAX_BYLINE_WORDS and (name := read_byline(words)):
            return split_byline(name, draft.outlet).byline
    return ""


def _mark_outlet_line(draft: Draft, index: int) -> None:
    """Below a byline, a short line of capitals is whom the writer works for."""
    if index < len(draft.blocks) and draft.stays(index) and draft.blocks[index].gap == 1:
        words = draft.words(index)
        if count_words(words) <= 5 and _is_names(words) and not ends_sentence(words):
            draft.reasons[index] = "byline"


def _mark_names_over_outlet(draft: Draft, head: list[int]) -> None:
    """Two short lines of names, the second the outlet's own: a byline without "by"."""
    own = letters_of(draft.outlet)
    for index in head:
        below = index + 1
        if not own or below >= len(draft.blocks) or not draft.stays(index):
            continue
        words = draft.words(index)
        if letters_of(draft.blocks[below].words) == own and 2 <= count_words(words) <= 8 \
                and _is_names(words):
            draft.byline = words
            draft.reasons[index] = draft.reasons[below] = "byline"
            return


def read_byline(words: str) -> str:
    """Read the writer from a byline; "" where the line is none.

    >>> read_byline("By Ana Orr | 4 March 2031"), read_byline("Analysis by the Reform League")
    ('Ana Orr', 'Analysis by the Reform League')
    """
    if len(words) > 200 or is_prose(words):
        return ""
    posted = _POSTED.fullmatch(words.strip())
    if posted:
        name = posted.group("name").strip(" ,;|")
        return name if _is_names(name) and count_words(name) <= 8 else ""
    found = _BYLINE.fullmatch(words.strip())
    if found:
        name = cut_date(_AFTER_NAME.split(found.group("name"))[0].strip(" ,;|"))
        if not _is_names(name) or count_words(name) > 14:
            return ""
        return f"{found.group('telling')} {name}" if found.group("telling") else name
    role = any(re.search(rf"\b{re.escape(role)}s?\b", words, re.IGNORECASE)
               for role in HEAD.byline_roles)
    plain = re.sub("|".join(HEAD.byline_roles), "", words, flags=re.IGNORECASE)
    short = 2 <= count_words(words) <= 10 and not ends_sentence(words)
    return words if role and short and bool(plain.strip(" ,|")) and _is_names(plain) else ""


def _is_names(words: str) -> bool:
    """Tell a run of capitalised words (and the small words inside names)."""
    tokens = re.findall(r"[^\s,/&|()]+", words)
    capital = [token for token in tokens if not token[0].islower()]
    small = [token for token in tokens if token[0].islower()]
    return bool(capital) and all(token.casefold().strip(".") in _SMALL for token in small) \
        and not any(token[0].isdigit() for token in tokens)
