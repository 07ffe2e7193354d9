"""A ledger of millions of invented claims, written in bulk: row by row what the ledger's own door would have written.

Some hundred documents of five claims each go through the real door into a small ledger. Their rows are taken as templates:
number, day, parties, publisher and one rare word are exchanged, every id and every SHA-256 is worked out anew, and the
seals are made over the lines as always. SQLite takes them by `executemany` in large transactions, PostgreSQL by COPY; the
secondary indexes (those of words in PostgreSQL among them) are taken away before and made anew after; while it fills,
nothing is forced to disk and PostgreSQL does not check that batches exist to which rows belong. Begun again, it goes on
after the last batch.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.workbench import BODIES, GOODS, MODALITIES, WORDS, Pairs, pairs
from sqlalchemy import Connection, inspect, text

from reportedly.keep.additions import reading
from reportedly.keep.batch import GENESIS, batch_hash
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, DocumentRef, Hedge, Item
from reportedly.terms.document import Document, content_id, sha256
from reportedly.terms.evidence import Evidence
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity, Scope
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.rows import last_seal
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from reportedly.world.ledgers.tables import metadata
from reportedly.world.ledgers.words import add_words

SEED, TEMPLATES, A_DOCUMENT, A_BATCH, AT_ONCE = 20231013, 100, 5, 1_000, 20
SCOPES: tuple[Scope | None, ...] = ("cumulative", "increment", None)
PUBLISHERS, DAYS, START = 3_000, 2_500, date(2019, 1, 1)
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
ACTOR, RECIPIENT, WORD = "\ue000\ue001", "\ue002\ue003", "\ue004\ue005\ue006\ue007\ue008\ue009"
NUMBER, PUBLISHER, DAY = "\ue010", "\ue011", date(1987, 6, 5)
FILLED = ("entries", "texts", "index_claims", "index_about", "index_documents")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """The rows of a document. parts: their words, cut where something is exchanged; keys: by what; cells: for each table
    what picks the cells of each row out of words and constants; kinds: of each claim, what its id is worked out from.
    """

    parts: tuple[str, ...]
    keys: tuple[str, ...]
    constants: tuple[Any, ...]
    cells: dict[str, tuple[Callable[[Sequence[Any]], Row], ...]]
    words: str
    tails: tuple[str, ...]
    abouts: tuple[int, ...]

    def filled(self, values: dict[str, str], escaped: bool) -> list[Any]:
        """The words of all cells, then the constants; escaped as COPY wants them, or not."""
        parts = list(self.parts)
        parts[1::2] = [values[key] for key in self.keys]
        whole = "".join(parts)
        if escaped:
            whole = whole.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        return [*whole.split("\x00"), *self.constants]


COLUMNS: dict[str, tuple[str, ...]] = {
    "entries": ("document_id", "record"),
    "texts": ("document_id", "text"),
    "index_claims": tuple(c.name for c in metadata.tables["index_claims"].c if c.name != "number"),
    "index_about": ("one", "other"),
    "index_documents": tuple(c.name for c in metadata.tables["index_documents"].c if c.name != "first_batch"),
}
"""The columns of each table that come from the template; the numbers before them are the filler's own."""
NUMBERED = {"entries": ("batch", "position"), "texts": ("batch",), "index_claims": ("number",),
            "index_about": ("number",), "index_documents": ("first_batch",)}  # fmt: skip


def templates() -> list[Template]:
    """The templates, always the same."""
    chance = random.Random(SEED)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.db"
        told = [_document(chance) for _ in range(TEMPLATES)]
        with closing(open_sql_ledger(path, FixedClock())) as ledger:
            for document, claims in told:
                ledger.append(reading(document, claims, "made/1"))
        with closing(sqlite3.connect(path)) as base:
            return [_template(base, document, claims) for document, claims in told]


def _document(chance: random.Random) -> tuple[Document, list[Claim]]:
    told = [_sentence(chance) for _ in range(A_DOCUMENT)]
    filler = " ".join(chance.choice(WORDS) for _ in range(40))
    words = " ".join(sentence for sentence, *_ in told) + f" {filler}, {WORD}."
    document = Document(words, f"{NUMBER}.txt", f"Paper {PUBLISHER}", url=f"https://made.example/{NUMBER}",
                        published_on=DAY, title=f"Report {NUMBER}")  # fmt: skip
    return document, [_claim(document, *one, chance) for one in told]


