"""What keeps a frame of sending, giving or deploying from being told as a flow: said in passing, supposed, fired."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of, verb_slots
from reportedly.find.around import exchange_of
from reportedly.find.assembly import Assembly
from reportedly.find.candidate import STOPPING, Candidate, owners_of
from reportedly.find.features import GENERAL
from reportedly.find.leave import lets_move
from reportedly.find.loaded import CARRIERS, SENDINGS
from reportedly.find.modality import is_inverted, is_negated
from reportedly.find.rows import PEOPLE, Row
from reportedly.find.who import Who, who
from reportedly.terms.quantity import is_currency

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
_GIVEN = {"aid", "assistance", "relief", "donation", "gift"}
"""What is called so, or goes as such, is given and not traded: "food aid", "wheat as humanitarian aid"."""
_CIVIL = {"food", "civil-goods", "humanitarian", "energy"}
_FLYING = {"fly", "land", "sail", "leave", "depart", "take off"}
_WATCHED = {"imagery", "intercept", "debris"}
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
_REQUESTS = {"request", "application", "appeal", "plea", "bid", "proposal", "demand", "call", "offer"}
_LEAVE = {
    "permission",
    "leave",
    "consent",
    "approval",
    "authorization",
    "authorisation",
    "licence",
    "license",
    "clearance",
}
_LETTING = {"allow", "let", "permit"}
_NEAR = 4
_TURNING_DOWN = {"reject", "refuse", "deny", "decline", "turn", "veto", "rebuff", "block", "dismiss"}
CONFIRMING = {"confirm", "verify", "corroborate", "substantiate", "authenticate"}
WITHHOLDING = {"decline", "refuse", "fail", "unable", "impossible", "unwilling"}
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
_OF_A_STATE = {"government", "army", "military", "navy", "national", "police"}
_HIRED = {"mercenaries", "police", "peacekeepers", "instructors"}
_SKIES = {"airspace", "water", "sky", "air"}
_INVADING = {"invade", "invasion", "invader", "occupy", "occupation", "occupier", "incursion", "annex", "annexation"}
_FATES = {"suffer", "die", "lose", "be", "face", "surrender", "desert", "become", "fight", "take", "have", "need"}
_FIRED = {"missile", "ballistic", "cruise", "drone", "combat-drone", "rocket-round", "artillery-shell"}
_ON_ITS_WAY = {"via", "through", "aboard"}
_BY = {"way", "sea", "ship", "boat", "land", "road", "rail", "train", "truck", "lorry"}
_DESTROYING = {"destroy", "burn", "ambush", "torch", "damage", "blow", "wreck", "sink", "loot"}


def is_ground_for_a_measure(a: Assembly) -> bool:
    """ "Sanctions on firms for arms transfers between …": the flow is only named as the ground."""
    if any(t.i in a.context.measures for t in a.c.trigger.ancestors):
        return True
    return a.c.frame.row.pos == "noun" and a.c.trigger.sent.start in a.context.measured


def is_aside(a: Assembly) -> bool:
    """ "The radars that Chad needs": what is only said of the goods in passing."""
    trigger = a.c.trigger
    if a.c.frame.row.lemma == "join" and trigger.dep_ == "acl":
        return True  # "officers joining the mission arrived": the arrival is told
    if a.c.frame.name == "commit" and lets_move(trigger):
        return True  # "allowed 60 lorries to cross": that they crossed is told
    if a.c.frame.name == "include" and trigger.tag_ == "VBN" and trigger.dep_ in ("acl", "parataxis"):
        return True  # "the technology contained in it", "900 soldiers, drivers included, went"
    if trigger.dep_ == "pcomp" and trigger.head.lower_ == "by" and a.context.beside(trigger.sent.start):
        return True  # "helps Chad, including by supplying food": how, not what
    if a.c.frame.name == "conduct" and trigger.dep_ == "pcomp" and trigger.head.lower_ in ("for", "over"):
        return trigger.sent.start in a.context.measured
    planned = trigger.dep_ == "acl" and trigger.head.dep_ in ("dobj", "nsubjpass")
    over = a.reading.proposer.lexicon.frame(trigger.head.head) if planned else None
    if over is not None and over.name == "restrict":
        return True  # "paused a plan to supply radars": the measure is told
    sought = {i.item for g in a.c.goods for i in g.items}
    if a.c.frame.name == "receive" and sought == {"nuclear-weapon"} and not a.c.actor.codes:
        return True  # "will never acquire a nuclear weapon": it would make one
    if a.c.frame.name == "deploy" and trigger.tag_ == "VBN" and trigger.dep_ == "acl":
        suffers = trigger.head.dep_ == "nsubj" and not any(g.quantity for g in a.c.goods)
        if suffers and trigger.head.head.lemma_.lower() in _FATES:
            return True  # "the soldiers deployed there suffered losses"
    enabled = trigger.dep_ in ("xcomp", "ccomp") and trigger.head.lemma_ in ("allow", "enable", "let", "help")
    if a.c.frame.row.lemma == "fight" and enabled:
        return True  # "which will allow the army to fight better"
    helping = trigger.dep_ in ("xcomp", "ccomp") and trigger.head.lemma_ == "help"
    if a.c.frame.name == "withdraw" and helping:
        return True  # "to help expel troops": by force
    if a.c.frame.name == "deploy" and helping:
        owners = owners_of([g.head for g in a.c.goods], a.seen, frozenset())
        if owners.codes and not set(owners.codes) & set(a.c.actor.codes):
            return True  # "to help deploy African troops": whose they are sends them
    return a.c.frame.name == "want" and trigger.dep_ == "relcl"


def is_incursion(a: Assembly) -> bool:
    """ "Drones crossed into Polish airspace": what only comes near is not received."""
    if a.c.frame.name not in ("move", "send"):
        return False
    slots = verb_slots(a.c.trigger)
    return any(t.lemma_.lower() in _SKIES for word in ("to", "into", "in", "obj") for t in slots.get(word, []))


def is_told_of_an_invasion(a: Assembly) -> bool:
    """Whether the text speaks of an invasion or an occupation: who is in a state then may be there as its enemy."""
    return bool(a.seen.lemmas & _INVADING)


def is_at_home(a: Assembly) -> bool:
    """What is deployed at a place of its own country goes to nobody."""
    if a.c.frame.name != "deploy" or (a.c.recipient.codes and not a.c.nearby):
        return False
    grounds = [
        p
        for t in a.c.trigger.subtree
        if t.lower_ in ("in", "inside", "at") and verb_over(t).i == a.c.trigger.i
        for p in t.children
        if p.dep_ == "pobj"
    ]
    return bool(set(who(grounds, a.seen, frozenset()).codes) & set(a.c.actor.codes))


def is_the_use_of_a_sum(a: Assembly) -> bool:
    """ "Gave Chad 50 million euros to pay for gas": what the sum is for goes nowhere by these words."""
    payers = verb_slots(a.c.trigger)["subj"] if a.c.frame.row.lemma == "pay for" else []
    sums = [q for t in payers if (q := a.seen.quantity_at.get(t.i))]
    return any(is_currency(q.quantity.unit) for q in sums)


def is_on_their_side(a: Assembly, row: Row) -> bool:
    """Whether foreign people who fight somewhere do so for its state: beside its own, as told before, against another, or as
    hired hands, trainers and police do; not as its enemy."""
    if not a.c.actor.codes:
        return False
    slots = verb_slots(a.c.trigger)
    beside = [t for word in ("alongside", "for") for t in slots.get(word, [])]
    if who(beside, a.seen, frozenset()).without(a.c.actor.codes).codes:
        return True
    if a.c.frame.slots.get("obj") == "recipient":  # "support government troops in Sudan"
        helped = slots.get("obj", [])
        groups = [code for code in who(helped, a.seen, frozenset()).codes if len(code) > 2]
        return bool(groups) or any(t.lemma_.lower() in _OF_A_STATE for o in helped for t in o.subtree)
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


def verb_over(token: Token) -> Token:
    """The nearest verb above a word."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), token)


