"""Events over time as a Vega-Lite specification: the bars of `drawings.py`, to be zoomed.

In: strips of bars, one strip a status. Out: a specification in which each bar says its stretch of
time, its status and its count in words, and leads to those events.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sourceline.text.date_words import interval_words
from sourceline.web.drawings import HEIGHT, Axis, Bar, Strip, Strips, bars_per_year
from sourceline.web.links import asked_for
from sourceline.web.time_spec import (
    HEAD,
    Spec,
    band_heads,
    hue,
    milliseconds,
    time_spec,
    x_of,
    y_of,
)
from sourceline.web.words import plain

BAND = 40


def strips_spec(picture: Strips) -> Spec | None:
    """Write the picture down; None where nothing has a place in it."""
    if picture.axis is None:
        return None
    height = len(picture.strips) * (HEAD + BAND)
    heads: list[Spec] = [
        {"line": top, "y": top + 12, "name": f"{plain(strip.name)} ({strip.total:,})"}
        for top, strip in zip(range(0, height, HEAD + BAND), picture.strips, strict=True)]
    values = [value for number, strip in enumerate(picture.strips)
              for value in _values(strip, picture.axis, (number + 1) * (HEAD + BAND))]
    things: list[Spec] = [{key: value[key] for key in ("id", "said", "address", "from", "to")}
                          for value in values]
    return time_spec(picture.axis, height, [band_heads(heads), _bars(values, height)], things)


def _values(strip: Strip, axis: Axis, floor: float) -> Iterator[Spec]:
    for bar in strip.bars:
        start, after = stretch_of(bar, axis)
        when = interval_words(start, after, "")
        yield {"id": f"{strip.name} {start}", "status": strip.name, "low": floor,
               "high": floor - max(bar.height / HEIGHT * BAND, 2.0),
               "from": milliseconds(start), "to": milliseconds(after),
               "said": f"{when}: {plain(strip.name)}, {bar.count:.3g} of them",
               "address": asked_for("/chronology", status=strip.name, since=str(start),
                                    until=str(after - timedelta(days=1)))}


def stretch_of(bar: Bar, axis: Axis) -> tuple[date, date]:
    """Give the first day of the stretch a bar stands for, and the day after its last."""
    per_year = bars_per_year(axis)
    wide = 1000.0 / ((axis.after - axis.first) * per_year)
    number = int(bar.x / wide)
    return _start(number, axis, per_year), _start(number + 1, axis, per_year)


def _start(number: int, axis: Axis, per_year: int) -> date:
    return date(axis.first + number // per_year, number % per_year * 12 // per_year + 1, 1)


def _bars(values: list[Spec], height: int) -> Spec:
    return {"data": {"values": values},
            "mark": {"type": "rect", "clip": True, "cursor": "pointer", "aria": True},
            "encoding": {"x": x_of("from"), "x2": {"field": "to"}, "y": y_of("low", height),
                         "y2": {"field": "high"}, "fill": hue(),
                         "stroke": {"value": {"expr": "datum.id == chosen ? ink : paper"}},
                         "strokeWidth": {"condition": {"test": "datum.id == chosen", "value": 3},
                                         "value": 1.5},
                         "description": {"field": "said", "type": "nominal"}}}
