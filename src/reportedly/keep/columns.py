"""keep.columns: the index of claims in memory, column by column, so that facets over a million claims are counted at once.

Codes stand for values; a column with several values a row is kept as pairs of row and code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.keep.index import BESIDE, REJECTED, IndexRow, codes_of, several
from reportedly.keep.query import ClaimQuery, is_party
from reportedly.terms.claim import FLOW_KINDS
from reportedly.terms.document import content_id
from reportedly.terms.items import ItemTree

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
NumberedRow = tuple[int, IndexRow]

UNDATED = np.iinfo(np.int32).max
"""The ordinal of a day that is not known: later than all."""

SINGLE = ("kind", "modality", "stage", "publisher", "unit", "verdict", "document_id", "handling")
MULTIPLE = ("actors", "recipients", "origins", "items")
FACETS: Mapping[str, str] = {
    "kind": "kind",
    "modality": "modality",
    "actor": "actors",
    "recipient": "recipients",
    "item": "items",
    "origin": "origins",
    "publisher": "publisher",
}
"""The part of a query → the column that it chooses from."""


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one part of a query and how many claims each would leave, most first. more: how many are not shown."""

    name: str
    values: tuple[tuple[str, int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """Where a claim stands among all, latest published first, then by id: its place there outlives all that is added, and
    reviews. day: the ordinal of its publication, -1 where unknown; ident: its id as a number.
    """

    day: int
    ident: int


_ID = re.compile(r"c-([0-9a-f]{16})")


def number_of(claim_id: str) -> int:
    """The id of a claim as a number of 64 bits."""
    match = _ID.fullmatch(claim_id) or _ID.fullmatch(content_id("c", claim_id))
    return int(match[1], 16) if match else 0


class Columns:
    """The rows of an index. Grows, forgets the rows of documents, answers queries; not for several threads at once."""

    def __init__(self) -> None:
        self._numbers = _Grown(np.int64)
        self._idents = _Grown(np.uint64)
        self._days = _Grown(np.int32)
        self._confidence = _Grown(np.float32)
        self._alive = _Grown(np.bool_)
        self._single = {name: _Grown(np.int32) for name in SINGLE}
        self._rows_of = {name: _Grown(np.int64) for name in MULTIPLE}
        self._codes_of = {name: _Grown(np.int32) for name in MULTIPLE}
        self._values: dict[str, list[str | None]] = {name: [] for name in (*SINGLE, *MULTIPLE)}
        self._code: dict[str, dict[str | None, int]] = {name: {} for name in (*SINGLE, *MULTIPLE)}

    def __len__(self) -> int:
        return int(np.count_nonzero(self._alive.filled & ~self._rejected()))

    def extend(self, rows: Iterable[NumberedRow]) -> None:
        """Take in rows, in the order of their numbers."""
        taken = list(rows)
        first = len(self._numbers)
        self._numbers.extend([number for number, _ in taken])
        self._idents.extend([number_of(row.claim_id) for _, row in taken])
        self._days.extend([r.published_on.toordinal() if r.published_on else UNDATED for _, r in taken])
        self._confidence.extend([row.confidence for _, row in taken])
        self._alive.extend([True] * len(taken))
        for name, column in self._single.items():
            column.extend([self._coded(name, getattr(row, name)) for _, row in taken])
        for name in MULTIPLE:
            pairs = [(first + n, value) for n, (_, row) in enumerate(taken) for value in several(getattr(row, name))]
            self._rows_of[name].extend([row for row, _ in pairs])
            self._codes_of[name].extend([self._coded(name, value) for _, value in pairs])

    def forget(self, documents: Collection[str]) -> None:
        """Forget all rows of some documents."""
        known = self._code["document_id"]
        codes = [known[ident] for ident in documents if ident in known]
        if codes:
            self._alive.filled[np.isin(self._single["document_id"].filled, codes)] = False

    def abouts(self, documents: Collection[str] | None) -> set[tuple[str, str]]:
        """Whom the standing claims of some documents, or all, are about (see `index.about`)."""
        alive = self._alive.filled & ~self._rejected()
        if documents is not None:
            known = self._code["document_id"]
            alive &= np.isin(self._single["document_id"].filled, [known[i] for i in documents if i in known])
        kinds = {code for kind, code in self._code["kind"].items() if kind in FLOW_KINDS}
        flows = alive & np.isin(self._single["kind"].filled, list(kinds))
        pairs = self._pairs(flows)
        beside = alive & ~flows
        sides = {
            self._values[name][code]
            for name in ("actors", "recipients")
            for code in set(self._exploded(name, beside)[1])
        }
        both = {(a, r) for one, other in pairs for a in codes_of(one) for r in codes_of(other)}
        return both | {(code, BESIDE) for side in sides if side for code in codes_of(side)}

    def _pairs(self, mask: Mask) -> set[tuple[str, str]]:
        """The pairs of actor and recipient in some rows."""
        return {(one, other) for one, other in self._combined(mask, "actors", "recipients") if one and other}

    def chosen(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> Rows:
        """The rows asked for, latest published first, undated last. found: numbers that full text search has found."""
        rows = np.flatnonzero(self._mask(query, items, found))
        return rows[np.lexsort((-rows, -self._published(rows)))]

    def following(
        self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None, after: Key | None, most: int
    ) -> tuple[Rows, Key | None]:
        """The first rows asked for that stand after a key, and the key of the last; None where no row follows."""
        rows = np.flatnonzero(self._mask(query, items, found))
        days, idents = self._published(rows), self._idents.filled[rows]
        if after is not None:
            later = (days < after.day) | ((days == after.day) & (idents > np.uint64(after.ident)))
            rows, days, idents = rows[later], days[later], idents[later]
        if whole := len(rows) > most:
            # Sorting all for one page would cost more than finding the day on which the page ends.
            near = days >= np.partition(days, len(days) - most)[len(days) - most]
            rows, days, idents = rows[near], days[near], idents[near]
        order = np.lexsort((idents, -days))[:most]
        return rows[order], Key(int(days[order[-1]]), int(idents[order[-1]])) if whole else None

    def _published(self, rows: Rows) -> Rows:
        """The days of publication of some rows, -1 where unknown."""
        days = self._days.filled[rows].astype(np.int64)
        days[days == UNDATED] = -1
        return days

    def last_number(self) -> int:
        """The number of the last row; 0 for none."""
        return int(self._numbers.filled[-1]) if len(self._numbers) else 0

    def numbers(self, rows: Rows) -> list[int]:
        """The numbers of rows."""
        return [int(number) for number in self._numbers.filled[rows]]

    def unsure(self, rows: Rows) -> Rows:
        """The rows, those that nobody has checked and that were read least surely first."""
        open_ones = rows[~self._checked()[rows]]
        return open_ones[np.argsort(self._confidence.filled[open_ones], kind="stable")]

    def facets(
        self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None, most: int = 12
    ) -> tuple[Facet, ...]:
        """For each part of a query its values among the claims that the other parts leave, the most frequent ones."""
        given = [name for name in FACETS if getattr(query, name) is not None]
        whole = self._mask(query, items, found)
        facets = []
        for name in FACETS:
            mask = whole
            if name in given:
                mask = self._mask(_without(query, name), items, found)
            facets.append(self._facet(name, mask, most))
        return tuple(facets)

    def years(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> dict[int, int]:
        """Year of publication → how many of the claims asked for."""
        days = self._days.filled[self._mask(query, items, found)]
        dated = days[days != UNDATED]
        if not len(dated):
            return {}
        first, last = date.fromordinal(int(dated.min())).year, date.fromordinal(int(dated.max())).year
        edges = [date(year, 1, 1).toordinal() for year in range(first, last + 1)]
        counts = np.bincount(np.searchsorted(edges, dated, side="right") - 1, minlength=len(edges))
        return {first + n: int(count) for n, count in enumerate(counts) if count}

    def count(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> tuple[int, int]:
        """How many claims are asked for, and how many of them a person has checked."""
        mask = self._mask(query, items, found)
        return int(np.count_nonzero(mask)), int(np.count_nonzero(mask & self._checked()))

    def tally(self, name: str, *others: str) -> dict[tuple[str, ...], int]:
        """How often each combination of values of columns stands in a living row, a claim once for each of its values."""
        return self._combined(self._alive.filled & ~self._rejected(), name, *others)

    def _combined(self, alive: Mask, name: str, *others: str) -> dict[tuple[str, ...], int]:
        rows, keys = self._exploded(name, alive)
        columns = [keys]
        for other in others:
            more, codes = self._exploded(other, alive)
            order = np.argsort(more, kind="stable")
            more, codes = more[order], codes[order]
            left = np.searchsorted(more, rows, side="left")
            times = np.searchsorted(more, rows, side="right") - left
            again = np.repeat(np.arange(len(rows)), times)
            within = np.arange(len(again)) - np.repeat(np.cumsum(times) - times, times)
            columns = [column[again] for column in columns] + [codes[np.repeat(left, times) + within]]
            rows = rows[again]
        if not len(rows):
            return {}
        unique, counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)
        values = [self._values[each] for each in (name, *others)]
        return {
            tuple(v[code] or "" for v, code in zip(values, row, strict=True)): int(count)
            for row, count in zip(unique.tolist(), counts, strict=True)
        }

    def values(self, name: str) -> tuple[str, ...]:
        """The values that a column has ever had."""
        return tuple(value for value in self._values[name] if value is not None)

    def _exploded(self, name: str, alive: Mask) -> tuple[Rows, NDArray[np.int32]]:
        if name in self._single:
            rows = np.flatnonzero(alive)
            return rows, self._single[name].filled[rows]
        rows, codes = self._rows_of[name].filled, self._codes_of[name].filled
        living = alive[rows]
        return rows[living], codes[living]

    def _facet(self, name: str, mask: Mask, most: int) -> Facet:
        column = FACETS[name]
        values = self._values[column]
        _, codes = self._exploded(column, mask)
        counts = np.bincount(codes, minlength=len(values))
        order = np.argsort(-counts, kind="stable")
        told = [(value, int(counts[code])) for code in order if counts[code] and (value := values[code]) is not None]
        return Facet(name, tuple(told[:most]), max(0, len(told) - most))

    def _mask(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None) -> Mask:
        mask: Mask = self._alive.filled.copy()
        if query.verdict != REJECTED:
            mask &= ~self._rejected()
        for name in ("kind", "modality", "verdict"):
            if (asked := getattr(query, name)) is not None:
                mask &= self._single[name].filled == self._code[name].get(asked, -2)
        if query.document is not None:
            mask &= self._single["document_id"].filled == self._code["document_id"].get(query.document, -2)
        if query.publisher is not None:
            asked = query.publisher
            mask &= self._is_any("publisher", lambda value: is_party(asked, value))
        for name in ("actor", "recipient", "origin"):
            if (party := getattr(query, name)) is not None:
                mask &= self._has_any(FACETS[name], lambda value, party=party: is_party(party, value))  # type: ignore[misc]
        if query.item is not None:
            above = query.item
            mask &= self._has_any("items", lambda value: items.within(value, above))
        if query.published_by is not None:
            mask &= self._days.filled <= query.published_by.toordinal()
        if query.published_from is not None:
            days = self._days.filled
            mask &= (days >= query.published_from.toordinal()) & (days != UNDATED)
        if query.at_least:
            mask &= (self._confidence.filled >= query.at_least) | self._checked()
        if query.checked is not None:
            mask &= self._checked() == query.checked
        if query.public_only:
            mask &= self._single["handling"].filled == self._code["handling"].get("public", -2)
        if found is not None:
            mask &= self._numbered(found)
        return mask

    def _numbered(self, found: Sequence[int]) -> Mask:
        numbers = self._numbers.filled
        mask = np.zeros(len(numbers), np.bool_)
        asked = np.asarray(found, np.int64)
        if len(numbers) and len(asked):
            places = np.minimum(np.searchsorted(numbers, asked), len(numbers) - 1)
            mask[places[numbers[places] == asked]] = True
        return mask

    def _checked(self) -> Mask:
        return self._verdict_is(None, np.not_equal)

    def _rejected(self) -> Mask:
        return self._verdict_is(REJECTED, np.equal)

    def _verdict_is(self, verdict: str | None, compared: np.ufunc) -> Mask:
        mask: Mask = compared(self._single["verdict"].filled, self._code["verdict"].get(verdict, -2))
        return mask

    def _is_any(self, name: str, fits: Callable[[str], bool]) -> Mask:
        mask: Mask = self._fitting(name, fits)[self._single[name].filled]
        return mask

    def _has_any(self, name: str, fits: Callable[[str], bool]) -> Mask:
        mask = np.zeros(len(self._numbers), np.bool_)
        mask[self._rows_of[name].filled[self._fitting(name, fits)[self._codes_of[name].filled]]] = True
        return mask

    def _fitting(self, name: str, fits: Callable[[str], bool]) -> Mask:
        return np.array([value is not None and fits(value) for value in self._values[name]] or [False], np.bool_)

    def _coded(self, name: str, value: str | None) -> int:
        known = self._code[name]
        if value not in known:
            known[value] = len(known)
            self._values[name].append(value)
        return known[value]


def _without(query: ClaimQuery, name: str) -> ClaimQuery:
    asked: dict[str, Any] = {name: None}
    return replace(query, **asked)


class _Grown:
    """An array that grows at its end, by doubling."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._array = np.zeros(1024, kind)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def filled(self) -> NDArray[Any]:
        return self._array[: self._length]

    def extend(self, values: Sequence[object]) -> None:
        need = self._length + len(values)
        if need > len(self._array):
            wider = np.zeros(max(need, 2 * len(self._array)), self._array.dtype)
            wider[: self._length] = self.filled
            self._array = wider
        self._array[self._length : need] = values
        self._length = need
