"""A sweep gives what `reportedly read` gives, for all that the triage keeps; whatever the form, however it is divided."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.read.bounds import MAX_BYTES
from serve.commands import CONTAINERS, SOLDIERS, run
from serve.sweeping.corpora import (
    ROCKETS,
    archive,
    documents,
    folder,
    found,
    ledger_of,
    lines,
    manifest,
    mixed,
    news,
    rows,
    swept,
)

Made = Callable[[Path], Path]


def _archive(at: Path) -> Path:
    path = at / "news.warc.gz"
    path.write_bytes(archive(news()))
    return path


def _lines(at: Path, data: bytes | None = None) -> Path:
    path = at / "news.jsonl"
    path.write_bytes(lines(rows()) if data is None else data)
    return path


def _packed(at: Path) -> Path:
    path = at / "news.jsonl.gz"
    path.write_bytes(gzip.compress(lines(rows())))
    return path


def _crlf(at: Path) -> Path:
    return _lines(at, lines(rows(), b"\r\n"))


def _last_line_open(at: Path) -> Path:
    return _lines(at, lines(rows()).rstrip(b"\n"))


def _blank_and_broken(at: Path) -> Path:
    some = lines(rows()).split(b"\n")
    odd = [b"", b"{", b"[1]", b'{"path": "x"}', b"  ", b'{"text": 3}', b"\xff\xfe"]
    return _lines(at, b"\n".join(one for pair in zip(odd, some, strict=False) for one in pair))


def _marked(at: Path) -> Path:
    return _lines(at, b"\xef\xbb\xbf" + lines(rows()))


def _folder(at: Path) -> Path:
    return folder(at / "pages")


def _mixed(at: Path) -> Path:
    return mixed(at / "all")


def _told_beside(at: Path) -> Path:
    """Lines and pages of which meta.json tells something."""
    (at / "in").mkdir()
    (at / "in" / "bare.jsonl").write_bytes(lines([{"text": CONTAINERS}, {"text": SOLDIERS, "publisher": "Own"}]))
    (at / "in" / "bare.warc.gz").write_bytes(archive(news()))
    told = {"bare.jsonl": {"publisher": "Told", "published": "2023-10-13"}, "bare.warc.gz": {"publisher": "Crawl"}}
    (at / "in" / "meta.json").write_text(json.dumps(told), encoding="utf-8")
    return at / "in"


MADE: list[Made] = [
    _archive, _lines, _packed, _crlf, _last_line_open, _blank_and_broken, _marked, _folder, _mixed, _told_beside
]  # fmt: skip


@pytest.mark.parametrize("make", MADE)
@pytest.mark.parametrize("shard", ["16", "0.001"])
def test_what_is_kept_is_what_reading_gives(make: Made, shard: str, tmp_path: Path) -> None:
    """Documents, ids, paths and claims are those of reading the same source; what is left out there has no claims."""
    source, work, ledger = make(tmp_path), tmp_path / "work", tmp_path / "read.db"
    # `read` does not take packed lines: it is given the same, unpacked.
    run("read", *_unpacked(source), ledger=ledger)
    done = swept(source, work, "--shard", shard)
    assert done.exit_code in (0, 1), done.output
    kept, read = documents(ledger_of(work)), documents(ledger)
    assert kept
    assert {ident: document.path.replace(".gz:", ":") for ident, document in kept.items()} == {
        ident: document.path.replace(".gz:", ":") for ident, document in read.items() if ident in kept
    }
    assert all(kept[ident].handling == read[ident].handling for ident in kept)
    assert _pathless(found(ledger_of(work))) == _pathless(
        {ident: claim for ident, claim in found(ledger).items() if claim["document"]["id"] in kept}
    )
    left_out = [document for ident, document in read.items() if ident not in kept]
    assert all(document.language != "en" or "bread" in document.text for document in left_out)
    assert {row["id"] for row in manifest(work, "document")} == set(kept)


def _unpacked(source: Path) -> list[Path]:
    packed = (
        sorted(source.glob("*.jsonl.gz")) if source.is_dir() else [source] if source.name.endswith("jsonl.gz") else []
    )
    for path in packed:
        path.with_suffix("").write_bytes(gzip.decompress(path.read_bytes()))
    return [source] if source.is_dir() else [path.with_suffix("") for path in packed] or [source]


def _pathless(claims: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Where a document came twice, under two paths, either path will do."""
    return {
        ident: {**claim, "document": {**claim["document"], "path": None}}  # type: ignore[dict-item]
        for ident, claim in claims.items()
    }


def test_a_line_beyond_all_bounds(tmp_path: Path) -> None:
    """A line of 30 MB is told of as broken, by its number; the lines before and behind it keep theirs."""
    long = b'{"text": "' + b"x" * (MAX_BYTES * 3 // 2) + b'"}\n'
    source = _lines(tmp_path, lines([{"text": CONTAINERS}]) + long + lines([{"text": ROCKETS}]))
    for shard in ("16", "7"):
        work = tmp_path / f"work{shard}"
        done = swept(source, work, "--shard", shard)
        assert done.exit_code == 1
        assert "line 2 " in done.stderr
        assert {document.path for document in documents(ledger_of(work)).values()} == {f"{source}:1", f"{source}:3"}


def test_no_claim_is_restricted_less(tmp_path: Path) -> None:
    """A restricted document stays restricted, in the ledger and in its claims."""
    swept(_lines(tmp_path), tmp_path / "work")
    told = {
        claim["handling"] for claim in found(tmp_path / "work.db").values() if "3,000" in claim["evidence"]["quote"]
    }
    assert told == {"restricted"}
