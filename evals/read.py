"""How well a reader finds sentences and tokens on raw text, on the dev treebanks.

In: the shared data folder. Out: F1 of exact spans, per document, for `rules-1`. The raw text is
put together again from the treebanks: `SpaceAfter=No` glues, sentences are joined by a space,
paragraphs (`# newpar`) by a blank line, and documents (`# newdoc`) stand apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.score import Counts, Score, f1, score
from sourceline.record.article import Text
from sourceline.rooms.read.rules import ReadSettings, read_text

Span = tuple[int, int]
# GUM documents of these genres are news prose.
NEWS = "GUM_news"


@dataclass
class Document:
    """One document of a treebank: raw text, and the gold sentences and words in it."""

    name: str
    words: str = ""
    sentences: list[Span] = field(default_factory=list)
    tokens: list[Span] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)


def measure(data: Path) -> list[Score]:
    """Score sentences, tokens and lemmas of the reader `rules-1`."""
    scores: list[Score] = []
    ewt = list(read_documents(data / "syntax" / "ewt-dev.conllu"))
    gum = list(read_documents(data / "syntax" / "gum-dev.conllu"))
    news = [document for document in gum if document.name.startswith(NEWS)]
    for name, documents in (("ewt", ewt), ("gum", gum), ("gum_news", news)):
        results = [_score_document(document) for document in documents]
        for figure, at in (("sentence_f1", 0), ("token_f1", 1), ("lemma_right", 2)):
            rows = [result[at] for result in results]
            scores.append(score(f"read.{name}.{figure}", rows, f1))
    return scores


def read_documents(path: Path) -> Iterator[Document]:
    """Put the documents of a CoNLL-U file together again."""
    document: Document | None = None
    paragraph = False
    glue = ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            if document is not None:
                yield document
            document, glue = Document(line.split("=")[-1].strip()), ""
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows and document is not None:
            paragraph = paragraph or any("NewPar=Yes" in row[9] for row in rows[:1])
            glue = _add(document, rows, "\n\n" if paragraph else glue)
            paragraph, rows = False, []
    if document is not None:
        yield document


def _add(document: Document, rows: list[list[str]], glue: str) -> str:
    """Add one sentence and say what stands between it and the next."""
    until = 0
    covered = 0
    start = len(document.words) + len(glue) if document.words else 0
    document.words += glue if document.words else ""
    space = ""
    for row in rows:
        if "." in row[0]:
            continue
        number = int(row[0].split("-")[0])
        if "-" in row[0]:
            covered = int(row[0].split("-")[1])
            start_of_word = len(document.words) + len(space)
            document.words += space + row[1]
            space = "" if "SpaceAfter=No" in row[9] else " "
            until = start_of_word
            continue
        if number <= covered:
            until = _part(document, row, until, number == covered)
            continue
        begin = len(document.words) + len(space)
        document.words += space + row[1]
        document.tokens.append((begin, len(document.words)))
        document.lemmas.append(row[2])
        space = "" if "SpaceAfter=No" in row[9] else " "
    document.sentences.append((start, len(document.words)))
    return space


def _part(document: Document, row: list[str], begin: int, last: bool) -> int:
    """Add one word of a contraction; its letters stand in the text in order."""
    end = len(document.words) if last else begin + len(row[1])
    document.tokens.append((begin, end))
    document.lemmas.append(row[2])
    return end


def _score_document(document: Document) -> tuple[Counts, Counts, Counts]:
    text = Text(article=document.name, captured="", edits=(), words=document.words, parts=())
    reading = read_text(text, ReadSettings())
    sentences = {(sentence.start, sentence.end) for sentence in reading.sentences}
    tokens = {
        (token.start, token.end): token.lemma
        for sentence in reading.sentences for token in sentence.tokens
    }
    gold = dict(zip(document.tokens, document.lemmas, strict=True))
    both = [span for span in gold if span in tokens]
    lemmas = sum(tokens[span].lower() == gold[span].lower() for span in both)
    return (
        _counts(sentences, set(document.sentences)), _counts(set(tokens), set(document.tokens)),
        Counts(lemmas, len(both), len(both)),
    )


def _counts(found: set[Span], wanted: set[Span]) -> Counts:
    return Counts(len(found & wanted), len(found), len(wanted))
