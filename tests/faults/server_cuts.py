"""Power cuts over a ledger in PostgreSQL: notes are taken of all that a server does to its data folder while batches are
appended; a server is started on each disk that a cut may leave.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from faults.cuts import Seen, faults
from faults.disks import ACKNOWLEDGED, Disk, acknowledge, compiled, noting, read_notes, ways
from keep.samples import containers, report, shells
from postgres import Server, packaged_binaries, system_binaries
from reportedly.keep.additions import reading
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.sql import open_sql_ledger

DURABLE = ("fsync=on", "full_page_writes=on", "checkpoint_timeout=30s", "bgwriter_delay=10ms")
"""As a server is by default, and at work on its files more often."""


def cut_server(folder: Path, batches: int, points: int, chance: Random, *settings: str) -> Seen:
    """Append batches to a ledger on a server, with checkpoints between, and cut the power at so many moments after the
    ledger was made. settings: of the server that appends."""
    base, notes = folder / "base", folder / "notes"
    library = compiled(folder)
    library.chmod(0o755)
    with server(folder / "work", *DURABLE, *settings) as writing:
        writing.start()
        open_sql_ledger(writing.url(), system_clock).close()
        writing.stop()
        shutil.copytree(writing.folder / "data", base)
        notes.touch()
        notes.chmod(0o666)
        writing.environment = noting(library, notes, writing.folder / "data")
        writing.start()
        ledger = open_sql_ledger(writing.url(), system_clock)
        for n in range(batches):
            each = [report(n * 100 + k) for k in range(8)]
            batch = ledger.append([e for r in each for e in reading(r, [containers(r), shells(r)], "rules/1")])
            assert batch
            acknowledge(str(notes), batch.seal.hash)
            if n % 4 == 2:
                with ledger.engine.connect() as connection:
                    connection.exec_driver_sql("CHECKPOINT")
        ledger.close()
        data = writing.folder / "data"
        writing.stop()
        return _played_back(folder, data, points, chance)


def _played_back(folder: Path, data: Path, points: int, chance: Random) -> Seen:
    taken = read_notes(folder / "notes")
    hashes = [note.path for note in taken if note.op == ACKNOWLEDGED]
    last = max(n for n, note in enumerate(taken) if note.op == ACKNOWLEDGED)
    ends = [n for n, note in enumerate(taken[: last + 1]) if note.op == ACKNOWLEDGED]
    moments = {*chance.sample(ends, points // 2), *chance.sample(range(ends[0], last), points - points // 2)}
    disk, acknowledged, seen = Disk(data, folder / "base"), 0, Seen(points=len(moments))
    for number, note in enumerate(taken):
        disk.do(note)
        acknowledged += note.op == ACKNOWLEDGED
        if number not in moments:
            continue
        for way, chosen, named in ways(chance):
            with server(folder / "rebuilt", prepared=False) as again:
                disk.build(again.folder / "data", chosen, named)
                _hand_over(again)
                seen.disks += 1
                try:
                    again.start()
                    found = list(faults(again.url(), hashes, acknowledged))
                except AssertionError as error:
                    found = [f"the server does not start: {str(error)[-300:]}"]
            seen.lost += [f"at {number} ({note.op}), {way}: {fault}" for fault in found]
    return seen


@contextmanager
def server(folder: Path, *settings: str, prepared: bool = True) -> Iterator[Server]:
    """A server with its data in a folder, ended afterwards, and the folder removed."""
    binaries = system_binaries() or packaged_binaries()
    assert binaries
    folder.mkdir(mode=0o755)
    made = Server(binaries, folder, settings=settings)
    try:
        if prepared:
            made.prepare()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def _hand_over(again: Server) -> None:
    (again.folder / "data" / "postmaster.pid").unlink(missing_ok=True)  # it names a process of before the cut
    if again.user:
        subprocess.run(["chown", "-R", again.user, again.folder], check=True)
    (again.folder / "data").chmod(0o700)
