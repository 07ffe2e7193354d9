"""What goes: the goods or people that fill the slots of a frame, or stand beside it where the parser lost them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.accompanied import along_with, brought_by
from reportedly.find.arguments import Slots, subjects_of
from reportedly.find.candidate import Candidate, owners_of, spine
from reportedly.find.dated_goods import told_by_date
from reportedly.find.goods import Good, counted_of, goods_of, sum_beside, sum_told, sum_within
from reportedly.find.loaded import CARRIERS
from reportedly.find.nearby import first_behind, listed_behind, party_behind
from reportedly.find.seen import Seen
from reportedly.find.strayed import strayed
from reportedly.find.who import NOBODY, Who, place_states, who
from reportedly.find.worth import valued
from reportedly.terms.mention import ItemMention, PartyMention
from reportedly.terms.quantity import is_currency

_PRONOUNS = {"more", "some", "many", "most", "others", "they", "them", "those", "these", "it", "all", "both"}
_SUMMING = {"be", "total", "cost", "amount", "exceed", "value", "estimate", "reach", "hit", "top", "surpass", "stand"}
_GIVING = {"send", "supply", "arm", "receive", "deploy", "commit", "conduct", "move", "join"}
_TAKING = {"send", "supply", "receive", "deploy"}
_TOWARDS = {"to", "into", "with"}
_BUSY = {"fight", "station", "deploy", "base", "serve", "operate", "work", "patrol", "post", "help", "train"}
MOVES = {"send", "deploy", "supply", "offload"}
"""Frames whose people may stand as subject ("300 soldiers deployed to Mali")."""

_VEHICLES = {"vehicle", "car", "van", "pickup", "bus", "minibus", "trailer", "container", "flight", "vessel", "canoe"}
_WITHIN = {"from", "aboard", "on", "in", "inside", "under", "beneath", "behind", "among", "amid", "underneath"}


def with_goods(
    c: Candidate,
    tokens: Sequence[Token],
    slots: Slots,
    seen: Seen,
    publishers: frozenset[str],
    is_measure: Callable[[Token], bool],
) -> Candidate:
    goods = goods_of([t for t in tokens if not is_measure(t)], seen)
    if c.frame.name == "supply" and slots.get("with"):
        given = goods_of(slots["with"], seen)
        party = who(slots.get("obj", []), seen, publishers)
        if given and party:
            return replace(c, recipient=party, goods=(*given, *_included(given, slots, seen)))
        goods = goods_of(slots.get("obj", []), seen)
    if c.frame.name in ("package", "transfer") and c.frame.row.pos == "noun" and not any(g.quantity for g in goods):
        goods = _worth_it(c, goods, seen)
    if c.frame.name == "package":  # "in support of Chad's armed forces worth $3 million" sends no forces
        goods = [g for g in goods if not g.items or g.items[0].cls != "people"]
    if c.frame.name == "transfer" and not any(g.head.i > c.trigger.i for g in goods):
        goods = _of_it_behind(c.trigger, seen) or goods
    if c.frame.name == "homecoming":
        return _home(c, slots, seen, publishers)
    if c.frame.name == "withdraw":
        return _withdrawn(c, goods or goods_of(slots.get("subj", []), seen), seen, publishers)
    if not goods and c.frame.name in MOVES and not slots.get("obj"):
        goods = [g for g in goods_of(slots.get("subj", []), seen) if g.items and g.items[0].cls == "people"]
        if goods:
            c = replace(c, actor=NOBODY)
    if goods and not any(g.items for g in goods) and slots.get("in"):  # "C$500 million in additional aid"
        named = tuple(i for g in goods_of(slots["in"], seen) for i in g.items)
        goods = [replace(g, items=named) for g in goods]
    if c.frame.name == "commit" and goods and not any(g.items for g in goods) and slots.get("for"):
        goods = [replace(g, items=_paid_for(slots["for"], seen)) for g in goods]
    if not goods and c.frame.name in ("send", "supply", "haul") and (taken := _taken_up(c.trigger)):
        goods = goods_of(taken, seen)
    if not goods and c.frame.name in ("supply", "send") and slots.get("to") and not slots.get("obj"):
        goods, c = _behind_recipient(c, slots["to"], seen, publishers)
    if not goods and c.frame.name == "transfer" and c.trigger.dep_ == "attr":  # "The rifles were a gift from Chad"
        goods = goods_of(subjects_of(c.trigger.head), seen)
    if not goods and c.frame.name == "transfer" and c.trigger.dep_ == "nsubj" and c.trigger.head.lemma_ == "be":
        goods = goods_of([t for t in c.trigger.head.children if t.dep_ == "attr"], seen)  # "Chad's gift is 40 rifles"
    promised = c.frame.name == "commit" and "dat" in c.frame.slots  # "pledged Chad 20 howitzers"
    if goods and not c.recipient and (c.frame.name in ("supply", "send") or promised):
        c = replace(c, recipient=_dative_within(goods, seen, publishers))
    movers = [*slots.get("subj", []), *(slots.get("obj", []) if c.frame.name == "move" else [])]  # "was bound for Chad"
    loaded = [p for t in movers for q in t.children if q.lower_ == "with" for p in q.children]
    sails = c.frame.name == "move" and any(_carries(t) for t in movers)
    if (c.frame.name == "join" or sails) and (slots.get("with") or loaded):  # "planes landed with weapons"
        aboard = [
            g for g in goods_of([*slots.get("with", []), *loaded], seen) if g.items and g.items[0].cls != "people"
        ]
        meant = _bound_for(aboard, seen, publishers)
        groups = bool(meant.codes) and all(len(code) > 2 and "-" not in code for code in meant.codes)
        c = replace(c, recipient=meant if groups else c.recipient)  # "landed in Chad with weapons for the Houthis"
        people = any(g.items and g.items[0].cls == "people" for g in goods)
        goods = brought_by(goods, aboard) if people else aboard or goods
    load = _load_of(c.trigger)
    if c.frame.name == "move" and (not goods or load.lemma_.lower() in CARRIERS | _VEHICLES):
        goods = _found_in(load, seen) or goods
    if goods and c.frame.name == "move" and not c.recipient:
        c = replace(c, recipient=_bound_for(goods, seen, publishers))
    if (
        goods and c.frame.row.pos == "verb" and c.frame.name in _GIVING | {"want", "ask", "include"}
    ):  # "gave $2 billion in aid, including 8 tanks"
        goods = [*goods, *along_with(c.trigger, goods, seen)]
        goods = told_by_date(c.trigger, [*goods, *strayed(c.trigger, goods, seen)], seen)
        goods = [*goods, *_since_then(goods[0], c.trigger, seen), *_included(goods, slots, seen)]
    if not goods:  # "with what it needs, including radars"
        goods = goods_of([p for v in slots.get("including", []) + slots.get("like", []) for p in [v]], seen)
    anaphoric = not goods and any(t.lower_ in _PRONOUNS for t in tokens)
    return replace(c, goods=tuple(valued(goods)), anaphoric=anaphoric)


def _of_it_behind(noun: Token, seen: Seen) -> list[Good]:
    """ "The sale to Peru's army of up to 12 howitzers": the parser hangs "of" on who receives, or on the verb."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass", "pobj") else noun
    towards = [q for t in (noun, verb) for q in t.rights if q.dep_ == "prep" and q.lower_ == "to" and q.i > noun.i]
    under = [t for q in towards for t in q.subtree if t.lower_ == "of" and t.head.i in seen.parties_at]
    beside = [q for q in verb.rights if q.dep_ == "prep" and q.lower_ == "of"] if towards else []
    heads = [p for q in (*under, *beside) for p in q.rights if p.dep_ == "pobj" and q.i > towards[0].i]
    return [g for g in goods_of(heads, seen) if g.items and g.items[0].cls != "people"]


