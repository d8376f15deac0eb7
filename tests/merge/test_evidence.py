"""What joins two tellings, and what keeps them apart."""

from datetime import date

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Entity, Link
from sourceline.record.event import EventMention, RoleMention
from sourceline.record.place import Locating, Place
from sourceline.record.when import PlacedTime, Publication, When
from sourceline.rooms.merge.merge import MergeSettings, merge_event_mentions

BECAUSE = Because(rule="made", version="1", sentence="made")


def told(article: str, at: int, words: str, trigger: str, kind="ASSAULT", status="happened",
         target="", day="", place="") -> EventMention:
    start = at + words.index(trigger)
    roles = [RoleMention(role=role, mention=f"{article}-{at}-{name}", cite=Cite(
        article=article, start=at + words.index(name), end=at + words.index(name) + len(name),
        words=name)) for role, name in (("target", target), ("place", place)) if name]
    return EventMention(
        id=make_id("em", article, start, kind), kind=kind, status=status, because=BECAUSE,
        sentence=Cite(article=article, start=at, end=at + len(words), words=words),
        cite=Cite(article=article, start=start, end=start + len(trigger), words=trigger),
        time=f"{article}-{at}-{day}" if day else None, roles=tuple(roles))


def events(mentions: list[EventMention], published: dict[str, str] | None = None,
           places: tuple[Locating, ...] = ()):
    named = [role for one in mentions for role in one.roles if role.role == "target"
             and role.cite.words[0].isupper()]
    placed = [PlacedTime(expression=one.time, article=one.cite.article, because=BECAUSE,
                         when=_day(one.time[-10:])) for one in mentions if one.time]
    publications = [Publication(article=article, words="", crawled=None, candidates=(),
                                because=BECAUSE, published=_day(day))
                    for article, day in (published or {}).items()]
    return merge_event_mentions(
        mentions, [Link(mention=role.mention or "", entity=f"e-{role.cite.words}",
                        because=BECAUSE) for role in named],
        [Entity(id=f"e-{name}", name=name, kind="person")
         for name in sorted({role.cite.words for role in named})],
        placed, publications, MergeSettings(), places)


def _day(day: str) -> When:
    first = date.fromisoformat(day)
    return When(from_date=first, to_date=date.fromordinal(first.toordinal() + 1),
                precision="day", basis="stated")


def sizes(found) -> list[int]:
    return sorted(len(event.members) for event in found)


def test_a_bare_noun_stays_open_where_the_article_tells_of_two():
    assert sizes(events([
        told("a1", 0, "The Karsk attack killed four.", "attack"),
        told("a1", 100, "The attack in Ostmark came later.", "attack"),
        told("a1", 200, "Police spoke of the attack.", "attack")])) == [1, 1, 1]


def test_another_attack_far_down_is_another_one():
    assert sizes(events([
        told("a1", 0, "The attack on Karsk Mill shook the town.", "attack", target="Karsk Mill"),
        told("a1", 900, "Years ago an attack on Karsk Mill failed.", "attack",
             target="Karsk Mill")])) == [1, 1]


def test_other_counts_of_people_are_other_events():
    assert sizes(events([
        told("a1", 0, "Police arrested 45 marchers there.", "arrested", "ARREST",
             target="45 marchers", day="2024-05-01"),
        told("a1", 100, "Police arrested 1,000 marchers in all.", "arrested", "ARREST",
             target="1,000 marchers", day="2024-05-01")])) == [1, 1]


def test_one_sentence_of_a_case_is_told_by_two_articles():
    found = events([
        told("a1", 0, "The court sentenced Ana Brenko to ten years.", "sentenced", "SENTENCE",
             target="Ana Brenko"),
        told("a2", 0, "Ana Brenko was sentenced to ten years.", "sentenced", "SENTENCE",
             target="Ana Brenko")])
    assert sizes(found) == [2]
    assert "Ana Brenko" in found[0].because.sentence


def test_a_death_and_a_killing_can_be_one_event():
    assert sizes(events([
        told("a1", 0, "Gunmen killed Ana Brenko in Karsk.", "killed", "ASSAULT.killing",
             target="Ana Brenko", day="2024-05-01"),
        told("a2", 0, "Ana Brenko died in Karsk as gunmen fired.", "died", "DEATH",
             target="Ana Brenko", day="2024-05-01")])) == [2]


