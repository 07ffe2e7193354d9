"""Agreement of a reading by rules and one by a model: pairs, fields, Dice and kappa."""

from __future__ import annotations

from dataclasses import replace

import pytest

from find.model.asking import document
from reportedly.find.model.agreement import FIELDS, agreement
from reportedly.terms.claim import Claim, DocumentRef, Item, Kind
from reportedly.terms.evidence import Evidence
from reportedly.terms.quantity import Quantity

ABOUT = document("Kenya sent Chad rifles. Peru sent Laos trucks. Oslo sent Mali drones. Rome sent Cuba tanks.")


def claim(sentence: int, kind: Kind = "transfer", **fields: object) -> Claim:
    """A claim on one of the sentences."""
    start = [i for i, sign in enumerate(" " + ABOUT.text) if sign == " " and (i == 0 or ABOUT.text[i - 2] == ".")][
        sentence
    ]
    end = ABOUT.text.index(".", start) + 1
    made = Claim(
        DocumentRef.of(ABOUT), kind, ("KE",), ("TD",), Evidence.cut(ABOUT.text, start, end), (Item("rifles", "small-arms"),),
        Quantity(400, 400, "rifle"), origins=("NO",),
    )  # fmt: skip
    return replace(made, **fields, id="")  # type: ignore[arg-type]


def test_the_same_reading_agrees_in_all() -> None:
    """Claims that are equal pair, and each of their fields is equal; kappa is undefined where nothing varies."""
    claims = (claim(0), claim(1))
    found = agreement(claims, claims)
    assert (len(found.pairs), found.only_rules, found.only_model, found.positive) == (2, (), (), 1.0)
    assert {found.fields[name].equal for name in FIELDS} == {2}
    assert {found.fields[name].kappa for name in FIELDS} == {None}
    assert found.fields["actor"].positive == 1.0
    assert found.fields["happened"].positive is None


def test_claims_of_other_words_or_kinds_do_not_pair() -> None:
    """Overlapping evidence and the same kind make a pair; what is left is listed, and lowers Dice's coefficient."""
    found = agreement((claim(0), claim(1), claim(2)), (claim(0), claim(1, "assistance")))
    assert len(found.pairs) == 1
    assert (len(found.only_rules), len(found.only_model)) == (2, 1)
    assert found.positive == pytest.approx(2 / 5)


def test_fields_are_equal_or_differ_or_are_missing() -> None:
    """A field that one of the two leaves open is missing, not different."""
    found = agreement((claim(0), claim(1)), (claim(0, quantity=None), claim(1, actor=("PE",))))
    assert [dict(pair.fields)["quantity"] for pair in found.pairs] == ["missing", "equal"]
    assert (found.fields["actor"].equal, found.fields["actor"].differs, found.fields["actor"].missing) == (1, 1, 0)
    assert found.fields["quantity"].positive == pytest.approx(2 / 3)


def test_kappa_is_cohens() -> None:
    """Of four pairs three agree; each reader calls half of them planned: kappa is (0.75 - 0.5) / 0.5."""
    rules = [claim(n, modality=m) for n, m in enumerate(("planned", "planned", "asserted", "asserted"))]
    model = [claim(n, modality=m) for n, m in enumerate(("planned", "asserted", "asserted", "planned"))]
    assert agreement(rules, model).fields["modality"].kappa == pytest.approx(0.0)
    model[3] = claim(3, modality="asserted")
    assert agreement(rules, model).fields["modality"].kappa == pytest.approx((0.75 - 0.5) / 0.5)


def test_those_that_say_the_same_pair_first() -> None:
    """Of several claims on one sentence those pair that agree in most fields, each once."""
    rifles, trucks = claim(0), claim(0, items=(Item("trucks", "vehicle"),), quantity=None)
    found = agreement((rifles, trucks), (trucks, rifles))
    assert all(pair.rules == pair.model for pair in found.pairs)
    assert len(found.pairs) == 2


def test_nothing_agrees_with_nothing() -> None:
    """Two empty readings have no coefficient."""
    assert agreement((), ()).positive is None
    assert agreement((), (claim(0),)).positive == 0.0
