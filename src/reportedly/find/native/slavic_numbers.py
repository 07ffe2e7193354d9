"""Figures in Russian and Ukrainian: every quantity of a text with its bounds, its unit and the goods that it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.find.bounds import Bound, BoundReader
from reportedly.find.native.slavic_figures import Figure, FigureReader
from reportedly.find.native.slavic_nouns import NAMES_ONE, Counted, Nouns, UnitNames
from reportedly.find.native.slavic_relations import Relations
from reportedly.find.native.slavic_times import SlavicTimes
from reportedly.find.native.slavic_words import Phrases, Words, folded
from reportedly.terms.mention import ItemMention, PeriodMention, QuantityMention
from reportedly.terms.native import NativeRows
from reportedly.terms.quantity import Quantity
from reportedly.terms.tables import BoundRow

_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"[012]?\d[.][0-5]\d")
_LATIN_NAME = re.compile(r"(?:^|[\s«(])[A-Z][A-Za-z-]*\s$")
_BETWEEN = 60


class SlavicNumbers:
    """Reads the quantities of texts in one language. units: printed name in any case → unit, "" for a counter that says
    nothing of what it counts; item_units: class of item → the unit that it is counted in."""

    def __init__(self, rows: NativeRows, units: Mapping[str, str], item_units: Mapping[str, str | None]) -> None:
        self._bounds = BoundReader.of(
            BoundRow(words, row.bound, row.approximate, row.place, "") for row in rows.bounds for words in row.words
        )
        self._figures = FigureReader(rows.numbers, self._bounds)
        self._units, self._item_units = UnitNames(units), item_units
        self._times, self._relations = SlavicTimes(rows), Relations(rows.numbers)
        labels = [w for row in rows.numbers if row.role == "label" for w in row.words]
        self._labels = frozenset(folded(w).rstrip(".") for w in labels)
        timed = [(w, row.means) for row in rows.times for w in row.words]
        self._rates = Phrases((w, m.split()[1]) for w, m in timed if m.startswith("every "))
        self._lengths = frozenset(folded(w).rstrip(".") for w, m in timed if m.startswith("unit "))
        self._dotted = self._figures.numerals.dotted | self._units.dotted

    def quantities(self, text: str, items: Sequence[ItemMention]) -> tuple[QuantityMention, ...]:
        """The quantities of a text in order. Dates, ages, ordinals, model and article numbers, clock times, calibres and
        durations are none. items: the goods named in it; one directly after a figure or its counter is what it counts."""
        words = Words.of(text, self._dotted)
        nouns = Nouns(words, self._units, items, self._item_units)
        past = _days(self._times.periods(text, None))
        found: list[QuantityMention] = []
        for figure in self._figures.read(words):
            if not any(start < figure.end and figure.start < end for start, end in past):
                mention = self._mention(words, nouns, figure)
                if mention is not None and not (found and mention.number[0] < found[-1].number[1]):
                    found.append(mention)
        return self._relations.related(text, found)

    def _mention(self, words: Words, nouns: Nouns, figure: Figure) -> QuantityMention | None:
        text = words.text
        money = self._units.before(text, figure.start)
        figure = replace(figure, start=money[0], lead=min(money[0], figure.lead)) if money else figure
        bound = self._bound(text, figure)
        counted = Counted(bound.end, money[1], known=True) if money else nouns.counted(bound.end)
        if self._names_one_thing(words, figure, bound, counted):
            return None
        if counted.unit is None and counted.known and counted.noun is None:
            counted = self._told_before(nouns, bound.start, counted)
        bound = self._with_tail(text, bound, counted.end)
        return self._built(words, figure, bound, counted)

    def _bound(self, text: str, figure: Figure) -> Bound:
        if figure.told:
            return Bound(figure.start, figure.end)
        bound = self._bounds.around(text, figure.lead, figure.end)
        return replace(bound, approximate=bound.approximate or figure.approximate)

    def _with_tail(self, text: str, bound: Bound, end: int) -> Bound:
        """The bound with the words after the unit or noun: "400 млн долларов и более"."""
        end = max(bound.end, end)
        tail = self._bounds.around(text, end, end)
        if tail.end <= end:
            return replace(bound, end=end)
        side = bound.side if bound.side != "point" else tail.side
        return replace(bound, end=tail.end, side=side, approximate=bound.approximate or tail.approximate)

    def _told_before(self, nouns: Nouns, start: int, counted: Counted) -> Counted:
        """A bare counter whose goods stand before the figure ("снарядов — 500 штук")."""
        item = nouns.goods_before(start)
        if item is None:
            return counted
        return replace(counted, unit=self._item_units.get(item.item), noun=(item.start, item.end))

    def _names_one_thing(self, words: Words, figure: Figure, bound: Bound, counted: Counted) -> bool:
        """Whether the figure is no amount: part of a name, a year, an hour, a length of time."""
        text = words.text
        if counted.unit in NAMES_ONE or words.key(figure.last) in self._lengths:
            return True
        if words.joined(figure.first) and words.key(figure.first - 1) in self._labels:
            return not counted.known
        if text[: figure.start].rstrip().endswith("№"):
            return True
        if figure.counts and not counted.known:
            return True
        bounded = bound.start < figure.lead or bound.end > figure.end
        alone = not (counted.known or bounded or figure.ranged) and figure.digits == text[figure.start : figure.end]
        named = _LATIN_NAME.search(text[max(0, figure.start - 24) : figure.start]) is not None
        return alone and bool(_YEAR.fullmatch(figure.digits) or _CLOCK.fullmatch(figure.digits) or named)

    def _built(self, words: Words, figure: Figure, bound: Bound, counted: Counted) -> QuantityMention:
        text, start = words.text, min(bound.start, counted.noun[0] if counted.noun else bound.start)
        end, per = self._with_rate(words, bound.end)
        low, high = bound.interval(figure.low, figure.high)
        unit, number = counted.unit, (figure.start, figure.end)
        said = text[start:end]
        quantity = Quantity(low, high, unit, bound.approximate, figure.vague, per=per, text=said)
        part = figure.part and unit is None
        noun = None if part else counted.noun
        each = self._relations.is_each(text, start, end)
        return QuantityMention(
            start, end, said, quantity, number, noun, bound.additional, each=each, amount=not part and unit != "time"
        )

    def _with_rate(self, words: Words, end: int) -> tuple[int, str | None]:
        """Where a figure that ends here ends with its period, and that period."""
        i = next((k for k, word in enumerate(words.words) if word.start >= end), None)
        if i is None or not words.spaced(end, words.words[i].start):
            return end, None
        rate = self._rates.at(words, i)
        return (words.words[rate[1] - 1].end, rate[0]) if rate else (end, None)


def _days(periods: Sequence[PeriodMention]) -> list[tuple[int, int]]:
    """The spans of days and lengths; rates ("в месяц") hold no figure of their own."""
    return [(period.start, period.end) for period in periods if period.timex_type != "SET"]
