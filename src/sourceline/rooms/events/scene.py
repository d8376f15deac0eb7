"""What stands around a trigger: its phrases, the entities in them, and the words that govern it.

In: a line, the mentions in it, the trigger. Out: ranges of words and plain answers. It decides
neither kind nor status.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sourceline.lexicon.cues import load_cues
from sourceline.lexicon.events import load_events
from sourceline.record.entity import Mention
from sourceline.rooms.events.people import MONTHS, ends_like_people, humans, is_person
from sourceline.rooms.events.syntax import Syntax
from sourceline.rooms.events.triggers import Trigger
from sourceline.text.inflect import verb_forms
from sourceline.text.lines import Line
from sourceline.text.phrases import (
    Range,
    conjuncts,
    is_passive,
    object_of,
    phrase_before,
    prepositions_after,
    subject_of,
    verb_start,
)

# Phrases with their object in the middle: "select X for", "name X as".
_OBJECT_FIRST = (("for",), ("as",), ("from",))
_AGENTS = frozenset(("person", "organization", "government", "place"))
_VERBAL = frozenset(("verb", "be", "have", "modal", "do"))


@cache
def base_forms(name: str) -> Mapping[str, str]:
    """Give form -> base for a list of status verbs, or of light verbs."""
    bases = load_events().words.light if name == "light" else getattr(load_cues().status, name)
    forms: dict[str, str] = {}
    for base in bases:
        first, _, rest = base.partition(" ")
        for form, _ in verb_forms(first):
            forms.setdefault(f"{form} {rest}".strip(), base)
    return forms


@dataclass(frozen=True)
class Scene:
    """A trigger in its line: `subject`, `objects` and `after` are phrases; `passive` for verbs.

    For a noun, `subject` is its possessor or the name before it, `objects` are empty, and
    `governor` is the verb whose object or subject it is, if any.
    """

    line: Line
    trigger: Trigger
    mentions: tuple[Mention, ...]
    phrase: Range
    subject: Range | None
    objects: tuple[Range, ...]
    after: tuple[tuple[str, Range], ...]
    passive: bool
    governor: int | None
    governed_as: str  # "object", "subject" or ""
    relative: int | None = None  # the verb of "that was foiled" after a noun
    reduced: bool = False  # "the men arrested in May"
    syntax: Syntax | None = None  # the reader's tree, where it gave one
    subjects: tuple[Range, ...] = ()  # every part of a joined subject; from the tree only
    around: frozenset[str] = frozenset()  # the words of the sentences before and behind

    def inside(self, words: Range) -> list[Mention]:
        """Give the mentions that lie inside a range of words."""
        start, end = self.line.place(words)
        return [one for one in self.mentions if start <= one.cite.start and one.cite.end <= end]

    def extend(self, words: Range) -> Range:
        """Stretch a phrase over a name that goes on past it ("Washington, D.C.")."""
        start, end = self.line.place(words)
        longest = max((one.cite.end for one in self.mentions if one.form == "name"
                       and start <= one.cite.start < end < one.cite.end), default=end)
        return (words[0], self.line.word_at(longest)) if longest > end else words

    def is_person(self, words: Range) -> bool:
        """Tell a common noun for people by its ending, where the reader says it is a noun."""
        if self.syntax is None or self.syntax.tree.tags[words[1] - 1] != "NOUN":
            return False
        return ends_like_people(self.syntax.tree.lemmas[words[1] - 1])

    def is_agent(self, words: Range | None) -> bool:
        """Tell whether a phrase names or describes people, a body or a government."""
        if words is None:
            return False
        low, tags = self.line.clause.low, self.line.clause.tags
        if low[words[1] - 1] in humans() or any(
                low[at] in humans() and tags[at] != "gen" for at in range(*words)):
            return True
        if any(one.kind in _AGENTS for one in self.inside(words)):
            return True
        if self.syntax is not None and is_person(
                self.syntax, self.syntax.head_of(words), self.mentions):
            return True
        if self.syntax is not None and tags[words[1] - 1] == "name" and \
                self.syntax.tree.tags[words[1] - 1] == "PROPN" and \
                low[words[1] - 1] not in MONTHS and not self.inside(words):
            return True  # a name the rooms before did not see
        return not self.mentions and self.line.clause.raw[words[1] - 1][0].isupper()


def make_scene(line: Line, trigger: Trigger, mentions: Sequence[Mention]) -> Scene:
    """Read the surroundings of a trigger."""
    near = tuple(one for one in mentions if line.start <= one.cite.start < line.end)
    if trigger.is_verb:
        return _verb_scene(line, trigger, near)
    return _noun_scene(line, trigger, near)


def _verb_scene(line: Line, trigger: Trigger, near: tuple[Mention, ...]) -> Scene:
    clause = line.clause
    reduced = _reduced(line, trigger)
    passive = reduced or is_passive(clause, trigger.head)
    end = trigger.words[1]
    first = object_of(clause, end - 1)
    inner = object_of(clause, trigger.head)
    if end == trigger.head + 1 or first is None:
        first = first or (inner if end == trigger.head + 1 else None)
    if trigger.pattern.words[1:2] in _OBJECT_FIRST:
        first = inner
    objects = tuple(conjuncts(clause, first)) if first and not passive else ()
    start = objects[-1][1] if objects else end
    if passive:
        start = end
    return Scene(line, trigger, near, (verb_start(clause, trigger.head), end),
                 phrase_before(clause, trigger.head) if reduced
                 else subject_of(clause, trigger.head), objects,
                 tuple(chain_after(line, start)), passive, None, "", None, reduced)


def _reduced(line: Line, trigger: Trigger) -> bool:
    """Tell "the men arrested in May" from "police arrested the men"."""
    tags, low = line.clause.tags, line.clause.low
    at = trigger.head
    if trigger.pattern.form != "verb" or tags[at] != "verb" or at == 0:
        return False
    if not low[at].endswith(("ed", "en", "un", "wn", "ot", "ung")):
        return False
    if "ARG0" not in (trigger.pattern.group.roles or trigger.pattern.kind.roles):
        return False
    after = tags[at + 1] if at + 1 < len(tags) else "stop"
    before = tags[at - 1]
    if before in ("noun", "name", "num", "comma") and after in ("prep", "stop", "comma", "to"):
        main = any(tags[here] in _VERBAL for here in range(at + 1, len(tags)))
        return before != "comma" or not main or after == "prep"
    return False


def chain_after(line: Line, start: int) -> list[tuple[str, Range]]:
    """Give prepositional phrases after a word, with what "and to" and commas join on."""
    found = prepositions_after(line.clause, start)
    chain: list[tuple[str, Range]] = []
    for word, phrase in found:
        chain += [(word, one) for one in conjuncts(line.clause, phrase, word)]
    return chain


def _noun_scene(line: Line, trigger: Trigger, near: tuple[Mention, ...]) -> Scene:
    clause = line.clause
    phrase = phrase_before(clause, trigger.words[1]) or trigger.words
    phrase = (min(phrase[0], trigger.words[0]), trigger.words[1])
    owner = _owner(line, phrase, trigger)
    after = chain_after(line, trigger.words[1])
    governor, role = _governor(line, phrase, after)
    return Scene(line, trigger, near, phrase, owner, (), tuple(after), False, governor, role,
                 _relative(line, phrase, after))


def _owner(line: Line, phrase: Range, trigger: Trigger) -> Range | None:
    """Give "the regime" in "the regime's crackdown", or a name right before the noun."""
    tags = line.clause.tags
    first = trigger.words[0]
    for at in range(first - 1, phrase[0] - 1, -1):
        if tags[at] == "gen":
            return phrase[0], at
    names = [at for at in range(phrase[0], first)
             if tags[at] == "name" and line.clause.low[at] not in MONTHS]
    if names:
        return names[0], names[-1] + 1
    return (phrase[0], phrase[0] + 1) if tags[phrase[0]] == "poss" else None


def _relative(line: Line, phrase: Range, after: Sequence[tuple[str, Range]]) -> int | None:
    """Give the verb of a relative clause on the noun: "a plot in Ost, which was foiled"."""
    tags, low = line.clause.tags, line.clause.low
    end = after[-1][1][1] if after else phrase[1]
    for start in dict.fromkeys((phrase[1], end)):
        here = start + (low[start:start + 1] == (",",))
        if low[here:here + 1] not in (("which",), ("that",)):
            continue
        here += 1
        while here < len(tags) and tags[here] in ("be", "have", "modal", "do", "not", "adv"):
            here += 1
        if here < len(tags) and tags[here] == "verb":
            return here
    return None


def _governor(line: Line, phrase: Range,
              after: Sequence[tuple[str, Range]]) -> tuple[int | None, str]:
    """Give the verb this noun is the object or subject of."""
    tags = line.clause.tags
    back = phrase[0] - 1
    while back >= 0 and tags[back] in ("adv", "quote", "num"):
        back -= 1
    if back >= 0 and tags[back] in ("verb", "ing"):
        return back, "object"
    if back > 0 and tags[back] == "prep" and tags[back - 1] in ("verb", "ing"):
        particle = f"{line.clause.low[back - 1]} {line.clause.low[back]}"
        if particle in base_forms("light") or particle in base_forms("suppose_verbs"):
            return back - 1, "object"
    end = after[-1][1][1] if after else phrase[1]
    for start in (phrase[1], end):
        here = start
        while here < len(tags) and here < start + 4 and (
                tags[here] in ("adv", "comma") or line.clause.low[here] in ("which", "that")):
            here += 1
        aux = here
        while here < len(tags) and tags[here] in ("be", "have", "modal", "do", "not", "adv"):
            here += 1
        if here < len(tags) and tags[here] in ("verb", "adj") and (here > aux or start == here):
            return here, "subject"
    return None, ""
