"""The rules read a parse and leave it as it is, so that verbatim copies can share one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from cases.expectation import cases
from reportedly.serve import wiring
from reportedly.terms.document import Document

EVERY = 4
"""One golden case in so many is read: each file of them is among those."""


def test_documents_with_the_same_text_can_share_its_parse() -> None:
    """What is found with a parse that was read before, for another publisher and day, is what is found with a fresh one; and
    the parse is the same, byte for byte, before and after."""
    reader = wiring.reader()
    claims = 0
    for case in cases()[::EVERY]:
        first, parse = case.document, reader.parser.parse(case.document.text)
        before = parse.to_bytes(exclude=["user_data"])
        reader.rules.claims(first, parse)
        second = _elsewhere(first)
        shared = reader.rules.claims(second, parse)
        claims += len(shared)
        assert shared == reader.rules.claims(second, reader.parser.parse(second.text)), case.name
        assert parse.to_bytes(exclude=["user_data"]) == before, case.name
    assert claims > 100


def _elsewhere(document: Document) -> Document:
    day = document.published_on or date(2024, 3, 4)
    return replace(document, publisher="The Daily Example", published_on=day - timedelta(days=40), id="")
