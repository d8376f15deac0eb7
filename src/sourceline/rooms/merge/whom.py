"""Whom a telling's event befalls: the same ones, others, or words that fit anyone.

In: faces. Out: words and yes or no.
"""

from functools import cache

from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.words import family

KEEN = ("target", "victim")
# Words for people that fit anyone; the same such word in two tellings says nothing.
ANYONE = frozenset((
    "people", "man", "men", "woman", "women", "person", "persons", "others", "someone", "anyone",
    "everyone", "officials", "members", "group", "groups", "thousands", "hundreds", "dozens",
    "many", "some", "several", "all", "police", "officers", "forces", "victims", "civilians",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "boy", "boys", "girl", "girls", "teen", "teenager", "teenagers", "child", "children", "worker",
    "workers", "employee", "employees", "resident", "residents", "victim", "suspect", "suspects",
    "son", "daughter", "mother", "father", "brother", "sister", "wife", "husband", "friend",
    "old", "year", "year-old", "young", "former", "another", "more", "least"))


def special_words(face: Face) -> frozenset[str]:
    """Give the words for whom it befalls that do not fit anyone."""
    return face.role_words.get("target", frozenset()) - _anyone()


@cache
def _anyone() -> frozenset[str]:
    return frozenset(family(word) for word in ANYONE)


def befalls(face: Face) -> bool:
    """Tell whether the telling says whom it befalls at all."""
    return any(role.role in KEEN for role in face.telling.mention.roles)


def others_hit(one: Face, other: Face) -> bool:
    """Tell whether both say whom it befalls, in words that share nothing.

    "Two women" and "three workers", "the deputy" and a name may be the same people.
    """
    words = special_words(one), special_words(other)
    if not words[0] or not words[1] or words[0] & words[1]:
        return False
    named = [bool(_whom(face) & face.telling.named) for face in (one, other)]
    return named[0] == named[1]


def _whom(face: Face) -> frozenset[str]:
    parts = face.telling.parts
    return parts.get("target", frozenset()) | parts.get("victim", frozenset())


# "Three killed" is told of many days; so many people are not killed twice in one story.
_MANY = 50


def same_count(one: Face, other: Face) -> str:
    """Give the number of people both befall, "" where it is no large number or whom differs.

    "1,500 people" and "1,500 protesters" may be the same; prisoners and protesters are not.
    """
    if not _may_be_same(_whom(one), _whom(other)):
        return ""
    shared = large_numbers(one) & large_numbers(other)
    return max(shared, key=_value, default="")


def large_numbers(face: Face) -> set[str]:
    """Give the large numbers of people a telling's event befalls, as they are written."""
    if face.telling.kind not in _COUNTED:
        return set()
    return {word for word in _numbers(face) if _value(word) >= _MANY}


def _may_be_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sets of nouns may mean the same people."""
    return bool(one & other) or bool(one & ANYONE) or bool(other & ANYONE) or (
        bool(one & _CROWD) and bool(other & _CROWD))


# Words for those in a street, whatever they were doing there.
_CROWD = frozenset(("protesters", "protestors", "demonstrators", "participants", "bystanders",
                    "marchers", "activists", "citizens", "supporters", "crowd", "youths",
                    "students", "rioters"))
_COUNTED = frozenset(("ASSAULT", "DEATH", "EXECUTE", "ARREST", "DETAIN", "RELEASE", "EXCHANGE"))


def _numbers(face: Face) -> set[str]:
    return {word for word in face.role_words.get("target", ()) if word[0].isdigit()}


def _value(word: str) -> int:
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else 0


def other_count(one: Face, other: Face) -> bool:
    """Tell "45 people" from "1,000 people": both count whom it befalls, and not alike."""
    counts = [_numbers(face) for face in (one, other)]
    return bool(counts[0] and counts[1] and not counts[0] & counts[1])
