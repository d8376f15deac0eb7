"""The service reader against a stub on this machine: honest, hostile, slow and broken answers."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sourceline.errors import BadInput, CannotFetch
from sourceline.rooms.read.open import open_reader
from sourceline.rooms.read.service import KEY_VARIABLE
from sourceline.rooms.read.settings import ReadSettings
from tests.read.tiny_reader import everything_holds, text_of

STORY = "Police arrested Qadir Orlo in Ostmark. Orlo denied it, and Orlo's union denied it too."


class Stub(ThreadingHTTPServer):
    """A service that answers what the test says, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), StubAnswers)
        self.answer, self.asked, self.headers_seen, self.wait, self.drip = b"", [], [], 0.0, False
        self.status, self.more = 200, {}

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class StubAnswers(BaseHTTPRequestHandler):
    def do_POST(self):
        stub = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        stub.asked.append((self.path, json.loads(body)))
        stub.headers_seen.append(dict(self.headers))
        time.sleep(stub.wait)
        self.send_response(stub.status)
        for name, value in stub.more.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for at in range(0, len(stub.answer), 1 if stub.drip else 1 << 20):
                self.wfile.write(stub.answer[at:at + (1 if stub.drip else 1 << 20)])
                time.sleep(0.05 if stub.drip else 0)
        except OSError:
            pass

    def do_GET(self):
        self.server.asked.append((self.path, None))
        self.send_error(404)

    def log_message(self, *args):
        pass


@pytest.fixture
def stub():
    server = Stub()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def says(content) -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def read(stub, words=STORY, seconds=5.0):
    settings = ReadSettings(service_timeout_seconds=seconds)
    reading = open_reader(f"service:{stub.address}#small", settings).read(text_of(words))
    everything_holds(words, reading)
    return reading


def names(reading, words=STORY):
    return [(words[one.start:one.end], one.kind) for one in reading.names]


def test_an_honest_answer_becomes_a_reading(stub):
    stub.answer = says({
        "names": [{"sentence": 0, "words": "Qadir Orlo", "kind": "person"},
                  {"sentence": 0, "words": "Ostmark", "kind": "place"}],
        "predicates": [{"sentence": 0, "words": "arrested", "factuality": 3, "arguments": [
            {"label": "ARG0", "words": "Police"}, {"label": "ARG1", "words": "Qadir Orlo"}]}]})
    reading = read(stub)
    assert names(reading) == [("Qadir Orlo", "person"), ("Ostmark", "place")]
    predicate = reading.predicates[0]
    assert (predicate.sentence, predicate.token, predicate.factuality) == (0, 1, 3.0)
    assert [part.label for part in predicate.arguments] == ["ARG0", "ARG1"]
    assert reading.reader == f"service-1:{stub.address}#small"
    path, asked = stub.asked[0]
    assert path == "/v1/chat/completions"
    assert asked["model"] == "small"


def test_a_code_fence_around_the_answer_is_passed_over(stub):
    stub.answer = says('```json\n{"names": [{"sentence": 0, "words": "Ostmark", '
                       '"kind": "place"}]}\n```')
    assert names(read(stub)) == [("Ostmark", "place")]


@pytest.mark.parametrize("name", [
    {"sentence": 0, "words": "Nobody Here", "kind": "person"},
    {"sentence": 0, "words": "", "kind": "person"},
    {"sentence": 0, "words": "rk", "kind": "place"},
    {"sentence": 0, "words": "Ostmark", "kind": "deity"},
    {"sentence": 1, "words": "Ostmark", "kind": "place"},
    {"sentence": 99, "words": "Ostmark", "kind": "place"},
    {"sentence": -1, "words": "Orlo", "kind": "person"},
    {"sentence": 1, "words": "Orlo", "kind": "person"},
    {"sentence": 1, "words": "Orlo", "start": 3, "kind": "person"},
    {"sentence": "0", "words": "Ostmark", "kind": "place"},
    {"words": 7}, 7, None, [], "Ostmark",
], ids=str)
def test_a_span_that_does_not_stand_in_one_place_is_dropped(stub, name):
    stub.answer = says({"names": [name, {"sentence": 0, "words": "Police", "kind": "organization"}],
                        "predicates": [name]})
    reading = read(stub)
    assert names(reading) == [("Police", "organization")]
    assert reading.predicates == () or name == {"sentence": 0, "words": "Ostmark", "kind": "deity"}


