"""Ray as the engine: on a cluster of two small nodes it keeps to what every engine keeps to, and it goes on where a node is
lost; where no cluster is, that is one line.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from reportedly.errors import EngineError
from reportedly.world.engines.by_daft import OnRay, pieces
from reportedly.world.engines.cluster import PATIENCE
from reportedly.world.engines.lasting import results
from world.engines import works

pytestmark = pytest.mark.usefixtures("importable")
TASKS = [str(n).encode() for n in range(9)]
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "DO_NOT_TRACK": "true", "DAFT_ANALYTICS_ENABLED": "0"}


class Nodes:
    """A cluster in a process of its own."""

    def __init__(self, count: int) -> None:
        command = [sys.executable, "-m", "world.engines.small_cluster", str(count)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.address = self._heard()

    def remove(self) -> None:
        """Take the last node away."""
        assert self._process.stdin is not None
        self._process.stdin.write("remove\n")
        self._process.stdin.flush()
        assert self._heard() == "removed"

    def close(self) -> None:
        """End it, and wait until it has ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=60)
        self._process.kill()
        self._process.wait()

    def _heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def nodes(importable: None) -> Iterator[Nodes]:
    opened = Nodes(2)
    yield opened
    opened.close()


def swept(address: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A sweep of a page on the cluster at that address."""
    source = folder / "lines.jsonl"
    source.write_text(
        '{"text": "North Korea shipped 6,000 containers to Russia, South Korea said.", "language": "en"}\n'
    )
    command = [sys.executable, "-m", "reportedly", "sweep", str(source), "--engine", "ray", "--address", address]
    command += ["--ledger", str(folder / "l.db"), "--work", str(folder / "w")]
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **environment}, timeout=120, check=False
    )


def test_an_address_where_nothing_answers_is_one_line(tmp_path: Path) -> None:
    """Where nothing listens, that is told in one line, at once."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
    began = time.monotonic()
    done = swept(f"127.0.0.1:{port}", tmp_path)
    assert re.fullmatch(rf"reportedly: no Ray cluster answers at 127\.0\.0\.1:{port} \(.*refused\)\n", done.stderr)
    assert (done.returncode, done.stdout) == (2, "")
    assert time.monotonic() - began < 60


def test_what_is_no_cluster_is_not_waited_for() -> None:
    """What listens and is no cluster is given up: at once where it speaks otherwise, after some seconds where it is mute."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        address = f"127.0.0.1:{door.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(EngineError, match="what listens there is no Ray cluster"):
            OnRay(address, 1)
        assert PATIENCE <= time.monotonic() - began < PATIENCE + 20
        Thread(target=_speaks, args=(door,)).start()
        began = time.monotonic()
        with pytest.raises(EngineError, match="what listens there is no Ray cluster"):
            OnRay(address, 1)
        assert time.monotonic() - began < PATIENCE


def _speaks(door: socket.socket) -> None:
    for _ in range(2):  # the first lies there still
        caller, _ = door.accept()
        with caller:
            caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@pytest.mark.parametrize("address", ["nowhere", ":80", "host:", "host:99999"])
def test_what_is_no_address_is_told(address: str) -> None:
    """An address that is no HOST:PORT is told of."""
    with pytest.raises(EngineError, match="it is no HOST:PORT"):
        OnRay(address, 1)


def test_tasks_share_processes_where_there_are_many() -> None:
    """A piece of a run holds four tasks where every worker still has three pieces; there is none without a task."""
    assert [pieces(tasks, 2) for tasks in (1, 5, 6, 24, 25, 400)] == [1, 5, 6, 6, 7, 100]
    assert pieces(400, 100) == 300


@pytest.mark.parametrize("missing", ["ray", "daft"])
def test_a_missing_package_names_its_extra(missing: str) -> None:
    """Where Ray or Daft is not installed, the way to it is told."""
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from reportedly.errors import UsageError\n"
        "from reportedly.world.engines.by_daft import OnRay\n"
        "try: OnRay('127.0.0.1:1', 1)\n"
        "except UsageError as told: print(told)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    extra = {"ray": "ray", "daft": "scale"}[missing]
    assert done.stdout == f"this engine needs {missing}: pip install 'reportedly[{extra}]'\n", done.stderr


GUARDED = """
import sys
asked = []
def guard(event, told):
    if event in ("socket.getaddrinfo", "socket.connect"):
        asked.append(event)
        raise OSError("nothing goes out of a test")
sys.addaudithook(guard)
from threading import current_thread, enumerate as threads
from reportedly.world.engines.by_daft import ByDaft
ByDaft(1)
import daft
for thread in threads():
    if thread is not current_thread():
        thread.join(5)
print("loaded,", "asked" if asked else "quiet")
"""


@pytest.mark.parametrize(
    ("told", "expected"), [({}, "quiet"), ({"DO_NOT_TRACK": "", "DAFT_ANALYTICS_ENABLED": ""}, "asked")]
)
def test_loading_daft_asks_nobody(told: dict[str, str], expected: str) -> None:
    """To load Daft and its runner looks up no host and opens no connection; where the user has said otherwise it would."""
    silent = ("DO_NOT_TRACK", "DAFT_ANALYTICS_ENABLED", "SCARF_NO_ANALYTICS")
    environment = {name: value for name, value in os.environ.items() if name not in silent} | told
    command = [sys.executable, "-c", GUARDED]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.stdout == f"loaded, {expected}\n", done.stderr


@pytest.mark.full
def test_ray_keeps_to_what_every_engine_does(nodes: Nodes, tmp_path: Path) -> None:
    """All tasks have their results once; a work that raises is told; a worker that was killed costs no task; a task that
    kills each worker has none, and the others have theirs; a node that is lost costs no task.
    """
    engine = OnRay(nodes.address, 0)
    try:
        assert engine.workers == 2
        assert sorted(engine.run(works.doubled, TASKS)) == [(n, task * 2) for n, task in enumerate(TASKS)]
        assert list(engine.run(works.doubled, [])) == []
        with pytest.raises(EngineError, match="three is odd"):
            list(engine.run(works.failing, TASKS))
        whole = [(n, task) for n, task in enumerate(TASKS)]
        assert sorted(results(engine, works.Deadly(b"5", tmp_path / "died"), TASKS)) == whole
        assert (tmp_path / "died").exists()
        assert dict(results(engine, works.Deadly(b"5"), TASKS)) == dict(whole) | {5: None}
        told = []
        for each in results(engine, works.Slow(0.5), TASKS * 3):
            told.append(each)
            if len(told) == 4:
                nodes.remove()
        assert sorted(told) == list(enumerate(TASKS * 3))
    finally:
        engine.close()


DRIVER = """
import sys
from pathlib import Path
from reportedly.world.engines.by_daft import OnRay
from world.engines.works import Lasting
engine = OnRay(sys.argv[1], 2)
list(engine.run(Lasting(Path(sys.argv[2])), [b"0", b"1"]))
"""


def _killed_at_work(address: str, folder: Path) -> tuple[float, set[int]]:
    """A driver is killed while two workers work; when that was, and which processes were below it."""
    folder.mkdir()
    driver = subprocess.Popen([sys.executable, "-c", DRIVER, address, str(folder)])
    try:
        while len(list(folder.iterdir())) < 2:
            assert driver.poll() is None
            time.sleep(0.1)
        below = _below(driver.pid)
    finally:
        driver.kill()
        driver.wait()
    return time.time(), below


def _ended(held: Callable[[], bool], within: float) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not held():
            return True
        time.sleep(0.2)
    return False


def _below(parent: int) -> set[int]:
    """The processes below another."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(ppid) for pid, ppid in (line.split() for line in listed.splitlines())}
    found = {parent}
    while more := {pid for pid, ppid in parents.items() if ppid in found} - found:
        found |= more
    return found - {parent}


def _lives(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return False


def _works(folder: Path) -> bool:
    """Whether some worker has left a sign of life of late."""
    return any(time.time() - sign.stat().st_mtime < 1 for sign in folder.iterdir())


def _peers(numbers: Iterable[int]) -> set[str]:
    """The addresses that processes are connected to by TCP, as the kernel writes them."""
    sockets = set[str]()
    for number in numbers:
        with suppress(OSError):
            for handle in Path(f"/proc/{number}/fd").iterdir():
                with suppress(OSError):
                    sockets.add(os.readlink(handle))
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    return {each[2].split(":")[0] for each in lines if f"socket:[{each[9]}]" in sockets and each[3] == "01"}


def _settings_of_reporter(number: int) -> dict[str, str]:
    """The environment of a process, if it is the one that would report to Ray's makers."""
    try:
        if b"ray/dashboard/dashboard.py" not in Path(f"/proc/{number}/cmdline").read_bytes():
            return {}
        pairs = Path(f"/proc/{number}/environ").read_text().split("\0")
    except OSError:
        return {}
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs) if name}


