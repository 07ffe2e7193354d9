"""The pages of flows, made once and kept until a claim that they may rest on changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.assess.exchange import overview_class
from reportedly.pipeline import answer_of, growth_of
from reportedly.present.web.flow_page import FlowPage, drawn_band, flow_page
from reportedly.serve.web.keeping import Kept
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Flow
from reportedly.terms.party import state_of

BUSIEST = 60
"""Pairs whose pages are made ahead."""
AT_ONCE = 1_500
"""Claims on a pair up to which nobody minds waiting for its page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A flow, the unit that its chart shows, and whether restricted claims take part."""

    flow: Flow
    unit: str | None
    restricted: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A page of a flow, with what leads from it to its neighbours. days: on which something was published on the pair;
    classes: that claims on the pair are on, the most claimed first.
    """

    page: FlowPage
    days: tuple[date, ...]
    classes: tuple[str, ...]


def page_of(stand: Workbench, asked: Asked) -> Kept[Made]:
    """The page of a flow, with whether it is outdated."""
    return stand.assessed.with_age(("page", asked), asked.flow, lambda: _made(stand, asked))


def made_or_later(stand: Workbench, asked: Asked, claims: int) -> Made | None:
    """The page where it is at hand, or made soon; else None, and it is made beside the requests."""
    key = ("page", asked)
    if claims <= AT_ONCE or stand.assessed.keeper.holds(key):
        return page_of(stand, asked).value
    stand.assessed.later(key, asked.flow, lambda: _made(stand, asked))
    return None


def warm(stand: Workbench) -> None:
    """Have the pages of the busiest pairs made, so that nobody waits for them."""
    for pair in stand.assessed.pairs()[:BUSIEST]:
        flow = Flow(pair.supplier, pair.recipient)
        asked = Asked(flow, None, restricted=True)
        stand.assessed.later(("page", asked), flow, lambda asked=asked: _made(stand, asked))  # type: ignore[misc]


def _made(stand: Workbench, asked: Asked) -> Made:
    claims, documents = stand.assessed.of_flow(asked.flow, asked.restricted)
    answer = answer_of(claims, documents, asked.flow, stand.tables)
    band = drawn_band(answer, stand.names, asked.unit)
    grown = growth_of(claims, documents, asked.flow, band, stand.tables) if band else ()
    page = flow_page(answer, {document.id: document for document in documents}, stand.names, band, grown)
    days = sorted({claim.published_on for claim in claims if claim.published_on})
    return Made(page, tuple(days), _classes(stand, asked.flow, claims))


def _classes(stand: Workbench, flow: Flow, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The classes, at the height of the overview, of the claims on a flow."""
    counts: Counter[str] = Counter()
    for claim in claims:
        if claim.kind in FLOW_KINDS and _names(claim.actor, flow.supplier) and _names(claim.recipient, flow.recipient):
            counts.update({overview_class(item, stand.items) for item in claim.item_classes})
    return tuple(sorted(counts, key=lambda item: (-counts[item], item)))


def _names(codes: Iterable[str], side: str | None) -> bool:
    return any(side in (code, state_of(code)) for code in codes)
