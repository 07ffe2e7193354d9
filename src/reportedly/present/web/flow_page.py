"""The page of one flow as a value: what stands on it, every figure with its note, every note with its document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import TypeVar

from markupsafe import Markup

from reportedly.present.apart import ApartRow, Set, figures_apart, sets_apart, sets_beside
from reportedly.present.bands import BandRow, Bands, bands
from reportedly.present.chart import chart_svg
from reportedly.present.claim_rows import NoteRow, note_rows, source_rows
from reportedly.present.drawing import Frame
from reportedly.present.figures import DRAWN_SCOPES, Mark, Series, series_of
from reportedly.present.footnotes import footnotes, numbers
from reportedly.present.grids import Grid, exchange_grid, flow_grids
from reportedly.present.names import Names
from reportedly.present.origins import OriginGroup, origin_groups
from reportedly.present.paragraph import flow_sentences
from reportedly.present.screened import screened_sets
from reportedly.present.sentences import Sentence, flow_words
from reportedly.present.signs import Sign, legend_order, signs
from reportedly.present.telling import Telling
from reportedly.present.web.claim_lines import ClaimLine, claim_line
from reportedly.present.web.drawing import address
from reportedly.present.words import many
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.findings import Grown
from reportedly.terms.flow import Flow, FlowAnswer
from reportedly.terms.screening import Screening

T = TypeVar("T")

LISTED = 100
"""Claims that the page lists: the latest; the others are one search away."""
ENTRIES = 12
"""Entries that the page shows of each sort that stands beside the totals."""
CITED = 6
"""Notes that one figure or sentence names."""
_CITING = ("summary", "bands", "apart", "grids", "sets", "beside", "screened", "origins")
DRAWN = 90
"""Figures that a chart draws: those that hold an edge, then the latest."""
WIDE = (1080, 320, 13)
NARROW = (300, 300, 13)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim as a line, with the number of its note."""

    number: int
    line: ClaimLine
    sign: Sign


@dataclass(frozen=True, slots=True)
class Chart:
    """A band over time and the claims behind it. wide, narrow: the drawings; undrawn: figures left out for want of room."""

    series: Series
    wide: Markup
    narrow: Markup
    legend: tuple[tuple[str, Sign], ...]
    undrawn: int


@dataclass(frozen=True, slots=True)
class FlowPage:
    """What the page shows. anchor: begins the ids of its parts. units: those that may be drawn. holds: the ids of the
    claims that hold an edge. claims: how many say what moves; checked: how many of them by a
    person, and how many others stand beside.
    """

    anchor: str
    heading: str
    summary: tuple[Sentence, ...]
    chart: Chart | None
    units: tuple[tuple[str, str], ...]
    bands: Bands
    apart: tuple[ApartRow, ...]
    grids: tuple[Grid, ...]
    sets: tuple[Set, ...]
    beside: tuple[Set, ...]
    screened: tuple[Set, ...]
    origins: tuple[OriginGroup, ...]
    signs: Mapping[str, Sign]
    listed: tuple[Numbered, ...]
    notes: tuple[NoteRow, ...]
    claims: int
    checked: str
    undated: int
    holds: tuple[str, ...]
    path: str


def drawn_band(answer: FlowAnswer, names: Names, unit: str | None = None) -> tuple[str, str] | None:
    """The class and unit of the band that the chart shows: of a unit asked for, else that in which most figures are."""
    figures = Counter(figure.unit for figure in answer.figures if figure.scope in DRAWN_SCOPES)
    rows = sorted(_stated(_bands(answer, names)), key=lambda row: -figures[row.unit])
    chosen = next((row for row in rows if row.unit == unit), rows[0] if rows else None)
    return (chosen.item, chosen.unit) if chosen else None


