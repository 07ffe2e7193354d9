"""Where the time of a sweep goes: its steps taken one by one in this process, each with a watch on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import ParamSpec, TypeVar

from reportedly.find.confidence import at_least
from reportedly.find.triage import Triage
from reportedly.keep.additions import distinct
from reportedly.keep.shards import Found, found_lines, found_of
from reportedly.read.bulk import bulk_text, language_of_bulk, page_language, read_page
from reportedly.read.options import ReadOptions
from reportedly.read.warc import Page, pages
from reportedly.resolve.copy_groups import groups
from reportedly.serve import wiring
from reportedly.sweeping import LANGUAGE, take_in_found
from reportedly.terms.document import Document
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger

P = ParamSpec("P")
T = TypeVar("T")
SHARD = 50


class Watch:
    """seconds, times: of each step, in the order in which they first came."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.times: dict[str, int] = defaultdict(int)

    def on(self, step: str, work: Callable[P, T], *told: P.args, **also: P.kwargs) -> T:
        """What the work gives; its time is added to the step's."""
        began = perf_counter()
        try:
            return work(*told, **also)
        finally:
            self.seconds[step] += perf_counter() - began
            self.times[step] += 1


def shares(archive: Path, ledger: Path) -> Watch:
    """The time of each step for the pages of an archive."""
    watch = Watch()
    kept = {document.id: document for document in _kept(archive, watch)}
    watch.on("near copies", list, groups((one.id, one.text) for one in kept.values()))
    found = list(_found(list(kept.values()), watch))
    into, method = open_ledger(ledger, system_clock), wiring.reader().method
    for at in range(0, len(found), SHARD):
        lines = watch.on("results written, read", found_lines, found[at : at + SHARD])
        written = watch.on("results written, read", list, found_of(lines))
        watch.on("ledger", take_in_found, into, written, method)
    into.close()
    return watch


def _kept(archive: Path, watch: Watch) -> Iterator[Document]:
    triage = watch.on("triage compiled", Triage.of, watch.on("tables loaded", wiring.tables))
    with archive.open("rb") as file:
        records = pages(file)
        while (record := watch.on("records", next, records, None)) is not None:
            if not isinstance(record, Page):
                continue
            text = watch.on("bulk text", bulk_text, record.body, record.charset)
            told = watch.on("language", language_of_bulk, text, page_language(record.body))
            if text and told == LANGUAGE and watch.on("triage", triage.judged, text).kept:
                yield from watch.on("careful reading", read_page, record, ReadOptions())[0]


def _found(kept: list[Document], watch: Watch) -> Iterator[Found]:
    reader = wiring.reader()
    parser = watch.on("language model loaded", getattr, reader, "parser")
    rules = watch.on("rules loaded", getattr, reader, "rules")
    for document in kept:
        parse = watch.on("parse", parser.parse, document.text)
        claims = at_least(watch.on("find", rules.claims, document, parse), reader.at_least)
        yield document, distinct(replace(claim, method=reader.method) for claim in claims), ()
