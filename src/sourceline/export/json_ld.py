"""JSON-LD: events as schema.org Event, claims as schema.org Claim, with PROV for where from.

In: an open record and a file name. Out: one document. The context stands inside it, so that it is
read without a connection. Terms of ours that no vocabulary has (status, precision, origins) are
under `urn:sourceline:`.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sourceline.export.stories import Source, Story, Telling, read_sources, read_stories
from sourceline.export.views import Row, rows, said

CONTEXT = {
    "@version": 1.1, "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#", "sl": "urn:sourceline:term:",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "type": "@type",
    "name": "schema:name", "startDate": {"@id": "schema:startDate", "@type": "xsd:date"},
    "endBefore": {"@id": "sl:endBefore", "@type": "xsd:date"}, "location": "schema:location",
    "latitude": "schema:latitude", "longitude": "schema:longitude", "geo": "schema:geo",
    "addressCountry": "schema:addressCountry", "participants": "sl:participants",
    "role": "schema:roleName", "about": "schema:about", "kind": "sl:kind", "status": "sl:status",
    "precision": "sl:precision", "origins": "sl:independentOrigins",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "cites": "prov:wasQuotedFrom", "exact": "oa:exact", "start": "oa:start", "end": "oa:end",
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "text": "schema:text",
    "claimant": "schema:author", "headline": "schema:headline", "publisher": "schema:publisher",
    "url": "schema:url", "inLanguage": "schema:inLanguage", "hedge": "sl:hedge",
}


def write_json_ld(connection: sqlite3.Connection, out: Path) -> None:
    """Write the document `out`, node by node."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [')
        for number, node in enumerate(_nodes(connection)):
            file.write((",\n" if number else "\n") + json.dumps(node, ensure_ascii=False))
        file.write("\n]}\n")


def _nodes(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    for source in read_sources(connection).values():
        yield _article(source)
    for story in read_stories(connection):
        yield _event(story)
    for row in rows(connection, "claims", "article, start, claim"):
        yield _claim(row)


def _article(source: Source) -> dict[str, object]:
    told = {"headline": source.title, "publisher": source.outlet, "url": source.address,
            "inLanguage": source.language}
    return {"id": article_id(source.article), "type": ["schema:NewsArticle", "prov:Entity"],
            **{key: value for key, value in told.items() if value}}


def article_id(article: str) -> str:
    """Name an article in the document.

    >>> article_id("a1")
    'urn:sourceline:article:a1'
    """
    return f"urn:sourceline:article:{article}"


def _event(story: Story) -> dict[str, object]:
    node: dict[str, object] = {
        "id": f"urn:sourceline:event:{story.event}", "type": "schema:Event", "name": story.label,
        "kind": story.kind, "status": story.status, "origins": story.origin_count}
    if story.time_from:
        node["startDate"] = story.time_from
    if story.time_to:
        node |= {"endBefore": story.time_to, "precision": story.precision}
    if story.place or story.country:
        node["location"] = _place(story)
    node["participants"] = [{"type": "schema:Role", "role": part.role,
                             "name": part.name or part.words} for part in story.parts]
    node["wasDerivedFrom"] = sorted({article_id(one.source.article) for one in story.tellings})
    node["cites"] = [_cite(one) for one in story.tellings]
    return node


def _place(story: Story) -> dict[str, object]:
    place: dict[str, object] = {"type": "schema:Place", "name": story.place or story.country}
    if story.country:
        place["addressCountry"] = story.country
    if story.latitude is not None and story.longitude is not None:
        place["geo"] = {"type": "schema:GeoCoordinates", "latitude": story.latitude,
                        "longitude": story.longitude}
    return place


def _cite(telling: Telling) -> dict[str, object]:
    return {"exact": telling.sentence, "start": telling.sentence_start,
            "end": telling.sentence_end, "source": article_id(telling.source.article)}


def _claim(row: Row) -> dict[str, object]:
    node: dict[str, object] = {
        "id": f"urn:sourceline:claim:{row['claim']}", "type": "schema:Claim",
        "text": said(row["content_words"]), "wasDerivedFrom": [article_id(said(row["article"]))],
        "cites": [{"exact": said(row["words"]), "start": row["start"], "end": row["end"],
                   "source": article_id(said(row["article"]))}]}
    if row["speaker_words"]:
        node["claimant"] = {"name": row["speaker_words"]}
    if row["hedge"]:
        node["hedge"] = row["hedge"]
    if row["event"]:
        node["about"] = {"id": f"urn:sourceline:event:{row['event']}"}
    return node
