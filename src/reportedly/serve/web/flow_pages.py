"""The pages of flows: made in a worker, kept until a claim that they may rest on changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import perf_counter

from markupsafe import Markup

from reportedly.assess.exchange import overview_class
from reportedly.pipeline import answer_with_growth
from reportedly.present.web.drawing import fragment
from reportedly.present.web.flow_page import drawn_band, flow_page
from reportedly.serve.web.keeping import Kept
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Flow
from reportedly.terms.party import state_of
from reportedly.world.watching.screenings import last_screening, latest_screenings

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
    """A page of a flow, and what leads from it to its neighbours. main: what it shows, drawn; claims: how many it has;
    holds: the ids of those that hold an edge. days: on which something was published on the pair; classes: that claims on
    the pair are on, the most claimed first. seconds: that the making took.
    """

    heading: str
    claims: int
    checked: str
    undated: int
    main: Markup
    holds: tuple[str, ...]
    days: tuple[date, ...]
    classes: tuple[str, ...]
    seconds: float


def page_of(stand: Workbench, asked: Asked) -> Kept[Made]:
    """The page of a flow, with whether it is outdated."""
    return stand.assessed.with_age(
        _key(stand, asked), asked.flow, _maker(stand, asked), _maker(stand, asked, soon=False)
    )


def made_or_later(stand: Workbench, asked: Asked, claims: int) -> Kept[Made] | None:
    """The page where it is at hand, or made soon; else None, and it is made beside the requests."""
    key = _key(stand, asked)
    if stand.workshop is None or claims <= AT_ONCE or stand.assessed.keeper.holds(key):
        return page_of(stand, asked)
    stand.assessed.later(key, asked.flow, _maker(stand, asked, soon=False))
    return None


def warm(stand: Workbench) -> None:
    """Have the workers started, and the pages of the busiest pairs made, so that nobody waits for them."""
    if stand.workshop is not None:
        stand.workshop.made(_ready)
    for pair in stand.assessed.pairs()[:BUSIEST]:
        flow = Flow(pair.supplier, pair.recipient)
        asked = Asked(flow, None, restricted=True)
        stand.assessed.later(_key(stand, asked), flow, _maker(stand, asked, soon=False))


def make(asked: Asked, stand: Workbench) -> Made:
    """Make the page of a flow."""
    began = perf_counter()
    claims, documents = stand.assessed.of_flow(asked.flow, asked.restricted)
    answer, grown = answer_with_growth(
        claims, documents, asked.flow, stand.tables, lambda found: drawn_band(found, stand.names, asked.unit)
    )
    band = drawn_band(answer, stand.names, asked.unit)
    texts = {document.id: document for document in documents}
    page = flow_page(answer, texts, stand.names, band, grown, latest_screenings(stand.ledger))
    main = fragment("flow_main", part=page, flow=asked.flow) if page.claims or page.notes else Markup()
    days = sorted({claim.published_on for claim in claims if claim.published_on})
    classes = _classes(stand, asked.flow, claims)
    told = (page.heading, page.claims, page.checked, page.undated)
    return Made(*told, main, page.holds, tuple(days), classes, perf_counter() - began)


def _key(stand: Workbench, asked: Asked) -> Hashable:
    """By what a page is kept: what is asked, and the last screening, which is no part of the claims."""
    return "page", asked, last_screening(stand.ledger)


def _ready(stand: Workbench) -> bool:
    """The first task of a worker: what it needs is loaded once it is done."""
    return bool(stand.tables.parties)


def _maker(stand: Workbench, asked: Asked, *, soon: bool = True) -> Callable[[], Made]:
    """Makes the page, in a worker where there are any."""
    task = partial(make, asked)
    if stand.workshop is None:
        return partial(task, stand)
    return partial(stand.workshop.made, task, soon=soon)


def _classes(stand: Workbench, flow: Flow, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The classes, at the height of the overview, of the claims on a flow."""
    counts: Counter[str] = Counter()
    for claim in claims:
        if claim.kind in FLOW_KINDS and _names(claim.actor, flow.supplier) and _names(claim.recipient, flow.recipient):
            counts.update({overview_class(item, stand.items) for item in claim.item_classes})
    return tuple(sorted(counts, key=lambda item: (-counts[item], item)))


def _names(codes: Iterable[str], side: str | None) -> bool:
    return any(side in (code, state_of(code)) for code in codes)
