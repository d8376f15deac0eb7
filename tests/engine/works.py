"""Functions that worker processes import: some behave, some do not."""

import os
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
