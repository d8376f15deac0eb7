"""Who is reported to say what, read from a sentence's tree.

In: a `Tree`, lists of cues. Out: `TreeParts`: ranges of words for source, cue and content, the
rule, and whether the words report speech or an attitude (belief, wish, intention). Quotations and
what runs over sentences are `text/speech_tree.py`; cues that are nouns `text/attribution_nouns.py`.
"""

from dataclasses import dataclass

from sourceline.text.said import CueLists
from sourceline.text.said_tree import CueVerb, content_of
from sourceline.text.sources import acting_head, is_passive_verb, source_of
from sourceline.text.trees import Tree, Words

_VERBAL = frozenset(("VERB", "AUX"))
_NO_CUE = frozenset(("case", "aux", "cop", "fixed", "mark", "amod"))
_BEFORE_CUE = frozenset(("aux", "aux:pass", "advmod", "cop"))
# Adverbs before a cue verb that belong to the sentence and not to the cue.
_NO_PART = frozenset(("when", "where", "how", "why", "then", "so", "however", "meanwhile",
                      "instead", "still", "yet", "now"))
_NOBODY = frozenset(("it", "there", "this", "that", "these", "those", "what", "nothing",
                     "something", "anything"))
# Things do these as well as people; without a clause only people, bodies and documents speak.
_INFERENCE = frozenset(("show", "reflect", "signal", "allow", "promise", "threaten", "mean",
                        "read", "project", "convey", "question", "find", "cite", "describe"))


@dataclass(frozen=True)
class TreeParts:
    """Source, cue and content of one report in one sentence, as ranges of words.

    `content` is None where the cue calls for a quotation outside its clause.
    """

    source: Words | None
    cue: Words
    content: Words | None
    rule: str
    attitude: bool = False


def verb_reports(tree: Tree, at: int, cues: CueLists) -> list[TreeParts]:
    """Read what the verb at word `at` reports; empty where it reports nothing."""
    if tree.tags[at] not in _VERBAL or tree.relations[at] in _NO_CUE:
        return []
    base = _base(tree, at, cues)
    taken = content_of(CueVerb(tree, at, base, cues))
    if taken is None:
        return []
    source = source_of(tree, at)
    if source is None:
        if not (is_passive_verb(tree, at) and _is_known(base, cues)):
            return []
    elif not _may_speak(tree, at, base, taken.rule, cues):
        return []
    cue = _cue_start(tree, at, cues), max(taken.cue_end, _particle(tree, at))
    return [TreeParts(source, cue, taken.content, taken.rule, _is_attitude(base, cues))]


def _base(tree: Tree, at: int, cues: CueLists) -> str:
    """Give the cue verb with its particle ("point out") where the lists know the two as one."""
    lemma = tree.lemmas[at]
    for child in tree.under(at, "compound:prt", "advmod"):
        pair = f"{lemma} {tree.low[child]}"
        if child > at and pair in cues.bases:
            return pair
    return lemma


def _particle(tree: Tree, at: int) -> int:
    """Give the end of the cue: after its particle, if one follows at once."""
    after = at + 1
    if after < len(tree.low) and tree.heads[after] == at and \
            tree.relations[after] == "compound:prt":
        return after + 1
    return after


def _cue_start(tree: Tree, at: int, cues: CueLists) -> int:
    """Give the first word of the verb group ("has often been said"), with a light verb before."""
    start = at
    while start > 0 and tree.heads[start - 1] == at and (
            tree.relations[start - 1] in _BEFORE_CUE and tree.low[start - 1] not in _NO_PART):
        start -= 1
    governor = tree.heads[at]
    light = tree.relations[at] == "xcomp" and 0 <= governor < at and at - governor <= 3
    if light and tree.lemmas[governor] in cues.light:
        return _cue_start(tree, governor, cues)
    return start


def _is_attitude(base: str, cues: CueLists) -> bool:
    return base not in cues.direct and base in cues.opinion | cues.intend


def _is_known(base: str, cues: CueLists) -> bool:
    """Tell whether a report without a speaker is one: "is expected to", "it was said that"."""
    return base in cues.direct | cues.assertive | cues.opinion | cues.judgement | cues.intend


def _may_speak(tree: Tree, at: int, base: str, rule: str, cues: CueLists) -> bool:
    """Tell a speaker from a thing: "the report suggests", but not "their conduct suggests"."""
    head = acting_head(tree, at)
    if head is None:
        return False
    low = tree.low[head]
    if low in _NOBODY and not tree.relations[at].startswith("acl"):
        return False
    if base in _INFERENCE and rule in ("judged_object", "to_clause"):
        return tree.tags[head] in ("PROPN", "PRON") or tree.lemmas[head] in cues.speakers
    return low != "you"