def _own_addresses() -> set[str]:
    """The addresses of this machine, as the kernel writes them; of IPv6 those that stand for one of IPv4, too."""
    import ray  # takes a while to load

    names = {"127.0.0.1", ray.util.get_node_ip_address()}
    plain = {socket.inet_aton(name)[::-1].hex().upper() for name in names}
    return plain | {f"{'0' * 16}FFFF0000{each}" for each in plain} | {f"{'0' * 24}01000000"}


@pytest.mark.full
def test_work_ends_with_who_asked_for_it(nodes: Nodes, tmp_path: Path) -> None:
    """Where a sweep is killed, its workers on the cluster end, and the cluster takes the next sweep."""
    _killed_at_work(nodes.address, tmp_path / "signs")
    assert _ended(lambda: _works(tmp_path / "signs"), 30)
    engine = OnRay(nodes.address, 0)
    try:
        assert sorted(engine.run(works.doubled, TASKS)) == [(n, task * 2) for n, task in enumerate(TASKS)]
    finally:
        engine.close()


@pytest.mark.full
def test_a_local_cluster_ends_with_who_started_it(tmp_path: Path) -> None:
    """Where a sweep that started a cluster here is killed, every process of the cluster ends."""
    _, below = _killed_at_work("local", tmp_path / "signs")
    assert below
    assert _ended(lambda: _works(tmp_path / "signs"), 10)
    assert _ended(lambda: any(map(_lives, below)), 150)


