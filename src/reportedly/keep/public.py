"""What stands, without all that may not be passed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from reportedly.keep.standing import Standing
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document


@dataclass(frozen=True)
class PublicStanding(Standing):
    """What stands, without all that is restricted. closed: ids of documents and claims that are so by now, if not then."""

    closed: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def documents(self) -> dict[str, Document]:
        every = super().documents
        return {i: each for i, each in every.items() if each.handling == "public" and i not in self.closed}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        every = super().claims
        return {
            i: each
            for i, each in every.items()
            if each.handling == "public" and self.closed.isdisjoint((i, each.document.id))
        }


def public_part(whole: Standing, closed: Iterable[str] = ()) -> PublicStanding:
    """The public part of what stands."""
    return PublicStanding(whole.histories, whole.known_as, whole.last, whole.grades, frozenset(closed))


def closed_ids(whole: Standing) -> frozenset[str]:
    """The ids of the documents and claims that are restricted, also of those that count no more."""
    documents = {i for i, history in whole.histories.items() if history.document.handling == "restricted"}
    claims = (*whole.claims.values(), *whole.rejected.values())
    return frozenset(documents | {claim.id for claim in claims if claim.handling == "restricted"})
