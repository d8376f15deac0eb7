"""Overlapping stretches become pieces that nest, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from sourceline.text.nesting import MAX_DEPTH, nest

SPANS = st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=20)


@given(SPANS)
def test_the_runs_cover_the_text_once_each_in_order(spans):
    runs = [piece for piece in nest(0, 30, spans) if piece.kind == "run"]
    assert [place for run in runs for place in range(run.start, run.end)] == list(range(30))


@given(SPANS)
def test_what_opens_last_closes_first(spans):
    stack = []
    for piece in nest(0, 30, spans):
        if piece.kind == "open":
            stack.append(piece.covering[0])
        elif piece.kind == "close":
            assert stack.pop() == piece.covering[0]
        else:
            assert piece.covering == tuple(stack)
    assert not stack


@given(SPANS)
def test_every_stretch_covers_its_own_characters_and_no_others(spans):
    covered = {i: set() for i in range(len(spans))}
    for piece in nest(0, 30, spans):
        for span in piece.covering if piece.kind == "run" else ():
            covered[span].update(range(piece.start, piece.end))
    for i, (start, end) in enumerate(spans):
        assert covered[i] == set(range(max(start, 0), min(end, 30)))


@given(SPANS)
def test_the_edges_of_a_stretch_are_told_once_each(spans):
    pieces = nest(0, 30, spans)
    for i, (start, end) in enumerate(spans):
        inside = max(start, 0) < min(end, 30)
        opens = [p for p in pieces if p.kind == "open" and p.covering == (i,) and p.edge]
        closes = [p for p in pieces if p.kind == "close" and p.covering == (i,) and p.edge]
        assert len(opens) == (inside and start >= 0)
        assert len(closes) == (inside and end <= 30)


def test_a_thousand_stretches_over_one_word_do_not_make_a_thousand_elements():
    pieces = nest(0, 5, [(0, 5)] * 1000)
    assert sum(piece.kind == "open" for piece in pieces) == MAX_DEPTH
