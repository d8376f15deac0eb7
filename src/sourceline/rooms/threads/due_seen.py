"""What the reader sees as due, in words no list has: "the file goes before her in May".

In: the clauses of a sentence in which no words announce anything, and what the reader says of its
words. Out: `Announced`s of the surest.
"""

from collections.abc import Iterator, Sequence

from sourceline.record.reading import Tells
from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.clauses import Clauses

# Words of hope, doubt, denial and delay: beside them the lists know better what is due.
_JUDGED = frozenset((
    "hope", "hopes", "hoped", "hopeful", "likely", "unlikely", "if", "unless", "not", "no", "never",
    "nobody", "none", "fear", "fears", "usually", "aim", "aims", "goal", "analysts", "observers",
    "critics", "commentators", "believe", "believes", "option", "remains", "may", "might", "would",
    "could", "postponed", "put", "hard", "after",
))
# What anybody will do on any day; the lists know whose such acts are matters of a record.
_ANYBODYS = frozenset(("STATEMENT", "GATHERING", "REPORT", "CONSULT", "YIELD", "REQUEST"))


def find_seen(clauses: Clauses, tells: Sequence[Tells], least_sure: float,
              least_sure_status: float) -> Iterator[Announced]:
    """Give what is due by the reader alone."""
    said = {clauses.text[one.start:one.end].lower() for one in clauses.tokens}
    if said & _JUDGED:
        return
    for one in tells:
        if one.status != "due" or one.sure < least_sure or one.status_sure < least_sure_status \
                or one.token >= len(clauses.tokens) or (one.kind in _ANYBODYS and "will" in said) \
                or clauses.tokens[one.token].pos not in ("VERB", "AUX"):
            continue
        yield Announced(clauses, one.token, one.token, one.token, "told")
