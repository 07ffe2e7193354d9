"""The tree of item classes, as a value asked by class."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.errors import DataError
from reportedly.terms.tables import ItemRow


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
