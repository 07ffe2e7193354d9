"""The readers of Russian and Ukrainian with their own rows, built once, and the goods that cases name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.find.native.slavic_numbers import SlavicNumbers
from reportedly.find.native.slavic_times import SlavicTimes
from reportedly.terms.mention import ItemMention, QuantityMention
from shipped import shipped_rows, shipped_tables

LANGUAGES = ("ru", "uk")
GOODS = (
    (r"артиллерийск\w+ снаряд\w*|артилерійськ\w+ снаряд\w*", "artillery-shell"),
    (r"снаряд\w*", "artillery-shell"),
    (r"боеприпас\w*|боєприпас\w*", "munitions"),
    (r"баллистическ\w+ ракет\w*|балістичн\w+ ракет\w*", "ballistic-missile"),
    (r"ракет\w*", "missile"),
    (r"танк\w*", "tank"),
    (r"дрон\w*|беспилотник\w*|безпілотник\w*|бпла\b", "drone"),
    (r"кораб\w*|судн\w*|суд[оае]\w*", "ship"),
    (r"бронетехник\w*|бронетехнік\w*|бронетранспорт[её]р\w*", "armoured-vehicle"),
    (r"нефтепродукт\w*|нафтопродукт\w*", "energy"),
    (r"гаубиц\w*", "howitzer"),
    (r"северокорейск\w+ военнослужащ\w+|північнокорейськ\w+ військов\w+", "soldiers"),
)
"""Goods that cases name, with their classes: a stand-in for the reader of names."""


@cache
def numbers(language: str) -> SlavicNumbers:
    """The reader of figures."""
    units = {name: row.key for row in shipped_rows(language).names if row.of == "unit" for name in row.names}
    return SlavicNumbers(shipped_rows(language), units, {row.item: row.unit for row in shipped_tables().items})


@cache
def times(language: str) -> SlavicTimes:
    """The reader of days."""
    return SlavicTimes(shipped_rows(language))


def cases(kind: str, language: str) -> list[dict[str, Any]]:
    """The cases of figures or days of a language."""
    path = Path(__file__).parent / f"{kind}_{language}.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found


def goods(text: str) -> list[ItemMention]:
    """The goods named in a text of a case."""
    found: list[ItemMention] = []
    for pattern, item in GOODS:
        for match in re.finditer(rf"\b(?:{pattern})", text, re.IGNORECASE):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                found.append(ItemMention(match.start(), match.end(), match[0], "weapon", item))
    return found


def found_in(language: str, text: str) -> tuple[QuantityMention, ...]:
    """The quantities of a text."""
    return numbers(language).quantities(text, goods(text))
