"""Who may do what: every address of the reading room, every role, and nobody."""

import shutil

import pytest
from starlette.routing import Mount

from sourceline.team.keep import TeamKeeper
from sourceline.team.open import open_team
from sourceline.team.roles import ROLES
from sourceline.web.doors import DOORS, door
from tests.team.rooms import Person, room
from tests.web.made_record import make_record

# What each door is for is written down a second time here, by hand: the first role that may.
OPEN = {"GET /login", "POST /login", "GET /static"}
REVIEWER = {"POST /review/decide", "POST /review/undo", "POST /review/search/keep",
            "POST /review/search/forget"}
EDITOR = {"GET /review/bulk", "POST /review/preview"}
ADMIN = {"GET /people", "POST /people/add", "POST /people/role", "POST /people/password",
         "POST /people/disable", "GET /audit"}
READER_FORMS = {"POST /logout", "POST /account/password", "POST /account/sessions"}
# The invented record has no originals, and a build may have brought no pictures.
NOT_THERE = {"/vendor", "/article/{article}/capture/shown", "/article/{article}/capture/file"}
PARTS = {"article": "a1", "event": "etrial", "entity": "nreyl", "claim": "c0015",
         "figure": "f0018", "follow_up": "fu1", "thread": "th1",
         "view": "events", "id": "etrial", "page": "due"}


def routes_of(app):
    for route in app.routes:
        for method in (["GET"] if isinstance(route, Mount) else sorted(route.methods - {"HEAD"})):
            yield method, route.path


@pytest.fixture(scope="module")
def house(postgres, tmp_path_factory):
    """One room for all these tests, with one person of each role."""
    import psycopg
    with psycopg.connect(postgres.format("template1"), autocommit=True) as server:
        server.execute("CREATE DATABASE doors TEMPLATE made")
    team = open_team(postgres.format("doors"))
    record = make_record(tmp_path_factory.mktemp("doors") / "case.db", many=3)
    app = room(record, team)
    people = {role: Person(app, team, f"A {role}", role) for role in ROLES}
    people["nobody"] = Person(app, team)
    yield app, people
    team.engine.dispose()


def wanted(method, path):
    name = f"{method} {path}"
    if name in OPEN:
        return "nobody"
    least = [role for names, role in ((REVIEWER, "reviewer"), (EDITOR, "editor"), (ADMIN, "admin"))
             if name in names]
    assert least or method == "GET" or name in READER_FORMS, f"{name}: who may do this?"
    return least[0] if least else "reader"


def test_every_address_is_closed_to_every_role_below_the_one_it_takes(house):
    app, people = house
    for method, path in routes_of(app):
        if path == "/logout" or path.startswith("/account/"):
            continue  # they would end the sessions the rest of the walk needs
        least = wanted(method, path)
        filled = path.format(**PARTS) if "{" in path else path
        filled = {"/static": "/static/sourceline.css", "/vendor": "/vendor/none.js"}.get(path,
                                                                                       filled)
        for role in ("nobody", *ROLES):
            answer = people[role].client.request(method, filled, data={"x": "1"} if
                                                 method == "POST" else None)
            allowed = ["nobody", *ROLES].index(role) >= ["nobody", *ROLES].index(least)
            said = f"{role} {method} {filled}: {answer.status_code}"
            if allowed:
                # A form without the word of our pages: read, and refused for that alone.
                assert answer.status_code == (400 if method == "POST" else
                                              303 if path == "/login" and role != "nobody"
                                              else 404 if path in NOT_THERE else 200), said
            elif role == "nobody":
                assert answer.status_code == (401 if method == "POST" or
                                              path.startswith("/api/") else 303), said
                assert "case.db" not in answer.text, said
            else:
                assert answer.status_code == 403, said
                assert "takes the role of " + least in answer.text.replace("an ", ""), said


def test_the_table_names_no_address_there_is_not(house):
    app, _ = house
    there = {(method, path) for method, path in routes_of(app)}
    assert set(DOORS) <= there
    assert all(method in ("GET", "POST") for method, _ in there)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_form_that_was_forgotten_in_the_table_is_the_admins(method):
    assert door(method, "/new/form") == "keep the house"