def flow_page(
    answer: FlowAnswer,
    documents: Mapping[str, Document],
    names: Names,
    band: tuple[str, str] | None,
    grown: Sequence[Grown],
    screenings: Sequence[Screening] = (),
) -> FlowPage:
    """The page. band: what the chart shows (see `drawn_band`), with how it grew. documents: of the claims, by id.
    screenings: of which it tells what its claims name.
    """
    every = {claim.id: claim for claim in (*answer.claims, *answer.other_side)}
    notes = footnotes(every.values(), documents)
    telling = Telling(answer, names, numbers(notes), every)
    drawn = signs(every.values(), names)
    rows = bands(telling)
    latest = sorted(telling.own, key=lambda claim: (claim.published_on or date.min, claim.id), reverse=True)
    shown = FlowPage(
        anchor="flow",
        heading=flow_words(answer.flow, names),
        summary=flow_sentences(telling),
        chart=_chart(telling, drawn, band, grown),
        units=tuple(dict.fromkeys((row.unit, row.heading) for row in _stated(rows))),
        bands=rows,
        apart=figures_apart(telling)[: 2 * ENTRIES],
        grids=tuple(grid for grid in (*flow_grids(telling), exchange_grid([telling])) if grid.rows),
        sets=sets_apart(telling, ENTRIES),
        beside=sets_beside(telling, most=ENTRIES),
        screened=screened_sets(screenings, telling.numbers),
        origins=origin_groups(telling),
        signs=drawn,
        listed=tuple(_numbered(claim, telling, drawn) for claim in latest[:LISTED]),
        notes=(),
        claims=len(telling.own),
        checked=_checked(telling),
        undated=answer.undated,
        holds=tuple(dict.fromkeys(ident for total in answer.totals for ident in total.because)),
        path=flow_address(answer.flow),
    )
    shown = replace(shown, **{name: cut(getattr(shown, name)) for name in _CITING})
    cited = {*cited_in(shown), *(one.number for one in shown.listed)}
    kept = [note for note in notes if note.number in cited]
    return replace(shown, notes=note_rows(kept, source_rows(kept, documents), names))


def _checked(telling: Telling) -> str:
    own = telling.own
    beside = len(telling.answer.claims) - len(own)
    done = sum(claim.reviewed is not None for claim in own)
    others = many(beside, "measure, judgement or answer", "measures, judgements and answers")
    told = [f"{done:,} of them checked by a person"] if own else []
    return "; ".join([*told, f"{others} beside"] if beside else told)


def flow_address(flow: Flow, **given: object) -> str:
    """The address of a flow's page, with a query of what is given."""
    return address(
        "/".join(("/flows", flow.supplier or "", flow.recipient or "", *filter(None, (flow.item,)))), **given
    )


def cut(value: T) -> T:
    """The value with no more than CITED notes at any place."""
    if isinstance(value, tuple):
        return tuple(map(cut, value))  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        less = inner[:CITED] if field.name == "notes" and isinstance(inner, tuple) else cut(inner)
        if less != inner:
            changed[field.name] = less
    return replace(value, **changed) if changed else value


def cited_in(value: object) -> set[int]:
    """The numbers of all notes that a value names, however deep."""
    if isinstance(value, tuple):
        return {number for each in value for number in cited_in(each)}
    if not is_dataclass(value):
        return set()
    found: set[int] = set()
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name == "notes" and isinstance(inner, tuple):
            found.update(number for number in inner if isinstance(number, int))
        elif field.name == "note" and isinstance(inner, int):
            found.add(inner)
        else:
            found |= cited_in(inner)
    return found


def _bands(answer: FlowAnswer, names: Names) -> Bands:
    every = {claim.id: claim for claim in answer.claims}
    return bands(Telling(answer, names, dict.fromkeys(every, 0), every))


def _stated(rows: Bands) -> Iterable[BandRow]:
    return (row for row in rows.main if row.one or row.highest)


def _numbered(claim: Claim, telling: Telling, drawn: Mapping[str, Sign]) -> Numbered:
    line = claim_line(claim, telling.names)
    return Numbered(telling.numbers[claim.id], line, drawn[telling.origin(claim.id)])


def _chart(
    telling: Telling, drawn: Mapping[str, Sign], band: tuple[str, str] | None, grown: Sequence[Grown]
) -> Chart | None:
    """The claims of the band's unit by day of publication, over the band."""
    if band is None or not grown:
        return None
    published = [replace(claim, happened=None, said=None) for claim in telling.own if claim.published_on]
    unit = [claim for claim in published if claim.quantity is None or claim.quantity.unit == band[1]]
    whole = next(iter(series_of(unit, telling.numbers, telling.names, several=False)), None)
    if whole is None:
        return None
    held = {n for total in telling.answer.totals for n in telling.notes(total.because)}
    marks = _foremost(whole.marks, held)
    denials = whole.denials[-12:]
    origins = tuple(dict.fromkeys(mark.origin for mark in (*marks, *denials)))
    series = replace(whole, marks=marks, denials=denials, origins=origins, grown=tuple(grown))
    wide, narrow = (
        Markup(chart_svg(series, drawn, Frame(f"chart-{size}", *measures)))
        for size, measures in (("wide", WIDE), ("narrow", NARROW))
    )
    legend = tuple((origin, drawn[origin]) for origin in legend_order(origins, drawn))
    return Chart(series, wide, narrow, legend, len(whole.marks) - len(marks))


def _foremost(marks: Sequence[Mark], held: set[int]) -> tuple[Mark, ...]:
    if len(marks) <= DRAWN:
        return tuple(marks)
    ordered = sorted(marks, key=lambda mark: (not held & set(mark.notes), -mark.on.toordinal()))
    kept = set(ordered[:DRAWN])
    return tuple(mark for mark in marks if mark in kept)