def is_vague(a: Assembly, rows: list[Row]) -> bool:
    """ "The support that Chad receives": a noun of aid alone, without a sum or goods, is no claim."""
    wanted = a.c.frame.name in ("want", "ask")
    vague = {"assistance"} if wanted else GENERAL  # "requested support" wants nothing that could be sent
    told = a.c.frame.name == "package" or (wanted and bool(rows))
    return told and all(r.quantity is None and {i.item for i in r.items} <= vague for r in rows)


def is_trade(a: Assembly, row: Row) -> bool:
    """Grain, oil and the like that are sold or shipped are trade, unless something is given in exchange, or the origin had
    to watch it: trade that shows itself needs no satellite."""
    if a.c.frame.row.lemma not in _TRADED or not is_everyday(a, row) or _is_given(a, row):
        return False
    basis = a.reading.bases.find(a.c.trigger, a.seen, a.low)
    if basis is not None and basis.type in _WATCHED:
        return False
    return exchange_of(a.c.trigger, a.seen.document.text)[0] is None


def _is_given(a: Assembly, row: Row) -> bool:
    called = {word for item in row.items for word in item.label.lower().split()}
    goods = {c.i for head in (g.head for g in a.c.goods) for c in (head, *head.subtree)}
    under = [t for t in a.c.trigger.subtree if t.lower_ == "as" and (t.head.i == a.c.trigger.i or t.i in goods)]
    return bool(_GIVEN & called) or any(p.lemma_.lower() in _GIVEN for t in under for p in t.children)


