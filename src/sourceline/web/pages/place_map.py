"""The map: where events took place, as far as it is known, drawn by the server."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Tally
from sourceline.store.ask_map import PlaceLine, ask_countries, ask_located
from sourceline.store.ask_overview import ask_event_kinds
from sourceline.store.find_events import Wanted
from sourceline.text.visible import shorten, visible
from sourceline.web.asked import Asked
from sourceline.web.basemap import read_land
from sourceline.web.links import asked_for
from sourceline.web.mapping import Map, Spot, draw_map, radius_of
from sourceline.web.sites import Site, sites_of
from sourceline.web.words import EXACT_WORDS, STATUSES, counted


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

    def has_outlines(self) -> bool:
        """Tell whether this build can draw coasts and borders."""
        return bool(read_land())

    def address_of(self, line: PlaceLine) -> str:
        """Where the events of one place stand."""
        wanted = self.wanted
        country = "" if line.place else line.country
        return asked_for("/chronology", place=line.place, country=country,
                         kind=wanted.kind, status=wanted.status, since=str(wanted.since or ""),
                         until=str(wanted.until or ""))

    def addresses(self) -> tuple[str, ...]:
        """Where each site leads: to its events, or to its line in the table."""
        return tuple(self.address_of(site.lines[0]) if len(site.lines) == 1 else f"#at-{number}"
                     for number, site in enumerate(self.sites, start=1))

    def spec(self) -> dict[str, object]:
        """Write the sites down for a map one can move."""
        highest = max((site.event_count for site in self.sites), default=1)
        return {"things": [_thing(site, address, highest) for site, address
                           in zip(self.sites, self.addresses(), strict=True)]}

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
        left_off=found.place_count - len(found.places), sites=sites_of(found.places),
        kinds=ask_event_kinds(record), countries=ask_countries(record))


def _thing(site: Site, address: str, highest: int) -> dict[str, object]:
    name = shorten(visible(site.name), 80)
    return {"name": shorten(name, 40), "latitude": site.latitude, "longitude": site.longitude,
            "radius": radius_of(site.event_count, highest), "address": address,
            "wide": site.exact in ("state", "country"),
            "said": f"{name}: {counted(site.event_count, 'event')}; known to "
                    f"{EXACT_WORDS[site.exact]}"}
