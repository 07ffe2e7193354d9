"""One candidate on its way to a claim: the chain over it, how it is held, and the claim with the words behind each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of
from reportedly.find.around import (
    Bases,
    alleged_in,
    evidence_of,
    exchange_of,
    happened,
    in_return,
    on,
    places_of,
    vessels_of,
)
from reportedly.find.arrivals import arrival
from reportedly.find.candidate import LAWS, SIGNED, Candidate
from reportedly.find.candidates import Proposer
from reportedly.find.chains import Chain, chain_at, corroborated, spoken_by
from reportedly.find.context import Context
from reportedly.find.dated_goods import period_behind
from reportedly.find.dropped import SIDES, Dropped
from reportedly.find.features import ReadClaim, Rests, of_reading
from reportedly.find.modality import Hedges, Held, held
from reportedly.find.negations import is_not_one
from reportedly.find.negotiating import talks_over
from reportedly.find.rows import Row, rows_of, with_scope
from reportedly.find.seen import Seen
from reportedly.find.verdicts import denier_of
from reportedly.find.who import Who, who
from reportedly.find.wholes import is_new_package, modality_of_whole
from reportedly.terms.claim import (
    FLOW_KINDS,
    MODALITIES,
    Basis,
    Claim,
    DocumentRef,
    Hedge,
    Item,
    Kind,
    Likelihood,
    Modality,
    Stage,
)
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Quantity, is_currency
from reportedly.terms.tables import LikelihoodRow
from reportedly.terms.telling import is_state

METHOD = "rules/1"
"""The name and version of these rules; the digest of the tables is added where a ledger is written."""
_BY_STANCE: dict[str, Modality] = {
    "denied": "denied",
    "assessed": "assessed",
    "possible": "possible",
    "desired": "desired",
    "planned": "planned",
}
ADMITTING = {"admit", "acknowledge", "confirm", "concede"}
_PROGRESS = "VBG"
_SETTING_OUT = {"depart for", "leave for", "set off"}
_FIRM = {"will", "shall", "due", "set", "agreed", "agree", "agrees", "contract", "signed"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a document needs beside what was seen: the compiled tables."""

    proposer: Proposer
    hedges: Hedges
    bases: Bases
    tree: ItemTree
    likelihoods: tuple[LikelihoodRow, ...]
    own_money: Mapping[tuple[str, str], str]
    """(unit as printed, state) → the state's own unit."""


