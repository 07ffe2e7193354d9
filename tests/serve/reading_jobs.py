"""Waiting for reading jobs, and texts for them."""

from __future__ import annotations

from datetime import date
from time import monotonic, sleep

from reportedly.read.options import ReadOptions
from reportedly.serve.web.jobs import Job, Jobs, Upload
from serve.commands import CONTAINERS

PATIENCE = 90.0


def upload(name: str = "containers.txt", text: str = CONTAINERS, restricted: bool = False) -> Upload:
    """A report as somebody gives it."""
    options = ReadOptions(
        publisher="Daily Ledger", published_on=date(2023, 10, 13), url=f"https://daily.example/{name}"
    )
    return Upload(name, text.encode(), options, restricted)


def ended(jobs: Jobs, ident: str) -> Job:
    """The job, once it has ended."""
    give_up = monotonic() + PATIENCE
    while True:
        job = jobs.get(ident)
        assert job is not None
        if job.ended:
            return job
        assert monotonic() < give_up, f"the job did not end: {job}"
        sleep(0.05)


def lines(count: int) -> bytes:
    """A file of many documents, one a line."""
    from json import dumps

    told = [{"text": f"{CONTAINERS}\n{n}.", "publisher": "Daily", "published": "2023-10-13"} for n in range(count)]
    return "".join(dumps(line) + "\n" for line in told).encode()


def wait_for_steps(jobs: Jobs, ident: str, count: int = 1) -> Job:
    """The job, once some of its steps are taken."""
    give_up = monotonic() + PATIENCE
    while True:
        job = jobs.get(ident)
        assert job is not None
        if job.done >= count or job.ended:
            return job
        assert monotonic() < give_up
        sleep(0.01)
