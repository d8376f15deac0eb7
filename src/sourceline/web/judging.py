"""Forms of the reading room: what a person sends is read, kept, and shown.

In: a POST from one of our own pages. Out: decisions kept beside the record, and the way back.
Every form carries a word only our pages know (`forms.py`). Where a team keeps the record, who
decides is who is signed in, whatever the form says.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import quote, unquote, urlencode, urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourceline.errors import BadInput
from sourceline.judge import judge, made_together
from sourceline.record.cite import Cite
from sourceline.record.decision import Decision, Number
from sourceline.review.decide import check_person, make_decision, withdraw
from sourceline.review.keeper import Keeper
from sourceline.review.searches import dropped_search, named_search
from sourceline.store.ask_review import ask_name_of, ask_named, ask_sentence
from sourceline.store.ask_words import ask_around, ask_cite_near
from sourceline.store.open import open_record
from sourceline.team.signed import SignedIn
from sourceline.web.forms import (
    MAX_TARGETS,
    Form,
    NotAllowed,
    address_of,
    checked_form,
    own_path,
    read_body,
    signed_of,
)
from sourceline.web.pages.review_preview import PreviewLine, PreviewPage
from sourceline.web.render import At
from sourceline.web.targets import Target, read_target, write_target

# The sentences of one event a page shows to decide on; more are many at once.
ONE_EVENT_TARGETS = 100
# What is remembered of who decides: a name, in a cookie of this site only.
PERSON_COOKIE = "reviewer"
_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True)
class Desk:
    """Where decisions on one record are made: its file, who keeps them, the word of our pages."""

    record: Path
    keeper: Keeper
    word: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    signed: SignedIn | None = None
    keeper_of: Callable[[SignedIn, str], Keeper] | None = None

    def person(self, form: Form) -> str:
        """Who decides: who is signed in, else who the form names."""
        return self.signed.name if self.signed else check_person(form.one("person"))

    def refuse_unless_own(self, others: Sequence[str]) -> None:
        """Refuse to touch what these people did, unless it is one's own or the role allows it."""
        signed = self.signed
        if signed and not signed.may("decide for others") and set(others) - {signed.name}:
            raise NotAllowed("this was done by somebody else",
                             remedy="ask them, or an editor of the team")


async def read_form(request: Request, desk: Desk) -> Form:
    """Read a form of ours. Refuses one that is too large, or not from our pages (`BadInput`)."""
    return checked_form(await read_body(request), desk.word)


def desk_of(desk: Desk, request: Request) -> Desk:
    """Give the desk as the person who asks sits at it."""
    signed = signed_of(request)
    if signed is None or desk.keeper_of is None:
        return desk
    return replace(desk, word=signed.word, signed=signed,
                   keeper=desk.keeper_of(signed, address_of(request)))


def at_of(desk: Desk | None, request: Request) -> At:
    """Say who reads a page, and whether they may decide."""
    signed = signed_of(request)
    if signed:
        return At(signed.word if desk and signed.may("decide") else "", signed.name, signed)
    return At(desk.word, person_of(request)) if desk else At()


def decide(desk: Desk, form: Form) -> Response:
    """Keep what a form decides on all its targets, and go back to where it came from."""
    person, moment = desk.person(form), datetime.now(UTC)
    targets = targets_of(form)
    if desk.signed and len(targets) > ONE_EVENT_TARGETS \
            and not desk.signed.may("decide for others"):
        raise NotAllowed("many decisions at once are made by editors",
                         remedy="decide on one event after the other")
    if not 0 < len(targets) <= MAX_TARGETS:
        raise BadInput("nothing was chosen", remedy="go back and choose the lines to decide on")
    connection = open_record(desk.record)
    try:
        made = [_decision(connection, form, target, person, moment + timedelta(microseconds=place))
                for place, target in enumerate(targets)]
    finally:
        connection.close()
    judge(desk.record, made, desk.keeper)
    return _back(desk, _still_there(desk.record, form.one("back")), person, made)


