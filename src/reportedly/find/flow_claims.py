"""Claims of flows: goods, people and support that go from one party to another, and the figures put to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arbitration import GENERAL
from reportedly.find.arguments import subjects_of, verb_slots
from reportedly.find.around import exchange_of
from reportedly.find.assembly import Assembly
from reportedly.find.candidates import Candidate
from reportedly.find.left_out import denies_what_was_told, parties_of
from reportedly.find.lists import LEAD, leads_in
from reportedly.find.loads import load_told, room_in, specified
from reportedly.find.rows import PEOPLE, Row, kind_of, rows_of, sort_of
from reportedly.find.who import NOBODY, Who, who
from reportedly.terms.claim import MODALITIES, Claim, Item
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import Quantity, is_currency

_SALES = {"sell", "buy", "purchase", "sale", "deal", "arms deal", "procure"}
_WHATEVER = {None, "unit", "piece", "system", "more", "one", "vehicle", "example"}
"""Units that say nothing of what is counted."""
_UNNAMED_AID = {"military-aid", "money"}
_FUNDING = {"fund", "finance", "bankroll", "subsidize", "underwrite"}
_TRADED = {
    "sell",
    "ship",
    "carry",
    "transport",
    "export",
    "import",
    "buy",
    "purchase",
    "order",
    "trade",
    "sale",
    "shipment",
}
_CIVIL = {"food", "civil-goods", "humanitarian", "energy"}
_HINDERING = {
    "prevent",
    "stop",
    "deter",
    "hinder",
    "bar",
    "prohibit",
    "hard",
    "harder",
    "difficult",
    "thwart",
    "preclude",
}
_STRIKING = {"attack", "strike", "hit", "bomb", "target", "shell", "raid"}
HOSTILE_ACTS = {
    "invade",
    "invasion",
    "occupy",
    "occupation",
    "raid",
    "strike",
    "airstrike",
    "bomb",
    "incursion",
    "attack",
    "kill",
    "incur",
}
_PRESENT = {"deploy", "join", "combat", "stationed", "withdraw"}
_HIRED = {"mercenaries", "police", "peacekeepers", "instructors"}
_DESTROYING = {"destroy", "burn", "ambush", "torch", "damage", "blow", "wreck", "sink", "loot"}
_ABLE = {"could", "can", "would", "may", "might", "able", "enough", "capable", "sufficient"}


def flows(a: Assembly) -> Iterator[Claim]:
    """A claim for each row of goods that a frame of sending, giving, receiving, deploying … tells."""
    if a.barred(_is_order_to_do(a.c), "it orders somebody to act, and no goods"):
        return
    if a.barred(_is_ground_for_a_measure(a), "it is only named as the ground for a measure"):
        return
    if a.barred(_is_supposed(a.c.trigger), "it is supposed or hindered, not told"):
        return
    if a.barred(_is_aside(a), "it is only said in passing of something else"):
        return
    if a.barred(_is_at_home(a), "it stays in the actor's own country"):
        return
    rows = [_priced(a, row) for row in rows_of(a.c, a.reading.tree)]
    known = bool(
        a.c.actor.codes or a.context.actor_for(a.c.recipient.codes, "arms").codes
    )  # "the 12 jets arrived in …"
    if a.c.frame.name in ("join", "stationed") and not (a.c.frame.name == "join" and known):
        rows = [row for row in rows if row.sort == PEOPLE or row.share]
        a.barred(a.c.frame.name == "join" and not (rows or a.c.anaphoric), "no people among those who join")
    at_home = a.c.frame.name in _PRESENT and bool(set(a.c.recipient.codes) & set(a.c.actor.codes))
    if a.barred(at_home, "they are in their own country"):
        return
    if a.c.frame.name == "join":
        rows = [row for row in rows if row.sort != "support"]
    if a.c.frame.name == "combat":
        rows = [row for row in rows if row.sort == PEOPLE and _is_on_their_side(a, row)]
        a.barred(not rows, "no foreign people who stand on the side of the state where they fight")
    if a.c.frame.name == "stationed":
        rows = [row for row in rows if row.quantity and a.c.actor.codes and a.c.recipient.codes]
        a.barred(not rows, "who is stationed needs a number, whose they are, and where")
    if a.c.frame.name == "move" and not (a.c.actor.codes and a.c.recipient.codes):
        a.lacks(a.c.actor, a.c.recipient)
        return
    if a.barred(_is_vague(a, rows), "a noun of aid alone, without a sum or goods"):
        return
    if not rows and a.c.frame.row.pos == "verb" and leads_in(a.seen.document.text, a.c.trigger.idx):
        rows = [Row((LEAD,), None, (), None, "arms")]
    armed = not rows and a.c.frame.row.lemma == "arm" and "with" not in verb_slots(a.c.trigger)
    if armed:  # whoever is armed gets arms
        span = (a.c.trigger.idx, a.c.trigger.idx + len(a.c.trigger))
        rows = [Row((Item(a.c.trigger.text, "arms"),), None, (span,), None, "arms")]
    if a.barred(a.c.frame.name == "commit" and a.c.trigger.dep_ == "relcl", "a commitment is only referred to"):
        return
    if a.c.anaphoric and not rows:
        rows = _anaphoric_rows(a)
    rows = rows or _counted_again(a)
    for row in rows:
        row = specified(row, a.seen, a.reading.tree)
        actor, recipient = parties_of(a, row)
        if a.barred(_is_infrastructure(row), "a plant or a grid is not sent anywhere"):
            continue
        if not _worth(a, actor, recipient, row):
            a.lacks(actor, recipient)
            continue
        if a.barred(_is_trade(a, row), "goods of everyday trade, and nothing is given in exchange"):
            continue
        if a.barred(_is_fired(a), "it is fired, used or destroyed, not supplied"):
            continue
        yield a.claim(kind_of(row, a.c), actor, recipient, row)
        for load in room_in(a, row):
            yield a.claim(kind_of(load, a.c), actor, recipient, load)


def _anaphoric_rows(a: Assembly) -> list[Row]:
    """ "Some have entered combat": people told of before; "agreed to hand them over": goods told of before."""
    if a.c.frame.name in ("join", "deploy"):
        sort = PEOPLE
    elif a.c.frame.name in ("send", "supply") and any(t.lower_ in ("them", "more") for t in a.c.trigger.children):
        sort = "arms"
    else:
        return []
    told = a.context.flow(sort)
    again = any(t.lower_ == "more" for t in a.c.trigger.children)
    if again and told and a.c.actor.codes and not set(a.c.actor.codes) & set(told.actor):
        return []
    return [Row(told.items, None, (), None, sort)] if told else []


def _counted_again(a: Assembly) -> list[Row]:
    """ "Four have been delivered, two more are to come": figures without a noun of their own count what was told."""
    told = a.context.flow(None)
    if told is None or a.c.frame.name not in ("send", "supply", "receive") or a.c.frame.row.pos != "verb":
        return []
    bare = [g.quantity for g in a.c.goods if g.quantity and not g.items and g.quantity.quantity.unit in _WHATEVER]
    return [
        Row(told.items, replace(q.quantity, unit=told.unit), (), (q.start, q.end), told.sort, additional=q.additional)
        for q in bare
        if told.unit
    ]


def _is_ground_for_a_measure(a: Assembly) -> bool:
    """ "Sanctions on firms for arms transfers between …": the flow is only named as the ground."""
    if any(t.i in a.context.measures for t in a.c.trigger.ancestors):
        return True
    return a.c.frame.row.pos == "noun" and a.c.trigger.sent.start in a.context.measured


def _is_aside(a: Assembly) -> bool:
    """ "The radars that Chad needs": what is only said of the goods in passing."""
    trigger = a.c.trigger
    if a.c.frame.name == "include" and trigger.dep_ == "acl" and trigger.tag_ == "VBN":
        return True  # "the technology contained in it"
    if trigger.dep_ == "pcomp" and trigger.head.lower_ == "by" and a.context.beside(trigger.sent.start):
        return True  # "helps Chad, including by supplying food": how, not what
    if a.c.frame.name == "conduct" and trigger.dep_ == "pcomp" and trigger.head.lower_ in ("for", "over"):
        return trigger.sent.start in a.context.measured
    return a.c.frame.name == "want" and trigger.dep_ == "relcl"


def _is_at_home(a: Assembly) -> bool:
    """What is deployed at a place of its own country goes to nobody."""
    if a.c.frame.name != "deploy" or (a.c.recipient.codes and not a.c.nearby):
        return False
    grounds = [
        p
        for t in a.c.trigger.subtree
        if t.lower_ in ("in", "inside", "at") and _verb_over(t).i == a.c.trigger.i
        for p in t.children
        if p.dep_ == "pobj"
    ]
    return bool(set(who(grounds, a.seen, frozenset()).codes) & set(a.c.actor.codes))


def _is_on_their_side(a: Assembly, row: Row) -> bool:
    """Whether foreign people who fight somewhere do so for its state: beside its own, as told before, against another, or as
    hired hands, trainers and police do; not as its enemy."""
    if not a.c.actor.codes:
        return False
    slots = verb_slots(a.c.trigger)
    beside = [t for word in ("alongside", "for") for t in slots.get(word, [])]
    if who(beside, a.seen, frozenset()).without(a.c.actor.codes).codes:
        return True
    foes = [p for t in a.c.trigger.subtree if t.lower_ == "against" for p in t.children if p.dep_ == "pobj"]
    foe = who(foes, a.seen, frozenset())
    if foe.codes and a.c.recipient.codes:
        return not set(foe.codes) & set(a.c.recipient.codes)
    told = a.context.flow(PEOPLE)
    if told and set(told.actor) & set(a.c.actor.codes) and set(told.recipient) & set(a.c.recipient.codes):
        return True
    if not a.c.recipient.codes:
        return False
    peaceful = a.c.frame.row.lemma in ("operate", "serve") and not any(
        t.lemma_.lower() in HOSTILE_ACTS for t in a.c.trigger.sent
    )
    return peaceful or bool({i.item for i in row.items} & _HIRED)


def _verb_over(token: Token) -> Token:
    """The nearest verb above a word."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), token)


