"""A full disk: one clear line, nothing lost that was acknowledged, no half file; with room again it goes on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from faults.server_cuts import server
from keep.samples import containers, report
from reportedly.errors import LedgerError
from reportedly.keep.additions import reading
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import claims, reports, run
from world.writing import fill


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    yield from mounted(tmp_path / "small", "3m")


@pytest.fixture
def larger() -> Iterator[Path]:
    """A disk on which a server has room, and not much more, where another user may look."""
    with TemporaryDirectory(prefix="full") as folder:
        Path(folder).chmod(0o755)
        yield from mounted(Path(folder) / "larger", "96m")


def mounted(where: Path, size: str) -> Iterator[Path]:
    """A disk in memory."""
    where.mkdir()
    tried = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "none", where], capture_output=True)
    if tried.returncode:
        pytest.skip(f"nothing can be mounted here: {tried.stderr.decode().strip()}")
    yield where
    # A traceback that a test kept may hold a connection yet.
    subprocess.run(["umount", "--lazy", where], check=True)


def crowd(folder: Path, left: int = 0) -> Path:
    """Fill the disk but for some bytes; the file that does."""
    path = folder / "crowd"
    free = os.statvfs(folder)
    with path.open("wb") as file, open("/dev/zero", "rb") as zeros:
        for _ in range(max(0, free.f_bavail * free.f_frsize - left) // 4096):
            file.write(zeros.read(4096))
    return path


@pytest.mark.parametrize("left", [0, 8192, 65536, 300_000])
def test_reading_onto_a_full_disk_is_told_and_goes_on_with_room(small: Path, tmp_path: Path, left: int) -> None:
    """Whether nothing fits, or the log, or half of a batch. Asking, too, tells in one line where it needs room."""
    given, ledger = reports(tmp_path / "reports"), small / "l" / "ledger.db"
    assert run("read", given / "containers.txt", ledger=ledger).exit_code == 0
    before = claims(ledger)
    room = crowd(small, left)
    done = run("read", given / "soldiers.txt", ledger=ledger)
    if done.exit_code:
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1), done.stderr
        assert "full" in done.stderr
        assert done.exception is None or isinstance(done.exception, SystemExit)
        asked = run("claims", ledger=ledger)
        assert asked.exit_code == 0 or (len(asked.stderr.splitlines()) == 1 and "full" in asked.stderr), asked.output
    room.unlink(missing_ok=True)
    assert run("read", given, ledger=ledger).exit_code == 0
    assert [claim for claim in claims(ledger) if claim in before] == before
    assert len(claims(ledger)) > len(before)
    with closing(open_ledger(ledger, FixedClock())) as opened:
        assert opened.check() == []


def test_a_disk_that_fills_while_batches_are_appended_keeps_those_acknowledged(small: Path) -> None:
    """Batch after batch until there is no room: each that was acknowledged is there, at once and after room was made."""
    ledger = open_ledger(small / "ledger.db", FixedClock())
    fill(ledger)
    room, kept = crowd(small, 500_000), 2
    with pytest.raises(LedgerError, match="the disk is full") as told:  # noqa: PT012 -- whichever batch it is
        for n in range(2, 1000):
            ledger.append(reading(report(n), [containers(report(n))], "rules/1"))
            kept += 1
    assert "\n" not in str(told.value)
    assert kept > 2
    assert len(list(ledger.batches())) == kept
    assert ledger.check() == []
    room.unlink()
    ledger.append(reading(report(kept), [containers(report(kept))], "rules/1"))
    ledger.close()
    with closing(open_ledger(small / "ledger.db", FixedClock())) as again:
        assert len(list(again.batches())) == kept + 1
        assert again.check() == []


@pytest.mark.parametrize(
    "words",
    [
        ("dossier", "KP", "RU", "-o", "OUT.html"),
        ("dossier", "KP", "RU", "-o", "OUT.pdf"),
        ("export", "jsonl", "-o", "OUT.jsonl"),
        ("export", "parquet", "--partitioned", "-o", "OUT"),
    ],
)
def test_what_does_not_fit_leaves_no_half(small: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Neither under the name that was asked for nor beside it; what was there under the name stays."""
    ledger = tmp_path / "ledger.db"
    with closing(open_ledger(ledger, FixedClock())) as opened:
        fill(opened, 12)
    asked = [word.replace("OUT", str(small / "out")) for word in words]
    output = Path(asked[-1])
    if output.suffix:
        output.write_text("what was there")
    crowd(small, 4096)
    before = sorted(small.iterdir())
    done = run(*asked, ledger=ledger)
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert sorted(small.iterdir()) == before
    assert not output.suffix or output.read_text() == "what was there"


@pytest.mark.full
def test_a_full_disk_of_the_server_loses_no_acknowledged_batch(larger: Path) -> None:
    """PostgreSQL says so or ends; with room it is started again, and every batch that was acknowledged is there."""
    with server(larger / "server", "max_wal_size=32MB") as running:
        running.start()
        ledger, kept = open_ledger(running.url(), FixedClock()), 0
        crowded = crowd(larger, 1_500_000)
        with pytest.raises(LedgerError) as told:  # noqa: PT012 -- whichever batch it is
            for n in range(2000):
                each = [report(n * 100 + k) for k in range(20)]
                ledger.append([e for r in each for e in reading(r, [containers(r)], "rules/1")])
                kept += 1
        assert "\n" not in str(told.value)
        assert kept
        crowded.unlink()
        ledger.close()
        running.stop()
        running.start()
        with closing(open_ledger(running.url(), FixedClock())) as again:
            assert len(list(again.batches())) == kept
            assert again.check() == []
            fill(again, 1)
