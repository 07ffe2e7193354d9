"""Every environment variable that the program heeds, from the constants that name them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from scripts.reference.markdown import code, page, table, words

NAME = "settings.md"
ROOT = Path(__file__).parents[2]
_SETTINGS = ROOT / "src" / "reportedly" / "serve" / "settings.py"
_LEAD = (
    "Environment variables. An option of the command goes before them. Where neither says anything, the ledger, tokens and "
    "results of sweeps lie in your data folder, and what may be emptied at any time in your cache folder."
)
_OTHERS = (
    (
        "REPORTEDLY_MODEL",
        "The name of another installed spaCy model for English, in place of the one that comes with it.",
    ),
    ("NO_COLOR", "Anything in it: no colours on a terminal."),
)


def text() -> str:
    """The page."""
    rows = [(code(name), words(said)) for name, said in sorted([*_own(), *_OTHERS])]
    return page("Settings", _LEAD, [table(("variable", "what it says"), rows)])


def _own() -> Iterator[tuple[str, str]]:
    """Constants that name a variable, each with the text below it."""
    body = ast.parse(_SETTINGS.read_text(encoding="utf-8")).body
    for node, after in pairwise(body):
        match node, after:
            case ast.Assign(value=ast.Constant(value=str(name))), ast.Expr(value=ast.Constant(value=str(said))):
                if name.startswith("REPORTEDLY_"):
                    yield name, re.sub(r"^The environment variable that ", "It ", said)
