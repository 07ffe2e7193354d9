"""Measures: the unit named right after a figure ("25 *basis points*", "38*°C*", "half a *mile*")."""

from __future__ import annotations

import re

from reportedly.find.page import Page
from reportedly.find.units import UnitIndex
from reportedly.terms.quantity import Number
from reportedly.terms.tables import UnitRow

_RESOLUTION = re.compile(r"(?:360|480|720|1080|1440|2160)$")
_ATTACHED = re.compile(r" ?(?:°[ CF]?[CF]?|[A-Za-z]+/[A-Za-z]+)(?![A-Za-z])|%|‰|-?[A-Za-z]+")
_COUNTS = ("item", "person", "pack")
_AT_ONE = re.compile(r"\bat one ", re.IGNORECASE)
_COORDINATE = re.compile(r" (?:north|south|east|west|latitude|longitude)\b| ?[NSEW]\b")
_PART_LINK = re.compile(r"(?: of)? an? |-")
_BARE_LINK = re.compile(r" |-")
_CALIBRES = ("millimetre", "centimetre", "inch")
_CALIBRE_LEAD = re.compile(
    r"\b(?:rounds|shells|rockets|munitions|mortars?|guns|howitzers|ammunition|artillery|projectiles|cartridges|calibres?|"
    r"calibers?|caliber of|calibre of)[^.;\d]{0,12}(?:[\d.]+ ?-?mm(?:,| and| or|, and)? ?)*$",
    re.IGNORECASE,
)
_CALIBRE_NEXT = re.compile(r"[- ](?:and|or)[- ][\d.]+ ?-?mm\b|,? [\d.]+ ?-?mm\b|/[\d.]+")
_SPANS = re.compile(
    r"(?:[- ](?:thick|deep|long|wide|tall|high|of|in|from|above|below|across|apart|more|less|to|on|at|by|over|under|per|"
    r"each|between|during|and|or|since|within|after|before|away|off)\b|[^-\w ]|$|\n)"
)


def named_unit(page: Page, units: UnitIndex, end: int, number: Number) -> tuple[int, UnitRow] | None:
    """Where the unit of measure right after a figure ends, and its row."""
    if page.text.startswith(" second-hand", end):  # "12 second-hand trucks" take no time
        return None
    if (attached := _ATTACHED.match(page.text, end)) is not None:
        row = units.by_name.get(attached[0].strip(" -").lower())
        if row is not None and row.unit == "penny" and _RESOLUTION.search(page.text, max(0, end - 4), end):
            return None
        if attached[0][0].isalpha():
            return None if row is None or row.kind in _COUNTS else (attached.end(), row)
        if row is not None and row.kind not in _COUNTS and not attached[0].startswith("-"):
            return attached.end(), row
    return _spaced(page, units, end, number)


def part_unit(page: Page, units: UnitIndex, words: str, end: int) -> tuple[int, UnitRow] | None:
    """The unit of which a fraction is taken: "half *a mile*", "a quarter-*point*"."""
    text = page.text
    link = _PART_LINK.match(text, end)
    if link is None and words.lower().endswith(("half", "quarter")):
        link = _BARE_LINK.match(text, end)
    return None if link is None else _spaced(page, units, link.end(), 0)


def is_name(page: Page, start: int, end: int, row: UnitRow) -> bool:
    """Whether a measure names a thing or a place: "155 mm shells", "rounds of 122 mm", "38 degrees north"."""
    if row.unit in ("point", "time") and _AT_ONE.search(page.text, max(0, start - 4), end):
        return True
    if row.unit == "degree":
        return _COORDINATE.match(page.text, end) is not None
    if row.unit not in _CALIBRES:
        return False
    text = page.text
    if row.unit == "millimetre" and (
        _CALIBRE_LEAD.search(text[max(0, start - 60) : start]) or _CALIBRE_NEXT.match(text, end)
    ):
        return True
    if _SPANS.match(text, end):
        return False
    return row.unit == "millimetre" and page.parse[min(page.token_at(end), len(page.parse) - 1)].tag_[:2] in (
        "NN",
        "JJ",
        "HY",
    )


def _spaced(page: Page, units: UnitIndex, end: int, number: Number) -> tuple[int, UnitRow] | None:
    after = page.token_at(end)
    tokens = [t for t in page.parse[after : after + 8] if t.text != "-"][:5]
    if not tokens or "\n" in page.text[end : tokens[0].idx]:
        return None
    named = units.longest([t.text for t in tokens])
    if named is None or named[1].kind in _COUNTS or (named[0] == 1 and _is_lone_letter(tokens[0].text, named[1])):
        return None
    last = tokens[named[0] - 1]
    if last.lower_ == "of":
        last = page.parse[last.i - 1]
    if named[1].unit == "KRW" and last.tag_ in ("VBD", "VBN") and number < 1000:
        return None
    return last.idx + len(last), named[1]


def _is_lone_letter(word: str, row: UnitRow) -> bool:
    """Whether a letter apart from its figure is no unit there, as in "30 F", "12 M"."""
    return len(word) == 1 and word.isalpha() and (row.kind == "measure" or word not in row.names)
