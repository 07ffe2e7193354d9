"""Archives of pages among files and folders."""

from __future__ import annotations

from pathlib import Path

from read.archives import packed, record
from reportedly.read.bounds import MAX_BYTES
from reportedly.world.files import count, documents

BODY = (
    b"<html><body><article><p>"
    + b"The convoy crossed the border on Monday, two officials said. " * 5
    + b"</p></article>"
)


def test_archives_in_a_folder(tmp_path: Path) -> None:
    """Packed and plain archives of a folder are read; other packed files are passed over."""
    (tmp_path / "a.warc.gz").write_bytes(packed(record("https://daily.example/1", BODY)))
    (tmp_path / "b.warc").write_bytes(record("https://daily.example/2", BODY))
    (tmp_path / "c.gz").write_bytes(packed(b"something else"))
    assert count([str(tmp_path)]) == 2
    read = [each for step, _ in documents([str(tmp_path)]) for each in step]
    assert [each.url for each in read] == ["https://daily.example/1", "https://daily.example/2"]
    assert [each.path for each in read] == [f"{tmp_path}/a.warc.gz:0", f"{tmp_path}/b.warc:0"]


def test_an_archive_too_large_to_be_read_at_once(tmp_path: Path) -> None:
    """An archive beyond the bound is to be swept, and it says so."""
    path = tmp_path / "large.warc.gz"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    ((read, (problem,)),) = documents([str(path)])
    assert read == ()
    assert problem.slug == "too-large"
    assert "use `reportedly sweep`" in problem.message
