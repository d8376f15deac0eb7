"""Other forms of a body's name: a country's "of", a tail, a name without its general word.

In: the bearers of a collection. Out: which is a form of which other one, and why. "Ostmark Reform
League" is also the "Reform League of Ostmark" and the "Reform League"; "Oste News Agency" is
"Oste". Each rule asks that exactly one other bearer is left.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from sourceline.lexicon.body_short import plain_words, whole_names
from sourceline.rooms.entities.bearers import Bearer, Variant
from sourceline.text.names import fold_name, same_body

# Every state has bodies with these names; without the country they mean another one each time.
_EVERY_STATE = frozenset((
    "agency", "airport", "army", "assembly", "association", "authority", "bank", "board",
    "bureau", "center", "centre", "church", "club", "college", "commission", "committee",
    "congress", "corps", "council", "court", "department", "embassy", "force", "forces", "front",
    "government", "group", "guard", "guards", "hall", "hospital", "house", "institute", "media",
    "ministry", "movement", "museum", "navy", "news", "office", "park", "parliament", "party",
    "police", "post", "prison", "school", "senate", "service", "square", "station", "street",
    "times", "union", "university",
))
_BODIES = frozenset(("organization", "government", "other"))
# What a body is, said after its own name or left off: "Oste News Agency" and "Oste".
_GENERAL = frozenset((
    "agency", "news", "press", "corps", "force", "forces", "organization", "organisation", "group",
    "movement", "party", "network", "foundation", "brigade", "brigades", "battalion", "association",
    "company", "corporation", "channel", "tv", "television", "radio", "newspaper", "militia",
    "society", "regiment", "front", "gang", "cartel", "bank", "website", "inc", "ltd", "corp",
    "plc", "llc", "airlines", "federation", "club",
))
_JOINED = frozenset(("of", "for", "on", "the", "and"))
_PARTS_OF_PLACES = frozenset(("new", "north", "south", "east", "west", "northern", "southern",
                              "eastern", "western", "san", "santa", "saint", "st", "los", "las",
                              "el", "la", "port", "fort", "great", "upper", "lower", "cape"))
# Rarer names beside both that say as much as one article in common.
_MIN_COMPANY = 2
_MIN_LONE_LETTERS = 4
_TWO_WAYS = frozenset(("department", "ministry"))
_TAIL = "the only longer name that ends with it"
_GENERAL_WORD = "the only longer name that adds nothing but what kind of body it is"


def body_forms_of(bearers: Sequence[Bearer]) -> Iterator[Variant]:
    """Join "reform league of ostmark" and a mere "reform league" to "ostmark reform league"."""
    bodies = [bearer for bearer in bearers if bearer.kinds & _BODIES and not bearer.article
              and not {"person", "place"} & bearer.kinds]
    by_word: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bodies:
        for stem in {_stem(part) for part in bearer.parts}:
            by_word[stem].append(bearer)
    for bearer in bodies:
        own = {_stem(part) for part in bearer.name.split(" of ")[0].split()}
        near = by_word[min(own, key=lambda word: (len(by_word[word]), word))]
        variant = _form_of(bearer, [other for other in near if other is not bearer])
        if variant is not None:
            yield variant


def _form_of(bearer: Bearer, near: Sequence[Bearer]) -> Variant | None:
    """Give the one longer or fuller name a body goes by, with the rule that says so."""
    if bearer.short:
        return None
    # "Red Cross" is not the "Red Cross of Velm", but "Oste" is the "Oste News Agency".
    if bearer.name in _whole():
        near = [] if " " in bearer.name else [
            other for other in near if other.name.startswith(f"{bearer.name} ")
            and _GENERAL.issuperset(other.parts[1:])]
    other = _only([other for other in near if same_body(bearer.name, other.name)])
    if other is not None and " of " in bearer.name:
        return Variant(bearer, other, "entities.of_country", "the same body of one country")
    turned = _turned(bearer.name)
    other = _only([other for other in near if other.name == turned])
    if other is not None and _together(bearer, other):
        return Variant(bearer, other, "entities.of_department",
                       "the same name, written with \"of\"")
    # "North Sea Treaty" is a treaty, no short form of the "North Sea Treaty Organization".
    body = "organization" in bearer.kinds
    longer = [other for other in near if len(other.parts) > len(bearer.parts)
              and holds_name(bearer.name, other.name)
              and (body or other.name.endswith(bearer.name))]
    other = _only(_without_country_forms(longer))
    if other is None or not (_is_own(bearer.parts) or _is_near(bearer, other)):
        return None
    tail = other.name.endswith(f" {bearer.name}") or " of " in other.name
    return Variant(bearer, other, "entities.tail", _TAIL if tail else _GENERAL_WORD)


def holds_name(short: str, full: str) -> bool:
    """Tell whether a longer name only adds what kind of body it is, whose, or of where.

    >>> holds_name("reform league", "ostmark reform league"), holds_name("oste", "oste news agency")
    (True, True)
    >>> holds_name("harbour guards", "royal harbour guard corps")
    True
    >>> holds_name("port workers", "council of port workers"), holds_name("league", "reform league")
    (False, False)
    """
    parts, longer = [_stem(part) for part in short.split()], full.split()
    stems = [_stem(part) for part in longer]
    if len(parts) > 1 and full.startswith(f"{short} of "):
        return True
    for at in range(len(longer) - len(parts) + 1):
        if stems[at:at + len(parts)] != parts:
            continue
        before, after = longer[:at], longer[at + len(parts):]
        if len(parts) == 1:
            own = len(short) >= _MIN_LONE_LETTERS and short not in plain_words()
            return own and not before and bool(after) and _GENERAL.issuperset(after)
        # "New Orla League" is no "Orla League".
        if before and before[-1] in _PARTS_OF_PLACES:
            return False
        if before and (before[-1] in _JOINED or (after and not plain_words().issuperset(before))):
            return False
        return not after or _GENERAL.issuperset(after)
    return False


@cache
def _whole() -> frozenset[str]:
    """Give the folded well-known names."""
    return frozenset(map(fold_name, whole_names()))


def _stem(word: str) -> str:
    """Take off the plural: "guards" of "guard corps"."""
    return word[:-1] if len(word) > _MIN_LONE_LETTERS and word.endswith("s") else word


def _is_own(parts: Sequence[str]) -> bool:
    """Tell a name with a word that few bodies have: "quds force", not "security council"."""
    return any(part not in plain_words() and part not in _EVERY_STATE for part in parts)


def _turned(name: str) -> str:
    """Give "trade department" for "department of trade"; "" where there is nothing to turn."""
    head, link, rest = name.partition(" of ")
    return f"{rest} {head}" if link and head in _TWO_WAYS and " and " not in rest else ""


def _without_country_forms(longer: list[Bearer]) -> list[Bearer]:
    """Count "reform league of ostmark" and "ostmark reform league" as one."""
    return [one for one in longer if not (" of " in one.name and any(
        same_body(one.name, other.name) for other in longer if other is not one))]


def _is_near(bearer: Bearer, other: Bearer) -> bool:
    """Tell a name of words many bodies have that stands near the longer one.

    "Harbour guards" is told by "harbour guard corps", not by "ostmark harbour guards".
    """
    parts = bearer.parts
    plain = len(parts) == 2 and not _EVERY_STATE.isdisjoint((parts[0], parts[-1]))
    if plain and other.name.endswith(f" {bearer.name}"):
        return False
    names = {bearer.name, other.name}
    return _together(bearer, other) or len(
        (bearer.beside & other.beside) - names) >= _MIN_COMPANY


def _together(bearer: Bearer, other: Bearer) -> bool:
    return not bearer.around.articles(bearer.key).isdisjoint(other.around.articles(other.key))


def _only(bearers: Sequence[Bearer]) -> Bearer | None:
    return bearers[0] if len(bearers) == 1 else None
