"""The two sides of a flow, from what fills the slots of a frame: who supplies, who receives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import Slots, noun_slots, subjects_of
from reportedly.find.arrivals import senders
from reportedly.find.bounded import conjuncts
from reportedly.find.candidate import BY_THEMSELVES, LAWS, MODIFIERS, Candidate, owners_of, spine
from reportedly.find.leave import let_move
from reportedly.find.loaded import CARRIERS
from reportedly.find.prepositions import before_a_count
from reportedly.find.seen import Seen
from reportedly.find.who import BORDERS, NOBODY, Who, hosts, is_a_border, place_states, who
from reportedly.terms.party import state_of

_PLACE_SLOTS = {"to", "into", "in", "at", "on"}
_MAKING = {"make", "build", "produce", "manufacture", "assemble"}
_MADE = ("-made", "-built", "-produced", "-manufactured", "-supplied")
_OF_PEOPLE = {"deploy", "join", "stationed", "presence", "withdraw", "combat"}
"""Frames of people, who go to, or are in, the state where a mission is."""
_FIRMS = {
    "company",
    "firm",
    "entity",
    "dealer",
    "manufacturer",
    "supplier",
    "trader",
    "business",
    "enterprise",
    "producer",
}
_SEATED = {"register", "base", "incorporate", "headquarter", "locate", "establish", "domicile", "operate"}
_SIDES = ("actor", "recipient")
_OTHERS = {
    "client", "customer", "buyer", "purchaser", "importer", "country", "nation", "state", "government", "ally", "partner",
}  # fmt: skip
"""Who gets something, in the plural, and nobody is named: no party that the text has told of is meant."""
_POINTING = {"the", "these", "those", "both", "such"}
_ORIGIN = re.compile(
    r",? (?:(?:believed|thought|presumed|said|suspected|reported|likely|understood) to (?:have )?(?:come|be|originate[d]?)|"
    r"(?:which|that) (?:came|come|were|are|originated?)|coming|originating) (?:from|in) (?:the )?"
)
"""Behind goods: where they are from."""
_NEAR = 40
"""How far before the goods, in code points, their maker may stand."""
_AID = {"aid", "assistance", "support", "package", "fund", "funding", "initiative", "relief"}
_PARTS = BORDERS | {"east", "west", "north", "south", "coast", "interior", "outskirts"} | {
    "capital", "street", "city", "desk", "congress", "senate", "house", "parliament", "committee", "floor", "vote"
}  # fmt: skip
"""Parts of a country and its own institutions: who sends something there, and names no other state, keeps it at home."""


def with_parties(c: Candidate, slots: Slots, seen: Seen, publishers: frozenset[str]) -> Candidate:
    actor, recipient, by_place = NOBODY, NOBODY, False
    given = NOBODY  # "bought Chad 400 drones": who pays supplies whom it is bought for
    for slot, role in c.frame.slots.items():
        tokens = slots.get(slot, [])
        if role == "pair":
            pair = who(tokens, seen, publishers)
            actor, recipient = _first(actor, _part(pair, 0)), _first(recipient, _part(pair, 1))
        elif role == "beneficiary":
            given = _first(given, who(tokens, seen, publishers))
        elif role == "actor":
            found = who(tokens, seen, publishers)
            fetched = slot == "from" and any(t.lemma_.lower() in CARRIERS for t in slots.get("subj", []))
            actor = found if found and fetched else _first(actor, found)  # "Malta's ships brought rifles from Chad"
            actor = actor or _seats_of_firms(tokens, seen, publishers)
            if not actor and (c.frame.name == "withdraw" or (c.frame.name == "move" and slot in ("obj", "from"))):
                actor = place_states(tokens, seen)
            if not actor and slot == "subj":  # "is allowing companies to sell"
                actor = _allowing(c.trigger, seen, publishers) or _proposing(c.trigger, seen, publishers)
            if (
                not actor and slot == "subj" and c.frame.name not in ("offload", "haul")
            ):  # "Russian transport planes brought …"
                carriers = [m for t in tokens if t.i in seen.item_at for m in t.children if m.dep_ in MODIFIERS]
                actor = who(carriers, seen, publishers)
        elif role == "recipient":
            tokens = [t for t in tokens if not is_a_border(t)]
            bare = slot in _PLACE_SLOTS and any(t.i in seen.place_at and t.i not in seen.parties_at for t in tokens)
            found = NOBODY if bare else who(tokens, seen, publishers)
            if not found and slot in _PLACE_SLOTS:
                found = place_states(tokens, seen) or place_states(_around(tokens), seen)
                by_place = by_place or bool(found and not recipient)
            if not found and c.frame.name in ("measure", "punish"):  # "sanctions on firms in Iran"
                near = [q for t in tokens for n in conjuncts(t) for q in n.children]
                found = who([p for q in near if q.lower_ == "in" for p in q.children], seen, publishers)
            if not found and c.frame.name == "punish":  # "froze the assets of two firms", "froze Iran's assets"
                near = [q for t in tokens for q in t.children]
                owners = [p for q in near if q.lower_ == "of" for p in q.children]
                found = who([*owners, *(q for q in near if q.dep_ == "poss")], seen, publishers)
            held = (
                slot == "for" and bool(found.codes) and all(len(code) > 2 and "-" not in code for code in found.codes)
            )
            recipient = found if held else _first(recipient, found)  # "to Chad for the rebels"
    if not recipient and c.frame.slots.get("dat") == "recipient":
        recipient = _between_verb_and_count(c.trigger, seen).without(actor.codes)
    if recipient and (given := given.without(recipient.codes)):
        actor, recipient = recipient, given
    if c.frame.row.pos == "noun" and not actor and not recipient:
        actor, recipient = _of_the_whole(c.trigger, seen, publishers)
    if not actor and c.frame.name in BY_THEMSELVES:  # "a batch of rifles from Serbia arrived"
        whence = [
            p
            for t in [
                t for slot in ("subj", "obj", "on", "en") for t in slots.get(slot, [])
            ]  # "on the way from Serbia"
            for n in spine(t)
            for q in n.children
            if q.lower_ == "from"
            for p in q.children
        ]
        whence = whence or _came_from(c.trigger)
        actor = who(whence, seen, publishers).without(recipient.codes)
    if recipient and set(recipient.codes) < set(actor.codes):  # "Oslo and Riga agreed to deploy radars in Latvia"
        actor = actor.without(recipient.codes)
    if c.frame.name in ("combat", "stationed"):  # "the contingent in Kuwait operates under the command of …"
        inside = [p for t in slots.get("subj", []) for q in t.children if q.lower_ == "in" for p in q.children]
        recipient = (who(inside, seen, publishers) or place_states(inside, seen)).without(actor.codes) or recipient
    places = ("to", "into", *(("in", "on", "across") if c.frame.name == "deploy" else ()))
    grounds = [
        t for slot in places for t in slots.get(slot, []) if t.lemma_.lower() in _PARTS or _is_no_states(t, seen)
    ]
    if not actor and c.frame.name == "move":  # "let the jets go to Chad"
        actor = _allowing(c.trigger, seen, publishers).without(recipient.codes)
    elsewhere = bool(grounds) and not recipient and c.frame.name in ("deploy", "move", "send", "join")
    buyers = [t for slot, role in c.frame.slots.items() if role == "recipient" for t in slots.get(slot, [])]
    elsewhere = elsewhere or (not recipient and any(_are_others(t) for t in buyers))
    return replace(c, actor=actor, recipient=recipient, by_place=by_place, elsewhere=elsewhere)


def _between_verb_and_count(verb: Token, seen: Seen) -> Who:
    """ "Has sent the RSF 40 drones", read as one noun phrase: who stands between verb and figure gets what is counted."""
    text, at = seen.document.text, verb.idx + len(verb) + 1
    for start in (at, at + len("the ")):
        party = next((m for m in seen.parties if m.start == start and m.code), None)
        reached = party is not None and (start == at or text.startswith("the ", at))
        if party and reached and any(q.start == party.end + 1 and q.quantity.unit for q in seen.quantities):
            return Who((state_of(party.code or ""),), ((party.start, party.end),))
    return NOBODY


def _is_no_states(head: Token, seen: Seen) -> bool:
    """A sea, or a region that is no state's."""
    place = seen.place_at.get(head.i)
    return place is not None and place.place is not None and place.country is None