def _included(goods: Sequence[Good], slots: Slots, seen: Seen) -> list[Good]:
    """What the parser hangs on the verb behind "including"."""
    included, held = goods_of(slots.get("including", []), seen), {g.head.i for g in goods}
    return [*(g for g in included if g.items and g.head.i not in held), *counted_of(goods, included)]


def _bound_for(goods: Sequence[Good], seen: Seen, publishers: frozenset[str]) -> Who:
    """ "A freighter left the port with ammunition for Sudan": whom the load is for."""
    towards = [
        q for g in goods for n in spine(g.head) for q in n.children if q.dep_ == "prep" and q.lower_ in ("for", "to")
    ]
    return who([p for q in towards for p in q.children if p.dep_ == "pobj"], seen, publishers)


def _carries(noun: Token) -> bool:
    """ "A freighter", "the cargo ship Anna M"."""
    return any(t.lemma_.lower() in CARRIERS for t in (noun, *noun.lefts))


def _since_then(whole: Good, verb: Token, seen: Seen) -> list[Good]:
    """ "$7 billion since 2021, including $6 billion since May": a part with a time of its own."""
    parts = [p for t in verb.subtree if t.lower_ == "including" for p in t.children if p.dep_ == "pobj"]
    dated = [p for p in parts if any(t.lower_ == "since" for t in p.head.subtree)]
    sums = [g for g in goods_of(dated, seen) if g.quantity and is_currency(g.quantity.quantity.unit) and not g.items]
    return [replace(g, items=whole.items) for g in sums]


