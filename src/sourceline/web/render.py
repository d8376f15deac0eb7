"""Pages out of frozen types: the templates, and the few words they may use.

In: what a page's `show` gave, and what was asked. Out: HTML. Everything is escaped, an unknown
name in a template is an error, and no template asks the record anything.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sourceline.record.base import Written
from sourceline.store.ask_sources import sides_of, voices_of
from sourceline.team.roles import ADDS, ROLES, Act
from sourceline.team.signed import SignedIn
from sourceline.text.date_words import day_words, interval_words
from sourceline.text.visible import shorten, visible, visible_address
from sourceline.web import review_words, words
from sourceline.web.asked import Asked
from sourceline.web.drawings import axis_over, draw_interval, draw_number, draw_strips
from sourceline.web.links import cite_link, exact_link, may_be_link, thing_link, words_at
from sourceline.web.passages import differing
from sourceline.web.reader import paragraphs
from sourceline.web.strips_spec import strips_spec
from sourceline.web.targets import mark
from sourceline.web.timeline_spec import timeline_spec
from sourceline.web.track import step_link
from sourceline.web.vendored import CYTOSCAPE, LEAFLET, VEGA, as_text, vendored


@dataclass(frozen=True)
class At:
    """Who reads a page: `word` must come back with every form, "" where nothing may be decided.

    `signed` is who is signed in where a team keeps the record; a page that is `shut` tells nothing
    of the record.
    """

    word: str = ""
    person: str = ""
    signed: SignedIn | None = None
    shut: bool = False

    def may(self, act: Act) -> bool:
        """Tell whether the reader may do this; whoever sits at the machine itself may do all."""
        return self.signed is None or self.signed.may(act)


def render(template: str, page: Written, asked: Asked, record: str, at: At | None = None) -> str:
    """Draw a page; `record` is the name of the record file, shown on top."""
    return _environment().get_template(f"{template}.html").render(
        page=page, asked=asked, record=record, template=template, at=at or At())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    environment.filters.update({
        "visible": visible, "visible_address": visible_address, "shorten": shorten,
        "day": _day, "status": words.status_words, "basis": words.basis_words,
        "form": words.form_words, "kind": words.kind_words,
        "copy_form": words.copy_words, "plain": words.plain, "moment": review_words.moment_words,
        "last_day": review_words.last_day,
        "capitalize_first": words.capitalize_first})
    environment.globals.update({
        "when": _when, "counted": words.counted, "number": words.number_words,
        "outcome": words.outcome_words, "cite": cite_link, "exact": exact_link,
        "link": thing_link, "step_link": step_link, "words_at": words_at,
        "may_be_link": may_be_link, "voices_of": voices_of, "sides_of": sides_of,
        "also_named": words.also_named,
        "draw_strips": draw_strips, "draw_interval": draw_interval, "draw_number": draw_number,
        "axis_over": axis_over, "vendored": vendored, "as_text": as_text,
        "strips_spec": strips_spec, "timeline_spec": timeline_spec, "paragraphs": paragraphs,
        "differing": differing, "mark": mark, "decided": review_words.decided_words,
        "SORTS": review_words.SORTS, "ROLES": review_words.ROLES, "BOUNDS": review_words.BOUNDS,
        "TEAM_ROLES": ROLES, "TEAM_ROLE_ADDS": ADDS,
        "VEGA": VEGA, "LEAFLET": LEAFLET, "CYTOSCAPE": CYTOSCAPE,
        "EXACT_WORDS": words.EXACT_WORDS, "STATUSES": words.STATUSES,
        "ENTITY_KINDS": words.ENTITY_KINDS, "CLAIM_FORMS": words.CLAIM_FORMS,
        "FOLLOW_UP_STATES": words.FOLLOW_UP_STATES})
    return environment


# The blanks inside one date; a line may break only between dates.
_INSIDE_DATE = re.compile(r"(?<=\d) (?=[A-Z])|(?<=[a-z]) (?=\d{4}\b)")


def _when(from_date: date | None, to_date: date | None, precision: str = "") -> str:
    return _INSIDE_DATE.sub("\u00a0", interval_words(from_date, to_date, precision))


def _day(day: date) -> str:
    return _INSIDE_DATE.sub("\u00a0", day_words(day))
