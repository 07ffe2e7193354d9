"""`reportedly export parquet` in a folder of parts: whole or not at all, and refused where it should be."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from keep.samples import report
from reportedly.errors import UsageError
from reportedly.serve.exporting import Wanted, write_export, write_folder
from reportedly.serve.options import Place, Rows
from serve.commands import claims, run
from serve.web_ledger import kept


def export(out: Path | None, ledger: Path, form: str = "parquet") -> None:
    write_export(Wanted(form, out, partitioned=True), Place(str(ledger)), Rows())


def test_a_folder_of_parts_is_written(read_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With how many files and claims, which moment, and that something is lost; nothing else is left beside it."""
    out = tmp_path / "new" / "claims"
    export(out, read_once)
    expected = claims(read_once)
    table = ds.dataset(out, partitioning="hive").to_table()
    assert sorted(table["id"].to_pylist()) == sorted(claim["id"] for claim in expected)
    assert set(table["year"].to_pylist()) == {2023, 2024}
    told = capsys.readouterr()
    assert f"files in {out}: {len(expected)} claims. Made " in told.out
    assert "The ledger’s last batch: " in told.out
    assert told.err.endswith("lost or changed in this form; --verbose names them\n")
    assert [path.name for path in out.parent.iterdir()] == ["claims"]


def test_an_empty_folder_that_is_there_is_filled(read_once: Path, tmp_path: Path) -> None:
    """`-o` names it: then there are parts in it, each with the moment and the seal."""
    out = tmp_path / "there"
    out.mkdir()
    done = run("export", "parquet", "-o", out, ledger=read_once)
    assert done.exit_code == 0, done.output
    files = list(out.rglob("*.parquet"))
    assert f"wrote {len(files)} files in {out}: {len(claims(read_once))} claims." in done.stdout
    assert all(b"last batch: " in pq.read_schema(path).metadata[b"reportedly.moment"] for path in files)


def test_a_folder_that_holds_anything_is_refused(read_once: Path, tmp_path: Path) -> None:
    """In one clear line; what was there is untouched."""
    (tmp_path / "old.txt").write_text("kept", encoding="utf-8")
    done = run("export", "parquet", "-o", tmp_path, ledger=read_once)
    assert done.exit_code == 2
    assert "the folder holds files already; give another, or an empty one" in " ".join(done.stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["old.txt"]


def test_a_file_is_no_folder(read_once: Path, tmp_path: Path) -> None:
    """A file of that name is not written over."""
    out = tmp_path / "claims.parquet"
    out.write_bytes(b"kept")
    with pytest.raises(UsageError, match="it is a file"):
        export(out, read_once)
    assert out.read_bytes() == b"kept"


def test_what_may_not_be_passed_on_is_refused(tmp_path: Path) -> None:
    """As by the single file; no folder is made."""
    ledger = kept(tmp_path / "l.db", report(1, handling="restricted"), report(2))
    with pytest.raises(UsageError, match=report(1).id):
        export(tmp_path / "out", ledger)
    assert not list(tmp_path.glob("*out*"))


def test_an_empty_ledger_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No folder is made of no claims."""
    with pytest.raises(UsageError, match=r"no claim to export: .*out is not written"):
        export(tmp_path / "out", kept(tmp_path / "l.db"))
    assert "no claims yet: reportedly read PATH" in capsys.readouterr().err
    assert not list(tmp_path.glob("*out*"))


def test_only_some_forms_come_in_parts(read_once: Path, tmp_path: Path) -> None:
    """Another form says which does; without a folder there is nowhere to write to."""
    with pytest.raises(UsageError, match="csv is one file; in a folder of parts there is parquet"):
        export(tmp_path / "out", read_once, "csv")
    with pytest.raises(UsageError, match="give -o FOLDER"):
        export(None, read_once)


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    """A disk that is full, or anybody's mistake, half way: neither the folder nor what was written of it is there."""

    def broken(fault: Exception) -> Iterator[tuple[str, bytes]]:
        yield "a/one", b"1"
        raise fault

    with pytest.raises(UsageError, match="No space left"):
        write_folder(tmp_path / "out", broken(OSError(28, "No space left on device")))
    with pytest.raises(ZeroDivisionError):
        write_folder(tmp_path / "out", broken(ZeroDivisionError()))
    assert not list(tmp_path.iterdir())


def test_others_may_read_the_folder_as_they_may_any(tmp_path: Path) -> None:
    """It has the rights of a folder made here, not those of a private one."""
    plain = tmp_path / "plain"
    plain.mkdir()
    assert write_folder(tmp_path / "out", [("a", b"1")]) == 1
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