def test_a_place_decides_between_equal_words(stub):
    stub.answer = says({"names": [
        {"sentence": 1, "words": "Orlo", "start": 20, "kind": "person"},
        {"sentence": 0, "words": "Ostmark", "start": 2, "kind": "place"}]})
    reading = read(stub)
    assert [(one.start, one.kind) for one in reading.names] == [(30, "place"), (59, "person")]


def test_overlapping_names_and_doubled_predicates_are_dropped(stub):
    twice = {"sentence": 0, "words": "arrested"}
    stub.answer = says({
        "names": [{"sentence": 0, "words": "Qadir Orlo", "kind": "person"},
                  {"sentence": 0, "words": "Orlo in Ostmark", "kind": "place"}],
        "predicates": [twice, twice | {"factuality": 40}, {"sentence": 0, "words": "Orlo in",
                                                           "factuality": 1e308}]})
    reading = read(stub)
    assert names(reading) == [("Qadir Orlo", "person")]
    assert [one.token for one in reading.predicates] == [1, 3]
    assert [one.factuality for one in reading.predicates] == [None, None]


@pytest.mark.parametrize("answer", [
    b"", b"{", b"[]", b"\xff\xfe", b'{"choices": []}', says("no JSON"), says("} {"), says("[]"),
    says('{"names": 7}'), says("{" * 50_000 + "}"), b"[" * 100_000,
], ids=range(11))
def test_a_malformed_answer_is_an_error_that_names_the_service(stub, answer):
    stub.answer = answer
    with pytest.raises(CannotFetch, match="JSON asked for"):
        read(stub)


def test_a_huge_answer_is_not_read_to_its_end(stub):
    stub.answer = b" " * 5_000_000
    with pytest.raises(CannotFetch, match="too long"):
        read(stub)


def test_a_silent_service_is_given_up(stub):
    stub.wait = 3
    with pytest.raises(CannotFetch, match="did not answer"):
        read(stub, seconds=0.3)


def test_an_answer_drop_by_drop_is_given_up(stub):
    stub.answer, stub.drip = b" " * 200, True
    started = time.monotonic()
    with pytest.raises(CannotFetch, match="too slow"):
        read(stub, seconds=0.5)
    assert time.monotonic() - started < 5


def test_a_redirect_is_not_followed(stub):
    stub.status, stub.more = 302, {"Location": f"{stub.address}/elsewhere"}
    with pytest.raises(CannotFetch, match="did not answer"):
        read(stub)
    assert [path for path, _ in stub.asked] == ["/v1/chat/completions"]


def test_an_error_of_the_service_is_an_error_here(stub):
    stub.status = 500
    with pytest.raises(CannotFetch, match="500"):
        read(stub)


def test_nobody_listening_says_what_to_do():
    reader = open_reader("service:http://127.0.0.1:9/v1", ReadSettings(service_timeout_seconds=1))
    with pytest.raises(CannotFetch, match="see that it runs"):
        reader.read(text_of(STORY))


def test_a_long_text_is_asked_about_in_portions_of_whole_sentences(stub):
    stub.answer = says({"names": [{"sentence": 150, "words": "Ostmark", "kind": "place"}]})
    words = "Rebels left the old town of Ostmark in haste. " * 200
    assert len(read(stub, words).names) == 1
    assert len(stub.asked) > 2


def test_the_key_is_sent_only_when_the_user_set_one(stub, monkeypatch):
    stub.answer = says({})
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    read(stub)
    monkeypatch.setenv(KEY_VARIABLE, "s3cret")
    read(stub)
    assert ["Authorization" in seen for seen in stub.headers_seen] == [False, True]


@pytest.mark.parametrize("which", ["service:ftp://h/v1", "service:/v1", "service:http://a:b@h/v1"])
def test_what_is_no_address_is_refused(which):
    with pytest.raises(BadInput, match="not the address"):
        open_reader(which)
