"""What a form of fields sends, as assignments of `keep.corrections`: only what differs, names as codes."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.serve.asking import coded
from reportedly.terms.tables import Tables

WHOLES = {
    "quantity": ("quantity.low", "quantity.high", "quantity.unit", "quantity.text"),
    "happened": ("happened.start", "happened.end", "happened.text"),
    "said": ("said.start", "said.end", "said.text"),
    "basis": ("basis.type", "basis.text"),
}
"""The parts of a field that is absent where all of them are empty."""


def assigned(form: Mapping[str, str], before: Mapping[str, str], tables: Tables) -> dict[str, str]:
    """The fields that a form changes. before: what it would have sent unchanged. Raises UsageError on an unknown class."""
    given = {name: value.strip() for name, value in form.items() if name in before}
    changed = {name: value for name, value in given.items() if value != before[name]}
    for whole, parts in WHOLES.items():
        if any(part in changed for part in parts) and not any(given.get(part) for part in parts):
            changed = {name: value for name, value in changed.items() if not name.startswith(f"{whole}.")}
            changed[whole] = "none"
    return coded(changed, tables)