def _are_others(head: Token) -> bool:
    """ "Sold 96 drones to foreign clients": not to those whom the text has named before, as "to the countries" might be."""
    points_back = any(c.lower_ in _POINTING for c in head.children if c.dep_ in ("det", "predet"))
    return head.tag_ == "NNS" and head.lemma_.lower() in _OTHERS and not points_back


def _seats_of_firms(heads: Sequence[Token], seen: Seen, publishers: frozenset[str]) -> Who:
    """ "Companies registered in Chad", "dealers in Mali": of firms without a name the state tells in which they are."""
    firms = [n for t in heads for h in spine(t) for n in conjuncts(h) if n.lemma_.lower() in _FIRMS]
    seated = [c for n in firms for c in n.rights if c.dep_ == "acl" and c.lemma_.lower() in _SEATED]
    prepositions = [q for n in (*firms, *seated) for q in n.rights if q.lower_ in ("in", "out")]
    inner = [p for q in prepositions for p in q.children if p.dep_ == "prep"]  # "based out of"
    places = [p for q in (*prepositions, *inner) for p in q.children if p.dep_ == "pobj"]
    return who(places, seen, publishers) or place_states(places, seen)


def _came_from(verb: Token) -> list[Token]:
    """ "The rifles came from Iran and were bound for Yemen": whence is told by the verb before."""
    if verb.dep_ != "conj" or verb.head.lemma_ not in ("come", "originate", "hail", "stem"):
        return []
    return [p for q in verb.head.rights if q.lower_ in ("from", "in") for p in q.children if p.dep_ == "pobj"]


