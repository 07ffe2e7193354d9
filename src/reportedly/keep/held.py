"""keep.held: the rows of an index as columns of numbers, which can be taken out as plain arrays and put back."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.keep.coded import Mask, Multiple, Rows, Single, spread
from reportedly.keep.grown import Grown
from reportedly.keep.index import REJECTED
from reportedly.terms.document import content_id

UNDATED = -1
"""The ordinal of a day that is not known: before all, so that what is undated comes last."""

SINGLE: Mapping[str, type[np.generic]] = {
    "kind": np.int16, "modality": np.int16, "publisher": np.int32, "verdict": np.int16, "handling": np.int16,
}  # fmt: skip
MULTIPLE = ("actors", "recipients", "origins", "items")
PLAIN: Mapping[str, type[np.generic]] = {
    "numbers": np.int64, "idents": np.uint64, "documents": np.uint64, "days": np.int32, "confidence": np.float32,
    "alive": np.bool_,
}  # fmt: skip
READ = ("number", "claim_id", "document_id", "published_on", "confidence", *SINGLE, *MULTIPLE)
"""The columns of the index that are taken in, in this order."""

Arrays = Mapping[str, tuple[NDArray[Any], int]]
"""Name → an array, and how much of it is filled."""
ValuesOf = Mapping[str, Sequence[str | None]]

KINDS: Mapping[str, type[np.generic]] = {
    **PLAIN, **SINGLE,
    **{f"{name}.{part}": np.int32 for name in MULTIPLE for part in ("codes", "rows", "starts")},
}  # fmt: skip
"""Every array and of what it is."""

_ID = re.compile(r"[cd]-([0-9a-f]{16})")
_SOME = 1 << 16
_SMALL = 1 << 22
"""Up to so many combinations are counted each in a place of its own; more are sorted."""


def number_of(ident: str) -> int:
    """The id of a claim or a document as a number of 64 bits."""
    match = _ID.fullmatch(ident) or _ID.fullmatch(content_id("c", ident))
    return int(match[1], 16) if match else 0


class Held:
    """The rows. Grows at its end, forgets the rows of documents; not for several threads at once."""

    def __init__(self, arrays: Arrays | None = None, values: ValuesOf | None = None) -> None:
        grown = {name: Grown(kind, *(arrays or {}).get(name, ())) for name, kind in KINDS.items()}
        told = values or {}
        self._grown = grown
        self.numbers, self.idents, self.documents = grown["numbers"], grown["idents"], grown["documents"]
        self.days, self.confidence, self.alive = grown["days"], grown["confidence"], grown["alive"]
        self.single = {name: Single(grown[name], told.get(name, ())) for name in SINGLE}
        self.multiple = {
            name: Multiple(grown[f"{name}.codes"], grown[f"{name}.rows"], grown[f"{name}.starts"], told.get(name, ()))
            for name in MULTIPLE
        }
        self._ordinals = _Ordinals()
        self.standing = Grown(np.bool_)
        self.standing.extend(self.alive.filled & ~self.verdict_is(REJECTED))
        self.dead = int(len(self.alive) - np.count_nonzero(self.alive.filled))

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, name: str) -> Single | Multiple:
        """A column of values."""
        return self.single[name] if name in self.single else self.multiple[name]

    def extend(self, rows: Sequence[Sequence[Any]]) -> Rows:
        """Take in rows of `READ`, in the order of their numbers; the places that they have now."""
        first = len(self)
        if not rows:
            return np.arange(0)
        numbers, idents, documents, days, confidence, *rest = zip(*rows, strict=True)
        for name, values in zip((*SINGLE, *MULTIPLE), rest, strict=True):
            self.column(name).extend(values)
        self.idents.extend(_as_numbers(idents))
        self.documents.extend(_as_numbers(documents))
        self.days.extend([self._ordinals[day] for day in days])
        self.confidence.extend(confidence)
        self.alive.extend(np.ones(len(rows), np.bool_))
        self.numbers.extend(numbers)
        places = np.arange(first, len(self))
        self.standing.extend(~self.verdict_is(REJECTED, places))
        return places

    def rows_of(self, documents: Iterable[str], before: int | None = None) -> Rows:
        """The living rows of some documents. before: only those at earlier places."""
        wanted = np.unique(np.array([number_of(ident) for ident in documents], np.uint64))
        # Few rows share the first bits of an id that is asked for; only those are compared whole.
        begins = np.zeros(_SOME, np.bool_)
        begins[(wanted >> np.uint64(48)).astype(np.int64)] = True
        mine, alive = self.documents.filled[:before], self.alive.filled[:before]
        near = np.flatnonzero(begins[(mine >> np.uint64(48)).astype(np.uint16)] & alive)
        return near[np.isin(mine[near], wanted)]

    def forget(self, rows: Rows) -> None:
        """Let some living rows be so no more."""
        self.alive.filled[rows] = False
        self.standing.filled[rows] = False
        self.dead += len(rows)

    def counts(self, name: str, rows: Rows | None) -> Rows:
        """How often each code of a column stands in some rows, or of `days` each day (the undated, then by ordinal)."""
        if name == "days":
            days = self.days.filled
            return np.bincount((days if rows is None else days[rows]) + 1)
        return self.column(name).counts(rows)

    def combined(self, rows: Rows, names: Collection[str]) -> dict[tuple[int, ...], int]:
        """How often each combination of codes of columns stands in some rows, a row once for each of its values."""
        keys = np.zeros(len(rows), np.int64)
        sizes = [max(1, len(self.column(name).values)) for name in names]
        for name, size in zip(names, sizes, strict=True):
            if name in self.single:
                codes: NDArray[Any] = self.single[name].codes.filled[rows]
            else:
                codes, times = self.multiple[name].at(rows)
                if len(codes) != len(rows) or not (times == 1).all():
                    keys, rows = np.repeat(keys, times), np.repeat(rows, times)
            keys = keys * size + codes
        unique, counts = _counted(keys, math.prod(sizes))
        parts = []
        for size in reversed(sizes):
            unique, code = np.divmod(unique, size)
            parts.append(code.tolist())
        return dict(zip(zip(*reversed(parts), strict=True), counts.tolist(), strict=True))

    def verdict_is(self, verdict: str | None, rows: Rows | slice = slice(None)) -> Mask:
        """The rows, of some, that bear a verdict; None: that nobody has checked."""
        column = self.single["verdict"]
        mask: Mask = column.codes.filled[rows] == column.values.get(verdict, -2)
        return mask

    def last_number(self) -> int:
        """The number of the last row; 0 for none."""
        return int(self.numbers.filled[-1]) if len(self) else 0

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What is filled of every array, without the rows that are forgotten."""
        whole = {name: column.filled for name, column in self._grown.items()}
        if not self.dead:
            return whole
        rows = np.flatnonzero(self.alive.filled)
        told = {name: whole[name][rows] for name in (*PLAIN, *SINGLE)}
        for name, column in self.multiple.items():
            starts = column.starts.filled
            times = starts[rows + 1] - starts[rows]
            told[f"{name}.codes"] = column.codes.filled[spread(starts[rows], times)]
            told[f"{name}.rows"] = np.repeat(np.arange(len(rows), dtype=np.int32), times)
            told[f"{name}.starts"] = np.concatenate(([0], np.cumsum(times))).astype(np.int32)
        return told

    def values(self) -> dict[str, list[str | None]]:
        """The values of every column, in the order of their codes."""
        return {name: self.column(name).values.listed for name in (*SINGLE, *MULTIPLE)}


