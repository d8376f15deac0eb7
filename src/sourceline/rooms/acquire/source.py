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


@dataclass(frozen=True)
class Source:
    """Bytes to read: `shown` is the file a person named, `place` where in it.

    `name` tells what kind of file it is.
    `depth` counts the carriers around it, so that an archive of archives ends somewhere.
    """

    shown: str
    place: str
    name: str
    size_bytes: int
    open: Callable[[], BinaryIO]
    carried: Carried = field(default_factory=Carried)
    depth: int = 0

    @property
    def told(self) -> str:
        """Where it stands, for a person: file and place."""
        return f"{self.shown} {self.place}".strip()

    def inside(self, name: str, size_bytes: int, opened: Callable[[], BinaryIO],
               carried: Carried | None = None) -> "Source":
        """Give a part of this source, named by where it stands in it."""
        place = f"{self.place} › {name}" if self.place else name
        return Source(self.shown, place, name, size_bytes, opened, carried or self.carried,
                      self.depth + 1)

    def holding(self, name: str, content: bytes, carried: Carried | None = None) -> "Source":
        """Give a part of this source whose bytes are already read."""
        return self.inside(name, len(content), lambda: BytesIO(content), carried)
