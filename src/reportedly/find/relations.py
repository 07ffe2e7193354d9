"""What one figure is to the one before it: a part of a whole, the same sum in another measure, an alternative."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.find.units import UnitIndex
from reportedly.terms.mention import QuantityMention

_SHARE = re.compile(r" of (?:the |its |their |those |these |his |her |our )?$", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"^(?: (?:rounds|shells|rockets))?(?: of [^,.;\n]{1,30})?,? or (?:of )?$", re.IGNORECASE)
_AGAIN = re.compile(r"^[^.;\n\w]{0,2}(?:\(|, or |; or |, about |, or about |, some )$", re.IGNORECASE)
_MEASURES = ("money", "mass", "length")


def related(text: str, found: list[QuantityMention], units: UnitIndex) -> tuple[QuantityMention, ...]:
    """The mentions with what one says of the one before: parts of a whole, sums given again, alternatives."""
    out: list[QuantityMention] = []
    for mention in found:
        if out:
            out[-1], mention = _pair(text, out[-1], mention, units)
        out.append(mention)
    return tuple(out)


def _pair(
    text: str, one: QuantityMention, two: QuantityMention, units: UnitIndex
) -> tuple[QuantityMention, QuantityMention]:
    gap = text[one.end : two.start]
    unit_one, unit_two = one.quantity.unit, two.quantity.unit
    if one.counted is None and _SHARE.match(gap) and unit_one is None:
        quantity = replace(one.quantity, unit=unit_two if one.amount else None)
        return replace(one, quantity=quantity, counted=two.counted, share_of=(two.start, two.end)), two
    measures = unit_one != unit_two and units.kinds.get(unit_one or "") in _MEASURES
    if measures and units.kinds.get(unit_one or "") == units.kinds.get(unit_two or "") and _AGAIN.match(gap):
        return one, replace(two, restates=(one.start, one.end))
    if _ALTERNATIVE.match(gap) and one.counted and two.counted:
        group = one.quantity.alternative_group or f"alternatives-{one.start}"
        return _grouped(one, group), _grouped(two, group)
    return one, two


def _grouped(mention: QuantityMention, group: str) -> QuantityMention:
    return replace(mention, quantity=replace(mention.quantity, alternative_group=group))
