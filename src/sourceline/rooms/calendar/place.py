"""Place every time expression of a collection, by its words and its article's publication.

In: `Publication`s and `TimeExpression`s, in any order. Out: one `PlacedTime` for each expression,
sorted by article and place, with a `Because` that names the words and what they hang on. It
narrows nothing by other articles yet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sourceline.record.cite import Because
from sourceline.record.when import UNKNOWN, PlacedTime, Publication, TimeExpression, When
from sourceline.text.anchored import resolve

VERSION = "1"


@dataclass(frozen=True)
class CalendarSettings:
    """Nothing to tune yet; the joint solution will have its limits here."""


DEFAULTS = CalendarSettings()


def place_times(
    publications: Sequence[Publication],
    expressions: Sequence[TimeExpression],
    settings: CalendarSettings = DEFAULTS,  # noqa: ARG001
) -> tuple[PlacedTime, ...]:
    """Give every expression its interval; `UNKNOWN` where words and publication leave it open.

    The same expressions and publications give the same answer in any order; an article more
    changes nothing for the others.
    """
    ordered = sorted(expressions, key=lambda one: (one.cite.article, one.cite.start, one.id))
    return tuple(place_in_turn(publications, ordered))


def place_in_turn(publications: Sequence[Publication], expressions: Iterable[TimeExpression]
                  ) -> Iterator[PlacedTime]:
    """Do as `place_times`, article by article.

    Takes: expressions in the order of articles and places.
    """
    published = {one.article: one for one in publications}
    for article, some in groupby(expressions, key=lambda one: one.cite.article):
        others = {one.id: one for one in some}
        for one in others.values():
            yield _place(one, published.get(article), others)


def _place(
    expression: TimeExpression,
    publication: Publication | None,
    others: Mapping[str, TimeExpression],
) -> PlacedTime:
    when = resolve(expression, publication.published if publication else UNKNOWN, others)
    return PlacedTime(expression=expression.id, article=expression.cite.article, when=when,
                      because=_because(expression, when, publication, others))


def _because(
    expression: TimeExpression,
    when: When,
    publication: Publication | None,
    others: Mapping[str, TimeExpression],
) -> Because:
    """Say what the interval rests on, with the words looked at."""
    cites = [expression.cite]
    relative = expression.relative
    other = others.get(relative.anchor) if relative else None
    if expression.when is not None:
        rule, sentence = "calendar.stated", f"“{expression.cite.words}” names its own date"
    elif relative is None:
        rule, sentence = "calendar.open", f"“{expression.cite.words}” names no date"
    elif other is not None:
        cites.append(other.cite)
        rule = "calendar.anaphoric"
        sentence = f"“{expression.cite.words}” counts from “{other.cite.words}”"
    elif relative.anchor != "publication":
        rule = "calendar.open"
        sentence = f"“{expression.cite.words}” counts from a time the article does not name nearby"
    else:
        rule = "calendar.publication"
        sentence = (f"“{expression.cite.words}” counts from the publication, "
                    f"{_said(publication, when)}")
        if publication is not None and publication.published.basis == "collection":
            cites += [one for one in publication.because.cites if one not in cites]
    return Because(rule=rule, version=VERSION, sentence=sentence, cites=tuple(cites))


def _said(publication: Publication | None, when: When) -> str:
    """Say the publication in words."""
    if publication is None or when is UNKNOWN:
        return "which is unknown"
    published = publication.published
    if published.from_date is None or published.to_date is None:
        return "of which only one end is known"
    if published.precision == "day":
        return f"{published.from_date.isoformat()} by {published.basis}"
    return (f"between {published.from_date.isoformat()} and before "
            f"{published.to_date.isoformat()} by {published.basis}")
