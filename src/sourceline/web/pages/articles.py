"""All articles, in the order of publication."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_articles import ArticleLine, ask_articles
from sourceline.store.ask_overview import OutletLine, ask_outlets
from sourceline.web.asked import Asked


class ArticlesPage(Written, frozen=True, kw_only=True):
    """One page of the list of articles."""

    outlet: str
    text: str
    page: Page
    total: int
    articles: tuple[ArticleLine, ...]
    outlets: tuple[OutletLine, ...]


def show(record: Connection, asked: Asked) -> ArticlesPage:
    """Ask for the articles wanted."""
    outlet, text, page = asked.words("outlet"), asked.words("text"), asked.page()
    total, articles = ask_articles(record, outlet, text, page)
    return ArticlesPage(outlet=outlet, text=text, page=page, total=total, articles=articles,
                        outlets=ask_outlets(record))
