"""The words the pages use for the words of the record: neutral, and the same everywhere.

In: a status, kind, basis, form or reason. Out: plain English. A word the list does not know is
shown as it stands, with blanks for underscores.
"""

from collections.abc import Sequence
from datetime import date

from sourceline.text.date_words import day_words

STATUSES = ("happened", "alleged", "planned", "threatened", "expected", "thwarted", "denied",
            "hypothetical")
ENTITY_KINDS = ("person", "organization", "government", "place", "facility", "work", "other")
CLAIM_FORMS = ("direct", "indirect", "mixed", "narrated")
FOLLOW_UP_STATES = ("open", "answered", "overdue")

STATUS_WORDS = {
    "happened": "told as having happened",
    "alleged": "said to have happened",
    "planned": "said to be planned",
    "threatened": "said to have been threatened",
    "expected": "said to be expected",
    "thwarted": "said to have been prevented",
    "denied": "said not to have happened",
    "hypothetical": "named as a possibility",
}
_BASIS_WORDS = {
    "": "nothing in the page or text says when",
    "declared": "the date field that came with the article",
    "meta": "the metadata of the page",
    "dateline": "the dateline of the article",
    "byline": "the byline",
    "header_line": "a date line on the page, which may be the day it was fetched",
    "file_name": "the name of the file",
    "address": "the address of the page",
    "text": "what the article itself reports",
    "collection": "other articles that tell the same event",
    "copyright": "a copyright line",
    "stated": "a date in the words",
    "relative": "words relative to another day",
    "publication": "no words of its own; not after publication",
    "crawl": "no words of its own; not after the page was fetched",
    "decision": "a person's decision",
}
EXACT_WORDS = {"place": "the town or place", "county": "the county", "state": "the state",
               "country": "the country"}
_FORM_WORDS = {"direct": "in their own words", "indirect": "reported",
               "mixed": "partly in their own words", "narrated": "told by the article"}
_COPY_WORDS = {"verbatim": "word for word", "near": "nearly word for word",
               "paraphrase": "in other words"}


def status_words(status: str) -> str:
    """Say what a status means.

    >>> status_words("alleged")
    'said to have happened'
    """
    return STATUS_WORDS.get(status, plain(status))


def basis_words(basis: str) -> str:
    """Say what a date rests on."""
    return _BASIS_WORDS.get(basis, plain(basis))


def form_words(form: str) -> str:
    """Say in which form a claim is given."""
    return _FORM_WORDS.get(form, plain(form))


def copy_words(form: str) -> str:
    """Say how alike two passages are."""
    return _COPY_WORDS.get(form, plain(form))


def kind_words(kind: str) -> str:
    """Say an event kind: "ASSAULT.bombing" reads "assault: bombing".

    >>> kind_words("ASSAULT.bombing")
    'assault: bombing'
    """
    head, _, finer = kind.partition(".")
    return plain(head.lower()) + (f": {plain(finer)}" if finer else "")


def plain(word: str) -> str:
    """Show a word of the record as words.

    >>> plain("too_large")
    'too large'
    """
    return word.replace("_", " ")


def number_words(low: float | None, high: float | None, bound: str = "") -> str:
    """Say the ends of a figure; "" when it has none.

    >>> number_words(40, None), number_words(1200, 1200, "about"), number_words(3, 5.5)
    ('at least 40', 'about 1,200', '3 to 5.5')
    """
    about = "about " if bound == "about" else ""
    if low is None and high is None:
        return "no number given" if bound == "vague" else ""
    if low is None or high is None:
        return f"at least {_number(low)}" if low is not None else f"at most {_number(high)}"
    return about + (_number(low) if low == high else f"{_number(low)} to {_number(high)}")


def outcome_words(state: str, latest: date | None) -> str:
    """Say what this collection tells of a thing that was due, and no more than that.

    >>> outcome_words("overdue", date(2031, 5, 2))
    'no outcome found in this collection up to 2 May 2031'
    """
    if state == "answered":
        return "an outcome is told in this collection"
    upto = f" up to {day_words(latest)}" if latest else ""
    return f"no outcome found in this collection{upto}"


def capitalize_first(said: str) -> str:
    """Begin a sentence with a capital letter, and leave the rest.

    >>> capitalize_first("write “ODL”")
    'Write “ODL”'
    """
    return said[:1].upper() + said[1:]


def also_named(aliases: Sequence[str], name: str) -> tuple[str, ...]:
    """Give other names of one thing, without those that differ in capitals alone.

    The page of a name lists all of them, each with its reason.

    >>> also_named(["ILO VENN", "VENN", "Venn", "venn"], "Ilo Venn")
    ('Venn',)
    """
    kept: dict[str, str] = {}
    # Of several ways to write one name the one in capitals and small letters is a name's own.
    for alias in sorted(aliases, key=lambda one: one.isupper() or one.islower()):
        kept.setdefault(alias.casefold(), alias)
    kept.pop(name.casefold(), None)
    return tuple(alias for alias in aliases if alias in kept.values())


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many, with the right ending.

    >>> counted(1, "article"), counted(2000, "copy", "copies")
    ('1 article', '2,000 copies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.12g}"
