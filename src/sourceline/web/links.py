"""Where things stand: the addresses of pages, of words in an article, and of notes beside them.

In: ids and places. Out: addresses inside this site, and which addresses from outside may be links.
"""

from urllib.parse import quote, urlencode, urlsplit


def words_at(start: int, end: int) -> str:
    """Name a place in an article's page: the target of every cite.

    >>> words_at(10, 15)
    'c-10-15'
    """
    return f"c-{start}-{end}"


def cite_link(article: str, start: int, end: int) -> str:
    """Link to words in an article.

    >>> cite_link("a1", 10, 15)
    '/article/a1#c-10-15'
    """
    return f"/article/{quote(article, safe='')}#{words_at(start, end)}"


def exact_link(article: str, start: int, end: int) -> str:
    """Link to words that may carry no mark of their own: the page marks them because it is asked.

    >>> exact_link("a1", 10, 15)
    '/article/a1?at=10-15#c-10-15'
    """
    return f"/article/{quote(article, safe='')}?at={start}-{end}#{words_at(start, end)}"


def thing_link(page: str, name: str) -> str:
    """Link to the page of one thing.

    >>> thing_link("event", "e1")
    '/event/e1'
    """
    return f"/{page}/{quote(name, safe='')}"


def asked_for(page: str, **query: str) -> str:
    """Link to a list narrowed by what is not empty.

    >>> asked_for("/chronology", place="Velmar", kind="")
    '/chronology?place=Velmar'
    """
    said = urlencode({name: value for name, value in query.items() if value})
    return f"{page}?{said}" if said else page


def may_be_link(address: str) -> bool:
    """Tell whether an address from outside may be a link: http and https with a host, no more.

    >>> may_be_link("https://example.org/a"), may_be_link("javascript:alert(1)")
    (True, False)
    """
    if not address.isprintable() or any(letter.isspace() for letter in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
