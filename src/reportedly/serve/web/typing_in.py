"""What a form of fields sends, as assignments of `keep.corrections`: only what differs, names as codes."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.errors import UsageError
from reportedly.serve.asking import item, party
from reportedly.terms.tables import Tables

PARTIES = frozenset({"actor", "recipient", "origins", "compared"})
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
    return {name: coded(name, value, tables) for name, value in changed.items()}


def coded(name: str, value: str, tables: Tables) -> str:
    """A value with codes for names and classes for nouns."""
    if name in PARTIES and value:
        return ",".join(party(each, tables) for each in value.split(",") if each.strip())
    if name == "item" and value:
        try:
            return ",".join(item(each, tables) for each in value.split(",") if each.strip())
        except UsageError as error:
            raise UsageError(f"item: {error}") from error
    return value
