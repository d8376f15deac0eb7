"""Decisions by form: what is kept, what it changes, what is refused."""

import json
import re
import shutil
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from sourceline.judge import judge
from sourceline.record.cite import Cite
from sourceline.review.decide import make_decision
from sourceline.review.keep import read_decisions, review_path
from sourceline.review.keeper import beside
from sourceline.web.app import make_app
from tests.web.made_record import HARBOUR, TRIAL, WIRE, make_record
from tests.web.test_pages import words_of

HERE = "http://127.0.0.1:8017"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("forms") / "made.db", many=5)


@pytest.fixture
def own(whole, tmp_path):
    return shutil.copy(whole, tmp_path / "case.db")


TEXTS = {"a1": HARBOUR, "a2": WIRE, "a3": TRIAL}


def at(article, words, read_as="", *other):
    """What a form says of words, as the pages write it."""
    start = TEXTS[article].index(words)
    said = f"{article}:{start}:{start + len(words)}:{read_as}"
    if other:
        place, _, end = at(*other).rpartition(":")
        said += f":{place}"
        assert not end
    return said


class Browser:
    """A client that fills in the forms it is shown, as a browser would."""

    def __init__(self, record, person="Ada Lind"):
        self.record = record
        self.client = TestClient(make_app(record), base_url=HERE, headers={"origin": HERE},
                                 follow_redirects=False)
        if person:
            self.send("/review/name", word=self.word(), person=person, back="/review")

    def word(self):
        return re.search(r'name="word" value="([^"]+)"', self.client.get("/review").text)[1]

    def send(self, path, **fields):
        return self.client.post(path, data=fields)

    def decide(self, question, verdict, target, **fields):
        return self.send("/review/decide", word=self.word(), person="Ada Lind", question=question,
                         verdict=verdict, target=target, back="/review", **fields)

    def json(self, path):
        sign = "&" if "?" in path else "?"
        return json.loads(self.client.get(f"{path}{sign}format=json").text)


@pytest.fixture
def browser(own):
    return Browser(own)


def test_without_a_name_nothing_can_be_decided_and_the_page_asks_for_it(own):
    nobody = Browser(own, person="")
    page = nobody.client.get("/review/event/earrest").text
    assert "Your name, kept with every decision" in page
    assert 'value="reject"' not in page
    answer = nobody.send("/review/decide", word=nobody.word(), question="event", verdict="reject",
                         target="a1:95:103:ARREST")
    assert answer.status_code == 400
    assert read_decisions(review_path(own)) == ()


def test_a_decision_changes_the_page_says_who_and_can_be_taken_back(browser, own):
    answer = browser.decide("event.status", "correct", "a1:95:103:ARREST", answer="happened",
                            reason="two officials said so")
    assert answer.status_code == 303
    words = words_of(browser.client.get("/event/earrest").text)
    assert "happened told as having happened" in words
    assert "Decided by Ada Lind" in words
    assert "two officials said so" in words
    listed = words_of(browser.client.get("/chronology?kind=ARREST").text)
    assert "decided by Ada Lind" in listed
    done = re.search(r"done=(\w+)", answer.headers["location"])[1]
    browser.send("/review/undo", word=browser.word(), person="Bo Ren", decision=done, back="/")
    assert "Decided by" not in browser.client.get("/event/earrest").text
    assert browser.json("/event/earrest")["event"]["status"] == "alleged"
    assert [d.verdict for d in read_decisions(review_path(own))] == ["correct", "withdraw"]
    assert "taken back" in browser.client.get("/review/decisions").text


def test_a_rejected_event_is_gone_from_the_chronology_and_stays_in_the_log(browser):
    browser.decide("event", "reject", [
        at("a1", "arrested", "ARREST"), at("a2", "arrested", "ARREST")])
    assert browser.client.get("/event/earrest").status_code == 404
    assert browser.json("/chronology?kind=ARREST")["total"] == 0
    log = browser.json("/review/decisions")["decisions"]
    assert [(one["words"], one["found"]) for one in log] == [("arrested", True)] * 2


