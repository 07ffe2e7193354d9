"""A sweep takes no more memory for a large corpus than for a small one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from serve.sweeping.corpora import command, environment

REPOSITORY = Path(__file__).resolve().parents[3]


def peak(source: Path, work: Path) -> int:
    """The most memory that a sweep takes, in KB."""
    process = subprocess.Popen(command(source, work), stdout=subprocess.DEVNULL, env=environment())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_maxrss


@pytest.mark.full
def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    """At its peak an archive of 120 MB takes less than a third more memory than one of 30 MB. Nothing in them is relevant,
    so that no language model hides what sifting takes.
    """
    peaks = []
    for pages in (1_100, 4_400):
        path = tmp_path / f"{pages}.warc.gz"
        words = [sys.executable, "-m", "bench.pages", str(path), "--documents", str(pages), "--relevant", "0"]
        subprocess.run(words, cwd=REPOSITORY, env=environment(), stdout=subprocess.DEVNULL, check=True)
        assert path.stat().st_size > 27_000 * pages
        peaks.append(peak(path, tmp_path / str(pages)))
        path.unlink()
    assert peaks[1] < peaks[0] * 4 / 3, peaks
