"""What a chat service answered, and which of it stands in the text.

In: the bytes of an answer, the text and its sentences. Out: names and predicates whose words stand
in the sentence they were said to stand in, at one place, on whole words. Nothing is trusted: a
place that is wrong is looked for again, and words that stand nowhere or at several places are
dropped.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from sourceline.errors import CannotFetch
from sourceline.record.reading import Argument, NameSpan, Predicate, Sentence

KINDS = frozenset(("person", "organization", "government", "place", "facility", "work", "event"))
_MODIFIERS = ("TMP", "LOC", "NEG", "MOD", "MNR", "ADV", "CAU", "PRP", "DIR", "EXT", "GOL", "DIS")
LABELS = frozenset((*(f"ARG{n}" for n in range(6)), *(f"ARGM-{kind}" for kind in _MODIFIERS)))
Found = tuple[list[NameSpan], list[Predicate]]
Span = tuple[int, int]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Words the service says stand in a sentence; unknown fields are passed over."""

    sentence: int = -1
    words: str
    start: int | None = None


Kind = TypeVar("Kind", bound=Said)


class SaidName(Said, frozen=True, kw_only=True):
    """A name, with its kind."""

    kind: str


class SaidArgument(Said, frozen=True, kw_only=True):
    """A part in a predicate."""

    label: str


class SaidPredicate(Said, frozen=True, kw_only=True):
    """A predicate with its parts."""

    factuality: float | None = None
    arguments: tuple[msgspec.Raw, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """One answer; its parts are read one by one, so that a bad one spoils no other."""

    names: tuple[msgspec.Raw, ...] = ()
    predicates: tuple[msgspec.Raw, ...] = ()


class _Message(msgspec.Struct, frozen=True):
    content: str


class _Choice(msgspec.Struct, frozen=True):
    message: _Message


class _Completion(msgspec.Struct, frozen=True):
    choices: tuple[_Choice, ...]


def read_answer(content: bytes, address: str) -> Answer:
    """Read the JSON object of a chat completion, with or without a code fence around it.

    >>> read_answer(b'{"choices": [{"message": {"content": "{}"}}]}', "").names
    ()

    Refuses: `CannotFetch` for anything else.
    """
    try:
        said = msgspec.json.decode(content, type=_Completion).choices[0].message.content
        return msgspec.json.decode(said[said.index("{"):said.rindex("}") + 1], type=Answer)
    except (msgspec.DecodeError, ValueError, IndexError, RecursionError) as error:
        raise CannotFetch("the reading service did not answer in the JSON asked for",
                          where=address, remedy="ask for another model") from error


def verify(
    answer: Answer, words: str, sentences: Sequence[Sentence], asked: range
) -> Found:
    """Keep what stands in the text: names without overlap, one predicate for a word."""
    names: list[NameSpan] = []
    for name in _each(answer.names, SaidName):
        span = _place(name, name.sentence, words, sentences, asked)
        if span and name.kind in KINDS and _apart(span, names):
            names.append(NameSpan(start=span[0], end=span[1], kind=name.kind))
    predicates: dict[Span, Predicate] = {}
    for said in _each(answer.predicates, SaidPredicate):
        predicate = _predicate(said, words, sentences, asked)
        if predicate:
            predicates.setdefault((predicate.sentence, predicate.token), predicate)
    return names, list(predicates.values())


def _each(raw: Iterable[msgspec.Raw], kind: type[Kind]) -> Iterator[Kind]:
    for part in raw:
        try:
            yield msgspec.json.decode(part, type=kind)
        except (msgspec.DecodeError, RecursionError):
            continue


def _predicate(
    said: SaidPredicate, words: str, sentences: Sequence[Sentence], asked: range
) -> Predicate | None:
    span = _place(said, said.sentence, words, sentences, asked)
    if span is None:
        return None
    starts = [token.start for token in sentences[said.sentence].tokens]
    arguments: list[Argument] = []
    for argument in _each(said.arguments, SaidArgument):
        part = _place(argument, said.sentence, words, sentences, asked)
        if part and argument.label in LABELS and _apart(part, arguments):
            arguments.append(Argument(label=argument.label, start=part[0], end=part[1]))
    known = said.factuality is not None and -3 <= said.factuality <= 3
    return Predicate(sentence=said.sentence, token=starts.index(span[0]),
                     factuality=said.factuality if known else None,
                     arguments=tuple(sorted(arguments, key=lambda one: one.start)))


def _place(
    said: Said, sentence: int, words: str, sentences: Sequence[Sentence], asked: range
) -> Span | None:
    """Find where the words stand in their sentence: where they were said to, or else nowhere else.

    Only whole words count, and only sentences that were asked about.
    """
    if sentence not in asked or not said.words.strip():
        return None
    whole = sentences[sentence]
    starts, ends = ({token.start for token in whole.tokens}, {token.end for token in whole.tokens})
    places = [
        at for at in _occurrences(words[whole.start:whole.end], said.words)
        if whole.start + at in starts and whole.start + at + len(said.words) in ends
    ]
    if said.start in places:
        places = [said.start]
    if len(places) != 1:
        return None
    return whole.start + places[0], whole.start + places[0] + len(said.words)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _apart(span: Span, others: Iterable[NameSpan | Argument]) -> bool:
    return all(span[1] <= other.start or other.end <= span[0] for other in others)
