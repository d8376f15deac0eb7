"""What the network may not do: other names, other methods, other addresses to listen on."""

import socket

import pytest

from sourceline.errors import BadInput, BrokenRecord
from sourceline.web.app import make_app
from sourceline.web.guard import PICTURES
from sourceline.web.serving import serve
from tests.web.test_pages import PATHS


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/static/sourceline.css"])
def test_every_answer_carries_strict_headers(pages, path):
    headers = pages.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    ours = path.startswith(("/review", "/search")) or path in PICTURES
    assert f"script-src {chr(39)}{'self' if ours else 'none'}{chr(39)};" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil:8017",
                                  "", "169.254.0.1", "[::2]", "user@localhost"])
def test_a_foreign_name_for_this_machine_is_refused(pages, host):
    answer = pages.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "made.db" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:9", "127.0.0.1:8017", "[::1]:8017",
                                  "LOCALHOST"])
def test_the_names_of_this_machine_are_answered(pages, host):
    assert pages.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed_through_the_pages(pages, method):
    assert pages.request(method, "/").status_code == 405


def test_head_is_answered_without_a_body(pages):
    assert pages.head("/").status_code == 200
    assert not pages.head("/").content


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org"])
def test_an_address_others_can_reach_is_refused_unless_it_is_meant(record, host):
    with pytest.raises(BadInput, match="reached by other machines"):
        serve(record, host=host)


def test_a_file_that_is_no_record_is_refused_at_once(tmp_path):
    (tmp_path / "notes.db").write_text("not a record")
    with pytest.raises(BrokenRecord):
        make_app(tmp_path / "notes.db")
    with pytest.raises(BrokenRecord):
        make_app(tmp_path / "missing.db")


def test_a_record_whose_name_has_signs_in_it_can_be_served(record, tmp_path):
    from starlette.testclient import TestClient
    odd = tmp_path / "a?mode=rwc#b %20<i>.db"
    odd.write_bytes(record.read_bytes())
    page = TestClient(make_app(odd), base_url="http://localhost").get("/")
    assert page.status_code == 200
    assert "&lt;i&gt;" in page.text


def test_a_taken_port_is_told_at_once_with_the_remedy(record):
    with socket.create_server(("127.0.0.1", 0)) as taken, \
            pytest.raises(BadInput, match="name another port"):
        serve(record, port=taken.getsockname()[1])
