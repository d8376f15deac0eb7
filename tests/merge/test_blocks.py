"""Blocks: pairs are made one by one and are the same as all at once."""

import random
from dataclasses import dataclass
from functools import partial

from benchmarks.merge import make
from sourceline.rooms.merge import blocks, merge
from sourceline.rooms.merge.faces import Faces


@dataclass(frozen=True)
class Told:
    article: str
    day: str
    kind: str = "ARREST"


@dataclass(frozen=True)
class Shown:
    telling: Told
    keys: tuple[str, ...]


def _at_once(faces, reach):
    """Every block walked by itself, all pairs kept: plain, and too large for a collection."""
    pairs = set()
    for key in {key for face in faces for key in face.keys}:
        members = sorted((n for n, face in enumerate(faces) if key in face.keys),
                         key=lambda n: (faces[n].telling.day, n))
        pairs |= {(min(a, b), max(a, b)) for at, a in enumerate(members)
                  for b in members[at + 1:at + 1 + reach]
                  if faces[a].telling.article != faces[b].telling.article}
    return pairs


def test_pairs_made_one_by_one_are_all_pairs_and_each_comes_once(monkeypatch):
    monkeypatch.setattr(blocks, "block_keys", lambda face, crowd: iter(face.keys))
    monkeypatch.setattr(blocks, "_day", lambda telling: telling.day)
    chance = random.Random(5)
    faces = [Shown(Told(f"a{n // 3}", str(chance.randrange(9))),
                   tuple(chance.sample("pqrstuv", chance.randrange(5)))) for n in range(200)]
    tellings = [face.telling for face in faces]
    for reach in (1, 4, 300):
        meetings = blocks.Meetings(tellings, faces, None, reach, most=300)
        found = list(meetings.of(range(200)))
        assert len(found) == len(set(found))
        assert set(found) == _at_once(faces, reach)
        assert [*meetings.of(range(80)), *meetings.of(range(80, 200))] == found


def test_of_many_followers_those_that_share_most_blocks_are_met(monkeypatch):
    monkeypatch.setattr(blocks, "block_keys", lambda face, crowd: iter(face.keys))
    monkeypatch.setattr(blocks, "_day", lambda telling: telling.day)
    faces = [Shown(Told(f"a{n}", str(n)), keys) for n, keys in enumerate(
        [("p", "q"), ("p",), ("p",), ("p", "q"), ("q",)])]
    meetings = blocks.Meetings([face.telling for face in faces], faces, None, 10, most=2)
    assert list(meetings.of(range(1))) == [(0, 1), (0, 3)]


def test_few_tellings_of_a_kind_meet_whatever_they_share(monkeypatch):
    monkeypatch.setattr(blocks, "FEW", 4)
    tellings = [Told(f"a{n // 2}", "1", kind) for n, kind in enumerate(
        ["ARREST"] * 5 + ["TRIAL"] * 3 + ["DETAIN"])]
    few = blocks.few_of(telling.kind for telling in tellings)
    # Five arrests and the detention of one family are too many; of the trials two share an article.
    assert set(few) == {5, 6, 7}
    assert set(blocks.pairs_apart(tellings, few, set())) == {(5, 6), (5, 7)}
    assert set(blocks.pairs_apart(tellings, few, {(5, 6)})) == {(5, 7)}


def test_faces_that_are_let_go_and_made_again_change_no_event(monkeypatch):
    made = make(300)
    kept = merge.merge_event_mentions(*made, merge.MergeSettings())
    assert len(kept) < 300
    monkeypatch.setattr(merge, "Faces", partial(Faces, kept=2))
    assert merge.merge_event_mentions(*made, merge.MergeSettings()) == kept
