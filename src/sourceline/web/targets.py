"""What a form points at: words in an article, written into one field and read back.

In: places and how the program read them. Out: a string without blanks, and the same place again.
Words themselves never travel: the server cites them from the text, so a form cannot put words
into an article's mouth.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from sourceline.errors import BadInput


@dataclass(frozen=True)
class Target:
    """Words to decide on: `read_as` as in `Decision`, `other` the words at the other end."""

    article: str
    start: int
    end: int
    read_as: str = ""
    other: tuple[str, int, int] | None = None


def write_target(target: Target) -> str:
    """Write a target into one field.

    >>> write_target(Target("a 1", 10, 15, "ARREST"))
    'a%201:10:15:ARREST'
    """
    parts = [target.article, str(target.start), str(target.end), target.read_as]
    if target.other:
        parts += [str(part) for part in target.other]
    return ":".join(quote(part, safe="") for part in parts)


def read_target(written: str) -> Target:
    """Read a target back. Refuses what is none (`BadInput`).

    >>> read_target("a%201:10:15:ARREST:a2:1:4").other
    ('a2', 1, 4)
    """
    parts = [unquote(part) for part in written.split(":")]
    try:
        if len(parts) not in (4, 7):
            raise ValueError(written)
        other = (parts[4], int(parts[5]), int(parts[6])) if len(parts) == 7 else None
        return Target(parts[0], int(parts[1]), int(parts[2]), parts[3], other)
    except ValueError:
        raise BadInput("this form does not say which words it is about",
                       remedy="go back to the page, load it again, and choose once more") from None


def mark(article: str, start: int, end: int, read_as: str = "",
         other: tuple[str, int, int] | None = None) -> str:
    """Write a target from its parts, for templates."""
    return write_target(Target(article, start, end, read_as, other))
