"""What the document has told so far: where a sentence leaves out who, to whom or what, an earlier flow of its kind tells.

Carried over by type of flow (arms, people, support), never simply by what was named last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from reportedly.find.bounded import conjuncts
from reportedly.find.candidate import MODIFIERS, Candidate
from reportedly.find.hostility import HOSTILE
from reportedly.find.seen import Seen
from reportedly.find.topics import Topic
from reportedly.find.who import NOBODY, Who, only_backs, who
from reportedly.terms.attribution import Link
from reportedly.terms.claim import FLOW_KINDS, Item, Kind, Modality, Stage
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity, Scope

_BENEFITS = {
    "help", "support", "assist", "aid", "replenish", "bolster", "boost", "strengthen", "defend", "protect", "enable",
    "equip", "arm", "reinforce", "back", "rearm", "restock", "allow", "join", "sustain", "meet", "counter",
    "resupply", "supply",
}  # fmt: skip
_SAKES = {"benefit", "support", "favour", "favor", "use"}
""" "For the benefit of Chad", "in support of Chad", "for the use of Chad's army"."""


_USING = {"fire", "use", "fly", "operate", "launch", "field", "employ", "carry"}
_NEEDS = {"need", "want", "seek", "request", "require", "use", "ask"}


@dataclass(frozen=True, slots=True)
class Told:
    """One flow told before: who, to whom, the sort of flow, the goods' words and classes."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    sort: str
    kind: Kind
    items: tuple[Item, ...]
    modality: Modality = "asserted"
    unit: str | None = None
    scope: Scope | None = None
    happened: Period | None = None
    claim: str = ""
    sentence: int = -1
    attribution: tuple[Link, ...] = ()
    origins: tuple[str, ...] = ()
    quantity: Quantity | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """A load that goes somewhere, of which the text has not yet told what is in it. carrier: a ship or a flight that brings
    one."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    modality: Modality
    sentence: int
    carrier: bool


@dataclass
class Context:
    """The flows told so far in one document, the latest last; the sentences (by first token) that tell a measure, and the
    words of measures themselves; the loads that go somewhere and whose goods are not yet told; who receives, by sentence,
    where nothing was claimed of it."""

    told: list[Told] = field(default_factory=list)
    measured: set[int] = field(default_factory=set)
    measures: set[int] = field(default_factory=set)
    topic: Topic = field(default_factory=Topic)
    loads: list[Load] = field(default_factory=list)
    receivers: list[tuple[tuple[str, ...], int]] = field(default_factory=list)

    def recipient_for(self, actor: tuple[str, ...], sort: str) -> Who:
        """To whom this actor sent such goods before, else anything."""
        for told in self._latest(sort):
            if set(told.actor) & set(actor) and told.recipient:
                return Who(told.recipient, (), carried=True)
        return NOBODY

    def actor_for(self, recipient: tuple[str, ...], sort: str) -> Who:
        """Who sent such goods to this recipient before."""
        for told in self._latest(sort):
            if set(told.recipient) & set(recipient) and told.actor and told.sort == sort:
                return Who(told.actor, (), carried=True)
        return NOBODY

    def given(self, by: tuple[str, ...], to: tuple[str, ...]) -> str | None:
        """The id of the latest claim that one side sent the other something: what "in return" points at."""
        for told in reversed(self.told):
            if told.kind in FLOW_KINDS and set(told.actor) & set(by) and set(told.recipient) & set(to):
                return told.claim
        return None

    def partner_of(self, recipient: tuple[str, ...]) -> Who:
        """To whom the one who now wants something sent goods before: from whom it would come in return."""
        for told in reversed(self.told):
            if told.kind in FLOW_KINDS and set(told.actor) & set(recipient) and told.recipient:
                return Who(told.recipient, (), carried=True)
        return NOBODY

    def flow(self, sort: str | None) -> Told | None:
        """The latest flow of a sort, whole."""
        return next((t for t in reversed(self.told) if sort in (None, t.sort) and t.kind in FLOW_KINDS), None)

    def load(self) -> Told | None:
        """The latest flow of arms, whole; what a load could hold is none."""
        flows = (t for t in reversed(self.told) if t.kind in FLOW_KINDS and t.sort == "arms")
        return next((t for t in flows if t.scope != "capacity"), None)

    def load_last(self) -> Load | None:
        """The load told last, if no flow of named goods was told since."""
        load, flow = self.loads[-1] if self.loads else None, self.flow(None)
        return load if load is not None and (flow is None or flow.sentence <= load.sentence) else None

    def only_way(self, sort: str | None, since: int = -1) -> Told | None:
        """The latest flow of a sort, told no earlier than a sentence (by its first token), where all flows told so far went
        from the same to the same."""
        flows = [t for t in self.told if t.kind in FLOW_KINDS and t.actor and t.recipient]
        one = len({(t.actor, t.recipient) for t in flows}) == 1
        found = next((t for t in reversed(flows) if sort in (None, t.sort)), None) if one else None
        return found if found is not None and found.sentence >= since else None

    def beside(self, sentence: int) -> Told | None:
        """The latest flow told in this very sentence (by its first token)."""
        told = self.flow(None)
        return told if told and told.sentence == sentence else None

    def counted(self) -> Told | None:
        """The latest flow with a figure, which "the number" means; what a load could hold is none."""
        return next((t for t in reversed(self.told) if t.unit and t.scope != "capacity" and t.kind in FLOW_KINDS), None)

    def between(self, states: tuple[str, ...]) -> bool:
        """Whether some flow told before has one of these states on a side: what a measure may be tied to."""
        return any(set(states) & {*t.actor, *t.recipient} for t in self.told if t.kind in FLOW_KINDS)

    def _latest(self, sort: str) -> Iterator[Told]:
        flows = [t for t in reversed(self.told) if t.kind in FLOW_KINDS]
        yield from (t for t in flows if t.sort == sort)
        yield from (t for t in flows if t.sort != sort)


def serves(verb: Token) -> bool:
    """ "Transporting aid to resupply the rebels": its purpose tells for whom it is."""
    return any(c.dep_ == "advcl" and c.tag_ == "VB" and c.lemma_ in _BENEFITS for c in verb.rights)


def beneficiary(c: Candidate, seen: Seen, publishers: frozenset[str]) -> Who:
    """Whom a purpose names: "to help Chad defend itself", "to replenish Russian stocks", "for Chad's army"."""
    for token in _purposes(c.trigger):
        objects = [o for o in token.children if o.dep_ in ("dobj", "dative", "nsubj", "pobj")]
        objects += [o for v in token.children if v.dep_ in ("ccomp", "xcomp") for o in v.children if o.dep_ == "nsubj"]
        found = who(objects, seen, publishers).without(c.actor.codes)
        if found.codes:
            return found
    return NOBODY


def users(c: Candidate, seen: Seen, publishers: frozenset[str]) -> Who:
    """Who fires or flies what was sent: "the shells fired by Chadian guns"."""
    spent = [v for g in c.goods for t in g.head.subtree for v in (t,) if v.dep_ == "acl" and v.lemma_.lower() in _USING]
    agents = [o for v in spent for by in v.children if by.dep_ == "agent" for o in by.children if o.dep_ == "pobj"]
    whose = [m for o in agents for m in o.children if m.dep_ in MODIFIERS]
    return who(agents, seen, publishers) or who(whose, seen, publishers)


def _purposes(trigger: Token) -> Iterator[Token]:
    near = [trigger, *(n for ch in trigger.children if ch.dep_ in ("dobj", "attr", "nsubjpass") for n in conjuncts(ch))]
    for head in near:
        for child in head.subtree:
            if child.lemma_.lower() in _BENEFITS and child.dep_ in ("advcl", "xcomp", "acl", "relcl", "conj", "pcomp"):
                yield child
    for head in near:  # "the radars that Chad needs"
        yield from (c for c in head.subtree if c.dep_ == "relcl" and c.lemma_.lower() in _NEEDS)
    for child in trigger.children:  # "sent men to train in …", "to take part in …"
        if child.dep_ == "advcl" and child.tag_ == "VB":
            yield from (p for p in child.children if p.dep_ == "prep")
    for head in near:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "for":
                yield child
        for child in head.subtree:  # "a measure worth $3 million for the benefit of Chad", "in support of Chad"
            sakes = [p for p in child.children if p.lemma_ in _SAKES] if child.lower_ in ("for", "in") else []
            yield from (q for p in sakes for q in (*p.rights, child) if q.lower_ in ("of", "for"))


def _is_in_another_clause(token: Token, trigger: Token) -> bool:
    """Whether a clause that the trigger is not part of lies between, or it does something else there; so it does where it is
    the subject of a clause behind a semicolon."""
    first, last = sorted((token.i, trigger.i))
    if token.dep_ == "nsubj" and token.head.i != trigger.i and any(t.text == ";" for t in token.doc[first:last]):
        return True
    node = token
    if token.dep_ == "nsubj" and token.head.i != trigger.i and not token.head.is_ancestor(trigger):
        return True  # "…, and Mali has followed", wherever the parser hung that
    if token.dep_ == "nsubj" and token.head.is_ancestor(trigger) and is_set_against(trigger):
        return True  # "Mali sold jets, while Chad has sold tanks"
    while node.head.i != node.i and node.i != trigger.i:
        if (
            node.dep_ in ("relcl", "advcl", "acl")
            and node.tag_ != "VB"
            and not trigger.is_ancestor(node)
            and not node.is_ancestor(trigger)
        ):
            return True
        if node.dep_ == "relcl" and not node.is_ancestor(trigger):
            return True
        node = node.head
    return False


def is_set_against(trigger: Token) -> bool:
    """Whether its clause is set beside another by "while" or "whereas"."""
    clause = next((t for t in [trigger, *trigger.ancestors] if t.dep_ == "advcl"), None)
    return clause is not None and any(c.dep_ == "mark" and c.lower_ in ("while", "whereas") for c in clause.lefts)


def only_other_state(c: Candidate, seen: Seen, known: tuple[str, ...], spoken: frozenset[int]) -> Who:
    """The one other state named in the sentence outside the words of who says it; nobody where there are two."""
    found: dict[str, tuple[int, int]] = {}
    for token in c.trigger.sent:
        if (
            token.i in spoken
            or token.head.lemma_.lower() in HOSTILE
            or token.head.lower_ == "against"
            or _is_in_another_clause(token, c.trigger)
        ):
            continue
        for mention in seen.parties_at.get(token.i, ()):
            if token.dep_ in ("amod", "compound", "nmod") and token.head.i in seen.item_at:
                continue  # whose the goods are
            if only_backs(token, seen):
                continue  # "the Czech-led initiative"
            if mention.code and mention.cls in ("state", "nationality") and mention.code not in known:
                found.setdefault(mention.code, (mention.start, mention.end))
        place = seen.place_at.get(token.i)
        if place and place.country and place.country not in known and token.i not in seen.parties_at:
            found.setdefault(place.country, (place.start, place.end))
    if len(found) != 1:
        return NOBODY
    return Who(tuple(found), tuple(found.values()), carried=True)
