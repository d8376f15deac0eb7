"""The colours of the style sheet hold WCAG 2.2 AA, by day and by night."""

import re
from importlib.resources import files

import pytest

CSS = files("sourceline.web").joinpath("static/sourceline.css").read_text(encoding="utf-8")
SETS = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]]
GROUNDS = ("paper", "shade", "event", "figure", "claim", "found")


def luminance(colour: str) -> float:
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", SETS, ids=["day", "night"])
def test_text_stands_out_from_every_ground_it_stands_on(colours):
    for ground in GROUNDS:
        assert contrast(colours["ink"], colours[ground]) >= 7, ground
        assert contrast(colours["link"], colours[ground]) >= 4.5, ground
    for ground in ("paper", "shade"):
        assert contrast(colours["quiet"], colours[ground]) >= 4.5, ground


@pytest.mark.parametrize("colours", SETS, ids=["day", "night"])
def test_lines_that_carry_meaning_stand_out_from_the_page(colours):
    for line in ("edge", "bar", "link", "told", "ahead", "not"):
        assert contrast(colours[line], colours["paper"]) >= 3, line


def test_the_sheet_loads_nothing():
    assert "url(" not in CSS
    assert "@import" not in CSS
