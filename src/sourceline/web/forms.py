"""What a browser sends: the fields of a form, who sends it, from where, and where it leads back.

In: a request. Out: fields with bounds. A form without the word of our own pages is refused;
`guard.py` refuses forms of foreign pages before.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from sourceline.errors import BadInput
from sourceline.team.signed import SignedIn

# A bulk decision on a thousand lines fits ten times over.
MAX_FORM_BYTES = 1_000_000
MAX_TARGETS = 2000


class NotAllowed(BadInput):
    """Somebody is signed in, and this takes another role."""


@dataclass(frozen=True)
class Form:
    """The fields of one POST."""

    fields: dict[str, list[str]]

    def one(self, name: str) -> str:
        """The value of a field, "" when it is empty."""
        # A lone surrogate or a NUL can stand in no text of a record.
        said = self.fields.get(name, [""])[0].strip().replace("\x00", "")
        return said.encode("utf-8", "ignore").decode()

    def raw(self, name: str) -> str:
        """The value of a field with its blanks, as a password has them."""
        return self.fields.get(name, [""])[0].replace("\x00", "")

    def all(self, name: str) -> list[str]:
        """Every value of a field that may be there many times."""
        return self.fields.get(name, [])


async def read_body(request: Request) -> bytes:
    """Read what was sent. Refuses what is too large (`BadInput`)."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            raise BadInput("this form is too large", remedy="choose fewer lines at once")
    return body


def parse_form(body: bytes) -> Form:
    """Read the fields of a form. Refuses more than any of our pages has (`BadInput`)."""
    try:
        return Form(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True,
                             max_num_fields=3 * MAX_TARGETS))
    except ValueError:
        raise BadInput("this form has too many fields", remedy="choose fewer lines at once"
                       ) from None


def checked_form(body: bytes, word: str) -> Form:
    """Read a form of ours. Refuses one that does not carry the word our pages know (`BadInput`)."""
    form = parse_form(body)
    if not word or not secrets.compare_digest(form.one("word").encode(), word.encode()):
        raise BadInput("this page was made before the server was started anew",
                       remedy="go back, load the page again, and decide once more")
    return form


def signed_of(request: Request) -> SignedIn | None:
    """Who is signed in; None where no team keeps the record."""
    signed: SignedIn | None = request.scope.get("signed")
    return signed


def address_of(request: Request) -> str:
    """Where a request comes from, as the server knows it."""
    return request.client.host if request.client else "unknown"


def own_path(where: str, otherwise: str = "/review") -> str:
    """Give a path of this site; `otherwise` where it is none ("//elsewhere" is another site).

    >>> own_path("/review?sort=event"), own_path("//elsewhere.example/")
    ('/review?sort=event', '/review')
    """
    own = where.startswith("/") and not where.startswith("//") and where.isprintable() \
        and "\\" not in where and not urlsplit(where).netloc
    return where if own else otherwise
