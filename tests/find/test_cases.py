"""The golden cases: each text yields the claims that its case names, and no other."""

from __future__ import annotations

from typing import Protocol

import pytest

from cases.expectation import KEYS, Case, cases, faults, not_yet
from reportedly.serve.wiring import reader as wired_reader
from reportedly.terms.claim import KINDS, MODALITIES, Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

CASES = cases()
NOT_YET = not_yet()


class Reader(Protocol):
    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]: ...


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader as users get it, its language model loaded once."""
    made: Reader = wired_reader()
    return made


def known(case: Case) -> object:
    """A case that is not read yet must fail: once it is read it leaves the list, and the list only shrinks."""
    marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if case.name in NOT_YET else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [known(case) for case in CASES])
def test_case(case: Case, reader: Reader) -> None:
    """The claims expected are found with the fields that the case names, and nothing else is."""
    found, _ = reader.claims(case.document)
    lines = faults(case.claims, found, case.text)
    assert not lines, "\n".join([case.why, case.text, *lines])


def test_breadth() -> None:
    """At least 120 cases are read, each stands under a name of its own, and what is not read yet is named rightly."""
    names = {case.name for case in CASES}
    assert len(names - NOT_YET) >= 120
    assert names >= NOT_YET
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_well_formed(case: Case) -> None:
    """A case uses known keys and terms, and its `words` stand in its text."""
    assert case.why
    for claim in case.claims:
        assert claim.keys() <= KEYS
        assert set(claim["kind"].split("|")) <= set(KINDS)
        assert set(claim.get("modality", "asserted").split("|")) <= set(MODALITIES)
        assert {"kind", "words"} <= claim.keys()
        assert claim["words"] in case.text
