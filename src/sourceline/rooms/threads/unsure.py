"""Announcements that announce nothing: guesses, denials, conditions, forecasts of commentators.

In: `Announced`. Out: yes or no.
"""

from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.clauses import Clauses
from sourceline.rooms.threads.lexicon import stages

_GUESSES = frozenset(("predict", "speculate", "believe", "think", "fear", "worry", "doubt",
                      "suggest", "argue", "threaten", "warn", "imagine", "bet", "forecast", "hope",
                      "urge", "ask", "demand", "call", "hopeful", "optimistic", "confident"))
_UNKNOWN = frozenset(("see", "unclear", "unknown", "uncertain", "wonder", "unsure"))
_HARD = frozenset(("if", "unless", "whether", "lest"))
_GUESS_MODALS = frozenset(("may", "might", "could", "can", "should"))
_NONE = frozenset(("no", "nobody", "none", "neither", "nothing"))


def unsure(clauses: Clauses, found: Announced, *, dated: bool = False) -> bool:
    """Say whether a clause guesses, denies, or hangs on a condition.

    Takes: `dated`, whether it names a day: "back on March 25 unless the price falls" is set.
    """
    heads = (found.due, found.top)
    if found.set_by == "set" and any(clauses.word(n) == "have" for n in
                                     clauses.under(found.due, "aux")):
        return True  # "were to have attended": it did not come to that
    if clauses.word(found.sign) == "would" and any(
            clauses.word(n) == "have" for n in clauses.under(found.due, "aux")):
        return True
    if clauses.is_link(found.top, "csubj") and clauses.is_infinitive(found.top):
        return True  # "it would be hard to schedule a vote"
    for at in heads:
        if not _only_then(clauses, at) and (
                any(clauses.word(n) in ("not", "n't", "never", "no", "longer")
                    for n in clauses.under(at, "advmod", "neg"))
                or any(clauses.word(n) in _NONE for part in clauses.under(at, "nsubj", "obj")
                       for n in (part, *clauses.under(part, "det")))):
            return True
        if any(clauses.word(n) in _GUESS_MODALS and n != found.sign
               for n in clauses.under(at, "aux")):
            return True
        if any(clauses.word(n) in _HARD for n in clauses.under(at, "mark", "advmod")):
            return True
        if clauses.lemma(at) in _FIGURES and any(
                clauses.lemma(n) in _OF_SPEECH for n in clauses.under(at, "obj", "xcomp", "obl")):
            return True  # "the sentence must make it clear", "the verdict will send a message"
        if any(clauses.word(n) == "if" or (clauses.word(n) == "unless" and not dated)
               for below in clauses.under(at, "advcl") for n in clauses.under(below, "mark")):
            return True  # "if the court agrees, the verdict will be read on Monday"
        if any(clauses.word(n) in stages().due.predicts or clauses.word(n) in _HABITS
               for n in clauses.under(at, "advmod")):
            return True
    if clauses.lemma(found.sign) in ("expect", "hope", "plan") and _foreseen(clauses, found.sign):
        return True
    return _guessed_above(clauses, found.top, found.sign)


_FIGURES = frozenset(("make", "send", "set", "give", "have"))
_OF_SPEECH = frozenset(("clear", "message", "signal", "example", "precedent", "impetus", "tone",
                        "sense", "difference", "mistake", "consequence", "implication", "impact",
                        "effect"))
# "The drills usually begin in December": a habit.
_HABITS = frozenset(("usually", "normally", "typically", "often", "generally", "always",
                     "regularly", "traditionally", "sometimes", "rarely", "ordinarily",
                     "customarily", "annually"))


def _only_then(clauses: Clauses, at: int) -> bool:
    """Tell "will not be known until Friday": a negation that sets the first day."""
    words = clauses.text[clauses.tokens[at].end:clauses.sentence.end].lower()
    return words.lstrip().startswith(("until ", "till ", "before "))


def _guessed_above(clauses: Clauses, at: int, sign: int) -> bool:
    """Tell whether what governs a clause makes it a guess: "analysts say it will", "fears that".

    Takes: `sign`, the word that announces, which is none: "has been asked to appear on May 2".
    """
    below = at
    for above in clauses.above(at):
        relation = clauses.tokens[below].relation.split(":")[0]
        apart = ";" in clauses.text[
            min(clauses.tokens[n].start for n in (above, below)):
            max(clauses.tokens[n].end for n in (above, below))]
        apart = apart or above == sign
        if not apart and relation in ("ccomp", "parataxis", "acl", "xcomp") and (
                clauses.lemma(above) in _GUESSES or _foreseen(clauses, above)):
            return True
        asked = relation == "advmod" and clauses.word(below) in ("how", "when", "where", "why")
        if (asked or relation in ("ccomp", "csubj", "advcl")) \
                and clauses.lemma(above) in _UNKNOWN:
            return True  # "it remains to be seen when she will walk free"
        if relation == "advcl" and any(clauses.word(n) in _HARD
                                       for n in clauses.under(below, "mark")):
            return True
        below = above
    return False


def _foreseen(clauses: Clauses, at: int) -> bool:
    """Tell whether the subject of a verb is a commentator."""
    known = stages().due.commentators
    said = [m for n in clauses.under(at, "nsubj") for m in (n, *clauses.under(n, "appos"))]
    return any(clauses.lemma(n) in known or clauses.word(n) in known for n in said)
