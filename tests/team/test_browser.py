"""A team in a real browser: signing in, two reviewers at once, people, a phone, signing out."""

from types import SimpleNamespace

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from sourceline.team.keep import TeamKeeper
from sourceline.team.people import add_person
from tests.team.rooms import PASSWORD, room
from tests.web.conftest import browser, served  # noqa: F401
from tests.web.made_record import make_record
from tests.web.test_access import axe, serious  # noqa: F401


@pytest.fixture
def place(team, tmp_path):
    for name, role in (("Ada Lind", "admin"), ("Bo Ren", "reviewer")):
        add_person(team, name, role, PASSWORD, by="tests")
    with served(room(make_record(tmp_path / "case.db", many=2), team)) as base:
        yield base


def come_in(browser, place, name, path="/", **options):  # noqa: F811
    page = browser.new_context(**options).new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text))
    page.goto(place + path)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def test_two_reviewers_at_once_lose_nothing(browser, place, team):  # noqa: F811
    ada = come_in(browser, place, "Ada Lind", "/review/event/earrest")
    bo = come_in(browser, place, "bo ren", "/review/event/earrest")
    assert ada.url == place + "/review/event/earrest"
    for who, status in ((ada, "happened"), (bo, "denied")):
        who.get_by_label("Status", exact=True).select_option(status)
        who.get_by_role("button", name="Correct the status").click()
        expect(who.get_by_role("status")).to_be_visible()
    ada.get_by_label("Place", exact=True).fill("Tarsk")
    ada.get_by_role("button", name="Correct the place").click()
    expect(ada.get_by_role("status")).to_contain_text("Tarsk")
    assert [(one.person, one.answer) for one in TeamKeeper(team).read_decisions()] == [
        ("Ada Lind", "happened"), ("Bo Ren", "denied"), ("Ada Lind", "Tarsk")]
    bo.goto(place + "/event/earrest")
    expect(bo.locator("dl.head")).to_contain_text("denied")
    expect(bo.locator("dl.head")).to_contain_text("Tarsk")
    assert ada.complaints == bo.complaints == []
    ada.get_by_role("button", name="Sign out").click()
    expect(ada.get_by_role("heading", name="Sign in")).to_be_visible()
    ada.goto(place + "/people")
    expect(ada.get_by_role("heading", name="Sign in")).to_be_visible()
    ada.context.close()
    bo.context.close()


def test_an_admin_adds_somebody_who_comes_in_by_a_phone(browser, place):  # noqa: F811
    ada = come_in(browser, place, "Ada Lind", "/people")
    ada.get_by_label("Name, as it will stand on decisions").fill("آلیا Orme")
    ada.get_by_label("Role", exact=True).select_option("editor")
    ada.get_by_label("Password, 12 characters or more").fill(PASSWORD)
    ada.get_by_label("Once more").last.fill(PASSWORD)
    ada.get_by_role("button", name="Add", exact=True).click()
    expect(ada.locator("main")).to_contain_text("آلیا Orme")
    phone = come_in(browser, place, "آلیا Orme", "/account",
                    viewport={"width": 320, "height": 700})
    for page, paths in ((phone, ("/account", "/", "/review", "/review/decisions")),
                        (ada, ("/people", "/audit", "/account"))):
        page.set_viewport_size({"width": 320, "height": 700})
        for path in paths:
            page.goto(place + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.complaints == []
    ada.goto(place + "/audit")
    expect(ada.locator("main li").first).to_contain_text("signed in")
    ada.context.close()
    phone.context.close()


def test_axe_finds_no_serious_violation_on_the_pages_of_a_team(browser, place, axe):  # noqa: F811
    shut = SimpleNamespace(page=browser.new_page())
    assert serious(shut, place + "/login") == []
    shut.page.close()
    ada = SimpleNamespace(page=come_in(browser, place, "Ada Lind"))
    for dark in ("light", "dark"):
        ada.page.emulate_media(color_scheme=dark)
        for path in ("/account", "/people", "/audit", "/review", "/"):
            assert serious(ada, place + path) == [], dark
    ada.page.context.close()