def with_neighbours(c: Candidate, seen: Seen, publishers: frozenset[str]) -> Candidate:
    """Goods and a recipient that the parser hung elsewhere in the clause."""
    if c.frame.name == "combat" and not c.recipient:
        return replace(c, recipient=party_behind(c.trigger, ("in", "inside", "near"), seen, publishers, c.actor.codes))
    if c.frame.row.lemma == "join" and not c.recipient:  # "will join the 3,100 already in Iraq"
        return replace(c, recipient=party_behind(c.trigger, ("in",), seen, publishers, c.actor.codes))
    if c.frame.name == "presence" and not c.recipient:
        found = party_behind(c.trigger, ("in", "inside", "near"), seen, publishers, c.actor.codes)
        return replace(c, recipient=found)
    if c.frame.name == "stationed" and (lent := _lent_by(c, seen, publishers)):
        c = replace(c, actor=lent)
    if c.frame.name == "stationed" and not c.recipient:
        return replace(c, recipient=_grounds_of(c, seen, publishers))
    if c.frame.name == "include" and c.goods and c.frame.row.pos == "verb":
        return replace(c, goods=(*c.goods, *listed_behind(c.trigger, c.goods, seen)))
    if c.frame.row.pos != "verb" or c.frame.name not in _GIVING:
        return c
    if not c.goods and c.frame.name in ("supply", "send") and (party := _lone_party(c.trigger, seen)) is not None:
        goods = first_behind(party, seen)
        c = replace(c, goods=tuple(goods), recipient=who([party], seen, publishers)) if goods else c
    if not c.goods and not c.anaphoric and c.frame.name in _TAKING and _has_no_object(c.trigger):
        c = replace(c, goods=tuple(first_behind(c.trigger, seen)))
    if c.goods and c.frame.name != "join":
        c = replace(c, goods=(*c.goods, *listed_behind(c.trigger, c.goods, seen)))
        c = replace(c, goods=tuple(sum_beside(c.trigger, g, seen) for g in c.goods))
    if not c.actor and c.goods and c.frame.name == "receive":
        c = replace(c, actor=party_behind(c.trigger, ("from",), seen, publishers, c.recipient.codes))
    if not c.recipient and (c.goods or c.anaphoric):
        words = {slot for slot, role in c.frame.slots.items() if role == "recipient"} & _TOWARDS
        found = party_behind(c.trigger, words, seen, publishers, c.actor.codes)
        c = replace(c, recipient=found, nearby=bool(found))
    return c


