"""The door of the room: read one text with the reader the settings name.

In: `Text`, `ReadSettings`. Out: `Reading`. A reader is opened once in each process.
"""

from functools import cache

from sourceline.record.article import Text
from sourceline.record.reading import Reading
from sourceline.rooms.read.open import Reader, open_reader
from sourceline.rooms.read.settings import ReadSettings

VERSION = "1"


def read_text(text: Text, settings: ReadSettings) -> Reading:
    """Read a text with the reader of the settings.

    >>> text = Text(article="a1", captured="", edits=(), words="Votes were counted.", parts=())
    >>> read_text(text, ReadSettings(reader="rules")).reader
    'rules-1'

    Refuses: `ModelMissing` when the reader named is not on this machine. Another reader is never
    put in its place unasked: two records would not be comparable.
    """
    return _opened(settings).read(text)


@cache
def _opened(settings: ReadSettings) -> Reader:
    return open_reader(settings.reader, settings)
