"""Blocks of a dossier as a fragment of HTML that brings its own looks: a notebook has no style sheet of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from reportedly.present.paper.blocks import Block, Drawing, Heading, Listing, Paragraph, Run, Table, Words

Notes = Mapping[int, Words]
_TABLE = "color:inherit;border-collapse:collapse;margin:.4em 0;font-size:.92em"
_CELL = "text-align:left;vertical-align:top;padding:.25em .7em .25em 0;border-top:1px solid rgba(128,128,128,.4)"
_QUIET = "opacity:.72"


def page(parts: Iterable[str], foot: str = "") -> str:
    """A fragment in a frame of its own. foot: small words under it."""
    ending = f'<p style="{_QUIET};font-size:.85em">{escape(foot)}</p>' if foot else ""
    return f'<div style="max-width:60em;line-height:1.45">{"".join(parts)}{ending}</div>'


def block(given: Block, notes: Notes) -> str:
    """One block. The number of a footnote shows its words when the pointer rests on it."""
    match given:
        case Heading(level, text):
            return f"<h{level + 2} style='margin:.8em 0 .2em'>{escape(text)}</h{level + 2}>"
        case Paragraph(words):
            return f"<p style='margin:.3em 0'>{line(words, notes)}</p>"
        case Listing(items):
            rows = (f"<li style='margin-left:{depth * 1.2}em'>{line(words, notes)}</li>" for depth, words in items)
            return f"<ul style='margin:.3em 0;padding-left:1.2em'>{''.join(rows)}</ul>"
        case Table(head, rows):
            return table(head, (tuple(line(cell, notes) for cell in row) for row in rows))
        case Drawing(svg, described):
            return drawing(svg, described)


def drawing(svg: str, described: str) -> str:
    """A drawing on white, so that its ink reads in a dark notebook too."""
    box = "background:#fff;color:#16181a;padding:10px;max-width:44em;font-family:sans-serif"
    return f'<div role="img" aria-label="{escape(described)}" style="{box}">{svg}</div>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table. head: plain words; rows: HTML."""
    top = "".join(f'<th style="{_CELL};border-top:0">{escape(name)}</th>' for name in head)
    cells = ("".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<table style="{_TABLE}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def line(words: Words, notes: Notes) -> str:
    """Words with their footnotes."""
    return "".join(_run(run, notes) for run in words)


def _run(run: Run, notes: Notes) -> str:
    text = escape(run.text)
    text = f"<strong>{text}</strong>" if run.strong else text
    text = f'<span style="{_QUIET}">{text}</span>' if run.quiet else text
    text = f'<a href="{escape(run.url)}" rel="noopener noreferrer">{text}</a>' if run.url else text
    return text + ("<sup>" + ",".join(_mark(number, notes) for number in run.notes) + "</sup>" if run.notes else "")


def _mark(number: int, notes: Notes) -> str:
    said = "".join(run.text for run in notes.get(number, ()))
    return f'<span title="{escape(said)}" style="cursor:help">{number}</span>'
