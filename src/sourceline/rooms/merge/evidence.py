"""Why two tellings are one event: grounds strong enough to join them, in words.

In: faces of two tellings that fit. Out: how sure, 0 to 1, and the grounds in words; 0 for no
reason. Likeness alone joins nothing: a party, a date, a place, a printed sentence, the event's own
name or the same noun said again must be shared, and what is told often of the same people
(statements, accusations, talks) needs the same day too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.facts import OFTEN, ONCE, PLAIN, came_about, shared
from sourceline.rooms.merge.likeness import Face, score
from sourceline.rooms.merge.nouns import (
    Nouns,
    brings_up,
    is_definite,
    is_many,
    later_of,
    noun_of,
    refers_back,
)
from sourceline.rooms.merge.pair import Pair
from sourceline.rooms.merge.tellings import Telling, days
from sourceline.rooms.merge.whom import (
    KEEN,
    befalls,
    other_count,
    others_hit,
    special_words,
)

# Of these, the ones done again and again within one article's story.
_OFTEN_WITHIN = frozenset(("CONSULT", "STATEMENT", "SUPPORT", "REQUEST", "COOPERATE", "AGREE"))
# From this likeness on a definite noun of the same article takes up what was told; read off the
# train topics of ECB+ (9 of 10 such pairs are one event).
_ALIKE_WITHIN = 0.6


@dataclass(frozen=True)
class Ground:
    """How sure a merge is, 0 to 1, and why, in words."""

    sure: float
    words: str


NONE = Ground(0.0, "")


def within(one: Face, other: Face, crowd: Crowd, names: Mapping[str, str], tight_days: int,
           nouns: Nouns) -> Ground:
    """Judge two tellings of one article; `nouns` is how it uses them."""
    first, second = one.telling, other.telling
    keen = shared(first, second, KEEN)
    if brings_up(one, other) or other_count(one, other) or (
            not keen and (others_hit(one, other) or is_many(one) or is_many(other))):
        return NONE
    pointed = nouns.points.get(later_of(one, other).telling.mention.id)
    if pointed is not None and not keen:
        earlier = min((first, second), key=lambda telling: telling.mention.cite.start)
        return Ground(0.8, f"“{_pointer(one, other)}” right behind it") \
            if earlier.mention.id == pointed else NONE
    same_time = _same_time(first, second, tight_days)
    same_key = bool(first.key) and first.key == second.key
    again = refers_back(one, other) and noun_of(one) not in nouns.unclear
    takes_up = _takes_up(one, other, nouns)
    follows = _follows(first, second) in nouns.followed
    # Of a hundred pairs most lack what no likeness makes up for; likeness is most of the work.
    if not (keen or same_time or same_key or again or takes_up or follows):
        return NONE
    like = score(one, other, crowd)
    alike = one.head == other.head or bool(one.groups & other.groups) or like >= 0.5
    found: list[str] = []
    actors = shared(first, second, ("actor",))
    if keen and (alike or first.kind in ONCE):
        found.append(f"both of {named_words(keen, names)}")
    if same_time and alike:
        found.append("the same date")
    if same_key:
        found.append(f"both named “{first.key}”")
    if again:
        found.append("the same noun with “the”")
    vague = bool(keen) and not keen & first.named and first.kind not in ONCE
    often = first.kind in _OFTEN_WITHIN and not actors & first.named
    if len(found) == 1 and keen and (often or (vague and not actors)):
        return NONE
    if found == ["the same date"] and first.kind in OFTEN and not actors:
        return NONE
    if found and actors:
        found.append(f"both by {named_words(actors, names)}")
    if not found and like >= _ALIKE_WITHIN and takes_up:
        found.append("told alike")
    if not found and like >= _ALIKE_WITHIN and follows:
        found.append(f"“the {noun_of(one)}” right behind it")
    if not found:
        return NONE
    return Ground(min(0.99, max(like, 0.5 + 0.15 * len(found))), _words(found, like))


def across(pair: Pair, names: Mapping[str, str]) -> Ground:
    """Judge two tellings of two articles."""
    one, other = pair.one, pair.other
    first, second = one.telling, other.telling
    same = bool(first.said) and first.said == second.said
    if same or (first.key and first.key == second.key):
        return Ground(max(0.9, min(pair.like, 0.99)), _words(["the same sentence"], pair.like)) \
            if same else Ground(max(0.8, min(pair.like, 0.99)),
                                _words([f"both named “{first.key}”"], pair.like))
    if is_many(one) or is_many(other):
        return NONE
    facts = pair.facts
    plain = facts.plain()
    if plain and not other_count(one, other):
        found = [f"both of {named_words(facts.keen, names)}"] if facts.keen else []
        return Ground(PLAIN, ", ".join([*found, plain]))
    # Of a hundred pairs ninety lack what no likeness makes up for; likeness is most of the work.
    if facts.reasons(1.0) is None:
        return NONE
    if (others_hit(one, other) and not facts.keen and not facts.known) or other_count(one, other):
        return NONE
    reasons = facts.reasons(pair.like)
    if reasons is None:
        return NONE
    found = [f"both of {named_words(facts.keen, names)}"] if facts.keen else []
    found += [f"both of {facts.count}"] if facts.count else []
    found += [f"both by {named_words(facts.actors, names)}"] if facts.actors else []
    found += ["the same place"] if facts.spot else []
    found += ["the same rare name"] if facts.called else []
    found += ["the same date"] if facts.length <= pair.tight_days else []
    return Ground(min(0.99, max(pair.like, 0.7)), _words([*found, *reasons], pair.like))


def _words(found: list[str], like: float) -> str:
    return ", ".join([*found, f"likeness {like:.2f}"])


def named_words(ids: frozenset[str], names: Mapping[str, str]) -> str:
    """Name at most two of those that both share."""
    return " and ".join(sorted(names.get(one, one) for one in ids)[:2])


def _same_time(one: Telling, other: Telling, tight_days: int) -> bool:
    return one.when is not None and one.when == other.when and days(one.when) <= tight_days


def _follows(one: Telling, other: Telling) -> tuple[str, str]:
    first, second = sorted((one.mention, other.mention), key=lambda mention: mention.cite.start)
    return first.id, second.id


def _pointer(one: Face, other: Face) -> str:
    """Give the words that point: "that attack"."""
    mention = later_of(one, other).telling.mention
    start = mention.cite.start - mention.sentence.start
    return f"{mention.sentence.words[:start].split()[-1].lower()} {mention.cite.words}"


def _takes_up(one: Face, other: Face, nouns: Nouns) -> bool:
    """Tell whether the later telling takes up what the earlier one told, in like words.

    A definite noun does ("the deadly attack", "their arrest") unless the article tells of several;
    a verb does only where it befalls the same one.
    """
    if one.telling.kind in OFTEN or not came_about(one, other) \
            or {noun_of(one), noun_of(other)} & nouns.unclear:
        return False
    later = later_of(one, other)
    if noun_of(one) != noun_of(other) and \
            nouns.since.get(noun_of(later), 1 << 40) < later.telling.mention.cite.start:
        return False  # "the massacre" is of the massacre told before, not of a murder
    same = bool(special_words(one) & special_words(other))
    if not same and befalls(one) and befalls(other):
        return False
    mention = later.telling.mention
    return same or is_definite(mention.sentence.words, mention.cite.start - mention.sentence.start)
