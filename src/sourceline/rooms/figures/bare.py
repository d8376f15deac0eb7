"""Numbers without a noun of their own: "killing 22", "12 dead", "thousands were driven out".

In: the tokens of a sentence, a number and its place, its `Branch`. Out: `Said`, or None where
nothing tells who or what is counted.
"""

from collections.abc import Sequence
from dataclasses import replace

from sourceline.rooms.figures.branch import Branch, phrase_of
from sourceline.rooms.figures.lexicon import is_plural, lexicon, unit_of
from sourceline.rooms.figures.phrases import (
    Phrase,
    outcome_after,
    outcome_before,
    toll_before,
)
from sourceline.rooms.figures.said import Place, Said, low_at, tokens_in, words_of
from sourceline.rooms.figures.stated import again, answerable
from sourceline.rooms.figures.tree_counts import count_of
from sourceline.text.number_words import Number, Token
from sourceline.text.trees import Tree

YEARS = range(1500, 2101)
THEM = frozenset(("them", "these", "those", "whom"))


def bare(text: str, tokens: Sequence[Token], number: Number, place: Place) -> Said | None:
    """Read a number without a noun: "killing 22", "12 dead", "the toll rose to 40"."""
    value = number.low if number.low is not None else number.high or 0
    if number.plain_digits and int(value) in YEARS and number.bound == "exact":
        toll = toll_before(tokens, place[0])
        if toll is None or number.low in range(1900, 2101):
            return None
    of_them = _of_them(tokens, place)
    first = place[1] + 2 if of_them else place[1]
    first += 1 if low_at(tokens, first) in ("more", "others") else 0
    after = outcome_after(tokens, first)
    if after:
        trigger = next((at for at in range(first, min(len(tokens), first + 8))
                        if lexicon().outcome_of.get(tokens[at].low) == after), first)
        if value <= 1 and number.spelled and trigger != place[1]:
            return None
        part = ((tokens[place[1]].start, tokens[place[1] + 1].end),) if of_them else ()
        return Said(f"people {after}", "person", "outcome", f"the words after it say {after}",
                    trigger, trigger + 1, after, trigger, part)
    toll = toll_before(tokens, place[0])
    if toll is not None:
        words = words_of(text, tokens, toll[0], toll[1])
        counted = f"{words}" if not toll[2] else f"people {toll[2]}"
        return Said(counted, "person", "toll", f"the number is given for: {words}",
                    toll[0], toll[1], toll[2], toll[1] - 1)
    before = outcome_before(tokens, place[0])
    ends = _ends(tokens, place[1]) and low_at(tokens, place[1]) != "-"
    if before is not None and ends and value > 1:
        return Said(f"people {before[0]}", "person", "outcome",
                    f"the words before it say {before[0]}", before[1], before[1] + 1, *before)
    return None


def in_a_state(tokens: Sequence[Token], phrase: Phrase) -> Said | None:
    """Read "12 dead", "30 others seriously wounded": people known by their state alone."""
    head = phrase.last - 1
    low = low_at(tokens, head)
    if low not in lexicon().words.states or any(
            token.low not in lexicon().words.of_states for token in tokens[phrase.first:head]):
        return None
    outcome = lexicon().outcome_of[low]
    return Said(f"people {outcome}", "person", "state", f"the word after it says {outcome}",
                head, head + 1, outcome, head)


def part_of(
    text: str, tokens: Sequence[Token], place: Place, previous: Said | None
) -> Said | None:
    """Read "three of them children", "12 were women": a part of those of the figure before."""
    of_them = _of_them(tokens, place)
    at = place[1] + 2 if of_them else place[1]
    said = low_at(tokens, at) in ("were", "are")
    if not answerable(previous) or not (of_them or (said and previous.last > 0)):
        return None
    scope = ((tokens[place[1]].start, tokens[place[1] + 1].end),) if of_them else ()
    at += said
    last = at
    while last < len(tokens) and last - at < _PART_WORDS and tokens[last].kind == "word" \
            and tokens[last].low not in lexicon().stops:
        last += 1
        if is_plural(low_at(tokens, last - 1)) and unit_of(low_at(tokens, last - 1)) == "person":
            words = words_of(text, tokens, at, last)
            return Said(f"{words} {previous.outcome}".strip(), "person", "part",
                        f"a part of those counted before: {words}", at, last, previous.outcome,
                        None, scope)
    return None


