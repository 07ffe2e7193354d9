"""The workbook with footnotes, read back with another library than wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from present.exports.generated import MANY, sample_export
from reportedly.present.cells import MOST_LINKS
from reportedly.present.exports.export import Export
from reportedly.present.exports.xlsx import xlsx
from reportedly.present.footnotes import footnotes
from reportedly.present.lines import CLAIM_COLUMNS
from reportedly.present.links import web_address
from reportedly.present.sentences import claim_sentence
from reportedly.present.words import chain_words
from reportedly.present.workbook import NOTE_COLUMNS

INSIDE = re.compile(r"(Claims|Footnotes)!A(\d+)")


def written(export: Export) -> bytes:
    return xlsx(export)[""]


def book(export: Export) -> Any:
    return load_workbook(io.BytesIO(written(export)))


def column(name: str) -> int:
    return NOTE_COLUMNS.index(name)


@pytest.fixture(scope="module")
def export() -> Export:
    return sample_export(1_000)


@pytest.fixture(scope="module")
def made(export: Export) -> Any:
    """A thousand claims, written and read back once."""
    return book(export)


def test_there_are_claims_footnotes_and_what_they_are(made: Any, export: Export) -> None:
    """Each claim has a row on the first sheet and one on the second, under heads that stay in view and filter."""
    assert made.sheetnames == ["Claims", "Footnotes", "About"]
    for name, columns in (("Claims", ("note", *CLAIM_COLUMNS)), ("Footnotes", NOTE_COLUMNS)):
        sheet = made[name]
        assert tuple(cell.value for cell in sheet[1]) == columns
        assert sheet.max_row == len(export.claims) + 1
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_nothing_runs(made: Any) -> None:
    """No cell of any sheet is a formula, whatever its words begin with."""
    assert all(cell.data_type != "f" for sheet in made for row in sheet.iter_rows() for cell in row)


def test_links_go_to_web_addresses_or_inside(made: Any, export: Export) -> None:
    """Nothing else can be followed: no script, no file, no mail."""
    web, inside = 0, 0
    for sheet in made:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and cell.hyperlink.target:
                    web += 1
                    assert cell.hyperlink.target.lower().startswith(("http://", "https://"))
                    assert cell.value == cell.hyperlink.target or cell.hyperlink.location
                elif cell.hyperlink:
                    inside += 1
                    assert INSIDE.fullmatch(cell.hyperlink.location)
    assert inside == 2 * len(export.claims)
    assert web > 500


def test_a_number_leads_to_its_footnote_and_back(made: Any) -> None:
    """From each claim to the row of the same claim on the other sheet, and from there to where it came from."""
    sheet, notes = made["Claims"], made["Footnotes"]
    for row in range(2, sheet.max_row + 1):
        name, to = INSIDE.fullmatch(sheet.cell(row, 1).hyperlink.location).groups()  # type: ignore[union-attr]
        assert name == "Footnotes"
        assert notes.cell(int(to), 1).value == sheet.cell(row, 1).value
        assert notes.cell(int(to), 2).value == sheet.cell(row, 2).value
        assert notes.cell(int(to), 1).hyperlink.location == f"Claims!A{row}"


def test_a_footnote_has_the_words_and_whose_they_are(made: Any, export: Export) -> None:
    """The sentence in our words, the chain, the exact words and those around them, the publisher and the hash."""
    rows = list(made["Footnotes"].iter_rows(min_row=2, values_only=True))
    for note, row in zip(footnotes(export.claims, export.documents), rows, strict=True):
        document = export.documents[note.claim.document.id]
        assert row[column("note")] == note.number
        assert row[column("id")] == note.claim.id
        assert same(row[column("sentence")], claim_sentence(note.claim, export.names))
        assert same(row[column("chain")], chain_words(note.claim, export.names))
        assert same(row[column("evidence.quote")], note.words.quote)
        assert same(row[column("before")], note.words.before)
        assert same(row[column("after")], note.words.after)
        assert same(row[column("document.publisher")], document.publisher)
        assert row[column("document.url")] == document.url
        assert row[column("document.archived_url")] == document.archived_url
        assert row[column("document.text_sha256")] == document.text_sha256


def same(cell: Any, text: str | None) -> bool:
    """Whether a cell holds a text; the reading library leaves a carriage return as the workbook's XML writes it."""
    return bool((cell or "").replace("_x000D_", "\r") == (text or ""))


