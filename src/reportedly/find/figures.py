"""Figures: numerals with their currency marks, joined into ranges ("$3 to $5 billion", "between 3% and 5%")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.find.datelines import in_dateline
from reportedly.find.measures import named_unit
from reportedly.find.number_words import whole
from reportedly.find.numerals import Numeral
from reportedly.find.page import Page
from reportedly.find.units import UnitIndex
from reportedly.terms.quantity import Number
from reportedly.terms.tables import UnitRow

_SIGNS = "$€£¥₩₹₽₴₺₪₦₱฿₫"
_MARK = rf"(?:[A-Z]{{0,3}}[{_SIGNS}] ?|Rs\.? ?|~)?"
_JOINS = re.compile(rf"( ?(?:-|–|—) ?| to | or ){_MARK}(?=[0-9A-Za-z])")
_AND = re.compile(rf" and {_MARK}(?=[0-9A-Za-z])")
_BETWEEN = re.compile(rf"\b(between|from) {_MARK}$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|increase[ds]?|increasing|grew|grown|grow|growth|fell|fallen|falls?|drop(?:ped|s)?|cut|cuts|raised?|"
    r"up|down|revised|expand(?:ed)?|doubled|tripled|reduced|went|jump(?:ed|s)?|soared|climb(?:ed|s)?|swelled|gain(?:ed|s)?|"
    r"los[et]|slid|slipped|sank|added|lifted|lowered|declined?|surged?|plunged|tumbled|shrank|slashed|advanced|moved|"
    r"widened|narrowed|changed|dipped|edged|higher|lower)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\d+ ?[-–] ?\d+(?![\d,.]*\d)")
_AGAIN = re.compile(r" \((\d[\d,]{0,11})\)(?= )")
_DASHES = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Figure:
    """One numeral or range with its money mark: [start, end), low–high."""

    start: int
    end: int
    low: Number
    high: Number | None
    first: Numeral
    money: UnitRow | None
    vague: bool
    ranged: bool


def figures(page: Page, units: UnitIndex) -> Iterator[Figure]:
    """The figures of a text, left to right."""
    text, past = page.text, 0
    for numeral in units.numerals.read(text):
        if numeral.start < past:
            continue
        if _is_score(text, numeral):
            past = numeral.end + 5
            continue
        mark = units.mark_before(text, numeral.start)
        figure = Figure(
            mark[0] if mark else numeral.start, numeral.end, numeral.low, numeral.high, numeral,
            mark[1] if mark else None, numeral.vague, False,
        )  # fmt: skip
        figure = _ranged(page, units, _restated(text, figure))
        past = figure.end
        yield figure


def _restated(text: str, figure: Figure) -> Figure:
    """The figure with itself in digits behind it, as in official papers: "three (3)"."""
    again = _AGAIN.match(text, figure.end)
    same = again is not None and not figure.first.digits and int(again[1].replace(",", "")) == figure.low == figure.high
    return replace(figure, end=again.end()) if again is not None and same else figure


def before_range(text: str, start: int) -> int:
    """Where "between" or "from" begins before a range; the range's own start where neither stands there."""
    found = _BETWEEN.search(text[max(0, start - 9) : start])
    return start - len(found[0]) if found else start


def _is_score(text: str, numeral: Numeral) -> bool:
    """As in “3-2”, "555-0199": two bare figures with a dash that do not rise."""
    match = _SCORE.match(text, numeral.start)
    if match is None or not numeral.digits or "/" in numeral.digits:
        return False
    one, two = re.split(r" ?[-–] ?", match[0])
    return int(one) >= int(two)


def _ranged(page: Page, units: UnitIndex, figure: Figure) -> Figure:
    """The figure with the second end of its range, where it has one."""
    text = page.text
    if figure.first.part or figure.high is None:
        return figure
    between = _BETWEEN.search(text[max(0, figure.start - 16) : figure.start])
    word = between[1].lower() if between else ""
    joins = _AND if word == "between" else _JOINS
    changes = bool(_CHANGE.search(text[max(0, figure.start - 60) : figure.start]))
    join = joins.match(text, figure.end)
    if join is None:
        return figure if changes and word != "between" else _measured_twice(page, units, figure, joins)
    second = units.numerals.at(text, join.end())
    if second is None or second.high is None or second.part or (word == "from" and changes):
        return figure
    low = _shared(figure, second)
    if join[0].strip() in _DASHES and in_dateline(text, figure.start):
        return figure  # "KYIV, Nov 4 - Eleven thousand soldiers"
    linked = join[0].strip().rstrip(f"~{_SIGNS}").strip()
    if not low < second.high or (linked == "or" and second.high > 3 * low):
        return figure
    if linked in _DASHES and not figure.first.digits:
        return figure
    return replace(figure, end=second.end, low=low, high=second.high, vague=figure.vague or second.vague, ranged=True)


def _shared(figure: Figure, second: Numeral) -> Number:
    """The lower end, with the multiple of the upper one where it has none of its own: "3 to 5 million"."""
    if figure.first.scale != 1 or second.scale == 1 or figure.low >= 1000 or "," in figure.first.digits:
        return figure.low
    low = whole(figure.low * second.scale)
    return low if second.high is not None and low < second.high else figure.low


def _measured_twice(page: Page, units: UnitIndex, figure: Figure, joins: re.Pattern[str]) -> Figure:
    """A range whose unit stands at both ends: "3% to 5%"."""
    text = page.text
    named = named_unit(page, units, figure.end, figure.low)
    join = joins.match(text, named[0]) if named else None
    second = units.numerals.at(text, join.end()) if join else None
    if named is None or second is None or second.high is None or second.part or not figure.low < second.high:
        return figure
    again = named_unit(page, units, second.end, second.high)
    if again is None or again[1] is not named[1] or named[1].kind in ("time", "other"):
        return figure
    return replace(figure, end=second.end, high=second.high, vague=figure.vague or second.vague, ranged=True)
