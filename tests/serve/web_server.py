"""A workbench on a real server at a port of this machine, over a ledger of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.types import ASGIApp

from reportedly.serve.web.access import Access
from reportedly.serve.web.app import create_app
from reportedly.serve.web.waiting import USUAL, Patience, patient
from reportedly.serve.web.workbench import Workbench, workbench


@contextmanager
def serving(bench: Workbench, access: Access | None = None, patience: Patience = USUAL) -> Iterator[str]:
    """The address of a server over a workbench, which ends with the block. access: by default, that of this machine."""
    try:
        with serving_app(create_app(bench, access), patience) as address:
            yield address
    finally:
        bench.close()


@contextmanager
def serving_app(app: ASGIApp, patience: Patience = USUAL) -> Iterator[str]:
    """The address of a server as `reportedly serve` starts it, over any application."""
    config = uvicorn.Config(
        app,
        http=patient(patience),
        host="127.0.0.1",
        port=0,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws="none",
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    give_up = monotonic() + 30
    while not server.started:
        assert monotonic() < give_up, "the server did not start"
        sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=30)


@contextmanager
def serving_file(path: Path, access: Access | None = None, patience: Patience = USUAL) -> Iterator[str]:
    """The same over the ledger in a file."""
    with serving(workbench(str(path)), access, patience) as address:
        yield address
