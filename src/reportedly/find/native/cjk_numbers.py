"""Quantities of Korean and Japanese texts: every figure with its bounds, its counter and the goods it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportedly.find.bounds import Bound
from reportedly.find.native.cjk_bounds import Bounded, BoundWords
from reportedly.find.native.cjk_counters import Counter, Counters
from reportedly.find.native.cjk_figures import Figure, FigureReader, plain
from reportedly.find.native.cjk_goods import Goods, GoodsIndex
from reportedly.find.native.cjk_ranges import RangeReader
from reportedly.find.native.cjk_relations import related
from reportedly.find.timex import LETTERS
from reportedly.terms.mention import ItemMention, QuantityMention
from reportedly.terms.native import NativeRows
from reportedly.terms.quantity import Quantity, is_currency

_NO_AMOUNTS = frozenset((*LETTERS, "ordinal", "calibre", "magnitude"))
"""Units of what is no quantity of goods: lengths of time and dates, ages and ranks, bores."""
_MEASURES = frozenset({"time", "point", "degree Celsius", "kilometre per hour", "knot"})
"""Units of what no claim counts: multiples, marks, speeds."""
_PROPERTY = re.compile(r"\s?(?:급|짜리|級|型)")
_ADNOMINAL = re.compile(r"[는은한るい]$")
"""Bounds that stand before a noun as they are: "1만 명을 넘는", "300万発近い"."""
_FOLLOWS = re.compile(
    r"$|[^가-힣一-鿿々ァ-ヶA-Za-z0-9]|(?:의|을|를|이|가|은|는|도|만|과|와|에|으로|로|까지|부터|에서|씩|당)(?![가-힣]{2})"
)
"""What may stand after a figure without a counter: no noun that is not known, which might be anything."""


class CjkNumbers:
    """Reads the figures of one language. units: printed name of a unit → its code, "" for a counter that says nothing.
    item_units: class of item → what one of it is counted as."""

    def __init__(self, rows: NativeRows, units: Mapping[str, str], item_units: Mapping[str, str | None]) -> None:
        self._figures = FigureReader(rows.numbers)
        self._counters = Counters(units, rows.names, (w for r in rows.bounds if r.place == "after" for w in r.words))
        self._bounds = BoundWords(rows.bounds, self._figures.is_other_word, self._counters.closes)
        self._ranges = RangeReader(self._figures, self._counters)
        self._item_units = item_units

    def quantities(self, text: str, items: Sequence[ItemMention]) -> tuple[QuantityMention, ...]:
        """The quantities of a text in order. Dates, ages, ordinals, names of types, clock times, bores and lengths of time
        are none; nor is a bare figure before a noun that no row names."""
        page = plain(text)
        goods = GoodsIndex(page, items, self._item_units, self._counters)
        found: list[QuantityMention] = []
        past = 0
        for figure in self._figures.figures(page):
            if figure.start < past:
                continue
            whole = self._ranges.ranged(page, figure)
            mention = self._mention(text, page, whole, goods)
            past = max(whole.end, mention.end if mention else 0)
            found += [mention] if mention else []
        return related(page, found)

    def _mention(self, text: str, page: str, figure: Figure, goods: GoodsIndex) -> QuantityMention | None:
        mark = self._counters.mark_before(page, figure.start)
        start = mark.start if mark else figure.start
        near = self._bounds.after(page, self._bounds.before(page, Bounded(start, figure.end)))
        counter = self._counters.at(page, near.end) or mark
        if counter is not None and (counter.code in _NO_AMOUNTS or (figure.spelled and counter is mark)):
            return None
        if counter is not None and counter is not mark:
            near = self._bounds.after(page, near.up_to(counter.end))
        named = self._goods(page, near, counter, goods)
        if counter is None and not self._stands_alone(page, figure, near, named):
            return None
        if named is not None and named.span[1] <= near.start:
            near = self._before_goods(page, near, named)
        return _built(text, figure, near, (start, figure.end), counter, named, page)

    def _goods(self, page: str, near: Bounded, counter: Counter | None, goods: GoodsIndex) -> Goods | None:
        if counter is not None and is_currency(counter.code):
            return goods.bought((near.start, near.end), near.end)
        return goods.before(near.start) or goods.after(
            near.end, linked=counter is not None and not _ADNOMINAL.search(page, near.start, near.end)
        )

    def _stands_alone(self, page: str, figure: Figure, near: Bounded, named: Goods | None) -> bool:
        """Whether a figure without a counter is a quantity: its form or a bound shows it, and no unknown noun follows."""
        if figure.share or (figure.plain and named is not None):
            return True
        if not figure.plain and (near.bare or figure.spelled):
            return False
        return _FOLLOWS.match(page, near.end) is not None or self._is_next_word(page, near, figure)

    def _is_next_word(self, page: str, near: Bounded, figure: Figure) -> bool:
        """Whether the next word stands apart from the figure ("1만5000 규모")."""
        return figure.plain and page[near.end : near.end + 1] == " "

    def _before_goods(self, page: str, near: Bounded, named: Goods) -> Bounded:
        """With the bounds that stand before the goods ("추가로 병력 3천 명", "年間、砲弾20万発")."""
        outer = self._bounds.before(
            page, Bounded(named.span[0], near.end, near.side, near.approximate, near.additional)
        )
        if outer.start == named.span[0]:
            return near
        return Bounded(
            outer.start, near.end, outer.side, outer.approximate, outer.additional, near.per or outer.per,
            near.each or outer.each, bare=False,
        )  # fmt: skip


def _built(
    text: str,
    figure: Figure,
    near: Bounded,
    number: tuple[int, int],
    counter: Counter | None,
    named: Goods | None,
    page: str,
) -> QuantityMention:
    unit = _unit(counter, named)
    side = "point" if figure.ranged and near.side == "high" else near.side
    low, high = Bound(near.start, near.end, side).interval(figure.low, figure.high)
    words = text[near.start : near.end]
    about = near.approximate or figure.approximate
    quantity = Quantity(low, high, None if figure.share else unit, about, figure.vague, per=near.per, text=words)
    amount = not figure.share and unit not in _MEASURES and _PROPERTY.match(page, near.end) is None
    counted = named.span if named else None
    return QuantityMention(
        near.start, near.end, words, quantity, number, counted, near.additional, each=near.each, amount=amount
    )


def _unit(counter: Counter | None, named: Goods | None) -> str | None:
    """The unit of the counter, or that of the goods where the counter says nothing or gives way."""
    given = counter.code or None if counter else None
    if named is not None and named.unit is not None and (counter is None or counter.yields):
        return named.unit
    return given
