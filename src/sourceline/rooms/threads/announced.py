"""What a clause announces: the word for what is due, the word that announces it, and the clause.

In: clauses. Out: `Announced`, with the places where its stage may be named. It finds nothing.
"""

from dataclasses import dataclass
from typing import Literal

from sourceline.rooms.threads.clauses import Clauses
from sourceline.rooms.threads.lexicon import stages

SetBy = Literal["will", "set", "until", "present", "noun", "off", "promise", "told"]


# "The trial date" is of the trial; "election security" is no election.
_OF_A_STEP = frozenset(("date", "day", "time", "deadline", "hearing", "process", "session", "talk",
                        "vote", "result", "proceeding", "round", "phase", "stage"))


@dataclass(frozen=True)
class Announced:
    """What a clause announces: `due` is the token for it, `sign` the token that announces."""

    clauses: Clauses
    due: int
    sign: int
    top: int
    set_by: SetBy
    objects: tuple[int, ...] = ()
    noun_alone: bool = False

    @property
    def place(self) -> int:
        """Where the word that announces ends."""
        return self.clauses.tokens[self.sign].end

    @property
    def span(self) -> tuple[int, int]:
        """From where to where the clause runs."""
        if self.noun_alone:
            return self.clauses.noun(self.top)
        start, end = self.clauses.clause(self.top)
        if self.top != self.due:
            own = self.clauses.clause(self.due)
            start, end = min(start, own[0]), max(end, own[1])
        return start, end

    def parts(self) -> list[int]:
        """Give what is due and who or what takes part in it.

        The things come before a verb that says only that something takes place ("will be held").
        """
        clauses = self.clauses
        if self.noun_alone:
            return [self.due]
        verbs = list(dict.fromkeys((self.due, self.top)))
        beside = [*verbs]
        beside += [clauses.tokens[at].head or 0 for at in verbs
                  if clauses.is_link(at, "conj") and not clauses.under(at, "nsubj")]
        light = [at for at in beside if clauses.lemma(at) in stages().due.light
                 or clauses.tokens[at].pos != "VERB"]
        things = [clauses.meant(part) for at in light for relation in ("obj", "nsubj")
                  for part in clauses.under(at, relation)]
        # "The talks broke off but will resume on Friday": the subject stands with the other verb.
        heads = [clauses.tokens[at].head or 0 for at in verbs if clauses.is_link(at, "conj")
                 and not clauses.under(at, "nsubj") and clauses.lemma(at) in stages().due.light]
        things += [part for at in heads for part in clauses.under(at, "nsubj")]
        things = [*things, *(self.objects if self.due in light else ())]
        verbs = [at for at in verbs if clauses.lemma(at) not in stages().due.light]
        return list(dict.fromkeys((*verbs[:1], *things, *verbs[1:])))

    def subject_is_it(self) -> bool:
        """Tell whether what is announced is only called "it", "this" or "that"."""
        subjects = [n for at in (self.due, self.top) for n in self.clauses.under(at, "nsubj")]
        return any(self.clauses.word(n) in ("it", "this", "that") for n in (*subjects, self.due))

    def order(self) -> list[int]:
        """Give the tokens of the clause in the order in which they may name the stage."""
        start, end = self.span
        clauses = self.clauses
        parts = self.parts()
        if self.noun_alone:
            return parts
        near = [*parts, self.due, self.top, *clauses.under(self.due, "xcomp")]
        deep = [child for at in near for child in clauses.under(at, "compound", "nmod", "amod")
                if not clauses.is_link(child, "compound") or clauses.lemma(at) in _OF_A_STEP]
        places = [at for verb in (self.due, self.top) for at in clauses.under(verb, "obl")
                  if clauses.lemma(verb) in stages().due.light]
        return [at for at in dict.fromkeys((*near, *deep, *places))
                if clauses.tokens[at].pos != "PROPN"
                and (at in parts or start <= clauses.tokens[at].start < end)]
