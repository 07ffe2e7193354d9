"""The evidence of a dossier: the table of claims, the footnotes with the exact words, the documents that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.present.footnotes import Footnote
from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence, origin_key
from reportedly.present.signs import Sign
from reportedly.present.telling import Telling
from reportedly.present.titles import direction_words, matter_words
from reportedly.present.words import (
    MODALITY_WORDS,
    SCOPE_WORDS,
    chain_words,
    day,
    period_words,
    read_otherwise,
    upper_first,
)
from reportedly.terms.claim import Claim, Modality
from reportedly.terms.document import Document
from reportedly.terms.sheet import row_words


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of the table of claims. anchored: whether this line is the one that the footnote goes back to. direction:
    '' where it is that of the flow.
    """

    number: int
    anchored: bool
    published: str
    chain: str
    sign: Sign
    direction: str
    goods: str
    when: str
    modality: Modality
    state: str
    details: tuple[str, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A footnote ready to print: our sentence on it, the words, and where they stand."""

    note: Footnote
    sentence: str
    chain: str
    source: int | None
    publisher: str
    published: str
    url: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document that footnotes rest on. sha256: of its normalised text; None where the document is not at hand. row: which
    row of which sheet it is, '' of a text that was read.
    """

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
    row: str = ""


def claim_row(claim: Claim, anchored: bool, telling: Telling, signs: Mapping[str, Sign]) -> ClaimRow:
    """A claim of a flow as a line."""
    flow, names = telling.answer.flow, telling.names
    as_asked = (claim.actor, claim.recipient) == ((flow.supplier,), (flow.recipient,))
    when = claim.happened if claim.happened and claim.happened.text else None
    return ClaimRow(
        number=telling.numbers[claim.id],
        anchored=anchored,
        published=day(claim.published_on),
        chain=upper_first(chain_words(claim, names)),
        sign=signs[origin_key(claim, names)],
        direction="" if as_asked else direction_words(claim, names),
        goods=upper_first(matter_words(claim, names)),
        when=period_words(when),
        modality=claim.modality,
        state=MODALITY_WORDS[claim.modality],
        details=tuple(_details(claim)),
        checked=claim.reviewed is not None,
    )


def _details(claim: Claim) -> Iterable[str]:
    """What qualifies a claim: scope, stage, condition, hedges with who hedges, likelihood on its yardstick, basis."""
    if claim.quantity and claim.quantity.scope:
        yield SCOPE_WORDS[claim.quantity.scope]
    if claim.stage:
        yield claim.stage.replace("-", " ")
    if claim.condition:
        yield f"if “{claim.condition}”"
    for hedge in claim.hedges:
        yield f"hedged “{hedge.text}” by {hedge.by}"
    if claim.likelihood:
        likely = claim.likelihood
        yield f"“{likely.term}”: {likely.low:g}–{likely.high:g} % on {likely.yardstick}"
    if claim.basis:
        yield f"basis: {claim.basis.type} (“{claim.basis.text}”)"


def source_rows(notes: Iterable[Footnote], documents: Mapping[str, Document]) -> dict[str, SourceRow]:
    """Document id → its row, in the order of the footnotes."""
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
        row=row_words(cites.path) if notes[0].claim.from_sheet else "",
    )


def note_rows(notes: Iterable[Footnote], sources: Mapping[str, SourceRow], names: Names) -> tuple[NoteRow, ...]:
    """The footnotes, ready to print."""
    rows = []
    for note in notes:
        source = sources[note.claim.document.id]
        told = _sentence(note.claim, names), upper_first(chain_words(note.claim, names))
        rows.append(NoteRow(note, *told, source.number, source.publisher, source.published, source.url))
    return tuple(rows)


def _sentence(claim: Claim, names: Names) -> str:
    """Our sentence on a claim; of what no rules read in a text it says so."""
    told, otherwise = claim_sentence(claim, names), read_otherwise(claim)
    return f"{told} ({otherwise})" if otherwise else told
