"""The settings of a whole run: one field a room, each room's own frozen dataclass.

In: nothing, or a TOML file. Out: `Settings`. It sets no number itself; the rooms do.
"""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import msgspec

from sourceline.errors import BadInput
from sourceline.lexicon.events import read_kinds
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.calendar.place import CalendarSettings
from sourceline.rooms.claims.find import ClaimSettings
from sourceline.rooms.clean.settings import CleanSettings
from sourceline.rooms.copies.compare import CopySettings
from sourceline.rooms.copies.origins import OriginSettings
from sourceline.rooms.entities.link import LinkSettings
from sourceline.rooms.events.find import EventSettings
from sourceline.rooms.figures.find import FigureSettings
from sourceline.rooms.figures.group import GroupSettings
from sourceline.rooms.merge.merge import MergeSettings
from sourceline.rooms.names.find import NameSettings
from sourceline.rooms.places.locate import PlaceSettings
from sourceline.rooms.read.settings import ReadSettings
from sourceline.rooms.threads.due import DueSettings
from sourceline.rooms.threads.find import ThreadSettings
from sourceline.rooms.times.expressions import TimeSettings
from sourceline.rooms.times.publication import PublicationSettings


@dataclass(frozen=True)
class Settings:
    """What a user may set, room by room."""

    acquire: AcquireSettings = field(default_factory=AcquireSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    publication: PublicationSettings = field(default_factory=PublicationSettings)
    read: ReadSettings = field(default_factory=ReadSettings)
    times: TimeSettings = field(default_factory=TimeSettings)
    names: NameSettings = field(default_factory=NameSettings)
    places: PlaceSettings = field(default_factory=PlaceSettings)
    events: EventSettings = field(default_factory=EventSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    figures: FigureSettings = field(default_factory=FigureSettings)
    dues: DueSettings = field(default_factory=DueSettings)
    entities: LinkSettings = field(default_factory=LinkSettings)
    calendar: CalendarSettings = field(default_factory=CalendarSettings)
    merge: MergeSettings = field(default_factory=MergeSettings)
    copies: CopySettings = field(default_factory=CopySettings)
    origins: OriginSettings = field(default_factory=OriginSettings)
    figure_groups: GroupSettings = field(default_factory=GroupSettings)
    threads: ThreadSettings = field(default_factory=ThreadSettings)

    def __hash__(self) -> int:
        """Name these settings among others of this process: once, since each step of each article
        asks, and going through all rooms' settings each time took longer than the articles.
        """
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return int(digest(self), 16)


def load_settings(path: Path | None) -> Settings:
    """Read settings from a TOML file with one table a room; None gives the defaults.

    >>> load_settings(None) == Settings()
    True

    Refuses: a table, name or value that does not fit (`BadInput` names it).
    """
    if path is None:
        return Settings()
    try:
        given = msgspec.toml.decode(path.read_text(encoding="utf-8"))
        _refuse_unknown(given, path)
        return _with_kinds(msgspec.convert(given, Settings), path.parent)
    except (OSError, msgspec.MsgspecError) as error:
        raise BadInput(str(error), where=str(path),
                       remedy="see `sourceline settings` for what can be set") from error


def _with_kinds(settings: Settings, folder: Path) -> Settings:
    """Read the user's files of event kinds into the settings."""
    read = tuple(kind for name in settings.events.kind_files for kind in read_kinds(folder / name))
    if not read:
        return settings
    events = replace(settings.events, kinds=(*settings.events.kinds, *read))
    return replace(settings, events=events)


def _refuse_unknown(given: object, path: Path) -> None:
    known = msgspec.to_builtins(Settings())
    if not isinstance(given, dict):
        return
    for room, values in given.items():
        unknown = [room] if room not in known else [
            f"{room}.{name}" for name in values if name not in known[room]]
        if unknown:
            raise BadInput(f"there is no setting {unknown[0]}", where=str(path),
                           remedy="see `sourceline settings` for what can be set")


def digest(settings: object) -> str:
    """Name settings by what they say, for the keys of work already done.

    >>> digest(Settings()) == digest(Settings())
    True
    """
    said = msgspec.json.encode(msgspec.to_builtins(settings), order="sorted")
    return hashlib.sha256(said).hexdigest()[:16]


def as_json(settings: Settings) -> str:
    """Write settings as JSON with sorted names, as they stand in the record."""
    return msgspec.json.encode(msgspec.to_builtins(settings), order="sorted").decode()
