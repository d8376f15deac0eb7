"""An original as it was fetched, shown so that it can do nothing and hands over nothing.

In: a capture. Out: an answer for a frame without any right (`guard.SANDBOX`: no script, no form,
nothing fetched, not even a picture), or the bytes to keep as a file. Plain text is shown as text,
its hidden characters as signs; a document that is no text is offered as a file.
"""

import html
import re
from pathlib import PurePosixPath

from starlette.responses import HTMLResponse, Response

from sourceline.store.ask_captures import CaptureHead
from sourceline.text.visible import visible

# As long as the reader's own page shows of a text.
MOST_SHOWN_CHARS = 600_000
_ENDINGS = {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf",
            "application/docx": ".docx", "application/odt": ".odt"}
_KINDS = {"text/plain": "plain text", "text/html": "a page", "application/pdf": "a PDF document",
          "application/docx": "a word-processor document (DOCX)",
          "application/odt": "a word-processor document (ODT)"}


def kind_of(media: str) -> str:
    """Say what a capture is.

    >>> kind_of("text/html"), kind_of("image/png")
    ('a page', 'a file of the kind image/png')
    """
    return _KINDS.get(media, f"a file of the kind {media}")


def can_be_shown(media: str) -> bool:
    """Tell whether a browser can show it without running anything."""
    return media in ("text/plain", "text/html")


def shown(head: CaptureHead, content: bytes) -> Response:
    """Answer with the capture as a frame shows it."""
    text = decoded(content, head.encoding)
    if head.media == "text/html":
        # Sent as UTF-8 whatever it was: a browser must not guess, and the header wins.
        return HTMLResponse(text.encode("utf-8", "replace"))
    cut = "" if len(text) <= MOST_SHOWN_CHARS else "\n\n[The file goes on.]"
    body = html.escape(visible(text[:MOST_SHOWN_CHARS]) + cut)
    return HTMLResponse(
        '<!doctype html><html lang="und"><meta charset="utf-8"><title>Capture</title><style>'
        ":root{color-scheme:light dark}pre{white-space:pre-wrap;overflow-wrap:anywhere;"
        f'font:1rem/1.5 serif;unicode-bidi:plaintext}}</style><pre dir="auto">{body}</pre></html>')


def as_file(head: CaptureHead, content: bytes) -> Response:
    """Answer with the very bytes, to be kept and not opened in this place."""
    return Response(content, media_type="application/octet-stream", headers={
        "Content-Disposition": f'attachment; filename="{file_name(head)}"'})


def file_name(head: CaptureHead) -> str:
    r"""Name the file after the one that was read, in letters no system minds.

    >>> head = CaptureHead(article="a1", title="", path="x/\u202egpj.\"a b\".txt", place="",
    ...                    address="", media="text/plain", encoding="utf-8", sha256="")
    >>> file_name(head)
    'gpj.-a-b.txt'
    """
    stem = re.sub(r"[^A-Za-z0-9.-]+", "-", PurePosixPath(head.path).stem).strip(".-")[:80]
    return f"{stem or 'capture'}{_ENDINGS.get(head.media, '.bin')}"


def decoded(content: bytes, encoding: str) -> str:
    """Read bytes in the encoding the record names; what does not fit becomes U+FFFD."""
    try:
        return content.decode(encoding or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")
