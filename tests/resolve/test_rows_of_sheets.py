"""Rows of sheets are no texts: they look alike by their headings, and are copies of nothing for that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assess.told import ITEMS
from reportedly.assess.wording import wordings
from reportedly.find.sheets.rows import SheetReader
from reportedly.resolve.near_copies import near_copies
from reportedly.resolve.origins import echoes
from reportedly.serve.sheet_mapping import sheet_words
from reportedly.serve.wiring import tables
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.sheet import SHEET_FIELDS, Cell, ColumnMap, Sheet, SheetRow

READER = SheetReader(tables(), sheet_words(), date(2026, 1, 15))
HEADER = ("supplier", "recipient", "item", "quantity", "source", "published", "url", "origin", "notes")
LONG = "According to the compiled records of the working group this was counted from the lists of the ports"


def rows(*cells: tuple[str, ...]) -> tuple[list[Document], list[Claim]]:
    """The documents and claims of a sheet's rows."""
    numbered = tuple(SheetRow(at, tuple(map(Cell, row))) for at, row in enumerate(cells, start=2))
    sheet = Sheet("deals.csv", "", HEADER, 1, numbered)
    told = ColumnMap({field: (field,) for field in SHEET_FIELDS if field in HEADER})
    kept = [(fate.document, fate.claim) for fate in READER.fates(sheet, told)]
    return [d for d, _ in kept if d], [c for _, c in kept if c]


def row(origin: str, figure: str, source: str = "Port Lists", url: str = "", notes: str = LONG) -> tuple[str, ...]:
    return ("North Korea", "Russia", "containers", figure, source, "2024-02-27", url, origin, notes)


def test_rows_of_different_origins_are_no_copies_of_each_other() -> None:
    """Their rendered texts are near copies by every measure of texts; as rows they repeat nothing."""
    documents, claims = rows(row("NIS", "6,700"), row("White House", "6,700"))
    assert len(near_copies(documents)) == 1
    assert echoes(claims, documents, ITEMS) == ()


def test_the_same_texts_read_from_reports_are_copies() -> None:
    """It is the method that tells them apart: were they read from texts, the second would be one."""
    documents, claims = rows(row("NIS", "6,700"), row("White House", "6,700"))
    (echo,) = echoes([replace(claim, method="rules/1") for claim in claims], documents, ITEMS)
    assert echo.kind == "copy"


def test_rows_without_an_origin_share_no_wording() -> None:
    """The words that rows have in common are those of their headings and notes."""
    documents, claims = rows(row("?", "51", source=""), row("?", "52", source=""))
    assert all(not claim.origins for claim in claims)
    assert echoes(claims, documents, ITEMS) == ()
    kinds = {echo.kind for echo in echoes([replace(c, method="rules/1") for c in claims], [], ITEMS)}
    assert kinds == {"wording"}


def test_a_row_that_ends_at_a_counted_origin_repeats_it() -> None:
    """One origin, one figure, two sources: the second is an echo of the chain; and so it is with a report read in full."""
    documents, claims = rows(row("NIS", "6,700", "Yonhap"), row("NIS", "6,700", "Reuters"))
    assert [echo.kind for echo in echoes(claims, documents, ITEMS)] == ["chain"]
    read = replace(claims[0], method="rules/1")
    assert [echo.kind for echo in echoes([read, claims[1]], documents, ITEMS)] == ["chain"]


def test_rows_that_cite_the_same_page_are_one_source() -> None:
    """The same publisher, the same address: whoever looks at origins sees one, and the second row repeats the first."""
    url = "https://ports.example/lists"
    documents, claims = rows(row("", "6,700", url=url, notes="a"), row("", "6,700", url=url, notes="b"))
    assert {claim.origins for claim in claims} == {("Port Lists",)}
    assert {claim.document.url for claim in claims} == {url}
    assert [echo.kind for echo in echoes(claims, documents, ITEMS)] == ["chain"]


def test_a_row_is_no_stronger_wording_than_a_report() -> None:
    """A sheet says figures, not words: it drops no "could"."""
    documents, claims = rows(row("NIS", "6,700", "Yonhap"), row("NIS", "6,700", "Reuters"))
    earlier = replace(claims[0].document, published_on=date(2024, 2, 20))
    hedged = replace(claims[0], method="rules/1", modality="possible", document=earlier)
    assert wordings([hedged, claims[1]], documents, ITEMS) == ()
    (flagged,) = wordings([hedged, replace(claims[1], method="rules/1")], documents, ITEMS)
    assert flagged.lost == "possible there, asserted here"


@given(
    st.lists(
        st.sampled_from(["NIS", "White House", "UK MoD", "GUR", "Kishida", "Interior Committee"]),
        min_size=2,
        unique=True,
    )
)
def test_no_row_is_ever_a_copy(origins: list[str]) -> None:
    """Whatever the origins, rows never become copies for their looks."""
    documents, claims = rows(*(row(origin, "6,700") for origin in origins))
    assert {echo.kind for echo in echoes(claims, documents, ITEMS)} <= {"chain", "figure", "own-voice"}
