"""Who is signed in, and what a browser holds of it.

In: a token. Out: the word its forms carry, the mark it is kept under. Nothing here asks a database.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sourceline.team.roles import Act, Role, may


@dataclass(frozen=True)
class SignedIn:
    """Who asks; `decisions` is the mark of the latest decision (`Keeper.mark`)."""

    person: int
    name: str
    role: Role
    token: str
    decisions: int = 0

    @property
    def word(self) -> str:
        """The word the forms of this session carry."""
        return form_word(self.token)

    def may(self, act: Act) -> bool:
        """Tell whether the role may do this."""
        return may(self.role, act)


def new_token() -> str:
    """Make what a cookie holds: 256 bits nobody can guess."""
    return secrets.token_urlsafe(32)


def form_word(token: str) -> str:
    """Make the word that the forms of one browser carry: known to our pages, useless as a cookie.

    >>> form_word("a") == form_word("b")
    False
    """
    return hmac.new(token.encode(), b"sourceline form", hashlib.sha256).hexdigest()


def mark_of(token: str) -> str:
    """Name a session without giving it away."""
    return hashlib.sha256(token.encode()).hexdigest()