def is_everyday(a: Assembly, row: Row) -> bool:
    """Food, fuel and the like, and no materiel."""
    classes = {step for i in row.items for step in a.reading.tree.path(i.item)}
    return bool(classes & _CIVIL) and not classes & {"materiel"}


def is_fired(a: Assembly) -> bool:
    """What is sent toward or deployed against somebody, or to strike, is fired or used, not supplied; nor what is burnt."""
    if a.c.trigger.dep_ in ("acl", "relcl") and a.c.trigger.head.dep_ == "dobj":
        lost = [a.c.trigger.head.head, *a.c.trigger.head.head.conjuncts]
        if any(v.lemma_.lower() in _STRIKING | _DESTROYING for v in lost):
            return True
    hit = a.c.trigger.dep_ in ("acl", "relcl") and a.c.trigger.head.head.lower_ in ("against", "on")
    if hit and a.c.frame.name == "haul":
        return True  # "an attack against a vehicle carrying soldiers"
    flying = any(i.item in _FIRED for g in a.c.goods for i in g.items)
    if a.c.frame.row.lemma in ("reach", "land") and flying and not _is_brought(a):
        return True  # "missiles that reach Europe"
    if a.c.frame.name not in ("send", "deploy"):
        return False
    near = [a.c.trigger, *(c for c in a.c.trigger.children if c.dep_ in ("dobj", "nsubjpass"))]
    if any(p.dep_ == "prep" and p.lower_ in ("toward", "towards", "against") for n in near for p in n.children):
        return True
    return any(c.dep_ in ("advcl", "xcomp") and c.lemma_.lower() in _STRIKING for n in near for c in n.children)


def _is_brought(a: Assembly) -> bool:
    """ "Drones reached the rebels from Chad by way of Mali": what has a supplier, and comes on a road, in a hold, in crates
    or with goods that do not fly to somebody who is no country, is brought; what only comes from somewhere may be fired."""
    if not a.c.actor.codes:
        return False
    if any(t.lemma_.lower() in SENDINGS for t in subjects_of(a.c.trigger)):
        return True  # "a shipment of missiles reached Chad"
    ways = [(t, c) for t in a.c.trigger.subtree if t.dep_ == "prep" for c in t.rights if c.dep_ == "pobj"]
    routed = any(
        (t.lower_ in _ON_ITS_WAY and c.lemma_.lower() not in _SKIES) or (t.lower_ == "by" and c.lower_ in _BY)
        for t, c in ways
    )
    reached = [m for t in verb_slots(a.c.trigger).get("obj", []) for m in a.seen.parties_at.get(t.i, ())]
    a_body = any(m.cls == "organisation" and a.seen.tokens.head(m.start, m.end).dep_ == "dobj" for m in reached)
    mixed = any(i.item not in _FIRED for g in a.c.goods for i in g.items)
    return routed or (a_body and (mixed or a.c.frame.row.lemma == "reach"))


