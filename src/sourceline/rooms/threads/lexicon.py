"""The words of `lexicon/threads.toml` and `lexicon/common_words.toml`.

In: nothing. Out: `stages()`: kinds of threads, joins, answers and the words of what is due;
`common_words()`; `frames()`: verbs with what stands beside them.
"""

from functools import cache

import msgspec

from sourceline.lexicon.load import About, load


class ThreadKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of thread: stages of which it must have one, and the usual order of its stages."""

    name: str
    label: str
    core: tuple[str, ...]
    main: tuple[str, ...]
    order: dict[str, int]


class Joins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which events and roles tie a person or a matter to a thread."""

    court: tuple[str, ...]
    befall: tuple[str, ...]
    once: tuple[str, ...]
    concerns: tuple[str, ...]
    acts: tuple[str, ...]
    alone: tuple[str, ...]
    near: tuple[str, ...]
    matters: tuple[str, ...]
    never: tuple[str, ...]


class DueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that announce, put off, strike out, only predict, and words that name a stage."""

    puts_off: tuple[str, ...]
    strikes: tuple[str, ...]
    set_by: tuple[str, ...]
    light: tuple[str, ...]
    predicts: tuple[str, ...]
    commentators: tuple[str, ...]
    dated: tuple[str, ...]
    hopes: tuple[str, ...]
    ahead: tuple[str, ...]
    ahead_stages: tuple[str, ...]
    gives_leave: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    topics: dict[str, tuple[str, ...]]


class PlainWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whole phrases for a reader without syntax."""

    announces: tuple[str, ...]
    weak: tuple[str, ...]
    predicts: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


class Stages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/threads.toml`."""

    about: About
    kind: tuple[ThreadKind, ...]
    joins: Joins
    answers: dict[str, tuple[str, ...]]
    otherwise: dict[str, tuple[str, ...]]
    due: DueWords
    plain: PlainWords


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb with what must stand beside it, and the stage they name."""

    stage: str
    verbs: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    thing: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    alone: bool = False
    by: tuple[str, ...] = ()


class Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/due_frames.toml`."""

    about: About
    frame: tuple[Frame, ...]


class CommonWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/common_words.toml`."""

    about: About
    words: str
    usual: str


@cache
def stages() -> Stages:
    """Give the kinds of threads and the words of what is due."""
    content: Stages = load("threads.toml", Stages)
    return content


@cache
def frames() -> tuple[Frame, ...]:
    """Give the verbs that name a step with what stands beside them, in order."""
    content: Frames = load("due_frames.toml", Frames)
    return content.frame


@cache
def common_words() -> frozenset[str]:
    """Give the words that say nothing about which matter an article is about."""
    content: CommonWords = load("common_words.toml", CommonWords)
    return frozenset(content.words.split())


@cache
def usual_words() -> frozenset[str]:
    """Give the words that say little about it."""
    content: CommonWords = load("common_words.toml", CommonWords)
    return frozenset(content.usual.split())


@cache
def stage_of(kind: str) -> str:
    """Give the stage of a kind of event, "" for none.

    A suit asks a court against what somebody did, as an appeal does; nobody is charged by it.

    >>> stage_of("VERDICT.conviction"), stage_of("AID"), stage_of("CHARGE.lawsuit")
    ('VERDICT', '', 'APPEAL')
    """
    if kind == "CHARGE.lawsuit":
        return "APPEAL"
    base = kind.split(".")[0]
    return base if base in _all_stages() and kind not in stages().joins.never else ""


@cache
def step_of(kind: str, status: str) -> str:
    """Give the stage a telling is of: an attack that is only planned or foiled is a plot.

    >>> step_of("ASSAULT.killing", "planned"), step_of("ASSAULT", "threatened")
    ('PLOT', 'THREATEN')
    >>> step_of("ASSAULT", "happened"), step_of("TRIAL", "expected")
    ('ASSAULT', 'TRIAL')
    """
    stage = stage_of(kind)
    if stage != "ASSAULT":
        return stage
    return {"planned": "PLOT", "thwarted": "PLOT", "threatened": "THREATEN"}.get(status, stage)


@cache
def _all_stages() -> frozenset[str]:
    return frozenset(stage for kind in stages().kind for stage in kind.order)


def is_among(kind: str, kinds: tuple[str, ...]) -> bool:
    """Tell whether a kind, or its kind without the finer sub-kind, is in a list.

    >>> is_among("ASSAULT.abduction", ("ASSAULT.abduction",)), is_among("DEATH", ("ASSAULT",))
    (True, False)
    """
    return kind in kinds or kind.split(".")[0] in kinds
