import contextlib
import json
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from sourceline import api
from sourceline.errors import BadInput
from sourceline.record.article import Text
from sourceline.rooms.copies.interests import find_interests
from sourceline.rooms.copies.outlets import Outlet, load_outlets, outlet_of, parse_outlets

HEAD = "format = 1\n\n"


def _text(words: str, **said: str) -> Text:
    return Text(article="a0", captured="", edits=(), words=words, parts=(), **said)


def test_the_outlets_of_the_demo_can_be_read():
    path = Path(str(files("sourceline.demo").joinpath("outlets.toml")))
    assert len(load_outlets(path)) == 6


@pytest.mark.parametrize(("entry", "said"), [
    ('name = "Elm Post"\nowned = "x"', "an outlet has no 'owned'"),
    ('name = "Elm Post"\nparty_to = "x"', "does not fit"),
    ('name = " "', "has no name"),
    ('name = "Elm Post"\nkind = "paper"', "there is no kind 'paper'"),
    ('site = "elm.example"', "does not fit"),
    ('name = "The Elm Post"', "two outlets are called 'elm post'"),
])
def test_an_entry_that_does_not_fit_is_refused_with_file_line_and_remedy(entry, said):
    words = f'{HEAD}[[outlet]]\nname = "Elm Post"\n\n[[outlet]]\n{entry}\n'
    if "two outlets" not in said:
        words = words.replace('name = "Elm Post"\n', 'name = "Oak Post"\n', 1)
    with pytest.raises(BadInput, match=said) as error:
        parse_outlets(words, "outlets.toml")
    assert "outlets.toml, line 6" in str(error.value)
    assert error.value.remedy


@pytest.mark.parametrize("words", ["", "format = 2", "format = 1\nowner = 3", "[[outlet"])
def test_a_file_of_another_form_is_refused(words):
    with pytest.raises(BadInput, match=r"outlets\.toml"):
        parse_outlets(words, "outlets.toml")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        load_outlets(tmp_path / "none.toml")


def test_an_outlet_is_known_by_any_of_its_names():
    outlets = (Outlet(name="The Elm Post", names=("EP",)),)
    for said in ("Elm Post", "the elm  post", "EP"):
        assert outlet_of(_text("x", outlet=said), outlets) is outlets[0]
    assert outlet_of(_text("x", byline="By EP"), outlets) is outlets[0]
    assert outlet_of(_text("x", outlet="Oak Post"), outlets) is None


def test_a_party_that_signs_for_itself_is_noted_with_its_words():
    words = "Harbour dispute\n\nAnalysis by Free Harbour League\n\nThe piers are closed."
    (interest,) = find_interests([_text(words)], ())
    assert interest.party == "Free Harbour League"
    assert interest.because.cites[0].words == "Analysis by Free Harbour League"


@pytest.mark.parametrize(("words", "parties"), [
    ("Varenia closed its border.", ["Government of Varenia"]),
    ("The river rose again.", []),
    ("Varenians left.", []),
])
def test_an_outlet_is_a_party_only_where_its_side_occurs(words, parties):
    outlets = (Outlet(name="Elm Post", affiliation="Government of Varenia"),)
    found = find_interests([_text(words, outlet="Elm Post")], outlets)
    assert [interest.party for interest in found] == parties


def test_outlets_given_to_a_build_stand_in_the_settings_of_its_record(tmp_path):
    (tmp_path / "a.txt").write_text("The piers are closed.", encoding="utf-8")
    (tmp_path / "outlets.toml").write_text(f'{HEAD}[[outlet]]\nname = "Elm Post"\n', "utf-8")
    record = tmp_path / "case.db"
    api.build([tmp_path / "a.txt"], record, outlets=tmp_path / "outlets.toml", reader="rules",
              workers=0)
    with contextlib.closing(sqlite3.connect(record)) as connection:
        (settings,) = connection.execute("SELECT settings FROM record").fetchone()
    assert json.loads(settings)["origins"]["outlets"][0]["name"] == "Elm Post"
