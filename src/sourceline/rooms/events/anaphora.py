"""Times that lean on another event: "on the very night of the announcement".

In: the event mentions of one article in order. Out: the same, with the time of the event leant on
where exactly one earlier mention near by has one. It invents no date.
"""

import re
from collections.abc import Sequence

import msgspec

from sourceline.record.event import EventMention
from sourceline.rooms.events.triggers import patterns

_SAME_DAY = re.compile(
    r"\b(?:the|that) (?:very |same ){0,2}(?:day|night|morning|evening|afternoon) (?:of|as) "
    r"(?:the|that|this|his|her|their|its) ([a-z]{3,20})\b", re.IGNORECASE)
# How far back the event leant on may stand, in characters: about three sentences.
_REACH = 900


def lend_times(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Give events "on the night of the arrest" the time of the arrest told just before."""
    return [_lent(number, mentions) for number in range(len(mentions))]


def _lent(number: int, mentions: Sequence[EventMention]) -> EventMention:
    mention = mentions[number]
    after = mention.cite.end - mention.sentence.start
    match = _SAME_DAY.search(mention.sentence.words, after)
    if mention.time is not None or match is None:
        return mention
    kinds = {pattern.kind.name for pattern in patterns().get(match.group(1).lower(), ())}
    earlier = [one for one in mentions[max(0, number - 60):number]
               if one.kind.split(".")[0] in kinds and one.time is not None
               and mention.cite.start - one.cite.start < _REACH]
    if len({one.time for one in earlier}) != 1:
        return mention
    return msgspec.structs.replace(mention, time=earlier[-1].time)
