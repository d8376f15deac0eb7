"""Whose summer it is: the half of the world an article's seasons belong to.

In: the words of an article and a `Sense` with a season. Out: the sense with the season of that
half; of both, the hull, where the article names southern places but is not dated from one.
"""

import re
from dataclasses import replace
from functools import cache
from typing import Literal

from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.sense import Sense, changed, stated
from sourceline.text import dates

Hemisphere = Literal["north", "south", "either"]

# A dateline stands in the first lines, in capitals or before a dash.
_HEAD_CHARS = 300
_SEASON_OF_YEAR = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(re.escape(one) for one in sorted(grammar().words.south.words, key=len,
                                                       reverse=True))
    dateline = rf"(?m)^[ \t]{{0,4}}(?:{names})\b[^\n.]{{0,40}}(?:\)|--|[–—]|:)"
    return re.compile(rf"\b(?:{names})\b"), re.compile(dateline, re.IGNORECASE)


def hemisphere_of(words: str) -> Hemisphere:
    """Tell whose seasons an article speaks of.

    >>> hemisphere_of("SYDNEY (VNA) -- The fires of the summer are out.")
    'south'
    >>> hemisphere_of("Envoys of Chile left in the summer.")
    'either'
    """
    named, dateline = _patterns()
    if dateline.search(words[:_HEAD_CHARS]):
        return "south"
    return "either" if named.search(words) else "north"


def in_hemisphere(sense: Sense, half: Hemisphere) -> Sense:
    """Give a season of that half of the world; anything else as it is."""
    if half == "north":
        return sense
    if sense.relative is not None and sense.relative.season:
        return replace(sense, relative=changed(sense.relative, hemisphere=half))
    found = _SEASON_OF_YEAR.match(sense.value) if sense.when else None
    if found is None:
        return sense
    interval = dates.season_interval(int(found[1]), found[2], half)
    return replace(sense, when=stated(interval, "season", sense.modifier))
