"""A dossier as blocks: what is printed, in which order. Says nothing that the dossier does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.present.apart import Entry, Set
from reportedly.present.bands import BandRow, Edge
from reportedly.present.claim_rows import ClaimRow, NoteRow, SourceRow
from reportedly.present.dossier import Beside, Dossier, FlowPart, KeyFigure
from reportedly.present.grids import Grid
from reportedly.present.links import web_address
from reportedly.present.origins import OriginGroup
from reportedly.present.paper.blocks import (
    Block,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Run,
    Table,
    Words,
    ascending,
    in_order,
    words,
)
from reportedly.present.paper.drawings import flow_chart, map_drawing
from reportedly.present.sentences import Sentence, listed_pieces
from reportedly.present.words import read_otherwise

_BANDS = ("What", "One origin says", "Two origins say", "Two independent ones say", "Highest stated, no ceiling")
_CLAIMS = ("Published", "What is claimed", "Who says it", "State")
_APART = ("Figure", "What it is", "Who says it", "Published", "State")


def paper_of(dossier: Dossier) -> Paper:
    """The dossier, laid out for paper."""
    first = _laid_out(dossier, {})
    return _laid_out(dossier, in_order(first))


def _laid_out(dossier: Dossier, order: Mapping[int, int]) -> Paper:
    """order: the dossier's numbers of footnotes → those on paper, for the charts."""
    blocks = [*_brief(dossier), *_overview(dossier)]
    for part in dossier.parts:
        blocks += flow_blocks(part, dossier, order) if isinstance(part, FlowPart) else _beside(part)
    blocks += [Heading(1, "Method"), *(Paragraph(words(line)) for line in dossier.method), *_sources(dossier)]
    facts = (words(dossier.standfirst, strong=True), *(words(line) for line in dossier.facts))
    laid = tuple(ascending(block, order) for block in blocks)
    return Paper(dossier.title, facts, laid, {row.note.number: note_words(row) for row in dossier.notes})


def note_words(row: NoteRow) -> Words:
    """A footnote: who says it, from the publisher to the origin; the exact words; where and when they stand."""
    claim = row.note.claim
    checked = " Checked by a person." if claim.reviewed else ""
    read = f" {otherwise}" if (otherwise := read_otherwise(claim)) else ""
    source = f" — {row.publisher}, {row.published} (source {row.source}).{read}{checked}"
    return (Run(f"{row.chain}: "), Run(row.note.quotes), Run(source, url=web_address(row.url)))


def _brief(dossier: Dossier) -> Iterator[Block]:
    if dossier.key_figures:
        yield Heading(1, "In brief")
        yield Listing(tuple((0, _key_figure(key)) for key in dossier.key_figures))


def _overview(dossier: Dossier) -> Iterator[Block]:
    if dossier.map:
        yield map_drawing(dossier.map)


def _key_figure(key: KeyFigure) -> Words:
    row = key.row
    kinds = ((row.independent, "two independent origins"), (row.two, "two origins not known to be independent"))
    parts = [(f"{_edge_words(row.one)}, one origin", row.one.notes)] if row.one else []
    parts += [(f"{_edge_words(edge)}, {kind}", edge.notes) for edge, kind in kinds if edge]
    if len(parts) == 1:
        parts.append(("no second origin counts beside it", ()))
    told = Sentence.of(*listed_pieces(parts, "; ", "; "), (".", ()))
    return (Run(f"{row.heading}, {key.direction}: ", strong=True), *_said(told))


def flow_blocks(part: FlowPart, dossier: Dossier, order: Mapping[int, int]) -> Iterator[Block]:
    yield Heading(1, part.heading)
    yield from (Paragraph(_said(sentence)) for sentence in part.summary)
    yield from (flow_chart(series, dossier.signs, part.heading, order) for series in part.figures)
    if part.bands.main:
        rows = (*part.bands.main, *part.bands.further)
        yield Heading(2, "What the claims add up to")
        yield _aside(
            "Bands, not estimates of what is true. Each origin counts once, with its latest figure; nothing is "
            "added across origins."
        )
        yield Table(_BANDS, tuple(map(_band, rows)), (22, 20, 20, 20, 18), f"Totals: {part.heading}")
        yield Listing(tuple((0, _why(row)) for row in part.bands.main))
    if part.apart:
        yield Heading(2, "Stands apart, never added")
        lines = tuple(
            (words(r.figure, r.notes), words(r.scope), words(r.who), words(r.day), words(r.state)) for r in part.apart
        )
        yield Table(_APART, lines, (30, 14, 30, 12, 14), f"Figures that stand apart: {part.heading}")
    for grid in part.grids:
        yield from _grid(grid, part.heading)
    if part.origins:
        yield Heading(2, "Who says it")
        yield _aside("An origin counts once, however many documents repeat it. Under each: its echoes, and why.")
        yield Listing(tuple(line for group in part.origins for line in _origin(group)))
    for one in part.sets:
        yield from _set(one)
    if part.claims:
        yield Heading(2, "The claims")
        yield Table(_CLAIMS, tuple(map(_claim, part.claims)), (12, 42, 32, 14), f"Claims: {part.heading}")


