"""What is new in a ledger between two moments, flow by flow, made into a dispatch. Like `pipeline` it joins stages and is
pure: it stands beside it so that the story there stays on one page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reportedly.assess.changes import changes
from reportedly.assess.exchange import directions
from reportedly.keep.standing import Standing
from reportedly.pipeline import answers
from reportedly.present.dispatch import Dispatch, DispatchSetting, FlowNews, Period, dispatch
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Flow
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import Tables


def dispatched(before: Standing, after: Standing, about: Period, tables: Tables, how: DispatchSetting) -> Dispatch:
    """The dispatch on what the ledger learned from one moment to another: on each flow with a new claim, and on each where a
    claim no longer stands. Raises UsageError where a document is restricted.
    """
    new = [claim for ident, claim in after.claims.items() if ident not in before.claims]
    gone = [claim for ident, claim in before.claims.items() if ident not in after.claims]
    reviewed = [c for i, c in after.claims.items() if i in before.claims and c != before.claims[i]]
    flows = flows_of([*new, *gone, *reviewed], ItemTree(tables.items))
    pairs = zip(answers(before, flows, tables), answers(after, flows, tables), strict=True)
    news = [FlowNews(later, changes(earlier, later, about.since.date())) for earlier, later in pairs]
    told = [each for each in news if each.changes.any]
    on_flows = {claim for each in told for claim in each.changes.claims}
    others = [claim for claim in new if claim.id not in on_flows]
    cited = {claim.document.id for each in told for claim in (*each.answer.claims, *each.answer.other_side)}
    cited |= {claim.document.id for claim in others}
    documents = [document for ident, document in after.documents.items() if ident in cited]
    return dispatch(told, others, documents, about, how)


def flows_of(claims: Iterable[Claim], items: ItemTree) -> tuple[Flow, ...]:
    """The flows that some claims are about, by pair of states and root of the tree of classes, most claimed first."""
    counted: Counter[tuple[str, str, str | None]] = Counter()
    for claim in claims:
        if claim.kind in FLOW_KINDS:
            roots = {items.path(each)[-1] if each in items else None for each in claim.item_classes} or {None}
            counted.update((*pair, root) for pair in directions(claim) for root in roots)
    ordered = sorted(counted, key=lambda flow: (-counted[flow], flow[0], flow[1], flow[2] or ""))
    return tuple(Flow(supplier, recipient, root) for supplier, recipient, root in ordered)
