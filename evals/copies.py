"""How well copied passages are found: passages planted in real articles.

In: the data folder. Out: scores of pairs of articles, per way of planting. Real articles are
paired by topic; into one of a pair a stretch of a third article is planted, which also stands in
its own article: verbatim, with 10, 30 or 50% of the words edited, with its sentences shuffled, or
(as what must not be found) both articles quote the same words, or share only their topic.
"""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evals.score import Counts, Score, f1, precision, recall, score
from sourceline.record.article import Text
from sourceline.rooms.copies.find import CopySettings, find_copies

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
        rows = _rows(kind, stories)
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


def _rows(kind: str, stories: dict[str, list[str]]) -> list[Counts]:
    """Build one collection for a way of planting and count right, found and wanted per pair.

    A pair that shares words before anything is planted is no clean test and is left out.
    """
    draw = random.Random(kind)
    texts, pairs = _collection(kind, stories, draw)
    found = {(copy.a.article, copy.b.article)
             for copy in find_copies(texts, (), CopySettings())}
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
