"""One answer, and what it takes to put it into words: names, the numbers of footnotes, the claims by id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reportedly.present.names import Names
from reportedly.present.words import day, origin_words
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import FlowAnswer
from reportedly.terms.party import state_of
from reportedly.terms.telling import is_state

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True)
class Telling:
    """known: id → claim, of all the answers of a dossier, since what is given in exchange goes the other way."""

    answer: FlowAnswer
    names: Names
    numbers: Mapping[str, int]
    known: Mapping[str, Claim]

    @property
    def own(self) -> tuple[Claim, ...]:
        """The answer's claims that say what moves, is to move or does not."""
        return own_claims(self.answer)

    def claims(self, idents: Iterable[str]) -> tuple[Claim, ...]:
        """Those of some claims that are at hand."""
        return tuple(self.known[ident] for ident in idents if ident in self.known)

    def notes(self, idents: Iterable[str]) -> tuple[int, ...]:
        """The footnote numbers of some claims, ascending; claims that have none are left out."""
        return tuple(sorted({self.numbers[ident] for ident in idents if ident in self.numbers}))

    def origin(self, ident: str) -> str:
        """The origins of a claim by name; '' of a claim that is not at hand."""
        return origin_words(self.known[ident].origins, self.names) if ident in self.known else ""

    def reason(self, words: str) -> str:
        """A reason of the assessment, days and the codes of the flow's origins as they are printed."""
        return self.names.told(_DAY.sub(lambda found: day(date.fromisoformat(found[0])), words), self._codes)

    @cached_property
    def _codes(self) -> frozenset[str]:
        """The codes of the flow's origins and of their states."""
        codes = {support.origin for support in self.answer.origins} | {s.state for s in self.answer.origins if s.state}
        codes |= {c for claim in self.own for code in claim.origins for c in (code, state_of(code)) if is_state(c)}
        return frozenset(codes | {code for claim in self.own for code in claim.origins})


def own_claims(answer: FlowAnswer) -> tuple[Claim, ...]:
    """The claims that say what moves, is to move or does not. Others (measures, judgements, answers) stand beside a flow."""
    return tuple(claim for claim in answer.claims if claim.kind in FLOW_KINDS)
