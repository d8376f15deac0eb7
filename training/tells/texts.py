"""The texts that teach what tells an event: invented and marked ones, real ones without marks.

In: folders of marked articles of this project, the folder of shared data (rows marked *train* in
its SOURCES.md only). Out: `Sample`s. In marked texts every telling is marked, so all other words
are none; in real ones the rules of rooms/events say what they find (`collect.py`).

A mark stands around the words that tell: `{ARREST:held}`, `{TRIAL/due#second:hearing}`. Behind the
slash is the status, *happened* where there is none; `due` is what a body is to do, as announced.
Behind the # is the event, where it is told more than once in the articles of one story.
"""

import csv
import json
import re
import xml.etree.ElementTree as tree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.wordings_cases import place_of, wordings

# ECB+ keeps these topics of its train half for measuring.
_ECB_DEV = {2, 5, 12, 18, 21, 23, 34, 35}
_MARKED = re.compile(r"\{([A-Z]+|-)(?:/([a-z]+))?(?:#([a-z0-9-]+))?:([^{}]*)\}")
# So many unconnected sentences make one text.
_SENTENCES = 20
# Frames of GENEVA that are one of our kinds whatever the sentence.
GENEVA = {"Killing": "ASSAULT", "Attack": "ASSAULT", "Arrest": "ARREST", "Protest": "PROTEST",
          "Sign_agreement": "AGREE", "Change_of_leadership": "APPOINT", "Death": "DEATH"}


@dataclass(frozen=True)
class Mark:
    """Words that tell an event; `status` and `event` are "" where nobody said."""

    start: int
    end: int
    kind: str
    status: str = ""
    event: str = ""


@dataclass(frozen=True)
class Sample:
    """A text; `marks` are its tellings, None where rules must find them; `skip` says nothing."""

    name: str
    words: str
    marks: tuple[Mark, ...] | None
    skip: tuple[tuple[int, int], ...] = ()


def parse_marked(name: str, text: str) -> Sample:
    """Read inline marks.

    >>> parse_marked("a", "Police {ARREST#raid:held} two, and {-:rained}.").marks
    (Mark(start=7, end=11, kind='ARREST', status='happened', event='raid'),)
    """
    words, marks, at = "", [], 0
    for found in _MARKED.finditer(text):
        words += text[at:found.start()]
        if found[1] != "-" and found[2] != "wrong":
            marks.append(Mark(len(words), len(words) + len(found[4]), found[1],
                              found[2] or "happened", found[3] or ""))
        words += found[4]
        at = found.end()
    return Sample(name, words + text[at:], tuple(marks))


def marked_articles(folder: Path) -> Iterator[Sample]:
    """Read the articles written to teach, "=== " before each; a file may begin with a ##### line.

    Articles of one file are of one story where their marks name events.
    """
    for path in sorted(folder.glob("*.txt")):
        for number, (_, _, marked) in enumerate(split_articles(path.read_text(encoding="utf-8"))):
            yield parse_marked(f"{path.stem}-{number}", f"{marked}\n")


def split_articles(text: str) -> Iterator[tuple[str, str, str]]:
    """Give outlet, day and the marked words of each article of a file, its title before them.

    >>> list(split_articles("=== The Post | 4 May 2031 | A raid\\nMen came."))
    [('The Post', '4 May 2031', 'A raid\\n\\nMen came.')]
    """
    for article in re.sub(r"\A#####.*\n+", "", text).split("\n=== "):
        head, _, body = article.removeprefix("=== ").partition("\n")
        outlet, day, title = (part.strip() for part in head.split(" | ", 2))
        yield outlet, day, f"{title}\n\n{body.strip()}"


def worded_articles(parts: tuple[str, ...]) -> Iterator[Sample]:
    """Read the parts of tests/cases/wordings that rules were written on; never the untouched."""
    for part in parts:
        for one in wordings(part):
            words = one.words()
            spans = [(place_of(words, wanted), wanted) for wanted in one.event]
            yield Sample(f"{part}-{one.name}", words,
                         tuple(Mark(*span, wanted.kind, wanted.status) for span, wanted in spans
                               if span and not wanted.optional),
                         tuple(span for span, wanted in spans if span and wanted.optional))


def real_texts(data: Path) -> Iterator[Sample]:
    """Read texts of the shared data that may teach what ships."""
    for number, row in enumerate(json.loads(
            (data / "events/hrdsattack/train.json").read_text(encoding="utf-8"))):
        sample = row["sample"]
        paragraphs = re.findall(r"<p>(.*?)</p>", sample["Input.article_interface"], re.DOTALL)
        text = "\n\n".join(" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in paragraphs)
        yield Sample(f"hrds-{number}", text[:5000], None)
    yield from _sentences("causal", _causal(data))
    yield from _sentences("ewt", _ewt(data))
    yield from _geneva(data)
    yield from _ecb(data)


def _sentences(name: str, every: Iterator[str]) -> Iterator[Sample]:
    some: list[str] = []
    for number, sentence in enumerate(every):
        some.append(sentence)
        if len(some) == _SENTENCES:
            yield Sample(f"{name}-{number}", "\n\n".join(some), None)
            some = []


def _causal(data: Path) -> Iterator[str]:
    path = data / "events/causalnews/train_subtask1.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield _glue(row["text"].split())


def _ewt(data: Path) -> Iterator[str]:
    for line in (data / "srl/train.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if row["sent_id"].startswith(("weblog", "newsgroup")) and len(row["tokens"]) > 5:
            yield _glue(row["tokens"])


def _geneva(data: Path) -> Iterator[Sample]:
    """Give sentences of frames that are one of our kinds; of their other words nothing is said."""
    for line in (data / "events/geneva/train_union.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        words, marks, tokens = "", list[Mark](), []
        for token in row["tokens"]:
            tokens.append(len(words))
            words += f"{token} "
        for event in row["event_mentions"]:
            kind = GENEVA.get(event["event_type"])
            if kind:
                start, end = event["trigger"]["start"], event["trigger"]["end"]
                marks.append(Mark(tokens[start], tokens[end - 1] + len(row["tokens"][end - 1]),
                                  kind))
        if marks:
            skip = tuple((at, at + len(token)) for at, token in zip(tokens, row["tokens"],
                         strict=True) if not any(m.start <= at < m.end for m in marks))
            yield Sample(f"geneva-{row['wnd_id']}", words, tuple(marks), skip)


def _ecb(data: Path) -> Iterator[Sample]:
    for path in sorted((data / "events/ecbplus").glob("*/*.xml")):
        if int(path.parent.name) in _ECB_DEV:
            continue
        sentences: dict[str, list[str]] = {}
        for token in tree.parse(path).iter("token"):
            sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
        yield Sample(f"ecb-{path.stem}", "\n\n".join(map(_glue, sentences.values())), None)


def _glue(tokens: list[str]) -> str:
    """Join tokens as they are written."""
    text = " ".join(tokens)
    text = re.sub(r" ([.,;:!?%)\]]|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)", r"\1", text)
    return re.sub(r"([(\[$]) ", r"\1", text)
