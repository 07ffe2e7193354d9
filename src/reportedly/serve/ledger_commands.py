"""The commands about the ledger itself: whether it is sound, where a copy of it lies, who may come to it."""

from __future__ import annotations

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