def rest_of(
    tokens: Sequence[Token], number: Number, place: Place, previous: Said | None
) -> Said | None:
    """Read "71 of them by shots": a part of which nothing else is said, not even a verb."""
    if not answerable(previous) or number.low == 1 or not _of_them(tokens, place):
        return None
    scope = ((tokens[place[1]].start, tokens[place[1] + 1].end),)
    return replace(again(previous, "part", "a part of those counted before"), scope=scope)


def _of_them(tokens: Sequence[Token], place: Place) -> bool:
    return low_at(tokens, place[1]) == "of" and low_at(tokens, place[1] + 1) in THEM


_PART_WORDS = 3


def held_by(text: str, tokens: Sequence[Token], place: Place) -> Said | None:
    """Read "an audience of 4,000", "a force of 600": a noun that holds so many people."""
    at = place[0] - 2
    low = low_at(tokens, at)
    noun = low if low in lexicon().collectives else low.removesuffix("s")
    if low_at(tokens, at + 1) != "of" or noun not in lexicon().collectives \
            or text[tokens[at].start].isupper():  # "the Group of Seven"
        return None
    did = lexicon().collectives[noun]
    words = words_of(text, tokens, at, at + 1)
    return Said(f"people {did}" if did else words, "person", "held",
                f"the number is given for: {words}", at, at + 1, did, at if did else None)


def answered(tokens: Sequence[Token], place: Place, previous: Said | None) -> Said | None:
    """Read another number of what the figure before counted: "the party speaks of 120"."""
    if not answerable(previous):
        return None
    before, after = low_at(tokens, place[0] - 1), low_at(tokens, place[1])
    opening = place[0] - 2 if before in _QUOTES else place[0] - 1
    spoken = low_at(tokens, opening) == "of" and low_at(tokens, opening - 1) in _SPEAKS_OF
    named = before == "the" and (
        after in _TOLD or low_at(tokens, place[0] - 2) in ("against", "than", "double"))
    summed = before == "of" and low_at(tokens, place[0] - 2) in _SUMS and _ends(tokens, place[1])
    reported = after == "according" and low_at(tokens, place[1] + 1) == "to"
    joined = before in ("and", "then") and previous.last > 0 and (
        _breaks_off(tokens, place[1]) and not _number_before(tokens, place[0] - 1))
    if joined:
        return again(previous, "joined", "it goes on with what the figure before counted")
    if not (spoken or named or summed or reported):
        return None
    return again(previous, "answered", "it answers the figure before")


_QUOTES = frozenset(("“", "\"", "‘", "'"))
_SPEAKS_OF = frozenset(("speak", "speaks", "spoke", "spoken", "talk", "talks", "talked", "boast",
                        "boasts", "boasted", "tell", "tells", "told", "wrote", "writes"))
_TOLD = frozenset(("acknowledged", "admitted", "reported", "claimed", "counted", "given", "named",
                   "listed", "confirmed", "recorded", "cited", "announced", "documented"))
_SUMS = frozenset(("total", "figure", "number", "tally", "count", "sum", "estimate"))


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Say whether nothing follows that a number could count."""
    return at >= len(tokens) or tokens[at].kind == "mark" or tokens[at].low in lexicon().stops


def _breaks_off(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a number is all that is left of its clause: "… and 15 in June"."""
    return at >= len(tokens) or tokens[at].low in _BREAKS


_BREAKS = frozenset((",", ".", ";", ")", "in", "at", "on", "near", "to", "from", "during", "under"))


