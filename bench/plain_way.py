"""The plain way through an archive, as one would write it first: each page's text by trafilatura, parsed by spaCy; no more.

`python -m bench.plain_way FILE.warc.gz` loads all that it needs, says `ready`, waits for a line, and goes; it says then
how many pages had a text. `bench.sweeping` measures from that line on, so that loading counts against it nowhere.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from fastwarc.warc import ArchiveIterator, WarcRecordType


def run(path: Path) -> int:
    """How many pages of the archive had a text."""
    import trafilatura

    from reportedly.world.language import loaded

    nlp = loaded()
    nlp("Seoul said on Monday that the North had sent shells to Russia.")
    trafilatura.extract("<html><body><p>Seoul said so.</p></body></html>")
    print("ready", flush=True)
    sys.stdin.readline()
    parsed = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            if text := trafilatura.extract(record.reader.read()):
                nlp(text)
                parsed += 1
    return parsed


def seconds(archives: Sequence[Path]) -> float:
    """What the plain way takes for the archives, each in a process of its own, all at once."""
    command = [sys.executable, "-m", "bench.plain_way"]
    started = [
        subprocess.Popen([*command, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for path in archives
    ]
    for each in started:
        assert each.stdout
        if each.stdout.readline() != "ready\n":
            raise SystemExit("the plain way did not start")
    began = perf_counter()
    for each in started:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in started:
        if each.wait():
            raise SystemExit("the plain way did not end well")
    return perf_counter() - began


if __name__ == "__main__":
    print(run(Path(sys.argv[1])))
