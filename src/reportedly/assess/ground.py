"""assess.ground: the declared rows on which claims are assessed, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.assess.states import mechanisms
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import ConversionRow, RegimeRow, SharingRow, Tables


@dataclass(frozen=True)
class Ground:
    """The tree of classes; who shares intelligence and who sits in which mechanism; regimes; declared conversions; codes of
    bodies, alliances and groups, which are no press; company → the state in which it has its seat.
    """

    items: ItemTree
    sharing: tuple[SharingRow, ...] = ()
    regimes: tuple[RegimeRow, ...] = ()
    conversions: tuple[ConversionRow, ...] = ()
    bodies: frozenset[str] = frozenset()
    seats: Mapping[str, str] = field(default_factory=dict)
    members: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "members", mechanisms(self.sharing))

    @classmethod
    def of(cls, tables: Tables) -> Ground:
        """The rows of the data tables that assessing needs."""
        bodies = frozenset(row.code for row in tables.parties if row.kind in ("body", "alliance", "group"))
        return cls(ItemTree(tables.items), tables.sharing, tables.regimes, tables.conversions, bodies, tables.seats)
