"""Who says so, and which numbers are given.

In: nothing. Out: `Claim`, `Figure`, `FigureGroup`.
"""

from datetime import date
from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite

ClaimForm = Literal["direct", "indirect", "mixed", "narrated"]
Bound = Literal["exact", "about", "at_least", "at_most", "vague"]


class Claim(Written, frozen=True, kw_only=True):
    """Someone is reported to have said something.

    `cite` spans the whole of it; `speaker`, `cue` and `content` are its parts. `speaker` is None
    where the text leaves it open. `hedge` is the word that weakens it ("reportedly"), "" for none.
    """

    id: str
    cite: Cite
    speaker: Cite | None
    speaker_mention: str | None = None
    cue: Cite | None
    content: Cite
    form: ClaimForm
    hedge: str = ""
    because: Because


class Figure(Written, frozen=True, kw_only=True):
    """A number said of something: low, high, bound, what is counted, who says so, as of when.

    `cite` are the words of the number with its bound ("at least 40"); `counted` the words of what
    is counted ("protesters killed"), `unit` a word of a closed list (person, event, year, money…).
    `low`/`high` are None where the words set no such end. `scope` are the words that narrow the
    count: a place, a period, a part it includes ("including three children").
    """

    id: str
    cite: Cite
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    counted: str
    counted_cite: Cite | None = None
    scope: tuple[Cite, ...] = ()
    event: str | None = None
    attributed_to: str = ""
    as_of: date | None = None
    because: Because


class FigureGroup(Written, frozen=True, kw_only=True):
    """Figures that answer the same question, side by side; never a sum.

    `rivals` are pairs of its figures that cannot both be right of the same day and place.
    """

    id: str
    figures: tuple[str, ...]
    rivals: tuple[tuple[str, str], ...] = ()
    because: Because
