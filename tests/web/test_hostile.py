"""Words from outside that try to be more than words."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sourceline.web.app import CITED, PAGES, make_app
from sourceline.web.links import may_be_link
from tests.web.made_record import make_huge

ARTICLES = [quote(f"a{number}'\"<b>..?#", safe="") for number in range(8)]
EVENT, NAME, DUE, THREAD = (quote(f'{sort}"><script>') for sort in "enut")
PATHS = ["/", "/chronology", "/articles", "/entities", "/claims", "/figures", "/sources",
         "/threads", f"/thread/{THREAD}", "/due", "/left-out", "/conflicts",
         "/contradictions", "/map", "/network",
         "/contradictions?about=statuses", "/search", "/search?text=script", "/review",
         "/review/bulk", "/review/decisions", "/review?sort=entity.same",
         f"/event/{EVENT}", f"/entity/{NAME}", f"/event/{EVENT}/citation",
         f"/review/event/{EVENT}", f"/review/entity/{NAME}", f"/review/follow-up/{DUE}",
         "/review/claim/c0005", "/review/figure/f0006", "/claim/c0005/citation",
         *(f"/article/{name}" for name in ARTICLES), f"/article/{ARTICLES[0]}/capture",
         f"/article/{ARTICLES[0]}/citation"]
# One page for each line of the routes, so that a new page is not forgotten here.
SHOWN = [route.replace("/article/{article}", f"/article/{ARTICLES[0]}").replace("{event}", EVENT)
         .replace("{entity}", NAME).replace("{follow_up}", DUE).replace("{claim}", "c0005")
         .replace("{figure}", "f0006").replace("{thread}", THREAD)
         for route, *_ in (*PAGES, *CITED)]


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


@pytest.mark.parametrize("path", PATHS)
def test_no_word_from_outside_becomes_an_element(hostile_pages, path):
    answer = hostile_pages.get(path)
    assert answer.status_code == 200
    reader = Elements()
    reader.feed(answer.text)
    for tag, attributes in reader.found:
        if tag == "script":
            assert re.fullmatch("/(static|vendor)/[a-z.-]+", attributes["src"])
            continue
        if tag == "iframe":
            assert attributes["sandbox"] == ""
            assert attributes["src"].endswith("/capture/shown")
            continue
        assert tag not in ("img", "object", "embed", "base", "b")
        assert not [name for name in attributes if name.startswith("on")], attributes
        assert "style" not in attributes
        for name in ("href", "src", "action"):
            assert re.match(r"(/|#|https?://|$)", attributes.get(name) or ""), attributes


@pytest.mark.parametrize("path", PATHS)
def test_direction_overrides_and_controls_are_shown_and_not_obeyed(hostile_pages, path):
    html = hostile_pages.get(path).text
    assert not re.search("[\u202d\u202e\x00\x1b]", html)


def test_only_plain_web_addresses_become_links():
    for address in ("javascript:alert(1)", "JavaScript://x/%0aalert(1)", "data:text/html,x",
                    "https://a.example/\u202e", "http://[::1", "https:///x", " https://a.example",
                    "https://a.example/\n", "vbscript:x", "//a.example", "ftp://a.example", ""):
        assert not may_be_link(address), address
    assert may_be_link("https://a.example/?q=1#f")


def test_no_page_of_the_site_is_left_out_of_these_tests():
    assert set(SHOWN) <= set(PATHS)


HUGE = ["/", "/chronology", "/articles", "/article/a1", "/article/a1/capture",
        "/article/a1/capture/shown", "/article/a1/citation", "/entities", "/entity/n1", "/claims",
        "/figures", "/sources", "/threads", "/due", "/left-out", "/conflicts", "/contradictions",
        "/map", "/network", "/search?text=arrested", "/event/e1", "/event/e1/citation",
        "/claim/c0003/citation", "/review", "/review/bulk", "/review/decisions",
        "/review/event/e1", "/review/entity/n1", "/review/claim/c0003", "/review/follow-up/u1"]


@pytest.fixture(scope="module")
def huge_pages(tmp_path_factory):
    return TestClient(make_app(make_huge(tmp_path_factory.mktemp("huge") / "huge.db")),
                      base_url="http://127.0.0.1:8017")


@pytest.mark.parametrize("path", HUGE)
def test_a_line_of_fifty_million_letters_makes_a_page_of_bounded_size(huge_pages, path):
    answer = huge_pages.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 1_500_000


def test_a_huge_line_makes_a_page_of_bounded_size(hostile_pages):
    for path in ("/", "/chronology", "/claims", "/entities"):
        assert len(hostile_pages.get(path).text) < 100_000
