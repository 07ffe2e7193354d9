"""A power cut loses nothing that was acknowledged, and leaves no half of anything: disks are played back as cuts may leave
them (disks.py), and each is opened as a ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from faults.cuts import appended, cut
from faults.disks import Disk, Note, every, none, torn
from faults.server_cuts import cut_server


def test_a_power_cut_loses_no_acknowledged_batch(tmp_path: Path) -> None:
    """From the first page of a new ledger in new folders on, over checkpoints, a closing and an opening."""
    notes, place = appended(tmp_path, 16, "wal_autocheckpoint=100")
    assert sum(note.op == "F" and note.path == str(place) for note in notes) > 5
    seen = cut(notes, place, tmp_path, 7, Random(14))
    assert seen.lost == []
    assert (seen.points, seen.disks) == (7, 28)


@pytest.mark.full
def test_hundreds_of_power_cuts_lose_no_acknowledged_batch(tmp_path: Path) -> None:
    """As the ledger is set by default, whose log reaches its checkpoint after some megabytes."""
    notes, place = appended(tmp_path, 60)
    seen = cut(notes, place, tmp_path, 120, Random(15))
    assert seen.lost == []
    assert seen.disks == 480


def test_without_flushes_a_power_cut_is_seen_to_lose(tmp_path: Path) -> None:
    """Where the database is told not to flush, the same playing back finds batches gone: it can find such a fault."""
    notes, place = appended(tmp_path, 12, "synchronous=OFF")
    seen = cut(notes, place, tmp_path, 4, Random(16))
    assert any("acknowledged" in line for line in seen.lost)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder into which a server looks that runs as another user."""
    with TemporaryDirectory(prefix="cut") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.full
@pytest.mark.parametrize("settings", [(), ("synchronous_commit=off", "wal_writer_delay=10s")])
def test_a_power_cut_of_the_server_loses_no_acknowledged_batch(open_folder: Path, settings: tuple[str, ...]) -> None:
    """Also where the server is set not to wait for its disk."""
    seen = cut_server(open_folder, 12, 6, Random(17), *settings)
    assert seen.lost == []
    assert seen.disks == 24


@pytest.mark.full
def test_without_flushes_a_power_cut_of_the_server_is_seen_to_lose(open_folder: Path) -> None:
    """A server told never to flush loses batches, or does not start again."""
    seen = cut_server(open_folder, 6, 2, Random(18), "fsync=off")
    assert seen.lost


def test_only_what_was_flushed_is_sure(tmp_path: Path) -> None:
    """A file is there once its folder was flushed, a write once its file was; a flush takes nothing along that came after
    it had begun."""
    a, folder = str(tmp_path / "a"), str(tmp_path)
    disk = Disk(tmp_path)

    def do(op: str, path: str = a, data: bytes = b"", offset: int = 0) -> None:
        disk.do(Note(op, 1, path, "", offset, data))

    def left(way: str, seed: int = 0) -> bytes | None:
        place = tmp_path / f"left{len(list(tmp_path.iterdir()))}"
        choices = {"none": none, "all": every, "torn": torn(Random(seed))}
        disk.build(place, choices[way], lambda: way != "none")
        return (place / "a").read_bytes() if (place / "a").exists() else None

    do("c")
    do("w", data=b"x" * 1024)
    assert (left("none"), left("all")) == (None, b"x" * 1024)
    assert {left("torn", seed) for seed in range(20)} == {b"", b"x" * 512, b"x" * 1024}
    do("f")
    do("w", data=b"y", offset=1024)
    do("F")
    assert left("none") is None
    do("f", folder)
    do("F", folder)
    assert (left("none"), left("all")) == (b"x" * 1024, b"x" * 1024 + b"y")
    do("t", offset=3)
    do("u")
    assert (left("none"), left("all")) == (b"x" * 1024, None)
