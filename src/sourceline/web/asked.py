"""What a reader asks for in an address, read with bounds.

In: the path and query of a request. Out: words, days, choices and page numbers. A value nobody
could mean is refused with a sentence (`BadInput`), never guessed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sourceline.errors import BadInput
from sourceline.store.ask import Page

# Longer than any name or phrase one types; keeps LIKE patterns and pages small.
MAX_WORDS_CHARS = 200
# SQLite's integers end there long after any record does.
MAX_PAGE = 1_000_000


@dataclass(frozen=True)
class Asked:
    """The path, its named parts and the query of one request."""

    path: str
    parts: Mapping[str, str]
    query: Mapping[str, str]

    def part(self, name: str) -> str:
        """The part of the path with this name, e.g. the id of an article."""
        return self.parts[name]

    def words(self, name: str) -> str:
        """Words typed into a field; "" when none are.

        >>> Asked("/", {}, {"text": " harbour "}).words("text")
        'harbour'
        """
        said = self.query.get(name, "").strip()
        if len(said) > MAX_WORDS_CHARS:
            raise BadInput(f"“{name}” may have up to {MAX_WORDS_CHARS} characters",
                           remedy="ask for fewer words")
        # A lone surrogate or a NUL cannot stand in a record and would upset SQLite.
        return said.encode("utf-8", "ignore").decode().replace("\x00", "")

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """One word of a closed list; "" when none is chosen."""
        said = self.words(name)
        if said and said not in allowed:
            raise BadInput(f"“{name}” cannot be “{said}”",
                           remedy="choose one of: " + ", ".join(sorted(allowed)))
        return said

    def day(self, name: str) -> date | None:
        """A day as YYYY-MM-DD; None when none is given."""
        said = self.words(name)
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            raise BadInput(f"“{said}” is not a day", remedy="write it as 2031-05-28") from None

    def page(self, size: int = 50) -> Page:
        """The page of a long list, the first when none is named."""
        said = self.words("page") or "1"
        if not (said.isascii() and said.isdigit() and 1 <= int(said) <= MAX_PAGE):
            raise BadInput(f"“{said}” is not a page number", remedy="ask for page 1")
        return Page(number=int(said), size=size)

    def place(self, name: str) -> tuple[int, int] | None:
        """A place in a text as START-END; None when none is given or it is no place."""
        start, _, end = self.words(name).partition("-")
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
            return None
        return (int(start), int(end)) if len(start) < 10 and len(end) < 10 else None

    def address(self, **changed: str | int) -> str:
        """This address with some of its query changed; empty values are left out.

        >>> Asked("/claims", {}, {"form": "direct", "page": "2"}).address(page=3)
        '/claims?form=direct&page=3'
        """
        query = {**self.query, **{name: str(value) for name, value in changed.items()}}
        said = urlencode({name: value for name, value in query.items() if value})
        return f"{self.path}?{said}" if said else self.path
