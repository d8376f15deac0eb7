"""The gold of the thread cases stands in their articles."""

import pytest

from evals.threads_cases import FOLDER, cases

PARTS = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())
CASES = [pytest.param(case, id=f"{part}/{case.name}") for part in PARTS for case in cases(part)]


@pytest.mark.parametrize("case", CASES)
def test_gold_words_stand_once_in_their_article(case):
    texts = {one.key: f"{one.title}\n\n{one.text}" for one in case.article}
    assert len(texts) == len(case.article)
    for gold in (*case.telling, *case.follow_up):
        assert texts[gold.article].count(gold.words) == 1, gold.words


@pytest.mark.parametrize("case", CASES)
def test_a_follow_up_s_state_agrees_with_the_last_day_of_its_case(case):
    last = max(one.date for one in case.article)
    for due in case.follow_up:
        if due.state == "overdue" and due.due_to is not None:  # "within weeks" has no last day
            assert due.due_to <= last, due.words
        if due.state == "open" and "overdue" not in due.also_states and due.due_to is not None:
            assert due.due_to > last, due.words
