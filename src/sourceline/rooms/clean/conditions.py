"""Conditions: is a text cut off, withheld, very short; and in which language is it written.

In: the words that stay. Out: conditions and an ISO 639-1 code. It changes no word.
"""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sourceline.record.article import Condition
from sourceline.rooms.clean.blocks import count_words, ends_sentence, is_prose
from sourceline.rooms.clean.draft import Draft
from sourceline.rooms.clean.settings import CleanSettings
from sourceline.rooms.clean.words import DEBRIS

_CUT = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|\[\+\d+ chars\]|(?:…|\.\.\.)\s*(?:read more|continue "
                  r"reading|more)?\s*[»›>→]?)\s*$", re.IGNORECASE)
# After the last full stop: a quotation's author ("— Ana Orr, The Velm Bell"), an address, a call.
_SIGNED = re.compile(r"[.!?][”\"’)]*\s*(?:\S{5,60}\s+)?"
                     r"(?:[—–]\s?[^.!?]{2,100}|https?:\S+|[A-Z ]{2,30})$")
# The guesser's own share of certainty; below it one language in 20 was wrong on short texts.
_MIN_CERTAINTY = 0.8
_MAX_SAMPLE_CHARS = 5_000
# A long text with a paywall's phrase below it was most likely given whole.
_MAX_STUB_WORDS = 250


def mark_cut(draft: Draft) -> None:
    """Notice where a copy breaks off; take out the link that leads to the rest."""
    last = draft.last_prose()
    for index in range(last + 1, len(draft.blocks)):
        if last >= 0 and draft.keys[index] in DEBRIS.truncation \
                and draft.reasons[index] in ("", "related", "widget"):
            draft.cut_off = draft.cut_off or index == last + 1
            draft.reasons[index] = draft.reasons[index] or "truncation"


def find_conditions(draft: Draft, words: str, settings: CleanSettings) -> tuple[Condition, ...]:
    """Say what is wrong with a text that was cleaned."""
    found: list[Condition] = []
    count = count_words(words)
    ends_open = _ends_open(words)
    if draft.paywalled and (count < _MAX_STUB_WORDS or ends_open):
        found.append("paywalled")
    if (draft.cut_off and not ends_sentence(words)) or ends_open:
        found.append("cut_off")
    if count < settings.min_words:
        found.append("very_short")
    return tuple(found)


def _ends_open(words: str) -> bool:
    """Tell a text whose last paragraph breaks off.

    >>> _ends_open("The council met on Monday and then the mayor said that the […]")
    True
    """
    last = words[-3_000:].rstrip().rsplit("\n", 1)[-1]
    if _CUT.search(last[-60:]) and count_words(last) >= 5:
        return True
    if _SIGNED.search(last[-150:]):
        return False
    return is_prose(last) and not ends_sentence(last) and last[-1:] not in ":;-—"


def tell_language(words: str, settings: CleanSettings) -> str:
    """Name the language of a text, "" where too few letters stand for a judgement.

    >>> tell_language("Too short", CleanSettings())
    ''
    """
    sample = words[:_MAX_SAMPLE_CHARS]
    letters = sum(char.isalpha() for char in sample)
    if letters < settings.min_letters_for_language and count_words(sample) < 40:
        return ""
    language, certainty = _identifier().classify(sample)
    return str(language) if letters and certainty >= _MIN_CERTAINTY else ""


@cache
def _identifier() -> LanguageIdentifier:
    """Load the language model of py3langid once per process; it is part of that package."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
