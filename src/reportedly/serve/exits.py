"""How a command ends: 0 done, perhaps with warnings, 1 some input had problems, 2 wrong use, 130 stopped. Errors are one
line, never a trace."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from reportedly.errors import (
    LedgerBroken,
    LedgerError,
    LedgerLocked,
    NotALedger,
    ParserError,
    ReportedlyError,
    TokenError,
)
from reportedly.serve.printing import plain

PROBLEMS, WRONG_USE, STOPPED, NOBODY_READS = 1, 2, 130, 141
_NOT_THE_USERS = (LedgerError, TokenError, ParserError)
"""Errors in what is there, not in how the command was called."""
_SLUGS: tuple[tuple[type[LedgerError], str], ...] = (
    (NotALedger, "not-a-ledger"),
    (LedgerLocked, "ledger-locked"),
    (LedgerBroken, "ledger-broken"),
    (LedgerError, "ledger-unusable"),
)


class Commands(TyperGroup):
    """The commands, with an end for whatever they raise."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. What was read before Ctrl-C stays; a reader that has gone away ends it quietly."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except typer.BadParameter as fault:
            fault.message = fault.message.removeprefix("Value error, ")  # what checks types says to programmers
            raise
        except ReportedlyError as error:
            typer.echo(f"reportedly: {one_line(error)}", err=True)
            raise typer.Exit(PROBLEMS if isinstance(error, _NOT_THE_USERS) else WRONG_USE) from error
        except KeyboardInterrupt as stop:
            raise typer.Exit(STOPPED) from stop
        except BrokenPipeError as gone:
            # What is still in the buffer would be written, and complained of, when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(NOBODY_READS) from gone
        return done


def one_line(error: ReportedlyError) -> str:
    """The error's text; a ledger that cannot be used is input, so its fault bears a slug like every problem."""
    text = plain(str(error))
    slug = slug_of(error)
    return f"{text} [{slug}]" if slug else text


def slug_of(error: ReportedlyError) -> str | None:
    """The slug of a ledger's fault; no other error has one."""
    return next((slug for kind, slug in _SLUGS if isinstance(error, kind)), None)