def test_without_the_documents_the_words_stand_alone() -> None:
    """The quotes are there; what stands around them, and the hashes, are not made up."""
    rows = list(book(sample_export(20, documents={}))["Footnotes"].iter_rows(min_row=2, values_only=True))
    assert all(row[column("evidence.quote")] is not None for row in rows)
    for name in ("before", "after", "document.text_sha256", "document.archived_url"):
        assert {row[column(name)] for row in rows} == {None}


def test_the_moment_stands_on_the_last_sheet_and_in_the_file(made: Any, export: Export) -> None:
    """Which moment it shows, which version wrote it, how many claims are checked."""
    words = " ".join(str(value) for row in made["About"].iter_rows(values_only=True) for value in row)
    assert export.moment.words() in words
    assert "reportedly 0.0-test" in words
    assert f"1,000 claims, {export.checked:,} checked by a person" in words
    assert export.moment.words() in made.properties.description


@pytest.mark.parametrize("many", MANY)
def test_many_claims_hold_no_formula_and_no_other_link(many: int) -> None:
    """In the parts of the file itself: neither a formula nor a macro, and every relation to the outside is the web's."""
    with zipfile.ZipFile(io.BytesIO(written(sample_export(many)))) as parts:
        names = parts.namelist()
        sheets = [parts.read(name) for name in names if "worksheets/sheet" in name]
        assert len(sheets) == 3
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
        assert not any("vba" in name.lower() or "external" in name.lower() for name in names)
        related = b"".join(parts.read(name) for name in names if "worksheets/_rels" in name)
    outside = re.findall(rb'Target="([^"]*)" TargetMode="External"', related)
    assert len(outside) > many // 2
    assert all(target.lower().startswith((b"http://", b"https://")) for target in outside)


@pytest.mark.full
def test_links_beyond_what_a_sheet_holds_are_words_and_told() -> None:
    """Excel repairs, that is drops, what is more; here the rest of the addresses stand as words."""
    one = sample_export(1).claims[0]
    linked = replace(one.document, url="https://news.example/1")
    export = sample_export(0, claims=tuple(replace(one, document=linked, id=f"c-{n:016x}") for n in range(33_000)))
    data = written(export)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        first = parts.read("xl/worksheets/sheet1.xml")
        about = parts.read("xl/sharedStrings.xml").decode()
    assert first.count(b"<hyperlink ") == MOST_LINKS
    assert f"A sheet holds {MOST_LINKS:,}; {2 * (66_000 - MOST_LINKS):,} cells beyond them cannot be followed." in about


def test_an_address_that_is_none_of_the_web_stands_as_words(made: Any, export: Export) -> None:
    """It can be read, not followed."""
    sheet = made["Claims"]
    place = CLAIM_COLUMNS.index("document.url") + 2
    for row, claim in enumerate(export.claims, start=2):
        url = claim.document.url
        followed = sheet.cell(row, place).hyperlink is not None
        assert followed == (web_address(url) is not None and len(url or "") <= 2_000)


def test_no_claims_are_sheets_with_their_heads() -> None:
    """An empty answer is still a workbook."""
    assert list(book(sample_export(0))["Footnotes"].iter_rows(values_only=True)) == [NOTE_COLUMNS]


def test_the_same_export_gives_the_same_bytes() -> None:
    """Nothing of the hour or the machine is in it."""
    assert written(sample_export(100)) == written(sample_export(100))


def test_the_examples_have_a_row_each(examples: Export) -> None:
    """What the shipped examples give: each claim with its footnote, and nothing that runs."""
    made = book(examples)
    assert made["Claims"].max_row == made["Footnotes"].max_row == len(examples.claims) + 1
    assert all(cell.data_type != "f" for sheet in made for row in sheet.iter_rows() for cell in row)
