"""`reportedly watch` on the command line: a folder that fills, alerts in a file, and what each further command prints."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from typer.testing import Result

from reportedly.serve.watching.watch_file import watch_file
from reportedly.serve.wiring import tables
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.sql import open_sql_ledger
from serve.commands import run
from world.watching.lock_holder import SOURCE, watched_elsewhere

WATCH = """\
[[source]]
name = "inbox"
folder = "inbox"
publisher = "Daily Ledger"

[[indicator]]
name = "thousands"
kind = "total-passes"
supplier = "North Korea"
recipient = "RU"
item = "munitions"
unit = "container"
at_least = 2000

[[channel]]
name = "log"
kind = "file"
path = "log.jsonl"
"""
FAULTY = """\
[[source]]
name = "inbox"

[[indicator]]
name = "thousands"
kind = "total-passes"
supplier = "KP"
recipient = "RU"
item = "cheese"
unit = "container"
at_least = 2000
channels = ["nowhere"]

[[channel]]
name = "log"
kind = "pigeon"

[dispatch]
channels = "desk"

[weather]
"""
REPORTS = (
    "North Korea has shipped more than 1,000 containers of munitions to Russia, the White House said on Friday.\n",
    "North Korea has shipped more than 3,000 containers of munitions to Russia, South Korea's National Intelligence "
    "Service said on Friday.\n\nSeoul will consider supplying weapons to Ukraine if the North goes too far, South "
    "Korea's presidential office said.\n",
)
PASSED = "Passed 2,000 containers by one origin: at least 1,000 before, at least 3,000 now."
OLD = 1_714_700_000
"""When the files were last changed, long enough ago that nobody is still writing them."""
SOON = 10.0


@dataclass(frozen=True)
class Desk:
    """A folder with a watch.toml, its inbox, and the ledger."""

    folder: Path

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger.db"

    @property
    def config(self) -> Path:
        return self.folder / "watch.toml"

    def receive(self, n: int) -> None:
        """The n-th report, from 1, comes into the inbox."""
        path = self.folder / "inbox" / f"{n}.txt"
        path.write_text(REPORTS[n - 1], encoding="utf-8")
        os.utime(path, (OLD + n, OLD + n))

    def watch(self, *words: str | Path) -> Result:
        return run("watch", *words, ledger=self.ledger)

    def once(self) -> Result:
        return self.watch("--once", "--config", self.config)

    def logged(self) -> list[dict[str, Any]]:
        """The lines of the file that alerts go to."""
        path = self.folder / "log.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def sound(self) -> bool:
        """Whether the ledger's chain holds."""
        with closing(open_sql_ledger(self.ledger, system_clock)) as ledger:
            return ledger.check() == []


