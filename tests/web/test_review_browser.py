"""Review in a real browser: forms, keys alone, two people at once, a phone, right to left."""

import shutil

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from sourceline.review.keep import read_decisions, review_path
from tests.web.conftest import served
from tests.web.made_record import make_record
from tests.web.test_browser import Watch


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("browser") / "made.db", many=3)


@pytest.fixture
def own(whole, tmp_path):
    return shutil.copy(whole, tmp_path / "case.db")


@pytest.fixture
def place(own):
    with served(own) as base:
        yield base


def come_in(browser, place, name="Ada Lind", **options):
    """A browser of one's own, in which one has said who one is."""
    page = browser.new_context(**options).new_page()
    page.goto(place + "/review")
    page.get_by_label("Your name, kept with every decision").fill(name)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text(f"You decide as {name}")).to_be_visible()
    return page


@pytest.fixture
def ada(browser, place):
    page = come_in(browser, place)
    yield page
    page.context.close()


def test_an_event_is_rejected_and_the_decision_taken_back(ada, place):
    ada.goto(place + "/review/event/ebeat")
    ada.get_by_label("Why").fill("the sentence denies it")
    ada.get_by_role("button", name="No R").click()
    expect(ada.get_by_role("status")).to_contain_text("tells of no such event")
    assert ada.goto(place + "/event/ebeat").status == 404
    ada.goto(place + "/review/decisions")
    expect(ada.locator("main")).to_contain_text("the sentence denies it")
    ada.get_by_role("button", name="Take back").click()
    expect(ada.locator("main")).to_contain_text("taken back")
    ada.goto(place + "/event/ebeat")
    expect(ada.locator("h1")).to_have_text("Beating of harbour workers")


@pytest.mark.parametrize(("label", "fill", "button", "seen"), [
    ("Status", "happened", "Correct the status", "told as having happened"),
    ("Kind", "DETAIN", "Correct the kind", "detain"),
    ("Place", "Tarsk", "Correct the place", "Tarsk")])
def test_an_event_is_corrected_and_says_by_whom(ada, place, label, fill, button, seen):
    ada.goto(place + "/review/event/earrest")
    field = ada.get_by_label(label, exact=True)
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(fill)
    else:
        field.fill(fill)
    ada.get_by_role("button", name=button).click()
    ada.goto(place + "/event/earrest")
    expect(ada.locator("dl.head")).to_contain_text(seen)
    expect(ada.locator(".decided").first).to_contain_text("Decided by Ada Lind")


def test_the_days_of_an_event_are_corrected_as_people_say_them(ada, place):
    ada.goto(place + "/review/event/earrest")
    ada.get_by_label("First day").fill("2031-05-01")
    ada.get_by_label("Last day").fill("2031-05-31")
    ada.get_by_role("button", name="Correct the date").click()
    ada.goto(place + "/event/earrest")
    expect(ada.locator("dl.head")).to_contain_text("May 2031")


def test_two_events_are_merged_and_a_sentence_taken_out_again(ada, place):
    ada.goto(place + "/review/event/earrest")
    ada.get_by_label("Words of the other event").fill("beating")
    ada.get_by_role("button", name="Look").click()
    ada.get_by_role("button", name="These are one event").first.click()
    ada.goto(place + "/event/earrest")
    expect(ada.locator(".card")).to_have_count(3)
    assert ada.goto(place + "/event/ebeat").status == 404
    ada.goto(place + "/review/event/earrest")
    ada.locator("li", has_text="Nobody was beaten").get_by_role(
        "button", name="This is another event").click()
    ada.goto(place + "/event/earrest")
    expect(ada.locator(".card")).to_have_count(2)


def test_two_names_are_merged_and_told_apart_again(ada, place):
    ada.goto(place + "/review/entity/nreyl")
    ada.get_by_label("The other name", exact=True).fill("Alia")
    ada.get_by_role("button", name="Look").click()
    ada.get_by_role("button", name="These are the same").click()
    ada.goto(place + "/entity/nreyl")
    expect(ada.locator("main")).to_contain_text("Alia Brandt")
    ada.goto(place + "/review/entity/nreyl")
    ada.get_by_role("button", name="Someone else, everywhere").click()
    ada.goto(place + "/entities")
    expect(ada.get_by_role("link", name="Alia Brandt")).to_be_visible()


