import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sourceline.text.shingles import WordKeys, shingle_hashes, winnow


def _chosen(text: str) -> set[int]:
    hashes = shingle_hashes(np.array(WordKeys().keys(text), dtype=np.uint64), 4)
    return set(hashes[winnow(hashes, 4)].tolist())


WORDS = st.lists(st.sampled_from(["ore", "tar", "elm", "oak", "ash", "yew"]), max_size=30)


@given(WORDS, WORDS, st.lists(st.sampled_from(["kelp", "reed", "moss", "fern"]), min_size=7,
                              max_size=9))
def test_texts_that_share_seven_words_in_a_row_share_a_chosen_shingle(before, after, shared):
    one, two = " ".join(before + shared), " ".join(shared + after)
    assert _chosen(one) & _chosen(two)


def test_case_and_punctuation_do_not_count():
    assert WordKeys().keys("The oak, the ash.") == WordKeys().keys("THE OAK — the ash")


def test_places_are_those_of_the_text_even_where_lower_case_is_longer():
    words = WordKeys().words("İİ oak")
    assert words.starts == (0, 3)
