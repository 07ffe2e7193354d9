"""A PostgreSQL server of a bench's own: in a folder, at a socket, with moderate settings, ended with the bench."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {"shared_buffers": "2GB", "maintenance_work_mem": "1GB", "work_mem": "64MB", "max_wal_size": "8GB",
            "effective_cache_size": "8GB", "listen_addresses": "", "random_page_cost": "1.1"}  # fmt: skip
"""What differs from what the server ships with."""
FILLING = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off", "wal_level": "minimal", "max_wal_senders": "0",
           "checkpoint_timeout": "30min"}  # fmt: skip
"""What differs besides while it is filled; it starts anew, as it is measured, after that."""
USER = "postgres"


@contextmanager
def postgres(folder: Path, *, filling: bool) -> Iterator[str]:
    """The url of a database on a server that runs meanwhile. As root, the server runs as the user `postgres`."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise SystemExit("PostgreSQL is not installed: no /usr/lib/postgresql/*/bin")
    bin_, data = programs[-1], folder / "postgres"
    user = USER if os.geteuid() == 0 else None
    if not (data / "PG_VERSION").exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True, mode=0o700)
        if user:
            shutil.chown(data, user, user)
        command: list[str | Path] = [
            bin_ / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "--encoding",
            "UTF8",
            "--locale",
            "C.UTF-8",
            "-A",
            "trust",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user, cwd="/")
    given = [
        word for name, value in (SETTINGS | (FILLING if filling else {})).items() for word in ("-c", f"{name}={value}")
    ]
    serve: list[str | Path] = [bin_ / "postgres", "-D", data, "-k", data, *given]
    with (folder / "postgres.log").open("ab") as log:
        server = subprocess.Popen(serve, stdout=log, stderr=log, user=user, cwd="/")
    try:
        ready: list[str | Path] = [bin_ / "pg_isready", "-q", "-h", data, "-t", "1"]
        for _ in range(600):
            if subprocess.run(ready, check=False).returncode == 0:
                break
            if server.poll() is not None:
                raise SystemExit(f"the server did not start: see {folder / 'postgres.log'}")
            subprocess.run(["sleep", "0.2"], check=True)
        made = "SELECT 1 FROM pg_database WHERE datname = 'ledger'"
        ask: list[str | Path] = [bin_ / "psql", "-h", data, "-U", USER, "-Atc"]
        if not subprocess.run([*ask, made], check=True, capture_output=True).stdout.strip():
            subprocess.run([*ask, "CREATE DATABASE ledger"], check=True, stdout=subprocess.DEVNULL)
        yield f"postgresql+psycopg://{USER}@/ledger?host={data}"
    finally:
        server.send_signal(2)
        server.wait()


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())
