"""What labels of events are made of: the noun of a kind, and the month of an interval.

In: kinds and days. Out: words. Which parts an event has is the merge room's; a person's correction
changes a label by the same words (`relabel`).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TypeAlias

from sourceline.lexicon.events import load_events

# The noun of a kind, and by which preposition its label names which role, the first one first.
Template: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]


def template_of(kind: str) -> Template:
    """Give the template of a kind; a kind of a user's own file is its own name.

    >>> template_of("ARREST")[0], template_of("OWN.kind")
    ('Arrest', ('Own', ()))
    """
    main = kind.partition(".")[0]
    own: Template = (main.capitalize(), ())
    return _templates().get(kind, _templates().get(main, own))


@cache
def _templates() -> Mapping[str, Template]:
    templates: dict[str, Template] = {}
    for kind in load_events().kind:
        about = tuple((entry.split(":")[0], entry.split(":")[1]) for entry in kind.about)
        templates[kind.name] = (kind.label, about)
        for group in kind.evokes:
            if group.sub:
                templates.setdefault(f"{kind.name}.{group.sub}", (group.label or kind.label, about))
    for name, (label, _) in list(templates.items()):
        # "Attack on X", "Air strike on X", but "Killing of X", "Bombing of X".
        if name.startswith("ASSAULT.") and label not in ("Air strike", "Cyberattack"):
            templates[name] = (label, (("victim", "of"), ("target", "of")))
    return templates


def time_label(start: date | None, end: date | None) -> str:
    """Say the month or the year of an interval, "" for one that is longer or open.

    >>> time_label(date(2031, 5, 2), date(2031, 5, 3)), time_label(None, date(2031, 5, 3))
    ('May 2031', '')
    """
    if start is None or end is None:
        return ""
    days = (end - start).days
    return start.strftime("%B %Y") if days <= 31 else str(start.year) if days <= 366 else ""


def relabel(label: str, was: str, now: str) -> str:
    """Put the noun of another kind, or the time of another interval, in the place of the old one.

    >>> relabel("Arrest of Ilo Venn, Tarsk, May 2031", "ARREST", "TRIAL")
    'Trial of Ilo Venn, Tarsk, May 2031'

    A label that does not begin with the noun of the old kind stays as it is.
    """
    (old, parts), (new, others) = template_of(was), template_of(now)
    rest = label.removeprefix(old)
    if was == now or rest == label or (rest and rest[0] not in " ,"):
        return label
    for _, preposition in parts:
        if rest.startswith(f" {preposition} ") and others:
            return f"{new} {others[0][1]}{rest[len(preposition) + 1:]}"
    return new + rest


def retime(label: str, was: str, now: str) -> str:
    """Put another time at the end of a label.

    >>> retime("Trial of Ilo Venn, May 2031", "May 2031", "June 2031"), retime("Trial", "", "2031")
    ('Trial of Ilo Venn, June 2031', 'Trial, 2031')
    """
    head = label.removesuffix(f", {was}") if was else label
    return f"{head}, {now}" if now else head
