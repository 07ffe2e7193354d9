"""Workbooks made to do harm are refused in little memory and time; what is odd in one by accident is read."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from read.harmful_sheets import BROKEN, SHEET, TOO_LARGE, after, book, rows
from reportedly.read.sheets.layout import sheets
from reportedly.serve.sheet_mapping import sheet_words

MOST_MEMORY, MOST_SECONDS = 1_000_000_000, 60
_CHILD = """
import sys
from reportedly.read.sheets.layout import sheets
from reportedly.serve.sheet_mapping import sheet_words
found, problems = sheets(sys.stdin.buffer.read(), "t.xlsx", sheet_words())
print(len(found), *(problem.slug for problem in problems))
print(*problems)
"""


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _told(data: bytes) -> tuple[str, str]:
    """What a process with little memory and time makes of a workbook: how many sheets, which problems; their words."""
    done = subprocess.run([sys.executable, "-c", _CHILD], input=data, capture_output=True, preexec_fn=_bounded)
    assert done.returncode == 0, done.stderr.decode()[-300:]
    outcome, _, words = done.stdout.decode().partition("\n")
    return outcome, words


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_a_small_workbook_that_grows_is_too_large(kind: str) -> None:
    """In a gigabyte of memory it is told in one line that it is too large, however it would grow."""
    data = TOO_LARGE[kind]()
    assert len(data) < 2_000_000
    outcome, words = _told(data)
    assert outcome == "0 too-large"
    assert words.count("\n") == 1


@pytest.mark.parametrize("kind", BROKEN)
def test_a_workbook_of_tricks_is_broken(kind: str) -> None:
    """Entities, parts that two readers read otherwise and odd packing are no workbook; no file of the disk is told."""
    outcome, words = _told(BROKEN[kind]())
    assert outcome == "0 broken-sheet"
    assert "root:" not in words


def test_formulas_are_never_worked_out() -> None:
    """A formula counts as the value saved with it; one without stands as its letters, whatever it would call."""
    calls = (
        b'<row r="3"><c r="A3" t="str"><f>WEBSERVICE("http://127.0.0.1/")</f><v>Chile</v></c>'
        b'<c r="B3"><f>cmd|\' /C calc\'!A0</f></c><c r="D3"><f>1+1</f><v>40</v></c></row>'
    )
    (sheet,), problems = sheets(book({SHEET: rows(calls)}), "t.xlsx", sheet_words())
    assert not problems
    assert [cell.text for cell in sheet.rows[1].cells] == ["Chile", "=cmd|' /C calc'!A0", "", "40"]


def test_a_number_beyond_all_measure_is_read_as_it_stands() -> None:
    """1E999 is a cell like others, and nothing fails over it."""
    huge = rows(b'<row r="3"><c r="A3"><v>1</v></c><c r="D3"><v>1E999</v></c></row>')
    (sheet,), _ = sheets(book({SHEET: huge}), "t.xlsx", sheet_words())
    assert sheet.rows[1].cells[3].text == "inf"


def test_drawings_of_old_do_no_harm() -> None:
    """Office writes drawings that are no XML, and nobody reads them: the sheet is."""
    drawn = book({"xl/drawings/vmlDrawing1.vml": lambda _: b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><br></xml>'})
    (sheet,), problems = sheets(drawn, "t.xlsx", sheet_words())
    assert not problems
    assert [cell.text for cell in sheet.rows[0].cells] == ["Chile", "Peru", "mortars", "30"]


def test_merged_cells_of_a_table_are_read() -> None:
    """The words of a merged range count for each of its rows, as they did."""
    merged = after(b'<mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
    more = rows(b'<row r="3"><c r="B3" t="inlineStr"><is><t>Kenya</t></is></c></row>')
    (sheet,), _ = sheets(book({SHEET: lambda part: merged(more(part))}), "t.xlsx", sheet_words())
    assert [row.cells[0].text for row in sheet.rows] == ["Chile", "Chile"]
