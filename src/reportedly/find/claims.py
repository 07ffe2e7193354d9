"""Candidates become claims: who is left out is filled in, the goods become rows, each row a claim with all its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.find.arbitration import GENERAL, arbitrated
from reportedly.find.arguments import is_passive, subjects_of
from reportedly.find.around import Bases, evidence_of, exchange_of, happened, places_of, vessels_of
from reportedly.find.candidates import Candidate, Proposer
from reportedly.find.chains import Chain, chain_at, corroborated, self_spoken
from reportedly.find.context import FLOWS, Context, Told, beneficiary, only_other_state
from reportedly.find.lists import LEAD, leads_in, with_lists
from reportedly.find.modality import Hedges, Held, held
from reportedly.find.rows import PEOPLE, Row, kind_of, rows_of, sort_of, with_scope
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, who
from reportedly.terms.claim import MODALITIES, Claim, DocumentRef, Hedge, Item, Kind, Likelihood, Modality
from reportedly.terms.evidence import Span
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import QuantityMention
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Quantity
from reportedly.terms.tables import LikelihoodRow

METHOD = "rules/1"
_BY_STANCE: dict[str, Modality] = {"denied": "denied", "assessed": "assessed", "possible": "possible", "desired": "desired", "planned": "planned"}
_PROGRESS = "VBG"
_SALES = {"sell", "buy", "purchase", "sale", "deal", "arms deal", "procure"}
_DEALS = {"deal", "contract", "agreement", "accord", "pact", "memorandum", "arrangement", "negotiation", "talk"}
_TRADED = {"sell", "ship", "export", "import", "buy", "purchase", "order", "trade", "sale", "shipment"}
_CIVIL = {"food", "fuel", "civil-goods", "humanitarian", "energy"}
_ADMITTING = {"confirm", "acknowledge", "admit", "deny", "concede"}
_ABLE = {"could", "can", "would", "may", "might", "able", "enough", "capable", "sufficient"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a document needs beside what was seen: the compiled tables."""

    proposer: Proposer
    hedges: Hedges
    bases: Bases
    tree: ItemTree
    likelihoods: tuple[LikelihoodRow, ...]


def claims_of(seen: Seen, reading: Reading, publisher: str | None, low: str) -> list[Claim]:
    """All claims of a document in order of their triggers; repeats are not yet merged. publisher: its code if a body."""
    context = Context()
    found: list[Claim] = []
    for candidate in reading.proposer.candidates(seen):
        for claim in _Assembly(seen, reading, publisher, low, context, candidate).claims():
            found.append(claim)
            if claim.kind == "measure":
                context.measured.add(candidate.trigger.sent.start)
            sort = _sort(claim, reading.tree)
            unit = claim.quantity.unit if claim.quantity else None
            context.told.append(Told(claim.actor, claim.recipient, sort, claim.kind, claim.items, claim.modality, unit, bool(claim.quantity and claim.quantity.scope == "capacity")))
    return with_lists(arbitrated(found, reading.tree), seen, reading.tree)


def _sort(claim: Claim, tree: ItemTree) -> str:
    roots = {tree.path(i.item)[-1] for i in claim.items}
    return PEOPLE if PEOPLE in roots else "arms" if "materiel" in roots else "support"


