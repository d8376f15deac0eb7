"""The scores of coreference: MUC, B³, CEAFe and their mean, the CoNLL F1.

In: two partitions of the same (or of partly the same) mentions. Out: precision and recall by the
definitions of the CoNLL-2012 reference scorer: MUC (Vilain 1995) counts links, B³ (Bagga 1998)
mentions, CEAFe (Luo 2005) whole chains under the best one-to-one matching by φ4. Mentions on one
side only stay where they are, as singletons do.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

Chain = Collection[Hashable]


@dataclass(frozen=True)
class Part:
    """Sums one score is made of: right over found is precision, right over wanted recall."""

    right_found: float
    found: float
    right_wanted: float
    wanted: float

    def f1(self) -> float:
        """F1 in percent."""
        precision = self.right_found / self.found if self.found else 0.0
        recall = self.right_wanted / self.wanted if self.wanted else 0.0
        total = precision + recall
        return 200 * precision * recall / total if total else 0.0


def add(parts: Sequence[Part]) -> Part:
    """Add up the sums of several documents or topics."""
    return Part(*(sum(values) for values in zip(*(
        (one.right_found, one.found, one.right_wanted, one.wanted) for one in parts),
        strict=True))) if parts else Part(0, 0, 0, 0)


def conll(gold: Sequence[Chain], found: Sequence[Chain]) -> float:
    """Give the CoNLL F1: the mean of the three."""
    return sum(one(gold, found).f1() for one in (muc, b_cubed, ceaf_e)) / 3


def muc(gold: Sequence[Chain], found: Sequence[Chain]) -> Part:
    """Count links: a chain of n needs n - 1, less one for each further part it falls into."""
    wanted, right_wanted = _links(gold, _owners(found))
    given, right_given = _links(found, _owners(gold))
    return Part(right_given, given, right_wanted, wanted)


def b_cubed(gold: Sequence[Chain], found: Sequence[Chain]) -> Part:
    """Count, for each mention, the share of its chain that is right."""
    return Part(_shares(found, _owners(gold)), sum(len(one) for one in found),
                _shares(gold, _owners(found)), sum(len(one) for one in gold))


def ceaf_e(gold: Sequence[Chain], found: Sequence[Chain]) -> Part:
    """Match chains one to one so that the sum of φ4 = 2·|both| / (|one| + |other|) is largest."""
    total = sum(_best_match(block) for block in _blocks(gold, found))
    return Part(total, len(found), total, len(gold))


def _owners(chains: Sequence[Chain]) -> dict[Hashable, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}


def _links(chains: Sequence[Chain], owner: Mapping[Hashable, int]) -> tuple[float, float]:
    needed = kept = 0
    for chain in chains:
        alone = sum(mention not in owner for mention in chain)
        parts = len({owner[mention] for mention in chain if mention in owner}) + alone
        needed += len(chain) - 1
        kept += len(chain) - parts
    return needed, kept


def _shares(chains: Sequence[Chain], owner: Mapping[Hashable, int]) -> float:
    total = 0.0
    for chain in chains:
        counts: dict[int, int] = {}
        for mention in chain:
            if mention in owner:
                counts[owner[mention]] = counts.get(owner[mention], 0) + 1
        total += sum(count * count for count in counts.values()) / len(chain)
    return total


def _blocks(gold: Sequence[Chain], found: Sequence[Chain]) -> list[dict[tuple[int, int], float]]:
    """Divide the matching into parts that share no chain, so that each is small."""
    owner = _owners(found)
    alike: dict[tuple[int, int], float] = {}
    for number, chain in enumerate(gold):
        counts: dict[int, int] = {}
        for mention in chain:
            if mention in owner:
                counts[owner[mention]] = counts.get(owner[mention], 0) + 1
        for other, both in counts.items():
            alike[number, other] = 2 * both / (len(chain) + len(found[other]))
    root = {(0, one): (0, one) for one, _ in alike} | {(1, two): (1, two) for _, two in alike}

    def find(key: tuple[int, int]) -> tuple[int, int]:
        while root[key] != key:
            key = root[key]
        return key
    for one, two in alike:
        root[find((0, one))] = find((1, two))
    blocks: dict[tuple[int, int], dict[tuple[int, int], float]] = {}
    for (one, two), value in alike.items():
        blocks.setdefault(find((0, one)), {})[one, two] = value
    return list(blocks.values())


def _best_match(alike: Mapping[tuple[int, int], float]) -> float:
    """Sum the best one-to-one matching (Hungarian method with potentials)."""
    rows = sorted({one for one, _ in alike})
    columns = sorted({two for _, two in alike})
    if len(rows) > len(columns):
        return _best_match({(two, one): value for (one, two), value in alike.items()})
    cost = [[-alike.get((one, two), 0.0) for two in columns] for one in rows]
    return -_least_cost(cost)


def _least_cost(cost: Sequence[Sequence[float]]) -> float:
    """Assign every row its own column at the least cost; rows are not more than columns."""
    height, width = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    taken, way = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, height + 1):
        taken[0], at = row, 0
        least, done = [float("inf")] * (width + 1), [False] * (width + 1)
        while True:
            done[at] = True
            current, step, after = taken[at], float("inf"), 0
            for column in range(1, width + 1):
                if done[column]:
                    continue
                price = cost[current - 1][column - 1] - row_price[current] - column_price[column]
                if price < least[column]:
                    least[column], way[column] = price, at
                if least[column] < step:
                    step, after = least[column], column
            for column in range(width + 1):
                if done[column]:
                    row_price[taken[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = after
            if taken[at] == 0:
                break
        while at:
            taken[at], at = taken[way[at]], way[at]
    return sum(cost[taken[column] - 1][column - 1]
               for column in range(1, width + 1) if taken[column])
