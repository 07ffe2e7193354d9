"""Where a command's words go: tables as wide as the terminal, colours only on one, problems to standard error."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from reportedly.serve.settings import colours_wanted

if TYPE_CHECKING:
    from reportedly.present.tables import Look
    from reportedly.terms.problem import Problem

PIPE_WIDTH = 160
"""Columns of a table that goes to a pipe or a file."""


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal or the order of writing would obey."""
_COLOUR = re.compile(r"(\x1b\[[0-9;]{0,12}m)")


def plain(words: str) -> str:
    """Words of a document or a file's name on one line, without what a terminal would obey: control codes, overrides of
    the order of writing.
    """
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(words.split()))


def printable(line: str) -> str:
    """A line with its columns, blanks in place of what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in line)


def shown(text: str, colour: bool = False) -> str:
    """Lines with a sign in place of what a terminal would obey. colour: but for the escapes of tables for colours."""
    if not _OBEYED.search(text):
        return text
    parts = _COLOUR.split(text) if colour else [text]
    return "".join(part if number % 2 else _OBEYED.sub("\ufffd", part) for number, part in enumerate(parts))


def say(text: str, exact: bool = False) -> None:
    """Print to standard output; text that already ends a line gets no other end. exact: for programs, to whom every letter
    goes as it is; on a terminal it is shown and not obeyed.
    """
    terminal = sys.stdout.isatty()
    words = text if exact and not terminal else shown(text, colour=terminal and not exact)
    typer.echo(words, nl=not text.endswith("\n"))


def note(text: str) -> None:
    """Print a line to standard error, above the bar where there is one: the bar listens to `print` alone."""
    print(shown(text), file=sys.stderr)


def note_new_folder(path: Path) -> None:
    """A line where the folder of a file to be written is made for it: a slip in a path would be seen nowhere else."""
    if not path.parent.exists():
        note(plain(f"{path.parent}: a new folder is made for {path.name}"))


def say_json(value: Any) -> None:
    """Print one JSON value, indented."""
    say(json.dumps(value, ensure_ascii=False, indent=2), exact=True)


def say_rows(rows: Sequence[Any], given: str) -> None:
    """Print JSON rows as one array (`json`) or one a line (`jsonl`)."""
    if given == "json":
        say_json(list(rows))
        return
    for row in rows:
        say(json.dumps(row, ensure_ascii=False), exact=True)


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
