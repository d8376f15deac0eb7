"""A number without a noun whose verb tells an event: "acquitting seven", "carted off twenty-seven".

In: the tokens of a sentence, a number, its `Branch`, the event mentions of the sentence. Out:
`Said`: people, and what was done to them by the kind of the event; a term, where a sentence is told
beside a number of years. It is asked last: words of `lexicon/counted.toml` know more.
"""

from collections.abc import Sequence

from sourceline.record.event import EventMention
from sourceline.rooms.figures.bare import YEARS, is_age
from sourceline.rooms.figures.branch import Branch
from sourceline.rooms.figures.said import Said, tokens_in
from sourceline.rooms.figures.terms import DURATIONS, sentence_of
from sourceline.text.number_words import Number, Token
from sourceline.text.trees import Tree

# What happened to those a number stands for, where the event is done to them, by its kind.
_DONE = {
    "ARREST": "arrested", "DETAIN": "detained", "RELEASE": "released", "CHARGE": "charged",
    "VERDICT.acquittal": "acquitted", "VERDICT.conviction": "convicted", "SENTENCE": "sentenced",
    "ASSAULT.killing": "killed", "ASSAULT.abduction": "abducted", "DEATH": "killed",
    "SANCTION.expulsion": "expelled", "EXECUTE": "executed", "TORTURE": "tortured",
    "DISAPPEAR": "missing",
}
# And where they do it themselves.
_DOES = {"PROTEST": "participated", "GATHERING": "participated", "DEATH": "killed",
         "RELEASE": "released"}
# "Gave him nine" counts years, "has spent 137" days.
_OF_YEARS = frozenset(("SENTENCE",))
_OF_TIME = frozenset(("spend", "serve", "do"))
_TERM_CASES = frozenset(("to", "for"))


def of_event(tokens: Sequence[Token], number: Number, branch: Branch, text: str,
             events: Sequence[EventMention]) -> Said | None:
    """Read whom a number counts by the event its verb tells."""
    tree, value = branch.tree, number.low if number.low is not None else number.high or 0
    if number.form not in ("cardinal", "range") or value <= 1:
        return None
    if branch.noun is not None and tree.tags[branch.noun] != "NUM":  # not "fourteen of the 52"
        return _term(tokens, number, branch, events)
    if number.plain_digits and number.bound == "exact" and (
            value in YEARS or is_age(text, number)):
        return None
    for word, done in _predicates(tree, branch.at):
        event = _told_by(tree, word, events)
        outcome = "" if event is None else _outcome(event.kind, done=done)
        if outcome and tree.lemmas[word] not in _OF_TIME and not (event and event.kind in _OF_YEARS
                            and tree.relations[branch.at] != "nsubj:pass"):
            first, last = tokens_in(tokens, *tree.place((word, word + 1)))
            return Said(f"people {outcome}", "person", "of_event",
                        f"the event its verb tells says {outcome}", first, last, outcome, first)
    return None


def _predicates(tree: Tree, at: int) -> list[tuple[int, bool]]:
    """Give the words that say something of a number, and whether it is done to those it counts."""
    head, relation = tree.heads[at], tree.relations[at]
    found = [(word, bool(tree.under(word, "aux:pass"))) for word in tree.under(at, "acl")
             if tree.tags[word] == "VERB"]
    if head < 0:
        return found
    if relation in ("obj", "nsubj:pass") or (relation == "obl" and not tree.under(at, "case")):
        found.append((head, True))
    elif relation == "nsubj":
        found.append((head, bool(tree.under(head, "cop"))))
    return found


def _told_by(tree: Tree, word: int, events: Sequence[EventMention]) -> EventMention | None:
    start, end = tree.spans[word]
    return next((one for one in events if one.cite.start < end and start < one.cite.end), None)


def _outcome(kind: str, *, done: bool) -> str:
    by_kind = _DONE if done else _DOES
    return by_kind.get(kind) or by_kind.get(kind.partition(".")[0], "")


def _term(tokens: Sequence[Token], number: Number, branch: Branch,
          events: Sequence[EventMention]) -> Said | None:
    """Read "jailed him in December for 19 years", "was given 13 years": the verb tells a sentence.
    """
    tree, noun = branch.tree, branch.noun
    if noun is None or tree.low[noun] not in DURATIONS:
        return None
    head, cases = tree.heads[noun], {tree.low[one] for one in tree.under(noun, "case")}
    fits = tree.relations[noun] == "obj" or (
        tree.relations[noun] == "obl" and bool(cases) and cases <= _TERM_CASES)
    event = _told_by(tree, head, events) if fits and head >= 0 else next(
        (one for one in events if one.cite.start <= number.start < one.cite.end), None)
    if event is None or event.kind != "SENTENCE" or head < 0:
        return None
    at = tokens_in(tokens, *tree.place((head, head + 1)))[0]
    return sentence_of(DURATIONS[tree.low[noun]], at)