def _beside(part: Beside) -> Iterator[Block]:
    yield Heading(1, part.heading)
    for grid in part.grids:
        yield from _grid(grid, part.heading)
    for one in part.sets:
        yield from _set(one)


def _said(sentence: Sentence) -> Words:
    return tuple(Run(text, notes) for text, notes in sentence.marked)


def _aside(text: str) -> Paragraph:
    return Paragraph(words(text, quiet=True), "aside")


def _edge_words(edge: Edge) -> str:
    return f"{edge.amount} ({', '.join(filter(None, (edge.who, edge.day)))})"


def _band(row: BandRow) -> tuple[Words, ...]:
    told = [
        f"{row.claims} claims" if row.claims != 1 else "1 claim",
        row.review,
        "one publisher’s own voice" if row.own_voice else "",
    ]
    return (
        (Run(row.heading, strong=True), Run(f" {', '.join(filter(None, told))}", quiet=True)),
        _edge(row.one, "no lower bound stated"),
        _edge(row.pair, "no second origin"),
        _edge(row.independent, "–"),
        _edge(row.highest, "none"),
    )


def _edge(edge: Edge | None, none: str) -> Words:
    if edge is None:
        return words(none, quiet=True)
    who = ", ".join(filter(None, (edge.who, edge.day)))
    return (Run(edge.amount, edge.notes, strong=True), Run(f" {who}", quiet=True))


def _why(row: BandRow) -> Words:
    said = [run for sentence in row.why for run in (Run(" "), *_said(sentence))]
    return (Run(f"{row.heading}.", strong=True), *said)


def _grid(grid: Grid, part: str) -> Iterator[Block]:
    yield Heading(2, grid.heading)
    yield _aside(grid.explained)
    rows = tuple(tuple(words(cell.text, cell.notes) for cell in row) for row in grid.rows)
    yield Table(grid.head, rows, _widths(grid), f"{grid.heading}: {part}")


def _widths(grid: Grid) -> tuple[float, ...]:
    """Columns by how much stands in them, none much narrower or wider than the others."""
    columns = [[len(row[place].text) for row in grid.rows] + [len(head)] for place, head in enumerate(grid.head)]
    return tuple(min(40.0, max(12.0, sum(lengths) / len(lengths))) for lengths in columns)


def _origin(group: OriginGroup) -> Iterator[tuple[int, Words]]:
    told = f": {group.independence}; {group.reason}; {group.reach}" if group.reach else ""
    yield 0, (Run(group.name, strong=True), Run(told, group.notes))
    for echo in group.echoes:
        yield 1, words(f"Echo: {echo.who} ({echo.reason})", echo.notes)


def _set(one: Set) -> Iterator[Block]:
    yield Heading(2, one.heading)
    yield _aside(one.explained)
    yield Listing(tuple(line for entry in one.entries for line in _entry(entry)))


def _entry(entry: Entry) -> Iterator[tuple[int, Words]]:
    yield 0, _said(entry.sentence)
    for quoted in entry.quotes:
        yield 1, words(f"{quoted.label}: “{quoted.quote}” ({quoted.chain})", (quoted.note,))
    for beside in entry.beside:
        yield 1, (Run(f"{entry.link}: ", quiet=True), *_said(beside))


def _claim(row: ClaimRow) -> tuple[Words, ...]:
    details = "; ".join(filter(None, (row.direction, *row.details, row.when)))
    return (
        words(row.published),
        (Run(row.goods, (row.number,), strong=True), *words(f" {details}" if details else "", quiet=True)),
        words(row.chain),
        words(row.state + (", checked by a person" if row.checked else "")),
    )


def _sources(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Sources")
    yield _aside("The numbers are those that the footnotes name. SHA-256 is of each document’s normalised text.")
    yield Table(
        ("No.", "Document", "Published", "Address, archived copy and hash"),
        tuple(map(_source, dossier.sources)),
        (6, 32, 14, 48),
        "Sources",
    )


def _source(source: SourceRow) -> tuple[Words, ...]:
    host = f" (on {source.host})" if source.host else ""
    row = f" Cited by {source.row}." if source.row else ""
    title = (f". “{source.title}”." if source.title else ".") + row
    return (
        words(str(source.number)),
        (Run(f"{source.publisher}{host}", strong=True), Run(title)),
        words(source.published),
        tuple(_where(source)),
    )


def _where(source: SourceRow) -> Iterable[Run]:
    told: list[Run] = []
    if source.url:
        told.append(Run(source.url, url=web_address(source.url)))
    if source.archived_url:
        told.append(Run(f"archived: {source.archived_url}", url=web_address(source.archived_url)))
    if source.retrieved:
        told.append(Run(f"retrieved {source.retrieved}"))
    hashed = f"SHA-256{' of the row' if source.row else ''} {source.sha256}"
    told.append(Run(hashed if source.sha256 else "text not at hand", quiet=True))
    return _joined(told)


def _joined(told: Sequence[Run]) -> Iterator[Run]:
    for place, run in enumerate(told):
        if place:
            yield Run("; ")
        yield run
