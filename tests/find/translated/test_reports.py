"""Ten reports in Korean and Russian, read through their translations: every claim lies on the original's own words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from find.seeing import wired
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, normalised

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("reports.toml").read_text(encoding="utf-8"))[
    "report"
]
WANTED = [
    pytest.param(case, claim, id=f"{case['name']}-{n}") for case in CASES for n, claim in enumerate(case["claim"])
]


def documents(case: dict[str, Any]) -> tuple[Document, Document]:
    """The original and its translation."""
    told = {"publisher": case["publisher"], "published_on": case["published"]}
    original = Document(normalised(case["original"].strip()), path=case["name"], language=case["language"], **told)
    return original, Document(normalised(case["translation"].strip()), path=f"{case['name']}.en", **told)


@cache
def read(name: str) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The claims of a report, and the problems met."""
    case = next(case for case in CASES if case["name"] == name)
    claims, problems = wired().claims_through(*documents(case))
    return claims, tuple(problem.slug for problem in problems)


def says(claim: Claim) -> str:
    """The sides and the figure, as the cases write them."""
    sides = f"{'+'.join(claim.actor)} > {'+'.join(claim.recipient)}"
    amount = claim.quantity
    if amount is None:
        return sides
    low, high = ("" if side is None else f"{side:g}" for side in (amount.low, amount.high))
    about = " about" if amount.approximate else ""
    return f"{sides}: {_plain(amount.low, low)}..{_plain(amount.high, high)} {amount.unit or '-'}{about}"


def _plain(side: float | None, short: str) -> str:
    return str(int(side)) if side is not None and side == int(side) else short


def test_five_reports_a_language() -> None:
    """There are five reports in Korean and five in Russian, each with at least one claim."""
    assert sorted(case["language"] for case in CASES) == ["ko"] * 5 + ["ru"] * 5
    assert all(case["claim"] for case in CASES)


@pytest.mark.parametrize(("case", "wanted"), WANTED)
def test_evidence_lands_on_the_words_of_the_original(case: dict[str, Any], wanted: dict[str, Any]) -> None:
    """The claim is found, its evidence is the original's sentence, and its fields are the original's words."""
    original, _ = documents(case)
    found = [c for c in read(case["name"])[0] if c.kind == wanted["kind"] and c.evidence.quote == wanted["evidence"]]
    claim = next((c for c in found if says(c) == wanted["says"]), None)
    assert claim is not None, [says(c) for c in found]
    assert claim.modality == wanted.get("modality", "asserted")
    for name, words in wanted["words"].items():
        start, end = claim.fields[name][0]
        assert original.text[start:end] == words, name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_all_that_is_found_is_of_the_original_and_points_into_both(case: dict[str, Any]) -> None:
    """Every claim belongs to the original; its quote and all spans lie in it, and its translation says what is quoted."""
    original, translation = documents(case)
    claims, _ = read(case["name"])
    for claim in claims:
        assert claim.document.id == original.id
        assert original.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert all(0 <= start < end <= len(original.text) for spans in claim.fields.values() for start, end in spans)
        told = claim.translation
        assert told is not None
        assert told.document == translation.id
        assert translation.text[told.start : told.end] == told.quote
