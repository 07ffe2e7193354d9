"""Quantities: every figure of a text with its bounds, its unit and the noun it counts. Scope is decided by the claims."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from reportedly.find.bounds import Bound
from reportedly.find.counted import Counted, counted_noun
from reportedly.find.counting import are_goods, counted_at, is_of_set, span_of, unit_of
from reportedly.find.designations import is_designation
from reportedly.find.figures import Figure, before_range, figures
from reportedly.find.fractions import is_proportion
from reportedly.find.measures import is_name, named_unit, part_unit
from reportedly.find.named_goods import NO_GOODS, Goods
from reportedly.find.page import Page
from reportedly.find.rates import is_each, with_rate
from reportedly.find.relations import related
from reportedly.find.units import UnitIndex
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import Quantity
from reportedly.terms.tables import UnitRow

_STRONG = re.compile(r"[- ]strong\b|[- ](?:man|member|person|soldier|troop|people)\b(?= [a-z])", re.IGNORECASE)
_IN_GOODS = re.compile(r" (?:worth of|in) (?=[a-z])", re.IGNORECASE)
_AFTER_NOUN = re.compile(r",? (?:or (?:more|less|fewer|so)|at (?:least|most))\b(?! than\b)")
_PER_FIGURE = re.compile(r"\bper (?:every )?$", re.IGNORECASE)
_MINUS = re.compile(r"(?<!or )\bminus $|(?<=[ (])[-−]$", re.IGNORECASE)


def quantities(parse: Doc, units: UnitIndex, goods: Goods = NO_GOODS) -> tuple[QuantityMention, ...]:
    """The quantities of a parsed text in order. goods: the names in it that are counted whole. Dates, ages, ordinals, model
    and article numbers, clock times, calibres, durations and denominators ("per 100,000") are none; a noun that no row of
    `units` names is its own unit, singular and lower case."""
    page = Page.of(parse)
    found: list[QuantityMention] = []
    for figure in figures(page, units):
        if goods.holds(figure.start):
            continue  # "PzH 2000 howitzers"
        if (found and figure.first.digits and figure.start < found[-1].end) or _PER_FIGURE.search(
            page.text, max(0, figure.start - 12), figure.start
        ):
            continue
        mention = _mention(page, units, figure, goods)
        if mention is not None:
            found.append(mention)
    return related(page, found, units)


def _mention(page: Page, units: UnitIndex, figure: Figure, goods: Goods) -> QuantityMention | None:
    bound = _bound(page.text, units, figure)
    if figure.first.part:
        return _proportion(page, units, figure, bound)
    if figure.first.fold:
        return replace(_built(page, figure, bound, "time", None), amount=False)
    named = (figure.end, figure.money) if figure.money else named_unit(page, units, bound.end, figure.low)
    if named is None:
        return _counting(page, units, figure, bound, goods)
    if named[1].kind in ("time", "other") or is_name(page, figure.start, named[0], named[1]):
        return None
    return _measured(page, units, figure, named)


def _bound(text: str, units: UnitIndex, figure: Figure) -> Bound:
    bound = units.bounds.around(text, figure.start, figure.end)
    return replace(bound, start=before_range(text, bound.start)) if figure.ranged else bound


def _with_tail(text: str, units: UnitIndex, bound: Bound) -> Bound:
    """The bound with the words after its unit or noun: "$400 million or more"."""
    tail = units.bounds.around(text, bound.start, bound.end)
    if tail.end <= bound.end:
        return bound
    return replace(
        tail,
        side=bound.side if bound.side != "point" else tail.side,
        approximate=bound.approximate or tail.approximate,
        additional=bound.additional or tail.additional,
    )


def _proportion(page: Page, units: UnitIndex, figure: Figure, bound: Bound) -> QuantityMention | None:
    """A fraction or ratio: of a measure ("half a mile"), else without a unit."""
    words = page.text[figure.start : figure.end]
    named = part_unit(page, units, words, figure.end)
    if named is not None and named[1].kind in ("time", "other"):
        return None
    if named is not None:
        return _measured(page, units, figure, named)
    if not is_proportion(page.text, figure.start, figure.end):
        return None
    return replace(_built(page, figure, bound, None, None), amount=False)


def _measured(page: Page, units: UnitIndex, figure: Figure, named: tuple[int, UnitRow]) -> QuantityMention:
    """A figure with a unit of measure: money, mass, share, length. The goods after "in" or "worth of" are counted."""
    text, (end, row) = page.text, named
    if row.kind in ("share", "measure"):
        figure = _signed(text, figure, row)
    bound = _bound(text, units, figure)
    bound = replace(bound, end=max(bound.end, end))
    bound = _with_tail(text, units, bound)
    mention = _built(page, figure, bound, row.unit, _goods(page, row, bound.end))
    joined = text[figure.end : figure.end + 1] == "-" and row.kind != "money"
    return replace(mention, amount=not joined and row.kind != "measure")


def _goods(page: Page, row: UnitRow, end: int) -> Counted | None:
    """What a sum buys or a mass consists of."""
    goods: Counted | None = None
    if (link := _IN_GOODS.match(page.text, end)) and row.kind == "money":
        goods = counted_noun(page.parse, page.token_at(link.end()))
        if goods is not None and " in " in link[0] and not are_goods(page.parse, goods):
            goods = None
    elif row.kind == "mass" and page.text.startswith(" of ", end):
        goods = counted_noun(page.parse, page.token_at(end + 1))
    return goods


def _signed(text: str, figure: Figure, row: UnitRow) -> Figure:
    """The figure below zero where a minus stands before it."""
    minus = _MINUS.search(text[max(0, figure.start - 9) : figure.start])
    if (
        minus is None
        or figure.ranged
        or figure.high is None
        or not (row.kind == "share" or row.unit.startswith("degree"))
    ):
        return figure
    return replace(figure, start=figure.start - len(minus[0]), low=-figure.high, high=-figure.low)


def _counting(page: Page, units: UnitIndex, figure: Figure, bound: Bound, goods: Goods) -> QuantityMention | None:
    """A figure that counts a noun, or nothing that is named."""
    text = page.text
    if strong := _STRONG.match(text, bound.end):
        bound = replace(bound, end=strong.end())
        return _built(page, figure, bound, "person", counted_noun(page.parse, page.token_at(strong.end())))
    after = page.token_at(bound.end)
    if text[bound.end : bound.end + 1] == "-":
        after += 1
    counted = goods.whole(page, after, counted_at(page, units, bound.end, after))
    bounded = bound.start < figure.first.start and before_range(text, figure.start) != bound.start
    if is_designation(page, figure.first, bounded or bound.end > figure.end, counted):
        return None
    if bound.start == figure.start and is_of_set(page, figure, counted):
        return None
    unit = unit_of(page.parse, units, counted) if counted else None
    if unit is not None and unit[1] in ("time", "other"):
        return None
    noun_end = span_of(page.parse, counted)[1] if counted else bound.end
    if _AFTER_NOUN.match(text, noun_end):
        bound = _with_tail(text, units, replace(bound, end=max(bound.end, noun_end)))
    return _built(page, figure, bound, unit[0] if unit else None, counted)


def _built(page: Page, figure: Figure, bound: Bound, unit: str | None, counted: Counted | None) -> QuantityMention:
    text = page.text
    head = span_of(page.parse, counted) if counted else None
    end = max(bound.end, head[1]) if head else bound.end
    end, per = with_rate(text, end)
    low, high = bound.interval(figure.low, figure.high)
    quantity = Quantity(low, high, unit, bound.approximate, figure.vague, per=per, text=text[bound.start : end])
    each = is_each(text, bound.start, end)
    return QuantityMention(
        bound.start,
        end,
        text[bound.start : end],
        quantity,
        (figure.start, figure.end),
        head,
        bound.additional,
        each=each,
    )
