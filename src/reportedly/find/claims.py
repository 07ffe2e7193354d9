"""Candidates become claims, in the order in which a document tells them; each frame has its way to a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reportedly.find import answers, denials, figure_claims, flow_claims, following, other_claims
from reportedly.find.arbitration import arbitrated
from reportedly.find.assembly import METHOD, Assembly, Reading
from reportedly.find.context import Context, Told
from reportedly.find.listed import listed, note_receiver
from reportedly.find.lists import with_lists
from reportedly.find.rows import sort_of
from reportedly.find.seen import Seen
from reportedly.find.stories import Stories
from reportedly.find.topics import Topic, topic_of
from reportedly.find.unnamed_loads import load_told
from reportedly.terms.claim import Claim
from reportedly.terms.items import ItemTree

__all__ = ["METHOD", "Reading", "claims_of"]

WAYS: dict[str, Callable[[Assembly], Iterator[Claim]]] = {
    "hold": figure_claims.capacities,
    "equal": figure_claims.equivalents,
    "include": figure_claims.contents,
    "rise": figure_claims.risen,
    "cost": figure_claims.costs,
    "coming": following.coming,
    "listed": listed,
    "tally": figure_claims.tallied,
    "denial": denials.denials,
    "response": answers.responses,
    "asked": answers.responses,
    "punish": other_claims.measures,
    "measure": other_claims.measures,
    "restrict": other_claims.measures,
    "visit": other_claims.visits,
    "meet": other_claims.meetings,
    "host": other_claims.visits,
    "supplier": other_claims.judgements,
    "train": other_claims.training,
    "service": other_claims.services,
}
"""The frames that do not tell of a flow of goods or people."""


Done = tuple[Assembly, tuple[Claim, ...]]


def claims_of(seen: Seen, reading: Reading, publisher: str | None, low: str) -> tuple[list[Claim], list[Done]]:
    """All claims of a document in order of their triggers, repeats not yet merged, and what they were made of. publisher:
    its code if a body."""
    done = list(assembled(seen, reading, publisher, low))
    found = [claim for _, made in done for claim in made]
    return with_lists(arbitrated(found, reading.tree), seen, reading.tree), done


def assembled(seen: Seen, reading: Reading, publisher: str | None, low: str) -> Iterator[Done]:
    """Each candidate with the claims that come of it, before they are weighed against one another."""
    stories = Stories(seen.document.text, publisher is not None)
    contexts: dict[int, Context] = {}
    topic = topic_of(seen, seen.titled)
    for candidate in reading.proposer.candidates(seen):
        story = stories.at(candidate.trigger.idx)
        context = contexts.setdefault(story, Context(topic=Topic() if story else topic))
        way = WAYS.get(candidate.frame.name, flow_claims.flows)
        assembly, made = Assembly(seen, reading, publisher, low, context, candidate), list[Claim]()
        ways = [way(assembly)]
        if assembly.chain.alleged is not None and way is flow_claims.flows:
            ways.append(way(Assembly(seen, reading, publisher, low, context, candidate, alleged=True)))
        for claim in (claim for each in ways for claim in each):
            made.append(claim)
            context.told.append(replace(_told(claim, reading.tree), sentence=candidate.trigger.sent.start))
            if claim.kind == "measure":
                context.measured.add(candidate.trigger.sent.start)
                if candidate.trigger.pos_ == "NOUN":
                    context.measures.add(candidate.trigger.i)
        if (not made or made[0].kind == "transfer") and (load := load_told(assembly)):
            context.loads.append(load)
        if not made:
            note_receiver(context, candidate)
        yield assembly, tuple(made)


def _told(claim: Claim, tree: ItemTree) -> Told:
    quantity = claim.quantity
    return Told(
        claim.actor,
        claim.recipient,
        sort_of(claim.items, None, tree),
        claim.kind,
        claim.items,
        claim.modality,
        quantity.unit if quantity else None,
        scope=quantity.scope if quantity else None,
        happened=claim.happened,
        claim=claim.id,
        attribution=claim.attribution,
        origins=claim.origins,
        quantity=quantity,
        stage=claim.stage,
    )
