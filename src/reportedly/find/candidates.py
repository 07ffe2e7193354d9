"""Frames at work: each word of the lexicon in a text proposes who, to whom and what. Nothing is decided here yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from spacy.tokens import Token

from reportedly.find.arguments import Slots, noun_slots, verb_slots
from reportedly.find.bounded import conjuncts
from reportedly.find.candidate import BY_THEMSELVES, DEALS, MODIFIERS, STOPPING, Candidate, spine
from reportedly.find.context import serves
from reportedly.find.contracts import contracted
from reportedly.find.enlarged import enlarged
from reportedly.find.freight import with_goods, with_neighbours
from reportedly.find.goods import Good, goods_of
from reportedly.find.holding import load_figures
from reportedly.find.lexicon import Frame, Lexicon
from reportedly.find.negotiating import at_the_table
from reportedly.find.out_of import of_wholes
from reportedly.find.page import FINITE
from reportedly.find.parting import parted
from reportedly.find.parts import as_a_whole, clauses_of, parts_ways, whole_of
from reportedly.find.seen import Seen
from reportedly.find.sides import with_hosts, with_owners, with_parties, within_base
from reportedly.find.voices import done_otherwise
from reportedly.find.who import NOBODY, Who, place_states, who
from reportedly.find.worth import behind_worth
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import is_currency

_NUMBERS = {
    "number", "figure", "total", "count", "contingent", "force", "strength", "that", "it", "tally", "footprint",
    "presence",
}  # fmt: skip
_REQUESTS = {
    "request", "application", "bid", "plea", "appeal", "proposal", "permission", "consent", "approval", "leave",
}  # fmt: skip
_FLOW_NOUNS = {"transfer", "receipt", "deploy", "package"}
_FLOW_OF_PARTS = {"send", "supply", "receive", "join", "move"}
_AGREEING = {"commit", "receive", "supply", "send"}
_GROUNDS = {"because", "as", "after", "since"}
_SPOKEN_OF = 20
"""From how many on a bare figure that somebody spoke of may be one of goods or people."""
_FLOW_VERBS = {"send", "supply", "receive", "deploy", "arm", "train"}


@dataclass(frozen=True, slots=True)
class Proposer:
    """What the frames need: the lexicon and the codes of publishers, who send nothing."""

    lexicon: Lexicon
    publishers: frozenset[str]

    def candidates(self, seen: Seen) -> list[Candidate]:
        """All proposals of a document, verbs before the nouns that they speak through, in order of their triggers."""
        voiced = frozenset(
            i for s in seen.parse.sents if any(t.pos_ in ("VERB", "AUX") for t in s) for i in range(s.start, s.end)
        )
        tried = of_wholes([c for c in self._all(seen) if c is not None], seen)
        found = [part for c in tried for part in parted(c, seen, self.publishers)]
        known = {c.trigger.i for c in found}
        found += [c for c in self._fragments(seen) if c.trigger.i not in known]
        found.sort(key=lambda c: c.trigger.i)
        used = {i for c in found if c.frame.row.pos == "verb" and _speaks(c) for i in c.used}
        return [c for c in found if c.frame.row.pos == "verb" or (c.trigger.i not in used and c.trigger.i in voiced)]

    def proposed(self, frame: Frame, token: Token, seen: Seen) -> Candidate | None:
        """What one row proposes at one word."""
        return self._proposed(frame, token, seen, 0)

    def flow_at(self, token: Token, seen: Seen) -> Who | None:
        """Both sides of the flow that a noun or gerund of transfer names; None for other words."""
        for frame in self.lexicon.frames(token):
            if frame.name in ("transfer", "supply", "send"):
                c = self._proposed(frame, token, seen, 1)
                if c is not None:
                    return Who((*c.actor.codes, *c.recipient.codes), (*c.actor.spans, *c.recipient.spans))
        return None

    def _fragments(self, seen: Seen) -> Iterator[Candidate]:
        """ "And 10,000 drones from Britain.": a sentence without a verb that goes on with the list of the one before."""
        frame = self.lexicon.listing
        for sentence in seen.parse.sents if frame else ():
            if (
                any(t.tag_ in FINITE for t in sentence)
                or sentence.root.pos_ == "VERB"
                or not sentence.text.rstrip().endswith(".")
            ):
                continue
            givers = [p for t in sentence if t.lower_ == "from" for p in t.children if p.dep_ == "pobj"]
            goods = goods_of([sentence.root], seen) or goods_of([t for t in sentence if t.i in seen.item_at][:1], seen)
            actor = who(givers, seen, self.publishers)
            if frame and goods and actor:
                yield Candidate(frame, sentence.root, actor=actor, goods=tuple(goods))

    def _all(self, seen: Seen) -> Iterator[Candidate | None]:
        for token in seen.parse:
            frames = self.lexicon.frames(token)
            tried = [c for frame in frames if (c := self._proposed(frame, token, seen, 0)) is not None]
            named = [c for c in tried if c.goods]
            whole = (c for c in named if c.actor.codes and c.recipient.codes)
            yield next(chain(whole, named, filter(_speaks, tried), tried), None)

    def _proposed(self, frame: Frame, token: Token, seen: Seen, depth: int) -> Candidate | None:
        slots = verb_slots(token) if frame.row.pos == "verb" else noun_slots(token)
        slots = behind_worth(token, slots) if frame.name == "contract" else slots
        if done_otherwise(frame, token, slots):
            return None
        roles = _by_role(frame, slots)
        candidate = Candidate(frame, token)
        candidate = with_parties(candidate, slots, seen, self.publishers)
        candidate = self._as_punished(candidate, slots, seen, depth)
        candidate = with_goods(candidate, roles.get("item", []), slots, seen, self.publishers, self._is_measure)
        candidate = with_hosts(with_neighbours(candidate, seen, self.publishers), slots, seen)
        if (
            frame.name == "send"
            and set(frame.row.needs) == {"to", "into"}
            and not (candidate.recipient or slots.get("to") or slots.get("into") or serves(token))
        ):
            return None  # "to help crews fly drones" flies them nowhere
        through = [
            *roles.get("item", []),
            *roles.get("flow", []),
            *(roles.get("recipient", []) if frame.name == "measure" else []),
            *(v for v in token.rights if token.lemma_ in STOPPING and v.dep_ == "xcomp" and v.tag_ == "VBG"),
        ]  # "stopped supplying rifles"
        candidate = self._through_nouns(candidate, through, seen, depth)
        if frame.name == "conduct":
            candidate = enlarged(candidate, slots, seen, self.publishers)
            candidate = _raised(candidate, seen) if candidate.flow else candidate
        if frame.name == "restrict" and candidate.recipient and not (candidate.flow and candidate.goods):
            candidate = _withheld(candidate, [*roles.get("flow", []), *slots.get("in", [])], seen)
        if frame.name == "service" and any(i.cls == "people" for g in candidate.goods for i in g.items):
            return None  # "maintains 900 soldiers"
        if frame.name in ("hold", "equal"):
            held = load_figures(token, seen)
            return replace(candidate, figure=held[0], goods=(Good(token, (), held[0]),)) if held else None
        if frame.name == "tally":
            more = enlarged(candidate, slots, seen, self.publishers)
            return more if more is not candidate else self._tallied(candidate, roles, seen)
        if frame.name == "contract":
            return contracted(candidate, slots, seen, self.publishers)
        candidate = as_a_whole(candidate, seen)
        candidate = within_base(self._with_whole(candidate, seen, depth), roles, seen, self.publishers)
        risen = self._risen(candidate, roles, seen) if frame.name == "rise" else candidate
        return at_the_table(with_owners(risen, roles, seen, self.publishers), seen, self.publishers)

    def _with_whole(self, c: Candidate, seen: Seen, depth: int) -> Candidate:
        """ "None of the tanks that Chad pledged to Mali has come", "has yet to deliver the tanks it sold to Mali": what
        came or did not has the sides of what was agreed."""
        if depth > 0 or c.frame.name not in _FLOW_OF_PARTS or (c.actor and c.recipient):
            return c
        wholes = [whole_of(g.head) or g.head for g in c.goods]
        for clause in [v for w in wholes for v in clauses_of(w)]:
            for frame in (f for f in self.lexicon.frames(clause) if f.name in _AGREEING):
                inner = self._proposed(frame, clause, seen, depth + 1)
                if inner is None or not (inner.actor or inner.recipient) or parts_ways(c, inner):
                    continue
                named = who([o for o in clause.rights if o.dep_ in ("dobj", "dative")], seen, self.publishers)
                actor = c.actor or inner.actor.without(c.recipient.codes)
                recipient = c.recipient or (inner.recipient or named).without(actor.codes)
                return replace(c, actor=actor, recipient=recipient)
        return c

    def _as_punished(self, c: Candidate, slots: Slots, seen: Seen, depth: int) -> Candidate:
        """ "Froze the assets of a Syrian airline because it had flown weapons": it is who is punished."""
        subject = next((t for t in slots.get("subj", []) if t.lower_ in ("it", "they")), None)
        ground = c.trigger.dep_ == "advcl" and any(t.lower_ in _GROUNDS for t in c.trigger.lefts)
        if subject is None or not ground or depth > 0:
            return c
        above = (f for f in self.lexicon.frames(c.trigger.head) if f.name == "punish")
        punishing = next((p for f in above if (p := self._proposed(f, c.trigger.head, seen, depth + 1))), None)
        meant = who([subject], seen, self.publishers)
        if punishing is None or not punishing.recipient or meant.codes != punishing.actor.codes:
            return c
        if c.actor.codes == meant.codes:
            return replace(c, actor=punishing.recipient)
        return replace(c, recipient=punishing.recipient) if c.recipient.codes == meant.codes else c

    def _is_measure(self, token: Token) -> bool:
        """ "Ordered the suspension of shipments" orders no goods."""
        named = [token, *(c for c in token.children if c.dep_ in ("compound", "nmod"))]
        return any(frame.name == "measure" for t in named for frame in self.lexicon.frames(t))

    def _through_nouns(self, c: Candidate, tokens: Sequence[Token], seen: Seen, depth: int) -> Candidate:
        """A verb over a noun of transfer takes over what the noun says ("halted the delivery of bombs to …")."""
        if depth > 1 or c.frame.name in BY_THEMSELVES:
            return c
        slots_of = verb_slots(c.trigger) if c.frame.name == "restrict" else {}
        deep = c.frame.name == "restrict"
        reach = [n for t in tokens for n in (_under(t) if deep or t.lemma_.lower() in DEALS else conjuncts(t))]
        for token in reach:
            for noun in [token, *(p for p in token.children if p.dep_ in ("poss",))]:
                frame = self.lexicon.frame(noun)
                verbal = c.frame.name == "restrict" and noun.pos_ == "VERB"
                if frame is None or frame.name not in (_FLOW_VERBS if verbal else _FLOW_NOUNS):
                    continue
                inner = self._proposed(frame, noun, seen, depth + 1)
                if inner is None:
                    continue
                buys = inner.frame.name == "receipt" and not inner.recipient and not c.recipient
                pays = c.frame.name == "supply" and not any(t.lower_ == "for" for t in noun.subtree)
                if buys and (pays or c.frame.name in ("commit", "conduct")):
                    inner = replace(inner, recipient=c.actor)  # "approved the purchase of jets from Chad": it buys
                    c = replace(c, actor=inner.actor)
                barred = c.frame.name == "restrict" and (slots_of.get("subj") or frame.name in ("receipt", "receive"))
                named = c.frame.row.speaks or c.frame.name == "commit"
                if named and inner.actor.codes and inner.frame.name == "transfer":
                    announcer = c.actor.without(inner.actor.codes)  # "Chad announced the delivery by Oslo of radars"
                    c = replace(c, actor=inner.actor, recipient=c.recipient or inner.recipient or announcer)
                c = replace(
                    c,
                    actor=c.actor or (NOBODY if barred else _giver(c, inner)),
                    recipient=_other_side(c, inner),
                    goods=_better(c.goods, inner.goods, noun) or _numbered(inner.goods, c.goods),
                    used=c.used if _is_summed(c, noun, seen) else c.used | {noun.i} | inner.used,
                    flow=True,
                    by_place=c.by_place or (not c.recipient and inner.by_place),
                )
        return c

    def _risen(self, c: Candidate, roles: dict[str, list[Token]], seen: Seen) -> Candidate | None:
        subject = next((t for t in roles.get("number", []) if t.lemma_.lower() in _NUMBERS), None)
        figure = next((seen.quantity_at[t.i] for t in roles.get("figure", []) if t.i in seen.quantity_at), None)
        if subject is None and figure is not None:
            return self._grown(c, roles.get("number", []), figure, seen)
        if subject is None or figure is None:
            return None
        if any(d.dep_ in ("acl", "relcl") for n in spine(subject) for d in n.children):  # "of tanks sent to Mali"
            told = self._tallied(c, {**roles, "item": [subject]}, seen)
            return told and replace(told, goods=tuple(replace(g, quantity=figure) for g in told.goods[:1]))
        goods = tuple(g for g in goods_of([subject], seen) or goods_of([*spine(subject)][1:], seen) if g.items)
        if not goods and _counts_others([subject]):
            return None
        placed = self._whose(c, [subject], goods, seen) if goods else c
        if placed.actor and placed.recipient:  # "the number of Chad's soldiers in Mali has risen to 400"
            return replace(placed, goods=(replace(goods[0], quantity=figure),))
        return replace(c, goods=goods, figure=figure, anaphoric=not goods)

    def _grown(self, c: Candidate, named: Sequence[Token], figure: QuantityMention, seen: Seen) -> Candidate | None:
        """ "Norway's aid to Chad will rise to $90 million": the noun tells the sides, the verb how much."""
        for noun in named:
            frame = self.lexicon.frame(noun)
            inner = self._proposed(frame, noun, seen, 1) if frame and frame.name in _FLOW_NOUNS else None
            if inner is not None and inner.actor and inner.recipient:
                goods = tuple(replace(g, quantity=figure) for g in goods_of([noun], seen)[:1])
                used = inner.used | {noun.i}
                return replace(c, actor=inner.actor, recipient=inner.recipient, goods=goods, used=used)
        return None

    def _tallied(self, c: Candidate, roles: dict[str, list[Token]], seen: Seen) -> Candidate | None:
        """ "put the number of guns shipped to Chad at 400", "counts some 400": a figure for a flow told here or before."""
        figure = next((seen.quantity_at[t.i] for t in roles.get("figure", []) if t.i in seen.quantity_at), None)
        things = roles.get("item", [])
        if figure is None:
            figure = _figure_at(c.trigger, [s for s, role in c.frame.slots.items() if role == "figure"], seen)
        if figure is None:
            figure = next((seen.quantity_at[t.i] for t in things if t.i in seen.quantity_at), None)
            if figure is None or figure.counted is not None:
                return None
            return replace(c, goods=(), figure=figure, anaphoric=True)
        if "of" in c.frame.slots and not _counts_what_was_told(figure):
            return None
        counted = [n for t in things for n in spine(t)]
        goods = tuple(g for g in goods_of(things, seen) or goods_of(counted[1:], seen) if g.items)
        if any(_is_told_beside(g.head, things) for g in goods) or (not goods and _counts_others(things)):
            return None
        for clause in [d for t in things for n in spine(t) for d in n.children if d.dep_ in ("acl", "relcl")]:
            frame = self.lexicon.frame(clause)
            inner = self._proposed(frame, clause, seen, 2) if frame and frame.name != "tally" else None
            if inner:
                c = replace(c, actor=inner.actor, recipient=inner.recipient, used=c.used | {clause.i})
        if not c.actor and goods:
            c = self._whose(c, things, goods, seen)
        return replace(c, goods=goods, figure=figure, anaphoric=not goods)

    def _whose(self, c: Candidate, things: Sequence[Token], goods: Sequence[Good], seen: Seen) -> Candidate:
        """Whose the people or goods of a number are, and where they are."""
        trunk = [t for g in goods for t in spine(g.head)]
        owners = who([m for t in trunk for m in t.children if m.dep_ in MODIFIERS], seen, self.publishers)
        places = [q for t in [*things, *trunk, c.trigger] for q in t.children if q.lower_ in ("in", "to")]
        grounds = [p for q in places for p in q.children]
        found = who(grounds, seen, self.publishers) or place_states(grounds, seen)
        return replace(c, actor=owners, recipient=found.without(owners.codes) or c.recipient.without(owners.codes))


def _counts_others(counted: Sequence[Token]) -> bool:
    """ "The number of refugees": of no goods that were told before."""
    return any(p.pos_ == "NOUN" for t in counted for q in t.rights if q.lower_ == "of" for p in q.children)


def _is_told_beside(good: Token, counted: Sequence[Token]) -> bool:
    """ "The number of people killed by shells": it is people who are counted."""
    things = {t.i for t in counted}
    over = next((t for t in good.ancestors if t.i in things or t.pos_ == "VERB"), None)
    return over is not None and over.i not in things and any(t.i in things for t in over.ancestors)


def _counts_what_was_told(figure: QuantityMention) -> bool:
    """Of "spoke of around 900" the bare figure counts what was told; not of "40 attacks", "40 more", "spoke of two"."""
    size = figure.quantity.low or figure.quantity.high or 0
    return figure.counted is None and figure.quantity.unit is None and not figure.additional and size >= _SPOKEN_OF


def _better(own: tuple[Good, ...], of_noun: tuple[Good, ...], noun: Token) -> tuple[Good, ...]:
    """A verb's own goods, if it names any; where these are only the noun of transfer ("a foreign military sale"), those that
    the noun itself goes on to name."""
    further = tuple(g for g in of_noun if g.head.i > noun.i and g.items)
    if further and all(g.head.i == noun.i and g.quantity is None for g in own if g.items):
        return further
    return own if any(g.items for g in own) else ()


def _raised(c: Candidate, seen: Seen) -> Candidate:
    """ "Doubled its aid to Chad to $90 million": what it comes to is the quantity."""
    figure = None if any(g.quantity for g in c.goods) else _figure_at(c.trigger, ["to"], seen)
    if figure is None or not is_currency(figure.quantity.unit) or not c.goods:
        return c
    return replace(c, goods=(replace(c.goods[0], quantity=figure), *c.goods[1:]))


def _withheld(c: Candidate, tokens: Sequence[Token], seen: Seen) -> Candidate:
    """ "Blocked $60 million in aid to Ukraine": what is withheld stands there itself, and no noun of transfer."""
    goods = [g for g in goods_of(tokens, seen) if g.items and g.items[0].cls != "people"]
    return replace(c, goods=tuple(goods), flow=c.flow or bool(goods))


def _is_summed(c: Candidate, noun: Token, seen: Seen) -> bool:
    """ "The $80 million package contains rifles": the package has a sum that the verb does not take over."""
    return c.frame.name == "include" and any(t.i in seen.quantity_at for t in noun.lefts)


def _figure_at(verb: Token, words: Sequence[str], seen: Seen) -> QuantityMention | None:
    """The figure under a preposition of the frame ("at", "to") that the parser hung elsewhere in the verb's phrase."""
    for token in verb.subtree:
        if token.dep_ == "prep" and token.lower_ in words and token.i > verb.i:
            found = next((seen.quantity_at[p.i] for p in token.subtree if p.i in seen.quantity_at), None)
            if found:
                return found
    return None


