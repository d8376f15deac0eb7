"""Short forms that nobody explains, read off the only body of the collection that gives them.

In: the groups so far. Out: "JVO" joined to "Jamaat-e-Velm Organization" where no other body has
these first letters and both stand in one article, or beside the same rarer names.
"""

from collections import defaultdict

from sourceline.rooms.entities.bearers import Around
from sourceline.rooms.entities.keys import Groups, Key, Members, Rule
from sourceline.text.names import all_initials, fold_name, is_acronym

VERSION = "1"
# Two letters begin too many names.
_MIN_LETTERS = 3
# Rarer names beside both that say as much as one article in common.
_MIN_COMPANY = 2
_BODIES = frozenset(("organization", "government", "other", "facility"))
_READ_OFF = Rule("entities.read_off", VERSION,
                 "the only body of the collection whose name has these first letters")


def join_letters(groups: Groups, around: Around) -> None:
    """Join each bare short form to the only body near it whose first letters it is."""
    mentions, members = groups.mentions, Members(groups)
    short: list[int] = []
    bodies: dict[str, set[int]] = defaultdict(set)
    for number in members.all():
        heads, key = members.of(number), groups.keys[number]
        if key.article or not {mentions.kind(one) for one in heads} & _BODIES:
            continue
        if all(is_acronym(mentions.words(one)) for one in heads):
            short.append(number)
            continue
        for name in {fold_name(mentions.words(one)) for one in heads}:
            for letters in all_initials(name) if " " in name else ():
                bodies[letters].add(number)
    for number in short:
        letters = groups.keys[number].name.replace(" ", "")
        found = bodies.get(letters, set()) if len(letters) >= _MIN_LETTERS else set()
        if len(found) == 1:
            full = next(iter(found))
            if _near(number, full, around):
                _join(members.of(number), groups.keys[full], members.first(full), groups)


def _join(heads: list[int], key: Key, bearer: int, groups: Groups) -> None:
    for head in heads:
        groups.join(head, key, _READ_OFF, bearer)


def _near(short: int, full: int, around: Around) -> bool:
    return not around.articles(short).isdisjoint(around.articles(full)) or \
        len(around.beside(short) & around.beside(full)) >= _MIN_COMPANY
