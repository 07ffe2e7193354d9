"""Settings: what the environment says. Nothing else reads it, but for the language model's name."""

from __future__ import annotations

import os
from pathlib import Path

VERSION = "0.1.0"
"""Of this package, as pyproject.toml has it."""

LEDGER = "REPORTEDLY_LEDGER"
"""The environment variable that names the ledger, a path or a database url."""


def default_ledger() -> str:
    """The ledger that is used where none is named: that of the environment, else one in the user's data folder."""
    named = os.environ.get(LEDGER)
    if named:
        return named
    # Only commands without --ledger need it.
    from platformdirs import user_data_path

    return str(Path(user_data_path("reportedly", appauthor=False)) / "ledger.db")


def colours_wanted() -> bool:
    """Whether colours may be written to a terminal (see no-color.org)."""
    return not os.environ.get("NO_COLOR")
