"""What a person could be asked about this record, most useful first.

In: a filled record, inside the transaction that filled it. Out: the table `cache_question`: what
is in doubt, how much (0 to 1), how many lines of the record hang on the answer, and why it is
asked. The worth of a question is the product of the two: how many lines an answer can be expected
to put right. Doubt is an estimate, made by hand, of how often such a reading is wrong, or such a
pair one; it orders the queue and is shown to nobody as a figure. Nothing is asked of a model.
"""

import sqlite3
from collections import Counter

from sourceline.text.alike import Named, alike

# More than anybody answers between two builds.
MOST_OF_A_SORT = 1000
# Even odds that a name is what it could be short for: the rules left it open, nothing else tells.
_NAMES_ARE_ONE = 0.5
# Names past these are named once or twice; joining them changes little.
MOST_NAMES = 20_000

# An event's lines: its tellings, who took part, figures, claims, steps of cases, follow-ups.
_LINES = """((SELECT count(*) FROM event_mention x WHERE x.event = e.id)
    + (SELECT count(*) FROM figure x WHERE x.event = e.id)
    + (SELECT count(*) FROM claim x WHERE x.event = e.id)
    + 2 * (SELECT count(*) FROM thread_step x WHERE x.event = e.id)
    + (SELECT count(*) FROM follow_up x WHERE x.answered_by = e.id))"""
# Doubt: one reading of one telling is taken as it is (0.2); the score of the rule where it gave
# one; tellings that differ in status or kind raise it. The numbers only order the queue.
_EVENTS = f"""INSERT INTO cache_question
  SELECT 'event', id, NULL, lines,
    max(CASE WHEN statuses > 1 THEN 0.9 WHEN kinds > 1 THEN 0.7 ELSE 0.2 END,
        1 - min(1, coalesce(score, 1))),
    CASE WHEN statuses > 1 THEN 'articles differ on whether it happened'
      WHEN kinds > 1 THEN 'articles tell it as different things'
      WHEN score < 0.8 THEN 'the rule that read it was not sure'
      ELSE 'much of the record rests on it' END
  FROM (SELECT e.id, {_LINES} AS lines,
      (SELECT count(DISTINCT status) FROM event_mention x WHERE x.event = e.id) AS statuses,
      (SELECT count(DISTINCT kind) FROM event_mention x WHERE x.event = e.id) AS kinds,
      json_extract(e.because, '$.score') AS score FROM event e)
  WHERE lines > 0 ORDER BY 4 DESC, id LIMIT {MOST_OF_A_SORT}"""
# Neighbours in time of the same kind at the same place, told apart so far: outlets differ by a day
# on when a thing happened more often than by three.
_SAME_EVENTS = f"""INSERT INTO cache_question
  SELECT 'event.same', id, other, lines, CASE WHEN apart < 1 THEN 0.6 WHEN apart < 2 THEN 0.4
      ELSE 0.2 END,
    CASE WHEN apart < 1 THEN 'same kind, same place, same day'
      WHEN apart < 2 THEN 'same kind, same place, a day apart'
      ELSE 'same kind, same place, and no more than three days apart' END
  FROM (SELECT e.id, lag(e.id) OVER near AS other, {_LINES} AS lines,
      julianday(e.time_from) - julianday(lag(e.time_from) OVER near) AS apart
    FROM event e WHERE e.place <> '' AND e.time_from IS NOT NULL
      AND e.precision IN ('day', 'weekend')
    WINDOW near AS (PARTITION BY e.kind, e.place ORDER BY e.time_from, e.id))
  WHERE other IS NOT NULL AND apart <= 3 ORDER BY lines DESC, id LIMIT {MOST_OF_A_SORT}"""
# Figures that answer one question differently: was each read as its words have it?
_FIGURES = f"""INSERT INTO cache_question
  SELECT 'figure', f.id, NULL, g.many, 0.5, 'figures for the same thing differ'
  FROM figure f JOIN (SELECT variant_group, count(*) AS many FROM figure
      WHERE variant_group IS NOT NULL GROUP BY 1
      HAVING count(DISTINCT coalesce(low, -1) || ' ' || coalesce(high, -1)) > 1) g
    ON g.variant_group = f.variant_group
  ORDER BY g.many DESC, f.id LIMIT {MOST_OF_A_SORT}"""
_DUE = f"""INSERT INTO cache_question
  SELECT 'follow_up', f.id, NULL, 2, 0.5, 'no outcome was found for it'
  FROM follow_up f WHERE f.state = 'overdue' ORDER BY f.due_to, f.id LIMIT {MOST_OF_A_SORT}"""


def gather_questions(connection: sqlite3.Connection) -> None:
    """Fill `cache_question` anew."""
    connection.execute("DELETE FROM cache_question")
    for statement in (_EVENTS, _SAME_EVENTS, _FIGURES, _DUE):
        connection.execute(statement)
    names = [Named(*row) for row in connection.execute(
        "SELECT entity, name, kind, mention_count FROM cache_entity "
        "ORDER BY mention_count DESC, name, entity LIMIT ?", (MOST_NAMES,))]
    pairs = sorted(alike(names), key=lambda pair: (-pair[1].weight, pair[0].id, pair[1].id))
    # A name that could be short for several is each of them the less likely.
    longer = Counter(_shorter(pair).id for pair in pairs)
    connection.executemany("INSERT INTO cache_question VALUES ('entity.same', ?, ?, ?, ?, ?)", [
        (pair[0].id, pair[1].id, pair[1].weight, _NAMES_ARE_ONE / longer[_shorter(pair).id],
         _why_names(longer[_shorter(pair).id])) for pair in pairs[:MOST_OF_A_SORT]])


def _shorter(pair: tuple[Named, Named]) -> Named:
    return min(pair, key=lambda name: (len(name.name), name.id))


def _why_names(longer: int) -> str:
    return "one name could be short for the other" if longer == 1 else \
        f"one name could be short for {longer} others, this one among them"
