"""How well the merge room finds one event in many tellings, on ECB+ dev with gold mentions.

In: the shared data folder. Out: CoNLL F1 and its parts (MUC, B³, CEAFe) over the dev topics, with
the checked sentences only and singletons kept, as is usual:
- `ecb.topic.*`: actions are compared within a gold topic; `ecb.subtopic.*`: within a seminal event;
- `ecb.predicted.*`: the mentions our own event finder makes, merged by the product's own door (ECB+
  marks every action, also kinds this project has no name for, so recall is low by design);
- `ecb.found.*`: of the mentions our finder makes that are marked, pairs joined by the product's own
  door, within an article and across articles: how many are right, how many of the gold's are found;
- `peer.ecb.*.same_lemma`: every action with the same head lemma is one event;
Intervals are over topics. `python -m evals.ecb FOLDER [seed]` prints twenty random errors.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path

from evals.chains import Part, add, b_cubed, ceaf_e, muc
from evals.ecb_corpus import DEV_TOPICS, read_corpus
from evals.ecb_tellings import Told, tell
from evals.linked import link_namings
from evals.score import Counts, Score, precision, recall, score
from sourceline.record.cite import Cite
from sourceline.rooms.calendar.place import CalendarSettings, place_times
from sourceline.rooms.merge.crowd import Crowd, make_crowd
from sourceline.rooms.merge.evidence import Ground
from sourceline.rooms.merge.join import Joined, Joining, join
from sourceline.rooms.merge.likeness import Face, make_face
from sourceline.rooms.merge.likeness import score as alike
from sourceline.rooms.merge.merge import MergeSettings, merge_event_mentions
from sourceline.rooms.merge.spots import make_spots
from sourceline.rooms.merge.sure import SurePairs
from sourceline.rooms.merge.tellings import make_telling
from sourceline.rooms.merge.words import content

# Where pairs and groups are joined when both kinds of error cost the same; chosen on the train
# topics by `python -m evals.ecb FOLDER grid`.
EVEN = Joining(least_pair=0.30, least_average=0.25, max_members=200)
SCORES = {"muc": muc, "b_cubed": b_cubed, "ceaf_e": ceaf_e}
Scope = Callable[[Told], str]
Chains = list[set[str]]


@dataclass(frozen=True)
class Answer:
    """One topic's gold chains and ours, and the three scores as sums."""

    gold: Chains
    found: Chains
    parts: Mapping[str, Part]

    def part(self, name: str) -> Part:
        """Give one score's sums."""
        return self.parts[name]


def answer(gold: Chains, found: Chains) -> Answer:
    """Compare chains once; intervals are drawn from the sums."""
    return Answer(gold, found, {name: measured(gold, found) for name, measured in SCORES.items()})


def measure(data: Path) -> list[Score]:
    """Score both settings, the peer, and the product's threshold."""
    documents = told(data, DEV_TOPICS)
    crowd = crowd_of(documents)
    scores: list[Score] = []
    for name, scope in (("topic", by_topic), ("subtopic", by_part)):
        found = answers(documents, scope, lambda some: cluster(some, crowd, EVEN))
        scores += scores_of(f"ecb.{name}", found)
        peer = answers(documents, scope, same_lemma)
        scores.append(score(f"peer.ecb.{name}.same_lemma", peer, conll_of))
    predicted = answers(documents, by_topic, product)
    return [*scores, *scores_of("ecb.predicted", predicted), *_pair_scores(documents)]


def _pair_scores(documents: Sequence[Told]) -> list[Score]:
    scores: list[Score] = []
    for name, within in (("within", True), ("across", False)):
        rows = [count_pairs(some, within) for _, some in groupby(documents, by_topic)]
        scores += [score(f"ecb.found.{name}_precision", rows, precision),
                   score(f"ecb.found.{name}_recall", rows, recall)]
    return scores


def count_pairs(documents: Iterable[Told], within: bool) -> Counts:
    """Count pairs of our own marked mentions of one topic: right, joined, of one gold chain."""
    some = list(documents)
    chain = chains_of(some)
    article = {found.id: one.document.name for one in some for found in one.found}
    ours = {member: number for number, group in enumerate(joined(some)) for member in group}
    right = made = wanted = 0
    for one, other in combinations(sorted(chain), 2):
        if (article[one] == article[other]) == within:
            together, same = ours[one] == ours[other], chain[one] == chain[other]
            right, made, wanted = right + (together and same), made + together, wanted + same
    return Counts(right, made, wanted)


def chains_of(documents: Iterable[Told]) -> dict[str, str]:
    """Give the gold chain of our own mentions, of those that stand on a marked action."""
    chain: dict[str, str] = {}
    for one in documents:
        for found in one.found:
            best = max(zip(one.events, one.document.actions, strict=True), key=lambda pair: _shared(
                pair[0].cite, found.cite), default=None)
            if best is not None and _shared(best[0].cite, found.cite) > 0:
                chain[found.id] = best[1].chain
    return chain


def _shared(one: Cite, other: Cite) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def joined(documents: Sequence[Told]) -> list[tuple[str, ...]]:
    """Merge the mentions our event finder makes in checked sentences, by the product's own door."""
    linking = link_namings([one.naming for one in documents])
    mentions = []
    for one in documents:
        spans = [one.document.sentences[number] for number in one.document.checked]
        mentions += [found for found in one.found
                     if any(start <= found.cite.start < end for start, end in spans)]
    placed = place_times([], [time for one in documents for time in one.times],
                         CalendarSettings())
    return [event.members for event in merge_event_mentions(
        mentions, linking.links, linking.entities, placed, [], MergeSettings(),
        [one.places for one in documents])]


