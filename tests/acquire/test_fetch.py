"""Fetching: polite, bounded, never to a private machine unless told, nothing lost by a kill."""

import http.server
import threading

import pytest

from sourceline.errors import CannotFetch
from sourceline.record.article import Capture
from sourceline.rooms.acquire.fetch.ask import Answer
from sourceline.rooms.acquire.fetch.get import Ways, get_addresses, listed_addresses
from sourceline.rooms.acquire.fetch.guard import find_target
from sourceline.rooms.acquire.fetch.settings import FetchSettings
from sourceline.rooms.acquire.find import acquire
from tests.acquire.made_files import PAGE

PUBLIC = "93.184.216.34"


class Web:
    """An invented web: pages by address, and what was asked and waited for."""

    def __init__(self, pages, numbers=None):
        self.pages, self.numbers = pages, numbers or {}
        self.asked, self.waited, self.now = [], [], 0.0

    def ways(self):
        return Ways(ask=self.ask, resolve=lambda host, _: self.numbers.get(host, [PUBLIC]),
                    wait=self.wait, clock=lambda: self.now)

    def ask(self, target, settings):
        self.asked.append(target.address)
        found = self.pages.get(target.address.replace(":443", "").replace(":80", ""), (404, {}, ""))
        status, headers, words = found.pop(0) if isinstance(found, list) else found
        return Answer(target, status, "", tuple(headers.items()), words.encode())

    def wait(self, seconds):
        self.waited.append(seconds)
        self.now += seconds

    def got(self, folder, *addresses, **chosen):
        return list(get_addresses(addresses, folder, FetchSettings(**chosen), self.ways()))


HTML = {"Content-Type": "text/html"}
ONE, TWO = "https://velm.example/1", "https://velm.example/2"


def test_fetched_pages_are_read_by_a_build(tmp_path):
    web = Web({ONE: (200, HTML, PAGE)})
    [got] = web.got(tmp_path, ONE)
    assert (got.status, got.why) == (200, "")
    [capture] = [one for one in acquire([tmp_path]) if isinstance(one, Capture)]
    assert (capture.address, capture.content) == (ONE, PAGE.encode())


def test_what_is_here_already_is_not_asked_for_again(tmp_path):
    web = Web({ONE: (200, HTML, PAGE)})
    web.got(tmp_path, ONE)
    web.asked.clear()
    [got] = web.got(tmp_path, ONE)
    assert got.why == "already here"
    assert web.asked == []


def test_a_page_that_was_gone_is_asked_for_again(tmp_path):
    web = Web({})
    web.got(tmp_path, ONE)
    web.pages[ONE] = (200, HTML, PAGE)
    assert web.got(tmp_path, ONE)[0].why == ""


def test_a_torn_archive_is_mended_and_the_run_goes_on(tmp_path):
    web = Web({ONE: (200, HTML, PAGE), TWO: (200, HTML, PAGE.replace("storm", "flood"))})
    web.got(tmp_path, ONE, TWO)
    archive = tmp_path / "pages.warc.gz"
    archive.write_bytes(archive.read_bytes()[:-40])
    assert [one.why for one in web.got(tmp_path, ONE, TWO)] == ["already here", ""]
    found = list(acquire([tmp_path]))
    assert [one.address for one in found] == [ONE, TWO]


def test_what_robots_txt_forbids_is_not_asked_for(tmp_path):
    web = Web({"https://velm.example/robots.txt": (200, {}, "User-agent: *\nDisallow: /1"),
               ONE: (200, HTML, PAGE)})
    [got] = web.got(tmp_path, ONE)
    assert "robots.txt" in got.why
    assert ONE not in web.asked


def test_a_host_whose_rules_cannot_be_had_is_left_alone(tmp_path):
    web = Web({"https://velm.example/robots.txt": (503, {}, ""), ONE: (200, HTML, PAGE)})
    assert "robots.txt" in web.got(tmp_path, ONE)[0].why


