"""The dossier as a value: what is claimed on some flows, by whom, each sentence tied to footnotes. Drawn elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reportedly.present.apart import ApartRow, Set, figures_apart, sets_apart, sets_beside
from reportedly.present.bands import BandRow, Bands, bands
from reportedly.present.changed import changed_set
from reportedly.present.claim_rows import ClaimRow, NoteRow, SourceRow, claim_row, note_rows, source_rows
from reportedly.present.dossier_map import Ground, dossier_map
from reportedly.present.figures import Series, flow_series
from reportedly.present.footnotes import footnotes, numbers
from reportedly.present.grids import Grid, exchange_grid, flow_grids
from reportedly.present.handling import refuse_restricted
from reportedly.present.map_figure import MapFigure
from reportedly.present.method import METHOD, ROWS
from reportedly.present.names import Names
from reportedly.present.origins import OriginGroup, origin_groups
from reportedly.present.paragraph import flow_sentences
from reportedly.present.screened import HEADING as SCREENED
from reportedly.present.screened import screened_sets
from reportedly.present.sentences import Sentence, flow_words
from reportedly.present.signs import Sign, signs
from reportedly.present.telling import Telling, own_claims
from reportedly.present.words import day, instant, listed, many
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.findings import Changes
from reportedly.terms.flow import FlowAnswer
from reportedly.terms.screening import Screening

STANDFIRST = "What is claimed, and by whom. It does not say that anything happened."
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY_FIGURES = 4
"""How many totals stand at the head of the dossier."""


@dataclass(frozen=True, slots=True)
class Setting:
    """title: of the dossier. made_at: when it is made (the caller's clock). version: of this package. names: for print.
    changes: of each answer, in their order, against an earlier day; none for a dossier that does not ask for them.
    moment: which moment it shows, in a sentence. ground: what its map is drawn on; None for a dossier without a map.
    passed_on: whether it leaves the machine, so that nothing restricted may be in it. screenings: of which it tells what
    its claims name.
    """

    title: str
    made_at: datetime
    version: str
    names: Names = field(default_factory=Names)
    changes: tuple[Changes, ...] = ()
    moment: str = ""
    ground: Ground | None = None
    passed_on: bool = True
    screenings: tuple[Screening, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A total at the head. anchor: of the flow that it belongs to; direction: "North Korea → Russia"."""

    direction: str
    anchor: str
    row: BandRow


@dataclass(frozen=True, slots=True)
class FlowPart:
    """One flow. anchor: the id of its section."""

    anchor: str
    heading: str
    summary: tuple[Sentence, ...]
    bands: Bands
    origins: tuple[OriginGroup, ...]
    figures: tuple[Series, ...]
    apart: tuple[ApartRow, ...]
    grids: tuple[Grid, ...]
    sets: tuple[Set, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside flows: measures, judgements and responses of one direction, each told once in a dossier; the
    exchange between a pair; what changed since a day. anchored: whether its entries are where their notes lead back to.
    """

    anchor: str
    heading: str
    sets: tuple[Set, ...] = ()
    grids: tuple[Grid, ...] = ()
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a dossier prints. parts: in the order of print, what stands beside a direction after its flows.
    signs: origin → its colour and shape. moment: which moment it shows.
    """

    title: str
    standfirst: str
    made: str
    version: str
    checked: Sentence
    key_figures: tuple[KeyFigure, ...]
    parts: tuple[FlowPart | Beside, ...]
    notes: tuple[NoteRow, ...]
    sources: tuple[SourceRow, ...]
    method: tuple[str, ...]
    signs: Mapping[str, Sign]
    made_at: datetime = EPOCH
    moment: str = ""
    map: MapFigure | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """What stands under the title: how much was read and checked; when and with what it was made, and what it shows."""
        read = f"{many(len(self.notes), 'claim')} in {many(len(self.sources), 'document')}. {self.checked.text}"
        return (read, f"Made {self.made} with reportedly {self.version}.{f' {self.moment}' if self.moment else ''}")

    @property
    def flows(self) -> tuple[FlowPart, ...]:
        """The flows."""
        return tuple(part for part in self.parts if isinstance(part, FlowPart))

    @property
    def beside(self) -> tuple[Beside, ...]:
        """What stands beside the flows."""
        return tuple(part for part in self.parts if isinstance(part, Beside))


def dossier(answers: Sequence[FlowAnswer], documents: Iterable[Document], setting: Setting) -> Dossier:
    """The dossier on some flows. A flow without a claim of its own has no section. documents: those that the claims cite,
    for the words around a quote and the sources; a claim whose document is missing keeps its quote alone. Raises
    UsageError where a claim or document is restricted.
    """
    at_hand = {document.id: document for document in documents}
    claims = [claim for answer in answers for claim in answer.claims]
    if setting.passed_on:
        refuse_restricted(claims, at_hand.values())
    notes = footnotes(claims, at_hand)
    numbered = numbers(notes)
    known = {note.claim.id: note.claim for note in notes}
    drawn = signs(known.values(), setting.names)
    sources = source_rows(notes, at_hand)
    tellings = [Telling(answer, setting.names, numbered, known) for answer in answers]
    parts = (
        *_changed(tellings, setting.changes),
        *_parts(tellings, drawn),
        *_between(tellings),
        *_screened(setting, numbered),
    )
    sections = [part for part in parts if isinstance(part, FlowPart)]
    return Dossier(
        title=setting.title,
        standfirst=STANDFIRST,
        made=instant(setting.made_at),
        version=setting.version,
        checked=_checked(list(known.values())),
        key_figures=_key_figures(sections),
        parts=parts,
        notes=note_rows(notes, sources, setting.names),
        sources=tuple(sources.values()),
        method=(*METHOD, ROWS) if any(claim.from_sheet for claim in known.values()) else METHOD,
        signs=drawn,
        made_at=setting.made_at,
        moment=setting.moment,
        map=_map(tellings, sections, setting.ground),
    )


def _map(tellings: Sequence[Telling], sections: Sequence[FlowPart], ground: Ground | None) -> MapFigure | None:
    own = [telling for telling in tellings if telling.own]
    by_heading = {flow_words(telling.answer.flow, telling.names): telling for telling in own}
    mapped = [(part.anchor, by_heading[part.heading], part.bands.main) for part in sections]
    return dossier_map(mapped, ground) if ground else None


def _checked(claims: Sequence[Claim]) -> Sentence:
    done = sum(claim.reviewed is not None for claim in claims)
    return Sentence(f"{done:,} of {many(len(claims), 'claim')} checked by a person.")


def _parts(tellings: Sequence[Telling], drawn: Mapping[str, Sign]) -> tuple[FlowPart | Beside, ...]:
    parts: list[FlowPart | Beside] = []
    anchored: set[str] = set()
    beside: set[str] = set()
    for direction in dict.fromkeys((t.answer.flow.supplier, t.answer.flow.recipient) for t in tellings):
        of_it = [t for t in tellings if (t.answer.flow.supplier, t.answer.flow.recipient) == direction]
        for telling in (t for t in of_it if t.own):
            parts.append(_part(f"flow-{len(parts) + 1}", telling, drawn, frozenset(anchored)))
            anchored.update(claim.id for claim in telling.own)
        sets = _beside(of_it, beside)
        if sets:
            heading = f"{_direction(of_it[0])}: measures and responses"
            parts.append(Beside(f"beside-{len(parts) + 1}", heading, sets, anchored=True))
    return tuple(parts)


def _changed(tellings: Sequence[Telling], changes: Sequence[Changes]) -> tuple[Beside, ...]:
    """What changed, flow by flow, where a day to hold against was given."""
    pairs = [(telling, change) for telling, change in zip(tellings, changes, strict=False) if telling.own]
    sets = tuple(
        changed_set(telling, change, flow_words(telling.answer.flow, telling.names)) for telling, change in pairs
    )
    return (Beside("changes", f"What changed since {day(pairs[0][1].since)}", sets),) if sets else ()


def _between(tellings: Sequence[Telling]) -> tuple[Beside, ...]:
    """The exchange ledger of each pair of which any claim speaks of an exchange, or that goes both ways."""
    found = []
    pairs = dict.fromkeys(frozenset((t.answer.flow.supplier, t.answer.flow.recipient)) for t in tellings)
    for number, pair in enumerate(pairs, 1):
        of_it = [t for t in tellings if frozenset((t.answer.flow.supplier, t.answer.flow.recipient)) == pair]
        grid = exchange_grid(of_it)
        if len({row[0].text for row in grid.rows}) > 1:
            names = of_it[0].names
            heading = f"Between {listed(names.party(code) for code in sorted(filter(None, pair)))}"
            found.append(Beside(f"between-{number}", heading, grids=(grid,)))
    return tuple(found)


def _screened(setting: Setting, numbered: Mapping[str, int]) -> tuple[Beside, ...]:
    """What of the dossier is like entries of lists, where any of it was screened."""
    sets = screened_sets(setting.screenings, numbered)
    return (Beside("screened", SCREENED, sets),) if sets else ()


def _part(anchor: str, telling: Telling, drawn: Mapping[str, Sign], seen: frozenset[str]) -> FlowPart:
    return FlowPart(
        anchor=anchor,
        heading=flow_words(telling.answer.flow, telling.names),
        summary=flow_sentences(telling),
        bands=bands(telling),
        origins=origin_groups(telling),
        figures=flow_series(telling.answer, telling.numbers, telling.names),
        apart=figures_apart(telling),
        grids=flow_grids(telling),
        sets=sets_apart(telling),
        claims=tuple(claim_row(claim, claim.id not in seen, telling, drawn) for claim in telling.own),
    )


def _beside(tellings: Sequence[Telling], told: set[str]) -> tuple[Set, ...]:
    """What stands beside a direction and was not told beside another; adds it to what is told."""
    sets: dict[str, Set] = {}
    for telling in tellings:
        for one in sets_beside(telling, frozenset(told)):
            before = sets.get(one.slug)
            entries = (*before.entries, *one.entries) if before else one.entries
            sets[one.slug] = Set(one.slug, one.heading, one.explained, entries)
        told.update(claim.id for claim in telling.answer.claims if claim not in own_claims(telling.answer))
    return tuple(sets.values())


def _direction(telling: Telling) -> str:
    flow = telling.answer.flow
    return " → ".join(telling.names.party(code) if code else "any party" for code in (flow.supplier, flow.recipient))


def _key_figures(parts: Sequence[FlowPart]) -> tuple[KeyFigure, ...]:
    """The totals with a lower edge that most claims state, in the order of the flows."""
    rows = [KeyFigure(part.heading.split(":")[0], part.anchor, row) for part in parts for row in part.bands.main]
    held = [key for key in rows if key.row.one]
    most = sorted(held, key=lambda key: -key.row.claims)[:KEY_FIGURES]
    return tuple(key for key in held if key in most)