def targets_of(form: Form) -> list[Target]:
    """Read what a form points at; one box may stand for several places."""
    return [read_target(place) for said in form.all("target") for place in said.split()]


def preview(desk: Desk, form: Form) -> PreviewPage:
    """Show, word for word, what a bulk decision would decide; nothing is kept yet."""
    targets = targets_of(form)
    if not 0 < len(targets) <= MAX_TARGETS:
        raise BadInput("nothing was chosen", remedy="go back and check the lines to decide on")
    if form.one("verdict") not in ("accept", "reject", "unsure"):
        raise BadInput("it is not said what to decide", remedy="go back and press a button")
    connection = open_record(desk.record)
    try:
        lines = tuple(_previewed(connection, target) for target in targets)
    finally:
        connection.close()
    return PreviewPage(
        question=form.one("question"), verdict=form.one("verdict"), reason=form.one("reason"),
        targets=tuple(write_target(target) for target in targets), lines=lines,
        back=own_path(form.one("back")))


def _previewed(connection: Connection, target: Target) -> PreviewLine:
    cite = cite_words(connection, target.article, target.start, target.end)
    around = ask_sentence(connection, cite.article, cite.start)
    return PreviewLine(words=cite.words, read_as=target.read_as,
                       sentence=around.sentence if around else cite.words)


def undo(desk: Desk, form: Form) -> Response:
    """Take a decision back by a new one, or all that were made together with it."""
    person, moment = desk.person(form), datetime.now(UTC)
    old = made_together(desk.keeper, form.one("decision"), form.one("upto"))
    desk.refuse_unless_own([decision.person for decision in old])
    judge(desk.record, [withdraw(decision, person, moment + timedelta(microseconds=place),
                                 form.one("reason")) for place, decision in enumerate(old)],
          desk.keeper)
    return _back(desk, form.one("back"), person, ())


def _decision(connection: Connection, form: Form, target: Target, person: str, moment: datetime
              ) -> Decision:
    # A button may name a question of its own: "mention.entity split".
    own, _, verdict = form.one("verdict").rpartition(" ")
    question = own or form.one("question")
    cite = cite_words(connection, target.article, target.start, target.end)
    answer = _answer(question, form)
    other = cite_words(connection, *target.other) if target.other else None
    if question == "claim.speaker" and answer:
        other, answer = _words_near(connection, cite, answer), ""
    if question in ("alias.entity", "mention.entity") and verdict == "split" and answer:
        named = _named(connection, answer, cite)
        verdict, other, answer = ("merge", named, "") if named else (verdict, None, answer)
    return make_decision(
        question, verdict, cite, person, moment, answer=answer,
        reason=form.one("reason"), read_as=target.read_as, other=other,
        around=ask_around(connection, cite), other_around=ask_around(connection, other))


def _words_near(connection: Connection, cite: Cite, words: str) -> Cite:
    """Cite words as somebody wrote them; refuse those the article does not have (`BadInput`)."""
    found = ask_cite_near(connection, cite, words)
    if found is None:
        raise BadInput(f"“{words[:120]}” does not stand in this article",
                       remedy="write the words of the speaker as they stand there")
    return found


def _named(connection: Connection, name: str, cite: Cite) -> Cite | None:
    """Cite a mention of the one entity of this name, where it is another than now."""
    found = ask_named(connection, name)
    at = ask_name_of(connection, found[0]) if len(found) == 1 else None
    there = connection.execute('SELECT entity FROM mention WHERE article = ? AND start = ? AND '
                               '"end" = ?', (cite.article, cite.start, cite.end)).fetchone()
    if at is None or (there and there[0] == found[0]):
        return None
    return cite_words(connection, at.article, at.start, at.end)


