"""Pictures of a record for notebooks, as Altair charts: its events in time, its rival figures.

In: rows of the promised views. Out: Altair charts, which a notebook draws and `to_dict` gives as
Vega-Lite. An interval is drawn as one, never as its middle.
"""

import importlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from sourceline.errors import BadInput, ModelMissing
from sourceline.export.views import Row, said

# Where a bound leaves an end open, the point says to which side.
_SHAPES = {"exact": "circle", "about": "diamond", "at_least": "triangle-right",
           "at_most": "triangle-left", "vague": "cross"}
_SHOWN = ("label", "kind", "status", "time_from", "time_to", "precision", "origin_count")
# More groups than these are no picture; `counted` chooses among them.
_MOST_GROUPS = 12


def altair() -> ModuleType:
    """Import Altair. Refuses: `ModelMissing` with the remedy where it is not installed."""
    try:
        return importlib.import_module("altair")
    except ImportError as error:
        raise ModelMissing("charts need Altair",
                           remedy="pip install 'sourceline[notebook]'") from error


def timeline(events: Iterable[Row], where: str) -> Any:  # noqa: ANN401  (altair may be absent)
    """Draw the dated events, one bar from the first day they may lie on to the last.

    Refuses: `BadInput` when no event has a date on both sides.
    """
    alt = altair()
    dated = [{key: row[key] for key in _SHOWN} for row in events
             if row["time_from"] and row["time_to"]]
    if not dated:
        raise BadInput("no event of this record has a date on both sides", where=where,
                       remedy="look at record.events")
    return alt.Chart(alt.Data(values=dated)).mark_bar(strokeWidth=2).encode(
        x=alt.X("time_from:T", title=None), x2="time_to:T",
        y=alt.Y("kind:N", title=None), color=alt.Color("status:N", title="status"),
        stroke=alt.Stroke("status:N", legend=None),  # a day among years stays visible
        tooltip=[f"{name}:{'Q' if name == 'origin_count' else 'N'}" for name in _SHOWN])


def rival_figures(figures: Iterable[Row], articles: Mapping[str, Row], counted: str, where: str
                  ) -> Any:  # noqa: ANN401
    """Draw figures given for the same thing side by side, each group on a scale of its own.

    Takes: `counted`, words that what is counted must contain, "" for all.
    Refuses: `BadInput` when no two figures answer one question.
    """
    alt = altair()
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in figures:
        if row["variant_group"] and counted.lower() in said(row["counted"]).lower() \
                and (row["low"] is not None or row["high"] is not None):
            groups[said(row["variant_group"])].append(row)
    told = sorted(((group, rows) for group, rows in groups.items() if len(rows) > 1),
                  key=lambda one: (-len(one[1]), one[0]))[:_MOST_GROUPS]
    if not told:
        raise BadInput("no two figures of this record answer one question", where=where,
                       remedy="look at record.figures")
    values = [_given(group, row, articles) for group, rows in told for row in rows]
    base = alt.Chart(alt.Data(values=values))
    y = alt.Y("given:N", title=None, sort=None)
    tips = ["words:N", "counted:N", "bound:N", "who:N", "outlet:N"]
    marks = alt.layer(
        base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", title=None), x2="high:Q", y=y),
        base.mark_point(size=80, filled=True).encode(
            x="low:Q", y=y, tooltip=tips, shape=alt.Shape("bound:N", scale=alt.Scale(
                domain=list(_SHAPES), range=list(_SHAPES.values())))))
    return marks.facet(row=alt.Row("asked:N", title=None, header=alt.Header(
        labelAngle=0, labelAlign="left"))).resolve_scale(x="independent", y="independent")


def _given(group: str, row: Row, articles: Mapping[str, Row]) -> dict[str, object]:
    """Give one figure as the chart wants it; an open end stands where the known one does."""
    article = articles.get(said(row["article"]), {})
    low = row["low"] if row["low"] is not None else row["high"]
    high = row["high"] if row["high"] is not None else row["low"]
    outlet = said(article.get("outlet")) or said(article.get("title"))
    return {"asked": f"{said(row['counted']) or said(row['unit'])} ({group[:6]})", "low": low,
            "high": high, "bound": row["bound"], "words": row["words"], "counted": row["counted"],
            "who": row["attributed_to"] or "the article itself", "outlet": outlet,
            "given": f"{said(row['words'])}, {outlet} ({said(row['figure'])[:6]})"}