def product(documents: Sequence[Told]) -> Chains:
    """Give the product's own events, with the gold's ids for mentions it marks."""
    gold_id = {found.id: next((event.id for event in one.events
                               if _shared(event.cite, found.cite) > 0), found.id)
               for one in documents for found in one.found}
    chains: list[set[str]] = []
    seen: set[str] = set()
    for members in joined(documents):
        chain = {gold_id[member] for member in members} - seen
        seen |= chain
        chains += [chain] if chain else []
    return chains


def scores_of(name: str, found: Sequence[Answer]) -> list[Score]:
    """Give the CoNLL F1 and its parts."""
    parts = [score(f"{name}.{part}", found, lambda rows, part=part: add(  # type: ignore[misc]
        [row.part(part) for row in rows]).f1()) for part in SCORES]
    return [score(f"{name}.conll", found, conll_of), *parts]


def conll_of(rows: Sequence[Answer]) -> float:
    """Give the CoNLL F1 over topics."""
    return sum(add([row.part(part) for row in rows]).f1() for part in SCORES) / len(SCORES)


def told(data: Path, topics: tuple[str, ...]) -> list[Told]:
    """Read documents as the merge room is given them."""
    return [tell(one) for one in read_corpus(data / "events" / "ecbplus", topics)]


def by_topic(one: Told) -> str:
    """Compare within a topic."""
    return one.document.topic


def by_part(one: Told) -> str:
    """Compare within a seminal event."""
    return one.document.part


def answers(documents: Sequence[Told], scope: Scope,
            find: Callable[[Sequence[Told]], Chains]) -> list[Answer]:
    """Cluster each scope and gather topics."""
    gold: dict[tuple[str, str], set[str]] = defaultdict(set)
    scopes: dict[str, list[Told]] = defaultdict(list)
    for one in documents:
        scopes[scope(one)].append(one)
        for action, event in zip(one.document.actions, one.events, strict=True):
            gold[one.document.topic, action.chain].add(event.id)
    found: dict[str, Chains] = defaultdict(list)
    for some in scopes.values():
        found[some[0].document.topic] += find(some)
    topics = sorted({topic for topic, _ in gold}, key=int)
    return [answer([chain for (one, _), chain in gold.items() if one == topic], found[topic])
            for topic in topics]


def crowd_of(documents: Sequence[Told]) -> Crowd:
    """Weigh the words of a collection."""
    return make_crowd({one.document.name: content(one.text.words) for one in documents})


def faces_of(documents: Sequence[Told], crowd: Crowd) -> list[Face]:
    """Make what the merge room compares: faces of all gold actions, in order of their ids."""
    linking = link_namings([one.naming for one in documents])
    entity_of = {link.mention: link.entity for link in linking.links}
    names = {entity.id: entity.name for entity in linking.entities}
    placed = {one.expression: one.when for one in place_times(
        [], [time for one in documents for time in one.times], CalendarSettings())}
    spots = make_spots([one.places for one in documents])
    faces = [make_face(make_telling(event, entity_of, names, placed.get(event.time or ""), spots),
                       crowd) for one in documents for event in one.events]
    return sorted(faces, key=lambda face: face.telling.mention.id)


def cluster(documents: Sequence[Told], crowd: Crowd, joining: Joining) -> Chains:
    """Join gold actions by likeness alone, every pair compared."""
    faces = faces_of(documents, crowd)
    pairs = SurePairs()
    for one, other in combinations(range(len(faces)), 2):
        pairs.add(alike(faces[one], faces[other], crowd), one, other)
    groups = join(faces, [Joined((number,), ()) for number in range(len(faces))], pairs,
                  lambda sure, *_: Ground(sure, "likeness"),
                  lambda some: [alike(faces[one], faces[other], crowd) for one, other in some],
                  lambda *_: True, joining)
    return [{faces[number].telling.mention.id for number in group.members} for group in groups]


def same_lemma(documents: Sequence[Told]) -> Chains:
    """Join actions whose head has the same lemma."""
    chains: dict[str, set[str]] = defaultdict(set)
    for one in documents:
        for event, lemma in zip(one.events, one.lemmas, strict=True):
            chains[lemma].add(event.id)
    return list(chains.values())


def _errors(data: Path) -> Iterator[str]:
    documents = told(data, DEV_TOPICS)
    crowd = crowd_of(documents)
    words = {event.id: f"{one.document.name} [{event.cite.words}] {event.sentence.words[:150]}"
             for one in documents for event in one.events}
    for answer in answers(documents, by_topic, lambda some: cluster(some, crowd, EVEN)):
        ours = {mention: number for number, group in enumerate(answer.found) for mention in group}
        chain = {mention: number for number, group in enumerate(answer.gold) for mention in group}
        for one in chain:
            for other in chain:
                if one < other and (ours[one] == ours[other]) != (chain[one] == chain[other]):
                    yield f"{'JOINED' if ours[one] == ours[other] else 'MISSED'} {words[one]}\n" \
                          f"       {words[other]}"


if __name__ == "__main__":
    wrong = list(_errors(Path(sys.argv[1])))
    print(len(wrong), "pairs")
    print("\n".join(random.Random(int((sys.argv[2:] or ["0"])[0])).sample(wrong, 20)))
