"""The process in which uploads are read: the language model is loaded there once, and never in the server.

The server hands it one task at a time and hears of every step; when the server goes, so does this process.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from reportedly.errors import ReportedlyError
from reportedly.pipeline import Read, Taken, take_in
from reportedly.read.dispatch import read_bytes
from reportedly.read.options import ReadOptions
from reportedly.serve import wiring
from reportedly.serve.exits import one_line
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

BUSY = 60.0
"""Seconds to wait for another writer of the ledger."""
PATIENCE = 900.0
"""Seconds without a word after which the process counts as stuck."""
LEAVE = 5.0
"""Seconds that a process gets to end when told to."""


@dataclass(frozen=True)
class Upload:
    """A file, or a text that was pasted in, and what is known of it. name: by which problems name it; its ending says how
    it is read.
    """

    name: str
    data: bytes
    options: ReadOptions = field(default_factory=ReadOptions)
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What one step brought. more: steps that are ahead beside those known; document: which was read."""

    taken: Taken = field(default_factory=Taken)
    more: int = 0
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The task is over. fault: in one line, why it could not be finished; '' where it was."""

    fault: str = ""


class Gone(Exception):
    """The process has ended by itself, or is stuck. Its text says how, as a clause."""


class ReadingProcess:
    """A process that reads, as the server sees it; of one thread."""

    def __init__(self, where: str, lexicons: tuple[Path, ...]) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, where, lexicons), name="reportedly-reading", daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        """Its number."""
        return self._process.pid

    def read(self, uploads: tuple[Upload, ...]) -> Iterator[Step | Ended]:
        """The steps of a task, as they are taken; the last is `Ended`. Raises Gone."""
        try:
            self._ours.send(uploads)
            while True:
                if not self._ours.poll(PATIENCE):
                    raise Gone(f"it took no step in {PATIENCE / 60:.0f} minutes")
                told: Step | Ended = self._ours.recv()
                yield told
                if isinstance(told, Ended):
                    return
        except (EOFError, OSError) as fault:
            raise Gone(self._how()) from fault

    def stop(self) -> None:
        """Tell it to go. Any thread may; `read` then raises Gone, and what had been read is kept."""
        self._process.terminate()

    def end(self) -> None:
        """See it off, by force where it does not go."""
        self.stop()
        self._process.join(LEAVE)
        if self._process.is_alive():
            self._process.kill()
        self._process.join(LEAVE)
        self._ours.close()

    def _how(self) -> str:
        self._process.join(LEAVE)
        code = self._process.exitcode
        if code is not None and code < 0:
            return f"the process that read it was ended from outside ({signal.Signals(-code).name})"
        return f"the process that read it ended (exit code {code})"


def _serve(connection: Connection, where: str, lexicons: tuple[Path, ...]) -> None:
    """Read what the server sends until it sends no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the server ends this one
    with suppress(EOFError, OSError):
        while True:
            uploads: tuple[Upload, ...] = connection.recv()
            connection.send(Ended(_read(connection, uploads, where, lexicons)))


def _read(connection: Connection, uploads: tuple[Upload, ...], where: str, lexicons: tuple[Path, ...]) -> str:
    """Read uploads into the ledger, telling each step; what went wrong with the whole, in one line."""
    try:
        finder = wiring.reader(lexicons)
        with closing(open_ledger(where, system_clock, BUSY)) as ledger:
            for upload in uploads:
                for found, problems, more in _documents(upload):
                    (taken,) = take_in(ledger, [(found, problems)], finder)
                    read = found[0].id if found and taken.documents else None
                    connection.send(Step(taken, more, read))
    except ReportedlyError as fault:
        return one_line(fault)
    except OSError:
        raise  # nobody listens any more
    except Exception as fault:  # noqa: BLE001 - whatever it is, the server must hear of it in words
        return f"it could not be read ({type(fault).__name__}: {' '.join(str(fault).split())[:200]})"
    return ""


def _documents(upload: Upload) -> Iterator[tuple[*Read, int]]:
    """An upload one document at a time, the problems of the whole with the first; and how many steps it adds to its one."""
    options = upload.options
    if upload.restricted:
        options = replace(options, handling="restricted")
    found, problems = read_bytes(upload.data, upload.name, None, replace(options, today=system_clock().date()))
    yield found[:1], problems, max(0, len(found) - 1)
    for document in found[1:]:
        yield (document,), (), 0
