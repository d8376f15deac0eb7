"""The cheap screen of `fast`: which sentences hold no word that evokes an event.

In: the words of a sentence. Out: whether it may tell of an event. It knows the words of
`lexicon/events.toml` in all their forms, and nothing of how they are used; what it turns away is
measured in `docs/rooms/read.md`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from sourceline.lexicon.cues import load_cues
from sourceline.lexicon.events import load_events
from sourceline.text.inflect import noun_forms, verb_forms


@dataclass(frozen=True)
class EventWords:
    """Words that evoke an event alone, and phrases by their first word."""

    alone: frozenset[str]
    phrases: dict[str, tuple[frozenset[str], ...]]


@cache
def event_words() -> EventWords:
    """Give every form of every trigger of the lexicon."""
    forms: set[tuple[str, ...]] = set()
    for kind in load_events().kind:
        for group in kind.evokes:
            forms |= {_words(form) for noun in group.nouns for form in noun_forms(noun)}
            for verb in (*group.verbs, *group.phrases):
                first, *rest = _words(verb)
                forms |= {(form, *rest) for form, _ in verb_forms(first)}
    phrases: dict[str, list[frozenset[str]]] = {}
    for first, *rest in sorted(form for form in forms if len(form) > 1):
        phrases.setdefault(first, []).append(frozenset(rest))
    return EventWords(frozenset(form[0] for form in forms if len(form) == 1),
                      {first: tuple(rests) for first, rests in phrases.items()})


def may_tell_event(words: Iterable[str]) -> bool:
    """Tell whether a sentence holds a word, or all words of a phrase, that evokes an event.

    >>> may_tell_event("Police arrested two men .".split())
    True
    >>> may_tell_event("The harbour is old and pretty .".split())
    False
    """
    known = event_words()
    low = {word.lower() for word in words}
    if not known.alone.isdisjoint(low):
        return True
    return any(rest <= low for first in low & known.phrases.keys()
               for rest in known.phrases[first])


def tells(word: str) -> bool:
    """Tell whether a word may evoke an event or say that somebody speaks: its roles are wanted.

    >>> tells("arrested"), tells("said"), tells("yellow")
    (True, True, False)
    """
    return word.lower() in _told()


@cache
def _told() -> frozenset[str]:
    events, speech = event_words(), load_cues().speech
    said = {_words(word)[0] for kind in msgspec.structs.astuple(speech) for word in kind if word}
    forms = {form for word in said for form, _ in verb_forms(word)}
    nouns = {form for word in said for form in noun_forms(word)}
    return events.alone | frozenset(events.phrases) | said | forms | nouns


def _words(said: str) -> tuple[str, ...]:
    """Cut a lexicon entry as the tokeniser cuts text: hyphens stand alone."""
    return tuple(said.lower().replace("-", " - ").split())
