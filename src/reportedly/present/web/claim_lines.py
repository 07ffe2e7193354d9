"""Claims as lines of a page: what, who says it, the words, and what a person has decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.titles import says_kind, title_words
from reportedly.present.web.drawing import address
from reportedly.present.words import (
    MODALITY_WORDS,
    SCOPE_WORDS,
    chain_words,
    day,
    period_words,
    upper_first,
)
from reportedly.terms.claim import Claim, Modality

LONGEST_QUOTE = 400
"""Letters of a quote in a list; the document shows all of it."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """href: of the claim in its document. where: the publisher. checked: what a person decided, else
    how surely it was read.
    """

    id: str
    href: str
    published: str
    what: str
    details: str
    quote: str
    chain: str
    where: str
    modality: Modality
    state: str
    checked: str


def claim_lines(claims: Iterable[Claim], names: Names) -> tuple[ClaimLine, ...]:
    """The claims as lines, in their order."""
    return tuple(claim_line(claim, names) for claim in claims)


def claim_line(claim: Claim, names: Names) -> ClaimLine:
    """A claim as a line."""
    when = claim.happened if claim.happened and claim.happened.text else None
    scope = SCOPE_WORDS[claim.quantity.scope] if claim.quantity and claim.quantity.scope else ""
    kind = "" if says_kind(claim, names) else claim.kind
    details = (kind, scope, (claim.stage or "").replace("-", " "), period_words(when))
    return ClaimLine(
        id=claim.id,
        href=claim_address(claim),
        published=day(claim.published_on),
        what=title_words(claim, names),
        details="; ".join(filter(None, details)),
        quote=shortened(claim.evidence.quote),
        chain=upper_first(chain_words(claim, names)),
        where=claim.document.host or "",
        modality=claim.modality,
        state=MODALITY_WORDS[claim.modality],
        checked=checked_words(claim),
    )


def claim_address(claim: Claim) -> str:
    """Where a claim stands in its document."""
    return f"{address(f'/documents/{claim.document.id}')}#{claim.id}"


def checked_words(claim: Claim) -> str:
    """What a person has decided of a claim, and who; else that nobody has, and how surely the words were read."""
    if claim.reviewed is None:
        return f"not checked; read with {claim.reading_confidence:.0%} confidence"
    return f"{claim.reviewed.verdict} by {claim.reviewed.by}, {day(claim.reviewed.at.date())}"


def shortened(quote: str, most: int = LONGEST_QUOTE) -> str:
    """A quote as a list shows it, cut between words; within a word where it is one."""
    if len(quote) <= most:
        return quote
    return (quote[:most].rpartition(" ")[0] or quote[:most]) + " …"
