"""People of a case whom an article knows only by their last name: "Orr flown home in handcuffs".

In: `Told` and the persons of cases. Out: names where only a last name stands. A last name counts
where one person of the whole collection bears it, the article says it more than once, and never
after another first name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from sourceline.rooms.threads.named import Name
from sourceline.rooms.threads.tellings import Told

_MIN_TIMES = 2
# A longer article names whom it is about in full.
_MOST_CHARS = 6000
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w-]{2,}")
# "Ana Orr" is another Orr; "Mr Orr", "General Orr" and a name after a full stop may be the same.
_FIRST_NAME = re.compile(r"(?<![.!?:“”\"\n])(?<![.!?:] ) ?\b[A-Z][a-z]+(?:-[A-Z][a-z]+)? $")
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|General|Captain|Colonel|Major|Sergeant|Lieutenant|Mayor|"
                     r"Minister|President|Senator|Professor|Sir|Dame|Father|Officer)\.? $")


def name_by_surname(told: Told, persons: Set[str]) -> Mapping[str, list[Name]]:
    """Give for each article the persons whom it names by their last name alone."""
    lasts = {told.called[person].split()[-1] for person in persons}
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity, called in told.called.items():
        parts = called.split()
        if len(parts) > 1 and parts[-1] in lasts and told.called.kind(entity) == "person":
            bearers[parts[-1]].add(entity)
    alone = {last: min(who) for last, who in bearers.items() if len(who) == 1 and who <= persons}
    found: dict[str, list[Name]] = defaultdict(list)
    for article in sorted(told.texts):
        known = {name.entity for name in told.names.get(article, ())}
        for name in _in_article(told, article, alone):
            if name.entity not in known:
                found[article].append(name)
    return found


def _in_article(told: Told, article: str, alone: Mapping[str, str]) -> Iterator[Name]:
    text = told.texts[article]
    if len(text.words) > _MOST_CHARS:
        return
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _CAPITAL.finditer(text.words):
        if match.group() in alone:
            places[match.group()].append(match.span())
    title = text.title or ""
    for last, spans in sorted(places.items()):
        before = [text.words[max(0, start - 30):start] for start, _ in spans]
        others = [words for words in before
                  if _FIRST_NAME.search(words) and not _TITLES.search(words)]
        times = len(spans) + (last in title and last not in text.words[:len(title)])
        if not others and times >= _MIN_TIMES:
            yield from (Name(start, end, alone[last], "person") for start, end in spans)
