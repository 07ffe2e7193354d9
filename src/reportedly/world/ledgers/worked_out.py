"""The worked-out tables held against what the entries give: claims, whom they are about, documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from reportedly.keep.faults import Fault
from reportedly.keep.history import History
from reportedly.keep.index import IndexRow, about, index_rows
from reportedly.keep.kept import UNREADABLE
from reportedly.world.ledgers.bulk import parts
from reportedly.world.ledgers.index import document_row
from reportedly.world.ledgers.stored import plain, value_of
from reportedly.world.ledgers.tables import entries, index_about, index_claims, index_documents

_COLUMNS = tuple(IndexRow.__dataclass_fields__)


def worked_out_faults(
    connection: Connection, sound: Sequence[tuple[History, int]], known_as: Mapping[str, str]
) -> Iterator[Fault]:
    """One fault for each claim and document of a page whose rows are not what the entries give. sound: the histories, each
    with the number of the batch that first told of it; known_as: which names were merged into which.
    """
    idents = [history.document.id for history, _ in sound]
    claims = _rows_of(connection, index_claims, idents)
    told = _rows_of(connection, index_documents, idents)
    pairs = _pairs_of(connection, [row.number for rows in claims.values() for row in rows])
    for history, first in sound:
        ident = history.document.id
        try:
            wanted = index_rows(history, dict(known_as))
            document = document_row(history, first)
        except UNREADABLE as fault:
            yield Fault("unreadable-entry", f"what stands of document {ident} cannot be worked out ({fault})")
            continue
        yield from _claim_faults(ident, wanted, claims.get(ident, []), pairs)
        yield from _of_document(ident, document, told.get(ident, []))


def _claim_faults(
    ident: str, wanted: Sequence[IndexRow], kept: Sequence[Row[Any]], pairs: Mapping[int, set[tuple[str, str]]]
) -> Iterator[Fault]:
    begin = f"the index of document {ident} is not what stands: claim"
    of_claim: dict[str, list[Row[Any]]] = {}
    for row in kept:
        of_claim.setdefault(row.claim_id, []).append(row)
    for want in wanted:
        rows = of_claim.pop(want.claim_id, [])
        if len(rows) != 1:
            yield Fault("stale-index", f"{begin} {want.claim_id} is {'there twice' if rows else 'missing'}")
            continue
        unlike = [name for name in _COLUMNS if value_of(getattr(want, name)) != value_of(getattr(rows[0], name))]
        if pairs.get(rows[0].number, set()) != set(about(want)):
            unlike.append("whom it is about")
        if unlike:
            yield Fault("stale-index", f"{begin} {want.claim_id} differs in {', '.join(unlike)}")
    for claim in of_claim:
        yield Fault("stale-index", f"{begin} {claim} does not stand")


def _of_document(ident: str, wanted: Sequence[Any], kept: Sequence[Row[Any]]) -> Iterator[Fault]:
    begin = f"the index of document {ident} is not what stands: its own row"
    if not kept:
        yield Fault("stale-index", f"{begin} is missing")
        return
    told = zip(index_documents.c.keys(), wanted, kept[0], strict=True)
    unlike = [name for name, want, have in told if value_of(want) != value_of(have)]
    if unlike:
        yield Fault("stale-index", f"{begin} differs in {', '.join(unlike)}")


def stray_faults(connection: Connection) -> Iterator[Fault]:
    """One fault for each document of the index that no entry tells of, and one for pairs of no claim."""
    for table in (index_claims, index_documents):
        known = select(entries.c.batch).where(entries.c.document_id == table.c.document_id).exists()
        strays = select(table.c.document_id).where(~known).distinct().order_by(table.c.document_id)
        for ident in connection.execute(strays).scalars():
            what = "claims of document" if table is index_claims else "document"
            yield Fault("stale-index", f"the index holds {what} {ident}, which was never read")
    known = select(index_claims.c.number).where(index_claims.c.number == index_about.c.number).exists()
    strays = select(index_about.c.number).where(~known).distinct().order_by(index_about.c.number)
    for number in connection.execute(strays).scalars():
        yield Fault("stale-index", f"the index tells whom claim number {number} is about, and holds no such claim")


def _rows_of(connection: Connection, table: Any, idents: Sequence[str]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    columns = [plain(column).label(column.name) for column in table.c]
    for row in connection.execute(select(*columns).where(table.c.document_id.in_(idents))):
        found.setdefault(row.document_id, []).append(row)
    return found


def _pairs_of(connection: Connection, numbers: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    for part in parts(numbers):
        query = select(index_about.c.number, index_about.c.one, index_about.c.other)
        for number, one, other in connection.execute(query.where(index_about.c.number.in_(part))):
            found.setdefault(number, set()).add((one, other))
    return found