@pytest.mark.parametrize("path", ["/nothing", "/people/nothing", "//evil.example", "/static/no"])
def test_what_is_not_there_tells_nothing_to_nobody(house, path):
    _, people = house
    answer = people["nobody"].client.get(path)
    assert answer.status_code in (303, 404)
    assert "case.db" not in answer.text
    assert "evil" not in answer.headers.get("location", "").partition("next=")[0]


def test_a_reader_sees_no_form_to_decide_with(house):
    _, people = house
    page = people["reader"].client.get("/review/event/earrest").text
    assert 'action="/review/decide"' not in page
    assert "at least the role of a reviewer" in page
    assert 'action="/review/decide"' in people["reviewer"].client.get("/review/event/earrest").text
    assert "/review/bulk" not in people["reviewer"].client.get("/review").text
    assert "/review/bulk" in people["editor"].client.get("/review").text


def test_a_reviewer_takes_back_own_decisions_and_an_editor_anybodys(address, tmp_path):
    team = open_team(address)
    app = room(make_record(tmp_path / "case.db"), team)
    ada, bo = Person(app, team, "Ada Lind", "reviewer"), Person(app, team, "Bo Ren", "reviewer")
    cy = Person(app, team, "Cy Orme", "editor")

    def done(answer):
        return answer.headers["location"].partition("done=")[2]

    first = done(ada.decide("event.status", "correct", "a1:95:103:ARREST", answer="happened"))
    second = done(ada.decide("event.place", "correct", "a1:95:103:ARREST", answer="Tarsk"))
    refused = bo.send("/review/undo", decision=first, back="/")
    assert refused.status_code == 403
    assert "somebody else" in refused.text
    assert bo.client.get("/event/earrest?format=json").json()["event"]["status"] == "happened"
    assert "Take back" not in bo.client.get("/review/decisions").text
    assert ada.send("/review/undo", decision=first, back="/").status_code == 303
    assert cy.send("/review/undo", decision=second, back="/").status_code == 303
    assert [(one.verdict, one.person) for one in TeamKeeper(team).read_decisions()] == [
        ("correct", "Ada Lind"), ("correct", "Ada Lind"), ("withdraw", "Ada Lind"),
        ("withdraw", "Cy Orme")]
    team.engine.dispose()


def test_a_reviewer_takes_own_searches_off_the_list_only(address, tmp_path):
    team = open_team(address)
    app = room(make_record(tmp_path / "case.db"), team)
    ada, bo = Person(app, team, "Ada Lind", "reviewer"), Person(app, team, "Bo Ren", "reviewer")
    ada.send("/review/search/keep", name="The port", address="/search?text=port", back="/search")
    saved = bo.client.get("/search?format=json").json()["saved"]
    assert [(one["name"], one["person"]) for one in saved] == [("The port", "Ada Lind")]
    assert bo.send("/review/search/forget", search=saved[0]["id"], back="/").status_code == 403
    assert ada.send("/review/search/forget", search=saved[0]["id"], back="/").status_code == 303
    assert bo.client.get("/search?format=json").json()["saved"] == []
    team.engine.dispose()


def test_a_reviewer_cannot_send_many_at_once_past_the_page(address, tmp_path):
    team = open_team(address)
    app = room(make_record(tmp_path / "case.db"), team)
    ada = Person(app, team, "Ada Lind", "reviewer")
    assert ada.decide("event", "reject", ["a1:95:103:ARREST"] * 101).status_code == 403
    assert ada.client.get("/review/decisions?format=json").json()["total"] == 0
    team.engine.dispose()


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(address, tmp_path):
    from sourceline.team.people import set_disabled, set_role
    team = open_team(address)
    app = room(shutil.copy(make_record(tmp_path / "made.db"), tmp_path / "case.db"), team)
    ada = Person(app, team, "Ada Lind", "admin")
    Person(app, team, "Bo Ren", "admin")
    assert ada.client.get("/people").status_code == 200
    set_role(team, "Ada Lind", "reader", by="tests")
    assert ada.client.get("/people").status_code == 403
    set_disabled(team, "Ada Lind", True, by="tests")
    assert ada.client.get("/").status_code == 303
    set_disabled(team, "Ada Lind", False, by="tests")
    assert ada.client.get("/").status_code == 303  # the old session stays closed
    team.engine.dispose()
