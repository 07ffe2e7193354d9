"""`reportedly mentions`: what is seen, without a ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from serve.commands import reports, run

KEYS = {
    "party": {"class", "code"},
    "place": {"place", "lat", "lon"},
    "item": {"class", "item"},
    "vessel": {"name", "imo"},
    "quantity": {"low", "high", "unit", "approximate"},
    "period": {"start_on", "end_on", "timex3"},
    "attribution": {"source", "cue", "content", "party"},
}


def test_each_line_is_a_mention_record(tmp_path: Path) -> None:
    """Document, type, start, end, text, and what the type adds; the text is the slice; in order of the document."""
    path = reports(tmp_path) / "containers.txt"
    done = run("mentions", path, "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    text = path.read_text(encoding="utf-8")
    assert done.exit_code == 0
    assert {"party", "item", "quantity", "period", "attribution"} <= {row["type"] for row in rows}
    for row in rows:
        assert row.keys() == {"document", "type", "start", "end", "text"} | KEYS[row["type"]]
        assert row["document"] == {"path": str(path)}
        assert text[row["start"] : row["end"]] == row["text"]
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


def test_every_form_holds_the_same(tmp_path: Path) -> None:
    """json, jsonl and csv tell as many mentions; the table shows their words."""
    path = reports(tmp_path) / "soldiers.txt"
    lines = [json.loads(line) for line in run("mentions", path, "--format", "jsonl").stdout.splitlines()]
    assert json.loads(run("mentions", path, "--format", "json").stdout) == lines
    assert len(list(csv.DictReader(io.StringIO(run("mentions", path, "--format", "csv").stdout)))) == len(lines)
    assert "3,000 soldiers" in run("mentions", path).stdout


def test_pasted_text_and_own_rows(tmp_path: Path) -> None:
    """`-` reads standard input; --lexicon adds a class of item."""
    rows = tmp_path / "my.toml"
    rows.write_text('[[item]]\nitem = "lifting-gas"\nparent = "materiel"\nnames = ["lifting gas"]\ncls = "materiel"\n')
    done = run("mentions", "-", "--format", "json", "--lexicon", rows, given="Russia bought lifting gas.\n")
    assert "lifting-gas" in [row.get("item") for row in json.loads(done.stdout)]


def test_a_malformed_row_is_wrong_use(tmp_path: Path) -> None:
    """A lexicon that does not read names file and row, exit code 2."""
    rows = tmp_path / "my.toml"
    rows.write_text('[[item]]\nitem = "lifting-gas"\nflavour = "none"\n')
    done = run("mentions", "-", "--lexicon", rows, given="Russia bought lifting gas.\n")
    assert done.exit_code == 2
    assert "my.toml" in done.stderr
    assert done.stderr.count("\n") == 1


def test_bad_input_beside_good(tmp_path: Path) -> None:
    """A missing file is exit code 1; the other is still told."""
    done = run("mentions", tmp_path / "nowhere.txt", reports(tmp_path) / "soldiers.txt", "--format", "jsonl")
    assert done.exit_code == 1
    assert "[missing-path]" in done.stderr
    assert "soldiers" in done.stdout


def test_nothing_seen_is_said() -> None:
    """A text without mentions gives an empty answer and a line that says so."""
    done = run("mentions", "-", "--format", "json", given="It is so.\n")
    assert done.stdout == "[]\n"
    assert "nothing is seen in it" in done.stderr
