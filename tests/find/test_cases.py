"""The golden cases: each text yields the claims that its case names, and no other."""

from __future__ import annotations

from typing import Protocol

import pytest

from cases.expectation import KEYS, Case, cases, faults
from reportedly.serve.wiring import reader as wired_reader
from reportedly.terms.claim import KINDS, MODALITIES, Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

CASES = cases()


class Reader(Protocol):
    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]: ...


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader as users get it, its language model loaded once."""
    made: Reader = wired_reader()
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, reader: Reader) -> None:
    """The claims expected are found with the fields that the case names, and nothing else is."""
    found, _ = reader.claims(case.document)
    lines = faults(case.claims, found, case.text)
    assert not lines, "\n".join([case.why, case.text, *lines])


def test_breadth() -> None:
    """There are at least 250 cases, each under a name of its own."""
    assert len(CASES) >= 250
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
