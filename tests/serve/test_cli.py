"""The command line as a whole: its names, its options, how fast it answers, how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from reportedly import __version__
from reportedly.serve.cli import app
from serve.commands import CONTAINERS, reports, run

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "export",
    "import",
    "read",
    "claims",
    "mentions",
    "flows",
    "flow",
    "rank",
    "explain",
    "review",
    "dossier",
    "serve",
    "sweep",
    "check",
    "compare",
    "token",
    "backup",
    "restore",
    "demo",
    "screen",
    "watch",
}
HEAVY = ("spacy", "sqlalchemy", "altair", "trafilatura", "jinja2", "pypdfium2", "rich")


def process(*words: str | Path, **more: object) -> subprocess.Popen[str]:
    """The command in a process of its own, its output piped."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(
        [sys.executable, "-m", "reportedly", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        preexec_fn=_heeding_ctrl_c,  # a test run in the background has it ignored, and its children inherit that
        **more,  # type: ignore[call-overload]
    )


def _heeding_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_commands_bear_the_names_that_are_promised() -> None:
    """No command is missing, and none stands without help."""
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert set(commands) == COMMANDS
    assert all(command.help for command in commands.values())


@pytest.mark.parametrize("command", sorted(COMMANDS - {"compare", "mentions", "token", "demo", "screen", "watch"}))
def test_every_command_on_a_ledger_takes_one(command: str) -> None:
    """--ledger stands at every command that opens one."""
    assert "--ledger PATH|URL" in run(command, "--help").stdout


@pytest.mark.parametrize("command", ["claims", "flows", "flow", "mentions", "explain", "token", "check"])
def test_every_table_has_a_form_for_programs(command: str) -> None:
    """--format stands wherever a table is printed."""
    text = run(command, "--help").stdout
    assert "--format" in text
    assert "json" in text


def test_help_loads_nothing_heavy() -> None:
    """`reportedly --help` loads no parser, no database, no charts."""
    code = (
        "import sys\n"
        "from reportedly.__main__ import main\n"
        "sys.argv = ['reportedly', '--help']\n"
        "try: main()\n"
        f"finally: sys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0
    assert "Usage: reportedly" in done.stdout
    assert done.stderr == ""


def test_version() -> None:
    """--version prints it."""
    assert run("--version").stdout == f"reportedly {__version__}\n"


@pytest.mark.parametrize("words", [("nope",), ("read",), ("claims", "--kind", "rumour"), ("claims", "--format", "xml")])
def test_wrong_use_exits_2(words: tuple[str, ...]) -> None:
    """Unknown commands, missing arguments and impossible options."""
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_the_environment_names_the_ledger(tmp_path: Path) -> None:
    """REPORTEDLY_LEDGER is where claims go that name no other."""
    environment = {
        "REPORTEDLY_LEDGER": str(tmp_path / "named.db"),
        "PYTHONPATH": str(ROOT / "src"),
        "PATH": os.environ["PATH"],
    }
    words = [sys.executable, "-m", "reportedly", "read", "-", "--published", "2023-10-13"]
    done = subprocess.run(words, input=CONTAINERS, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "named.db").exists()
    assert "container" in run("claims", ledger=tmp_path / "named.db").stdout


def test_a_pipe_gets_no_bar_and_no_colours(tmp_path: Path) -> None:
    """What goes to a pipe has neither escapes nor carriage returns."""
    out, err = process("read", reports(tmp_path / "in"), "--ledger", tmp_path / "l.db").communicate()
    assert out.startswith("read 2 documents, ")
    assert err == ""
    assert not re.search(r"[\x1b\r]", out)


def test_a_reader_that_goes_away_ends_it_quietly(read_once: Path) -> None:
    """A closed pipe (`| head -0`) gives no complaint."""
    running = process("claims", "--format", "json", "--ledger", read_once)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == ""
    assert running.wait() in (0, 1, 141)


def interrupted(running: subprocess.Popen[str]) -> str:
    """What a process still tells on standard error once it is stopped. A signal that comes in the instant before it waits
    for a pipe is only seen when that wait ends: then a person presses the keys again."""
    for _ in range(4):
        running.send_signal(signal.SIGINT)
        try:
            return running.communicate(timeout=20)[1]
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("it does not stop")


def test_ctrl_c_keeps_what_was_read(tmp_path: Path) -> None:
    """Stopped in the middle: exit code 130, no trace, the documents read so far stay."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(CONTAINERS.replace("1,000", f"{number + 1},000"), encoding="utf-8")
    os.mkfifo(tmp_path / "wait.txt")  # nobody ever writes to it: the reading stands still there
    ledger = tmp_path / "l.db"
    running = process("read", folder / "000.txt", folder / "001.txt", tmp_path / "wait.txt", folder, "--ledger", ledger)
    assert running.stderr
    told = [running.stderr.readline() for _ in range(2)]
    rest = interrupted(running)
    assert running.returncode == 130
    assert all("[no-publication-date]" in line for line in told)
    assert "Traceback" not in rest
    assert "001.txt" in run("claims", "--format", "jsonl", ledger=ledger).stdout


README = ROOT / "README.md"


@pytest.mark.skipif(not README.exists(), reason="there is no README yet")
def test_commands_in_the_readme_exist() -> None:
    """Every command and option that the README shows is one of the command line's."""
    commands = get_command(app).commands  # type: ignore[attr-defined]
    shown = re.findall(r"^\$? *reportedly ([a-z]+)(.*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert shown
    for name, rest in shown:
        assert name in commands, f"reportedly {name}"
        known = {option for p in commands[name].params for option in p.opts}
        unknown = set(re.findall(r"(?<=\s)--[a-z-]+", rest.split("#")[0])) - known
        assert not unknown, f"reportedly {name}: {unknown}"


def test_a_value_that_an_option_does_not_take_is_told_in_words_for_users() -> None:
    """Which there are; no word of what checks it."""
    done = run("claims", "--kind", "foo")
    assert done.exit_code == 2
    assert "'foo' is not one of 'transfer', 'deployment'," in " ".join(done.stderr.replace("│", " ").split())
    assert "Value error" not in done.stderr
