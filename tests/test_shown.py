"""The tutorial and the how-to pages do what they show: their files are saved, their commands run, in their order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from serve.commands import run
from shown import Command, File, differs, steps

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(
    page
    for page in (DOCS / "tutorial.md", *(DOCS / "how-to").glob("*.md"))
    if any(isinstance(step, Command) for step in steps(page.read_text(encoding="utf-8")))
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_command_of_a_page_prints_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder, with the page's files, each command ends well and prints the lines below it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTEDLY_LEDGER", "of_another_page.db")
    for step in steps(page.read_text(encoding="utf-8")):
        if isinstance(step, File):
            step.save_in(tmp_path)
        else:
            follow(step, tmp_path, monkeypatch)


def follow(step: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do one line of a console and compare what it prints."""
    name, *words = step.words
    if name == "export":
        monkeypatch.setenv(*words[0].split("=", 1))
    elif name == "mkdir":
        os.makedirs(folder / words[0])
    else:
        assert name == "reportedly", step.line
        done = run(*words)
        assert done.exit_code == 0, (step.line, done.output)
        assert differs(step.printed, done.output) is None, (step.line, done.output)


def test_the_tutorial_and_most_how_to_pages_are_run() -> None:
    """The tutorial goes from reading to a dossier; at least five pages beside it hold commands that run."""
    (tutorial,) = (page for page in PAGES if page.stem == "tutorial")
    run_there = [step.words[1] for step in steps(tutorial.read_text(encoding="utf-8")) if isinstance(step, Command)]
    assert {"read", "flows", "flow", "explain", "review", "dossier"} <= set(run_there)
    assert len(PAGES) > 5


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (("a", "b"), "a\n\nb  \n", True),
        (("a", "c"), "a\nb\n", False),
        (("a",), "a\nb\n", False),
        (("a", "…"), "a\nb\nc\n", True),
        (("…", "c"), "a\nb\nc\n", True),
        (("…", "b"), "a\nb\nc\n", False),
        (("at … UTC: done",), "at 12:00 UTC: done\n", True),
        (("at … UTC: done",), "at 12:00 UTC: failed\n", False),
        (("it says …",), "it says much\n", True),
        (("a", "b"), "a\n", False),
    ],
)
def test_what_is_printed_is_held_against_what_is_shown(shown: tuple[str, ...], printed: str, same: bool) -> None:
    """Line for line, with … for what may differ and for nothing else."""
    assert (differs(shown, printed) is None) is same


def test_files_and_commands_are_taken_from_a_page_in_their_order() -> None:
    """A block behind "`NAME`:" is a file, a console block commands, any other block neither."""
    page = "Save `a.txt`:\n\n```text\nwords\n```\n\n```console\n$ reportedly read a.txt\nread\n```\n\n```toml\nx = 1\n```\n"
    assert list(steps(page)) == [File("a.txt", "words\n"), Command("reportedly read a.txt", ("read",))]
