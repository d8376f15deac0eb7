"""The draft of one text: its blocks, and what has been decided of each so far.

In: blocks. Out: a `Draft` that the steps of clean fill in, in their order. It lives only while
one capture is cleaned.
"""

from dataclasses import dataclass, field
from itertools import islice

from sourceline.record.article import PartKind
from sourceline.rooms.clean.blocks import Block, is_prose
from sourceline.rooms.clean.words import key_of

# Date, navigation, trail, title, standfirst, byline, a picture or two: the heads of the pages in
# the development set end before this.
_HEAD_BLOCKS = 30


@dataclass(slots=True)
class Draft:
    """Blocks with the reason each is taken out for ("" while it stays) and its kind if it stays.

    `keys` are the blocks' words for looking up, `prose` tells running text, `starts` where the kept
    words of a block begin.
    """

    blocks: list[Block]
    keys: list[str] = field(init=False)
    prose: list[bool] = field(init=False)
    reasons: list[str] = field(init=False)
    kinds: list[PartKind] = field(init=False)
    starts: list[int] = field(init=False)
    title: str = ""
    byline: str = ""
    outlet: str = ""
    paywalled: bool = False
    cut_off: bool = False

    def __post_init__(self) -> None:
        """Begin with every block as body."""
        self.keys = [key_of(block.words) for block in self.blocks]
        self.prose = [is_prose(block.words) for block in self.blocks]
        self.reasons = [""] * len(self.blocks)
        self.kinds = ["body"] * len(self.blocks)
        self.starts = [block.start for block in self.blocks]

    def stays(self, index: int) -> bool:
        """Tell whether nothing has taken this block out yet."""
        return not self.reasons[index]

    def words(self, index: int) -> str:
        """Give the kept words of a block."""
        block = self.blocks[index]
        return block.words[self.starts[index] - block.start:]

    def head(self) -> list[int]:
        """Give the first few blocks that stay: a page's head is among them, or not at all."""
        return list(islice((index for index in range(len(self.blocks)) if self.stays(index)),
                           _HEAD_BLOCKS))

    def first_prose(self) -> int:
        """Give the first block of running text that stays, or how many blocks there are."""
        return next(filter(self._is_body_prose, range(len(self.blocks))), len(self.blocks))

    def last_prose(self) -> int:
        """Give the last block of running text that stays, or -1."""
        return next(filter(self._is_body_prose, reversed(range(len(self.blocks)))), -1)

    def _is_body_prose(self, index: int) -> bool:
        return self.prose[index] and self.stays(index) and self.kinds[index] != "caption"
