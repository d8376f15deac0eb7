"""How well copied passages are found: passages planted in real articles.

In: the data folder. Out: scores of pairs of articles, per way of planting, and of peers on the
same pairs. Real articles are paired by topic; a stretch of one is planted in the other: verbatim,
with 10, 30 or 50% of the words edited, with its sentences shuffled, or (as what must not be found)
both articles quote the same words, or share only their topic. `python -m evals.copies FOLDER`
prints twenty wrong pairs; `--paraphrases N --seed S` prints paraphrases to judge by hand.
"""

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from evals.score import Counts, Score, f1, precision, recall, score
from sourceline.record.article import Text
from sourceline.record.copy import Copy
from sourceline.rooms.copies.compare import CopySettings
from sourceline.rooms.copies.find import find_copies
from sourceline.text.quotes import pair_quotes

_ARTICLES = "articles/allsides-dev-3000.jsonl.gz"
_WORDS = re.compile(r"\S+")
# A paragraph of news: long enough to be told from a stock phrase, short enough to be missed.
_PLANTED_WORDS = 120
_PAIRS = 120
_KINDS = ("verbatim", "edited10", "edited30", "edited50", "shuffled", "quoted", "topic")
_MUST_NOT = ("quoted", "topic")


def measure(data: Path) -> list[Score]:
    """Plant passages and measure which pairs are found."""
    stories = _stories(data)
    scores: list[Score] = []
    for kind in _KINDS:
        texts, pairs = _collection(kind, stories, random.Random(kind))
        found = {(copy.a.article, copy.b.article)
                 for copy in find_copies(texts, (), CopySettings())}
        rows = _rows(kind, texts, pairs, found)
        scores += _peers(kind, texts, pairs)
        if kind in _MUST_NOT:
            clean = [Counts(1 - row.found, 1, 1) for row in rows]
            scores.append(score(f"copies.planted.{kind}_kept_apart", clean, precision))
        else:
            scores.append(score(f"copies.planted.{kind}_recall", rows, recall))
            scores.append(score(f"copies.planted.{kind}_f1", rows, f1))
    return scores


def _stories(data: Path) -> dict[str, list[str]]:
    """Give article texts by topic, in a fixed order."""
    topics: dict[str, list[str]] = defaultdict(list)
    with gzip.open(data / _ARTICLES, "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            if 250 <= len(story["content_original"].split()) <= 1500:
                topics[story["topic"]].append(story["content_original"])
    return dict(sorted(topics.items()))


def _rows(kind: str, texts: Sequence[Text], pairs: Sequence[tuple[str, str]],
          found: set[tuple[str, str]]) -> list[Counts]:
    """Count right, found and wanted per planted pair."""
    wanted = kind not in _MUST_NOT
    words = {text.article: text.words for text in texts}
    chance = [pair for pair in sorted(found - set(pairs))
              if not _related(words[pair[0]], words[pair[1]])]
    rows = []
    for pair in pairs:
        hit = pair in found
        # Pairs that nobody planted count against the article they begin with, unless the real
        # articles share a run of words themselves.
        extra = sum(other[0] in pair for other in chance)
        rows.append(Counts(float(hit and wanted), float(hit) + (extra if wanted else 0),
                           float(wanted)))
    return rows


def _peers(kind: str, texts: Sequence[Text], pairs: Sequence[tuple[str, str]]) -> list[Score]:
    """Score peers on the same collection: what each reports as sharing words.

    datasketch: MinHash of runs of five words, LSH, containment of the smaller text estimated; the
    threshold 0.05 finds a paragraph in an article. text-dedup: its own program, MinHash of runs of
    five words, whoever falls into one cluster, at several thresholds (0.7 is its own). difflib:
    passages of 12 words in a row; it is asked about planted pairs only, since all pairs would take
    hours, so its precision is flattered.
    """
    found = {"difflib": {pair for pair in pairs if _by_difflib(texts, *pair)}}
    sketched = _by_datasketch(texts)
    if sketched is not None:
        found["datasketch"] = sketched
    judge = recall if kind in _MUST_NOT else f1
    for threshold in _THRESHOLDS if os.environ.get(_TEXT_DEDUP) else ():
        found[f"text_dedup_{threshold}"] = _by_text_dedup(texts, threshold)
    scores = []
    for peer, theirs in found.items():
        rows = _rows(kind, texts, pairs, theirs)
        if kind in _MUST_NOT:
            rows = [Counts(1 - row.found, 1, 1) for row in rows]
        name = "kept_apart" if kind in _MUST_NOT else "f1"
        scores.append(score(f"peer.{peer}.planted.{kind}_{name}", rows, judge))
    return scores


def _by_difflib(texts: Sequence[Text], one: str, two: str) -> bool:
    words = {text.article: text.words.split() for text in texts if text.article in (one, two)}
    blocks = SequenceMatcher(None, words[one], words[two], autojunk=False).get_matching_blocks()
    return any(block.size >= 12 for block in blocks)


def _by_datasketch(texts: Sequence[Text]) -> set[tuple[str, str]] | None:
    """Find pairs by MinHash-LSH; None where datasketch is not installed."""
    try:
        from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # a peer
    except ImportError:
        return None
    lsh, sketches = MinHashLSH(threshold=0.05, num_perm=128), {}
    for text in texts:
        words = re.findall(r"\w+", text.words.lower())
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at:at + 5]).encode() for at in range(len(words) - 4)])
        sketches[text.article] = sketch
        lsh.insert(text.article, sketch)
    found = {(min(a, b), max(a, b)) for a in sketches for b in lsh.query(sketches[a]) if a != b}
    return {(a, b) for a, b in found if sketches[a].jaccard(sketches[b]) >= 0.05}


