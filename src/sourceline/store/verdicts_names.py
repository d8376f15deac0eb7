"""What a decision about a name changes in a record.

In: a ledger and a decision whose cite is a mention. Out: changed rows, and True when the record
has such a mention. An entity is whatever entity the mention means now.
"""

import msgspec

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.decision import Decision
from sourceline.store.ask import Value
from sourceline.store.ledger import Ledger, Row

_WHY = msgspec.json.encode(
    Because(rule="decision", version="1", sentence="a person judged it so")).decode()


def judge_entity(ledger: Ledger, decision: Decision) -> bool:
    """Accept or leave open that there is such an entity, or reject it: the words name nothing."""
    entity = _entity(ledger, decision.cite)
    if entity is None:
        return False
    ledger.mark(entity["id"])
    if decision.verdict == "reject":
        for mention in _mentions(ledger, entity["id"]):
            ledger.change("mention", mention, entity=None)
        _drop_if_unnamed(ledger, entity["id"])
    return True


def correct_entity(ledger: Ledger, decision: Decision) -> bool:
    """Correct an entity's kind or the name it goes by; the old name stays an alias."""
    entity = _entity(ledger, decision.cite)
    if entity is None:
        return False
    ledger.mark(entity["id"])
    if decision.question == "entity.kind":
        ledger.change("entity", entity, kind=decision.answer)
    else:
        _alias(ledger, entity["id"], entity["name"], entity["name"] != decision.answer)
        ledger.change("entity", entity, name=decision.answer)
    return True


def join_entities(ledger: Ledger, decision: Decision) -> bool:
    """Merge two entities, or take what goes by the words at `other` out of the first."""
    one = _entity(ledger, decision.cite)
    two = _entity(ledger, decision.other) if decision.other else None
    if one is None or two is None or decision.other is None:
        return False
    if decision.verdict == "merge" and one["id"] != two["id"]:
        _merge(ledger, one, two)
    if decision.verdict == "split" and one["id"] == two["id"]:
        _part(ledger, one, decision.other, decision)
    for cite in (decision.cite, decision.other):
        entity = _entity(ledger, cite)
        ledger.mark(entity["id"] if entity else None)
    return True


def _part(ledger: Ledger, entity: Row, other: Cite, decision: Decision) -> None:
    """Take what goes by these words out of an entity, of two people of one name by the article."""
    words = other.words.casefold()
    alike = decision.cite.words.casefold() == words
    apart = [m for m in _mentions(ledger, entity["id"]) if str(m["words"]).casefold() == words
             and (not alike or m["article"] == other.article)]
    _move(ledger, entity, apart, _new(ledger, entity, other, decision.answer))


def move_mentions(ledger: Ledger, decision: Decision) -> bool:
    """Say that these words, or these words all through the article, mean someone else.

    `other` is a mention of the entity that is meant, where the record has it; else a new one
    comes to be, named by `answer` or by the words. Rejected: the words name nothing.
    """
    mention = _mention(ledger, decision.cite)
    entity = _entity(ledger, decision.cite)
    if mention is None or entity is None:
        return False
    moved = [mention]
    if decision.question == "alias.entity":
        words = decision.cite.words.casefold()
        moved = [m for m in _mentions(ledger, entity["id"])
                 if m["article"] == mention["article"] and str(m["words"]).casefold() == words]
    if decision.verdict == "reject":
        _move(ledger, entity, moved, None)
        ledger.mark(entity["id"])
        return True
    target = _entity(ledger, decision.other) if decision.other else None
    if target is None:
        target = _new(ledger, entity, decision.cite, decision.answer)
    _move(ledger, entity, moved, target)
    ledger.mark(entity["id"])
    ledger.mark(target["id"] if target else None)
    return True


def _mention(ledger: Ledger, cite: Cite) -> Row | None:
    return ledger.row('SELECT * FROM mention WHERE article = ? AND start = ? AND "end" = ? '
                      "ORDER BY id", cite.article, cite.start, cite.end)


def _entity(ledger: Ledger, cite: Cite | None) -> Row | None:
    mention = _mention(ledger, cite) if cite else None
    return ledger.row("SELECT * FROM entity WHERE id = ?", mention["entity"]) if mention else None


def _mentions(ledger: Ledger, entity: Value) -> list[Row]:
    return ledger.rows("SELECT * FROM mention WHERE entity = ? ORDER BY id", entity)


def _merge(ledger: Ledger, kept: Row, gone: Row) -> None:
    for mention in _mentions(ledger, gone["id"]):
        ledger.change("mention", mention, entity=kept["id"])
    for alias in ledger.rows("SELECT * FROM alias WHERE entity = ?", gone["id"]):
        ledger.remove("alias", alias)
        _alias(ledger, kept["id"], alias["words"], alias["words"] != kept["name"],
               alias["because"])
    _alias(ledger, kept["id"], gone["name"], gone["name"] != kept["name"])
    ledger.remove("entity", gone)


def _new(ledger: Ledger, like: Row, cite: Cite, name: str) -> Row | None:
    """Make an entity of its own for these words; a pronoun that nobody named means nothing."""
    mention = _mention(ledger, cite)
    if mention and mention["form"] != "name" and not name:
        return None
    row: Row = {"id": make_id("n", "apart", cite.article, cite.start, cite.end, cite.words),
                "name": name or cite.words, "kind": like["kind"]}
    there = ledger.row("SELECT * FROM entity WHERE id = ?", row["id"])
    if there is None:
        ledger.add("entity", row)
    return there or row


def _move(ledger: Ledger, entity: Row, mentions: list[Row], target: Row | None) -> None:
    for mention in mentions:
        ledger.change("mention", mention, entity=target["id"] if target else None)
        if target:
            _alias(ledger, target["id"], mention["words"], mention["words"] != target["name"])
    left = {str(m["words"]) for m in _mentions(ledger, entity["id"])}
    for words in {str(m["words"]) for m in mentions} - left:
        for alias in ledger.rows("SELECT * FROM alias WHERE entity = ? AND words = ?",
                                 entity["id"], words):
            ledger.remove("alias", alias)
    _drop_if_unnamed(ledger, entity["id"])


def _alias(ledger: Ledger, entity: Value, words: Value, wanted: bool, because: Value = _WHY
           ) -> None:
    if wanted and ledger.row("SELECT * FROM alias WHERE entity = ? AND words = ?",
                             entity, words) is None:
        ledger.add("alias", {"entity": entity, "words": words, "because": because})


def _drop_if_unnamed(ledger: Ledger, name: Value) -> None:
    entity = ledger.row("SELECT * FROM entity WHERE id = ?", name)
    if entity is None or ledger.row("SELECT * FROM mention WHERE entity = ?", name):
        return
    for alias in ledger.rows("SELECT * FROM alias WHERE entity = ?", name):
        ledger.remove("alias", alias)
    ledger.remove("entity", entity)