class _Ordinals(dict[date | str | None, int]):
    """A day, or its ISO form as SQLite keeps it → its ordinal."""

    def __missing__(self, day: date | str | None) -> int:
        known = date.fromisoformat(day) if isinstance(day, str) else day
        ordinal = self[day] = known.toordinal() if known else UNDATED
        return ordinal


def _counted(keys: Rows, size: int) -> tuple[Rows, Rows]:
    """The distinct keys below a number, and how often each stands."""
    if size > _SMALL:
        return np.unique(keys, return_counts=True)
    counts = np.bincount(keys, minlength=size)
    unique = np.flatnonzero(counts)
    return unique, counts[unique]


def _as_numbers(idents: Sequence[str]) -> NDArray[np.uint64]:
    """The ids as numbers; those made by this program all at once."""
    if set(map(len, idents)) == {18}:
        letters = np.frombuffer("".join(idents).encode("ascii", "replace"), np.uint8).reshape(-1, 18)
        prefixed = np.isin(letters[:, 0], (ord("c"), ord("d"))) & (letters[:, 1] == ord("-"))
        digits = letters[:, 2:]
        decimal = (digits >= ord("0")) & (digits <= ord("9"))
        higher = (digits >= ord("a")) & (digits <= ord("f"))
        if prefixed.all() and (decimal | higher).all():
            values = np.where(decimal, digits - ord("0"), digits - (ord("a") - 10)).astype(np.uint8)
            packed = np.ascontiguousarray((values[:, 0::2] << 4) | values[:, 1::2])
            told: NDArray[np.uint64] = packed.view(">u8").reshape(-1).astype(np.uint64)
            return told
    return np.array([number_of(ident) for ident in idents], np.uint64)
