"""A small invented record for the pages, and a hostile one: filled straight into the tables.

Invented countries, people and outlets only. `Filler` finds the places of words by itself, so that
every cite holds.
"""

import json
import zlib
from pathlib import Path

from sourceline.store.open import open_record
from sourceline.store.remember import remember

BECAUSE = ('{"rule":"made.rule","version":"1","sentence":"the same office is named in both",'
           '"score":null,"cites":[]}')

HARBOUR = """Harbour workers said to have been held after the strike

VELMAR, 3 May 2031 — Police in Velmar arrested at least 40 harbour workers on Friday, \
the Ostmark Dockers' League (ODL) said. The Interior Ministry denied that anyone had been hurt.

"Nobody was beaten, and nobody was denied a lawyer," said Alia Brandt, a spokeswoman for the \
ministry. The league put the number of injured at 120, while a hospital counted 35.

What comes next

A court in Velmar is expected to open the trial of the league's chairman, Tomas Reyl, in \
September. Mr Reyl is accused of planning to block the port."""

WIRE = """Dozens held in Velmar port strike

Police in Velmar arrested at least 40 harbour workers on Friday, the Ostmark Dockers' League said. \
Two officials said the port had been closed since Thursday."""

TRIAL = """Dockers' chairman before court

The trial of Tomas Reyl opened in Velmar on 14 September 2031. He pleaded not guilty. \
His lawyers said the case rested on a single letter."""

RTL = """گزارش بندر ولمار

پلیس در ولمار دست‌کم ۴۰ کارگر بندر را بازداشت کرد. خانم آلیا برانت گفت: «کسی آسیب ندید.»"""


class Filler:
    """Puts rows into the tables of a record, looking up places by words."""

    def __init__(self, path: Path):
        self.path = path
        self.db = open_record(path, write=True)
        self.texts: dict[str, str] = {}
        self.made = 0
        self.put("made", one=1, record_version=3, made_at="2031-12-01T09:00:00+00:00",
                 sourceline_version="0.1.0", settings="{}", inputs_key="k")

    def put(self, table: str, **columns: object) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({','.join('?' * len(columns))})",
                        tuple(columns.values()))

    def name(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.made:04d}"

    def article(self, name: str, text: str, title: str, outlet: str, published=(None, None),
                precision="day", basis="dateline", words="", byline="", address="",
                crawl=None, conditions=(), path=None, language="en") -> str:
        self.texts[name] = text
        self.put("capture", id=name, path=path or f"{name}.txt", place="", sha256="ab" * 32,
                 media="text/plain", encoding="utf-8", address=address, outlet=outlet,
                 declared_title="", declared_byline="", declared_date="", content=b"")
        self.put("article", id=name, title=title, byline=byline, outlet=outlet, language=language,
                 text=text, captured="Menu\n" + text, conditions=json.dumps(list(conditions)),
                 crawl_date=crawl, published_from=published[0], published_to=published[1],
                 published_precision=precision, published_basis=basis, published_words=words,
                 published_because=BECAUSE)
        place = 0
        for number, sentence in enumerate(s for line in text.split("\n") if line
                                          for s in line.replace(". ", ".\x00").split("\x00")):
            start = text.index(sentence, place)
            place = start + len(sentence)
            self.put("sentence", article=name, sentence=number, start=start, end=place,
                     words=sentence)
        return name

    def at(self, article: str, words: str) -> dict[str, object]:
        start = self.texts[article].index(words)
        return {"article": article, "start": start, "end": start + len(words), "words": words}

    def entity(self, name: str, words: str, kind: str, *aliases: str) -> str:
        self.put("entity", id=name, name=words, kind=kind)
        for alias in aliases:
            self.put("alias", entity=name, words=alias, because=BECAUSE)
        return name

    def mention(self, article: str, words: str, entity: str | None, kind="person") -> str:
        name = self.name("m")
        self.put("mention", id=name, **self.at(article, words), form="name", kind=kind,
                 entity=entity, because=BECAUSE)
        return name

    def event(self, name: str, kind: str, label: str, status: str, time=(None, None),
              precision="day", place="", country="") -> str:
        self.put("event", id=name, kind=kind, label=label, status=status, time_from=time[0],
                 time_to=time[1], precision=precision, time_basis="stated" if time[0] else "",
                 place=place, country=country, because=BECAUSE)
        return name

    def telling(self, event: str, article: str, trigger: str, kind: str, status: str,
                attributed_to="", roles=()) -> str:
        name, cite = self.name("t"), self.at(article, trigger)
        start, end, words = self.db.execute(
            'SELECT start, "end", words FROM sentence WHERE article = ? AND start <= ? '
            'AND "end" >= ?', (article, cite["start"], cite["end"])).fetchone()
        self.put("event_mention", id=name, event=event, **cite, sentence_start=start,
                 sentence_end=end, sentence=words, kind=kind, status=status,
                 attributed_to=attributed_to, time=None, because=BECAUSE)
        for role, said, mention in roles:
            self.put("role", event_mention=name, role=role, mention=mention,
                     **self.at(article, said))
        return name

    def claim(self, article: str, whole: str, speaker: str, cue: str, content: str, form: str,
              mention=None, event=None, hedge="") -> str:
        name = self.name("c")
        parts = {f"{part}_{key}": value for part, said in
                 (("speaker", speaker), ("cue", cue), ("content", content))
                 for key, value in (self.at(article, said) if said else
                                    {"start": None, "end": None, "words": ""}).items()
                 if key != "article"}
        self.put("claim", id=name, **self.at(article, whole), speaker_mention=mention, **parts,
                 form=form, hedge=hedge, event=event, because=BECAUSE)
        return name

    def figure(self, article: str, words: str, low, high, bound: str, counted: str,
               group=None, event=None, attributed_to="") -> str:
        name = self.name("f")
        self.put("figure", id=name, **self.at(article, words), low=low, high=high, bound=bound,
                 unit="person", counted=counted, counted_start=None, counted_end=None,
                 event=event, attributed_to=attributed_to, as_of=None, variant_group=group,
                 because=BECAUSE)
        return name

    def close(self) -> Path:
        remember(self.db)
        self.db.commit()
        self.db.close()
        return self.path


