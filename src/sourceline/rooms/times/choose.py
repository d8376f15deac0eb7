"""Choosing among the candidates: which date is believed, and how tight the answer may be.

In: candidates, bounds from the page's clock, constraints from the sentences. Out: a `Verdict` with
a reason for every candidate. The surest basis wins; candidates that contradict what the page
itself shows (published after it was fetched, before what it reports) are passed over; without any,
the sentences' constraints are intersected. A contradiction among those keeps the answer wide.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sourceline.record.when import Precision, When
from sourceline.rooms.times.candidates import Candidate
from sourceline.rooms.times.constraints import EARLIEST, LATEST, Constraint, solve
from sourceline.rooms.times.to_the_day import TO_THE_DAY
from sourceline.text.dates import Interval, add_days, overlap

# How much each voice counts when candidates name different days. htmldate's reading weighs what
# it has seen of a page; a label a reader sees ("Published: …") outweighs it, two machine fields
# that agree against it do not. Chosen on 250 dated pages (evals/times_pages.py); any weights in
# this order give the same answers there.
_WEIGHTS = {"dateline": 6.0, "declared": 8.0, "byline": 4.5, "guessed": 4.0, "address": 3.0,
            "file_name": 2.0, "meta": 1.5, "vague": 0.5}

# A yearly hint with one open side leaves a stretch for every year; decades of them are enough.
_MOST_STRETCHES = 40

# Rules that only choose between stretches that the others leave.
RECENT = "recent"
_CHOOSING = frozenset((RECENT, TO_THE_DAY))
_ONE_YEAR_DAYS = 366

# Dates that others put on an article from outside: the article's own report may refute them. What
# the page itself states is not refuted so: comments below an article tell of later days.
_CARRIED = frozenset(("declared", "file_name"))


@dataclass(frozen=True)
class Verdict:
    """What was chosen, and why everything else was not."""

    when: When
    candidate: Candidate | None
    sentence: str
    words: str = ""
    reasons: dict[Candidate, str] = field(default_factory=dict)
    used: tuple[Constraint, ...] = ()
    frame: tuple[Constraint, ...] = ()
    left: tuple[Interval, ...] = ()
    why_unused: str = "not needed beside a stated date"


def choose(
    found: Sequence[Candidate], bounds: Sequence[Constraint], implied: Sequence[Constraint],
    dateline_max_days: int,
) -> Verdict:
    """Choose the publication date, or the interval that the sentences leave."""
    reasons = {one: _standing_reason(one) for one in found}
    may_be = [one for one in found if one.role in ("published", "filed", "guessed", "vague")]
    possible = _possible(may_be, bounds, implied, reasons)
    possible = _near_dateline(possible, reasons, dateline_max_days)
    if possible:
        return _stated(possible, bounds, implied, reasons)
    return _by_text(bounds, implied, reasons)


def _standing_reason(one: Candidate) -> str:
    if one.role == "crawled":
        return ("not chosen: a date on top of a page is when the page was shown, not when the "
                "article was published; it bounds the publication from above")
    if one.role == "updated":
        return f"not chosen: {one.place} is an update; it bounds the publication from above"
    if one.basis == "copyright":
        return "not chosen: a copyright line is the site's, not the article's"
    return f"not chosen: {one.place}"


def _possible(
    found: Sequence[Candidate], bounds: Sequence[Constraint], implied: Sequence[Constraint],
    reasons: dict[Candidate, str],
) -> list[Candidate]:
    """Leave out what the page contradicts: too late for its clock, too early for its report."""
    clock = [one for one in bounds if one.rule == "crawled"]
    reported = [one for one in implied if one.rule == "reported"]
    kept: list[Candidate] = []
    for one in found:
        tests = [*clock, *(reported if one.basis in _CARRIED else ())]
        against = next((each for each in tests
                        if not any(overlap((add_days(one.interval[0], -1),
                                            add_days(one.interval[1], 1)), interval)
                                   for interval in each.intervals(one.interval[0].year))), None)
        if against is None:
            kept.append(one)
        else:
            reasons[one] = f"not chosen: {one.place} contradicts this: {against.reason}"
    return kept


def _near_dateline(
    possible: list[Candidate], reasons: dict[Candidate, str], max_days: int
) -> list[Candidate]:
    """Where a dateline stands, leave out what lies before it or long after."""
    filed = [one for one in possible if one.role == "filed"]
    if not filed:
        return possible
    day = filed[0].interval[0]
    kept: list[Candidate] = []
    for one in possible:
        if overlap(one.interval, (add_days(day, -1), add_days(day, max_days + 1))):
            kept.append(one)
        else:
            reasons[one] = (f"not chosen: {one.place} lies more than {max_days} days from the "
                            f"dateline “{filed[0].words}”")
    return kept


def _stated(
    possible: Sequence[Candidate], bounds: Sequence[Constraint], implied: Sequence[Constraint],
    reasons: dict[Candidate, str],
) -> Verdict:
    """Choose the day with the weightiest voices; the sentences narrow what is longer."""
    best = _weightiest(possible)
    agreeing = [one for one in possible if overlap(one.interval, best.interval)]
    for one in possible:
        if one is best:
            others = sorted({each.basis for each in agreeing if each.basis != one.basis})
            more = f"; {', '.join(others)} agrees" if others else ""
            reasons[one] = f"chosen: {one.place}{more}"
        elif one in agreeing:
            reasons[one] = f"agrees with what was chosen: {one.place}"
        else:
            reasons[one] = f"not chosen: {one.place} is weaker evidence than {best.place}"
    interval = best.interval
    used: tuple[Constraint, ...] = ()
    if (interval[1] - interval[0]).days > 1:
        interval, used = _narrowed(interval, implied)
    for bound in (one for one in bounds if one.rule == "crawled"):
        shared = next((each for each in (overlap(interval, one) for one in
                                         bound.intervals(interval[0].year)) if each), None)
        interval = shared or interval
    when = When(from_date=interval[0], to_date=interval[1], precision=_precision(interval),
                basis=best.basis)
    return Verdict(when, best, f"{best.place} says “{best.words}”", reasons=reasons, used=used,
                   frame=tuple(bounds))


def _narrowed(interval: Interval, implied: Sequence[Constraint]
              ) -> tuple[Interval, tuple[Constraint, ...]]:
    """Narrow a stated month or issue by the sentences, where these leave one stretch of it."""
    used = tuple(one for one in implied if one.rule not in _CHOOSING)
    inside = [shared for one in solve(used) if (shared := overlap(one, interval))]
    return (inside[0], used) if len(inside) == 1 and inside[0] != interval else (interval, ())


def _weightiest(possible: Sequence[Candidate]) -> Candidate:
    """Sum one voice of each kind for every day; a tie goes to the surest single voice."""
    voices: defaultdict[Interval, dict[str, float]] = defaultdict(dict)
    days = {one.interval for one in possible}
    for one in possible:
        for day in days:
            if one.interval[0] <= day[0] and day[1] <= one.interval[1]:
                kind = _voice(one)
                # A month in an address agrees with each of its days, but names none.
                exact = 1.0 if one.interval == day else 0.1
                voices[day][kind] = max(voices[day].get(kind, 0.0), _WEIGHTS[kind] * exact)
    order = {one: at for at, one in enumerate(possible)}
    return max(possible, key=lambda one: (sum(voices[one.interval].values()),
                                          _WEIGHTS[_voice(one)], -order[one]))


def _voice(one: Candidate) -> str:
    if one.role in ("guessed", "vague"):
        return one.role
    return one.basis


def _precision(interval: Interval) -> Precision:
    days = (interval[1] - interval[0]).days
    return "day" if days == 1 else "month" if days <= 31 else "year" if days <= 366 else "span"


def _by_text(
    bounds: Sequence[Constraint], implied: Sequence[Constraint], reasons: dict[Candidate, str]
) -> Verdict:
    """Intersect what the sentences imply; on contradiction keep what the page's clock says."""
    recent = [one for one in implied if one.rule == RECENT]
    counted = [one for one in implied if one.rule == TO_THE_DAY]
    implied = [one for one in implied if one.rule not in _CHOOSING]
    left = solve([*bounds, *implied])
    used, why = tuple(implied), ""
    days = solve([*bounds, *implied, *counted]) if counted and left else []
    if len(days) == 1 and (days[0][1] - days[0][0]).days == 1:
        left, used = days, (*used, *counted)
    if len(left) > 1 and recent:
        left, used = _recent(left, recent, used)
    if not left:
        used = tuple(one for one in implied if one.rule in ("reported", "dateline"))
        left, why = solve([*bounds, *used]), "left aside, for the sentences contradict one another"
    if not left:
        used, left, why = (), solve(bounds), "left aside, for it contradicts the page's own date"
    if not left or not (used or bounds):
        nothing = When(from_date=None, to_date=None, precision="unknown", basis="")
        return Verdict(nothing, None, "nothing on the page says when it was published",
                       reasons=reasons, frame=tuple(bounds), why_unused=why)
    first = left[0][0] if left[0][0] > EARLIEST else None
    last = left[-1][1] if left[-1][1] < LATEST else None
    if first and first.year <= EARLIEST.year + 1:  # a yearly rule on an open side says no year
        first = None
    if last and last.year >= LATEST.year - 1:
        last = None
    filed = next((one for one in used if one.rule == "dateline"), None)
    if filed and first and last and (last - first).days == 1:
        when = When(from_date=first, to_date=last, precision="day", basis="dateline")
        return Verdict(when, None, _sentence(used, bounds, why), words=filed.words,
                       reasons=reasons, used=used, frame=tuple(bounds), why_unused=why)
    return Verdict(_when(first, last, "text" if used else ""), None, _sentence(used, bounds, why),
                   words=used[-1].words if used else "", reasons=reasons, used=used,
                   frame=tuple(bounds), left=_stretches(left), why_unused=why)


