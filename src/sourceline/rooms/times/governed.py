"""The tense of the verb that governs an expression, read from syntax.

In: a sentence with heads and relations, and the place of the expression in it. Out: past, future,
near (told in the present), or None where no verb governs it or no syntax was read; the words
around then decide (`tense.find_tense`). English verbs, by their auxiliaries and their form.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from sourceline.record.reading import Sentence, Token
from sourceline.rooms.times.grammar import Governed, grammar
from sourceline.rooms.times.tense import Direction

# Farther up than this, a governor is no longer about the time.
_MOST_STEPS = 8
# The day that is set, fixed or named is to come.
_SETS = frozenset(("set", "fix", "name", "schedule", "propose", "choose", "pencil", "earmark"))
# A purpose ("went there to meet on Friday") is as real as what was done for it.
_CLAUSES = ("xcomp", "acl", "ccomp")


@cache
def _cues() -> Governed:
    return grammar().words.governed


class Clauses:
    """One sentence whose verbs can be asked for their tense."""

    def __init__(self, sentence: Sentence, words: str) -> None:
        """Keep the tokens, and each token's dependents by relation."""
        self._tokens = sentence.tokens
        self._forms = [words[one.start:one.end].lower() for one in sentence.tokens]
        self._below: Mapping[int, list[int]] = _dependents(sentence.tokens)

    def direction(self, start: int, end: int) -> Direction | None:
        """Give the side of the publication on which the words at [start, end) lie."""
        at = self._top(start, end)
        if at is None:
            return None
        case = self._forms_of(at, ("case", "mark"))
        told = self._climb(at, case)
        possessive = self._tokens[at].relation == "nmod:poss"
        # "To get around Friday's ruling" says nothing of when the ruling was.
        return "near" if possessive and told == "future" else told

    def _climb(self, at: int, case: Sequence[str]) -> Direction | None:
        """Ask one governor after another."""
        for _ in range(_MOST_STEPS):
            if self._forms[at] in _cues().due_nouns and self._tokens[at].pos != "VERB":
                return "future"
            up = self._tokens[at].head
            if up is None or up < 0:
                return self._told(at, case) if self._is_verb(at) else None
            if self._tokens[at].relation == "obj" and self._tokens[up].lemma in _SETS:
                return "future"  # "a judge has set 15 January for the first hearing"
            at = up
            told = self._told(at, case) if self._is_verb(at) else None
            if told is not None:
                return told
        return None

    def _top(self, start: int, end: int) -> int | None:
        """Find the token of the expression that hangs on one outside it."""
        inside = [at for at, one in enumerate(self._tokens) if start <= one.start < end]
        for at in inside:
            head = self._tokens[at].head
            if head is None:
                return None
            if head not in inside:
                return at
        return None

    def _is_verb(self, at: int) -> bool:
        """Tell a verb, or what a copula makes a predicate."""
        pos = self._tokens[at].pos
        return pos == "VERB" or (pos == "AUX" and self._tokens[at].relation == "root") or bool(
            self._with(at, ("cop",))) or self._forms[at] in _cues().plans

    def _told(self, at: int, case: Sequence[str]) -> Direction | None:
        """Give the side a verb tells, None where another verb above it must."""
        cues = _cues()
        helpers = self._forms_of(at, ("aux", "cop"))
        infinitive = "to" in self._forms_of(at, ("mark", "aux"))
        if infinitive and {"is", "are", "was", "were"} & set(helpers):
            return "future"  # "is to resume trading Tuesday"
        if "had" in helpers or ("have" in helpers and not {"to", "will"} & set(helpers)):
            return "past"
        if any(one in cues.future for one in helpers):
            unable = any(one in ("could", "can", "ca") for one in helpers) and self._denied(at)
            return "past" if unable else "future"
        if self._looks_ahead(at, case):
            return "future"
        if infinitive:
            return self._of_infinitive(at)
        return self._of_form(at, helpers)

    def _looks_ahead(self, at: int, case: Sequence[str]) -> bool:
        """Tell "due Friday", "scheduled for May" and "extended until Tuesday"."""
        cues, lemma = _cues(), self._tokens[at].lemma
        if lemma in cues.plans or self._forms[at] in cues.plans:
            return lemma in cues.always or any(one in cues.ahead for one in case)
        if lemma in cues.hopes and self._forms[at] in (lemma, lemma + "s"):
            return True
        return lemma in cues.deadlines and any(one in cues.until for one in case)

    def _of_infinitive(self, at: int) -> Direction | None:
        """Read "hopes to meet" and "managed to meet": what the verb above makes of it."""
        up = self._tokens[at].head
        if up is None or up < 0:
            return "future"
        lemma = self._tokens[up].lemma
        if "had" in self._forms_of(up, ("aux", "cop")):
            return "past"
        if lemma in _cues().achieving and self._forms[up] != "going":
            return None
        relation = self._tokens[at].relation.split(":")[0]
        if lemma == "have" or (lemma == "use" and self._forms[up] == "used"):
            return None
        ranked = any(one in ("first", "last", "only", "among") for one in self._forms_of(
            up, ("amod", "advmod", "case")))
        return "future" if relation in _CLAUSES and not ranked else None

    def _denied(self, at: int) -> bool:
        own = self._forms_of(at, ("advmod", "cc", "neg"))
        return any(one in own for one in ("not", "n't", "n’t", "never")) or any(
            self._forms[one] == "neither" or "neither" in self._forms_of(one, ("cc", "det"))
            for one in self._with(at, ("nsubj",)))

    def _of_form(self, at: int, helpers: Sequence[str]) -> Direction | None:
        """Read a verb without modal or infinitive by its own form."""
        if any(one in ("was", "were", "did", "been") for one in helpers):
            return "past"
        form, lemma = self._forms[at], self._tokens[at].lemma
        if any(one in ("is", "are", "'s", "’s", "am", "'re", "’re") for one in helpers):
            return self._of_present(at)
        if helpers and helpers[-1] in ("has", "have", "'ve", "’ve"):
            return "past"
        if form.endswith("ing"):
            return None
        if self._tokens[at].pos != "VERB" and form not in ("was", "were"):
            return "past" if form == "had" else None
        if form in (lemma, lemma + "s", lemma + "es") or form.endswith("ies"):
            return self._of_simple_present(at)
        return "past"

    def _of_present(self, at: int) -> Direction | None:
        """Read "is leaving Friday" as to come, "is held in May" as undecided."""
        return "future" if self._forms[at].endswith("ing") else "near"

    def _of_simple_present(self, at: int) -> Direction:
        """Read "opens Tuesday" as to come; "set" and "cut" are the past as well, "says" is."""
        form, lemma = self._forms[at], self._tokens[at].lemma
        if lemma in _cues().saying:
            return "past"
        third = form != lemma
        return "past" if form in _cues().same_past and not third else (
            "future" if lemma in _cues().programme else "near")

    def _with(self, at: int, relations: Sequence[str]) -> list[int]:
        return [one for one in self._below.get(at, ())
                if self._tokens[one].relation.split(":")[0] in relations]

    def _forms_of(self, at: int, relations: Sequence[str]) -> list[str]:
        return [self._forms[one] for one in self._with(at, relations)]


def _dependents(tokens: Sequence[Token]) -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for at, one in enumerate(tokens):
        if one.head is not None and one.head >= 0:
            below.setdefault(one.head, []).append(at)
    return below
