"""The reports of the public sequence, read the whole way, and the rows that must come out of them (expected.toml)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.keep.standing import Standing
from reportedly.pipeline import take_in
from reportedly.serve.wiring import Reader, tables
from reportedly.terms.claim import Claim
from reportedly.terms.party import state_of
from reportedly.world.clock import FixedClock
from reportedly.world.files import documents
from reportedly.world.ledgers.memory import MemoryLedger

HERE = Path(__file__).parent
REPORTS = HERE / "reports"
_SAME_NEWS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of expected.toml, whose head says what its values mean."""

    report: str
    values: dict[str, Any]

    @property
    def name(self) -> str:
        given = (self.values.get(k) for k in ("table", "claimed", "origin", "low", "high", "item"))
        return f"{self.report[:3]} " + " ".join(str(v) for v in given if v not in (None, ""))

    def faults(self, claim: Claim) -> list[str]:
        """What a claim has otherwise than the row; empty where it is the row."""
        return [
            *_parties(self.values, claim),
            *_held(self.values, claim),
            *_figure(self.values, claim),
            *_days(self.values, claim),
        ]


def rows() -> list[Row]:
    """All that must be read."""
    given = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))["row"]
    return [Row(row["report"], row) for row in given if not row.get("optional")]


def titles() -> dict[str, str]:
    """Report → its headline; what stands in it is read by itself."""
    meta = json.loads((REPORTS / "meta.json").read_text(encoding="utf-8"))
    return {name: given.get("title", "") for name, given in meta.items()}


@cache
def standing() -> Standing:
    """The ledger of all reports, read once."""
    ledger = MemoryLedger(FixedClock())
    problems = [p for taken in take_in(ledger, documents([str(REPORTS)]), Reader(tables())) for p in taken.problems]
    assert [p for p in problems if p.slug != "same-words"] == []  # one report is a copy of another
    return ledger.standing()


def claims_of(report: str) -> list[Claim]:
    """What was read in one report."""
    return [c for c in standing().claims.values() if Path(c.document.path).name == report]


def fits(wanted: str, codes: Iterable[str]) -> bool:
    """Whether one of the codes is among those wanted ("a|b"; "RU*" takes bodies too; "" is none)."""
    given = list(codes)
    return any(_fit(want, given) for want in wanted.split("|"))


def _fit(want: str, given: list[str]) -> bool:
    if want.endswith("*"):
        return any(state_of(code) == want[:-1] for code in given)
    return want in given if want else not given


def _parties(row: dict[str, Any], claim: Claim) -> Iterator[str]:
    if claim.kind != row["kind"]:
        yield f"kind {claim.kind}"
    for side in ("actor", "recipient"):
        codes = getattr(claim, side)
        if len(codes) > 1 or not fits(row[side], [*codes, *map(state_of, codes)]):
            yield f"{side} {codes}"
    if not fits(row["item"], claim.item_classes):
        yield f"item {claim.item_classes}"
    if not fits(row["origin"], claim.origins):
        yield f"origin {claim.origins}"


def _held(row: dict[str, Any], claim: Claim) -> Iterator[str]:
    if claim.modality not in row["modality"].split("|"):
        yield f"modality {claim.modality}"
    if "basis" in row and (claim.basis is None or claim.basis.type not in row["basis"].split("|")):
        yield f"basis {claim.basis}"
    if "stage" in row and claim.stage != row["stage"]:
        yield f"stage {claim.stage}"


def _figure(row: dict[str, Any], claim: Claim) -> Iterator[str]:
    quantity = claim.quantity
    if row["table"] == "denial":
        if quantity is not None:
            yield f"quantity {quantity}"
        return
    for edge in ("low", "high", "per"):
        given = getattr(quantity, edge) if quantity else None
        if (edge != "per" or "per" in row) and given != row.get(edge):
            yield f"{edge} {given}"
    for mark in ("approximate", "vague"):
        if bool(quantity and getattr(quantity, mark)) != row.get(mark, False):
            yield f"not as {mark} as told"
    if "unit" in row and not fits(row["unit"], [quantity.unit] if quantity and quantity.unit else []):
        yield f"unit {quantity and quantity.unit}"
    counted = row["modality"] in ("asserted", "assessed") or "scope" in row
    scope = (quantity.scope if quantity else None) or ""
    if counted and scope not in row.get("scope", "").split("|"):
        yield f"scope {scope}"
    if bool(quantity and quantity.alternative_group) != row.get("alternative", False):
        yield "alternatives not as told"


def _days(row: dict[str, Any], claim: Claim) -> Iterator[str]:
    happened, said, on = claim.happened, claim.said, claim.published_on
    soft = "mid-2022" in row.get("note", "")
    for edge in ("start", "end"):
        given = getattr(happened, edge) if happened else None
        if edge in row and given != row[edge] and not (soft and edge == "start" and given and given.year == 2022):
            yield f"{edge} {given}"
    if _is_open(row) and happened and happened.start:
        yield f"start {happened.start}, not open"
    if said and said.start:
        if not said.start <= row["claimed"] <= (said.end or said.start):
            yield f"said {said.start}"
    elif on is None or not timedelta() <= on - row["claimed"] <= _SAME_NEWS:
        yield f"said on no day, published {on}"


def _is_open(row: dict[str, Any]) -> bool:
    if row.get("basis") == "admission":
        return True
    to_date = row["modality"] in ("asserted", "assessed") and row.get("scope") not in ("increment", "capacity")
    return to_date and "start" not in row and "basis" not in row
