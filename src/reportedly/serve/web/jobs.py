"""Reading jobs: what is uploaded waits its turn, is read in a process of its own, and is told step by step."""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Thread
from typing import Literal

from reportedly.errors import LedgerError, TooBusy, UsageError
from reportedly.keep.ledger import Clock, Ledger
from reportedly.pipeline import Taken
from reportedly.serve.web.reading_process import Ended, Gone, ReadingProcess, Step, Upload
from reportedly.terms.problem import Problem
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.readings import log

__all__ = ["Job", "Jobs", "State", "Upload"]

State = Literal["waiting", "reading", "done", "failed"]
ENDED: tuple[State, ...] = ("done", "failed")

MOST_WAITING = 50
MOST_BYTES = 400_000_000
"""Of all that waits."""
REMEMBERED = 200
"""How many ended jobs are remembered."""
MOST_PROBLEMS = 1_000
"""How many problems of one job are told."""
_STOPPED = "the server was stopped before this was read to its end; what had been read is kept, give the rest again"


@dataclass(frozen=True, slots=True)
class Job:
    """One reading. steps: how many there are to take (files; of a file with many documents, its documents); done: of them,
    taken; documents: read, known ones too; new: of them, unknown before; claims: found anew; message: where it failed, why.
    restricted: whether any of it is; by: who gave it.
    """

    id: str
    state: State = "waiting"
    steps: int = 0
    done: int = 0
    documents: int = 0
    new: int = 0
    claims: int = 0
    problems: tuple[Problem, ...] = ()
    document_ids: tuple[str, ...] = ()
    message: str = ""
    by: str = ""
    restricted: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ENDED

    def after(self, step: Step) -> Job:
        """The job once a step is taken."""
        taken = step.taken
        return replace(
            self,
            state="reading",
            steps=self.steps + step.more,
            done=self.done + 1,
            documents=self.documents + taken.documents,
            new=self.new + taken.new,
            claims=self.claims + taken.claims,
            problems=(self.problems + taken.problems)[:MOST_PROBLEMS],
            document_ids=(*self.document_ids, step.document) if step.document else self.document_ids,
        )


class Jobs:
    """The reading jobs of a workbench; safe for several threads. The process that reads starts with the first job."""

    def __init__(self, where: str, lexicons: tuple[Path, ...] = (), clock: Clock = system_clock) -> None:
        self._where, self._lexicons, self._clock = where, lexicons, clock
        self._known: OrderedDict[str, Job] = OrderedDict()
        self._waiting: deque[tuple[str, tuple[Upload, ...]]] = deque()
        self._changed = Condition()
        self._closed = False
        self._thread: Thread | None = None
        self._process: ReadingProcess | None = None
        self._ledger: Ledger | None = None

    def submit(self, uploads: Sequence[Upload], by: str) -> Job:
        """Have uploads read, once those before them are. Raises TooBusy where too much waits, UsageError without uploads."""
        given = tuple(uploads)
        if not given:
            raise UsageError("nothing is given to be read")
        restricted = any(upload.restricted or upload.options.handling == "restricted" for upload in given)
        job = Job(f"j-{secrets.token_hex(8)}", steps=len(given), by=by, restricted=restricted)
        with self._changed:
            if self._closed:
                raise TooBusy("the server is being stopped; nothing more is read")
            waiting = sum(len(upload.data) for _, uploads in self._waiting for upload in uploads)
            if len(self._waiting) >= MOST_WAITING or waiting + sum(len(u.data) for u in given) > MOST_BYTES:
                raise TooBusy(f"{len(self._waiting)} readings are waiting already; try again when some are done")
            self._waiting.append((job.id, given))
            self._put(job)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="reading-jobs", daemon=True)
                self._thread.start()
        return job

    def get(self, ident: str) -> Job | None:
        """A job as it is now; None for one that is not known, or no longer."""
        with self._changed:
            return self._known.get(ident)

    def recent(self, limit: int = 20) -> tuple[Job, ...]:
        """The latest jobs, the last given first."""
        with self._changed:
            return tuple(reversed(self._known.values()))[:limit]

    def pid(self) -> int | None:
        """The number of the process that reads; None where none runs."""
        process = self._process
        return process.pid if process else None

    def close(self) -> None:
        """End the reading; jobs that are not done fail, and say so."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            self._changed.notify_all()
            thread, process = self._thread, self._process
        if process:
            process.stop()
        if thread:
            thread.join()
        with self._changed:
            for job in list(self._known.values()):
                if not job.ended:
                    self._put(replace(job, state="failed", message=_STOPPED))
        if self._ledger:
            self._ledger.close()

    def _put(self, job: Job) -> None:
        with self._changed:
            self._known[job.id] = job
            ended = [ident for ident, each in self._known.items() if each.ended]
            for ident in ended[: max(0, len(ended) - REMEMBERED)]:
                del self._known[ident]
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    break
                ident, uploads = self._waiting.popleft()
                job = replace(self._known[ident], state="reading")
                self._put(job)
            self._put(self._logged(self._read(job, uploads), uploads))
        self._ended()

    def _read(self, job: Job, uploads: tuple[Upload, ...]) -> Job:
        try:
            for told in self._started().read(uploads):
                if isinstance(told, Ended):
                    return replace(job, state="failed" if told.fault else "done", message=told.fault)
                job = job.after(told)
                self._put(job)
        except Gone as fault:
            self._ended()
            kept = "what had been read is kept, give the rest again"
            return replace(job, state="failed", message=_STOPPED if self._closed else f"{fault}; {kept}")
        except Exception as fault:  # noqa: BLE001 - a job must end, and the next one be read, whatever happens to this
            self._ended()
            return replace(job, state="failed", message=f"it could not be read ({type(fault).__name__}: {fault})")
        raise AssertionError("a reading ends with an end")

    def _started(self) -> ReadingProcess:
        if self._process is None:
            process = ReadingProcess(self._where, self._lexicons)
            with self._changed:
                self._process = process
                closed = self._closed
            if closed:
                process.stop()
        return self._process

    def _ended(self) -> None:
        process, self._process = self._process, None
        if process:
            with suppress(OSError):
                process.end()

    def _logged(self, job: Job, uploads: tuple[Upload, ...]) -> Job:
        """The job, noted among the ledger's readings; with a warning where it cannot be."""
        problems = job.problems
        if job.state == "failed":
            problems = (*problems, Problem("not-read", job.message, ""))
        if job.restricted:  # the log is not: it names nothing of what is
            problems = tuple(replace(problem, where="") for problem in problems)
        what = "restricted" if job.restricted else ", ".join(upload.name for upload in uploads)
        try:
            if self._ledger is None:
                self._ledger = open_ledger(self._where, self._clock)
            log(self._ledger, self._clock(), job.by, what, Taken(job.documents, job.new, job.claims, 0, problems))
        except LedgerError as fault:
            warning = Problem("not-logged", f"the reading could not be noted ({fault})", "", "warning")
            return replace(job, problems=(*job.problems, warning))
        return job