def make_record(path: Path, many: int = 0) -> Path:
    """A record with everything in it; `many` adds that many plain events for paging."""
    fill = Filler(path)
    fill.db.execute("BEGIN")
    fill.article("a1", HARBOUR, "Harbour workers said to have been held after the strike",
                 "The Velmar Lantern", ("2031-05-03", "2031-05-04"), byline="By Ines Karo",
                 words="VELMAR, 3 May 2031", address="https://lantern.example/harbour?x=1&y=2",
                 crawl="2033-02-11")
    fill.article("a2", WIRE, "Dozens held in Velmar port strike", "Sund Wire",
                 ("2031-05-02", "2031-05-05"), basis="text")
    fill.article("a3", TRIAL, "Dockers' chairman before court", "Ostmark Courier",
                 ("2031-09-01", "2031-10-01"), precision="month", basis="address")
    fill.article("a4", RTL, "گزارش بندر ولمار", "روزنامه ساحل", (None, "2031-06-01"),
                 precision="unknown", basis="", language="fa")
    _names_and_events(fill)
    _rest(fill)
    for number in range(many):
        year, month = 2029 + number % 4, number % 12 + 1
        after = f"{year + (month == 12)}-{month % 12 + 1:02d}-01"
        fill.event(f"x{number:04d}", "GATHERING", f"Gathering {number} in Velmar",
                   ("happened", "planned", "alleged")[number % 3],
                   (f"{year}-{month:02d}-01", after), "month", "Velmar", "Ostmark")
    fill.db.execute("COMMIT")
    return fill.close()