def new_desk(folder: Path) -> Desk:
    """A desk with one report in its inbox."""
    (folder / "inbox").mkdir(parents=True)
    desk = Desk(folder)
    desk.config.write_text(WATCH, encoding="utf-8")
    desk.receive(1)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that was watched twice, so that one alert is out; nobody writes to it."""
    made = new_desk(tmp_path_factory.mktemp("told"))
    assert made.once().exit_code == 0
    made.receive(2)
    assert made.once().exit_code == 0
    return made


def only(text: str) -> str:
    """The one line of a text."""
    (line,) = text.splitlines()
    return line


def test_two_rounds_over_a_folder(desk: Desk) -> None:
    """The first notes where things stand, the second tells what came, and a third finds nothing new."""
    first = desk.once()
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        "polled 1 source: 1 new document, 1 claim",
        "  quiet  thousands: First looked at: at least 1,000 containers by one origin. Only what comes after is told.",
        "0 new alerts; 0 messages sent",
    ]
    assert desk.logged() == []
    desk.receive(2)
    second = desk.once()
    assert second.exit_code == 0
    assert second.stdout.splitlines()[1:] == [f"  ALERT  thousands: {PASSED}", "1 new alert; 1 message sent"]
    third = desk.once()
    assert third.stdout.splitlines()[0] == "polled 1 source: 0 new documents, 0 claims"
    assert third.stdout.splitlines()[-1] == "0 new alerts; 0 messages sent"
    (line,) = desk.logged()
    assert [alert["reason"] for alert in line["alerts"]] == [PASSED]
    assert desk.sound()


def test_a_good_file_is_counted(desk: Desk) -> None:
    """And no ledger is made by looking at it."""
    done = run("watch", "check", "--config", desk.config)
    assert (done.exit_code, done.stderr) == (0, "")
    assert only(done.stdout) == f"{desk.config}: 1 source, 1 indicator, 1 channel"
    assert not desk.ledger.exists()


@pytest.mark.parametrize("words", [("check",), ("--once",), ()])
def test_every_fault_of_a_file_is_a_line(desk: Desk, words: tuple[str, ...]) -> None:
    """All at once, each with its slug, before anything is polled."""
    desk.config.write_text(FAULTY, encoding="utf-8")
    done = run("watch", *words, "--config", desk.config, *(() if words == ("check",) else ("--ledger", desk.ledger)))
    assert (done.exit_code, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert all(line.startswith(f"{desk.config}: ") for line in lines)
    assert sorted(re.findall(r"\[([a-z-]+)\]$", done.stderr, re.MULTILINE)) == [
        "bad-value", "missing-key", "unknown-channel", "unknown-channel", "unknown-class", "unknown-table",
    ]  # fmt: skip
    assert len(lines) == 6
    assert "[dispatch]: no channel is called 'desk'; there are log" in done.stderr
    assert not desk.ledger.exists()


@pytest.mark.parametrize("words", [("check",), ("--once",), ()])
def test_without_a_file_one_line_says_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Exit code 2, and nothing is made."""
    place = () if words == ("check",) else ("--ledger", tmp_path / "l.db")
    done = run("watch", *words, "--config", tmp_path / "watch.toml", *place)
    assert (done.exit_code, done.stdout) == (2, "")
    assert only(done.stderr) == f"{tmp_path / 'watch.toml'}: there is no such file [missing-path]"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [("--once", "status"), ("--config", "x.toml", "check"), ("--ledger", "x.db", "alerts")]
)
def test_options_go_behind_the_command(words: tuple[str, ...]) -> None:
    """Before it they would be passed over in silence: they are refused."""
    done = run("watch", *words)
    assert done.exit_code == 2
    assert f"reportedly watch {words[-1]} …" in " ".join(done.stderr.split())


@pytest.mark.parametrize("name", ["t.md", "t.html", "t.pdf"])
def test_a_dispatch_on_nothing_that_was_read_is_refused(name: str, tmp_path: Path) -> None:
    """As an export is: whoever opens the file would take it for a quiet day. No file and no ledger is made."""
    done = run("watch", "dispatch", "-o", tmp_path / name, ledger=tmp_path / "none.db")
    assert done.exit_code == 2
    where = tmp_path / "none.db"
    assert only(done.stderr) == f"reportedly: nothing is written; no claims yet: reportedly read PATH --ledger {where}"
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_is_not_there_is_a_problem(desk: Desk) -> None:
    """The round goes on and ends with exit code 1; the status names the fault."""
    desk.config.write_text(WATCH.replace('folder = "inbox"', 'folder = "gone"'), encoding="utf-8")
    done = desk.once()
    assert done.exit_code == 1
    assert "there is no such folder [missing-path]" in done.stderr
    assert done.stdout.splitlines()[0] == "polled 1 source: 0 new documents, 0 claims"
    assert "failed 1 time: there is no such folder" in desk.watch("status").stdout


