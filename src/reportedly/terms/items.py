"""The tree of item classes, as a value asked by class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.errors import DataError
from reportedly.terms.tables import ItemRow


def names_of(rows: Iterable[ItemRow]) -> frozenset[str]:
    """All names that some classes bear, in lower case."""
    return frozenset(name.lower() for row in rows for name in (*row.names, *row.proper))


def without(row: ItemRow, taken: frozenset[str]) -> ItemRow:
    """The class less the names, in lower case, that another one has taken; itself where none was."""
    if taken.isdisjoint(names_of([row])):
        return row
    names, proper = (tuple(n for n in given if n.lower() not in taken) for given in (row.names, row.proper))
    return replace(row, names=names, proper=proper)


class ItemTree:
    """Which class lies under which. Built once from the rows; raises DataError on an unknown parent or a ring."""

    def __init__(self, rows: Iterable[ItemRow]) -> None:
        self.rows = {row.item: row for row in rows}
        self._above: dict[str, tuple[str, ...]] = {}
        for item in self.rows:
            path: list[str] = []
            step: str | None = item
            while step is not None:
                if step in path or step not in self.rows:
                    raise DataError(f"items: {item!r} has no way up to a root (stopped at {step!r})")
                path.append(step)
                step = self.rows[step].parent
            self._above[item] = tuple(path)

    def __contains__(self, item: object) -> bool:
        return item in self.rows

    def path(self, item: str) -> tuple[str, ...]:
        """The class and all above it, itself first; only itself where the tree does not know it."""
        return self._above.get(item, (item,))

    def within(self, item: str, asked: str) -> bool:
        """Whether `item` is `asked` or lies below it."""
        return asked in self.path(item)

    def above(self, item: str, asked: str) -> bool:
        """Whether `item` is a true ancestor of `asked`: it may include what was asked for."""
        return item != asked and item in self.path(asked)
