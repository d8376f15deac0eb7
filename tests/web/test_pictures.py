"""Pictures that can be moved: they draw under the strict policy, say what they show, lead on."""

import json
import re

import pytest

from sourceline.web.vendored import FOLDER
from tests.web.conftest import Watch, served
from tests.web.made_record import Filler
from tests.web.test_vendor import LISTED
from tests.web.vendored import fetched

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect


@pytest.fixture(scope="module", autouse=True)
def vendor():
    return fetched(LISTED, FOLDER)


def drawn(watch, address, path):
    watch.page.goto(address + path)
    stage = watch.page.locator(".stage").first
    expect(watch.page.locator("figure.is-live").first).to_be_visible()
    return stage


@pytest.mark.parametrize("path", ["/", "/chronology"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_asks_nothing_of_anyone_else_and_breaks_no_policy(browser, address, path, scheme):
    watch = Watch(browser, color_scheme=scheme, reduced_motion="reduce")
    stage = drawn(watch, address, path)
    stage.focus()
    for key in ("ArrowRight", "ArrowRight", "+", "-", "0", "Escape"):
        watch.page.keyboard.press(key)
    for button in watch.page.locator(".picture-buttons button").all():
        button.click()
    assert all(url.startswith(address + "/") for url in watch.asked), watch.asked
    assert not watch.complaints
    watch.page.close()


def test_a_click_on_a_mark_of_the_chronology_leads_to_its_event(watch, address):
    stage = drawn(watch, address, "/chronology?kind=TRIAL")
    mark = stage.locator("[aria-label^='Trial of Tomas Reyl']")
    mark.click()
    expect(watch.page).to_have_url(re.compile(r"/event/etrial$"))


def test_a_mark_says_status_and_independent_origins_in_words(watch, address):
    stage = drawn(watch, address, "/chronology?kind=ARREST")
    expect(stage.locator("[aria-label*='alleged'][aria-label*='1 independent origin']")
           ).to_have_count(1)
    expect(stage.get_by_text("alleged (1)")).to_be_visible()


def test_the_keyboard_walks_through_the_chronology_and_opens_an_event(watch, address):
    stage = drawn(watch, address, "/chronology?text=Reyl")
    stage.focus()
    said = watch.page.locator(".picture-said")
    watch.page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Plan to block the port")
    watch.page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Trial of Tomas Reyl")
    watch.page.keyboard.press("Enter")
    expect(watch.page).to_have_url(re.compile(r"/event/etrial$"))


def test_a_bar_of_the_overview_leads_to_its_events(watch, address):
    stage = drawn(watch, address, "/")
    stage.locator("[aria-label*='happened']").first.click()
    expect(watch.page).to_have_url(re.compile(r"/chronology\?status=happened&since=2029-01-01&"))
    expect(watch.page.locator("article.event").first).to_be_visible()


def test_a_click_on_a_place_of_the_map_leads_to_its_events(watch, atlas_address):
    stage = drawn(watch, atlas_address, "/map")
    stage.locator("path[aria-label^='Karvik']").click()
    expect(watch.page).to_have_url(re.compile(r"/chronology\?place=Karvik$"))
    assert not watch.complaints
    assert all(url.startswith(atlas_address + "/") for url in watch.asked), watch.asked


def test_places_of_the_map_that_lie_close_have_their_names_on_sides_that_are_free(
        watch, tmp_path):
    fill = Filler(tmp_path / "close.db")
    for number, (town, longitude) in enumerate((("Grain Bridge", -20.0), ("Kelmar", -19.95),
                                                ("Ushtal", -14.0))):
        name = fill.event(f"e{number}", "GATHERING", "Gathering", "happened", place=town)
        fill.db.execute("UPDATE event SET latitude = -25.5, longitude = ? WHERE id = ?",
                        (longitude, name))
    with served(fill.close()) as base:
        stage = drawn(watch, base, "/map")
        names = stage.locator(".place-name")
        assert sorted(names.all_text_contents()) == ["Grain Bridge", "Kelmar", "Ushtal"]
        boxes = [name.bounding_box() for name in names.all()]
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one["x"] >= other["x"] + other["width"] or \
                other["x"] >= one["x"] + one["width"] or \
                one["y"] >= other["y"] + other["height"] or \
                other["y"] >= one["y"] + one["height"]
    assert not watch.complaints


def test_the_map_says_and_shows_how_exactly_a_place_is_known(watch, atlas_address):
    stage = drawn(watch, atlas_address, "/map?status=planned")
    stage.focus()
    said = watch.page.locator(".picture-said")
    watch.page.keyboard.press("Home")
    expect(said).to_have_text("Ostmark: 10 events; known to the country")
    wide = stage.locator("path[aria-label^='Ostmark']")
    expect(wide).to_have_attribute("stroke-dasharray", "4 3")
    watch.page.keyboard.press("End")
    expect(said).to_have_text("Sundholm: 10 events; known to the town or place")
    for key in ("+", "-", "0", "Escape"):
        watch.page.keyboard.press(key)
    watch.page.keyboard.press("Home")
    watch.page.keyboard.press("Enter")
    expect(watch.page).to_have_url(re.compile(r"/chronology\?country=Ostmark&status=planned$"))
    assert not watch.complaints


def test_a_click_on_a_name_of_the_network_leads_to_its_page(browser, tied_address):
    watch = Watch(browser, reduced_motion="reduce")
    stage = drawn(watch, tied_address, "/network")
    stage.focus()
    said = watch.page.locator(".picture-said")
    for key in ("+", "-", "0", "ArrowRight", "Escape", "Home"):
        watch.page.keyboard.press(key)
    expect(said).to_contain_text("Alia Brandt: events shared with Tomas Reyl (2)")
    box = stage.bounding_box()
    # Cytoscape paints on a canvas: the mouse looks for a name as a person does.
    for across in range(20, int(box["width"]), 8):
        watch.page.mouse.move(box["x"] + across, box["y"] + 48)
        if said.inner_text().startswith("Dockers' League:"):
            break
    watch.page.mouse.down()
    watch.page.mouse.up()
    expect(watch.page).to_have_url(re.compile(r"/entity/n2$"))
    assert not watch.complaints
    assert all(url.startswith(tied_address + "/") for url in watch.asked), watch.asked
    watch.page.close()


def test_zooming_changes_the_stretch_of_time_and_whole_brings_it_back(browser, address):
    watch = Watch(browser, reduced_motion="reduce")
    stage = drawn(watch, address, "/chronology")
    labels = stage.locator(".role-axis-label text")
    watch.page.get_by_role("button", name="Whole").click()
    first = labels.filter(has_text=labels.all_text_contents()[0])
    expect(first).to_have_count(1)
    for _ in range(3):
        watch.page.get_by_role("button", name="Zoom in").click()
    expect(first).to_have_count(0)
    watch.page.get_by_role("button", name="Whole").click()
    expect(first).to_have_count(1)
    watch.page.close()


def test_dragging_moves_the_chronology_and_opens_nothing(watch, address):
    stage = drawn(watch, address, "/chronology?kind=TRIAL")
    box = stage.locator("[aria-label^='Trial of Tomas Reyl']").bounding_box()
    mouse = watch.page.mouse
    mouse.move(box["x"] + 3, box["y"] + 3)
    mouse.down()
    mouse.move(box["x"] + 63, box["y"] + 3, steps=4)
    mouse.up()
    expect(watch.page).to_have_url(re.compile("/chronology"))


def test_without_script_and_on_paper_the_picture_of_the_server_stays(browser, watch, address):
    drawn(watch, address, "/chronology")
    expect(watch.page.locator(".drawn svg").first).to_be_hidden()
    watch.page.emulate_media(media="print")
    expect(watch.page.locator(".drawn svg").first).to_be_visible()
    expect(watch.page.locator(".stage")).to_be_hidden()
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(address + "/chronology")
    expect(plain.locator(".drawn svg").first).to_be_visible()
    plain.locator(".drawn a[aria-label^='Trial of Tomas Reyl']").click()
    expect(plain).to_have_url(re.compile(r"/event/etrial$"))
    plain.close()


def test_a_build_without_what_others_made_shows_the_picture_of_the_server(pages, monkeypatch,
                                                                          tmp_path):
    monkeypatch.setattr("sourceline.web.vendored.FOLDER", tmp_path)
    html = pages.get("/chronology").text
    assert "<script" not in html
    assert 'class="lanes"' in html


def test_what_a_page_hands_to_a_script_is_text_and_holds_no_address_elsewhere(hostile_pages):
    html = hostile_pages.get("/chronology").text
    spec = html.partition('class="spec" hidden>')[2].partition("</div>")[0]
    assert "<" not in spec
    written = json.loads(spec.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert all(thing["address"].startswith("/event/") for thing in written["usermeta"]["things"])
