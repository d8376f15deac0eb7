"""Mail: the words of a message and what is attached to it.

In: a `Source` of an .eml or .mbox file. Out: `Source`s for the body and each attachment. Sender,
subject and date come along as the carrier's words; addresses of receivers are not kept.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.source import Carried, NoArticle, Source

MESSAGE = (".eml",)
MAILBOX = (".mbox",)
_FROM = re.compile(rb"From [^\n]{0,300}\n")
_BODIES = {"text/html": ".html", "text/plain": ".txt"}


def read_message(source: Source, settings: AcquireSettings) -> Iterator[Source | NoArticle]:
    """Give the body and the attachments of one message."""
    with source.open() as file:
        content = file.read(settings.max_article_bytes + 1)
    if len(content) > settings.max_article_bytes:
        yield NoArticle("too_large", f"the message has more than {settings.max_article_bytes:,} "
                        "bytes: raise the limit or save its parts")
        return
    yield from _parts(source, content)


def read_mailbox(source: Source, settings: AcquireSettings) -> Iterator[Source | NoArticle]:
    """Give the messages of a mailbox (mboxrd), held one at a time."""
    number, lines, size, blank = 0, [b""], 0, True
    with source.open() as file:
        for line in iter(lambda: file.readline(settings.max_article_bytes + 1), b""):
            if blank and _FROM.match(line):
                yield from _numbered(source, number, lines, size, settings)
                number, lines, size = number + 1, [], 0
            elif size <= settings.max_article_bytes:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
                size += len(line)
            blank = not line.strip()
    yield from _numbered(source, number, lines, size, settings)


def _numbered(source: Source, number: int, lines: list[bytes], size: int,
              settings: AcquireSettings) -> Iterator[Source | NoArticle]:
    if not number:
        return
    if size > settings.max_article_bytes:
        yield NoArticle("too_large", f"message {number} has more than "
                        f"{settings.max_article_bytes:,} bytes: raise the limit or save it alone")
        return
    content = b"".join(lines)
    yield from _parts(source.holding(f"message {number}", content), content)


def _parts(source: Source, content: bytes) -> Iterator[Source | NoArticle]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # the policy makes no other
    carried = Carried(title=_header(message, "subject"), byline=_sender(message),
                      date=_date(message), outlet=_header(message, "list-id"))
    body = message.get_body(("plain", "html"))
    if body is not None:
        ending = _BODIES.get(body.get_content_type(), ".txt")
        yield source.holding(f"body{ending}", _bytes(body), carried)
    for number, part in enumerate(message.iter_attachments(), start=1):
        if not part.is_multipart():
            yield source.holding(part.get_filename() or f"attachment {number}", _bytes(part))
    if body is None and not message.is_multipart():
        yield NoArticle("no_text", "this message has no words: look at what it carries")


def _bytes(part: MIMEPart) -> bytes:
    """Give a part's bytes; words as UTF-8 whatever they came in."""
    if part.get_content_maintype() == "text":
        try:
            return str(part.get_content()).encode("utf-8", errors="replace")
        except (LookupError, UnicodeError):
            pass  # an encoding nobody knows: the bytes as they are
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())[:500]
    except (ValueError, IndexError, AttributeError):  # headers that the parser gives up on
        return ""


def _sender(message: EmailMessage) -> str:
    name, _ = parseaddr(_header(message, "from"))
    return name


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).isoformat()
    except (ValueError, TypeError):
        return ""
