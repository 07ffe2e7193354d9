"""The reference says what the code says now, and leaves out nothing that another page tells of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts.reference.__main__ import FOLDER, pages
from scripts.reference.problems import NAMED_OTHERWISE, slugs

ROOT = Path(__file__).parents[1]
PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_the_reference_is_what_the_code_gives(name: str) -> None:
    """Where this fails after a change of commands, endpoints, rows, fields or messages: make reference."""
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name]


def test_no_other_page_stands_in_the_folder() -> None:
    """What is no longer made is taken away."""
    assert sorted(page.name for page in FOLDER.iterdir()) == sorted(PAGES)


def faults_told(page: Path) -> set[str]:
    """The slugs in a page's tables of faults, those whose first heading is slug or status."""
    tables = re.findall(
        r"^\| (?:slug|status) \|.*?(?:\n\n|\Z)", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    cells = [
        row.split("|")[1 if table.startswith("| slug") else 2]
        for table in tables
        for row in table.split("\n")
        if "|" in row
    ]
    return {slug for cell in cells for slug in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", cell)}


TELLING = {page.name: faults for page in sorted((ROOT / "docs").glob("*.md")) if (faults := faults_told(page))}


@pytest.mark.parametrize("page", TELLING)
def test_slugs_that_a_page_explains_stand_in_the_reference(page: str) -> None:
    """Each slug of its tables of faults is one of the reference's."""
    assert TELLING[page] - {slug for slug, _, _ in slugs()} == set()


def test_pages_that_explain_faults_are_seen() -> None:
    """Of importing, language models, REST and other languages."""
    assert {"import.md", "models.md", "rest.md", "languages.md"} <= set(TELLING)


def test_no_slug_is_named_by_hand_that_the_code_lacks_or_spells_out() -> None:
    """Those put together end as the code says (`unknown-` and a field), the others stand in it as they are."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for slug in NAMED_OTHERWISE:
        assert f'"{slug}"' in sources or ('"unknown-{' in sources and slug.startswith("unknown-")), slug