def _number_before(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a list of numbers goes on ("on May 12 and 15", "aged 12 and 15")."""
    here = at - 1 if low_at(tokens, at) == "and" else at - 2
    return here >= 0 and tokens[here].kind == "num"


def bare_by_tree(
    text: str, tokens: Sequence[Token], number: Number, branch: Branch, previous: Said | None,
) -> Said | None:
    """Read a number that stands for those its verb is said of: "thousands were driven out"."""
    tree, value = branch.tree, number.low if number.low is not None else number.high or 0
    if branch.noun is not None or value <= 1 or (
            number.plain_digits and number.bound == "exact" and (
                value in YEARS or is_age(text, number))):
        return None
    if "out of" in text[number.end:number.end + len(" out of")].lower():
        return None  # "three out of over 50": half of a share
    counted = count_of(branch)
    if counted is not None and counted.trigger is not None:
        first, last = tokens_in(tokens, *counted.trigger)
        return Said(f"people {counted.outcome}", "person", "outcome",
                    f"its verb or noun says {counted.outcome}", first, last, counted.outcome,
                    first, counted.scope)
    of = _beside(tree, branch)
    if of is not None:
        phrase = phrase_of(Branch(tree, frozenset((-1,)), branch.at, of))
        first, last = tokens_in(tokens, *tree.place((phrase[0], phrase[-1] + 1)))
        words = words_of(text, tokens, first, last)
        return Said(words, unit_of(tree.raw[of]), "beside", f"it stands beside: {words}",
                    first, last)
    if (number.bound == "exact" or value <= _FEW) and not _of_people(branch, number):
        return None
    return _who_did(text, tokens, branch, previous)


# An exact number before a verb mostly goes on about things named before ("485 were reported"), a
# small one about people; "hundreds", "more than 200" begin of themselves. Seen on 200 articles.
_FEW = 12


# What only people do, and what is done to people alone.
_PEOPLE_DO = frozenset(("arrive", "gather", "march", "walk", "attend", "sign", "protest", "rally",
                        "demonstrate", "flee", "testify", "describe", "refuse", "volunteer", "vote",
                        "survive", "kneel", "pray", "chant", "strike", "resign", "confess"))
_DONE_TO_PEOPLE = frozenset(("treat", "question", "release", "charge", "try", "convict", "acquit",
                             "hold", "drag", "interrogate", "hospitalise", "hospitalize", "bury",
                             "carry", "let", "beat", "exile", "deport", "pardon", "summon"))


def _of_people(branch: Branch, number: Number) -> bool:
    """Tell "Nineteen had to be treated", "300 walked" from what goes on about things.

    A number in words that begins a sentence, and what only people do or suffer.
    """
    tree, verb = branch.tree, _verb(branch)
    if verb is None:
        return False
    done = [verb, *tree.under(verb, "xcomp")]
    passive = any(tree.under(at, "aux:pass") for at in done)
    acts = any(tree.lemmas[at] in (_DONE_TO_PEOPLE if passive else _PEOPLE_DO) for at in done)
    opens = number.spelled and min(branch.words) == 0 and passive
    return acts or opens


def is_age(text: str, number: Number) -> bool:
    """Tell "his brother, 19, is in hospital"."""
    before = text[max(0, number.start - 2):number.start].rstrip()
    return before.endswith(",") and text[number.end:number.end + 2].lstrip().startswith(",")


def _beside(tree: Tree, branch: Branch) -> int | None:
    """Find the plural noun a number is set beside: "a few marchers, 200 according to police"."""
    head = tree.heads[branch.at]
    if head < 0 or tree.relations[branch.at] != "appos" or head > branch.at:
        return None
    return head if tree.tags[head] == "NOUN" and is_plural(tree.low[head]) else None


def _who_did(text: str, tokens: Sequence[Token], branch: Branch, previous: Said | None
             ) -> Said | None:
    """Read "thousands were driven into the hills", "more than 200 signed the letter"."""
    tree, verb = branch.tree, _verb(branch)
    if verb is None or tree.lemmas[verb] in _OF_MONEY or tree.lemmas[verb] in _EMPTY:
        return None
    last = verb
    while last + 1 < len(tree.low) and last - verb < _PREDICATE_WORDS \
            and tree.tags[last + 1] not in ("PUNCT", "SCONJ", "CCONJ"):
        last += 1
    while last > verb and tree.tags[last] in ("ADP", "DET", "PART", "PRON", "AUX", "NUM"):
        last -= 1
    first, end = tokens_in(tokens, *tree.place((verb, last + 1)))
    things = previous is not None and previous.last > 0 and previous.unit in ("thing", "place")
    words = words_of(text, tokens, first, end)
    return Said(words, previous.unit if previous and things else "person", "predicate",
                f"its verb says what is said of them: {words}", first, end, trigger=first)


def _verb(branch: Branch) -> int | None:
    """Give the verb a bare number is the subject of, or the participle right after it."""
    tree = branch.tree
    head, relation = tree.heads[branch.at], tree.relations[branch.at]
    after = max(branch.words) + 1
    if after in tree.under(branch.at, "acl") and tree.tags[after] == "VERB":
        return after
    subject = head > branch.at and relation in ("nsubj", "nsubj:pass")
    return head if subject and tree.tags[head] == "VERB" else None


_PREDICATE_WORDS = 6
_EMPTY = frozenset(("remain", "follow", "exist", "do", "be"))
# "Millions were spent" are no people.
_OF_MONEY = frozenset(("spend", "cost", "pay", "invest", "lose", "raise", "pledge", "steal",
                       "waste", "earn", "save", "borrow", "transfer"))
