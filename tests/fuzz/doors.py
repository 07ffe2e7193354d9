"""The doors by which bytes come in from outside, each as a function that takes any bytes and says what must hold of them.

A door returns how many values and problems came of the bytes. Whatever it lets through as an exception is a fault.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

from find.model.asking import document, english, grounds
from find.seeing import wired
from reportedly.errors import DataError, ModelError, UsageError
from reportedly.find.model.answer import rows_of
from reportedly.find.model.grounding import grounded
from reportedly.find.model.parts import Part
from reportedly.find.sheets.rows import SheetReader
from reportedly.keep.importing import Importer
from reportedly.read.claim_lines import claim_lines
from reportedly.read.dispatch import read_bytes
from reportedly.read.feeds import read_feed
from reportedly.read.lists.reading import Brought, read_list
from reportedly.read.metadata import metadata_by_name
from reportedly.read.sheets.guessing import Looks, guessed
from reportedly.read.sheets.layout import sheets
from reportedly.serve import tables as rows_in_files
from reportedly.serve.house_style import house_style
from reportedly.serve.sheet_mapping import mapping_of, sheet_words
from reportedly.serve.watching.watch_file import watch_file
from reportedly.terms.asking import Ask, Message
from reportedly.terms.document import normalised
from reportedly.terms.problem import Problem
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.models.replies import Reply, answer_in, fault_of
from reportedly.world.models.where import Where

Outcome = tuple[int, int]
"""How many values, and how many problems."""

REPORT = "Seoul said on Monday that North Korea had sent 1,000 containers of shells to Russia. Moscow denied it."
_ASK = Ask((Message("user", "?"),), {}, 10)
_SERVER = Where("http://127.0.0.1:1", "127.0.0.1", "127.0.0.1:1", "here")


def _told(values: Sequence[object], problems: Sequence[Problem]) -> Outcome:
    for problem in problems:
        assert problem.slug
        assert problem.message.strip()
        str(problem).encode()  # it can be written
    return len(values), len(problems)


def _documents(ending: str, data: bytes) -> Outcome:
    documents, problems = read_bytes(data, f"a{ending}")
    assert documents or problems
    for each in documents:
        assert each.text.strip()
        assert normalised(each.text) == each.text
        for words in (each.text, each.publisher, each.title, each.url, each.path, each.language):
            (words or "").encode()
    return _told(documents, problems)


def _feed(data: bytes) -> Outcome:
    entries, problems = read_feed(data, "http://news.example/feed.xml")
    for entry in entries:
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        "".join((entry.guid, entry.url or "", entry.title, entry.content, entry.publisher or "")).encode()
    return _told(entries, problems)


def _metadata(data: bytes) -> Outcome:
    found, problems = metadata_by_name(data, "meta.json")
    return _told(tuple(found.named), problems)


def _claim_lines(data: bytes) -> Outcome:
    lines = claim_lines(data, "other.jsonl")
    ledger = MemoryLedger(FixedClock())
    importer = Importer(ledger.standing(), lines.documents, lines.changed, "other.jsonl")
    brought = list(importer.imported((line.number, line.record) for line in lines.claims))
    ledger.append([entry for each in brought for entry in each.entries])
    faults = [problem for each in brought for problem in each.problems]
    return _told(tuple(ledger.standing().claims), (*lines.problems, *faults))


@cache
def _sheet_reader() -> SheetReader:
    return SheetReader(wired().tables, sheet_words(), date(2025, 7, 1))


def _sheet(ending: str, data: bytes) -> Outcome:
    found, problems = sheets(data, f"t{ending}", sheet_words())
    assert found or problems
    reader = _sheet_reader()
    goods, sides = reader.rows.goods, reader.rows.sides
    looks = Looks(lambda text: goods.item_of(text) is not None, lambda text: sides.known(text) is not None)
    fates = [fate for sheet in found for fate in reader.fates(sheet, guessed(sheet, sheet_words(), looks))]
    for fate in fates:
        if fate.claim and fate.document:
            start, end = fate.claim.evidence.span
            assert fate.document.text[start:end] == fate.claim.evidence.quote
    return _told(fates, (*problems, *(fate.problem for fate in fates if fate.problem)))


def _list(data: bytes) -> Outcome:
    listed, problems = read_list(Brought([data[n : n + 4096] for n in range(0, len(data), 4096)], "list"))
    assert listed.entries or problems
    return _told(listed.entries, problems)


def _answer(data: bytes) -> Outcome:
    text = data.decode("utf-8", "replace")
    report = document(REPORT)
    rows, faults = rows_of(text, report, 20)
    seen = english(REPORT)
    claims, more = grounded(rows, report, Part(0, len(report.text)), seen, grounds())
    for claim in claims:
        start, end = claim.evidence.span
        assert report.text[start:end] == claim.evidence.quote
    return _told(claims, (*faults, *more))


def _reply(data: bytes) -> Outcome:
    str(fault_of(Reply(500, data), _SERVER, "key")).encode()
    try:
        answer = answer_in(Reply(200, data), _ASK, _SERVER)
    except ModelError as fault:
        return 0, _line(fault)
    return len(answer.text), 0


def _lexicon(ending: str, data: bytes) -> Outcome:
    try:
        rows = rows_in_files.rows_of(f"own{ending}", data)
    except DataError as fault:
        return 0, _line(fault)
    return len(rows), 0


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="reportedly-fuzz-"))


def _file(data: bytes) -> Path:
    path = _scratch() / "own.toml"
    path.write_bytes(data)
    return path


def _watch(data: bytes) -> Outcome:
    watch, problems = watch_file(_file(data), wired().tables)
    return _told((*watch.sources, *watch.indicators, *watch.channels), problems)


def _settings(reader: Callable[[Path], object], data: bytes) -> Outcome:
    try:
        reader(_file(data))
    except UsageError as fault:
        return 0, _line(fault)
    return 1, 0


def _line(fault: Exception) -> int:
    assert str(fault).strip()
    return 1


DOORS: dict[str, Callable[[bytes], Outcome]] = {
    "text": partial(_documents, ".txt"),
    "html": partial(_documents, ".html"),
    "pdf": partial(_documents, ".pdf"),
    "warc": partial(_documents, ".warc"),
    "mail": partial(_documents, ".eml"),
    "jsonl": partial(_documents, ".jsonl"),
    "feed": _feed,
    "metadata": _metadata,
    "claim-lines": _claim_lines,
    "csv": partial(_sheet, ".csv"),
    "xlsx": partial(_sheet, ".xlsx"),
    "list": _list,
    "answer": _answer,
    "reply": _reply,
    "lexicon": partial(_lexicon, ".toml"),
    "places": partial(_lexicon, ".csv"),
    "watch": _watch,
    "house": partial(_settings, house_style),
    "mapping": partial(_settings, mapping_of),
}
"""Each door by its name."""
