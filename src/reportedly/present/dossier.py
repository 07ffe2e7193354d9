"""The dossier as a value: what is claimed on some flows, by whom, each sentence tied to footnotes. Drawn elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reportedly.errors import UsageError
from reportedly.present.apart import Apart, Set, sets_apart
from reportedly.present.figures import Series, series_of
from reportedly.present.footnotes import Footnote, footnotes, numbers
from reportedly.present.method import METHOD
from reportedly.present.names import Names
from reportedly.present.sentences import (
    Sentence,
    amount_words,
    cited,
    claim_sentence,
    flow_sentences,
    flow_words,
    highest_words,
    origin_key,
)
from reportedly.present.tables import direction_words
from reportedly.present.words import (
    MODALITY_WORDS,
    SCOPE_WORDS,
    chain_words,
    counted_noun,
    day,
    goods_words,
    is_money,
    many,
    period_words,
    upper_first,
)
from reportedly.terms.claim import Claim, Modality
from reportedly.terms.document import Document
from reportedly.terms.flow import FlowAnswer, Independence, Support, Total

STANDFIRST = "What is claimed, and by whom. It does not say that anything happened."


@dataclass(frozen=True, slots=True)
class Setting:
    """title: of the dossier. made_at: when it is made (the caller's clock). version: of this package. names: for print."""

    title: str
    made_at: datetime
    version: str
    names: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class BandRow:
    """One level of one way of counting. low: "at least 1,000 containers"; rests_on: footnotes."""

    who: str
    low: str
    high: str
    why_not_lower: str
    why_not_higher: str
    rests_on: tuple[int, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class Band:
    """All levels for one class and unit."""

    heading: str
    rows: tuple[BandRow, ...]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin and whether it counts. place: its place among the colours and shapes."""

    name: str
    place: int
    independence: Independence
    reason: str
    reach: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of the table of claims. anchored: whether this line is the one that the footnote goes back to."""

    number: int
    anchored: bool
    published: str
    chain: str
    place: int
    direction: str
    goods: str
    when: str
    modality: Modality
    state: str
    details: tuple[str, ...]
    quote: str
    checked: bool


@dataclass(frozen=True, slots=True)
class FlowPart:
    """One flow. anchor: the id of its section."""

    anchor: str
    heading: str
    summary: tuple[Sentence, ...]
    bands: tuple[Band, ...]
    origins: tuple[OriginRow, ...]
    figures: tuple[Series, ...]
    sets: tuple[Set, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A footnote ready to print: our sentence on it, the words, and where they stand."""

    note: Footnote
    sentence: str
    source: int | None
    publisher: str
    published: str
    url: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document that footnotes rest on. sha256: of its normalised text; None where the document is not at hand."""

    number: int
    publisher: str
    host: str | None
    title: str | None
    published: str
    url: str | None
    archived_url: str | None
    retrieved: str | None
    sha256: str | None
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a dossier prints. places: origin → its place among the colours and shapes."""

    title: str
    standfirst: str
    made: str
    version: str
    checked: Sentence
    flows: tuple[FlowPart, ...]
    notes: tuple[NoteRow, ...]
    sources: tuple[SourceRow, ...]
    method: tuple[str, ...]
    places: Mapping[str, int]


def dossier(answers: Sequence[FlowAnswer], documents: Iterable[Document], setting: Setting) -> Dossier:
    """The dossier on some flows. documents: those that the claims cite, for the words around a quote and the sources; a
    claim whose document is missing keeps its quote alone. Raises UsageError where a claim or document is restricted.
    """
    at_hand = {document.id: document for document in documents}
    claims = [claim for answer in answers for claim in answer.claims]
    _refuse_restricted(claims, at_hand.values())
    notes = footnotes(claims, at_hand)
    numbered = numbers(notes)
    known = {note.claim.id: note.claim for note in notes}
    places = _places(notes, setting.names)
    sources = _sources(notes, at_hand)
    parts = []
    seen: set[str] = set()
    for place, answer in enumerate(answers, start=1):
        apart = Apart(answer, setting.names, numbered, known)
        parts.append(_part(f"flow-{place}", apart, places, frozenset(seen)))
        seen.update(claim.id for claim in answer.claims)
    return Dossier(
        title=setting.title,
        standfirst=STANDFIRST,
        made=f"{day(setting.made_at.date())}, {setting.made_at:%H:%M %Z}".rstrip(),
        version=setting.version,
        checked=_checked([note.claim for note in notes]),
        flows=tuple(parts),
        notes=_notes(notes, sources, setting.names),
        sources=tuple(sources.values()),
        method=METHOD,
        places=places,
    )


def _refuse_restricted(claims: Iterable[Claim], documents: Iterable[Document]) -> None:
    closed = {c.document.id for c in claims if c.handling == "restricted"}
    closed |= {document.id for document in documents if document.handling == "restricted"}
    if closed:
        raise UsageError(
            f"{many(len(closed), 'document')} may not be passed on (restricted): {', '.join(sorted(closed))}"
        )


def _checked(claims: Sequence[Claim]) -> Sentence:
    done = sum(claim.reviewed is not None for claim in claims)
    return Sentence(f"{done:,} of {many(len(claims), 'claim')} checked by a person.")


def _places(notes: Iterable[Footnote], names: Names) -> dict[str, int]:
    origins = dict.fromkeys(origin_key(note.claim, names) for note in notes)
    return {origin: place for place, origin in enumerate(origins)}


def _part(anchor: str, apart: Apart, places: Mapping[str, int], seen: frozenset[str]) -> FlowPart:
    answer, names, numbered = apart.answer, apart.names, apart.numbers
    return FlowPart(
        anchor=anchor,
        heading=flow_words(answer.flow, names),
        summary=flow_sentences(answer, names, numbered),
        bands=_bands(answer.totals, names, numbered),
        origins=tuple(_origin(support, answer, numbered, places, names) for support in answer.origins),
        figures=series_of(answer.claims, numbered, names),
        sets=sets_apart(apart),
        claims=tuple(_claim(claim, claim.id not in seen, numbered, places, names) for claim in answer.claims),
    )


def _bands(totals: Sequence[Total], names: Names, numbered: Mapping[str, int]) -> tuple[Band, ...]:
    keys = dict.fromkeys((total.item, total.unit) for total in totals)
    return tuple(
        Band(
            _band_heading(item, unit, names),
            tuple(_band_row(total, names, numbered) for total in totals if (total.item, total.unit) == (item, unit)),
        )
        for item, unit in keys
    )


def _band_heading(item: str, unit: str, names: Names) -> str:
    called = upper_first(names.item(item))
    counted = unit if is_money(unit) else counted_noun(unit, item, names) or names.unit(unit, None)
    return called if counted.lower() in called.lower() else f"{called}, in {counted}"


def _band_row(total: Total, names: Names, numbered: Mapping[str, int]) -> BandRow:
    why = (*total.why, "", "")
    counting = "independent only" if total.counting == "independent" else "unknown independence counted too"
    return BandRow(
        who=f"{many(total.level, 'origin')}, {counting}",
        low=f"at least {amount_words(total, total.low, names)}" if total.low is not None else "no lower bound",
        high=highest_words(total, names),
        why_not_lower=why[0],
        why_not_higher=why[1],
        rests_on=cited(total.because, numbered),
        checked=total.reviewed,
    )


def _origin(
    support: Support, answer: FlowAnswer, numbered: Mapping[str, int], places: Mapping[str, int], names: Names
) -> OriginRow:
    claims = [claim for claim in answer.claims if claim.id in support.claims]
    documents = len({claim.document.id for claim in claims})
    drawn = [places[origin_key(claim, names)] for claim in claims]
    name = names.party(support.origin)
    return OriginRow(
        name=name,
        place=places.get(name, drawn[0] if drawn else 0),
        independence=support.independence,
        reason=support.reason,
        reach=f"{many(len(claims), 'claim')} in {many(documents, 'document')}{', one origin' if documents > 1 else ''}",
        notes=cited(support.claims, numbered),
    )


def _claim(
    claim: Claim, anchored: bool, numbered: Mapping[str, int], places: Mapping[str, int], names: Names
) -> ClaimRow:
    return ClaimRow(
        number=numbered[claim.id],
        anchored=anchored,
        published=day(claim.published_on),
        chain=upper_first(chain_words(claim, names)),
        place=places[origin_key(claim, names)],
        direction=direction_words(claim, names),
        goods=goods_words(claim, names) or claim.kind,
        when=period_words(claim.happened),
        modality=claim.modality,
        state=MODALITY_WORDS[claim.modality],
        details=tuple(_details(claim)),
        quote=claim.evidence.quote,
        checked=claim.reviewed is not None,
    )


def _details(claim: Claim) -> Iterable[str]:
    """What qualifies a claim: kind, scope, stage, hedges with who hedges, likelihood on its yardstick, basis."""
    yield claim.kind
    if claim.quantity and claim.quantity.scope:
        yield SCOPE_WORDS[claim.quantity.scope]
    if claim.stage:
        yield f"stage: {claim.stage.replace('-', ' ')}"
    for hedge in claim.hedges:
        yield f"hedge: “{hedge.text}” ({hedge.by})"
    if claim.likelihood:
        likely = claim.likelihood
        yield f"“{likely.term}”: {likely.low:g}–{likely.high:g} % on {likely.yardstick}"
    if claim.basis:
        yield f"basis: {claim.basis.type} (“{claim.basis.text}”)"


def _sources(notes: Iterable[Footnote], documents: Mapping[str, Document]) -> dict[str, SourceRow]:
    by_document: dict[str, list[Footnote]] = {}
    for note in notes:
        by_document.setdefault(note.claim.document.id, []).append(note)
    return {
        key: _source(number, group, documents.get(key))
        for number, (key, group) in enumerate(by_document.items(), start=1)
    }


def _source(number: int, notes: Sequence[Footnote], document: Document | None) -> SourceRow:
    cites = notes[0].claim.document
    return SourceRow(
        number=number,
        publisher=cites.publisher or cites.path or "publisher unknown",
        host=cites.host,
        title=document.title if document else None,
        published=day(cites.published_on),
        url=cites.url,
        archived_url=document.archived_url if document else None,
        retrieved=day(document.retrieved_at.date()) if document and document.retrieved_at else None,
        sha256=document.text_sha256 if document else None,
        notes=tuple(note.number for note in notes),
    )


def _notes(notes: Iterable[Footnote], sources: Mapping[str, SourceRow], names: Names) -> tuple[NoteRow, ...]:
    rows = []
    for note in notes:
        source = sources[note.claim.document.id]
        sentence = claim_sentence(note.claim, names)
        rows.append(NoteRow(note, sentence, source.number, source.publisher, source.published, source.url))
    return tuple(rows)
