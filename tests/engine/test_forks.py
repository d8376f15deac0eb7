"""Parts of a room's work in copies of this process: the same answer, whatever becomes of a copy."""

import os
import time

import pytest

from sourceline.engine import forks
from sourceline.engine.forks import can_fork, spread

needs_copies = pytest.mark.skipif(not can_fork(), reason="this system does not copy processes")


def test_what_is_found_comes_in_the_order_of_the_parts():
    parts = [range(n, n + 3) for n in range(20)]
    alone = list(spread(list, parts, workers=1))
    assert alone == [list(part) for part in parts]
    assert list(spread(list, parts, workers=3)) == alone


@needs_copies
def test_copies_work_and_see_what_this_process_holds():
    held = {"word": "mill"}

    def told(part):
        return os.getpid(), held["word"] + part

    found = list(spread(told, ["a", "b", "c", "d"], workers=2))
    assert [word for _, word in found] == ["milla", "millb", "millc", "milld"]
    assert len({pid for pid, _ in found}) == 2
    assert found[0][0] == os.getpid()


@needs_copies
def test_what_a_dying_copy_left_is_done_here():
    here = os.getpid()

    def fatal(part):
        if os.getpid() != here and part >= 5:
            os._exit(137)
        return part * part

    assert list(spread(fatal, range(9), workers=3)) == [n * n for n in range(9)]


@needs_copies
def test_a_copy_that_hangs_is_let_go(monkeypatch):
    monkeypatch.setattr(forks, "_LEAST_S", 0.2)
    here = os.getpid()

    def slow(part):
        if os.getpid() != here and part == 3:
            time.sleep(600)
        return -part

    assert list(spread(slow, range(6), workers=2)) == [0, -1, -2, -3, -4, -5]


@needs_copies
def test_an_error_of_the_work_is_told_here_and_no_copy_stays():
    def wrong(part):
        if part == 3:
            raise ValueError("no such stretch")
        return part

    with pytest.raises(ValueError, match="no such stretch"):
        list(spread(wrong, range(8), workers=2))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@needs_copies
def test_large_findings_pass_while_this_process_is_busy():
    found = list(spread(lambda part: bytes(3_000_000 + part), range(6), workers=2))
    assert [len(one) for one in found] == [3_000_000 + n for n in range(6)]