def test_the_queue_asks_what_most_depends_on_and_not_again_what_was_answered(browser):
    first = browser.json("/review")
    assert first["question"]["thing"] == "etrial"
    assert first["question"]["why"] == "articles differ on whether it happened"
    html = browser.client.get("/review").text
    targets = re.findall(r'name="target" value="([^"]+)" checked', html)
    browser.decide("event", "unsure", targets)
    after = browser.json("/review")
    assert after["question"]["thing"] != "etrial"
    assert after["total"] == first["total"] - 1


def test_a_figure_is_shown_in_its_own_sentence_and_kept_with_it(browser, own):
    page = browser.json("/review?sort=figure")["line"]
    assert page["figure"]["words"] in page["around"]["sentence"]
    browser.decide("figure", "accept", at("a1", "120"))
    around = read_decisions(review_path(own))[0].around
    assert around.words.startswith("The league put the number of injured at 120")


def test_what_was_decided_together_is_taken_back_together(browser, own):
    answer = browser.decide("event", "reject", [
        at("a1", "arrested", "ARREST"), at("a2", "arrested", "ARREST")])
    page = browser.client.get(answer.headers["location"]).text
    fields = dict(re.findall(r'name="(decision|upto)" value="(\w+)"', page))
    browser.send("/review/undo", word=browser.word(), person="Ada Lind", back="/", **fields)
    assert browser.json("/event/earrest")["event"]["article_count"] == 2


def test_the_questions_that_come_next_say_what_they_are_about(browser):
    coming = browser.json("/review")["after"]
    assert coming
    assert all(line["about"] for line in coming)
    said = words_of(browser.client.get("/review").text.partition("After that")[2])
    assert all(line["about"][:40].replace("'", "’") in said.replace("'", "’") for line in coming)


def test_every_question_of_the_queue_can_be_shown_and_answered(browser):
    total = browser.json("/review")["total"]
    for number in range(1, total + 1):
        page = browser.client.get(f"/review?page={number}").text
        assert 'name="verdict"' in page


def test_merging_leads_back_to_the_page_and_rejecting_the_last_words_to_the_log(browser):
    answer = browser.send(
        "/review/decide", word=browser.word(), person="Ada Lind", question="event.same",
        verdict="merge", target=at("a1", "arrested", "ARREST", "a1", "beaten"),
        back="/review/event/earrest")
    assert answer.headers["location"].startswith("/review/event/earrest?done=")
    answer = browser.send(
        "/review/decide", word=browser.word(), person="Ada Lind", question="event",
        verdict="reject", target=at("a1", "planning", "PLOT"), back="/review/event/eplot")
    place = answer.headers["location"]
    assert place.startswith("/review/decisions?done=")


def test_a_bulk_decision_is_shown_before_it_is_made_and_undone_as_one(browser, own):
    page = browser.client.get("/review/bulk?kind=TRIAL").text
    chosen = re.search(r'type="checkbox" name="target" value="([^"]+)"', page)[1]
    fields = {"word": browser.word(), "person": "Ada Lind", "question": "event",
              "verdict": "reject", "target": chosen, "back": "/review/bulk?kind=TRIAL"}
    shown = browser.send("/review/preview", **fields).text
    assert "2 decisions will be made by Ada Lind" in words_of(shown)
    assert read_decisions(review_path(own)) == ()
    targets = re.findall(r'name="target" value="([^"]+)"', shown)
    answer = browser.send("/review/decide", **{**fields, "target": targets})
    assert browser.json("/chronology?kind=TRIAL")["total"] == 0
    first, last = re.search(r"done=(\w+)&upto=(\w+)", answer.headers["location"]).groups()
    browser.send("/review/undo", word=browser.word(), person="Ada Lind", decision=first,
                 upto=last, back="/review")
    assert browser.json("/chronology?kind=TRIAL")["total"] == 1


