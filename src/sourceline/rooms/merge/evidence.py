"""Why two tellings are one event: grounds strong enough to join them, in words.

In: faces of two tellings that fit. Out: how sure, 0 to 1, and the grounds in words; 0 for no
reason. Likeness alone joins nothing: a party, a date, a place, a printed sentence, the event's own
name or the same noun said again must be shared, and what is told often of the same people
(statements, accusations, talks) needs the same day too.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.fits import fit
from sourceline.rooms.merge.likeness import Face, score
from sourceline.rooms.merge.spots import can_be_one
from sourceline.rooms.merge.tellings import Telling, days
from sourceline.rooms.merge.words import family, is_definite

# Kinds that befall the same named one hardly ever twice within a collection's story.
_ONCE = frozenset(("TRIAL", "VERDICT", "SENTENCE", "EXTRADITE", "EXCHANGE", "APPEAL", "RELEASE",
                   "EXECUTE", "DEATH", "ARREST"))
# Kinds that the same people do to the same people again and again.
_OFTEN = frozenset(("ACCUSE", "STATEMENT", "REJECT", "CONSULT", "SUPPORT", "REQUEST", "THREATEN",
                    "COOPERATE", "INVESTIGATE", "REPORT", "YIELD", "POLICY", "AGREE", "MOBILIZE"))
# Of these, the ones done again and again within one article's story.
_OFTEN_WITHIN = frozenset(("CONSULT", "STATEMENT", "SUPPORT", "REQUEST", "COOPERATE", "AGREE"))
_KEEN = ("target", "victim")
# Words for people that fit anyone; the same such word in two tellings says nothing.
_ANYONE = frozenset((
    "people", "man", "men", "woman", "women", "person", "persons", "others", "someone", "anyone",
    "everyone", "officials", "members", "group", "groups", "thousands", "hundreds", "dozens",
    "many", "some", "several", "all", "police", "officers", "forces", "victims", "civilians",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "boy", "boys", "girl", "girls", "teen", "teenager", "teenagers", "child", "children", "worker",
    "workers", "employee", "employees", "resident", "residents", "victim", "suspect", "suspects",
    "son", "daughter", "mother", "father", "brother", "sister", "wife", "husband", "friend",
    "old", "year", "year-old", "young", "former", "another", "more", "least"))
# "That attack" means one told this near before it.
_POINTING_CHARS = 500
# Below this place in an article "an attack" brings up another one; above, title and first
# sentences tell one event each anew.
_LEAD_CHARS = 700
_DAYS_OF_ONE = 2
_ALIKE_WITHIN = 0.6
_ALIKE_ACROSS = ((0.9, 0.9), (0.8, 1.3), (0.7, 2.0))
# Steps of a case, so rare that the same season and three rare names shared near by are evidence.
RARE = frozenset(("PLOT", "EXCHANGE", "EXTRADITE", "RESOLUTION", "TRIAL", "VERDICT", "SENTENCE"))
# Two articles this near, in days, tell the same news of the same one or place.
_NEWS_DAYS = 4
_SEASON_DAYS, _COMPANY = 124, 1.9


@dataclass(frozen=True)
class Ground:
    """How sure a merge is, 0 to 1, and why, in words."""

    sure: float
    words: str


NONE = Ground(0.0, "")


def within(one: Face, other: Face, crowd: Crowd, names: Mapping[str, str], tight_days: int,
           unclear: Set[str]) -> Ground:
    """Judge two tellings of one article; a noun that is `unclear` there names several events."""
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
    if _refers_back(one, other) and _noun(one) not in unclear:
        found.append("the same noun with “the”")
    vague = bool(keen) and not keen & first.named and first.kind not in _ONCE
    often = first.kind in _OFTEN_WITHIN and not actors & first.named
    if (len(found) == 1 and keen and (often or (vague and not actors))) or _other_count(one, other):
        return NONE
    if found == ["the same date"] and first.kind in _OFTEN and not actors:
        return NONE
    if found and actors:
        found.append(f"both by {_named(actors, names)}")
    if not found and like >= _ALIKE_WITHIN and _takes_up(one, other, unclear):
        found.append("told alike")
    if not found or _brings_up(one, other):
        return NONE
    if not keen and (_others_hit(one, other) or _many(one) or _many(other)):
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
    length = _length(first, second)
    shared = first.near & second.near
    company = sum(crowd.rarity(name) for name in shared)
    known = first.kind in RARE and length <= _SEASON_DAYS and company >= _COMPANY
    if (like < 0.3 and not known) or _many(one) or _many(other):
        return NONE
    keen = _shared(first, second, _KEEN) & first.named & second.named
    actors = _shared(first, second, ("actor",)) & first.named & second.named
    found = [f"both of {_named(keen, names)}"] if keen else []
    found += [f"both by {_named(actors, names)}"] if actors else []
    spot = bool(first.spot and second.spot and first.spot.kind != "country"
                and second.spot.kind != "country" and can_be_one(first.spot, second.spot))
    found += ["the same place"] if spot else []
    found += ["the same date"] if length <= tight_days else []
    found += [f"in one season beside the same {len(shared)} names"] if known else []
    news = _same_news(first, second) and first.kind not in _OFTEN and like >= 0.8 and (
        bool(keen) or (spot and bool(one.head == other.head)))
    found += ["articles of the same days"] if news else []
    told = first.kind not in _OFTEN and _told_alike(like, company) and _came_about(one, other)
    found += [f"told alike beside the same {len(shared)} names"] if told and not known else []
    if not known and not news and not told and not _enough(
            first, bool(keen), bool(actors), spot, length, like, tight_days):
        return NONE
    if (_others_hit(one, other) and not keen and not known) or _other_count(one, other):
        return NONE
    return Ground(min(0.99, max(like, 0.7)), _words(found, like))


def _told_alike(like: float, company: float) -> bool:
    """Weigh likeness with the rare names around: each makes up for less of the other."""
    return any(like >= least and company >= names for least, names in _ALIKE_ACROSS)


def _came_about(one: Face, other: Face) -> bool:
    """What is only planned is told alike of every plan; the steps of a case are rare enough."""
    statuses = {one.telling.mention.status, other.telling.mention.status}
    return one.telling.kind in RARE or not statuses & {"planned", "threatened"}


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


def _same_news(first: Telling, second: Telling) -> bool:
    """Tell whether two articles came out within days, and neither dates its telling otherwise."""
    if first.until is None or second.until is None:
        return False
    if (first.when is None) != (second.when is None):
        return False
    return abs((first.until - second.until).days) <= _NEWS_DAYS


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
        found |= one.parts.get(role, frozenset()) & other.parts.get(role, frozenset()) - _ANYONE
    both = one.when is None or other.when is None or days(one.when) + days(other.when) < 740
    return frozenset(found) if both else frozenset()


def _others_hit(one: Face, other: Face) -> bool:
    """Tell whether both say whom it befalls, in words that share nothing.

    "Two women" and "three workers", "the deputy" and a name may be the same people.
    """
    words = _special(one), _special(other)
    if not words[0] or not words[1] or words[0] & words[1]:
        return False
    named = [bool(_whom(face) & face.telling.named) for face in (one, other)]
    return named[0] == named[1]


def _special(face: Face) -> frozenset[str]:
    """Give the words for whom it befalls that do not fit anyone."""
    return face.role_words.get("target", frozenset()) - _anyone()


def _whom(face: Face) -> frozenset[str]:
    parts = face.telling.parts
    return parts.get("target", frozenset()) | parts.get("victim", frozenset())


@cache
def _anyone() -> frozenset[str]:
    return frozenset(family(word) for word in _ANYONE)


def _other_count(one: Face, other: Face) -> bool:
    """Tell "45 people" from "1,000 people": both count whom it befalls, and not alike."""
    counts = [{word for word in face.role_words.get("target", ()) if word[0].isdigit()}
              for face in (one, other)]
    return bool(counts[0] and counts[1] and not counts[0] & counts[1])


def _same_time(one: Telling, other: Telling, tight_days: int) -> bool:
    return one.when is not None and one.when == other.when and days(one.when) <= tight_days


def _many(face: Face) -> bool:
    """Tell "the attacks" from "the attack": a plural noun means several, left open.

    A protest is told in the plural as a rule, and so is what befalls several people at once.
    """
    noun = _noun(face)
    if not noun.endswith("s") or noun.endswith(("ss", "sis")) or _is_verb(face):
        return False
    return face.telling.kind != "PROTEST" and not _special(face) and not face.marks


def _is_verb(face: Face) -> bool:
    """Tell "he attacks", "Ramo, 75, dies" from "the attacks" by the word before."""
    mention = face.telling.mention
    before = mention.sentence.words[:mention.cite.start - mention.sentence.start].split()[-1:]
    if not before:
        return False
    return before[0].lower() in ("he", "she", "it", "who", "that", "which") or \
        before[0].endswith((",", "”", '"')) or (before[0][:1].isupper() and len(before[0]) > 3)


def unclear_nouns(faces: Sequence[Face]) -> frozenset[str]:
    """Name the nouns that one article uses for several events: a bare "the attack" stays open."""
    by_noun: dict[str, list[Face]] = {}
    for face in faces:
        by_noun.setdefault(_noun(face), []).append(face)
    return frozenset(noun for noun, some in by_noun.items() if _tell_several(some[:_MOST_FACES]))


# In an article that says one noun more often, the first tellings show whether it is unclear.
_MOST_FACES = 60


def _tell_several(faces: Sequence[Face]) -> bool:
    marked = [face for face in faces if face.marks]
    dated = [face for face in faces if face.telling.when is not None]
    return any(not one.marks & other.marks for at, one in enumerate(marked)
               for other in marked[at + 1:]) or any(
        not fit(one.telling, other.telling) for at, one in enumerate(dated)
        for other in dated[at + 1:])


def _noun(face: Face) -> str:
    return face.telling.mention.cite.words.lower().rsplit(" ", 1)[-1]


def _refers_back(one: Face, other: Face) -> bool:
    """Tell "the plot" after "a plot": the same noun, the later with the, that or this."""
    if _noun(one) != _noun(other) or (one.marks and other.marks and not one.marks & other.marks):
        return False
    word = _word_before(_later(one, other))
    apart = abs(one.telling.mention.cite.start - other.telling.mention.cite.start)
    return word == "the" or (word in ("that", "this") and apart <= _POINTING_CHARS)


def _takes_up(one: Face, other: Face, unclear: Set[str]) -> bool:
    """Tell whether the later telling takes up what the earlier one told, in like words.

    A definite noun does ("the deadly attack", "their arrest") unless the article tells of several;
    a verb does only where it befalls the same one.
    """
    if one.telling.kind in _OFTEN or not _came_about(one, other) \
            or {_noun(one), _noun(other)} & unclear:
        return False
    same = bool(_special(one) & _special(other))
    if not same and _befalls(one) and _befalls(other):
        return False
    mention = _later(one, other).telling.mention
    return same or is_definite(mention.sentence.words, mention.cite.start - mention.sentence.start)


def _befalls(face: Face) -> bool:
    return any(role.role in _KEEN for role in face.telling.mention.roles)


def _brings_up(one: Face, other: Face) -> bool:
    """Tell "an attack" far down an article: it brings up another one."""
    later = _later(one, other)
    return later.telling.mention.cite.start > _LEAD_CHARS and \
        _word_before(later) in ("a", "an", "another", "any", "every", "each", "no")


def _later(one: Face, other: Face) -> Face:
    return max((one, other), key=lambda face: face.telling.mention.cite.start)


def _word_before(face: Face) -> str:
    mention = face.telling.mention
    before = mention.sentence.words[:mention.cite.start - mention.sentence.start].split()[-1:]
    return before[0].lower() if before else ""
