"""Fetching: polite, bounded, never to a private machine unless told, nothing lost by a kill."""

import gzip
import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from sourceline.errors import BadInput, CannotFetch
from sourceline.record.article import Capture
from sourceline.rooms.acquire.fetch.ask import Answer, NoAnswer
from sourceline.rooms.acquire.fetch.get import Ways, get_addresses, listed_addresses
from sourceline.rooms.acquire.fetch.guard import find_target
from sourceline.rooms.acquire.fetch.lists import read_addresses, read_list
from sourceline.rooms.acquire.fetch.proxy import find_proxy
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
                                    "224.0.0.1", "not a number", "fe80::1%eth0", "::ffff:7f00:1",
                                    "2002:7f00:1::", "64:ff9b::a00:1", "::"])
def test_a_private_machine_is_refused_after_its_name_is_resolved(tmp_path, number):
    web = Web({ONE: (200, HTML, PAGE)}, {"velm.example": [PUBLIC, number]})
    [got] = web.got(tmp_path, ONE)
    assert "private network" in got.why
    assert web.asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1",
                                  "[::ffff:127.0.0.1]", "[::1]", "127.0.0.1.", "0", "10.1"])
def test_a_private_machine_is_refused_in_every_spelling_of_its_number(tmp_path, host):
    """The fake resolver calls every name public, so only the number itself can tell."""
    web = Web({})
    [got] = web.got(tmp_path, f"http://{host}/1")
    assert "private network" in got.why
    assert web.asked == []


PROXY = "http://proxy.example:3128"


@pytest.mark.parametrize(("address", "numbers"), [
    ("http://127.0.0.1/1", {}), ("http://2130706433/1", {}), ("http://[::ffff:10.0.0.1]/1", {}),
    ("http://inside.example/1", {"inside.example": ["10.0.0.1"]}),
    ("http://intranet/1", {"intranet": []}), ("http://files.lan/1", {"files.lan": []}),
    ("http://localhost/1", {"localhost": []})])
def test_a_private_machine_is_refused_through_a_proxy_too(tmp_path, address, numbers):
    web = Web({}, numbers)
    [got] = web.got(tmp_path, address, proxy=PROXY)
    assert "private network" in got.why
    assert web.asked == []


def test_a_move_to_a_private_machine_is_refused_through_a_proxy_too(tmp_path):
    web = Web({ONE: (302, {"Location": "http://169.254.169.254/latest"}, "")})
    [got] = web.got(tmp_path, ONE, proxy=PROXY)
    assert "private network" in got.why
    assert not any("169.254" in address for address in web.asked)


def test_a_name_that_only_the_proxy_knows_is_asked_for_through_it(tmp_path):
    web = Web({ONE: (200, HTML, PAGE)}, {"velm.example": []})
    assert web.got(tmp_path, ONE, proxy=PROXY)[0].why == ""


def test_names_left_to_the_proxy_are_not_looked_up_here(tmp_path):
    looked_up = []
    web = Web({ONE: (200, HTML, PAGE)})
    ways = Ways(ask=web.ask, resolve=lambda host, _: looked_up.append(host) or [PUBLIC],
                wait=web.wait, clock=lambda: web.now)
    chosen = FetchSettings(proxy=PROXY, proxy_resolves=True)
    [got] = get_addresses([ONE], tmp_path, chosen, ways)
    assert (got.why, looked_up) == ("", [])


def test_the_environment_names_a_proxy_and_its_exceptions(monkeypatch):
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert find_proxy(ONE, FetchSettings()) == ""
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "ostmark.example,.tarsk.example")
    assert find_proxy(ONE, FetchSettings()) == "http://proxy.example:3128"
    assert find_proxy("http://velm.example/", FetchSettings()) == ""
    assert find_proxy("https://ostmark.example/", FetchSettings()) == ""
    assert find_proxy("https://www.tarsk.example/", FetchSettings()) == ""
    assert find_proxy(ONE, FetchSettings(proxy="none")) == ""
    assert find_proxy(ONE, FetchSettings(proxy="http://other.example:1")) == \
        "http://other.example:1"
    with pytest.raises(BadInput, match="SOCKS"):
        find_proxy(ONE, FetchSettings(proxy="socks5://proxy.example:1"))


