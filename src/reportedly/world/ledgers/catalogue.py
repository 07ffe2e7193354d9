"""What a large ledger is asked without loading it whole: searches, facets, the claims of a flow or a document, documents."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import RLock
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, func, select

from reportedly.errors import UnknownClaim
from reportedly.keep.codec import document_of
from reportedly.keep.columns import Facet, Key
from reportedly.keep.history import History
from reportedly.keep.index import BESIDE, claim_of_row
from reportedly.keep.query import ClaimQuery
from reportedly.keep.standing import Standing
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.flow import Flow
from reportedly.terms.items import ItemTree
from reportedly.world.ledgers.current import Current
from reportedly.world.ledgers.engine import reading
from reportedly.world.ledgers.snapshots import Snapshots
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import index_about, index_claims, index_documents, texts
from reportedly.world.ledgers.words import numbers_with

T = TypeVar("T")
_HEXADECIMAL = re.compile(r"c-[0-9a-f]{1,16}")

HELD = 50_000
"""How many claims are held ready."""
COUNTED = 256
"""Of how many queries the facets are held ready, while nothing is added."""
MANY = 500
"""How many values one statement asks for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of claims. total: how many are asked for; checked: how many of them a person has decided of; cut: only the
    latest matches of a very frequent word were looked at.
    """

    claims: tuple[Claim, ...]
    total: int
    checked: int
    facets: tuple[Facet, ...] = ()
    years: Mapping[int, int] | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as lists show it. number: of the batch with which it came."""

    id: str
    title: str | None
    publisher: str | None
    published_on: date | None
    handling: str
    claims: int
    checked: int
    withdrawn: str | None
    number: int


