"""What parties, classes of item and units are called in print, and which class lies under which. Handed in as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.terms.party import state_of
from reportedly.terms.tables import ItemRow, PartyKind, Tables

_IRREGULAR = {"person": "people", "aircraft": "aircraft"}
_PAIR = re.compile(r"\b([A-Z]{2})–([A-Z]{2})\b")


@dataclass(frozen=True, slots=True)
class Names:
    """parties: code → name ("KP" → "North Korea"). items: class → plural noun. units: unit → (singular, plural).
    packs: units that count loads ("container"). parents: class → the class above it. kinds: code → whether a state, a body,
    a publisher … Whatever is missing is printed from its code, hyphens as spaces.
    """

    parties: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    packs: frozenset[str] = frozenset({"container"})
    parents: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, PartyKind] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Tables) -> Names:
        """The names in the data tables: the first of each row; of a class its own (`_noun`)."""
        units = {row.unit: (row.names[0], row.names[1]) for row in tables.units if len(row.names) > 1}
        return cls(
            parties={row.code: row.names[0] for row in tables.parties if row.names},
            items={row.item: _noun(row, units) for row in tables.items},
            units=units,
            packs=frozenset(row.unit for row in tables.units if row.pack),
            parents={row.item: row.parent for row in tables.items if row.parent},
            kinds={row.code: row.kind for row in tables.parties},
        )

    def party(self, code: str) -> str:
        """The name of a party; of a body without one, its state's name and the code's rest ("South Korea (MND)"); of joint
        origins ("KP + RU") each.
        """
        if " + " in code:
            return " and ".join(map(self.party, code.split(" + ")))
        if code in self.parties:
            return self.parties[code]
        state = state_of(code)
        if state != code and state in self.parties:
            return f"{self.parties[state]} ({code[len(state) + 1 :]})"
        return code

    def kind(self, code: str) -> PartyKind | None:
        """What sort of party a code stands for: a body where only its state or alliance has a row; None where unknown."""
        above = state_of(code)
        return self.kinds.get(code) or ("body" if above != code and above in self.kinds else None)

    def item(self, item: str) -> str:
        """A class of item as a noun."""
        return self.items.get(item, item.replace("-", " "))

    def unit(self, unit: str, number: float | None) -> str:
        """A unit as a noun that agrees with a number; of no number, the plural."""
        if unit in self.units:
            return self.units[unit][0 if number == 1 else 1]
        noun = unit.replace("-", " ")
        return noun if number == 1 else plural(noun)

    def within(self, item: str, above: str) -> bool:
        """Whether a class is another or lies below it."""
        step: str | None = item
        while step is not None and step != above:
            step = self.parents.get(step)
        return step == above

    def akin(self, one: str, other: str) -> bool:
        """Whether one of two classes may include the other."""
        return self.within(one, other) or self.within(other, one)

    def told(self, reason: str, codes: Iterable[str]) -> str:
        """A reason with these codes put into names, and pairs of states ("KR–US"), too."""
        longest_first = sorted(set(codes), key=lambda code: (-len(code), code))
        if longest_first:
            any_code = "|".join(map(re.escape, longest_first))
            reason = re.sub(rf"(?<![\w–-])(?:{any_code})(?![\w–-])", lambda found: self.party(found[0]), reason)
        return _PAIR.sub(lambda pair: "–".join(map(self.party, pair.groups())), reason)


def _noun(row: ItemRow, units: Mapping[str, tuple[str, str]]) -> str:
    """A class in print: its code where that is plural; else its first name, in the plural where that is what is counted. A
    first name that has no word of the code ("urea" of "fertiliser") is of one of several goods in the class, not its own.
    """
    code = row.item.replace("-", " ")
    first = row.names[0] if row.names else code
    if (
        row.parent is None
        or code.endswith("s")
        or not any(word in first.casefold() for word in code.casefold().split())
    ):
        return code
    if row.cls == "people" or (row.unit and first.split()[-1] == units.get(row.unit, (row.unit,))[0]):
        return plural(first)
    return first


def plural(noun: str) -> str:
    """The plural of a regular English noun; a noun in -s stays."""
    before, space, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        return f"{before}{space}{_IRREGULAR[last]}"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith(("s", "personnel", "police")) else f"{noun}s"
