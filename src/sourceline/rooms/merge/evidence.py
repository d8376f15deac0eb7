"""Why two tellings are one event: grounds strong enough to join them, in words.

In: faces of two tellings that fit. Out: how sure, 0 to 1, and the grounds in words; 0 for no
reason. Likeness alone joins nothing: a party, a date, a place, a printed sentence, the event's own
name or the same noun said again must be shared, and what is told often of the same people
(statements, accusations, talks) needs the same day too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from sourceline.rooms.merge.crowd import Crowd
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
from sourceline.rooms.merge.spots import can_be_one
from sourceline.rooms.merge.tellings import Telling, days, first_day
from sourceline.rooms.merge.whom import (
    ANYONE,
    KEEN,
    befalls,
    other_count,
    others_hit,
    same_count,
    special_words,
)

# Kinds that befall the same named one hardly ever twice within a collection's story.
_ONCE = frozenset(("TRIAL", "VERDICT", "SENTENCE", "EXTRADITE", "EXCHANGE", "APPEAL", "RELEASE",
                   "EXECUTE", "DEATH", "ARREST"))
# So are these, by kind and sub-kind.
_ONCE_SUBS = frozenset(("ASSAULT.killing", "ASSAULT.abduction", "ASSAULT.stabbing",
                        "DISAPPEAR.", "APPOINT.appointment", "COERCE.coup"))
# These befall nobody twice.
_FATAL = frozenset(("EXECUTE", "DEATH", "EXTRADITE", "EXCHANGE", "VERDICT", "SENTENCE"))
_FATAL_SUBS = frozenset(("ASSAULT.killing", "ASSAULT.abduction", "DISAPPEAR."))
# Nouns that name one happening of a place for years, and what it was when it was told first.
_KNOWN_BY = frozenset(("massacre", "bloodbath", "killings", "killing", "shootings", "shooting",
                       "slaughter", "bombing", "attack", "ambush", "fire", "tragedy", "deaths"))
_DEADLY = frozenset(("", "killing", "shooting", "bombing", "airstrike", "arson"))
# How sure a plain reason is, and how rare the names must be that two tellings of one day share.
PLAIN = 0.9
_DAY_COMPANY = 1.3
_SAME_PARTS = 3
# Measures that a noun later refers to by whom they hit: "the sanctions on the fund".
_MEASURES = frozenset(("SANCTION", "COERCE", "CHARGE", "PLOT", "ASSAULT", "APPOINT"))
# Kinds of events that are known by where they were: "the Kaffou massacre".
_BY_PLACE = frozenset(("ASSAULT", "COERCE", "PROTEST", "DEATH", "EXECUTE"))
# A name this rare in the collection belongs to one happening of a kind.
_RARE_NAME = 0.6
# Kinds that the same people do to the same people again and again.
_OFTEN = frozenset(("ACCUSE", "STATEMENT", "REJECT", "CONSULT", "SUPPORT", "REQUEST", "THREATEN",
                    "COOPERATE", "INVESTIGATE", "REPORT", "YIELD", "POLICY", "AGREE", "MOBILIZE"))
# Of these, the ones done again and again within one article's story.
_OFTEN_WITHIN = frozenset(("CONSULT", "STATEMENT", "SUPPORT", "REQUEST", "COOPERATE", "AGREE"))
_DAYS_OF_ONE = 2
# From this likeness on a definite noun of the same article takes up what was told; read off the
# train topics of ECB+ (9 of 10 such pairs are one event).
_ALIKE_WITHIN = 0.6
# Across articles: a likeness, and how much rarity the names around both share at least beside it.
# Chosen on the train topics of ECB+, so that 97 of 100 pairs are right, and on 100 news articles.
_ALIKE_ACROSS = ((0.9, 0.9), (0.8, 1.3), (0.7, 2.0))
# Steps of a case, so rare that the same season and three rare names shared near by are evidence.
RARE = frozenset(("PLOT", "EXCHANGE", "EXTRADITE", "RESOLUTION", "TRIAL", "VERDICT", "SENTENCE"))
# Two articles this near, in days, tell the same news of the same one or place.
_NEWS_DAYS = 4
_SEASON_DAYS, _COMPANY = 124, 1.9
# How alike tellings must at least be that share whom they hit, or the name of a place.
_REFERS_LIKE = 0.3
# Tellings of as many people are one event beside this much of the same company.
_COUNT_COMPANY = 0.7
# What was told in another season is the same only beside this much of the same company.
_FAR_COMPANY = 2.5


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
    keen = _shared(first, second, KEEN)
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
    actors = _shared(first, second, ("actor",))
    if keen and (alike or first.kind in _ONCE):
        found.append(f"both of {_named(keen, names)}")
    if same_time and alike:
        found.append("the same date")
    if same_key:
        found.append(f"both named “{first.key}”")
    if again:
        found.append("the same noun with “the”")
    vague = bool(keen) and not keen & first.named and first.kind not in _ONCE
    often = first.kind in _OFTEN_WITHIN and not actors & first.named
    if len(found) == 1 and keen and (often or (vague and not actors)):
        return NONE
    if found == ["the same date"] and first.kind in _OFTEN and not actors:
        return NONE
    if found and actors:
        found.append(f"both by {_named(actors, names)}")
    if not found and like >= _ALIKE_WITHIN and takes_up:
        found.append("told alike")
    if not found and like >= _ALIKE_WITHIN and follows:
        found.append(f"“the {noun_of(one)}” right behind it")
    if not found:
        return NONE
    return Ground(min(0.99, max(like, 0.5 + 0.15 * len(found))), _words(found, like))


def across(one: Face, other: Face, crowd: Crowd, names: Mapping[str, str], tight_days: int
           ) -> Ground:
    """Judge two tellings of two articles."""
    first, second = one.telling, other.telling
    same = bool(first.said) and first.said == second.said
    if same or (first.key and first.key == second.key):
        like = score(one, other, crowd)
        return Ground(max(0.9, min(like, 0.99)), _words(["the same sentence"], like)) if same \
            else Ground(max(0.8, min(like, 0.99)), _words([f"both named “{first.key}”"], like))
    if is_many(one) or is_many(other):
        return NONE
    facts = _facts(one, other, crowd, tight_days)
    plain = facts.plain()
    if plain and not other_count(one, other):
        found = [f"both of {_named(facts.keen, names)}"] if facts.keen else []
        return Ground(PLAIN, ", ".join([*found, plain]))
    # Of a hundred pairs ninety lack what no likeness makes up for; likeness is most of the work.
    if facts.reasons(1.0) is None:
        return NONE
    if (others_hit(one, other) and not facts.keen and not facts.known) or other_count(one, other):
        return NONE
    like = score(one, other, crowd)
    reasons = facts.reasons(like)
    if reasons is None:
        return NONE
    found = [f"both of {_named(facts.keen, names)}"] if facts.keen else []
    found += [f"both of {facts.count}"] if facts.count else []
    found += [f"both by {_named(facts.actors, names)}"] if facts.actors else []
    found += ["the same place"] if facts.spot else []
    found += ["the same rare name"] if facts.called else []
    found += ["the same date"] if facts.length <= tight_days else []
    return Ground(min(0.99, max(like, 0.7)), _words([*found, *reasons], like))


@dataclass(frozen=True)
class _Facts:
    """What two tellings of two articles share, apart from how alike their words are."""

    kind: str
    keen: frozenset[str]
    actors: frozenset[str]
    spot: bool
    length: int
    tight_days: int
    shared: int
    company: float
    known: bool
    # The count of whom both befall, where it is one that two happenings hardly share; else "".
    count: str
    # Whether both say of whom by a noun that does not fit anyone ("prisoners").
    shared_noun: bool
    # Whether it befalls the same one hardly ever twice; whether one of the two is a noun that
    # refers to what is known by whom it hit; whether both are known by one rare name of a place.
    once: bool
    refers: bool
    called: bool
    # Whether it befalls nobody twice; whether such things are done again and again; whether one is
    # a noun with a rare name ("the Kaffou massacre") that stands near the other.
    fatal: bool
    often: bool
    # Whether their words are of one root or one meaning.
    related: bool
    # In how many parts the same stands, by name or by a noun that does not fit anyone.
    same_parts: int
    known_by: bool
    # Whether the articles are of the same days and the tellings of one person or place; whether
    # what is told alike may be one at all.
    news: bool
    alike: bool

    def plain(self) -> str:
        """Give a reason that needs no likeness of words, "" for none.

        Pages that retell a matter years apart share few words; they share whom it befell, its day
        and the names around it.
        """
        if self.fatal and self.keen:
            return "which befalls nobody twice"
        if self.known_by and self.company >= _COMPANY:
            return f"a name of the other’s place beside the same {self.shared} names"
        if not self.related:
            return ""
        day = self.length <= _DAYS_OF_ONE and not self.often
        if day and self.company >= _DAY_COMPANY:
            return f"the same day beside the same {self.shared} names"
        month = self.length <= self.tight_days and self.once
        if month and self.company >= _FAR_COMPANY:
            return f"the same month beside the same {self.shared} names"
        if month and self.same_parts >= _SAME_PARTS:
            return "the same month and the same parts"
        return ""

    def reasons(self, like: float) -> list[str] | None:
        """Give reasons beside party, place and date; None where all together are not enough.

        More likeness never takes a reason away.
        """
        if self.count and (self.company >= _COUNT_COMPANY or self.shared_noun):
            return []
        if like < _REFERS_LIKE and not self.known:
            return None
        news = self.news and like >= 0.8
        told = self.alike and _told_alike(like, self.company)
        if not self.known and not news and not told and not self._enough(like):
            return None
        said = [f"in one season beside the same {self.shared} names"] if self.known else []
        said += ["articles of the same days"] if news else []
        return [*said, f"told alike beside the same {self.shared} names"] \
            if told and not self.known else said

    def _enough(self, like: float) -> bool:
        """Weigh what is shared: how much is needed grows with how often such a thing is told."""
        keen, actors = bool(self.keen), bool(self.actors)
        day = self.length <= _DAYS_OF_ONE
        if self.kind in _OFTEN:
            return day and like >= 0.5 and keen and (actors or self.spot)
        if keen and (self.length <= self.tight_days or (self.once and like >= 0.5)):
            return True
        if keen and self.refers and like >= _REFERS_LIKE:
            return True
        if self.called and like >= _REFERS_LIKE:
            return True
        if day and (self.spot or (actors and like >= 0.8)):
            return True
        return keen and actors and like >= 0.9


def _facts(one: Face, other: Face, crowd: Crowd, tight_days: int) -> _Facts:
    first, second = one.telling, other.telling
    length = _length(first, second)
    shared = first.near & second.near
    company = fsum(crowd.rarity(name) for name in shared)
    keen = _shared(first, second, KEEN) & first.named & second.named
    actors = _shared(first, second, ("actor",)) & first.named & second.named
    spot = bool(first.spot and second.spot and first.spot.kind != "country"
                and second.spot.kind != "country" and can_be_one(first.spot, second.spot))
    often = first.kind in _OFTEN
    return _Facts(
        first.kind, keen, actors, spot, length, tight_days, len(shared), company,
        count=same_count(one, other) if _came_about(one, other) else "",
        shared_noun=bool(_shared(first, second, KEEN)),
        once=_once(first) and _once(second),
        fatal=_fatal(first) and _fatal(second) and _came_about(one, other), often=often,
        related=one.head == other.head or bool(one.groups & other.groups),
        same_parts=sum(bool(_shared(first, second, (role,))) for role in
                       ("actor", "target", "victim", "topic", "recipient")) if keen or
        _shared(first, second, KEEN) else 0,
        known_by=first.kind in _BY_PLACE and _came_about(one, other)
        and (_is_known_by(one, other, crowd) or _is_known_by(other, one, crowd)),
        refers=first.kind in _MEASURES and _came_about(one, other)
        and (_is_reference(one) or _is_reference(other)),
        called=first.kind in _BY_PLACE and _came_about(one, other)
        and any(crowd.rarity(name) >= _RARE_NAME for name in one.marks & other.marks),
        known=first.kind in RARE and length <= _SEASON_DAYS and company >= _COMPANY,
        news=not often and (bool(keen) or (spot and one.head == other.head))
        and _same_news(first, second),
        alike=not often and _came_about(one, other)
        and (bool(keen) or company >= _FAR_COMPANY or _one_season(first, second)))


# Reasons of the events room for a noun that refers; slim tellings have none.
_REFERENCES = ("events.reference", "events.told.reference", "left out")


def _once(telling: Telling) -> bool:
    return telling.kind in _ONCE or f"{telling.kind}.{telling.sub}" in _ONCE_SUBS


def _fatal(telling: Telling) -> bool:
    return telling.kind in _FATAL or f"{telling.kind}.{telling.sub}" in _FATAL_SUBS


def _is_known_by(one: Face, other: Face, crowd: Crowd) -> bool:
    """Tell "the massacre at Kaffou" of shots told of near the name, on a day that is known."""
    rare = {name for name in one.marks if crowd.rarity(name) >= _RARE_NAME}
    return noun_of(one) in _KNOWN_BY and bool(rare & (other.telling.near | other.names)) and \
        other.telling.sub in _DEADLY and other.telling.kind in ("ASSAULT", "DEATH", "EXECUTE")


def _is_reference(face: Face) -> bool:
    """Tell a noun with "the", "that", "his" or a name's "’s": it refers to what is known."""
    mention = face.telling.mention
    return mention.because.rule in _REFERENCES and is_definite(
        mention.sentence.words, mention.cite.start - mention.sentence.start)


def _told_alike(like: float, company: float) -> bool:
    """Weigh likeness with the rare names around: each makes up for less of the other."""
    return any(like >= least and company >= names for least, names in _ALIKE_ACROSS)


def _one_season(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings are of one season, as far as their dates or articles say."""
    if one.kind in RARE:
        return True
    moments = [first_day(telling.when) if telling.when else telling.until
               for telling in (one, other)]
    return moments[0] is None or moments[1] is None or abs(
        (moments[0] - moments[1]).days) <= _SEASON_DAYS


def _came_about(one: Face, other: Face) -> bool:
    """What is only planned is told alike of every plan; the steps of a case are rare enough."""
    statuses = {one.telling.mention.status, other.telling.mention.status}
    return one.telling.kind in RARE or not statuses & {"planned", "threatened"}


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
        found |= one.parts.get(role, frozenset()) & other.parts.get(role, frozenset()) - ANYONE
    both = one.when is None or other.when is None or days(one.when) + days(other.when) < 740 \
        or _once(one)
    return frozenset(found) if both else frozenset()


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
    if one.telling.kind in _OFTEN or not _came_about(one, other) \
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
