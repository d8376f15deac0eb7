"""A small invented record for tests of the store: one article about an invented country."""

from datetime import date

from sourceline.record.article import Capture, Edit, Part, Text
from sourceline.record.cite import Because, cite
from sourceline.record.claim import Claim, Figure, FigureGroup
from sourceline.record.copy import Interest, Origin
from sourceline.record.entity import Alias, Description, Entity, Link, Linking, Mention, Naming
from sourceline.record.event import Event, EventMention, RoleMention
from sourceline.record.reading import Reading, Sentence
from sourceline.record.sheet import Collection, Sheet
from sourceline.record.thread import FollowUp, Thread, ThreadStep
from sourceline.record.when import CandidateDate, PlacedTime, Publication, TimeExpression, When
from sourceline.store.write import Making

WORDS = "Guards killed at least 40 marchers in Tarsk on 3 March 2031, Ilo Venn said."
CAPTURED = "HomeNews\n" + WORDS
WHY = Because(rule="test.made", version="1", sentence="invented for a test")
MAKING = Making(1, "2031-04-01T00:00:00+00:00", "0.1.0", "{}", "key")


def at(words: str):
    start = WORDS.index(words)
    return cite("a1", WORDS, start, start + len(words))


def made_sheet() -> Sheet:
    when = When(from_date=date(2031, 3, 3), to_date=date(2031, 3, 4), precision="day",
                basis="stated")
    text = Text(
        article="a1", captured=CAPTURED, words=WORDS, title="March in Tarsk", language="en",
        edits=(Edit(start=0, end=9, words="HomeNews\n", becomes="", reason="breadcrumb"),),
        parts=(Part(start=0, end=len(WORDS), kind="body"),))
    return Sheet(
        capture=Capture(id="a1", path="one.txt", sha256="00", media="text/plain",
                        encoding="utf-8", content=CAPTURED.encode()),
        text=text,
        publication=Publication(
            article="a1", published=when, words="3 March 2031", crawled=None, because=WHY,
            candidates=(CandidateDate(article="a1", from_date=date(2031, 3, 3),
                                      to_date=date(2031, 3, 4), basis="text", words="3 March 2031",
                                      chosen=True, reason="the only date"),)),
        reading=Reading(article="a1", reader="test",
                        sentences=(Sentence(start=0, end=len(WORDS), tokens=()),)),
        times=(TimeExpression(id="t1", cite=at("3 March 2031"), kind="DATE", when=when),),
        naming=Naming(
            article="a1",
            mentions=(Mention(id="m1", cite=at("Ilo Venn"), form="name", kind="person"),
                      Mention(id="m2", cite=at("Tarsk"), form="name", kind="place")),
            descriptions=(Description(id="d1", mention="m1", cite=at("said"), because=WHY),)),
        events=(EventMention(
            id="em1", cite=at("killed"), sentence=at(WORDS), kind="ASSAULT", status="alleged",
            attributed_to="Ilo Venn", time="t1", because=WHY,
            roles=(RoleMention(role="actor", cite=at("Guards")),
                   RoleMention(role="place", cite=at("Tarsk"), mention="m2"))),),
        claims=(Claim(id="c1", cite=at(WORDS), speaker=at("Ilo Venn"), speaker_mention="m1",
                      cue=at("said"), content=at("Guards killed at least 40 marchers"),
                      form="indirect", because=WHY),),
        figures=(Figure(id="f1", cite=at("at least 40"), low=40, high=None, bound="at_least",
                        unit="person", counted="marchers killed", counted_cite=at("marchers"),
                        event="em1", attributed_to="Ilo Venn", because=WHY),),
        dues=())


def made_collection() -> Collection:
    when = When(from_date=date(2031, 3, 3), to_date=date(2031, 3, 4), precision="day",
                basis="stated")
    return Collection(
        linking=Linking(
            entities=(Entity(id="n1", name="Ilo Venn", kind="person",
                             aliases=(Alias(words="Venn", because=WHY),)),
                      Entity(id="n2", name="Tarsk", kind="place")),
            links=(Link(mention="m1", entity="n1", because=WHY),
                   Link(mention="m2", entity="n2", because=WHY))),
        placed=(PlacedTime(expression="t1", article="a1", when=when, because=WHY),),
        events=(Event(id="e1", kind="ASSAULT", label="Killing, Tarsk, March 2031",
                      status="alleged", when=when, place="Tarsk", members=("em1",), because=WHY),),
        copies=(), origins=(Origin(id="o1", articles=("a1",), reasons=(WHY,)),),
        interests=(Interest(article="a1", party="Harbour League", because=WHY),),
        conflicts=(Because(rule="made", version="1", sentence="both cannot be",
                           cites=(at("said"), at("at least 40"))),),
        figure_groups=(FigureGroup(id="g1", figures=("f1",), because=WHY),),
        threads=(Thread(id="h1", label="Tarsk case",
                        steps=(ThreadStep(stage="incident", event="e1", because=WHY),)),),
        follow_ups=(FollowUp(id="u1", cite=at("said"), stage="inquiry", due=when, state="open",
                             thread="h1", because=WHY),))
