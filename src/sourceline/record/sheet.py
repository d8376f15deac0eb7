"""Everything known of one article, and everything known only over the collection.

In: nothing. Out: `Sheet`, `Collection`. They are what the rooms hand to one another through the
pipeline, and what the store writes down.
"""

from collections.abc import Sequence

from sourceline.record.article import Capture, Text
from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.record.claim import Claim, Figure, FigureGroup
from sourceline.record.copy import Copy, Interest, Origin
from sourceline.record.entity import Linking, Naming
from sourceline.record.event import Event, EventMention
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.place import Locating
from sourceline.record.reading import Reading
from sourceline.record.thread import Due, FollowUp, Thread
from sourceline.record.when import PlacedTime, Publication, TimeExpression


class Sheet(Written, frozen=True, kw_only=True):
    """One article as far as the per-article rooms could read it.

    A room that failed or was not reached leaves its field None; `outcomes` say which and why.
    """

    capture: Capture
    text: Text | None = None
    publication: Publication | None = None
    reading: Reading | None = None
    times: tuple[TimeExpression, ...] | None = None
    naming: Naming | None = None
    places: Locating | None = None
    events: tuple[EventMention, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    figures: tuple[Figure, ...] | None = None
    dues: tuple[Due, ...] | None = None
    outcomes: tuple[Dropped | Failed, ...] = ()


class Collection(Written, frozen=True, kw_only=True):
    """What only the whole collection shows.

    `publications` are those of the sheets, narrowed where other articles date them; `conflicts`
    are the smallest sets of sentences whose dates cannot all be true. `corrected` are tellings
    whose kind or status people corrected, as they are now.
    """

    publications: tuple[Publication, ...] = ()
    conflicts: tuple[Because, ...] = ()
    linking: Linking
    placed: Sequence[PlacedTime]
    events: tuple[Event, ...]
    corrected: tuple[EventMention, ...] = ()
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    interests: tuple[Interest, ...] = ()
    figure_groups: tuple[FigureGroup, ...]
    threads: tuple[Thread, ...]
    follow_ups: tuple[FollowUp, ...]
