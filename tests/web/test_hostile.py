"""Words from outside that try to be more than words."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from sourceline.web.links import may_be_link

ARTICLES = [quote(f"a{number}'\"<b>..?#", safe="") for number in range(8)]
PATHS = ["/", "/chronology", "/articles", "/entities", "/claims", "/figures", "/sources",
         "/threads", "/due", "/left-out", "/event/" + quote('e"><script>'),
         "/entity/" + quote('n"><script>')] + [f"/article/{name}" for name in ARTICLES]


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
        assert tag not in ("img", "iframe", "object", "embed", "base", "b")
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


def test_a_huge_line_makes_a_page_of_bounded_size(hostile_pages):
    for path in ("/", "/chronology", "/claims", "/entities"):
        assert len(hostile_pages.get(path).text) < 100_000
