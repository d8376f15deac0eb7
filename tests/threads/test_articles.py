import msgspec

from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention, RoleMention
from sourceline.record.when import UNKNOWN
from sourceline.rooms.threads.find import ThreadSettings, find_threads

WHY = Because(rule="made", version="1", sentence="made")
NAMES = {"p1": "Lena Orr", "p2": "Bo Tarn", "p3": "Ada Vey"}


class Case:
    """Builds events told in articles, with the persons they concern."""

    def __init__(self):
        self.events, self.mentions, self.links = [], [], []
        self.at = 0

    def place(self, article, words):
        self.at += 200
        return Cite(article=article, start=self.at, end=self.at + len(words), words=words)

    def names(self, article, *persons):
        start = self.at + 200
        for person in persons:
            words = NAMES[person]
            cite = Cite(article=article, start=start, end=start + len(words), words=words)
            start = cite.end + 2
            self.link(cite, person)
        self.at = start

    def link(self, cite, person):
        name = f"m{cite.article}{cite.start}"
        self.links.append(Link(mention=name, entity=person, because=Because(
            rule="made", version="1", sentence="made", cites=(cite,))))
        return name

    def tell(self, kind, article, person=None, target=None, also=()):
        trigger = self.place(article, kind.lower())
        roles = ()
        for one in (person, *also) if person or target else ():
            cite = self.place(article, target or NAMES[one])
            roles += (RoleMention(role="target", cite=cite,
                                  mention=self.link(cite, one) if one else None),)
        number = len(self.events)
        self.mentions.append(EventMention(id=f"e{number}", cite=trigger, sentence=trigger,
                                          kind=kind, status="happened", roles=roles, because=WHY))
        self.events.append(Event(id=f"ev{number}", kind=kind, label=kind, status="happened",
                                 when=UNKNOWN, members=(f"e{number}",), because=WHY))

    def threads(self):
        entities = [Entity(id=one, name=name, kind="person") for one, name in NAMES.items()]
        found = find_threads(self.events, self.mentions, self.links, entities, ThreadSettings())
        return [sorted(step.stage for step in thread.steps) for thread in found]


def test_an_unnamed_step_joins_the_only_case_of_its_article():
    case = Case()
    case.tell("ARREST", "a1", "p1")
    case.tell("CHARGE", "a1", "p1")
    case.names("a1", "p1")
    case.tell("TRIAL", "a1", target="four people")
    assert case.threads() == [["ARREST", "CHARGE", "TRIAL"]]


def test_an_article_of_two_cases_leaves_its_unnamed_steps_open():
    case = Case()
    for person in NAMES:
        case.tell("ARREST", "a1", person)
        case.tell("CHARGE", "a1", person)
    case.tell("TRIAL", "a1", target="the man")
    assert all("TRIAL" not in stages for stages in case.threads())


def test_other_people_are_no_step_of_the_case():
    case = Case()
    case.tell("ARREST", "a1", "p1")
    case.tell("CHARGE", "a1", "p1")
    case.tell("TRIAL", "a1", target="1,400 protesters")
    assert case.threads() == [["ARREST", "CHARGE"]]


def test_defendants_listed_together_are_one_case():
    case = Case()
    case.tell("ARREST", "a1", "p1")
    case.tell("CHARGE", "a2", "p2")
    start = case.at + 200
    case.names("a3", "p1", "p2")
    case.tell("TRIAL", "a3")
    whole = Cite(article="a3", start=start, end=case.at + 20, words="both names, then the trial")
    case.mentions[-1] = msgspec.structs.replace(case.mentions[-1], sentence=whole)
    assert case.threads() == [["ARREST", "CHARGE", "TRIAL"]]


def two_cases_beside(kinds, named_in):
    """Two defendants' cases, both told once beside a third name that stands in many articles."""
    case = Case()
    for person, article, kind in (("p1", "a1", kinds[0]), ("p2", "a2", kinds[1])):
        case.tell("ARREST", article, person)
        case.tell("SENTENCE", article, person)
        case.tell(kind, article, person, also=("p3",))
    for number in range(named_in):
        case.names(f"b{number}", "p3")
    return case.threads()


def test_a_name_that_many_articles_hold_makes_no_two_cases_one():
    assert len(two_cases_beside(("VERDICT", "CHARGE"), 0)) == 1
    found = two_cases_beside(("VERDICT", "CHARGE"), 30)
    assert [set(steps) for steps in found if len(steps) > 1] in (
        [{"ARREST", "SENTENCE", "VERDICT"}, {"ARREST", "CHARGE", "SENTENCE"}],
        [{"ARREST", "CHARGE", "SENTENCE"}, {"ARREST", "SENTENCE", "VERDICT"}])


def test_what_is_said_of_two_defendants_makes_no_two_cases_one():
    assert len(two_cases_beside(("ACCUSE", "ACCUSE"), 0)) == 2
