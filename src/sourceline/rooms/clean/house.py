"""The name of the site a page was saved from, as its furniture says it.

In: a draft of which furniture is taken out. Out: the name, "" where none is plain. Pages carry it
in front of their sections ("Ostmark News Agency Home World Sport") and behind a © at the foot.
"""

import re

from sourceline.rooms.clean.debris import part_glued
from sourceline.rooms.clean.draft import Draft
from sourceline.rooms.clean.words import DEBRIS

_WORD = r"(?:[A-ZÀ-Þ](?:[\wÀ-ÿ’'&-]|\.(?=[A-Z]))*)"
_NAME = rf"{_WORD}(?: (?:(?:of|for|and|the|de|du|la|on|in) ){{0,2}}{_WORD}){{0,3}}"
_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s)?"
_OWNED = re.compile(rf"(?:©|\([cC]\)|(?i:copyright))\s?(?:©\s?)?{_YEARS}(?:by\s)?(?P<name>{_NAME})"
                    r"(?=$|[.,|;]|\s?(?:(?i:all rights)|\d))")
# Sections with which the list of a site begins; glued to its name where a page lost its spaces.
_FIRST_SECTIONS = ("Home", "HOME", "About", "Who we are", "Who We Are", "Donate", "World",
                   "Our Work", "Front Page", "Main Page")
_ANY = "|".join(_FIRST_SECTIONS)
_BEFORE = re.compile(rf"(?P<name>{_NAME}?)\s?(?:{_ANY})(?![a-z])(?P<more>.*)", re.DOTALL)
# More of them behind it: a title may say "About" or "World" once.
_SHORT = 3
_LONGER = "|".join(re.escape(one) for one in DEBRIS.navigation if len(one) > _SHORT)
_MORE = re.compile(rf"(?<![^\W\d_])(?:{_LONGER})", re.IGNORECASE)
# Blocks at the head and the foot in which a site names itself, and the longest such line.
_HEAD_BLOCKS, _FOOT_BLOCKS, _LINE_CHARS = 4, 12, 400
_SECTIONS = ("home", "news", "world", "about", "articles", "menu", "skip")
_NO_NAMES = ("all rights", "private", "photo", "image")


def house_of(draft: Draft) -> str:
    """Give the name of a page's site.

    Gives: the name behind the © where there is one, else the one before the first section.
    """
    count = len(draft.blocks)
    for index in reversed(range(max(0, count - _FOOT_BLOCKS), count)):
        words = draft.blocks[index].words.strip()
        found = _OWNED.match(words[:_LINE_CHARS])
        if found and draft.kinds[index] != "caption" and _is_name(found["name"]):
            return found["name"]
    for index in range(min(_HEAD_BLOCKS, count)):
        if draft.stays(index):
            continue
        found = _BEFORE.match(part_glued(draft.blocks[index].words[:_LINE_CHARS]))
        if found and _is_name(found["name"]) and _MORE.search(found["more"]) \
                and not draft.title.startswith(found["name"]):
            return found["name"]
    return ""


def _is_name(name: str) -> bool:
    """Tell a name from a section, a right or a single letter."""
    words = name.casefold().split()
    return len(name) > 1 and not words[0].startswith(_SECTIONS) \
        and name.casefold() not in DEBRIS.navigation and not name.casefold().startswith(_NO_NAMES)
