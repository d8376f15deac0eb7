"""The word lists of clean, read once and made fit for looking up.

In: lexicon/page_debris.toml and lexicon/page_head.toml. Out: `DEBRIS`, `HEAD`, and `key_of`, the
form in which a line is compared with them.
"""

import re

import msgspec

from sourceline.lexicon.load import About, load

# Lines longer than this are no furniture; nothing below looks at them closely.
MAX_KEY_CHARS = 400
_EDGES = " \t\n\r\xa0.…:;,!|>»›→▸▶•·*-–—_<‹«←+×✕✖▼▲^"


class Debris(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases of page furniture (see the file for what each list means)."""

    about: About
    related: frozenset[str]
    related_lead: tuple[str, ...]
    widget: frozenset[str]
    widget_start: tuple[str, ...]
    widget_label: tuple[str, ...]
    widget_inside: tuple[str, ...]
    social: frozenset[str]
    navigation: frozenset[str]
    trail_starts: tuple[str, ...]
    failure: frozenset[str]
    software: frozenset[str]
    paywall: tuple[str, ...]
    paywall_words: tuple[str, ...]
    truncation: frozenset[str]
    comments: frozenset[str]
    comment_signs: tuple[str, ...]
    credits: tuple[str, ...]


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of page dates, bylines, captions and credits."""

    about: About
    months: frozenset[str]
    weekdays: frozenset[str]
    date_words: frozenset[str]
    date_leads: frozenset[str]
    byline_plain: tuple[str, ...]
    byline_telling: tuple[str, ...]
    byline_roles: tuple[str, ...]
    outlet_words: frozenset[str]
    caption_starts: tuple[str, ...]
    caption_markers: tuple[str, ...]
    credit_starts: tuple[str, ...]
    picture_agencies: tuple[str, ...]
    credit_words: frozenset[str]
    verbs: frozenset[str]


DEBRIS = load("page_debris.toml", Debris)
HEAD = load("page_head.toml", Head)


def key_of(words: str) -> str:
    """Give the form in which a line is compared: lower case, one space, no marks at the ends.

    >>> key_of("  RELATED  Articles: »")
    'related articles'
    """
    if len(words) > MAX_KEY_CHARS:
        return ""
    return re.sub(r"\s+", " ", words).strip(_EDGES).casefold().replace("’", "'")


def letters_of(words: str) -> str:
    """Give only the letters and digits, lower case: the form in which two headlines are compared.

    >>> letters_of("Home News: Port’s End")
    'homenewsportsend'
    """
    return "".join(char for char in words.casefold() if char.isalnum())
