"""Why two tellings are one event: grounds strong enough to join them, in words.

In: faces of two tellings that fit. Out: how sure, 0 to 1, and the grounds in words; 0 for no
reason. Likeness alone joins nothing: a party, a date, a place, a printed sentence, the event's own
name or the same noun said again must be shared, and what is told often of the same people
(statements, accusations, talks) needs the same day too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.likeness import Face, score
from sourceline.rooms.merge.spots import can_be_one
from sourceline.rooms.merge.tellings import Telling, days

# Kinds that befall the same named one hardly ever twice within a collection's story.
_ONCE = frozenset(("TRIAL", "VERDICT", "SENTENCE", "EXTRADITE", "EXCHANGE", "APPEAL", "RELEASE",
                   "EXECUTE", "DEATH", "ARREST"))
# Kinds that the same people do to the same people again and again.
_OFTEN = frozenset(("ACCUSE", "STATEMENT", "REJECT", "CONSULT", "SUPPORT", "REQUEST", "THREATEN",
                    "COOPERATE", "INVESTIGATE", "REPORT", "YIELD", "POLICY", "AGREE", "MOBILIZE"))
_KEEN = ("target", "victim")
_DAYS_OF_ONE = 2


@dataclass(frozen=True)
class Ground:
    """How sure a merge is, 0 to 1, and why, in words."""

    sure: float
    words: str


NONE = Ground(0.0, "")


def within(one: Face, other: Face, crowd: Crowd, names: Mapping[str, str], tight_days: int
           ) -> Ground:
    """Judge two tellings of one article."""
    first, second = one.telling, other.telling
    like = score(one, other, crowd)
    alike = one.head == other.head or bool(one.groups & other.groups) or like >= 0.5
    found: list[str] = []
    keen = _shared(first, second, _KEEN)
    actors = _shared(first, second, ("actor",))
    if keen and (alike or first.kind in _ONCE):
        found.append(f"both of {_named(keen, names)}")
    if _same_time(first, second, tight_days) and alike:
        found.append("the same date")
    if first.key and first.key == second.key:
        found.append(f"both named “{first.key}”")
    if _refers_back(one, other):
        found.append("the same noun with “the”")
    if found and actors:
        found.append(f"both by {_named(actors, names)}")
    if not found or (not keen and (_others_hit(one, other) or _many(one) or _many(other))):
        return NONE
    return Ground(min(0.99, max(like, 0.5 + 0.15 * len(found))), _words(found, like))


def across(one: Face, other: Face, crowd: Crowd, names: Mapping[str, str], tight_days: int
           ) -> Ground:
    """Judge two tellings of two articles."""
    first, second = one.telling, other.telling
    like = score(one, other, crowd)
    if first.said and first.said == second.said:
        return Ground(max(0.9, min(like, 0.99)), _words(["the same sentence"], like))
    if first.key and first.key == second.key:
        return Ground(max(0.8, min(like, 0.99)), _words([f"both named “{first.key}”"], like))
    if like < 0.3 or _many(one) or _many(other):
        return NONE
    length = _length(first, second)
    keen = _shared(first, second, _KEEN) & first.named & second.named
    actors = _shared(first, second, ("actor",)) & first.named & second.named
    found = [f"both of {_named(keen, names)}"] if keen else []
    found += [f"both by {_named(actors, names)}"] if actors else []
    spot = bool(first.spot and second.spot and first.spot.kind != "country"
                and second.spot.kind != "country" and can_be_one(first.spot, second.spot))
    found += ["the same place"] if spot else []
    found += ["the same date"] if length <= tight_days else []
    if not _enough(first, bool(keen), bool(actors), spot, length, like, tight_days):
        return NONE
    if _others_hit(one, other) and not keen:
        return NONE
    return Ground(min(0.99, max(like, 0.7)), _words(found, like))


def _enough(first: Telling, keen: bool, actors: bool, spot: bool, length: int, like: float,
            tight_days: int) -> bool:
    """Weigh what is shared: how much is needed grows with how often such a thing is told."""
    day = length <= _DAYS_OF_ONE
    if first.kind in _OFTEN:
        return day and like >= 0.5 and ((keen and actors) or (keen and spot))
    if keen and (length <= tight_days or (first.kind in _ONCE and like >= 0.5)):
        return True
    if day and (spot or (actors and like >= 0.8)):
        return True
    return keen and actors and like >= 0.9


def _length(first: Telling, second: Telling) -> int:
    """Give the days of the longer of two dates, very many where one is not dated."""
    if first.when is None or second.when is None:
        return 100_000
    return max(days(first.when), days(second.when))


def _words(found: list[str], like: float) -> str:
    return ", ".join([*found, f"likeness {like:.2f}"])


def _named(ids: frozenset[str], names: Mapping[str, str]) -> str:
    return " and ".join(sorted(names.get(one, one) for one in ids)[:2])


def _shared(one: Telling, other: Telling, roles: tuple[str, ...]) -> frozenset[str]:
    """Give parties that stand in the same part of both, by name or by the same noun."""
    found: set[str] = set()
    for role in roles:
        found |= one.parts.get(role, frozenset()) & other.parts.get(role, frozenset())
    both = one.when is None or other.when is None or days(one.when) + days(other.when) < 740
    return frozenset(found) if both else frozenset()


def _others_hit(one: Face, other: Face) -> bool:
    """Tell whether both say whom it befalls, in words that share nothing."""
    words = one.role_words.get("target"), other.role_words.get("target")
    return bool(words[0] and words[1] and not words[0] & words[1])


def _same_time(one: Telling, other: Telling, tight_days: int) -> bool:
    return one.when is not None and one.when == other.when and days(one.when) <= tight_days


def _many(face: Face) -> bool:
    """Tell "the attacks" from "the attack": a plural noun means several, left open."""
    trigger = face.telling.mention.cite.words.lower()
    return " " not in trigger and trigger.endswith("s") and not trigger.endswith(("ss", "sis")) \
        and not _is_verb(face)


def _is_verb(face: Face) -> bool:
    """Tell "he attacks" from "the attacks" by the word before."""
    mention = face.telling.mention
    before = mention.sentence.words[:mention.cite.start - mention.sentence.start].split()[-1:]
    return bool(before) and (before[0].lower() in ("he", "she", "it", "who", "that", "which")
                             or (before[0][:1].isupper() and len(before[0]) > 3))


def _refers_back(one: Face, other: Face) -> bool:
    """Tell "the plot" after "a plot": the same noun, the later with the, that or this."""
    nouns = [face.telling.mention.cite.words.lower().rsplit(" ", 1)[-1] for face in (one, other)]
    if nouns[0] != nouns[1] or (one.marks and other.marks and not one.marks & other.marks):
        return False
    later = max((one.telling, other.telling), key=lambda telling: telling.mention.cite.start)
    start = later.mention.cite.start - later.mention.sentence.start
    before = later.mention.sentence.words[:start].lower().split()[-1:]
    return bool(before) and before[0] in ("the", "that", "this")
