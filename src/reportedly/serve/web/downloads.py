"""Claims as a workbook, for the page and for REST."""

from __future__ import annotations

from reportedly.errors import UsageError
from reportedly.keep.query import ClaimQuery
from reportedly.present.workbook import claims_workbook
from reportedly.serve.web.workbench import Workbench

MOST_ROWS = 100_000
"""Claims of a workbook that is made while somebody waits: some 20 seconds."""


def workbook_of(stand: Workbench, query: ClaimQuery) -> bytes:
    """The claims asked for. Raises UsageError for too many, and where one is restricted."""
    found = stand.catalogue.search(query, limit=0)
    if found.total > MOST_ROWS:
        raise UsageError(f"{found.total:,} claims are too many for a workbook: ask for fewer, or take CSV")
    return claims_workbook(stand.catalogue.every(query), stand.clock())
