"""Laws of grounding: whatever a model answers, nothing breaks, and every claim stands in the text."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from find.model.asking import answer, document, held
from find.model.documents import Report, reports
from reportedly.find.model.rows import PLACE_ROLES, STAGES
from reportedly.terms.claim import KINDS, MODALITIES

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def pieces(report: Report) -> st.SearchStrategy[str]:
    """Any run of characters of a report, its words, and strings that have nothing to do with it."""
    ends = st.integers(0, len(report.text))
    runs = st.tuples(ends, ends).map(lambda pair: report.text[min(pair) : max(pair)])
    words = st.sampled_from(report.text.split())
    quotes = st.sampled_from([told["quote"] for told in report.rows])
    return runs | words | quotes | st.text(max_size=6)


def rows(report: Report) -> st.SearchStrategy[dict[str, Any]]:
    """Rows of the right types whose words may stand anywhere, or nowhere."""
    some = pieces(report)
    several, perhaps = st.lists(some, max_size=2), st.none() | some
    number = st.none() | st.integers(-5, 10**7) | st.floats(allow_nan=True)
    return st.fixed_dictionaries(
        {
            "quote": some,
            "start": st.none() | st.integers(-3, len(report.text) + 3),
            "kind": st.sampled_from(KINDS),
            "actor": several,
            "recipient": several,
            "items": several,
            "quantity": st.none() | st.fixed_dictionaries({"words": some, "low": number, "high": number}),
            "happened": perhaps,
            "places": st.lists(
                st.fixed_dictionaries({"words": some, "role": st.sampled_from(PLACE_ROLES)}), max_size=2
            ),
            "modality": st.sampled_from(MODALITIES),
            "hedges": several,
            "condition": perhaps,
            "stage": st.none() | st.sampled_from(STAGES),
            "attribution": st.lists(
                st.fixed_dictionaries({"name": some, "verb": some, "relay": st.booleans()}), max_size=2
            ),
            "said": perhaps,
        }
    )


def check_stands(told: str, report: Report) -> int:
    """That evidence and fields of whatever comes of an answer stand in the text; how many claims that are."""
    text = document(report.text).text
    claims, _ = held(told, report.text, report.seen())
    for claim in claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        for spans in claim.fields.values():
            assert all(0 <= start < end <= len(text) for start, end in spans)
        assert claim.attribution[0].name == "Harbour Gazette"
    return len(claims)


@SLOW
@given(st.data())
def test_whatever_words_are_given_nothing_breaks(data: st.DataObject) -> None:
    """Rows of any words make claims whose evidence is its slice and whose fields lie in the text, or none."""
    report = data.draw(st.sampled_from(reports()))
    check_stands(json.dumps({"claims": data.draw(st.lists(rows(report), max_size=3))}), report)


@SLOW
@given(st.data())
def test_right_rows_with_a_field_exchanged_stand_in_the_text(data: st.DataObject) -> None:
    """A right row, one field of which is another one's words, makes a claim that stands in the text, or none."""
    report = data.draw(st.sampled_from(reports()))
    told = deepcopy(data.draw(st.sampled_from(report.rows)))
    other = data.draw(rows(report))
    name = data.draw(st.sampled_from(sorted(other)))
    check_stands(answer({**told, name: other[name]}), report)


@settings(max_examples=200, deadline=None)
@given(_JSON | st.fixed_dictionaries({"claims": _JSON}))
def test_any_json_is_an_answer_of_no_claims(value: object) -> None:
    """JSON that is no answer makes no claim and no error."""
    report = reports()[0]
    assert check_stands(json.dumps(value), report) == 0


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_an_answer_cut_anywhere_gives_its_whole_rows(data: st.DataObject) -> None:
    """Of an answer that ends too soon the whole rows are claims as they are in the whole answer."""
    report = data.draw(st.sampled_from(reports()))
    whole = answer(*report.rows)
    cut = data.draw(st.integers(0, len(whole) - 2))
    claims, problems = held(whole[:cut], report.text, report.seen())
    assert claims == held(whole, report.text, report.seen())[0][: len(claims)]
    assert [p.slug for p in problems] == ["answer-broken"]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_other_digits_are_refused(data: st.DataObject) -> None:
    """Whatever digits of a figure are exchanged for others, in its words, its low or its high, the row makes no claim."""
    report = data.draw(st.sampled_from(reports()))
    told = deepcopy(data.draw(st.sampled_from([r for r in report.rows if r["quantity"] and r["quantity"]["low"]])))
    quantity = told["quantity"]
    where = data.draw(st.sampled_from([n for n in ("words", "low", "high") if re.search(r"\d", str(quantity[n]))]))
    figure = str(quantity[where])
    at = data.draw(st.sampled_from([m.start() for m in re.finditer(r"\d", figure)]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != figure[at]]))
    changed = figure[:at] + digit + figure[at + 1 :]
    quantity[where] = changed if where == "words" else int(changed)
    claims, problems = held(answer(told), report.text, report.seen())
    assert claims == ()
    assert {p.slug for p in problems} <= {"number-differs", "words-not-found"}
