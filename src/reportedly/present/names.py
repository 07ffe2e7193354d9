"""What parties, classes of item and units are called in print. Handed in, since names are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.terms.party import state_of
from reportedly.terms.tables import Tables

_IRREGULAR = {"person": "people", "aircraft": "aircraft"}


@dataclass(frozen=True, slots=True)
class Names:
    """parties: code → name ("KP" → "North Korea"). items: class → plural noun. units: unit → (singular, plural).
    packs: units that count loads ("container"). Whatever is missing is printed from its code, hyphens as spaces.
    """

    parties: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    packs: frozenset[str] = frozenset({"container"})

    @classmethod
    def of(cls, tables: Tables) -> Names:
        """The names in the data tables: the first of each row."""
        return cls(
            parties={row.code: row.names[0] for row in tables.parties if row.names},
            units={row.unit: (row.names[0], row.names[1]) for row in tables.units if len(row.names) > 1},
            packs=frozenset(row.unit for row in tables.units if row.pack),
        )

    def party(self, code: str) -> str:
        """The name of a party; of a body without one, its state's name and the code's rest ("South Korea (MND)")."""
        if code in self.parties:
            return self.parties[code]
        state = state_of(code)
        if state != code and state in self.parties:
            return f"{self.parties[state]} ({code[len(state) + 1 :]})"
        return code

    def item(self, item: str) -> str:
        """A class of item as a noun."""
        return self.items.get(item, item.replace("-", " "))

    def unit(self, unit: str, number: float | None) -> str:
        """A unit as a noun that agrees with a number; of no number, the plural."""
        if unit in self.units:
            return self.units[unit][0 if number == 1 else 1]
        noun = unit.replace("-", " ")
        return noun if number == 1 else plural(noun)


def plural(noun: str) -> str:
    """The plural of a regular English noun; a noun in -s stays."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    return noun if noun.endswith("s") else f"{noun}s"
