"""`reportedly serve`: the workbench at an address of this machine."""

from __future__ import annotations

import signal
import socket
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

from reportedly.errors import UsageError
from reportedly.serve.printing import note, say
from reportedly.serve.settings import default_tokens


@dataclass(frozen=True, slots=True)
class Door:
    """Where the workbench listens. names: further names by which it is called; login: whether to ask for tokens also on an
    address of this machine; tokens: their file, None for the default one.
    """

    host: str
    port: int
    names: tuple[str, ...] = ()
    login: bool = False
    tokens: Path | None = None


def serve(ledger: str | None, lexicons: tuple[Path, ...], door: Door) -> None:
    """Serve until stopped. Raises UsageError where the web extra is missing, the address is taken or no token lets anybody
    in, LedgerError, TokenError.
    """
    try:
        import uvicorn
    except ModuleNotFoundError as missing:
        raise UsageError("the workbench needs more packages: pip install 'reportedly[web]'") from missing
    from reportedly.serve.web.access import Access
    from reportedly.serve.web.app import create_app
    from reportedly.serve.web.flow_pages import warm
    from reportedly.serve.web.waiting import Waiting
    from reportedly.serve.web.workbench import workbench
    from reportedly.serve.web.workshop import Workshop
    from reportedly.world.tokens import TokenStore

    # What ends the process must let the workers and the ledger go first: the server raises the signal again when it is done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    access = Access.of(
        door.host, TokenStore(door.tokens or default_tokens()), allowed_hosts=door.names, always_login=door.login
    )
    listening = _listening(door)
    plain = workbench(ledger, lexicons)
    with closing(replace(plain, workshop=Workshop(plain.where, lexicons))) as bench, listening:
        app = create_app(bench, access)
        Thread(target=warm, args=(bench,), name="warm", daemon=True).start()
        # The addresses of who asks are those of the connection: a header can say anything.
        config = uvicorn.Config(
            app,
            http=Waiting,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=5,
            timeout_keep_alive=75,
        )
        shown = f"[{door.host}]" if ":" in door.host else door.host
        say(
            f"The workbench is at http://{shown}:{listening.getsockname()[1]} (ledger {bench.ledger.name}). Ctrl-C ends it."
        )
        uvicorn.Server(config).run(sockets=[listening])
    note("stopped")


_WAITING = 2048
"""Connections that may wait until they are taken up, as many as the server itself lets wait."""


def _listening(door: Door) -> socket.socket:
    """The address, taken before anything else is done. Raises UsageError."""
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((door.host, door.port))
        listening.listen(_WAITING)  # who comes as soon as the address is told waits, and is not turned away
    except OSError as fault:
        listening.close()
        raise UsageError(
            f"{door.host} port {door.port}: {fault.strerror or fault}; choose another with --port"
        ) from fault
    return listening
