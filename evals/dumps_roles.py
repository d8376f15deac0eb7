"""Who the roles of an event mean, over pages that tell it: `the diplomat` here, a name there.

In: the invented collections of tests/cases/dumps; only `clean`, `read`, `names` and `entities` run.
Out: of pairs of tellings of one event whose words for the same part (`target`, `victim`, `actor`)
are marked, how many end at the same entity; `named_joined` counts only parts that one telling
names. Words that mean nobody in the record end nowhere. Not every pair can: "a court" and "the
judges" are marked for one verdict. Run `python -m
evals.dumps_roles open` for the pairs that were missed, `open links 60 7` for 60 links of nouns and
pronouns drawn with seed 7, to be judged by hand.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import msgspec

from evals.dumps_cases import FOLDER, Gold, Telling, cleaned, read_page
from evals.linked import link_namings
from evals.score import Counts, Score, recall, score
from evals.wordings_cases import Span, nearest, places
from sourceline.record.article import Text
from sourceline.record.entity import Mention
from sourceline.record.reading import Token
from sourceline.record.sheet import Sheet
from sourceline.settings import Settings

_ROOMS = frozenset(("text", "publication", "reading", "times", "naming"))
_PART = {"target": "target", "victim": "target", "actor": "actor"}
# What the head of marked words may govern and still mean the same: "Colonel Seydou Kandé".
_SAME = ("flat", "appos", "nmod:desc")


@dataclass(frozen=True)
class Named:
    """One collection as far as its names: sheets by file, and the entity of each mention."""

    gold: Gold
    sheets: dict[str, Sheet]
    entity_of: dict[str, str]
    names: dict[str, str]

    def text(self, file: str) -> Text:
        """Give the cleaned text of a page."""
        text = self.sheets[file].text
        assert text is not None
        return text

    def mentions(self, file: str) -> tuple[Mention, ...]:
        """Give what a page names."""
        naming = self.sheets[file].naming
        return naming.mentions if naming else ()


@dataclass(frozen=True)
class Part:
    """Words of one telling for one part of an event, and the entity they end at, "" for none."""

    event: str
    role: str
    file: str
    words: str
    entity: str


def measure_roles(part: str) -> list[Score]:
    """Measure the pairs of one part, event by event; none where nobody put collections there."""
    told = [(one, parts) for one in collections(part) for parts in _parts(one).values()]
    if not told:
        return []
    named = [_pairs(parts) for one, parts in told if any(_is_named(one, each) for each in parts)]
    return [score(f"dumps.{part}.roles_joined", [_pairs(parts) for _, parts in told], recall),
            score(f"dumps.{part}.named_joined", named, recall)]


def _is_named(one: Named, part: Part) -> bool:
    """Tell words that hold a person's or a body's name."""
    return any(name in part.words for thing in one.gold.entity for name in thing.names
               if thing.type in ("person", "organization", "government"))


@cache
def collections(part: str) -> tuple[Named, ...]:
    """Find the names of the collections of a part, once a process."""
    folders = sorted(FOLDER.joinpath(part).iterdir()) if FOLDER.joinpath(part).exists() else ()
    return tuple(_named(msgspec.toml.decode((folder / "gold.toml").read_bytes(), type=Gold),
                        {path.name: read_page(path, Settings(), _ROOMS)
                         for path in sorted(folder.glob("*.txt"))}) for folder in folders)


def _named(gold: Gold, sheets: dict[str, Sheet]) -> Named:
    linking = link_namings([one.naming for one in sheets.values() if one.naming])
    return Named(gold, sheets, {link.mention: link.entity for link in linking.links},
                 {entity.id: entity.name for entity in linking.entities})


def _parts(one: Named) -> dict[tuple[str, str], list[Part]]:
    """Give the marked words by event and part."""
    found: dict[tuple[str, str], list[Part]] = {}
    for event in one.gold.event:
        for telling in event.telling:
            for field, role in _PART.items():
                words = getattr(telling, field)
                place = _place(one, telling, words) if words else None
                if place is not None:
                    found.setdefault((event.id, role), []).append(Part(
                        event.id, role, telling.file, words, _meant(one, telling.file, place)))
    return found


def _place(one: Named, telling: Telling, words: str) -> Span | None:
    """Give the place of a role's words in the cleaned text, nearest to the trigger."""
    text = one.text(telling.file)
    there = places(text.captured, telling.words)
    trigger = cleaned(text, there[telling.nth - 1]) if len(there) >= telling.nth else None
    return nearest(text.words, words, trigger) if trigger else None


