"""A few made events of one invented case, without articles around them."""

from datetime import date

from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention, RoleMention
from sourceline.record.when import UNKNOWN, When

MADE = Because(rule="test", version="1", sentence="made up")


def on(year: int, month: int, day: int = 1) -> When:
    start = date(year, month, day)
    return When(from_date=start, to_date=date.fromordinal(start.toordinal() + 1),
                precision="day", basis="stated")


def person(name: str) -> Entity:
    return Entity(id=name, name=name, kind="person")


def place(name: str) -> Entity:
    return Entity(id=name, name=name, kind="place")


class Told:
    """Events as they would come out of the events room."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.mentions: list[EventMention] = []
        self.links: list[Link] = []

    def add(self, kind, target="", *, role="target", when=UNKNOWN, status="happened",
            article="a1", sentence=None):
        number = len(self.mentions)
        place_of = sentence if sentence is not None else number * 100
        mention = f"m{number}"
        roles = ()
        if target:
            words = Cite(article=article, start=place_of + 20, end=place_of + 20 + len(target),
                         words=target)
            roles = (RoleMention(role=role, cite=words, mention=f"n{number}"),)
            self.links.append(Link(mention=f"n{number}", entity=target, because=MADE))
        whole = Cite(article=article, start=place_of, end=place_of + 5, words="words")
        self.mentions.append(EventMention(
            id=mention, cite=Cite(article=article, start=place_of + number % 7, end=place_of + 9,
                                  words="trigger"),
            sentence=whole, kind=kind, status=status, roles=roles, because=MADE))
        self.events.append(Event(
            id=f"e{number}", kind=kind, label=f"{kind} {target}".strip(), status=status, when=when,
            members=(mention,), because=MADE))
        return f"e{number}"
