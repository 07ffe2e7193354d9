from __future__ import annotations

import json
from datetime import date

from reportedly.read.jsonl import is_document_line, read_jsonl


def lines(*rows: object) -> bytes:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows).encode()


def test_a_document_line() -> None:
    """A line gives its text, its path and its metadata."""
    row = {
        "path": "a.txt",
        "text": "Arms.",
        "publisher": "Yonhap",
        "published_on": "2024-11-20",
        "url": "https://e.example",
    }
    (line,), problems = read_jsonl(lines({**row, "title": "T", "language": "ko-KR"}), "x.jsonl")
    assert (line.path, line.text, problems) == ("a.txt", "Arms.", ())
    known = line.metadata
    assert (known.publisher, known.published_on, known.title, known.language) == (
        "Yonhap",
        date(2024, 11, 20),
        "T",
        "ko",
    )


def test_published_is_understood() -> None:
    """`published` is read as `published_on`."""
    (line,), _ = read_jsonl(lines({"text": "Arms.", "published": "2024-11-20T08:00:00Z"}), "x.jsonl")
    assert line.metadata.published_on == date(2024, 11, 20)


def test_a_line_without_path() -> None:
    """A line without a path is named by the file and its number."""
    found, _ = read_jsonl(lines({"text": "One."}, "", {"text": "Two."}), "x.jsonl")
    assert [line.path for line in found] == ["x.jsonl:1", "x.jsonl:3"]


def test_broken_lines() -> None:
    """A broken line is named by its number; the others are read."""
    rows = (
        {"text": "One."},
        "{broken",
        {"text": "Two."},
        [1],
        {"no": "text"},
        {"text": 3},
        '{"text": ' + "[" * 100_000,
    )
    found, problems = read_jsonl(lines(*rows), "x.jsonl")
    assert [line.text for line in found] == ["One.", "Two."]
    assert {p.slug for p in problems} == {"broken-line"}
    assert [p.message.split()[1] for p in problems] == ["2", "4", "5", "6", "7"]
    assert all(p.where == "x.jsonl" and p.severity == "error" for p in problems)


def test_many_broken_lines_are_summed_up() -> None:
    """After twenty broken lines the rest is one problem."""
    _, problems = read_jsonl(lines(*["{"] * 100), "x.jsonl")
    assert len(problems) == 21
    assert problems[-1].message == "80 further lines could not be read"


def test_not_documents() -> None:
    """JSON lines none of which has a text are no documents: one problem, however many lines."""
    found, problems = read_jsonl(lines({"id": 1}, {"id": 2}), "x.jsonl")
    assert (found, [p.slug for p in problems]) == ((), ["not-documents"])


def test_bad_metadata() -> None:
    """A date or a value of a wrong form is left out, with a warning that names the line."""
    (line,), problems = read_jsonl(lines({"text": "A.", "published_on": "last week", "publisher": 5}), "x.jsonl")
    assert (line.metadata.published_on, line.metadata.publisher) == (None, None)
    assert sorted((p.slug, p.severity) for p in problems) == [("bad-date", "warning"), ("broken-metadata", "warning")]
    assert all(p.message.startswith("line 1:") for p in problems)


def test_letters_that_cannot_be_stored() -> None:
    """Half a surrogate pair and NUL, which JSON can write, become U+FFFD."""
    (line,), _ = read_jsonl(b'{"text": "a\\ud800b\\u0000c", "publisher": "x\\udfff"}', "x.jsonl")
    assert (line.text, line.metadata.publisher) == ("a\ufffdb\ufffdc", "x\ufffd")


def test_is_document_line() -> None:
    """Bytes that begin with a JSON object with a text are document lines."""
    assert is_document_line(b'\n{"text": "x"}\n')
    assert not is_document_line(b'{"id": 1}')
    assert not is_document_line(b"The North sent arms.")