def _is_vague(a: Assembly, rows: list[Row]) -> bool:
    """ "The support that Chad receives": a noun of aid alone, without a sum or goods, is no claim."""
    return a.c.frame.name == "package" and all(
        r.quantity is None and {i.item for i in r.items} <= set(GENERAL) for r in rows
    )


def _priced(a: Assembly, row: Row) -> Row:
    """Goods sold for a sum and not counted: the sum is their quantity; what is used "to fund a package" is the package's."""
    if a.c.frame.row.lemma in _FUNDING and row.quantity is None:
        above = [p for t in (a.c.trigger, a.c.trigger.head) for c in t.children if c.dep_ == "dobj" for p in c.subtree]
        paid = next((q for t in above if (q := a.seen.quantity_at.get(t.i)) and is_currency(q.quantity.unit)), None)
        return replace(row, quantity=paid.quantity, quantity_span=(paid.start, paid.end)) if paid else row
    if not _is_sale(a) or (row.quantity is not None and row.sort != "support"):
        return row
    sum_paid = (row.quantity and next((q for q in a.seen.quantities if q.quantity is row.quantity), None)) or _price(a)
    sort = sort_of(row.items, None, a.reading.tree)
    named = not {i.item for i in row.items} <= _UNNAMED_AID and sort != PEOPLE
    if sum_paid is None or not named:
        return row
    return replace(row, quantity=sum_paid.quantity, quantity_span=(sum_paid.start, sum_paid.end), sort=sort)


