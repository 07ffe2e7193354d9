"""What the workbench stands on: a ledger with its index, the tables, and what is worked out from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from reportedly.keep.ledger import Clock
from reportedly.present.names import Names
from reportedly.serve import wiring
from reportedly.serve.settings import default_columns, default_ledger
from reportedly.serve.web.assessed import Assessed
from reportedly.serve.web.jobs import Jobs
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import Tables
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.snapshots import Snapshots
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger

T = TypeVar("T")


class Makers(Protocol):
    """Makes what costs time elsewhere (`workshop.Workshop`)."""

    def made(self, task: Callable[[Workbench], T], *, soon: bool = True) -> T:
        """What a task makes of a workbench."""
        ...

    def close(self) -> None:
        """End it."""
        ...


@dataclass(frozen=True)
class Workbench:
    """where: the ledger's path or url; lexicons: rows of the user's own over the shipped ones. workshop: makes pages of
    flows, None where they are made at once.
    """

    where: str
    ledger: SqlLedger
    catalogue: Catalogue
    tables: Tables
    lexicons: tuple[Path, ...] = ()
    clock: Clock = system_clock
    workshop: Makers | None = None
    names: Names = field(init=False)
    items: ItemTree = field(init=False)
    assessed: Assessed = field(init=False)
    jobs: Jobs = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names.of(self.tables))
        object.__setattr__(self, "items", self.catalogue.items)
        object.__setattr__(self, "assessed", Assessed(self.catalogue, self.tables))
        object.__setattr__(self, "jobs", Jobs(self.where, self.lexicons, self.clock))

    def close(self) -> None:
        """End what is being read, and let go of the ledger."""
        self.jobs.close()
        self.assessed.keeper.close()
        if self.workshop is not None:
            self.workshop.close()
        self.ledger.close()


def workbench(where: str | None = None, lexicons: tuple[Path, ...] = ()) -> Workbench:
    """The workbench over a ledger, made where there is none. Raises LedgerError, DataError."""
    place = str(where or default_ledger())
    tables = wiring.tables(lexicons)
    ledger = open_sql_ledger(place, system_clock)
    snapshots = Snapshots.in_folder(default_columns(), ledger.name)
    return Workbench(place, ledger, Catalogue(ledger, ItemTree(tables.items), snapshots), tables, lexicons)
