"""Option values spread over a command's parameters."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from typer.testing import CliRunner

from reportedly.serve.options import Place, Rows, Times, spread


@dataclass(frozen=True, slots=True)
class Size:
    """Needs a width; the height may be left out."""

    width: Annotated[int, typer.Option()]
    height: Annotated[int, typer.Option()] = 1


def test_each_field_becomes_an_option() -> None:
    """A command gets whole values; typer sees their fields."""
    app = typer.Typer()
    heard: list[tuple[str, Size, Times]] = []

    @app.command()
    @spread
    def draw(name: str, size: Size, *, times: Times) -> None:
        heard.append((name, size, times))

    done = CliRunner().invoke(app, ["box", "--width", "3", "--known-at", "2024-01-01"])
    assert done.exit_code == 0, done.output
    assert heard == [("box", Size(3, 1), Times(None, "2024-01-01"))]
    assert CliRunner().invoke(app, ["box"]).exit_code == 2


def test_name_help_and_other_parameters_stay() -> None:
    """The command keeps its name, its help and its own parameters."""

    @spread
    def ask(claim: str, place: Place) -> None:
        """Ask."""

    assert (ask.__name__, ask.__doc__) == ("ask", "Ask.")
    assert list(inspect.signature(ask).parameters) == ["claim", "ledger"]


def test_own_rows_keep_their_order() -> None:
    """Several files of rows stand in the order given; none are no files."""
    assert Rows([Path("b"), Path("a")]).files == (Path("b"), Path("a"))
    assert Rows().files == ()