def test_two_requests_to_one_host_are_apart_and_two_hosts_need_not_wait(tmp_path):
    other = "https://ostmark.example/1"
    web = Web({ONE: (200, HTML, PAGE), TWO: (200, HTML, PAGE), other: (200, HTML, PAGE)})
    web.got(tmp_path, ONE, other, TWO, pause_s=3.0)
    assert web.waited == [3.0]


def test_a_pause_that_robots_txt_asks_for_is_kept(tmp_path):
    web = Web({"https://velm.example/robots.txt": (200, {}, "User-agent: *\nCrawl-delay: 9"),
               ONE: (200, HTML, PAGE), TWO: (200, HTML, PAGE)})
    web.got(tmp_path, ONE, TWO)
    assert web.waited == [9.0]


def test_what_may_pass_is_tried_again(tmp_path):
    web = Web({ONE: [(503, {"Retry-After": "20"}, ""), (200, HTML, PAGE)]})
    [got] = web.got(tmp_path, ONE)
    assert got.why == ""
    assert 20.0 in web.waited


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254",
                                    "::1", "fd00::1", "::ffff:127.0.0.1", "0.0.0.0", "100.64.0.1",
                                    "224.0.0.1", "not a number"])
def test_a_private_machine_is_refused_after_its_name_is_resolved(tmp_path, number):
    web = Web({ONE: (200, HTML, PAGE)}, {"velm.example": [PUBLIC, number]})
    [got] = web.got(tmp_path, ONE)
    assert "private network" in got.why
    assert web.asked == []


def test_a_move_to_a_private_machine_is_refused(tmp_path):
    web = Web({ONE: (302, {"Location": "http://inside.example/secret"}, "")},
              {"inside.example": ["10.0.0.1"]})
    [got] = web.got(tmp_path, ONE)
    assert "private network" in got.why
    assert not any("inside" in address for address in web.asked)


def test_moves_end(tmp_path):
    web = Web({ONE: (302, {"Location": TWO}, ""), TWO: (302, {"Location": ONE}, "")})
    assert "moved more than" in web.got(tmp_path, ONE)[0].why


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/", "https://",
                                     "https://a:b@velm.example/", "gopher://x", "http://[::1",
                                     "//velm.example/1"])
def test_other_addresses_are_refused(address):
    with pytest.raises(CannotFetch):
        find_target(address, resolve=lambda *_: [PUBLIC])


def test_a_sitemap_of_sitemaps_lists_pages(tmp_path):
    web = Web({
        "https://velm.example/map.xml": (200, {}, "<sitemapindex><sitemap><loc>"
                                         "https://velm.example/a.xml</loc></sitemap>"
                                         "</sitemapindex>"),
        "https://velm.example/a.xml": (200, {}, f"<urlset><url><loc>{ONE}</loc></url></urlset>")})
    assert listed_addresses("https://velm.example/map.xml", FetchSettings(), web.ways()) == [ONE]


def test_a_feed_lists_pages():
    feed = (f"<rss version='2.0'><channel><title>V</title><item><link>{ONE}</link></item>"
            "</channel></rss>")
    web = Web({"https://velm.example/feed": (200, {}, feed)})
    assert listed_addresses("https://velm.example/feed", FetchSettings(), web.ways()) == [ONE]


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        held = {"/1": b"<html><p>The port was closed.</p></html>", "/long": b"a" * 50_000}
        body = held.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        pass


@pytest.fixture
def here():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_real_server_on_this_machine_is_asked_only_when_allowed(tmp_path, here):
    [refused] = get_addresses([f"{here}/1"], tmp_path / "no", FetchSettings())
    assert "private network" in refused.why
    chosen = FetchSettings(allow_private=True, pause_s=0.0, max_bytes=10_000)
    one, long, gone = get_addresses([f"{here}/1", f"{here}/long", f"{here}/gone"],
                                    tmp_path / "yes", chosen)
    assert (one.why, one.size_bytes) == ("", 40)
    assert "longer than" in long.why
    assert gone.why == "answered with status 404"
