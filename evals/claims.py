"""How well claims are found: exact spans of source, cue and content on PolNeAR dev.

In: the shared data folder. Out: F1 of exact spans, per article. A gold span may have several
pieces; spaces, commas and stops at its edges do not count, neither do quotation marks around it.
PolNeAR also marks beliefs, wishes and judgements as attributions; none of it trains anything.
`python -m evals.claims FOLDER` prints spans that were missed or made up.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evals.readings import read_words
from evals.score import Counts, Score, f1, precision, recall, score
from sourceline.record.cite import Cite
from sourceline.record.claim import Claim
from sourceline.rooms.claims.find import ClaimSettings, find_claims

Span = tuple[int, int]
Pieces = tuple[Span, ...]
_EDGES = " \n\t,.;:“”\"'’‘—-"
_KINDS = {"source": "Source", "cue": "Cue", "content": "Content"}


def measure(data: Path) -> list[Score]:
    """Score source, cue and content spans."""
    rows: dict[str, list[Counts]] = {name: [] for name in _KINDS}
    for text, gold in read_gold(data / "attribution" / "polnear" / "dev"):
        found = read_found(text)
        for name in _KINDS:
            right = sum((gold[name] & found[name]).values())
            rows[name].append(Counts(right, sum(found[name].values()), sum(gold[name].values())))
    scores: list[Score] = []
    for name, counts in rows.items():
        for figure, how in (("f1", f1), ("precision", precision), ("recall", recall)):
            scores.append(score(f"claims.polnear.{name}_{figure}", counts, how))
    return scores


def read_gold(folder: Path) -> Iterator[tuple[str, dict[str, Counter[Pieces]]]]:
    """Read each text once, with the annotation of its first annotator by name."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        marked = sorted((folder / "attributions").glob(path.stem + "_*.ann"))[0]
        gold: dict[str, Counter[Pieces]] = {name: Counter() for name in _KINDS}
        for line in marked.read_text(encoding="utf-8").splitlines():
            if not line.startswith("T"):
                continue
            kind, _, places = line.split("\t")[1].partition(" ")
            for name, wanted in _KINDS.items():
                if kind == wanted:
                    spans = [tuple(map(int, place.split())) for place in places.split(";")]
                    gold[name][strip(text, [(span[0], span[1]) for span in spans])] += 1
        yield text, gold


def strip(text: str, spans: list[Span]) -> Pieces:
    """Take marks and spaces off the edges of each piece."""
    pieces: list[Span] = []
    for start, end in sorted(spans):
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip(_EDGES))
        end -= len(inner) - len(inner.rstrip(_EDGES))
        if end > start:
            pieces.append((start, end))
    return tuple(pieces)


def read_found(text: str) -> dict[str, Counter[Pieces]]:
    """Find claims and put the pieces that share a cue together, as PolNeAR does."""
    whole, reading = read_words(text)
    claims = find_claims(whole, reading, (), ClaimSettings())
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.cue.start if claim.cue else claim.id, []).append(claim)
    found: dict[str, Counter[Pieces]] = {name: Counter() for name in _KINDS}
    for group in groups.values():
        first = group[0]
        if first.speaker:
            found["source"][strip(text, [(first.speaker.start, first.speaker.end)])] += 1
        if first.cue:
            found["cue"][strip(text, [_with_genitive(text, first.cue)])] += 1
        spans = [span for claim in group for span in pieces_of(claim)]
        found["content"][strip(text, spans)] += 1
    return found


def _with_genitive(text: str, cue: Cite) -> Span:
    """Begin a cue at the "'s" before it: PolNeAR counts a genitive mark into the cue."""
    marked = text[:cue.start].rstrip().endswith(("'s", "’s"))
    return (text.rindex("s", 0, cue.start) - 1 if marked else cue.start), cue.end


def pieces_of(claim: Claim) -> list[Span]:
    """Take speaker and cue out of content that stands around them, as PolNeAR marks it."""
    pieces = [(claim.content.start, claim.content.end)]
    for part in (claim.speaker, claim.cue):
        if part is not None:
            pieces = [piece for start, end in pieces
                      for piece in ((start, min(end, part.start)), (max(start, part.end), end))
                      if piece[1] > piece[0]] if any(
                start <= part.start and part.end <= end for start, end in pieces) else pieces
    return pieces


def browse(data: Path, name: str) -> None:
    """Print the spans of one part that were missed (-) or made up (+)."""
    for text, gold in read_gold(data / "attribution" / "polnear" / "dev"):
        found = read_found(text)
        both = gold[name] & found[name]
        for mark, pieces in (("-", gold[name] - both), ("+", found[name] - both)):
            for spans in pieces:
                around = text[max(0, spans[0][0] - 60):spans[-1][1] + 60].replace("\n", " ")
                print(mark, " … ".join(text[start:end] for start, end in spans), "|", around)


if __name__ == "__main__":
    browse(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "content")
