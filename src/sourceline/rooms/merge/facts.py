"""What two tellings of two articles share, and whether it is enough to make them one event.

In: faces of two tellings that fit. Out: `Facts`, and reasons in words. Some reasons need no
likeness of words: pages that retell a matter years apart share few.
"""

from dataclasses import dataclass
from math import fsum

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.nouns import is_definite, noun_of
from sourceline.rooms.merge.spots import can_be_one
from sourceline.rooms.merge.tellings import Telling, days, first_day
from sourceline.rooms.merge.whom import ANYONE, KEEN, same_count

# Kinds that befall the same named one hardly ever twice within a collection's story.
ONCE = frozenset(("TRIAL", "VERDICT", "SENTENCE", "EXTRADITE", "EXCHANGE", "APPEAL", "RELEASE",
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
OFTEN = frozenset(("ACCUSE", "STATEMENT", "REJECT", "CONSULT", "SUPPORT", "REQUEST", "THREATEN",
                    "COOPERATE", "INVESTIGATE", "REPORT", "YIELD", "POLICY", "AGREE", "MOBILIZE"))
_DAYS_OF_ONE = 2
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
class Facts:
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
        if self.kind in OFTEN:
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


def facts_of(one: Face, other: Face, crowd: Crowd, tight_days: int) -> Facts:
    """Look up what two tellings share."""
    first, second = one.telling, other.telling
    length = _length(first, second)
    company = first.near & second.near
    rarity = fsum(crowd.rarity(name) for name in company)
    keen = shared(first, second, KEEN) & first.named & second.named
    actors = shared(first, second, ("actor",)) & first.named & second.named
    spot = bool(first.spot and second.spot and first.spot.kind != "country"
                and second.spot.kind != "country" and can_be_one(first.spot, second.spot))
    often = first.kind in OFTEN
    return Facts(
        first.kind, keen, actors, spot, length, tight_days, len(company), rarity,
        count=same_count(one, other) if came_about(one, other) else "",
        shared_noun=bool(shared(first, second, KEEN)),
        once=once(first) and once(second),
        fatal=_fatal(first) and _fatal(second) and came_about(one, other), often=often,
        related=one.head == other.head or bool(one.groups & other.groups),
        same_parts=sum(bool(shared(first, second, (role,))) for role in
                       ("actor", "target", "victim", "topic", "recipient")) if keen or
        shared(first, second, KEEN) else 0,
        known_by=first.kind in _BY_PLACE and came_about(one, other)
        and (_is_known_by(one, other, crowd) or _is_known_by(other, one, crowd)),
        refers=first.kind in _MEASURES and came_about(one, other)
        and (_is_reference(one) or _is_reference(other)),
        called=first.kind in _BY_PLACE and came_about(one, other)
        and any(crowd.rarity(name) >= _RARE_NAME for name in one.marks & other.marks),
        known=first.kind in RARE and length <= _SEASON_DAYS and rarity >= _COMPANY,
        news=not often and (bool(keen) or (spot and one.head == other.head))
        and _same_news(first, second),
        alike=not often and came_about(one, other)
        and (bool(keen) or rarity >= _FAR_COMPANY or _one_season(first, second)))


# Reasons of the events room for a noun that refers; slim tellings have none.
_REFERENCES = ("events.reference", "events.told.reference", "left out")


def once(telling: Telling) -> bool:
    """Tell what befalls the same named one hardly ever twice."""
    return telling.kind in ONCE or f"{telling.kind}.{telling.sub}" in _ONCE_SUBS


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


def came_about(one: Face, other: Face) -> bool:
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


def shared(one: Telling, other: Telling, roles: tuple[str, ...]) -> frozenset[str]:
    """Give parties that stand in the same part of both, by name or by the same noun."""
    found: set[str] = set()
    for role in roles:
        found |= one.parts.get(role, frozenset()) & other.parts.get(role, frozenset()) - ANYONE
    both = one.when is None or other.when is None or days(one.when) + days(other.when) < 740 \
        or once(one)
    return frozenset(found) if both else frozenset()
