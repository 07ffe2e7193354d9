"""Claims of flows: goods, people and support that go from one party to another, and the figures put to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.find import bars, prices
from reportedly.find.alone import counted_again
from reportedly.find.arguments import subjects_of, verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.candidate import LAWS
from reportedly.find.coming_of import agreed_before, come_of_them
from reportedly.find.features import GENERAL
from reportedly.find.left_out import denies_what_was_told, parties_of
from reportedly.find.lists import LEAD, leads_in
from reportedly.find.loads import room_in, specified
from reportedly.find.modality import is_negated
from reportedly.find.parts import tells_of_the_whole
from reportedly.find.rows import PEOPLE, Row, kind_of, rows_of
from reportedly.find.shares import known_flow, made_more, share_beside
from reportedly.find.verdicts import is_asked
from reportedly.find.who import Who
from reportedly.terms.claim import Claim, Item

_UNSIGNED = {"send", "supply", "receive", "move", "haul", "offload"}
"""Frames that tell a flow where the supplier is left open, if it is counted."""
_FINDING = {"confirm", "document", "record", "identify", "observe", "detect", "verify", "establish", "note", "trace"}
"""What whoever looks into a flow does with it."""
_PRESENT = {"deploy", "join", "combat", "stationed", "withdraw"}


def flows(a: Assembly) -> Iterator[Claim]:
    """A claim for each row of goods that a frame of sending, giving, receiving, deploying … tells."""
    if a.barred(bars.is_order_to_do(a.c), "it orders somebody to act, and no goods"):
        return
    if a.barred(bars.is_ground_for_a_measure(a), "it is only named as the ground for a measure"):
        return
    if a.barred(bars.is_supposed(a.c.trigger), "it is supposed or hindered, not told"):
        return
    if a.barred(bars.is_turned_down(a.c.trigger), "it was asked for and turned down"):
        return
    if a.barred(is_asked(a.c.trigger), "it is asked, and told by nobody"):
        return
    if a.barred(bars.is_unconfirmed(a.c.trigger), "it is neither confirmed nor denied"):
        return
    if a.barred(a.c.refused and a.is_left_out(), "it is left out of what is denied or wished for"):
        return
    if a.barred(bars.is_aside(a), "it is only said in passing of something else"):
        return
    if a.barred(bars.is_incursion(a), "it crosses a border in the air or at sea, and nobody receives it"):
        return
    if a.barred(bars.is_the_use_of_a_sum(a), "a sum is given for it, and by these words it goes nowhere"):
        return
    if a.barred(bars.is_at_home(a), "it stays in the actor's own country"):
        return
    rows = prices.told_apart(a, rows_of(a.c, a.reading.tree))
    known = bool(
        a.c.actor.codes or a.context.actor_for(a.c.recipient.codes, "arms").codes
    )  # "the 12 jets arrived in …"
    if a.c.frame.name in ("join", "stationed") and not (a.c.frame.name == "join" and known):
        rows = [row for row in rows if row.sort == PEOPLE or row.share or _is_load(a, row)]
        a.barred(a.c.frame.name == "join" and not (rows or a.c.anaphoric), "no people among those who join")
    if a.c.frame.row.lemma == "take from to":  # the wounded, prisoners and hostages are no contingent
        rows = [row for row in rows if row.sort != PEOPLE]
    at_home = a.c.frame.name in _PRESENT and bool(set(a.c.recipient.codes) & set(a.c.actor.codes))
    if a.barred(at_home, "they are in their own country"):
        return
    if a.c.frame.name == "join":
        rows = [row for row in rows if row.sort != "support" and {i.item for i in row.items} != {"delegation"}]
    if a.c.frame.name == "combat":
        rows = [row for row in rows if row.sort == PEOPLE and bars.is_on_their_side(a, row)]
        a.barred(not rows, "no foreign people who stand on the side of the state where they fight")
    if a.c.frame.name == "stationed":
        if not a.c.recipient.codes and any(t.lower_ == "there" and t.dep_ == "advmod" for t in a.c.trigger.subtree):
            there = a.context.flow(PEOPLE)
            a.c = replace(a.c, recipient=Who(there.recipient, carried=True)) if there else a.c
        counted = a.chain.stance == "denied" or not bars.is_told_of_an_invasion(a)
        known = bool(a.spoken_for(a.c.actor).codes or a.context.actor_for(a.c.recipient.codes, PEOPLE).codes)
        rows = [row for row in rows if (row.quantity or counted) and known and a.c.recipient.codes]
        a.barred(not rows, "who is stationed needs whose they are, and where; in a text of an invasion a number too")
    if a.c.frame.name == "withdraw" and a.c.trigger.pos_ == "VERB" and not verb_slots(a.c.trigger)["obj"]:
        rows = [row for row in rows if row.quantity or not bars.is_told_of_an_invasion(a)]
        a.barred(not rows, "who leaves a state in a text of an invasion may have been its enemy")
    promised = a.c.recipient.codes and a.is_to_come()  # "12 jets would go to Chad, Rome said"
    under_way = a.c.frame.row.stage == "in-transit" and any(prices.is_counted(row) for row in rows)
    bound_for = a.c.recipient.codes and under_way  # "400 rifles aboard a boat bound for Chad"
    sided = (a.c.actor.codes and a.c.recipient.codes) or agreed_before(a) is not None
    if a.c.frame.name == "move" and not (sided or promised or bound_for):
        a.lacks(a.c.actor, a.c.recipient)
        return
    if a.barred(bars.is_vague(a, rows), "a noun of aid alone, without a sum or goods"):
        return
    if not rows and a.c.frame.row.pos == "verb" and leads_in(a.seen.document.text, a.c.trigger.idx):
        rows = [Row((LEAD,), None, (), None, "arms")]
    armed = not rows and a.c.frame.row.lemma == "arm" and "with" not in verb_slots(a.c.trigger)
    if armed:  # whoever is armed gets arms
        span = (a.c.trigger.idx, a.c.trigger.idx + len(a.c.trigger))
        rows = [Row((Item(a.c.trigger.text, "arms"),), None, (span,), None, "arms")]
    referred = a.c.trigger.dep_ == "relcl" and a.c.trigger.head.lemma_.lower() not in LAWS
    referred = referred and not any(c.tag_ in ("WDT", "WP") and c.dep_ == "nsubj" for c in a.c.trigger.lefts)
    referred = referred and not tells_of_the_whole(a.c.trigger)  # "two of the jets that Chad promised have come"
    if a.barred(a.c.frame.name == "commit" and referred, "a commitment is only referred to"):
        return
    rows = rows or come_of_them(a)
    if a.c.anaphoric and not rows:
        rows = _anaphoric_rows(a)
    rows = rows or counted_again(a)
    taken_up = [] if rows else known_flow(a) or made_more(a)
    rows = rows or taken_up
    for row in rows:
        row = specified(row, a.seen, a.reading.tree)
        actor, recipient = parties_of(a, row)
        if a.barred(bars.is_to_itself(actor, recipient), "nobody supplies himself"):
            continue
        if a.barred(bars.is_flight(a, row), "planes that carry something, and are not handed over"):
            continue
        if a.barred(bars.is_infrastructure(row), "a plant or a grid is not sent anywhere"):
            continue
        if not taken_up and not _worth(a, actor, recipient, row):
            a.lacks(actor, recipient)
            continue
        if a.barred(bars.is_trade(a, row), "goods of everyday trade, and nothing is given in exchange"):
            continue
        if a.barred(bars.is_fired(a), "it is fired, used or destroyed, not supplied"):
            continue
        yield prices.with_price(a, row, a.claim(kind_of(row, a.c), actor, recipient, row))
        if share := share_beside(a, row):
            yield a.claim(kind_of(share, a.c), actor, recipient, share)
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


def _worth(a: Assembly, actor: Who, recipient: Who, row: Row) -> bool:
    """Both sides known, or the recipient and how much where the supplier is left open; a noun by itself must name a side in
    place."""
    if (
        recipient.codes
        and not recipient.carried
        and not actor.codes
        and (a.c.frame.name in _UNSIGNED or _is_load(a, row) or _is_found(a))
    ):
        if a.c.frame.name == "receive" and a.c.frame.row.kind == "deployment":
            return False  # "recruited 500 soldiers": its own, where nobody else's are named
        if a.c.trigger.dep_ == "acl" and a.c.trigger.tag_ == "VB":  # "a new way to supply Chad with radars"
            return False
        if a.c.trigger.dep_ == "advcl" and a.c.trigger.tag_ == "VBG" and subjects_of(a.c.trigger):
            return False  # "…, giving Chad a new weapon": what some event brings about
        main = a.c.trigger.dep_ == "ROOT" and bool(subjects_of(a.c.trigger))
        if a.c.frame.row.lemma == "get" and not (main and row.quantity and row.sort == "arms"):
            return False
        lies_ahead = a.c.frame.name == "receive" and a.is_to_come()  # "Chad's navy would receive two boats, it said"
        told = (a.held.modality in ("asserted", "assessed", "planned") or lies_ahead) and a.chain.stance != "denied"
        if a.c.frame.row.pos == "noun" and row.sort == "arms" and row.quantity is not None and _is_found(a):
            return told
        got = a.c.frame.name == "receive" and a.c.frame.row.stage == "delivered"
        plain = got and not {i.item for i in row.items} <= GENERAL and bool(a.c.recipient.codes)
        counted = row.quantity is not None or (plain and main)  # "Ukraine receives its first F-16 jets"
        return told and a.c.frame.row.pos == "verb" and row.sort != "support" and counted
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


def _is_load(a: Assembly, row: Row) -> bool:
    """ "A shipment of 50 tanks arrived in Chad": counted arms that arrive, whoever sent them."""
    return (
        a.c.frame.row.lemma in ("arrive", "reach", "land", "dock")
        and row.sort == "arms"
        and (row.quantity is not None or any(g.quantity for g in a.c.goods))  # "12 consignments of rifles"
        and a.held.modality != "planned"
    )


def _is_found(a: Assembly) -> bool:
    """ "The panel documented a delivery of 40 rifles to Chad": that it came about is told, whoever delivered."""
    noun, verb = a.c.trigger, a.c.trigger.head
    object_of = noun.dep_ == "dobj" or (noun.dep_ == "nsubjpass" and verb.tag_ == "VBN")
    return a.c.frame.name == "transfer" and object_of and verb.lemma_.lower() in _FINDING and not is_negated(verb)


def _goes_to_a_region(a: Assembly) -> bool:
    """ "Deployed a frigate to the Red Sea": a sea or a region that is no state's leaves the recipient open."""
    towards = [
        t
        for t in a.c.trigger.subtree
        if t.lower_ in ("to", "into", "off", "in") and a.c.trigger.i in (bars.verb_over(t).i, t.head.i)
    ]
    inside = [p for t in towards for p in t.subtree if p.i in a.seen.place_at]
    return any(a.seen.place_at[p.i].country is None for p in inside)


def _is_knowledge(row: Row, a: Assembly) -> bool:
    """ "Gave information": what one may tell anybody goes from one side to another only where both are named."""
    return row.sort == "support" and all("intelligence" in a.reading.tree.path(i.item) for i in row.items)
