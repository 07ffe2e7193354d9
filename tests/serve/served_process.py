"""`reportedly serve` in a process of its own, as users start it, and what is said to it on a bare line."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """port: of 127.0.0.1; pid: the server's."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> bytes:
        """The header that names it."""
        return b"Host: 127.0.0.1:%d\r\n" % self.port

    def most_memory(self) -> int:
        """Bytes that it held at most, as the system counts them."""
        told = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", told)
        assert found
        return int(found[1]) * 1024

    def said(self, request: bytes, seconds: float = 10) -> bytes:
        """All that is answered to some bytes until the server hangs up."""
        came = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as line:
            with suppress(ConnectionError):
                line.sendall(request)
            with suppress(ConnectionError):
                while more := line.recv(65536):
                    came += more
        return came


@contextmanager
def process(ledger: Path, more: Mapping[str, str] | None = None) -> Iterator[Process]:
    """The server over a ledger on a free port, until the block ends. more: what its environment holds besides."""
    command = [sys.executable, "-m", "reportedly", "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(more or {})},
    ) as started:
        assert started.stdout
        try:
            line = started.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            assert found, line
            yield Process(int(found[1]), started.pid)
        finally:
            started.terminate()
