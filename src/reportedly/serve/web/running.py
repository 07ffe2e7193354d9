"""`reportedly serve`: the workbench at an address of this machine."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.serve.printing import note, say


def serve(ledger: str | None, lexicons: tuple[Path, ...], host: str, port: int) -> None:
    """Serve until stopped. Raises UsageError where the web extra is missing or the address is taken, LedgerError."""
    try:
        import uvicorn
    except ModuleNotFoundError as missing:
        raise UsageError("the workbench needs more packages: pip install 'reportedly[web]'") from missing
    from reportedly.serve.web.app import create_app
    from reportedly.serve.web.workbench import workbench

    with closing(workbench(ledger, lexicons)) as bench:
        config = uvicorn.Config(
            create_app(bench),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        say(f"The workbench is at http://{host}:{port} (ledger {bench.ledger.name}). Ctrl-C ends it.")
        uvicorn.Server(config).run()
    note("stopped")
