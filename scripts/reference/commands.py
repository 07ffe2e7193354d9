"""Every command with its arguments and options, as the command line itself tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

from reportedly.serve.cli import app
from scripts.reference.markdown import code, page, table, words

NAME = "commands.md"
_TYPES = (("<str>", "TEXT"), ("<int", "N"), ("<float", "NUMBER"), ("<path", "PATH"), ("<file", "FILE"))
_LEAD = (
    "What `reportedly COMMAND --help` prints. Exit codes: 0 done (warnings do not change it), 1 some input had problems, "
    "2 wrong use, such as a file that is not there (of several that are given one is a problem, and the others are read). "
    "What goes to a pipe has no colours and no progress bar."
)


def text() -> str:
    """The page."""
    whole = typer.main.get_command(app)
    return page("Commands", _LEAD, _told(whole, "reportedly"))


def _told(group: Any, name: str) -> Iterator[str]:
    for each, command in sorted(group.commands.items()):
        called = f"{name} {each}"
        yield _command(command, called)
        if getattr(command, "commands", None):
            yield from _told(command, called)


def _command(command: Any, called: str) -> str:
    ctx = command.context_class(command, info_name=called, **command.context_settings)
    usage = " ".join(command.get_usage(ctx).split()).removeprefix("Usage: ")
    records = [(p, p.get_help_record(ctx)) for p in command.get_params(ctx) if p.name != "help"]
    rows = [(code(_shown(name, p)), words(told)) for p, record in records if record for name, told in [record]]
    parts = [f"## {called}", words(command.help or ""), f"```text\n{usage}\n```"]
    return "\n\n".join([*parts, *([table(("argument, option", "what it says"), rows)] if rows else [])])


def _shown(name: str, parameter: Any) -> str:
    """An option with the kind of its value, an argument by its name."""
    if parameter.param_type_name == "argument":
        return re.sub(r" <.*>$", "", name)
    for kind, shown in _TYPES:
        name = re.sub(rf"{re.escape(kind)}[^<]*$", shown, name)
    return name