def with_hosts(c: Candidate, slots: Slots, seen: Seen) -> Candidate:
    """People in a mission are in the state where it works; goods for it are the mission's."""
    people = bool(c.goods) and all(i.cls == "people" for g in c.goods for i in g.items)
    if c.frame.name not in _OF_PEOPLE and not people:
        return c
    sides = {role: [t for s, r in c.frame.slots.items() if r == role for t in slots.get(s, [])] for role in _SIDES}
    left = hosts(c.actor, sides["actor"], seen) if c.frame.name == "withdraw" else c.actor
    return replace(c, actor=left, recipient=hosts(c.recipient, sides["recipient"], seen))


def _around(tokens: Sequence[Token]) -> list[Token]:
    """ "At a camp near Mosul", "at an airfield in the north of Chad": what tells where a place is."""
    return [p for t in tokens for q in t.children if q.lower_ in ("in", "near", "outside") for p in q.children]


def _allowing(verb: Token, seen: Seen, publishers: frozenset[str]) -> Who:
    """Who lets others do it."""
    if (load := let_move(verb)) is not None:
        return who(subjects_of(load.head), seen, publishers)
    above = verb.head
    if verb.dep_ in ("ccomp", "xcomp") and above.lemma_.lower() in (
        "allow",
        "permit",
        "let",
        "license",
        "enable",
        "clear",
    ):
        return who(subjects_of(above), seen, publishers)
    return NOBODY


def _proposing(verb: Token, seen: Seen, publishers: frozenset[str]) -> Who:
    """ "A Senate bill that would give Chad …", "is pushing a plan to give …": whose law or plan it is gives."""
    paper = verb.head
    if verb.dep_ not in ("relcl", "acl") or paper.lemma_.lower() not in LAWS:
        return NOBODY
    return who([paper, *subjects_of(paper.head)] if paper.dep_ in ("dobj", "pobj") else [paper], seen, publishers)


def _of_the_whole(noun: Token, seen: Seen, publishers: frozenset[str]) -> tuple[Who, Who]:
    """ "Iran's ties with Chad, including the transfer of rockets": the sides of the whole are those of its part."""
    node = next((t for t in noun.ancestors if t.lower_ in ("including", "like")), None)
    whole = _whole_of(node) if node is not None else None
    if whole is None:
        return NOBODY, NOBODY
    slots = noun_slots(whole)
    actor = who([*slots.get("poss", []), *slots.get("by", [])], seen, publishers)
    others = [t for word in ("for", "to", "with") for t in slots.get(word, [])]
    return actor, who(others, seen, publishers).without(actor.codes) if actor else NOBODY


def within_base(c: Candidate, roles: dict[str, list[Token]], seen: Seen, publishers: frozenset[str]) -> Candidate:
    """ "Turkish troops to a Turkish base in Qatar": a base of one's own receives for the state in which it lies."""
    if c.frame.name not in ("deploy", "join", "stationed") or not c.recipient:
        return c
    owners = owners_of([g.head for g in c.goods], seen, publishers)
    if set(c.recipient.codes) - {*owners.codes, *c.actor.codes}:
        return c
    inside = [
        p
        for t in roles.get("recipient", [])
        for q in t.children
        if q.lower_ in ("in", "at", "near")
        for p in q.children
    ]
    found = (who(inside, seen, publishers) or place_states(inside, seen)).without((*owners.codes, *c.actor.codes))
    return replace(c, recipient=found) if found.codes else c