@pytest.mark.parametrize(("fields", "said"), [
    ({"verdict": "destroy"}, "cannot be answered"), ({"question": "everything"}, "cannot be"),
    ({"target": "a1:95:103"}, "which words"), ({"target": "a1:0:9999999:X"}, "no longer there"),
    ({"target": "a1:-5:3:X"}, "no longer there"), ({"target": "none:1:2:X"}, "no longer there"),
    ({"target": []}, "nothing was chosen"), ({"word": "guessed"}, "started anew"),
    ({"question": "event.status", "verdict": "correct", "answer": "sure"}, "no event status"),
    ({"question": "event.kind", "verdict": "correct", "answer": "PARTY"}, "no kind of event"),
    ({"question": "event.date", "verdict": "correct", "first": "soon"}, "not a day"),
    ({"question": "event.date", "verdict": "correct", "first": "2031-05-02",
      "last": "2031-05-01"}, "before the first"),
    ({"question": "figure.number", "verdict": "correct", "low": "many"}, "not a number"),
    ({"question": "figure.number", "verdict": "correct", "low": "nan", "bound": "exact"},
     "not a number"),
    ({"question": "event.same", "verdict": "merge"}, "takes two"),
    ({"person": "x" * 200}, "carries the name"),
])
def test_what_cannot_be_meant_is_refused_with_a_page_and_nothing_is_kept(browser, own, fields,
                                                                         said):
    form = {"word": browser.word(), "person": "Ada Lind", "question": "event",
            "verdict": "reject", "target": "a1:95:103:ARREST", **fields}
    answer = browser.send("/review/decide", **form)
    assert answer.status_code == 400
    assert said in words_of(answer.text)
    assert read_decisions(review_path(own)) == ()


@pytest.mark.parametrize(("headers", "status"), [
    ({"origin": "https://evil.example"}, 403), ({"origin": "null"}, 403),
    ({"origin": "http://127.0.0.1:9999"}, 403),
    ({"origin": HERE, "sec-fetch-site": "cross-site"}, 403),
    ({"origin": HERE, "content-type": "text/plain"}, 415),
    ({"origin": HERE, "content-type": "multipart/form-data; boundary=x"}, 415),
    ({"origin": HERE, "host": "evil.example"}, 421),
])
def test_a_form_from_elsewhere_is_refused(own, headers, status):
    client = TestClient(make_app(own), base_url=HERE)
    headers = {"content-type": "application/x-www-form-urlencoded", **headers}
    answer = client.post("/review/decide", content="word=x", headers=headers)
    assert answer.status_code == status
    assert read_decisions(review_path(own)) == ()


def test_a_form_without_origin_is_refused_unless_the_browser_vouches_for_it(own):
    client = TestClient(make_app(own), base_url=HERE)
    assert client.post("/review/decide", data={"word": "x"}).status_code == 403
    vouched = client.post("/review/decide", data={"word": "x"},
                          headers={"sec-fetch-site": "same-origin"})
    assert vouched.status_code == 400


def test_where_others_can_reach_the_pages_nothing_can_be_decided(own):
    client = TestClient(make_app(own, reviewing=False), base_url=HERE, headers={"origin": HERE})
    assert client.post("/review/decide", data={"word": "x"}).status_code == 405
    page = client.get("/review/event/earrest").text
    assert "can only be read" in page
    assert "<form method=\"post\"" not in page


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example",
                                  "javascript:alert(1)", "/a\r\nSet-Cookie: x=1"])
def test_the_way_back_never_leads_to_another_site(browser, back):
    answer = browser.send("/review/name", word=browser.word(), person="Ada Lind", back=back)
    assert answer.headers["location"] == "/review"
    assert "x=1" not in str(answer.headers)


def test_a_huge_form_is_refused(browser):
    answer = browser.send("/review/decide", word=browser.word(), reason="x" * 1_100_000)
    assert answer.status_code == 400
    assert "too large" in answer.text


def test_the_cookie_holds_a_name_and_is_for_this_site_only(own):
    client = Browser(own, person="").client
    answer = client.post("/review/name", data={
        "word": Browser(own, person="").word(), "person": "x", "back": "/"})
    assert answer.status_code == 400  # the word of another server
    word = re.search(r'name="word" value="([^"]+)"', client.get("/review").text)[1]
    answer = client.post("/review/name", data={"word": word, "person": "آلیا; Ada", "back": "/"})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "آلیا; Ada" in client.get("/review").text


def test_the_same_name_in_one_article_can_be_someone_else(browser):
    browser.decide("alias.entity", "split", at("a3", "Tomas Reyl"), answer="Tomas Reyl the younger")
    names = [one["name"] for one in browser.json("/entities")["entities"]]
    assert "Tomas Reyl the younger" in names


