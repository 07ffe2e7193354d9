"""keep.rolled: what is counted over all rows that stand, kept while rows come and go, and counts of a part of them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

import numpy as np

from reportedly.keep.coded import Mask, Rows
from reportedly.keep.held import Held


class Rolled:
    """Counts over all rows that stand: each made when it is first asked for, then brought forward by the rows that come
    and go.
    """

    def __init__(self, held: Held) -> None:
        self._held = held
        self._counts: dict[str, Rows] = {}
        self._combined: dict[tuple[str, ...], Counter[tuple[int, ...]]] = {}

    def counts(self, name: str) -> Rows:
        """How often each code of a column stands (see `Held.counts`)."""
        if name not in self._counts:
            self._counts[name] = self._held.counts(name, self._standing())
        return self._counts[name]

    def combined(self, *names: str) -> Counter[tuple[int, ...]]:
        """How often each combination of codes of columns stands (see `Held.combined`)."""
        if names not in self._combined:
            rows = np.flatnonzero(self._held.standing.filled)
            self._combined[names] = Counter(self._held.combined(rows, names))
        return self._combined[names]

    def size(self) -> int:
        """How many rows stand."""
        return int(self.counts("verdict").sum())

    def checked(self) -> int:
        """How many of them a person has checked."""
        unchecked = self._held.single["verdict"].values.get(None)
        return self.size() - (int(self.counts("verdict")[unchecked]) if unchecked is not None else 0)

    def bring(self, rows: Rows, sign: int) -> None:
        """Count rows in (1) or out (-1), while they stand."""
        rows = rows[self._held.standing.filled[rows]]
        for name, known in self._counts.items():
            more = self._held.counts(name, rows)
            size = max(len(known), len(more))
            self._counts[name] = _widened(known, size) + sign * _widened(more, size)
        for names, told in self._combined.items():
            for key, count in self._held.combined(rows, names).items():
                told[key] += sign * count
                if not told[key]:
                    del told[key]

    def _standing(self) -> Rows | None:
        standing = self._held.standing.filled
        return None if standing.all() else np.flatnonzero(standing)


class Part:
    """Some rows, and counts of them. mask: which; None: all that stand. Of more than half of what stands, the others are
    counted and taken away.
    """

    def __init__(self, held: Held, rolled: Rolled, mask: Mask | None, *, stands: bool = True) -> None:
        """stands: whether all of the rows stand."""
        self._held, self._rolled, self._mask, self._stands = held, rolled, mask, stands

    @property
    def mask(self) -> Mask:
        """The rows as a mask."""
        told: Mask = self._held.standing.filled if self._mask is None else self._mask
        return told

    @cached_property
    def size(self) -> int:
        """How many rows."""
        return self._rolled.size() if self._mask is None else int(np.count_nonzero(self._mask))

    @cached_property
    def checked(self) -> int:
        """How many of them a person has checked."""
        if self._mask is None:
            return self._rolled.checked()
        return int(np.count_nonzero(self._mask & ~self._held.verdict_is(None)))

    @cached_property
    def rows(self) -> Rows:
        """The rows, ascending."""
        return np.flatnonzero(self.mask)

    def counts(self, name: str) -> Rows:
        """How often each code of a column stands in them (see `Held.counts`)."""
        if self._mask is None:
            return self._rolled.counts(name)
        if self._rest is None:
            return self._held.counts(name, self.rows)
        whole = self._rolled.counts(name)
        return whole - _widened(self._held.counts(name, self._rest), len(whole))

    @cached_property
    def _rest(self) -> Rows | None:
        """The standing rows that are not among them, where those are fewer."""
        if not self._stands or 2 * self.size <= self._rolled.size():
            return None
        return np.flatnonzero(self._held.standing.filled & ~self.mask)


def _widened(counts: Rows, size: int) -> Rows:
    return counts if len(counts) >= size else np.concatenate((counts, np.zeros(size - len(counts), np.int64)))
