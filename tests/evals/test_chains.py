"""The scores of coreference are those of the reference scorer, worked out by hand."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.chains import b_cubed, ceaf_e, conll, muc

# The example of the papers: one chain of five and one of two, against a split of the five.
GOLD = ("abcde", "fg")
FOUND = ("abc", "de", "fg")


def test_muc_counts_missing_links():
    part = muc(GOLD, FOUND)
    assert (part.right_wanted, part.wanted) == (4, 5)  # five needs four links, one is missing
    assert (part.right_found, part.found) == (4, 4)
    assert part.f1() == pytest.approx(100 * 2 * 0.8 / 1.8)


def test_b_cubed_counts_the_share_of_each_mention_s_chain():
    part = b_cubed(GOLD, FOUND)
    assert part.right_found / part.found == pytest.approx(1.0)
    # a, b, c: 3/5 each; d, e: 2/5 each; f, g: 1 each
    assert part.right_wanted == pytest.approx(3 * 3 / 5 + 2 * 2 / 5 + 2)


def test_ceaf_matches_chains_one_to_one():
    part = ceaf_e(GOLD, FOUND)
    # abcde with abc: 2·3/8; fg with fg: 1; de stays alone
    assert part.right_found == pytest.approx(0.75 + 1.0)
    assert (part.found, part.wanted) == (3, 2)


def test_one_chain_of_all_is_no_free_lunch():
    gold, found = ("ab", "cd"), ("abcd",)
    assert muc(gold, found).f1() == pytest.approx(100 * 2 * (2 / 3) / (5 / 3))
    assert b_cubed(gold, found).right_found == pytest.approx(2.0)
    assert ceaf_e(gold, found).right_found == pytest.approx(2 * 2 / 6)


def test_mentions_not_found_cost_recall():
    part = b_cubed(("ab", "c"), ("a",))
    assert (part.right_found, part.found, part.wanted) == (1.0, 1, 3)
    assert part.right_wanted == pytest.approx(0.5)
    assert muc(("ab", "c"), ("a",)).right_wanted == 0


def test_the_right_answer_has_full_marks():
    assert conll(GOLD, GOLD) == pytest.approx(100)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6),
       st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_the_matching_is_the_best_of_all(one, other):
    def chains(names):
        return [[at for at, name in enumerate(names) if name == wanted]
                for wanted in sorted(set(names))]
    gold, found = chains(one), chains(other[:len(one)])
    small, large = sorted((gold, found), key=len)
    best = max(sum(2 * len(set(a) & set(b)) / (len(a) + len(b))
                   for a, b in zip(small, chosen, strict=True))
               for chosen in permutations(large, len(small)))
    assert ceaf_e(gold, found).right_found == pytest.approx(best)