def test_what_an_article_reports_as_past_is_not_after_it():
    mentions = [told("a1", 0, "Police arrested Ana Brenko in Karsk.", "arrested", "ARREST",
                     target="Ana Brenko"),
                told("a2", 0, "Police arrested Ana Brenko in Karsk.", "arrested", "ARREST",
                     target="Ana Brenko", day="2024-06-01")]
    assert sizes(events(mentions, {"a1": "2024-05-01", "a2": "2024-06-02"})) == [1, 1]
    assert sizes(events(mentions, {"a1": "2024-06-03", "a2": "2024-06-02"})) == [2]


def test_a_step_of_a_case_is_known_by_its_season_and_its_company():
    one = told("a1", 0, "The trial of Brenko over the Ostmark Mill opens in Karsk soon.", "trial",
               "TRIAL", "expected", day="2024-05-02")
    other = told("a2", 0, "A day in Karsk marks the trial date for Brenko and Ostmark.",
                 "trial date", "TRIAL", "expected", day="2024-05-02")
    assert sizes(events([one, other])) == [2]
    other = told("a2", 0, "A day in Vorn marks the trial date for a clerk.", "trial date",
                 "TRIAL", "expected", day="2024-05-02")
    assert sizes(events([one, other])) == [1, 1]


def _located(article: str, at: int, name: str, kind="city", country="Portugal", state="Porto"):
    return Place(cite=Cite(article=article, start=at, end=at + len(name), words=name), name=name,
                 kind=kind, country=country, state=state, latitude=41.1, longitude=-8.6,
                 because=BECAUSE)


def test_an_event_takes_the_place_its_words_give():
    words = "A bomb went off in Porto on Monday."
    place = _located("a1", words.index("Porto"), "Porto")
    event, = events([told("a1", 0, words, "bomb", "ASSAULT.bombing", place="Porto")],
                    places=(Locating(article="a1", places=(place,)),))
    assert (event.place, event.country, event.latitude) == ("Porto", "Portugal", 41.1)


def test_an_event_without_a_place_takes_no_more_than_the_article_s_country():
    event, = events([told("a1", 0, "A bomb went off on Monday.", "bomb", "ASSAULT.bombing")],
                    places=(Locating(article="a1", country="Portugal", country_basis="named"),))
    assert (event.place, event.country, event.latitude) == ("", "Portugal", None)
    assert "named" in event.because.sentence
    assert "Portugal" not in event.label


ONE = "Gunmen shot farmers at the Sarn market in Ostmark on market day."
OTHER = "The shooting of farmers at Sarn market shook Ostmark, Governor Pell said."


def test_two_undated_articles_that_tell_it_alike_beside_the_same_names_tell_one_event():
    assert sizes(events([
        told("a1", 0, ONE, "shot", target="farmers"),
        told("a2", 0, OTHER, "shooting", target="farmers")])) == [2]


def test_like_words_without_a_shared_name_join_no_articles():
    assert sizes(events([
        told("a1", 0, "Gunmen shot farmers at the Sarn market in Ostmark.", "shot",
             target="farmers"),
        told("a2", 0, "The shooting of farmers at Velt market shook Karsk.", "shooting",
             target="farmers")])) == [1, 1]


def test_strikes_that_are_only_planned_are_not_one_because_they_are_told_alike():
    assert sizes(events([
        told("a1", 0, "Varenia plans air strikes on Sarn camp in Ostmark.", "strikes",
             status="planned"),
        told("a2", 0, "Varenia plans more strikes on Sarn camp in Ostmark.", "strikes",
             status="planned")])) == [1, 1]


def test_a_definite_noun_takes_up_what_a_verb_told():
    assert sizes(events([
        told("a1", 0, "A blast hit the Sarn market in Ostmark.", "blast"),
        told("a1", 100, "Windows broke when the deadly blast hit the market.", "blast")])) == [2]


def test_others_that_were_killed_elsewhere_are_another_event():
    assert sizes(events([
        told("a1", 0, "The killing of farmers at the market shook Ostmark.", "killing",
             target="farmers"),
        told("a1", 100, "The gunmen were killed elsewhere by guards.", "killed",
             target="gunmen")])) == [1, 1]


def test_one_surname_with_another_first_name_is_somebody_else():
    def sentences(other: str):
        return events([
            told("a1", 0, "The killing of Ana Vela shook Ostmark and Sarn.", "killing",
                 target="Ana Vela"),
            told("a2", 0, f"The killing of {other} shook Ostmark and Sarn.", "killing",
                 target=other)])
    assert sizes(sentences("Tomas Vela")) == [1, 1]
    assert sizes(sentences("A. Vela")) == [2]


