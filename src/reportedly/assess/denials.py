"""assess.denials: each denial beside the claims it speaks against, and what its own side has said since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.assess.counted import counts
from reportedly.terms.claim import Claim
from reportedly.terms.findings import Denied
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.telling import nearness, told_on


def denied(denials: Iterable[Claim], claims: Iterable[Claim], items: ItemTree) -> tuple[Denied, ...]:
    """The denials, nearest their origin first. A later claim by which the state that denied says the thing itself overtakes
    the denial, for the classes that the claim is about and no others; a denial without a class is of everything.
    """
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in (c for c in claims if counts(c)):
        alike[(claim.kind, claim.actor, claim.recipient, claim.item_classes)].append(claim)
    groups = tuple(alike.values())
    return tuple(_denied(denial, groups, items) for denial in sorted(denials, key=nearness))


def _denied(denial: Claim, groups: Iterable[Sequence[Claim]], items: ItemTree) -> Denied:
    """groups: counted claims of like kind, parties and classes, which a denial speaks to all or none of."""
    day = told_on(denial) or date.max
    against = sorted((c for group in groups if _speaks_to(denial, group[0], items) for c in group), key=nearness)
    before = [c.id for c in against if (told_on(c) or date.max) <= day and not _same_voice(denial, c)]
    since = [c for c in against if (told_on(c) or date.min) > day and _same_voice(denial, c)]
    overtaking = [c for c in since if _is_of_what_is_denied(denial, c, items)]
    return Denied(denial.id, tuple(before), tuple(c.id for c in overtaking), _overtaken(denial, overtaking, items))


def _overtaken(denial: Claim, since: Sequence[Claim], items: ItemTree) -> str:
    if not since:
        return ""
    first = min(since, key=lambda c: (told_on(c) or date.max, nearness(c)))
    admitted = [item for claim in since for item in claim.items]
    who = " and ".join(sorted(_states(denial.origins) & _states(first.origins)))
    labels = ", ".join(dict.fromkeys(item.label for item in admitted)) or first.kind
    of_all = all(any(items.within(d, item.item) for item in admitted) for d in denial.item_classes)
    only = "" if denial.item_classes and of_all else f", of {labels} only"
    return f"{who} said so itself on {told_on(first)}{only}"


def _same_voice(denial: Claim, claim: Claim) -> bool:
    return bool({state_of(o) for o in denial.origins} & {state_of(o) for o in claim.origins})


def _speaks_to(denial: Claim, claim: Claim, items: ItemTree) -> bool:
    """Whether neither parties nor classes of the two exclude each other."""
    sides = ((denial.actor, claim.actor), (denial.recipient, claim.recipient))
    if not all(not d or not c or _states(d) & _states(c) for d, c in sides):
        return False
    pairs = [(d, c) for d in denial.item_classes for c in claim.item_classes]
    if not pairs:
        return denial.kind == claim.kind
    return any(items.within(d, c) or items.within(c, d) for d, c in pairs)


def _is_of_what_is_denied(denial: Claim, claim: Claim, items: ItemTree) -> bool:
    """An admission of anything denied: of the class denied, or of one below it. "Weapons" admits no shells."""
    if not denial.item_classes:
        return denial.kind == claim.kind
    return any(items.within(c, d) for d in denial.item_classes for c in claim.item_classes)


def _states(codes: Iterable[str]) -> set[str]:
    return {state_of(code) for code in codes}
