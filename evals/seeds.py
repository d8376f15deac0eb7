"""The public questions about the seed pages that the record's views answer by themselves.

In: the folder `seeds` beside the data folder: page dumps and `questions.json`. Out: one score a
kind of question. Only what a program can judge without reading is judged here: dates, removed
spans, bylines, and whether every quoted piece of evidence is in the text or stands in `removed`.
"""

import sqlite3
import tempfile
from pathlib import Path

import msgspec

from evals.score import Counts, Score, hit, recall, score
from sourceline.build import build
from sourceline.store.open import open_record


class Evidence(msgspec.Struct):
    """A quotation from a seed page, with its place in the file."""

    file: str
    start: int
    end: int
    quote: str


class Question(msgspec.Struct):
    """One public question; `answer_value` differs from question to question."""

    id: str
    category: str
    evidence: list[Evidence]
    answer_value: msgspec.Raw = msgspec.Raw(b"null")


class Questions(msgspec.Struct):
    """The file of questions."""

    questions: list[Question]


def measure(data: Path) -> list[Score]:
    """Build the seeds' record and answer what can be answered from its views."""
    seeds = data.resolve().parent / "seeds"
    if not (seeds / "questions.json").exists():
        return []
    asked = msgspec.json.decode((seeds / "questions.json").read_bytes(), type=Questions).questions
    with tempfile.TemporaryDirectory() as folder:
        build([seeds], Path(folder) / "seeds.db")
        record = open_record(Path(folder) / "seeds.db")
        record.row_factory = sqlite3.Row
        rows = {row["path"].rsplit("/", 1)[-1]: row for row in record.execute(
            "SELECT a.*, t.captured FROM articles a JOIN article t ON t.id = a.article")}
        by_id = {question.id: question for question in asked}
        scores = [
            score("seeds.published", _published(by_id["Q01"], rows), recall),
            score("seeds.crawled", _crawled(by_id["Q06"], rows), recall),
            score("seeds.boilerplate_removed", _removed(record, by_id["Q08"], rows), recall),
            score("seeds.own_byline", _byline(by_id["Q11"], rows), recall),
            score("seeds.evidence_kept", _kept(asked, rows), recall)]
        record.close()
    return scores


def _published(question: Question, rows: dict[str, sqlite3.Row]) -> list[Counts]:
    answer = msgspec.json.decode(question.answer_value, type=dict[str, str])
    row = rows[question.evidence[0].file]
    right = (row["published_from"] == answer["publication"]
             and row["crawl_date"] == answer["crawl"] and row["published_basis"] == "dateline")
    return [hit(right)]


def _crawled(question: Question, rows: dict[str, sqlite3.Row]) -> list[Counts]:
    answer = msgspec.json.decode(question.answer_value, type=dict[str, str | None])
    return [hit(row["crawl_date"] == answer[name[:3]] and row["published_basis"] != "header_line")
            for name, row in sorted(rows.items())]


def _removed(record: sqlite3.Connection, question: Question, rows: dict[str, sqlite3.Row]
             ) -> list[Counts]:
    """Every visible character of the span is removed, and none just before it."""
    span = question.evidence[0]
    row = rows[span.file]
    gone = {place for start, end in record.execute(
        'SELECT start, "end" FROM removed WHERE article = ?', (row["article"],))
        for place in range(start, end)}
    shift = row["captured"].index(span.quote) - span.start
    wanted = [p for p in range(span.start + shift, span.end + shift)
              if not row["captured"][p].isspace()]
    before = [p for p in range(span.start + shift - 200, span.start + shift)
              if not row["captured"][p].isspace()]
    right = sum(p in gone for p in wanted) + sum(p not in gone for p in before)
    return [Counts(right, len(wanted) + len(before), len(wanted) + len(before))]


def _byline(question: Question, rows: dict[str, sqlite3.Row]) -> list[Counts]:
    """The article that names a party as its own author says so, and no other has a byline."""
    named = question.evidence[0]
    return [hit(bool(row["byline"]) == (name == named.file)
                 and (name != named.file or _folded(row["byline"]) in _folded(named.quote)))
            for name, row in sorted(rows.items())]


def _folded(words: str) -> str:
    return " ".join(words.split()).lower()


def _kept(asked: list[Question], rows: dict[str, sqlite3.Row]) -> list[Counts]:
    """Evidence of what pages report must stand in the text; of pages themselves, in the capture."""
    found = []
    for question in asked:
        for evidence in question.evidence:
            row = rows[evidence.file]
            place = row["captured"] if question.category == "documents" else row["text"]
            found.append(hit(_folded(evidence.quote) in _folded(place)))
    return found
