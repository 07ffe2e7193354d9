"""Who sells and who buys under a contract: "won an order from Brazil", "signed a deal with Chad for six drones".

The noun names goods and perhaps a partner. What is done with it tells the sides: whoever places an order buys, whoever
wins one sells; of two who sign the one whose goods they are sells, else the partner of whoever signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import Slots, verb_slots
from reportedly.find.candidate import Candidate, owners_of
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, who

_WON = {"win", "secure", "land", "clinch", "obtain", "receive", "gain", "bag", "get", "capture", "score"}
_AWARDED = {"award", "give", "grant", "hand", "issue"}
_SIGNED = {
    "sign", "ink", "conclude", "strike", "place", "seal", "reach", "close", "agree", "finalize", "finalise", "make", "have",
    "complete", "negotiate", "discuss", "approve", "announce", "renew", "enter",
}  # fmt: skip
_HEADS = {"dobj", "nsubjpass", "nsubj"}


def contracted(c: Candidate, slots: Slots, seen: Seen, publishers: frozenset[str]) -> Candidate:
    """The candidate with both sides, as far as the words tell them."""
    c = replace(c, goods=tuple(g for g in c.goods if not g.items or g.items[0].cls != "people"))
    noun = _outermost(c.trigger)
    verb = noun.head if noun.dep_ in _HEADS and noun.head.pos_ == "VERB" else None
    around = verb_slots(verb) if verb is not None else {}
    beside = [*slots.get("with", []), *around.get("with", [])]
    for goods in [*slots.get("for", []), *around.get("for", [])]:  # "a deal for 36 jets with Chad"
        beside.extend(p for q in goods.children if q.dep_ == "prep" and q.lower_ == "with" for p in q.children)
    partner = who(beside, seen, publishers)
    signer = who(around.get("subj", []), seen, publishers) or who(slots.get("poss", []), seen, publishers)
    maker = c.actor or owners_of([g.head for g in c.goods], seen, publishers)
    meant = c.recipient or who(_for_whom(c, slots), seen, publishers)
    lemma = verb.lemma_ if verb is not None else ""
    if lemma in _WON:
        seller, buyer = (
            signer,
            meant or who([*slots.get("from", []), *around.get("from", [])], seen, publishers) or partner,
        )
    elif lemma in _AWARDED:
        seller = who([*around.get("dat", []), *around.get("to", [])], seen, publishers) or maker
        buyer = meant or signer
    elif lemma in _SIGNED or not lemma:
        seller, buyer = _of_two(signer, partner, maker, meant, seen)
    else:
        return c
    buyer = buyer.without(seller.codes)
    return replace(c, actor=seller.without(buyer.codes), recipient=buyer) if buyer or seller else c


def _of_two(signer: Who, partner: Who, maker: Who, meant: Who, seen: Seen) -> tuple[Who, Who]:
    """Seller and buyer among those who sign."""
    firms = next((p for p in (signer, partner) if any(_is_a_firm(c, seen) for c in p.codes)), NOBODY)
    seller = maker or firms
    sides = signer if len(signer.codes) < 2 or maker else NOBODY  # of "Chad and Mali signed" either may sell
    buyer = meant or sides.without(seller.codes)
    if not buyer.codes:
        buyer = partner.without(seller.codes)
    other = signer.without(buyer.codes) if meant and len(signer.codes) == 2 else NOBODY
    return (seller or partner.without(buyer.codes) or (sides if meant else NOBODY) or other), buyer


def _is_a_firm(code: str, seen: Seen) -> bool:
    return code in seen.seats or (not code.isupper() and code not in seen.groups)


def _for_whom(c: Candidate, slots: Slots) -> Sequence[Token]:
    """ "A tender for six frigates for Peru": the second "for"."""
    heads = [*slots.get("for", []), *(g.head for g in c.goods)]
    return [p for t in heads for q in t.children if q.dep_ == "prep" and q.lower_ == "for" for p in q.children]


def _outermost(noun: Token) -> Token:
    """The noun that a verb governs: of "a deal", "a series of deals"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun
