"""Open a reader by its name.

In: a name and settings. Out: a `Reader`; whichever it is, it gives the same `Reading`. What a
reader needs (ONNX Runtime, spaCy, a connection) is imported only when it is asked for by name.

- "rules": sentences and words without a model.
- "model": our own network, everything a `Reading` can hold but coreference.
- "fast": the same network, but only for sentences that may tell of an event.
- "spacy:PIPELINE": a spaCy pipeline installed on this machine, such as "spacy:en_core_web_trf".
- "service:ADDRESS#MODEL": an OpenAI-compatible chat service.
"""

from typing import Protocol

from sourceline.errors import BadInput
from sourceline.record.article import Text
from sourceline.record.reading import Reading
from sourceline.rooms.read import rules
from sourceline.rooms.read.settings import ReadSettings

NAMES = ("rules", "model", "fast", "spacy:PIPELINE", "service:ADDRESS#MODEL")


class Reader(Protocol):
    """Anything that reads a text; `name` says which reader and version."""

    name: str

    def read(self, text: Text) -> Reading:
        """Read one text."""


class RuleReader:
    """The reader by plain rules."""

    name = rules.READER

    def __init__(self, settings: ReadSettings) -> None:
        """Keep the settings."""
        self._settings = settings

    def read(self, text: Text) -> Reading:
        """Read one text by rules."""
        return rules.read_text(text, self._settings)


def open_reader(name: str, settings: ReadSettings | None = None) -> Reader:
    """Open the reader of this name.

    >>> open_reader("rules").name
    'rules-1'

    Refuses: `BadInput` for a name that is none, `ModelMissing` when what it needs is not here.
    """
    settings = settings or ReadSettings()
    kind, _, which = name.partition(":")
    if name == "rules":
        return RuleReader(settings)
    if name == "model":
        from sourceline.rooms.read.model.read import open_model
        return open_model(settings)
    if name == "fast":
        from sourceline.rooms.read.model.fast import open_fast
        return open_fast(settings)
    if kind == "spacy" and which:
        from sourceline.rooms.read.spacy import open_spacy
        return open_spacy(which)
    if kind == "service" and which:
        from sourceline.rooms.read.service import open_service
        return open_service(which, settings)
    raise BadInput(f"there is no reader {name!r}", remedy="ask for one of " + ", ".join(NAMES))
