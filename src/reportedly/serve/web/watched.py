"""Indicators as who asks may see them: what rests on a restricted claim, also by a figure alone, is for who has leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.serve.web.workbench import Workbench
from reportedly.terms.watching import Alert, Evaluation, Mark
from reportedly.world.watching import marks
from reportedly.world.watching.marks import Told


def visible(stand: Workbench, restricted: bool) -> list[Mark]:
    """Each indicator as it was last evaluated. restricted: whether who asks has leave; without it, those are left out that
    rest on a claim which is not public, or no longer there to be looked at.
    """
    every = list(marks.marks(stand.ledger).values())
    if restricted:
        return every
    every = [mark for mark in every if not mark.evaluation.closed]
    named = {claim for mark in every for claim in _claims(mark.evaluation)}
    public = {claim.id for claim in stand.catalogue.claims(sorted(named)) if claim.handling == "public"}
    return [mark for mark in every if public.issuperset(_claims(mark.evaluation))]


def visible_alerts(stand: Workbench, told: Iterable[Told], restricted: bool) -> list[Told]:
    """The alerts, of some, that who asks may see: without leave none that may not be passed on, or that names a claim, be it
    of its states alone, that by now may not be.
    """
    every = list(told)
    if restricted:
        return every
    every = [each for each in every if not each.alert.restricted]
    named = {claim for each in every for claim in _claims_of(each.alert)}
    closed = {claim.id for claim in stand.catalogue.claims(sorted(named)) if claim.handling == "restricted"}
    return [each for each in every if closed.isdisjoint(_claims_of(each.alert))]


def _claims_of(alert: Alert) -> set[str]:
    states = [state for state in (alert.before, alert.after) if state]
    return {claim.id for claim in alert.claims} | {claim for state in states for claim in state.claims}


def _claims(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.before is not None:
        yield from evaluation.before.claims
    yield from evaluation.after.claims
    for crossing in evaluation.crossings:
        yield from crossing.claims
