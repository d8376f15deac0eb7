"""The original capture of an article: what it is, whether its bytes are the right ones, a look."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask_captures import CaptureHead, ask_bytes, ask_capture, has_hash
from sourceline.web.asked import Asked
from sourceline.web.capture import can_be_shown, kind_of


class CapturePage(Written, frozen=True, kw_only=True):
    """A capture; `size_bytes` is None where the record keeps no bytes of it."""

    head: CaptureHead
    size_bytes: int | None
    is_right: bool

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return kind_of(self.head.media)

    @property
    def can_be_shown(self) -> bool:
        """Whether it is text or a page."""
        return can_be_shown(self.head.media)


def show(record: Connection, asked: Asked) -> CapturePage | None:
    """Ask for one capture; None where there is no such article."""
    head = ask_capture(record, asked.part("article"))
    if head is None:
        return None
    content = ask_bytes(record, head.article)
    return CapturePage(head=head, size_bytes=None if content is None else len(content),
                       is_right=content is not None and has_hash(content, head.sha256))
