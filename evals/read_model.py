"""How well our own network reads, through the file and the code that ship.

In: the shared data folder. Out: scores on the dev sets, words gold but for the lines with "raw".
Roles are counted strictly: every argument but V and C-V, with C-, R- and rare roles; predicate,
label and exact words must be right. Names of re3d are compared by characters, once all of them
(outermost and inner) and once the outermost alone. Factuality is 100 times Pearson's r.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from evals.read_gold import Gold, MarkedText, plain_sentences, read_ewt, read_re3d, read_trees
from evals.score import Counts, Score, f1, score
from sourceline.record.article import Text
from sourceline.rooms.read.model.marks import Marks
from sourceline.rooms.read.model.read import ModelReader, make_run, open_model
from sourceline.rooms.read.settings import ReadSettings

GUIDES = ("uner", "re3d", "re3d_inner")
NAMES = ("PER", "ORG", "LOC")
# Genres of GUM whose texts are free for all uses: what the model was taught with.
FREE = ("news", "interview", "bio", "court", "speech", "textbook", "voyage", "whow", "academic")
Pair = tuple[Gold, Marks]
Pairs = Sequence[Pair]
Values = list[tuple[float, float]]


def measure(data: Path) -> list[Score]:
    """Score the trained network on every dev set."""
    reader = open_model(ReadSettings(), guides=GUIDES)
    ewt, gum = read_ewt(data), read_trees(data / "syntax" / "gum-dev.conllu", "gum")
    gold = [*ewt, *gum]
    pairs = list(zip(gold, reader.mark([one.words for one in gold]), strict=True))
    return [
        *_syntax(pairs),
        *_named("uner", [p for p in pairs if p[0].names is not None]),
        *_re3d(reader, list(read_re3d(data))),
        *_roles([p for p in pairs if p[0].predicates is not None]),
        score("read_model.uds.factuality_r", _by_document(pairs, _factuality), _pearson),
        *_raw(reader, "ewt", ewt),
        *_raw(reader, "gum_news", [one for one in gum if _genre(one) == "news"]),
    ]


def _genre(one: Gold) -> str:
    return one.document.split("_")[1] if one.source == "gum" else ""


def _by_document(pairs: Iterable[Pair], rows: object) -> list[Values]:
    found: defaultdict[str, Values] = defaultdict(list)
    for gold, marks in pairs:
        found[gold.document] += rows(gold, marks)  # type: ignore[operator]
    return [values for values in found.values() if values]


def _counted(pairs: Iterable[Pair], count: object) -> list[Counts]:
    """Add the counts of each sentence up over its document."""
    found: defaultdict[str, list[Counts]] = defaultdict(list)
    for gold, marks in pairs:
        found[gold.document].append(count(gold, marks))  # type: ignore[operator]
    return [Counts(sum(c.right for c in rows), sum(c.found for c in rows),
                   sum(c.wanted for c in rows)) for rows in found.values()]


def _syntax(pairs: Pairs) -> Iterator[Score]:
    sets = {
        "ewt_gum": pairs, "ewt": [p for p in pairs if p[0].source == "ewt"],
        "gum_free": [p for p in pairs if _genre(p[0]) in FREE],
        "gum_news": [p for p in pairs if _genre(p[0]) == "news"],
    }
    for name, some in sets.items():
        for figure, count in (("upos", _upos), ("uas", _uas), ("las", _las)):
            yield score(f"read_model.{name}.{figure}", _counted(some, count), f1)


def _share(right: Iterable[bool], size: int) -> Counts:
    return Counts(sum(right), size, size)


def _upos(gold: Gold, marks: Marks) -> Counts:
    return _share((a == b for a, b in zip(gold.upos, marks.upos, strict=True)), len(gold.words))


def _uas(gold: Gold, marks: Marks) -> Counts:
    return _share((a == b for a, b in zip(gold.heads, marks.heads, strict=True)), len(gold.words))


def _las(gold: Gold, marks: Marks) -> Counts:
    wanted = zip(gold.heads, gold.deprels, strict=True)
    found = zip(marks.heads, marks.deprels, strict=True)
    return _share((a == b for a, b in zip(wanted, found, strict=True)), len(gold.words))


def _same(found: set[object], wanted: set[object]) -> Counts:
    return Counts(len(found & wanted), len(found), len(wanted))


def _named(guide: str, pairs: Pairs) -> Iterator[Score]:
    for name, kinds in (("names", NAMES), *((kind.lower(), (kind,)) for kind in NAMES)):
        rows = _counted(pairs, lambda gold, marks, kinds=kinds: _same(
            {s for s in marks.names[guide] if s[0] in kinds},
            {s for s in gold.names if s[0] in kinds}))
        yield score(f"read_model.{guide}.{name}_f1", rows, f1)


def _re3d(reader: ModelReader, texts: list[MarkedText]) -> Iterator[Score]:
    rows: dict[str, list[Counts]] = {"all": [], "outer": []}
    for text in texts:
        runs = [make_run(text.text, a, b, turned=False) for a, b in plain_sentences(text.text)]
        marks = reader.mark([run.words for run in runs])
        for layer, guides in (("all", ("re3d", "re3d_inner")), ("outer", ("re3d",))):
            found = {(kind, run.spans[a][0], run.spans[b - 1][1])
                     for run, mark in zip(runs, marks, strict=True)
                     for guide in guides for kind, a, b in mark.names[guide] if kind in NAMES}
            inside = {s for s in text.spans if any(
                run.spans[0][0] <= s[1] and s[2] <= run.spans[-1][1] for run in runs)}
            wanted = inside if layer == "all" else _outermost(inside)
            rows[layer].append(_same(set(found), set(wanted)))
    for layer, counts in rows.items():
        yield score(f"read_model.re3d.{layer}_f1", counts, f1)


def _outermost(spans: set[tuple[str, int, int]]) -> set[tuple[str, int, int]]:
    kept: set[tuple[str, int, int]] = set()
    for kind, start, end in sorted(spans, key=lambda s: (s[1] - s[2], s)):
        if all(end <= a or b <= start for _, a, b in kept):
            kept.add((kind, start, end))
    return kept


def _roles(pairs: Pairs) -> Iterator[Score]:
    yield score("read_model.ewt.predicates_f1", _counted(
        pairs, lambda gold, marks: _same(set(marks.roles), set(gold.predicates))), f1)
    yield score("read_model.ewt.srl_f1", _counted(
        pairs, lambda gold, marks: _same(_told(marks.roles), _told(gold.predicates))), f1)


def _told(roles: dict[int, Iterable[tuple[str, int, int]]]) -> set[object]:
    return {(at, *span) for at, spans in roles.items() for span in spans}


def _factuality(gold: Gold, marks: Marks) -> Values:
    return [(value, marks.factuality[at]) for at, value in gold.factuality
            if at < len(gold.words)]


def _pearson(rows: Sequence[Values]) -> float:
    values = [pair for row in rows for pair in row]
    mean_x = sum(x for x, _ in values) / len(values)
    mean_y = sum(y for _, y in values) / len(values)
    both = sum((x - mean_x) * (y - mean_y) for x, y in values)
    spread = math.sqrt(sum((x - mean_x) ** 2 for x, _ in values)
                       * sum((y - mean_y) ** 2 for _, y in values))
    return 100 * both / spread if spread else 0.0


def _raw(reader: ModelReader, name: str, gold: Sequence[Gold]) -> Iterator[Score]:
    """Score sentences and words of raw paragraphs, compared by characters that are not space."""
    sentences: list[Counts] = []
    words: list[Counts] = []
    for _, document in groupby(gold, key=lambda one: one.document):
        for paragraph in _paragraphs(list(document)):
            text = "".join(one.text + " " * one.space_after for one in paragraph)
            found = reader.find_sentences(
                Text(article="", captured="", edits=(), words=text, parts=()))
            solid = _solid_places(text)
            wanted = _between(len("".join(one.text.split())) for one in paragraph)
            sentences.append(_same({(solid[run.spans[0][0]], solid[run.spans[-1][1]])
                                    for run in found}, wanted))
            forms = _between(len("".join(w.split())) for one in paragraph for w in one.words)
            if max(end for _, end in forms) == solid[-1]:
                words.append(_same({(solid[a], solid[b]) for run in found for a, b in run.spans},
                                   forms))
    yield score(f"read_model.{name}_raw.sentence_f1", sentences, f1)
    yield score(f"read_model.{name}_raw.token_f1", words, f1)


def _paragraphs(gold: list[Gold]) -> Iterator[list[Gold]]:
    start = 0
    for at in range(1, len(gold) + 1):
        if at == len(gold) or gold[at].starts_paragraph:
            yield gold[start:at]
            start = at


def _solid_places(text: str) -> list[int]:
    """Count the characters that are not white space before each place."""
    solid = [0]
    for sign in text:
        solid.append(solid[-1] + (not sign.isspace()))
    return solid


def _between(lengths: Iterable[int]) -> set[tuple[int, int]]:
    total, found = 0, set()
    for length in lengths:
        found.add((total, total + length))
        total += length
    return found
