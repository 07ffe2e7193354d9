"""`reportedly demo`: the examples, from reading to the dossier."""

from __future__ import annotations

from pathlib import Path

from reportedly.serve.trying import shipped_examples
from serve.commands import claims, reports, run


def test_the_demo_reads_prints_and_writes(tmp_path: Path) -> None:
    """A ledger, the flows, the totals, two dossiers, and how to go on; the second time nothing is new."""
    folder, to = reports(tmp_path / "in"), tmp_path / "demo"
    (folder / "README.md").write_text("North Korea has sent 5 tanks to Russia, Seoul said.\n")
    first, again = (run("demo", "--to", to, "--from", folder) for _ in range(2))
    assert first.exit_code == again.exit_code == 0, first.output
    assert first.stdout.startswith("read 2 documents, ")
    assert again.stdout.startswith("read 2 documents: nothing new")
    assert "North Korea → Russia: Munitions\n  Munitions: one origin says at least 1,000 containers" in first.stdout
    assert "3,000 soldiers" in first.stdout
    assert {path.name for path in to.iterdir()} >= {"ledger.db", "dossier.html", "dossier.md"}
    assert len(claims(to / "ledger.db")) >= 3
    assert f"reportedly claims --origin KR --ledger {to / 'ledger.db'}" in first.stdout


def test_the_examples_of_the_checkout_are_found() -> None:
    """Without --from it reads those that ship with the project."""
    assert (shipped_examples() / "meta.json").exists()


def test_examples_that_are_not_there(tmp_path: Path) -> None:
    """A folder that is none is wrong use, in one line."""
    done = run("demo", "--to", tmp_path, "--from", tmp_path / "none")
    assert done.exit_code == 2
    assert "--from DIR" in done.stderr
