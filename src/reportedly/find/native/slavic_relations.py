"""What one figure is to the one before it in Russian and Ukrainian: part of a whole, the same sum again, an alternative."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reportedly.terms.mention import QuantityMention
from reportedly.terms.native import NativeNumberRow
from reportedly.terms.quantity import is_currency

_AGAIN = r"^[^.;\n\w]{0,2}\((?:[^\W\d_]+ )?$|^,? (?:%s) $"
_EACH_BEFORE = 40


class Relations:
    """How the figures of a text stand to one another. Built once from the rows."""

    def __init__(self, rows: Iterable[NativeNumberRow]) -> None:
        kept = tuple(rows)
        whole, either, each = (_listed(kept, role) for role in ("of", "or", "each"))
        self._share = re.compile(rf"^ (?:{whole}) (?:[^\W\d_]+(?:ых|их|тех|цих|тих) )?$", re.IGNORECASE)
        self._again = re.compile(_AGAIN % either, re.IGNORECASE)
        self._alternative = re.compile(rf"^(?: [^,.;\n]{{1,30}})?,? (?:{either}) $", re.IGNORECASE)
        self._each_after = re.compile(rf"^[^.;,\n\d]{{0,24}}?,? (?:{each})\b", re.IGNORECASE)
        self._each_before = re.compile(rf"\b(?:{each}) (?:[^\W\d_]+ ){{1,3}}$", re.IGNORECASE)

    def related(self, text: str, found: Iterable[QuantityMention]) -> tuple[QuantityMention, ...]:
        """The mentions with what one says of the one before."""
        out: list[QuantityMention] = []
        for mention in found:
            if out:
                out[-1], mention = self._pair(text, out[-1], mention)
            out.append(mention)
        return tuple(out)

    def is_each(self, text: str, start: int, end: int) -> bool:
        """Whether the figure at [start, end) holds for each of several."""
        lead = text[max(0, start - _EACH_BEFORE) : start]
        return bool(self._each_after.match(text[end : end + 40]) or self._each_before.search(lead))

    def _pair(
        self, text: str, one: QuantityMention, two: QuantityMention
    ) -> tuple[QuantityMention, QuantityMention]:
        gap = text[one.end : two.start]
        if one.counted is None and one.quantity.unit is None and self._share.match(gap):
            quantity = replace(one.quantity, unit=two.quantity.unit if one.amount else None)
            return replace(one, quantity=quantity, counted=two.counted, share_of=(two.start, two.end)), two
        units = one.quantity.unit, two.quantity.unit
        if units[0] != units[1] and is_currency(units[0]) and is_currency(units[1]) and self._again.match(gap):
            return one, replace(two, restates=(one.start, one.end))
        if self._alternative.match(gap) and one.counted and two.counted:
            group = one.quantity.alternative_group or f"alternatives-{one.start}"
            return _grouped(one, group), _grouped(two, group)
        return one, two


def _listed(rows: Iterable[NativeNumberRow], role: str) -> str:
    return "|".join(re.escape(word) for row in rows if row.role == role for word in row.words) or "(?!)"


def _grouped(mention: QuantityMention, group: str) -> QuantityMention:
    return replace(mention, quantity=replace(mention.quantity, alternative_group=group))
