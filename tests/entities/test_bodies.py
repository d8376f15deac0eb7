"""Forms of a body's name over a collection, and what stays apart."""

from sourceline.rooms.entities.bodies import holds_name
from tests.entities.test_link import link, names
from tests.entities.test_variants import bearer, joins


def body(words: str, article: str = "a1"):
    return bearer(words, "organization", article)


def aliases(linking) -> dict[str, list[str]]:
    return {one.name: [alias.words for alias in one.aliases] for one in linking.entities}


def test_letters_nobody_explains_are_those_of_the_only_body_near():
    linking = link("The Front of Free Miners met. Officials said the FOFM fled.",
                   "The FOFM returned.")
    assert aliases(linking) == {"Front of Free Miners": ["FOFM"]}
    apart = link("The Front of Free Miners met.", "On Friday the FOFM returned.")
    assert names(apart) == ["FOFM", "Front of Free Miners"]


def test_a_name_that_does_not_give_its_letters_is_a_wording_of_the_one_that_does():
    linking = link("The Island Harbour Guard Corps (IHGC) met.", "The Harbour Guards (IHGC) fled.")
    assert names(linking) == ["Island Harbour Guard Corps"]
    assert {"IHGC", "Harbour Guards"} == set(aliases(linking)["Island Harbour Guard Corps"])


def test_a_tail_with_a_word_of_its_own_joins_over_the_collection():
    assert joins(body("Karst Force", "a1"), body("Royal Karst Force", "a2"))
    assert not joins(body("Security Council", "a1"), body("Ostmark Security Council", "a2"))


def test_a_general_word_may_be_left_off():
    assert joins(body("Oste"), body("Oste News Agency", "a2"))
    assert not joins(body("Oste"), body("Oste News Agency"), body("Oste Press Group"))
    assert holds_name("harbour guards", "royal harbour guard corps")
    assert not holds_name("oste", "oste council")


def test_a_part_of_a_place_is_not_left_off_and_a_well_known_name_is_whole():
    assert not joins(body("Orla Karst League"), body("New Orla Karst League"))
    assert not joins(body("Human Rights Watch"), body("Human Rights Watch of Ostmark"))


def test_a_treaty_is_no_short_form_of_its_organisation():
    treaty = bearer("Orla Sea Treaty", "other")
    assert not joins(treaty, body("Orla Sea Treaty Organization"))


def test_a_heading_does_not_name_a_thing():
    linking = link("He was held in Velmora. They left Velmora.", "The road to VELMORA is long.")
    assert "VELMORA" not in names(linking)


def test_a_department_may_be_written_with_of():
    assert joins(body("Department of Karst"), body("Karst Department"))
    assert not joins(body("Department of Karst", "a1"), body("Karst Department", "a2"))


def test_another_name_of_two_words_joins_in_other_articles():
    linking = link("Peter Valen, known as Omar Karst, fled.", "Omar Karst was seen in Orla.")
    assert "Omar Karst" in aliases(linking)["Peter Valen"]


def test_a_country_without_its_last_stop_is_the_country():
    linking = link("The road from the U.S. to Velm is long.", "They came from the U.S to Velm.")
    assert sum("U.S" in name or name == "United States" for name in names(linking)) == 1