class _Assembly:
    """One candidate on its way to claims. Holds what is needed for it and nothing after."""

    def __init__(self, seen: Seen, reading: Reading, publisher: str | None, low: str, context: Context, c: Candidate) -> None:
        self.seen, self.reading, self.publisher, self.low, self.context = seen, reading, publisher, low, context
        self.c = c
        self.chain: Chain = corroborated(chain_at(seen, c.trigger.idx, publisher), c.trigger, seen, reading.proposer.publishers)
        if c.frame.row.speaks and (len(self.chain.links) == 1 or c.frame.name == "commit"):
            self.chain = self_spoken(self.chain, subjects_of(c.trigger), seen)
        self.spoken = frozenset(i for s, e in self.chain.words for i in seen.tokens.at(s, e))
        self.held: Held = held(c.trigger, reading.hedges, self.spoken, c.frame.row.modality)

    def claims(self) -> Iterator[Claim]:
        name = self.c.frame.name
        made = {
            "hold": self._capacities,
            "response": self._responses,
            "asked": self._responses,
            "rise": self._risen,
            "tally": self._tallied,
            "punish": self._measures,
            "measure": self._measures,
            "restrict": self._measures,
            "visit": self._visits,
            "host": self._visits,
            "supplier": self._judgements,
            "train": self._training,
        }.get(name, self._flows)
        yield from made()

    # --- flows of goods and people

    def _flows(self) -> Iterator[Claim]:
        if _is_order_to_do(self.c) or self._is_ground_for_a_measure() or _is_supposed(self.c.trigger):
            return
        rows = [self._priced(row) for row in rows_of(self.c, self.reading.tree)]
        if self.c.frame.name in ("join", "stationed") and not (self.c.frame.name == "join" and self.c.actor.codes):
            rows = [row for row in rows if row.sort == PEOPLE]
        if self.c.frame.name == "stationed":
            rows = [row for row in rows if row.quantity and self.c.actor.codes and self.c.recipient.codes]
        if self.c.frame.name == "move" and not (self.c.actor.codes and self.c.recipient.codes):
            return
        if self._is_vague(rows):
            return
        if not rows and self.c.frame.row.pos == "verb" and leads_in(self.seen.document.text, self.c.trigger.idx):
            rows = [Row((LEAD,), None, (), None, "arms")]
        if self.c.frame.name == "commit" and self.c.trigger.dep_ == "relcl":
            return
        if self.c.anaphoric and not rows:
            rows = self._anaphoric_rows()
        for row in rows:
            actor, recipient = self._parties(row)
            if not self._worth(actor, recipient, row) or self._is_trade(row) or self._is_fired():
                continue
            yield self._claim(kind_of(row, self.c), actor, recipient, row)

    def _anaphoric_rows(self) -> list[Row]:
        sort = PEOPLE if self.c.frame.name in ("join", "deploy") else "arms"
        told = self.context.flow(sort)
        return [Row(told.items, None, (), None, PEOPLE)] if told else []

    def _is_ground_for_a_measure(self) -> bool:
        """ "Sanctions on firms for arms transfers between …": the flow is only named as the ground."""
        return self.c.frame.row.pos == "noun" and self.c.trigger.sent.start in self.context.measured

    def _is_vague(self, rows: list[Row]) -> bool:
        """ "The support that Chad receives": a noun of aid alone, without a sum or goods, is no claim."""
        return self.c.frame.name == "package" and all(r.quantity is None and {i.item for i in r.items} <= set(GENERAL) for r in rows)

    def _priced(self, row: Row) -> Row:
        """Goods sold for a sum and not counted: the sum is their quantity."""
        if not self._is_sale() or (row.quantity is not None and row.sort != "support"):
            return row
        sum_paid = row.quantity and next((q for q in self.seen.quantities if q.quantity is row.quantity), None) or self._price()
        sort = sort_of(row.items, None, self.reading.tree)
        if sum_paid is None or sort != "arms":
            return row
        return replace(row, quantity=sum_paid.quantity, quantity_span=(sum_paid.start, sum_paid.end), sort=sort)

    def _is_sale(self) -> bool:
        return self.c.frame.row.lemma in _SALES or any(self.seen.parse[i].lemma_.lower() in _SALES for i in self.c.used)

    def _price(self) -> QuantityMention | None:
        for token in self.c.trigger.subtree:
            mention = self.seen.quantity_at.get(token.i)
            unit = (mention.quantity.unit or "") if mention else ""
            if mention and len(unit) == 3 and unit.isupper():
                return mention
        return None

    def _is_trade(self, row: Row) -> bool:
        """Grain, oil and the like that are sold or shipped are trade, unless something is given in exchange."""
        classes = {step for i in row.items for step in self.reading.tree.path(i.item)}
        if self.c.frame.row.lemma not in _TRADED or not classes & _CIVIL or classes & {"materiel"}:
            return False
        return exchange_of(self.c.trigger)[0] is None

    def _is_fired(self) -> bool:
        """What is sent toward or at somebody is fired, not supplied."""
        return self.c.frame.name in ("send", "deploy") and any(
            child.dep_ == "prep" and child.lower_ in ("toward", "towards", "against") for child in self.c.trigger.children
        )

    def _worth(self, actor: Who, recipient: Who, row: Row) -> bool:
        """Both sides known, or the recipient where the supplier is left open; a noun by itself must name a side in place."""
        if recipient.codes and not recipient.carried and not actor.codes and self.c.frame.name in ("send", "supply", "receive"):
            return self.c.frame.row.pos == "verb" and row.sort != "support"
        if not actor.codes or not recipient.codes:
            return False
        if self.c.frame.row.pos == "noun":
            return not (actor.carried and recipient.carried)
        return True

    def _parties(self, row: Row) -> tuple[Who, Who]:
        actor = self._spoken_for(self.c.actor)
        recipient = self._spoken_for(self.c.recipient).without(actor.codes)
        if self.c.by_place and row.sort == PEOPLE and actor.codes:
            told = self.context.recipient_for(actor.codes, PEOPLE)
            recipient = told if told and not (set(told.codes) & set(recipient.codes)) and self._is_front() else recipient
        if not actor.codes and not recipient.codes and self._points_back():
            told = self.context.flow(row.sort)
            if told:
                return Who(told.actor, carried=True), Who(told.recipient, carried=True)
        if not recipient.codes:
            recipient = self._recipient(actor, row)
        if not actor.codes:
            actor = self._actor(recipient, row)
        if not recipient.codes and actor.codes:
            recipient = self._recipient(actor, row)
        return actor, recipient

    def _points_back(self) -> bool:
        """Whether the words speak of a flow as known: "the shipments included …"."""
        return self.c.frame.name == "include"

    def _is_front(self) -> bool:
        return False

    def _recipient(self, actor: Who, row: Row) -> Who:
        found = beneficiary(self.c, self.seen, self.reading.proposer.publishers).without(actor.codes)
        if found.codes:
            return found
        if actor.codes:
            found = self.context.recipient_for(actor.codes, row.sort).without(actor.codes)
            if found.codes:
                return found
        if self.c.frame.row.pos == "noun":
            return NOBODY
        return only_other_state(self.c, self.seen, actor.codes, self.spoken)

    def _actor(self, recipient: Who, row: Row) -> Who:
        if self.chain.links[-1].verb in _ADMITTING and self.c.frame.row.pos == "noun":
            return self._speaker_side(recipient)
        partner = self._partner().without(recipient.codes)
        if partner.codes:
            return partner
        found = self.context.actor_for(recipient.codes, row.sort)
        if found.codes:
            return found
        if self.publisher and not self._has_other_speaker():
            return self._speaker_side(recipient)
        if self.c.frame.name == "commit" or (is_passive(self.c.trigger) and self.held.modality == "planned"):
            return self._speaker_side(recipient)
        return NOBODY

    def _partner(self) -> Who:
        """With whom the contract was made: "signed a deal with Chad to buy …"."""
        for node in [self.c.trigger, *self.c.trigger.ancestors][:4]:
            if node.lemma_.lower() in _DEALS or node.lemma_ in ("sign", "agree"):
                objects = [o for p in node.children if p.dep_ == "prep" and p.lower_ == "with" for o in p.children]
                found = who(objects, self.seen, self.reading.proposer.publishers)
                if found.codes:
                    return found
        return NOBODY

    def _speaker_side(self, recipient: Who) -> Who:
        state = state_of(self.chain.origins[-1]) if self.chain.origins else ""
        if len(state) == 2 and state not in recipient.codes:
            return Who((state,), (), carried=True)
        return NOBODY

    def _has_other_speaker(self) -> bool:
        return bool(self.publisher and self.chain.origins and state_of(self.chain.origins[-1]) != state_of(self.publisher))

    def _spoken_for(self, party: Who) -> Who:
        """ "We" stands for the side of whoever speaks."""
        if not party.speaker or party.codes:
            return party
        states = tuple(dict.fromkeys(state_of(o) for o in self.chain.origins if len(state_of(o)) == 2))
        return Who(states, (), carried=not states)

    # --- other kinds

    def _capacities(self) -> Iterator[Claim]:
        """What the containers told of before could hold."""
        told = self.context.flow("arms")
        rows = [r for r in rows_of(self.c, self.reading.tree) if r.quantity and r.sort == "arms"]
        if told is None or not rows or not (_says_able(self.c.trigger)):
            return
        for row in rows:
            yield self._claim("transfer", Who(told.actor, carried=True), Who(told.recipient, carried=True), row)

    def _responses(self) -> Iterator[Claim]:
        actor = self._spoken_for(self.c.actor)
        if actor.codes:
            words = self.c.trigger.text
            span = (self.c.trigger.idx, self.c.trigger.idx + len(words))
            yield self._claim("response", actor, NOBODY, Row((Item(words, "response"),), None, (span,), None, "support"))

    def _risen(self) -> Iterator[Claim]:
        figure = self.c.figure
        told = self.context.flow(PEOPLE) or self.context.flow(None)
        if figure is None or told is None:
            return
        value = figure.quantity.high if figure.quantity.high is not None else figure.quantity.low
        point = self.held.modality in ("asserted", "assessed")
        unit = figure.quantity.unit or ("person" if told.sort == PEOPLE else None)
        quantity = Quantity(value if point else None, value, unit, scope="cumulative", text=figure.text)
        items = told.items
        row = Row(items, quantity, (), (figure.start, figure.end), told.sort)
        yield self._claim(told.kind, Who(told.actor, carried=True), Who(told.recipient, carried=True), row)

    def _tallied(self) -> Iterator[Claim]:
        """A figure put to a flow: that of its own words, else the one told last."""
        figure = self.c.figure
        rows = rows_of(self.c, self.reading.tree)
        told = self.context.flow(rows[0].sort) if rows else self.context.counted()
        actor = self.c.actor or (Who(told.actor, carried=True) if told else NOBODY)
        recipient = self.c.recipient or (Who(told.recipient, carried=True) if told else NOBODY)
        items = rows[0].items if rows else told.items if told else ()
        if figure is None or not actor.codes or not recipient.codes or not items:
            return
        unit = figure.quantity.unit or (told.unit if told and not rows else self._unit_of(items))
        sort = sort_of(items, None, self.reading.tree)
        row = Row(items, replace(figure.quantity, unit=unit), rows[0].spans if rows else (), (figure.start, figure.end), sort)
        yield self._claim(kind_of(row, self.c), actor, recipient, row)

    def _is_disbelieved(self) -> bool:
        return self.chain.stance == "denied" and any(link.verb in ("believe", "think", "assess") for link in self.chain.links)

    def _unit_of(self, items: tuple[Item, ...]) -> str | None:
        return next((self.reading.tree.rows[i.item].unit for i in items if i.item in self.reading.tree), None)

    def _measures(self) -> Iterator[Claim]:
        actor = self._spoken_for(self.c.actor)
        if not actor.codes and self.c.trigger.dep_ in ("dobj", "nsubjpass", "pobj", "conj"):
            actor = self._subject_above()
        recipient = self._spoken_for(self.c.recipient).without(actor.codes)
        rows = rows_of(self.c, self.reading.tree)
        if self.c.frame.name == "restrict":
            if not (self.c.flow and rows) or not actor.codes:
                return
            recipient = recipient if recipient.codes else self._recipient(actor, rows[0])
        elif not (self._tied(recipient) or rows):
            return
        if not actor.codes or not recipient.codes:
            return
        items = tuple(i for row in rows for i in row.items) or (Item(self.c.trigger.text, "measure"),)
        spans = tuple(s for row in rows for s in row.spans) or ((self.c.trigger.idx, self.c.trigger.idx + len(self.c.trigger)),)
        yield self._claim("measure", actor, recipient, Row(items, None, spans, None, "support"))

    def _subject_above(self) -> Who:
        node = self.c.trigger
        for _ in range(4):
            node = node.head
            if node.pos_ in ("VERB", "AUX"):
                break
        return self._spoken_for(who(subjects_of(node), self.seen, self.reading.proposer.publishers))

    def _tied(self, recipient: Who) -> bool:
        """Whether a measure has to do with flows: the sentence names goods, or the document told a flow of these states."""
        sentence = self.c.trigger.sent
        if any(t.i in self.seen.item_at for t in sentence):
            return True
        return self.context.between(recipient.codes)

    def _visits(self) -> Iterator[Claim]:
        actor = self._spoken_for(self.c.actor)
        if not actor.codes:
            actor = self._subject_above()
        recipient = self._spoken_for(self.c.recipient).without(actor.codes)
        if actor.codes and not recipient.codes and self.c.frame.row.pos == "noun":
            told = next((t for t in reversed(self.context.told) if t.kind == "visit" and set(t.actor) & set(actor.codes)), None)
            recipient = Who(told.recipient, carried=True) if told else NOBODY
        if not actor.codes or not recipient.codes:
            return
        label = self.c.trigger.text
        span = (self.c.trigger.idx, self.c.trigger.idx + len(label))
        yield self._claim("visit", actor, recipient, Row((Item(label, "visit"),), None, (span,), None, "support"))

    def _judgements(self) -> Iterator[Claim]:
        verb = next((t for t in self.c.trigger.ancestors if t.lemma_ in ("become", "be", "remain") and t.pos_ in ("VERB", "AUX")), None)
        if verb is None:
            return
        actor = self._spoken_for(who(subjects_of(verb), self.seen, self.reading.proposer.publishers))
        recipient = self._spoken_for(self.c.recipient)
        if set(recipient.codes) & set(actor.codes):
            recipient = only_other_state(self.c, self.seen, actor.codes, self.spoken)
        if not actor.codes or not recipient.codes:
            return
        peers = who(self._peers(verb), self.seen, self.reading.proposer.publishers).without((*actor.codes, *recipient.codes))
        rows = rows_of(self.c, self.reading.tree)
        items = tuple(i for row in rows for i in row.items) or (Item(self.c.trigger.text, "arms"),)
        spans = tuple(s for row in rows for s in row.spans)
        claim = self._claim("judgement", actor, recipient, Row(items, None, spans, None, "arms"))
        yield replace(claim, compared=peers.codes)

    def _peers(self, verb: Token) -> list[Token]:
        found = []
        for token in verb.subtree:
            if token.lower_ in ("alongside", "besides", "beside", "like", "behind", "ahead") and token.dep_ in ("prep", "advmod"):
                found.extend(p for p in token.subtree if p.dep_ == "pobj")
        return found

    def _training(self) -> Iterator[Claim]:
        actor = self._spoken_for(self.c.actor)
        recipient = self._spoken_for(self.c.recipient).without(actor.codes)
        trained_people = self.context.flow(PEOPLE)
        if trained_people and any(t.dep_ in ("dobj", "nsubjpass") and t.lower_ in ("them", "they") for t in self.c.trigger.children):
            recipient = Who(trained_people.actor, carried=True).without(actor.codes)
        if not actor.codes:
            place = next((p for p in places_of(self.c.trigger, self.seen)), None)
            row = next((p for p in self.seen.places if place and p.text == place.name and p.country), None)
            actor = Who((row.country,), ((row.start, row.end),)) if row and row.country else NOBODY
            recipient = recipient.without(actor.codes)
        if not actor.codes or not recipient.codes:
            return
        span = (self.c.trigger.idx, self.c.trigger.idx + len(self.c.trigger))
        trained = next((self.seen.quantity_at[t.i] for t in self.c.trigger.subtree if t.i in self.seen.quantity_at), None)
        quantity = trained.quantity if trained and trained.quantity.unit == "person" else None
        row2 = Row((Item(self.c.trigger.text, "training"),), quantity, (span,), (trained.start, trained.end) if quantity and trained else None, "support")
        yield self._claim("assistance", actor, recipient, row2)

    # --- the claim

    def _claim(self, kind: Kind, actor: Who, recipient: Who, row: Row) -> Claim:
        trigger, chain = self.c.trigger, self.chain
        modality = self._modality(kind, row)
        row = with_scope(row, self.c, modality, self.seen)
        quantity = self._denied_quantity(modality, actor, recipient, row)
        finished = modality in ("asserted", "assessed") and kind in FLOWS
        when = happened(trigger, self.seen, chain.words, finished)
        exchange, exchange_span = exchange_of(trigger) if kind in FLOWS else (None, None)
        text = self.seen.document.text
        condition = self.held.condition
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
        return Claim(
            document=DocumentRef.of(self.seen.document),
            kind=kind,
            actor=actor.codes,
            recipient=recipient.codes,
            evidence=evidence_of(trigger, self.seen),
            items=row.items,
            quantity=quantity,
            happened=when.period,
            places=places_of(trigger, self.seen),
            vessels=vessels_of(trigger, self.seen),
            stage=self.c.frame.row.stage,
            modality=modality,
            hedges=tuple(Hedge(text[s:e], chain.links[-1].name) for s, e in self.held.hedges),
            likelihood=self._likelihood(),
            basis=self.reading.bases.find(trigger, self.seen, self.low),
            condition=text[condition[0] : condition[1]] if condition else None,
            exchange=exchange,
            attribution=chain.links,
            origins=chain.origins if self.chain.stance != "asked" else (),
            said=chain.said,
            fields={name: spans for name, spans in fields.items() if spans},
            method=METHOD,
            reading_confidence=self._confidence(actor, recipient),
            handling=self.seen.document.handling,
        )

    def _modality(self, kind: Kind, row: Row) -> Modality:
        if kind == "response":
            return "asserted"
        found = [self.held.modality]
        if self.chain.stance in _BY_STANCE:
            found.append(_BY_STANCE[self.chain.stance])
        if self.c.frame.name == "receive" and self.held.modality == "planned" and self._is_intention():
            found.append("desired")
        if self.c.frame.name == "include" and self.held.modality == "asserted":
            told = self.context.flow(None)
            found.append(told.modality if told else "asserted")
        if self.held.modality == "asserted" and kind == "assistance" and row.sort == "support" and self._is_under_way():
            found.append("planned")
        return min(found, key=MODALITIES.index)

    def _is_intention(self) -> bool:
        words = {self.seen.document.text[s:e].casefold() for s, e in self.held.hedges}
        return not words & {"will", "shall", "agreed", "agree", "contract", "signed", "agrees"}

    def _is_under_way(self) -> bool:
        quantity = rows_of(self.c, self.reading.tree)
        return self.c.trigger.tag_ == _PROGRESS and any(r.quantity for r in quantity)

    def _denied_quantity(self, modality: Modality, actor: Who, recipient: Who, row: Row) -> Quantity | None:
        """A third party's "did not deliver any" is a figure of nought; a party's own denial denies what was said."""
        if modality == "denied" and row.quantity is None and (self.held.negated or self._is_disbelieved()):
            sides = {*actor.codes, *recipient.codes}
            if self.chain.origins and not {state_of(o) for o in self.chain.origins} & sides:
                return Quantity(0, 0, self._unit_of(row.items), text="")
        return row.quantity

    def _likelihood(self) -> Likelihood | None:
        words = " ".join(self.seen.document.text[s:e].lower() for s, e in self.held.hedges)
        sentence = self.c.trigger.sent.text.lower()
        for row in sorted(self.reading.likelihoods, key=lambda r: -len(r.term)):
            if row.term in sentence and row.term.split()[-1] in words and self._speaks_on(row.holders):
                return Likelihood(row.term, row.low, row.high, row.yardstick)
        return None

    def _speaks_on(self, holders: tuple[str, ...]) -> bool:
        return any(o.startswith(holder) for o in self.chain.origins for holder in holders)

    def _confidence(self, actor: Who, recipient: Who) -> float:
        score = 0.9
        score -= 0.2 * actor.carried + 0.2 * recipient.carried + 0.1 * self.chain.carried
        score -= 0.1 * (self.c.frame.row.pos == "noun")
        return max(0.1, round(score, 2))


def _is_supposed(trigger: Token) -> bool:
    """Whether it stands in an if-clause: supposed, not told."""
    node = trigger
    while node.head.i != node.i:
        if node.dep_ == "advcl" and (
            any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in node.children) or node.left_edge.lower_ in ("were", "should")
        ):
            return True
        if node.dep_ in ("ccomp", "ROOT", "relcl"):
            return False
        node = node.head
    return False


def _says_able(trigger: Token) -> bool:
    """ "could hold", "able to hold", "enough to hold"."""
    return any(t.lower_ in _ABLE for t in [*trigger.children, trigger.head, *trigger.head.lefts])


def _is_order_to_do(c: Candidate) -> bool:
    """ "Ordered troops to leave" orders no goods."""
    return c.frame.row.lemma == "order" and any(ch.dep_ in ("xcomp", "ccomp") for ch in c.trigger.children)


def field_spans(claim: Claim) -> tuple[Span, ...]:
    """All spans that a claim's fields were read from."""
    return tuple(span for spans in claim.fields.values() for span in spans)
