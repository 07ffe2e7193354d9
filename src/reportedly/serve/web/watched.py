"""Indicators as who asks may see them: what rests on a restricted claim, also by a figure alone, is for who has leave."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.serve.web.workbench import Workbench
from reportedly.terms.watching import Evaluation, Mark
from reportedly.world.watching import marks


def visible(stand: Workbench, restricted: bool) -> list[Mark]:
    """Each indicator as it was last evaluated. restricted: whether who asks has leave; without it, those are left out that
    rest on a claim which is not public, or no longer there to be looked at.
    """
    every = list(marks.marks(stand.ledger).values())
    if restricted:
        return every
    named = {claim for mark in every for claim in _claims(mark.evaluation)}
    public = {claim.id for claim in stand.catalogue.claims(sorted(named)) if claim.handling == "public"}
    return [mark for mark in every if public.issuperset(_claims(mark.evaluation))]


def _claims(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.before is not None:
        yield from evaluation.before.claims
    yield from evaluation.after.claims
    for crossing in evaluation.crossings:
        yield from crossing.claims
