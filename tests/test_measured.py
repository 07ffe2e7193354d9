"""The figures that the texts tell agree: README, method, floors of quality, and what can be counted here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cases.expectation import cases
from quality.measure import FLOORS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
CORPORA = ("seeds", "real", "more", "check")
ROWS = re.findall(r"^\|[^|]+\| (\d\.\d\d) \| (\d\.\d\d) \|$", METHOD, re.MULTILINE)
"""f1 and row of the method page's table: the corpora in their order, then what no rule has seen."""


def test_readme_and_method_tell_the_same_of_each_corpus() -> None:
    """The first four rows of the README's table are those of the method page."""
    measured = README.split("\n## Measured\n", 1)[1]
    told = re.findall(r"\| (\d\.\d\d)(?: of \d+ claims)?; (\d\.\d\d) \| `make quality` \|", measured)[: len(CORPORA)]
    assert told == ROWS[: len(CORPORA)]


def test_readme_and_method_tell_the_same_of_texts_that_no_rule_has_seen() -> None:
    """The two groups of further documents have the same numbers of claims and the same figures on both pages."""
    told = " ".join(README.split("The first three rows of claims are kind", 1)[1].split("\n\n", 1)[0].split())
    for (f1, row), claims in zip(ROWS[len(CORPORA) :], (97, 55), strict=True):
        assert re.search(rf"{f1} on [^(]+\({claims} claims; [^)]*{row}\)", told), (f1, row)
        assert f"no rule has seen, {claims} claims | {f1} | {row} |" in METHOD


@pytest.mark.parametrize(("corpus", "figures"), list(zip(CORPORA, ROWS, strict=False)))
def test_the_figures_told_lie_at_the_floors_or_little_above(corpus: str, figures: tuple[str, str]) -> None:
    """What is told was reached, and a floor is not left far below what is told."""
    for told, floor in zip(map(float, figures), (FLOORS[corpus]["f1"], FLOORS[corpus]["row"]), strict=True):
        assert floor <= told <= floor + 0.03


def test_the_number_of_golden_cases_is_that_of_the_cases() -> None:
    """The README counts them as they are."""
    assert f"| golden cases of the project's own, all of which are read | {len(cases())} |" in README


def test_the_limits_are_told_alike() -> None:
    """README and method give the same expectation of a text that nobody tuned for, and the README leads to all limits."""
    for said in ("just over half of the claims to be found, and three of four found to be right", "half"):
        assert said in " ".join(README.split())
        assert said in " ".join(METHOD.split())
    assert "(docs/method.md#known-limits)" in README
