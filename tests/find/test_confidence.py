"""How sure a reading is: probabilities by fitted weights, the shipped rows, and the threshold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from find.seeing import wired
from reportedly.errors import DataError
from reportedly.find.confidence import BIAS, Confidence, at_least
from reportedly.find.features import CLAIM, READING, WORDS, ReadClaim, directness
from reportedly.terms.claim import CONFIDENT, Claim
from reportedly.terms.document import Document
from reportedly.terms.tables import ConfidenceRow
from shipped import shipped_tables
from strategies import claims, documents

ROWS = shipped_tables().confidence
WEIGHTS = {(row.target, row.feature): row.weight for row in ROWS}
CARRIED = ("actor-carried", "recipient-carried", "recipient-beside", "recipient-topic", "speaker-carried")
LIST = (
    "Serbia has delivered the following equipment to Chad:\n• 30 mortars;\n• 12 radars; and\n• 400 helmets.\n"
    "Iran sent drones to Sudan. It also sent rifles, Malta said."
)

numbers = st.floats(-1e6, 1e6)
features = st.dictionaries(st.sampled_from(sorted(WORDS)), st.floats(0, 10))


def rows(target: str, weights: dict[str, float]) -> list[ConfidenceRow]:
    return [ConfidenceRow(target, name, weight) for name, weight in weights.items()]  # type: ignore[arg-type]


def readings(text: str) -> tuple[ReadClaim, ...]:
    return wired().readings(Document(text, publisher="Gulf Daily"))


@given(st.dictionaries(st.sampled_from([BIAS, *sorted(WORDS)]), numbers), features)
def test_a_confidence_is_a_probability(weights: dict[str, float], given_: dict[str, float]) -> None:
    """Whatever the weights and features, it lies from 0 to 1."""
    assert 0.0 <= Confidence(rows("claim", weights)).of("claim", given_) <= 1.0


@given(numbers, numbers, features)
def test_a_greater_bias_never_lowers_it(one: float, other: float, given_: dict[str, float]) -> None:
    """It is monotone in the bias."""
    low, high = (Confidence([*ROWS, *rows("claim", {BIAS: b})]).of("claim", given_) for b in sorted((one, other)))
    assert low <= high


@given(st.sampled_from(CONFIDENT), features)
def test_a_target_asks_only_its_own_weights(target: str, given_: dict[str, float]) -> None:
    """Weights of one target change no other."""
    assert Confidence(rows("claim", {BIAS: 3.0, "noun": -1.0})).of(target, given_) == 0.5


def test_a_feature_that_no_reading_has_is_refused() -> None:
    """A row that names one is a DataError with its name."""
    with pytest.raises(DataError, match="'rumour'"):
        Confidence(rows("claim", {"rumour": 1.0}))


def test_rows_and_features_name_each_other() -> None:
    """Every feature of the rows exists, every feature weighs somewhere, and each target has a bias."""
    assert {row.feature for row in ROWS} == {*WORDS, BIAS}
    assert {row.target for row in ROWS if row.feature == BIAS} == {"claim", *CONFIDENT}
    assert len(WORDS) == len(READING) + len(CLAIM)


def test_rows_are_rounded_and_small() -> None:
    """Weights have two digits and say nothing for certain."""
    assert all(row.weight == round(row.weight, 2) and abs(row.weight) < 5 for row in ROWS)


def test_carried_parties_make_a_reading_less_sure() -> None:
    """A recipient taken from elsewhere lowers the confidence; nothing carried ever raises one."""
    assert WEIGHTS["claim", "recipient-carried"] < 0
    assert all(weight <= 0 for (_, feature), weight in WEIGHTS.items() if feature in CARRIED)


def test_every_claim_has_a_confidence_of_its_own_and_of_its_fields() -> None:
    """Also items of a list and claims whose parties are carried over; all features are known."""
    found = readings(LIST)
    assert {item.label for claim in found for item in claim.items} >= {"mortars", "drones", "rifles"}
    for claim in found:
        assert 0.5 < claim.reading_confidence < 1.0
        assert tuple(claim.field_confidence) == CONFIDENT
        assert claim.features.keys() == WORDS.keys()


def test_an_item_of_a_list_rests_on_its_lead_in() -> None:
    """It knows that it is one, and has the features of the lead-in's reading."""
    listed = [c for c in readings(LIST) if c.actor == ("RS",)]
    assert len(listed) == 3
    assert all(c.features["in-list"] and not c.features["recipient-carried"] for c in listed)


def test_what_is_carried_over_is_less_direct() -> None:
    """A verb with both its parties is as direct as can be; one that takes its recipient from before is less."""
    drones, rifles = (c for c in readings("Iran sent drones to Sudan. It also sent rifles, Malta said.") if c.items)
    assert directness(drones) == 0 > directness(rifles)
    assert rifles.features["recipient-carried"]


def test_the_same_without_its_features_is_what_is_kept() -> None:
    """The claims of a document are its readings, alone."""
    document = Document("Iran sent drones to Sudan, Malta said.", publisher="Gulf Daily")
    (claim,), _ = wired().claims(document)
    (reading,) = wired().readings(document)
    assert type(claim) is Claim
    assert (claim.id, claim.reading_confidence) == (reading.id, reading.reading_confidence)


@given(st.data(), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_keeps_fewer(data: st.DataObject, one: float, other: float) -> None:
    """At 0 all are kept, in their order; what a higher threshold keeps, a lower one keeps too."""
    document = data.draw(documents())
    found = data.draw(st.lists(claims(document), max_size=4))
    low, high = (at_least(found, least) for least in sorted((one, other)))
    assert at_least(found, 0.0) == tuple(found)
    assert {c.id for c in high} <= {c.id for c in low}
    assert all(c.reading_confidence >= max(one, other) for c in high)


def test_what_points_at_a_claim_left_out_points_nowhere() -> None:
    """An exchange that names a claim below the threshold is emptied; words stay."""
    first, *_ = readings("Iran sent drones to Sudan, Malta said.")
    below = replace(first, reading_confidence=0.2)
    above = replace(first, id="c-1", reading_confidence=0.9, exchange=first.id)
    words = replace(first, id="c-2", reading_confidence=0.9, exchange="grain")
    assert [c.exchange for c in at_least([below, above, words], 0.5)] == [None, "grain"]
