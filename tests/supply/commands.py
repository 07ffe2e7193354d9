"""What a user does with texts at hand, as processes of their own; and a workbench that is started, asked and ended.

Run as a program it does the same in the network that it finds itself in: `python -m supply.commands FOLDER`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from queue import Queue
from threading import Thread

from serve.commands import reports

ROOT = Path(__file__).resolve().parents[2]
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
PYTHONPATH = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])


def done(words: list[str], env: Mapping[str, str]) -> str:
    """What a Python with these words prints, which must end well."""
    ended = subprocess.run([sys.executable, *words], capture_output=True, text=True, env=dict(env), timeout=240)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def all_of_it(folder: Path, env: Mapping[str, str]) -> None:
    """Import, help, read, claims and dossier over two reports, then the workbench over their ledger."""
    reports(folder / "in")
    ledger = ["--ledger", str(folder / "ledger.db")]
    done(["-c", "import reportedly; reportedly.desk"], env)
    assert "read" in done(["-m", "reportedly", "--help"], env)
    assert done(["-m", "reportedly", "read", str(folder / "in"), *ledger], env).startswith("read 2 documents, ")
    assert len(done(["-m", "reportedly", "claims", "--format", "jsonl", *ledger], env).splitlines()) >= 3
    done(["-m", "reportedly", "dossier", "KP", "RU", "-o", str(folder / "dossier.html"), *ledger], env)
    assert "1,000 containers" in (folder / "dossier.html").read_text(encoding="utf-8")
    assert "1,000 containers" in page_of_the_workbench(ledger, env)


def page_of_the_workbench(ledger: list[str], env: Mapping[str, str]) -> str:
    """The list of claims of a workbench at a free port, which is ended again."""
    command = [sys.executable, "-m", "reportedly", "serve", "--port", "0", *ledger]
    told = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(env))
    lines: Queue[str] = Queue()
    Thread(target=lambda: [lines.put(line) for line in told.stdout or ()], daemon=True).start()
    try:
        said = ""
        while not (address := _ADDRESS.search(said)):
            said += lines.get(timeout=120)
        with urllib.request.urlopen(f"{address[0]}/claims", timeout=60) as answer:
            page: bytes = answer.read()
        return page.decode()
    finally:
        told.terminate()
        told.wait(timeout=60)


def main(folder: Path) -> None:
    """The same, with the environment that is there."""
    all_of_it(folder, os.environ)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
