"""Trigger words: where a word or phrase of the lexicon stands, used as the lexicon means it.

In: tagged lines. Out: `Trigger`s, longest first, no two on the same words. Guards and status are
asked later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sourceline.lexicon.cues import load_cues
from sourceline.lexicon.events import EventKind, Evokes, load_events
from sourceline.lexicon.frames import load_frames
from sourceline.text.grammar import common_verbs
from sourceline.text.inflect import noun_forms, verb_forms
from sourceline.text.lines import Line
from sourceline.text.phrases import is_passive, subject_of

# Words that may stand between a verb and the noun it needs ("signed a long-awaited deal").
_MAX_GAP_WORDS = 6
_PARTICLES = frozenset(("up", "off", "down", "out", "in", "on", "for", "to", "upon", "at", "with",
                        "aside", "away", "into", "over"))
_GAP_TAGS = frozenset(("det", "poss", "adj", "noun", "name", "num", "adv", "gen", "ing", "pron",
                       "quote", "verb"))
_TIME_NOUNS = frozenset(("week", "month", "year", "day", "night", "morning", "monday", "tuesday",
                         "wednesday", "thursday", "friday", "saturday", "sunday"))


@dataclass(frozen=True)
class Pattern:
    """Words that evoke a kind: the first is a form, the rest follow with small gaps."""

    words: tuple[str, ...]
    kind: EventKind
    group: Evokes
    form: str  # "verb", "noun" or "phrase"
    framed: bool = False  # found by what the verb takes, so that no guard need ask
    told: bool = False  # found by the reader, by no word of a lexicon
    negated: bool = False  # it is the "not" that tells the kind: "has not been seen since"


@dataclass(frozen=True)
class Trigger:
    """A pattern at a place: `head` is the verb or noun, `words` the range to cite."""

    head: int
    words: tuple[int, int]
    pattern: Pattern
    is_verb: bool

    @property
    def kind(self) -> str:
        """The kind with its sub-kind after a dot."""
        sub = self.pattern.group.sub
        return f"{self.pattern.kind.name}.{sub}" if sub else self.pattern.kind.name


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Make all patterns, by their first word as it may stand in a text."""
    return patterns_of(load_events().kind)


def patterns_of(kinds: Iterable[EventKind]) -> Mapping[str, tuple[Pattern, ...]]:
    """Make the patterns of some kinds, a user's own among them."""
    found: dict[str, list[Pattern]] = {}
    for kind in kinds:
        for group in kind.evokes:
            for pattern in _patterns_of(kind, group):
                found.setdefault(pattern.words[0], []).append(pattern)
    return {word: tuple(sorted(several, key=lambda p: -len(p.words)))
            for word, several in found.items()}


def _patterns_of(kind: EventKind, group: Evokes) -> list[Pattern]:
    found: list[Pattern] = []
    for noun in group.nouns:
        found += [Pattern(_words(form), kind, group, "noun") for form in noun_forms(noun)]
    for name, verbs in (("verb", group.verbs), ("phrase", group.phrases)):
        for verb in verbs:
            first, *rest = _words(verb)
            form_of = "phrase" if rest else name
            found += [Pattern((form, *rest), kind, group, form_of)
                      for form in dict.fromkeys(form for form, _ in verb_forms(first))]
    return found


def _words(said: str) -> tuple[str, ...]:
    """Cut a lexicon entry as the tokenizer cuts text: hyphens apart, prefixes kept."""
    prefixed = said.startswith(("re-", "co-"))
    return tuple((said if prefixed else said.replace("-", " - ")).split())


@cache
def event_verbs() -> Mapping[str, frozenset[str]]:
    """Give the verb forms the tagger should know: triggers, cues and words of status."""
    bases: list[str] = []
    for kind in load_events().kind:
        for group in kind.evokes:
            bases += [_words(verb)[0] for verb in (*group.verbs, *group.phrases)]
    bases += [verb.split()[0] for verb in load_frames()]
    cues = load_cues()
    bases += [base.split()[0] for base in (
        *cues.speech.direct, *cues.speech.assertive, *cues.speech.opinion, *cues.speech.promise,
        *cues.speech.judgement, *cues.status.thwart_verbs, *cues.status.plan_verbs,
        *cues.status.expect_verbs, *cues.status.deny_verbs, *cues.status.allege_verbs,
        *cues.status.suppose_verbs, *load_events().words.light)]
    return common_verbs([base for base in dict.fromkeys(bases) if base.isalpha()])


@cache
def past_forms() -> frozenset[str]:
    """Give all past forms and participles of the verbs known here."""
    return frozenset(form for form, kinds in event_verbs().items()
                     if kinds & {"past", "participle"})


