"""The headers Mozilla's observatory asks for, on every answer of every address."""

import pytest
from starlette.testclient import TestClient

from sourceline.web.app import make_app
from tests.team.rooms import Person, room
from tests.team.test_doors import PARTS, routes_of
from tests.web.made_record import make_record

SAFE_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
HALF_A_YEAR_S = 15_768_000


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("headers") / "case.db")


def hold(headers, https, said):
    policy = dict(part.strip().partition(" ")[::2] for part in
                  headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'", said
    assert policy["base-uri"] == "'none'", said
    if "sandbox" in policy:  # an original in a frame of ours: it may look as it did, and no more
        assert policy["sandbox"] == "", said
        assert policy["form-action"] == "'none'", said
        assert policy["frame-ancestors"] == "'self'", said
        assert "script-src" not in policy, said
    else:
        assert policy["frame-ancestors"] == "'none'", said
        assert policy["form-action"] == "'self'", said
        # Nothing of anybody else's, nothing written into a page, nothing made up by a script.
        assert {word for part in policy.values() for word in part.split()} <= {
            "'self'", "'none'"}, said
    assert headers["x-content-type-options"] == "nosniff", said
    assert headers["x-frame-options"] == ("SAMEORIGIN" if "sandbox" in policy else "DENY"), said
    assert headers["referrer-policy"] in SAFE_REFERRERS, said
    assert headers["cross-origin-opener-policy"] == "same-origin", said
    assert headers["cross-origin-resource-policy"] == "same-origin", said
    assert "camera=()" in headers["permissions-policy"], said
    assert headers["cache-control"] == "no-store", said
    assert not [name for name in headers if name.startswith("access-control-")], said
    assert "server" not in headers, said
    strict = headers.get("strict-transport-security", "")
    if https:
        assert int(strict.partition("max-age=")[2]) >= HALF_A_YEAR_S, said
    else:
        assert strict == "", said
    for cookie in headers.get_list("set-cookie"):
        assert "httponly" in cookie.lower(), said
        assert "samesite=" in cookie.lower(), said
        assert ("secure" in cookie.lower()) == https, said


def every_answer(app, client):
    statuses = set()
    for method, path in routes_of(app):
        filled = path.format(**PARTS) if "{" in path else path
        filled = "/static/sourceline.css" if path == "/static" else filled
        for asked in (method, "PUT"):
            answer = client.request(asked, filled, data={"x": "1"} if asked == "POST" else None)
            statuses.add(answer.status_code)
            yield answer, f"{asked} {filled}: {answer.status_code}"
    for odd in ("/nothing", "/static/../app.py", "/event/nothing", "/chronology?page=-1"):
        yield client.get(odd), odd
    yield client.get("/", headers={"host": "evil.example"}), "another host"
    assert {200, 400, 405} <= statuses


def test_every_answer_to_one_who_works_alone(record):
    app = make_app(record)
    base = "http://127.0.0.1:8017"
    client = TestClient(app, base_url=base, headers={"origin": base}, follow_redirects=False)
    for answer, said in every_answer(app, client):
        hold(answer.headers, False, said)


@pytest.mark.parametrize("https", [False, True])
@pytest.mark.parametrize("role", ["", "admin"])
def test_every_answer_to_a_team(record, team, https, role):
    app = room(record, team, hosts=frozenset({"room.example"}), https=https)
    base = f"http{'s' if https else ''}://room.example"
    person = Person(app, team, "Ada Lind" if role else "", role, base=base)
    for answer, said in every_answer(app, person.client):
        hold(answer.headers, https, said)
        assert role or "case.db" not in answer.text, said
