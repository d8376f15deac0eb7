"""What all Vega-Lite pictures of time share: moments, scales, colours by name.

In: an axis of whole years, values that carry their numbers. Out: parts of a specification. It names
no address outside this site; colours and typeface are put in by the script from the style sheet.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeAlias

from sourceline.web.drawings import WIDTH, Axis

Spec: TypeAlias = dict[str, object]

# Room above each band for its name.
HEAD = 24
COLOURS = ("ink", "quiet", "rule", "paper", "told", "ahead", "not")
_DAY_MS = 86_400_000


def time_spec(axis: Axis, height: int, layers: Sequence[Spec], things: Sequence[Spec]) -> Spec:
    """Put a picture together.

    Takes: what can be chosen in it as `things`, each with `id`, `said`, `address`, `from`, `to`.
    """
    start, after = milliseconds(date(axis.first, 1, 1)), milliseconds(date(axis.after, 1, 1))
    edges = [float(str(thing[end])) for thing in things for end in ("from", "to")]
    return {
        "width": "container", "height": height, "background": None,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "right": 2, "top": 2, "bottom": 2},
        "params": [{"name": "shownFrom", "value": start}, {"name": "shownTo", "value": after},
                   {"name": "chosen", "value": ""},
                   *({"name": name, "value": "#555"} for name in COLOURS)],
        "layer": list(layers),
        "config": {"view": {"stroke": None}, "axis": {
            "labelFontSize": 12, "labelColor": {"expr": "quiet"},
            "domainColor": {"expr": "rule"}, "tickColor": {"expr": "rule"},
            "gridColor": {"expr": "rule"}, "gridOpacity": 0.6}},
        "usermeta": {"shown": [start, after], "things": list(things),
                     "whole": [min([start, *edges]), max([after, *edges])]}}


def moment(x: float, axis: Axis) -> float:
    """Give the moment that stands at `x`, in milliseconds."""
    start, after = milliseconds(date(axis.first, 1, 1)), milliseconds(date(axis.after, 1, 1))
    return round(start + (after - start) * x / WIDTH)


def milliseconds(day: date) -> int:
    """Milliseconds since 1970; before that below zero.

    >>> milliseconds(date(1970, 1, 3)), milliseconds(date(1969, 12, 31))
    (172800000, -86400000)
    """
    return (datetime(day.year, day.month, day.day, tzinfo=UTC)
            - datetime(1970, 1, 1, tzinfo=UTC)).days * _DAY_MS


def x_of(field: str) -> Spec:
    """Place a mark along time."""
    return {"field": field, "type": "temporal",
            "scale": {"type": "utc", "domainMin": {"expr": "shownFrom"},
                      "domainMax": {"expr": "shownTo"}, "nice": False},
            "axis": {"orient": "top", "title": None, "labelOverlap": "greedy", "tickCount": 8,
                     "grid": True}}


def y_of(field: str, height: int = 0) -> Spec:
    """Place a mark down the picture, in its own units."""
    scale: Spec = {"nice": False, "zero": False, "reverse": True}
    if height:
        scale["domain"] = [0, height]
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def hue() -> Spec:
    """One colour for what is told to have been, one for what lies ahead, one for what was not."""
    return {"condition": [
        {"test": "datum.status == 'happened' || datum.status == 'alleged'",
         "value": {"expr": "told"}},
        {"test": "datum.status == 'denied' || datum.status == 'thwarted'",
         "value": {"expr": "not"}}], "value": {"expr": "ahead"}}


def band_heads(heads: Sequence[Spec]) -> Spec:
    """Write the name of each band over it: `line` is its top, `y` the middle of its name."""
    return {"data": {"values": list(heads)}, "layer": [
        {"mark": {"type": "rule", "color": {"expr": "rule"}, "aria": False},
         "encoding": {"y": y_of("line")}},
        {"mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13,
                  "fill": {"expr": "quiet"}, "aria": False},
         "encoding": {"x": {"value": 2}, "y": y_of("y"), "text": {"field": "name"}}}]}
