"""Fact sheets: a lead-in names supplier and recipient for a whole list; every item of the list is a claim of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.find.goods import goods_of
from reportedly.find.rows import PEOPLE, plain_rows
from reportedly.find.seen import Seen
from reportedly.terms.claim import FLOW_KINDS, Claim, Item, Kind
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.items import ItemTree
from reportedly.terms.quantity import Scope

LEAD = Item("", "materiel")
"""Stands for the goods of a list until the list is read."""
_LEAD = re.compile(r":\s*$")
_BULLET = re.compile(r"^\s*(?:[•*·–—-]|\d+[.)]|o )\s*")
_KINDS: dict[str, Kind] = {"arms": "transfer", PEOPLE: "deployment", "support": "assistance"}
_GOES_ON = re.compile(r"[;,](?: and)?\s*$")
"""How a line ends after which the list has another."""
_LONGEST_ITEM = 220
"""Code points beyond which a line is prose and ends the list."""


def with_lists(claims: Sequence[Claim], seen: Seen, tree: ItemTree) -> list[Claim]:
    """The claims, those of a lead-in replaced by the claims of its list."""
    found: list[Claim] = []
    done: set[int] = set()
    for claim in claims:
        lines = list(_listed(claim, seen)) if claim.kind in FLOW_KINDS else []
        if not lines:
            found.append(claim)
            continue
        if lines[0][0] in done:
            continue
        done.add(lines[0][0])
        made = [c for line in lines for c in _claims_of_line(claim, line, seen, tree)]
        found.extend(made or ([] if is_lead(claim) else [claim]))
    return [c for c in found if not is_lead(c)]


def is_lead(claim: Claim) -> bool:
    """Whether a claim only stands for the list that its line leads in ("has delivered to Chad:")."""
    return claim.items == (LEAD,)


def _listed(claim: Claim, seen: Seen) -> Iterator[Span]:
    """The lines of the list that the claim's line leads in, without their bullets."""
    text = seen.document.text
    stop = text.find("\n", claim.evidence.end - 1)
    if stop < 0 or not _LEAD.search(text[claim.evidence.start : stop]) or text[claim.evidence.end : stop].strip(" :"):
        return
    bulleted: bool | None = None
    before = ""
    at = stop + 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        mark = _BULLET.match(line)
        if line.strip():
            if bulleted is None:
                bulleted = mark is not None
            if (
                bulleted != (mark is not None)
                or len(line) > _LONGEST_ITEM
                or (not bulleted and line.rstrip().endswith(".") and not _GOES_ON.search(before))
            ):
                return
            before = line
            lead = mark.end() if mark else len(line) - len(line.lstrip())
            yield at + lead, at + len(line.rstrip())
        at = end + 1


def leads_in(text: str, at: int) -> bool:
    """Whether the line of a code point ends with a colon."""
    stop = text.find("\n", at)
    return stop >= 0 and text[at:stop].rstrip().endswith(":")


def _claims_of_line(lead: Claim, line: Span, seen: Seen, tree: ItemTree) -> Iterator[Claim]:
    start, end = line
    tokens = [seen.parse[i] for i in seen.tokens.at(start, end)]
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]
    goods = goods_of(heads, seen) or goods_of(
        [t for t in tokens if t.i in seen.item_at or t.i in seen.quantity_at][:1], seen
    )
    for row in plain_rows(goods, tree):
        fields = {
            name: spans for name, spans in lead.fields.items() if name in ("actor", "recipient", "origins", "modality")
        }
        fields |= {"item": row.spans, "trigger": lead.fields.get("trigger", ())}
        if row.quantity_span:
            fields["quantity"] = (row.quantity_span,)
        quantity = (
            replace(row.quantity, scope="increment" if row.additional else _scope(lead)) if row.quantity else None
        )
        yield replace(
            lead,
            id="",
            kind="deployment" if lead.kind == "deployment" else _KINDS[row.sort],
            evidence=Evidence.cut(seen.document.text, start, end),
            items=row.items,
            quantity=quantity,
            fields=fields,
            also=(),
        )


def _scope(lead: Claim) -> Scope | None:
    return "cumulative" if lead.modality in ("asserted", "assessed") else None
