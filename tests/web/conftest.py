"""Records made once for all page tests, and a reader of their pages."""

import atexit
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sourceline.web.app import make_app
from tests.installing import install
from tests.web.made_record import make_atlas, make_hostile, make_record, make_tied

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("made") / "made.db", many=120)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hostile(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture(scope="session")
def pages(record: Path) -> TestClient:
    return TestClient(make_app(record), base_url="http://127.0.0.1:8017")


@pytest.fixture(scope="session")
def hostile_pages(hostile: Path) -> TestClient:
    return TestClient(make_app(hostile), base_url="http://127.0.0.1:8017")


@pytest.fixture(scope="session")
def address(record: Path) -> Iterator[str]:
    with served(record) as base:
        yield base


@pytest.fixture(scope="session")
def hostile_address(hostile: Path) -> Iterator[str]:
    with served(hostile) as base:
        yield base


@pytest.fixture(scope="session")
def tied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tied(tmp_path_factory.mktemp("tied") / "net.db")


@pytest.fixture(scope="session")
def tied_address(tied: Path) -> Iterator[str]:
    with served(tied) as base:
        yield base


@pytest.fixture(scope="session")
def atlas_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(make_atlas(tmp_path_factory.mktemp("atlas") / "atlas.db")) as base:
        yield base


class served:
    """A reading room on a free port of this machine, for as long as the block lasts."""

    def __init__(self, record: Path | Starlette):
        app = record if isinstance(record, Starlette) else make_app(record)
        config = uvicorn.Config(app, port=0, log_level="error")
        self.server = uvicorn.Server(config)
        self.thread = Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        until = monotonic() + 20
        while not self.server.started:
            assert monotonic() < until, "the server did not start"
            sleep(0.02)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; fetched by apt-get where one may, else the test says what is missing."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not install("chromium", Path(CHROMIUM).exists):
        pytest.skip(f"no {CHROMIUM}: install Debian's package `chromium`")
    return _chromium()


@cache
def _chromium():
    """Start the one browser of this process: a second one beside it is refused by playwright."""
    from playwright.sync_api import sync_playwright

    running = sync_playwright().start()
    atexit.register(running.stop)
    return running.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


class Watch:
    """A page whose requests and complaints are kept."""

    def __init__(self, browser, width=1280, height=900, **options):
        self.page = browser.new_page(viewport={"width": width, "height": height}, **options)
        self.asked, self.complaints = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def complained(self):
        # The browser itself notes a page that answers 404.
        return [said for said in self.complaints if "404 (Not Found)" not in said]


@pytest.fixture
def watch(browser):
    seen = Watch(browser)
    yield seen
    seen.page.close()
