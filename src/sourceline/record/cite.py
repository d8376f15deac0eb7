"""The atom of the record: words at a place in a text, and the reason for a judgement.

In: nothing. Out: `Cite`, `Because`. It does not check a cite against a text; `check.py` does.
"""

from sourceline.record.base import Written


class Cite(Written, frozen=True, kw_only=True):
    """These words stand at this place in this article's text: `text[start:end] == words`.

    >>> Cite(article="a1", start=0, end=5, words="Votes")
    Cite(article='a1', start=0, end=5, words='Votes')

    Offsets count Unicode code points, half-open. `words` is never empty.
    """

    article: str
    start: int
    end: int
    words: str


class Because(Written, frozen=True, kw_only=True):
    """Why something stands in the record: rule or model, version, one sentence, cites looked at.

    >>> Because(rule="claims.direct", version="1", sentence="a quotation with a speech verb").rule
    'claims.direct'
    """

    rule: str
    version: str
    sentence: str
    score: float | None = None
    cites: tuple[Cite, ...] = ()


def cite(article: str, text: str, start: int, end: int) -> Cite:
    """Cite `text[start:end]`.

    >>> cite("a1", "Votes were counted.", 0, 5).words
    'Votes'

    Refuses: an empty or impossible span (`ValueError`), since no fact stands on no words.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}:{end} in article {article} of length {len(text)}")
    return Cite(article=article, start=start, end=end, words=text[start:end])
