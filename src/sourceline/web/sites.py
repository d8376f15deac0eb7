"""Places as a map shows them: those at one point, and as exactly known, are one site.

In: places with counts of events. Out: frozen sites, those of most events first.
"""

from sourceline.record.base import Written
from sourceline.store.ask_map import PlaceLine
from sourceline.web.precision import Exactness, exactness

_TOGETHER_DIGITS = 2


class Site(Written, frozen=True, kw_only=True):
    """The places at one point and of one exactness: one circle."""

    exact: Exactness
    latitude: float
    longitude: float
    country: str
    event_count: int
    lines: tuple[PlaceLine, ...]

    @property
    def name(self) -> str:
        """The name most events use."""
        return self.lines[0].place or self.country


def sites_of(places: tuple[PlaceLine, ...]) -> tuple[Site, ...]:
    """Put places at one point, and as exactly known, together; those of most events first."""
    groups: dict[tuple[float, float, str, Exactness], list[PlaceLine]] = {}
    for line in places:
        exact = exactness(line.place, line.country, line.latitude, line.longitude)
        point = (round(line.latitude, _TOGETHER_DIGITS), round(line.longitude, _TOGETHER_DIGITS),
                 line.country, exact)
        groups.setdefault(point, []).append(line)
    sites = [Site(exact=exact, latitude=latitude, longitude=longitude, country=country,
                  event_count=sum(line.event_count for line in lines), lines=tuple(lines))
             for (latitude, longitude, country, exact), lines in groups.items()]
    return tuple(sorted(sites, key=lambda site: (-site.event_count, site.country, site.name)))
