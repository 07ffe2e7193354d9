"""A dossier as Markdown, with footnotes (`[^1]`) to the exact words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.present.apart import ApartRow, Entry, Set
from reportedly.present.bands import BandRow, Edge
from reportedly.present.claim_rows import ClaimRow, NoteRow, SourceRow
from reportedly.present.dossier import Beside, Dossier, FlowPart, KeyFigure
from reportedly.present.footnotes import Words
from reportedly.present.grids import Grid
from reportedly.present.house import House
from reportedly.present.links import web_address
from reportedly.present.order import in_order
from reportedly.present.origins import OriginGroup
from reportedly.present.sentences import Sentence

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$^])")
_LINE_START = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s|$)")


def dossier_markdown(dossier: Dossier, house: House | None = None) -> str:
    """The dossier as Markdown with tables and footnotes (CommonMark, and the extensions that GitHub and Pandoc share)."""
    style = house or House()
    blocks = [
        *([f"**{escaped(style.marking)}**"] if style.marking else []),
        *([escaped(f"{style.kicker} · {style.organisation}")] if style.organisation else []),
        f"# {escaped(dossier.title)}",
        f"*{escaped(dossier.standfirst)}*",
        *map(escaped, dossier.facts),
    ]
    if dossier.key_figures:
        blocks.append("\n".join(map(_key_figure, dossier.key_figures)))
    for part in dossier.parts:
        blocks += _part(part) if isinstance(part, FlowPart) else _beside(part)
    blocks += ["## Sources", *map(_source, dossier.sources)]
    blocks += ["## Method", *map(escaped, (*dossier.method, *style.closing))]
    blocks += map(_note, dossier.notes)
    return "\n\n".join(blocks) + "\n"


def escaped(words: str) -> str:
    """Text that Markdown prints as it stands: one line, no markup, no HTML."""
    line = in_order(" ".join(words.split()))
    line = _SPECIAL.sub(r"\\\1", line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"(?i)\b(https?|ftp)://", r"\1:&#47;&#47;", line)
    return _LINE_START.sub(r"\1\\\2", line)


def _key_figure(key: KeyFigure) -> str:
    row = key.row
    second = [
        f"{_edge(edge)}, two {kind}"
        for edge, kind in ((row.independent, "independent origins"), (row.two, "origins not known to be independent"))
        if edge
    ]  # fmt: skip
    rest = "; ".join(second) or "no second origin counts beside it"
    return f"- **{escaped(row.heading)}, {escaped(key.direction)}:** {_edge(row.one)}, one origin; {rest}."


def _part(part: FlowPart) -> list[str]:
    blocks = [f"## {escaped(part.heading)}", " ".join(map(_sentence, part.summary))]
    if part.bands.main:
        blocks += ["### What the claims add up to", _bands((*part.bands.main, *part.bands.further))]
        blocks += ["\n".join(f"- {escaped(row.heading)}. {_why(row)}" for row in part.bands.main)]
    if part.apart:
        blocks += ["### Stands apart, never added", _apart(part.apart)]
    for grid in part.grids:
        blocks += _grid(grid)
    if part.origins:
        blocks += ["### Who says it", "\n".join(map(_origin, part.origins))]
    for one in part.sets:
        blocks += _set(one)
    if part.claims:
        blocks += ["### The claims", _claims(part.claims)]
    return blocks


def _beside(part: Beside) -> list[str]:
    tables = [block for grid in part.grids for block in _grid(grid)]
    return [f"## {escaped(part.heading)}", *tables, *(block for one in part.sets for block in _set(one))]


def _grid(grid: Grid) -> list[str]:
    rows = [[escaped(cell.text) + _marks(cell.notes) for cell in row] for row in grid.rows]
    return [
        f"### {escaped(grid.heading)}",
        escaped(grid.explained),
        _table([escaped(h) or " " for h in grid.head], rows),
    ]


def _marks(notes: Iterable[int]) -> str:
    return "".join(f"[^{number}]" for number in notes)


def _sentence(sentence: Sentence) -> str:
    return "".join(_piece(text) + _marks(notes) for text, notes in sentence.marked)


def _piece(text: str) -> str:
    """A part of a sentence, with the blanks that hold it apart from the parts beside it."""
    lead, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{escaped(text)}{end}" if text.strip() else text


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _bands(rows: Iterable[BandRow]) -> str:
    head = ("What", "One origin says", "Two origins say", "Two independent ones say", "Highest stated, no ceiling")
    lines = [
        (
            escaped(row.heading)
            + (" (one publisher’s own voice)" if row.own_voice else "")
            + (f" ({row.review})" if row.checked else ""),
            _edge(row.one),
            _edge(row.pair),
            _edge(row.independent),
            _edge(row.highest),
        )
        for row in rows
    ]
    return _table(head, lines)


def _edge(edge: Edge | None) -> str:
    if edge is None:
        return "–"
    who = ", ".join(filter(None, (edge.who, edge.day)))
    return f"{escaped(edge.amount)} ({escaped(who)}){_marks(edge.notes)}"


def _why(row: BandRow) -> str:
    return " ".join(map(_sentence, row.why))


def _apart(rows: Iterable[ApartRow]) -> str:
    lines = [
        (escaped(r.figure) + _marks(r.notes), *map(escaped, (r.scope, r.who, r.day, r.state))) for r in rows
    ]  # fmt: skip
    return _table(("Figure", "What it is", "Who says it", "Published", "State"), lines)


def _origin(group: OriginGroup) -> str:
    told = f": {group.independence}; {group.reason}; {group.reach}" if group.reach else ""
    lines = [f"- **{escaped(group.name)}**{escaped(told)}{_marks(group.notes)}"]
    lines += [f"  - Echo: {escaped(f'{echo.who} ({echo.reason})')}{_marks(echo.notes)}" for echo in group.echoes]
    return "\n".join(lines)


def _set(one: Set) -> list[str]:
    return [f"### {escaped(one.heading)}", escaped(one.explained), "\n".join(map(_entry, one.entries))]


def _entry(entry: Entry) -> str:
    lines = [f"- {_sentence(entry.sentence)}"]
    lines += [f"  - {escaped(q.label)}: “{escaped(q.quote)}” ({escaped(q.chain)})[^{q.note}]" for q in entry.quotes]
    lines += [f"  - {escaped(entry.link)}: {_sentence(sentence)}" for sentence in entry.beside]
    return "\n".join(lines)


def _claims(claims: Sequence[ClaimRow]) -> str:
    head = ("No.", "Published", "What is claimed", "Who says it", "State")
    rows = [
        (
            f"{c.number}[^{c.number}]",
            escaped(c.published),
            escaped("; ".join(filter(None, (c.goods, c.direction, *c.details, c.when)))),
            escaped(c.chain),
            escaped(c.state) + (" (checked)" if c.checked else ""),
        )
        for c in claims
    ]
    return _table(head, rows)


def _source(source: SourceRow) -> str:
    address, archived = _address(source.url), _address(source.archived_url)
    parts = [
        f"{source.number}\\. {escaped(source.publisher)}" + (f" (on {escaped(source.host)})" if source.host else ""),
        f"“{escaped(source.title)}”" if source.title else "",
        escaped(source.published),
        address,
        f"archived: {archived}" if archived else "",
        f"retrieved {escaped(source.retrieved)}" if source.retrieved else "",
        f"cited by {escaped(source.row)}" if source.row else "",
        f"SHA-256 of the {'row' if source.row else 'text'} `{source.sha256}`" if source.sha256 else "text not at hand",
        f"notes {', '.join(map(str, source.notes))}",
    ]
    return ", ".join(part for part in parts if part) + "."


def _address(url: str | None) -> str:
    if url is None:
        return ""
    safe = web_address(url)
    return f"<{safe}>" if safe and not re.search(r"[<>\s]", safe) else escaped(url)


def _note(row: NoteRow) -> str:
    words = " […] ".join(map(_words, (row.note.words, *row.note.also)))
    if row.note.in_translation:
        words += f" (in translation: “{escaped(row.note.in_translation)}”)"
    address = _address(row.url)
    where = f"{escaped(row.publisher)}, {escaped(row.published)}" + (f", {address}" if address else "")
    return f"[^{row.note.number}]: {escaped(row.sentence)} {words} — {where}."


def _words(words: Words) -> str:
    before, after = (escaped(side) for side in (words.before, words.after))
    return f"“{before} **{escaped(words.quote)}** {after}”".replace("“ ", "“").replace(" ”", "”")
