"""Find event mentions in one article: trigger, kind, status, roles, time, and who says so.

In: a `Text`, its `Reading`, mentions and time expressions. Out: `EventMention`s in text order.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from sourceline.lexicon.events import EventKind
from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention
from sourceline.record.event import EventMention, RoleMention, Status
from sourceline.record.reading import Reading
from sourceline.record.when import TimeExpression
from sourceline.rooms.events.anaphora import lend_times
from sourceline.rooms.events.frames import find_framed
from sourceline.rooms.events.guards import is_other, keeps_company
from sourceline.rooms.events.plots import thwart_everywhere
from sourceline.rooms.events.roles import Part, find_roles
from sourceline.rooms.events.scene import Scene, make_scene
from sourceline.rooms.events.speech import (
    speaker_acts,
    speech_around,
    spoken_by_line,
)
from sourceline.rooms.events.status import status_of
from sourceline.rooms.events.syntax import Syntax, read_lines
from sourceline.rooms.events.told import (
    find_told,
    is_covered,
    is_plausible,
    seen_status,
    trace_of,
)
from sourceline.rooms.events.tree_scene import make_tree_scene
from sourceline.rooms.events.tree_times import tree_time
from sourceline.rooms.events.triggers import Trigger, event_verbs, find_triggers, patterns_of
from sourceline.text.attribution import Attribution
from sourceline.text.grammar import Verbs, common_verbs
from sourceline.text.lines import Line
from sourceline.text.phrases import Range
from sourceline.text.quotes import pair_quotes
from sourceline.text.speech import find_attributions
from sourceline.text.speech_cues import speech_cues
from sourceline.text.tells import by_sentence

VERSION = "2"
# So many sentences before one tell what it is about.
_BEFORE = 2
_SENTENCES = {
    "past": "a past tense", "reference": "a noun that refers to one occurrence",
    "negation": "a negation governs the trigger", "thwarted": "a verb of stopping governs it",
    "plan": "a word of planning governs it", "court": "named as an accusation in a court step",
    "reader": "the whole sentence, as the reader sees it",
}


@dataclass(frozen=True)
class EventSettings:
    """What the event finder looks for, and how far."""

    # A user's files of further kinds, relative to the file of settings; `load_settings` reads them
    # into `kinds`, so that what they say is part of the settings and of the keys of work.
    kind_files: tuple[str, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    # A time expression further off belongs to another event; chosen on TimeBank-like prose by eye.
    max_time_words: int = 22
    # What it costs, in words, to reach over a verb, a stop or "that" to a time expression.
    barrier_words: int = 9
    # How sure the reader must be of a telling in words no lexicon has, or in words without the
    # company they keep. Chosen on tests/cases/wordings/open-3, which the reader was not taught on,
    # and on general news, where much that sounds like an event is none.
    least_sure: float = 0.75
    # Words of a lexicon that the reader holds less likely than this to tell anything are left out;
    # chosen on the open pages of evals/dumps, where most of what goes is wrong.
    least_plausible: float = 0.05
    # How sure the reader must be of a status that no words around the trigger give.
    least_sure_status: float = 0.9


def find_event_mentions(text: Text, reading: Reading, mentions: Sequence[Mention],
                        times: Sequence[TimeExpression],
                        settings: EventSettings) -> tuple[EventMention, ...]:
    """Find what one article says happens, happened, or might.

    >>> from sourceline.record.reading import Sentence, Token
    >>> words = "Police arrested two men."
    >>> places = [(0, 6), (7, 15), (16, 19), (20, 23), (23, 24)]
    >>> tokens = tuple(Token(start=start, end=end) for start, end in places)
    >>> reading = Reading(article="a1", reader="rules-1",
    ...                   sentences=(Sentence(start=0, end=24, tokens=tokens),))
    >>> text = Text(article="a1", captured="", edits=(), words=words, parts=())
    >>> event, = find_event_mentions(text, reading, (), (), EventSettings())
    >>> event.kind, event.status, [(role.role, role.cite.words) for role in event.roles]
    ('ARREST', 'happened', [('actor', 'Police'), ('target', 'two men')])

    Gives: mentions sorted by place. Headings are left out: the body tells them again.
    """
    heads = [(part.start, part.end) for part in text.parts if part.kind == "heading"]
    more = patterns_of(settings.kinds)
    read = read_lines(text.words, reading, _verbs(settings.kinds))
    lines = [line for line, _ in read]
    said = find_attributions(text.words, lines, pair_quotes(text.words), speech_cues())
    near = _by_line(lines, mentions)
    dates = _by_line(lines, times)
    spoken = spoken_by_line(lines, said)
    around = _around(lines)
    tells = by_sentence(reading)
    own_kinds = {kind.name for kind in settings.kinds}
    found: list[EventMention] = []
    for number, line in enumerate(lines):
        if any(start <= line.start < end for start, end in heads):
            continue
        told: list[Trigger] = []
        others: set[int] = set()
        triggers = find_triggers(line, more)
        nouns = frozenset(one.head for one in triggers if not one.is_verb)
        framed = find_framed(line, read[number][1], near.get(number, []))
        seen = tells.get(line.start, [])
        by_word = {one.token: one for one in seen}
        known = {(one.token, one.kind) for one in seen if one.sure >= settings.least_sure}
        own = {(one.head, one.pattern.kind.name) for one in triggers if one.is_verb}
        every = (*triggers, *framed, *find_told(read[number][1], seen, settings.least_sure))
        for trigger in sorted(every, key=lambda one: _rank(one, own)):
            if _is_told(trigger, told):
                continue
            scene = replace(_scene(line, read[number][1], trigger, near.get(number, [])),
                            around=around[number])
            if is_other(scene) or (trigger.pattern.told and (
                    trigger.head in others or is_covered(trigger, told, scene.syntax))):
                others.add(trigger.head)
                continue
            if not keeps_company(scene) and (
                    trigger.head, trigger.pattern.kind.name) not in known:
                continue
            event = _event(text, scene, spoken.get(number, []), dates.get(number, []), nouns,
                           settings, seen_status(trigger, by_word, settings.least_sure_status),
                           trace_of(trigger, by_word))
            # What someone is charged with is an act, however the sentence comes to it.
            doubted = bool(reading.tells) and trigger.pattern.kind.name not in own_kinds \
                and not is_plausible(trigger, by_word, settings.least_plausible)
            if event is not None and (not doubted or event.because.rule.endswith("court")):
                told.append(trigger)
                found.append(event)
    found.sort(key=lambda event: (event.cite.start, event.cite.end, event.id))
    return tuple(thwart_everywhere(lend_times(found), times))


# Where these gave the status, no words around the trigger did.
_BY_TENSE = frozenset(("past", "present", "reference", "not_done"))


def _rank(trigger: Trigger, own: Set[tuple[int, str]]) -> int:
    """Order what may tell a line's events: what comes first keeps the others off its words.

    What a verb takes tells more than its noun ("closed its inquiry"); of the steps of a case it
    tells more than the verb ("walked out of the courthouse"), of all else less ("accused"). Takes:
    `own`, the kinds the verbs tell by themselves.
    """
    if trigger.pattern.told:
        return 4
    if trigger.pattern.framed:
        step = trigger.pattern.kind.family == "case"
        return 0 if step and (trigger.head, trigger.pattern.kind.name) not in own else 2
    if trigger.pattern.kind.name in _PLAIN:
        return 3  # "decreed measures against the fund": what is decreed says more
    return 1 if trigger.is_verb else 3


# Kinds whose verbs say little of what was done; a frame on the same verb says more.
_PLAIN = frozenset(("POLICY", "STATEMENT", "AID"))


def _is_told(trigger: Trigger, told: Sequence[Trigger]) -> bool:
    """Tell whether the same words tell something already, or the same kind within these words.

    "Was jailed for six years" tells of a sentence and of what follows from it.
    """
    both = {("DETAIN", "SENTENCE")}
    return any(
        trigger.words == one.words or
        (trigger.head == one.head and (one.kind, trigger.kind) not in both) or
        (trigger.pattern.kind == one.pattern.kind
         and trigger.words[0] < one.words[1] and one.words[0] < trigger.words[1])
        for one in told)


def _verbs(kinds: Sequence[EventKind]) -> Verbs:
    """Give the verb forms the tagger should know, those of a user's kinds too."""
    bases = [words.split()[0] for kind in kinds for group in kind.evokes
             for words in (*group.verbs, *group.phrases)]
    return {**event_verbs(), **common_verbs(bases)} if bases else event_verbs()


