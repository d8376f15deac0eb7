"""The chronology as a Vega-Lite specification, for a browser that runs our script.

In: the lanes of `timeline.py`. Out: a specification with its numbers in it and, under `usermeta`,
what our script says of each event and where a click goes. It names no address outside this site;
colours and typeface are put in by the script from the style sheet.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TypeAlias

from sourceline.text.date_words import interval_words
from sourceline.text.visible import shorten, visible
from sourceline.web.drawings import WIDTH, Axis
from sourceline.web.links import thing_link
from sourceline.web.timeline import EventBar, Timeline
from sourceline.web.words import counted

Spec: TypeAlias = dict[str, object]

LANE, HEAD = 13, 24
_DAY_MS = 86_400_000
# The sign of a status as a path in a square of two, the same shapes as beside its word.
_CIRCLE = "M-.8,0A.8,.8,0,1,1,.8,0A.8,.8,0,1,1,-.8,0Z"
SIGNS = {
    "happened": _CIRCLE, "alleged": _CIRCLE, "planned": _CIRCLE, "expected": _CIRCLE,
    "threatened": "M0,-.9L.9,.7L-.9,.7Z", "thwarted": f"{_CIRCLE}M-.55,.55L.55,-.55",
    "denied": "M-.8,-.8L.8,.8M.8,-.8L-.8,.8", "hypothetical": "M0,-1L1,0L0,1L-1,0Z"}
# How a sign and its bar are filled and drawn.
_FILLED = {"happened": 1.0, "alleged": 0.45}
_DASHED = ("expected", "hypothetical")


def timeline_spec(timeline: Timeline) -> Spec:
    """Write the picture down."""
    values = list(_values(timeline))
    heads = list(_heads(timeline))
    height = sum(HEAD + band.lanes * LANE for band in timeline.bands)
    edges = [float(str(value[end])) for value in values for end in ("from", "to")]
    start, after = _ms(date(timeline.axis.first, 1, 1)), _ms(date(timeline.axis.after, 1, 1))
    return {
        "width": "container", "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"}, "background": None,
        "padding": {"left": 2, "right": 2, "top": 2, "bottom": 2},
        "params": [{"name": "shownFrom", "value": start}, {"name": "shownTo", "value": after},
                   {"name": "chosen", "value": ""},
                   *({"name": name, "value": "#555"} for name in _COLOURS)],
        "layer": [_band_heads(heads), _bars(values, height), _signs(values), _numbers(values)],
        "config": _config(),
        "usermeta": {"shown": [start, after],
                     "whole": [min([start, *edges]), max([after, *edges])],
                     "things": [{"id": value["event"], "said": value["said"],
                                 "address": value["address"], "from": value["from"],
                                 "to": value["to"]}
                                for value in sorted(values, key=_when)]}}


_COLOURS = ("ink", "quiet", "rule", "paper", "told", "ahead", "not")


def _values(timeline: Timeline) -> Iterator[Spec]:
    top = 0.0
    for band in timeline.bands:
        for bar in band.bars:
            event, middle = bar.event, top + HEAD + (bar.lane + 0.5) * LANE
            yield {"event": event.event, "from": _at(bar.x, timeline.axis),
                   "to": _at(bar.end, timeline.axis), "at": _at(bar.known, timeline.axis),
                   "y": middle,
                   "low": middle - bar.thickness / 2, "high": middle + bar.thickness / 2,
                   "status": event.status, "open": bar.open_left or bar.open_right,
                   "many": str(event.origin_count) if event.origin_count > 1 else "",
                   "said": said_of(bar), "address": thing_link("event", event.event)}
        top += HEAD + band.lanes * LANE


def _when(value: Spec) -> tuple[float, str]:
    return float(str(value["at"])), str(value["event"])


def _heads(timeline: Timeline) -> Iterator[Spec]:
    top = 0
    for band in timeline.bands:
        yield {"y": top + 12, "line": top, "name": f"{visible(band.status)} ({len(band.bars)})"}
        top += HEAD + band.lanes * LANE


def said_of(bar: EventBar) -> str:
    """Say in words what a bar shows."""
    event = bar.event
    place = event.place or event.country
    told = (f"{counted(event.article_count, 'article')}, "
            f"{counted(event.origin_count, 'independent origin')}")
    return "; ".join(shorten(visible(part), 160) for part in (
        event.label, interval_words(event.time_from, event.time_to, event.precision),
        event.status, place, told) if part)


def _at(x: float, axis: Axis) -> float:
    """Give the moment that stands at `x`, in milliseconds."""
    start, after = _ms(date(axis.first, 1, 1)), _ms(date(axis.after, 1, 1))
    return round(start + (after - start) * x / WIDTH)


def _ms(day: date) -> int:
    """Milliseconds since 1970; before that below zero."""
    return (datetime(day.year, day.month, day.day, tzinfo=UTC)
            - datetime(1970, 1, 1, tzinfo=UTC)).days * _DAY_MS


def _x(field: str) -> Spec:
    return {"field": field, "type": "temporal",
            "scale": {"type": "utc", "domainMin": {"expr": "shownFrom"},
                      "domainMax": {"expr": "shownTo"}, "nice": False},
            "axis": {"orient": "top", "title": None, "labelOverlap": "greedy", "tickCount": 8,
                     "grid": True}}


def _y(field: str, height: int = 0) -> Spec:
    scale: Spec = {"nice": False, "zero": False, "reverse": True}
    if height:
        scale["domain"] = [0, height]
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _hue() -> Spec:
    """One colour for what is told to have been, one for what lies ahead, one for what was not."""
    return {"condition": [
        {"test": "datum.status == 'happened' || datum.status == 'alleged'",
         "value": {"expr": "told"}},
        {"test": "datum.status == 'denied' || datum.status == 'thwarted'",
         "value": {"expr": "not"}}], "value": {"expr": "ahead"}}


def _strokes() -> Spec:
    filled = [{"test": f"datum.status == '{status}'", "value": value}
              for status, value in _FILLED.items()]
    return {"fillOpacity": {"condition": filled, "value": 0.0},
            "strokeWidth": {"condition": {"test": "datum.event == chosen", "value": 3.5},
                            "value": 1.2}}


def _bars(values: list[Spec], height: int) -> Spec:
    return {"data": {"values": values},
            "mark": {"type": "rect", "clip": True, "cursor": "pointer", "aria": False,
                     "opacity": {"expr": "datum.open ? 0.5 : 1"}},
            "encoding": {"x": _x("from"), "x2": {"field": "to"}, "y": _y("low", height),
                         "y2": {"field": "high"}, "fill": _hue(), "stroke": _hue(), **_strokes()}}


def _signs(values: list[Spec]) -> Spec:
    dashed = " || ".join(f"datum.status == '{status}'" for status in _DASHED)
    shapes = [{"test": f"datum.status == '{status}'", "value": path}
              for status, path in SIGNS.items()]
    return {"data": {"values": values},
            "mark": {"type": "point", "clip": True, "size": 90, "opacity": 1,
                     "cursor": "pointer", "aria": True},
            "encoding": {"x": _x("at"), "y": _y("y"), "fill": _hue(), "stroke": _hue(),
                         "shape": {"condition": shapes, "value": _CIRCLE},
                         "strokeDash": {"condition": {"test": dashed, "value": [2, 2]},
                                        "value": [1, 0]},
                         "description": {"field": "said", "type": "nominal"}, **_strokes()}}


def _numbers(values: list[Spec]) -> Spec:
    """How many independent origins, where there is more than one."""
    return {"data": {"values": values},
            "mark": {"type": "text", "clip": True, "align": "right", "dx": -9, "fontSize": 11,
                     "baseline": "middle", "fill": {"expr": "quiet"}, "aria": False},
            "encoding": {"x": _x("at"), "y": _y("y"),
                         "text": {"field": "many", "type": "nominal"}}}


def _band_heads(heads: list[Spec]) -> Spec:
    return {"data": {"values": heads}, "layer": [
        {"mark": {"type": "rule", "color": {"expr": "rule"}, "aria": False},
         "encoding": {"y": _y("line")}},
        {"mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13,
                  "fill": {"expr": "quiet"}, "aria": False},
         "encoding": {"x": {"value": 2}, "y": _y("y"), "text": {"field": "name"}}}]}


def _config() -> Spec:
    return {"view": {"stroke": None}, "axis": {
        "labelFontSize": 12, "labelColor": {"expr": "quiet"}, "domainColor": {"expr": "rule"},
        "tickColor": {"expr": "rule"}, "gridColor": {"expr": "rule"}, "gridOpacity": 0.6}}
