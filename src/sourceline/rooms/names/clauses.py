"""Pronouns whose sentence alone says what they mean, and the subjects of clauses.

In: the tree of a line and its spots. Out: the spot a relative, a reflexive or an opening "its"
stands for, None where the grammar does not say.
"""

from collections.abc import Sequence

from sourceline.rooms.names.persons import Agreement, agrees, is_plural
from sourceline.rooms.names.spots import Spot
from sourceline.rooms.names.trees import SUBJECTS, Tree

_PLURAL_VERBS = frozenset(("were", "are", "have"))


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
    """Tell "Ito and Brandt, who were", "the two geologists whom": no one of them is meant.

    "Ito and Brandt, who was" means the last one; so, most often, does a verb that does not tell.
    """
    row = tree.row
    joined = tree.child(noun, "conj")
    if is_plural(row[noun]) or (joined is not None and joined < at):
        return True
    verb = tree.head(at)
    said = [] if verb is None else [row[one].text.lower() for one in tree.children[verb]
                                    if row[one].relation in ("aux", "aux:pass", "cop")]
    return row[noun].relation == "conj" and bool(_PLURAL_VERBS & set(said))


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


def shared_subject(at: int, tree: Tree) -> int | None:
    """Give the subject that a clause begun with "and" shares with the clause before it."""
    clause = tree.clause(at)
    if clause is None or tree.child(clause, *SUBJECTS) is not None:
        return None
    while clause is not None and tree.row[clause].relation == "conj":
        clause = tree.head(clause)
        subject = tree.child(clause, *SUBJECTS) if clause is not None else None
        if subject is not None:
            return subject
    return None
