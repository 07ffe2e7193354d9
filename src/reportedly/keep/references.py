"""keep.references: whether what an entry names was there by then, for the entries of one document in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from reportedly.keep.importing import DECIDED


class References:
    """What is known of one document after the entries so far. Works on records, so that one that is broken elsewhere is
    still followed. claims: ids found or decided of.
    """

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        self.claims: set[str] = set()
        self.is_read = False
        self._withdrawn = False
        self._decisions: Counter[str] = Counter()

    def faults(self, record: Mapping[str, Any]) -> Iterator[str]:
        """What the next entry names that is not there, as ends of a sentence that begins with the entry. Raises what Python
        raises on a record of another form.
        """
        sort = record["entry"]
        if sort == "document-read":
            if self.is_read:
                yield f"reads document {self.document_id} a second time"
            self.is_read = True
            return
        if not self.is_read:
            yield f"tells of document {self.document_id}, which was not read by then"
        if self._withdrawn:
            yield f"tells of document {self.document_id}, which was withdrawn by then"
        if sort == "document-withdrawn":
            self._withdrawn = True
        elif sort == "claim-found":
            self.claims.add(record["claim"]["id"])
        elif sort == "claim-reviewed":
            yield from self._reviewed(record)
        elif sort == "review-undone":
            yield from self._undone(record["claim_id"])

    def _reviewed(self, record: Mapping[str, Any]) -> Iterator[str]:
        """A review from another ledger may be of a claim that nothing has found in this one."""
        claim = record["claim"]["id"]
        if claim not in self.claims and record["verdict"] != "added" and not DECIDED.search(record["note"]):
            yield f"decides of claim {claim}, which was not there by then"
        self.claims.add(claim)
        self._decisions[claim] += 1

    def _undone(self, claim: str) -> Iterator[str]:
        if not self._decisions[claim]:
            yield f"takes back a decision of claim {claim}, of which nobody had decided by then"
        else:
            self._decisions[claim] -= 1