def _paid_for(heads: Sequence[Token], seen: Seen) -> tuple[ItemMention, ...]:
    """ "Earmarked 20 million euros for radars for Chad": what the sum is for."""
    return tuple(i for g in goods_of(heads, seen) for i in g.items if i.cls != "people")


def _behind_recipient(
    c: Candidate, heads: Sequence[Token], seen: Seen, publishers: frozenset[str]
) -> tuple[list[Good], Candidate]:
    """ "Provided to Chad's army machine tools": the parser takes the goods for what stands behind "to"."""
    goods = [g for g in goods_of(heads, seen) if g.items and g.items[0].cls != "people"]
    owners = who([m for t in heads[:1] for m in t.children if m.dep_ == "poss"], seen, publishers)
    return (goods, replace(c, recipient=owners)) if goods and owners.codes else ([], c)


def _dative_within(goods: Sequence[Good], seen: Seen, publishers: frozenset[str]) -> Who:
    """ "Given Mali armed drones", "gave the rebels rockets": the parser reads who gets them as part of the goods' name."""
    things = [g.head for g in goods if not g.items or g.items[0].cls != "people"]
    left = [c for t in things for c in t.lefts if c.dep_ in ("nmod", "compound")]
    named = [t for t in left if any(_may_be_given(m, seen) for m in seen.parties_at.get(t.i, ()))]
    return who(named, seen, publishers)


def _may_be_given(party: PartyMention, seen: Seen) -> bool:
    """A state or an armed group; a firm before goods is their maker."""
    return party.cls == "state" or party.code in seen.groups or (party.code is not None and party.code == party.text)


def _home(c: Candidate, slots: Slots, seen: Seen, publishers: frozenset[str]) -> Candidate:
    """People who return go to whose they are, from where they were; goods returned go the way that the words say."""
    objects = goods_of(slots.get("obj", []), seen)
    if objects:
        actor = who(slots.get("subj", []), seen, publishers)
        return replace(c, actor=actor, goods=tuple(objects))
    goods = [g for g in goods_of(slots.get("subj", []), seen) if g.items and g.items[0].cls == "people"]
    home = owners_of([g.head for g in goods], seen, publishers)
    there = c.actor or place_states([*slots.get("from", []), *slots.get("in", [])], seen)
    return replace(
        c,
        recipient=home or c.recipient,
        actor=there.without(home.codes),
        goods=tuple(goods) if home or (c.actor and c.recipient) else (),  # "returned to Syria from Libya"
    )


def _withdrawn(c: Candidate, goods: Sequence[Good], seen: Seen, publishers: frozenset[str]) -> Candidate:
    """People who are withdrawn go from where they were to whose they are."""
    goods = [g for g in goods if g.items and (g.items[0].cls == "people" or (g.quantity and c.frame.row.pos == "verb"))]
    owners = owners_of([g.head for g in goods], seen, publishers)
    home = owners or c.recipient
    return replace(c, recipient=home, actor=c.actor.without(home.codes), goods=tuple(goods))


def _lent_by(c: Candidate, seen: Seen, publishers: frozenset[str]) -> Who:
    """ "The force has 9,000 soldiers from Kenya and Chad": they are those states'."""
    whence = [p for g in c.goods for q in g.head.children if q.lower_ == "from" for p in q.children]
    return who(whence, seen, publishers).without(c.recipient.codes)


def _grounds_of(c: Candidate, seen: Seen, publishers: frozenset[str]) -> Who:
    """ "Has 900 soldiers fighting alongside Chad's army": where they are is told of what they do."""
    doing = [v for g in c.goods for v in g.head.children if v.dep_ == "acl" and v.lemma_ in _BUSY]
    for word in ("alongside", "for", "in", "at"):
        beside = [p for v in doing for t in v.subtree if t.lower_ == word for p in t.children if p.dep_ == "pobj"]
        found = (who(beside, seen, publishers) or place_states(beside, seen)).without(c.actor.codes)
        if found:
            return found
    host = [p for t in subjects_of(c.trigger) for q in t.children if q.lower_ == "in" for p in q.children]
    near = [p for q in c.trigger.children if q.lower_ == "near" for p in q.children]  # "near Mosul", not "near Chad"
    return (who(host, seen, publishers) or place_states([*host, *near], seen)).without(c.actor.codes)