def test_the_alerts_are_listed(told: Desk) -> None:
    """One a line for people; whole for programs."""
    line = only(told.watch("alerts").stdout)
    assert line.endswith(f"UTC thousands: {PASSED}")
    record = json.loads(only(told.watch("alerts", "--format", "jsonl").stdout))
    assert line.startswith(record["id"])
    assert (record["reason"], record["acknowledged_at"], record["acknowledged_by"]) == (PASSED, None, None)
    assert json.loads(told.watch("alerts", "--format", "json").stdout) == [record]


def test_an_alert_that_somebody_has_seen_waits_no_more(desk: Desk) -> None:
    """By the beginning of its id; it is listed with --all, and who saw it first stays."""
    desk.once()
    desk.receive(2)
    desk.once()
    ident = only(desk.watch("alerts").stdout).split()[0]
    assert desk.watch("ack", ident[:8], "--by", "Ann", "--note", "asked Seoul").stdout == f"{ident}: seen by Ann\n"
    assert desk.watch("ack", ident, "--by", "Bob").stdout == f"{ident}: seen by Ann\n"
    left = desk.watch("alerts")
    assert (left.stdout, left.stderr) == ("", "no alert waits to be seen\n")
    assert only(desk.watch("alerts", "--all").stdout).endswith("(seen by Ann)")
    record = json.loads(desk.watch("alerts", "--all", "--format", "jsonl").stdout)
    assert (record["acknowledged_by"], record["note"]) == ("Ann", "asked Seoul")
    assert "alerts not acknowledged: 0" in desk.watch("status").stdout


def test_an_unknown_alert_is_wrong_use(told: Desk) -> None:
    """One line."""
    done = told.watch("ack", "a-nope")
    assert done.exit_code == 2
    assert only(done.stderr) == "reportedly: no alert begins with 'a-nope'"


def test_the_status_tells_sources_alerts_and_messages(told: Desk) -> None:
    """When each source was polled and last held something new, and where the messages stand."""
    source, alerts, messages = told.watch("status").stdout.splitlines()
    assert re.fullmatch(r"inbox: polled .+ UTC; last new .+ UTC; 2 read", source)
    assert (alerts, messages) == ("alerts not acknowledged: 1", "messages: 1 sent")