def find_triggers(line: Line,
                  more: Mapping[str, tuple[Pattern, ...]] | None = None) -> list[Trigger]:
    """Find triggers in a line; those on the same words are readings, the first that fits counts.

    Takes: `more`, the patterns of a user's own kinds, which are tried first.

    >>> text, spans = "Police arrested two men.", [(0, 6), (7, 15), (16, 19), (20, 23), (23, 24)]
    >>> from sourceline.text.lines import make_line
    >>> [trigger.kind for trigger in find_triggers(make_line(text, spans, event_verbs()))]
    ['ARREST']
    """
    found: list[Trigger] = []
    for at, word in enumerate(line.clause.low):
        for pattern in (*(more or {}).get(word, ()), *patterns().get(word, ())):
            trigger = _match(line, at, pattern)
            if trigger is not None:
                found.append(trigger)
    found.sort(key=lambda one: (one.words[0] - one.words[1], one.words[0]))
    taken: set[int] = set()
    whole: set[tuple[int, int]] = set()
    kept: list[Trigger] = []
    for trigger in found:
        inside = set(range(*trigger.words))
        if trigger.words in whole or not inside & taken:
            taken |= inside
            whole.add(trigger.words)
            kept.append(trigger)
    return sorted(kept, key=lambda one: one.words)


def _match(line: Line, at: int, pattern: Pattern) -> Trigger | None:
    if pattern.form == "noun":
        return _match_noun(line, at, pattern)
    tag = line.clause.tags[at]
    if tag not in ("verb", "ing") or _nominal_ing(line, at):
        return None
    if len(pattern.words) == 1:
        return Trigger(at, (at, at + 1), pattern, is_verb=True)
    end = _follow(line, at, pattern.words[1:])
    if end is None:
        return _passive_phrase(line, at, pattern)
    whole = end - at <= len(pattern.words) + _MAX_GAP_WORDS
    return Trigger(at, (at, end if whole else at + 1), pattern, is_verb=True)


def _match_noun(line: Line, at: int, pattern: Pattern) -> Trigger | None:
    size = len(pattern.words)
    if line.clause.low[at:at + size] != pattern.words:
        return None
    head = at + size - 1
    tags, low = line.clause.tags, line.clause.low
    if tags[head] not in ("noun", "ing", "adj") or (tags[head] == "ing" and not _nominal_ing(
            line, head)):
        return None
    after = tags[head + 1] if head + 1 < len(tags) else "stop"
    if after in ("noun", "ing") and low[head + 1] not in _TIME_NOUNS:
        return None
    return Trigger(head, (at, head + 1), pattern, is_verb=False)


def _nominal_ing(line: Line, at: int) -> bool:
    """Tell "the killing of" from "killing three people"."""
    tags, low = line.clause.tags, line.clause.low
    if tags[at] != "ing":
        return False
    before = tags[at - 1] if at else ""
    after = tags[at + 1] if at + 1 < len(tags) else "stop"
    if before == "name" and after == "noun" and low[at + 1] in ("suspect", "suspects", "victims",
                                                                "victim", "trial", "case"):
        return True
    if after in ("det", "poss", "num", "pron", "name") or before == "be":
        return False
    if before in ("det", "poss", "gen", "adj", "num"):
        return True
    follows = low[at + 1] if at + 1 < len(low) else "."
    return before in ("noun", "prep", "verb", "", "and", "name") and (
        follows == "of" or (after in ("stop", "comma") and before in ("noun", "name")))


def _follow(line: Line, at: int, rest: Sequence[str]) -> int | None:
    """Match the rest of a phrase after its verb and give the end, or None."""
    low, tags = line.clause.low, line.clause.tags
    here = at + 1
    for number, word in enumerate(rest):
        forms = {word} if word in _PARTICLES else {word, word + "s", word + "es"}
        if word in ("his", "her", "their", "himself"):
            forms = {"his", "her", "their", "its", "himself", "herself", "themselves"}
        close = word in _PARTICLES and number == len(rest) - 1
        limit = min(len(low), here + (2 if close else _MAX_GAP_WORDS))
        place = here
        while place < limit and low[place] not in forms:
            if tags[place] not in _GAP_TAGS or (tags[place] == "verb"):
                return None
            place += 1
        if place >= limit:
            return None
        here = place + 1
    return here


def _passive_phrase(line: Line, at: int, pattern: Pattern) -> Trigger | None:
    """Match "a deal was signed" for "sign deal"."""
    if len(pattern.words) != 2:
        return None
    low, tags = line.clause.low, line.clause.tags
    noun = at - 2 if at > 1 and tags[at - 1] == "comma" else at - 1
    if at and low[noun] == pattern.words[1] and tags[at + 1:at + 2] == ("prep",) \
            and low[at] in past_forms() and low[at + 1] != "as":
        return Trigger(at, (at, at + 1), pattern, is_verb=True)
    if not is_passive(line.clause, at):
        return None
    subject = subject_of(line.clause, at)
    if subject is None:
        return None
    head = line.clause.low[subject[1] - 1]
    if head not in (pattern.words[1], pattern.words[1] + "s"):
        return None
    return Trigger(at, (at, at + 1), pattern, is_verb=True)
