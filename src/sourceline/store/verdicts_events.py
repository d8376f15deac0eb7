"""What a decision about an event changes in a record.

In: a ledger and a decision whose cite is the trigger of a telling. Out: changed rows, and True
when the record has such a telling. An event is whatever event the telling belongs to now.
"""

from datetime import date

from sourceline.record.base import make_id
from sourceline.record.cite import Cite
from sourceline.record.decision import Decision
from sourceline.store.ask import Value
from sourceline.store.ledger import Ledger, Row
from sourceline.text.date_words import precision_of
from sourceline.text.event_labels import relabel, retime, time_label

# Columns an event takes over from one that is merged into it, where its own are open.
_TIME = ("time_from", "time_to", "precision", "time_basis")
_PLACE = ("place", "country", "latitude", "longitude")
_DECIDED = "decision"


def judge_event(ledger: Ledger, decision: Decision) -> bool:
    """Accept, reject or leave open that these words tell of such an event."""
    found = [row for row in _tellings(ledger, decision.cite)
             if row["kind"] == decision.read_as or not decision.read_as]
    for telling in found:
        ledger.mark(telling["id"])
        ledger.mark(telling["event"])
        if decision.verdict == "reject":
            remove_telling(ledger, telling)
    return bool(found)


def correct_event(ledger: Ledger, decision: Decision) -> bool:
    """Correct the kind, status, date or place of the event these words tell of."""
    telling = _telling(ledger, decision.cite, decision.read_as)
    event = _event(ledger, telling)
    if telling is None or event is None:
        return False
    name = decision.question.partition(".")[2]
    if name in ("kind", "status"):
        _correct_word(ledger, event, name, decision.answer)
    elif name == "date":
        time = _time(decision.answer)
        label = retime(str(event["label"]), _time_said(event), _time_said(time))
        ledger.change("event", event, label=label, **time)
    else:
        ledger.change("event", event, **_place(ledger, decision.answer))
    ledger.mark(event["id"])
    return True


def join_events(ledger: Ledger, decision: Decision) -> bool:
    """Merge the events of two tellings, or take the first telling out of their event."""
    one = _telling(ledger, decision.cite, decision.read_as)
    two = _telling(ledger, decision.other, "") if decision.other else None
    if one is None or two is None:
        return False
    if decision.verdict == "merge" and one["event"] != two["event"]:
        _merge(ledger, one["event"], two["event"])
    if decision.verdict == "split" and one["event"] == two["event"]:
        _split(ledger, one)
    for telling in (one, two):
        now = ledger.row("SELECT * FROM event_mention WHERE id = ?", telling["id"])
        ledger.mark(now["event"] if now else None)
    return True


def judge_role(ledger: Ledger, decision: Decision) -> bool:
    """Accept, reject or correct the part these words take in the telling at `other`."""
    telling = _telling(ledger, decision.other, "") if decision.other else None
    if telling is None:
        return False
    row = ledger.row('SELECT * FROM role WHERE event_mention = ? AND role = ? AND start = ? AND '
                     '"end" = ?', telling["id"], decision.read_as, decision.cite.start,
                     decision.cite.end)
    if row is None:
        return False
    if decision.verdict == "reject" or _has_role(ledger, row, decision):
        ledger.remove("role", row)
    elif decision.verdict == "correct":
        ledger.change("role", row, role=decision.answer)
    ledger.mark(telling["id"])
    ledger.mark(telling["event"])
    return True


def remove_telling(ledger: Ledger, telling: Row) -> None:
    """Take a telling out, and its event with it when no other telling is left."""
    for role in ledger.rows("SELECT * FROM role WHERE event_mention = ?", telling["id"]):
        ledger.remove("role", role)
    ledger.remove("event_mention", telling)
    _drop_if_untold(ledger, telling["event"])


def _has_role(ledger: Ledger, row: Row, decision: Decision) -> bool:
    """Tell whether the corrected role stands on the same words already."""
    return decision.verdict == "correct" and decision.answer != row["role"] and ledger.row(
        'SELECT * FROM role WHERE event_mention = ? AND role = ? AND start = ? AND "end" = ?',
        row["event_mention"], decision.answer, row["start"], row["end"]) is not None


def _tellings(ledger: Ledger, cite: Cite) -> list[Row]:
    return ledger.rows('SELECT * FROM event_mention WHERE article = ? AND start = ? AND "end" = ? '
                       "ORDER BY id", cite.article, cite.start, cite.end)


def _telling(ledger: Ledger, cite: Cite, read_as: str) -> Row | None:
    """Find the telling at these words; by its kind where there are several, else none."""
    found = _tellings(ledger, cite)
    same = [row for row in found if row["kind"] == read_as]
    chosen = same or found
    return chosen[0] if len(chosen) == 1 else None


def _event(ledger: Ledger, telling: Row | None) -> Row | None:
    return ledger.row("SELECT * FROM event WHERE id = ?", telling["event"]) if telling else None


