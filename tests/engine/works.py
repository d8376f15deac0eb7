"""Functions that worker processes import: some behave, some do not."""

import os
import socket
import sys
import time


def double(number: int) -> int:
    return 2 * number


def trouble(number: int) -> int:
    """Raise, crash or hang, as the number says; otherwise give it back."""
    if number == 1:
        raise ValueError("a bad article")
    if number == 2:
        os._exit(9)
    if number == 3:
        time.sleep(60)
    if number == 4:
        raise MemoryError
    if number == 5:
        os.kill(os.getpid(), 11)
    return number


def count(path: str) -> int:
    """Leave a mark in a file and say how many there are."""
    with open(path, "a+", encoding="utf-8") as file:
        file.write("x")
        file.seek(0)
        return len(file.read())


def told_to_be_quiet(names: tuple[str, ...]) -> dict[str, str]:
    """Say what the worker's environment holds for some names."""
    return {name: os.environ.get(name, "") for name in names}


def call_out(number: int) -> int:
    """Announce a connection to another machine as Python does before it makes one."""
    sys.audit("socket.connect", socket.socket(), ("192.0.2.1", 80))
    return number


def count_up(task):
    """Yield numbers and where they come from; crash, leave, raise or hang as the task says."""
    if isinstance(task, int):
        yield from ((number, os.getpid()) for number in range(task))
        return
    yield 0, os.getpid()
    if task == "crash":
        os.kill(os.getpid(), 11)
    if task == "exit":
        os._exit(3)
    if task == "raise":
        raise ValueError(task)
    time.sleep(600)


def key_of(row):
    """Key a row by its first letter."""
    return row[0]


def joined(group):
    """Join a group's rows; one group crashes, one raises."""
    if group.key == "x":
        os.kill(os.getpid(), 11)
    if group.key == "y":
        raise ValueError("a bad group")
    return "+".join(group.rows)
