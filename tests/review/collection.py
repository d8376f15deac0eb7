"""A few invented articles in which one man goes by two names, and a reviewer of their record."""

from datetime import timedelta

from sourceline.record.cite import Cite
from sourceline.review.decide import make_decision, withdraw
from sourceline.store.open import open_record
from tests.review.made import START

ARTICLES = {
    "one.txt": "VELMAR, 3 May 2031 - Police in Velmar arrested Tomas Reyl on 2 May 2031. "
               "The trial of Tomas Reyl is expected to open in Velmar on 14 September 2031.",
    "two.txt": "VELMAR, 4 May 2031 - Police in Velmar arrested Anselm Koro on 2 May 2031. "
               "A lawyer said that Anselm Koro had been beaten in the harbour prison.",
    "three.txt": "VELMAR, 16 September 2031 - Anselm Koro wore a borrowed suit in Velmar on "
                 "14 September 2031. A court in Velmar sentenced Anselm Koro to two years on "
                 "15 September 2031.",
    "four.txt": "TARSK, 20 September 2031 - A crowd in Tarsk protested on 19 September 2031. "
                "Officials said at least 30 people were arrested in Tarsk on 19 September 2031."}


def write_articles(folder, **changed):
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in {**ARTICLES, **changed}.items():
        (folder / name).write_text(words)
    return folder


class Judge:
    """A person who judges words of a built record; every decision carries its sentence."""

    def __init__(self, record, name="Ada Lind", first=0):
        self.record, self.name, self.made, self.first = record, name, [], first

    def at(self, words, article_has, which=0):
        db = open_record(self.record)
        try:
            name, text = next(row for row in db.execute("SELECT id, text FROM article ORDER BY id")
                              if article_has in row[1])
        finally:
            db.close()
        start = -1
        for _ in range(which + 1):
            start = text.index(words, start + 1)
        return Cite(article=name, start=start, end=start + len(words), words=words)

    def says(self, question, verdict, cite, answer="", **more):
        moment = START + timedelta(minutes=self.first + len(self.made))
        made = make_decision(question, verdict, cite, self.name, moment, answer=answer, **more)
        self.made.append(made)
        return made

    def withdraws(self, decision):
        moment = START + timedelta(minutes=self.first + len(self.made))
        self.made.append(withdraw(decision, self.name, moment))
        return self.made[-1]
