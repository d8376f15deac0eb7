"""Two servers of one team, as processes, each with a copy of the record; and what is refused."""

import re
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from time import monotonic, sleep

import httpx2 as httpx
import psycopg
import pytest

from sourceline.errors import BadInput
from sourceline.team.audit import read_audit
from sourceline.team.keep import TeamKeeper
from sourceline.team.open import open_team
from sourceline.team.people import add_person
from sourceline.web.serving import serve
from tests.team.rooms import PASSWORD
from tests.web.made_record import make_record


@contextmanager
def serving(record, *options):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = subprocess.Popen([sys.executable, "-m", "sourceline.cli", "serve", str(record),
                                "--port", str(port), *options], stderr=subprocess.PIPE)
    base, until = f"http://127.0.0.1:{port}", monotonic() + 60
    try:
        while True:
            try:
                httpx.get(base + "/login")
                break
            except httpx.TransportError:
                assert running.poll() is None, running.stderr.read()
                assert monotonic() < until, "the server did not start"
                sleep(0.05)
        yield base
    finally:
        running.terminate()
        running.wait(20)
        running.stderr.close()


class Reviewer:
    """Someone at one of the servers."""

    def __init__(self, base, name, **headers):
        self.client = httpx.Client(base_url=base, headers={"origin": base, **headers}, timeout=60)
        self.send("/login", self.word("/login"), name=name, password=PASSWORD, next="/")
        self.form_word = self.word("/account")

    def word(self, path):
        return re.search(r'name="word" value="([^"]+)"', self.client.get(path).text)[1]

    def send(self, path, word, **fields):
        return self.client.post(path, data={"word": word, **fields})

    def place(self, answer):
        done = self.send("/review/decide", self.form_word, question="event.place",
                         verdict="correct", target="a1:95:103:ARREST", back="/", answer=answer)
        assert done.status_code == 303, done.text

    def event(self):
        return self.client.get("/event/earrest?format=json").json()["event"]


@pytest.fixture(scope="module")
def two(postgres, tmp_path_factory):
    """Two servers of one team; the second stands behind a proxy it believes."""
    with psycopg.connect(postgres.format("template1"), autocommit=True) as server:
        server.execute("CREATE DATABASE serving TEMPLATE made")
    address = postgres.format("serving")
    team = open_team(address)
    for name in ("Ada Lind", "Bo Ren"):
        add_person(team, name, "reviewer", PASSWORD, by="tests")
    folder = tmp_path_factory.mktemp("serving")
    one = make_record(folder / "one.db")
    with ExitStack() as stack:
        bases = [stack.enter_context(serving(one, "--team", address)),
                 stack.enter_context(serving(shutil.copy(one, folder / "two.db"), "--team",
                                             address, "--proxy", "127.0.0.1"))]
        yield team, bases
    team.engine.dispose()


def test_two_reviewers_at_two_servers_lose_nothing_and_see_each_other(two):
    team, bases = two
    ada, bo = Reviewer(bases[0], "Ada Lind"), Reviewer(bases[1], "Bo Ren")
    ada.place("Tarsk")
    assert bo.event()["place"] == "Tarsk"  # a server of its own, with its own copy of the record
    bo.place("Orm")
    assert ada.event()["place"] == "Orm"
    before = len(TeamKeeper(team).read_decisions())
    with ThreadPoolExecutor(2) as crew:
        list(crew.map(lambda who: [who[0].place(f"{who[1]} {n}") for n in range(6)],
                      ((ada, "Harbour"), (bo, "Hill"))))
    kept = TeamKeeper(team).read_decisions()[before:]
    assert {(one.person, one.answer) for one in kept} == {
        *(("Ada Lind", f"Harbour {n}") for n in range(6)),
        *(("Bo Ren", f"Hill {n}") for n in range(6))}
    last = max(kept, key=lambda one: one.decided_at)
    assert ada.event()["place"] == bo.event()["place"] == last.answer


def test_the_address_behind_a_proxy_is_believed_only_where_the_proxy_is_named(two):
    team, bases = two
    for base in bases:
        Reviewer(base, "Ada Lind", **{"x-forwarded-for": "192.0.2.66, 203.0.113.9"})
    seen = [one.address for one in read_audit(team, who="Ada Lind")[1]
            if one.act == "signed in"][:2]
    assert seen == ["203.0.113.9", "127.0.0.1"]  # the latest first; what a visitor wrote is not


@pytest.mark.parametrize(("options", "said"), [
    ({"host": "0.0.0.0"}, "no password"), ({"address": "https://room.example"}, "no password"),
    ({"host": "0.0.0.0", "team": "postgresql://x@/y"}, "everybody to read"),
    ({"address": "http://room.example", "team": "postgresql://x@/y"}, "everybody to read"),
    ({"address": "room.example"}, "not where people"), ({"address": "ftp://x/"}, "not where"),
    ({"address": "https://x/below"}, "not where people"), ({"address": "https://["}, "not where")])
def test_a_record_is_not_shown_and_a_password_not_sent_in_the_open_by_accident(two, options, said,
                                                                               tmp_path):
    with pytest.raises(BadInput, match=said):
        serve(make_record(tmp_path / "case.db"), **options)
