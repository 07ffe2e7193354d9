"""Goods: the words of a cell as a class of item, or as a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportedly.find.number_words import scale_of
from reportedly.find.sheets.refusing import Refused
from reportedly.terms.claim import Item
from reportedly.terms.items import ItemTree
from reportedly.terms.near import nearest
from reportedly.terms.tables import ItemRow, UnitRow

_SCALES = re.compile(
    r"(?<![a-z])(?:thousands?|millions?|billions?|trillions?|mln|mn|bln|bn|tn|k|'000s?|000s?)(?![a-z])", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"^(\W+|[A-Z]{1,3}[$]|[A-Z]{3}) ?([mMkKbB])$")
WHOLE = ("item", "person", "pack")
"""Kinds of unit that count things without parts."""


@dataclass(frozen=True, slots=True)
class UnitFound:
    """unit: of the units table, None for the item's own; scale: the multiple that stands beside it ("USD bn")."""

    unit: str | None
    scale: int = 1


class Goods:
    """The classes of item and the units, by their words."""

    def __init__(self, items: Iterable[ItemRow], units: Iterable[UnitRow], pieces: Iterable[str] = ()) -> None:
        self._rows = tuple(items)
        self.tree = ItemTree(self._rows)
        self._pieces = frozenset(pieces)
        self._nearest: dict[str, str] = {}
        units = tuple(units)
        self.kinds = {row.unit: row.kind for row in units}
        self._exact = {row.unit: row.unit for row in self._rows if row.unit}
        self._exact |= {name: row.unit for row in reversed(units) for name in (*row.names, row.unit)}
        self._any_case = {name.casefold(): unit for name, unit in self._exact.items()}

    @cached_property
    def _names(self) -> dict[str, str]:
        nouns = {name.casefold(): row.item for row in reversed(self._rows) for name in (*row.proper, *row.names)}
        return nouns | {row.item.casefold(): row.item for row in self._rows}

    def items(self, cell: str) -> tuple[Item, ...]:
        """The classes of a cell with its words as labels; several are parted by semicolons. Raises Refused."""
        if whole := self.item_of(cell):
            return (Item(" ".join(cell.split()), whole),)
        parts = [" ".join(part.split()) for part in re.split(r"[;\n]", cell) if part.strip()]
        found = [(part, self.item_of(part)) for part in parts]
        unknown = next((part for part, item in found if item is None), None)
        if unknown is not None or not found:
            raise Refused(
                "unknown-item", f"“{(unknown or cell)[:60]}” is no class of item{self._near(unknown or cell)}"
            )
        return tuple(Item(part, item) for part, item in found if item)

    def item_of(self, words: str) -> str | None:
        """The class of some words, by its name in the tree or one of its nouns, in the singular or plural; of a load
        ("containers of munitions") that of what is in it.
        """
        named = next((self._names[form] for form in _forms(words) if form in self._names), None)
        return named or (self.item_of(words.split(" of ", 1)[1]) if self.pack_of(words) else None)

    def pack_of(self, words: str) -> str | None:
        """The unit of a load that some words begin with: "containers of munitions"."""
        load, of, _ = words.partition(" of ")
        unit = next((self._any_case[form] for form in _forms(load) if form in self._any_case), None) if of else None
        return unit if self.kinds.get(unit or "") == "pack" else None

    def unit_of(self, item: str) -> str | None:
        """What the items of a class are counted in: its own unit, or that of the nearest class above with one."""
        return next((row.unit for each in self.tree.path(item) if (row := self.tree.rows[each]).unit), None)

    def unit(self, words: str) -> UnitFound:
        """The unit that some words name, with the multiple beside it; none for "pcs". Raises Refused (`unknown-unit`)."""
        text = words.strip()
        scale = 1
        if short := _ABBREVIATED.match(text):
            scale, text = scale_of(short[2]), short[1].strip()
        else:
            for found in _SCALES.findall(text):
                scale *= 1000 if "000" in found else scale_of(found.rstrip("s").lower())
            text = _SCALES.sub(" ", text)
        text = " ".join(text.strip(" ()-/of").split()) if scale > 1 else text
        if not text or text.casefold() in self._pieces:
            return UnitFound(None, scale)
        known = self._exact.get(text) or next((self._any_case[f] for f in _forms(text) if f in self._any_case), None)
        item = None if known else self.item_of(text)
        known = known or (item and self.unit_of(item))
        if known is None:
            raise Refused("unknown-unit", f"“{words.strip()[:60]}” is no unit")
        return UnitFound(known, scale)

    def is_whole(self, unit: str | None) -> bool:
        """Whether what is counted in a unit has no parts."""
        return unit is not None and self.kinds.get(unit, "item") in WHOLE

    def _near(self, words: str) -> str:
        wanted = words.strip().casefold()[:60]
        if wanted not in self._nearest:  # thousands of names are compared; a sheet says the same word again and again
            near = nearest(wanted, self._names)
            self._nearest[wanted] = f"; did you mean {' or '.join(near)}?" if near else ""
        return self._nearest[wanted]


def _forms(words: str) -> Iterator[str]:
    """Some words as they may stand in a table: as they are, in the singular, with a hyphen, without what is in brackets."""
    whole = " ".join(words.split()).casefold().strip(" .")
    outside = " ".join(re.sub(r"\([^)]*\)", " ", whole).split())
    for text in dict.fromkeys((whole, outside)):
        yield from (text, text.replace(" ", "-"))
        for ending, stem in (("s", ""), ("ies", "y"), ("es", "")):
            if text.endswith(ending):
                one = text.removesuffix(ending) + stem
                yield from (one, one.replace(" ", "-"), one.replace("-", " "))
        # "rounds of ammunition": the first word bears the plural.
        first, of, rest = text.partition("s of ")
        if of:
            yield f"{first} of {rest}"
