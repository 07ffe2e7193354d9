"""`reportedly watch` as it is typed: rounds, alerts, dispatches, and how it is stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest

from serve.commands import run

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
CONFIG = """
[[source]]
name = "cuttings"
folder = "in"
every = "1m"

[[indicator]]
name = "denials"
kind = "denial-overtaken"
supplier = "KP"
recipient = "RU"

[[channel]]
name = "log"
kind = "file"
path = "alerts.jsonl"
"""


def put(folder: Path, *names: str) -> None:
    """Reports of the examples, as if they had lain there for an hour."""
    (folder / "in").mkdir(exist_ok=True)
    shutil.copy(EXAMPLES / "meta.json", folder / "in")
    hour_ago = time.time() - 3600
    for name in names:
        (path,) = EXAMPLES.glob(f"{name}*")
        os.utime(shutil.copy(path, folder / "in"), (hour_ago, hour_ago))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a denial was watched over two rounds, and overtaken in the second."""
    folder = tmp_path_factory.mktemp("watched")
    (folder / "watch.toml").write_text(CONFIG, encoding="utf-8")
    put(folder, "14", "17")
    first = run("watch", "--once", "--config", folder / "watch.toml", ledger=folder / "l.db")
    assert first.exit_code == 0, first.output
    assert "denials: First looked at: 2 denials, 0 of them overtaken." in first.output
    put(folder, "20")
    second = run("watch", "--once", "--config", folder / "watch.toml", ledger=folder / "l.db")
    assert second.exit_code == 0, second.output
    assert "ALERT  denials: A denial is overtaken" in second.output
    return folder


def test_an_alert_is_written_once(watched: Path, tmp_path: Path) -> None:
    """The file holds it; a third round without news adds nothing, and says why."""
    lines = (watched / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    (message,) = map(json.loads, lines)
    assert {alert["name"] for alert in message["alerts"]} == {"denials"}
    assert all(alert["before"] and alert["after"] and alert["claims"] for alert in message["alerts"])
    third = run("watch", "--once", "--config", watched / "watch.toml", ledger=watched / "l.db")
    assert "quiet  denials: Nothing new since" in third.output
    assert (watched / "alerts.jsonl").read_text(encoding="utf-8").splitlines() == lines


def test_alerts_are_listed_until_somebody_has_seen_them(watched: Path, tmp_path: Path) -> None:
    """`watch alerts` lists, `watch ack` notes by the beginning of an id, `--all` still shows it."""
    shutil.copytree(watched, tmp_path / "w")
    ledger = tmp_path / "w" / "l.db"
    listed = run("watch", "alerts", "--format", "jsonl", ledger=ledger)
    ids = [json.loads(line)["id"] for line in listed.output.splitlines()]
    assert len(ids) >= 1
    for ident in ids:
        seen = run("watch", "ack", ident[:10], "--by", "Ann", "--note", "known", ledger=ledger)
        assert f"{ident}: seen by Ann" in seen.output
    assert "no alert waits to be seen" in run("watch", "alerts", ledger=ledger).output
    assert "(seen by Ann)" in run("watch", "alerts", "--all", ledger=ledger).output
    assert run("watch", "ack", "a-none", ledger=ledger).exit_code == 2


def test_status_tells_how_things_stand(watched: Path) -> None:
    """Sources, alerts, messages; and of a ledger that was never watched what to do."""
    told = run("watch", "status", ledger=watched / "l.db").output
    assert "cuttings: polled" in told
    assert "3 read" in told
    assert "messages: 1 sent" in told


def test_a_ledger_that_was_never_watched(tmp_path: Path) -> None:
    """Nothing was polled, nothing is conditional: each says so."""
    assert "no source was polled yet" in run("watch", "status", ledger=tmp_path / "n.db").output
    assert "there is nothing to suggest" in run("watch", "suggest", ledger=tmp_path / "n.db").output


@pytest.mark.parametrize("ending", [".md", ".html", ".pdf"])
def test_a_dispatch_is_written_in_each_form(watched: Path, tmp_path: Path, ending: str) -> None:
    """What the ledger learned in the last day, with its parts."""
    path = tmp_path / f"today{ending}"
    done = run("watch", "dispatch", "-o", path, "--title", "Today & now", ledger=watched / "l.db")
    assert done.exit_code == 0, done.output
    if ending == ".pdf":
        document = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    else:
        text = path.read_text(encoding="utf-8")
    for part in ("Lines crossed", "New", "Changed", "Disputed", "Heard for the first time", "A denial is overtaken"):
        assert part in text, part
    assert "<script" not in text


def test_wrong_use_of_a_dispatch(tmp_path: Path) -> None:
    """An ending that is no form, and a time that ends before it begins."""
    assert "the ending says the form" in run("watch", "dispatch", "-o", "x.docx", ledger=tmp_path / "n.db").output
    upside = run(
        "watch", "dispatch", "-o", tmp_path / "x.md", "--since", "2026-05-02", "--until", "2026-05-01",
        ledger=tmp_path / "n.db",
    )  # fmt: skip
    assert upside.exit_code == 2
    assert "is not before" in upside.output


def test_a_faulty_watch_toml_is_told_line_by_line(tmp_path: Path) -> None:
    """Exit code 2; without the file, one line."""
    path = tmp_path / "watch.toml"
    path.write_text("[[source]]\nname = 'a'\n[[channel]]\nname = 'b'\nkind = 'fax'\n", encoding="utf-8")
    done = run("watch", "check", "--config", path)
    assert done.exit_code == 2
    assert done.output.count("\n") == 2
    path.write_text(CONFIG, encoding="utf-8")
    assert "1 source, 1 indicator, 1 channel" in run("watch", "check", "--config", path).output
    missing = run("watch", "--once", "--config", tmp_path / "none.toml", ledger=tmp_path / "n.db")
    assert missing.exit_code == 2
    assert "there is no such file [missing-path]" in missing.output


def test_options_go_behind_the_command(watched: Path) -> None:
    """Before it they would be lost."""
    done = run("watch", "--once", "status")
    assert done.exit_code == 2
    assert "options go behind the command: reportedly watch status" in done.output


@contextmanager
def service(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A watch that goes on, in a process of its own, once it has begun."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "reportedly", "watch", "--ledger", "l.db"]
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        assert "watching 1 source, 1 indicator" in process.stderr.readline()
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_one_watch_at_a_time_and_it_stops_when_told(watched: Path, tmp_path: Path) -> None:
    """A second one says that there is one; SIGTERM ends the first within seconds, with exit code 0; one that is killed
    leaves no lock behind.
    """
    folder = shutil.copytree(watched, tmp_path / "w")
    with service(folder) as first:
        second = run("watch", "--once", "--config", folder / "watch.toml", ledger=folder / "l.db")
        assert second.exit_code == 1
        assert f"another watch is at work on this ledger (process {first.pid}) [ledger-locked]" in second.output
        first.send_signal(signal.SIGTERM)
        assert first.wait(30) == 0
    with service(folder) as killed:
        killed.kill()
        killed.wait()
    assert run("watch", "--once", "--config", folder / "watch.toml", ledger=folder / "l.db").exit_code == 0