def _load_of(verb: Token) -> Token:
    """The noun whose way a clause tells, also through a second verb: "a boat that came from Chad and was bound for Mali"."""
    clause = verb
    while clause.dep_ in ("conj", "ccomp", "xcomp") and clause.head.pos_ == "VERB" and clause.i > clause.head.i:
        clause = clause.head
    clause = clause if clause.dep_ != "ccomp" or clause.head.dep_ != "relcl" else clause.head
    return clause.head if clause.dep_ in ("acl", "relcl") else verb.head


def _found_in(load: Token, seen: Seen) -> list[Good]:
    """ "Seized rifles from a boat bound for Yemen": what was in the load goes where it goes."""
    while load.dep_ == "pobj" and load.head.lower_ == "of" and load.head.head.pos_ == "NOUN":
        load = load.head.head  # "hidden in the tyres of a lorry"
    prep = load.head
    if load.dep_ != "pobj" or prep.lower_ not in _WITHIN:
        return []
    over = prep.head
    if over.pos_ == "VERB" and over.dep_ == "acl" and over.tag_ == "VBN":  # "rifles hidden in a lorry bound for Chad"
        things = [over.head]
    elif over.pos_ == "NOUN":
        things = [over]
    else:
        things = [c for c in over.children if c.dep_ in ("dobj", "nsubjpass")]
    return [g for g in goods_of(things, seen) if g.items and g.items[0].cls != "people"]


def _has_no_object(verb: Token) -> bool:
    return not any(c.dep_ in ("dobj", "nsubjpass", "ccomp", "xcomp") for c in verb.children) and verb.dep_ not in (
        "relcl",
        "acl",
    )


def _taken_up(verb: Token) -> list[Token]:
    """ "Loaded rifles and shipped them": what the pronoun stands for is the object of the verb before."""
    pronoun = any(c.dep_ == "dobj" and c.lower_ in ("it", "them") for c in verb.children)
    return [c for c in verb.head.children if c.dep_ == "dobj"] if pronoun and verb.dep_ == "conj" else []


def _lone_party(verb: Token, seen: Seen) -> Token | None:
    """ "Could hand Chad up to 16 jets": the one object that the parser gives is who receives."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
    named = [t for t in objects if any(m.cls == "state" for m in seen.parties_at.get(t.i, ()))]
    return named[0] if len(objects) == 1 and named and not any(c.dep_ == "agent" for c in verb.children) else None


def _worth_it(c: Candidate, goods: Sequence[Good], seen: Seen) -> list[Good]:
    """ "The package is worth $300 million", "exports reached $3 million": the sum told of a package or of exports."""
    noun, verb = c.trigger, c.trigger.head
    own = goods_of([noun], seen)[:1] if noun.i in seen.item_at else []
    if own and own[0].quantity and is_currency(own[0].quantity.quantity.unit):
        return own  # "a new $700 million weapons package"
    if noun.i in seen.item_at and (valued := sum_within(noun, seen)):
        told = [g for g in goods if g.items and g.items[0].cls != "people"]
        return [replace(g, quantity=valued.quantity) for g in told] or [valued]
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_.lower() not in _SUMMING:
        return list(goods)
    if c.frame.name == "transfer":
        return [sum_told(verb, goods[0], seen), *goods[1:]] if goods and goods[0].items else list(goods)
    if noun.i not in seen.item_at:
        return list(goods)
    sums = [
        q for t in verb.subtree if t.i > verb.i and (q := seen.quantity_at.get(t.i)) and is_currency(q.quantity.unit)
    ]
    return [Good(noun, (seen.item_at[noun.i],), sums[0])] if sums else list(goods)
