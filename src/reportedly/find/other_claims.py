"""Claims of other kinds: measures, visits, judgements of rank, training and services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import is_passive, subjects_of, verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.bars import is_everyday, is_supposed
from reportedly.find.candidate import DEALS, LAWS
from reportedly.find.chains import self_spoken
from reportedly.find.context import only_other_state
from reportedly.find.goods import goods_of
from reportedly.find.left_out import recipient_of, speaker_side
from reportedly.find.listings import is_listing
from reportedly.find.rows import PEOPLE, Row, plain_rows, rows_of
from reportedly.find.who import NOBODY, Who, place_states, who
from reportedly.find.withheld import hit_by
from reportedly.terms.claim import Claim, Item
from reportedly.terms.party import state_of

_EVADING = {
    "evade",
    "violate",
    "circumvent",
    "breach",
    "flout",
    "dodge",
    "bypass",
    "skirt",
    "break",
    "defy",
    "undermine",
    "contravene",
    "infringe",
}
_BREACHES = {"violation", "breach", "contravention", "defiance", "evasion", "circumvention", "infringement", "spite"}
_INSTRUMENTS = {
    "resolution",
    "law",
    "treaty",
    "embargo",
    "rule",
    "ban",
    "agreement",
    "convention",
    "sanction",
    "regime",
}
_DECREEING = {"order", "announce", "declare", "decree", "confirm"}
"""Verbs by which a measure is taken in words: whoever orders it says so."""
_RANKING = {"become", "be", "remain", "rank", "count", "figure", "number", "emerge"}
_COMPARING = {"alongside", "besides", "beside", "like", "behind", "ahead"}


_BUYING = {"import", "purchase", "buy"}


def measures(a: Assembly) -> Iterator[Claim]:
    if a.barred(_is_broken(a.c.trigger), "a measure that somebody breaks, who does not impose it"):
        return
    if a.c.trigger.dep_ in ("acl", "relcl") and a.c.trigger.head.lemma_.lower() in _INSTRUMENTS:
        return
    over = a.c.trigger.head
    if a.barred(over.lower_ == "under" and is_listing(over.head), "the verb tells who is put under it"):
        return
    actor = a.spoken_for(a.c.actor)
    if (
        not actor.codes and over.dep_ == "relcl" and over.head.lemma_.lower() in LAWS
    ):  # "the resolution that threatens …"
        actor = who(subjects_of(over.head.head), a.seen, a.reading.proposer.publishers)
    if not actor.codes and a.c.trigger.dep_ in ("dobj", "nsubjpass", "pobj", "conj"):
        actor = a.subject_above()
    over = a.c.trigger.head
    if a.c.trigger.dep_ == "dobj" and over.lemma_.lower() in _DECREEING and len(a.chain.links) == 1:
        a.chain = self_spoken(a.chain, subjects_of(over), a.seen)
    recipient = a.spoken_for(a.c.recipient).without(actor.codes)
    rows = rows_of(a.c, a.reading.tree)
    if not recipient.codes and a.c.frame.name != "restrict":
        recipient = _named_within(a).without(actor.codes)
    if not recipient.codes:
        recipient = _whose_flow(a).without(actor.codes)
    if a.c.frame.name == "restrict":
        if not actor.codes:
            actor = only_other_state(a.c, a.seen, recipient.codes, a.spoken)
        if not actor.codes and is_passive(a.c.trigger):
            actor = speaker_side(a, recipient)
        if not a.c.flow:
            recipient, rows = _partner_of_deal(a, actor)
        trained = a.c.flow and bool(recipient.codes)  # "stopped training Iraqi troops"
        if a.barred(not rows and not trained, "no flow of goods is restricted by it") or not actor.codes:
            return
        withheld = [row for row in rows if is_everyday(a, row)]
        bought = any(a.seen.parse[i].lemma_.lower() in _BUYING for i in a.c.used)  # "forbids the import of timber"
        if a.barred(bool(withheld) and (bought or not a.c.used), "goods of everyday trade are withheld"):
            return
        recipient = recipient if recipient.codes else recipient_of(a, actor, rows[0])
    elif a.barred(
        not (_tied(a, recipient) or any(not is_everyday(a, r) for r in rows)),
        "a measure that no goods and no flow told before are tied to",
    ):
        return
    if not actor.codes or not recipient.codes:
        a.lacks(actor, recipient)
        return
    sides = _whose_flow(a, nouns=True)
    if set(recipient.codes) < set(
        sides.codes
    ):  # "on five firms over arms transfers between Iran and Sudan": both sides
        recipient = sides.without(actor.codes)
    yield a.claim("measure", actor, recipient, hit_by(a, rows))


def _is_broken(measure: Token) -> bool:
    """ "Violated the embargo", "in breach of the embargo", "despite the embargo"."""
    over = measure.head
    if measure.pos_ != "NOUN":
        return False
    if over.lemma_.lower() in _EVADING and measure.dep_ in ("dobj", "conj", "nsubjpass"):
        return True
    of_it = over.dep_ == "prep" and over.lower_ == "of" and over.head.lemma_.lower() in _BREACHES
    return of_it or (over.dep_ == "prep" and over.lower_ in ("despite", "notwithstanding"))


def _partner_of_deal(a: Assembly, actor: Who) -> tuple[Who, list[Row]]:
    """ "Suspended an agreement with Chad on military equipment": with whom, and on what."""
    deals = [t for t in a.c.trigger.subtree if t.lemma_.lower() in DEALS and t.i > a.c.trigger.i]
    inside = [t for d in deals[:1] for t in d.subtree]
    goods = goods_of([t for t in inside if t.i in a.seen.item_at], a.seen)
    withs = [p for t in inside if t.lower_ in ("with", "to") for p in t.children if p.dep_ == "pobj"]
    partner = who(withs, a.seen, a.reading.proposer.publishers).without(actor.codes)
    return partner, plain_rows(goods, a.reading.tree) if partner.codes else []


def _whose_flow(a: Assembly, nouns: bool = False) -> Who:
    """ "Sanctions on those who help arms transfers between Iran and Sudan": it hits the sides of the flow. nouns: only a
    flow that a noun names; what somebody did ("for sending drones to Sudan") is only why."""
    for token in a.c.trigger.sent:
        if token.i <= a.c.trigger.i or (nouns and token.pos_ != "NOUN"):
            continue
        flow = a.reading.proposer.flow_at(token, a.seen)
        if flow is not None and flow.codes:
            return flow
    return NOBODY


def _named_within(a: Assembly) -> Who:
    """ "Sanctions on firms that ship drones for Iran": whoever is named in the words for whom it hits."""
    hit = [p for p in a.c.trigger.children if p.dep_ == "prep" and p.lower_ in ("on", "against")]
    hit += [c for c in a.c.trigger.children if c.dep_ == "acl" and c.lemma_.lower() in ("target", "aim", "hit")]
    hit += [c for c in a.c.trigger.children if c.dep_ == "dobj"] if a.c.trigger.pos_ == "VERB" else []
    found = (
        who([t for t in h.subtree if t.i in a.seen.parties_at], a.seen, a.reading.proposer.publishers) for h in hit
    )
    return next((w for w in found if w.codes), NOBODY)


def _tied(a: Assembly, recipient: Who) -> bool:
    """Whether a measure has to do with flows: the sentence names goods, or the document told a flow of these states."""
    sentence = a.c.trigger.sent
    if any(t.lemma_.lower() in ("export", "embargo", "proliferation", "arms") for t in sentence):
        return True
    named = {a.seen.item_at[t.i].item for t in sentence if t.i in a.seen.item_at}
    if any("civil-goods" not in a.reading.tree.path(item) for item in named):  # "the import of timber" ties to nothing
        return True
    return a.context.between(recipient.codes)


def visits(a: Assembly) -> Iterator[Claim]:
    if a.c.frame.row.lemma == "fly to" and any(c.dep_ == "dobj" for c in a.c.trigger.children):
        return
    hosted = [r for r in rows_of_object(a) if r.sort == PEOPLE]
    if a.c.frame.name == "host" and hosted:
        for row in hosted:
            yield from _stationed(a, row)
        return
    if a.c.trigger.dep_ in ("acl", "amod"):  # "an official visiting Chad": named in passing
        return
    if a.c.trigger.dep_ == "pobj" and any(t.dep_ == "acl" for t in a.c.trigger.ancestors):  # "signed during his visit"
        return
    actor = a.spoken_for(a.c.actor)
    if not actor.codes and _is_on_it(a.c.trigger):
        actor = a.subject_above()
    recipient = a.spoken_for(a.c.recipient).without(actor.codes)
    if actor.codes and not recipient.codes and a.c.frame.row.pos == "noun":
        told = next(
            (t for t in reversed(a.context.told) if t.kind == "visit" and set(t.actor) & set(actor.codes)), None
        )
        recipient = Who(told.recipient, carried=True) if told else NOBODY
    if not actor.codes or not recipient.codes:
        a.lacks(actor, recipient)
        return
    label = _traveller(actor, a) or a.c.trigger.text
    span = (a.c.trigger.idx, a.c.trigger.idx + len(a.c.trigger))
    yield a.claim("visit", actor, recipient, Row((Item(label, "visit"),), None, (span,), None, "support"))


def rows_of_object(a: Assembly) -> list[Row]:
    """The goods or people that a verb has as its object, as rows."""
    return plain_rows(goods_of(verb_slots(a.c.trigger).get("obj", []), a.seen), a.reading.tree)


def _stationed(a: Assembly, row: Row) -> Iterator[Claim]:
    """ "Russia hosts 400 Cuban soldiers": people of one state who are in another."""
    host, guests = a.spoken_for(a.c.recipient), a.spoken_for(a.c.actor)
    if {i.item for i in row.items} != {"delegation"} and host.codes and guests.without(host.codes).codes:
        yield a.claim("deployment", guests.without(host.codes), host, row)


def meetings(a: Assembly) -> Iterator[Claim]:
    """Whoever meets another in the other's country visits it."""
    slots = verb_slots(a.c.trigger)
    hosts = [t for word in ("with", "obj") for t in slots.get(word, [])]
    states = {state_of(code) for code in who(hosts, a.seen, a.reading.proposer.publishers).codes}
    if a.c.trigger.pos_ == "VERB" and set(a.c.recipient.codes) & states and not states & set(a.c.actor.codes):
        yield from visits(a)


