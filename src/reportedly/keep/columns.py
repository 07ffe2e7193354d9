"""keep.columns: the index of claims in memory, column by column, so that facets over a million claims are counted at once.

Codes stand for values; a column with several values a row is kept as pairs of row and code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reportedly.keep.grown import Grown
from reportedly.keep.index import BESIDE, REJECTED, IndexRow, codes_of, several
from reportedly.keep.query import ClaimQuery, is_party
from reportedly.terms.claim import FLOW_KINDS
from reportedly.terms.document import content_id
from reportedly.terms.items import ItemTree

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
NumberedRow = tuple[int, IndexRow]

UNDATED = -1
"""The ordinal of a day that is not known: before all, so that what is undated comes last."""

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
        self._numbers = Grown(np.int64)
        self._idents = Grown(np.uint64)
        self._days = Grown(np.int32)
        self._years = Grown(np.int16)
        self._confidence = Grown(np.float32)
        self._alive = Grown(np.bool_)
        self._dead = False
        self._asked_last: tuple[object, dict[str, Mask], object] | None = None
        self._single = {name: Grown(np.int32) for name in SINGLE}
        self._rows_of = {name: Grown(np.int64) for name in MULTIPLE}
        self._starts = {name: Grown(np.int64) for name in MULTIPLE}
        self._codes_of = {name: Grown(np.int32) for name in MULTIPLE}
        self._values: dict[str, list[str | None]] = {name: [] for name in (*SINGLE, *MULTIPLE)}
        self._code: dict[str, dict[str | None, int]] = {name: {} for name in (*SINGLE, *MULTIPLE)}

    def __len__(self) -> int:
        return int(np.count_nonzero(self._alive.filled & ~self._rejected()))

    def extend(self, rows: Iterable[NumberedRow]) -> None:
        """Take in rows, in the order of their numbers."""
        self._asked_last = None
        taken = list(rows)
        first = len(self._numbers)
        self._numbers.extend([number for number, _ in taken])
        self._idents.extend([number_of(row.claim_id) for _, row in taken])
        self._days.extend([r.published_on.toordinal() if r.published_on else UNDATED for _, r in taken])
        self._years.extend([r.published_on.year if r.published_on else 0 for _, r in taken])
        self._confidence.extend([row.confidence for _, row in taken])
        self._alive.extend([True] * len(taken))
        for name, column in self._single.items():
            column.extend([self._coded(name, getattr(row, name)) for _, row in taken])
        for name in MULTIPLE:
            pairs = [(first + n, value) for n, (_, row) in enumerate(taken) for value in several(getattr(row, name))]
            self._starts[name].extend(self._starts_of([several(getattr(row, name)) for _, row in taken], name))
            self._rows_of[name].extend([row for row, _ in pairs])
            self._codes_of[name].extend([self._coded(name, value) for _, value in pairs])

    def _starts_of(self, values: Sequence[Sequence[str]], name: str) -> list[int]:
        """Where the codes of rows that follow will begin, given the values of each."""
        counts = [len(self._codes_of[name]), *map(len, values[:-1])]
        return list(accumulate(counts)) if values else []

    def forget(self, documents: Collection[str]) -> None:
        """Forget all rows of some documents."""
        self._asked_last = None
        known = self._code["document_id"]
        codes = [known[ident] for ident in documents if ident in known]
        if codes:
            gone = np.isin(self._single["document_id"].filled, codes)
            self._alive.filled[gone] = False
            self._dead = True

    def abouts(self, documents: Collection[str] | None) -> set[tuple[str, str]]:
        """Whom the standing claims of some documents, or all, are about (see `index.about`)."""
        known = self._code["document_id"]
        if documents is not None and not any(ident in known for ident in documents):
            return set()
        alive = self._alive.filled & ~self._rejected()
        if documents is not None:
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
        rows = self._asked(query, items, found)
        return rows[np.lexsort((-rows, -self._days.filled[rows]))]

    def page(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None, start: int, limit: int) -> Rows:
        """The rows asked for from the start-th on, in the order of `chosen`, without sorting what lies behind them."""
        rows = self._asked(query, items, found)
        days, most = self._days.filled[rows], start + limit
        if not limit:
            return rows[:0]
        if len(rows) > 4 * most:
            near = days >= np.partition(days, len(days) - most)[len(days) - most]
            rows, days = rows[near], days[near]
        return rows[np.lexsort((-rows, -days))][start:most]

    def following(
        self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None, after: Key | None, most: int
    ) -> tuple[Rows, Key | None]:
        """The first rows asked for that stand after a key, and the key of the last; None where no row follows."""
        rows = self._asked(query, items, found)
        days, idents = self._days.filled[rows], self._idents.filled[rows]
        if after is not None:
            later = (days < after.day) | ((days == after.day) & (idents > np.uint64(after.ident)))
            rows, days, idents = rows[later], days[later], idents[later]
        if whole := len(rows) > most:
            # Sorting all for one page would cost more than finding the day on which the page ends.
            near = days >= np.partition(days, len(days) - most)[len(days) - most]
            rows, days, idents = rows[near], days[near], idents[near]
        order = np.lexsort((idents, -days))[:most]
        return rows[order], Key(int(days[order[-1]]), int(idents[order[-1]])) if whole else None

    def last_number(self) -> int:
        """The number of the last row; 0 for none."""
        return int(self._numbers.filled[-1]) if len(self._numbers) else 0

    def numbers(self, rows: Rows) -> list[int]:
        """The numbers of rows."""
        return [int(number) for number in self._numbers.filled[rows]]

    def unsure(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None, start: int, limit: int) -> Rows:
        """The rows asked for that nobody has checked, from the start-th on, those read least surely first."""
        rows = self._asked(query, items, found)
        rows = rows[~self._checked()[rows]]
        sure, most = self._confidence.filled[rows], start + limit
        if len(rows) > 4 * most > 0:
            near = sure <= np.partition(sure, most)[most]
            rows, sure = rows[near], sure[near]
        return rows[np.argsort(sure, kind="stable")][start:most]

    def facets(
        self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None, most: int = 12
    ) -> tuple[Facet, ...]:
        """For each part of a query its values among the claims that the other parts leave, the most frequent ones."""
        conditions = self._conditions(query, items, found)
        whole = self._rows(conditions.values())
        facets = []
        for name in FACETS:
            rows = whole
            if name in conditions:
                rows = self._rows(mask for part, mask in conditions.items() if part != name)
            facets.append(self._facet(name, rows, most))
        return tuple(facets)

    def years(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> dict[int, int]:
        """Year of publication → how many of the claims asked for."""
        rows = self._rows(self._conditions(query, items, found).values())
        years = self._years.filled if rows is None else self._years.filled[rows]
        return {year: int(count) for year, count in enumerate(np.bincount(years)) if year and count}

    def count(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> tuple[int, int]:
        """How many claims are asked for, and how many of them a person has checked."""
        rows = self._rows(self._conditions(query, items, found).values())
        if rows is None:
            return len(self._numbers), int(np.count_nonzero(self._checked()))
        return len(rows), int(np.count_nonzero(self._checked()[rows]))

    def tally(self, name: str, *others: str, public_only: bool = False) -> dict[tuple[str, ...], int]:
        """How often each combination of values of columns stands in a living row, a claim once for each of its values."""
        mask = self._alive.filled & ~self._rejected()
        if public_only:
            mask &= self._single["handling"].filled == self._code["handling"].get("public", -2)
        return self._combined(mask, name, *others)

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

    def _counts(self, column: str, rows: Rows | None) -> NDArray[np.int64]:
        """How often each code of a column stands in some rows; None: in all."""
        size = len(self._values[column])
        if column in self._single:
            codes = self._single[column].filled
            return np.bincount(codes if rows is None else codes[rows], minlength=size)
        codes = self._codes_of[column].filled
        if rows is None:
            return np.bincount(codes, minlength=size)
        if 4 * len(rows) > len(self._numbers):
            chosen = np.zeros(len(self._numbers), np.bool_)
            chosen[rows] = True
            return np.bincount(codes[chosen[self._rows_of[column].filled]], minlength=size)
        starts = self._starts[column].filled
        left = starts[rows]
        times = np.append(starts[1:], len(codes))[rows] - left
        within = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
        return np.bincount(codes[np.repeat(left, times) + within], minlength=size)

    def _facet(self, name: str, rows: Rows | None, most: int) -> Facet:
        column = FACETS[name]
        values = self._values[column]
        counts = self._counts(column, rows)
        order = np.argsort(-counts, kind="stable")
        told = [(value, int(counts[code])) for code in order if counts[code] and (value := values[code]) is not None]
        return Facet(name, tuple(told[:most]), max(0, len(told) - most))

    def _asked(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None) -> Rows:
        rows = self._rows(self._conditions(query, items, found).values())
        return np.arange(len(self._numbers)) if rows is None else rows

    def _rows(self, conditions: Iterable[Mask]) -> Rows | None:
        """The rows in which all conditions hold; None for all rows."""
        whole: Mask | None = None
        for mask in conditions:
            whole = mask.copy() if whole is None else np.logical_and(whole, mask, out=whole)
        return None if whole is None else np.flatnonzero(whole)

    def _conditions(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None) -> dict[str, Mask]:
        """The conditions of a query by its parts; those that every row fulfils are left out. The last ones are remembered:
        one page asks for its rows, their number and their facets.
        """
        key = (query, id(items), id(found))
        if self._asked_last is None or self._asked_last[0] != key:
            self._asked_last = (key, self._worked_out(query, items, found), found)
        return self._asked_last[1]

    def _worked_out(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None) -> dict[str, Mask]:
        told: dict[str, Mask] = {}
        if self._dead:
            told["alive"] = self._alive.filled
        if query.verdict != REJECTED and REJECTED in self._code["verdict"]:
            told["standing"] = ~self._rejected()
        for name in ("kind", "modality", "verdict"):
            if (asked := getattr(query, name)) is not None:
                told[name] = self._single[name].filled == self._code[name].get(asked, -2)
        if query.document is not None:
            told["document"] = self._single["document_id"].filled == self._code["document_id"].get(query.document, -2)
        if query.publisher is not None:
            publisher = query.publisher
            told["publisher"] = self._is_any("publisher", lambda value: is_party(publisher, value))
        for name in ("actor", "recipient", "origin"):
            if (party := getattr(query, name)) is not None:
                told[name] = self._has_any(FACETS[name], lambda value, party=party: is_party(party, value))  # type: ignore[misc]
        if query.item is not None:
            above = query.item
            told["item"] = self._has_any("items", lambda value: items.within(value, above))
        return told | self._further(query, found)

    def _further(self, query: ClaimQuery, found: Sequence[int] | None) -> dict[str, Mask]:
        """The conditions of the parts that are no facets."""
        told: dict[str, Mask] = {}
        days = self._days.filled
        if query.published_by is not None:
            told["published_by"] = (days <= query.published_by.toordinal()) & (days != UNDATED)
        if query.published_from is not None:
            told["published_from"] = days >= query.published_from.toordinal()
        if query.at_least:
            told["at_least"] = (self._confidence.filled >= query.at_least) | self._checked()
        if query.checked is not None:
            told["checked"] = self._checked() == query.checked
        if query.public_only and self._code["handling"].keys() - {"public"}:
            told["public_only"] = self._single["handling"].filled == self._code["handling"].get("public", -2)
        if found is not None:
            told["text"] = self._numbered(found)
        return told

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
