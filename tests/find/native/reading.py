"""The readers of Korean and Japanese figures and days, built from the rows shipped, and the goods that a table of cases
names in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.find.native.cjk_numbers import CjkNumbers
from reportedly.find.native.cjk_times import CjkTimes
from reportedly.terms.mention import ItemMention
from shipped import shipped_rows, shipped_tables

HERE = Path(__file__).parent
LANGUAGES = ("ko", "ja")


@cache
def numbers(language: str) -> CjkNumbers:
    """The reader of a language's figures."""
    units = {name: row.key for row in shipped_rows(language).names if row.of == "unit" for name in row.names}
    return CjkNumbers(shipped_rows(language), units, {row.item: row.unit for row in shipped_tables().items})


def listed(name: str) -> dict[str, Any]:
    """A table of cases."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def goods_in(text: str, goods: Mapping[str, str]) -> tuple[ItemMention, ...]:
    """The goods named in a text, the longest words first."""
    words = "|".join(re.escape(word) for word in sorted(goods, key=len, reverse=True))
    return tuple(
        ItemMention(found.start(), found.end(), found[0], "weapon", goods[found[0]])
        for found in re.finditer(words or "(?!)", text)
    )


@cache
def times(language: str) -> CjkTimes:
    """The reader of a language's days."""
    return CjkTimes(shipped_rows(language))
