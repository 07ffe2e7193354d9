"""An Excel workbook: the claims, their footnotes with the exact words, and what they are."""

from __future__ import annotations

from reportedly.present.exports.export import Export, Files
from reportedly.present.footnotes import footnotes
from reportedly.present.workbook import Noted, claims_workbook

LOST = (
    "Lists of codes are joined by “; ”, and lists of records are JSON in a cell.",
    "Texts longer than a cell holds (32,767 letters) are cut, and end in “…”.",
    "Days before 1900 are words, and instants are in UTC, to the second: Excel knows no others.",
    "Numbers have 15 digits, as Excel has them.",
    "Beyond 65,530 links a sheet, addresses and numbers cannot be followed.",
    "Rejected claims, decisions that a later one replaced, and the documents' whole texts stay in the ledger.",
)


def xlsx(export: Export) -> Files:
    """Claims and footnotes on a sheet each, a number leading from one to the other; the moment on the last."""
    noted = Noted(footnotes(export.claims, export.documents), export.documents, export.names)
    moment = f"{export.moment.words()} Written by reportedly {export.version}."
    return {"": claims_workbook(export.claims, export.moment.made_at, moment, noted)}
