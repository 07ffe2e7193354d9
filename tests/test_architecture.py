"""The rows of the architecture: what may import what, and that what is pure stays pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "reportedly"

ROWS: tuple[frozenset[str], ...] = (
    frozenset({"terms", "errors"}),
    frozenset({"read", "find", "resolve", "keep", "assess", "watch", "present"}),
    frozenset({"world", "pipeline", "dispatching", "sweeping", "watching"}),
    frozenset({"serve"}),
    frozenset({"__init__", "__main__"}),
)
"""From the lowest row up. A module may import rows below its own, and modules of its own folder; `pipeline` and what stands
beside it do not know `world`, nor it them."""

SAME_ROW = {("terms", "errors"), ("sweeping", "pipeline"), ("dispatching", "pipeline"), ("watching", "pipeline")}
EFFECTS = {
    "os", "socket", "subprocess", "urllib.request", "requests", "httpx", "random", "secrets", "tempfile", "shutil", "time",
    "threading",
}  # fmt: skip
EXCUSED = {("read/pdf.py", "threading"): "pdfium is not thread-safe; the lock changes no answer"}
EFFECTFUL_CALLS = {"open", "print", "input", "exec", "eval", "breakpoint"}
PURE = ROWS[0] | ROWS[1] | {"pipeline", "dispatching", "sweeping", "watching"}
MAX_LINES = 400


def modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def folder(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in line {node.lineno}"
            if node.module == "reportedly":
                yield from ((f"reportedly.{alias.name}", node.lineno) for alias in node.names)
            elif node.module:
                yield node.module, node.lineno


def row_of(name: str) -> int:
    return next((i for i, row in enumerate(ROWS) if name in row), len(ROWS))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_a_module_imports_only_rows_below(path: Path) -> None:
    """A module imports rows below its own and its own folder, never a neighbour and never upward."""
    here = folder(path)
    if here == "__init__":
        return
    for name, line in imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] != "reportedly" or len(parts) < 2:
            continue
        there = parts[1]
        allowed = there == here or (here, there) in SAME_ROW or row_of(there) < row_of(here)
        assert allowed, f"{here} may not import {name} (line {line})"


@pytest.mark.parametrize("path", [p for p in modules() if folder(p) in PURE], ids=lambda p: str(p.relative_to(SRC)))
def test_what_is_pure_has_no_effects(path: Path) -> None:
    """Below `world`, and in `pipeline`, nothing opens, prints, waits, asks the clock, the environment or chance."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name, line in imports(tree):
        excused = (str(path.relative_to(SRC)), name) in EXCUSED
        assert excused or not {name, name.split(".")[0]} & EFFECTS, f"{name} is imported in line {line}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                assert called.id not in EFFECTFUL_CALLS, f"{called.id}() in line {node.lineno}"
            elif isinstance(called, ast.Attribute):
                assert called.attr not in {
                    "now",
                    "today",
                    "utcnow",
                    "read_text",
                    "write_text",
                    "write_bytes",
                    "urlopen",
                }, f".{called.attr}() in line {node.lineno}"


@pytest.mark.parametrize("path", [p for p in modules() if folder(p) == "terms"], ids=lambda p: p.name)
def test_terms_need_only_the_standard_library(path: Path) -> None:
    """The nouns depend on nothing that must be installed."""
    import sys

    for name, line in imports(ast.parse(path.read_text(encoding="utf-8"))):
        top = name.split(".")[0]
        assert top == "reportedly" or top in sys.stdlib_module_names, f"{name} in line {line}"


def test_only_find_and_world_see_spacy() -> None:
    """The parse is known to the finding stage and to the world that loads the model, and to nobody else."""
    for path in modules():
        seen = {name.split(".")[0] for name, _ in imports(ast.parse(path.read_text(encoding="utf-8")))}
        assert "spacy" not in seen or folder(path) in {"find", "world"}, path


def test_no_room_is_too_large_to_know() -> None:
    """No module is longer than 400 lines."""
    long = {
        str(p.relative_to(SRC)): n
        for p in modules()
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def test_every_module_says_its_place() -> None:
    """Each module begins with a docstring."""
    silent = [p for p in modules() if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert silent == []
