"""What a claim is called in a list: who to whom, and what. What its text leaves open is left out."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.words import goods_words, item_words, upper_first
from reportedly.terms.claim import Claim, Kind


@dataclass(frozen=True, slots=True)
class Wording:
    """How claims of a kind are called. actor, recipient: where the other side is left open; goods: with what they are on;
    own: where their items are but the words for the kind itself ("sanctioned", "declined").
    """

    actor: str
    recipient: str
    goods: str
    own: str


_WORDINGS: dict[Kind, Wording] = {
    "transfer": Wording("from {}", "to {}", "{}", "{}"),
    "deployment": Wording("from {}", "to {}", "{}", "{}"),
    "assistance": Wording("from {}", "to {}", "{}", "{}"),
    "measure": Wording("{}", "on {}", "measure on {}", "measure (“{}”)"),
    "visit": Wording("{}", "to {}", "visit on {}", "visit"),
    "judgement": Wording("{}", "to {}", "judgement on {}", "judgement"),
    "response": Wording("{}", "to {}", "response on {}", "response"),
}


def title_words(claim: Claim, names: Names) -> str:
    """North Korea → Russia: at least 1,000 containers of munitions; Russia: response; To Chad: 50 tanks."""
    return upper_first(": ".join(filter(None, (direction_words(claim, names), matter_words(claim, names)))))


def direction_words(claim: Claim, names: Names) -> str:
    """North Korea → Russia; from Italy; to Chad; '' where the text leaves both open."""
    actor, recipient = (", ".join(map(names.party, side)) for side in (claim.actor, claim.recipient))
    if actor and recipient:
        return f"{actor} → {recipient}"
    wording = _WORDINGS[claim.kind]
    return wording.actor.format(actor) if actor else wording.recipient.format(recipient) if recipient else ""


def matter_words(claim: Claim, names: Names) -> str:
    """At least 1,000 containers of munitions; measure (“sanctions”); measure on arms; judgement on arms; response."""
    goods = goods_words(claim, names)
    return _matter(claim).format(goods) if goods else claim.kind


def named_items(claim: Claim, names: Names) -> str:
    """The items in their words; '' where these are but the word for the kind, and no title names them."""
    return item_words(claim, names) if "{}" in _matter(claim) else ""


def says_kind(claim: Claim, names: Names) -> bool:
    """Whether the title names the kind already."""
    return _matter(claim) != "{}" or not goods_words(claim, names)


def _matter(claim: Claim) -> str:
    """The words around its goods; items of a class called like the kind are but the words for it."""
    wording = _WORDINGS[claim.kind]
    return wording.own if set(claim.item_classes) == {claim.kind} else wording.goods
