"""Take the pictures of the docs from a running reading room.

In: a record and a folder (`python docs/take_pictures.py RECORD FOLDER`). Out: one PNG a page,
light and dark, desk and phone. Needs the package `playwright` and a Chromium on this machine;
nothing outside it is reached.
"""

import sys
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from sourceline.store.open import open_record
from sourceline.web.app import make_app

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--force-color-profile=srgb", "--hide-scrollbars")
# Pages whose picture stands below the fold of a screen.
TALL = ("overview", "chronology", "map", "network")
# Pages that are also taken at the width of a phone and in dark colours.
BOTH_WAYS = ("overview", "chronology", "article", "network", "map")


def main(record: Path, folder: Path) -> None:
    """Serve the record, visit its pages, keep a picture of each."""
    folder.mkdir(parents=True, exist_ok=True)
    server = uvicorn.Server(uvicorn.Config(make_app(record), port=0, log_level="error"))
    Thread(target=server.run, daemon=True).start()
    while not server.started:
        sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, path in pages(record):
            take(browser, f"http://127.0.0.1:{port}{path}", folder / f"{name}.png", 1280,
                 height_of(name))
        for name, path in (one for one in pages(record) if one[0] in BOTH_WAYS):
            take(browser, f"http://127.0.0.1:{port}{path}", folder / f"{name}-phone.png", 390, 844)
            take(browser, f"http://127.0.0.1:{port}{path}", folder / f"{name}-dark.png", 1280,
                 height_of(name), dark=True)
        browser.close()
    server.should_exit = True


def pages(record: Path) -> list[tuple[str, str]]:
    """Name the pages worth a picture: of each kind the thing with most in it."""
    connection = open_record(record)

    def most(sql: str) -> str:
        row = connection.execute(sql).fetchone()
        return row[0] if row else "none"

    article = most("SELECT article FROM event_mention GROUP BY 1 ORDER BY count(*) DESC, 1")
    event = most("SELECT event FROM events ORDER BY article_count DESC, event")
    entity = most("SELECT m.entity FROM role r JOIN mention m ON m.id = r.mention WHERE m.entity "
                  "IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1")
    claim = most("SELECT claim FROM claims ORDER BY length(content_words) DESC, claim")
    figure = most("SELECT figure FROM figures WHERE variant_group IS NOT NULL ORDER BY figure")
    due = most("SELECT follow_up FROM follow_ups WHERE state = 'overdue' ORDER BY due_to, "
               "follow_up")
    thread = most("SELECT thread FROM thread_step GROUP BY 1 ORDER BY count(*) DESC, 1")
    connection.close()
    return [("overview", "/"), ("chronology", "/chronology"), ("article", f"/article/{article}"),
            ("capture", f"/article/{article}/capture"),
            ("event", f"/event/{event}"), ("entity", f"/entity/{entity}"),
            ("names", "/entities"), ("articles", "/articles"), ("claims", "/claims"),
            ("figures", "/figures"), ("sources", "/sources"), ("threads", "/threads"),
            ("thread", f"/thread/{thread}"),
            ("due", "/due"), ("left-out", "/left-out"),
            ("contradictions", "/contradictions"), ("conflicts", "/conflicts"), ("map", "/map"),
            ("network", "/network"),
            ("citation", f"/event/{event}/citation"), ("search", "/search?text=court"),
            ("review", "/review"), ("review-event", f"/review/event/{event}"),
            ("review-name", f"/review/entity/{entity}"),
            ("review-claim", f"/review/claim/{claim}"),
            ("review-figure", f"/review/figure/{figure}"),
            ("review-due", f"/review/follow-up/{due}"),
            ("review-bulk", "/review/bulk?status=denied"),
            ("review-decisions", "/review/decisions")]


def height_of(name: str) -> int:
    """How much of a page is taken at a desk."""
    return 1400 if name in TALL else 900


def take(browser: Browser, address: str, picture: Path, width: int, height: int, *,
         dark: bool = False) -> None:
    """Take one picture of what a reader sees first."""
    context = browser.new_context(viewport={"width": width, "height": height},
                                  color_scheme="dark" if dark else "light")
    context.add_cookies([{"name": "reviewer", "value": "Ada%20Lind", "url": address}])
    page = context.new_page()
    page.goto(address)
    if page.locator(".live").count():
        page.locator("figure.is-live").first.wait_for()
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
