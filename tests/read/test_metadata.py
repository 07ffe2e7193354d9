from __future__ import annotations

import json
from datetime import date

import pytest

from reportedly.read.metadata import (
    HELD_BACK,
    Beside,
    Metadata,
    iso_day,
    language_code,
    metadata_by_name,
    metadata_of,
    not_there,
)


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
    assert metadata_by_name(data, "meta.json") == (Beside({"a.txt": Metadata(publisher="Newsweek")}), ())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\x00\x01", b"[" * 100_000])
def test_broken_file(data: bytes) -> None:
    """A meta.json that is no JSON object is one error, and whatever lies beside it is held back."""
    found, problems = metadata_by_name(data, "d/meta.json")
    assert found.of("any.txt") == HELD_BACK
    assert [(p.slug, p.severity, p.where) for p in problems] == [("broken-metadata", "error", "d/meta.json")]
    assert "the files beside it are read as restricted" in problems[0].message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a.txt": {"publisher": "Daily"},\n}', "line 2, column 1: a comma stands before the closing bracket"),
        ('{"a.txt": {"x": ["b",]}}', "line 1, column 22: a comma stands before the closing bracket"),
        ('{"a.txt":\n {"publisher" "Daily"}}', "line 2, column 15: expecting ':' delimiter"),
        ('{"a.txt": {"publisher": "Daily"}', "line 1, column 33: expecting ',' delimiter"),
        ('[{"publisher": "Daily"}]', "it is not a JSON object of file names"),
        ("", "it is no JSON: line 1, column 1: expecting value"),
    ],
)
def test_where_and_why_it_is_no_json(text: str, told: str) -> None:
    """The line and the column are told, and a comma too many is called so."""
    _, (problem,) = metadata_by_name(text.encode(), "meta.json")
    assert told in problem.message


def test_fields_that_are_not_known_are_told_once_each() -> None:
    """With the one that was meant where it is near, else with all that there are; they are passed over."""
    rows = {
        "a.txt": {"date": "2024-05-17", "publishr": "Daily", "note": "n"},
        "b.txt": {"date": "2024-05-18", "title": "T"},
    }
    found, problems = metadata_by_name(json.dumps(rows).encode(), "meta.json")
    assert found == Beside({"a.txt": Metadata(), "b.txt": Metadata(title="T")})
    date_told, publisher, note = (problem.message for problem in problems)
    assert "the field 'date' (in 2 rows) is not known" in date_told
    assert "the fields are publisher, published, title" in date_told
    assert publisher.endswith("did you mean publisher?")
    assert "'note'" in note
    assert {problem.severity for problem in problems} == {"warning"}


def test_files_that_it_names_and_that_are_not_there_are_told() -> None:
    """With the nearest that is there and of which nothing is said."""
    beside = Beside({"report.text": Metadata(), "b.txt": Metadata(), "sub/c.txt": Metadata()})
    near, far = (p.message for p in not_there(beside, {"report.txt", "b.txt", "meta.json"}, "meta.json"))
    assert near == "it names 'report.text', and no such file lies beside it; did you mean report.txt?"
    assert far == "it names 'sub/c.txt', and no such file lies beside it"
    assert not_there(beside, set(beside.named), "meta.json") == ()
    many = not_there(Beside({f"{n}.txt": Metadata() for n in range(50)}), (), "meta.json")
    assert len(many) == 21
    assert "30 more" in many[-1].message


def test_one_broken_row() -> None:
    """A broken row does not stop the others, and is named; its file may be one that is not to be passed on."""
    data = json.dumps({"a.txt": 3, "b.txt": {"published": "26/10/2023", "publisher": "X"}}).encode()
    found, problems = metadata_by_name(data, "meta.json")
    assert found == Beside({"a.txt": HELD_BACK, "b.txt": Metadata(publisher="X")})
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
    assert found.named["a.txt"].handling == "restricted"
    assert [problem.slug for problem in problems] == ["broken-metadata"]


@pytest.mark.parametrize("value", [7, -1e308, True, [], {}, [["a"]], {"a": {"b": 1}}, "x" * 10_001])
@pytest.mark.parametrize("name", ["publisher", "title", "url", "published", "language", "translation_of"])
def test_values_of_a_wrong_form_are_left_out(name: str, value: object) -> None:
    """Numbers, lists, tables and words without end are no names: the document is read without them, in one line each."""
    found, problems = metadata_by_name(json.dumps({"a.txt": {name: value, "host": "Yahoo"}}).encode(), "meta.json")
    assert found == Beside({"a.txt": Metadata(host="Yahoo")})
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
    """Numbers of 5,000 digits and nesting without end are one error."""
    found, problems = metadata_by_name(data, "meta.json")
    assert found == Beside(others=HELD_BACK)
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
    assert (found.named["a.txt"].publisher, found.named["a.txt"].title) == ("A read 9 documents", "B C")
