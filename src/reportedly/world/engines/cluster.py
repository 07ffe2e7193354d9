"""A Ray cluster joined, or started on this machine: nothing is told to anybody, nothing is printed, nothing is waited for
that does not answer.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Any

from reportedly.errors import EngineError

LOCAL = "local"
"""As the address of a cluster: one on this machine, started for the sweep and ended with it."""

PATIENCE = 10.0
"""Seconds in which a cluster must answer; left to itself, Ray asks for minutes."""

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0))
_FRAME, _SETTINGS = 9, 4
_SCHEMES = "://"


class Cluster:
    """A cluster in use. folder: of one that was started here, what it keeps on disk, gone with it."""

    def __init__(self, ray: Any, address: str, workers: int) -> None:
        self._ray = ray
        self._folder: Path | None = None
        told = {"log_to_driver": False, "logging_level": "ERROR"}
        try:
            if address == LOCAL:
                self._folder = Path(tempfile.mkdtemp(prefix="ray-", dir=os.environ.get("RAY_TMPDIR")))
                os.environ.pop("RAY_ADDRESS", None)  # it would be joined instead
                ray.init(num_cpus=workers, include_dashboard=False, _temp_dir=str(self._folder), **told)
            else:
                _must_answer(address)
                ray.init(address=address, **told)
        except (OSError, RuntimeError, ValueError) as fault:
            self.close()
            reason = " ".join(str(fault).split())[:200]
            what = (
                "no Ray cluster could be started here" if address == LOCAL else f"no Ray cluster answers at {address}"
            )
            raise EngineError(f"{what} ({reason})") from fault
        _hush()
        self.workers = max(1, int(ray.cluster_resources().get("CPU", 1)))

    def close(self) -> None:
        """Leave it; end it where it was started here."""
        self._ray.shutdown()
        if self._folder is not None:
            rmtree(self._folder, ignore_errors=True)


def _hush() -> None:
    """Ray prints what it thinks of lost nodes to standard output, where results stand; there is no setting against it."""
    worker = sys.modules.get("ray._private.worker")
    if worker is not None:
        setattr(worker, "_worker_logs_enabled", False)  # noqa: B010 - it is none of the names that Ray makes public


def _must_answer(address: str) -> None:
    """Raises OSError or ValueError where nothing that could be a cluster answers in time. Names that Ray looks up itself
    (`auto`) and other ways in (`ray://…`) are left to it.
    """
    if _SCHEMES in address or address == "auto":
        return
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isdigit() and int(port) < 1 << 16):
        raise ValueError("it is no HOST:PORT")
    with socket.create_connection((host.strip("[]"), int(port)), PATIENCE) as door:
        if os.environ.get("RAY_USE_TLS", "0") not in ("0", ""):
            return
        door.sendall(_PREFACE)
        heard = b""
        with suppress(ConnectionError, TimeoutError):
            while len(heard) < _FRAME and (more := door.recv(_FRAME - len(heard))):
                heard += more
    if len(heard) < _FRAME or heard[3] != _SETTINGS:
        raise ConnectionError("what listens there is no Ray cluster")
