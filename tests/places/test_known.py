"""Places a user describes: read, refused with file and line, and meant wherever they are named."""

import pytest

from sourceline.errors import BadInput
from sourceline.record.article import Text
from sourceline.record.cite import Cite
from sourceline.record.entity import Mention
from sourceline.rooms.places.known import KnownPlace, load_places, parse_places
from sourceline.rooms.places.locate import PlaceSettings, locate_mentions

FILE = """format = 1
[[place]]
name = "Ushtal"
names = ["Oushtal"]
latitude = -33.4
longitude = -20
country = "Orvania"
because = "the survey"
"""


def named(words, text, kind="place"):
    start = text.index(words)
    return Mention(id=f"m{start}", form="name", kind=kind,
                   cite=Cite(article="a1", start=start, end=start + len(words), words=words))


def located(text, *mentions, known=()):
    whole = Text(article="a1", captured=text, edits=(), words=text, parts=())
    return locate_mentions(whole, mentions, PlaceSettings(known=known)).places


def test_a_name_of_the_file_means_its_place_under_each_of_its_names(tmp_path):
    path = tmp_path / "places.toml"
    path.write_text(FILE)
    known = load_places(path)
    text = "A crowd met in OUSHTAL and in Paris."
    ours, paris = located(text, named("OUSHTAL", text), named("Paris", text), known=known)
    assert (ours.name, ours.latitude, ours.country) == ("Ushtal", -33.4, "Orvania")
    assert ours.because.sentence == "named in the file of places: the survey"
    assert text[ours.cite.start:ours.cite.end] == "OUSHTAL"
    assert paris.country == "France"


def test_the_file_stands_above_the_gazetteer_but_never_makes_a_person_a_place():
    known = (KnownPlace("Paris", 10.0, 20.0, country="Varenia"),)
    text = "Paris Velk went to Paris."
    person, town = named("Paris Velk", text, kind="person"), Mention(
        id="m2", form="name", kind="place",
        cite=Cite(article="a1", start=19, end=24, words="Paris"))
    (place,) = located(text, person, town, known=known)
    assert (place.mention, place.country, place.latitude) == ("m2", "Varenia", 10.0)


def test_without_a_file_an_invented_place_stays_open():
    text = "A crowd met in Ushtal."
    assert located(text, named("Ushtal", text)) == ()


@pytest.mark.parametrize(("change", "said"), [
    (("format = 1", "format = 2"), "the format is 2"),
    (("[[place]]", "[[places]]"), "no 'places'"),
    (('name = "Ushtal"\n', ""), "does not fit"),
    (('name = "Ushtal"', 'name = " "'), "has no name"),
    (("latitude = -33.4", "latitude = 133.4"), "no point on earth"),
    (("longitude = -20", 'longitude = "-20"'), "does not fit"),
    (('country = "Orvania"', 'kind = "village"'), "no kind 'village'"),
    (('country = "Orvania"', 'land = "Orvania"'), "has no 'land'"),
    (("because", "because ="), "not TOML"),
])
def test_what_does_not_fit_is_refused_with_its_place(change, said):
    with pytest.raises(BadInput, match=said) as refused:
        parse_places(FILE.replace(*change), "places.toml")
    assert str(refused.value.where).startswith("places.toml")
    assert refused.value.remedy


def test_a_name_two_places_claim_is_refused():
    with pytest.raises(BadInput, match="two places are called 'ushtal'") as refused:
        parse_places(f"{FILE}\n[[place]]\nname = \"ushtal\"\nlatitude = 1\nlongitude = 1\n", "p")
    assert refused.value.where == "p, line 10"
