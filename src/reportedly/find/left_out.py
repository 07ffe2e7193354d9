"""Who is left out of a sentence: supplier or recipient from the purpose, the partner of the contract, who speaks, or what
the document told before of flows of this sort."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.alone import told_last
from reportedly.find.arguments import is_passive, subjects_of, verb_slots
from reportedly.find.assembly import ADMITTING, Assembly
from reportedly.find.bounded import conjuncts
from reportedly.find.candidate import DEALS, MODIFIERS
from reportedly.find.chains import watches_others
from reportedly.find.coming_of import come_the_same_way
from reportedly.find.context import Told, beneficiary, is_set_against, only_other_state, users
from reportedly.find.handing import handed_by, taken_by, under_whose_aid
from reportedly.find.holding import BULK
from reportedly.find.rows import Row
from reportedly.find.verdicts import is_called_false
from reportedly.find.who import NOBODY, Who, who
from reportedly.terms.party import state_of
from reportedly.terms.telling import is_state

_ASKING = {"ask", "urge", "request", "beg", "press", "implore", "call", "appeal", "want"}
_HELPING = {"help", "assist", "train", "advise", "aid", "teach", "instruct", "support"}
_MAKING = {"make", "begin", "start", "complete", "finish", "continue", "resume", "step", "speed", "increase", "carry"}
_ANSWERING = ADMITTING | {"deny"}
_RECENT = 3
"""How many sentences back a flow may have been told that the words now only go on with."""
_PROMISING = {"commit", "supply", "send"}
_STOPPING = {
    "seize", "intercept", "stop", "board", "block", "detain", "bar", "refuse", "deny", "turn", "search", "inspect",
    "impound", "confiscate", "capture", "catch", "find", "discover", "halt", "track", "watch", "monitor", "spot",
    "photograph", "allow",
}  # fmt: skip


def parties_of(a: Assembly, row: Row) -> tuple[Who, Who]:
    """Supplier and recipient of a row, as the words name them or as what is left out is filled in."""
    actor = a.spoken_for(a.c.actor)
    recipient = a.spoken_for(a.c.recipient).without(actor.codes)
    side = _side_fought_for(a)
    if side.codes:
        recipient = side.without(actor.codes)
    if not actor.codes and not recipient.codes and _points_back(a):
        included = a.c.frame.name == "include"
        told = a.context.beside(a.c.trigger.sent.start) if included and a.c.trigger.dep_ == "relcl" else None
        told = told or a.context.flow(row.sort) or (a.context.flow(None) if included else None)
        if told:
            return Who(told.actor, carried=True), Who(told.recipient, carried=True)
    if (
        not actor.codes
        and not recipient.codes
        and (told := _part_of(a, row) or _denied_by_a_side(a) or come_the_same_way(a, row))
    ):
        return Who(told.actor, carried=True), Who(told.recipient, carried=True)
    if not actor.codes and not recipient.codes and (told := _goes_the_same_way(a, row)):
        return Who(told.actor, carried=True), Who(told.recipient, carried=True)
    if not actor.codes and not recipient.codes and (told := _sent_within(a)):
        return Who(told.actor, carried=True), Who(told.recipient, carried=True)
    if a.c.frame.name == "withdraw":
        return _withdrawn(a, actor, recipient)
    if beside := _package_beside(a, row, actor, recipient):
        return beside
    if not recipient.codes and a.c.frame.name in ("supply", "send", "arm") and _is_for_itself(a, actor):
        return actor, NOBODY
    if not recipient.codes:
        recipient = recipient_of(a, actor, row)
    if not actor.codes:
        actor = _actor(a, recipient, row)
    if not recipient.codes and actor.codes:
        recipient = recipient_of(a, actor, row)
    return actor, recipient


def _is_for_itself(a: Assembly, actor: Who) -> bool:
    """ "Chad is equipping its own units": who supplies himself supplies nobody."""
    named = a.spoken_for(a.c.recipient)
    return bool(named.codes) and set(named.codes) <= set(actor.codes)


def _part_of(a: Assembly, row: Row) -> Told | None:
    """ "Of the 40 jets that Chad sold to Mali, two have come": the part goes the way of the whole told beside it."""
    told = a.context.beside(a.c.trigger.sent.start)
    return told if told is not None and row.share and told.actor and told.recipient else None


def _sent_within(a: Assembly) -> Told | None:
    """ "Has sent Chad 40 containers carrying 9,000 shells": what the containers carry goes where they go."""
    trigger, told = a.c.trigger, a.context.beside(a.c.trigger.sent.start)
    if a.c.frame.name != "haul" or trigger.dep_ not in ("acl", "relcl") or told is None or not told.actor:
        return None
    return told if told.recipient and told.unit in BULK and trigger.head.lemma_.lower() in BULK else None


def _goes_the_same_way(a: Assembly, row: Row) -> Told | None:
    """ "60 containers were sent to Chad. Some 900 shells have been handed over": counted arms told of in the passive, right
    after the containers or tonnes that they came in, and with no other pair of sides in the text."""
    trigger = a.c.trigger
    told_of = trigger.dep_ in ("ROOT", "ccomp", "conj") and trigger.tag_ == "VBN" and is_passive(trigger)
    if not told_of or a.c.frame.name not in ("send", "supply") or row.sort != "arms" or row.quantity is None:
        return None
    beside = a.context.beside(trigger.sent.start)
    if trigger.dep_ == "conj" and beside is not None and beside.actor and beside.recipient and a.is_to_come():
        return beside  # "has sent Chad 12 tanks, and 40 guns will be shipped in May"
    told = a.context.only_way("arms", _sentences_before(trigger, _RECENT))
    return told if told is not None and _came_in_bulk(a, told) and row.quantity.unit not in BULK else None


def _came_in_bulk(a: Assembly, told: Told) -> bool:
    """Whether the text has counted a load that went the way of a flow."""
    return any(t.unit in BULK and (t.actor, t.recipient) == (told.actor, told.recipient) for t in a.context.told)


def _sentences_before(token: Token, number: int) -> int:
    """The first token of the sentence that stands so many before a token's own."""
    start = token.sent.start
    for _ in range(number):
        if start == 0:
            break
        start = token.doc[start - 1].sent.start
    return int(start)