def _names_and_events(fill: Filler) -> None:
    fill.put("part", article="a1", start=HARBOUR.index("What comes"),
             end=HARBOUR.index("What comes") + 15, kind="heading")
    league = fill.entity("nleague", "Ostmark Dockers' League", "organization", "ODL", "the league")
    brandt = fill.entity("nbrandt", "Alia Brandt", "person")
    reyl = fill.entity("nreyl", "Tomas Reyl", "person", "Mr Reyl")
    fill.entity("nvelmar", "Velmar", "place")
    m_league = fill.mention("a1", "Ostmark Dockers' League", league, "organization")
    m_league2 = fill.mention("a2", "Ostmark Dockers' League", league, "organization")
    m_brandt = fill.mention("a1", "Alia Brandt", brandt)
    m_reyl = fill.mention("a1", "Tomas Reyl", reyl)
    m_reyl3 = fill.mention("a3", "Tomas Reyl", reyl)
    fill.mention("a1", "Interior Ministry", None, "government")
    fill.put("description", id="d1", mention=m_brandt, because=BECAUSE,
             **fill.at("a1", "a spokeswoman for the ministry"))
    arrest = fill.event("earrest", "ARREST", "Arrest of harbour workers, Velmar, May 2031",
                        "alleged", ("2031-05-02", "2031-05-03"), "day", "Velmar", "Ostmark")
    trial = fill.event("etrial", "TRIAL", "Trial of Tomas Reyl, Velmar, September 2031",
                       "happened", ("2031-09-14", "2031-09-15"), "day", "Velmar", "Ostmark")
    fill.event("eplot", "PLOT", "Plan to block the port of Velmar", "planned",
               (None, "2031-05-04"), "unknown", "Velmar", "Ostmark")
    fill.event("ebeat", "ASSAULT.beating", "Beating of harbour workers", "denied",
               ("2031-05-01", "2031-06-01"), "month", "Velmar", "Ostmark")
    fill.telling(arrest, "a1", "arrested", "ARREST", "alleged",
                 "the Ostmark Dockers' League (ODL)",
                 [("target", "harbour workers", None), ("actor", "Police in Velmar", None)])
    fill.telling(arrest, "a2", "arrested", "ARREST", "alleged", "the Ostmark Dockers' League",
                 [("target", "harbour workers", None)])
    fill.telling(trial, "a3", "trial", "TRIAL", "happened", "",
                 [("target", "Tomas Reyl", m_reyl3)])
    fill.telling(trial, "a1", "trial", "TRIAL", "expected", "", [("target", "Tomas Reyl", m_reyl)])
    fill.telling("eplot", "a1", "planning", "PLOT", "planned", "",
                 [("actor", "Mr Reyl", m_reyl), ("target", "the port", None)])
    fill.telling("ebeat", "a1", "beaten", "ASSAULT.beating", "denied", "Alia Brandt", [])
    fill.claim("a1", '"Nobody was beaten, and nobody was denied a lawyer," said Alia Brandt',
               "Alia Brandt", "said Alia"[:4], "Nobody was beaten, and nobody was denied a lawyer",
               "direct", m_brandt, "ebeat")
    fill.claim("a2", "Police in Velmar arrested at least 40 harbour workers on Friday, the Ostmark "
               "Dockers' League said", "Ostmark Dockers' League", "said",
               "Police in Velmar arrested at least 40 harbour workers on Friday", "indirect",
               m_league2, arrest)
    fill.claim("a1", "The Interior Ministry denied that anyone had been hurt", "", "denied",
               "anyone had been hurt", "indirect", None, None, "denied")
    assert m_league


def _rest(fill: Filler) -> None:
    fill.put("figure_group", id="ghurt", because=BECAUSE)
    fill.figure("a1", "at least 40", 40, None, "at_least", "harbour workers", None, "earrest",
                "the Ostmark Dockers' League")
    fill.figure("a1", "120", 120, 120, "exact", "injured", "ghurt", "ebeat", "The league")
    fill.figure("a1", "35", 35, 35, "exact", "injured", "ghurt", "ebeat", "a hospital")
    for name, article, words, days, precision in (
            ("w1", "a1", "3 May 2031", ("2031-05-03", "2031-05-04"), "day"),
            ("w2", "a1", "Friday", ("2031-05-02", "2031-05-03"), "day"),
            ("w3", "a1", "September", ("2031-09-01", "2031-10-01"), "month"),
            ("w4", "a3", "14 September 2031", ("2031-09-14", "2031-09-15"), "day")):
        fill.put("time_expression", id=name, **fill.at(article, words), kind="DATE", value="",
                 from_date=days[0], to_date=days[1], precision=precision, basis="stated",
                 because=BECAUSE)
    a = fill.at("a1", "Police in Velmar arrested at least 40 harbour workers on Friday")
    b = fill.at("a2", "Police in Velmar arrested at least 40 harbour workers on Friday")
    fill.put("copy", id="k1", a_article="a1", a_start=a["start"], a_end=a["end"],
             a_words=a["words"], b_article="a2", b_start=b["start"], b_end=b["end"],
             b_words=b["words"], form="near", similarity=0.97, first="b")
    for article in ("a1", "a2"):
        fill.put("origin", origin="o1", article=article, because=BECAUSE)
    fill.put("thread", id="th1", label="The case of Tomas Reyl")
    for position, (stage, event) in enumerate((("PLOT", "eplot"), ("TRIAL", "etrial"))):
        fill.put("thread_step", thread="th1", position=position, stage=stage, event=event,
                 because=BECAUSE.replace("made.rule", "threads.case.likely")
                 if stage == "TRIAL" else BECAUSE)
    due = fill.at("a1", "A court in Velmar is expected to open the trial of the league's chairman, "
                        "Tomas Reyl, in September.")
    fill.put("follow_up", id="fu1", **due, stage="trial", due_from="2031-09-01",
             due_to="2031-10-01", state="answered", answered_by="etrial", thread="th1",
             because=BECAUSE)
    fill.put("follow_up", id="fu2", **fill.at("a3", "the case rested on a single letter"),
             stage="verdict", due_from=None, due_to=None, state="open", answered_by=None,
             thread="th1", because=BECAUSE)
    for position, (start, words, reason) in enumerate((
            (0, "Menu", "navigation"), (40, "Related: five ports to see this summer", "related"))):
        fill.put("edit", article="a1", position=position, start=start, end=start + len(words),
                 words=words, becomes="", reason=reason, removal=1)
    for chosen, basis, days, words in (
            (1, "dateline", ("2031-05-03", "2031-05-04"), "VELMAR, 3 May 2031"),
            (0, "header_line", ("2033-02-11", "2033-02-12"), "Friday, February 11, 2033")):
        fill.put("candidate_date", article="a1", position=1 - chosen, from_date=days[0],
                 to_date=days[1], basis=basis, words=words, start=None, end=None, chosen=chosen,
                 reason="it stands in the text itself" if chosen else "a page header")
    for path, reason, detail in (("empty.txt", "empty", "the file has no bytes"),
                                 ("photo.txt", "binary", "name a text or HTML file")):
        fill.put("outcome", article="", path=path, room="acquire", outcome="dropped",
                 reason=reason, detail=detail)


