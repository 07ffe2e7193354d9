"""Writes the pages of docs/reference anew: `make reference`."""

from __future__ import annotations

from pathlib import Path

from scripts.reference import commands, endpoints, fields, lexicon, problems, settings
from scripts.reference.markdown import page

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
MADE = (commands, settings, endpoints, fields, lexicon, problems)


def pages() -> dict[str, str]:
    """The name of each page, and what it says."""
    made = {module.NAME: module.text() for module in MADE}
    listed = "\n".join(f"- [{said.splitlines()[0].removeprefix('# ')}]({name})" for name, said in made.items())
    lead = "Made from the code by `make reference`; a test compares. The [glossary](../glossary.md) tells the words."
    return {"index.md": page("Reference", lead, [listed]), **made}


def write() -> None:
    """Put them where they belong."""
    FOLDER.mkdir(exist_ok=True)
    for name, said in pages().items():
        (FOLDER / name).write_text(said, encoding="utf-8")


if __name__ == "__main__":
    write()
