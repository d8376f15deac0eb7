"""The faces of all tellings, made when they are looked at.

In: tellings in their order, and the crowd. Out: `Faces`, a sequence of `Face`s. A face weighs ten
times what its telling does; of a large collection only those looked at lately are kept. Tellings
are compared in the order of days, so the next ones are mostly there.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import overload

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.likeness import Face, make_face
from sourceline.rooms.merge.tellings import Tellings

# Faces kept, some 5 KB each.
KEPT = 1 << 17


class Faces(Sequence[Face]):
    """One face a telling, by the telling's number.

    >>> len(Faces(Tellings((), make=lambda _: None), Crowd(0, {}, {})))
    0
    """

    def __init__(self, tellings: Tellings, crowd: Crowd, kept: int = KEPT) -> None:
        """Take tellings in their final order; make no face yet."""
        self.tellings = tellings
        self._face = lru_cache(maxsize=kept)(lambda number: make_face(tellings[number], crowd))

    def __len__(self) -> int:
        """Count the tellings."""
        return len(self.tellings)

    @overload
    def __getitem__(self, number: int) -> Face: ...
    @overload
    def __getitem__(self, number: slice) -> list[Face]: ...
    def __getitem__(self, number: int | slice) -> Face | list[Face]:
        """Give a face, or the faces of a stretch."""
        if isinstance(number, slice):
            return [self._face(one) for one in range(*number.indices(len(self)))]
        return self._face(number if number >= 0 else number + len(self))
