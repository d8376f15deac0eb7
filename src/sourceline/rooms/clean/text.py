"""The door of clean: from a capture to the words of its article.

In: a `Capture`. Out: a `Text`, or `Dropped` where no words are left. The steps, in order: blocks
of the page (`blocks`, `page`, `main_text`), furniture (`debris`), head (`head`), parts
(`captions`), conditions, edits (`compose`, `characters`).
"""

from urllib.parse import urlsplit

from sourceline.record.article import Capture, Text
from sourceline.record.outcome import Dropped
from sourceline.rooms.clean.blocks import plain_blocks
from sourceline.rooms.clean.captions import mark_head_lines, mark_spoken_captions, name_parts
from sourceline.rooms.clean.compose import compose
from sourceline.rooms.clean.conditions import find_conditions, mark_cut, tell_language
from sourceline.rooms.clean.debris import (
    mark_comments,
    mark_debris,
    mark_ends,
    mark_related,
)
from sourceline.rooms.clean.documents import NoPages, Pages, read_document
from sourceline.rooms.clean.draft import Draft
from sourceline.rooms.clean.head import mark_head
from sourceline.rooms.clean.house import house_of
from sourceline.rooms.clean.main_text import choose_blocks
from sourceline.rooms.clean.page import read_page
from sourceline.rooms.clean.settings import CleanSettings

VERSION = "2"


def clean_capture(capture: Capture, settings: CleanSettings | None = None) -> Text | Dropped:
    """Clean one capture.

    >>> page = Capture(
    ...     id="a1", path="p.txt", sha256="", media="text/plain", encoding="utf-8",
    ...     content=b"Port closed\\n\\nThe port of Velm was closed on Monday after a storm.")
    >>> text = clean_capture(page)
    >>> text.title, text.words
    ('Port closed', 'The port of Velm was closed on Monday after a storm.')

    Gives: a text whose `words` are the replay of its `edits` over its `captured`; each part of it
    is one paragraph, heading, caption or line of a list, and no sentence runs across two parts.
    """
    chosen = settings or CleanSettings()
    pages = _pages(capture, chosen)
    if isinstance(pages, NoPages):
        return Dropped(article=capture.id, path=capture.path, room="clean", reason=pages.reason,
                       detail=pages.detail)
    # SQLite ends a text at a byte of zero, and no cite behind it could be checked.
    decoded = pages.words.replace("\x00", "\ufffd")
    title = capture.declared_title or pages.title
    byline, outlet = capture.declared_byline or pages.author, capture.outlet
    captured = decoded
    draft = Draft([] if capture.media == "text/html" else plain_blocks(decoded))
    if capture.media == "text/html":
        page = read_page(decoded)
        captured = page.captured
        draft = Draft(choose_blocks(page, decoded, chosen))
        title = title or page.title
        outlet = outlet or page.site or page.linked.publisher
        byline = byline or page.byline or " and ".join(page.linked.writers)
    draft.outlet = outlet
    _decide(draft, title, byline)
    edits, words, parts = compose(captured, draft)
    if not any(char.isalnum() for char in words):
        return Dropped(article=capture.id, path=capture.path, room="clean", reason="no_text",
                       detail="no words of an article are left on this page: look at what was "
                       "captured, and fetch it again if it is only a frame")
    return Text(article=capture.id, captured=captured, edits=edits, words=words, parts=parts,
                title=_one_line(draft.title), byline=_one_line(draft.byline),
                outlet=_one_line(draft.outlet or _domain(capture.address) or house_of(draft)),
                language=tell_language(words, chosen),
                conditions=(*find_conditions(draft, words, chosen), *pages.conditions))


def _pages(capture: Capture, settings: CleanSettings) -> Pages | NoPages:
    if capture.media in ("text/plain", "text/html"):
        return Pages(capture.content.decode(capture.encoding, errors="replace"))
    return read_document(capture.content, capture.media, settings)


def _decide(draft: Draft, title: str, byline: str) -> None:
    """Decide of every block whether it stays, why not, and what it is."""
    mark_debris(draft)
    _mark_outside(draft)
    mark_spoken_captions(draft)
    mark_head(draft, title, byline)
    mark_related(draft)
    mark_comments(draft)
    mark_cut(draft)
    mark_ends(draft)
    mark_head_lines(draft)
    name_parts(draft)


def _mark_outside(draft: Draft) -> None:
    """Take out the blocks of an HTML page that are not of its article."""
    for index, block in enumerate(draft.blocks):
        if not block.main and draft.stays(index):
            draft.reasons[index] = "outside_main_text"


def _domain(address: str) -> str:
    """Give the host of an address without "www.", "" where it has none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())[:500]
