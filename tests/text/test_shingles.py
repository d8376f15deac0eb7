from hypothesis import given
from hypothesis import strategies as st

from sourceline.text.shingles import STOP, WordTable, shingle_hashes, winnow, word_places


def _keys(text: str):
    table = WordTable()
    numbers = table.numbers(text)
    return table.keys()[numbers[numbers != STOP]]


def _chosen(text: str) -> set[int]:
    hashes = shingle_hashes(_keys(text), 4)
    return set(hashes[winnow(hashes, 4)].tolist())


WORDS = st.lists(st.sampled_from(["ore", "tar", "elm", "oak", "ash", "yew"]), max_size=30)


@given(WORDS, WORDS, st.lists(st.sampled_from(["kelp", "reed", "moss", "fern"]), min_size=7,
                              max_size=9))
def test_texts_that_share_seven_words_in_a_row_share_a_chosen_shingle(before, after, shared):
    one, two = " ".join(before + shared), " ".join(shared + after)
    assert _chosen(one) & _chosen(two)


def test_case_and_punctuation_do_not_count():
    assert _keys("The oak, the ash.").tolist() == _keys("THE OAK — the ash").tolist()


def test_every_number_has_a_place():
    text = "İİ oak. “Ash,” he said.\n\nMr. Yew... 3.5 elms!"
    numbers = WordTable().numbers(text)
    starts, ends = word_places(text)
    assert sum(numbers != STOP) == len(starts) == len(ends) == 10


@given(st.text("aZ .!?”\n'(", max_size=60))
def test_stops_change_no_word(text):
    numbers = WordTable().numbers(text)
    assert sum(numbers != STOP) == len(word_places(text)[0])
