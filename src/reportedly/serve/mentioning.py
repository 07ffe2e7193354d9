"""`reportedly mentions`: what is seen in a text, without a ledger."""

from __future__ import annotations

import typer

from reportedly.present.lines import mention_record
from reportedly.read.options import ReadOptions
from reportedly.serve import wiring
from reportedly.serve.exits import PROBLEMS
from reportedly.serve.options import Output, Rows
from reportedly.serve.printing import look, note, note_problems, say, say_rows
from reportedly.serve.reading import inputs, require_any
from reportedly.serve.spreadsheets import csv_of
from reportedly.terms.document import Document
from reportedly.terms.mention import Mention
from reportedly.terms.native import NATIVE, language_name
from reportedly.terms.problem import Problem
from reportedly.terms.record import Json
from reportedly.world.clock import system_clock


def print_mentions(paths: list[str], output: Output, rows: Rows) -> None:
    """The mentions of each document in order; lines of JSON are printed as they are found. Exit codes as of `read`."""
    require_any(paths)
    finder, failed, table = wiring.reader(rows.files), False, list[Json]()
    drawn: list[Mention] = []
    for documents, problems in inputs(paths, ReadOptions(today=system_clock().date())):
        note_problems(problems)
        failed |= any(problem.severity == "error" for problem in problems)
        for document in documents:
            note_problems(_unseen(document))
            found = finder.mentions(document)
            records = [mention_record(mention, document.path) for mention in found]
            if output.format == "jsonl":
                say_rows(records, "jsonl")
            table += records
            drawn += found
    if output.format == "csv":
        say(csv_of(table), exact=True)
    elif output.format == "json":
        say_rows(table, "json")
    elif output.format == "table" and drawn:
        # Drawing loads rich.
        from reportedly.present.tables import mentions_table

        say(mentions_table(drawn, look()))
    if not table:
        note("nothing is seen in it")
    if failed:
        raise typer.Exit(PROBLEMS)


def _unseen(document: Document) -> tuple[Problem, ...]:
    """A warning for a document in whose language nothing is seen."""
    if document.language in (wiring.LANGUAGE, *NATIVE):
        return ()
    message = f"it is in {language_name(document.language)}, for which there are no rows: nothing is seen in it"
    return (Problem("other-language", message, document.path or document.url or document.id, "warning"),)
