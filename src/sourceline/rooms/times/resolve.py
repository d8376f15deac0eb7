"""One time expression placed on the calendar, once its article's publication is known.

In: a `TimeExpression`, a `When` of publication. Out: a `When`, never narrower than the words and
the publication allow. Pure calendar arithmetic; the collection's room for this is `calendar/`.
"""

from collections.abc import Mapping

from sourceline.record.when import TimeExpression, When
from sourceline.text.anchored import resolve


def resolve_time(
    expression: TimeExpression,
    published: When,
    others: Mapping[str, TimeExpression] | None = None,
) -> When:
    """Give the interval an expression means.

    Takes: `others`, the expressions of the same article by id, for those that hang on another
    ("that month"). A publication that is itself an interval gives the hull over its days.
    Leaves open: `UNKNOWN` where words and publication say nothing.
    """
    return resolve(expression, published, others)
