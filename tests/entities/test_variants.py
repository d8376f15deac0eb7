from sourceline.rooms.entities.bearers import Bearer
from sourceline.rooms.entities.variants import find_variants
from sourceline.text.names import fold_name, is_acronym, same_body, sound_of, tail_of


class Said:
    """What the articles of one bearer say."""

    def __init__(self, article, described):
        self._article, self._described = article, frozenset(described)

    def described(self, _):
        return self._described

    def beside(self, _):
        return frozenset()

    def articles(self, _):
        return {self._article}


def bearer(words, kind="person", article="a1", described=()):
    return Bearer(fold_name(words), "", "", 0, frozenset((kind,)), 1, is_acronym(words),
                  Said(article, described))


def joins(*bearers):
    return {(one.bearer.name, one.target.name) for one in find_variants(bearers)}


def test_an_initial_joins_the_only_full_name():
    assert joins(bearer("A. Ostri"), bearer("Ana Ostri")) == {("a ostri", "ana ostri")}
    assert not joins(bearer("A. Ostri"), bearer("Ana Ostri"), bearer("Abel Ostri"))


def test_a_last_name_joins_only_with_the_same_office():
    minister = bearer("Ana Ostri", described=("prime", "minister"))
    assert joins(bearer("Ostri", described=("minister",)), minister)
    assert not joins(bearer("Ostri", described=("poet",)), minister)


def test_two_alphabets_write_one_name():
    assert joins(bearer("Khadoun Besq"), bearer("Hadun Besk"))
    assert sound_of("lena orr") != sound_of("lina orr")


def test_a_body_of_a_country_has_two_forms():
    assert same_body("reform league of ostmark", "ostmarkian reform league")
    assert not same_body("reform league of ostmark", "varenian reform league")
    assert joins(bearer("Reform League of Ostmark", "organization"),
                 bearer("Ostmarkian Reform League", "organization"))


def test_every_states_court_is_left_open():
    assert not joins(bearer("Supreme Court", "organization"),
                     bearer("Ostmark Supreme Court", "organization"))


def test_a_place_is_no_tail_of_its_ministry():
    assert not tail_of("north oste", "ministry of north oste")