def _sentence(chance: random.Random) -> tuple[str, str, str, int]:
    item, noun, unit = chance.choice(GOODS)
    count = chance.randrange(10, 30_000)
    by = f"{chance.choice(WORDS)} and the {chance.choice(WORDS)}"
    return f"{ACTOR} sent {count} {noun} to {RECIPIENT} by the {by}, lot {WORD}, officials said.", item, unit, count


def _claim(document: Document, sentence: str, item: str, unit: str, count: int, chance: random.Random) -> Claim:
    start, on = document.text.index(sentence), START + timedelta(days=chance.randrange(DAYS))
    at = document.text.index(str(count), start)
    origin = chance.choice(BODIES)
    return Claim(
        document=DocumentRef.of(document),
        kind="deployment" if unit == "person" else "transfer",
        actor=(ACTOR,),
        recipient=(RECIPIENT,),
        evidence=Evidence.cut(document.text, start, start + len(sentence)),
        items=(Item(sentence.split()[3], item), *([Item("lot", "munitions")] if chance.random() < 0.1 else [])),
        quantity=Quantity(
            count,
            chance.choice((None, count)),
            unit,
            scope=chance.choice(SCOPES),
            text=str(count),
        ),
        happened=Period(on - timedelta(days=chance.randrange(1, 200)), on, "since then"),
        modality=chance.choice(MODALITIES),  # type: ignore[arg-type]
        hedges=(Hedge("officials said", origin),),
        attribution=(Link(document.publisher or ""), Link(origin, origin, verb="say")),
        origins=tuple(dict.fromkeys((origin, chance.choice(BODIES) if chance.random() < 0.15 else origin))),
        fields={"actor": ((start, start + 2),), "quantity": ((at, at + len(str(count))),)},
        method="made/1",
        reading_confidence=round(chance.uniform(0.4, 0.99), 3),
    )


def _template(base: sqlite3.Connection, document: Document, claims: list[Claim]) -> Template:
    cells: list[Any] = []
    plans: dict[str, list[list[int]]] = {name: [] for name in FILLED}
    numbers: dict[int, int] = {}
    for name in FILLED:
        mine = "number IN (SELECT number FROM index_claims WHERE document_id = ?)"
        where = mine if name == "index_about" else "document_id = ?"
        columns = ", ".join((*NUMBERED[name], *COLUMNS[name]))
        query = f"SELECT {columns} FROM {name} WHERE {where} ORDER BY {', '.join(NUMBERED[name])}"
        for row in base.execute(query, [document.id]).fetchall():
            if name == "index_claims":
                numbers[row[0]] = len(numbers)
            if name == "index_about":
                numbers[-len(plans[name])] = numbers[row[0]]
            own = row[len(NUMBERED[name]) :]
            plans[name].append(list(range(len(cells), len(cells) + len(own))))
            cells += own
    abouts = tuple(numbers[-n] for n in range(len(plans["index_about"])))
    worded = [n for n, cell in enumerate(cells) if isinstance(cell, str)]
    fixed = [n for n, cell in enumerate(cells) if not isinstance(cell, str)]
    place = {n: new for new, n in enumerate((*worded, *fixed))}
    keys = {document.id: "document", document.text_sha256: "sha", ACTOR: "actor", RECIPIENT: "recipient", WORD: "word",
            NUMBER: "number", PUBLISHER: "publisher", DAY.isoformat(): "day"}  # fmt: skip
    keys |= {claim.id: f"claim {n}" for n, claim in enumerate(claims)}
    cut = re.split(f"({'|'.join(map(re.escape, keys))})", "\x00".join(cells[n] for n in worded))
    spans = [[claim.fields.get(name, ()) for name in ("actor", "recipient", "item")] for claim in claims]
    tails = [(claim.kind, claim.evidence.span, *told) for claim, told in zip(claims, spans, strict=True)]
    return Template(
        parts=tuple(cut),
        keys=tuple(keys[part] for part in cut[1::2]),
        constants=tuple(cells[n] for n in fixed),
        cells={name: tuple(itemgetter(*(place[n] for n in row)) for row in rows) for name, rows in plans.items()},
        words=document.text,
        tails=tuple("\x1f".join(map(str, tail)) for tail in tails),
        abouts=abouts,
    )


