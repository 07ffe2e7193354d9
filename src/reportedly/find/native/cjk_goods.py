"""The goods that a figure of Korean or Japanese counts: named before it ("포탄 300만 발"), or after it ("30門の榴弾砲")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.find.native.cjk_counters import Counters
from reportedly.terms.evidence import Span
from reportedly.terms.mention import ItemMention

_BETWEEN = re.compile(r"(?:\s?\([^()\n]{1,24}\))?(?:을|를|이|가|은|는|도|만|を|が|は|も|の)?[\s、,:]?$")
"""What may stand between goods and the figure that counts them: a gloss in brackets, a particle."""
_LINK = re.compile(r"(?:\s?(?:어치|상당|규모|분량)|相当|分|規模)?(?:의|の)\s?")
_WORTH = re.compile(r"\s?(?:어치|상당|규모|相当|分|規模)")
_KIND = re.compile(r"(?:[^\s\d、。,.()「」はがをにでへ]{0,10}|(?:[^\s、。,.()]{1,10}(?<![을를은는에서])\s){1,2})$")
"""What may stand between "의" or "の" and the goods: what kind they are ("30문의 152㎜ 곡사포", "31両の米国製戦車")."""
_FAR = 22


@dataclass(frozen=True, slots=True)
class Goods:
    """The span of the noun counted, and the unit that it is counted in; None where its class has none."""

    span: Span
    unit: str | None


class GoodsIndex:
    """The goods that one text names. A noun of a unit ("컨테이너") counts as they do, and rules what stands beside it."""

    def __init__(
        self, text: str, items: Sequence[ItemMention], units: Mapping[str, str | None], counters: Counters
    ) -> None:
        self._text, self._units, self._counters = text, units, counters
        self._by_end = {item.end: item for item in items}
        self._starts = sorted(items, key=lambda item: (item.start, -item.end))

    def before(self, start: int) -> Goods | None:
        """The goods named before a figure that begins here with its bounds."""
        for link in (_BETWEEN.search(self._text, max(0, start - 32), start), None):
            end = link.start() if link else start
            if noun := self._counters.noun_before(self._text, end):
                return Goods((noun.start, noun.end), noun.code)
            if (item := self._by_end.get(end)) is not None:
                return Goods((item.start, item.end), self._units.get(item.item))
        return None

    def after(self, end: int, linked: bool = True) -> Goods | None:
        """The goods named after a figure that ends here: with 의 or の, or where not linked, at once."""
        link = _LINK.match(self._text, end)
        if link is None and linked:
            return None
        start = link.end() if link else end + self._text.startswith(" ", end)
        if noun := self._counters.noun_at(self._text, start):
            return Goods((noun.start, noun.end), noun.code)
        near = (i for i in self._starts if start <= i.start <= start + _FAR * (link is not None))
        item = next((i for i in near if _KIND.fullmatch(self._text, start, i.start)), None)
        return Goods((item.start, item.end), self._units.get(item.item)) if item else None

    def bought(self, bounded: Span, end: int) -> Goods | None:
        """What a sum of money that stands at a span buys, where the words after it say that it is a price."""
        if goods := self.after(end):
            return goods
        return self.before(bounded[0]) if _WORTH.match(self._text, end) else None
