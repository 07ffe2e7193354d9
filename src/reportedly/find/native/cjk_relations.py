"""What one figure of a Korean or Japanese text is to the one before: a part of it, the same sum, an alternative."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import is_currency

_OF = re.compile(
    r"(?:[^.。\d]{0,24}[, 、](?:이|그|この|その)|[의の][^.。,、\d]{0,14}?|、)?"
    r"\s?(?:중에서|중|가운데|のうち|うち|の中の|中)[、, の]{0,2}(?:少なくとも)?"
)
"""Between a whole and its part: "1만 명 가운데 3천 명", 「1万人が渡り、このうち3千人」."""
_AGAIN = re.compile(r"\s?[(\[]\s?")
_OR = re.compile(r"[^.。\d\n]{0,12}(?:또는|혹은|내지|이나|あるいは|または|もしくは|か(?!ら))[、, ]{0,2}[^.。\n]{0,24}")


def related(text: str, found: list[QuantityMention]) -> tuple[QuantityMention, ...]:
    """The mentions, each with what it is to the one before it."""
    out: list[QuantityMention] = []
    for mention in found:
        if out:
            out[-1], mention = _pair(text, out[-1], mention)
        out.append(mention)
    return tuple(out)


def _pair(text: str, one: QuantityMention, two: QuantityMention) -> tuple[QuantityMention, QuantityMention]:
    gap, units = text[one.end : two.start], (one.quantity.unit, two.quantity.unit)
    if _OF.fullmatch(gap) and (units[1] is None or units[0] == units[1]):
        quantity = replace(two.quantity, unit=units[0] if two.amount else None)
        return one, replace(two, quantity=quantity, share_of=(one.start, one.end))
    if _AGAIN.fullmatch(gap) and units[0] != units[1] and all(map(is_currency, units)):
        return one, replace(two, restates=(one.start, one.end))
    if _OR.fullmatch(gap) and one.amount and two.amount and _alike(one, two):
        group = one.quantity.alternative_group or f"alternatives-{one.start}"
        return _grouped(one, group), _grouped(two, group)
    return one, two


def _alike(one: QuantityMention, two: QuantityMention) -> bool:
    """Whether both count goods, or both money: what "or" joins."""
    units = (one.quantity.unit, two.quantity.unit)
    return units[0] == units[1] or not any(map(is_currency, units))


def _grouped(mention: QuantityMention, group: str) -> QuantityMention:
    return replace(mention, quantity=replace(mention.quantity, alternative_group=group))
