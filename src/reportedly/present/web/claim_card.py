"""A claim as a card beside the text: our sentence, each field with its words, who tells it, and what a person decided."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence
from reportedly.present.web.claim_lines import checked_words
from reportedly.present.web.field_sets import FieldSet
from reportedly.present.web.field_words import FieldRow, field_rows
from reportedly.present.words import MODALITY_WORDS, day, listed, read_otherwise
from reportedly.terms.attribution import Link
from reportedly.terms.claim import CONFIDENT, Claim, Modality


@dataclass(frozen=True, slots=True)
class Step:
    """One teller of the chain. href: of the page about it; how: what it does with the words."""

    name: str
    href: str
    how: str


@dataclass(frozen=True, slots=True)
class Card:
    """number: its place among the claims of the text, as the text bears it. sureness: how surely the words were read,
    never whether they are true. version: changes with every decision. translation: the words in
    which it was understood, where its own are in another language. editing: the fields, where they are being changed.
    """

    id: str
    number: int
    kind: str
    sentence: str
    quote: str
    modality: Modality
    state: str
    rows: tuple[FieldRow, ...]
    chain: tuple[Step, ...]
    sureness: str
    checked: str
    verdict: str
    note: str
    version: str
    handling: str = "public"
    translation: str = ""
    editing: tuple[FieldSet, ...] = ()
    error: str = ""

    @property
    def decided(self) -> bool:
        """Whether a person has decided of it."""
        return bool(self.verdict)


def claim_card(
    claim: Claim, number: int, text: str, names: Names, editing: tuple[FieldSet, ...] = (), error: str = ""
) -> Card:
    """The card of a claim. text: of its document."""
    review = claim.reviewed
    return Card(
        id=claim.id,
        number=number,
        kind=claim.kind,
        sentence=claim_sentence(claim, names),
        quote=claim.evidence.quote,
        modality=claim.modality,
        state=MODALITY_WORDS[claim.modality],
        rows=field_rows(claim, text, names),
        chain=tuple(_step(link, place, claim, names) for place, link in enumerate(claim.attribution)),
        sureness=_sureness(claim),
        checked=f"{review.verdict} by {review.by}, {day(review.at.date())}" if review else checked_words(claim),
        verdict=review.verdict if review else "",
        note=review.note if review else "",
        version=version_of(claim),
        handling=claim.handling,
        translation=claim.translation.quote if claim.translation else "",
        editing=editing,
        error=error,
    )


def version_of(claim: Claim) -> str:
    """Changes with every decision of a person."""
    return f"{claim.reviewed.verdict} {claim.reviewed.at.isoformat()}" if claim.reviewed else "unchecked"


def source_address(party: str) -> str:
    """Where the page about a publisher or an origin is."""
    return f"/sources/{quote(party, safe='')}"


def _step(link: Link, place: int, claim: Claim, names: Names) -> Step:
    party = link.party or link.name
    known = names.party(link.party) if link.party else link.name
    name = known if known == link.name or not link.role else f"{link.name}, {known}"
    word = f" (“{link.verb}”)" if link.verb else ""
    how = "published it" if place == 0 else f"passes it on{word}" if link.relay else f"tells it{word}"
    if party in claim.origins:
        how = "published it, in its own voice" if place == 0 else f"origin{word}"
    return Step(name, source_address(party), how)


def _sureness(claim: Claim) -> str:
    if otherwise := read_otherwise(claim):
        return otherwise
    if claim.method == "person":
        return "A person read it."
    parts = listed(f"{name} {claim.field_confidence[name]:.0%}" for name in CONFIDENT if name in claim.field_confidence)
    single = f"; of its fields: {parts}" if parts else ""
    sure = f"{claim.reading_confidence:.0%}"
    return f"The rules read these words with {sure} confidence{single}. That says nothing of their truth."
