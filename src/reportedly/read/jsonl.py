"""Document lines: one JSON object a line with path, text, publisher, published_on, url, title, language."""

from __future__ import annotations

import json
from dataclasses import dataclass

from reportedly.read.bounds import MAX_BROKEN_LINES
from reportedly.read.encoding import decoded, storable
from reportedly.read.metadata import Metadata, metadata_of
from reportedly.read.text import NOT_TEXT, losses
from reportedly.terms.problem import Problem


@dataclass(frozen=True, slots=True)
class Line:
    """One document line. number: from 1; raw: its bytes; path: its own, or the file's and its number."""

    number: int
    text: str
    path: str
    metadata: Metadata
    raw: bytes


Faults = tuple[Problem, ...]


def read_jsonl(data: bytes, where: str, first: int = 1) -> tuple[tuple[Line, ...], Faults]:
    """The document lines of a file, or of a part of it that begins with its first-th line. Blank lines are skipped; a broken
    line never stops the others.

    Problems: `broken-line`, `not-documents` (JSON lines, none of which holds a text), `empty-file`, `not-text`,
    `lossy-encoding`, and those of the metadata.
    """
    found = decoded(data)
    if found is None:
        return (), (Problem("not-text", NOT_TEXT, where),)
    rows = [(n, raw) for n, raw in enumerate(found.text.split("\n"), start=first) if raw.strip()]
    if not rows:
        return (), (Problem("empty-file", "there is no text in it", where),)
    results = [_row(raw) for _, raw in rows]
    if any(isinstance(r, dict) for r in results) and not any(isinstance(r, dict) and "text" in r for r in results):
        return (), (Problem("not-documents", "its lines hold no documents: none has a text", where),)
    lines: list[Line] = []
    broken: list[tuple[int, str]] = []
    others: list[Problem] = []
    for (number, raw), row in zip(rows, results, strict=True):
        line, problems = (row, ()) if isinstance(row, str) else _line(number, raw, row, where)
        if isinstance(line, str):
            broken.append((number, line))
        else:
            lines.append(line)
        others += problems
    return tuple(lines), (*losses(found, where), *_summed(broken, where), *others)


def is_document_line(data: bytes) -> bool:
    """Whether some bytes begin with a JSON object that holds a text."""
    row = _row(data.lstrip().split(b"\n", 1)[0].decode("utf-8", "replace"))
    return isinstance(row, dict) and isinstance(row.get("text"), str)


def _row(raw: str) -> dict[str, object] | str:
    """The JSON object of a line, or what is wrong with it."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return "is not JSON"
    return row if isinstance(row, dict) else "is not a JSON object"


def _line(number: int, raw: str, row: dict[str, object], where: str) -> tuple[Line | str, Faults]:
    """The document line of a JSON object, or what is wrong with it; and the problems of its metadata."""
    text, path = row.get("text"), row.get("path")
    if not isinstance(text, str) or not text.strip():
        return "has no text", ()
    metadata, problems = metadata_of(row, where)
    own_path = storable(path) if isinstance(path, str) and path else f"{where}:{number}"
    numbered = tuple(Problem(p.slug, f"line {number}: {p.message}", where, p.severity) for p in problems)
    return Line(number, storable(text), own_path, metadata, raw.encode()), numbered


def _summed(broken: list[tuple[int, str]], where: str) -> Faults:
    """The broken lines (number, fault) as problems: the first ones by number, the rest in one."""
    named = [Problem("broken-line", f"line {number} {fault}", where) for number, fault in broken[:MAX_BROKEN_LINES]]
    rest = len(broken) - len(named)
    return (*named, *((Problem("broken-line", f"{rest} further lines could not be read", where),) if rest else ()))