def _is_sale(a: Assembly) -> bool:
    return a.c.frame.row.lemma in _SALES or any(a.seen.parse[i].lemma_.lower() in _SALES for i in a.c.used)


def _price(a: Assembly) -> QuantityMention | None:
    for token in a.c.trigger.subtree:
        mention = a.seen.quantity_at.get(token.i)
        if mention and is_currency(mention.quantity.unit):
            return mention
    return None


def _is_trade(a: Assembly, row: Row) -> bool:
    """Grain, oil and the like that are sold or shipped are trade, unless something is given in exchange."""
    classes = {step for i in row.items for step in a.reading.tree.path(i.item)}
    if a.c.frame.row.lemma not in _TRADED or not classes & _CIVIL or classes & {"materiel"}:
        return False
    return exchange_of(a.c.trigger, a.seen.document.text)[0] is None


def _is_fired(a: Assembly) -> bool:
    """What is sent toward or deployed against somebody, or to strike, is fired or used, not supplied; nor what is burnt."""
    if a.c.trigger.dep_ in ("acl", "relcl") and a.c.trigger.head.dep_ == "dobj":
        lost = [a.c.trigger.head.head, *a.c.trigger.head.head.conjuncts]
        if any(v.lemma_.lower() in _STRIKING | _DESTROYING for v in lost):
            return True
    if a.c.frame.name not in ("send", "deploy"):
        return False
    near = [a.c.trigger, *(c for c in a.c.trigger.children if c.dep_ in ("dobj", "nsubjpass"))]
    if any(p.dep_ == "prep" and p.lower_ in ("toward", "towards", "against") for n in near for p in n.children):
        return True
    return any(c.dep_ in ("advcl", "xcomp") and c.lemma_.lower() in _STRIKING for n in near for c in n.children)