def cite_words(connection: Connection, article: str, start: int, end: int) -> Cite:
    """Cite words of an article. Refuses a place where none stand (`BadInput`)."""
    row = connection.execute("SELECT substr(text, ? + 1, ? - ?) FROM article WHERE id = ?",
                             (start, end, start, article)).fetchone()
    if not row or start < 0 or end <= start or len(row[0]) != end - start:
        raise BadInput("the words this form is about are no longer there",
                       remedy="the record was made anew; load the page again")
    return Cite(article=article, start=start, end=end, words=row[0])


def _answer(question: str, form: Form) -> str:
    """Put the answer together from the fields its question has."""
    if question == "event.date":
        return _days(form.one("first"), form.one("last"))
    if question == "figure.number":
        number = Number(low=_number(form.one("low")), high=_number(form.one("high")),
                        bound=form.one("bound"))
        return msgspec.json.encode(number).decode()
    return form.one("answer")


def _days(first: str, last: str) -> str:
    """Write two days as people give them, the last one included, as a half-open span."""
    try:
        start = date.fromisoformat(first) if first else None
        after = date.fromisoformat(last) + timedelta(days=1) if last else None
    except (ValueError, OverflowError):
        raise BadInput("this is not a day", remedy="write it as 2031-05-28") from None
    return f"{start or ''}/{after or ''}"


def _number(said: str) -> float | None:
    try:
        number = float(said.replace(",", "").replace(" ", "")) if said else None
        if number is None or isfinite(number):
            return number
        raise ValueError(said)
    except ValueError:
        raise BadInput(f"“{said}” is not a number", remedy="write digits, e.g. 1200") from None


def _still_there(record: Path, back: str) -> str:
    """Give the way back, or the list of decisions when the decision took that page away."""
    page, _, name = urlsplit(own_path(back)).path.removeprefix("/review/").partition("/")
    tables = {"event": "event", "entity": "entity", "claim": "claim", "figure": "figure",
              "follow-up": "follow_up"}
    if page not in tables or not name:
        return back
    connection = open_record(record)
    try:
        there = connection.execute(f"SELECT 1 FROM {tables[page]} WHERE id = ?",
                                   (unquote(name),)).fetchone()
        return back if there else "/review/decisions"
    finally:
        connection.close()


def _back(desk: Desk, where: str, person: str, made: Sequence[Decision]) -> Response:
    path = own_path(where)
    if made:
        path, _, place = path.partition("#")
        done = {"done": made[0].id, "upto": made[-1].id if len(made) > 1 else ""}
        said = urlencode({name: value for name, value in done.items() if value})
        path += ("&" if "?" in path else "?") + said
        path += f"#{place}" if place else ""
    answer = RedirectResponse(path, 303)
    if desk.signed:
        return answer
    answer.set_cookie(PERSON_COOKIE, quote(person), max_age=_YEAR_S, path="/",
                      httponly=True, samesite="strict")
    return answer


def name_oneself(desk: Desk, form: Form) -> Response:
    """Remember who decides from now on."""
    return _back(desk, form.one("back"), desk.person(form), ())


def person_of(request: Request) -> str:
    """Who decides, as the browser remembers; "" when nobody said so yet."""
    try:
        return check_person(unquote(request.cookies.get(PERSON_COOKIE, "")))
    except BadInput:
        return ""


def keep_search(desk: Desk, form: Form) -> Response:
    """Save a search under a name, beside the record."""
    person = desk.person(form)
    desk.keeper.save_search(named_search(
        form.one("name"), form.one("address"), person, datetime.now(UTC)))
    return _back(desk, form.one("back"), person, ())


def forget_search(desk: Desk, form: Form) -> Response:
    """Take a saved search off the list; it is still kept."""
    person = desk.person(form)
    desk.refuse_unless_own([one.person for one in desk.keeper.read_searches()
                            if one.id == form.one("search")])
    desk.keeper.save_search(dropped_search(form.one("search"), person, datetime.now(UTC)))
    return _back(desk, form.one("back"), person, ())
