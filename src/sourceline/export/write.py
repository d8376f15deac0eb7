"""Export a record: the one door, and the list of formats.

In: an open record, a format's name, where to write, and names to protect. Out: files. What is
written is written beside its place first and moved there when it is whole, so that a kill leaves
no half export under a good name.
"""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sourceline.errors import BadInput
from sourceline.export.acled import write_acled
from sourceline.export.csv_folder import write_csv
from sourceline.export.ftm import write_ftm
from sourceline.export.geo_json import write_geo_json
from sourceline.export.icalendar import write_icalendar
from sourceline.export.json_ld import write_json_ld
from sourceline.export.json_lines import write_json_lines
from sourceline.export.leaks import refuse_leaks
from sourceline.export.names import read_names
from sourceline.export.parquet import write_parquet
from sourceline.export.protect import protect, with_aliases
from sourceline.export.publish import write_site
from sourceline.export.report import write_html, write_markdown
from sourceline.export.web_annotations import write_web_annotations
from sourceline.export.xlsx import write_xlsx


@dataclass(frozen=True)
class Format:
    """One format: who writes it, the ending of its file ("" for a folder), and what it is."""

    write: Callable[[sqlite3.Connection, Path], None]
    ending: str
    says: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(write_csv, "", "a CSV file for each view"),
    "xlsx": Format(write_xlsx, ".xlsx", "a workbook with a sheet for each view"),
    "parquet": Format(write_parquet, "", "a Parquet file for each view"),
    "jsonl": Format(write_json_lines, "", "JSON lines for each view"),
    "jsonld": Format(write_json_ld, ".jsonld", "schema.org events and claims with PROV"),
    "ftm": Format(write_ftm, ".ftm.json", "FollowTheMoney entities, one a line"),
    "geojson": Format(write_geo_json, ".geojson", "events as features"),
    "ics": Format(write_icalendar, ".ics", "what is due, as a calendar"),
    "annotations": Format(write_web_annotations, ".annotations.json", "W3C Web Annotations"),
    "acled": Format(write_acled, ".acled.csv", "events in the columns of ACLED's codebook"),
    "markdown": Format(write_markdown, ".md", "a report with footnotes"),
    "html": Format(write_html, ".html", "a report to print"),
    "publish": Format(write_site, "", "a static site of the chronology"),
}


def export_record(connection: sqlite3.Connection, to: str, out: Path,
                  names: Path | None = None) -> Path:
    """Write a record in a format; give where it stands.

    Takes: `out`, a file or, for formats of many files, a folder that is not there yet;
    `names`, a file of names to protect.
    Refuses: `BadInput` for an unknown format, a place that is taken, or a name that would stay.
    """
    if to not in FORMATS:
        raise BadInput(f"there is no format {to!r}", remedy="choose " + ", ".join(FORMATS))
    if out.exists():
        raise BadInput("something stands here already", where=str(out),
                       remedy="name another place, or remove it")
    format_ = FORMATS[to]
    beside = out.with_name(f".{out.name}.part")
    _remove(beside)
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        if names is None:
            format_.write(connection, beside)
        else:
            known = with_aliases(connection, read_names(names))
            with closing(protect(connection, known)) as copy:
                format_.write(copy, beside)
            refuse_leaks(beside, out.name, known)
        beside.replace(out)
    finally:
        _remove(beside)
    return out


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
