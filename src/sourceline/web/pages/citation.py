"""Citations to copy: of an article, of a claim, of an event with the sentences that tell it."""

from collections.abc import Sequence
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask_articles import ask_article
from sourceline.store.ask_claims import ask_claim
from sourceline.store.ask_events import MAX_TELLINGS, ask_event, ask_tellings
from sourceline.web.asked import Asked
from sourceline.web.citing import Quoted, Reference, cite_in
from sourceline.web.links import cite_link, thing_link


class CitationPage(Written, frozen=True, kw_only=True):
    """What is cited, where it stands for good, and the articles behind it."""

    label: str
    permalink: str
    references: tuple[Reference, ...]

    def text(self, form: str) -> str:
        """Give the citation in one of `citing.FORMATS`."""
        return cite_in(form, self.references)


def show_article(record: Connection, asked: Asked) -> CitationPage | None:
    """Cite one article, with the words at a place of it where `at` names one."""
    article = ask_article(record, asked.part("article"))
    if article is None:
        return None
    at = asked.place("at")
    words = article.text[slice(*at)] if at else ""
    quoted = (Quoted(start=at[0], end=at[0] + len(words), words=words),) if at and words else ()
    return CitationPage(
        label=article.title or "Untitled article", permalink=thing_link("article", article.article),
        references=_references(record, [(article.article, one) for one in quoted])
        or _references(record, [(article.article, None)]))


def show_event(record: Connection, asked: Asked) -> CitationPage | None:
    """Cite one event: every sentence that tells it, with its article."""
    event = ask_event(record, asked.part("event"))
    if event is None:
        return None
    return CitationPage(
        label=event.label, permalink=thing_link("event", event.event),
        references=_references(record, [
            (told.article, Quoted(start=told.sentence_start, end=told.sentence_end,
                                  words=told.sentence))
            for told in ask_tellings(record, [event.event], MAX_TELLINGS)]))


def show_claim(record: Connection, asked: Asked) -> CitationPage | None:
    """Cite one claim: its article with the words from speaker to content."""
    claim = ask_claim(record, asked.part("claim"))
    article = ask_article(record, claim.article) if claim else None
    if claim is None or article is None:
        return None
    quoted = Quoted(start=claim.start, end=claim.end, words=article.text[claim.start:claim.end])
    return CitationPage(label=claim.content_words,
                        permalink=cite_link(claim.article, claim.start, claim.end),
                        references=_references(record, [(claim.article, quoted)]))


def _references(record: Connection, cited: Sequence[tuple[str, Quoted | None]]
                ) -> tuple[Reference, ...]:
    """Give each article once, with all the words quoted from it."""
    by_article: dict[str, list[Quoted]] = {}
    for name, quoted in cited:
        known = by_article.setdefault(name, [])
        if quoted and quoted not in known:
            known.append(quoted)
    found = [(ask_article(record, name), tuple(quoted)) for name, quoted in by_article.items()]
    return tuple(Reference(
        article=one.article, title=one.title, outlet=one.outlet, byline=one.byline,
        address=one.address, language=one.language, sha256=one.sha256,
        published_from=one.published_from, published_to=one.published_to,
        published_precision=one.published_precision, crawl_date=one.crawl_date, quoted=quoted)
        for one, quoted in found if one)
