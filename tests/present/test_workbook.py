"""Claims as a workbook: read back with another library than wrote it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from present.sample import CONTAINERS, COUNT, DENIAL, MINISTER, SILENCE, TROOPS
from present.sample_texts import DISPATCH, claim
from reportedly.errors import UsageError
from reportedly.present.cells import DAYS, INSTANTS, MOST_LETTERS, MOST_ROWS
from reportedly.present.lines import CLAIM_COLUMNS, claim_row
from reportedly.present.workbook import claims_workbook
from reportedly.terms.claim import Claim, Review
from reportedly.terms.period import Period
from reportedly.terms.record import claim_record

SHOWN_AT = datetime(2025, 1, 15, 9, 30, tzinfo=UTC)
ALL = (CONTAINERS, DENIAL, MINISTER, TROOPS, COUNT, SILENCE)


def book(*claims: Claim) -> Any:
    return load_workbook(io.BytesIO(claims_workbook(claims, SHOWN_AT)))


def sheet(*claims: Claim) -> Worksheet:
    found: Worksheet = book(*claims)["Claims"]
    return found


def cell(column: str, *claims: Claim, row: int = 2) -> Any:
    return sheet(*claims).cell(row, CLAIM_COLUMNS.index(column) + 1)


def noted(note: str) -> Claim:
    return replace(CONTAINERS, reviewed=Review("A. Analyst", SHOWN_AT, "accepted", note))


def addressed(url: str) -> Claim:
    return replace(CONTAINERS, document=replace(CONTAINERS.document, url=url))


def test_the_columns_are_those_of_the_csv() -> None:
    """The first row names each field as the CSV does, and each claim has a row, in order."""
    rows = list(sheet(*ALL).iter_rows(values_only=True))
    assert rows[0] == CLAIM_COLUMNS
    assert [row[0] for row in rows[1:]] == [claim.id for claim in ALL]


def test_every_cell_holds_what_the_csv_holds() -> None:
    """Days and instants as such, all else word for word."""
    rows = list(sheet(*ALL).iter_rows(min_row=2, values_only=True))
    for given, row in zip(ALL, rows, strict=True):
        flat = claim_row(claim_record(given))
        for column, value in zip(CLAIM_COLUMNS, row, strict=True):
            if column not in DAYS | INSTANTS:
                assert value == (flat[column] or None if isinstance(flat[column], str) else flat[column]), column


def test_days_are_days_and_numbers_numbers() -> None:
    """They sort and add up in a spreadsheet without being told what they are."""
    assert cell("happened.start", CONTAINERS).value == datetime(2023, 9, 14)
    assert cell("happened.start", CONTAINERS).number_format == "yyyy-mm-dd"
    assert cell("published_on", CONTAINERS).is_date
    assert (cell("quantity.low", CONTAINERS).value, cell("quantity.low", CONTAINERS).data_type) == (1000, "n")
    assert cell("quantity.high", CONTAINERS).value is None
    assert cell("reading_confidence", CONTAINERS).data_type == "n"


def test_a_day_before_those_of_excel_stays_words() -> None:
    """Its days begin in 1900."""
    old = replace(CONTAINERS, happened=Period(date(1899, 12, 31), date(1900, 3, 1), "long ago"))
    assert cell("happened.start", old).value == "1899-12-31"
    assert cell("happened.end", old).value == datetime(1900, 3, 1)


def test_an_instant_is_told_in_utc() -> None:
    """A spreadsheet knows no zones."""
    at = datetime(2024, 12, 1, 2, 0, 0, 123, tzinfo=timezone(timedelta(hours=9)))
    reviewed = replace(CONTAINERS, reviewed=Review("A. Analyst", at, "accepted"))
    assert cell("reviewed.at", reviewed).value == datetime(2024, 11, 30, 17, 0)


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://evil.example","x")',
        "=1+1",
        "+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "{=1}",
        "https://evil.example",
        "mailto:a@b.example",
        "12",
        "'=1",
    ],
)
def test_no_words_run_in_a_spreadsheet(text: str) -> None:
    """Whatever a text begins with, its cell holds the text; neither a formula nor a link, nor a number."""
    made = book(noted(text))
    found = made["Claims"].cell(2, CLAIM_COLUMNS.index("reviewed.note") + 1)
    assert unescape(found.value) == text
    assert found.data_type == "s"
    assert found.hyperlink is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_stays_text_when_edited(text: str) -> None:
    """Its cell bears Excel's own apostrophe; one that looks like none does not."""
    assert cell("reviewed.note", noted(text)).quotePrefix
    assert not cell("reviewed.note", noted("a note")).quotePrefix


