"""resolve.origins: who repeats whom. Five articles may have one origin; here it is said which, and why."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from reportedly.resolve.near_copies import NearCopy, near_copies
from reportedly.resolve.rare_figures import shared_figures
from reportedly.resolve.restated import Key, restated, speakers
from reportedly.resolve.shared_wording import shared_wording
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.flow import Echo
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.telling import nearness, principal


def counted_states(claim: Claim) -> tuple[str, ...]:
    """The states (or plain names) that a claim's origins count as, each once, in the order in which they are named."""
    return tuple(dict.fromkeys(map(state_of, claim.origins)))


def echoes(
    claims: Iterable[Claim], documents: Iterable[Document], items: ItemTree, bodies: Container[str] = ()
) -> tuple[Echo, ...]:
    """The claims that repeat another claim among those given, by claim id; each once, with the first reason that holds:
    a copied text; without a named origin, an origin's rare figure, words in a row, or what an origin had said; a chain that
    ends where one already ended. Nothing repeats, by any number of steps, what repeats it. bodies: codes of organisations
    that are no press, and so origins on their own pages too.
    """
    ordered = sorted({claim.id: claim for claim in claims}.values(), key=nearness)
    found = {echo.claim: echo for echo in _copied(ordered, documents)}
    rest = [claim for claim in ordered if claim.id not in found]
    told = speakers(ordered, bodies)
    later = chain(shared_figures(told, items), shared_wording(ordered, told), restated(told, items), _chained(rest))
    for echo in later:
        if echo.claim not in found and _root(echo.of, found) != echo.claim:
            found[echo.claim] = echo
    return tuple(found[claim] for claim in sorted(found))


def _root(claim: str, found: Mapping[str, Echo]) -> str:
    """What a claim repeats in the end; itself where it repeats none."""
    while claim in found:
        claim = found[claim].of
    return claim


def _copied(ordered: Sequence[Claim], documents: Iterable[Document]) -> Iterator[Echo]:
    """Like claims in copies of one text: each repeats that of the first. Texts without a claim among those given (not yet
    published on the day asked) are none to copy from, nor are the rows of sheets, which are no texts.
    """
    telling = {claim.document.id for claim in ordered if not claim.from_sheet}  # rows of one sheet all look alike
    known = {document.id: document for document in documents if document.id in telling}
    first_of = {copy.document: copy for copy in near_copies(known.values())}
    originals: dict[Key, Claim] = {}
    for claim in sorted(ordered, key=lambda c: c.document.id in first_of):
        for key in _counterparts(claim, first_of):
            originals.setdefault(key, claim)
    for claim in ordered:
        copy = first_of.get(claim.document.id)
        matches = (originals[key] for key in _counterparts(claim, first_of)) if copy else ()
        original = next((match for match in matches if match.document.id != claim.document.id), None)
        if copy and original:
            source = known[copy.of].publisher or "an earlier document"
            reason = f"the same text as {source} ({copy.containment:.0%} of its word runs)"
            yield Echo(claim.id, original.id, "copy", reason)


def _counterparts(claim: Claim, first_of: Mapping[str, NearCopy]) -> Iterator[Key]:
    copy = first_of.get(claim.document.id)
    text = copy.of if copy else claim.document.id
    unit = claim.quantity.unit if claim.quantity else None
    for item in claim.item_classes or ("",):
        yield (text, claim.kind, claim.actor, claim.recipient, item, principal(claim.quantity), unit)


def _chained(ordered: Sequence[Claim]) -> Iterator[Echo]:
    """Reports in other documents of what an origin was already heard to say: like parties, class and figure."""
    heard: dict[Key, Claim] = {}
    for claim in ordered:
        if not claim.origins:
            continue
        unit = claim.quantity.unit if claim.quantity else None
        key = (claim.origins, claim.kind, claim.actor, claim.recipient, claim.item_classes, unit)
        first = heard.setdefault((*key, principal(claim.quantity)), claim)
        if first.document.id != claim.document.id:
            reason = f"its chain ends at {' and '.join(claim.origins)}, already counted"
            yield Echo(claim.id, first.id, "chain", reason)
