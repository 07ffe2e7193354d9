"""The page on importing says what is so: its cells are read as it says, its slugs are those of the code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from reportedly.find.sheets.rows import SheetReader
from reportedly.serve.sheet_mapping import mapping_of, sheet_words
from reportedly.serve.wiring import tables
from reportedly.terms.sheet import SHEET_FIELDS, Cell, ColumnMap, Sheet, SheetRow

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
READER = SheetReader(tables(), sheet_words(), date(2026, 1, 15))


def table(heading: str) -> list[tuple[str, str]]:
    """The rows of the first table below a heading: its first cell without backticks, its second."""
    section = PAGE.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    return [(cell, told) for cell, told in re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE)]


def read(field: str, cell: str, item: str) -> str:
    """What a cell of a row is read as, in the words of the page."""
    header = ("supplier", "item", field)
    row = SheetRow(2, (Cell("Iran"), Cell(item), Cell(cell)))
    sheet = Sheet("t.csv", "", header, 1, (row,))
    (fate,) = READER.fates(sheet, ColumnMap({name: (name,) for name in SHEET_FIELDS if name in header}))
    if fate.problem:
        return f"refused, `{fate.problem.slug}`"
    assert fate.claim
    if field == "happened":
        days = fate.claim.happened
        assert days
        return f"{days.start or '…'} – {days.end or '…'}"
    found = fate.claim.quantity
    if found is None:
        return "no figure"
    sides = "–".join("…" if side is None else f"{side}" for side in (found.low, found.high))
    return sides + ", approximate" * found.approximate + ", vague" * found.vague


@pytest.mark.parametrize(("cell", "told"), table("### Numbers"))
def test_numbers_are_read_as_the_page_says(cell: str, told: str) -> None:
    """Each cell of its table."""
    assert read("quantity", cell, "fuel" if "tonnes" in cell else "artillery shells") == told


@pytest.mark.parametrize(("cell", "told"), table("### Dates"))
def test_dates_are_read_as_the_page_says(cell: str, told: str) -> None:
    """Each cell of its table."""
    assert read("happened", cell, "drones") == told


def test_the_mapping_on_the_page_is_one(tmp_path: Path) -> None:
    """Its TOML is read, with every kind of key."""
    (block,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "m.toml").write_text(block, encoding="utf-8")
    told = mapping_of(tmp_path / "m.toml")
    assert (told.date_order, told.decimal) == ("dmy", ".")
    assert told.columns["recipient"] == ("To", "Buyer")
    assert told.defaults == {"recipient": "RU"}


def test_the_page_names_every_field() -> None:
    """Its table of fields has them all and no other."""
    section = PAGE.split("### The mapping\n", 1)[1].split("\n#", 1)[0]
    cells = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    assert {name for cell in cells for name in re.findall(r"`([a-z]+)`", cell)} == set(SHEET_FIELDS)


def test_the_page_names_every_slug_and_no_other() -> None:
    """Of sheets and of lines: what the code can say stands there."""
    src = ROOT / "src" / "reportedly"
    sheets = "".join(path.read_text(encoding="utf-8") for path in (src / "find" / "sheets").glob("*.py"))
    lines = "".join((src / name).read_text(encoding="utf-8") for name in ("read/claim_lines.py", "keep/importing.py"))
    slugs = set(re.findall(r'(?:Refused|Problem|_Bad)\(\s*"([a-z-]+)"', sheets + lines))
    slugs |= set(re.findall(r'_problem\(\s*"([a-z-]+)"', lines)) | {"no-source", "no-publication-date", "unclear-url"}
    slugs |= {f"unknown-{field}" for field in ("kind", "modality", "stage", "scope", "handling")}
    told = PAGE.split("### What is refused, and why\n", 1)[1]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+|percent|ditto)`", told)) - {"with-texts"}
    assert slugs - {"not-text", "empty-file"} == named
