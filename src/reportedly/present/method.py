"""The page on method that every dossier carries, in brief."""

from __future__ import annotations

ROWS = (
    "Some claims are rows of a sheet and were not read from a text: their words are those of whoever wrote the sheet, the "
    "source is the one that the row cites, and the hash is that of the row. They say so in their notes."
)
"""Stands in a dossier with such claims."""

METHOD: tuple[str, ...] = (
    "This dossier lists claims found in the documents named under Sources. It reports what was said; whether it took place "
    "is not judged here.",
    "Every claim is tied to exact words. The quoted words were compared with the document's text, character by character, "
    "when the claim was recorded; the SHA-256 of each text is given so that anyone can compare again.",
    "The origin is who first put a claim out. Reports that repeat an origin are echoes and add nothing to a count. Bodies "
    "of one state count as one. Two states count as independent only for a stated reason; otherwise their independence is "
    "unknown, and totals are given with and without them.",
    "A total is a band. Its lower edge at level k is the amount that k origins each say was reached, taking each origin's "
    "latest figure. Its upper edge is the highest figure stated, which is no ceiling. Additions are added up only within "
    "one origin and over separate periods.",
    "Denials, plans, wishes, possibilities and conditions are shown and never counted. Capacities, rates, stocks and parts "
    "of a whole stand apart. Vague numbers (“thousands”) are read as wide intervals and marked as vague.",
    "Claims are read by rules and may be misread. A person has checked those marked as checked, and no others.",
    "An item missing here may still have been claimed elsewhere: only the documents named were read.",
)
