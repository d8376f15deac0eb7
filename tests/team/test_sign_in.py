"""Signing in: what a cookie is like, what a refusal tells, how it slows down, how it ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest

from sourceline.team import logins, people
from sourceline.team.audit import read_audit
from sourceline.team.logins import Refused, sign_in
from sourceline.team.open import now, open_team
from sourceline.team.people import add_person, set_password
from sourceline.team.sessions import end_sessions, find_session, list_sessions
from sourceline.team.signed import SignedIn
from tests.team.rooms import PASSWORD, Person, room
from tests.web.made_record import make_record

WRONG = "five wrong words for nobody"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("team") / "case.db")


@pytest.fixture
def ada(team, record):
    return Person(room(record, team), team, "Ada Lind", "admin")


def cookies_of(answer):
    return {one.partition("=")[0]: one.lower() for one in answer.headers.get_list("set-cookie")}


def test_a_session_is_a_cookie_no_script_reads_and_no_other_site_sends(team, record):
    add_person(team, "Ada Lind", "reader", PASSWORD, by="tests")
    plain = cookies_of(Person(room(record, team), team).sign_in("ada lind"))["session"]
    assert "httponly" in plain
    assert "samesite=lax" in plain
    assert "path=/" in plain
    assert "secure" not in plain
    base = "https://127.0.0.1:8017"
    safe = cookies_of(Person(room(record, team, https=True), team, base=base).sign_in("Ada Lind"))
    assert "secure" in safe["__Host-session"]
    assert "domain" not in safe["__Host-session"]


def test_the_database_holds_nothing_that_opens_a_door(team, ada):
    token = ada.client.cookies["session"]
    with team.begin() as connection:
        rows = connection.exec_driver_sql("SELECT s::text FROM sourceline.session s").scalars()
        assert all(token not in row for row in rows)
        people_rows = connection.exec_driver_sql("SELECT p::text FROM sourceline.person p")
        assert all(PASSWORD not in row for row in people_rows.scalars())


def test_signing_in_gives_a_fresh_token_and_leads_where_one_wanted_to_go(team, record, ada):
    bo = Person(room(record, team), team)
    bo.client.cookies.set("session", "planted-by-somebody", domain="127.0.0.1")
    there = bo.client.get("/event/etrial?x=1").headers["location"]
    assert there == "/login?next=%2Fevent%2Fetrial%3Fx%3D1"
    answer = bo.sign_in("Ada Lind", there="/event/etrial?x=1")
    assert answer.headers["location"] == "/event/etrial?x=1"
    assert "planted" not in cookies_of(answer)["session"]
    # The page for signing in now leads on.
    assert bo.client.get("/login").status_code == 303


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(team, record, ada, there):
    answer = Person(room(record, team), team).sign_in("Ada Lind", there=there)
    assert answer.headers["location"] == "/"


def test_a_wrong_name_a_wrong_password_and_a_closed_account_are_told_alike(team, record, ada):
    add_person(team, "Bo Ren", "reader", PASSWORD, by="tests")
    people.set_disabled(team, "Bo Ren", True, by="tests")
    told = set()
    for name, password in (("Ada Lind", WRONG), ("Nobody Here", WRONG), ("Bo Ren", PASSWORD),
                           ("Nobody Here", ""), ("x" * 5000, "y" * 5000)):
        answer = Person(room(record, team), team).sign_in(name, password)
        said = answer.text.replace(name, "NAME")
        told.add((answer.status_code, said[said.index("<h1>"):said.index("<form")]))
    assert len(told) == 1
    assert next(iter(told))[0] == 401


def test_a_name_without_an_account_costs_the_same_work(team, monkeypatch):
    add_person(team, "Ada Lind", "reader", PASSWORD, by="tests")
    worked = []
    verify = logins.verify_password

    def counting(password, stored):
        worked.append(stored.rpartition("$")[0].rpartition("$")[0])  # its parameters
        return verify(password, stored)

    monkeypatch.setattr(logins, "verify_password", counting)
    for name in ("Ada Lind", "Nobody Here"):
        assert sign_in(team, name, WRONG, "192.0.2.1", now()) == Refused()
    assert len(worked) == 2
    assert worked[0] == worked[1]
    assert "argon2id" in worked[0]


def test_after_five_wrong_passwords_an_account_waits_longer_and_longer(team):
    add_person(team, "Ada Lind", "reader", PASSWORD, by="tests")
    moment = now()
    for _ in range(5):
        assert sign_in(team, "Ada Lind", WRONG, "192.0.2.1", moment) == Refused()
    waits = []
    for number in range(12):
        # From elsewhere, and with the right password: the account waits all the same.
        refused = sign_in(team, "ADA LIND", PASSWORD, f"198.51.100.{number}", moment)
        assert isinstance(refused, Refused)
        waits.append(refused.wait_s)
        moment += timedelta(seconds=refused.wait_s)
        assert sign_in(team, "Ada Lind", WRONG, f"203.0.113.{number}", moment) == Refused()
    assert waits == sorted(waits)
    assert waits[0] <= 2
    assert waits[-1] == logins.LONGEST_WAIT_S + 1
    moment += timedelta(seconds=waits[-1])
    assert isinstance(sign_in(team, "Ada Lind", PASSWORD, "192.0.2.9", moment), SignedIn)
    # Coming in clears the slate.
    assert sign_in(team, "Ada Lind", WRONG, "192.0.2.9", moment) == Refused()
    assert isinstance(sign_in(team, "Ada Lind", PASSWORD, "192.0.2.9", moment), SignedIn)


def test_an_address_that_tries_many_names_waits_and_others_do_not(team):
    add_person(team, "Ada Lind", "reader", PASSWORD, by="tests")
    moment = now()
    for number in range(logins.FREE_OF_ADDRESS):
        assert sign_in(team, f"Name {number}", WRONG, "2001:db8::1", moment) == Refused()
    slow = sign_in(team, "Ada Lind", PASSWORD, "2001:db8::ffff", moment)  # the same network
    assert isinstance(slow, Refused)
    assert slow.wait_s > 0
    assert isinstance(sign_in(team, "Ada Lind", PASSWORD, "2001:db9::1", moment), SignedIn)


def test_a_hundred_attempts_at_once_are_counted_by_two_servers_together(team, address):
    add_person(team, "Ada Lind", "reader", PASSWORD, by="tests")
    other, moment = open_team(address), now()
    with ThreadPoolExecutor(8) as crew:
        found = list(crew.map(
            lambda number: sign_in((team, other)[number % 2], "Ada Lind", WRONG, "192.0.2.1",
                                   moment), range(24)))
    other.engine.dispose()
    looked_at = sum(1 for one in found if one == Refused())
    assert looked_at == logins.FREE_OF_ACCOUNT
    assert all(isinstance(one, Refused) for one in found)


def test_too_many_attempts_are_told_with_how_long_to_wait(team, record, ada):
    bo = Person(room(record, team), team)
    for _ in range(5):
        assert bo.sign_in("Ada Lind", WRONG).status_code == 401
    answer = bo.sign_in("Ada Lind", PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert ada.client.get("/").status_code == 200  # who is in stays in


def test_the_form_for_signing_in_is_no_use_to_another_site(team, record, ada):
    bo = Person(room(record, team), team)
    fields = {"name": "Ada Lind", "password": PASSWORD, "next": "/"}
    assert bo.client.post("/login", data={**fields, "word": "guessed"}).status_code == 400
    word = Person(room(record, team), team).word_of("/login")  # of another browser
    bo.word_of("/login")
    assert bo.client.post("/login", data={**fields, "word": word}).status_code == 400
    elsewhere = bo.client.post("/login", data={**fields, "word": bo.word_of("/login")},
                               headers={"origin": "https://evil.example"})
    assert elsewhere.status_code == 403


def test_the_word_of_one_session_is_no_use_in_another(team, record, ada):
    bo = Person(ada.client.app, team, "Bo Ren", "admin")
    for path in ("/people/add", "/review/decide", "/account/password", "/review/search/keep"):
        assert bo.client.post(path, data={"word": ada.word}).status_code == 400
    assert bo.client.post("/logout", data={"word": ada.word}).status_code == 303
    assert bo.client.get("/").status_code == 200


def test_a_session_ends_when_idle_when_old_when_signed_out_and_when_the_password_changes(team):
    add_person(team, "Ada Lind", "reader", PASSWORD, by="tests")
    start = now()

    def come_in(moment):
        found = sign_in(team, "Ada Lind", PASSWORD, "192.0.2.1", moment)
        assert isinstance(found, SignedIn)
        return found.token

    idle = come_in(start)
    assert find_session(team, idle, start + timedelta(hours=7)).name == "Ada Lind"
    assert find_session(team, idle, start + timedelta(hours=14)) is not None  # seen at 7
    assert find_session(team, idle, start + timedelta(hours=23)) is None
    old = come_in(start)
    for hours in range(0, 7 * 24, 6):
        assert find_session(team, old, start + timedelta(hours=hours)) is not None
    assert find_session(team, old, start + timedelta(days=7)) is None
    here, there = come_in(start), come_in(start)
    end_sessions(team, find_session(team, here, start), start, others=True)
    assert find_session(team, here, start) is not None
    assert find_session(team, there, start) is None
    set_password(team, "Ada Lind", "another five plain words", by="tests")
    assert find_session(team, here, start) is None
    assert find_session(team, "", start) is None
    assert list_sessions(team, 1, start) == ()


def test_signing_out_ends_the_session_on_the_server(team, record, ada):
    token = ada.client.cookies["session"]
    assert ada.send("/logout").status_code == 303
    ada.client.cookies.set("session", token, domain="127.0.0.1")
    assert ada.client.get("/").status_code == 303


def test_a_person_changes_the_own_password_and_is_signed_out_elsewhere(team, record, ada):
    phone = Person(ada.client.app, team)
    phone.sign_in("Ada Lind")
    new = "another five plain words"
    for fields, said in (({"old": WRONG, "new": new, "again": new}, "old password"),
                         ({"old": PASSWORD, "new": new, "again": WRONG}, "not the same"),
                         ({"old": PASSWORD, "new": "short", "again": "short"}, "12 to 256")):
        answer = ada.send("/account/password", **fields)
        assert (answer.status_code, said in answer.text) == (400, True)
    assert phone.client.get("/").status_code == 200
    assert ada.send("/account/password", old=PASSWORD, new=new, again=new).status_code == 303
    assert ada.client.get("/account").status_code == 200
    assert phone.client.get("/").status_code == 303
    assert phone.sign_in("Ada Lind", PASSWORD).status_code == 401
    assert phone.sign_in("Ada Lind", new).status_code == 303


def test_a_password_hashed_with_less_is_hashed_anew_when_its_owner_comes(team):
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher
    add_person(team, "Ada Lind", "reader", PASSWORD, by="tests")
    weak = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=1024, parallelism=1),))
    with team.begin() as connection:
        connection.exec_driver_sql("UPDATE sourceline.person SET password = %s",
                                   (weak.hash(PASSWORD),))
    assert isinstance(sign_in(team, "Ada Lind", PASSWORD, "192.0.2.1", now()), SignedIn)
    with team.begin() as connection:
        stored = connection.exec_driver_sql("SELECT password FROM sourceline.person").scalar_one()
    assert "m=19456,t=2,p=1" in stored
    assert isinstance(sign_in(team, "Ada Lind", PASSWORD, "192.0.2.1", now()), SignedIn)


def test_admins_keep_the_house_and_all_they_do_is_noted(team, record, ada):
    new = "another five plain words"
    assert ada.send("/people/add", name="Bo Ren", role="reviewer", new=PASSWORD,
                    again=PASSWORD).status_code == 303
    bo = Person(ada.client.app, team)
    bo.sign_in("Bo Ren")
    bo.word = bo.word_of("/account")
    bo.decide("event.status", "correct", "a1:95:103:ARREST", answer="happened")
    ada.send("/people/role", name="Bo Ren", role="editor")
    ada.send("/people/password", name="Bo Ren", new=new, again=new)
    ada.send("/people/disable", name="Bo Ren", disabled="yes")
    last = ada.send("/people/disable", name="Ada Lind", disabled="yes")
    assert "last admin" in last.text
    Person(ada.client.app, team).sign_in("Bo Ren", new)
    lines = read_audit(team)[1]
    assert [(one.who, one.act) for one in reversed(lines)][2:] == [
        ("Ada Lind", "added an account"), ("Bo Ren", "signed in"), ("Bo Ren", "decided"),
        ("Ada Lind", "gave a role"), ("Ada Lind", "set a password"),
        ("Ada Lind", "disabled an account"), ("Bo Ren", "was not let in")]
    assert all(one.address == "testclient" for one in lines[:6])
    page = ada.client.get("/audit?who=Bo+Ren").text
    assert "decided" in page
    assert "gave a role" not in page
    assert PASSWORD not in ada.client.get("/audit").text


def test_a_database_that_is_gone_is_told_on_a_page_without_its_address(postgres, address, record):
    team = open_team(address)
    ada = Person(room(record, team), team, "Ada Lind", "reader")
    with psycopg.connect(postgres.format("template1"), autocommit=True) as server:
        server.execute(f"DROP DATABASE {team.engine.url.database} WITH (FORCE)")
    answer = ada.client.get("/")
    assert answer.status_code == 503
    assert "cannot be asked" in answer.text
    assert "owner@" not in answer.text
    team.engine.dispose()


def test_what_a_form_says_about_who_decides_is_not_believed(team, record, ada):
    ada.decide("event.status", "correct", "a1:95:103:ARREST", answer="happened")
    log = ada.client.get("/review/decisions?format=json").json()["decisions"]
    assert log[0]["person"] == "Ada Lind"
    assert "Somebody Else" not in ada.client.get("/review/decisions").text
