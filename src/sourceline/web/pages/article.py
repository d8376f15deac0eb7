"""The reader: one article with everything the record takes from its words."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask_articles import (
    Article,
    CandidateLine,
    ClaimMark,
    DescriptionMark,
    EventMark,
    FigureMark,
    MentionMark,
    RemovedLine,
    RoleMark,
    Stretch,
    TimeMark,
    ask_article,
    ask_candidates,
    ask_claim_marks,
    ask_description_marks,
    ask_event_marks,
    ask_figure_marks,
    ask_mention_marks,
    ask_parts,
    ask_removed,
    ask_role_marks,
    ask_sentences,
    ask_time_marks,
)
from sourceline.store.ask_sources import (
    CopyLine,
    VoiceLine,
    ask_copies_of_article,
    ask_voices_of_article,
)
from sourceline.store.ask_threads import DueLine, ask_due_of_article
from sourceline.web.asked import Asked


class ArticlePage(Written, frozen=True, kw_only=True):
    """An article, its marks, and what was left out of its text."""

    article: Article
    cited: Stretch | None
    parts: tuple[Stretch, ...]
    sentences: tuple[Stretch, ...]
    candidates: tuple[CandidateLine, ...]
    mentions: tuple[MentionMark, ...]
    events: tuple[EventMark, ...]
    roles: tuple[RoleMark, ...]
    claims: tuple[ClaimMark, ...]
    figures: tuple[FigureMark, ...]
    times: tuple[TimeMark, ...]
    descriptions: tuple[DescriptionMark, ...]
    due: tuple[DueLine, ...]
    copies: tuple[CopyLine, ...]
    voices: tuple[VoiceLine, ...]
    removed: tuple[RemovedLine, ...]

    def named(self) -> tuple[tuple[str, tuple[MentionMark, ...]], ...]:
        """The names of the article, those of one entity together, in order of first mention."""
        groups: dict[str, list[MentionMark]] = {}
        for mention in self.mentions:
            groups.setdefault(mention.entity or mention.mention, []).append(mention)
        return tuple((name, tuple(mentions)) for name, mentions in groups.items())

    def roles_of(self, event_mention: str) -> tuple[RoleMark, ...]:
        """Who took part, as one telling has it."""
        return tuple(role for role in self.roles if role.event_mention == event_mention)


def show(record: Connection, asked: Asked) -> ArticlePage | None:
    """Ask for one article and all its marks; None where there is no such article."""
    article = ask_article(record, asked.part("article"))
    if article is None:
        return None
    name = article.article
    at = asked.place("at")
    cited = at and at[0] < at[1] <= len(article.text)
    return ArticlePage(
        article=article, cited=Stretch(start=at[0], end=at[1], kind="cited") if at and cited
        else None, parts=ask_parts(record, name), sentences=ask_sentences(record, name),
        candidates=ask_candidates(record, name), mentions=ask_mention_marks(record, name),
        events=ask_event_marks(record, name), roles=ask_role_marks(record, name),
        claims=ask_claim_marks(record, name), figures=ask_figure_marks(record, name),
        times=ask_time_marks(record, name), descriptions=ask_description_marks(record, name),
        due=ask_due_of_article(record, name), copies=ask_copies_of_article(record, name),
        voices=ask_voices_of_article(record, name), removed=ask_removed(record, name))