def _correct_word(ledger: Ledger, event: Row, column: str, answer: str) -> None:
    """Correct a kind or status, in the tellings too that had it."""
    for telling in ledger.rows("SELECT * FROM event_mention WHERE event = ?", event["id"]):
        if telling[column] == event[column]:
            ledger.change("event_mention", telling, **{column: answer})
    label = str(event["label"])
    if column == "kind":
        label = relabel(label, str(event["kind"]), answer)
    ledger.change("event", event, label=label, **{column: answer})


def _merge(ledger: Ledger, kept: Value, gone: Value) -> None:
    event, other = (ledger.row("SELECT * FROM event WHERE id = ?", name) for name in (kept, gone))
    assert event is not None
    assert other is not None
    if event["time_from"] is None and event["time_to"] is None:
        event = ledger.change("event", event, **{name: other[name] for name in _TIME})
    if not event["place"] and not event["country"]:
        ledger.change("event", event, **{name: other[name] for name in _PLACE})
    for table, column in (("event_mention", "event"), ("claim", "event"), ("figure", "event"),
                          ("follow_up", "answered_by")):
        for row in ledger.rows(f"SELECT * FROM {table} WHERE {column} = ?", gone):
            ledger.change(table, row, **{column: kept})
    for step in ledger.rows("SELECT * FROM thread_step WHERE event = ?", gone):
        if ledger.row("SELECT * FROM thread_step WHERE thread = ? AND event = ?",
                      step["thread"], kept):
            ledger.remove("thread_step", step)
        else:
            ledger.change("thread_step", step, event=kept)
    ledger.remove("event", other)


def _split(ledger: Ledger, telling: Row) -> None:
    """Give a telling an event of its own; what the words do not say stays unknown."""
    event = _event(ledger, telling)
    assert event is not None
    name = make_id("e", "apart", telling["id"])
    time = ledger.row("SELECT * FROM time_expression WHERE id = ?", telling["time"])
    days = (time["from_date"], time["to_date"]) if time else (None, None)
    known = days != (None, None)
    ledger.add("event", {
        **event, "id": name, "kind": telling["kind"], "status": telling["status"],
        "time_from": days[0], "time_to": days[1],
        "precision": time["precision"] if time and known else "unknown",
        "time_basis": time["basis"] if time and known else ""})
    ledger.change("event_mention", telling, event=name)
    start, end = telling["sentence_start"], telling["sentence_end"]
    for figure in ledger.rows("SELECT * FROM figure WHERE event = ? AND article = ? AND "
                              "start BETWEEN ? AND ?", event["id"], telling["article"], start, end):
        ledger.change("figure", figure, event=name)
    ledger.mark(name)
    _drop_if_untold(ledger, event["id"])


def _drop_if_untold(ledger: Ledger, name: Value) -> None:
    event = ledger.row("SELECT * FROM event WHERE id = ?", name)
    if event is None or ledger.row("SELECT * FROM event_mention WHERE event = ?", name):
        return
    for table in ("claim", "figure"):
        for row in ledger.rows(f"SELECT * FROM {table} WHERE event = ?", name):
            ledger.change(table, row, event=None)
    for row in ledger.rows("SELECT * FROM follow_up WHERE answered_by = ?", name):
        ledger.change("follow_up", row, answered_by=None, state="open")
    threads = ledger.rows("SELECT * FROM thread_step WHERE event = ?", name)
    for step in threads:
        ledger.remove("thread_step", step)
        _drop_empty_thread(ledger, step["thread"])
    ledger.remove("event", event)


def _drop_empty_thread(ledger: Ledger, name: Value) -> None:
    if ledger.row("SELECT * FROM thread_step WHERE thread = ?", name):
        return
    for row in ledger.rows("SELECT * FROM follow_up WHERE thread = ?", name):
        ledger.change("follow_up", row, thread=None)
    thread = ledger.row("SELECT * FROM thread WHERE id = ?", name)
    if thread:
        ledger.remove("thread", thread)


def _time_said(event: Row) -> str:
    """Say the time of an event as its label does."""
    days = [date.fromisoformat(str(event[name])) if event[name] else None
            for name in ("time_from", "time_to")]
    return time_label(*days)


def _time(answer: str) -> Row:
    """Read "FROM/TO", half-open, either end open."""
    start, _, end = answer.partition("/")
    return {"time_from": start or None, "time_to": end or None, "time_basis": _DECIDED,
            "precision": precision_of(start, end)}


def _place(ledger: Ledger, answer: str) -> Row:
    """Name a place; country and coordinates are known where the record knows the place."""
    known = ledger.row("SELECT country, latitude, longitude FROM event WHERE place = ? "
                       "ORDER BY latitude IS NULL, country = '', id", answer) if answer else None
    return {"place": answer, **(known or {"country": "", "latitude": None, "longitude": None})}
