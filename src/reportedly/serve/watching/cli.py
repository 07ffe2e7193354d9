"""`reportedly watch`: its commands, their arguments and their help. What each does stands in `commands`, loaded late."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.serve.options import Output, Place, Rows, spread

watching = typer.Typer(
    help="Poll sources, judge indicators, send alerts and dispatches, as watch.toml says. Without --once until stopped.",
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
Config = Annotated[Path, typer.Option(metavar="TOML", help="What to watch.")]
WATCH = Path("watch.toml")


@watching.callback()
@spread
def watch(
    ctx: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="One round over all sources, then end.")] = False,
    config: Config = WATCH,
    *,
    place: Place,
    rows: Rows,
) -> None:
    if ctx.invoked_subcommand is not None:
        if once or config != WATCH or place != Place() or rows.files:
            raise typer.BadParameter(f"options go behind the command: reportedly watch {ctx.invoked_subcommand} …")
        return
    from reportedly.serve.watching import commands

    (commands.watch_once if once else commands.watch_on)(config, place, rows)


@watching.command("check")
@spread
def watch_check(config: Config = WATCH, *, rows: Rows) -> None:
    """Say what is wrong with a watch.toml."""
    from reportedly.serve.watching import commands

    commands.check(config, rows)


@watching.command("status")
@spread
def watch_status(place: Place) -> None:
    """Where the sources stand, and the messages on their way."""
    from reportedly.serve.watching import commands

    commands.status(place)


@watching.command("alerts")
@spread
def watch_alerts(
    every: Annotated[bool, typer.Option("--all", help="Also those that somebody has seen.")] = False,
    *,
    place: Place,
    output: Output,
) -> None:
    """The alerts that nobody has seen yet."""
    from reportedly.serve.watching import commands

    commands.alerts(every, place, output)


@watching.command("ack")
@spread
def watch_ack(
    alert: Annotated[str, typer.Argument(metavar="ALERT", help="Its id, or the beginning of it.")],
    by: Annotated[str | None, typer.Option(help="Who has seen it; else your login name.", show_default=False)] = None,
    note: Annotated[str, typer.Option(help="What came of it.", show_default=False)] = "",
    *,
    place: Place,
) -> None:
    """Note that you have seen an alert."""
    from reportedly.serve.watching import commands

    commands.acknowledge(alert, by, note, place)


@watching.command("suggest")
@spread
def watch_suggest(place: Place, rows: Rows) -> None:
    """Conditional claims as indicators, to be put into a watch.toml."""
    from reportedly.serve.watching import commands

    commands.suggest(place, rows)


@watching.command("dispatch")
@spread
def watch_dispatch(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="FILE.md, .html or .pdf.")],
    since: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="What came after then; else a day before.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="And up to then; else up to now.", show_default=False)
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title.", show_default=False)] = None,
    house: Annotated[
        Path | None, typer.Option(metavar="TOML", help="The file of your house style.", show_default=False)
    ] = None,
    *,
    place: Place,
    rows: Rows,
) -> None:
    """Write one page on what is new, what changed and what is disputed."""
    from reportedly.serve.watching import commands

    commands.write_dispatch(output, (since, until), (title, house), place, rows)
