"""The shipped examples as an export, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.present.exports.export import Export
from reportedly.serve.exporting import Wanted, exported
from reportedly.serve.options import Place, Rows
from serve.commands import run

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """All claims of the examples, as `reportedly export` takes them."""
    ledger = tmp_path_factory.mktemp("exports") / "l.db"
    done = run("read", EXAMPLES, ledger=ledger)
    assert ledger.exists(), done.output
    made = exported(Wanted("jsonl"), Place(str(ledger)), Rows())
    assert len(made.claims) > 50
    return made
