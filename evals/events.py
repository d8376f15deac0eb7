"""How well events are found: ECB+ dev triggers; HRDsAttack dev violations, dates and parties.

In: the shared data folder. Out, per document:
- `ecbplus.trigger_precision`: of our trigger words in checked sentences of the dev topics, how
  many are marked as actions; `trigger_recall`: of marked actions, how many we find (ECB+ marks
  every action, also kinds this project has no name for, so recall stays low by design);
- `hrdsattack.…`: one article, one attack, read off the article's event mentions (`attacks.py`).
`python -m evals.events FOLDER [SEED]` prints twenty random HRDsAttack articles beside the gold.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from evals.attacks import Answer, Gold, answer_of, read_gold, same_name
from evals.ecb_corpus import Document, read_corpus
from evals.readings import read_words
from evals.score import Counts, Score, f1, precision, recall, score
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions

DEV_TOPICS = ("2", "5", "12", "18", "21", "23", "34", "35")
DATES = ("year", "month", "day")


def measure(data: Path) -> list[Score]:
    """Score triggers on ECB+ dev; violations, dates, perpetrators and victims on HRDsAttack dev."""
    found = [_triggers(one) for one in read_corpus(data / "events" / "ecbplus", DEV_TOPICS)]
    pairs = list(_answers(data))
    rows = {name: [_compare(name, *pair) for pair in pairs]
            for name in ("violation", *DATES, "perpetrator", "victim")}
    return [score("events.ecbplus.trigger_precision", found, precision),
            score("events.ecbplus.trigger_recall", found, recall),
            score("events.hrdsattack.violation_f1", rows["violation"], f1),
            *(score(f"events.hrdsattack.{name}_right", rows[name], recall)
              for name in (*DATES, "perpetrator")),
            score("events.hrdsattack.victim_name_f1", rows["victim"], f1)]


def _triggers(document: Document) -> Counts:
    """Count trigger words that are marked, found and wanted in the checked sentences."""
    text, reading = read_words(document.words)
    mentions = find_mentions(text, reading, NameSettings()).mentions
    events = find_event_mentions(text, reading, mentions, (), EventSettings())
    gold = [(one.start, one.end) for one in document.actions
            if one.sentence in document.checked]
    checked = [document.sentences[number] for number in sorted(document.checked)]
    inside = [event.cite for event in events
              if any(start <= event.cite.start < end for start, end in checked)]
    right = sum(any(one.start < end and start < one.end for start, end in gold) for one in inside)
    return Counts(right, len(inside), len(gold))


def _answers(data: Path) -> Iterator[tuple[Gold, Answer]]:
    for gold in read_gold(data):
        yield gold, answer_of(gold.words, gold.published)


def _compare(name: str, gold: Gold, said: Answer) -> Counts:
    """Count right, found and wanted answers for one article; what nobody knows is not asked."""
    if name == "violation":
        right = len(gold.violations & said.violations)
        return Counts(right, len(said.violations), len(gold.violations))
    if name == "victim":
        free = list(said.victims)
        right = 0
        for victim in gold.victims:
            fit = next((one for one in free if same_name(one, victim)), None)
            right += fit is not None
            free = [one for one in free if one != fit]
        return Counts(right, len(said.victims), len(gold.victims))
    wanted, found = getattr(gold, name), getattr(said, name)
    return Counts(int(wanted == found), int(found != ""), 1) if wanted else Counts(0, 0, 0)


if __name__ == "__main__":
    told = list(_answers(Path(sys.argv[1])))
    drawn = random.Random(int((sys.argv[2:] or ["0"])[0])).sample(told, min(20, len(told)))
    for gold, said in drawn:
        print(" ".join(gold.words[:240].split()))
        for name in ("violations", *DATES, "perpetrator", "victims"):
            print(f"   {name}: gold {getattr(gold, name)} found {getattr(said, name)}")
