"""The commands about the ledger itself: whether it is sound, where a copy of it lies, who may come to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from reportedly.serve.options import Bearer, Checking, Output, Place, RecordOutput, TokenPlace, spread

commands = typer.Typer()


@commands.command()
@spread
def token(
    action: Annotated[Literal["add", "list", "revoke"], typer.Argument(metavar="add|list|revoke", help="What to do.")],
    whom: Annotated[
        str | None, typer.Argument(metavar="NAME|ID", help="add: for whom; revoke: the id in the list.")
    ] = None,
    *,
    bearer: Bearer,
    tokens: TokenPlace,
    output: Output,
) -> None:
    """Who may come in from another machine: add a token for somebody, list, revoke."""
    from reportedly.serve import tokens as doing

    if (action == "list") != (whom is None):
        raise typer.BadParameter("reportedly token add NAME --role ROLE, token list, or token revoke ID")
    if action != "add" and bearer != Bearer():
        raise typer.BadParameter("--role, --restricted and --days go with token add NAME")
    if whom is None:
        doing.print_tokens(tokens, output)
    elif action == "add":
        doing.add_token(whom, bearer, tokens)
    else:
        doing.revoke_token(whom, tokens)


@commands.command()
@spread
def check(checking: Checking, place: Place, output: RecordOutput) -> None:
    """Whether a ledger is what was recorded: batches, texts, quotes, references, index."""
    from reportedly.serve.checking import check_ledger

    check_ledger(checking, place, output)


@commands.command()
@spread
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; a file of its own.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    *,
    place: Place,
) -> None:
    """Write the whole ledger into one file, checked, while others go on. It is a ledger like any."""
    from reportedly.serve.backups import write_backup

    write_backup(file, force, place)


@commands.command()
@spread
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `reportedly backup` wrote.")],
    place: Place,
) -> None:
    """Put a backup in place of a ledger that is not there or empty. None that holds anything is overwritten."""
    from reportedly.serve.backups import restore_backup

    restore_backup(file, place)
