"""What the fields of a claim are called in print, and their values in words, by the kind of the claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.words import MODALITY_WORDS, SCOPE_WORDS, claim_quantity, listed, origin_words, period_words
from reportedly.terms.claim import Claim, Kind

SIDES: dict[Kind, tuple[str, str]] = {
    "transfer": ("Supplier", "Recipient"),
    "deployment": ("Sender", "Recipient"),
    "assistance": ("Supplier", "Recipient"),
    "measure": ("Imposed by", "Whose flow it hits"),
    "visit": ("Traveller", "Host"),
    "judgement": ("Supplier", "Recipient"),
    "response": ("Asked", "Recipient"),
}
LABELS = {
    "actor": "Supplier or actor",
    "recipient": "Recipient",
    "item": "Item",
    "quantity": "Quantity",
    "happened": "Happened",
    "said": "Said",
    "modality": "State",
    "origins": "Origin",
    "kind": "Kind",
    "stage": "Stage",
    "condition": "Condition",
    "basis": "Basis",
    "likelihood": "Likelihood",
    "exchange": "In exchange for",
    "compared": "Compared with",
    "places": "Places",
    "vessels": "Vessels",
    "trigger": "Word that says it",
}
"""Field → what it is called, in the order in which a card tells them."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field with its value in words, and the document's words for it."""

    name: str
    label: str
    value: str
    words: tuple[str, ...]


def field_rows(claim: Claim, text: str, names: Names) -> tuple[FieldRow, ...]:
    """The fields of a claim that say something. text: of its document."""
    return tuple(
        FieldRow(name, label_of(name, claim.kind), value, words_of(claim, name, text))
        for name, value in _values(claim, names)
        if value or claim.fields.get(name)
    )


def label_of(name: str, kind: Kind) -> str:
    """What a field is called of a kind of claim."""
    if name in ("actor", "recipient"):
        return SIDES[kind][name == "recipient"]
    return LABELS[name]


def words_of(claim: Claim, name: str, text: str) -> tuple[str, ...]:
    """The words that a field was read from; lines run on."""
    return tuple(" ".join(text[start:end].split()) for start, end in claim.fields.get(name, ()))


def _values(claim: Claim, names: Names) -> Iterator[tuple[str, str]]:
    quantity, likely = claim.quantity, claim.likelihood
    scope = f", {SCOPE_WORDS[quantity.scope]}" if quantity and quantity.scope else ""
    yield "actor", listed(map(names.party, claim.actor))
    yield "recipient", listed(map(names.party, claim.recipient))
    yield "item", listed(map(names.item, claim.item_classes))
    yield "quantity", claim_quantity(claim, names) + scope
    yield "happened", period_words(claim.happened)
    yield "said", period_words(claim.said)
    yield "modality", _hedged(claim)
    yield "origins", origin_words(claim.origins, names)
    yield "stage", (claim.stage or "").replace("-", " ")
    yield "condition", f"“{claim.condition}”" if claim.condition else ""
    yield "basis", f"{claim.basis.type} (“{claim.basis.text}”)" if claim.basis else ""
    yield "likelihood", f"{likely.low:g}–{likely.high:g} % (“{likely.term}”, {likely.yardstick})" if likely else ""
    yield "exchange", claim.exchange or ""
    yield "compared", listed(map(names.party, claim.compared))
    yield "places", listed(f"{place.name} ({place.role})" for place in claim.places)
    yield "vessels", listed(vessel.name for vessel in claim.vessels)
    yield "trigger", ""


def _hedged(claim: Claim) -> str:
    hedges = listed(f"“{hedge.text}” ({hedge.by})" for hedge in claim.hedges)
    return MODALITY_WORDS[claim.modality] + (f", hedged {hedges}" if hedges else "")
