"""A sheet in the columns of ACLED's codebook, for those whose tools read it. It is NOT ACLED data.

In: an open record and a file name. Out: CSV. Only events that happened or are alleged, of kinds the
codebook has a type for. ACLED wants one date, one place and the lowest credible number of deaths; a
record holds intervals and rival figures, so every row says how it was brought down to one (`notes`,
`time_precision`, `geo_precision`).
Source: ACLED Codebook (2023 and later): event types, sub-types, precisions 1–3, vague numbers
("several", "dozens") as 3, 12, else 10 for unknown plural deaths.
"""

import csv
import sqlite3
from datetime import date
from pathlib import Path

from sourceline.export.csv_folder import harmless
from sourceline.export.stories import Story, read_stories

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "country", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities",
    "made_by")
# Kind of ours, finer before coarser → disorder type, event type, sub-event type, or none. Whether a
# protest was peaceful the record does not say unless it calls it a riot.
TYPES = (
    ("ASSAULT.bombing", ("Political violence", "Explosions/Remote violence",
                         "Remote explosive/landmine/IED")),
    ("ASSAULT.airstrike", ("Political violence", "Explosions/Remote violence",
                           "Air/drone strike")),
    ("ASSAULT.clash", ("Political violence", "Battles", "Armed clash")),
    ("ASSAULT.rape", ("Political violence", "Violence against civilians", "Sexual violence")),
    ("ASSAULT.abduction", ("Political violence", "Violence against civilians",
                           "Abduction/forced disappearance")),
    ("ASSAULT.arson", ("Strategic developments", "Strategic developments",
                       "Looting/property destruction")),
    ("ASSAULT.cyber", None),
    ("ASSAULT", ("Political violence", "Violence against civilians", "Attack")),
    ("TORTURE", ("Political violence", "Violence against civilians", "Attack")),
    ("EXECUTE", ("Political violence", "Violence against civilians", "Attack")),
    ("DISAPPEAR", ("Political violence", "Violence against civilians",
                   "Abduction/forced disappearance")),
    ("PROTEST.riot", ("Demonstrations", "Riots", "Violent demonstration")),
    ("PROTEST", ("Demonstrations", "Protests", "Peaceful protest")),
    ("ARREST", ("Strategic developments", "Strategic developments", "Arrests")),
    ("AGREE", ("Strategic developments", "Strategic developments", "Agreement")),
)
_DEATHS = ("killed", "dead", "death", "died", "executed", "fatalit", "massacred", "murdered")


def write_acled(connection: sqlite3.Connection, out: Path) -> None:
    """Write the sheet `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(COLUMNS)
        for story in read_stories(connection):
            types = type_of(story.kind)
            if types and story.status in ("happened", "alleged") and story.time_from:
                sheet.writerow([harmless(cell) for cell in _line(story, types)])


def type_of(kind: str) -> tuple[str, str, str] | None:
    """Give ACLED's types of a kind, None where the codebook has none.

    >>> type_of("ASSAULT.killing")[1], type_of("VERDICT")
    ('Violence against civilians', None)
    """
    return next((types for prefix, types in TYPES if kind.startswith(prefix)), None)


def _line(story: Story, types: tuple[str, str, str]) -> list[str | int | float | None]:
    actors = _named(story, ("actor",))
    targets = _named(story, ("target", "victim"))
    sources = dict.fromkeys(one.source.outlet or one.source.title for one in story.tellings)
    deaths, how = fatalities(story)
    notes = (f"{story.label}. Status in the record: {story.status}. "
             f"Interval [{story.time_from}, {story.time_to or 'open'}). {how} {_cites(story)}")
    return [
        story.event, story.time_from, story.time_from[:4], time_precision(story), *types,
        actors[0] if actors else "", "; ".join(actors[1:]), targets[0] if targets else "",
        "; ".join(targets[1:]), story.country, story.place, story.latitude, story.longitude,
        geo_precision(story), "; ".join(sources), "", notes, deaths,
        "Sourceline, in ACLED's columns; not ACLED data"]


def _cites(story: Story) -> str:
    """Quote every sentence that tells the event, with its article and its place there."""
    return " ".join(f"“{one.sentence}” [{one.source.article} {one.sentence_start}–"
                    f"{one.sentence_end}]" for one in story.tellings)


def _named(story: Story, roles: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(part.name or part.words for part in story.parts
                              if part.role in roles))


def time_precision(story: Story) -> int:
    """Give 1 for a day, 2 for a week, 3 for a month or more."""
    if not story.time_to:
        return 3
    days = (date.fromisoformat(story.time_to) - date.fromisoformat(story.time_from)).days
    return 1 if days <= 1 else 2 if days <= 7 else 3


def geo_precision(story: Story) -> int:
    """Give 1 for a named place with coordinates, 3 for a country or nothing."""
    return 1 if story.latitude is not None and story.place not in ("", story.country) else 3


def fatalities(story: Story) -> tuple[int, str]:
    """Give the lowest number of deaths any source gives, and say so.

    ACLED takes the most conservative report; with none it takes 0.
    """
    deaths = [one for one in story.amounts
              if one.low is not None and any(word in one.counted.lower() for word in _DEATHS)]
    if not deaths:
        return 0, "No number of deaths found in this collection."
    lowest = min(deaths, key=lambda one: (one.low or 0, one.figure))
    said = "; ".join(dict.fromkeys(one.words for one in deaths))
    return int(lowest.low or 0), f"Lowest of the figures given: {said}."
