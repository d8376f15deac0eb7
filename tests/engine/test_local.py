"""The engine: a task may raise, crash or hang, and costs only itself."""

import pytest

from sourceline.engine.choose import LocalEngine
from sourceline.engine.groups import Group, name_group, over_groups
from sourceline.engine.local import run_tasks
from tests.engine.over import ROWS
from tests.engine.works import double, joined, key_of, trouble


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_every_task_gives_one_result_with_any_number_of_workers(workers):
    done = list(run_tasks(double, range(20), workers=workers, timeout_s=30))
    assert sorted(d.task for d in done) == list(range(20))
    assert all(d.result == 2 * d.task for d in done)


def test_a_task_that_raises_crashes_or_hangs_costs_only_itself():
    done = {d.task: d for d in run_tasks(trouble, range(10), workers=2, timeout_s=8)}
    assert {n: done[n].reason for n in (1, 2, 3, 4, 5)} == {
        1: "ValueError", 2: "crashed", 3: "timeout", 4: "memory", 5: "crashed"}
    assert "a bad article" in done[1].detail
    assert [n for n in range(10) if done[n].result == n] == [0, 6, 7, 8, 9]


def test_no_task_is_no_work():
    assert list(run_tasks(double, [], workers=2, timeout_s=1)) == []


def test_rows_of_one_key_come_together_and_a_bad_group_costs_only_itself():
    done = {d.task.key: d for d in over_groups(LocalEngine(2, 30.0), joined, ROWS, key_of)}
    assert {key: one.result for key, one in done.items() if one.result} == {
        "a": "ash+ant", "e": "elm", "o": "oak+oar+oat"}
    assert (done["x"].reason, done["y"].reason) == ("crashed", "ValueError")


def test_a_group_is_named_by_its_rows_and_by_nothing_else():
    assert name_group(Group("o", ("oak", "oar"))) == name_group(Group("o", ("oak", "oar")))
    assert len({name_group(Group(key, rows)) for key, rows in (
        ("o", ("oak", "oar")), ("o", ("oar", "oak")), ("o", ("oak",)), ("p", ("oak", "oar")))}) == 4
