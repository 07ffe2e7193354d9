from __future__ import annotations

import json
from datetime import date

import pytest

from reportedly.read.metadata import Metadata, iso_day, language_code, metadata_by_name, metadata_of


def test_all_fields() -> None:
    """A row gives each field that is known of a document; others are passed over."""
    row = {
        "publisher": "Business Insider",
        "published": "2023-10-26",
        "url": "https://news.example/1",
        "host": "Yahoo",
        "title": "T",
        "archived_url": "https://archive.example/1",
        "language": "en-GB",
        "handling": "restricted",
        "note": 4,
    }
    assert metadata_of(row, "meta.json") == (
        Metadata(
            publisher="Business Insider",
            published_on=date(2023, 10, 26),
            url="https://news.example/1",
            host="Yahoo",
            title="T",
            archived_url="https://archive.example/1",
            language="en",
            handling="restricted",
        ),
        (),
    )


def test_by_name() -> None:
    """A meta.json gives metadata by file name; null is nothing."""
    data = json.dumps({"a.txt": {"publisher": "Newsweek", "url": None}}).encode()
    assert metadata_by_name(data, "meta.json") == ({"a.txt": Metadata(publisher="Newsweek")}, ())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\x00\x01", b"[" * 100_000])
def test_broken_file(data: bytes) -> None:
    """A meta.json that is no JSON object is one warning."""
    found, problems = metadata_by_name(data, "d/meta.json")
    assert found == {}
    assert [(p.slug, p.severity, p.where) for p in problems] == [("broken-metadata", "warning", "d/meta.json")]


def test_one_broken_row() -> None:
    """A broken row does not stop the others, and is named."""
    data = json.dumps({"a.txt": 3, "b.txt": {"published": "26/10/2023", "publisher": "X"}}).encode()
    found, problems = metadata_by_name(data, "meta.json")
    assert found == {"b.txt": Metadata(publisher="X")}
    assert [(p.slug, name in p.message) for p, name in zip(problems, ("a.txt", "b.txt"), strict=True)] == [
        ("broken-metadata", True),
        ("bad-date", True),
    ]


def test_unknown_handling() -> None:
    """A handling that is not known counts as restricted, with a warning."""
    found, problems = metadata_of({"handling": "secret"}, "m")
    assert (found.handling, [p.slug for p in problems]) == ("restricted", ["broken-metadata"])


def test_completed() -> None:
    """Own values win; what is missing comes from the other."""
    own, other = Metadata(publisher="A"), Metadata(publisher="B", title="T")
    assert own.completed(other) == Metadata(publisher="A", title="T")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-11-20", date(2024, 11, 20)),
        (" 2024-11-20T23:30:00+09:00", date(2024, 11, 20)),
        ("2024", None),
        ("20 November 2024", None),
        ("2024-13-01", None),
    ],
)
def test_iso_day(text: str, day: date | None) -> None:
    """A day is read from an ISO date, with or without a time of day."""
    assert iso_day(text) == day


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "en"), ("KO-kr", "ko"), ("zh_CN", "zh"), ("English", None), (None, None)]
)
def test_language_code(tag: str | None, code: str | None) -> None:
    """A language tag gives its two letters."""
    assert language_code(tag) == code
