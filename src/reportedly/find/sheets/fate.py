"""The fate of a row: kept as a document with one claim, refused with its reason, or skipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

Verdict = Literal["kept", "refused", "skipped"]


@dataclass(frozen=True, slots=True)
class Fate:
    """number: the row's, as its sheet shows it; why: of one skipped, in a word or two; problem: why it is refused, or that
    it repeats another; warnings: slugs of what a kept row lacks.
    """

    number: int
    verdict: Verdict
    where: str
    document: Document | None = None
    claim: Claim | None = None
    problem: Problem | None = None
    why: str = ""
    warnings: tuple[str, ...] = ()
