"""Headings, tables and cells of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

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
    """As code, for a cell. A bar between backticks would end the cell here, and show its backslash there."""
    return f"<code>{escape(text, quote=False).replace('|', '&#124;')}</code>" if "|" in text else f"`{text}`"
