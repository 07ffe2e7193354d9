"""The workbench under load: how many pages a second, and how long each takes, for 1 to 128 clients that never pause.

`python -m bench.load [--seconds S] [--claims N]`. Two ledgers, the shipped examples' and one of N claims (20,000 by default;
made as in `bench.workbench`), each behind a server of its own; 1, 8, 32 and 128 clients ask for S seconds each, one page
after another. Loopback only.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

import httpx
from bench.workbench import _resident, make, serve, share

CLIENTS, SECONDS, CLAIMS = (1, 8, 32, 128), 5.0, 20_000
EXAMPLES = Path(__file__).parents[1] / "examples"
PAGES = ("/", "/claims", "/claims?text=shells", "/documents", "/flows/KP/RU", "/queue", "/sources",
         "/api/v1/claims?limit=50", "/api/v1/flows/KP/RU", "/api/v1/status", "/static/web.css")  # fmt: skip
PATIENCE = 60.0
"""Seconds after which a client gives up and counts an error."""


async def _client(client: httpx.AsyncClient, seed: int, until: float, took: list[float], faults: list[str]) -> None:
    order = list(PAGES)
    random.Random(seed).shuffle(order)
    for page in cycle(order):
        if time.perf_counter() > until:
            return
        began = time.perf_counter()
        try:
            answer = await client.get(page)
            if answer.status_code != 200:
                faults.append(f"{page}: {answer.status_code}")
        except httpx.HTTPError as fault:
            faults.append(f"{page}: {type(fault).__name__}")
        took.append(time.perf_counter() - began)


async def _clients(address: str, number: int, seconds: float) -> tuple[float, list[float], list[str]]:
    took: list[float] = []
    faults: list[str] = []
    lines = httpx.Limits(max_connections=number, max_keepalive_connections=number)
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE, limits=lines) as client:
        began = time.perf_counter()
        await asyncio.gather(*(_client(client, n, began + seconds, took, faults) for n in range(number)))
    return time.perf_counter() - began, took, faults


def measure(name: str, path: Path, seconds: float) -> None:
    """Serve a ledger and print its rows."""
    server, address = serve(path)
    try:
        for page in PAGES:  # what is made once is made
            httpx.get(address + page, timeout=120)
        for number in CLIENTS:
            before = _resident(server.pid)
            lasted, took, faults = asyncio.run(_clients(address, number, seconds))
            shares = "  ".join(f"{1000 * share(took, part):>6.0f} ms" for part in (0.5, 0.95, 0.99))
            held = f"{before / 1e6:>5.0f} → {_resident(server.pid) / 1e6:>5.0f} MB"
            print(f"{name:14}  {number:>7}  {len(took) / lasted:>8.1f}  {shares}  {len(faults):>6}  {held}", flush=True)
            for fault in sorted(set(faults))[:5]:
                print(f"  {fault}")
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Make both ledgers and measure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--claims", type=int, default=CLAIMS)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        demo, large = Path(scratch) / "demo.db", Path(scratch) / "large.db"
        command = [sys.executable, "-m", "reportedly", "read", str(EXAMPLES), "--ledger", str(demo)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        make(large, given.claims)
        print(
            f"{'ledger':14}  {'clients':>7}  {'a second':>8}  {'p50':>9}  {'p95':>9}  {'p99':>9}  {'errors':>6}  memory"
        )
        measure("examples", demo, given.seconds)
        measure(f"{given.claims:,} claims", large, given.seconds)


if __name__ == "__main__":
    main()
