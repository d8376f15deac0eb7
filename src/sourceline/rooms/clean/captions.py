"""Captions, headings, standfirsts, lists: what kind of part each block is that stays.

In: a draft whose head is marked. Out: the same draft with mere labels taken out and every part
named. A caption that is a whole sentence stays: it may be the only telling of an event.
"""

import re

from sourceline.rooms.clean.blocks import (
    count_words,
    ends_sentence,
    has_verb,
    is_list_line,
    is_prose,
    is_sentence,
)
from sourceline.rooms.clean.draft import Draft
from sourceline.rooms.clean.words import HEAD

_MARKER = re.compile("|".join(sorted(map(re.escape, HEAD.caption_markers), key=len, reverse=True)),
                     re.IGNORECASE)
_START = re.compile("|".join(sorted(map(re.escape, HEAD.caption_starts), key=len, reverse=True)),
                    re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]\.$")
# Without one of these a line may be in a language whose verbs are in no list here: it stays.
_ENGLISH = re.compile(r"\b(?:the|of|and|with|at|from|by|on|for)\b", re.IGNORECASE)
# Between two markers of one caption stands at most a credit ("… Reuters …").
_MAX_MARKER_GAP_CHARS = 60
_MAX_CAPTION_WORDS = 70
_MIN_SPOKEN_WORDS = 12
_MAX_HEADING_WORDS = 20
_MAX_LABEL_WORDS = 25


def mark_spoken_captions(draft: Draft) -> None:
    """Handle captions that say they are captions: keep the sentence, take out the marker."""
    for index, block in enumerate(draft.blocks):
        if not draft.stays(index):
            continue
        key = draft.keys[index]
        if key.startswith(HEAD.credit_starts) and not is_sentence(block.words):
            long = count_words(block.words) >= _MIN_SPOKEN_WORDS
            draft.kinds[index] = "caption" if long else "body"
            draft.reasons[index] = "" if long else "caption"
        elif block.tag == "figcaption" or _START.match(block.words):
            cut = _end_of_markers(block.words)
            rest = block.words[cut:]
            if tells(rest):
                draft.kinds[index] = "caption"
                draft.starts[index] = block.start + cut
            else:
                draft.reasons[index] = "caption"


def _end_of_markers(words: str) -> int:
    """Give where the words begin after the markers that open a caption."""
    start = _START.match(words)
    end = start.end() if start else 0
    while found := _MARKER.search(words, end, end + _MAX_MARKER_GAP_CHARS + 50):
        if not start or found.start() - end > _MAX_MARKER_GAP_CHARS:
            break
        end = found.end()
    while end < len(words) and (words[end].isspace() or words[end] in ":-–—|"):
        end += 1
    return end


def tells(words: str) -> bool:
    """Tell a caption that says something happened from a mere label.

    >>> tells("Dock workers march through Velm."), tells("The old harbour of Velm")
    (True, False)
    """
    count = count_words(words[:2_000])
    known = bool(_ENGLISH.search(words[:2_000]))
    spoken = has_verb(words) or count >= 10 or not known
    return count >= 4 and ((ends_sentence(words) and spoken)
                           or (has_verb(words) and count >= 7) or is_prose(words))


def mark_head_lines(draft: Draft) -> None:
    """Name the lines between title and article: captions, labels, standfirst."""
    spaced = _is_spaced(draft)
    # Where no running text follows, a head cannot be told from an article of short lines.
    index = 0 if draft.first_prose() < len(draft.blocks) else len(draft.blocks)
    while index < min(draft.first_prose() + 1, len(draft.blocks)):
        group = _group(draft, index)
        staying = [member for member in group if draft.stays(member)]
        labels = [member for member in staying if _is_label(draft, member)]
        pictured = bool(labels) and spaced and staying[:1] == labels[:1] and len(staying) > 1
        if pictured and all(_fits_caption(draft, member) for member in staying):
            for member in staying:
                if member in labels:
                    draft.reasons[member] = "caption"
                else:
                    draft.kinds[member] = "caption"
        elif len(staying) == 1 and labels:
            _mark_lone(draft, labels[0])
        index = group[-1] + 1


def _is_spaced(draft: Draft) -> bool:
    """Tell whether blank lines part the paragraphs of this text."""
    prose = [block for index, block in enumerate(draft.blocks)
             if draft.stays(index) and is_prose(block.words)]
    return 2 * sum(block.gap > 1 for block in prose[1:]) > len(prose[1:])


def _group(draft: Draft, index: int) -> list[int]:
    """Give the blocks from this one on that no blank line parts."""
    group = [index]
    while group[-1] + 1 < len(draft.blocks) and draft.blocks[group[-1] + 1].gap == 1:
        group.append(group[-1] + 1)
    return group


def _is_label(draft: Draft, index: int) -> bool:
    words = draft.words(index)
    # "The harbour of Velm, N.O." ends with the stop of its last word, not with that of a sentence.
    initials = bool(_INITIAL.search(words)) and count_words(words) <= 8 and not has_verb(words)
    return ((initials or not ends_sentence(words)) and words.rstrip()[-1:] not in ":,;"
            and count_words(words) <= _MAX_LABEL_WORDS and not is_list_line(words)
            and draft.kinds[index] == "body" and draft.blocks[index].tag in ("", "figcaption"))


def _fits_caption(draft: Draft, index: int) -> bool:
    words = draft.words(index)
    return not words[:1].islower() and count_words(words[:2_000]) <= _MAX_CAPTION_WORDS


def _mark_lone(draft: Draft, index: int) -> None:
    """A lone line without a full stop: it stays where it says something, else it is a label."""
    words = draft.words(index)
    if index >= draft.first_prose():
        return
    if (has_verb(words) and count_words(words) >= 6) or count_words(words) > 9:
        draft.kinds[index] = "standfirst"
    elif not words[:1].islower():
        draft.reasons[index] = "caption"


def name_parts(draft: Draft) -> None:
    """Name headings and lists among the blocks that stay."""
    first, last = draft.first_prose(), draft.last_prose()
    for index, block in enumerate(draft.blocks):
        if not draft.stays(index) or draft.kinds[index] != "body":
            continue
        words = draft.words(index)
        if block.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            draft.kinds[index] = "heading"
        elif block.tag == "li" or (is_list_line(words) and not is_prose(words)):
            draft.kinds[index] = "list"
        elif first < index < last and is_heading(words):
            draft.kinds[index] = "heading"


def is_heading(words: str) -> bool:
    """Tell a heading inside an article: a short line that ends like none.

    >>> is_heading("A year of storms"), is_heading("They were:")
    (True, False)
    """
    if count_words(words[:400]) > _MAX_HEADING_WORDS or words.rstrip()[-1:] in ":,;-–—":
        return False
    bare = words.strip(" “”\"'‘’")
    return bool(bare) and (bare[-1] not in ".…。" or bare.isupper())