def test_the_file_holds_no_formula_at_all() -> None:
    """Not in any sheet."""
    with zipfile.ZipFile(io.BytesIO(claims_workbook((*ALL, noted("=1+1")), SHOWN_AT))) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any(b"<f" in parts.read(name) for name in sheets)
        assert not any("external" in name.lower() for name in parts.namelist())


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1&c=2", "http://example.org/a", "https://example.org/a#b", "HTTPS://example.org/"]
)
def test_web_addresses_are_links(url: str) -> None:
    """The address of a document can be followed, and reads as it is."""
    found = cell("document.url", addressed(url))
    assert found.value == url
    target = found.hyperlink.target + (f"#{found.hyperlink.location}" if found.hyperlink.location else "")
    assert target == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "external:c:/a.xlsx",
        "internal:About!A1",
        "mailto:a@b.example",
        "https://example.org/a b",
        "https://",
        "https://example.org/" + "a" * 2100,
        "=1+1",
    ],
)
def test_other_addresses_are_words(url: str) -> None:
    """What is no web address, or too long for Excel, stands as text."""
    found = cell("document.url", addressed(url))
    assert found.value == url
    assert found.hyperlink is None


def test_the_head_stays_in_view_and_filters() -> None:
    """The first row is frozen, and every column can be filtered."""
    found = sheet(*ALL)
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref is not None
    assert found.auto_filter.ref.startswith("A1:")
    assert found.auto_filter.ref.endswith(str(len(ALL) + 1))


def test_the_second_sheet_says_what_it_is() -> None:
    """That these are claims, when they stood, how many a person has checked."""
    words = " ".join(str(value) for row in book(*ALL)["About"].iter_rows(values_only=True) for value in row)
    assert "None says that anything happened" in words
    assert "2025-01-15 09:30 UTC" in words
    assert "6 claims, 3 checked by a person" in words


def test_text_longer_than_a_cell_is_cut_and_said() -> None:
    """Excel holds 32,767 letters; the cut is marked in the cell and on the second sheet, and no letter is halved."""
    made = book(noted("a" * (MOST_LETTERS - 2) + "😀 and on"))
    text = made["Claims"].cell(2, CLAIM_COLUMNS.index("reviewed.note") + 1).value
    assert text == "a" * (MOST_LETTERS - 2) + "…"
    words = " ".join(str(value) for row in made["About"].iter_rows(values_only=True) for value in row)
    assert "1 text longer than a cell holds" in words


def test_words_of_any_script_and_control_codes_come_back() -> None:
    """Nothing that a document says breaks the file."""
    text = "조선 Россия 😀 \x01\x0b <b>&amp; _x0041_ \ufffe"
    found = cell("reviewed.note", noted(text)).value
    assert "조선 Россия 😀" in found
    assert "<b>&amp;" in found


def test_the_same_claims_give_the_same_bytes() -> None:
    """Nothing of the hour or the machine is in it."""
    assert claims_workbook(ALL, SHOWN_AT) == claims_workbook(iter(ALL), SHOWN_AT)


def test_no_claims_are_a_sheet_with_its_head() -> None:
    """An empty answer is still a workbook."""
    assert list(sheet().iter_rows(values_only=True)) == [CLAIM_COLUMNS]


def test_more_claims_than_a_sheet_holds_are_refused() -> None:
    """With the number, the bound and another way."""
    with pytest.raises(UsageError, match=r"1,048,576 claims .* \(1,048,575\).*CSV"):
        claims_workbook([CONTAINERS] * MOST_ROWS, SHOWN_AT)


def test_what_may_not_be_passed_on_is_refused() -> None:
    """One restricted claim among others is enough, as with a dossier."""
    closed = claim(DISPATCH, "called talk of munitions from North Korea baseless", handling="restricted")
    with pytest.raises(UsageError, match="may not be passed on"):
        claims_workbook((CONTAINERS, closed), SHOWN_AT)


def test_links_are_only_in_the_column_of_addresses() -> None:
    """No other column is made a link, whatever it holds."""
    found = sheet(*ALL, noted("https://evil.example"))
    linked = {CLAIM_COLUMNS[c.column - 1] for row in found.iter_rows() for c in row if c.hyperlink}
    assert linked == {"document.url"}
