"""Power cuts over a ledger in a SQLite file: a process appends while notes are taken, and the disk is played back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from faults.disks import ACKNOWLEDGED, Disk, Note, compiled, noting, read_notes, ways
from keep.samples import containers, report
from reportedly.errors import LedgerError
from reportedly.keep.additions import reading
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

APPENDING = """
import sys
from sqlalchemy import event
from faults.disks import acknowledge
from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

place, notes, batches, setting = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]

def opened():
    ledger = open_ledger(place, system_clock)
    if setting:
        event.listen(ledger.engine, "connect", lambda c, _: c.execute(f"PRAGMA {setting}"))
        ledger.engine.dispose()
    return ledger

ledger = opened()
for n in range(batches):
    if n == batches // 2:
        ledger.close()
        ledger = opened()
    count = 8 if n % 5 == 3 else 1
    each = [report(n * 100 + k) for k in range(count)]
    batch = ledger.append([e for r in each for e in reading(r, [containers(r), shells(r)], "rules/1")])
    acknowledge(notes, batch.seal.hash)
import os
os._exit(0)  # no last checkpoint: the log is left as it is
"""


@dataclass
class Seen:
    """What power cuts did. points: moments of cutting; disks: ledgers opened; lost: one line for each that was not whole."""

    points: int = 0
    disks: int = 0
    lost: list[str] = field(default_factory=list)


def appended(folder: Path, batches: int, setting: str = "") -> tuple[list[Note], Path]:
    """The notes of a process that appended batches to a ledger below folder/disk, and the ledger. setting: a pragma."""
    (folder / "disk").mkdir(parents=True)
    place, notes = folder / "disk" / "reports" / "2024" / "ledger.db", folder / "notes"
    environment = noting(compiled(folder), notes, folder / "disk")
    environment["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
    command = [sys.executable, "-c", APPENDING, str(place), str(notes), str(batches), setting]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return read_notes(notes), place


def cut(notes: Sequence[Note], place: Path, folder: Path, points: int, chance: Random) -> Seen:
    """Cut the power at so many moments, of which half are ends of flushes and acknowledgements, in all ways."""
    hashes = [note.path for note in notes if note.op == ACKNOWLEDGED]
    disk = Disk(folder / "disk")
    moments = _moments(notes, points, chance)
    acknowledged, seen = 0, Seen(points=len(moments))
    for number, note in enumerate(notes):
        disk.do(note)
        acknowledged += note.op == ACKNOWLEDGED
        if number not in moments:
            continue
        for way, chosen, named in ways(chance):
            rebuilt = folder / "rebuilt"
            disk.build(rebuilt, chosen, named)
            there = rebuilt / place.relative_to(folder / "disk")
            seen.disks += 1
            seen.lost += [f"at {number} ({note.op}), {way}: {fault}" for fault in faults(there, hashes, acknowledged)]
            shutil.rmtree(rebuilt)
    return seen


def _moments(notes: Sequence[Note], points: int, chance: Random) -> set[int]:
    flushes = [n for n, note in enumerate(notes) if note.op in ("F", ACKNOWLEDGED)]
    between = [n for n, note in enumerate(notes) if note.op not in ("F", ACKNOWLEDGED)]
    half = min(points // 2, len(flushes))
    return {*chance.sample(flushes, half), *chance.sample(between, min(points - half, len(between)))}


def faults(place: Path | str, hashes: Sequence[str], acknowledged: int) -> Iterator[str]:
    """What is wrong with a ledger after a power cut. hashes: those of the batches, as they would be all; acknowledged: how
    many of them were."""
    if isinstance(place, Path) and not place.exists() and acknowledged:
        yield f"the ledger is gone, and {acknowledged} batches were acknowledged"
        return
    try:
        with closing(open_ledger(place, system_clock)) as ledger:
            going_on = ledger.append(reading(report(-1), [containers(report(-1))], "rules/1"))
            there = [batch.seal.hash for batch in ledger.batches()]
            yield from (problem.message for problem in ledger.check())
            if going_on is None or there.pop() != going_on.seal.hash:
                yield "it does not go on"
            if len(there) < acknowledged:
                yield f"{acknowledged - len(there)} of {acknowledged} acknowledged batches are gone"
            if there != list(hashes[: len(there)]):
                yield "batches are others than those that were appended"
    except LedgerError as error:
        yield f"it does not open: {error}"
