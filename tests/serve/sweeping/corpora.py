"""Small corpora of every form, with reports worth reading among other news; and sweeps of them."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from typer.testing import Result

from read.archives import packed, record
from reportedly.terms.document import Document
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import CONTAINERS, SOLDIERS, claims, run

BREAD = (
    "The bakers of the old town have opened their shops again after a week of repairs. People stood in line from six in "
    "the morning, and by noon all of the bread was gone, said the head of the guild.\n"
)
ABROAD = (
    "Северная Корея отправила в Россию более тысячи контейнеров с боеприпасами, сообщил в пятницу Белый дом. В Кремле "
    "заявили, что никаких боеприпасов из Северной Кореи не получали.\n"
)
DRONES = "Iran has delivered 400 drones to Russia, Ukraine's defence ministry said on Monday.\n"
ROCKETS = "South Korea said on Tuesday that North Korea has sent 240 rocket launchers to Russia.\n"
Row = dict[str, Any]


def page(title: str, text: str, day: str = "2024-10-18") -> bytes:
    """A page of news."""
    body = "".join(f"<p>{part}</p>" for part in text.strip().split("\n\n"))
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="article:published_time" content="{day}">'
    return f"<!doctype html><html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def archive(pages: Mapping[str, bytes]) -> bytes:
    """A WARC file, packed record by record, of address → page."""
    return packed(*(record(url, body) for url, body in pages.items()))


def news() -> dict[str, bytes]:
    """Pages by their address: three reports worth reading, one of them in another language, and other news."""
    return {
        "https://one.example/a": page("Containers", CONTAINERS, "2023-10-13"),
        "https://one.example/b": page("Bread", BREAD),
        "https://two.example/c": page("Контейнеры", ABROAD),
        "https://two.example/d": page("Soldiers", SOLDIERS),
        "https://two.example/e": b"<html><body><script>f()</script></body></html>",
        "https://two.example/f": page("Drones", DRONES),
    }


def rows() -> list[Row]:
    """Document lines: with and without a date, restricted, in another language, not relevant."""
    return [
        {"text": CONTAINERS, "publisher": "Daily", "published_on": "2023-10-13", "url": "https://daily.example/1"},
        {"text": BREAD, "publisher": "Daily", "published_on": "2023-10-13"},
        {"text": DRONES, "publisher": "Weekly", "path": "drones.txt"},
        {"text": ABROAD, "publisher": "Weekly", "published_on": "2023-10-14"},
        {"text": SOLDIERS, "publisher": "Desk", "published_on": "2024-10-18", "handling": "restricted"},
        {"text": ROCKETS, "publisher": "Desk", "published_on": "2024-10-19", "language": "en-GB"},
    ]


def lines(some: list[Row], end: bytes = b"\n") -> bytes:
    """Document lines as bytes."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + end for row in some)


def folder(at: Path) -> Path:
    """A folder of pages and texts, below it another, with meta.json in both."""
    (at / "below").mkdir(parents=True)
    (at / "containers.txt").write_text(CONTAINERS, encoding="utf-8")
    (at / "bread.txt").write_text(BREAD, encoding="utf-8")
    (at / "soldiers.html").write_bytes(page("Soldiers", SOLDIERS))
    (at / "below" / "drones.txt").write_text(DRONES, encoding="utf-8")
    told = {name: {"publisher": "Daily", "published": "2023-10-13"} for name in ("containers.txt", "soldiers.html")}
    (at / "meta.json").write_text(json.dumps(told), encoding="utf-8")
    (at / "below" / "meta.json").write_text(json.dumps({"drones.txt": {"publisher": "Monthly"}}), encoding="utf-8")
    return at


def mixed(at: Path) -> Path:
    """All forms in one folder."""
    folder(at)
    (at / "news.warc.gz").write_bytes(archive(news()))
    (at / "news.jsonl").write_bytes(lines(rows()))
    (at / "more.jsonl.gz").write_bytes(gzip.compress(lines([{"text": ROCKETS, "publisher": "Gazette"}])))
    return at


def swept(source: Path | str, at: Path, *options: str, ledger: Path | None = None) -> Result:
    """A sweep in this process. at: its folder of work; the ledger lies beside it unless another is given."""
    engine = () if "--engine" in options else ("--engine", "here")
    return run("sweep", source, *engine, "--work", at, *options, ledger=ledger or ledger_of(at))


def ledger_of(at: Path) -> Path:
    """The ledger beside a folder of work."""
    return at.with_suffix(".db")


def documents(ledger: Path) -> dict[str, Document]:
    """The documents of a ledger by their id."""
    opened = open_ledger(ledger, system_clock)
    try:
        return {ident: history.document for ident, history in opened.standing().histories.items()}
    finally:
        opened.close()


def found(ledger: Path) -> dict[str, Any]:
    """The records of the claims of a ledger by their id."""
    return {claim["id"]: claim for claim in claims(ledger)}


def manifest(at: Path, what: str | None = None) -> list[Row]:
    """The rows of a sweep's manifest."""
    told = [json.loads(line) for line in (at / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in told if what is None or row["what"] == what]


def command(source: Path | str, at: Path, *options: str) -> list[str]:
    """The same sweep as a command for a process of its own."""
    place = ["--work", str(at), "--ledger", str(ledger_of(at)), "--engine", "here"]
    return [sys.executable, "-m", "reportedly", "sweep", str(source), *place, *options]


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that imports from where the tests do."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), **more}


def results(at: Path, kind: str) -> Iterator[Path]:
    """The files of the results of a kind."""
    return iter(sorted((at / kind).iterdir()))