def _worth(a: Assembly, actor: Who, recipient: Who, row: Row) -> bool:
    """Both sides known, or the recipient where the supplier is left open; a noun by itself must name a side in place."""
    if (
        recipient.codes
        and not recipient.carried
        and not actor.codes
        and a.c.frame.name in ("send", "supply", "receive")
    ):
        if a.c.trigger.dep_ == "acl" and a.c.trigger.tag_ == "VB":  # "a new way to supply Chad with radars"
            return False
        if a.c.trigger.dep_ == "advcl" and a.c.trigger.tag_ == "VBG" and subjects_of(a.c.trigger):
            return False  # "…, giving Chad a new weapon": what some event brings about
        if a.c.frame.row.lemma == "get":
            return False
        told = a.held.modality in ("asserted", "assessed", "planned") and a.chain.stance != "denied"
        return told and a.c.frame.row.pos == "verb" and row.sort != "support"
    if actor.codes and not actor.carried and not recipient.codes and a.c.frame.name == "deploy":
        return _goes_to_a_region(a)
    if not actor.codes or not recipient.codes:
        return False
    if a.c.frame.row.lemma == "get" and actor.carried:
        return False
    if _is_knowledge(row, a) and (actor.carried or recipient.carried):
        return False
    if a.c.frame.row.pos == "noun":
        return (
            not (actor.carried and recipient.carried)
            or denies_what_was_told(a)
            or (a.c.frame.name == "package" and row.quantity is not None)
        )
    return True


def _goes_to_a_region(a: Assembly) -> bool:
    """ "Deployed a frigate to the Red Sea": a sea or a region that is no state's leaves the recipient open."""
    towards = [
        t for t in a.c.trigger.subtree if t.lower_ in ("to", "into", "off", "in") and _verb_over(t).i == a.c.trigger.i
    ]
    inside = [p for t in towards for p in t.subtree if p.i in a.seen.place_at]
    return any(a.seen.place_at[p.i].country is None for p in inside)


def _is_infrastructure(row: Row) -> bool:
    """A plant or a grid is not sent anywhere."""
    return row.quantity is None and {i.item for i in row.items} == {"energy-infrastructure"}


def _is_knowledge(row: Row, a: Assembly) -> bool:
    """ "Gave information": what one may tell anybody goes from one side to another only where both are named."""
    return row.sort == "support" and all("intelligence" in a.reading.tree.path(i.item) for i in row.items)


def capacities(a: Assembly) -> Iterator[Claim]:
    """What the containers told of before could hold."""
    told = a.context.flow("arms")
    rows = [r for r in rows_of(a.c, a.reading.tree) if r.quantity and r.sort == "arms"]
    if a.barred(told is None, "no flow of arms was told before that it could be part of") or told is None:
        return
    if a.barred(not rows, "no figure of arms to hold") or a.barred(not _says_able(a.c.trigger), "not “could hold”"):
        return
    for row in rows:
        yield a.claim("transfer", Who(told.actor, carried=True), Who(told.recipient, carried=True), row)


