"""Blocks: pairs are made one by one and are the same as all at once."""

import random
from dataclasses import dataclass

from sourceline.rooms.merge import blocks


@dataclass(frozen=True)
class Told:
    article: str


@dataclass(frozen=True)
class Shown:
    telling: Told
    keys: tuple[str, ...]
    day: str


def _at_once(faces, reach):
    """Every block walked by itself, all pairs kept: plain, and too large for a collection."""
    pairs = set()
    for key in {key for face in faces for key in face.keys}:
        members = sorted((n for n, face in enumerate(faces) if key in face.keys),
                         key=lambda n: (faces[n].day, n))
        pairs |= {(min(a, b), max(a, b)) for at, a in enumerate(members)
                  for b in members[at + 1:at + 1 + reach]
                  if faces[a].telling.article != faces[b].telling.article}
    return pairs


def test_pairs_made_one_by_one_are_all_pairs_and_each_comes_once(monkeypatch):
    monkeypatch.setattr(blocks, "block_keys", lambda face, crowd: iter(face.keys))
    monkeypatch.setattr(blocks, "_day", lambda face: face.day)
    chance = random.Random(5)
    faces = [Shown(Told(f"a{n // 3}"), tuple(chance.sample("pqrstuv", chance.randrange(5))),
                   str(chance.randrange(9))) for n in range(200)]
    for reach in (1, 4, 300):
        found = list(blocks.pairs_across(faces, None, reach))
        assert len(found) == len(set(found))
        assert set(found) == _at_once(faces, reach)
