"""A file to read, wherever it stands: on disk, in an archive, in a message.

In: nothing. Out: `Source`, which opens its bytes; `Carried` and `NoArticle`, what a carrier says.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from sourceline.record.outcome import DroppedReason


@dataclass(frozen=True)
class Carried:
    """An article as its carrier tells it: a line, a row, a message, a feed, a web archive."""

    text: str = ""
    address: str = ""
    outlet: str = ""
    title: str = ""
    date: str = ""
    byline: str = ""


@dataclass(frozen=True)
class NoArticle:
    """Why a part of a file gave no article."""

    reason: DroppedReason
    detail: str


class Spent:
    """How many bytes one file on disk has unpacked to so far, at every depth together.

    The only value here that changes: an archive of archives must not begin anew at each of them.
    """

    def __init__(self, limit_bytes: int) -> None:
        """Begin with nothing spent."""
        self.limit_bytes, self._bytes = limit_bytes, 0

    def take(self, size_bytes: int) -> bool:
        """Spend some bytes; False once the limit is passed."""
        self._bytes += size_bytes
        return self._bytes <= self.limit_bytes

    def refused(self) -> NoArticle:
        """Say that the limit is passed."""
        return NoArticle("too_large", f"it unpacks to more than {self.limit_bytes:,} bytes; the "
                         "rest was left out: unpack it yourself if you trust it")


@dataclass(frozen=True)
class Source:
    """Bytes to read: `shown` is the file a person named, `place` where in it.

    `name` tells what kind of file it is.
    `depth` counts the carriers around it, so that an archive of archives ends somewhere; `spent`
    is shared by all parts of one file on disk.
    """

    shown: str
    place: str
    name: str
    size_bytes: int
    open: Callable[[], BinaryIO]
    carried: Carried = field(default_factory=Carried)
    depth: int = 0
    spent: Spent = field(default_factory=lambda: Spent(0))

    @property
    def told(self) -> str:
        """Where it stands, for a person: file and place."""
        return f"{self.shown} {self.place}".strip()

    def inside(self, name: str, size_bytes: int, opened: Callable[[], BinaryIO],
               carried: Carried | None = None) -> "Source":
        """Give a part of this source, named by where it stands in it."""
        place = f"{self.place} › {name}" if self.place else name
        return Source(self.shown, place, name, size_bytes, opened, carried or self.carried,
                      self.depth + 1, self.spent)

    def holding(self, name: str, content: bytes, carried: Carried | None = None) -> "Source":
        """Give a part of this source whose bytes are already read."""
        return self.inside(name, len(content), lambda: BytesIO(content), carried)
