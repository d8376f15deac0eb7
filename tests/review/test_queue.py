"""The queue asks first what puts most lines right: planted errors are found sooner than by luck."""

import random
from statistics import mean

import pytest

from sourceline.store.ask import Page
from sourceline.store.ask_review import ask_questions
from sourceline.store.open import open_record
from tests.web.made_record import HARBOUR, Filler

# How often an event of each sort is wrong in the planted record, as its tellings show it.
SORTS = {"differ on whether it happened": 0.9, "differ on what it is": 0.7, "agree": 0.2}
EVENTS, ANSWERS = 120, 30


def plant(path, seed):
    """A record of events of all sorts with 1 to 12 lines each; gives which are wrong, and lines."""
    chance = random.Random(seed)
    fill = Filler(path)
    fill.db.execute("BEGIN")
    fill.article("a1", HARBOUR, "Harbour", "The Velmar Lantern", ("2031-05-03", "2031-05-04"))
    wrong, lines = {}, {}
    for number in range(EVENTS):
        name, sort = f"e{number:03d}", chance.choice(list(SORTS))
        fill.event(name, "ARREST", f"Arrest {number}", "happened", ("2031-05-02", "2031-05-03"),
                   "day", "", "")
        tellings = chance.randint(1, 12) if sort == "agree" else chance.randint(2, 12)
        for telling in range(tellings):
            other = telling == 0
            fill.put("event_mention", id=f"t{number}-{telling}", event=name, article="a1",
                     start=0, end=7, words=HARBOUR[:7], sentence_start=0, sentence_end=7,
                     sentence=HARBOUR[:7], attributed_to="", because="null",
                     kind="DETAIN" if other and sort == "differ on what it is" else "ARREST",
                     status="denied" if other and sort.startswith("differ on whe") else "happened")
        wrong[name], lines[name] = chance.random() < SORTS[sort], tellings
    fill.db.execute("COMMIT")
    return fill.close(), wrong, lines


def put_right(order, wrong, lines):
    """How many wrong lines the first answers find."""
    return sum(lines[name] for name in order[:ANSWERS] if wrong[name])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_errors_are_found_sooner_than_by_chance_by_length_or_by_doubt(tmp_path, seed):
    path, wrong, lines = plant(tmp_path / "case.db", seed)
    db = open_record(path)
    asked = ask_questions(db, "event", Page(number=1, size=EVENTS))
    db.close()
    order = [one.thing for one in asked]
    assert sorted(order) == sorted(wrong)
    found = put_right(order, wrong, lines)
    chance = random.Random(seed)
    by_chance = mean(put_right(chance.sample(order, EVENTS), wrong, lines) for _ in range(200))
    by_length = put_right(sorted(order, key=lambda name: -lines[name]), wrong, lines)
    doubt = {one.thing: one.doubt for one in asked}
    by_doubt = mean(put_right(sorted(chance.sample(order, EVENTS), key=lambda name: -doubt[name]),
                              wrong, lines) for _ in range(50))
    assert found > 1.5 * by_chance
    assert found > by_length
    assert found > by_doubt


def test_a_name_short_for_one_is_asked_before_a_name_short_for_three(tmp_path):
    fill = Filler(tmp_path / "case.db")
    fill.db.execute("BEGIN")
    words = "Ida Reyl, I. Reyl; Bo Ren, Berta Ren, Bera Ren, B. Ren."
    fill.article("a1", words, "Names", "Sund Wire", ("2031-05-02", "2031-05-05"))
    for name in ("Ida Reyl", "I. Reyl", "Bo Ren", "Berta Ren", "Bera Ren", "B. Ren"):
        entity = fill.entity(f"n{name}", name, "person")
        fill.mention("a1", name, entity)
    fill.db.execute("COMMIT")
    db = open_record(fill.close())
    asked = ask_questions(db, "entity.same", Page(number=1, size=9))
    db.close()
    assert {asked[0].thing, asked[0].other} == {"nIda Reyl", "nI. Reyl"}
    assert asked[0].doubt == 3 * asked[1].doubt
    assert "short for 3 others" in asked[1].why