def with_owners(
    c: Candidate | None, roles: dict[str, list[Token]], seen: Seen, publishers: frozenset[str]
) -> Candidate | None:
    """Where nobody is named as supplier, the goods' nationality tells ("received Iranian drones")."""
    if c is None:
        return None
    carrier = bool(c.actor) and set(c.actor.codes) <= set(c.recipient.codes)  # the recipient's own ships fetched them
    joint = c.frame.name == "deploy" and bool(c.actor.codes) and all(len(code) > 2 for code in c.actor.codes)
    if c.actor and not carrier and not joint:
        return c
    heads = [t for g in c.goods for t in spine(g.head)] + roles.get("item", [])
    heads += [seen.tokens.head(i.start, i.end) for g in c.goods for i in g.items]  # "Chinese FK-3 systems"
    if c.trigger.dep_ == "acl":  # "Iranian parts and other weaponry bound for Chad"
        heads += [h.head for h in heads if h.dep_ == "conj"]
    heads += [c.trigger] if c.frame.name == "transfer" and c.frame.row.pos == "noun" else []  # "US arms sales to Chad"
    heads += [part for h in heads for part in h.lefts if part.dep_ == "compound"]  # "US Coast Guard patrol boats"
    before = [m for h in heads for m in h.children if m.dep_ in MODIFIERS]
    if c.trigger.dep_ == "relcl":  # "sold Chad 12 drones, which arrived": who was sold them is not their owner
        who_got_them = set(before_a_count(heads))
        before = [m for m in before if m not in who_got_them]
    aided = who([m for m in before if _is_aided(m)], seen, publishers).without(c.recipient.codes)
    if aided.codes and not c.recipient:  # "a Moldova aid package" is for Moldova
        c = replace(c, recipient=aided)
    given = who([m for m in before if _is_given(m, c, seen)], seen, publishers).without(c.recipient.codes)
    if given.codes:  # "buys Chad 700 drones", read as one name
        return replace(c, actor=c.recipient, recipient=given)
    owners = who([m for m in before if not _is_aided(m)], seen, publishers).without(c.recipient.codes)
    makers = {code for code in owners.codes if code in seen.seats and seen.seats[code] in owners.codes}
    owners = owners.without(makers)  # "Lockheed F-16s": a maker's name is no supplier, its state may be
    if not owners.codes and c.frame.name == "receive":  # "received drones delivered by Chad"
        clauses = [v for h in heads for v in h.children if v.dep_ == "acl" and v.tag_ == "VBN"]
        owners = who([o for v in clauses for o in subjects_of(v)], seen, publishers).without(c.recipient.codes)
    if not owners and c.frame.name in BY_THEMSELVES:
        owners = who(senders(c.trigger), seen, publishers).without(c.recipient.codes)
    owners = owners or _made_by(c, seen).without(c.recipient.codes) or _come_from(c, seen).without(c.recipient.codes)
    return replace(c, actor=owners) if owners else c


def _made_by(c: Candidate, seen: Seen) -> Who:
    """ "U.S.-made Puma drones": the state stands before "-made", wherever the parser hung it."""
    text = seen.document.text
    heads = [h for g in c.goods for h in (g.head, *(seen.tokens.head(i.start, i.end) for i in g.items))]
    clauses = [v for h in heads for v in h.children if v.dep_ == "acl" and v.lemma_ in _MAKING]
    if made := who([p for v in clauses for q in v.children if q.lower_ == "in" for p in q.children], seen, frozenset()):
        return made  # "a submarine built in Russia"
    for good in c.goods:
        first = good.items[0].start if good.items else good.head.idx
        for mention in seen.parties:
            near = 0 <= first - mention.end < _NEAR and mention.start > c.trigger.sent.start_char
            if near and mention.code and text.startswith(_MADE, mention.end):
                return Who((state_of(mention.code),), ((mention.start, mention.end),))
    return NOBODY


def _come_from(c: Candidate, seen: Seen) -> Who:
    """ "40 tonnes of mines, believed to come from Chad, arrived": the state named in the clause behind the goods."""
    for good in c.goods:
        end = max(good.span[1], good.quantity.end if good.quantity else 0)
        told = _ORIGIN.match(seen.document.text, end)
        named = [m for m in seen.parties if told and m.start == told.end() and m.code]
        if named:
            return Who((state_of(named[0].code or ""),), ((named[0].start, named[0].end),))
    return NOBODY


def _is_given(word: Token, c: Candidate, seen: Seen) -> bool:
    """Whether a state stands before the figure of goods that a verb of buying buys: it is whom they are bought for."""
    buys = "beneficiary" in c.frame.slots.values() and word.i == c.trigger.i + 1 and word.tag_ == "NNP"
    return buys and word.i + 1 in seen.quantity_at


def _is_aided(word: Token) -> bool:
    """Whether a state's plain name stands before a word of aid; a short form ("US aid", "EU support") is an adjective."""
    aid = word.head.lemma_.lower() in _AID or any(c.lemma_.lower() in _AID for c in word.head.lefts)
    return aid and word.dep_ in ("compound", "nmod") and word.tag_ == "NNP" and not word.text.replace(".", "").isupper()


def _whole_of(including: Token) -> Token | None:
    """What "including" takes a part of: its head, else the owned noun that stands before it."""
    if including.head.pos_ in ("NOUN", "PROPN"):
        return including.head
    before = [t for t in including.head.subtree if t.i < including.i and any(c.dep_ == "poss" for c in t.children)]
    return before[-1] if before else None


def _first(known: Who, found: Who) -> Who:
    return known if known else found


def _part(pair: Who, index: int) -> Who:
    if len(pair.codes) <= index:
        return NOBODY
    return Who((pair.codes[index],), (pair.spans[index],))
