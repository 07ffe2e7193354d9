"""Frames at work: each word of the lexicon in a text proposes who, to whom and what. Nothing is decided here yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.find.arguments import Slots, conjuncts, noun_slots, subjects_of, verb_slots
from reportedly.find.goods import Good, goods_of, sum_beside, sum_told, sum_within
from reportedly.find.lexicon import Frame, Lexicon
from reportedly.find.nearby import first_behind, listed_behind, party_behind
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, place_states, who
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import is_currency

_PLACE_SLOTS = {"to", "into", "in", "at", "on"}
_PRONOUNS = {"more", "some", "many", "most", "others", "they", "them", "those", "these", "it", "all", "both"}
_NUMBERS = {"number", "figure", "total", "count", "contingent", "force", "strength", "that", "it", "tally"}
DEALS = {
    "deal", "contract", "agreement", "accord", "pact", "memorandum", "arrangement", "negotiation", "talk", "order", "tender",
    "plan", "decision", "renewal", "licence", "license",
}  # fmt: skip
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_SUMMING = {"be", "total", "cost", "amount", "exceed", "value", "estimate", "reach", "hit", "top", "surpass", "stand"}
_FLOW_NOUNS = {"transfer", "receipt", "deploy", "package"}
_FLOW_VERBS = {"send", "supply", "receive", "deploy"}
_GIVING = {"send", "supply", "arm", "receive", "deploy", "commit", "conduct", "move", "join"}
_TAKING = {"send", "supply", "receive", "deploy"}
_TOWARDS = {"to", "into", "with"}
_PARTS = {"border", "frontier", "east", "west", "north", "south", "coast", "interior", "outskirts"} | {
    "desk", "congress", "senate", "house", "parliament", "committee", "floor", "vote"
}  # fmt: skip
"""Parts of a country and its own institutions: who sends something there, and names no other state, keeps it at home."""
MOVES = {"send", "deploy", "supply", "offload"}
BY_THEMSELVES = {"move", "join", "stationed", "combat"}
MODIFIERS = {"amod", "compound", "poss", "nmod"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one trigger proposes. used: noun frames that it speaks through ("announced a shipment": the shipment).

    anaphoric: its goods stand for some named before ("some", "that number"). flow: a transfer noun stands among its
    arguments. figure: what a number rises to. by_place: the recipient is the state of a place; nearby: it was read from
    the order of the words alone. elsewhere: people go somewhere that is no other state's ("to the border").
    """

    frame: Frame
    trigger: Token
    actor: Who = NOBODY
    recipient: Who = NOBODY
    goods: tuple[Good, ...] = ()
    used: frozenset[int] = frozenset()
    anaphoric: bool = False
    flow: bool = False
    figure: QuantityMention | None = None
    by_place: bool = False
    nearby: bool = False
    elsewhere: bool = False


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
        found = [part for c in self._all(seen) if c is not None for part in self._split(c, seen)]
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
            if any(t.tag_ in _FINITE for t in sentence) or not sentence.text.rstrip().endswith("."):
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
            yield next(
                (c for c in tried if c.goods), next((c for c in tried if _speaks(c)), tried[0] if tried else None)
            )

    def _split(self, c: Candidate, seen: Seen) -> list[Candidate]:
        """ "drones from Iran and shells from Serbia": goods with a supplier or recipient of their own stand apart."""
        if len(c.goods) > 1 and c.frame.row.pos == "verb" and (parts := self._by_owner(c, seen)):
            return parts
        if len(c.goods) < 2 or not (len(c.actor.codes) > 1 or len(c.recipient.codes) > 1):
            return [c]
        parts = []
        ends = [good.span[0] for good in c.goods[1:]] + [c.goods[-1].head.sent.end_char]
        for good, end in zip(c.goods, ends, strict=True):
            actor = self._own(good, end, "from", "actor", c, seen)
            recipient = self._own(good, end, "to", "recipient", c, seen) or self._own(
                good, end, "for", "recipient", c, seen
            )
            parts.append(replace(c, goods=(good,), actor=actor or c.actor, recipient=recipient or c.recipient))
        return parts if any(p.actor != c.actor or p.recipient != c.recipient for p in parts) else [c]

    def _by_owner(self, c: Candidate, seen: Seen) -> list[Candidate]:
        """ "Two Norwegian soldiers and a Dutch officer were sent": people of several states, sent by nobody else."""
        owners = [
            who([m for t in _spine(g.head) for m in t.children if m.dep_ in MODIFIERS], seen, self.publishers)
            for g in c.goods
        ]
        if not all(o.codes for o in owners) or len({o.codes for o in owners}) < 2:
            return []
        if c.actor.codes and c.actor.codes not in {o.codes for o in owners}:
            return []
        known = {code for o in owners for code in o.codes}
        return [
            replace(c, goods=(g,), actor=o, recipient=c.recipient.without(known))
            for g, o in zip(c.goods, owners, strict=True)
        ]

    def _own(self, good: Good, end: int, word: str, role: str, c: Candidate, seen: Seen) -> Who:
        """The side that is named between a good and the next one, else its nationality."""
        if c.frame.slots.get(word) != role:
            return NOBODY
        behind = [t for t in good.head.sent if good.span[1] <= t.idx < end and t.lower_ == word and t.dep_ == "prep"]
        own = who([o for p in behind[:1] for o in p.children if o.dep_ == "pobj"], seen, self.publishers)
        if own.codes:
            return own
        nationals = who(
            [m for t in _spine(good.head) for m in t.children if m.dep_ in MODIFIERS], seen, self.publishers
        )
        return nationals if role == "actor" and set(nationals.codes) & set(c.actor.codes) else NOBODY

    def _proposed(self, frame: Frame, token: Token, seen: Seen, depth: int) -> Candidate | None:
        slots = verb_slots(token) if frame.row.pos == "verb" else noun_slots(token)
        roles = _by_role(frame, slots)
        candidate = Candidate(frame, token)
        candidate = self._with_parties(candidate, slots, seen)
        candidate = self._with_goods(candidate, roles.get("item", []), slots, seen)
        candidate = self._with_neighbours(candidate, seen)
        if (
            frame.name == "send"
            and set(frame.row.needs) == {"to", "into"}
            and not (candidate.recipient or slots.get("to") or slots.get("into"))
        ):
            return None  # "to help crews fly drones" flies them nowhere
        through = [
            *roles.get("item", []),
            *roles.get("flow", []),
            *(roles.get("recipient", []) if frame.name == "measure" else []),
        ]
        candidate = self._through_nouns(candidate, through, seen, depth)
        if frame.name == "service" and any(i.cls == "people" for g in candidate.goods for i in g.items):
            return None  # "maintains 900 soldiers"
        if frame.name == "tally":
            return self._tallied(candidate, roles, seen)
        candidate = self._within_base(candidate, roles, seen)
        risen = self._risen(candidate, roles, seen) if frame.name == "rise" else candidate
        return self._with_owners(risen, roles, seen)

    def _with_parties(self, c: Candidate, slots: Slots, seen: Seen) -> Candidate:
        actor, recipient, by_place = NOBODY, NOBODY, False
        for slot, role in c.frame.slots.items():
            tokens = slots.get(slot, [])
            if role == "pair":
                pair = who(tokens, seen, self.publishers)
                actor, recipient = _first(actor, _part(pair, 0)), _first(recipient, _part(pair, 1))
            elif role == "actor":
                actor = _first(actor, who(tokens, seen, self.publishers))
                if not actor and c.frame.name == "withdraw":
                    actor = place_states(tokens, seen)
                if not actor and slot == "subj":  # "is allowing companies to sell"
                    actor = self._allowing(c.trigger, seen)
                if (
                    not actor and slot == "subj" and c.frame.name not in ("offload", "haul")
                ):  # "Russian transport planes brought …"
                    carriers = [m for t in tokens if t.i in seen.item_at for m in t.children if m.dep_ in MODIFIERS]
                    actor = who(carriers, seen, self.publishers)
            elif role == "recipient":
                bare = slot in _PLACE_SLOTS and any(t.i in seen.place_at and t.i not in seen.parties_at for t in tokens)
                found = NOBODY if bare else who(tokens, seen, self.publishers)
                if not found and slot in _PLACE_SLOTS:
                    found = place_states(tokens, seen)
                    by_place = by_place or bool(found and not recipient)
                if not found and c.frame.name in ("measure", "punish"):  # "sanctions on firms in Iran"
                    seats = [
                        p
                        for t in tokens
                        for n in conjuncts(t)
                        for q in n.children
                        if q.lower_ == "in"
                        for p in q.children
                    ]
                    found = who(seats, seen, self.publishers)
                recipient = _first(recipient, found)
        if c.frame.row.pos == "noun" and not actor and not recipient:
            actor, recipient = self._of_the_whole(c.trigger, seen)
        if not actor and c.frame.name in BY_THEMSELVES:  # "a batch of rifles from Serbia arrived"
            whence = [
                p
                for t in slots.get("subj", [])
                for n in _spine(t)
                for q in n.children
                if q.lower_ == "from"
                for p in q.children
            ]
            actor = who(whence, seen, self.publishers).without(recipient.codes)
        grounds = [t for slot in ("to", "into") for t in slots.get(slot, []) if t.lemma_.lower() in _PARTS]
        elsewhere = bool(grounds) and not recipient and c.frame.name in ("deploy", "move", "send", "join")
        return replace(c, actor=actor, recipient=recipient, by_place=by_place, elsewhere=elsewhere)

    def _allowing(self, verb: Token, seen: Seen) -> Who:
        """Who lets others do it."""
        above = verb.head
        if verb.dep_ in ("ccomp", "xcomp") and above.lemma_.lower() in ("allow", "permit", "let", "license", "enable"):
            return who(subjects_of(above), seen, self.publishers)
        return NOBODY

    def _of_the_whole(self, noun: Token, seen: Seen) -> tuple[Who, Who]:
        """ "Iran's ties with Chad, including the transfer of rockets": the sides of the whole are those of its part."""
        node = next((t for t in noun.ancestors if t.lower_ in ("including", "like")), None)
        whole = _whole_of(node) if node is not None else None
        if whole is None:
            return NOBODY, NOBODY
        slots = noun_slots(whole)
        actor = who([*slots.get("poss", []), *slots.get("by", [])], seen, self.publishers)
        others = [t for word in ("for", "to", "with") for t in slots.get(word, [])]
        return actor, who(others, seen, self.publishers).without(actor.codes) if actor else NOBODY

    def _with_goods(self, c: Candidate, tokens: Sequence[Token], slots: Slots, seen: Seen) -> Candidate:
        goods = goods_of([t for t in tokens if not self._is_measure(t)], seen)
        if c.frame.name == "supply" and slots.get("with"):
            given = goods_of(slots["with"], seen)
            party = who(slots.get("obj", []), seen, self.publishers)
            if given and party:
                return replace(c, recipient=party, goods=tuple(given))
            goods = goods_of(slots.get("obj", []), seen)
        if c.frame.name in ("package", "transfer") and c.frame.row.pos == "noun" and not any(g.quantity for g in goods):
            goods = _worth_it(c, goods, seen)
        if c.frame.name == "homecoming":
            return self._home(c, slots, seen)
        if c.frame.name == "withdraw":
            return self._withdrawn(c, goods, seen)
        if not goods and c.frame.name in MOVES and not slots.get("obj"):
            goods = [g for g in goods_of(slots.get("subj", []), seen) if g.items and g.items[0].cls == "people"]
            if goods:
                c = replace(c, actor=NOBODY)
        if goods and not any(g.items for g in goods) and slots.get("in"):  # "C$500 million in additional aid"
            named = tuple(i for g in goods_of(slots["in"], seen) for i in g.items)
            goods = [replace(g, items=named) for g in goods]
        if not goods and c.frame.name in ("send", "supply", "haul") and (taken := _taken_up(c.trigger)):
            goods = goods_of(taken, seen)
        if not goods and c.frame.name in ("supply", "send") and slots.get("to") and not slots.get("obj"):
            goods, c = self._behind_recipient(c, slots["to"], seen)
        if not goods and c.frame.name == "transfer" and c.trigger.dep_ == "attr":  # "The rifles were a gift from Chad"
            goods = goods_of(subjects_of(c.trigger.head), seen)
        if goods and not c.recipient and c.frame.name in ("supply", "send"):
            c = replace(c, recipient=self._dative_within(goods, seen))
        if not goods:  # "with what it needs, including radars"
            goods = goods_of([p for v in slots.get("including", []) + slots.get("like", []) for p in [v]], seen)
        anaphoric = not goods and any(t.lower_ in _PRONOUNS for t in tokens)
        return replace(c, goods=tuple(goods), anaphoric=anaphoric)

    def _with_neighbours(self, c: Candidate, seen: Seen) -> Candidate:
        """Goods and a recipient that the parser hung elsewhere in the clause."""
        if c.frame.name == "combat" and not c.recipient:
            return replace(
                c, recipient=party_behind(c.trigger, ("in", "inside", "near"), seen, self.publishers, c.actor.codes)
            )
        if c.frame.name == "presence" and not c.recipient:
            found = party_behind(c.trigger, ("in", "inside", "near"), seen, self.publishers, c.actor.codes)
            return replace(c, recipient=found)
        if c.frame.row.pos != "verb" or c.frame.name not in _GIVING:
            return c
        if not c.goods and c.frame.name in ("supply", "send") and (party := _lone_party(c.trigger, seen)) is not None:
            goods = first_behind(party, seen)
            c = replace(c, goods=tuple(goods), recipient=who([party], seen, self.publishers)) if goods else c
        if not c.goods and not c.anaphoric and c.frame.name in _TAKING and _has_no_object(c.trigger):
            c = replace(c, goods=tuple(first_behind(c.trigger, seen)))
        if c.goods and c.frame.name != "join":
            c = replace(c, goods=(*c.goods, *listed_behind(c.trigger, c.goods, seen)))
            c = replace(c, goods=tuple(sum_beside(c.trigger, g, seen) for g in c.goods))
        if not c.actor and c.goods and c.frame.name == "receive":
            c = replace(c, actor=party_behind(c.trigger, ("from",), seen, self.publishers, c.recipient.codes))
        if not c.recipient and (c.goods or c.anaphoric):
            words = {slot for slot, role in c.frame.slots.items() if role == "recipient"} & _TOWARDS
            found = party_behind(c.trigger, words, seen, self.publishers, c.actor.codes)
            c = replace(c, recipient=found, nearby=bool(found))
        return c

    def _behind_recipient(self, c: Candidate, heads: Sequence[Token], seen: Seen) -> tuple[list[Good], Candidate]:
        """ "Provided to Chad's army machine tools": the parser takes the goods for what stands behind "to"."""
        goods = [g for g in goods_of(heads, seen) if g.items and g.items[0].cls != "people"]
        owners = who([m for t in heads[:1] for m in t.children if m.dep_ == "poss"], seen, self.publishers)
        return (goods, replace(c, recipient=owners)) if goods and owners.codes else ([], c)

    def _is_measure(self, token: Token) -> bool:
        """ "Ordered the suspension of shipments" orders no goods."""
        named = [token, *(c for c in token.children if c.dep_ in ("compound", "nmod"))]
        return any(frame.name == "measure" for t in named for frame in self.lexicon.frames(t))

    def _dative_within(self, goods: Sequence[Good], seen: Seen) -> Who:
        """ "given Mali armed drones": the parser reads the state as part of the goods' name."""
        left = [c for g in goods for c in g.head.lefts if c.dep_ in ("nmod", "compound")]
        named = [t for t in left if any(m.cls == "state" for m in seen.parties_at.get(t.i, ()))]
        return who(named, seen, self.publishers)

    def _home(self, c: Candidate, slots: Slots, seen: Seen) -> Candidate:
        """People who return go to whose they are, from where they were; goods returned go the way that the words say."""
        objects = goods_of(slots.get("obj", []), seen)
        if objects:
            actor = who(slots.get("subj", []), seen, self.publishers)
            return replace(c, actor=actor, goods=tuple(objects))
        goods = [g for g in goods_of(slots.get("subj", []), seen) if g.items and g.items[0].cls == "people"]
        home = who(
            [m for g in goods for t in _spine(g.head) for m in t.children if m.dep_ in MODIFIERS], seen, self.publishers
        )
        there = c.actor or place_states([*slots.get("from", []), *slots.get("in", [])], seen)
        return replace(
            c, recipient=home or c.recipient, actor=there.without(home.codes), goods=tuple(goods) if home else ()
        )

    def _withdrawn(self, c: Candidate, goods: Sequence[Good], seen: Seen) -> Candidate:
        """People who are withdrawn go from where they were to whose they are."""
        goods = [g for g in goods if g.items and g.items[0].cls == "people"]
        owners = who(
            [m for g in goods for t in _spine(g.head) for m in t.children if m.dep_ in MODIFIERS], seen, self.publishers
        )
        home = owners or c.recipient
        return replace(c, recipient=home, actor=c.actor.without(home.codes), goods=tuple(goods))

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
                barred = c.frame.name == "restrict" and (slots_of.get("subj") or frame.name in ("receipt", "receive"))
                c = replace(
                    c,
                    actor=c.actor or (NOBODY if barred else inner.actor),
                    recipient=_other_side(c, inner),
                    goods=c.goods if any(g.items for g in c.goods) else _numbered(inner.goods, c.goods),
                    used=c.used if _is_summed(c, noun, seen) else c.used | {noun.i} | inner.used,
                    flow=True,
                    by_place=c.by_place or (not c.recipient and inner.by_place),
                )
        return c

    def _within_base(self, c: Candidate, roles: dict[str, list[Token]], seen: Seen) -> Candidate:
        """ "Turkish troops to a Turkish base in Qatar": a base of one's own receives for the state in which it lies."""
        if c.frame.name not in ("deploy", "join", "stationed") or not c.recipient:
            return c
        owners = who(
            [m for g in c.goods for t in _spine(g.head) for m in t.children if m.dep_ in MODIFIERS],
            seen,
            self.publishers,
        )
        if set(c.recipient.codes) - {*owners.codes, *c.actor.codes}:
            return c
        inside = [
            p
            for t in roles.get("recipient", [])
            for q in t.children
            if q.lower_ in ("in", "at", "near")
            for p in q.children
        ]
        found = (who(inside, seen, self.publishers) or place_states(inside, seen)).without(
            (*owners.codes, *c.actor.codes)
        )
        return replace(c, recipient=found) if found.codes else c

    def _risen(self, c: Candidate, roles: dict[str, list[Token]], seen: Seen) -> Candidate | None:
        subject = next((t for t in roles.get("number", []) if t.lemma_.lower() in _NUMBERS), None)
        figure = next((seen.quantity_at[t.i] for t in roles.get("figure", []) if t.i in seen.quantity_at), None)
        if subject is None or figure is None:
            return None
        goods = tuple(g for g in goods_of([subject], seen) if g.items)
        return replace(c, goods=goods, figure=figure, anaphoric=not goods)

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
        counted = [n for t in things for n in _spine(t)]
        goods = tuple(g for g in goods_of(things, seen) or goods_of(counted[1:], seen) if g.items)
        for clause in [d for t in things for n in _spine(t) for d in n.children if d.dep_ in ("acl", "relcl")]:
            frame = self.lexicon.frame(clause)
            inner = self._proposed(frame, clause, seen, 2) if frame and frame.name != "tally" else None
            if inner:
                c = replace(c, actor=inner.actor, recipient=inner.recipient, used=c.used | {clause.i})
        if not c.actor and goods:
            spine = [t for g in goods for t in _spine(g.head)]
            owners = who([m for t in spine for m in t.children if m.dep_ in MODIFIERS], seen, self.publishers)
            grounds = [p for t in [*things, *spine] for q in t.children if q.lower_ in ("in", "to") for p in q.children]
            found = who(grounds, seen, self.publishers) or place_states(grounds, seen)
            c = replace(c, actor=owners, recipient=found.without(owners.codes))
        return replace(c, goods=goods, figure=figure, anaphoric=not goods)

    def _with_owners(self, c: Candidate | None, roles: dict[str, list[Token]], seen: Seen) -> Candidate | None:
        """Where nobody is named as supplier, the goods' nationality tells ("received Iranian drones")."""
        if c is None:
            return None
        carrier = bool(c.actor) and set(c.actor.codes) <= set(
            c.recipient.codes
        )  # the recipient's own ships fetched them
        joint = c.frame.name == "deploy" and bool(c.actor.codes) and all(len(code) > 2 for code in c.actor.codes)
        if c.actor and not carrier and not joint:
            return c
        heads = [t for g in c.goods for t in _spine(g.head)] + roles.get("item", [])
        owners = who([m for h in heads for m in h.children if m.dep_ in MODIFIERS], seen, self.publishers)
        owners = owners.without(c.recipient.codes)
        return replace(c, actor=owners) if owners.codes else c


