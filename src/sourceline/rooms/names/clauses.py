"""Pronouns whose sentence alone says what they mean, and the subjects of clauses.

In: the tree of a line and its spots. Out: the spot a relative, a reflexive or an opening "its"
stands for, None where the grammar does not say.
"""

from collections.abc import Sequence

from sourceline.rooms.names.persons import Agreement, agrees, is_plural
from sourceline.rooms.names.spots import Spot
from sourceline.rooms.names.trees import SUBJECTS, Tree


def find_relative(at: int, tree: Tree, spots: Sequence[Spot]) -> Spot | None:
    """Give the name a relative clause hangs on: "Ito, who left"."""
    for head in (at, *tree.above(at)):
        if tree.row[head].relation in ("acl:relcl", "advcl:relcl"):
            noun = tree.head(head)
            if noun is None or noun > at or tree.row[head].relation == "advcl:relcl" \
                    or _several(noun, at, tree):
                return None
            spot = next((spot for spot in spots
                         if spot.named and spot.first <= noun < spot.last), None)
            person = spot is not None and spot.agreement in ("m", "f", "h")
            low = tree.row[at].text.lower()
            # "An employee of the Ministry who": a body is no "who".
            fits = not (person if low in ("that", "which") else low in ("who", "whom")
                        and spot is not None and spot.agreement in ("n", "g"))
            return spot if fits else None
    return None


def _several(noun: int, at: int, tree: Tree) -> bool:
    """Tell "Ito and Brandt, who", "the two geologists whom": no one of them is meant."""
    row = tree.row
    joined = tree.child(noun, "conj")
    return row[noun].relation == "conj" or is_plural(row[noun]) \
        or (joined is not None and joined < at)


def find_reflexive(at: int, tree: Tree, agreement: Agreement, spots: Sequence[Spot]
               ) -> Spot | None:
    """Give the subject of the pronoun's own clause."""
    clause = tree.clause(at)
    subject = tree.child(clause, *SUBJECTS) if clause is not None else None
    return next((spot for spot in spots if spot.named and spot.head == subject
                 and agrees(agreement, spot.agreement)), None)


def opens_sentence(at: int, tree: Tree) -> bool:
    """Tell "In its report the Council said": owner of what stands before the clause's subject."""
    owned = tree.head(at)
    if owned is None or tree.row[owned].relation != "obl" or tree.head(owned) is None:
        return False
    subject = tree.child(tree.head(owned) or 0, *SUBJECTS)
    return subject is not None and subject > owned and not any(
        word.pos in ("PROPN", "NOUN") for word in tree.row[:at])


def subject_after(at: int, tree: Tree, agreement: Agreement, spots: Sequence[Spot]
                   ) -> Spot | None:
    """Give the subject of the clause a sentence opens before, if it is a name that agrees."""
    owned = tree.head(at) or 0
    subject = tree.child(tree.head(owned) or 0, *SUBJECTS)
    return next((spot for spot in spots if spot.named and spot.head == subject
                 and agrees(agreement, spot.agreement)), None)


def subject_of(clause: int | None, tree: Tree) -> int | None:
    """Give the subject of a clause: its own, or that of the clause it goes on from with "and"."""
    while clause is not None:
        subject = tree.child(clause, *SUBJECTS)
        if subject is not None or tree.row[clause].relation != "conj":
            return subject
        clause = tree.head(clause)
    return None