def _stretches(left: Sequence[Interval]) -> tuple[Interval, ...]:
    """Keep the gaps between what is left, the first of them where there are very many."""
    if len(left) < 2:
        return ()
    if len(left) <= _MOST_STRETCHES:
        return tuple(left)
    if left[0][0].year <= EARLIEST.year + 1:  # open below: the years near the known end count
        return ((left[0][0], left[-_MOST_STRETCHES - 1][1]), *left[-_MOST_STRETCHES:])
    return (*left[:_MOST_STRETCHES], (left[_MOST_STRETCHES][0], left[-1][1]))


def _when(first: date | None, last: date | None, basis: str) -> When:
    if first is None and last is None:
        return When(from_date=None, to_date=None, precision="unknown", basis="")
    whole = bool(first and last and first.day == 1 and last.day == 1
                 and 28 <= (last - first).days <= 31)
    return When(from_date=first, to_date=last, precision="month" if whole else "span", basis=basis)


def _recent(left: list[Interval], recent: Sequence[Constraint], used: tuple[Constraint, ...]
            ) -> tuple[list[Interval], tuple[Constraint, ...]]:
    """Of years that fit alike keep the near one; where none is near or several are, all."""
    near = [one for one in left if all(
        overlap(one, bound) for each in recent for bound in each.intervals(one[0].year))]
    alone = bool(near) and (near[-1][1] - near[0][0]).days <= _ONE_YEAR_DAYS
    return (near, (*used, *recent)) if alone and len(near) < len(left) else (left, used)


def _sentence(used: Sequence[Constraint], bounds: Sequence[Constraint], why: str) -> str:
    said = [one.reason for one in (*used, *bounds)]
    text = "no line states the date; " + "; ".join(dict.fromkeys(said))
    return text + (f"; other hints were {why}" if why else "")
