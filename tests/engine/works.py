"""Functions that worker processes import: some behave, some do not."""

import os
import socket
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
    return number


def call_out(number: int) -> int:
    """Ask another machine (one that cannot be: the number is kept for documentation)."""
    socket.create_connection(("192.0.2.1", 80), timeout=1)
    return number
