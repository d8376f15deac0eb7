"""What inside one article is one thing: the first mention of each name, and pronouns put in.

In: mentions of one article, in order, and what pronouns stand for. Out: the root of each mention,
and the mentions with the pronouns among them.
"""

from collections.abc import Sequence

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Description, Form, Mention
from sourceline.rooms.names.called import Called, nouns_called
from sourceline.rooms.names.leads import find_leads
from sourceline.rooms.names.lines import Line, with_mentions
from sourceline.rooms.names.nominal_links import find_nominal_stands
from sourceline.rooms.names.pronouns import VERSION, PronounSettings, Stand, find_pronouns
from sourceline.rooms.names.words import NameWords
from sourceline.text.names import fold_name
from sourceline.text.quotes import pair_quotes

_MAX_CHAIN = 6
_MAX_TITLE_WORDS = 4
_WHY = {
    "names.lead": "the only new name with an age after the only person this lead speaks of",
    "names.nominal": "the only name of this article that was called so",
    "names.pronoun": "the only name near by that number, sex and grammar let it mean",
    "names.relative": "begins a clause that hangs on the name",
    "names.first_person": "said by the one who is quoted",
}


def roots_of(mentions: Sequence[Mention]) -> dict[str, str]:
    """Give for each mention the first one of the article that means the same.

    Takes: mentions in text order. A government is kept apart from the place of its name.
    """
    by_id = {mention.id: mention for mention in mentions}
    first: dict[tuple[str, bool], str] = {}
    roots: dict[str, str] = {}
    for mention in mentions:
        head = mention
        for _ in range(_MAX_CHAIN):
            earlier = by_id.get(head.same_as or "")
            if earlier is None:
                break
            head = earlier
        name = (fold_name(head.cite.words), head.kind == "government")
        roots[mention.id] = first.setdefault(name, head.id) if head.form == "name" else head.id
    return roots


def titles_before(lines: Sequence[Line], mentions: Sequence[Mention], words: NameWords
                  ) -> dict[str, str]:
    """Give the titles and nouns right before each person's name: "Mrs.", "spokeswoman"."""
    listed = words.titles | words.modifiers | words.persons
    titles: dict[str, str] = {}
    for line, here in with_mentions(lines, mentions):
        row = line.words
        place = 0
        for mention in here:
            while place < len(row) and row[place].start < mention.cite.start:
                place += 1
            first = place
            while first > 0 and place - first < _MAX_TITLE_WORDS \
                    and row[first - 1].text.removesuffix(".") in listed:
                first -= 1
            if mention.kind == "person" and first < place:
                titles[mention.id] = " ".join(word.text for word in row[first:place])
    return titles


def add_nominals(text: Text, lines: Sequence[Line], mentions: list[Mention],
                 descriptions: Sequence[Description], words: NameWords) -> list[Mention]:
    """Add the definite phrases that can only mean one name; needs the reader's syntax."""
    roots = roots_of(mentions)
    titles = titles_before(lines, mentions, words)
    called = nouns_called(lines, mentions, descriptions, roots, titles, words)
    leads = find_leads(lines, mentions, roots, words)
    for lead in leads:
        place = cite(text.article, text.words, lead.start, lead.end)
        said = place.words.lower().split()
        called.setdefault(said[-1], []).append(Called(lead.key, place, frozenset(said)))
    taken = sorted([*((mention.cite.start, mention.cite.end) for mention in mentions),
                    *((lead.start, lead.end) for lead in leads)])
    titled = frozenset(title.lower().removesuffix(".").rsplit(" ", 1)[-1]
                       for title in titles.values())
    stands = find_nominal_stands(lines, called, taken, titled)
    return _added(text, mentions, [*leads, *stands], "nominal")


def add_pronouns(text: Text, lines: Sequence[Line], mentions: list[Mention], words: NameWords,
                 settings: PronounSettings) -> list[Mention]:
    """Add the pronouns that can mean only one name; needs the reader's syntax."""
    quotes = [(quote.inner_start, quote.inner_end) for quote in pair_quotes(text.words)
              if not quote.depth]
    stands = find_pronouns(lines, mentions, roots_of(mentions),
                           titles_before(lines, mentions, words), quotes, words, settings)
    return _added(text, mentions, stands, "pronoun")


def has_syntax(lines: Sequence[Line]) -> bool:
    """Tell whether the reader gave any line a tree."""
    return any(line.words[0].head is not None for line in lines)


def _added(text: Text, mentions: Sequence[Mention], stands: Sequence[Stand], form: Form
           ) -> list[Mention]:
    by_id = {mention.id: mention for mention in mentions}
    found = [_mention(text, stand, by_id[stand.key], form) for stand in stands
             if by_id[stand.key].cite.start < stand.start or stand.rule == "names.lead"]
    return sorted([*mentions, *found], key=lambda mention: mention.cite.start)


def _mention(text: Text, stand: Stand, name: Mention, form: Form) -> Mention:
    place = cite(text.article, text.words, stand.start, stand.end)
    return Mention(
        id=make_id("m", text.article, stand.start, stand.end), cite=place, form=form,
        kind=name.kind, same_as=name.id,
        because=Because(rule=stand.rule, version=VERSION, sentence=_WHY[stand.rule],
                        cites=(name.cite, place)))