def _by_role(frame: Frame, slots: Slots) -> dict[str, list[Token]]:
    roles: dict[str, list[Token]] = {}
    for slot, role in frame.slots.items():
        roles.setdefault(role, []).extend(slots.get(slot, []))
    return roles


def _under(token: Token) -> list[Token]:
    """A noun, what is coordinated with it, and what stands under it ("licences for exports of guns", "the agreement that
    promised to buy helicopters")."""
    found = conjuncts(token)
    for node in found:
        if node.lemma_.lower() in DEALS | _REQUESTS or node.pos_ == "VERB":
            near = [
                *node.children,
                *(c for c in node.head.children if node.dep_ == "dobj" and c.dep_ == "advcl" and c.i > node.i),
            ]
            found.extend(
                v for v in near if v.dep_ in ("acl", "relcl", "xcomp", "advcl") and v.pos_ == "VERB" and v not in found
            )
        for prep in node.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "for", "on", "to"):
                found.extend(p for p in prep.children if p.dep_ == "pobj" and p not in found)
    return found


def _other_side(c: Candidate, inner: Candidate) -> Who:
    """Whose flow it is beside who acts: a buyer who stops buying hits the seller."""
    if c.recipient and not set(c.recipient.codes) <= set(c.actor.codes):
        return c.recipient
    if inner.recipient and set(inner.recipient.codes) <= set(c.actor.codes):
        return inner.actor
    if c.frame.name == "restrict" and inner.frame.name in ("receipt", "receive") and inner.actor:
        return inner.actor
    return inner.recipient or c.recipient


def _giver(c: Candidate, inner: Candidate) -> Who:
    """ "Took delivery of its first jets": "its" is the receiver's, and gives nothing."""
    return inner.actor.without(c.recipient.codes) if c.frame.name == "receive" else inner.actor


def _numbered(inner: tuple[Good, ...], outer: tuple[Good, ...]) -> tuple[Good, ...]:
    """The goods of the noun, with the figure that stood before the noun ("two shipments of rifles" counts no rifles)."""
    sums = [g for g in outer if g.quantity and not g.items]
    if sums and inner and not any(g.quantity for g in inner):
        return (replace(inner[0], quantity=sums[0].quantity), *inner[1:])
    return inner or outer


def _speaks(c: Candidate) -> bool:
    """Whether it says something of a flow; what moves by itself does so only from somebody to somebody."""
    if c.frame.name in BY_THEMSELVES:
        return bool(c.goods and c.recipient and (c.actor or c.frame.name == "join"))
    return bool(c.goods or c.flow or c.figure)
