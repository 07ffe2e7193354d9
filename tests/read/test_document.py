from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.document import Known, document_of
from reportedly.read.metadata import Metadata
from reportedly.read.options import ReadOptions
from reportedly.terms.document import normalised, sha256
from reportedly.terms.evidence import Evidence

DAY, OTHER = date(2024, 11, 20), date(2024, 11, 21)


def read(known: Known) -> tuple[date | None, list[tuple[str, str]]]:
    document, problems = document_of("Arms.", "a.txt", b"Arms.", known)
    return document.published_on, [(p.slug, p.severity) for p in problems]


@pytest.mark.parametrize(
    "known",
    [
        Known(beside=Metadata(published_on=DAY)),
        Known(beside=Metadata(published_on=DAY), page=Metadata(published_on=OTHER)),
        Known(page=Metadata(published_on=DAY)),
        Known(options=ReadOptions(published_on=DAY)),
    ],
)
def test_publication_date(known: Known) -> None:
    """The day comes from the metadata beside the file, then from the page, then from the caller."""
    assert read(known) == (DAY, [])


def test_callers_day_differs() -> None:
    """Where the page has another day than the caller told, the page's is used, and the caller hears of it."""
    known = Known(page=Metadata(published_on=DAY), options=ReadOptions(published_on=OTHER))
    assert read(known) == (DAY, [("date-differs", "warning")])


def test_no_publication_date() -> None:
    """Without any day there is a warning that periods stay words."""
    document, (problem,) = document_of("Arms.", "a.txt", b"Arms.", Known())
    assert document.published_on is None
    assert (problem.slug, problem.severity, problem.where) == ("no-publication-date", "warning", "a.txt")
    assert "periods stay words" in problem.message


@pytest.mark.parametrize(
    "options",
    [ReadOptions(today=date(2024, 11, 1)), ReadOptions(retrieved_at=datetime(2024, 11, 1, 12, tzinfo=UTC))],
)
def test_future_date(options: ReadOptions) -> None:
    """A day after the reading is not used, and that is a warning."""
    assert read(Known(beside=Metadata(published_on=DAY), options=options)) == (None, [("future-date", "warning")])


def test_tomorrow_is_no_future() -> None:
    """A report dated tomorrow is believed: it is tomorrow already further east."""
    assert read(Known(beside=Metadata(published_on=OTHER), options=ReadOptions(today=DAY))) == (OTHER, [])


def test_who_wins() -> None:
    """What stands beside the file wins over the caller's word, and that over the page's."""
    known = Known(
        beside=Metadata(publisher="Business Insider"),
        page=Metadata(publisher="Yahoo", title="From the page", url="https://page.example"),
        options=ReadOptions(publisher="X", url="https://told.example"),
    )
    document, _ = document_of("Arms.", "a.html", b"<p>Arms.", known)
    assert (document.publisher, document.url, document.title) == (
        "Business Insider",
        "https://told.example",
        "From the page",
    )
    assert document.raw_sha256 == sha256(b"<p>Arms.")


@given(st.text(min_size=1), st.data())
def test_text_is_normalised_and_offsets_hold(text: str, data: st.DataObject) -> None:
    """A document's text is normalised once and for all, and every slice of it makes evidence."""
    document, _ = document_of(text, "a.txt", text.encode(), Known())
    assert normalised(document.text) == document.text
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    assert Evidence.cut(document.text, start, end).quote == document.text[start:end]


@pytest.mark.parametrize("beside", [Metadata(), Metadata(handling="public"), Metadata(handling="restricted")])
def test_what_the_caller_restricts_is_restricted(beside: Metadata) -> None:
    """A caller's `restricted` holds whatever the metadata say; where nobody restricts, a document is public."""
    document, _ = document_of("Arms.", "a.txt", b"Arms.", Known(beside, options=ReadOptions(handling="restricted")))
    assert document.handling == "restricted"
    document, _ = document_of("Arms.", "a.txt", b"Arms.", Known(beside, options=ReadOptions(handling="public")))
    assert document.handling == (beside.handling or "public")
