"""Counts in time expressions: "two", "5 1/2", "a couple of", "two to three".

In: the words of a count. Out: `Count`, and the TIMEX3 value of so many units.
"""

import re
from dataclasses import dataclass

from sourceline.rooms.times.grammar import grammar

_VAGUE = frozenset(("several", "few", "some", "many", "multi", "dozens of", "hundreds of",
                    "thousands of", "a few", "the few", "a number of"))
_FIXED = {"a couple of": 2.0, "couple of": 2.0, "a dozen": 12.0, "a hundred": 100.0,
          "half a": 0.5, "half an": 0.5, "a half": 0.5, "an half": 0.5, "an additional": 1.0,
          "a further": 1.0, "a additional": 1.0}
_CLOCK_LETTERS = {"second": "S", "minute": "M", "hour": "H"}


@dataclass(frozen=True)
class Count:
    """How many units; `number` is None where the words are vague, `loose` for "two or three"."""

    number: float | None
    loose: bool = False

    def value(self, letter: str, unit: str) -> str:
        """Give the TIMEX3 duration of so many units: "P3Y", "PT5H", "PXM"."""
        clock = next((one for name, one in _CLOCK_LETTERS.items() if unit.startswith(name)), "")
        if self.number is None:
            return f"P{'T' if clock else ''}X{clock or _letter(letter)}"
        return _value(self.number, clock, letter)


def _letter(letter: str) -> str:
    return {"E": "DE", "C": "CE", "2W": "W", "6M": "M", "SN": "Q"}.get(letter, letter)


# Half a unit is said in the next smaller one: "a year and a half" is P1Y6M.
_HALVES = {"Y": "6M", "H": "30M", "M": "30S"}


def _value(number: float, clock: str, letter: str) -> str:
    whole = int(number)
    if clock in _HALVES and number == whole + 0.5:
        return f"PT{f'{whole}{clock}' if whole else ''}{_HALVES[clock]}"
    if clock:
        return f"PT{_plain(number)}{clock}"
    if letter == "Y" and whole and number == whole + 0.5:
        return f"P{whole}Y{_HALVES[letter]}"
    scale = {"E": (10, "Y"), "C": (100, "Y"), "2W": (2, "W"), "6M": (6, "M"), "SN": (3, "M")}
    times, made = scale.get(letter, (1, letter))
    return f"P{_plain(number * times)}{made}"


def _plain(number: float) -> str:
    return f"{number:g}" if number < 1_000_000 else str(int(number))


def read_count(words: str | None) -> Count:
    """Read a count.

    >>> read_count("twenty-four").number
    24.0
    >>> read_count("several").number is None
    True
    """
    said = " ".join((words or "").lower().split())
    if said in _VAGUE:
        return Count(None)
    if said in _FIXED:
        return Count(_FIXED[said], loose="couple" in said)
    between = re.split(r" to | or |(?<=\d)-(?=\d)| - ", said)
    numbers = [_number(one) for one in between]
    if len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None:
        return Count(numbers[1], loose=True)
    return Count(numbers[0])


def _number(words: str) -> float | None:
    """Read one numeral, None where it is none."""
    known = grammar().words.numbers
    total = 0.0
    for one in re.split(r"[- ](?=[a-z])|\s", words):
        if re.fullmatch(r"\d+/\d", one):
            top, bottom = one.split("/")
            total += int(top) / int(bottom) if int(bottom) else 0
        elif re.fullmatch(r"\d[\d.,]*", one):
            total += float(one.replace(",", "").rstrip(".")) if one.count(".") < 2 else 0
        elif one in ("hundred", "thousand"):
            total = max(total, 1) * known[one]
        elif one in known:
            total += known[one]
        else:
            return None
    return total
