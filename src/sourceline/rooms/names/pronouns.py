"""Pronouns that can mean only one name of the article.

In: lines with syntax, and the mentions of one article. Out: `Stand`s: which words stand for which
mention, and why. Every noun phrase near by competes; a pronoun is joined only where a name wins
clearly. "it" that means nothing, "you", and what a reader without syntax saw stay open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sourceline.record.entity import Mention
from sourceline.rooms.names.clauses import (
    find_reflexive,
    find_relative,
    opens_sentence,
    shared_subject,
    subject_after,
)
from sourceline.rooms.names.kind_words import SPEAKS
from sourceline.rooms.names.lines import Line, Word, with_mentions
from sourceline.rooms.names.persons import Agreement, agrees
from sourceline.rooms.names.spots import Spot, group_spots, named_spots, noun_spots, sexes_of
from sourceline.rooms.names.trees import SUBJECTS, Tree
from sourceline.rooms.names.words import NameWords

VERSION = "1"
_AGREEMENT: dict[str, Agreement] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n",
    "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
}
_FIRST_PERSON = frozenset(("i", "me", "my", "myself", "mine"))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
# "It rained", "it seems", "it took years": nothing rains or takes.
_IMPERSONAL = frozenset(("rain", "snow", "seem", "appear", "happen", "turn", "take", "follow",
                         "emerge", "matter", "remain", "go", "come", "help", "hurt", "mean"))
_DONE_TO = frozenset(("obj", "iobj", "obl", "obl:agent"))
_RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))


@dataclass(frozen=True)
class PronounSettings:
    """How sure a pronoun's name must be; chosen on GUM train by evals/anaphora.py."""

    # Sentences looked back over for something a pronoun can mean.
    window_lines: int = 4
    # Weight of a mention by how many sentences back it stands; sharp, since a pronoun looks near.
    recency: tuple[float, ...] = (1.0, 0.85, 0.5, 0.35, 0.25)
    # The best must beat the next by this much of its own weight: for he and she, for it. With 0.12,
    # 0.2 and 0.3 he was right 88, 92, 92 times in 100 and she 83, 87, 85.
    margin_person: float = 0.2
    margin_thing: float = 0.45
    # Below this weight nothing near is what is meant.
    min_weight: float = 0.3


_ROLE_WEIGHT = {
    "nsubj": 1.0, "nsubj:pass": 0.95, "nsubj:outer": 1.0, "root": 0.8, "obj": 0.7, "iobj": 0.7,
    "obl:agent": 0.7, "nmod:poss": 0.6, "obl": 0.5, "nmod": 0.35, "compound": 0.25,
    "vocative": 0.4, "parataxis": 0.6, "dislocated": 0.9, "list": 0.4,
}
_OTHER_ROLE = 0.4


class Stand(NamedTuple):
    """Words `start:end` stand for the thing whose first name is the mention `key`."""

    start: int
    end: int
    key: str
    rule: str


