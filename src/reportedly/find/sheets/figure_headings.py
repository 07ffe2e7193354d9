"""Figure headings: the unit, the multiple or the remark that the heading of a column of figures bears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportedly.find.sheets.goods import Goods, UnitFound
from reportedly.find.sheets.refusing import Refused
from reportedly.terms.sheet import SheetField, SheetWords

FIGURES: tuple[SheetField, ...] = ("quantity", "low", "high")
"""The fields whose cells are figures."""

_BRACKETED = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_BEHIND = re.compile(r"[,;/|:]|\s[-–—]\s|\bin\b", re.IGNORECASE)
_DAYS = re.compile(r"(?:(?:as of|as at|to|by|until|since|in) )?[\w .–-]*\b(?:19|20)\d\d", re.IGNORECASE)
_THOUSANDS = re.compile(r"[x×] ?1[ ,.']?000s?|['’]000s?|1[ ,.']?000s?", re.IGNORECASE)
_MILLIONS = re.compile(r"m|mil\.?|mio\.?|mln\.?", re.IGNORECASE)


class HeadingReader:
    """Reads what the headings of figures say of their cells."""

    def __init__(self, goods: Goods, words: SheetWords) -> None:
        self._goods = goods
        self._remarks = frozenset(words.remarks)
        self._names = {
            f: frozenset(w for row in words.columns if row.field == f for w in row.words if not self._is_unit(w))
            for f in FIGURES
        }
        self._known: dict[tuple[SheetField, str], UnitFound] = {}

    def unit(self, heading: str, field: SheetField) -> UnitFound:
        """The unit and the multiple in a heading: “Quantity (thousand tonnes)”. Raises Refused (`unclear-heading`) on
        words behind it that are neither, nor a remark that is known to change nothing.
        """
        if (field, heading) not in self._known:
            self._known[field, heading] = _together(heading, self._found(heading, field))
        return self._known[field, heading]

    def named(self, words: str) -> UnitFound:
        """The unit and the multiple that a mapping tells. Raises Refused."""
        return self._part(words.strip())

    def _found(self, heading: str, field: SheetField) -> Iterator[UnitFound]:
        main, *behind = _BEHIND.split(_BRACKETED.sub(" ", heading))
        inside = (part for words in _BRACKETED.findall(heading) for part in re.split(r"[,;|]", words))
        if found := self._main(main, field):
            yield found
        for part in (" ".join(part.split()) for part in (*behind, *inside)):
            if part and not self._is_remark(part, field):
                yield self._said(heading, part)

    def _said(self, heading: str, part: str) -> UnitFound:
        try:
            return self._part(part.removeprefix("in ").strip())
        except Refused as fault:
            message = f"“{part[:60]}” in the heading is no unit and no multiple"
            raise Refused("unclear-heading", f"{message}: say with [units] in a mapping what is counted") from fault

    def _is_remark(self, part: str, field: SheetField) -> bool:
        bare = " ".join(re.sub(r"[\W_]+", " ", part.casefold()).split())
        return not bare or bare in self._remarks or bare in self._names[field] or bool(_DAYS.fullmatch(part))

    def _is_unit(self, words: str) -> bool:
        try:
            return bool(self._goods.unit(words).unit)
        except Refused:
            return False

    def _part(self, words: str) -> UnitFound:
        if _MILLIONS.fullmatch(words):
            return UnitFound(None, 1_000_000)
        return UnitFound(None, 1000) if _THOUSANDS.fullmatch(words) else self._goods.unit(words)

    def _main(self, words: str, field: SheetField) -> UnitFound | None:
        """The unit before brackets: of “Containers”, “Number of containers”, “Tonnes delivered”; None without one."""
        text = " ".join(re.sub(r"[\W_]+", " ", words).split())
        left = text
        for name in sorted(self._names[field] - {text.casefold()}, key=len, reverse=True):
            left = re.sub(rf"\b{re.escape(name)}\b", " ", left, flags=re.IGNORECASE)
        left = " ".join(left.split()).removeprefix("of ")
        if text.casefold() in self._remarks:
            return None
        for each in dict.fromkeys(
            (text, left, *re.split(r"\b(?:ordered|delivered|sent|of)\b", text, flags=re.IGNORECASE))
        ):
            try:
                return self._goods.unit(each) if len(each.strip()) > 1 else None
            except Refused:
                continue
        return None


def _together(heading: str, found: Iterable[UnitFound]) -> UnitFound:
    """One unit and one multiple of several parts. Raises Refused where there are two."""
    parts = list(found)
    units = {part.unit for part in parts if part.unit}
    scales = [part.scale for part in parts if part.scale > 1]
    if len(units) > 1 or len(scales) > 1:
        raise Refused("unclear-heading", f"the heading “{heading[:60]}” names two units or two multiples")
    return UnitFound(units.pop() if units else None, scales[0] if scales else 1)
