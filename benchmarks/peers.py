"""Peers: other libraries' calls that do a like thing to a room's, on the same sheet.

A peer does less than the room it stands beside (it keeps no places, gives no reasons); the ratio
says what those cost. Each entry says what the peer does.
"""

from collections.abc import Callable

import htmldate
import trafilatura

from sourceline.record.sheet import Sheet


def main_text(sheet: Sheet) -> object:
    """Main text by trafilatura alone, without places, reasons or repairs."""
    return trafilatura.extract(sheet.capture.content.decode("utf-8", "replace"))


def page_date(sheet: Sheet) -> object:
    """Publication date by htmldate alone: one day or none, no interval, no candidates."""
    return htmldate.find_date(sheet.capture.content.decode("utf-8", "replace"))


PEERS: dict[str, tuple[str, Callable[[Sheet], object]]] = {
    "text": ("trafilatura", main_text),
    "publication": ("htmldate", page_date),
}
