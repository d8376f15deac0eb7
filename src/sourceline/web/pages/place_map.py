"""The map: where events took place, as far as it is known, drawn by the server."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Tally
from sourceline.store.ask_events import Wanted
from sourceline.store.ask_map import PlaceLine, ask_countries, ask_located
from sourceline.store.ask_overview import ask_event_kinds
from sourceline.text.visible import shorten, visible
from sourceline.web.asked import Asked
from sourceline.web.links import asked_for
from sourceline.web.mapping import Map, Spot, draw_map, radius_of
from sourceline.web.precision import Exactness, exactness
from sourceline.web.words import EXACT_WORDS, STATUSES, counted

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


class MapPage(Written, frozen=True, kw_only=True):
    """The places of the events wanted, those of most events first."""

    wanted: Wanted
    total: int
    located: int
    left_off: int
    sites: tuple[Site, ...]
    kinds: tuple[Tally, ...]
    countries: tuple[str, ...]

    def picture(self) -> Map | None:
        """Draw the sites."""
        return draw_map([Spot(site.latitude, site.longitude, site.event_count, site.name[:40])
                         for site in self.sites])

    def address_of(self, line: PlaceLine) -> str:
        """Where the events of one place stand."""
        wanted = self.wanted
        country = "" if line.place else line.country
        return asked_for("/chronology", place=line.place, country=country,
                         kind=wanted.kind, status=wanted.status, since=str(wanted.since or ""),
                         until=str(wanted.until or ""))

    def spec(self) -> dict[str, object]:
        """Write the sites down for a map one can move."""
        highest = max((site.event_count for site in self.sites), default=1)
        return {"things": [self._thing(number, site, highest)
                           for number, site in enumerate(self.sites, start=1)]}

    def _thing(self, number: int, site: Site, highest: int) -> dict[str, object]:
        name = shorten(visible(site.name), 80)
        alone = len(site.lines) == 1
        return {"name": shorten(name, 40), "latitude": site.latitude, "longitude": site.longitude,
                "radius": radius_of(site.event_count, highest),
                "wide": site.exact in ("state", "country"),
                "address": self.address_of(site.lines[0]) if alone else f"#at-{number}",
                "said": f"{name}: {counted(site.event_count, 'event')}; known to "
                        f"{EXACT_WORDS[site.exact]}"}

    def exact_sites(self) -> tuple[Site, ...]:
        """The sites that are towns or counties."""
        return tuple(site for site in self.sites if site.exact in ("place", "county"))

    def wide_sites(self) -> tuple[Site, ...]:
        """The sites that stand for a whole state or country."""
        return tuple(site for site in self.sites if site.exact in ("state", "country"))


def show(record: Connection, asked: Asked) -> MapPage:
    """Ask for the places of the events wanted."""
    wanted = Wanted(kind=asked.words("kind"), status=asked.choice("status", STATUSES),
                    country=asked.words("country"), since=asked.day("since"),
                    until=asked.day("until"))
    found = ask_located(record, wanted)
    return MapPage(
        wanted=wanted, total=found.total, located=found.located,
        left_off=found.place_count - len(found.places), sites=_sites(found.places),
        kinds=ask_event_kinds(record), countries=ask_countries(record))


def _sites(places: tuple[PlaceLine, ...]) -> tuple[Site, ...]:
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