MET = "Alia Brandt met Tomas Reyl and the Dockers' League. Ines Karo stood by in Velmar."


def make_tied(path: Path) -> Path:
    """Names that take part in the same events."""
    fill = Filler(path)
    fill.db.execute("BEGIN")
    fill.article("a1", MET, "A meeting", "The Velmar Lantern")
    named = {}
    for name, kind in (("Alia Brandt", "person"), ("Tomas Reyl", "person"),
                       ("Dockers' League", "organization"), ("Ines Karo", "person"),
                       ("Velmar", "place")):
        entity = fill.entity(f"n{len(named)}", name, kind)
        named[name] = fill.mention("a1", name, entity, kind)
    brandt, reyl, league, velmar = ("Alia Brandt", "Tomas Reyl", "Dockers' League", "Velmar")
    for event, status, parts in (
            ("e1", "happened", ((brandt, "actor"), (reyl, "target"), (velmar, "place"))),
            ("e2", "happened", ((brandt, "actor"), (reyl, "target"), (league, "actor"))),
            ("e3", "planned", ((reyl, "actor"), (league, "target"))),
            ("e4", "happened", ((brandt, "topic"), (league, "actor")))):
        fill.event(event, "CONSULT", f"Meeting {event}", status)
        fill.telling(event, "a1", "met", "CONSULT", status, "",
                     [(role, name, named[name]) for name, role in parts])
    fill.db.execute("COMMIT")
    return fill.close()


def make_atlas(path: Path) -> Path:
    """Events at points in the open sea, where no country is; some known only to the country."""
    fill = Filler(path)
    fill.db.execute("BEGIN")
    for number in range(40):
        town, latitude, longitude = (("Velmar", -25.5, -20.25), ("Sundholm", -23.4, -16.8),
                                     ("Karvik", -28.9, -19.1), ("", -26.0, -14.0))[number % 4]
        name = fill.event(f"v{number:02d}", "GATHERING", f"Gathering {number}",
                          ("happened", "planned")[number % 2],
                          (f"20{31 + number % 5}-01-01", f"20{31 + number % 5}-02-01"), "month",
                          town, "Ostmark")
        fill.db.execute("UPDATE event SET latitude = ?, longitude = ? WHERE id = ?",
                        (latitude, longitude, name))
    fill.db.execute("COMMIT")
    return fill.close()


EVIL = ("<script>alert(1)</script><img src=x onerror=alert(2)>\"'onmouseover='alert(3)"
        "&#x0;&bogus;&#60;script&#62;&lt;b&gt;&amp;lt;i&#xD800;")
RLO = "\u202egnp.exe\u202c"