def test_a_name_in_one_article_is_someone_else(ada, place):
    ada.goto(place + "/review/entity/nreyl")
    item = ada.locator("li", has_text="opened in Velmar")
    item.get_by_label("Someone else").fill("Tomas Reyl the younger")
    item.get_by_role("button", name="All through this article").click()
    ada.goto(place + "/entities")
    expect(ada.get_by_role("link", name="Tomas Reyl the younger")).to_be_visible()


def test_the_queue_is_answered_with_keys_alone_and_undone(ada, place, own):
    ada.goto(place + "/review")
    seen = []
    for key in ("a", "u", "r"):
        ada.wait_for_load_state()  # the keys are heard once the page's script has run
        seen.append(ada.locator(".asked h2").first.inner_text())
        ada.keyboard.press(key)
        expect(ada.locator(".asked h2").first).not_to_have_text(seen[-1])
        expect(ada.get_by_role("status")).to_be_visible()
    assert len(set(seen)) == 3
    ada.wait_for_load_state()
    made = len(read_decisions(review_path(own)))
    ada.keyboard.press("z")
    expect(ada.get_by_role("status")).to_have_count(0)
    assert read_decisions(review_path(own))[-1].verdict == "withdraw"
    assert len(read_decisions(review_path(own))) == made + 1
    expect(ada.locator(".asked h2").first).to_have_text(seen[-1])
    ada.wait_for_load_state()
    ada.keyboard.press("j")
    expect(ada).to_have_url(place + "/review?page=2")
    ada.wait_for_load_state()
    ada.keyboard.press("k")
    expect(ada).to_have_url(place + "/review?page=1")
    ada.wait_for_load_state()
    ada.keyboard.press("/")
    expect(ada.get_by_label("Why")).to_be_focused()
    ada.keyboard.type("a reason")
    assert ada.get_by_label("Why").input_value() == "a reason"


def to_the_claim(page, place):
    page.goto(place + "/claims?text=beaten")
    page.get_by_role("link", name="judge").first.click()
    expect(page.get_by_role("heading", name="Who says it")).to_be_visible()


def test_the_speaker_of_a_claim_is_corrected_and_comes_back(ada, place):
    to_the_claim(ada, place)
    ada.get_by_label("A name in this article").select_option("Tomas Reyl")
    ada.get_by_role("button", name="Correct the speaker").click()
    expect(ada.get_by_role("status")).to_contain_text("is said by")
    expect(ada.locator("span.who")).to_contain_text("Tomas Reyl")
    ada.get_by_role("button", name="Take it back").click()
    expect(ada.locator("span.who")).to_contain_text("Alia Brandt")
    ada.get_by_label("Other words of this article").fill("a spokeswoman")
    ada.get_by_role("button", name="These words speak").click()
    expect(ada.locator("span.who")).to_contain_text("a spokeswoman")


def test_someone_else_can_be_one_the_record_names_already(ada, place):
    ada.goto(place + "/review/entity/nreyl")
    item = ada.locator("li", has_text="opened in Velmar")
    item.get_by_label("Someone else").fill("Alia Brandt")
    item.get_by_role("button", name="All through this article").click()
    ada.goto(place + "/entity/nbrandt")
    expect(ada.locator("main")).to_contain_text("opened in Velmar")


def test_a_claim_is_judged_on_a_phone(browser, place):
    page = come_in(browser, place, viewport={"width": 320, "height": 800})
    to_the_claim(page, place)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_review_works_without_the_script_by_tab_and_enter(browser, place, own):
    page = come_in(browser, place, java_script_enabled=False)
    page.goto(place + "/review")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator("button:focus", has_text="Unsure").count():
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is left open")
    assert read_decisions(review_path(own))[0].verdict == "unsure"
    page.context.close()


