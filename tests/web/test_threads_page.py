import re

import pytest
from starlette.testclient import TestClient

from sourceline.record.cite import Because
from sourceline.record.thread import RULE
from sourceline.store.ask_threads import Standing, StepLine
from sourceline.web.app import make_app
from sourceline.web.track import make_track, outcomes
from tests.web.made_record import BECAUSE, Filler


def _standing(name, stage, event=""):
    return Standing(thread="t", person=name, name=name, stage=stage, event=event or stage.lower(),
                    label=f"{stage} of {name}")


def test_each_defendant_keeps_the_furthest_outcome_told_of_them():
    found = outcomes([_standing("Ana Orr", "ARREST"), _standing("Ana Orr", "SENTENCE", "s1"),
                      _standing("Bo Tarn", "CHARGE"), _standing("Cy Vale", "VERDICT"),
                      _standing("Cy Vale", "RELEASE", "r1")])
    assert [(one.name, one.stage, one.event) for one in found] == [
        ("Ana Orr", "SENTENCE", "s1"), ("Bo Tarn", "", ""), ("Cy Vale", "RELEASE", "r1")]


def test_a_victim_whom_no_court_concerns_has_no_outcome():
    assert outcomes([_standing("Dee Marl", "ASSAULT")]) == ()


LONG = "A court in Velmar heard the case. " * 130


@pytest.fixture(scope="module")
def long_case(tmp_path_factory):
    """A case of 130 steps of two stages in turn."""
    fill = Filler(tmp_path_factory.mktemp("long") / "long.db")
    fill.article("a1", LONG, "A long case", "The Velmar Lantern")
    fill.put("thread", id="t1", label="A long case")
    for number in range(130):
        event = fill.event(f"e{number}", "TRIAL", f"Hearing {number}", "happened")
        fill.put("thread_step", thread="t1", position=number, event=event, because=BECAUSE,
                 stage=("TRIAL", "APPEAL")[number % 2])
    return TestClient(make_app(fill.close()), base_url="http://127.0.0.1:8017")


def test_a_long_case_does_not_bury_the_list(long_case):
    html = long_case.get("/threads").text
    assert html.count('class="station') == 16
    assert "130 steps" in html
    assert "114 after these" in html


def test_every_step_of_a_long_case_has_an_address_that_leads_to_it(long_case):
    for number in (0, 49, 50, 129):
        [way] = re.findall(r'href="(/thread/[^"#]*)#(s-\d+)"',
                           long_case.get(f"/event/e{number}").text)
        assert way[1] == f"s-{number}"
        assert f'id="{way[1]}"' in long_case.get(way[0]).text
    seen = [step["position"] for page in (1, 2, 3) for step in long_case.get(
        f"/thread/t1?page={page}&format=json").json()["steps"]]
    assert seen == list(range(130))


def test_a_stage_told_on_another_page_is_no_gap():
    steps = [StepLine(thread="t", thread_label="", position=place, stage=stage, event=f"e{place}",
                      label="", status="happened", time_from=None, time_to=None, precision="",
                      article_count=1, origin_count=1, because=Because(
                          rule=f"{RULE}case", version="1", sentence="", score=None, cites=()))
             for place, stage in enumerate(("ARREST", "VERDICT"))]
    gaps = {station.stage for station in make_track(steps, ()) if not station.steps}
    assert gaps >= {"CHARGE", "TRIAL"}
    gaps = {station.stage for station in make_track(steps, {"TRIAL"}) if not station.steps}
    assert "TRIAL" not in gaps


def test_a_thread_says_what_is_due_in_it(pages):
    html = pages.get("/thread/th1").text
    assert "Due in this thread" in html
    assert "/review/follow-up/fu1" in html
    assert pages.get("/thread/nothing").status_code == 404
