"""What a build brought for pictures that can be moved: whether it is there, and how specs travel.

In: names of files, specifications. Out: yes or no; text to put into a page. Where a build fetched
nothing (no npm, no network), pages keep the pictures the server draws.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from markupsafe import Markup

FOLDER = Path(__file__).parent / "vendor"
# What the pictures of each sort need, in the order in which a page names them.
VEGA = ("vega.min.js", "vega-lite.min.js", "vega-embed.min.js")
LEAFLET = ("leaflet.css", "leaflet.js", "topojson-client.min.js", "countries-50m.json")
CYTOSCAPE = ("cytoscape.min.js",)


def vendored(files: Iterable[str]) -> bool:
    """Tell whether this build has all of these files.

    >>> vendored(["no-such-file.js"])
    False
    """
    return all((FOLDER / file).is_file() for file in files)


def as_text(spec: Mapping[str, object]) -> Markup:
    """Write a specification as JSON that can stand between two tags as plain text.

    >>> str(as_text({"said": "</div><script>"}))
    '{"said":"&lt;/div&gt;&lt;script&gt;"}'
    """
    said = msgspec.json.encode(spec).decode("utf-8")
    # Quotation marks may stay as they are: this is text, never the value of an attribute.
    return Markup(said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
