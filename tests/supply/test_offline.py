"""Nothing that a user does with texts at hand touches a network: seen in Python, without a network, and by the kernel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from supply.commands import PYTHONPATH, all_of_it, done

WATCHED = Path(__file__).parent / "watched"
COMMANDS = [sys.executable, "-m", "supply.commands"]
_INET = re.compile(r"sa_family=AF_INET6?\b.*")
_THIS_MACHINE = re.compile(r"sin_port=htons\((?!53\))\d+\), sin_addr=inet_addr\(\"127\.0\.0\.1\"\)")


def plain() -> dict[str, str]:
    """This environment, with the package and the tests of this checkout."""
    return {**os.environ, "PYTHONPATH": PYTHONPATH}


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """The file in which calls are written down; empty at first."""
    path = tmp_path / "calls.txt"
    path.touch()
    return path


def watched(calls: Path) -> dict[str, str]:
    path = os.pathsep.join([str(WATCHED), PYTHONPATH])
    return {**os.environ, "PYTHONPATH": path, "REPORTEDLY_TEST_CALLS": str(calls)}


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))", "socket.connect"),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))", "socket.sendto"),
        ("socket.getaddrinfo('127.0.0.1', 80)", "socket.getaddrinfo"),
        ("socket.gethostbyname('127.0.0.1')", "socket.gethostbyname"),
    ],
)
def test_a_call_would_be_seen(calls: Path, code: str, event: str) -> None:
    """Whatever goes to another place or asks for its address is written down, in a process of a process too."""
    done(["-c", f"import socket; {code}"], watched(calls))
    inner = f"import socket; {code}"
    done(
        ["-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"], watched(calls)
    )
    told = calls.read_text(encoding="utf-8").splitlines()
    assert len(told) == 2
    assert all(line.startswith(f"{event} ") and "127.0.0.1" in line for line in told)


def test_no_command_asks_for_the_network(calls: Path, tmp_path: Path) -> None:
    """Import, help, read, claims, dossier and a workbench with a page of it: not one call, not even for an address."""
    all_of_it(tmp_path, watched(calls))
    assert calls.read_text(encoding="utf-8") == ""


@pytest.mark.full
def test_all_works_where_there_is_no_network(tmp_path: Path) -> None:
    """In a namespace with no network but this machine's own loopback everything works as elsewhere."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("there is no unshare or no ip to take the network away with")
    away = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    tried = subprocess.run([*away, "true"], capture_output=True, text=True, timeout=60)
    if tried.returncode:
        pytest.skip(f"taking the network away is not allowed here: {tried.stderr.strip()[:100]}")
    seen = subprocess.run([*away, "ip", "route", "show", "table", "all"], capture_output=True, text=True, timeout=60)
    assert "default" not in seen.stdout
    ended = subprocess.run([*away, *COMMANDS, str(tmp_path)], env=plain(), capture_output=True, text=True, timeout=500)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.full
def test_the_kernel_sees_no_call_either(tmp_path: Path) -> None:
    """Compiled code is seen too: of all system calls that connect or send, the one of this test to the workbench is all."""
    if shutil.which("strace") is None:
        pytest.skip("there is no strace to see system calls with")
    trace = ["strace", "-f", "-qq", "-s", "16", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o"]
    tried = subprocess.run([*trace, str(tmp_path / "none"), "true"], capture_output=True, text=True, timeout=60)
    if tried.returncode:
        pytest.skip(f"tracing system calls is not allowed here: {tried.stderr.strip()[:100]}")
    told = tmp_path / "trace.txt"
    ended = subprocess.run(
        [*trace, str(told), *COMMANDS, str(tmp_path)], env=plain(), capture_output=True, text=True, timeout=580
    )
    assert ended.returncode == 0, ended.stderr
    found = [match[0] for match in map(_INET.search, told.read_text(encoding="utf-8").splitlines()) if match]
    assert len([line for line in found if _THIS_MACHINE.search(line)]) == 1
    assert [line for line in found if not _THIS_MACHINE.search(line)] == []
