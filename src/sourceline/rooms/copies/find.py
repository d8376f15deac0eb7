"""The door of the room: passages that stand in two articles.

In: the texts of a collection and when they were published. Out: `Copy`, one per passage and
pair of articles. Words both articles quote from somebody else are not copying, nor is boilerplate.
"""

from collections.abc import Sequence

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import cite
from sourceline.record.copy import Copy
from sourceline.record.when import Publication
from sourceline.rooms.copies.compare import CopySettings, Found
from sourceline.rooms.copies.direction import first_of
from sourceline.rooms.copies.search import find_passages

VERSION = "1"


def find_copies(
    texts: Sequence[Text], publications: Sequence[Publication], settings: CopySettings
) -> tuple[Copy, ...]:
    """Find passages that stand in two articles.

    >>> one = Text(article="a1", captured="", edits=(), parts=(), words="The harbour council of "
    ...     "Ostmark voted late on Monday to close both piers until the spring tides have passed.")
    >>> two = Text(article="a2", captured="", edits=(), parts=(), words="News. " + one.words)
    >>> [found.form for found in find_copies([one, two], (), CopySettings())]
    ['verbatim']

    Takes: texts in any order; what is known of their publication, for the direction only, which
    credit lines decide where dates do not.
    Gives: copies sorted by the places they name, the same for any order of the texts.
    """
    articles = [text.article for text in texts]
    ordered = texts if articles == sorted(articles) else sorted(
        texts, key=lambda text: text.article)
    days = {publication.article: publication for publication in publications}
    found = [_copy(ordered[first], ordered[second], passage, days)
             for first, second, passage in find_passages(ordered, settings)]
    return tuple(sorted(found, key=lambda copy: (
        copy.a.article, copy.b.article, copy.a.start, copy.b.start, copy.a.end, copy.b.end)))


def _copy(a: Text, b: Text, found: Found, days: dict[str, Publication]) -> Copy:
    return Copy(
        id=make_id("k", a.article, *found.a, b.article, *found.b, found.form),
        a=cite(a.article, a.words, *found.a),
        b=cite(b.article, b.words, *found.b),
        form=found.form,
        similarity=found.similarity,
        first=first_of(a, b, (days.get(a.article), days.get(b.article))),
    )
