"""A plot that was stopped was stopped wherever the text speaks of it.

In: the event mentions of one article in text order, its time expressions. Out: the same mentions;
what refers to a plot the text calls foiled is thwarted too. Without such a plot nothing changes.
"""

from collections.abc import Mapping, Sequence

import msgspec

from sourceline.record.cite import Because
from sourceline.record.event import EventMention
from sourceline.record.when import TimeExpression

# "The attack" refers back to the plot when it is this near, in characters: about four sentences.
_REACH = 1200
_PLOTTED = frozenset(("past", "plan", "court", "reference", "court_reference", "thwarted"))


def thwart_everywhere(mentions: Sequence[EventMention],
                      times: Sequence[TimeExpression]) -> list[EventMention]:
    """Make every telling of a foiled plot thwarted.

    A telling belongs to the foiled plot when nothing speaks against it: the same kind of plot, no
    other year, no other target. "The attack" with no time, place or victim of its own belongs to
    the plot told last before it.
    """
    years = {time.id: _year(time) for time in times}
    foiled = [one for one in mentions if one.kind.startswith("PLOT") and one.status == "thwarted"]
    if not foiled:
        return list(mentions)
    found: list[EventMention] = []
    for mention in mentions:
        same = _same_plot(mention, foiled, years) or _is_its_deed(mention, found)
        found.append(_thwarted(mention) if same else mention)
    return found


def _year(time: TimeExpression) -> int | None:
    when = time.when
    if when is None or when.from_date is None or when.to_date is None:
        return None
    long = (when.to_date - when.from_date).days > 366
    return None if long else when.from_date.year


def _same_plot(mention: EventMention, foiled: Sequence[EventMention],
               years: Mapping[str, int | None]) -> bool:
    if not mention.kind.startswith("PLOT") or mention.status not in ("happened", "alleged",
                                                                     "planned"):
        return False
    if mention.because.rule.removeprefix("events.") not in _PLOTTED:
        return False
    told = {years.get(one.time or "") for one in foiled} - {None}
    own = years.get(mention.time or "")
    if own is not None and told and own not in told:
        return False
    targets = {_last(role.cite.words) for one in foiled for role in one.roles
               if role.role == "target"}
    aimed = {_last(role.cite.words) for role in mention.roles if role.role == "target"}
    return not targets or not aimed or bool(targets & aimed) or own in told


def _last(words: str) -> str:
    return words.lower().rsplit(" ", 1)[-1]


def _is_its_deed(mention: EventMention, before: Sequence[EventMention]) -> bool:
    """Tell the deed of a foiled plot: bombing it was for, or "the attack" told right after it."""
    if not mention.kind.startswith("ASSAULT"):
        return False
    last = next((one for one in reversed(before)
                 if one.kind.startswith(("PLOT", "ASSAULT", "DEATH"))), None)
    if last is None or last.status != "thwarted" or \
            mention.cite.start - last.cite.start > _REACH:
        return False
    rule = mention.because.rule.removeprefix("events.")
    if mention.status in ("planned", "alleged"):
        return last.sentence.start == mention.sentence.start and rule in ("plan", "court")
    start = mention.cite.start - mention.sentence.start
    definite = mention.sentence.words[:start].lower().split()[-1:] in (["the"], ["that"], ["this"])
    return rule == "reference" and definite and mention.time is None and not mention.roles


def _thwarted(mention: EventMention) -> EventMention:
    because = Because(rule="events.foiled_elsewhere", version=mention.because.version,
                      sentence=f"“{mention.cite.words}” refers to a plot this text calls foiled")
    return msgspec.structs.replace(mention, status="thwarted", because=because)