def risen(a: Assembly) -> Iterator[Claim]:
    """What a number told of before could rise to: a bound above where it is possible, a figure where it is told."""
    figure = a.c.figure
    told = a.context.flow(PEOPLE) or a.context.flow(None)
    if figure is None or told is None:
        a.barred(True, "no figure to rise to" if figure is None else "no flow was told before whose number could rise")
        return
    value = figure.quantity.high if figure.quantity.high is not None else figure.quantity.low
    point = a.held.modality in ("asserted", "assessed")
    unit = figure.quantity.unit or ("person" if told.sort == PEOPLE else None)
    quantity = Quantity(value if point else None, value, unit, scope="cumulative", text=figure.text)
    items = told.items
    row = Row(items, quantity, (), (figure.start, figure.end), told.sort)
    yield a.claim(told.kind, Who(told.actor, carried=True), Who(told.recipient, carried=True), row)


def coming(a: Assembly) -> Iterator[Claim]:
    """ "…, and more are on the way": more of the goods told of last, still to come."""
    told = a.context.flow(None)
    if told is None or not any(t.lower_ in ("more", "further", "additional", "others") for t in a.c.trigger.subtree):
        return
    row = Row(told.items, None, (), None, told.sort)
    claim = a.claim(told.kind, Who(told.actor, carried=True), Who(told.recipient, carried=True), row)
    yield replace(claim, modality=min(claim.modality, "planned", key=MODALITIES.index))


def costs(a: Assembly) -> Iterator[Claim]:
    """ "The estimated total cost is $90 million": a sum for the sale or package told of last."""
    verb, told = a.c.trigger.head, a.context.flow(None)
    if (
        a.c.trigger.dep_ != "nsubj"
        or verb.lemma_ != "be"
        or told is None
        or told.modality not in ("planned", "desired")
    ):
        return
    sums = [
        q for t in verb.subtree if t.i > verb.i and (q := a.seen.quantity_at.get(t.i)) and is_currency(q.quantity.unit)
    ]
    for figure in sums[:1]:
        row = Row(told.items, figure.quantity, (), (figure.start, figure.end), told.sort)
        claim = a.claim(told.kind, Who(told.actor, carried=True), Who(told.recipient, carried=True), row)
        yield replace(claim, modality=told.modality)


def tallied(a: Assembly) -> Iterator[Claim]:
    """A figure put to a flow: that of its own words, else the one told last."""
    figure = a.c.figure
    rows = rows_of(a.c, a.reading.tree)
    if not rows and a.c.figure is not None and (load := load_told(a)):
        rows = [load]
    told = a.context.flow(rows[0].sort) if rows else a.context.counted()
    actor = a.c.actor or (Who(told.actor, carried=True) if told else NOBODY)
    recipient = a.c.recipient or (Who(told.recipient, carried=True) if told else NOBODY)
    items = rows[0].items if rows else told.items if told else ()
    if figure is None or not actor.codes or not recipient.codes or not items:
        a.lacks(actor, recipient)
        return
    unit = figure.quantity.unit or (told.unit if told and not rows else a.unit_of(items))
    sort = sort_of(items, None, a.reading.tree)
    scope = rows[0].quantity.scope if rows and rows[0].quantity else figure.quantity.scope
    row = Row(
        items,
        replace(figure.quantity, unit=unit, scope=scope),
        rows[0].spans if rows else (),
        (figure.start, figure.end),
        sort,
    )
    yield a.claim(kind_of(row, a.c), actor, recipient, row)


def _is_supposed(trigger: Token) -> bool:
    """Whether it stands in an if-clause, or is what somebody hinders: supposed, not told."""
    node = trigger
    while node.head.i != node.i:
        if node.head.lemma_.lower() in _HINDERING and node.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "advcl", "dobj"):
            return True
        if node.dep_ == "advcl" and (
            any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in node.children)
            or node.left_edge.lower_ in ("were", "should")
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