def _denied_by_a_side(a: Assembly) -> Told | None:
    """ "Both countries deny any arms deal": whoever denies a flow by its noun means the one told of them before."""
    told = a.context.flow(None)
    if a.c.frame.row.pos != "noun" or a.chain.stance != "denied" or told is None:
        return None
    deniers = {state_of(o) for o in a.chain.origins}
    return told if deniers and deniers <= {*told.actor, *told.recipient} else None


def denies_what_was_told(a: Assembly) -> bool:
    """Whether one of the sides of a flow told before denies it."""
    return _denied_by_a_side(a) is not None


def _side_fought_for(a: Assembly) -> Who:
    """ "… to Sudan to fight for the militia": what goes to a country goes to the side in it that is named."""
    if a.c.frame.name not in ("send", "supply", "deploy", "conduct", "join"):
        return NOBODY
    own = a.c.trigger.i
    later = [t for t in a.c.trigger.sent if t.i > own and (t.tag_ == "VB" or (t.tag_ == "VBG" and t.head.i == own))]
    fights = [t for t in later if t.lemma_ in ("fight", "serve", "operate")]
    beside = [p for v in fights for q in v.children if q.lower_ in ("for", "alongside") for p in q.children]
    if a.c.by_place and not beside:  # "… to Crimea to help Chadian crews fly drones"
        helps = [t for t in later if t.lemma_ in _HELPING and t.dep_ in ("advcl", "acl", "xcomp")]
        beside = [o for v in helps for o in v.children if o.dep_ in ("dobj", "nsubj")]
        beside += [o for v in helps for w in v.children if w.dep_ in ("ccomp", "xcomp") for o in w.children]
    return who([t for t in beside if t.dep_ in ("pobj", "dobj", "nsubj")], a.seen, a.reading.proposer.publishers)


def _withdrawn(a: Assembly, actor: Who, home: Who) -> tuple[Who, Who]:
    """Whence and whither people are withdrawn: what is left out is the flow told before, turned round."""
    asker = _asker(a).without(home.codes)  # "Niger asked Chad to withdraw its troops"
    if not actor.codes and home.codes and asker.codes:
        return asker, home
    told = a.context.flow("people")
    if told and home.codes and not actor.codes and set(told.actor) == set(home.codes):
        return Who(told.recipient, carried=True), home
    return actor, home


