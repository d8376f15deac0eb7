"""A published site and a report open from a file, in a real browser, and ask nobody anything."""

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from sourceline.export.write import export_record
from sourceline.store.open import open_record
from tests.web.test_browser import Watch


@pytest.fixture(scope="module", params=["record", "hostile"])
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    db = open_record(request.getfixturevalue(request.param))
    try:
        export_record(db, "publish", folder / "site")
        export_record(db, "html", folder / "report.html")
    finally:
        db.close()
    return folder


@pytest.fixture
def watch(browser):
    seen = Watch(browser)
    yield seen
    seen.page.close()


def test_every_page_opens_from_a_file_without_a_request_or_a_complaint(site, watch):
    pages = [site / "report.html", *sorted((site / "site").rglob("*.html"))[:12]]
    for page in pages:
        watch.page.goto(page.as_uri())
        assert watch.page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    assert len(pages) > 3
    assert all(url.startswith(site.as_uri()) for url in watch.asked), watch.asked
    assert watch.complaints == []


def test_the_chronology_leads_to_an_event_and_back(site, watch):
    watch.page.goto((site / "site" / "index.html").as_uri())
    link = watch.page.locator("h3 a").first
    label = link.inner_text()
    link.click()
    expect(watch.page.locator("h1")).to_have_text(label)
    watch.page.get_by_role("link", name="Chronology").click()
    expect(watch.page.locator("h1")).to_have_text("Chronology")


def test_a_site_fits_a_phone_and_a_report_prints(site, browser):
    page = browser.new_page(viewport={"width": 360, "height": 700})
    page.goto((site / "site" / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto((site / "report.html").as_uri())
    assert page.pdf().startswith(b"%PDF")
    page.close()
