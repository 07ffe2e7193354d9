"""Where a command's words go: tables as wide as the terminal, colours only on one, problems to standard error."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from reportedly.serve.settings import colours_wanted

if TYPE_CHECKING:
    from reportedly.present.tables import Look
    from reportedly.terms.problem import Problem

PIPE_WIDTH = 160
"""Columns of a table that goes to a pipe or a file."""


def plain(words: str) -> str:
    """Words of a document or a file's name on one line, without what a terminal would obey: control codes, overrides of
    the order of writing.
    """
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(words.split()))


def printable(line: str) -> str:
    """A line with its columns, blanks in place of what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in line)


def say(text: str) -> None:
    """Print to standard output; text that already ends a line gets no other end."""
    typer.echo(text, nl=not text.endswith("\n"))


def note(text: str) -> None:
    """Print a line to standard error, above the bar where there is one: the bar listens to `print` alone."""
    print(text, file=sys.stderr)


def say_json(value: Any) -> None:
    """Print one JSON value, indented."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_rows(rows: Sequence[Any], given: str) -> None:
    """Print JSON rows as one array (`json`) or one a line (`jsonl`)."""
    if given == "json":
        say_json(list(rows))
        return
    for row in rows:
        say(json.dumps(row, ensure_ascii=False))


def note_problems(problems: Iterable[Problem]) -> None:
    """Each problem as one line on standard error: file, fault, slug."""
    for problem in problems:
        note(plain(str(problem)))


def look() -> Look:
    """How tables are drawn where standard output goes to."""
    # Drawing loads rich; a command that prints JSON does not wait for it.
    from reportedly.present.tables import Look

    if sys.stdout.isatty():
        return Look(max(80, shutil.get_terminal_size().columns), colour=colours_wanted())
    return Look(PIPE_WIDTH)
