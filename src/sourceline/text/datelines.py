"""Datelines: the place, day and agency that open an article before its first sentence.

In: characters. Out: where the dateline at a place ends. It is no part of what anyone says.
"""

import re

# "PORT ELM, Ostmark, 3 May (Ostmark News Agency) — ", "(ONA) – ", "KELMAR: ": capitals or an
# agency in brackets, then a dash; a colon only after capitals alone.
_TOWN = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3}"
_REST = r"(?:[,/]? ?[\w.’'-]{1,20}){0,7}"
_AGENCY = r"\([^()\n]{2,40}\)"
_DATELINE = re.compile(
    rf"(?:{_TOWN}{_REST} ?(?:{_AGENCY})?|(?:[A-ZÀ-Þ][\w’'-]+,? ){{0,4}}{_AGENCY})"
    rf" ?[—–-]{{1,2}} ?(?=\S)|{_TOWN}: ")
# A title and a byline may stand before it; in the body "NATO — the alliance —" is no dateline.
_HEAD_CHARS = 600


def dateline_end(words: str, start: int) -> int:
    """Give where the dateline that begins at a place ends; `start` where there is none.

    >>> dateline_end("PORT ELM, Ostmark (Elm News) — The piers closed.", 0)
    31
    >>> dateline_end("The piers closed — again.", 0)
    0

    Takes: a place at the start of a line; anywhere else there is no dateline.
    """
    if start > _HEAD_CHARS or (start and words[start - 1] != "\n"):
        return start
    found = _DATELINE.match(words, start)
    return found.end() if found else start
