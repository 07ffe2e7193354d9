"""Days: the cells of dates as periods. Which of day and month stands first is never guessed in silence."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.find.sheets.refusing import Refused
from reportedly.terms.period import Period
from reportedly.terms.sheet import Cell, DateOrder

_MONTHS = {name.casefold(): n for n in range(1, 13) for name in (calendar.month_name[n], calendar.month_abbr[n])}
_MONTHS |= {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_ISO = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d{2}:\d{2}.*)?")
_WORDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}[ -](?:of )?{_MONTH}(?:,? |-){_YEAR}",
        rf"(?P<day>\d{{1,2}})-{_MONTH}-(?P<short>\d{{2}})",
        rf"{_MONTH} (?P<day>\d{{1,2}}){_ORDINAL},? {_YEAR}",
        rf"(?:(?P<part>early|mid|late)[ -])?{_MONTH}(?:,? |-){_YEAR}",
        rf"(?P<number>0?[1-9]|1[0-2])[/.]{_YEAR}",
        rf"(?:Q(?P<quarter>[1-4])[ /-]?{_YEAR}|(?P<q>[1-4])Q[ /-]?(?P<y>(?:19|20)\d{{2}}))",
        rf"{_YEAR}[ /-]?Q(?P<quarter>[1-4])",
        rf"(?:H(?P<half>[12])[ /-]?{_YEAR}|(?P<h>[12])H[ /-]?(?P<y>(?:19|20)\d{{2}}))",
        rf"{_YEAR}[ /-]?H(?P<half>[12])",
        rf"(?:(?P<part>early|mid|late)[ -])?{_YEAR}",
    )
)
_SINCE = re.compile(r"(since|from|starting|after) (.+)", re.IGNORECASE)
_UNTIL = re.compile(r"(until|till|by|before|up to|as of|through) (.+)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:ca\.?|c\.|circa|approx\.?|about|around|~|in|on|during)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:–|—|\bto\b|\band\b|\buntil\b|\s-\s)\s*", re.IGNORECASE)
_FIRST, _LAST = 1900, 2100
_DAY = timedelta(days=1)

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class DayStyle:
    """In which order the numbers of a date stand. told: by a mapping; seen: by the cells of the column."""

    told: DateOrder | None = None
    seen: DateOrder | None = None

    @property
    def order(self) -> DateOrder | None:
        return self.told or self.seen


def day_style(cells: Iterable[str], told: DateOrder | None = None) -> DayStyle:
    """The style of a column: that of the cells that can be read in one order alone, where they agree."""
    orders: set[DateOrder] = set()
    for text in cells:
        for first, second, year in _NUMERIC.findall(text):
            if len(year) == 4 and int(first) != int(second):
                orders |= {"dmy"} if int(second) <= 12 < int(first) <= 31 else set()
                orders |= {"mdy"} if int(first) <= 12 < int(second) <= 31 else set()
    return DayStyle(told, orders.pop() if len(orders) == 1 else None)


def period(cell: Cell, style: DayStyle) -> Period | None:
    """The period of a cell with its words; None for an empty one. Raises Refused: `ambiguous-date`, `unclear-date`,
    `date-without-year`, `reversed-range`.
    """
    words = " ".join(cell.text.split())
    if not words:
        return None
    if cell.day is not None:
        return Period(cell.day, cell.day, words)
    text = _ABOUT.sub("", words)
    if since := _SINCE.fullmatch(text):
        first, last = _span(since[2], style)
        if since[1].lower() == "after":
            return Period(last + _DAY, None, words)
        if since[1].lower() != "from" or _one(since[2], style):
            return Period(first, None, words)
        text = since[2]
    if until := _UNTIL.fullmatch(text):
        first, last = _span(until[2], style)
        return Period(None, first - _DAY if until[1].lower() == "before" else last, words)
    text = re.sub("^between ", "", text, flags=re.IGNORECASE)
    first, last = _span(text, style)
    if first > last:
        raise Refused("reversed-range", f"it goes from {first} back to {last}")
    return Period(first, last, words)


def _span(text: str, style: DayStyle) -> Span:
    """The first and last day of what a text names, a range or one date."""
    if one := _one(text.strip(), style):
        return one
    parts = _BETWEEN.split(text.strip())
    if len(parts) == 1 and text.count("-") == 1:
        parts = text.split("-")
    if len(parts) == 2 and all(parts):
        last = _one(parts[1].strip(), style)
        first = last and (_one(parts[0].strip(), style) or _completed(parts[0].strip(), parts[1].strip(), style))
        if first and last:
            return first[0], last[1]
    if re.fullmatch(rf"(?:\d{{1,2}}{_ORDINAL} )?{_MONTH}(?: \d{{1,2}}{_ORDINAL})?", text.strip(), re.IGNORECASE):
        raise Refused("date-without-year", "it names no year")
    raise Refused("unclear-date", "it is no date")


def _completed(first: str, last: str, style: DayStyle) -> Span | None:
    """The start of a range that leaves out what its end says: “Aug” of “Aug–Oct 2023”, “13” of “13–15 Oct 2023”."""
    words = last.split()
    return next((found for n in range(1, len(words)) if (found := _one(" ".join([first, *words[n:]]), style))), None)


def _one(text: str, style: DayStyle) -> Span | None:
    """The days of a single date; None where it is none."""
    if iso := _ISO.fullmatch(text):
        if iso[3] is None:
            return _month(int(iso[1]), int(iso[2]))
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.fullmatch(text):
        return _numeric([int(part) for part in numeric.groups()], len(numeric[3]) == 2, style)
    for pattern in _WORDED:
        if found := pattern.fullmatch(text):
            return _worded({name: value for name, value in found.groupdict().items() if value})
    return None


def _worded(found: dict[str, str]) -> Span | None:
    year = 2000 + int(found["short"]) if "short" in found else int(found.get("year") or found["y"])
    if "quarter" in found or "q" in found:
        last = 3 * int(found.get("quarter") or found["q"])
        return _months(year, last - 2, last)
    if "half" in found or "h" in found:
        last = 6 * int(found.get("half") or found["h"])
        return _months(year, last - 5, last)
    month = _MONTHS[found["month"].casefold()] if "month" in found else int(found.get("number", 0))
    if "day" in found:
        return _day(year, month, int(found["day"]))
    return _month(year, month) if month else _months(year, 1, 12)


def _numeric(numbers: list[int], short: bool, style: DayStyle) -> Span | None:
    first, second, third = numbers
    if short:
        if style.told is None:
            raise Refused("ambiguous-date", "its year has two digits: write four, or set `date_order` in a mapping")
        year, month, day = {
            "dmy": (third, second, first),
            "mdy": (third, first, second),
            "ymd": (first, second, third),
        }[style.told]
        return _day(2000 + year, month, day)
    orders = [order for order in ("dmy", "mdy") if _exists(third, *_month_and_day(first, second, order))]
    if style.told:
        orders = [order for order in orders if order == style.told]
    if not orders:
        told = f" in the order {style.told}" if style.told else ""
        raise Refused("unclear-date", f"there is no such day{told}")
    if len(orders) == 2 and first != second:
        if style.seen is None:
            readings = "day and month may stand in either order: write the month in letters, or set `date_order`"
            raise Refused("ambiguous-date", f"{readings} in a mapping")
        orders = [style.seen]
    return _day(third, *_month_and_day(first, second, orders[0]))


def _month_and_day(first: int, second: int, order: str) -> tuple[int, int]:
    return (second, first) if order == "dmy" else (first, second)


def _exists(year: int, month: int, day: int) -> bool:
    return _FIRST <= year <= _LAST and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> Span:
    if not _exists(year, month, day):
        raise Refused("unclear-date", "there is no such day")
    return date(year, month, day), date(year, month, day)


def _month(year: int, month: int) -> Span:
    return _months(year, month, month)


def _months(year: int, first: int, last: int) -> Span:
    if not (_FIRST <= year <= _LAST and 1 <= first <= last <= 12):
        raise Refused("unclear-date", "there is no such month")
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