def word_of(number: int) -> str:
    """The rare word of the n-th document: six letters that no other has."""
    rest, letters = number * 104_729 % 26**6, ""
    for _ in range(6):
        rest, letter = divmod(rest, 26)
        letters += chr(ord("a") + letter)
    return letters


@dataclass(slots=True)
class Filler:
    """Makes the rows of batches. escaped: as the lines of COPY, and not as tuples."""

    escaped: bool
    known: Pairs = field(default_factory=pairs)
    forms: list[Template] = field(default_factory=templates)

    def values(self, number: int, form: Template, chance: random.Random) -> dict[str, str]:
        """What is exchanged in the n-th document."""
        actor, recipient = self.known.chosen(chance)
        day = (START + timedelta(days=int(DAYS * chance.random() ** 0.7))).isoformat()
        told = {"actor": actor, "recipient": recipient, "word": word_of(number), "number": str(number), "day": day,
                "publisher": str(int(PUBLISHERS * chance.random() ** 3))}  # fmt: skip
        body = form.words.replace(ACTOR, actor).replace(RECIPIENT, recipient).replace(WORD, told["word"])
        told["sha"] = sha256(body.encode())
        url = f"https://made.example/{number}"
        told["document"] = content_id("d", told["sha"], f"Paper {told['publisher']}", url)
        for n, tail in enumerate(form.tails):
            told[f"claim {n}"] = content_id("c", told["document"], tail)
        return told

    def batch(self, number: int, documents: int) -> tuple[list[str], dict[str, list[Row]]]:
        """The lines that are sealed in a batch, and the rows of each table."""
        chance = random.Random(SEED * 1_000 + number)
        rows: dict[str, list[Row]] = {name: [] for name in FILLED}
        lines: list[str] = []
        for n in range(documents):
            form = chance.choice(self.forms)
            at = (number - 1) * A_BATCH + n
            values = self.values(at + 1, form, chance)
            plain = form.filled(values, False)
            told = form.filled(values, True) if self.escaped else plain
            entry = form.cells["entries"]
            lines += [pick(plain)[1] for pick in entry]
            rows["entries"] += [(number, len(rows["entries"]) + p, *pick(told)) for p, pick in enumerate(entry)]
            for name in ("texts", "index_documents"):
                rows[name] += [(number, *pick(told)) for pick in form.cells[name]]
            first = at * A_DOCUMENT + 1
            rows["index_claims"] += [(first + p, *pick(told)) for p, pick in enumerate(form.cells["index_claims"])]
            about = zip(form.abouts, form.cells["index_about"], strict=True)
            rows["index_about"] += [(first + p, *pick(told)) for p, pick in about]
        return lines, rows


def fill(ledger: SqlLedger, claims: int) -> float:
    """Fill a ledger up to so many claims; the claims a second."""
    if ledger.engine.dialect.name == "sqlite":
        with ledger.engine.connect() as plain:
            _pragmas(plain, "journal_mode = TRUNCATE", "synchronous = OFF", "cache_size = -1500000")
            _hold_words(plain, 1 << 26)
            rate = _filled(plain, claims)
            _hold_words(plain, 1 << 20)  # as it is by itself
            _pragmas(plain, "journal_mode = WAL", "synchronous = FULL")
            return rate
    with ledger.engine.connect() as connection:
        connection.execute(text("SET synchronous_commit = off"))
        # Batches come before what points to them; to look for each again, row by row, would take half of the time.
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("SET maintenance_work_mem = '1GB'"))
        connection.commit()
        return _filled(connection, claims)


def _pragmas(connection: Connection, *pragmas: str) -> None:
    connection.commit()
    for pragma in pragmas:
        connection.connection.cursor().execute(f"PRAGMA {pragma}")


