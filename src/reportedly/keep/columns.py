"""keep.columns: the index of claims in memory, column by column, so that facets over ten million claims come at once.

Codes stand for values; a column with several values a row keeps the codes of all rows one after the other. What is counted
over all is counted once and brought forward; of a part of them the smaller side is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.keep.coded import Mask, Rows
from reportedly.keep.conditions import FACETS, conditions
from reportedly.keep.held import UNDATED, Arrays, Held, ValuesOf, number_of
from reportedly.keep.index import BESIDE, REJECTED, codes_of
from reportedly.keep.query import ClaimQuery
from reportedly.keep.rolled import Part, Rolled
from reportedly.terms.claim import FLOW_KINDS
from reportedly.terms.items import ItemTree

__all__ = ["FACETS", "UNDATED", "Columns", "Facet", "Key", "number_of"]


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one part of a query and how many claims each would leave, most first, then by name. more: how many
    are not shown.
    """

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


class Columns:
    """The rows of an index. Grows, forgets the rows of documents, answers queries; not for several threads at once."""

    def __init__(self, arrays: Arrays | None = None, values: ValuesOf | None = None) -> None:
        self._held = Held(arrays, values)
        self._rolled = Rolled(self._held)
        self._asked_last: tuple[object, dict[str, Mask], object] | None = None
        self._parts: dict[frozenset[str], Part] = {}

    def __len__(self) -> int:
        return self._rolled.size()

    @property
    def length(self) -> int:
        """How many rows have come in, those forgotten among them."""
        return len(self._held)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that is held as plain arrays, without what is forgotten: with `values`, the same columns are made of them."""
        return self._held.arrays()

    def values_of_all(self) -> dict[str, list[str | None]]:
        """The values of every column, in the order of their codes."""
        return self._held.values()

    def extend(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take in rows of `held.READ`, in the order of their numbers."""
        self._asked_last = None
        self._rolled.bring(self._held.extend(rows), 1)

    def forget(self, documents: Collection[str], before: int | None = None) -> None:
        """Forget all rows of some documents. before: only those that came in earlier than as many rows."""
        self._asked_last = None
        rows = self._held.rows_of(documents, before)
        self._rolled.bring(rows, -1)
        self._held.forget(rows)

    def abouts(self, documents: Collection[str] | None) -> set[tuple[str, str]]:
        """Whom the standing claims of some documents, or all, are about (see `index.about`)."""
        held = self._held
        kinds = held.single["kind"].values
        actors, recipients = (held.multiple[name].values.listed for name in ("actors", "recipients"))
        if documents is None:
            rows = np.flatnonzero(held.standing.filled)
            pairs: Iterable[tuple[int, ...]] = self._rolled.combined("actors", "kind", "recipients")
        else:
            rows = held.rows_of(documents)
            rows = rows[held.standing.filled[rows]]
            pairs = held.combined(rows, ("actors", "kind", "recipients"))
        flows = {(actors[a], recipients[r]) for a, kind, r in pairs if kinds.listed[kind] in FLOW_KINDS}
        rows = rows[held.single["kind"].having(kinds.fitting(lambda kind: kind not in FLOW_KINDS))[rows]]
        sides = {actors[code] for (code,) in held.combined(rows, ("actors",))}
        sides |= {recipients[code] for (code,) in held.combined(rows, ("recipients",))}
        both = {(a, r) for one, other in flows if one and other for a in codes_of(one) for r in codes_of(other)}
        return both | {(code, BESIDE) for side in sides if side for code in codes_of(side)}

    def chosen(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> Rows:
        """The rows asked for, latest published first, undated last. found: numbers that full text search has found."""
        rows = self._asked(query, items, found).rows
        return rows[np.lexsort((-rows, -self._held.days.filled[rows]))]

    def page(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None, start: int, limit: int) -> Rows:
        """The rows asked for from the start-th on, in the order of `chosen`, without sorting what lies behind them."""
        part, most = self._asked(query, items, found), start + limit
        if not limit:
            return np.arange(0)
        rows = self._latest(part, part.mask, most) if part.size > 4 * most else part.rows
        return rows[np.lexsort((-rows, -self._held.days.filled[rows]))][start:most]

    def following(
        self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None, after: Key | None, most: int
    ) -> tuple[Rows, Key | None]:
        """The first rows asked for that stand after a key, and the key of the last; None where no row follows."""
        part = self._asked(query, items, found)
        mask, until = part.mask, None
        if after is not None:
            days = self._held.days.filled
            same = (days == after.day) & (self._held.idents.filled > np.uint64(after.ident))
            mask, until = mask & ((days < after.day) | same), after.day
        whole = int(np.count_nonzero(mask)) > most
        rows = self._latest(part, mask, most, until) if whole else np.flatnonzero(mask)
        days, idents = self._held.days.filled[rows], self._held.idents.filled[rows]
        order = np.lexsort((idents, -days))[:most]
        return rows[order], Key(int(days[order[-1]]), int(idents[order[-1]])) if whole else None

    def _latest(self, part: Part, mask: Mask, most: int, until: int | None = None) -> Rows:
        """The rows of a mask over a part's that are of the days on which its `most` latest were published, at the least.
        until: the day before which the mask holds all of the part's.
        """
        # Finding the day on which a page ends costs less than sorting, or parting, all rows.
        counts = part.counts("days")[: None if until is None else until - UNDATED]
        up_to = np.cumsum(counts[::-1])
        place = int(np.searchsorted(up_to, most))
        earliest = len(counts) - 1 - place + UNDATED if place < len(counts) else UNDATED
        return np.flatnonzero(mask & (self._held.days.filled >= earliest))

    def sample(self, most: int) -> list[tuple[int, int, int]]:
        """Some living rows, evenly from the first to the last: number, claim id and document id as numbers."""
        rows = np.flatnonzero(self._held.alive.filled)
        rows = rows[np.unique(np.linspace(0, len(rows) - 1, min(most, len(rows))).astype(np.int64))]
        held = self._held
        return list(zip(*(c.filled[rows].tolist() for c in (held.numbers, held.idents, held.documents)), strict=True))

    def last_number(self) -> int:
        """The number of the last row; 0 for none."""
        return self._held.last_number()

    def numbers(self, rows: Rows) -> list[int]:
        """The numbers of rows."""
        told: list[int] = self._held.numbers.filled[rows].tolist()
        return told

    def unsure(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None, start: int, limit: int) -> Rows:
        """The rows asked for that nobody has checked, from the start-th on, those read least surely first."""
        rows = np.flatnonzero(self._asked(query, items, found).mask & self._held.verdict_is(None))
        sure, most = self._held.confidence.filled[rows], start + limit
        if len(rows) > 4 * most > 0:
            near = sure <= np.partition(sure, most)[most]
            rows, sure = rows[near], sure[near]
        return rows[np.argsort(sure, kind="stable")][start:most]

    def facets(
        self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None, most: int = 12
    ) -> tuple[Facet, ...]:
        """For each part of a query its values among the claims that the other parts leave, the most frequent ones. Of
        classes those that can be asked for: one that only stands for a kind of claim ("response") is in no tree.
        """
        self._asked(query, items, found)
        return tuple(self._facet(name, self._without(query, name), items, most) for name in FACETS)

    def years(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> dict[int, int]:
        """Year of publication → how many of the claims asked for."""
        counts = self._asked(query, items, found).counts("days")
        told: dict[int, int] = {}
        for place in np.flatnonzero(counts).tolist():
            if place + UNDATED > 0:
                year = date.fromordinal(place + UNDATED).year
                told[year] = told.get(year, 0) + int(counts[place])
        return told

    def count(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None = None) -> tuple[int, int]:
        """How many claims are asked for, and how many of them a person has checked."""
        part = self._asked(query, items, found)
        return part.size, part.checked

    def tally(self, name: str, *others: str, public_only: bool = False) -> dict[tuple[str, ...], int]:
        """How often each combination of values of columns stands in a living row, a claim once for each of its values."""
        names = (name, *others)
        # The same columns in another order are counted once; whether a row is public is one column more.
        kept = tuple(sorted({*names, "handling"} if public_only else set(names)))
        public = self._held.single["handling"].values.get("public", -2)
        values = [self._held.column(each).values.listed for each in names]
        places = [kept.index(each) for each in names]
        told: dict[tuple[str, ...], int] = {}
        for key, count in self._rolled.combined(*kept).items():
            if not public_only or key[kept.index("handling")] == public:
                value = tuple(listed[key[place]] or "" for listed, place in zip(values, places, strict=True))
                told[value] = told.get(value, 0) + count
        return told

    def _facet(self, name: str, part: Part, items: ItemTree, most: int) -> Facet:
        values = self._held.column(FACETS[name]).values
        counts = part.counts(FACETS[name])
        unasked = [values[None]] if None in values else []
        if name == "item":
            unasked += [code for code, value in enumerate(values.listed) if value is not None and value not in items]
        if unasked:
            counts = counts.copy()
            counts[unasked] = 0
        told = np.flatnonzero(counts)
        if len(told) > most:
            told = told[counts[told] >= np.partition(counts[told], -most)[-most]]
        first = nsmallest(most, ((-int(counts[code]), values.listed[code] or "") for code in told))
        return Facet(
            name, tuple((value, -count) for count, value in first), max(0, int(np.count_nonzero(counts)) - most)
        )

    def _asked(self, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None) -> Part:
        """The rows asked for. Those asked for last are remembered: one page asks for them, their number and their facets."""
        key = (query, id(items), id(found))
        if self._asked_last is None or self._asked_last[0] != key:
            self._asked_last = (key, conditions(self._held, query, items, found), found)
            self._parts = {}
        return self._without(query, None)

    def _without(self, query: ClaimQuery, left_out: str | None) -> Part:
        """The rows that the query asked last leaves without one of its conditions."""
        masks = {} if self._asked_last is None else self._asked_last[1]
        names = frozenset(masks.keys() - {left_out})
        if names not in self._parts:
            stands = query.verdict != REJECTED
            whole: Mask | None = self._held.standing.filled.copy() if names and stands else None
            for name in names:
                whole = masks[name].copy() if whole is None else np.logical_and(whole, masks[name], out=whole)
            self._parts[names] = Part(self._held, self._rolled, whole, stands=stands)
        return self._parts[names]
