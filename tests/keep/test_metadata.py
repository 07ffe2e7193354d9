"""Metadata and their changes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from keep.samples import report
from reportedly.errors import UsageError
from reportedly.keep.metadata import metadata_changes, with_metadata


def test_changed_metadata_leave_the_id() -> None:
    """The document is the same, whatever is learned of it."""
    changes = {"published_on": "2024-01-02", "retrieved_at": "2024-01-03T04:05:06+00:00", "title": None}
    document = with_metadata(report(title="Old"), changes)
    assert document.id == report().id
    assert (document.published_on, document.title) == (date(2024, 1, 2), None)
    assert document.retrieved_at == datetime(2024, 1, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "x", "title": "y"}, r"^text: not metadata of a document \(choose from title, host,"),
        ({"publisher": "y"}, "^publisher: not metadata"),
        ({"published_on": "soon"}, "^published_on: 'soon' is no ISO 8601 date$"),
        ({"retrieved_at": "soon"}, "^retrieved_at: 'soon' is no ISO 8601 date$"),
        ({"language": None}, "^language: None is no text$"),
        ({"path": None}, "^path: None is no text$"),
        ({"handling": None}, "^handling: None is no text$"),
        ({"handling": "secret"}, "^handling: 'secret' is neither of public, restricted$"),
        ({"title": 5}, "^title: 5 is no text$"),
    ],
)
def test_what_is_no_metadata_is_refused(changes: dict[str, Any], words: str) -> None:
    """Text and publisher make the document; other values must be of their kind, and some must be there."""
    with pytest.raises(UsageError, match=words):
        with_metadata(report(), changes)


def test_a_document_may_be_restricted_and_made_public_again() -> None:
    """How it is handled is a person's to say."""
    restricted = with_metadata(report(), {"handling": "restricted"})
    assert restricted.handling == "restricted"
    assert with_metadata(restricted, {"handling": "public"}).handling == "public"


def test_only_news_of_a_copy_counts() -> None:
    """What is the same, unsaid or settled by a person is no change; a path is never one."""
    again = report(title="New", host="Portal", published_on=None, path="b.txt")
    assert metadata_changes(report(), again, {"host"}) == {"title": "New"}
    assert metadata_changes(report(handling="restricted"), report()) == {}
    assert metadata_changes(report(), report(handling="restricted")) == {"handling": "restricted"}
