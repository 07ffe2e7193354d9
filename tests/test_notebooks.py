"""The example notebooks: kept without outputs, and each runs from its first cell to its last."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))
DRAWN = {"01-from-reports-to-a-frame": "<table", "02-a-flow-and-its-band": "<svg", "03-who-repeats-whom": "<table"}
"""What must stand among the outputs of each."""


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_valid_and_kept_clean(path: Path) -> None:
    """It follows the format; no output and no count of runs is kept in it."""
    notebook = read(path)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)


@pytest.mark.full
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, tmp_path: Path) -> None:
    """Every cell runs in a kernel of its own, beside the examples, and what it is to show is shown."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    notebook = read(path)
    notebook.cells.append(nbformat.v4.new_code_cell("print(reportedly.__file__)"))
    place = {"metadata": {"path": tmp_path / "examples" / "notebooks"}}
    NotebookClient(notebook, timeout=240, resources=place).execute(env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    (package,) = notebook.cells.pop().outputs
    assert package.text.startswith(str(ROOT)), "the package under test, not an installed one"
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = "".join(str(output.get("data", {}).get("text/html", "")) for output in outputs)
    assert DRAWN[path.stem] in shown
    assert all(output.output_type != "error" for output in outputs)