# A Python in which text-dedup is installed: it brings some forty packages, which are not ours.
_TEXT_DEDUP = "TEXT_DEDUP_PYTHON"
_THRESHOLDS = (0.05, 0.1, 0.2, 0.7)


def _by_text_dedup(texts: Sequence[Text], threshold: float) -> set[tuple[str, str]]:
    """Run text-dedup's MinHash program on the texts; give who stands in one of its clusters."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts.jsonl").write_text("".join(
            json.dumps({"text": text.words}) + "\n" for text in texts), encoding="utf-8")
        subprocess.run(
            [os.environ[_TEXT_DEDUP], "-m", "text_dedup.minhash", "--path", "json", "--data_files",
             str(folder / "texts.jsonl"), "--split", "train", "--cache_dir", str(folder / "cache"),
             "--output", str(folder / "out"), "--column", "text", "--threshold", str(threshold),
             "--num_proc", "1", "--debug"],
            check=True, capture_output=True, cwd=folder,
            env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "home")})
        clusters = json.loads(subprocess.run(
            [os.environ[_TEXT_DEDUP], "-c", _CLUSTERS, str(folder / "out" / "uf.pkl"),
             str(len(texts))], check=True, capture_output=True, text=True).stdout)
    found = set()
    for (one, first), (other, second) in combinations(enumerate(clusters), 2):
        if first == second:
            a, b = texts[one].article, texts[other].article
            found.add((min(a, b), max(a, b)))
    return found


_CLUSTERS = """
import json, pickle, sys
union = pickle.load(open(sys.argv[1], "rb"))
print(json.dumps([union.find(at) for at in range(int(sys.argv[2]))]))
"""


def _collection(
    kind: str, stories: dict[str, list[str]], draw: random.Random
) -> tuple[list[Text], list[tuple[str, str]]]:
    topics = sorted(topic for topic, texts in stories.items() if len(texts) >= 20)
    texts: list[Text] = []
    pairs: list[tuple[str, str]] = []
    while len(pairs) < _PAIRS:
        topic = draw.choice(topics)
        one, two = draw.sample(stories[topic], 2)
        if _related(one, two):
            continue
        number = len(pairs)
        stretch = _stretch(one, draw)
        if _mostly_quoted(one, stretch):
            continue  # somebody else's words: printing them twice is no copying
        if _related(one.replace(stretch, "", 1), stretch):
            continue  # the article says it twice: its own words would be found, rightly
        planted_one, planted_two = _plant(kind, one, two, stretch, draw)
        names = (f"p{number:04}a", f"p{number:04}b")
        texts += [_text(names[0], planted_one), _text(names[1], planted_two)]
        pairs.append(names)
    return texts, pairs


def _related(one: str, two: str) -> bool:
    """Say whether two articles share words already, by runs of eight words (not our method)."""
    return bool(_runs(one) & _runs(two))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[step:] for step in range(8)), strict=False))


def _text(article: str, words: str) -> Text:
    return Text(article=article, captured=words, edits=(), words=words, parts=())


def _plant(
    kind: str, one: str, two: str, stretch: str, draw: random.Random
) -> tuple[str, str]:
    """Put a stretch of one text into the other, changed as the kind says."""
    if kind == "topic":
        return one, two
    if kind == "quoted":
        said = " ".join(re.sub(r"[\"“”‘’']", "", stretch).split())
        quote = f"\n“{said}” the spokesman said in a statement.\n"
        reply = f"\nIn a letter to its members the group wrote: “{said}”\n"
        return one.replace(stretch, "", 1) + quote, _insert(two, reply, draw)
    changed = _changed(kind, stretch, two, draw)
    return one, _insert(two, f"\n{changed}\n", draw)


def _mostly_quoted(text: str, stretch: str) -> bool:
    """Say whether half of a stretch stands inside quotation marks."""
    first = text.find(stretch)
    inside = sum(max(0, min(quote.inner_end, first + len(stretch)) - max(quote.inner_start, first))
                 for quote in pair_quotes(text) if quote.depth == 0)
    return 2 * inside >= len(stretch)


def _stretch(text: str, draw: random.Random) -> str:
    """Cut as many words of a text as a paragraph has, where few quotation marks stand."""
    places = list(_WORDS.finditer(text))
    tries = []
    for _ in range(8):
        first = draw.randrange(max(1, len(places) - _PLANTED_WORDS))
        last = min(len(places), first + _PLANTED_WORDS) - 1
        tries.append(text[places[first].start():places[last].end()])
    return min(tries, key=lambda stretch: len(re.findall(r"[\"“”]", stretch)))


def _changed(kind: str, stretch: str, other: str, draw: random.Random) -> str:
    if kind == "shuffled":
        sentences = re.split(r"(?<=[.!?])\s+", stretch)
        draw.shuffle(sentences)
        return " ".join(sentences)
    share = {"verbatim": 0.0, "edited10": 0.1, "edited30": 0.3, "edited50": 0.5}[kind]
    return " ".join(_edit(stretch.split(), other.split(), share, draw))


def _edit(
    words: Sequence[str], other: Sequence[str], share: float, draw: random.Random
) -> list[str]:
    """Replace, drop or add words: each word is edited with the given chance."""
    edited: list[str] = []
    for word in words:
        if draw.random() >= share:
            edited.append(word)
            continue
        act = draw.choice(("replace", "replace", "drop", "add"))
        if act != "drop":
            edited.append(draw.choice(other))
        if act == "add":
            edited.append(word)
    return edited


def _insert(text: str, stretch: str, draw: random.Random) -> str:
    breaks = [match.end() for match in re.finditer(r"\n+|(?<=[.!?])\s", text)] or [len(text)]
    at = draw.choice(breaks)
    return text[:at] + stretch + text[at:]


def _real(data: Path) -> list[Text]:
    with gzip.open(data / _ARTICLES, "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines]
    return [_text(story["ID"], story["content_original"]) for story in stories]


def _wrong_pairs(data: Path) -> Iterator[str]:
    """Give the wrong pairs of all ways of planting, one text each."""
    stories = _stories(data)
    for kind in _KINDS:
        texts, pairs = _collection(kind, stories, random.Random(kind))
        copies = find_copies(texts, (), CopySettings())
        found = {(copy.a.article, copy.b.article) for copy in copies}
        words = {text.article: text.words for text in texts}
        for pair in sorted(set(pairs) - found if kind not in _MUST_NOT else set()):
            yield f"{kind} {pair}: planted and not found"
        for copy in copies:
            pair = (copy.a.article, copy.b.article)
            planted = pair in pairs
            if planted if kind in _MUST_NOT else not planted and not _related(
                    words[pair[0]], words[pair[1]]):
                yield f"{kind}: found and not planted\n{_shown(copy)}"


def _shown(copy: Copy) -> str:
    form = f"[{copy.form} {copy.similarity:.2f}]"
    return f"  {form}\n  A {copy.a.words[:400]}\n  B {copy.b.words[:400]}"


def main() -> int:
    """Print wrong pairs, or paraphrases of real articles to judge by hand."""
    parser = argparse.ArgumentParser(prog="python -m evals.copies", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--paraphrases", type=int, default=0, help="print so many to judge")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    if given.paraphrases:
        shown = [_shown(copy) for copy in find_copies(_real(given.data), (), CopySettings())
                 if copy.form == "paraphrase"]
    else:
        shown = list(_wrong_pairs(given.data))
    print(f"{len(shown)} in all")
    chosen = random.Random(given.seed).sample(shown, min(given.paraphrases or 20, len(shown)))
    print("\n".join(f"{number}. {one}" for number, one in enumerate(chosen, start=1)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
