"""Headings, tables and cells of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_NAME = re.compile(r"(?<![`\w])(REPORTEDLY_[A-Z_]+)")


def page(title: str, lead: str, parts: Iterable[str]) -> str:
    """A page: its title, what it tells, and its parts, each behind an empty line."""
    return "\n\n".join((f"# {title}", lead, *parts)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def words(text: str) -> str:
    """Prose for a cell: in one line, with nothing that Markdown would take for its own."""
    plain = " ".join(text.split())
    kept = re.split(r"(`[^`]*`)", plain)
    escaped = [part if n % 2 else re.sub(r"([*_<>\[\]])", r"\\\1", part) for n, part in enumerate(kept)]
    return "".join(escaped).replace("|", "\\|")


def code(text: str) -> str:
    """Between backticks, for a cell."""
    return f"`{text}`".replace("|", "\\|")
