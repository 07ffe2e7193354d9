"""Rows of a watch.toml that say what to watch for. Which keys go with which kind stands in one table here."""

from __future__ import annotations

import re
from typing import get_args

from reportedly.errors import UsageError
from reportedly.serve import asking
from reportedly.serve.watching.given import Given
from reportedly.terms.flow import Counting
from reportedly.terms.tables import Tables
from reportedly.terms.watching import Indicator, IndicatorKind

_OF_FLOW = ("supplier", "recipient", "item")
_KEYS: dict[IndicatorKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "total-passes": (("supplier", "recipient", "item", "unit", "at_least"), ("level", "counting")),
    "new-supplier": (("recipient",), ("item",)),
    "new-item": ((), _OF_FLOW),
    "new-place": ((), _OF_FLOW),
    "new-vessel": ((), _OF_FLOW),
    "pace-grows": (("supplier", "recipient"), ("item", "unit", "factor")),
    "contradiction": ((), _OF_FLOW),
    "denial-overtaken": ((), _OF_FLOW),
    "regime-engaged": ((), (*_OF_FLOW, "regime")),
    "stronger-wording": ((), _OF_FLOW),
    "silence": (("days",), _OF_FLOW),
    "condition": (("claim",), ()),
}
"""Of each kind the keys that it needs and those that it takes besides. Of the flow at least one must be there."""
_UNITS = ("container", "person", "round", "tonne", "USD")
_CLAIM = re.compile(r"c-[0-9a-f]{16}")


def indicator_of(row: Given, name: str, tables: Tables) -> Indicator | None:
    """A measure to watch."""
    kind = row.kind(_KEYS, ("name", "channels"))
    if kind is None:
        return None
    needed, _ = _KEYS[kind]
    for key in needed:
        if key not in row.table:
            row.fault("missing-key", f"{key} is missing; {kind} needs {', '.join(needed)}")
    if kind != "condition" and not any(key in row.table for key in _OF_FLOW):
        row.fault("missing-key", f"{kind} needs at least one of supplier, recipient and item")
    usual = Indicator(name, kind)
    countings: tuple[Counting, ...] = get_args(Counting)
    return Indicator(
        name,
        kind,
        _party(row, "supplier", tables),
        _party(row, "recipient", tables),
        _item(row, tables),
        _unit(row, tables),
        row.number("at_least", None, 1, 1e15),
        row.whole("level", usual.level, 1, 20) or usual.level,
        row.one_of("counting", countings, usual.counting),
        row.number("factor", usual.factor, 1.01, 1000) or usual.factor,
        row.whole("days", None, 1, 3650),
        _regime(row, tables),
        _claim(row),
        row.words("channels"),
    )


def _party(row: Given, key: str, tables: Tables) -> str | None:
    given = row.text(key)
    if not given:
        return None
    code = asking.party(given, tables)
    if not asking.is_known(given, tables):
        meant = asking.near_parties(given, tables)
        row.fault(
            "unknown-party", f"{key}: {given!r} is no party known here and watched by that name{meant}", "warning"
        )
    return code


def _item(row: Given, tables: Tables) -> str | None:
    given = row.text("item")
    try:
        return asking.item(given, tables) if given else None
    except UsageError as fault:
        row.fault("unknown-class", f"item: {fault}")
        return None


def _unit(row: Given, tables: Tables) -> str | None:
    given = row.text("unit")
    known = {unit.unit for unit in tables.units}
    if given and given not in known:
        meant = asking.near_units(given, tables) or f"; it is a unit such as {', '.join(_UNITS)}"
        row.fault("bad-value", f"unit is {given!r}{meant}")
    return given or None


def _claim(row: Given) -> str | None:
    given = row.text("claim")
    if given and not _CLAIM.fullmatch(given):
        row.wrong("claim", "the whole id of a claim, such as c-0123456789abcdef")
    return given or None


def _regime(row: Given, tables: Tables) -> str | None:
    given = row.text("regime")
    known = [regime.regime for regime in tables.regimes]
    if given and given not in known:
        row.fault("unknown-regime", f"regime is {given!r}; it is the key of a row such as {', '.join(known[:3])}")
    return given or None
