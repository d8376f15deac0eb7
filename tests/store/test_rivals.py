"""Figures that exclude each other come out of a record with both sentences."""

import msgspec

from sourceline.record.claim import Figure, FigureGroup
from sourceline.store.ask import Page
from sourceline.store.ask_rivals import ask_rivals
from sourceline.store.open import open_record
from sourceline.store.write import write_record
from tests.store.made import MAKING, WHY, WORDS, at, made_collection, made_sheet


def written(tmp_path):
    sheet = made_sheet()
    other = Figure(id="f2", cite=at("3"), low=3, high=3, bound="exact", unit="person",
                   counted="marchers killed", scope=(at("in Tarsk"),), event="em1", because=WHY)
    sheet = msgspec.structs.replace(sheet, figures=(*sheet.figures, other))
    group = FigureGroup(id="g1", figures=("f1", "f2"), rivals=(("f1", "f2"),), because=WHY)
    connection = open_record(tmp_path / "case.db", write=True)
    write_record(connection, MAKING, [sheet],
                 msgspec.structs.replace(made_collection(), figure_groups=(group,)), [])
    return connection


def test_rivals_stand_with_both_sentences(tmp_path):
    total, pairs = ask_rivals(written(tmp_path), Page())
    assert total == 1
    assert [(pair.a_words, pair.b_words) for pair in pairs] == [("at least 40", "3")]
    assert pairs[0].a_sentence == pairs[0].b_sentence == WORDS


def test_the_view_of_figures_says_what_narrows_a_count_and_what_contradicts_it(tmp_path):
    rows = written(tmp_path).execute(
        "SELECT figure, scope, rivals FROM figures ORDER BY figure").fetchall()
    assert rows == [("f1", "[]", '["f2"]'), ("f2", '["in Tarsk"]', '["f1"]')]