def test_an_uprising_told_by_the_month_it_began_and_the_one_it_ended_covers_both():
    def month(first: str, last: str) -> When:
        return When(from_date=date.fromisoformat(first), to_date=date.fromisoformat(last),
                    precision="month", basis="stated")
    both = [told("a1", 0, "The uprising in Ostmark and Sarn began in December.", "uprising",
                 kind="PROTEST.uprising", day="2021-12-01"),
            told("a2", 0, "The uprising in Ostmark and Sarn went on in January.", "uprising",
                 kind="PROTEST.uprising", day="2022-01-01")]
    whens = [month("2021-12-01", "2022-01-01"), month("2022-01-01", "2022-02-01")]
    placed = [PlacedTime(expression=one.time or "", article=one.cite.article, because=BECAUSE,
                         when=when) for one, when in zip(both, whens, strict=True)]
    found = merge_event_mentions(both, [], [], placed, [], MergeSettings())
    assert [(str(one.when.from_date), str(one.when.to_date)) for one in found] == [
        ("2021-12-01", "2022-02-01")]


def test_the_uprising_right_behind_one_of_two_is_that_one():
    assert sizes(events([
        told("a1", 0, "The uprising of spring reached Ostmark that week.", "uprising",
             kind="PROTEST.uprising", day="2021-03-01"),
        told("a1", 900, "An uprising in autumn shook Karsk and its port.", "uprising",
             kind="PROTEST.uprising", day="2021-10-01"),
        told("a1", 1000, "But the uprising that shook Karsk and its port ended soon.", "uprising",
             kind="PROTEST.uprising")])) == [1, 2]


def test_like_words_of_two_seasons_are_two_events():
    def tellings(second: str):
        return events([
            told("a1", 0, "Strikes hit the Sarn camp in Ostmark, the army said.", "Strikes",
                 target="camp"),
            told("a2", 0, "Strikes hit the Sarn camp in Ostmark, guards said.", "Strikes",
                 target="camp")], published={"a1": "2031-03-01", "a2": second})
    assert sizes(tellings("2032-03-01")) == [1, 1]
    assert sizes(tellings("2031-03-20")) == [2]


def test_what_befalls_somebody_once_is_one_event_however_it_is_told():
    first = told("a1", 0, "Neighbours saw Oda Venn bundled into a van.", "bundled",
                 kind="ASSAULT.abduction", target="Oda Venn", day="2031-05-02")
    later = told("a2", 0, "Nothing has been heard since the taking of Oda Venn.", "taking",
                 kind="ASSAULT.abduction", target="Oda Venn")
    other = told("a3", 0, "The taking of Iva Roe was another matter.", "taking",
                 kind="ASSAULT.abduction", target="Iva Roe")
    assert sizes(events([first, later, other])) == [1, 2]


def test_who_disappears_was_abducted_but_was_not_killed():
    taken = told("a1", 0, "Men in masks seized Oda Venn.", "seized", kind="ASSAULT.abduction",
                 target="Oda Venn")
    gone = told("a2", 0, "The disappearance of Oda Venn is unsolved.", "disappearance",
                kind="DISAPPEAR", target="Oda Venn")
    killed = told("a3", 0, "The army killed Oda Venn.", "killed", kind="ASSAULT.killing",
                  target="Oda Venn")
    assert sizes(events([taken, gone])) == [2]
    assert sizes(events([gone, killed])) == [1, 1]


def test_that_attack_is_the_nearest_told_before_it():
    assert sizes(events([
        told("a1", 0, "A drone strike on Karsk in the spring hit a mill.", "strike"),
        told("a1", 100, "An admirer stabbed the writer on a stage in Ostmark.", "stabbed",
             kind="ASSAULT.stabbing"),
        told("a1", 200, "The ministry praised that attack.", "attack")])) == [1, 2]


def test_as_many_of_the_same_people_are_the_same():
    def killed(article, words, whom):
        return told(article, 0, words, "killing", kind="ASSAULT.killing", target=whom)
    one = killed("a1", "The guards opened fire, killing 1,500 miners.", "1,500 miners")
    same = killed("a2", "It remembers the killing of 1,500 miners that winter.", "1,500 miners")
    fewer = killed("a3", "It remembers the killing of 900 miners that winter.", "900 miners")
    assert sizes(events([one, same, fewer])) == [1, 2]