def _package_beside(a: Assembly, row: Row, actor: Who, recipient: Who) -> tuple[Who, Who] | None:
    """ "… as part of a new $80 million package": the sum goes the way of the goods told in the same sentence."""
    told = a.context.beside(a.c.trigger.sent.start)
    if a.c.frame.name != "package" or row.quantity is None or told is None or not told.actor or not told.recipient:
        return None
    if (actor.codes and actor.codes != told.actor) or (recipient.codes and recipient.codes != told.recipient):
        return None
    return actor if actor.codes else Who(told.actor, carried=True), (
        recipient if recipient.codes else Who(told.recipient, carried=True)
    )


def _points_back(a: Assembly) -> bool:
    """Whether the words speak of a flow as known: "the shipments included …", "four have been delivered"."""
    return a.c.frame.name == "include" or (bool(a.c.goods) and not any(g.items for g in a.c.goods))


def recipient_of(a: Assembly, actor: Who, row: Row) -> Who:
    """Who receives where the frame does not say: whom it helps, who asked, to whom such goods went before."""
    if a.c.elsewhere:
        return NOBODY
    if _is_battle_denied(a):
        return speaker_side(a, actor)
    found = beneficiary(a.c, a.seen, a.reading.proposer.publishers).without(actor.codes)
    if found.codes:
        return found
    for side in (_promised(a), _behind_the_goods(a), taken_by(a.c, a.seen, a.reading.proposer)):
        if (named := side.without(actor.codes)).codes:
            return named
    user = users(a.c, a.seen, a.reading.proposer.publishers).without(actor.codes)
    if user.codes:
        return user
    asker = (_asker(a) or _addressee(a)).without(actor.codes)
    if asker.codes:
        return asker
    if actor.codes:
        found = a.context.recipient_for(actor.codes, row.sort).without(actor.codes)
        if found.codes:
            return found
    if (last := told_last(a, actor, row)) is not None:
        return last
    if _is_owed(a):
        return speaker_side(a, actor)
    if a.c.frame.name in ("receipt", "presence") and a.chain.links[-1].verb in ADMITTING:
        return speaker_side(a, actor)  # "confirmed the purchase of rifles from Chad"
    if a.c.frame.row.pos == "noun" and a.c.frame.name != "package":
        return NOBODY
    given = _people_given(a).without(actor.codes)
    if given.codes:
        return given
    told = a.context.flow(row.sort)
    beside = any(t.lower_ in ("also", "too") for t in a.c.trigger.children) or is_set_against(a.c.trigger)
    if told and actor.codes and beside:  # "Chad has also sent two", "… jets, while Chad has sold tanks"
        return Who(told.recipient, carried=True).without(actor.codes)
    own = (state_of(a.publisher),) if a.publisher and not actor.codes else ()
    own = (*own, *_stopping(a).codes)
    found = only_other_state(a.c, a.seen, (*actor.codes, *own), a.spoken) if a.c.frame.row.pos == "verb" else NOBODY
    if found.codes or not actor.codes or a.c.frame.name == "deploy":
        return found
    return a.context.topic.other_than((*actor.codes, *own, "UN", "EU"))


def _promised(a: Assembly) -> Who:
    """ "Has delivered six of the twelve guns it promised to Chad": to whom the whole was promised, a part of it goes."""
    wholes = [p for g in a.c.goods for q in g.head.rights if q.lower_ == "of" for p in q.children if p.dep_ == "pobj"]
    clauses = [v for t in (*wholes, *(g.head for g in a.c.goods)) for v in t.rights if v.dep_ == "relcl"]
    clauses += [c for v in clauses for c in v.rights if c.dep_ == "xcomp"]  # "that it had pledged to give Chad"
    frames = [(v, a.reading.proposer.lexicon.frame(v)) for v in clauses]
    slots = [(verb_slots(v), f.slots) for v, f in frames if f is not None and f.name in _PROMISING]
    heads = [
        t for found, roles in slots for slot, role in roles.items() if role == "recipient" for t in found.get(slot, [])
    ]
    return who(heads, a.seen, a.reading.proposer.publishers)