Cited = TypeVar("Cited", Mention, TimeExpression)


def _around(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Give for every line the words of the two before it and of the next."""
    words = [frozenset(line.clause.low) for line in lines]
    return [frozenset().union(*words[max(0, at - _BEFORE):at], *words[at + 1:at + 2])
            for at in range(len(lines))]


def _by_line(lines: Sequence[Line], mentions: Sequence[Cited]) -> Mapping[int, list[Cited]]:
    """Put mentions or times under the line they stand in, in one pass."""
    found: dict[int, list[Cited]] = {}
    number = 0
    for mention in sorted(mentions, key=lambda one: (one.cite.start, one.cite.end, one.id)):
        while number + 1 < len(lines) and lines[number].end <= mention.cite.start:
            number += 1
        found.setdefault(number, []).append(mention)
    return found


def _scene(line: Line, syntax: Syntax | None, trigger: Trigger,
           mentions: Sequence[Mention]) -> Scene:
    if syntax is None:
        return make_scene(line, trigger, mentions)
    return make_tree_scene(line, syntax, trigger, mentions)


def _event(text: Text, scene: Scene, said: Sequence[Attribution],
           times: Sequence[TimeExpression], nouns: Set[int], settings: EventSettings,
           seen: Status | None, trace: bytes) -> EventMention | None:
    line, trigger = scene.line, scene.trigger
    start, end = line.place(trigger.words)
    speech = speech_around(text.words, line, said, start)
    found = status_of(scene, speech)
    if found is None:
        return None
    status, rule = found
    if seen is not None and rule in _BY_TENSE and seen != status:
        status, rule = seen, "reader"
    parts = find_roles(scene)
    parts = speaker_acts(scene, parts, speech, said, start)
    sentence = cite(text.article, text.words, line.start, line.end)
    time = _time(line, scene, times, nouns, settings, rule)
    if time is not None and status == "happened" and rule in ("reference", "present") and \
            _is_ahead(time, times):
        status, rule = "expected", "next"
    return EventMention(
        id=make_id("em", text.article, start, end, trigger.pattern.kind.name),
        cite=cite(text.article, text.words, start, end), sentence=sentence, kind=trigger.kind,
        status=status, attributed_to=speech.speaker if speech else "",
        time=time, trace=trace,
        roles=_roles(text, scene, parts),
        because=Because(rule=f"events.{'told.' if trigger.pattern.told else ''}{rule}",
                        version=VERSION,
                        sentence=f"“{text.words[start:end]}” evokes {trigger.kind}; status by "
                                 f"{_SENTENCES.get(rule, rule.replace('_', ' '))}"))


def _is_ahead(time: str, times: Sequence[TimeExpression]) -> bool:
    """Tell "next month" and "tomorrow": what is set there has not happened yet."""
    words = next((one.cite.words.lower() for one in times if one.id == time), "")
    return words.startswith(("next ", "tomorrow", "upcoming", "coming "))


def _time(line: Line, scene: Scene, times: Sequence[TimeExpression], nouns: Set[int],
          settings: EventSettings, rule: str) -> str | None:
    """Give the date on the trigger's clause in the tree; without one, the nearest in words."""
    if scene.syntax is not None:
        told = [one for one in times if one.kind in ("DATE", "TIME") and (
            one.when is not None or one.relative is not None)
            and line.start <= one.cite.start and one.cite.end <= line.end]
        return tree_time(scene, told, nouns, rule == "court" or (
            rule in ("plan", "purpose", "thwarted") and scene.trigger.is_verb))
    best: tuple[int, str] | None = None
    # What hangs on another act ("sentenced for plotting to bomb") does not take that act's date.
    own = rule == "court" or scene.reduced or (
        scene.trigger.is_verb and rule in ("plan", "thwarted", "purpose"))
    for time in times:
        if time.kind not in ("DATE", "TIME") or not line.start <= time.cite.start < line.end:
            continue
        if time.when is None and time.relative is None:
            continue
        at = line.word_at(time.cite.start)
        if own and at < scene.phrase[0]:
            continue
        distance = _distance(line, scene, at, line.word_at(time.cite.end), nouns, settings)
        if best is None or (distance, time.id) < best:
            best = (distance, time.id)
    return best[1] if best and best[0] <= settings.max_time_words else None


def _distance(line: Line, scene: Scene, first: int, last: int, nouns: Set[int],
              settings: EventSettings) -> int:
    """Count words and barriers between a trigger and a time expression.

    A noun of another event is a barrier: "announced an inquiry into the deaths a year ago". What a
    verb brings about shares the verb's time.
    """
    start, end = scene.phrase[0], scene.trigger.words[1]
    if scene.relative is not None and first > scene.relative:
        end = scene.relative + 1
    if scene.governed_as == "object" and scene.governor is not None and scene.governor < start:
        start = scene.governor
    tags, low = line.clause.tags, line.clause.low
    if last <= start:
        between = range(last, start)
        if low[last:last + 1] == ("when",) and not any(tags[at] == "verb" for at in between):
            return 1
        if first <= 1 and not any(tags[at] in ("that", "sub", "wh") for at in between):
            verbs = sum(tags[at] in ("verb",) for at in between)
            return 2 + verbs * settings.barrier_words
    else:
        between = range(end, first)
    barriers = sum(tags[at] in ("verb", "that", "stop", "sub", "wh") or low[at] == "and"
                   for at in between)
    barriers += sum(at in nouns and at != scene.trigger.head for at in between)
    return len(between) + barriers * settings.barrier_words


def _roles(text: Text, scene: Scene, parts: Sequence[Part]) -> tuple[RoleMention, ...]:
    """Cite the mention that heads each phrase, else the phrase without its article."""
    roles: list[RoleMention] = []
    for role, phrase in parts:
        mention = _head_mention(scene, phrase)
        if mention is not None:
            roles.append(RoleMention(role=role, cite=mention.cite, mention=mention.id))
            continue
        start = phrase[0]
        while start < phrase[1] - 1 and scene.line.clause.tags[start] in ("det", "adv", "quote"):
            start += 1
        place = scene.line.place((start, phrase[1]))
        roles.append(RoleMention(role=role, cite=cite(text.article, text.words, *place)))
    distinct = {(role.role, role.cite.start, role.cite.end): role for role in roles}
    return tuple(distinct.values())


def _head_mention(scene: Scene, phrase: Range) -> Mention | None:
    """Give the longest mention that ends where the phrase ends, or that holds its head."""
    _, end = scene.line.place(phrase)
    heads = [one for one in scene.inside(phrase) if one.cite.end == end]
    if scene.syntax is not None:
        head = scene.line.spans[scene.syntax.head_of(phrase)]
        heads = [one for one in scene.inside(phrase)
                 if one.cite.start <= head[0] and head[1] <= one.cite.end]
    return min(heads, key=lambda one: (one.cite.start, one.id), default=None)
