"""Lists of addresses: a text file, a feed, a sitemap.

In: words or bytes. Out: addresses of pages, and of further lists.
"""

import feedparser
from lxml import etree


def read_lines_of(words: str) -> list[str]:
    """Read a text file of addresses, one a line, # comments.

    >>> read_lines_of("https://a.example/1\\n# later\\n\\nhttps://a.example/2 # the reply")
    ['https://a.example/1', 'https://a.example/2']
    """
    lines = (line.split(" #")[0].strip() for line in words.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def read_list(content: bytes) -> tuple[list[str], list[str]]:
    """Give the pages and the further lists that a feed or sitemap names.

    >>> read_list(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>")
    (['https://a.example/1'], [])
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                             huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    kind = etree.QName(root).localname if root is not None and isinstance(root.tag, str) else ""
    if kind in ("urlset", "sitemapindex"):
        places = [(one.text or "").strip() for one in root.iter("{*}loc")]
        named = [place for place in places if place.startswith(("http://", "https://"))]
        return ([], named) if kind == "sitemapindex" else (named, [])
    feed = feedparser.parse(content, resolve_relative_uris=False, sanitize_html=False)
    return [str(one.link) for one in feed.entries if one.get("link")], []
