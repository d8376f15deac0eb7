"""Fetching from real servers on this machine: asked only when allowed, and where they send us."""

import http.server
import threading
import typing
from contextlib import contextmanager
from dataclasses import replace

import pytest

from sourceline.rooms.acquire.fetch.ask import ask as real_ask
from sourceline.rooms.acquire.fetch.get import Ways, get_addresses
from sourceline.rooms.acquire.fetch.settings import FetchSettings
from tests.acquire.made_files import PAGE

PUBLIC = "93.184.216.34"


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


@contextmanager
def served(answers):
    """Run a server on this machine and give its port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture
def here():
    with served(Pages) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_real_server_on_this_machine_is_asked_only_when_allowed(tmp_path, here):
    [refused] = get_addresses([f"{here}/1"], tmp_path / "no", FetchSettings())
    assert "private network" in refused.why
    chosen = FetchSettings(allow_private=True, pause_s=0.0, max_bytes=10_000)
    one, long, gone = get_addresses([f"{here}/1", f"{here}/long", f"{here}/gone"],
                                    tmp_path / "yes", chosen)
    assert (one.why, one.size_bytes) == ("", 40)
    assert "longer than" in long.why
    assert gone.why == "answered with status 404"


class Proxy(http.server.BaseHTTPRequestHandler):
    """A proxy on this machine: answers for the whole invented web and notes what it was asked."""

    asked: typing.ClassVar[list] = []

    def do_GET(self):
        self.asked.append(self.path)
        body = PAGE.encode() if self.path.endswith("/1") else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_a_real_proxy_is_gone_through_for_pages_and_rules(tmp_path):
    with served(Proxy) as port:
        chosen = FetchSettings(proxy=f"http://127.0.0.1:{port}", proxy_resolves=True, pause_s=0.0)
        [got, refused] = get_addresses(["http://velm.example/1", "http://127.0.0.1:1/1"], tmp_path,
                                       chosen)
    assert (got.status, got.why) == (200, "")
    assert "private network" in refused.why
    assert Proxy.asked == ["http://velm.example:80/robots.txt", "http://velm.example/1"]


def test_a_real_move_from_this_machine_to_another_number_of_it_is_refused(tmp_path):
    """The resolver calls the server's name public; where it sends us is checked anew."""

    class Moves(Pages):
        def do_GET(self):
            self.send_response(302 if self.path == "/1" else 404)
            self.send_header("Location", "http://0x7f000001/secret")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def asked_here(target, settings):
        return real_ask(replace(target, numbers=("127.0.0.1",)), settings)

    ways = Ways(ask=asked_here, resolve=lambda *_: [PUBLIC])
    with served(Moves) as port:
        [got] = get_addresses([f"http://velm.example:{port}/1"], tmp_path,
                              FetchSettings(pause_s=0.0), ways)
    assert "private network" in got.why
