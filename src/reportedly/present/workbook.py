"""Claims as an Excel workbook: the columns of the CSV, with days as days, numbers as numbers, and nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from reportedly.errors import UsageError
from reportedly.present.cells import MOST_LINKS, MOST_ROWS, Looks, Sheet
from reportedly.present.footnotes import Footnote, Words, numbers
from reportedly.present.handling import refuse_restricted
from reportedly.present.lines import CLAIM_COLUMNS, Cell, claim_row
from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence
from reportedly.present.words import chain_words, many
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.record import claim_record

NOTE_COLUMNS = (
    "note", "id", "sentence", "chain", "before", "evidence.quote", "after", "also", "document.publisher",
    "document.published_on", "document.url", "document.archived_url", "document.id", "document.text_sha256",
)  # fmt: skip
"""Of the sheet of footnotes; `note` leads back to the claim."""

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Noted:
    """What the sheet of footnotes is made of."""

    notes: tuple[Footnote, ...]
    documents: Mapping[str, Document]
    names: Names


def claims_workbook(
    claims: Iterable[Claim], shown_at: datetime, moment: str | None = None, noted: Noted | None = None
) -> bytes:
    """The claims on one sheet, what they are on another; the same bytes for the same claims and instant (with zone).

    moment: in words, where it says more than the instant. noted: then each claim has a number that leads to its footnote on
    a sheet of them, and each footnote one that leads back. Raises UsageError where there are more than a sheet holds, or
    one may not be passed on.
    """
    given = tuple(claims)
    if len(given) >= MOST_ROWS:
        raise UsageError(
            f"{len(given):,} claims are more than a sheet of Excel holds ({MOST_ROWS - 1:,}): take CSV or JSON"
        )
    refuse_restricted(given)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    told = moment or f"{shown_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC: what stood then; it may have changed since."
    # Else the hour of writing would stand in it, and the same claims would give other bytes.
    created = shown_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": "Claims", "comments": told, "created": created})
    looks = Looks.of(book)
    sheets = [_write_claims(book.add_worksheet("Claims"), looks, given, noted)]
    if noted:
        sheets.append(_write_notes(book.add_worksheet("Footnotes"), looks, given, noted))
    _write_about(book.add_worksheet("About"), looks, _about(given, told, sheets, noted))
    book.close()
    return out.getvalue()


def _about(
    claims: Sequence[Claim], told: str, sheets: Sequence[Sheet], noted: Noted | None
) -> Sequence[tuple[str, str]]:
    """What the last sheet says, line by line."""
    checked = sum(claim.reviewed is not None for claim in claims)
    cut, unlinked = sum(sheet.cut for sheet in sheets), sum(sheet.unlinked for sheet in sheets)
    lines = [
        ("What this is", "Claims: what documents report that somebody says. None says that anything happened."),
        ("Shown at", told),
        ("How many", f"{many(len(claims), 'claim')}, {checked:,} checked by a person."),
        (
            "One row",
            "One claim of one document; evidence.quote is its words, attribution leads from publisher to origin.",
        ),
        ("Adding up", "Rows repeat each other and do not add up: several may lead back to one origin."),
        ("Columns", "Named as in the claim record; lists of codes are joined by “; ”, lists of records are JSON."),
        ("Times", "Days as published or told; reviewed.at is in UTC."),
    ]
    if noted:
        lines.append(("Footnotes", "The number before a claim leads to its exact words; the number there leads back."))
    if cut:
        lines.append(
            ("Cut", f"{many(cut, 'text')} longer than a cell holds, cut; each ends in “…”. JSON has them whole.")
        )
    if unlinked:
        lines.append(
            ("Links", f"A sheet holds {MOST_LINKS:,}; {many(unlinked, 'cell')} beyond them cannot be followed.")
        )
    return lines


def _write_claims(sheet: Any, looks: Looks, claims: Sequence[Claim], noted: Noted | None) -> Sheet:
    first = ("note",) if noted else ()
    number = numbers(noted.notes) if noted else {}
    written = Sheet(sheet, looks, (*first, *CLAIM_COLUMNS), len(claims))
    for row, claim in enumerate(claims, start=1):
        if noted:
            written.refer((row, 0), number[claim.id], f"Footnotes!A{number[claim.id] + 1}")
        cells = claim_row(claim_record(claim))
        for place, column in enumerate(CLAIM_COLUMNS, start=len(first)):
            written.write((row, place), column, cells[column])
    return written


def _write_notes(sheet: Any, looks: Looks, claims: Sequence[Claim], noted: Noted) -> Sheet:
    written = Sheet(sheet, looks, NOTE_COLUMNS, len(noted.notes))
    rows = {claim.id: row for row, claim in reversed(list(enumerate(claims, start=2)))}
    for row, note in enumerate(noted.notes, start=1):
        written.refer((row, 0), note.number, f"Claims!A{rows[note.claim.id]}")
        for place, (column, cell) in enumerate(zip(NOTE_COLUMNS[1:], _note_cells(note, noted), strict=True), start=1):
            written.write((row, place), column, cell)
    return written


def _note_cells(note: Footnote, noted: Noted) -> tuple[Cell, ...]:
    claim = note.claim
    document = noted.documents.get(claim.document.id)
    return (
        claim.id,
        claim_sentence(claim, noted.names),
        chain_words(claim, noted.names),
        note.words.before,
        note.words.quote,
        note.words.after,
        "\n".join(map(_in_line, note.also)),
        claim.document.publisher,
        claim.published_on.isoformat() if claim.published_on else None,
        claim.document.url,
        document.archived_url if document else None,
        claim.document.id,
        document.text_sha256 if document else None,
    )


def _in_line(words: Words) -> str:
    return f"“{words.quote}”"


def _write_about(sheet: Any, looks: Looks, lines: Sequence[tuple[str, str]]) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110)
    for row, (name, words) in enumerate(lines):
        sheet.write_string(row, 0, name, looks.head)
        sheet.write_string(row, 1, words)
