"""W3C Web Annotations: every telling, claim and figure as an annotation of its article.

In: an open record and a file name. Out: one JSON-LD document, a list of annotations by the Web
Annotation Data Model (W3C, 2017), each with a position and a quote selector into the cleaned text.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sourceline.export.stories import Source, read_sources
from sourceline.export.views import Row, rows, said

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Words before and after that make a quotation findable in another copy of the page.
_AROUND_CHARS = 32
# View, its id, what the annotation says of the words.
_MARKED = (("event_mentions", "event_mention", "event", ("kind", "status")),
           ("claims", "claim", "claim", ("form", "speaker_words", "hedge")),
           ("figures", "figure", "figure", ("counted", "unit", "bound")))


def write_web_annotations(connection: sqlite3.Connection, out: Path) -> None:
    """Write the annotations `out`, one a line inside one list."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        file.write(f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", '
                   '"id": "urn:sourceline:annotations", "items": [')
        for number, one in enumerate(_annotations(connection)):
            file.write((",\n" if number else "\n") + json.dumps(one, ensure_ascii=False))
        file.write("\n]}\n")


def _annotations(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    sources = read_sources(connection)
    for view, name, purpose, told in _MARKED:
        article, text = "", ""
        for row in rows(connection, view, f"article, start, end, {name}"):
            if row["article"] != article:
                article = said(row["article"])
                found = connection.execute("SELECT text FROM articles WHERE article = ?",
                                           (article,)).fetchone()
                text = found[0]
            yield annotation(row, said(row[name]), purpose, told, sources[article], text)


def annotation(row: Row, name: str, purpose: str, told: tuple[str, ...], source: Source,
               text: str) -> dict[str, object]:
    """Give one annotation: what is said of the words, and where the words stand."""
    start, end = int(row["start"] or 0), int(row["end"] or 0)
    body = ", ".join(f"{key.replace('_', ' ')}: {row[key]}" for key in told if row[key])
    return {
        "id": f"urn:sourceline:{purpose}:{name}", "type": "Annotation", "motivation": "classifying",
        "body": [{"type": "TextualBody", "purpose": "classifying", "value": purpose},
                 {"type": "TextualBody", "purpose": "describing", "value": body}],
        "target": {
            "source": source.address or f"urn:sourceline:article:{source.article}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": text[start:end],
                 "prefix": text[max(0, start - _AROUND_CHARS):start],
                 "suffix": text[end:end + _AROUND_CHARS]}]}}
