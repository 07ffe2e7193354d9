"""What a claim's reading rests on, as named numbers: how its parties were reached, where its word stands, what it says.

Those of the reading are taken where a claim is assembled and travel with it; those of the claim itself, when all claims of
the document are known. From both `confidence` computes how sure the reading is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportedly.find.candidate import Candidate
from reportedly.find.chains import Chain
from reportedly.find.context import Context
from reportedly.find.seen import Seen
from reportedly.find.who import Who
from reportedly.terms.claim import Claim
from reportedly.terms.party import state_of
from reportedly.terms.quantity import is_currency

Features = Mapping[str, float]
LONG = 35
"""Words beyond which a sentence is long."""
GENERAL = frozenset({"assistance", "military-aid", "materiel", "arms", "cargo"})
"""Classes that say nothing of what it is; beside goods of the same flow they are no row of their own."""
_PEOPLE = {"deploy", "join", "stationed", "combat", "presence", "withdraw", "homecoming", "train"}
_ASIDE = {"relcl", "acl"}
_INDIRECT = {"actor-carried": 2, "recipient-carried": 2, "speaker-carried": 1, "noun": 1}


@dataclass(frozen=True, slots=True)
class ReadClaim(Claim):
    """A claim on its way through `find`, with what its reading rests on."""

    features: Features = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Rests:
    """What is known where a claim is assembled: its candidate, who says it, what was told before, and both its sides."""

    c: Candidate
    chain: Chain
    context: Context
    seen: Seen
    publisher: str | None
    actor: Who
    recipient: Who


@dataclass(frozen=True, slots=True)
class OfReading:
    """A feature taken where a claim is assembled: its name, what it says to people, and its value."""

    name: str
    words: str
    value: Callable[[Rests], float]


@dataclass(frozen=True, slots=True)
class OfClaim:
    """A feature of a claim among all claims of its document."""

    name: str
    words: str
    value: Callable[[Claim, Sequence[Claim]], float]


def _states(r: Rests) -> int:
    found = {m.code for t in r.c.trigger.sent for m in r.seen.parties_at.get(t.i, ()) if m.code}
    return len({state_of(code) for code in found if len(state_of(code)) == 2})


def _from_topic(r: Rests) -> bool:
    """Whether the recipient stands neither in the sentence nor in a flow told before."""
    told = any(set(r.recipient.codes) & {*t.recipient, *t.actor} for t in r.context.told)
    return r.recipient.carried and not r.recipient.spans and not told


READING: tuple[OfReading, ...] = (
    OfReading("actor-carried", "the supplier is taken from elsewhere in the text", lambda r: r.actor.carried),
    OfReading("recipient-carried", "the recipient is taken from elsewhere", lambda r: r.recipient.carried),
    OfReading(
        "recipient-beside",
        "the recipient is the one other state of the sentence",
        lambda r: r.recipient.carried and bool(r.recipient.spans),
    ),
    OfReading("recipient-topic", "the recipient is whom the text is about", lambda r: _from_topic(r)),
    OfReading("recipient-place", "the recipient is the state of a place", lambda r: r.c.by_place),
    OfReading("recipient-nearby", "the recipient is read from the order of words", lambda r: r.c.nearby),
    OfReading("speaker-carried", "who speaks is carried over from before", lambda r: r.chain.carried),
    OfReading("noun", "a noun makes the claim, not a verb", lambda r: r.c.frame.row.pos == "noun"),
    OfReading("through-noun", "a verb speaks through a noun of sending", lambda r: bool(r.c.used)),
    OfReading("anaphoric", "the goods are named before", lambda r: r.c.anaphoric or not r.c.goods),
    OfReading("people-frame", "the word is one of people who go", lambda r: r.c.frame.name in _PEOPLE),
    OfReading("aside", "the word stands in a relative clause", lambda r: r.c.trigger.dep_ in _ASIDE),
    OfReading("adverbial", "the word stands in an adverbial clause", lambda r: r.c.trigger.dep_ == "advcl"),
    OfReading("main-clause", "the word is that of the main clause", lambda r: r.c.trigger.dep_ == "ROOT"),
    OfReading("several-states", "the sentence names three states or more", lambda r: _states(r) > 2),
    OfReading("long-sentence", "the sentence is long", lambda r: len(r.c.trigger.sent) > LONG),
    OfReading("official", "a state's body or an alliance publishes", lambda r: r.publisher is not None),
)
CLAIM: tuple[OfClaim, ...] = (
    OfClaim("deployment", "people are claimed", lambda c, among: c.kind == "deployment"),
    OfClaim("assistance", "support is claimed", lambda c, among: c.kind == "assistance"),
    OfClaim("measure", "a measure is claimed", lambda c, among: c.kind == "measure"),
    OfClaim("side-open", "one side is left open", lambda c, among: not (c.actor and c.recipient)),
    OfClaim("several-parties", "a side holds several", lambda c, among: max(len(c.actor), len(c.recipient)) > 1),
    OfClaim("not-a-state", "a side is no state", lambda c, among: any(len(p) != 2 for p in (*c.actor, *c.recipient))),
    OfClaim("quantity", "a figure is given", lambda c, among: c.quantity is not None),
    OfClaim("money", "the figure is money", lambda c, among: bool(c.quantity and is_currency(c.quantity.unit))),
    OfClaim("vague", "the figure is vague", lambda c, among: bool(c.quantity and c.quantity.vague)),
    OfClaim("several-goods", "several goods are named", lambda c, among: len(c.items) > 1),
    OfClaim("general-goods", "the goods are named in general only", lambda c, among: {*c.item_classes} <= GENERAL),
    OfClaim("asserted", "it is plainly asserted", lambda c, among: c.modality == "asserted"),
    OfClaim("planned", "it is planned", lambda c, among: c.modality == "planned"),
    OfClaim("possible", "it is possible or assessed", lambda c, among: c.modality in ("possible", "assessed")),
    OfClaim("desired", "it is wanted", lambda c, among: c.modality == "desired"),
    OfClaim(
        "denied", "it is denied, or hangs on a condition", lambda c, among: c.modality in ("denied", "conditional")
    ),
    OfClaim("hedged", "a hedging word stands by it", lambda c, among: bool(c.hedges)),
    OfClaim("attributed", "somebody besides the publisher says it", lambda c, among: len(c.attribution) > 1),
    OfClaim("no-origin", "nobody is named as origin", lambda c, among: not c.origins),
    OfClaim("dated", "words tell when", lambda c, among: bool(c.fields.get("happened"))),
    OfClaim("in-list", "it is an item of a list", lambda c, among: _in_list(c)),
    OfClaim("told-again", "the text tells it more than once", lambda c, among: bool(c.also)),
    OfClaim("not-alone", "its words make another claim too", lambda c, among: _not_alone(c, among)),
)
WORDS: dict[str, str] = {f.name: f.words for f in READING} | {f.name: f.words for f in CLAIM}
"""What each feature says, by its name."""


def _in_list(claim: Claim) -> bool:
    """Whether the word that makes the claim stands outside its evidence: in the lead-in of a list."""
    return any(not claim.evidence.start <= start < claim.evidence.end for start, _ in claim.fields.get("trigger", ()))


def _not_alone(claim: Claim, claims: Sequence[Claim]) -> bool:
    return any(c is not claim and c.evidence.overlaps(claim.evidence) for c in claims)


def directness(claim: Claim) -> float:
    """How directly the words say it, 0 at best: less where somebody is carried over or a noun makes the claim. Of several
    readings of the same words the more direct stays; no fitted weight decides on that."""
    rests = claim.features if isinstance(claim, ReadClaim) else {}
    return -sum(weight * rests.get(name, 0.0) for name, weight in _INDIRECT.items())


def of_reading(rests: Rests) -> Features:
    """The features of a claim's reading, where it is assembled."""
    return {f.name: float(f.value(rests)) for f in READING}


def with_features(claims: Sequence[Claim]) -> list[ReadClaim]:
    """The claims of a document with all their features."""
    found = [c if isinstance(c, ReadClaim) else ReadClaim(**_values(c)) for c in claims]
    return [
        replace(c, features={**c.features, **{f.name: float(f.value(told, claims)) for f in CLAIM}})
        for c, told in zip(found, claims, strict=True)
    ]


def plain(claim: ReadClaim) -> Claim:
    """The claim alone, as it is kept."""
    return Claim(**_values(claim))


def _values(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
