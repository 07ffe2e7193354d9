"""What fuzzing found, each kept as the smallest input that once raised, hung or passed in silence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from find.seeing import wired
from fuzz.doors import DOORS
from fuzz.seeds import seeds
from read.archives import raw_record
from reportedly.errors import DataError, UsageError
from reportedly.read.dispatch import read_bytes
from reportedly.read.lists.reading import Brought, read_list
from reportedly.read.sheets.layout import sheets
from reportedly.serve.house_style import house_style
from reportedly.serve.sheet_mapping import mapping_of, sheet_words
from reportedly.serve.tables import rows_of
from reportedly.serve.watching.watch_file import watch_file

DIGITS = b"x = " + b"9" * 5_000
"""More digits than the interpreter makes a number of: an error of another kind than that of a malformed file."""
DEEP = b"x = " + b"[" * 5_000
TOML = pytest.mark.parametrize(
    "data", [DIGITS, DEEP, b"\xff", b"x = ", b"x = 1\x00"], ids=["digits", "deep", "utf", "cut", "nul"]
)


@TOML
def test_rows_of_a_user_that_are_no_toml(data: bytes) -> None:
    """One error of use that names the file."""
    with pytest.raises(DataError, match=r"own\.toml"):
        rows_of("own.toml", data)


@TOML
def test_settings_that_are_no_toml(data: bytes, tmp_path: Path) -> None:
    """The house style and the mapping of a sheet are errors of use; a watch.toml has the fault among its problems."""
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    for reader in (house_style, mapping_of):
        with pytest.raises(UsageError, match=r"own\.toml"):
            reader(path)
    assert [problem.slug for problem in watch_file(path, wired().tables)[1]] == ["broken-toml"]


def test_places_with_an_endless_cell() -> None:
    """A cell of megabytes is an error of use too."""
    with pytest.raises(DataError, match=r"own\.csv"):
        rows_of("own.csv", b"place,names\n" + b"a" * 200_000 + b",b\n")


@pytest.mark.parametrize("year", ["9" * 40, "9" * 5_000, "0", "", "soon"], ids=["40", "5000", "0", "none", "word"])
def test_a_list_of_a_year_that_is_none(year: str) -> None:
    """It has no day; more digits than a number of the machine holds are no error of the program."""
    head = b'<?xml version="1.0"?>\n<Sanctions xmlns="https://example.org/exports/ADVANCED_XML" Version="1">\n'
    told = f'<DateOfIssue CalendarTypeID="1"><Year>{year}</Year><Month>1</Month><Day>2</Day></DateOfIssue></Sanctions>'
    listed, problems = read_list(Brought([head + told.encode()], "list.xml"))
    assert listed.date is None
    assert [problem.slug for problem in problems] == ["empty-file"]  # that it names nobody, and nothing else


def test_a_list_whose_namespace_holds_a_bracket() -> None:
    """An address with a “}” in it is no error of the program: what breaks off is told as such."""
    torn = b'<?xml version="1.0"?>\n<Sanctions xmlns="http}://example.org/exports/ADVANCED_XML" Version="1">\n<Date'
    _, problems = read_list(Brought([torn], "list.xml"))
    assert [problem.slug for problem in problems] in (["unknown-list"], ["broken-list"])


def test_a_list_whose_first_line_is_nested_without_end() -> None:
    """It is no list that is known."""
    _, problems = read_list(Brought([b'{"schema":' * 5_000], "list.json"))
    assert [problem.slug for problem in problems] in (["unknown-list"], ["broken-list"])


def test_an_archive_without_pages() -> None:
    """That there was nothing to read is said."""
    documents, problems = read_bytes(raw_record(b"software: crawler", kind="warcinfo"), "a.warc")
    assert documents == ()
    assert [problem.slug for problem in problems] == ["no-documents"]


def test_a_workbook_without_worksheets() -> None:
    """It is an empty file."""
    data = seeds("xlsx")[0]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "xl/workbook.xml":
                start, end = part.index(b"<sheets>") + len(b"<sheets>"), part.index(b"</sheets>")
                part = part[:start] + part[end:]
            made.writestr(name, part)
    found, problems = sheets(out.getvalue(), "t.xlsx", sheet_words())
    assert found == ()
    assert [problem.slug for problem in problems] in (["empty-file"], ["broken-sheet"])


@pytest.mark.parametrize("door", DOORS)
def test_nothing_at_all(door: str) -> None:
    """No bytes are no values, and no exception; a file of settings may be empty."""
    values, problems = DOORS[door](b"")
    assert problems or door in ("lexicon", "places", "watch", "house", "mapping")
    assert values == (1 if door in ("house", "mapping") else 0)
