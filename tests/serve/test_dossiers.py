"""`reportedly dossier`: a file on what goes both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from serve.commands import run, shipped


def test_a_dossier_holds_people_and_arms(read_once: Path, tmp_path: Path) -> None:
    """Containers and soldiers are in it, with the words and the addresses."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / "out" / "d.md", "--title", "On record", ledger=read_once)
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out" / "d.md").read_text(encoding="utf-8")
    assert text.startswith("# On record")
    assert "more than 1,000 containers of munitions" in text
    assert "3,000 soldiers" in text
    assert "https://daily.example/1" in text
    assert "checked by a person" in done.stdout


def test_published_by_bounds_it(read_once: Path, tmp_path: Path) -> None:
    """What was published later is not in it."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--published-by", "2023-12-31", ledger=read_once)
    text = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert "1,000 containers" in text
    assert "3,000 soldiers" not in text


def test_known_at_bounds_it(read_once: Path, tmp_path: Path) -> None:
    """Before the ledger knew anything there is nothing to write."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--known-at", "2001-01-01", ledger=read_once)
    assert done.exit_code == 0
    assert not (tmp_path / "d.md").exists()
    assert "nothing is written" in done.stderr


def test_html_is_one_page(read_once: Path, tmp_path: Path) -> None:
    """The ending chooses the form."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.HTML", ledger=read_once)
    page = (tmp_path / "d.HTML").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "1,000 containers" in page


def test_only_the_classes_named(read_once: Path, tmp_path: Path) -> None:
    """--item leaves the other classes out."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--item", "soldiers", ledger=read_once)
    assert "1,000 containers of munitions" not in (tmp_path / "d.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words"), [("d.pdf", "not in this version"), ("d.docx", "not in this version"), ("d", ".html")]
)
def test_other_forms_are_refused_in_one_line(name: str, words: str, read_once: Path, tmp_path: Path) -> None:
    """PDF and Word are not in this version, and say so."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / name, ledger=read_once)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reviewed_claim_counts_as_checked(own: Path, tmp_path: Path) -> None:
    """n of m claims checked by a person."""
    run("review", shipped(own)["id"], "accept", "--by", "Ada", ledger=own)
    assert "1 of 3 claims checked" in run("dossier", "KP", "RU", "-o", tmp_path / "d.md", ledger=own).stdout


def test_a_place_that_cannot_be_written_is_told(read_once: Path, tmp_path: Path) -> None:
    """A folder where the file should go is wrong use, told in one line."""
    (tmp_path / "d.md").mkdir()
    done = run("dossier", "KP", "RU", "-o", tmp_path / "d.md", ledger=read_once)
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
