"""Steps named by a verb and what stands beside it: "will go before judges", "is to sum up".

In: what is announced, the sentence before. Out: a stage of `lexicon/due_frames.toml`, "" for none,
and whether the words say enough without a day.
"""

import re
from collections.abc import Iterator, Sequence, Set

from sourceline.record.cite import Cite
from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.clauses import Clauses
from sourceline.rooms.threads.lexicon import Frame, frames

# By these a thing stands after its verb where another has an object: "rule on the extradition".
_ON = frozenset(("on", "upon", "about", "against"))
_ANYTHING = ("*",)
# What is ordered or promised is due only where a frame says so.
_ANY_SETTING = frozenset(("will", "set", "until", "present", "off"))
_WORDS = re.compile(r"[\w'’-]+")


def words_around(title: str, *cites: Cite | None) -> frozenset[str]:
    """Give the words of a title and of sentences: what a clause is about, it need not repeat.

    >>> sorted(words_around("Court frees Orr", None))
    ['court', 'frees', 'orr']
    """
    said = (title, *(one.words for one in cites if one is not None))
    return frozenset(word.lower() for words in said for word in _WORDS.findall(words))


def stage_by_frame(announced: Announced, around: Set[str], *, dated: bool) -> str:
    """Give the stage a clause names by its verb, "" where no frame fits.

    Takes: `around`, the words of the clause's sentence, of those before it and of the title;
    `dated`, whether the clause has a day: without one a frame must say enough alone.
    """
    if announced.noun_alone:
        return ""
    enough = dated or announced.set_by == "until"
    return next((frame.stage for frame in frames() if (enough or frame.alone)
                 and _fits(frame, announced, around)), "")


def _fits(frame: Frame, announced: Announced, around: Set[str]) -> bool:
    if announced.set_by not in (frame.by or _ANY_SETTING):
        return False
    if frame.near and around.isdisjoint(frame.near):
        return False
    clauses = announced.clauses
    verbs = [at for at in dict.fromkeys((announced.due, announced.top))
             if not frame.verbs or clauses.lemma(at) in frame.verbs
             or ("be" in frame.verbs and clauses.under(at, "cop"))]
    return any(_fits_verb(frame, announced, at) for at in verbs)


def _fits_verb(frame: Frame, announced: Announced, at: int) -> bool:
    """Tell whether all a frame asks for stands beside a verb."""
    clauses = announced.clauses
    if frame.stage == "REQUEST" and not frame.thing and _is_passive(clauses, at):
        return False  # "sanctions would be applied to the minister" asks nobody
    asked: list[list[int]] = []
    if frame.subject:
        asked.append([n for n in _doers(announced, at)
                      if _called(clauses, n) & set(frame.subject)])
    if frame.thing:
        asked.append([n for n in _things(announced, at) if _called(clauses, n) & set(frame.thing)]
                     if frame.thing != _ANYTHING else _done_to(clauses, at))
    if frame.place:
        asked.append([n for n in (*_after(clauses, at, frame.after),
                                  *_behind(announced, at, frame.after))
                      if clauses.lemma(n) in frame.place])
    if frame.particle:
        asked.append([n for n in (at, *clauses.children[at])
                      if clauses.word(n) in frame.particle])
    if not all(asked):
        return False
    nouns = [n for found in asked for n in found]
    return not frame.beside or any(
        {clauses.word(m), clauses.lemma(m)} & set(frame.beside)
        for n in nouns for m in clauses.under(n, "amod", "compound", "nmod", "det", "flat"))


def _called(clauses: Clauses, at: int) -> set[str]:
    """Give what somebody is called: "minister" too in "interior minister Paul Reddick"."""
    titles = clauses.under(at, "compound", "appos", "flat", "nmod:desc") \
        if clauses.tokens[at].pos == "PROPN" else []
    return {one for n in (at, *titles) for one in (
        clauses.lemma(n), clauses.word(n), clauses.word(n).removesuffix("s"))}


def _done_to(clauses: Clauses, at: int) -> list[int]:
    """Give what a verb is said to be done to: its object, or its subject in the passive."""
    return clauses.under(at, "obj", "nsubj:pass") or (
        clauses.under(at, "nsubj") if _is_passive(clauses, at) else [])


def _doers(announced: Announced, at: int) -> list[int]:
    """Give who does what a verb says: its subject, that of what announces, "by" in the passive."""
    clauses = announced.clauses
    if _is_passive(clauses, at):
        return clauses.under(at, "obl:agent")
    return [clauses.meant(n) for verb in _governors(announced, at)
            for n in (*clauses.under(verb, "nsubj"), *clauses.noun_before(verb))
            if clauses.tokens[n].relation != "nsubj:pass" or verb != at]


def _things(announced: Announced, at: int) -> list[int]:
    """Give what is done or done to: objects, the subject in the passive or of a light verb."""
    clauses = announced.clauses
    found = [*clauses.under(at, "obj"), *_after(clauses, at, _ON), *announced.objects]
    subjects = [n for verb in _governors(announced, at)
                for n in (*clauses.under(verb, "nsubj"), *clauses.noun_before(verb))]
    own_object = clauses.under(at, "obj")
    if _is_passive(clauses, at) or not own_object:
        found += map(clauses.meant, subjects)
    return [*found, *([at] if clauses.tokens[at].pos == "NOUN" else ())]


def _governors(announced: Announced, at: int) -> Iterator[int]:
    """Give a verb and those whose subject it shares."""
    clauses = announced.clauses
    yield at
    if announced.top != at:
        yield announced.top
    if announced.sign in clauses.above(at) and _is_passive(clauses, announced.sign):
        yield announced.sign  # "the general was told to appear"
    if clauses.is_link(at, "conj") and not clauses.under(at, "nsubj"):
        yield clauses.tokens[at].head or 0


def _is_passive(clauses: Clauses, at: int) -> bool:
    return bool(clauses.under(at, "aux:pass", "nsubj:pass"))


def _behind(announced: Announced, at: int, prepositions: Sequence[str]) -> Iterator[int]:
    """Give the nouns behind a verb that a preposition stands before, whatever they hang on.

    Readers hang "before the court" now on the verb, now on a noun or a day.
    """
    clauses, end = announced.clauses, announced.span[1]
    for n in range(at + 1, min(at + _BEHIND_TOKENS, len(clauses.tokens))):
        if clauses.tokens[n].start >= end or clauses.tokens[n].pos not in ("NOUN", "PROPN"):
            continue
        before = next((m for m in range(n - 1, max(at, n - 6), -1)
                       if clauses.tokens[m].pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM",
                                                        "PART", "PRON")), at)
        if clauses.word(before) in prepositions and before > at:
            yield n


_BEHIND_TOKENS = 14


def _after(clauses: Clauses, at: int, prepositions: Sequence[str] | frozenset[str]) -> list[int]:
    """Give the nouns that stand after one of some prepositions beside a verb."""
    own = [at] if clauses.under(at, "cop") else []  # "will be on the table"
    return [n for n in (*own, *clauses.under(at, "obl", "nmod"))
            if any(clauses.word(m) in prepositions or any(
                clauses.word(deep) in prepositions for deep in clauses.children[m])
                for m in clauses.under(n, "case"))]
