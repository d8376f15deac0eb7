import random

import msgspec

from sourceline.record.cite import Because, Cite
from sourceline.record.claim import Figure
from sourceline.rooms.figures.group import GroupSettings, group_figures


def _figure(name: str, low: float, counted: str, event: str | None = None) -> Figure:
    return Figure(
        id=name, cite=Cite(article="a" + name, start=0, end=2, words="40"), low=low, high=low,
        bound="exact", unit="person", counted=counted, event=event,
        because=Because(rule="test", version="1", sentence="made up"))


def _groups(figures, events=None):
    return [group.figures for group in group_figures(figures, events or {}, GroupSettings())]


def test_rival_figures_of_one_event_stand_side_by_side():
    figures = [_figure("f1", 40, "people killed", "m1"), _figure("f2", 25, "victims killed", "m2")]
    assert _groups(figures, {"m1": "e1", "m2": "e1"}) == [("f1", "f2")]


def test_figures_of_different_events_stay_apart():
    figures = [_figure("f1", 400, "people killed", "m1"), _figure("f2", 400, "people killed", "m2")]
    assert _groups(figures, {"m1": "e1", "m2": "e2"}) == []


def test_a_telling_number_is_one_quantity_even_where_events_stayed_apart():
    figures = [_figure("f1", 1300, "people killed", "m1"), _figure("f2", 1300, "victims killed",
                                                                    "m2")]
    assert _groups(figures, {"m1": "e1", "m2": "e2"}) == [("f1", "f2")]


def test_a_part_and_the_whole_stay_apart():
    figures = [_figure("f1", 40, "people killed", "m1"),
               _figure("f2", 12, "children killed", "m1")]
    assert _groups(figures, {"m1": "e1"}) == []


def test_the_same_telling_number_is_one_quantity_without_an_event():
    figures = [_figure("f1", 1300, "people killed"), _figure("f2", 1300, "protesters killed")]
    assert _groups(figures) == [("f1", "f2")]


def test_the_same_small_number_is_a_coincidence():
    assert _groups([_figure("f1", 3, "people killed"), _figure("f2", 3, "people killed")]) == []


def test_the_order_of_figures_changes_nothing():
    figures = [_figure(f"f{n}", 1300, "people killed") for n in range(5)]
    wanted = _groups(figures)
    random.Random(1).shuffle(figures)
    assert _groups(figures) == wanted


def _rivals(figures, events):
    return [group.rivals for group in group_figures(figures, events, GroupSettings())]


def test_figures_that_exclude_each_other_are_rivals_and_the_reason_shows_both():
    figures = [_figure("f1", 40, "people killed", "m1"), _figure("f2", 112, "people killed", "m2")]
    group, = group_figures(figures, {"m1": "e1", "m2": "e1"}, GroupSettings())
    assert group.rivals == (("f1", "f2"),)
    assert [cite.article for cite in group.because.cites] == ["af1", "af2"]


def test_a_rough_number_near_an_exact_one_is_no_rival():
    rough = msgspec.structs.replace(_figure("f1", 1500, "people killed", "m1"), bound="about")
    figures = [rough, _figure("f2", 1523, "people killed", "m1")]
    assert _rivals(figures, {"m1": "e1"}) == [()]


def test_at_least_a_lower_number_is_no_rival_of_a_higher_one():
    floor = msgspec.structs.replace(_figure("f1", 40, "people killed", "m1"), bound="at_least",
                                    high=None)
    assert _rivals([floor, _figure("f2", 112, "people killed", "m1")], {"m1": "e1"}) == [()]


def _in(place: str, figure: Figure) -> Figure:
    scope = (Cite(article=figure.cite.article, start=3, end=3 + len(place), words=place),)
    return msgspec.structs.replace(figure, scope=scope)


def test_figures_of_two_places_are_no_rivals():
    figures = [_in("in Ostmark", _figure("f1", 40, "people killed", "m1")),
               _in("in Kelmar", _figure("f2", 112, "people killed", "m1"))]
    assert _rivals(figures, {"m1": "e1"}) == [()]


def test_a_part_of_them_is_not_set_beside_the_whole():
    figures = [_figure("f1", 62, "people injured", "m1"),
               _in("of them", _figure("f2", 41, "people injured", "m1"))]
    assert _groups(figures, {"m1": "e1"}) == []


def test_people_with_nothing_said_of_them_are_not_one_question():
    figures = [_figure("f1", 66, "people", "m1"), _figure("f2", 5000, "onlookers", "m1")]
    assert _groups(figures, {"m1": "e1"}) == []


def test_a_number_that_goes_on_after_and_is_no_rival():
    more = msgspec.structs.replace(
        _figure("f2", 15, "people killed", "m1"),
        because=Because(rule="figures.joined", version="1", sentence="made up"))
    figures = [_figure("f1", 12, "people killed", "m1"), more]
    assert _groups(figures, {"m1": "e1"}) == []
