"""Each rule by which a row is held to the text, one case each, and what else grounding does with rows."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from find.model.asking import answer, by, document, english, grounds, held, much, row, tree
from reportedly.find.model.answer import rows_of
from reportedly.find.model.grounding import grounded, joined
from reportedly.find.model.parts import parts
from reportedly.terms.claim import Claim

CASES = tomllib.loads((Path(__file__).parent / "checks.toml").read_text(encoding="utf-8"))["case"]


def told(claim: Claim) -> dict[str, Any]:
    """The fields that a case may name."""
    return {
        "actor": list(claim.actor),
        "recipient": list(claim.recipient),
        "items": [item.item for item in claim.items],
        "low": claim.quantity.low if claim.quantity else None,
        "unit": claim.quantity.unit if claim.quantity else None,
        "places": [use.place for use in claim.places],
        "modality": claim.modality,
        "hedges": [hedge.text for hedge in claim.hedges],
        "origins": list(claim.origins),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_case(case: dict[str, Any]) -> None:
    """The row makes the claim, and the problems, that its case tells."""
    given = {"quote": case["text"], **case["row"]}
    if "quantity" in given:
        given["quantity"] = much(**given["quantity"])
    claims, problems = held(answer(row(**given)), case["text"])
    assert [p.slug for p in problems] == case.get("slugs", [])
    assert len(claims) == ("claim" in case)
    for claim in claims:
        assert {name: told(claim)[name] for name in case["claim"]} == case["claim"]
        for name, words in case.get("words", {}).items():
            assert [case["text"][start:end] for start, end in claim.fields[name]] == words


def test_problems_name_the_words() -> None:
    """A refusal is one line that names the document, the words and what is wrong with them."""
    text = "Kenya has sent Chad 400 rifles since May."
    bad = row(text, actor=["Peru"], recipient=["Chad"], items=["rifles"])
    _, problems = held(answer(bad), text)
    wanted = "its actor 'Peru' stands neither in the quote nor before it in its paragraph"
    assert [str(p) for p in problems] == [f"text: a claim of the model is left out: {wanted} [words-not-found]"]


def test_every_slug_has_a_case() -> None:
    """No rule is without a case: those of quotes, offsets and instructions stand in the planted table too."""
    assert len({slug for case in CASES for slug in case.get("slugs", ())}) >= 17


def test_an_offset_chooses_among_equal_quotes() -> None:
    """Of two places of one quote the offset decides; without one the first whose paragraph holds the fields."""
    sentence = "The shipment of 400 rifles reached Chad."
    text = f"{sentence}\n\nKenya helped. {sentence}"
    second = text.rindex(sentence)
    given = row(sentence, actor=["Kenya"], recipient=["Chad"], items=["rifles"])
    ((free,), _), ((fixed,), _) = held(answer(given), text), held(answer({**given, "start": second}), text)
    assert free.evidence.start == fixed.evidence.start == second
    assert [p.slug for p in held(answer({**given, "start": 0}), text)[1]] == ["words-not-found"]


def test_offsets_count_from_the_part() -> None:
    """Of a later part of a text the offset counts from its start, and the claim's from the document's."""
    first, second = "Oslo was calm on Monday.", "Kenya has sent Chad 400 rifles since May."
    about = document(f"{first}\n\n{second}")
    part = parts(about.text, 45)[1]
    rows, _ = rows_of(answer(row(second, start=0, actor=["Kenya"], items=["rifles"])), about, 5)
    (claim,), problems = grounded(rows, about, part, english(about.text), grounds())
    assert claim.evidence.start == about.text.index(second)
    assert problems == ()


def test_a_repeat_is_further_evidence() -> None:
    """The same claim told twice by one origin is one, with the other sentence in `also`, in one part and across two."""
    first = "Serbia has sent Ghana rifles, Oslo said."
    second = "Serbia has sent Ghana 400 rifles, Oslo said."
    text = f"{first}\n\n{second}"
    one, two = (
        row(
            quote,
            actor=["Serbia"],
            recipient=["Ghana"],
            items=["rifles"],
            attribution=[by("Oslo", "said")],
            quantity=figure,
        )
        for quote, figure in ((first, None), (second, much("400 rifles")))
    )
    (claim,), _ = held(answer(one, two), text)
    assert [e.quote for e in claim.also] == [first]
    apart = [claim for told_alone in (one, two) for claim in held(answer(told_alone), text)[0]]
    (again,) = joined(apart, tree())
    assert again == claim
    assert joined([claim], tree()) == (claim,)


def test_the_same_words_are_told_once() -> None:
    """A second row on the same words with another figure would share the claim's id, and is left out."""
    text = "Serbia has sent Ghana 400 rifles and later 300 more rifles."
    shared = {"actor": ["Serbia"], "recipient": ["Ghana"], "items": ["rifles"]}
    claims, problems = held(
        answer(row(text, **shared, quantity=much("400 rifles")), row(text, **shared, modality="desired")), text
    )
    assert len(claims) == 1
    assert [p.slug for p in problems] == ["told-twice"]


def test_claims_bear_the_method_and_a_constant_confidence() -> None:
    """The method is the caller's; how sure a reading is that nobody has measured is a constant, and no field has its own."""
    text = "Serbia has sent Ghana 400 rifles since May."
    (claim,), _ = held(answer(row(text, actor=["Serbia"], recipient=["Ghana"], items=["rifles"])), text)
    assert (claim.method, claim.reading_confidence, claim.field_confidence) == (grounds().method, 0.5, {})
