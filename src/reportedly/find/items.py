"""Item mentions: what might be sent, by the names in the tree of item classes, singular or plural."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from reportedly.find.gazetteer import Gazetteer
from reportedly.terms.mention import ItemMention
from reportedly.terms.tables import ItemRow

_PLAIN_FIGURE = re.compile(r"[a-z]+ \d+")
"""Common words before a number, which only look like a name: "at 4" is no AT-4."""
_COUNTED = re.compile(r"(?:^|[ (])[a-z0-9]+ [A-Z]$")
"""What stands before the name of a type that is a common word too: a word without a capital, and its own capital."""
_BEFORE = 24
_NO_GOODS = re.compile(r"think[- ]$")
"""Words before a name that make another thing of it: a think tank is no tank."""
_PHRASAL = re.compile(r"(?:gears? up|guns? down|shells? out|rifles? through|arms? (?:itself|themselves)|tanks? up)\b")
"""Verbs that look like goods: a country that gears up for winter."""
_RUNS_ON = re.compile(r"(?<=\d)[.,]\d")


class ItemNames:
    """The names of all item classes, compiled once."""

    def __init__(self, rows: Iterable[ItemRow]) -> None:
        rows = tuple(rows)
        self._proper = frozenset(name.lower() for row in rows for name in row.proper)
        self._names: Gazetteer[ItemRow] = Gazetteer((form, row) for row in rows for form in _forms_of(row))

    def find(self, text: str, low: str) -> tuple[ItemMention, ...]:
        """The items named in a text, in order, none inside another."""
        found = tuple(
            ItemMention(h.start, h.end, text[h.start : h.end], h.payloads[0].cls, h.payloads[0].item)
            for h in self._names.find(text, low)
            if not _PLAIN_FIGURE.fullmatch(text, h.start, h.end)
            and not _RUNS_ON.match(text, h.end)
            and not _PHRASAL.match(low, h.start)
            and not _NO_GOODS.search(low, max(0, h.start - _BEFORE), h.start)
            if low[h.start : h.end] not in self._proper or _COUNTED.search(text, max(0, h.start - _BEFORE), h.start + 1)
        )
        abbreviated = {
            (second.start, second.end) for first, second in pairwise(found) if _abbreviates(text, first, second)
        }
        return tuple(one for one in found if (one.start, one.end) not in abbreviated)


def _abbreviates(text: str, first: ItemMention, second: ItemMention) -> bool:
    """ "Main battle tanks (MBTs)" are named once: what stands in brackets is their abbreviation."""
    bracketed = text[first.end : second.start] == " (" and text[second.end : second.end + 1] == ")"
    return bracketed and first.item == second.item and second.text.removesuffix("s").isupper()


def _forms_of(row: ItemRow) -> Iterator[str]:
    yield from row.proper
    for name in row.names:
        yield name
        yield plural(name)


def plural(name: str) -> str:
    """The regular English plural of a name's last word."""
    if name.endswith(("s", "x", "ch", "sh", "z")):
        return name + "es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    if name.endswith(("torpedo", "cargo", "embargo", "hero")):
        return name + "es"
    if name.endswith("man"):
        return name[:-3] + "men"
    return name + "s"
