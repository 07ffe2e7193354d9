"""A query: which of the claims that stand are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.errors import UsageError
from reportedly.terms.claim import Claim, Kind, Modality, Verdict
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.telling import is_public_by


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Every part that is given must hold. actor, recipient, origin: a code or name; a state's code asks for its bodies too.

    item: a class and what is below it. published_by: the last day of publication; claims of undated documents are left
    out, for nobody can say that they were public. text: words in any of the quotes, regardless of case.
    at_least: the reading confidence of claims that nobody has checked. published_from: the first day of publication.
    checked: whether a person has decided of it; verdict: how. public_only: without restricted ones.
    """

    actor: str | None = None
    recipient: str | None = None
    item: str | None = None
    kind: Kind | None = None
    modality: Modality | None = None
    origin: str | None = None
    publisher: str | None = None
    published_by: date | None = None
    text: str | None = None
    document: str | None = None
    at_least: float = 0.0
    published_from: date | None = None
    checked: bool | None = None
    verdict: Verdict | None = None
    public_only: bool = False


def matching(claims: Iterable[Claim], query: ClaimQuery, items: ItemTree) -> tuple[Claim, ...]:
    """The claims asked for, in their order. Raises UsageError on a class of item that the tree does not know."""
    if query.item is not None and query.item not in items:
        raise UsageError(f"{query.item!r} is no class of item")
    return tuple(claim for claim in claims if matches(claim, query, items))


def matches(claim: Claim, query: ClaimQuery, items: ItemTree) -> bool:
    """Whether a claim is asked for."""
    return (
        _party(query.actor, claim.actor)
        and _party(query.recipient, claim.recipient)
        and _party(query.origin, claim.origins)
        and query.kind in (None, claim.kind)
        and query.modality in (None, claim.modality)
        and query.document in (None, claim.document.id)
        and (query.publisher is None or is_party(query.publisher, claim.document.publisher or ""))
        and (query.item is None or any(items.within(i, query.item) for i in claim.item_classes))
        and is_public_by(claim, query.published_by)
        and (claim.reviewed is not None or claim.reading_confidence >= query.at_least)
        and (query.published_from is None or _is_from(claim, query.published_from))
        and query.checked in (None, claim.reviewed is not None)
        and query.verdict in (None, claim.reviewed.verdict if claim.reviewed else "")
        and not (query.public_only and claim.handling == "restricted")
        and (query.text is None or _quotes(claim, query.text))
    )


def is_party(asked: str, code: str) -> bool:
    """Whether a party is the one asked for, or a body of the state asked for; names regardless of case."""
    return asked.casefold() in (code.casefold(), state_of(code).casefold())


def _is_from(claim: Claim, day: date) -> bool:
    return claim.published_on is not None and claim.published_on >= day


def _party(asked: str | None, codes: tuple[str, ...]) -> bool:
    return asked is None or any(is_party(asked, code) for code in codes)


def _quotes(claim: Claim, words: str) -> bool:
    return any(words.casefold() in e.quote.casefold() for e in (claim.evidence, *claim.also))
