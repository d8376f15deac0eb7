"""A child that gives many things for a task may crash, hang or be left; the next task goes on."""

import pytest

from sourceline.engine.stream import Stream
from tests.engine.works import count_up


def test_everything_a_task_yields_comes_in_order_and_the_child_is_kept():
    with Stream() as stream:
        first = list(stream.run(count_up, 3))
        second = list(stream.run(count_up, 2))
    assert [number for number, _ in first] == [0, 1, 2]
    assert [number for number, _ in second] == [0, 1]
    assert len({process for _, process in (*first, *second)}) == 1


@pytest.mark.parametrize("trouble", ["crash", "exit", "raise"])
def test_a_child_that_dies_costs_the_rest_of_its_task_and_no_other(trouble):
    got = []
    with Stream() as stream:
        with pytest.raises(ChildProcessError):
            got.extend(number for number, _ in stream.run(count_up, trouble))
        assert [number for number, _ in stream.run(count_up, 2)] == [0, 1]
    assert got == [0]


def test_a_child_that_hangs_is_ended():
    with Stream(silent_s=0.5) as stream:
        running = stream.run(count_up, "hang")
        with pytest.raises(ChildProcessError, match="no word"):
            list(running)


def test_what_is_left_in_the_middle_does_not_come_with_the_next_task():
    with Stream() as stream:
        running = stream.run(count_up, 1_000)
        assert next(running)[0] == 0
        running.close()
        assert [number for number, _ in stream.run(count_up, 2)] == [0, 1]
