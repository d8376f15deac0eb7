"""Names as characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.text.names import fold_name, is_acronym, stands_for


@pytest.mark.parametrize(("left", "right"), [
    ("the People’s Front", "People's Front"), ("U.N.", "UN"), ("Saïd", "Said"),
    ("Al-Ostri", "al Ostri"), ("Łukasz", "Lukasz"), ("J.R. Ito", "JR Ito"),
])
def test_spellings_of_one_name_fold_to_one(left, right):
    assert fold_name(left) == fold_name(right)


@pytest.mark.parametrize(("acronym", "name"), [
    ("NCW", "National Council of Workers"), ("VPF", "Varenian People's Front"),
    ("COW", "Council of Workers"), ("OSTRAD", "Ostmark Radio"), ("WHF", "World Health Fund"),
])
def test_an_acronym_is_read_off_a_name(acronym, name):
    assert stands_for(acronym, name)


@pytest.mark.parametrize(("acronym", "name"), [
    ("ABC", "Board of Trade"), ("AP", "Varna"), ("XYZ", "Xenia"), ("NCW", "New City"),
])
def test_other_capitals_are_not(acronym, name):
    assert not stands_for(acronym, name)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(name):
    once = fold_name(name)
    assert fold_name(once) == once


@given(st.text(max_size=20), st.text(max_size=80))
def test_acronyms_never_break_on_odd_characters(acronym, name):
    assert stands_for(acronym, name) in (True, False)
    if acronym:
        assert is_acronym(acronym) in (True, False)
