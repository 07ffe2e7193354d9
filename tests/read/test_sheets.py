"""Sheets as tables: delimiters and encodings, where the header stands, what a workbook's cells say."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from reportedly.read.sheets.delimited import delimiter_of
from reportedly.read.sheets.layout import LOOKED_THROUGH, sheets
from reportedly.serve.sheet_mapping import sheet_words
from reportedly.terms.sheet import Cell, Sheet

WORDS = sheet_words()
TEXT = "Supplier,Recipient,Item\nIran,Россия,drones\n"


def only(data: bytes, name: str = "t.csv") -> Sheet:
    (sheet,), _ = sheets(data, name, WORDS)
    return sheet


def book(*rows: tuple[Any, ...], **formats: str) -> bytes:
    """A workbook of one sheet. formats: cell → number format."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, form in formats.items():
        sheet[cell].number_format = form
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_parts_the_cells(sign: str) -> None:
    """The sign by which the lines have the same number of cells, though others stand in them too."""
    text = f'Supplier{sign}Recipient{sign}Notes\nIran{sign}Russia{sign}"a, b; c"\nDPRK{sign}Russia{sign}one, two\n'
    assert delimiter_of(text) == sign
    assert [row.cell(0).text for row in only(text.encode()).rows] == ["Iran", "DPRK"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_whatever_the_encoding(encoding: str) -> None:
    """With a mark and without; a Cyrillic sheet of the nineties too."""
    text = TEXT + "Иран,Россия,беспилотники\nБеларусь,Россия,снаряды и ракеты\nКитай,Россия,станки\n" * 3
    assert only(text.encode(encoding)).rows[1].cell(0).text == "Иран"


def test_the_header_is_found_below_titles() -> None:
    """Title rows above are passed over and said; rows keep the numbers of the file."""
    sheet = only(b"Working file\n\nSupplier;Recipient;Item\n;;\nIran;Russia;drones\n")
    assert (sheet.header, sheet.header_row) == (("Supplier", "Recipient", "Item"), 3)
    assert sheet.notes == ("row 1 above the header passed over: Working file",)
    assert [row.number for row in sheet.rows] == [4, 5]


def test_a_header_too_far_down_is_none() -> None:
    """It is looked for among the first ten rows."""
    data = b"x\n" * LOOKED_THROUGH + TEXT.encode()
    found, (problem,) = sheets(data, "t.csv", WORDS)
    assert (found, problem.slug, problem.severity) == ((), "no-header", "error")


def test_the_cells_of_a_workbook() -> None:
    """Whole floats are whole, shares say so, days are days; a formula without a saved value is its text."""
    rows = only(
        book(
            ("Supplier", "Recipient", "Item", "Quantity", "Date"),
            (1000.0, 2.5, 0.3, datetime(2023, 10, 13), date(2023, 10, 13)),
            (True, "=SUM(A1:A2)", None, datetime(2023, 10, 13, 9, 30), "Ａ\u0301"),
            C2="0%",
        ),
        "t.xlsx",
    ).rows
    assert rows[0].cells[:3] == (Cell("1000", number=1000), Cell("2.5", number=2.5), Cell("30%"))
    assert rows[0].cells[3:] == (Cell("2023-10-13", day=date(2023, 10, 13)),) * 2
    assert rows[1].cells[:3] == (Cell("TRUE"), Cell("=SUM(A1:A2)"), Cell())
    assert rows[1].cells[3].day == date(2023, 10, 13)


def test_a_sheet_that_reaches_too_far_is_a_problem() -> None:
    """One stray cell at the far end is no reason to hang."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("Supplier", "Recipient", "Item"))
    sheet["XFD1048576"] = "x"
    out = io.BytesIO()
    workbook.save(out)
    found, (problem,) = sheets(out.getvalue(), "t.xlsx", WORDS)
    assert (found, problem.slug) == ((), "too-large")
    assert "1,048,576 rows by 16,384 columns" in problem.message


def test_every_worksheet_with_a_header_is_a_sheet() -> None:
    """By its name; one without is left out with a warning."""
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.title = "Arms"
    for each in (first, workbook.create_sheet("People")):
        each.append(("From", "To", "What"))
        each.append(("Iran", "Russia", "drones"))
    workbook.create_sheet("Remarks").append(("to be checked",))
    out = io.BytesIO()
    workbook.save(out)
    found, (problem,) = sheets(out.getvalue(), "t.xlsx", WORDS)
    assert [sheet.path(sheet.rows[0]) for sheet in found] == ["t.xlsx#Arms!2", "t.xlsx#People!2"]
    assert (problem.slug, problem.severity) == ("no-header", "warning")
