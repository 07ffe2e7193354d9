"""The spans of a claim's record, held against the text of its document and of the translation that it quotes."""

from __future__ import annotations

from typing import Any

import pytest

from keep.samples import TEXT, containers, report
from reportedly.keep.spans import span_faults
from reportedly.terms.record import Json, claim_record

ENGLISH = "The North is sending shells, says Seoul."


def told(start: int, end: int, quote: str) -> Json:
    return {"start": start, "end": end, "quote": quote}


def faults(*, translation: str | None = None, **record: Any) -> list[str]:
    whole = {**claim_record(containers(report())), **record}
    return list(span_faults(whole, TEXT, lambda _: translation))


def test_words_that_stand_where_they_are_said_to_are_no_fault() -> None:
    """Up to the first and the last letter of the text."""
    first, last = told(0, 5, "Seoul"), told(len(TEXT) - 8, len(TEXT), "replied.")
    assert faults() == []
    assert faults(evidence=first, also=[last], fields={"item": [[0, 1], [5, len(TEXT)]], "actor": []}) == []


@pytest.mark.parametrize("end", [5, 6, len(TEXT) + 1, 0, -1])
def test_a_quote_that_is_not_said_there_is_told_with_its_place(end: int) -> None:
    """Other words, too few, beyond the text, none or backwards; of the evidence and of each further one."""
    place = f"“Tokyo” does not stand at 0–{end} of its document"
    assert faults(evidence=told(0, end, "Tokyo")) == [f"its evidence {place}"]
    assert faults(also=[told(0, 5, "Seoul"), told(0, end, "Tokyo")]) == [f"its further evidence {place}"]


def test_a_quote_from_before_the_text_is_a_fault_though_python_finds_it() -> None:
    """Places are counted from the beginning, never from the end; nothing is quoted as nothing."""
    assert faults(evidence=told(-8, len(TEXT), TEXT[-8:])) == [
        f"its evidence “{TEXT[-8:]}” does not stand at -8–{len(TEXT)} of its document"
    ]
    assert len(faults(evidence=told(3, 3, ""))) == 1


def test_of_a_long_quote_the_beginning_is_told() -> None:
    """Sixty code points are enough to know it by."""
    (fault,) = faults(evidence=told(0, 99, "x" * 99))
    assert f"“{'x' * 60}”" in fault


@pytest.mark.parametrize("span", [[-1, 5], [5, 5], [6, 5], [5, len(TEXT) + 1]])
def test_the_words_of_a_field_lie_in_the_text(span: list[int]) -> None:
    """Each span that does not is told, with the field."""
    start, end = span
    fault = f"the words of its actor ({start}–{end}) lie outside the text of its document"
    assert faults(fields={"item": [[0, 5]], "actor": [[0, 5], span]}) == [fault]


def test_a_translation_is_asked_where_it_is_at_hand() -> None:
    """Its words are held against it, not against the document; without it nobody can say."""
    quoted = told(0, 9, "The North") | {"document": "d-en"}
    assert faults(translation=ENGLISH, **{}) == []
    whole = {**claim_record(containers(report())), "translation": quoted}
    asked: list[str] = []
    for text, expected in (
        (ENGLISH, []),
        (None, []),
        (TEXT, ["“The North” does not stand at 0–9 of its translation"]),
        ("The", ["“The North” does not stand at 0–9 of its translation"]),
    ):

        def text_of(ident: str, text: str | None = text) -> str | None:
            asked.append(ident)
            return text

        assert list(span_faults(whole, TEXT, text_of)) == expected
    assert set(asked) == {"d-en"}