@pytest.mark.parametrize("words", [("status",), ("alerts",), ("suggest",), ("ack", "a-1")])
def test_to_ask_makes_no_ledger(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Of a ledger that is not there nothing is known, and none is left behind where a path was mistyped."""
    done = run("watch", *words, ledger=tmp_path / "none.db")
    assert done.exit_code == (2 if words[0] == "ack" else 0)
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_conditional_claims_are_suggested(told: Desk, tmp_path: Path) -> None:
    """What is printed can be put into a watch.toml as it stands."""
    done = told.watch("suggest")
    assert done.exit_code == 0
    assert "# Condition: “the North goes too far”" in done.stdout.splitlines()
    config = tmp_path / "watch.toml"
    config.write_text(WATCH + "\n" + done.stdout, encoding="utf-8")
    watch, faults = watch_file(config, tables())
    assert faults == ()
    assert [indicator.kind for indicator in watch.indicators] == ["total-passes", "condition"]


@pytest.mark.parametrize("ending", [".md", ".html", ".pdf", ".PDF"])
def test_a_dispatch_is_written(told: Desk, tmp_path: Path, ending: str) -> None:
    """In the form that the ending names, under its title, with the alert and the exact words."""
    output = tmp_path / f"dispatch{ending}"
    done = told.watch("dispatch", "-o", output, "--title", "Morning")
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.fullmatch(rf"wrote {re.escape(str(output))}: 3 new claims, 3 footnotes\n", done.stdout)
    if ending.lower() == ".pdf":
        pages = pypdfium2.PdfDocument(output.read_bytes())
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    else:
        text = output.read_text(encoding="utf-8")
    told_words = " ".join(text.split())
    for words in ("Morning", "thousands: Passed 2,000 containers by one origin", "more than 3,000 containers"):
        assert words in told_words


@pytest.mark.parametrize(("words", "fault"), [
    (("-o", "x.docx"), "the ending says the form, .md, .html or .pdf"),
    (("-o", "x"), "the ending says the form, .md, .html or .pdf"),
    (("-o", "x.md", "--since", "2024-05-03", "--until", "2024-05-03"), "--since 2024-05-03 is not before 2024-05-03"),
    (("-o", "x.md", "--since", "soon"), "soon"),
])  # fmt: skip
def test_a_dispatch_of_no_form_or_time_is_wrong_use(told: Desk, words: tuple[str, ...], fault: str) -> None:
    """One line, and no file."""
    output = told.folder / words[1]
    done = told.watch("dispatch", "-o", output, *words[2:])
    assert done.exit_code == 2
    assert fault in only(done.stderr)
    assert not output.exists()


def test_a_second_watch_is_told(desk: Desk) -> None:
    """While another process watches the ledger nothing is polled; once it has ended, it is."""
    with watched_elsewhere(desk.ledger) as other:
        done = desk.once()
        assert (done.exit_code, done.stdout) == (1, "")
        assert only(done.stderr) == (
            f"reportedly: {desk.ledger}: another watch is at work on this ledger (process {other.pid}) [ledger-locked]"
        )
        assert desk.watch("status").exit_code == 0
    assert desk.once().exit_code == 0


@contextmanager
def service(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """`reportedly watch` as a process of its own; it is killed at the end where it still runs."""
    words = [sys.executable, "-m", "reportedly", "watch", "--config", str(desk.config), "--ledger", str(desk.ledger)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    out, err = (desk.folder / "out.txt").open("w+"), (desk.folder / "err.txt").open("w+")
    with out, err, subprocess.Popen(words, stdout=out, stderr=err, env=environment, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(desk: Desk, name: str, words: str) -> None:
    """Wait until what a service prints holds some words."""
    ended = time.monotonic() + 60
    while words not in (desk.folder / name).read_text(encoding="utf-8"):
        assert time.monotonic() < ended, f"{words!r} never came"
        time.sleep(0.02)


def stopped(process: subprocess.Popen[str], number: int) -> float:
    """Send a signal; how many seconds until the process had ended, as it should."""
    begun = time.monotonic()
    process.send_signal(number)
    assert process.wait(SOON) == 0
    return time.monotonic() - begun


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_service_stops_when_it_is_told(desk: Desk, number: int) -> None:
    """While it waits for the next round: at once, with exit code 0, and the next watch goes on from there."""
    with service(desk) as process:
        until(desk, "out.txt", "0 new alerts; 0 messages sent")
        time.sleep(0.2)
        assert stopped(process, number) < 5
    assert (desk.folder / "err.txt").read_text().splitlines()[-1] == "stopped"
    assert desk.sound()
    desk.receive(2)
    assert f"  ALERT  thousands: {PASSED}" in desk.once().stdout.splitlines()
    assert len(desk.logged()) == 1


def test_a_service_that_is_stopped_in_its_round_loses_nothing(desk: Desk) -> None:
    """It finishes the thing that it reads; what is left waits for the next round, and nothing is read or told twice."""
    for n in range(200):
        path = desk.folder / "inbox" / f"more-{n:03}.txt"
        path.write_text(f"{REPORTS[0]}\nThis is report {n}.\n", encoding="utf-8")
        os.utime(path, (OLD, OLD))
    with service(desk) as process:
        until(desk, "err.txt", "watching 1 source, 1 indicator")
        until(desk, "err.txt", "more-001.txt")
        assert stopped(process, signal.SIGTERM) < SOON
    assert (desk.folder / "err.txt").read_text().splitlines()[-1] == "stopped"
    assert desk.sound()
    first = int(re.findall(r"(\d+) new documents?", (desk.folder / "out.txt").read_text())[0])
    assert 0 < first < 201
    assert desk.once().stdout.splitlines()[0].startswith(f"polled 1 source: {201 - first} new documents")
    assert desk.sound()