def test_a_host_that_does_not_answer_is_tried_again_after_longer_and_longer_pauses(tmp_path):
    web = Web({})

    def ask(target, settings):
        if target.path != "/1":
            return Answer(target, 404, "", (), b"")
        web.asked.append(target.address)
        raise NoAnswer("no answer", where=target.address)

    ways = Ways(ask=ask, resolve=lambda *_: [PUBLIC], wait=web.wait, clock=lambda: web.now)
    [got] = get_addresses([ONE], tmp_path, FetchSettings(pause_s=1.0, retries=2), ways)
    assert "no answer" in got.why
    assert len(web.asked) == 3
    assert web.waited[:2] == [4.0, 16.0]


def test_a_host_that_wants_to_be_left_alone_for_long_is_left_alone(tmp_path):
    web = Web({ONE: (429, {"Retry-After": "86400"}, "")})
    assert "429" in web.got(tmp_path, ONE)[0].why
    assert web.asked.count(ONE) == 1


def test_a_moment_to_come_back_at_is_waited_for(tmp_path):
    web = Web({ONE: [(503, {"Retry-After": "Mon, 03 Mar 2031 10:00:30 GMT"}, ""),
                     (200, HTML, PAGE)]})
    ways = replace(web.ways(), now=lambda: datetime(2031, 3, 3, 10, 0, tzinfo=UTC))
    [got] = get_addresses([ONE], tmp_path, FetchSettings(), ways)
    assert got.why == ""
    assert 30.0 in web.waited


def test_what_is_kept_has_its_headers_its_hash_and_where_it_came_from(tmp_path):
    web = Web({ONE: (301, {"Location": TWO}, ""),
               TWO: (200, {"Content-Type": "text/html", "Last-Modified": "yesterday"}, PAGE)})
    web.got(tmp_path, ONE)
    with (tmp_path / "pages.warc.gz").open("rb") as file:
        [record] = list(ArchiveIterator(file, check_digests=False))
    told = record.rec_headers.get_header
    assert told("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(PAGE.encode()).hexdigest()}"
    assert told("WARC-Target-URI") == ONE
    assert told("Sourceline-Moved-To") == TWO
    assert told("WARC-IP-Address") == PUBLIC
    assert record.http_headers.get_header("Last-Modified") == "yesterday"


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


def test_a_gzipped_sitemap_lists_pages_and_a_bomb_ends_at_its_bound():
    sitemap = f"<urlset><url><loc>{ONE}</loc></url></urlset>".encode()
    assert read_list(gzip.compress(sitemap)) == ([ONE], [])
    assert read_list(gzip.compress(sitemap + b" " * 5_000_000), max_bytes=1_000) == ([ONE], [])
    assert read_list(gzip.compress(sitemap)[:10]) == ([], [])


def test_a_sitemap_saved_on_this_machine_lists_pages(tmp_path):
    (tmp_path / "map.xml").write_text(f"<urlset><url><loc>{ONE}</loc></url></urlset>")
    assert listed_addresses(str(tmp_path / "map.xml"), FetchSettings(), Web({}).ways()) == [ONE]
    with pytest.raises(CannotFetch, match="cannot be read"):
        listed_addresses(str(tmp_path / "gone.xml"), FetchSettings(), Web({}).ways())


def test_sitemaps_that_lead_in_a_circle_or_on_and_on_end():
    numbers = iter(range(10_000))

    class Endless(dict):
        def get(self, address, default):
            if "robots" in address:
                return default
            inner = "".join(f"<sitemap><loc>https://velm.example/{n}.xml</loc></sitemap>"
                            for n in (next(numbers), 0))
            return 200, {}, f"<sitemapindex>{inner}</sitemapindex>"

    web = Web(Endless())
    with pytest.raises(CannotFetch, match="no address"):
        listed_addresses("https://velm.example/map.xml", FetchSettings(max_lists=5), web.ways())
    assert len([one for one in web.asked if "robots" not in one]) == 5


@pytest.mark.parametrize("words", [f"{ONE}\n# later\n{TWO}\n",
                                   f"Link,Archive status\n{ONE},done\n{TWO},\n,\n",
                                   f"title;url\nA;{ONE}\nB;{TWO}\n"])
def test_a_list_of_addresses_may_be_a_text_or_a_table(words):
    assert read_addresses(words) == [ONE, TWO]


def test_a_feed_lists_pages():
    feed = (f"<rss version='2.0'><channel><title>V</title><item><link>{ONE}</link></item>"
            "</channel></rss>")
    web = Web({"https://velm.example/feed": (200, {}, feed)})
    assert listed_addresses("https://velm.example/feed", FetchSettings(), web.ways()) == [ONE]
