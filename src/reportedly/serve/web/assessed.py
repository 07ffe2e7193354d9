"""What the claims of a ledger come to, worked out when asked for and kept until a claim that it may rest on changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from reportedly.assess.ground import Ground
from reportedly.pipeline import answer, answer_of, repeats, summaries_of
from reportedly.serve.web.keeping import Keeper, Kept
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.document import Document
from reportedly.terms.flow import Echo, Flow, FlowAnswer, FlowSummary
from reportedly.terms.party import state_of
from reportedly.terms.tables import Tables
from reportedly.world.ledgers.catalogue import Catalogue

LOOKED_AT = 10_000
"""Claims among which echoes are looked for at once."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair:
    """A supplier and a recipient, with how many claims are on them."""

    supplier: str
    recipient: str
    claims: int


class Assessed:
    """Answers over a catalogue, for several threads."""

    def __init__(self, catalogue: Catalogue, tables: Tables) -> None:
        self._catalogue, self._tables = catalogue, tables
        self.keeper = Keeper()

    def answer(self, flow: Flow, restricted: bool = True) -> FlowAnswer:
        """All that stands on a flow. restricted: whether restricted claims take part."""
        if flow.known_at is not None:
            past = self._catalogue.ledger.standing(flow.known_at)
            return _public(answer(past, flow, self._tables), past.documents, restricted, self._tables)
        return self._answer(
            flow, restricted
        )  # never an outdated one: answers to programs bear the tag of the last batch

    def summaries(self, pair: Pair, restricted: bool = True) -> tuple[FlowSummary, ...]:
        """The lines of the overview for one pair."""
        flow = Flow(pair.supplier, pair.recipient)
        return self.kept(("summaries", flow, restricted), flow, lambda: self._summaries(flow, restricted))

    def pairs(self, restricted: bool = True) -> tuple[Pair, ...]:
        """Every pair of states (or plain names) with claims on flows, the most claimed first."""
        return self.kept(("pairs", restricted), Flow(None, None), lambda: self._pairs(restricted))

    def _pairs(self, restricted: bool) -> tuple[Pair, ...]:
        counts: dict[tuple[str, str], int] = {}
        told = self._catalogue.tally("actors", "recipients", "kind", public_only=not restricted)
        for (actor, recipient, kind), count in told.items():
            if kind in FLOW_KINDS and actor and recipient:
                key = (state_of(actor), state_of(recipient))
                counts[key] = counts.get(key, 0) + count
        ordered = sorted(counts, key=lambda pair: (-counts[pair], pair))
        return tuple(Pair(*pair, counts[pair]) for pair in ordered)

    def overview(self, most: int = 40, restricted: bool = True) -> tuple[FlowSummary, ...]:
        """The lines of the overview for the busiest pairs, the most claimed flow first."""
        told = [line for pair in self.pairs(restricted)[:most] for line in self.summaries(pair, restricted)]
        return tuple(sorted(told, key=lambda line: (-line.claims, line.supplier, line.recipient, line.item)))

    def echoes(self, restricted: bool = True) -> tuple[dict[str, Echo], tuple[Claim, ...]]:
        """Who repeats whom, by claim, and the claims looked at: those on the busiest pairs, as many as may be waited for."""
        found: dict[str, Echo] = {}
        told: dict[str, Claim] = {}
        left = LOOKED_AT
        for pair in self.pairs(restricted):
            if pair.claims > left:
                continue
            left -= pair.claims
            flow = Flow(pair.supplier, pair.recipient)
            repeated, claims = self.kept(
                ("echoes", flow, restricted),
                flow,
                lambda flow=flow: self._echoes(flow, restricted),  # type: ignore[misc]
            )
            found |= repeated
            told |= {claim.id: claim for claim in claims}
        return found, tuple(told.values())

    def kept(self, key: Hashable, flow: Flow, make: Callable[[], T]) -> T:
        """What was made for a key from the claims that may concern a flow (see `Keeper.get`)."""
        return self.with_age(key, flow, make).value

    def with_age(
        self, key: Hashable, flow: Flow, make: Callable[[], T], make_anew: Callable[[], T] | None = None
    ) -> Kept[T]:
        """The same, with whether it is outdated. make_anew: makes it where nobody waits."""
        return self.keeper.get(key, lambda: self._catalogue.version_of(flow), make, make_anew)

    def later(self, key: Hashable, flow: Flow, make: Callable[[], T]) -> None:
        """Have it made beside the requests."""
        self.keeper.later(key, lambda: self._catalogue.version_of(flow), make)

    def of_flow(self, flow: Flow, restricted: bool) -> tuple[tuple[Claim, ...], tuple[Document, ...]]:
        """The claims that may concern a flow, and their documents."""
        claims = self._catalogue.about(flow)
        if not restricted:
            claims = tuple(claim for claim in claims if claim.handling == "public")
        return claims, tuple(self._catalogue.documents({claim.document.id for claim in claims}).values())

    def _echoes(self, flow: Flow, restricted: bool) -> tuple[dict[str, Echo], tuple[Claim, ...]]:
        claims, documents = self.of_flow(flow, restricted)
        found = repeats(claims, documents, flow, Ground.of(self._tables))
        return {echo.claim: echo for echo in found}, claims

    def _answer(self, flow: Flow, restricted: bool) -> FlowAnswer:
        return answer_of(*self.of_flow(flow, restricted), flow, self._tables)

    def _summaries(self, flow: Flow, restricted: bool) -> tuple[FlowSummary, ...]:
        return summaries_of(*self.of_flow(flow, restricted), flow, self._tables)


def _public(found: FlowAnswer, documents: dict[str, Document], restricted: bool, tables: Tables) -> FlowAnswer:
    """An answer from the past, made anew without what is restricted where that may not be seen."""
    closed = [claim for claim in (*found.claims, *found.other_side) if claim.handling == "restricted"]
    if restricted or not closed:
        return found
    rest = [claim for claim in (*found.claims, *found.other_side) if claim.handling == "public"]
    texts = [documents[i] for i in {claim.document.id for claim in rest} if i in documents]
    return answer_of(rest, texts, found.flow, tables)
