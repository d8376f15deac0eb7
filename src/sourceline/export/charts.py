"""Pictures of a record for notebooks, as Altair charts: its events in time, its rival figures.

In: rows of the promised views. Out: Altair charts, which a notebook draws and `to_dict` gives as
Vega-Lite. An interval is drawn as one, never as its middle.
"""

import importlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
# More bars than these cover one another.
_MOST_BARS = 1_500
_WITHIN_A_MONTH = ("day", "weekend", "week", "month")


def altair() -> ModuleType:
    """Import Altair. Refuses: `ModelMissing` with the remedy where it is not installed."""
    try:
        return importlib.import_module("altair")
    except ImportError as error:
        raise ModelMissing("charts need Altair",
                           remedy="pip install 'sourceline[notebook]'") from error


def timeline(events: Iterable[Row], where: str, kind: str = "", since: str = "", until: str = ""
             ) -> Any:  # noqa: ANN401  (altair may be absent)
    """Draw the dated events, one bar from the first day they may lie on to the last.

    More events than anybody can tell apart are counted instead: by month and status, as far as
    their month is known.

    Takes: `kind`, how a kind begins ("ASSAULT"), and days ("2019-05-01"): only events that may lie
    between them are drawn; "" for all.
    Refuses: `BadInput` when no such event has a date on both sides.
    """
    alt = altair()
    dated = [{key: row[key] for key in _SHOWN} for row in events
             if row["time_from"] and row["time_to"] and said(row["kind"]).startswith(kind)
             and said(row["time_to"]) > since and (not until or said(row["time_from"]) <= until)]
    if not dated:
        raise BadInput("no such event of this record has a date on both sides", where=where,
                       remedy="look at record.events")
    if len(dated) > _MOST_BARS:
        return _by_month(alt, dated)
    return alt.Chart(alt.Data(values=dated)).mark_bar(strokeWidth=2).encode(
        x=alt.X("time_from:T", title=None), x2="time_to:T",
        y=alt.Y("kind:N", title=None), color=alt.Color("status:N", title="status"),
        stroke=alt.Stroke("status:N", legend=None),  # a day among years stays visible
        tooltip=[f"{name}:{'Q' if name == 'origin_count' else 'N'}" for name in _SHOWN])


def _by_month(alt: ModuleType, dated: Sequence[Row]) -> Any:  # noqa: ANN401
    """Count events by month and status; those whose month is not known are told of in words."""
    known = [one for one in dated if one["precision"] in _WITHIN_A_MONTH]
    counts = Counter((f"{said(one['time_from'])[:7]}-01", said(one["status"])) for one in known)
    values = [{"month": month, "status": status, "events": count}
              for (month, status), count in sorted(counts.items())]
    left = len(dated) - len(known)
    title = alt.TitleParams(
        f"{len(known):,} events by month", anchor="start",
        subtitle=f"{left:,} more are dated less closely than by month" if left else [])
    return alt.Chart(alt.Data(values=values), title=title).mark_bar().encode(
        x=alt.X("month:T", timeUnit="yearmonth", title=None),
        y=alt.Y("events:Q", title="events"), color=alt.Color("status:N", title="status"),
        tooltip=[alt.Tooltip("month:T", timeUnit="yearmonth"), "status:N", "events:Q"])


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
