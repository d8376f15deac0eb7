"""The pages in a real browser: nothing leaves the machine, and a keyboard is enough."""

import re

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from tests.web.conftest import Watch

PATHS = ("/", "/chronology", "/articles", "/article/a1", "/article/a4", "/event/earrest",
         "/entities", "/entity/nreyl", "/claims", "/figures", "/sources", "/threads",
         "/thread/th1", "/due",
         "/left-out", "/contradictions", "/map", "/network", "/article/a1/citation",
         "/article/a1/capture", "/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_nothing_of_anyone_else_and_breaks_no_policy(watch, address, path):
    watch.page.goto(address + path)
    assert all(url.startswith(address + "/") for url in watch.asked), watch.asked
    assert any(url.endswith("/static/sourceline.css") for url in watch.asked)
    assert not watch.complained()


@pytest.mark.parametrize("path", ["/", "/chronology", "/articles", "/claims", "/figures",
                                  "/sources", "/due", "/left-out"])
def test_hostile_words_do_nothing_in_a_browser(watch, hostile_address, path):
    watch.page.goto(hostile_address + path)
    for details in watch.page.locator("details > summary").all():
        details.click()
    for link in watch.page.locator("main a:visible").all()[:5]:
        link.hover()
    assert not watch.complained()
    assert all(url.startswith(hostile_address + "/") for url in watch.asked)


def test_a_click_on_a_mark_shows_its_note_and_back(watch, address):
    page = watch.page
    page.goto(f"{address}/article/a1")
    before = page.evaluate("scrollY")
    page.locator("#c-95-103 a").click()
    note = page.locator(".notes li:target")
    expect(note).to_contain_text("Arrest of harbour workers")
    expect(note).to_be_in_viewport()
    expect(page.locator("#c-95-103")).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 300
    note.locator(".to-words").click()
    expect(page.locator("#c-95-103:target")).to_be_in_viewport()


def test_a_sentence_in_the_chronology_leads_to_its_words(watch, address):
    page = watch.page
    page.goto(f"{address}/chronology?kind=ARREST")
    page.locator("summary", has_text="behind this").click()
    page.locator(".tellings mark").last.click()
    expect(page).to_have_url(re.compile(r"/article/a1#c-95-103$"))
    expect(page.locator("#c-95-103:target")).to_be_in_viewport()


def test_the_first_stop_of_the_keyboard_skips_to_the_page(watch, address):
    page = watch.page
    page.goto(f"{address}/article/a1")
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    expect(first).to_have_text("Skip to the page")
    expect(first).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the notes")
    page.keyboard.press("Enter")
    expect(page.locator("#notes")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("arrested")


def test_the_keyboard_visits_a_page_in_reading_order_and_always_shows_where(watch, address):
    page = watch.page
    page.goto(f"{address}/chronology?text=Reyl")
    places = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate("""() => {
            const element = document.activeElement, box = element.getBoundingClientRect();
            return {y: Math.round(box.top + scrollY), end: element.matches("footer a"),
                    below: element.closest(".chronology") !== null, kind: element.type || "",
                    outline: getComputedStyle(element).outlineStyle}}""")
        # Inside a date field the browser itself shows the part one is in.
        assert stop["outline"] != "none" or stop["kind"] == "date"
        if stop["below"]:
            places.append(stop["y"])
        if stop["end"]:
            break
    assert stop["end"]
    assert places == sorted(places)
    assert len(places) == 6


def test_details_and_checkboxes_work_with_the_keyboard_and_without_script(browser, address):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/article/a1")
    page.locator("#show-event").focus()
    page.keyboard.press("Space")
    expect(page.locator(".n-event")).to_be_hidden()
    page.locator("summary", has_text="What cleaning took out").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#removed li").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_is_wider_than_a_phone(browser, address, path, width):
    seen = Watch(browser, width=width, height=800)
    seen.page.goto(address + path)
    for details in seen.page.locator("details").all():
        details.evaluate("element => { element.open = true }")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    seen.page.close()


# Words of letters alone that stand on two lines.
BROKEN_WORDS = """() => {
    const broken = [], texts = document.createTreeWalker(document.querySelector("main"), 4);
    while (texts.nextNode()) {
        for (const found of texts.currentNode.data.matchAll(/\\p{L}{2,20}/gu)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, found.index);
            range.setEnd(texts.currentNode, found.index + found[0].length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            if (lines.size > 1 && !texts.currentNode.parentElement.closest(".sr, .hash, .to-copy"))
                broken.push(found[0]);
        }
    }
    return broken}"""


@pytest.mark.parametrize("path", [*PATHS[:-1], "/review", "/review/event/earrest",
                                  "/review/entity/nreyl", "/review/bulk?status=alleged",
                                  "/review/claim/c0015", "/review/decisions"])
@pytest.mark.parametrize("named", ["", "Ada%20Lind"])
def test_no_words_stand_in_a_column_of_letters(browser, address, path, named):
    seen = Watch(browser)
    if named:
        seen.page.context.add_cookies([{"name": "reviewer", "value": named, "url": address}])
    seen.page.goto(address + path)
    assert seen.page.evaluate(BROKEN_WORDS) == []
    seen.page.close()


def test_a_huge_word_does_not_widen_the_page(browser, hostile_address):
    seen = Watch(browser, width=390, height=800)
    seen.page.goto(hostile_address + "/articles")
    seen.page.locator("main table a").first.click()
    expect(seen.page.locator("#text")).to_be_attached()
    # A click waits for no style sheet, and a page without one is as wide as its widest word.
    seen.page.wait_for_load_state("load")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    seen.page.close()


@pytest.mark.parametrize("path", ["/chronology?kind=ARREST", "/article/a1"])
def test_a_page_prints_with_what_is_folded_away(watch, address, path):
    page = watch.page
    page.goto(address + path)
    page.emulate_media(media="print")
    expect(page.locator("header.site nav")).to_be_hidden()
    paper = page.pdf()
    assert paper.startswith(b"%PDF")
    assert len(paper) > 10_000
