"""GeoJSON (RFC 7946): every event as a feature; one without coordinates has no geometry.

In: an open record and a file name. Out: a FeatureCollection, west-east first.
"""

import json
import sqlite3
from pathlib import Path

from sourceline.export.stories import Story, read_stories


def write_geo_json(connection: sqlite3.Connection, out: Path) -> None:
    """Write the feature collection `out`, feature by feature."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, story in enumerate(read_stories(connection)):
            file.write((",\n" if number else "\n") + json.dumps(feature(story),
                                                                ensure_ascii=False))
        file.write("\n]}\n")


def feature(story: Story) -> dict[str, object]:
    """Give one event as a feature."""
    placed = story.latitude is not None and story.longitude is not None
    geometry = {"type": "Point", "coordinates": [story.longitude, story.latitude]}
    return {
        "type": "Feature", "id": story.event, "geometry": geometry if placed else None,
        "properties": {
            "label": story.label, "kind": story.kind, "status": story.status,
            "from": story.time_from or None, "to": story.time_to or None,
            "precision": story.precision, "place": story.place, "country": story.country,
            "articles": story.article_count, "origins": story.origin_count,
            "cites": [{"article": one.source.article, "start": one.sentence_start,
                       "end": one.sentence_end, "words": one.sentence,
                       "outlet": one.source.outlet, "address": one.source.address}
                      for one in story.tellings]}}
