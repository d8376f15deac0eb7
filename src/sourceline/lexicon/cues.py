"""The typed content of cues.toml.

In: nothing. Out: `Cues` through `load_cues`. It decides nothing.
"""

import msgspec

from sourceline.lexicon.load import About, load

Words = tuple[str, ...]


class SpeechWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cue verbs, nouns and phrases by class; verbs are base forms."""

    direct: Words
    assertive: Words
    bare: Words
    opinion: Words
    promise: Words
    judgement: Words
    nouns: Words
    according: Words
    passive: Words
    publish: Words
    published: Words
    support: Words
    intend: Words
    light: Words
    never_clause: Words
    stances: Words


class SpeakerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that can speak."""

    people: Words
    bodies: Words
    documents: Words


class HedgeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that weaken a statement."""

    words: Words


class StatusWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a trigger that say whether it happened; verbs are base forms."""

    thwart_verbs: Words
    thwart_words: Words
    plan_verbs: Words
    plan_nouns: Words
    plan_words: Words
    threat_verbs: Words
    threat_nouns: Words
    expect_verbs: Words
    expect_words: Words
    postpone_verbs: Words
    cancel_verbs: Words
    deny_verbs: Words
    allege_verbs: Words
    allege_words: Words
    allege_nouns: Words
    suppose_words: Words
    suppose_modals: Words
    suppose_verbs: Words
    suppose_nouns: Words
    future_modals: Words


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of cues.toml."""

    about: About
    speech: SpeechWords
    speaker: SpeakerWords
    hedge: HedgeWords
    status: StatusWords


def load_cues() -> Cues:
    """Read the cues, once per process.

    >>> load_cues().speech.direct[0]
    'say'
    """
    words: Cues = load("cues.toml", Cues)
    return words