@pytest.mark.full
def test_a_local_cluster_keeps_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that is started here speaks to this machine alone, is told to report to nobody, and leaves neither processes
    nor files; what the user is told is what other engines tell.
    """
    source = tmp_path / "lines.jsonl"
    source.write_text(
        '{"text": "North Korea shipped 6,000 containers to Russia, South Korea said.", "language": "en"}\n'
    )
    base = Path(tempfile.mkdtemp(prefix="r-"))
    monkeypatch.setenv("RAY_TMPDIR", str(base))
    for setting in QUIET:
        monkeypatch.delenv(setting, raising=False)
    told, peers, below, settings = {}, set[str](), set[int](), list[dict[str, str]]()
    for engine in ("here", "ray"):
        command = [sys.executable, "-m", "reportedly", "sweep", str(source), "--engine", engine, "--format", "json"]
        command += ["--workers", "2", "--ledger", str(tmp_path / f"{engine}.db"), "--work", str(tmp_path / engine)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while process.poll() is None:
            below |= _below(process.pid)
            peers |= _peers({process.pid} | below)
            settings += filter(None, map(_settings_of_reporter, below))
            time.sleep(0.2)
        out, err = process.communicate()
        assert process.returncode == 0
        told[engine] = json.loads(out) | {"manifest": ""}, err
    assert told["here"] == told["ray"]
    assert settings
    assert all(each.get(setting) == value for each in settings for setting, value in QUIET.items())
    assert peers
    assert peers <= _own_addresses()
    assert _ended(lambda: any(map(_lives, below)), 10)
    assert list(base.iterdir()) == []
    base.rmdir()
