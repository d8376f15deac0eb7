"""The chronology as a Vega-Lite specification, for a browser that runs our script.

In: the lanes of `timeline.py`. Out: a specification with its numbers in it and, under `usermeta`,
what our script says of each event and where a click goes.
"""

from collections.abc import Iterator

from sourceline.text.visible import visible
from sourceline.web.links import thing_link
from sourceline.web.time_spec import HEAD, Spec, band_heads, hue, moment, time_spec, x_of, y_of
from sourceline.web.timeline import Timeline

LANE = 13
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
    height = sum(HEAD + band.lanes * LANE for band in timeline.bands)
    things: list[Spec] = [
        {key: value[key] for key in ("id", "said", "address", "from", "to")}
        for value in sorted(values, key=_when)]
    return time_spec(timeline.axis, height, [
        band_heads(list(_heads(timeline))), _bars(values, height), _signs(values),
        _numbers(values)], things)


def _values(timeline: Timeline) -> Iterator[Spec]:
    top = 0.0
    for band in timeline.bands:
        for bar in band.bars:
            event, middle = bar.event, top + HEAD + (bar.lane + 0.5) * LANE
            yield {"id": event.event, "from": moment(bar.x, timeline.axis),
                   "to": moment(bar.end, timeline.axis), "at": moment(bar.known, timeline.axis),
                   "y": middle,
                   "low": middle - bar.thickness / 2, "high": middle + bar.thickness / 2,
                   "status": event.status, "open": bar.open_left or bar.open_right,
                   "after": bar.open_left,
                   "many": str(event.origin_count) if event.origin_count > 1 else "",
                   "said": bar.said, "address": thing_link("event", event.event)}
        top += HEAD + band.lanes * LANE


def _when(value: Spec) -> tuple[float, str]:
    return float(str(value["at"])), str(value["id"])


def _heads(timeline: Timeline) -> Iterator[Spec]:
    top = 0
    for band in timeline.bands:
        yield {"y": top + 12, "line": top, "name": f"{visible(band.status)} ({len(band.bars)})"}
        top += HEAD + band.lanes * LANE


def _strokes() -> Spec:
    filled = [{"test": f"datum.status == '{status}'", "value": value}
              for status, value in _FILLED.items()]
    return {"fillOpacity": {"condition": filled, "value": 0.0},
            "strokeWidth": {"condition": {"test": "datum.id == chosen", "value": 3.5},
                            "value": 1.2}}


def _bars(values: list[Spec], height: int) -> Spec:
    return {"data": {"values": values},
            "mark": {"type": "rect", "clip": True, "cursor": "pointer", "aria": False,
                     "opacity": {"expr": "datum.open ? 0.5 : 1"}},
            "encoding": {"x": x_of("from"), "x2": {"field": "to"}, "y": y_of("low", height),
                         "y2": {"field": "high"}, "fill": hue(), "stroke": hue(), **_strokes()}}


def _signs(values: list[Spec]) -> Spec:
    dashed = " || ".join(f"datum.status == '{status}'" for status in _DASHED)
    shapes = [{"test": f"datum.status == '{status}'", "value": path}
              for status, path in SIGNS.items()]
    return {"data": {"values": values},
            "mark": {"type": "point", "clip": True, "size": 90, "opacity": 1,
                     "cursor": "pointer", "aria": True},
            "encoding": {"x": x_of("at"), "y": y_of("y"), "fill": hue(), "stroke": hue(),
                         "shape": {"condition": shapes, "value": _CIRCLE},
                         "strokeDash": {"condition": {"test": dashed, "value": [2, 2]},
                                        "value": [1, 0]},
                         "description": {"field": "said", "type": "nominal"}, **_strokes()}}


def _numbers(values: list[Spec]) -> Spec:
    """How many independent origins, where there is more than one: beside the sign, off its bar."""
    return {"data": {"values": values},
            "mark": {"type": "text", "clip": True, "fontSize": 11,
                     "align": {"expr": "datum.after ? 'left' : 'right'"},
                     "dx": {"expr": "datum.after ? 9 : -9"},
                     "baseline": "middle", "fill": {"expr": "quiet"}, "aria": False},
            "encoding": {"x": x_of("at"), "y": y_of("y"),
                         "text": {"field": "many", "type": "nominal"}}}
