"""Pages for everyone: what axe finds, the keyboard alone, paper, and text from right to left."""

import re
from pathlib import Path

import pytest

from sourceline import api
from sourceline.store.open import open_record
from sourceline.web.vendored import FOLDER
from tests.web.conftest import Watch, served
from tests.web.test_vendor import LISTED
from tests.web.vendored import fetched

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

HERE = Path(__file__).parent


def demo_pages(record):
    """Every page of a record, of each kind of thing the one with most in it."""
    connection = open_record(record)

    def most(sql):
        return connection.execute(sql).fetchone()[0]

    article = most("SELECT article FROM event_mention GROUP BY 1 ORDER BY count(*) DESC, 1")
    event = most("SELECT event FROM events ORDER BY article_count DESC, event")
    entity = most("SELECT entity FROM mention WHERE entity IS NOT NULL GROUP BY 1 "
                  "ORDER BY count(*) DESC, 1")
    claim, figure = most("SELECT id FROM claim"), most("SELECT id FROM figure")
    due = most("SELECT id FROM follow_up")
    thread = most("SELECT thread FROM thread_step GROUP BY 1 ORDER BY count(*) DESC, 1")
    connection.close()
    return ("/", "/chronology", "/articles", f"/article/{article}", f"/article/{article}/capture",
            f"/article/{article}/citation", f"/event/{event}", f"/event/{event}/citation",
            "/entities", f"/entity/{entity}", "/claims", f"/claim/{claim}/citation", "/figures",
            "/sources", "/threads", f"/thread/{thread}", "/due", "/conflicts", "/contradictions",
            "/map", "/network",
            "/left-out", "/search", "/search?text=court", "/review", "/review/bulk",
            "/review/bulk?kind=ARREST", "/review/decisions", f"/review/event/{event}",
            f"/review/entity/{entity}", f"/review/claim/{claim}", f"/review/figure/{figure}",
            f"/review/follow-up/{due}", "/nothing")


def serious(watch, address):
    """What axe finds on a page that someone could not use."""
    watch.page.goto(address)
    if watch.page.locator(".live").count():
        watch.page.locator("figure.is-live").first.wait_for()
    watch.page.evaluate((HERE / "vendor/axe.min.js").read_text(encoding="utf-8"))
    found = watch.page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    assert found["passes"] or found["violations"]
    return [f"{address}: {one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]
            if one["impact"] in ("serious", "critical")]


@pytest.fixture(scope="module")
def axe():
    fetched(LISTED, FOLDER)
    return fetched(HERE / "axe.toml", HERE / "vendor")


def test_axe_would_find_a_picture_without_words(browser, axe, address):
    watch = Watch(browser)
    watch.page.goto(address + "/claims")
    watch.page.evaluate("document.querySelector('main').innerHTML = '<a href=/></a>'")
    watch.page.evaluate((axe / "axe.min.js").read_text(encoding="utf-8"))
    found = watch.page.evaluate("axe.run()")["violations"]
    assert "link-name" in {one["id"] for one in found}
    watch.page.close()


def test_axe_finds_nothing_serious_on_any_page_of_the_demo(browser, axe, tmp_path):
    built = api.demo(tmp_path, workers=2)
    # Colours do not change with the width, nor the order of things with the colours: two ways of
    # looking cover the four.
    found = []
    with served(built.record) as base:
        for scheme, width in (("light", 1280), ("dark", 390)):
            watch = Watch(browser, width=width, color_scheme=scheme, reduced_motion="reduce")
            for path in demo_pages(built.record):
                found += serious(watch, base + path)
            watch.page.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_where_the_demo_has_nothing(
        browser, axe, address, atlas_address, tied_address, scheme):
    watch = Watch(browser, width=768, color_scheme=scheme, reduced_motion="reduce")
    pages = (f"{address}/article/a4", f"{address}/contradictions", f"{atlas_address}/map",
             f"{atlas_address}/", f"{tied_address}/network")
    found = [one for page in pages for one in serious(watch, page)]
    assert found == []
    watch.page.close()


def tab_to(page, wanted, most=80):
    """Press Tab until what has the focus is wanted; each stop must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate("""() => {
            const element = document.activeElement, box = element.getBoundingClientRect();
            return {text: element.textContent.trim(), address: element.getAttribute("href") || "",
                    outline: getComputedStyle(element).outlineStyle, kind: element.type || "",
                    seen: box.bottom > 0 && box.top < innerHeight}}""")
        assert stop["outline"] != "none" or stop["kind"] == "date", stop
        assert stop["seen"], stop
        if wanted(stop):
            return stop
    raise AssertionError("the keyboard does not reach it")


def test_the_keyboard_alone_leads_from_the_overview_to_the_words(browser, address):
    watch = Watch(browser, reduced_motion="reduce")
    page = watch.page
    page.goto(address)
    tab_to(page, lambda stop: stop["text"] == "Chronology")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/chronology$"))
    # Until a page has loaded, Chromium takes the focus back to the part its address names.
    page.wait_for_load_state("load")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    expect(page.locator("main")).to_be_focused()
    tab_to(page, lambda stop: stop["kind"] == "search")
    page.keyboard.type("Reyl")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/chronology\?text=Reyl"))
    tab_to(page, lambda stop: stop["address"] == "/event/etrial")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Trial of Tomas Reyl")
    tab_to(page, lambda stop: stop["address"].startswith("/article/a3#c-"))
    page.keyboard.press("Enter")
    expect(page.locator(".text :target")).to_have_text("trial")
    expect(page.locator(".text :target")).to_be_in_viewport()
    page.close()


@pytest.mark.parametrize("path", ["/chronology?kind=ARREST", "/article/a1", "/event/earrest"])
def test_paper_is_white_and_shows_what_the_screen_folds_away(watch, address, path):
    page = watch.page
    page.goto(address + path)
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("""() => {
        const style = getComputedStyle(document.documentElement);
        return [style.backgroundColor, getComputedStyle(document.querySelector("h1")).color]}""")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    for hidden in ("header.site nav", ".filters", ".skip", "footer.site a"):
        for part in page.locator(hidden).all():
            expect(part).to_be_hidden()
    folded = page.locator("main details:not(.key) > :not(summary)").first
    assert folded.evaluate("element => element.getBoundingClientRect().height") > 0


def test_an_article_from_right_to_left_reads_so_and_the_page_around_it_does_not(watch, address):
    page = watch.page
    page.goto(f"{address}/article/a4")
    direction = "element => getComputedStyle(element).direction"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator("html").evaluate(direction) == "ltr"
    paragraph = page.locator("#text p").first
    assert paragraph.evaluate(direction) == "rtl"
    edges = paragraph.evaluate("""element => {
        const range = document.createRange(); range.selectNodeContents(element);
        const words = range.getBoundingClientRect(), box = element.getBoundingClientRect();
        return [Math.abs(box.right - words.right), words.left - box.left]}""")
    assert edges[0] < 2
    assert edges[1] >= 0
    page.goto(f"{address}/articles")
    assert page.locator("main a", has_text="گزارش").first.locator("bdi").evaluate(
        direction) == "rtl"