def _behind_the_goods(a: Assembly) -> Who:
    """ "Flew planes loaded with drones to the rebels": the parser hangs to whom they go on what the planes hold."""
    heads = [a.seen.tokens.head(i.start, i.end) for g in a.c.goods for i in g.items]
    to = [q for h in heads for n in conjuncts(h) for q in n.rights if q.lower_ in ("to", "into")]
    return who([p for q in to for p in q.children if p.dep_ == "pobj"], a.seen, a.reading.proposer.publishers)


def _is_owed(a: Assembly) -> bool:
    """ "Chad complained that Oslo had failed to deliver radars": who says so was to get them."""
    over = a.c.trigger.head
    failed = a.c.trigger.dep_ == "xcomp" and over.lemma_ in ("fail", "neglect")
    return failed and a.c.frame.name in ("supply", "send") and a.chain.stance == "asserted"


def _is_battle_denied(a: Assembly) -> bool:
    """ "Chad denied that Mali had sent soldiers to fight in Libya": a battleground receives nobody; who denies it would."""
    near = [a.c.trigger, *(g.head for g in a.c.goods)]
    fights = any(v.dep_ in ("advcl", "xcomp", "acl") and v.lemma_ == "fight" for t in near for v in t.children)
    return fights and a.chain.links[-1].verb == "deny"


def _actor(a: Assembly, recipient: Who, row: Row) -> Who:
    if a.chain.links[-1].verb in _ANSWERING and a.c.frame.row.pos == "noun":
        return speaker_side(a, recipient)
    maker = _maker(a).without(recipient.codes)
    if maker.codes:
        return maker
    for giver in (handed_by, under_whose_aid):
        if (given := giver(a.c, a.seen, a.reading.proposer).without(recipient.codes)).codes:
            return given
    partner = _partner(a).without(recipient.codes)
    if partner.codes:
        return partner
    found = a.context.actor_for(recipient.codes, row.sort)
    if (
        not found.codes and a.c.frame.name == "package" and row.quantity is not None
    ):  # "part of a new $90 million package"
        found = a.context.actor_for(recipient.codes, "arms")
    if found.codes:
        return found
    told = a.context.flow(row.sort)
    if told and a.c.trigger.tag_ == "VBG" and not subjects_of(a.c.trigger):  # "And providing radars."
        return Who(told.actor, carried=True).without(recipient.codes)
    if a.c.frame.name in ("want", "ask", "receive"):
        found = a.context.partner_of(recipient.codes)
        if found.codes:
            return found
    passed = a.c.frame.name == "commit" and a.c.trigger.dep_ in ("acl", "relcl")  # "passed a bill allowing …"
    if passed or (
        a.c.frame.name == "include" and a.c.trigger.dep_ == "relcl"
    ):  # "approved the package, which includes …"
        found = a.subject_above().without(recipient.codes)
        if found.codes:
            return found
    if a.c.frame.name == "haul":  # whoever carries it, it comes from the one other state that is named
        return only_other_state(a.c, a.seen, (*recipient.codes, *_stopping(a).codes), a.spoken)
    if notifier := _notifier(a).without(recipient.codes):
        return notifier
    if _denies_own(a):
        return speaker_side(a, recipient)
    if a.publisher and not _has_other_speaker(a) and not _looks_around(a) and not _is_from_others(a):
        return speaker_side(a, recipient)
    own = is_passive(a.c.trigger) or (a.c.frame.name == "move" and not watches_others(a.chain, a.seen))
    if a.c.frame.name == "commit" or (a.is_to_come() and own):
        return speaker_side(a, recipient)
    return NOBODY


def _denies_own(a: Assembly) -> bool:
    """ "Chad denied that any rifles had been sent to Sudan", "the reports of rifles sent to Sudan are a rumour, it said":
    what nobody is named for in a denial would be the denier's doing."""
    trigger = a.c.trigger
    if a.c.frame.row.pos != "verb" or not is_passive(trigger) or subjects_of(trigger):
        return False
    return a.chain.stance == "denied" or (trigger.dep_ == "acl" and is_called_false(trigger))


def _is_from_others(a: Assembly) -> bool:
    """ "The support that it receives from third countries" is not of the office that tells of it."""
    return a.c.frame.slots.get("from") == "actor" and bool(verb_slots(a.c.trigger).get("from"))


