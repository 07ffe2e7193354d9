"""Laws of sheets: whatever stands in the cells, nothing crashes and each row is accounted for."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reportedly.find.sheets.rows import SheetReader
from reportedly.read.sheets.guessing import Looks, guessed
from reportedly.read.sheets.layout import sheets
from reportedly.serve.sheet_mapping import mapping_toml, sheet_words
from reportedly.serve.wiring import tables
from reportedly.terms.sheet import SHEET_FIELDS, Cell, ColumnMap, Sheet, SheetRow

WORDS = sheet_words()
READER = SheetReader(tables(), WORDS, date(2026, 1, 15))
LOOKS = Looks(
    lambda text: READER.rows.goods.item_of(text) is not None, lambda text: READER.rows.sides.known(text) is not None
)
LIKELY = (
    "", "Iran", "RU", "RU; BY", "?", "drones", "shells", "1,000", "1.000", "ca. 5", "10-5", "2 bn USD", "tonnes", "USD bn",
    "13/10/2023", "05/06/2023", "Q4 2023", "since", "Aug–Oct 2023", "https://x.example/ a", "NIS via Yonhap", "Total", "-3",
    "=1+1", "restricted", "rate", "denied", "pledged", "1e9", "٣", "½", "from to", "over", "between", "(", "of", "per day",
)  # fmt: skip
cells = st.sampled_from(LIKELY) | st.text(max_size=12)
tables_of_cells = st.lists(st.lists(cells, max_size=8), max_size=8)


@given(tables_of_cells)
def test_any_text_file_is_read_and_its_rows_accounted_for(rows: list[list[str]]) -> None:
    """Bytes of any table: a sheet or a problem; below the header each row has one fate, and its evidence is its text's."""
    out = io.StringIO()
    csv.writer(out).writerows([["Supplier", "Recipient", "Item", "Quantity", "Date"], *rows])
    found, problems = sheets(out.getvalue().encode("utf-8", "replace"), "t.csv", WORDS)
    assert found or problems
    for sheet in found:
        guess = guessed(sheet, WORDS, LOOKS)
        fates = list(READER.fates(sheet, guess))
        assert [fate.number for fate in fates] == [row.number for row in sheet.rows]
        assert "[columns]" in mapping_toml([guess])


@given(st.binary(max_size=300), st.sampled_from(["t.csv", "t.xlsx", "t"]))
def test_any_bytes_are_a_sheet_or_a_problem(data: bytes, name: str) -> None:
    """Nothing raises."""
    found, problems = sheets(data, name, WORDS)
    assert found or problems


@given(st.lists(st.lists(cells, min_size=len(SHEET_FIELDS), max_size=len(SHEET_FIELDS)), min_size=1, max_size=6))
def test_a_column_for_every_field(rows: list[list[str]]) -> None:
    """With every field mapped, each row is kept with a claim on its own words, or refused or skipped with a reason."""
    numbered = tuple(SheetRow(at, tuple(map(Cell, row))) for at, row in enumerate(rows, start=2))
    sheet = Sheet("t.csv", "", tuple(SHEET_FIELDS), 1, numbered)
    for fate in READER.fates(sheet, ColumnMap({field: (field,) for field in SHEET_FIELDS})):
        if fate.claim and fate.document:
            text = fate.document.text
            assert fate.verdict == "kept"
            assert text[fate.claim.evidence.start : fate.claim.evidence.end] == fate.claim.evidence.quote
            assert all(0 <= start < end <= len(text) for spans in fate.claim.fields.values() for start, end in spans)
        elif fate.verdict == "refused":
            assert fate.problem
            assert fate.problem.slug
            assert fate.where in str(fate.problem)
        else:
            assert fate.verdict == "skipped"
            assert fate.why