@dataclass
class _State:
    """What the lines so far have shown."""

    spots: list[list[Spot]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    sexes: dict[str, Agreement] = field(default_factory=dict)
    # Who speaks in a printed conversation ("ANA ITO: …"); "he" there is somebody else.
    turn: str = ""


def find_pronouns(
    lines: Sequence[Line], mentions: Sequence[Mention], roots: Mapping[str, str],
    titles: Mapping[str, str], quotes: Sequence[tuple[int, int]], words: NameWords,
    settings: PronounSettings,
) -> list[Stand]:
    """Find what each pronoun stands for; `roots` gives the first mention of each mention's chain.

    `quotes` are the insides of quotations, `titles` the titles before names.
    """
    state = _State(sexes=dict(sexes_of(mentions, roots, titles, words)))
    found: list[Stand] = []
    quote = 0
    for number, (line, here) in enumerate(with_mentions(lines, mentions)):
        first = line.words[0].start
        while quote < len(quotes) and quotes[quote][1] <= first:
            quote += 1
        tree = Tree(line)
        if line.heading or not tree.parsed:
            state.spots.append([])
            continue
        near = quotes[quote:quote + 20]
        quoted = [any(a <= word.start < b for a, b in near) for word in line.words]
        found += _line(number, tree, here, roots, quoted, state, words, settings)
    return found


def _line(number: int, tree: Tree, here: Sequence[Mention], roots: Mapping[str, str],
          quoted: Sequence[bool], state: _State, words: NameWords, settings: PronounSettings
          ) -> list[Stand]:
    named = named_spots(number, tree, here, roots, state.sexes, quoted)
    spots = [*named, *noun_spots(number, tree, named, quoted, words)]
    spots = sorted([*spots, *group_spots(tree, spots)], key=lambda spot: (spot.first, spot.last))
    state.spots.append(spots)
    turn = next((spot for spot in named if spot.first == 0), None)
    if tree.row[0].text.isupper() or turn is not None:
        after = turn.last if turn is not None else 1
        if after < len(tree.row) and tree.row[after].text == ":":
            state.turn = turn.key if turn is not None else ""
    found: list[Stand] = []
    taken = {at for spot in named for at in range(spot.first, spot.last)}
    for at, word in enumerate(tree.row):
        if word.pos not in ("PRON", "DET") or at in taken:
            continue
        chosen = _stand_for(number, at, tree, quoted, state, settings)
        if chosen is None:
            continue
        found.append(Stand(word.start, word.end, chosen.key, _rule(word)))
        told = _AGREEMENT.get(word.text.lower())
        if told in ("m", "f") and state.sexes.get(chosen.key) == "h":
            state.sexes[chosen.key] = told
        spots.append(Spot(number, at, at, at + 1, chosen.key, chosen.agreement, tree.role(at),
                          True, quoted[at]))
    # "The Secretary" of a whole hearing says nothing of who is spoken of just now; his name does.
    phrases = {mention.cite.start for mention in here if mention.form == "nominal"}
    for spot in spots:
        if spot.named and tree.row[spot.first].start not in phrases:
            state.counts[spot.key] = state.counts.get(spot.key, 0) + 1
    return found


def _rule(word: Word) -> str:
    low = word.text.lower()
    if low in _RELATIVE:
        return "names.relative"
    return "names.first_person" if low in _FIRST_PERSON else "names.pronoun"


def _stand_for(number: int, at: int, tree: Tree, quoted: Sequence[bool], state: _State,
               settings: PronounSettings) -> Spot | None:
    """Choose what one pronoun stands for; None where it stays open."""
    word = tree.row[at]
    low, spots = word.text.lower(), state.spots[number]
    if low in _RELATIVE:  # "that night" is no clause
        return None if word.relation == "det" else find_relative(at, tree, spots)
    if low in _FIRST_PERSON and quoted[at]:
        return _speaker(number, tree, quoted, state)
    agreement = _AGREEMENT.get(low)
    if agreement is None or not _may_mean(at, tree):
        return None
    if low in _REFLEXIVE:
        return find_reflexive(at, tree, agreement, spots)
    # "In its report the Council said": its own subject may be meant, or what was named before.
    # Of people the one named before is meant: "In his memory Ito wrote".
    if low == "its" and word.relation == "nmod:poss" and opens_sentence(at, tree) \
            and subject_after(at, tree, agreement, spots) is not None:
        return None
    return _best(number, at, tree, quoted, agreement, state, settings)


def _may_mean(at: int, tree: Tree) -> bool:
    """Tell a pronoun that may mean a name: "it is true", "it rained", "they say" mean nothing."""
    word = tree.row[at]
    low = word.text.lower()
    if word.relation == "expl" or low in ("they", "them", "their", "theirs"):
        return False
    if low != "it":
        return True
    head = tree.head(at)
    return head is not None and word.relation in SUBJECTS and tree.row[head].pos == "VERB" \
        and tree.row[head].lemma not in _IMPERSONAL and tree.child(head, "csubj") is None


def _speaker(number: int, tree: Tree, quoted: Sequence[bool], state: _State) -> Spot | None:
    """Give the one who says the quotation "I" stands in, if this line names him."""
    for at, word in enumerate(tree.row):
        if quoted[at] or word.lemma not in SPEAKS:
            continue
        subject = next((one for one in tree.children[at] if tree.row[one].relation in SUBJECTS
                        and not quoted[one]), None)
        if subject is not None:
            return next((spot for spot in state.spots[number]
                         if spot.head == subject and spot.named), None)
    return None


def _best(number: int, at: int, tree: Tree, quoted: Sequence[bool], agreement: Agreement,
          state: _State, settings: PronounSettings) -> Spot | None:
    """Weigh everything near; the best is taken if it is a name and clearly ahead."""
    weights: dict[str, float] = {}
    best_spot: dict[str, Spot] = {}
    barred = _barred(number, at, tree, quoted, state)
    for back in range(min(settings.window_lines, number) + 1):
        for spot in state.spots[number - back]:
            if spot.key in barred or (back == 0 and spot.last > at):
                continue
            if not agrees(agreement, spot.agreement):
                continue
            weight = settings.recency[back] * _weight(spot, at, tree, agreement, back, quoted)
            if weight > weights.get(spot.key, 0.0):
                weights[spot.key], best_spot[spot.key] = weight, spot
    if not weights:
        return None
    for key in weights:
        weights[key] *= 1 + 0.06 * min(state.counts.get(key, 0), 8)
    order = sorted(weights, key=lambda key: (-weights[key], key))
    best = order[0]
    margin = settings.margin_thing if agreement == "n" else settings.margin_person
    second = weights[order[1]] if len(order) > 1 else 0.0
    clear = weights[best] >= settings.min_weight and second <= weights[best] * (1 - margin)
    if agreement == "n" and best_spot[best].agreement != "g":
        return None
    chosen = best_spot[best]
    # "The Marshal pardoned Ito and let him go": who does it is not who it is done to. A reader
    # may hang the clause wrongly, so that nobody else is taken instead.
    own = shared_subject(at, tree) if tree.row[at].relation in _DONE_TO else None
    if own is not None and chosen.line == number and chosen.head == own:
        return None
    return chosen if clear and chosen.named else None


def _weight(spot: Spot, at: int, tree: Tree, agreement: Agreement, back: int,
            quoted: Sequence[bool]) -> float:
    weight = _ROLE_WEIGHT.get(spot.role, _OTHER_ROLE)
    word = tree.row[at]
    if word.relation in SUBJECTS and spot.role in SUBJECTS:
        weight += 0.15
    if back == 0 and spot.role in SUBJECTS and tree.head(spot.head) in tree.above(at):
        weight += 0.25
    if agreement in ("m", "f") and spot.agreement == "h":
        weight *= 0.85
    if agreement == "p" and spot.agreement == "g":
        weight *= 0.6
    if spot.quoted != quoted[at]:
        weight *= 0.8
    if word.relation == "nmod:poss" and back == 0 and spot.role in SUBJECTS:
        weight += 0.15
    return weight


def _barred(number: int, at: int, tree: Tree, quoted: Sequence[bool], state: _State) -> set[str]:
    """Give what the pronoun cannot mean: its clause's subject, the phrase around it, a speaker."""
    barred: set[str] = {state.turn}
    word = tree.row[at]
    above = set(tree.above(at))
    barred |= {spot.key for spot in state.spots[number] if spot.head in above and not spot.named}
    if word.relation in _DONE_TO:
        clause = tree.clause(at)
        subject = tree.child(clause, *SUBJECTS) if clause is not None else None
        barred |= {spot.key for spot in state.spots[number] if spot.head == subject}
    if quoted[at]:
        speaker = _speaker(number, tree, quoted, state)
        if speaker is not None:
            barred.add(speaker.key)
    return barred