def _meant(one: Named, file: str, place: Span) -> str:
    """Give the entity that the head of a place means."""
    reading = one.sheets[file].reading
    sentence = next((s for s in reading.sentences if s.start <= place[0] < s.end), None) \
        if reading else None
    if sentence is None:
        return ""
    row = sentence.tokens
    inside = [at for at, token in enumerate(row) if place[0] <= token.start < place[1]]
    head = next((at for at in inside if row[at].head not in inside), inside[0])
    below = [at for at in inside if row[at].head == head and row[at].relation in _SAME]
    for at in (head, *below):
        for mention in one.mentions(file):
            if _holds(mention, row[at]) and mention.id in one.entity_of:
                return one.entity_of[mention.id]
    return ""


def _holds(mention: Mention, token: Token) -> bool:
    return mention.cite.start <= token.start < mention.cite.end


def _pairs(parts: list[Part]) -> Counts:
    right = wanted = 0
    for a, b in combinations(parts, 2):
        wanted += 1
        right += a.entity != "" and a.entity == b.entity
    return Counts(right, right, wanted)


def browse(part: str) -> Iterator[str]:
    """Say what the words of each event told more than once end at."""
    for one in collections(part):
        for (event, role), parts in _parts(one).items():
            if len(parts) > 1:
                counts = _pairs(parts)
                yield f"{event} {role} {counts.right:.0f}/{counts.wanted:.0f}"
                yield from (f"    {p.file[:1]} {p.words!r} -> {one.names.get(p.entity, '-')}"
                            for p in parts)


def links(part: str) -> list[str]:
    """Show all nouns and pronouns that mean an entity, each in its sentence."""
    shown = []
    for one in collections(part):
        for file, sheet in one.sheets.items():
            for mention in one.mentions(file):
                entity = one.names.get(one.entity_of.get(mention.id, ""), "")
                if mention.form != "name" and entity and sheet.reading:
                    rule = mention.because.rule if mention.because else "collection"
                    near = next((s for s in sheet.reading.sentences
                                 if s.start <= mention.cite.start < s.end), None)
                    shown.append(f"{file[:6]} {mention.form} {rule} [{mention.cite.words}] -> "
                                 f"{entity} | {_around(one.text(file).words, near, mention)}")
    return shown


def _around(words: str, near: object, mention: Mention) -> str:
    start, end = mention.cite.start, mention.cite.end
    before = words[max(getattr(near, "start", start), start - 150):start]
    after = words[end:min(getattr(near, "end", end), end + 80)]
    return f"{before}<{words[start:end]}>{after}".replace("\n", " ")


def main() -> None:
    """Print the figure, and for the open part what it rests on."""
    part = sys.argv[1] if len(sys.argv) > 1 else "open"
    if "links" in sys.argv and part == "open":
        shown = links(part)
        count, seed = (int(word) for word in sys.argv[3:5]) if len(sys.argv) > 4 else (60, 1)
        drawn = random.Random(seed).sample(shown, min(count, len(shown)))
        print("\n".join([*drawn, f"{len(drawn)} of {len(shown)}"]))
        return
    if part == "open":
        print("\n".join(browse(part)))
    for one in measure_roles(part):
        print(one.line())


if __name__ == "__main__":
    main()