def make_huge(path: Path) -> Path:
    """A record of an article that is one line of fifty million letters."""
    fill = Filler(path)
    text = "Police in Velmar arrested nobody, Alia Brandt said" + "x" * 50_000_000
    fill.article("a1", text, "A line", "The Velmar Lantern", ("2031-05-03", "2031-05-04"))
    brandt = fill.entity("n1", "Alia Brandt", "person")
    mention = fill.mention("a1", "Alia Brandt", brandt)
    event = fill.event("e1", "ARREST", "Arrest in Velmar", "denied", ("2031-05-02", "2031-05-03"),
                       place="Velmar")
    fill.telling(event, "a1", "arrested", "ARREST", "denied", "", [("actor", "Police", None)])
    fill.claim("a1", text, "Alia Brandt", "said", text[:300] + "x" * 1_000_000, "indirect", mention,
               event)
    fill.put("edit", article="a1", position=0, start=0, end=4, words=text, becomes="",
             reason="banner", removal=1)
    fill.put("follow_up", id="u1", **fill.at("a1", text), stage="trial", state="open",
             because=BECAUSE)
    fill.db.execute("UPDATE capture SET content = ?", (zlib.compress(text.encode()),))
    return fill.close()


def make_hostile(path: Path) -> Path:
    """A record in which every word from outside tries something."""
    fill = Filler(path)
    text = f"{EVIL} was seen. {RLO} and \x00\x1b[31m stood there.\n\n" + "x" * 200_000
    for number, address in enumerate((
            "javascript:alert(1)", "https://ok.example/\u202emoc", "data:text/html,<script>",
            'https://ok.example/"onclick="alert(1)', "http://[::1", "https://fine.example/a b",
            "JAVASCRIPT://%0aalert(1)", "https://fine.example/" + "a" * 5000)):
        name = f"a{number}'\"<b>..?#"
        fill.article(name, text, EVIL, EVIL, address=address, byline=EVIL + RLO, path=EVIL,
                     words=EVIL, conditions=("cut_off",), language=EVIL)
    entity = fill.entity('n"><script>', EVIL, "person", EVIL, RLO)
    name = "a0'\"<b>..?#"
    mention = fill.mention(name, EVIL, entity)
    event = fill.event('e"><script>', EVIL, EVIL, "alleged", ("2031-01-01", "2031-01-02"),
                       place=EVIL, country=EVIL)
    other_mention = fill.mention(name, "stood", fill.entity("o'><script>", RLO + EVIL, "person"))
    fill.telling(event, name, "seen", EVIL, "alleged", EVIL,
                 [("actor", EVIL, mention), ("target", "stood", other_mention)])
    fill.telling(event, name, "stood", EVIL, "denied", EVIL)
    fill.db.execute("UPDATE event SET latitude = -25, longitude = -20, status = 'happened'")
    fill.claim(name, EVIL + " was seen", EVIL, "was", "seen", "direct", mention, event, EVIL)
    fill.put("figure_group", id='g"><script>', because=BECAUSE)
    rivals = [fill.figure(name, "and", 1e400, None, "exact", EVIL, 'g"><script>', event, EVIL),
              fill.figure(name, "there", 3, 3, "exact", EVIL, 'g"><script>', event, EVIL)]
    for one, another in (rivals, rivals[::-1]):
        fill.put("rival", figure=one, other=another)
    fill.put("description", id="d", mention=mention, because=BECAUSE, **fill.at(name, EVIL))
    fill.put("edit", article=name, position=0, start=0, end=4, words=EVIL, becomes="", reason=EVIL,
             removal=1)
    fill.put("candidate_date", article=name, position=0, from_date="2031-01-01",
             to_date="2031-01-02", basis=EVIL, words=EVIL, chosen=0, reason=EVIL)
    fill.put("thread", id='t"><script>', label=EVIL)
    fill.put("thread_step", thread='t"><script>', position=0, stage=EVIL, event=event,
             because=BECAUSE)
    fill.put("follow_up", id='u"><script>', **fill.at(name, EVIL), stage=EVIL, state="open",
             thread='t"><script>', because=BECAUSE)
    other = fill.at("a1'\"<b>..?#", EVIL)
    fill.put("copy", id="k", a_article=name, a_start=0, a_end=len(EVIL), a_words=EVIL,
             b_article=other["article"], b_start=0, b_end=len(EVIL), b_words=EVIL, form="near",
             similarity=0.9, first="unknown")
    evil = json.dumps({"rule": EVIL, "version": EVIL, "sentence": EVIL, "score": 0.5, "cites": [
        {"article": name, "start": 0, "end": len(EVIL), "words": EVIL}]})
    for article in (name, other["article"]):
        fill.put("origin", origin='o"><script>', article=article, because=evil)
    fill.put("interested", article=name, party=EVIL, because=evil)
    fill.put("conflict", position=0, because=evil)
    fill.db.execute("UPDATE capture SET content = ?, media = 'text/html', encoding = ?",
                    (zlib.compress(text.encode()), EVIL))
    fill.put("outcome", article=name, path=EVIL, room=EVIL, outcome="failed", reason=EVIL,
             detail=EVIL)
    return fill.close()
