"""Two large matters do not become one over an event that a few stretches of both seem to tell."""

from dataclasses import dataclass

import pytest

from sourceline.rooms.threads import matters
from sourceline.rooms.threads.joined import Joined


@dataclass(frozen=True)
class Telling:
    event: str


@dataclass(frozen=True)
class Unit:
    name: str
    events: tuple[str, ...]
    topic: str = ""

    @property
    def article(self):
        return self.name

    @property
    def tellings(self):
        return tuple(map(Telling, self.events))


def joined(monkeypatch, both, size):
    """Give whether two matters of so many stretches are one, when so many tell a common event."""
    monkeypatch.setattr(matters, "_fit", lambda one, other: True)
    monkeypatch.setattr(matters, "shared", lambda one, other: 1.0)
    units = [Unit(f"{matter}{n:02}", (matter, *(("both",) if n < both else ())))
             for matter in "ab" for n in range(size)]
    joined = Joined()
    matters._join_same_events(units[::-1], joined)
    assert joined.same("a00", f"a{size - 1:02}")
    return joined.same("a00", "b00")


@pytest.mark.parametrize(("both", "size", "one"), [(1, 1, True), (1, 5, True), (1, 20, False),
                                                   (5, 20, True)])
def test_a_share_of_the_smaller_matter_must_tell_an_event_of_the_other(monkeypatch, both, size,
                                                                       one):
    assert joined(monkeypatch, both, size) == one