class Assembly:
    """One candidate on its way to claims. Holds what is needed for it and nothing after."""

    def __init__(
        self,
        seen: Seen,
        reading: Reading,
        publisher: str | None,
        low: str,
        context: Context,
        c: Candidate,
        alleged: bool = False,
    ) -> None:
        self.seen, self.reading, self.publisher, self.low, self.context = seen, reading, publisher, low, context
        self.c = c
        self.dropped: list[Dropped] = []
        self.chain: Chain = corroborated(
            chain_at(seen, c.trigger.idx, publisher, reading.proposer.publishers),
            c.trigger,
            seen,
            reading.proposer.publishers,
        )
        told_of = publisher is not None and c.frame.name in ("want", "ask")  # an office that tells of another's request
        self.alleged = self.chain.alleged if alleged else None
        if self.alleged is not None:
            self.chain = self.alleged
        elif (
            c.frame.row.speaks
            and not (told_of or (self.chain.anonymous and c.frame.name != "denial"))
            and (len(self.chain.links) == 1 or c.frame.name in ("commit", "tally", "denial"))
        ):
            self.chain = spoken_by(self.chain, c.trigger, seen, publisher)
        if (act := denier_of(c.trigger)) is not None:  # "Chad called the reports that it sent rifles a lie"
            self.chain = spoken_by(self.chain, act, seen, publisher)
        self.spoken = frozenset(i for s, e in self.chain.words for i in seen.tokens.at(s, e))

    @cached_property
    def held(self) -> Held:
        """How it is held within its sentence; worked out only where something is to be claimed."""
        base = "denied" if self.c.refused else self.c.frame.row.modality
        return held(self.c.trigger, self.reading.hedges, self.spoken, base, self.c.so)

    @cached_property
    def alone(self) -> Held:
        """How the words about it hold it, whatever they say of the goods."""
        base = None if self.c.frame.name == "coming" else self.c.frame.row.modality
        return held(self.c.trigger, self.reading.hedges, self.spoken, base)

    def is_left_out(self) -> bool:
        """ "Denied sending rifles, but not rockets", "wants jets, not boats": of the last nothing is told."""
        told = self.chain.stance == "denied" or self.alone.modality in ("denied", "desired")
        return told and not self.alone.negated

    def spoken_for(self, party: Who) -> Who:
        """ "We" stands for the side of whoever speaks."""
        if not party.speaker or party.codes:
            return party
        states = tuple(dict.fromkeys(state_of(o) for o in self.chain.origins if is_state(o)))
        return Who(states, (), carried=not states)

    def barred(self, so: bool, reason: str) -> bool:
        """Whether a rule keeps it from being a claim; the reason is kept for whoever asks."""
        if so:
            self.dropped.append(Dropped(reason))
        return so

    def lacks(self, actor: Who, recipient: Who) -> None:
        """Keeps for whoever asks that a side is missing, or not named in place."""
        self.dropped.append(Dropped(SIDES, actor, recipient))

    def unit_of(self, items: tuple[Item, ...]) -> str | None:
        return next((self.reading.tree.rows[i.item].unit for i in items if i.item in self.reading.tree), None)

    def claim(self, kind: Kind, actor: Who, recipient: Who, row: Row) -> Claim:
        trigger, chain = self.c.trigger, self.chain
        modality = self._modality(kind, actor, recipient)
        row = row if kind == "measure" else with_scope(row, self.c, modality, self.seen)
        row = self._in_own_money(row, actor)
        if modality == "denied" and self._is_not_one(row):
            row = replace(row, quantity=None, quantity_span=None)
        quantity = self._denied_quantity(modality, actor, recipient, row)
        finished = modality in ("asserted", "assessed") and kind in FLOW_KINDS
        when = happened(trigger, self.seen, chain.words, finished, chain.said)
        if row.quantity_span and (own := period_behind(row.quantity_span[1], self.seen)) is not None and finished:
            when = on(own, self.seen)
        undated = finished and kind == "transfer" and when.span is None
        came = arrival((g.head for g in self.c.goods), trigger) if undated else None
        if came is not None:
            when = happened(came, self.seen, chain.words, finished, chain.said)
        exchange, exchange_span = exchange_of(trigger, self.seen.document.text) if kind in FLOW_KINDS else (None, None)
        if exchange is None and kind in FLOW_KINDS and in_return(trigger):
            exchange = self.context.given(recipient.codes, actor.codes)
        text = self.seen.document.text
        condition = self.held.condition
        sides = (*actor.spans, *recipient.spans) if kind in FLOW_KINDS else ()
        fields = {
            "actor": actor.spans,
            "recipient": recipient.spans,
            "item": row.spans,
            "trigger": ((trigger.idx, trigger.idx + len(trigger)),),
            "quantity": (row.quantity_span,) if row.quantity_span and quantity else (),
            "happened": (when.span,) if when.span else (),
            "modality": self.held.hedges,
            "condition": (condition,) if condition else (),
            "exchange": (exchange_span,) if exchange_span else (),
            "origins": chain.words,
        }
        return ReadClaim(
            document=DocumentRef.of(self.seen.document),
            kind=kind,
            actor=actor.codes,
            recipient=recipient.codes,
            evidence=alleged_in(trigger, chain.words[0], self.seen)
            if self.alleged
            else evidence_of(trigger, self.seen),
            items=row.items,
            quantity=quantity,
            happened=when.period,
            places=places_of(trigger, self.seen, sides),
            vessels=vessels_of(trigger, self.seen),
            stage="delivered" if came is not None else self._stage(kind),
            modality=modality,
            hedges=tuple(Hedge(text[s:e], chain.links[-1].name) for s, e in self.held.hedges),
            likelihood=self._likelihood(),
            basis=self.reading.bases.find(trigger, self.seen, self.low) or self._admission(actor, recipient),
            condition=text[condition[0] : condition[1]] if condition else None,
            exchange=exchange,
            attribution=chain.links,
            origins=chain.origins if self.chain.stance != "asked" else (),
            said=chain.said,
            fields={name: spans for name, spans in fields.items() if spans},
            method=METHOD,
            features=of_reading(Rests(self.c, chain, self.context, self.seen, self.publisher, actor, recipient)),
            handling=self.seen.document.handling,
        )

    def _in_own_money(self, row: Row, actor: Who) -> Row:
        """A bare "$" of a government whose money is a dollar, and bare "kroner" of whoever pays in them, are their own."""
        if row.quantity is None or row.quantity.unit is None or row.quantity_span is None:
            return row
        unit = row.quantity.unit
        speaks = state_of(self.publisher) if self.publisher and "-" in self.publisher else ""
        payers = (speaks,) if unit == "USD" else (speaks, *actor.codes)  # many pay in US dollars
        own = next((m for p in payers if (m := self.reading.own_money.get((unit, p)))), None)
        printed = self.seen.document.text[slice(*row.quantity_span)]
        named = own is None or unit[:2] in printed  # "US$", "DKK"
        return row if named else replace(row, quantity=replace(row.quantity, unit=own))

    def _modality(self, kind: Kind, actor: Who, recipient: Who) -> Modality:
        if kind == "response":
            return "asserted"
        found = [self.held.modality]
        if kind == "measure" and self.held.modality == "planned" and not self._is_to_come():
            found = ["asserted"]  # whoever orders or announces a measure takes it
        protested = kind == "measure" and self.chain.stance == "denied" and self.chain.links[-1].verb != "deny"
        if self.chain.stance in _BY_STANCE and not protested:  # who rejects sanctions denies none
            found.append(_BY_STANCE[self.chain.stance])
        if self._is_due():
            found.append("planned")
        if self._is_reported_future():
            found.remove("possible")
            found.append("planned")
        buys = self.c.frame.name == "receive" and self.c.frame.row.stage != "delivered"
        if buys and self.held.modality == "planned" and self._is_intention():
            found.append("desired")
        if self.c.frame.name == "include" and self.held.modality == "asserted":
            found.append(modality_of_whole(self.c.trigger, self.context))
            if any(t.lemma_.lower() in SIGNED for t in subjects_of(self.c.trigger)):
                found.append("planned")  # "the contract covers 12 jets"
            over = [*self.c.trigger.ancestors, *self._sentence_pointed_at()]
            above = [f for t in over if (f := self.reading.proposer.lexicon.frame(t))]
            found.extend(f.row.modality for f in above if f.name == "commit" and f.row.modality)
        if self.held.modality == "asserted" and (self._is_under_way() or (buys and self._is_buying())):
            found.append("planned")
        beside = self.context.beside(self.c.trigger.sent.start)
        if self.c.frame.name == "package" and beside is not None and actor.carried and recipient.carried:
            found.append(beside.modality)
        by_law = self.c.trigger.dep_ in ("relcl", "acl") and self.c.trigger.head.lemma_.lower() in LAWS
        notified = self.c.frame.row.pos == "noun" and any(t.lemma_ == "notify" for t in self.c.trigger.ancestors)
        if is_new_package(self.c) or by_law or notified:
            found.append("planned")
        if talks_over(self.c.trigger) is not None:
            found.append("desired")
        if self._is_read_off_pictures():
            found.append("assessed")
        return min(found, key=MODALITIES.index)

    def _stage(self, kind: Kind) -> Stage | None:
        """Goods that arrive are delivered, those that have left are on their way; people who arrive are deployed."""
        stage = self.c.frame.row.stage
        if stage != "deployed" or kind != "transfer" or self.c.frame.name != "join":
            return stage
        return "in-transit" if self.c.frame.row.lemma in _SETTING_OUT else "delivered"

    def _admission(self, actor: Who, recipient: Who) -> Basis | None:
        """A side that confirms its own flow admits it."""
        own = {state_of(o) for o in self.chain.origins} & {*actor.codes, *recipient.codes}
        verb = self.chain.links[-1].verb
        return Basis("admission", verb) if own and verb in ADMITTING and self.chain.stance == "asserted" else None

    def _denied_quantity(self, modality: Modality, actor: Who, recipient: Who, row: Row) -> Quantity | None:
        """A third party's "did not deliver any" is a figure of nought; a party's own denial denies what was said."""
        if modality == "denied" and row.quantity is None:
            sides = {*actor.codes, *recipient.codes}
            if self.chain.origins and not {state_of(o) for o in self.chain.origins} & sides:
                return Quantity(0, 0, self.unit_of(row.items), text="")
        return row.quantity

    def _is_not_one(self, row: Row) -> bool:
        """ "Not a single tank went": one is no figure of what is denied."""
        if row.quantity is None or not row.quantity.low == row.quantity.high == 1:
            return False
        goods = [self.seen.tokens.head(*span) for span in row.spans]
        return any(is_not_one(noun) or any(c.lower_ == "single" for c in noun.lefts) for noun in goods)

    def _likelihood(self) -> Likelihood | None:
        if not self.held.hedges:
            return None
        words = " ".join(self.seen.document.text[s:e].lower() for s, e in self.held.hedges)
        sentence = self.c.trigger.sent.text.lower()
        for row in sorted(self.reading.likelihoods, key=lambda r: -len(r.term)):
            if row.term in sentence and row.term.split()[-1] in words and self._speaks_on(row.holders):
                return Likelihood(row.term, row.low, row.high, row.yardstick)
        return None

    def _speaks_on(self, holders: tuple[str, ...]) -> bool:
        return any(o.startswith(holder) for o in self.chain.origins for holder in holders)

    def _is_to_come(self) -> bool:
        words = {self.seen.document.text[s:e].casefold() for s, e in self.held.hedges}
        return any(
            w in ("will", "shall", "would", "going") or w.startswith(("plan", "intend", "prepar")) for w in words
        )

    def is_to_come(self) -> bool:
        """Whether it lies ahead: "will", and "would" in reported speech."""
        return self.held.modality == "planned" or self._is_reported_future()

    def _is_due(self) -> bool:
        """ "Two more are expected to be shipped": a delivery that is due is planned; what somebody may do is not."""
        trigger, over = self.c.trigger, self.c.trigger.head
        due = over.lemma_ == "expect" and any(c.dep_ == "nsubjpass" for c in over.children)
        return due and any(c.dep_ == "auxpass" for c in trigger.children)

    def _is_reported_future(self) -> bool:
        """ "Oslo said it would send …" reports a "will"."""
        words = [self.seen.document.text[s:e].casefold() for s, e in self.held.hedges]
        reported = len(self.chain.links) > 1 and self.chain.stance == "asserted"
        return reported and words == ["would"] and self.held.modality == "possible"

    def _sentence_pointed_at(self) -> list[Token]:
        """The sentence before, where "it includes …" means what that announced."""
        start = self.c.trigger.sent.start
        points = any(t.lower_ in ("it", "this", "they", "these") for t in subjects_of(self.c.trigger))
        return list(self.seen.parse[start - 1].sent) if points and start else []

    def _is_read_off_pictures(self) -> bool:
        """ "Satellite images show …": what pictures show is a finding."""
        basis = self.reading.bases.find(self.c.trigger, self.seen, self.low)
        if basis is None or basis.type != "imagery":
            return False
        start = self.c.trigger.idx
        over = self.seen.attributions_at.get(self.c.trigger.i, ())
        texts = [self.seen.document.text[slice(*a.source)] for a in over if a.source and a.source[0] < start]
        return any(basis.text in text or text in basis.text for text in texts)

    def _is_intention(self) -> bool:
        words = {self.seen.document.text[s:e].casefold() for s, e in self.held.hedges}
        above = [self.c.trigger.head, *(c for c in self.c.trigger.head.children if c.dep_ == "dobj")]
        signed = any(t.lemma_.lower() in SIGNED for t in above)
        placed = self.c.frame.row.modality == "planned" and not self.held.hedges  # "has ordered 12 drones"
        return not signed and not placed and not words & _FIRM

    def _is_buying(self) -> bool:
        """ "Chad is buying jets": it has none yet; what is bought for another is on its way."""
        buyer = who(subjects_of(self.c.trigger), self.seen, self.reading.proposer.publishers)
        given = bool(set(buyer.codes) & set(self.c.actor.codes))
        under_way = self.c.trigger.tag_ == _PROGRESS and any(t.lemma_ == "be" for t in self.c.trigger.lefts)
        return under_way and not given

    def _is_under_way(self) -> bool:
        quantity = rows_of(self.c, self.reading.tree)
        told = [r for r in quantity if r.quantity and (is_currency(r.quantity.unit) or r.additional)]
        return self.c.trigger.tag_ == _PROGRESS and bool(told)  # "is sending 250 additional soldiers"

    def subject_above(self) -> Who:
        node = self.c.trigger
        for _ in range(4):
            node = node.head
            if node.pos_ in ("VERB", "AUX"):
                break
        return self.spoken_for(who(subjects_of(node), self.seen, self.reading.proposer.publishers))
