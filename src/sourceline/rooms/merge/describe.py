"""What an event is called, and its status, time and place from its tellings.

In: the tellings of one event. Out: a neutral label, a status, a `When`, a place and a country.
Labels are made from kind, participants, place and time; words that judge never enter them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sourceline.lexicon.cues import load_cues
from sourceline.lexicon.events import load_events
from sourceline.record.event import EventMention, Status
from sourceline.record.place import Place
from sourceline.record.when import UNKNOWN, When
from sourceline.rooms.merge.spots import Spots, can_be_one
from sourceline.rooms.merge.tellings import Telling, days
from sourceline.text.event_labels import template_of, time_label

# Nouns for people that carry a judgement: a label says "people" instead, or nothing.
_LOADED = frozenset((
    "terrorist", "terrorists", "criminal", "criminals", "dictator", "butcher", "regime", "mob",
    "mobs", "gang", "gangs", "thug", "thugs", "extremist", "extremists", "killer", "killers",
    "murderer", "perpetrator", "perpetrators", "him", "her", "them", "me", "us", "he", "she",
    "they", "we", "i", "who", "you", "whom", "someone", "somebody", "anyone", "everyone",
))
_ORDER: tuple[Status, ...] = ("happened", "alleged", "denied", "expected", "planned", "threatened",
                              "hypothetical")


def kind_of(group: Sequence[Telling]) -> str:
    """Give the kind told most, with the sub-kind told most; a kind that says less gives way."""
    counts = Counter(telling.kind for telling in group)
    kind = max(counts, key=lambda one: (counts[one], one != "DEATH", one))
    subs = Counter(telling.sub for telling in group if telling.sub and telling.kind == kind)
    best = max(subs, key=lambda sub: (subs[sub], sub), default="")
    return f"{kind}.{best}" if best else kind


def status_of_event(mentions: Sequence[EventMention]) -> Status:
    """Give an event's status from its tellings.

    A stopped plot is stopped whoever still calls it a plot; what any telling says happened
    happened, as the record tells it, even where others still expect it; an allegation outweighs
    a denial, since both stand beside each other; among plans the commonest word wins.
    """
    counts = Counter(mention.status for mention in mentions)
    plot = any(mention.kind.startswith("PLOT") for mention in mentions)
    if counts["thwarted"] and (plot or not counts["happened"]):
        return "thwarted"
    for status in ("happened", "alleged", "denied"):
        if counts[status]:
            return status
    rest = [status for status in _ORDER if counts[status]]
    return max(rest, key=lambda status: (counts[status], -_ORDER.index(status)))


_TO_COME = frozenset(("planned", "expected", "threatened", "hypothetical"))


def event_when(group: Sequence[Telling], status: Status, published: Mapping[str, When]) -> When:
    """Give the tightest interval all dated tellings allow, else "not after publication".

    What happened is dated by those who say so: it was announced for another day often enough, and
    may have had that day as its last. The calendar knows how far what was announced dates it.
    """
    told = [one for one in group if one.mention.status not in _TO_COME] or group
    dated = sorted((one.when for one in told if one.when is not None),
                   key=lambda when: (days(when), str(when.from_date), when.basis))
    if dated:
        return _intersect(dated)
    if status not in ("happened", "alleged", "thwarted", "denied"):
        return UNKNOWN
    ends = [published[telling.article].to_date for telling in told
            if telling.article in published and published[telling.article].basis != "crawl"]
    known = [end for end in ends if end is not None]
    if not known:
        return UNKNOWN
    return When(from_date=None, to_date=min(known), precision="unknown", basis="publication")


def _intersect(dated: Sequence[When]) -> When:
    """Narrow the tightest interval by the others; what lasts may be told by dates that only touch,
    and then covers both.
    """
    tightest = dated[0]
    start, end = tightest.from_date, tightest.to_date
    for when in dated[1:]:
        later = max(start, when.from_date) if start and when.from_date else start
        sooner = min(end, when.to_date) if end and when.to_date else end
        if later and sooner and later < sooner:
            start, end = later, sooner
        elif start and end and when.from_date and when.to_date:
            start, end = min(start, when.from_date), max(end, when.to_date)
    same = (start, end) == (tightest.from_date, tightest.to_date)
    precision = tightest.precision if same else "span"
    return When(from_date=start, to_date=end, precision=precision, basis=tightest.basis)


@dataclass(frozen=True)
class Where:
    """Where an event is: words, country, coordinates, and what the country rests on."""

    place: str
    country: str
    spot: Place | None
    basis: str

    @property
    def told(self) -> str:
        """The place a label may name: one its tellings give, not only its articles."""
        if self.basis == "sentence":
            return ""
        return self.place or (self.country if self.basis == "told" else "")


def place_of(group: Sequence[Telling], spots: Spots) -> Where:
    """Give the place told most often; without one, the country all its articles are about.

    An article's country stands for a country only, never for a place in it.
    """
    places = Counter(telling.place for telling in group if telling.place)
    countries = Counter(telling.country for telling in group if telling.country)
    told = [telling.spot for telling in group if telling.spot is not None]
    narrow = [spot for spot in told if spot.kind != "country"]
    beside = [telling.beside for telling in group if telling.beside is not None]
    if narrow:
        return _at(narrow, "told")
    if 2 * len(beside) >= len(group) and not places and all(can_be_one(one, other) for one in beside
                                     for other in (*beside, *told)):
        return _at(beside, "sentence")
    if told:
        return _at(told, "told")
    place = max(places, key=lambda one: (places[one], len(one), one), default="")
    country = max(countries, key=lambda one: (countries[one], one), default="")
    if country:
        return Where(place, country, None, "told")
    about = {spots.country(telling.mention) for telling in group}
    named = {country for country, _ in about}
    if len(named) == 1 and "" not in named:
        return Where(place, named.pop(), None, min(basis for _, basis in about))
    return Where(place, "", None, "")


def _at(spots: Sequence[Place], basis: str) -> Where:
    """Give the place told most, in the words that name it."""
    counts = Counter(spot.name for spot in spots)
    spot = max(spots, key=lambda one: (counts[one.name], one.kind == "city", one.name,
                                       one.cite.article, -one.cite.start))
    words = Counter(one.cite.words.partition(",")[0] for one in spots if one.name == spot.name)
    name = max(words, key=lambda one: (words[one], one))
    return Where(spot.name if spot.kind == "country" else name, spot.country, spot, basis)


def label_of(group: Sequence[EventMention], kind: str, place: str, when: When,
             names: Mapping[str, str], entity_of: Mapping[str, str]) -> str:
    """Make a neutral label: "Killing of protesters, Varenia, November 2019"."""
    noun, about = template_of(kind)
    pieces = [noun]
    for role, preposition in about:
        who = _who(group, role, names, entity_of)
        if who and role != "place":
            pieces.append(f"{preposition} {who}")
            break
    label = " ".join(pieces)
    where = f", {place}" if place and place[:1].isupper() and place not in label else ""
    time = time_label(when.from_date, when.to_date)
    return f"{label}{where}{f', {time}' if time else ''}"


def _who(group: Sequence[EventMention], role: str, names: Mapping[str, str],
         entity_of: Mapping[str, str]) -> str:
    """Name who took a part: those named most, at most two, else by the plain noun used most.

    A second name stands beside the first where it is told half as often: of many tellings of a
    death one or the other gives the part of the dead to somebody else.
    """
    counts: Counter[str] = Counter()
    for telling in group:
        for part in telling.roles:
            entity = entity_of.get(part.mention or "", "")
            words = names.get(entity, "") or _plain(part.cite.words)
            if part.role == role and words:
                counts[words] += 1
    ranked = sorted(counts, key=lambda words: (not words[0].isupper(), -counts[words], words))
    if not ranked or not ranked[0][0].isupper():
        return ranked[0] if ranked else ""
    first = ranked[0]
    beside = [words for words in ranked[1:] if words[0].isupper()
              and counts[words] >= _BESIDE_LEAST * counts[first]
              and not set(words.split()) & set(first.split())]
    return " and ".join((first, *beside[:1]))


# So often a second name must be told, beside the one told most.
_BESIDE_LEAST = 0.5


@cache
def _nouns() -> frozenset[str]:
    speaker = load_cues().speaker
    return frozenset((*speaker.people, *speaker.bodies, *load_events().words.humans)) - _LOADED


def _plain(words: str) -> str:
    head = words.lower().rsplit(" ", 1)[-1]
    return head if head in _nouns() else ""
