"""`reportedly import`: a hand-made sheet, or the claims of another ledger, into this one."""

from __future__ import annotations

from pathlib import PurePath

import typer

from reportedly.read.bounds import MAX_BYTES
from reportedly.read.claim_table import claim_table
from reportedly.serve.exits import PROBLEMS, WRONG_USE
from reportedly.serve.options import Importing, Place, Rows
from reportedly.serve.printing import note_problems
from reportedly.terms.problem import Problem
from reportedly.world.files import content

LINES = (".jsonl", ".ndjson")
MAX_LINES_BYTES = 200_000_000
"""Of another ledger's lines, which may hold the texts of thousands of documents."""

SHEETS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


def import_file(path: str, wanted: Importing, place: Place, rows: Rows) -> None:
    """Take in one file; exit code 1 where something in it was refused, 2 where it is not there. Raises UsageError,
    DataError, LedgerError.
    """
    ending = PurePath(path).suffix.lower()
    data = content(path, MAX_LINES_BYTES if ending in LINES else MAX_BYTES)
    if isinstance(data, Problem):
        note_problems([data])
        raise typer.Exit(WRONG_USE if data.slug == "missing-path" else PROBLEMS)
    table = claim_table(data) if ending in (".csv", ".txt") and not (wanted.mapping or wanted.write_mapping) else None
    if table is not None or ending in LINES or (ending not in SHEETS and data.lstrip()[:1] == b"{"):
        # Each way loads what the other does not need.
        from reportedly.serve.importing_lines import import_lines

        clean = import_lines(table or data, path, wanted, place)
    else:
        from reportedly.serve.importing_sheets import import_sheets

        clean = import_sheets(data, path, wanted, place, rows)
    if not clean:
        raise typer.Exit(PROBLEMS)