def _traveller(actor: Who, a: Assembly) -> str | None:
    """The name of the office-holder who travels, where the actor's words name or mean one."""
    for start, end in actor.spans:
        for mention in a.seen.parties_at.get(a.seen.tokens.at(start, end)[0], ()):
            if mention.cls == "person" and mention.code:
                return mention.name or mention.text
    return None


def _is_on_it(trigger: Token) -> bool:
    """Whether the sentence's subject makes the visit: "paid a visit to", "met … during a visit to"."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return True
    if trigger.dep_ == "pobj":
        return trigger.head.lower_ in ("during", "on", "after", "before", "for")
    return trigger.dep_ == "dobj" and trigger.head.lemma_.lower() in (
        "make",
        "pay",
        "begin",
        "conclude",
        "start",
        "end",
        "plan",
    )


def judgements(a: Assembly) -> Iterator[Claim]:
    verb = next((t for t in a.c.trigger.ancestors if t.lemma_ in _RANKING and t.pos_ in ("VERB", "AUX")), None)
    if a.barred(verb is None, "no “be” or “become” stands over it") or verb is None:
        return
    ranked = subjects_of(verb)
    if any(t.i == a.c.trigger.i for t in ranked):  # "Chad's biggest supplier is Iran"
        ranked = [t for t in verb.children if t.dep_ == "attr"]
    actor = a.spoken_for(who(ranked, a.seen, a.reading.proposer.publishers))
    recipient = a.spoken_for(a.c.recipient)
    if set(recipient.codes) & set(actor.codes):
        recipient = only_other_state(a.c, a.seen, actor.codes, a.spoken)
    if not actor.codes or not recipient.codes:
        a.lacks(actor, recipient)
        return
    peers = who(_peers(verb), a.seen, a.reading.proposer.publishers).without((*actor.codes, *recipient.codes))
    rows = rows_of(a.c, a.reading.tree)
    items = tuple(i for row in rows for i in row.items) or (Item(a.c.trigger.text, "arms"),)
    spans = tuple(s for row in rows for s in row.spans)
    claim = a.claim("judgement", actor, recipient, Row(items, None, spans, None, "arms"))
    yield replace(claim, compared=peers.codes)


def _peers(verb: Token) -> list[Token]:
    """The nouns after "alongside", "together with", "behind" …: who is compared."""
    found: list[Token] = []
    for token in verb.sent:
        together = token.lower_ == "with" and token.i > 0 and token.doc[token.i - 1].lower_ in ("together", "along")
        next_to = token.lower_ == "to" and token.i > 0 and token.doc[token.i - 1].lower_ in ("next", "close")
        if token.i > verb.i and (token.lower_ in _COMPARING or together or next_to):
            found.extend(p for p in token.subtree if p.dep_ == "pobj")
    return found


def training(a: Assembly) -> Iterator[Claim]:
    own = [d for c in a.c.trigger.children if c.dep_ == "dobj" for d in c.children if d.tag_ == "PRP$"]
    if a.barred(a.c.frame.row.lemma.endswith(" training") and bool(own), "they trained by themselves"):
        return
    over = a.reading.proposer.lexicon.frame(a.c.trigger.head) if a.c.trigger.dep_ == "dobj" else None
    stopped = over is not None and over.name == "restrict"  # "suspended its training programme"
    if a.barred(stopped or is_supposed(a.c.trigger), "it is supposed or hindered, not told"):
        return
    actor = a.spoken_for(a.c.actor)
    recipient = a.spoken_for(a.c.recipient).without(actor.codes)
    trained_people = a.context.flow(PEOPLE)
    if trained_people and any(_takes_up(t, a) for t in a.c.trigger.children):
        recipient = Who(trained_people.actor, carried=True).without(actor.codes)
    if not actor.codes:
        actor = _trainers(a).without(recipient.codes)
    if not actor.codes and is_passive(a.c.trigger) and a.c.trigger.dep_ == "acl":  # "with 900 Kenyans trained so far"
        actor = a.context.actor_for(recipient.codes, "support")
    if not actor.codes:
        actor = NOBODY if is_passive(a.c.trigger) else a.subject_above().without(recipient.codes)
    if not actor.codes:
        grounds = [t for word in ("in", "at") for t in verb_slots(a.c.trigger).get(word, [])]
        actor = who(grounds, a.seen, a.reading.proposer.publishers) or place_states(grounds, a.seen)
        recipient = recipient.without(actor.codes)
    if not actor.codes or not recipient.codes:
        a.lacks(actor, recipient)
        return
    span = (a.c.trigger.idx, a.c.trigger.idx + len(a.c.trigger))
    counting = [a.c.trigger.head] if a.c.trigger.dep_ == "acl" else list(a.c.trigger.subtree)
    trained = next((a.seen.quantity_at[t.i] for t in counting if t.i in a.seen.quantity_at), None)
    quantity = trained.quantity if trained and trained.quantity.unit == "person" else None
    if trained and trained.quantity.unit in ("member", None) and trained.counted is not None:
        quantity = replace(trained.quantity, unit="person")  # "33,000 members of its forces", "58,000 Ghanaians"
    row2 = Row(
        (Item(a.c.trigger.text, "training"),),
        quantity,
        (span,),
        (trained.start, trained.end) if quantity and trained else None,
        "support",
    )
    yield a.claim("assistance", actor, recipient, row2)


def _takes_up(token: Token, a: Assembly) -> bool:
    """ "Them", "these troops": people told of before, where their own state is not named."""
    if token.dep_ not in ("dobj", "nsubjpass"):
        return False
    people = token.i in a.seen.item_at and a.seen.item_at[token.i].cls == "people"
    pointed = people and any(c.lower_ in ("these", "those") for c in token.children)
    named = who([token], a.seen, a.reading.proposer.publishers)
    return token.lower_ in ("them", "they") or (pointed and not named.codes)


def _trainers(a: Assembly) -> Who:
    """ "Being taught to fly drones by Chadian instructors": the parser hangs them on what is taught."""
    if not is_passive(a.c.trigger):
        return NOBODY
    agents = [t for t in a.c.trigger.subtree if t.lower_ == "by" and t.dep_ in ("agent", "prep")]
    return who([o for by in agents for o in by.children if o.dep_ == "pobj"], a.seen, a.reading.proposer.publishers)


def services(a: Assembly) -> Iterator[Claim]:
    """ "Turkey overhauls Pakistan's submarines": whose goods are kept up gets a service."""
    actor = a.spoken_for(a.c.actor)
    owned = [
        t
        for thing in verb_slots(a.c.trigger).get("obj", [])
        for t in thing.subtree
        if t.dep_ == "poss" and t.tag_ != "PRP$"
    ]
    owners = who(owned, a.seen, a.reading.proposer.publishers)
    recipient = (owners or a.spoken_for(a.c.recipient)).without(actor.codes)
    rows = [row for row in rows_of(a.c, a.reading.tree) if row.sort == "arms"]
    if not actor.codes or not recipient.codes or not rows:
        return
    span = (a.c.trigger.idx, a.c.trigger.idx + len(a.c.trigger))
    yield a.claim(
        "assistance", actor, recipient, Row((Item(a.c.trigger.text, "services"),), None, (span,), None, "support")
    )
