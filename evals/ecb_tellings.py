"""Gold actions of ECB+ as the event mentions the merge room takes.

In: ECB+ documents. Out: for each, its text, places, entity mentions, time expressions and one
`EventMention` for every marked action: roles are read off the reader's predicates, or off the
syntax around a noun; the kind is ours where our event finder has one for the same words, else
"OTHER". Nothing of the gold chains enters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.ecb_corpus import Document, Marked
from evals.readings import read_words
from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention, Naming
from sourceline.record.event import EventMention, RoleMention, RoleName
from sourceline.record.place import Locating
from sourceline.record.reading import Predicate, Reading, Sentence
from sourceline.record.when import TimeExpression
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.places.locate import PlaceSettings, locate_mentions
from sourceline.rooms.times.expressions import TimeSettings, find_times

BECAUSE = Because(rule="evals.gold", version="1", sentence="the data set marks it")
_ROLES: dict[str, RoleName] = {"ARG0": "actor", "ARG1": "target", "ARG2": "recipient",
                               "ARG3": "beneficiary", "ARGM-LOC": "place"}
# Syntax around a noun that no predicate was found for.
_NOUN_ROLES: dict[str, RoleName] = {"nmod:poss": "actor", "compound": "target", "nmod": "target"}


@dataclass(frozen=True)
class Told:
    """One document with all the merge room is given of it."""

    document: Document
    text: Text
    naming: Naming
    times: tuple[TimeExpression, ...]
    places: Locating
    events: tuple[EventMention, ...]
    lemmas: tuple[str, ...]
    found: tuple[EventMention, ...]


def tell(document: Document) -> Told:
    """Read a document and turn its gold actions into event mentions."""
    words, reading = read_words(document.words)
    text = Text(article=document.name, captured="", edits=(), words=words.words, parts=())
    naming = find_mentions(text, reading, NameSettings())
    times = find_times(text, reading, TimeSettings())
    found = find_event_mentions(text, reading, naming.mentions, times, EventSettings())
    events = tuple(_event(document, text, reading, naming.mentions, times, found, action)
                   for action in document.actions)
    return Told(document, text, naming, times,
                locate_mentions(text, naming.mentions, PlaceSettings()), events,
                tuple(_lemma(reading, action) for action in document.actions), found)


def action_id(action: Marked) -> str:
    """Name the event mention of a gold action."""
    return make_id("em", action.id)


def _lemma(reading: Reading, action: Marked) -> str:
    sentence, head = _head(reading, action)
    return "" if sentence is None else reading.sentences[sentence].tokens[head].lemma.lower()


def _event(document: Document, text: Text, reading: Reading, mentions: Sequence[Mention],
           times: Sequence[TimeExpression], found: Sequence[EventMention], action: Marked
           ) -> EventMention:
    start, end = document.sentences[action.sentence]
    ours = next((one for one in found if one.cite.start < action.end
                 and action.start < one.cite.end), None)
    roles, time = _roles(text, reading, mentions, times, action)
    return EventMention(
        id=action_id(action), cite=cite(text.article, text.words, action.start, action.end),
        sentence=cite(text.article, text.words, start, end),
        kind=ours.kind if ours else "OTHER", status=ours.status if ours else "happened",
        time=(ours.time if ours else None) or time, roles=roles, because=BECAUSE)


def _roles(text: Text, reading: Reading, mentions: Sequence[Mention],
           times: Sequence[TimeExpression], action: Marked
           ) -> tuple[tuple[RoleMention, ...], str | None]:
    """Give the parts and the time of an action by its predicate, else by syntax."""
    sentence, head = _head(reading, action)
    if sentence is None:
        return (), None
    spans = list(_predicate_spans(reading, sentence, head)) or list(
        _noun_spans(reading.sentences[sentence], head))
    roles = tuple(_role(text, mentions, role, start, end)
                  for label, start, end in spans if (role := _ROLES.get(label)) is not None)
    when = [(start, end) for label, start, end in spans if label == "ARGM-TMP"]
    time = next((one.id for one in times for start, end in when
                 if start <= one.cite.start < end and one.kind in ("DATE", "TIME")), None)
    return roles, time


def _role(text: Text, mentions: Sequence[Mention], role: RoleName, start: int, end: int
          ) -> RoleMention:
    inside = [one for one in mentions if start <= one.cite.start and one.cite.end <= end]
    best = min(inside, key=lambda one: (one.form != "name", one.cite.start, one.id), default=None)
    if best is not None:
        return RoleMention(role=role, cite=best.cite, mention=best.id)
    return RoleMention(role=role, cite=cite(text.article, text.words, start, end))


def _head(reading: Reading, action: Marked) -> tuple[int | None, int]:
    """Give the token that governs an action's words."""
    for number, sentence in enumerate(reading.sentences):
        inside = [at for at, token in enumerate(sentence.tokens)
                  if token.start < action.end and action.start < token.end]
        if inside:
            outside = [at for at in inside if sentence.tokens[at].head not in inside]
            return number, (outside or inside)[0]
    return None, 0


def _predicate_spans(reading: Reading, sentence: int, head: int
                     ) -> Iterator[tuple[str, int, int]]:
    found: Predicate | None = next((one for one in reading.predicates if (
        one.sentence, one.token) == (sentence, head)), None)
    if found is not None:
        for argument in found.arguments:
            yield argument.label, argument.start, argument.end


def _noun_spans(sentence: Sentence, head: int) -> Iterator[tuple[str, int, int]]:
    back = {role: label for label, role in _ROLES.items()}
    for token in sentence.tokens:
        if token.head == head and token.relation in _NOUN_ROLES:
            yield back[_NOUN_ROLES[token.relation]], token.start, token.end
