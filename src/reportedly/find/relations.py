"""What one figure is to the one before it: a part of a whole, the same sum in another measure, an alternative, the other
bound of one interval."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.find.counted import Counted
from reportedly.find.counting import counted_at, span_of, unit_of
from reportedly.find.page import Page
from reportedly.find.units import UnitIndex
from reportedly.terms.mention import QuantityMention

_SHARE = re.compile(r" of (?:the |its |their |those |these |his |her |our )?$", re.IGNORECASE)
_OUT_OF = re.compile(r" out of (?:the |its |their |those |an? )?(?:total |order )?(?:of )?$", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"^(?: (?:rounds|shells|rockets))?(?: of [^,.;\n]{1,30})?,? or (?:of )?$", re.IGNORECASE)
_AGAIN = re.compile(r"^[^.;\n\w]{0,2}(?:\(|, or |; or |, about |, or about |, some )$", re.IGNORECASE)
_MEASURES = ("money", "mass", "length")
_HEDGES = r"(?:perhaps|possibly|maybe|probably|even)"
_ONE_NUMBER = re.compile(rf",? (?:and|but|yet|or)(?: {_HEDGES})* ", re.IGNORECASE)
_REACHING = re.compile(
    rf"(?:,|,? or|,? but)(?: {_HEDGES})* (?:{_HEDGES} )*(?:up to|as (?:many|much) as) ", re.IGNORECASE
)
_HEDGED = re.compile(rf"{_HEDGES} ", re.IGNORECASE)
_NOT_SO = re.compile(r"(?:,? (?:and )?not|,? rather than|,? instead of)(?: (?:the|its|some|about))? ", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)


def related(page: Page, found: list[QuantityMention], units: UnitIndex) -> tuple[QuantityMention, ...]:
    """The mentions with what one says of the one before: parts of a whole, sums given again, alternatives; two bounds of
    one number are one mention."""
    out: list[QuantityMention] = []
    for mention in found:
        if out and (both := _between(page, units, out[-1], mention)) is not None:
            out[-1] = both
            continue
        if out:
            out[-1], mention = _pair(page, out[-1], mention, units)
        out.append(mention)
    return tuple(out)


def _pair(
    page: Page, one: QuantityMention, two: QuantityMention, units: UnitIndex
) -> tuple[QuantityMention, QuantityMention]:
    text, gap = page.text, page.text[one.end : two.start]
    unit_one, unit_two = one.quantity.unit, two.quantity.unit
    if one.counted is None and _SHARE.match(gap) and unit_one is None:
        quantity = replace(one.quantity, unit=unit_two if one.amount else None)
        return replace(one, quantity=quantity, counted=two.counted, share_of=(two.start, two.end)), two
    if _OUT_OF.match(gap) and one.amount and two.amount and (None in (unit_one, unit_two) or unit_one == unit_two):
        unit = unit_one or unit_two
        part = replace(one, counted=one.counted or two.counted, quantity=replace(one.quantity, unit=unit))
        return replace(part, share_of=(two.start, two.end)), replace(two, quantity=replace(two.quantity, unit=unit))
    measures = unit_one != unit_two and units.kinds.get(unit_one or "") in _MEASURES
    if measures and units.kinds.get(unit_one or "") == units.kinds.get(unit_two or "") and _AGAIN.match(gap):
        return one, replace(two, restates=(one.start, one.end))
    if _NOT_SO.fullmatch(text, one.end, two.start) and one.amount and None in (one.counted, two.counted):
        return _corrected(page, units, one, two)
    if _ALTERNATIVE.match(gap) and one.counted and two.counted:
        group = one.quantity.alternative_group or f"alternatives-{one.start}"
        return _grouped(one, group), _grouped(two, group)
    return one, two


def _grouped(mention: QuantityMention, group: str) -> QuantityMention:
    return replace(mention, quantity=replace(mention.quantity, alternative_group=group))


def _between(page: Page, units: UnitIndex, one: QuantityMention, two: QuantityMention) -> QuantityMention | None:
    """ "At least 12 but no more than 18 guns", "12, perhaps as many as 18": one number with a bound on either side."""
    low, high, text = one.quantity, two.quantity, page.text
    if low.low is None or high.high is None or high.low is not None or not low.low < high.high:
        return None
    from_to = low.high is None and _ONE_NUMBER.fullmatch(text, one.end, two.start)
    reaches = low.high in (None, low.low) and _REACHING.fullmatch(text, one.end, two.number[0])
    if reaches and one.counted is not None and not _HEDGED.search(text, one.end, two.number[0]):
        return None  # "in over 30 towns, up to 900 came"
    same = low.unit == high.unit or None in (low.unit, high.unit)
    if not ((from_to or reaches) and same and one.amount and two.amount) or (one.each or two.each):
        return None
    before = _BETWEEN.search(text, max(0, one.start - 9), one.start)
    start = one.start if before is None else before.start()
    counted, unit, end = two.counted or one.counted, high.unit or low.unit, two.end
    if counted is None and (behind := _behind_a_comma(page, units, end)) is not None:
        counted, unit = span_of(page.parse, behind), unit_of(page.parse, units, behind)[0]
        end = counted[1]
    quantity = replace(
        high, low=low.low, unit=unit, approximate=low.approximate and high.approximate, text=text[start:end]
    )
    number, added = (one.number[0], two.number[1]), one.additional or two.additional
    whole = replace(two, start=start, end=end, text=quantity.text, quantity=quantity)
    return replace(whole, number=number, counted=counted, additional=added)


def _corrected(
    page: Page, units: UnitIndex, one: QuantityMention, two: QuantityMention
) -> tuple[QuantityMention, QuantityMention]:
    """ "40, not 50, guns", "40 guns rather than 50": the first figure counts the noun, the second counts nothing."""
    counted, unit = two.counted, two.quantity.unit
    if one.counted is None and counted is None and (behind := _behind_a_comma(page, units, two.end)) is not None:
        counted, unit = span_of(page.parse, behind), unit_of(page.parse, units, behind)[0]
    if one.counted is None and counted is not None:
        one = replace(one, counted=counted, quantity=replace(one.quantity, unit=one.quantity.unit or unit))
    return one, replace(two, counted=None, amount=False)


def _behind_a_comma(page: Page, units: UnitIndex, end: int) -> Counted | None:
    """ "12, perhaps as many as 18, guns": the noun behind an insertion that ends with a comma."""
    if not page.text.startswith(", ", end):
        return None
    at = page.token_at(end + 2)
    counted = counted_at(page, units, end + 2, at)
    goes_on = counted is not None and page.parse[counted.head].dep_ not in ("nsubj", "nsubjpass")
    return counted if goes_on else None
