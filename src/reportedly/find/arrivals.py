"""That goods came, told of them in passing: "sold Chad 12 drones, which arrived in May"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of
from reportedly.find.modality import is_negated

_COMING = {"arrive", "land", "dock"}
_BROUGHT = {"deliver", "receive", "unload", "offload"}
_SENDING = {"send", "ship", "supply", "sell", "export", "give", "donate", "provide", "dispatch", "deliver", "transfer"}


def arrival(goods: Iterable[Token], trigger: Token) -> Token | None:
    """The verb of a clause on the goods behind the trigger by which they came: past, and neither denied nor only possible.
    The parser may hang it on the state named last: "sold 12 drones to Chad, which were delivered"."""
    states = [p for t in trigger.rights if t.dep_ in ("prep", "dative") for p in t.rights if p.tag_ == "NNP"]
    clauses = (c for head in (*goods, *states) for c in head.rights if c.dep_ == "relcl" and c.i > trigger.i)
    return next((c for c in clauses if _comes(c) and _is_past(c) and not is_negated(c)), None)


def senders(clause: Token) -> list[Token]:
    """Who sent what the clause says came: "Serbia shipped guns that reached Chad"."""
    goods = clause.head
    sent = clause.dep_ == "relcl" and goods.dep_ == "dobj" and goods.head.lemma_.lower() in _SENDING
    return subjects_of(goods.head) if sent and not is_negated(goods.head) else []


def _comes(verb: Token) -> bool:
    pointers = [s for s in verb.lefts if s.tag_ in ("WDT", "WP")]
    passive = any(s.dep_ == "nsubjpass" for s in pointers)
    plain = any(s.dep_ == "nsubj" for s in pointers)
    return (passive and verb.lemma_.lower() in _BROUGHT) or (plain and verb.lemma_.lower() in _COMING)


def _is_past(verb: Token) -> bool:
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    past = verb.tag_ == "VBD" or any(c.lower_ in ("was", "were", "has", "have", "had") for c in helpers)
    return past and not any(c.tag_ == "MD" for c in helpers)
