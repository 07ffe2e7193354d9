"""Whether a database holds what was recorded: its file, the chain of batches, each document, the worked-out tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection, Engine, func, select

from reportedly.errors import LedgerBroken
from reportedly.keep.batch import Seal, link_faults
from reportedly.keep.codec import entry_of
from reportedly.keep.entry import PartiesMerged
from reportedly.keep.faults import Fault, Noted, seal_faults
from reportedly.keep.kept import UNREADABLE, Line, looked_over, record_of
from reportedly.keep.standing import advance
from reportedly.world.ledgers.plain import plain_errors
from reportedly.world.ledgers.sqlite_file import file_faults
from reportedly.world.ledgers.stored import documents, looking, other_text, sealed, steps
from reportedly.world.ledgers.stored_words import word_faults
from reportedly.world.ledgers.tables import batches, entries, texts
from reportedly.world.ledgers.worked_out import stray_faults, worked_out_faults


def _nothing() -> None:
    """No step is shown."""


@dataclass(slots=True)
class Looked:
    """What has been looked at so far. claims: found or decided of, standing or not; last: the seal of the last batch;
    borne: the noted seals that batches still bear; known_as: which names were merged into which.
    """

    batches: int = 0
    documents: int = 0
    claims: int = 0
    texts: int = 0
    last: Seal | None = None
    borne: list[Noted] = field(default_factory=list)
    known_as: dict[str, str] = field(default_factory=dict)


def ledger_faults(
    engine: Engine, name: str, looked: Looked, seals: Sequence[Noted] = (), step: Callable[[], None] = _nothing
) -> Iterator[Fault]:
    """What is not as it was recorded, in one state of the ledger, with one page of it in memory at a time. looked: is
    brought forward on the way; seals: noted elsewhere; step: called once a batch and once a document. Raises
    LedgerError where the database cannot be asked.
    """
    with looking(engine, name) as connection:
        parts = (
            file_faults(connection),
            _chain_faults(connection, looked, seals, step),
            _stray_rows(connection),
            _document_faults(connection, looked, step),
            stray_faults(connection),
            word_faults(connection),
        )
        for part in parts:
            yield from _unless_damaged(name, part)


def step_count(engine: Engine, name: str) -> int:
    """About how many steps `ledger_faults` takes."""
    with looking(engine, name) as connection:
        return steps(connection)


def _unless_damaged(name: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults; that the file is damaged where these are looked for is one itself."""
    try:
        with plain_errors(name):
            yield from faults
    except LedgerBroken as damage:
        yield Fault("damaged-file", str(damage).removeprefix(f"{name}: "))


def _chain_faults(
    connection: Connection, looked: Looked, seals: Sequence[Noted], step: Callable[[], None]
) -> Iterator[Fault]:
    wanted, hashes = {seal.number for seal in seals}, dict[int, str]()
    for seal, filed in sealed(connection):
        records = [line.record if isinstance(line.record, str) else repr(line.record) for line, _ in filed]
        for what in link_faults(looked.last, seal, records):
            yield Fault("broken-chain", what)
        for line, ident in filed:
            yield from _filing_faults(line, ident)
            yield from _party_faults(line, ident, looked.known_as)
        if seal.number in wanted:
            hashes[seal.number] = seal.hash
        looked.last = seal
        looked.batches += 1
        step()
    looked.borne += [seal for seal in seals if hashes.get(seal.number, "").startswith(seal.hash)]
    yield from seal_faults(seals, hashes, looked.last.number if looked.last else 0)


def _filing_faults(line: Line, ident: object) -> Iterator[Fault]:
    """Entries are found again by the document under which they are filed, which is no part of what is sealed."""
    record = record_of(line.record)
    if record is None:
        return
    of_claim = record.get("claim")
    of_document = of_claim.get("document") if isinstance(of_claim, dict) else record.get("document")
    told = of_document.get("id") if isinstance(of_document, dict) else record.get("document_id")
    if told != ident:
        yield Fault(
            "broken-chain", f"{line.place} is filed under {ident or 'no document'}, but is of {told or 'no document'}"
        )


def _party_faults(line: Line, ident: object, known_as: dict[str, str]) -> Iterator[Fault]:
    """What is wrong with an entry of no single document; those of a document are looked at with it."""
    if ident is not None:
        return
    record = record_of(line.record)
    try:
        entry = entry_of(record or {}, lambda _: "")
        if isinstance(entry, PartiesMerged):
            if entry.keep == entry.merged or not (entry.keep and entry.merged):
                yield Fault("unknown-reference", f"{line.place} merges {entry.merged!r} into {entry.keep!r}")
            advance({}, known_as, {}, entry, line.recorded_at)  # type: ignore[arg-type]
    except UNREADABLE as fault:
        why = " ".join(f"{type(fault).__name__}: {fault}".split())[:120] if record else "is no entry"
        yield Fault("unreadable-entry", f"{line.place} {f'cannot be read ({why})' if record else why}")


def _stray_rows(connection: Connection) -> Iterator[Fault]:
    """One fault for each table that holds rows of no batch, and one for each text of no document."""
    for table in (entries, texts):
        query = select(func.count()).select_from(table).where(table.c.batch.not_in(select(batches.c.number)))
        if count := connection.execute(query).scalar_one():
            yield Fault("broken-chain", f"{count} rows of {table.name} belong to no batch")
    of_none = select(texts.c.document_id).where(
        ~select(entries.c.batch).where(entries.c.document_id == texts.c.document_id).exists()
    )
    for ident in connection.execute(of_none).scalars():
        yield Fault("changed-text", f"there is a text of document {ident}, of which no entry tells")


def _document_faults(connection: Connection, looked: Looked, step: Callable[[], None]) -> Iterator[Fault]:
    for page in documents(connection):
        sound = []
        for kept in page:
            found = looked_over(kept, partial(other_text, connection))
            yield from found.faults
            if found.history is not None:
                sound.append((found.history, min(line.batch for line in kept.lines)))
            looked.documents += bool(kept.lines)
            looked.claims += found.claims
            looked.texts += kept.text is not None
            step()
        yield from worked_out_faults(connection, sound, looked.known_as)