def _whole_of(including: Token) -> Token | None:
    """What "including" takes a part of: its head, else the owned noun that stands before it."""
    if including.head.pos_ in ("NOUN", "PROPN"):
        return including.head
    before = [t for t in including.head.subtree if t.i < including.i and any(c.dep_ == "poss" for c in t.children)]
    return before[-1] if before else None


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
    if noun.i in seen.item_at and (valued := sum_within(noun, seen)):
        return [valued]
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


def _first(known: Who, found: Who) -> Who:
    return known if known else found


def _part(pair: Who, index: int) -> Who:
    if len(pair.codes) <= index:
        return NOBODY
    return Who((pair.codes[index],), (pair.spans[index],))


def _under(token: Token) -> list[Token]:
    """A noun, what is coordinated with it, and what stands under it ("licences for exports of guns", "the agreement that
    promised to buy helicopters")."""
    found = conjuncts(token)
    for node in found:
        if node.lemma_.lower() in DEALS or node.pos_ == "VERB":
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


def _numbered(inner: tuple[Good, ...], outer: tuple[Good, ...]) -> tuple[Good, ...]:
    """The goods of the noun, with the figure that stood before the noun ("two shipments of rifles" counts no rifles)."""
    sums = [g for g in outer if g.quantity and not g.items]
    if sums and inner and not any(g.quantity for g in inner):
        return (replace(inner[0], quantity=sums[0].quantity), *inner[1:])
    return inner or outer


def _spine(head: Token) -> Iterator[Token]:
    """A noun and those under it through "of": "hundreds of Iranian drones"."""
    yield head
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "worth"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _spine(inner)


def _speaks(c: Candidate) -> bool:
    """Whether it says something of a flow; what moves by itself does so only from somebody to somebody."""
    if c.frame.name in BY_THEMSELVES:
        return bool(c.goods and c.recipient and (c.actor or c.frame.name == "join"))
    return bool(c.goods or c.flow or c.figure)
