"""What two tellings share and what sets them apart, as numbers a fitted judge weighs.

In: two faces that fit, and what else the two articles tell of that kind. Out: numbers by name.
Stands beside `likeness.grounds`, which says how alike the words are; here are parts, days, places,
and how many other tellings could be meant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log1p

from sourceline.rooms.merge.facts import OFTEN, once
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.nouns import is_definite, is_many
from sourceline.rooms.merge.pair import Pair
from sourceline.rooms.merge.tellings import Telling, days, first_day
from sourceline.rooms.merge.whom import other_count, others_hit, special_words
from sourceline.text.traces import alike, alike_to

_TO_COME = frozenset(("planned", "expected"))
# Below everything a trace can say.
UNKNOWN = -2.0
# Days beyond which more make no difference.
_FAR = 2000


@dataclass(frozen=True)
class Rivals:
    """The tellings of an article that fit a telling of another: how many, and how alike the two
    traces are that are most so.
    """

    count: int = 0
    best: float = 0.0
    second: float = 0.0

    def above(self, alike: float) -> float:
        """Say how far a telling of the article stands above all others of it."""
        return alike - (self.second if alike >= self.best else self.best)


def rivals_of(telling: Telling, others: Iterable[Telling]) -> Rivals:
    """Count the tellings of an article that fit a telling; give only those that fit."""
    found = sorted(alike_to(telling.mention.trace, [other.mention.trace for other in others]),
                   reverse=True)
    best, second = (*found[:2], 0.0, 0.0)[:2]
    return Rivals(len(found), best, second)


def numbers_of(pair: Pair, rivals: tuple[Rivals, Rivals]) -> Mapping[str, float]:
    """Give all numbers of a pair.

    Takes: `rivals`, the tellings of the other's article that fit the first, and of the first's
    article that fit the other.
    """
    one, other, found, facts = pair.one, pair.other, dict(pair.grounds), pair.facts
    first, second = one.telling, other.telling
    few, many = sorted(side.count for side in rivals)
    known = bool(first.mention.trace and second.mention.trace)
    trace = alike(first.mention.trace, second.mention.trace) if known else UNKNOWN
    margins = sorted(side.above(trace) for side in rivals) if known else (UNKNOWN, UNKNOWN)
    for name in ("known", "shared_noun", "once", "refers", "called", "fatal", "often", "related",
                 "known_by", "news", "alike", "spot"):
        found[f"facts_{name}"] = float(getattr(facts, name))
    whom = special_words(one), special_words(other)
    found |= {
        "keen": float(bool(facts.keen)), "actors": float(bool(facts.actors)),
        "company": min(facts.company, 6.0), "shared_names": log1p(facts.shared),
        "count": float(bool(facts.count)), "other_count": float(other_count(one, other)),
        "same_parts": float(facts.same_parts), "others_hit": float(others_hit(one, other)),
        "whom_both": float(bool(whom[0] and whom[1])), "whom_none": float(not any(whom)),
        "many": float(is_many(one) or is_many(other)), "rivals_few": log1p(few),
        "rivals_many": log1p(many), "alone": float(many <= 1),
        "definite": float(_definite(one) or _definite(other)),
        "both_definite": float(_definite(one) and _definite(other)),
        "same_status": float(first.mention.status == second.mention.status),
        "to_come_once": float(_comes(first) != _comes(second)),
        "to_come_both": float(_comes(first) and _comes(second)),
        "often_kind": float(first.kind in OFTEN), "once_kind": float(once(first) and once(second)),
        "subs": float(bool(first.sub) and first.sub == second.sub),
        "within": float(first.article == second.article),
        "trace": trace, "trace_above_least": margins[0], "trace_above_most": margins[1],
    }
    found |= _times(first, second, facts.length)
    found |= {"keen_alone": found["keen"] * found["alone"],
              "alone_once": found["alone"] * found["once_kind"],
              "company_alone": found["company"] * found["alone"],
              "keen_once": found["keen"] * found["once_kind"],
              "often_keen": found["often_kind"] * found["keen"]}
    return found


def _times(first: Telling, second: Telling, length: int) -> dict[str, float]:
    dated = [telling.when is not None for telling in (first, second)]
    apart = _FAR
    if first.until and second.until:
        apart = min(_FAR, abs((first.until - second.until).days))
    gap = 0
    if first.when and second.when:
        gap = min(_FAR, abs((first_day(first.when) - first_day(second.when)).days))
    shorter = min((days(t.when) for t in (first, second) if t.when), default=_FAR)
    return {"dated_both": float(all(dated)), "dated_none": float(not any(dated)),
            "same_day": float(length <= 2), "same_month": float(length <= 31),
            "same_year": float(length <= 366), "gap": log1p(gap),
            "shorter": log1p(min(_FAR, shorter)), "news_apart": log1p(apart),
            "news_known": float(apart < _FAR), "day_and_month": float(shorter <= 2 < length <= 31)}


def _comes(telling: Telling) -> bool:
    return telling.mention.status in _TO_COME


def _definite(face: Face) -> bool:
    mention = face.telling.mention
    return is_definite(mention.sentence.words, mention.cite.start - mention.sentence.start)