def test_decisions_travel_as_lines_and_arrive_once(browser, own, whole, tmp_path):
    from sourceline.judge import import_decisions
    browser.decide("event", "reject", at("a3", "trial", "TRIAL"))
    browser.decide("figure", "reject", at("a1", "120"))
    lines = browser.client.get("/review/decisions.jsonl").text.splitlines()
    other = shutil.copy(whole, tmp_path / "other.db")
    fresh, judged = import_decisions(other, lines)
    assert (fresh, judged.standing) == (2, 2)
    assert import_decisions(other, lines)[0] == 0
    assert read_decisions(review_path(other)) == read_decisions(review_path(own))


def test_a_search_is_saved_listed_and_taken_off_the_list(browser, own):
    browser.send("/review/search/keep", word=browser.word(), person="Ada Lind", name="The port",
                 address="/search?text=port", back="/search")
    assert "The port" in browser.client.get("/search").text
    saved = beside(own).read_searches()[0]
    browser.send("/review/search/forget", word=browser.word(), person="Ada Lind",
                 search=saved.id, back="/search")
    assert beside(own).read_searches() == ()


@pytest.mark.parametrize("address", ["https://evil.example/", "/review/decide", ""])
def test_only_searches_can_be_saved(browser, own, address):
    answer = browser.send("/review/search/keep", word=browser.word(), person="Ada Lind",
                          name="x", address=address, back="/search")
    assert answer.status_code == 400
    assert beside(own).read_searches() == ()


def test_the_speaker_of_a_claim_is_another_one_the_article_names(browser, own):
    claim = browser.json("/claims?text=beaten")["claims"][0]
    page = browser.client.get(f"/review/claim/{claim['claim']}").text
    assert "Who says it" in page
    target = f"{claim['article']}:{claim['content_start']}:{claim['content_end']}:"
    start = HARBOUR.index("Tomas Reyl")
    browser.decide("claim.speaker", "correct", f"{target}:a1:{start}:{start + 10}")
    named = browser.json("/claims?text=beaten")["claims"][0]
    assert (named["speaker_words"], named["speaker_entity"]) == ("Tomas Reyl", "nreyl")
    assert browser.json("/claims?speaker=reyl")["total"] == 1
    assert browser.json("/claims?speaker=brandt")["total"] == 0
    assert "is said by" in words_of(browser.client.get("/review/decisions").text)


def test_words_that_name_nobody_of_the_record_can_speak_and_so_can_nobody(browser):
    claim = browser.json("/claims?text=beaten")["claims"][0]
    target = f"{claim['article']}:{claim['content_start']}:{claim['content_end']}:"
    browser.decide("claim.speaker", "correct", target, answer="a spokeswoman")
    named = browser.json("/claims?speaker=spokeswoman")["claims"][0]
    assert (named["speaker_words"], named["speaker_entity"]) == ("a spokeswoman", None)
    answer = browser.decide("claim.speaker", "correct", target, answer="a fishmonger")
    assert answer.status_code == 400
    assert "does not stand in this article" in answer.text
    browser.decide("claim.speaker", "reject", target)
    assert browser.json("/claims?text=beaten")["claims"][0]["speaker_words"] == ""


def test_someone_else_may_be_somebody_the_record_knows_already(browser):
    browser.decide("alias.entity", "split", at("a3", "Tomas Reyl"), answer="Alia Brandt")
    assert browser.json("/entity/nbrandt")["entity"]["mention_count"] == 2
    browser.decide("mention.entity", "reject", at("a3", "Tomas Reyl"))
    assert browser.json("/entity/nbrandt")["entity"]["mention_count"] == 1


def test_decisions_that_lost_their_words_and_those_that_wait_for_a_build_are_told(browser, own):
    gone = make_decision("event", "reject", Cite(article="a9", start=0, end=8, words="vanished"),
                         "Bo Ren", datetime(2032, 1, 5, tzinfo=UTC), reason="a slip of the pen")
    judge(own, [gone])
    browser.decide("event.kind", "correct", at("a1", "arrested", "ARREST"), answer="DETAIN")
    words = words_of(browser.client.get("/review/decisions").text)
    assert "No longer find their words" in words
    assert "vanished" in words
    assert "a slip of the pen" in words
    assert "1 decision changed the lines it is about" in words
    assert browser.json("/review/decisions")["unread"] == 1