def is_infrastructure(row: Row) -> bool:
    """A plant or a grid is not sent anywhere."""
    return row.quantity is None and {i.item for i in row.items} == {"energy-infrastructure"}


def is_supposed(trigger: Token) -> bool:
    """Whether it stands in an if-clause, or is what somebody hinders: supposed, not told."""
    if trigger.i > 1 and trigger.nbor(-1).lower_ in ("than", "of") and trigger.nbor(-2).lower_ in ("rather", "instead"):
        return True  # "rather than sending radars"
    node = trigger
    while node.head.i != node.i:
        if node.head.lemma_.lower() in _HINDERING and node.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "advcl", "dobj"):
            return not (node.dep_ == "dobj" and node.i != trigger.i and node.lemma_.lower() in CARRIERS)
        if node.dep_ == "pcomp" and node.head.lower_ == "against" and node.head.head.pos_ == "VERB":
            return True  # "warned Chad against sending rifles"
        if node.dep_ == "xcomp" and node.tag_ == "VBG" and node.head.lemma_.lower() in STOPPING:
            return True
        if node.dep_ == "advcl" and (
            any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in node.children)
            or node.left_edge.lower_ in ("were", "should")
        ):
            return True
        if is_inverted(node) and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children):
            return True
        if node.dep_ in ("ccomp", "ROOT", "relcl"):
            return False
        node = node.head
    return False


def is_turned_down(trigger: Token) -> bool:
    """ "Rejected a request to re-export rockets", "refused to let Chad ship them": what was asked for is not done; that it
    is refused is a measure."""
    node = trigger
    for _ in range(_NEAR):
        over = node.head
        if over.i == node.i:
            return False
        asked = over.lemma_.lower() in _REQUESTS | _LEAVE and over.dep_ in ("dobj", "nsubjpass") and over.i < trigger.i
        if asked and over.head.lemma_.lower() in _TURNING_DOWN:
            return True
        allowed = over.lemma_.lower() in _LETTING and over.i < trigger.i and node.dep_ in ("ccomp", "xcomp")
        refused = over.dep_ == "xcomp" and over.head.lemma_.lower() in _TURNING_DOWN
        if allowed and (refused or is_negated(over)):
            return True
        node = over
    return False


def is_unconfirmed(trigger: Token) -> bool:
    """ "Did not confirm that …", "could not verify that …", "neither confirmed nor denied that …": it is not told."""
    clause = next((t for t in (trigger, *trigger.ancestors) if t.dep_ in ("ccomp", "ROOT")), trigger)
    over = clause.head
    if clause.dep_ != "ccomp":
        return False
    if over.dep_ == "conj" and over.lemma_ == "deny" and over.head.lemma_ in CONFIRMING:
        return any(c.lower_ == "neither" for c in over.head.children) or is_negated(over.head)
    if over.lemma_ == "deny":
        return is_negated(over)
    above = (over.head, *over.head.lefts, *over.head.rights) if over.dep_ in ("xcomp", "ccomp", "advcl") else ()
    withheld = any(t.lemma_.lower() in WITHHOLDING for t in above)
    return over.lemma_ in CONFIRMING and (withheld or is_negated(over))


def is_order_to_do(c: Candidate) -> bool:
    """ "Ordered troops to leave" orders no goods."""
    return c.frame.row.lemma == "order" and any(ch.dep_ in ("xcomp", "ccomp") for ch in c.trigger.children)


def is_to_itself(actor: Who, recipient: Who) -> bool:
    """Whether both sides are the same, as where a word that points back was taken for the wrong one."""
    return bool(actor.codes) and set(actor.codes) == set(recipient.codes)


def is_flight(a: Assembly, row: Row) -> bool:
    """ "Two transport planes landed in Chad": they carry something, and are not handed over; a type that arrives may be, and
    "the first of twelve" is."""
    if a.c.frame.name not in ("move", "join") or {i.item for i in row.items} != {"transport-aircraft"}:
        return False
    if not any(g.head.lemma_.lower() in CARRIERS for g in a.c.goods):
        return False
    typed = any(letter.isdigit() for i in row.items for letter in i.label)
    lemma = a.c.frame.row.lemma
    return lemma in _FLYING or (lemma in ("arrive", "reach") and not typed)
