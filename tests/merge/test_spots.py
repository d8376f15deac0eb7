"""The country of an event, where only its article tells it."""

from sourceline.record.cite import Because, Cite
from sourceline.record.event import EventMention
from sourceline.record.place import Locating, Place
from sourceline.rooms.merge.spots import make_spots

WHY = Because(rule="made", version="1", sentence="made")


def telling(start: int, end: int) -> EventMention:
    return EventMention(
        id="em", kind="ARREST", status="happened", because=WHY,
        cite=Cite(article="a", start=start, end=start + 4, words="held"),
        sentence=Cite(article="a", start=start, end=end, words="x" * (end - start)))


def abroad(start: int) -> Locating:
    """An article about Varenia that names a town of Ostmark at a place."""
    town = Place(mention="m", cite=Cite(article="a", start=start, end=start + 5, words="Karsk"),
                 name="Karsk", kind="city", country="Ostmark", state="", latitude=1.0,
                 longitude=2.0, because=WHY)
    return Locating(article="a", places=(town,), country="Varenia", country_basis="named")


def test_an_event_lies_in_the_country_its_article_is_about():
    assert make_spots([abroad(500)]).country(telling(0, 90)) == ("Varenia", "named")


def test_a_sentence_that_names_a_place_of_another_country_leaves_it_open():
    assert make_spots([abroad(40)]).country(telling(0, 90)) == ("", "")