def _hold_words(connection: Connection, size: int) -> None:
    """How many bytes of words SQLite's index gathers before it writes them: the more, the less it merges."""
    connection.exec_driver_sql(f"INSERT INTO index_words(index_words, rank) VALUES ('hashsize', {size})")
    connection.commit()


def _filled(connection: Connection, claims: int) -> float:
    lite = connection.dialect.name == "sqlite"
    filler = Filler(escaped=not lite)
    _without_indexes(connection)
    seal = last_seal(connection)
    connection.commit()
    number, previous = (seal.number, seal.hash) if seal else (0, GENESIS)
    began, before = time.perf_counter(), number * A_BATCH * A_DOCUMENT
    documents = -(-claims // A_DOCUMENT)
    while number * A_BATCH < documents:
        for _ in range(AT_ONCE):
            if number * A_BATCH >= documents:
                break
            number += 1
            lines, rows = filler.batch(number, min(A_BATCH, documents - (number - 1) * A_BATCH))
            at = BEGUN + timedelta(seconds=number)
            hashed = batch_hash(number, at, previous, lines)
            connection.execute(
                metadata.tables["batches"].insert(),
                {"number": number, "recorded_at": at, "previous": previous, "hash": hashed},
            )
            previous = hashed
            (_insert if lite else _copy)(connection, rows)
        connection.commit()
        done = min(number * A_BATCH, documents) * A_DOCUMENT
        rate = (done - before) / (time.perf_counter() - began)
        print(f"\r{done:,} claims, {rate:,.0f} a second ", end="", file=sys.stderr, flush=True)
    print("\nindexes …", file=sys.stderr)
    _with_indexes(connection)
    added = documents * A_DOCUMENT - before
    return added / (time.perf_counter() - began)


def _insert(connection: Connection, rows: dict[str, list[Row]]) -> None:
    cursor = connection.connection.cursor()
    for name in FILLED:
        columns = (*NUMBERED[name], *COLUMNS[name])
        query = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        cursor.executemany(query, sorted(rows[name], key=itemgetter(1, 2)) if name == "index_about" else rows[name])
    words = 1 + COLUMNS["index_claims"].index("words")
    told = [(row[0], row[words]) for row in rows["index_claims"]]
    cursor.executemany("INSERT INTO index_words(rowid, words) VALUES (?, ?)", told)


def _copy(connection: Connection, rows: dict[str, list[Row]]) -> None:
    cursor: Any = connection.connection.cursor()
    words = 1 + COLUMNS["index_claims"].index("words")
    add_words(connection, [(int(row[0]), str(row[words])) for row in rows["index_claims"]])
    for name in FILLED:
        columns = ", ".join((*NUMBERED[name], *COLUMNS[name]))
        lines = ("\t".join("\\N" if cell is None else str(cell) for cell in row) for row in rows[name])
        with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
            copy.write("\n".join(lines) + "\n")


def _indexes(connection: Connection) -> Iterable[tuple[str, str]]:
    """The name of each secondary index of the tables filled, and the statement that makes it."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    else:
        query = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)"
        )
    return [(row[0], row[1]) for row in connection.execute(text(query)) if any(f" {t} " in row[1] or f".{t} " in row[1] for t in (*FILLED, "index_words"))]  # fmt: skip  # noqa: E501


def _without_indexes(connection: Connection) -> None:
    """Take the secondary indexes away, and keep the statements that make them in a table of their own until then."""
    if not inspect(connection).has_table("filling"):
        connection.execute(text("CREATE TABLE filling (statement TEXT)"))
    for name, statement in _indexes(connection):
        connection.execute(text("INSERT INTO filling VALUES (:statement)"), {"statement": statement})
        connection.execute(text(f'DROP INDEX "{name}"'))


def _with_indexes(connection: Connection) -> None:
    for statement in connection.execute(text("SELECT statement FROM filling")).scalars().all():
        connection.exec_driver_sql(statement)
    connection.execute(text("DROP TABLE filling"))
    if connection.dialect.name != "sqlite":
        highest = "(SELECT max(number) FROM index_claims)"
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('index_claims', 'number'), {highest})"))
    connection.execute(text("ANALYZE"))
    connection.commit()
