"""The shipped examples as an export, read once for a process."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from present.exports.generated import MADE_AT
from reportedly.present.exports.export import Export
from reportedly.serve.exporting import Wanted, exported
from reportedly.serve.options import Place, Rows, Taking
from serve.commands import run

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@cache
def examples_export() -> Export:
    """All claims of the examples as the shipped tables name them, with the documents' texts, of a fixed moment."""
    with TemporaryDirectory() as folder:
        done = run("demo", "--to", folder, "--from", EXAMPLES)
        assert done.exit_code == 0, done.output
        place = Place(str(Path(folder) / "ledger.db"))
        made = exported(Wanted("jsonl", taking=Taking(with_texts=True)), place, Rows())
    assert len(made.claims) > 50
    return replace(made, moment=replace(made.moment, made_at=MADE_AT))
