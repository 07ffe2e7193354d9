"""What a correction changed, in a line: "quantity is now 40 shells; no stage now"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportedly.present.names import Names
from reportedly.present.words import period_words, quantity_words
from reportedly.terms.quantity import Quantity
from reportedly.terms.record import period_of

_PERIODS = ("happened", "said")


def changes_words(changes: Mapping[str, Any], names: Names, before: Mapping[str, Any] | None = None) -> str:
    """Fields of the claim record, each with its new JSON value, in words and in their order; '' of none.

    before: the record as it was, where each value is to be told with the one that it took the place of.
    """
    return "; ".join(
        (f"no {name} now" if value is None else f"{name} is now {_told(name, value, names)}")
        + ("" if (before or {}).get(name) is None else f", was {_told(name, (before or {})[name], names)}")
        for name, value in changes.items()
    )


def _told(name: str, value: Any, names: Names) -> str:
    if name == "quantity":
        scope = f", {value['scope']}" if value["scope"] else ""
        return quantity_words(Quantity(**value), names) + scope
    if name in _PERIODS:
        return period_words(period_of(value)) or "left open"
    return _plain(value)


def _plain(value: Any) -> str:
    """A value of the record: a list by its entries, of what has a name its name, of what is quoted its words."""
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "empty"
    if isinstance(value, Mapping):
        if "name" in value or "quote" in value:
            return str(value["name"]) if "name" in value else f"“{value['quote']}”"
        if "item" in value:
            return str(value["item"])
        return ", ".join(f"{part} {_spans(each)}" for part, each in value.items() if each not in (None, "")) or "empty"
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _spans(value: Any) -> str:
    """Of the words that a field was read from, where they stand: "120-131 and 140-142"."""
    if isinstance(value, list) and all(isinstance(one, list) for one in value):
        return " and ".join("-".join(map(str, one)) for one in value) or "none"
    return _plain(value)
