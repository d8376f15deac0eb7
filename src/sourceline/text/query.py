"""What a person types to search, turned into a full-text query that cannot fail.

In: words as typed: plain words, "phrases", beginnings with a star, -without, OR. Out: a query of
SQLite's FTS5 in which every word is quoted, so that no sign of its language reaches it unmeant.
"""

import re

from sourceline.errors import BadInput

MAX_TERMS = 24
# A phrase in straight or curly quotes, or a run without blanks; a minus before, a star after.
_TERM = re.compile(r'(?P<no>-)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»](?P<star>\*)?'
                   r'|(?P<word>[^\s"“”„«»]+))')
_LETTERS = re.compile(r"\w")


def full_text_query(said: str) -> str:
    """Turn typed words into an FTS5 query.

    >>> full_text_query('port strike* -police "at least 40"')
    '"port" AND "strike" * AND "at least 40" NOT "police"'
    >>> full_text_query("harbour OR port")
    '("harbour" OR "port")'

    Refuses: a quotation that is never closed, words that are only signs, nothing but words to
    leave out (`BadInput`, with what to write instead).
    """
    if len(re.findall(r'["“”„«»]', said)) % 2:
        raise BadInput("a quotation mark is opened and never closed",
                       remedy='write a phrase as "at least 40"')
    wanted: list[list[str]] = []
    without: list[str] = []
    joined = without_next = False
    for match in _TERM.finditer(said):
        if match["word"] == "OR":
            joined = bool(wanted)
            continue
        if match["word"] in ("AND", "NOT"):
            without_next = match["word"] == "NOT"
            continue
        term = _term(match)
        if match["no"] or without_next:
            without.append(term)
        elif joined:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        joined = without_next = False
    return _joined(wanted, without)


def _term(match: re.Match[str]) -> str:
    words = match["phrase"] if match["word"] is None else match["word"]
    star = bool(match["star"]) or words.endswith("*")
    words = words.rstrip("*")
    if not _LETTERS.search(words):
        raise BadInput(f"“{match.group().strip()}” has no letter or number to look for",
                       remedy="write words, or the beginning of one with a star: harb*")
    return '"' + words.replace('"', "") + '"' + (" *" if star else "")


def _joined(wanted: list[list[str]], without: list[str]) -> str:
    if not wanted:
        what = "nothing but words to leave out" if without else "no words"
        raise BadInput(f"there are {what} to look for", remedy="write at least one word to find")
    if sum(len(group) for group in wanted) + len(without) > MAX_TERMS:
        raise BadInput(f"a search may have up to {MAX_TERMS} words", remedy="leave some out")
    parts = [group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in wanted]
    query = " AND ".join(parts)
    return query + "".join(f" NOT {term}" for term in without)


def words_query(said: str) -> str:
    """Turn words typed into a filter into an FTS5 query: all of them, the last one a beginning.

    >>> words_query("harbour wor")
    '"harbour" AND "wor" *'

    Gives: "" where there is no letter or number to look for; it refuses nothing.
    """
    words = [word.replace('"', "") for word in said.split() if _LETTERS.search(word)]
    quoted = [f'"{word}"' for word in words[:MAX_TERMS]]
    return " AND ".join(quoted) + " *" if quoted else ""
