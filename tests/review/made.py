"""Decisions on the invented record of the page tests, made by words."""

from datetime import datetime, timedelta

from sourceline.record.base import make_id
from sourceline.record.cite import Cite
from sourceline.record.decision import Decision

START = datetime(2032, 1, 5, 9)


class Reviewer:
    """A person who judges words of a record, one a minute."""

    def __init__(self, connection, name="Ada Lind"):
        self.db, self.name, self.made = connection, name, []

    def at(self, article, words, which=0):
        text = self.db.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()[0]
        start = -1
        for _ in range(which + 1):
            start = text.index(words, start + 1)
        return Cite(article=article, start=start, end=start + len(words), words=words)

    def decide(self, question, verdict, cite, answer="", **more):
        moment = START + timedelta(minutes=len(self.made))
        decision = Decision(
            id=make_id("j", self.name, len(self.made)), question=question, verdict=verdict,
            answer=answer, person=self.name, decided_at=moment, cite=cite, **more)
        self.made.append(decision)
        return decision

    def withdraw(self, decision):
        return self.decide(decision.question, "withdraw", decision.cite, withdraws=decision.id)
