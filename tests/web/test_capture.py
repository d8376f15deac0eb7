"""The original of an article: the very bytes, looked at in a frame in which nothing can happen."""

import hashlib
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen

import pytest
from starlette.testclient import TestClient

from sourceline.store.open import open_record
from sourceline.web.app import make_app
from sourceline.web.guard import SANDBOX
from tests.web.conftest import Watch, served
from tests.web.made_record import Filler

WORDS = "Port of Velmar\r\n\r\n<b>Said</b> \u202eto be closed.\n"
PAGE = """<!doctype html><meta charset="windows-1251"><title>Port</title>
<meta http-equiv="refresh" content="0;url={there}/refresh"><base href="{there}/">
<link rel="stylesheet" href="{there}/sheet.css"><link rel="prefetch" href="{there}/prefetch">
<style>@import url({there}/import.css); body {{ background: url({there}/back.png) }}</style>
<script src="{there}/script.js"></script><script>document.title = "ran"; alert(1)</script>
<body onload="alert(2)"><h1>Velmar — closed</h1>
<img src="{there}/picture.png" onerror="alert(3)"><svg onload="alert(4)"></svg>
<iframe src="{there}/frame"></iframe><object data="{there}/object"></object>
<video src="{there}/film" autoplay></video>
<form action="{there}/form"><button id="send">Send</button></form>
<a id="out" href="{there}/link" ping="{there}/ping">Away</a>
<a id="top" href="{there}/top" target="_top">Away from all</a>
<a id="run" href="javascript:alert(5)">Run</a></body>"""


@pytest.fixture(scope="module")
def elsewhere():
    """Another server of this machine, and everything it was asked."""
    asked = []

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()


@pytest.fixture(scope="module")
def captured(tmp_path_factory, elsewhere):
    fill = Filler(tmp_path_factory.mktemp("captures") / "captures.db")
    fill.db.execute("BEGIN")
    page = PAGE.format(there=elsewhere[0]).encode("windows-1251")
    for name, media, encoding, content in (
            ("text", "text/plain", "utf-8", WORDS.encode()),
            ("page", "text/html", "windows-1251", page),
            ("paper", "application/pdf", "", b"%PDF-1.4 made"),
            ("none", "text/plain", "utf-8", b"")):
        fill.article(name, "Velmar. Said.", f"The {name}", "Lantern", path=f"in/{name}.file")
        fill.db.execute(
            "UPDATE capture SET media = ?, encoding = ?, content = ?, sha256 = ? WHERE id = ?",
            (media, encoding, zlib.compress(content) if content else b"",
             hashlib.sha256(content).hexdigest(), name))
    fill.db.execute("COMMIT")
    return fill.close()


@pytest.fixture(scope="module")
def room(captured):
    return TestClient(make_app(captured), base_url="http://127.0.0.1:8017")


def test_plain_text_is_shown_as_text_whatever_it_holds(room):
    answer = room.get("/article/text/capture/shown")
    assert "&lt;b&gt;Said&lt;/b&gt; ⟨U+202E⟩to be closed." in answer.text
    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_page_is_shown_in_its_own_encoding(room):
    assert "Velmar — closed" in room.get("/article/page/capture/shown").content.decode("utf-8")


@pytest.mark.parametrize(("name", "ending"), [("text", "txt"), ("page", "html"), ("paper", "pdf")])
def test_the_very_bytes_can_be_kept_and_have_their_hash(room, captured, name, ending):
    answer = room.get(f"/article/{name}/capture/file")
    wanted = open_record(captured).execute("SELECT sha256 FROM capture WHERE id = ?", (name,))
    assert hashlib.sha256(answer.content).hexdigest() == wanted.fetchone()[0]
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.{ending}"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "The bytes kept in this record have it." in room.get(f"/article/{name}/capture").text


def test_a_document_that_is_no_text_is_offered_as_a_file_only(room):
    html = room.get("/article/paper/capture").text
    assert "a PDF document, 13 bytes" in html
    assert "<iframe" not in html


def test_bytes_that_are_not_kept_are_said_to_be_missing(room):
    assert "are not kept in this record" in room.get("/article/none/capture").text
    assert room.get("/article/none/capture/shown").status_code == 404
    assert room.get("/article/nobody/capture").status_code == 404


def test_changed_bytes_are_told_from_right_ones(captured, tmp_path):
    changed = tmp_path / "changed.db"
    open_record(captured).execute("VACUUM INTO ?", (str(changed),))
    connection = open_record(changed, write=True)
    connection.execute("UPDATE capture SET content = ? WHERE id = 'text'", (zlib.compress(b"x"),))
    connection.close()
    with TestClient(make_app(changed), base_url="http://127.0.0.1:8017") as pages:
        assert "have another: they were changed" in pages.get("/article/text/capture").text


def test_only_the_page_of_a_capture_may_hold_a_frame(room):
    assert "frame-src 'self'" in room.get("/article/page/capture").headers[
        "content-security-policy"]
    assert "frame-src" not in room.get("/article/page").headers["content-security-policy"]
    assert room.get("/article/page").headers["x-frame-options"] == "DENY"


def test_a_hostile_page_runs_nothing_and_reaches_nobody(browser, captured, elsewhere):
    there, asked = elsewhere
    urlopen(f"{there}/heard").read()
    assert asked == ["/heard"]
    with served(captured) as base:
        watch = Watch(browser)
        dialogs = []
        watch.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        watch.page.goto(f"{base}/article/page/capture")
        frame = watch.page.frame_locator("iframe.capture")
        frame.get_by_text("Velmar — closed").wait_for()
        for place in ("#send", "#top", "#run", "#out"):
            frame.locator(place).click()
            watch.page.wait_for_timeout(150)
        assert watch.page.url == f"{base}/article/page/capture"
        watch.page.goto(f"{base}/article/page/capture/shown")
        watch.page.wait_for_timeout(300)
        assert watch.page.title() == "Port"
        watch.page.close()
    assert not dialogs
    assert asked == ["/heard"]
