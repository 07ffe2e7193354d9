"""The import of a sheet: its mapping is told or shown and agreed to, then each row is kept or refused."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import islice

import typer

from reportedly.errors import UsageError
from reportedly.find.sheets.fate import Fate
from reportedly.find.sheets.rows import SheetReader
from reportedly.keep.additions import reading
from reportedly.keep.entry import ClaimFound, DocumentRead
from reportedly.keep.ledger import Ledger
from reportedly.pipeline import Taken
from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence
from reportedly.present.words import many
from reportedly.read.claim_table import holds_claims
from reportedly.read.sheets.guessing import Looks, guessed
from reportedly.read.sheets.layout import sheets
from reportedly.serve import wiring
from reportedly.serve.asking import is_known, near_parties
from reportedly.serve.exporting import write_bytes
from reportedly.serve.options import Importing, Place, Rows
from reportedly.serve.printing import note, note_problems, plain, say
from reportedly.serve.reading import logged, progress
from reportedly.serve.sheet_mapping import checked, mapping_of, mapping_toml, sheet_words, shown
from reportedly.terms.claim import SHEET_METHOD
from reportedly.terms.problem import Problem
from reportedly.terms.sheet import ColumnMap, Sheet
from reportedly.terms.tables import Tables
from reportedly.world.clock import system_clock

BATCH = 200
"""Rows that are kept at once."""

_LACKS = {
    "no-source": "no source is cited in {rows}; the words of the row stand for it",
    "no-publication-date": "no day of publication stands in {rows}; nobody can say by when they were public",
    "unclear-url": "the address in {rows} is none; it is kept as words",
}
_NAMED = 5

Mapped = tuple[Sheet, ColumnMap]


def import_sheets(data: bytes, path: str, wanted: Importing, place: Place, rows: Rows) -> bool:
    """Take in the rows of a sheet; False where something was refused. Raises UsageError, DataError, LedgerError."""
    tables, words = wiring.tables(rows.files), sheet_words()
    told = mapping_of(wanted.mapping) if wanted.mapping else None
    found, problems = sheets(data, path, words, told)
    note_problems(problems)
    clean = not any(problem.severity == "error" for problem in problems)
    if not found:
        return clean
    if not (told or wanted.write_mapping) and any(holds_claims(sheet.header) for sheet in found):
        message = "is an export of claims as a workbook, or changed since: import one as jsonl or csv as it was written"
        raise UsageError(f"{path} {message}, or say with --mapping FILE what its columns are")
    for line in (f"{sheet.name or sheet.file}: {line}" for sheet in found for line in sheet.notes):
        note(plain(line))
    reader = SheetReader(tables, words, system_clock().date(), wanted.handling)
    if told:
        checked(told, found, str(wanted.mapping))
        mapped = [(sheet, told) for sheet in found]
    else:
        goods, sides = reader.rows.goods, reader.rows.sides
        looks = Looks(lambda text: goods.item_of(text) is not None, lambda text: sides.known(text) is not None)
        mapped = [(sheet, guessed(sheet, words, looks)) for sheet in found]
        if not _agreed(mapped, reader, tables, wanted):
            return clean
    if wanted.dry_run:
        fates = list(_fates(mapped, reader))
        say("\n".join(_fate_lines(fates, Names.of(tables))))
    else:
        fates = _kept(mapped, reader, path, place)
    note_problems((*_slips(fates, path, tables), *_lacking(fates, path)))
    say(summary(fates, kept=not wanted.dry_run))
    return clean and not any(fate.verdict == "refused" for fate in fates)


def _agreed(mapped: Sequence[Mapped], reader: SheetReader, tables: Tables, wanted: Importing) -> bool:
    """Whether a guess may be used: it is shown, or written, and a person says so. Raises UsageError where nobody can."""
    for sheet, guess in mapped:
        say("\n".join(mapping_lines(sheet, guess, reader, tables)))
    if wanted.write_mapping:
        write_bytes(wanted.write_mapping, mapping_toml(guess for _, guess in mapped).encode())
        say(f"wrote {wanted.write_mapping}: look through it, then give it as --mapping")
    if wanted.yes or wanted.dry_run:
        return True
    if wanted.write_mapping:
        return False
    if not sys.stdin.isatty():
        raise UsageError("this is a guess, and nothing was kept: give --yes if it is right, or --mapping FILE")
    if typer.confirm("Keep the rows as read so?"):
        return True
    note("nothing was kept; --write-mapping FILE writes the guess, to be edited")
    return False


def mapping_lines(sheet: Sheet, told: ColumnMap, reader: SheetReader, tables: Tables) -> Iterator[str]:
    """A table of the columns: what each is taken for, and some cells with what they are read as."""
    yield plain(f"{sheet.file}{f', sheet {sheet.name}' if sheet.name else ''}: {many(len(sheet.rows), 'row')}")
    lines = list(shown(sheet, told, reader, tables))
    wide = min(30, max((len(line.column) for line in lines), default=0))
    for line in lines:
        yield f"  {plain(line.column)[:30]:<{wide}}  {line.field:<15}  {'   '.join(map(plain, line.samples))}"
    yield ""


def _fates(mapped: Iterable[Mapped], reader: SheetReader) -> Iterator[Fate]:
    seen: set[str] = set()
    for sheet, told in mapped:
        yield from reader.fates(sheet, told, seen)


def _kept(mapped: Sequence[Mapped], reader: SheetReader, path: str, place: Place) -> list[Fate]:
    """Keep the rows, some hundred at once; refusals are told as they come."""
    fates: list[Fate] = []
    taken = Taken()
    rows = sum(len(sheet.rows) for sheet, _ in mapped)
    with closing(wiring.ledger(place.ledger)) as ledger, ExitStack() as stack:
        large = rows > BATCH and sys.stderr.isatty()
        advance = stack.enter_context(progress("importing", rows)) if large else None
        source = _fates(mapped, reader)
        while some := list(islice(source, BATCH)):
            note_problems(fate.problem for fate in some if fate.problem)
            taken += _appended(ledger, some)
            fates += some
            if advance:
                for _ in some:
                    advance()
        faults = logged(ledger, [path], taken)
    note_problems(faults)
    if not taken.entries and any(fate.verdict == "kept" for fate in fates):
        note("nothing new: the ledger knew all these rows")
    return fates


def _appended(ledger: Ledger, fates: Iterable[Fate]) -> Taken:
    pairs = [(fate.document, fate.claim) for fate in fates if fate.document and fate.claim]
    batch = ledger.append([e for document, claim in pairs for e in reading(document, [claim], SHEET_METHOD)])
    news = batch.entries if batch else ()
    return Taken(
        documents=len(pairs),
        new=sum(isinstance(entry, DocumentRead) for entry in news),
        claims=sum(isinstance(entry, ClaimFound) for entry in news),
        entries=len(news),
        problems=tuple(fate.problem for fate in fates if fate.problem),
    )


def _fate_lines(fates: Iterable[Fate], names: Names) -> Iterator[str]:
    """Each row and what becomes of it."""
    for fate in fates:
        if fate.claim:
            yield plain(f"{fate.where}: kept: {claim_sentence(fate.claim, names)}")
        elif fate.problem:
            yield plain(f"{fate.where}: {fate.verdict}: {fate.problem.message} [{fate.problem.slug}]")
        else:
            yield plain(f"{fate.where}: {fate.verdict}: {fate.why}")


def _lacking(fates: Iterable[Fate], path: str) -> Iterator[Problem]:
    """What kept rows lack, in one line a kind."""
    lacking: dict[str, list[int]] = {}
    for fate in fates:
        for slug in fate.warnings:
            lacking.setdefault(slug, []).append(fate.number)
    for slug, numbers in lacking.items():
        yield Problem(slug, _LACKS[slug].format(rows=_rows(numbers)), path, "warning")


def _slips(fates: Iterable[Fate], path: str, tables: Tables) -> Iterator[Problem]:
    """Each party of kept rows that no table knows and whose name is near that of one that is known."""
    bearing: dict[str, list[int]] = {}
    for fate in fates:
        for name in dict.fromkeys((*fate.claim.actor, *fate.claim.recipient) if fate.claim else ()):
            bearing.setdefault(name, []).append(fate.number)
    for name, numbers in bearing.items():
        if not is_known(name, tables) and (meant := near_parties(name, tables)):
            told = f"no party is called “{name}”, as in {_rows(numbers)}, and it is kept by that name{meant}"
            yield Problem("unknown-name", told, path, "warning")


def _rows(numbers: Sequence[int]) -> str:
    some = ", ".join(map(str, numbers[:_NAMED])) + (", …" if len(numbers) > _NAMED else "")
    return f"row {some}" if len(numbers) == 1 else f"{len(numbers)} rows ({some})"


def summary(fates: Iterable[Fate], *, kept: bool) -> str:
    """kept 171, refused 24, skipped 5 of 200 rows."""
    counts = Counter(fate.verdict for fate in fates)
    verb = "kept" if kept else "would keep"
    of = many(sum(counts.values()), "row")
    return f"{verb} {counts['kept']:,}, refused {counts['refused']:,}, skipped {counts['skipped']:,} of {of}"
