"""One place decides within a sentence: of several readings of the same words one stays, and a package without a sum gives
way to its goods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.find.features import GENERAL, directness
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.items import ItemTree
from reportedly.terms.quantity import is_currency

_AGREED = {"pledged", "approved", "ordered"}
_COME = {"delivered", "in-transit", "deployed"}
_SUMS = {"money"}
"""Words for money itself ("macro-financial assistance"), which a sum of it covers."""


def arbitrated(claims: Sequence[Claim], tree: ItemTree) -> list[Claim]:
    """The claims that stay, in their order."""
    kept: list[Claim] = []
    for claim in claims:
        near = [c for c in kept if c.evidence.overlaps(claim.evidence) and _same_flow(c, claim)]
        rivals = [c for c in near if not (_is_denied_by_another(c, claim) or _is_still_to_come(c, claim))]
        same = next((c for c in rivals if _same_words(c, claim)), None)
        if same is not None:
            kept[kept.index(same)] = _joined(same, claim) if _one_sum(same, claim) else _better(same, claim)
            continue
        listed = next((c for c in rivals if _one_list(c, claim)), None)
        if listed is not None:
            kept[kept.index(listed)] = _joined(listed, claim)
            continue
        kept.append(claim)
    return [c for c in kept if not _is_covered(c, kept, tree)]


def _same_flow(a: Claim, b: Claim) -> bool:
    if a.kind not in FLOW_KINDS or b.kind not in FLOW_KINDS:
        return False
    sides = ((a.actor, b.actor), (a.recipient, b.recipient))
    return all(not x or not y or set(x) & set(y) for x, y in sides)


def _is_denied_by_another(a: Claim, b: Claim) -> bool:
    """Whether one claims what the other denies in the same words: "dismissed a claim by Chad that …"."""
    same = a.fields.get("trigger") == b.fields.get("trigger")
    return same and (a.modality == "denied") != (b.modality == "denied") and not set(a.origins) & set(b.origins)


def _is_still_to_come(a: Claim, b: Claim) -> bool:
    """ "None of the tanks pledged by Chad has come", "ordered ten jets, all of which have come": that they were agreed on is
    one thing, that they came or did not another."""
    come, agreed = (a, b) if a.stage in _COME else (b, a)
    first, then = agreed.fields.get("trigger", ()), come.fields.get("trigger", ())
    later = first < then and agreed.stage in _AGREED and come.modality in ("asserted", "assessed")
    apart = first != then and agreed.modality != "denied" and (later or come.modality == "denied")
    return apart and come.stage in _COME and agreed.stage not in _COME


def _same_words(a: Claim, b: Claim) -> bool:
    """Whether both were read from the same goods: the same figure, or the same item words without one."""
    if a.quantity and b.quantity:
        return a.fields.get("quantity") == b.fields.get("quantity") and a.fields.get("quantity") is not None
    return (
        bool(a.fields.get("item"))
        and set(a.fields["item"]) & set(b.fields.get("item", ())) != set()
        and not (a.quantity and b.quantity)
    )


def _one_list(a: Claim, b: Claim) -> bool:
    """Goods without figures that one sentence tells of one flow, held alike, are one row."""
    return (
        a.quantity is None
        and b.quantity is None
        and a.evidence == b.evidence
        and (a.kind, set(a.actor), set(a.recipient), a.modality) == (b.kind, set(b.actor), set(b.recipient), b.modality)
        and (a.stage == b.stage or {a.stage, b.stage} <= {None, "pledged", "delivered", "in-transit"})
        and a.condition == b.condition
    )


def _one_sum(a: Claim, b: Claim) -> bool:
    """Goods of one list that one sum was put to."""
    listed = a.fields.get("trigger") == b.fields.get("trigger") and not set(a.items) & set(b.items)
    told = bool(a.fields.get("item")) and bool(b.fields.get("item"))
    return listed and told and a.quantity == b.quantity and a.quantity is not None and is_currency(a.quantity.unit)


def _one_verb(a: Claim, b: Claim) -> bool:
    """Different goods that one word tells of."""
    apart = not set(a.fields.get("item", ())) & set(b.fields.get("item", ()))
    return apart and bool(a.fields.get("item")) and a.fields.get("trigger") == b.fields.get("trigger")


def _joined(a: Claim, b: Claim) -> Claim:
    """The first with the goods of both."""
    items = tuple(dict.fromkeys((*a.items, *b.items)))
    spans = tuple(dict.fromkeys((*a.fields.get("item", ()), *b.fields.get("item", ()))))
    return replace(a, items=items, fields={**a.fields, "item": spans})


def _better(a: Claim, b: Claim) -> Claim:
    """The one with both sides, a figure, surer reading; on a draw the main clause, which comes first."""

    def rank(c: Claim) -> tuple[object, ...]:
        trigger = c.fields.get("trigger", ((0, 0),))
        return (
            bool(c.actor) + bool(c.recipient),
            c.quantity is not None,
            len(c.items),
            directness(c),
            -trigger[0][0],
        )

    return max((a, b), key=rank)


def _is_covered(claim: Claim, others: Iterable[Claim], tree: ItemTree) -> bool:
    """A general word for aid without a figure, beside a claim of the same flow in the same words that says more."""
    if claim.quantity is not None or claim.kind not in FLOW_KINDS or not set(claim.item_classes) <= GENERAL | _SUMS:
        return False
    for other in others:
        if other is claim or not other.evidence.overlaps(claim.evidence) or not _same_flow(other, claim):
            continue
        if claim.modality == "denied" != other.modality:
            continue  # "denies arming the rebels, even though it sold them 40 drones"
        if other.kind == "deployment" != claim.kind and claim.kind == "transfer":
            continue  # "has supplied weapons and sent 900 soldiers"
        if other.item_classes == ("training",) and claim.kind != "assistance":
            continue  # "to arm and train rebels" is both
        if other.quantity is None and other.kind == "assistance" != claim.kind and _one_verb(claim, other):
            continue  # "provided arms, training and financial support"
        if other.quantity is not None or not set(other.item_classes) <= GENERAL:
            return True
    return False