class Catalogue:
    """A ledger's index, for several threads. Every answer holds what other processes have committed by then."""

    def __init__(self, ledger: SqlLedger, items: ItemTree, snapshots: Snapshots | None = None) -> None:
        """snapshots: where the columns of a large index are kept, so that the next catalogue opens at once."""
        self.ledger, self.items = ledger, items
        self._current = Current(snapshots)
        self._claims: OrderedDict[int, Claim] = OrderedDict()
        self._lock = RLock()
        self._matches = lru_cache(maxsize=64)(self._matching)
        self._counted = lru_cache(maxsize=COUNTED)(self._counting)

    def version(self) -> int:
        """The number of the last batch; what is asked next holds at least that much."""
        with self._reading() as connection:
            return self._caught_up(connection)

    def version_of(self, flow: Flow) -> int:
        """The number of the last batch that touched the claims on which an answer on a flow may rest; 0 for none."""
        with self._lock:
            version = self.version()
            if flow.supplier is None or flow.recipient is None:
                return version
            return max((self._current.touched.get(pair, 0) for pair in _pairs(flow)), default=0)

    def search(
        self,
        query: ClaimQuery,
        start: int = 0,
        limit: int = 50,
        *,
        facets: bool = False,
        unsure_first: bool = False,
    ) -> Found:
        """The claims asked for from the start-th on, latest published first; or of the unchecked the least sure first."""
        with self._lock, self._reading() as connection:
            version = self._caught_up(connection)
            numbers = self._matches(query.text, version) if query.text else None
            columns, ordered = self._current.columns, (query, self.items, numbers, start, limit)
            page = columns.numbers(columns.unsure(*ordered) if unsure_first else columns.page(*ordered))
            total, checked = columns.count(query, self.items, numbers)
            counted, years = self._counted(query, version) if facets else ((), None)
        with self._reading() as connection:
            claims = self._load(connection, page)
        return Found(tuple(claims), total, checked, counted, years, bool(numbers and len(numbers) >= MOST_MATCHES))

    def page(self, query: ClaimQuery, after: Key | None, limit: int) -> tuple[Found, Key | None]:
        """The claims asked for that stand after a key, latest published first, then by id; and the key after which to go on,
        None at the end. Whatever is read or reviewed between two pages, no claim that stands throughout is left out or
        comes twice.
        """
        with self._reading() as connection:
            with self._lock:
                self._caught_up(connection)
                numbers = numbers_with(connection, query.text, MOST_MATCHES) if query.text else None
                rows, last = self._current.columns.following(query, self.items, numbers, after, limit)
                total, checked = self._current.columns.count(query, self.items, numbers)
                chosen = self._current.columns.numbers(rows)
            # In the transaction that caught up: a review in between would give these claims other numbers.
            claims = self._load(connection, chosen)
        return Found(tuple(claims), total, checked, cut=bool(numbers and len(numbers) >= MOST_MATCHES)), last

    def every(self, query: ClaimQuery, batch: int = 1000) -> Iterable[Claim]:
        """All claims asked for, as `search` orders them, loaded little by little."""
        with self._lock, self._reading() as connection:
            version = self._caught_up(connection)
            numbers = self._matches(query.text, version) if query.text else None
            chosen = self._current.columns.numbers(self._current.columns.chosen(query, self.items, numbers))
        for start in range(0, len(chosen), batch):
            with self._reading() as connection:
                yield from self._load(connection, chosen[start : start + batch])

    def claim(self, id_or_beginning: str, *, public_only: bool = False) -> Claim:
        """The one claim, standing or rejected, whose id is or begins so. public_only: as if there were no restricted ones.
        Raises UnknownClaim for none and for several.
        """
        whole = index_claims.c.claim_id == id_or_beginning
        asked = select(index_claims.c.number).limit(2)
        if public_only:
            asked = asked.where(index_claims.c.handling == "public")
        with self._reading() as connection:
            for condition in (whole, _begins(id_or_beginning)):
                numbers = connection.execute(asked.where(condition)).scalars().all()
                if len(numbers) == 1:
                    return self._load(connection, numbers)[0]
        how_many = "several claims begin" if numbers and id_or_beginning else "no claim begins"
        raise UnknownClaim(f"{how_many} with {id_or_beginning!r}")

    def claims(self, idents: Collection[str]) -> tuple[Claim, ...]:
        """The claims of some ids, in their order; unknown ones left out."""
        with self._reading() as connection:
            number_of = {
                ident: number
                for part in _parts(list(idents))
                for ident, number in connection.execute(
                    select(index_claims.c.claim_id, index_claims.c.number).where(index_claims.c.claim_id.in_(part))
                )
            }
            return tuple(self._load(connection, [number_of[ident] for ident in idents if ident in number_of]))

    def about(self, flow: Flow) -> tuple[Claim, ...]:
        """The claims that an answer on a flow may rest on: there, back, and what stands beside either side; all of them
        where a side is open.
        """
        with self._reading() as connection:
            if flow.supplier is None or flow.recipient is None:
                numbers = connection.execute(select(index_about.c.number).distinct()).scalars().all()
                return tuple(self._load(connection, numbers))
            found: dict[int, None] = {}
            for one, other in _pairs(flow):
                wanted = (index_about.c.one == one) & (index_about.c.other == other)
                found |= dict.fromkeys(connection.execute(select(index_about.c.number).where(wanted)).scalars())
            return tuple(self._load(connection, list(found)))

    def how_many(self, supplier: str, recipient: str) -> int:
        """How many claims there are on what goes from one party to another."""
        wanted = (index_about.c.one == supplier) & (index_about.c.other == recipient)
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(index_about).where(wanted)).scalar_one()

    def history(self, document_id: str) -> History | None:
        """All about one document."""
        return self.ledger.standing().histories.get(document_id)

    def standing_of(self, document_id: str) -> Standing:
        """What stands, of one document alone: for deciding of its claims."""
        whole = self.ledger.standing()
        history = whole.histories.get(document_id)
        return Standing({document_id: history} if history else {}, whole.known_as, whole.last, whole.grades)

    def documents(self, idents: Collection[str]) -> dict[str, Document]:
        """Documents by id, as now known; unknown and withdrawn ones left out."""
        found: dict[str, Document] = {}
        with self._reading() as connection:
            for part in _parts(list(idents)):
                words = _texts(connection, part)
                kept = index_documents.c.document_id.in_(part) & index_documents.c.withdrawn.is_(None)
                for (record,) in connection.execute(select(index_documents.c.record).where(kept)):
                    document = document_of(json.loads(record), words.__getitem__)
                    found[document.id] = document
        return found

    def listed(
        self,
        start: int = 0,
        limit: int = 50,
        publisher: str | None = None,
        *,
        public_only: bool = False,
        after: tuple[int, str] | None = None,
    ) -> tuple[tuple[Listed, ...], int]:
        """Documents, the latest read first, and how many there are. after: the number and id of the one before the first."""
        conditions: list[ColumnElement[bool]] = []
        if publisher is not None:
            conditions.append(index_documents.c.publisher == publisher)
        if public_only:
            conditions.append(index_documents.c.handling == "public")
        columns = index_documents.c
        query = select(
            columns.document_id,
            columns.title,
            columns.publisher,
            columns.published_on,
            columns.handling,
            columns.claims,
            columns.checked,
            columns.withdrawn,
            columns.first_batch,
        ).where(*conditions)
        if after is not None:
            number, ident = after
            earlier = columns.first_batch < number
            query = query.where(earlier | ((columns.first_batch == number) & (columns.document_id > ident)))
        order = (columns.first_batch.desc(), columns.document_id)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(*order).offset(start).limit(limit)).all()
            counted = select(func.count()).select_from(index_documents).where(*conditions)
            return tuple(Listed(*row) for row in rows), connection.execute(counted).scalar_one()

    def tally(self, name: str, *others: str, public_only: bool = False) -> dict[tuple[str, ...], int]:
        """How often each combination of values of columns stands among the claims (see `Columns.tally`)."""
        with self._lock, self._reading() as connection:
            self._caught_up(connection)
            return self._current.columns.tally(name, *others, public_only=public_only)

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self.ledger.engine, self.ledger.name)

    def _caught_up(self, connection: Connection) -> int:
        with self._lock:
            return self._current.catch_up(connection)

    def _counting(self, query: ClaimQuery, version: int) -> tuple[tuple[Facet, ...], Mapping[int, int]]:
        """The facets and years of a query; cached by what the ledger holds."""
        numbers = self._matches(query.text, version) if query.text else None
        columns = self._current.columns
        return columns.facets(query, self.items, numbers), columns.years(query, self.items, numbers)

    def _load(self, connection: Connection, numbers: Sequence[int]) -> list[Claim]:
        """The claims of numbers, in their order; those gone meanwhile are left out."""
        with self._lock:
            held = {number: self._claims[number] for number in numbers if number in self._claims}
        missing = [number for number in numbers if number not in held]
        for part in _parts(missing):
            columns = index_claims.c
            query = select(columns.number, columns.document_id, columns.record).where(columns.number.in_(part))
            rows = connection.execute(query).all()
            words = _texts(connection, {row.document_id for row in rows})
            held |= {row.number: claim_of_row(row.record, words[row.document_id]) for row in rows}
        with self._lock:
            for number in missing:
                if number in held:
                    self._claims[number] = held[number]
            while len(self._claims) > HELD:
                self._claims.popitem(last=False)
        return [held[number] for number in numbers if number in held]

    def _matching(self, words: str, version: int) -> list[int]:
        """The numbers of claims that full text search finds, ascending; cached by what the ledger holds."""
        with self._reading() as connection:
            return numbers_with(connection, words, MOST_MATCHES)


MOST_MATCHES = 50_000
"""How many matches of a search are looked at: the latest to have come in."""


def _begins(beginning: str) -> ColumnElement[bool]:
    """The claims whose ids begin so. Between two ends, their index finds them; whether they begin so, it does not see."""
    claim_id = index_claims.c.claim_id
    condition = claim_id.startswith(beginning, autoescape=True)
    if _HEXADECIMAL.fullmatch(beginning):
        return (claim_id >= beginning) & (claim_id <= beginning.ljust(len("c-") + 16, "f")) & condition
    return condition


def _pairs(flow: Flow) -> tuple[tuple[str, str], ...]:
    one, other = flow.supplier or BESIDE, flow.recipient or BESIDE
    return ((one, other), (other, one), (one, BESIDE), (other, BESIDE))


def _parts(values: list[T]) -> Iterable[list[T]]:
    return [values[start : start + MANY] for start in range(0, len(values), MANY)]


def _texts(connection: Connection, idents: Collection[str]) -> dict[str, str]:
    query = select(texts.c.document_id, texts.c.text).where(texts.c.document_id.in_(list(idents)))
    return {row.document_id: row.text for row in connection.execute(query)}
