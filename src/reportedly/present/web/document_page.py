"""The page of a document: its head, and its text in paragraphs, each with the cards of the claims that begin in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.present.names import Names
from reportedly.present.web.claim_card import Card, claim_card, source_address
from reportedly.present.web.field_sets import FieldSet, faulted, field_sets
from reportedly.present.web.highlighting import Mark, Segment, marks_of, paragraphs, segments
from reportedly.present.words import day
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.evidence import Span


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a document. url, archived_url: as given; they become links only where they are web addresses.
    related: the documents that it translates or was read through, each as (how, id, title).
    """

    id: str
    title: str
    publisher: str
    source: str
    host: str
    published: str
    url: str
    archived_url: str
    retrieved: str
    language: str
    handling: str
    sha256: str
    path: str
    method: str
    related: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of the text, and the cards of claims whose evidence begins there."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    cards: tuple[Card, ...]
    rejected: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Changing:
    """The claim whose fields are being changed, what was typed of them already, and why that was refused."""

    claim: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """numbers: claim → its number. withdrawn: why it counts no more, None where it does. kinds: fields whose words are
    marked somewhere, for the key.
    """

    head: Head
    paragraphs: tuple[Paragraph, ...]
    numbers: Mapping[str, int]
    claims: int
    checked: int
    rejected: int
    withdrawn: str | None
    marked: tuple[str, ...]


def document_page(
    document: Document,
    claims: Iterable[Claim],
    rejected: Iterable[Claim],
    names: Names,
    *,
    method: str = "",
    withdrawn: str | None = None,
    changing: Changing | None = None,
    related: Iterable[Document] = (),
) -> DocumentPage:
    """The page. claims: those that stand; rejected: those that people rejected. method: that read it last. related: of
    its original and its translation those that may be shown."""
    standing = sorted(claims, key=_place)
    numbers = {claim.id: n for n, claim in enumerate(standing, start=1)}
    marks = [mark for claim in standing for mark in marks_of(claim)]
    cards = [(c.evidence.start, _card(c, numbers[c.id], document, names, changing)) for c in standing]
    refused = [(c.evidence.start, claim_card(c, 0, document.text, names)) for c in sorted(rejected, key=_place)]
    return DocumentPage(
        head=head_of(document, names, method, related),
        paragraphs=_paragraphs(document.text, marks, cards, refused),
        numbers=numbers,
        claims=len(standing),
        checked=sum(claim.reviewed is not None for claim in standing),
        rejected=len(refused),
        withdrawn=withdrawn,
        marked=tuple(dict.fromkeys(mark.field for mark in marks if mark.field)),
    )


def head_of(document: Document, names: Names, method: str = "", related: Iterable[Document] = ()) -> Head:
    """What is known of a document, in print. related: its original, or the translation through which it was read."""
    publisher = document.publisher or ""
    return Head(
        id=document.id,
        title=title_of(document),
        publisher=names.party(publisher) if publisher else "publisher not known",
        source=source_address(publisher) if publisher else "",
        host=document.host or "",
        published=day(document.published_on),
        url=document.url or "",
        archived_url=document.archived_url or "",
        retrieved=day(document.retrieved_at.date()) if document.retrieved_at else "",
        language=document.language,
        handling=document.handling,
        sha256=document.text_sha256,
        path=_file_name(document.path),
        method=method,
        related=tuple((_relation(document, other), other.id, title_of(other)) for other in related),
    )


def title_of(document: Document) -> str:
    """Its title, else the name of its file, else that it has none."""
    return document.title or _file_name(document.path) or "A document without a title"


def _relation(document: Document, other: Document) -> str:
    return "Translation of" if document.translation_of == other.id else "Read through"


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def context(document: Document, chosen: Span) -> tuple[Segment, ...]:
    """The paragraphs around some words, those words marked."""
    start, end = chosen
    touched = [p for p in paragraphs(document.text) if p[0] < end and start < p[1]]
    whole = (min(p[0] for p in touched), max(p[1] for p in touched)) if touched else chosen
    return segments(document.text, [Mark(start, end, "chosen")], whole)


def around(claim: Claim, text: str) -> tuple[Segment, ...]:
    """The paragraph in which a claim's words begin, with them marked."""
    start = claim.evidence.start
    whole = next((p for p in paragraphs(text) if p[0] <= start < p[1]), claim.evidence.span)
    return segments(text, marks_of(claim), (whole[0], max(whole[1], claim.evidence.end)))


def _card(claim: Claim, number: int, document: Document, names: Names, changing: Changing | None) -> Card:
    sets: tuple[FieldSet, ...] = ()
    error = ""
    if changing and changing.claim == claim.id:
        sets, error = faulted(field_sets(claim, document.text, names, changing.typed), changing.error)
    return claim_card(claim, number, document.text, names, sets, error)


def _paragraphs(
    text: str, marks: list[Mark], cards: list[tuple[int, Card]], refused: list[tuple[int, Card]]
) -> tuple[Paragraph, ...]:
    spans = paragraphs(text)
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    touching: list[list[Mark]] = [[] for _ in spans]
    for mark in marks:
        for place in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            touching[place].append(mark)
    beside: list[list[Card]] = [[] for _ in spans]
    gone: list[list[Card]] = [[] for _ in spans]
    for kept, told in ((beside, cards), (gone, refused)):
        for at, card in told:
            kept[max(0, bisect_right(starts, at) - 1)].append(card)
    return tuple(
        Paragraph(*span, segments(text, touching[n], span), tuple(beside[n]), tuple(gone[n]))
        for n, span in enumerate(spans)
    )


def _place(claim: Claim) -> tuple[int, int, str]:
    return (claim.evidence.start, claim.evidence.end, claim.id)
