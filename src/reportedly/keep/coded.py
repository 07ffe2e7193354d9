"""keep.coded: columns of words as numbers: one value a row, or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from reportedly.keep.grown import Grown
from reportedly.keep.index import several

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Codes = NDArray[np.integer]

FEW = 4
"""Up to so many codes are compared one by one: a comparison costs less than looking up every row."""


class Values(dict[str | None, int]):
    """Value → code. One that is asked for by `[]` and not known gets the next code."""

    def __init__(self, values: Iterable[str | None] = ()) -> None:
        self.listed = list(values)
        super().__init__((value, code) for code, value in enumerate(self.listed))

    def __missing__(self, value: str | None) -> int:
        code = self[value] = len(self.listed)
        self.listed.append(value)
        return code

    def codes(self, values: Sequence[str | None]) -> Rows:
        """The codes of values, in their order."""
        return np.fromiter(map(self.__getitem__, values), np.int64, len(values))

    def fitting(self, fits: Callable[[str], bool]) -> list[int]:
        """The codes of the values that fit."""
        return [code for code, value in enumerate(self.listed) if value is not None and fits(value)]


class Single:
    """A column with one value a row, or none."""

    def __init__(self, codes: Grown, values: Iterable[str | None] = ()) -> None:
        self.codes, self.values = codes, Values(values)

    def extend(self, values: Sequence[str | None]) -> None:
        """Take in the values of the rows that follow."""
        codes = self.values.codes(values)
        if len(self.values) > np.iinfo(self.codes.filled.dtype).max:
            raise OverflowError(f"{len(self.values):,} values are more than the column has numbers for")
        self.codes.extend(codes)

    def counts(self, rows: Rows | None) -> Rows:
        """How often each code stands in some rows; None: in all."""
        codes = self.codes.filled
        return np.bincount(codes if rows is None else codes[rows], minlength=len(self.values))

    def having(self, codes: Sequence[int]) -> Mask:
        """The rows that have one of some codes."""
        return _among(self.codes.filled, codes, len(self.values))


class Multiple:
    """A column with several values a row, or none: the codes of all rows one after the other, whose rows they are, and
    where those of each row begin, with the end of the last. Where every row has one value, less is looked at.
    """

    def __init__(self, codes: Grown, rows: Grown, starts: Grown, values: Iterable[str | None] = ()) -> None:
        self.codes, self.rows, self.starts, self.values = codes, rows, starts, Values(values)
        if not len(starts):
            starts.extend([0])
        self._plain = bool((np.diff(starts.filled) == 1).all())

    def extend(self, joined: Sequence[str]) -> None:
        """Take in the values of the rows that follow, each row's joined (see `index.several`)."""
        known = Values()
        which = known.codes(joined)
        told = [[self.values[value] for value in several(words or "")] for words in known.listed]
        lengths = np.array([len(codes) for codes in told] or [0], np.int64)
        flat = np.fromiter(chain.from_iterable(told), np.int64)
        times = lengths[which]
        self._plain = self._plain and bool((times == 1).all())
        first, before = len(self.starts) - 1, len(self.codes)
        self.codes.extend(flat[spread((np.cumsum(lengths) - lengths)[which], times)])
        self.rows.extend(np.repeat(np.arange(first, first + len(which)), times))
        self.starts.extend(before + np.cumsum(times))

    def at(self, rows: Rows) -> tuple[Codes, Rows]:
        """The codes of some rows, of which any may come again, one after the other, and how many each has."""
        if self._plain:
            return self.codes.filled[rows], np.ones(len(rows), np.int64)
        starts = self.starts.filled
        begins = starts[rows]
        times = starts[rows + 1] - begins
        return self.codes.filled[spread(begins, times)], times

    def counts(self, rows: Rows | None) -> Rows:
        """How often each code stands in some rows; None: in all."""
        codes = self.codes.filled
        if rows is not None and 4 * len(rows) > len(self.starts) and not self._plain:
            chosen = np.zeros(len(self.starts), np.bool_)
            chosen[rows] = True
            # To pick by a mask of no order costs ten times what its places cost.
            codes = codes[np.flatnonzero(chosen[self.rows.filled])]
        elif rows is not None:
            codes, _ = self.at(rows)
        return np.bincount(codes, minlength=len(self.values))

    def having(self, codes: Sequence[int]) -> Mask:
        """The rows that have one of some codes."""
        mask = np.zeros(len(self.starts) - 1, np.bool_)
        mask[self.rows.filled[np.flatnonzero(_among(self.codes.filled, codes, len(self.values)))]] = True
        return mask


def spread(begins: Rows, times: Rows) -> Rows:
    """The places from each beginning on, so many of each."""
    ends = np.cumsum(times)
    places: Rows = np.repeat(begins - (ends - times), times)
    places += np.arange(len(places))
    return places


def _among(column: Codes, codes: Sequence[int], size: int) -> Mask:
    if len(codes) > FEW:
        fitting = np.zeros(size, np.bool_)
        fitting[codes] = True
        told: Mask = fitting[column]
        return told
    mask = np.zeros(len(column), np.bool_)
    for code in codes:
        mask |= column == code
    return mask