def _looks_around(a: Assembly) -> bool:
    """ "Chad is seeking rifles": of whom is not told, and hardly of the office that tells it."""
    return a.c.frame.name == "want" and a.c.frame.row.lemma == "seek"


def _stopping(a: Assembly) -> Who:
    """ "Spain turned away a ship that carries …": who stops a load does not send it."""
    over = next((t for t in a.c.trigger.ancestors if t.lemma_.lower() in _STOPPING), None)
    subjects = subjects_of(over) if over is not None else []
    bodies = [m for t in subjects for m in t.lefts if m.dep_ in MODIFIERS]  # "Greek coast guards"
    publishers = a.reading.proposer.publishers
    return who(subjects, a.seen, publishers) or who(bodies, a.seen, publishers)


def _addressee(a: Assembly) -> Who:
    """ "Told the king that Chad would send radars": a promise is made to who receives."""
    trigger = a.c.trigger
    told = [o for o in trigger.head.children if o.dep_ in ("dobj", "dative")] if trigger.dep_ == "ccomp" else []
    promised = trigger.head.lemma_ in ("tell", "assure", "inform", "promise") and a.is_to_come()
    return who(told, a.seen, a.reading.proposer.publishers) if promised else NOBODY


def _notifier(a: Assembly) -> Who:
    """ "Congress was notified of a sale to Chad": a parliament is told of what its own state sells."""
    over = next((t for t in a.c.trigger.ancestors if _notifies(t)), None)
    told = [*subjects_of(over), *verb_slots(over).get("obj", [])] if over is not None else []
    return who(told, a.seen, a.reading.proposer.publishers) if a.c.frame.row.pos == "noun" else NOBODY


def _notifies(verb: Token) -> bool:
    return verb.lemma_.lower() in ("notify", "inform") or (verb.lemma_.lower() == "tell" and is_passive(verb))


def _asker(a: Assembly) -> Who:
    """ "Moldova urged Romania to send radars": who asks is who receives."""
    trigger = a.c.trigger
    if trigger.dep_ in ("xcomp", "ccomp") and trigger.head.lemma_.lower() in _ASKING:
        return a.spoken_for(who(subjects_of(trigger.head), a.seen, a.reading.proposer.publishers))
    return NOBODY


def _maker(a: Assembly) -> Who:
    """ "Russia made a delivery of radars to Iran": whoever makes, starts or ends a delivery delivers."""
    trigger = a.c.trigger
    if a.c.frame.row.pos == "noun" and trigger.dep_ == "dobj" and trigger.head.lemma_.lower() in _MAKING:
        return a.spoken_for(who(subjects_of(trigger.head), a.seen, a.reading.proposer.publishers))
    return NOBODY


def _partner(a: Assembly) -> Who:
    """With whom the contract was made: "signed a deal with Chad to buy …"."""
    for node in [a.c.trigger, *a.c.trigger.ancestors][:4]:
        near = [node, *(c for c in node.children if c.dep_ == "dobj" and c.lemma_.lower() in DEALS)]
        if any(n.lemma_.lower() in DEALS for n in near) or node.lemma_ in ("sign", "agree"):
            withs = [p for n in near for p in n.children if p.dep_ == "prep" and p.lower_ == "with"]
            objects = [o for p in withs for o in p.children]
            found = who(objects, a.seen, a.reading.proposer.publishers)
            if found.codes:
                return found
    return NOBODY


def _people_given(a: Assembly) -> Who:
    """ "The soldiers have been given rifles": people told of before, who receive for the state that sent them."""
    told = a.context.flow("people")
    given = verb_slots(a.c.trigger).get("dat", []) if a.c.frame.row.pos == "verb" else []
    people = [t for t in given if t.i in a.seen.item_at and a.seen.item_at[t.i].cls == "people"]
    return Who(told.actor, carried=True) if told and people else NOBODY


def speaker_side(a: Assembly, recipient: Who) -> Who:
    """The state of whoever speaks."""
    speaker = a.chain.origins[-1] if a.chain.origins else ""
    other = is_state(speaker) and state_of(speaker) not in recipient.codes
    return Who((state_of(speaker),), (), carried=True) if other else NOBODY


def _has_other_speaker(a: Assembly) -> bool:
    return bool(a.publisher and a.chain.origins and state_of(a.chain.origins[-1]) != state_of(a.publisher))
