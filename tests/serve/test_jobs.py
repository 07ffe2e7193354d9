"""Reading jobs: a process of its own reads, tells each step, and may die without taking anything along."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from reportedly.errors import TooBusy, UsageError
from reportedly.serve.web import jobs as module
from reportedly.serve.web.jobs import Jobs, Upload
from reportedly.serve.web.reading_process import ReadingProcess
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.readings import Logged, readings
from serve.reading_jobs import ended, lines, upload, wait_for_steps


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("jobs") / "l.db")


@pytest.fixture(scope="module")
def jobs(where: str) -> Iterator[Jobs]:
    """Jobs that share a process, which loads the language model once."""
    with closing(Jobs(where)) as opened:
        yield opened


def logged(where: str) -> tuple[Logged, ...]:
    with closing(open_ledger(where, system_clock)) as ledger:
        return readings(ledger)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def fill(jobs: Jobs) -> None:
    for _ in range(module.MOST_WAITING + 5):
        jobs.submit([upload()], "ana")


def test_no_process_runs_before_the_first_job(tmp_path: Path) -> None:
    """Nothing is started, and no ledger made, for jobs that nobody gives."""
    with closing(Jobs(str(tmp_path / "l.db"))) as idle:
        assert idle.pid() is None
        assert idle.recent() == ()
    assert list(tmp_path.iterdir()) == []


def test_an_upload_is_read_into_the_ledger(jobs: Jobs, where: str) -> None:
    """A job goes from waiting to done; its document and claims stand in the ledger, and it is noted there."""
    given = jobs.submit([upload()], "ana")
    assert (given.state, given.steps, given.done) == ("waiting", 1, 0)
    job = ended(jobs, given.id)
    assert (job.state, job.steps, job.done, job.documents, job.new) == ("done", 1, 1, 1, 1)
    assert job.claims > 0
    with closing(open_ledger(where, system_clock)) as ledger:
        (ident,) = job.document_ids
        assert len(ledger.standing().of_document(ident)) == job.claims
    note = logged(where)[0]
    assert (note.by, note.what, note.documents, note.claims) == ("ana", "containers.txt", 1, job.claims)


def test_the_same_again_is_nothing_new(jobs: Jobs) -> None:
    """A document that the ledger knows is told by its id, and adds nothing."""
    first = ended(jobs, jobs.submit([upload("again.txt")], "ana").id)
    again = ended(jobs, jobs.submit([upload("again.txt")], "ana").id)
    assert (again.documents, again.new, again.claims) == (1, 0, 0)
    assert again.document_ids == first.document_ids


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_read(jobs: Jobs) -> None:
    """Problems name the upload; the job is done all the same."""
    job = ended(jobs, jobs.submit([Upload("empty.txt", b""), upload("rest.txt")], "ana").id)
    assert (job.state, job.done, job.documents) == ("done", 2, 1)
    assert [(p.slug, p.where) for p in job.problems if p.severity == "error"] == [("empty-file", "empty.txt")]


def test_progress_is_told_after_each_document_of_a_file(jobs: Jobs) -> None:
    """A file of several documents is as many steps."""
    job = ended(jobs, jobs.submit([Upload("many.jsonl", lines(4))], "ana").id)
    assert (job.steps, job.done, job.documents, len(job.document_ids)) == (4, 4, 4, 4)


def test_restricted_uploads_become_restricted_documents(jobs: Jobs, where: str) -> None:
    """The document and its claims are restricted, and the log does not name it."""
    job = ended(jobs, jobs.submit([upload("secret.txt", restricted=True)], "ana").id)
    assert job.restricted
    with closing(open_ledger(where, system_clock)) as ledger:
        document = ledger.document(job.document_ids[0])
        claims = ledger.standing().of_document(job.document_ids[0])
    assert document
    assert document.handling == "restricted"
    assert {claim.handling for claim in claims} == {"restricted"}
    assert "secret" not in logged(where)[0].what


def test_a_killed_process_fails_its_job_and_the_next_gets_another(jobs: Jobs, where: str) -> None:
    """kill -9 in the middle: the job fails in one line, what was read stays, the job behind it is read."""
    first = jobs.submit([Upload("long.jsonl", lines(400))], "ana")
    second = jobs.submit([upload("behind.txt")], "ana")
    wait_for_steps(jobs, first.id, 2)
    pid = jobs.pid()
    assert pid
    os.kill(pid, signal.SIGKILL)
    failed = ended(jobs, first.id)
    assert failed.state == "failed"
    assert "SIGKILL" in failed.message
    assert "\n" not in failed.message
    assert 2 <= failed.done < 400
    assert ended(jobs, second.id).state == "done"
    assert jobs.pid() != pid
    with closing(open_ledger(where, system_clock)) as ledger:
        assert ledger.check() == []
        assert set(failed.document_ids) <= set(ledger.standing().histories)
    assert any(p.slug == "not-read" and "SIGKILL" in p.message for note in logged(where) for p in note.problems)


def test_a_ledger_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """The job fails with the fault of the ledger, and its number."""
    (tmp_path / "l.db").write_text("no ledger")
    with closing(Jobs(str(tmp_path / "l.db"))) as broken:
        job = ended(broken, broken.submit([upload()], "ana").id)
    assert job.state == "failed"
    assert "[not-a-ledger]" in job.message


def test_closing_ends_the_process_and_no_job_is_left_open(tmp_path: Path) -> None:
    """What is being read and what waits fail with a word of why; the process is gone; nothing more is taken."""
    jobs = Jobs(str(tmp_path / "l.db"))
    running = jobs.submit([Upload("long.jsonl", lines(300))], "ana")
    waiting = jobs.submit([upload()], "ana")
    wait_for_steps(jobs, running.id)
    pid = jobs.pid()
    assert pid
    started = monotonic()
    jobs.close()
    assert monotonic() - started < 15
    for _ in range(100):
        if not alive(pid):
            break
        sleep(0.05)
    assert not alive(pid)
    for ident in (running.id, waiting.id):
        job = jobs.get(ident)
        assert job
        assert (job.state, "stopped" in job.message) == ("failed", True)
    with pytest.raises(TooBusy):
        jobs.submit([upload()], "ana")
    jobs.close()


def test_too_much_is_refused(tmp_path: Path) -> None:
    """A queue that is full says so, and takes nothing; nothing at all is wrong use."""
    with closing(Jobs(str(tmp_path / "l.db"))) as jobs:
        with pytest.raises(UsageError):
            jobs.submit([], "ana")
        with pytest.raises(TooBusy, match="waiting"):
            fill(jobs)
        assert len(jobs.recent(1000)) <= module.MOST_WAITING + 1


def test_a_process_ends_when_its_server_is_gone() -> None:
    """Where the other end of the pipe closes, the process ends by itself."""
    process = ReadingProcess("nowhere.db", ())
    assert process.pid
    process._ours.close()
    process._process.join(30)
    assert process._process.exitcode == 0
