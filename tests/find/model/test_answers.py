"""Answers: JSON to rows, and what is wrong with it told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from find.model.asking import answer, by, document, much, row
from reportedly.find.model.answer import rows_of
from reportedly.find.model.rows import SCHEMA, Row, ToldLink, ToldPlace, ToldQuantity

ABOUT = document("Kenya sent rifles.")
FULL = row(
    "Kenya sent rifles.",
    start=0,
    actor=["Kenya"],
    items=["rifles"],
    quantity=much("400 rifles", 400, 400.5),
    happened="May",
    places=[{"words": "Mombasa", "role": "via"}],
    modality="planned",
    hedges=["will"],
    condition="Chad pays",
    stage="pledged",
    attribution=[by("Oslo", "said", True)],
    said="Monday",
)


def slugs(text: str, most: int = 9) -> list[str]:
    return [p.slug for p in rows_of(text, ABOUT, most)[1]]


def test_a_row_has_all_that_is_told() -> None:
    """Each key of a row stands in its field, typed."""
    (found,), problems = rows_of(answer(FULL), ABOUT, 9)
    assert problems == ()
    assert found == Row(
        "Kenya sent rifles.", "transfer", 0, ("Kenya",), (), ("rifles",), ToldQuantity("400 rifles", 400, 400.5), "May",
        (ToldPlace("Mombasa", "via"),), "planned", ("will",), "Chad pays", "pledged", (ToldLink("Oslo", "said", True),),
        "Monday",
    )  # fmt: skip


def test_the_schema_is_one_and_asks_for_what_is_read() -> None:
    """It is a schema of 2020-12, takes what is read here, and requires every key of every object."""
    Draft202012Validator.check_schema(dict(SCHEMA))
    validator = Draft202012Validator(dict(SCHEMA))
    assert validator.is_valid(json.loads(answer(FULL, row("Kenya sent rifles."))))
    for name in FULL:
        less = {key: value for key, value in FULL.items() if key != name}
        assert not validator.is_valid({"claims": [less]}), name
        assert slugs(answer(less)) == ["row-malformed"], name
    assert not validator.is_valid({"claims": [{**FULL, "more": 1}]})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quote", ""),
        ("quote", 7),
        ("start", 1.5),
        ("start", True),
        ("kind", "gift"),
        ("actor", "Kenya"),
        ("actor", [None]),
        ("quantity", {"words": "4", "low": "4", "high": None}),
        ("quantity", {"words": "4", "low": float("inf"), "high": None}),
        ("quantity", [4]),
        ("places", [{"words": "Mombasa", "role": "near"}]),
        ("modality", None),
        ("condition", " "),
        ("stage", "lost"),
        ("attribution", [{"name": "Oslo", "verb": "said", "relay": "no"}]),
        ("attribution", [{"name": "Oslo"}]),
        ("said", 3),
    ],
)
def test_a_row_of_wrong_types_is_left_out(name: str, value: Any) -> None:
    """It is a problem that names the key, and the rows beside it are used."""
    rows, problems = rows_of(answer({**FULL, name: value}, FULL), ABOUT, 9)
    assert len(rows) == 1
    assert [p.slug for p in problems] == ["row-malformed"]
    assert "row 1" in problems[0].message


def test_the_whole_rows_of_a_broken_answer_are_used() -> None:
    """Of an answer that ends too soon, or goes on in words, the rows before the break are rows."""
    whole = answer(FULL, FULL, FULL)
    for text, n in ((whole[:-2], 3), (whole[:-3], 2), (whole[:30], 0), ("", 0), ("I cannot do that.", 0)):
        rows, problems = rows_of(text, ABOUT, 9)
        assert (len(rows), [p.slug for p in problems]) == (n, ["answer-broken"]), text


def test_words_around_the_json_do_no_harm() -> None:
    """A fence or a greeting around a whole JSON is no fault."""
    assert slugs(f"Here it is:\n```json\n{answer(FULL)}\n```") == []


@pytest.mark.parametrize("text", ["[]", "3", "null", '{"rows": []}', '{"claims": {}}', "{" * 9000, "[" * 9000])
def test_json_of_another_shape_is_broken(text: str) -> None:
    """What holds no list of claims is one problem, however deep it is."""
    assert slugs(text) == ["answer-broken"]


def test_too_many_rows_are_a_problem() -> None:
    """Those after the bound are left out and counted."""
    rows, problems = rows_of(answer(*[FULL] * 5), ABOUT, 3)
    assert len(rows) == 3
    assert [(p.slug, "5 rows" in p.message) for p in problems] == [("too-many-rows", True)]
