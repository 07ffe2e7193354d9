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


@pytest.mark.parametrize("handling", [True, 1, 0, ["restricted"], {"to": "us"}, "secret", 1e400])
def test_a_handling_of_any_other_form_is_restricted(handling: object) -> None:
    """Who wrote something there meant to hold it back: it is never taken for public, and that is told."""
    found, problems = metadata_by_name(json.dumps({"a.txt": {"handling": handling}}).encode(), "meta.json")
    assert found["a.txt"].handling == "restricted"
    assert [problem.slug for problem in problems] == ["broken-metadata"]


@pytest.mark.parametrize("value", [7, -1e308, True, [], {}, [["a"]], {"a": {"b": 1}}, "x" * 10_001])
@pytest.mark.parametrize("name", ["publisher", "title", "url", "published", "language", "translation_of"])
def test_values_of_a_wrong_form_are_left_out(name: str, value: object) -> None:
    """Numbers, lists, tables and words without end are no names: the document is read without them, in one line each."""
    found, problems = metadata_by_name(json.dumps({"a.txt": {name: value, "host": "Yahoo"}}).encode(), "meta.json")
    assert found == {"a.txt": Metadata(host="Yahoo")}
    assert [(problem.slug, len(problem.message) < 200) for problem in problems] == [("broken-metadata", True)]


@pytest.mark.parametrize(
    "data",
    [
        b'{"a.txt": {"publisher": ' + b"9" * 5_000 + b"}}",
        b'{"a.txt": {"x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}",
        b'{"a.txt":' * 50_000,
        b'{"a.txt": {"publisher": NaN}',
    ],
    ids=["digits", "nested", "tables", "cut"],
)
def test_what_no_reader_should_try(data: bytes) -> None:
    """Numbers of 5,000 digits and nesting without end are one warning."""
    found, problems = metadata_by_name(data, "meta.json")
    assert found == {}
    assert [problem.slug for problem in problems] == ["broken-metadata"]


def test_faults_without_number_are_summed_up() -> None:
    """Of a hundred thousand broken rows twenty are named."""
    data = json.dumps({f"{n}.txt": n for n in range(100_000)}).encode()
    _, problems = metadata_by_name(data, "meta.json")
    assert len(problems) == 21
    assert "99,980 more" in problems[-1].message


def test_a_name_is_one_line() -> None:
    """Lines and tabs within a publisher or a title are blanks: nothing can stand below them as if it were said elsewhere."""
    found, _ = metadata_by_name(
        b'{"a.txt": {"publisher": "A\\nread 9 documents", "title": "B\\r\\n\\tC"}}', "meta.json"
    )
    assert (found["a.txt"].publisher, found["a.txt"].title) == ("A read 9 documents", "B C")