def test_two_reviewers_at_once_lose_nothing(browser, place, own):
    ada, bo = come_in(browser, place), come_in(browser, place, "Bo Ren")
    ada.goto(place + "/review/event/earrest")
    bo.goto(place + "/review/event/earrest")
    ada.get_by_label("Status", exact=True).select_option("happened")
    ada.get_by_role("button", name="Correct the status").click()
    bo.get_by_label("Status", exact=True).select_option("denied")
    bo.get_by_role("button", name="Correct the status").click()
    ada.get_by_label("Place", exact=True).fill("Tarsk")
    ada.get_by_role("button", name="Correct the place").click()
    made = read_decisions(review_path(own))
    assert [(d.person, d.answer) for d in made] == [
        ("Ada Lind", "happened"), ("Bo Ren", "denied"), ("Ada Lind", "Tarsk")]
    bo.goto(place + "/event/earrest")
    expect(bo.locator("dl.head")).to_contain_text("denied")
    expect(bo.locator("dl.head")).to_contain_text("Tarsk")
    bo.goto(place + "/review/decisions")
    expect(bo.locator("main li", has_text="happened")).to_contain_text("a later decision took")
    ada.context.close()
    bo.context.close()


def test_many_at_once_are_shown_before_they_are_decided(ada, place):
    ada.goto(place + "/review/bulk?kind=TRIAL")
    ada.get_by_label("Choose this event").check()
    ada.get_by_role("button", name="None of the checked is right").click()
    expect(ada.locator("h1")).to_have_text("Before it is decided")
    ada.get_by_role("button", name="Decide all 2").click()
    expect(ada.get_by_role("status")).to_contain_text("for all of them")
    ada.get_by_role("button", name="Take it back").click()
    ada.goto(place + "/event/etrial")
    expect(ada.locator(".card")).to_have_count(2)


def test_a_search_leads_to_the_words_and_is_saved(ada, place):
    ada.goto(place + "/search")
    ada.get_by_label("Words", exact=True).fill('"harbour workers" hospital OR friday')
    ada.get_by_role("button", name="Search").click()
    expect(ada.locator(".hits mark").first).to_be_visible()
    ada.get_by_text("Save this search").click()
    ada.get_by_label("Name of the search").fill("the harbour")
    ada.get_by_role("button", name="Save", exact=True).click()
    ada.goto(place + "/search")
    ada.get_by_role("link", name="the harbour").click()
    ada.get_by_label("Where").select_option("sentence")
    ada.get_by_role("button", name="Search").click()
    ada.locator(".hits a.said").first.click()
    expect(ada.locator("#text :target")).to_be_in_viewport()


@pytest.mark.parametrize(("words", "said"), [
    ('"harbour', "A quotation mark is opened and never closed"),
    ("-harbour", "nothing but words to leave out"), ("***", "no letter or number")])
def test_words_that_cannot_be_searched_get_a_clear_answer(ada, place, words, said):
    ada.goto(place + "/search")
    ada.get_by_label("Words", exact=True).fill(words)
    ada.get_by_role("button", name="Search").click()
    expect(ada.get_by_role("alert")).to_contain_text(said)


def test_words_from_right_to_left_are_found_and_stand_right_to_left(ada, place):
    ada.goto(place + "/search?text=کارگر")
    found = ada.locator(".hits mark").first
    expect(found).to_have_text("کارگر")
    assert ada.locator(".hits a.said").first.evaluate(
        "one => getComputedStyle(one).direction") == "rtl"


@pytest.mark.parametrize("path", ["/review", "/review?sort=figure", "/review/event/earrest",
                                  "/review/entity/nreyl", "/review/bulk?kind=TRIAL",
                                  "/review/decisions", "/search?text=velmar", "/search",
                                  "/review/figure/f0018"])
@pytest.mark.parametrize("width", [320, 390])
def test_no_page_for_review_is_wider_than_a_phone(browser, place, path, width):
    page = come_in(browser, place, viewport={"width": width, "height": 800})
    page.goto(place + path)
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("path", ["/review", "/review?page=2", "/search?text=script", "/search",
                                  "/review/bulk?text=seen", "/review/decisions"])
def test_hostile_words_do_nothing_on_the_pages_of_review(browser, hostile_address, path):
    seen = Watch(browser)
    seen.page.goto(hostile_address + path)
    for key in "jkacz":
        seen.page.keyboard.press(key)
    assert not seen.complained()
    assert all(url.startswith(hostile_address + "/") for url in seen.asked)
    seen.page.close()
