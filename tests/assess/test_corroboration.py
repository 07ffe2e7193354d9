"""Which origins count, and the reason that is given."""

from __future__ import annotations

from datetime import date

from assess.told import SHARING, told
from reportedly.assess.corroboration import heard, supports
from reportedly.terms.flow import Echo, Support

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)


def by_origin(found: tuple[Support, ...]) -> dict[str, Support]:
    return {support.origin: support for support in found}


def test_the_first_origin_stands_on_its_own() -> None:
    """A single origin counts as one, whoever it is."""
    (found,) = supports([told("KR-NIS", 1_000, on=MONDAY)], SHARING)
    assert (found.independence, found.state) == ("independent", "KR")
    assert "first" in found.reason


def test_an_ally_that_shares_intelligence_stays_unknown_with_that_reason() -> None:
    """London's figure after Washington's is no second origin without a reason, and the row that ties them is named."""
    found = by_origin(supports([told("US-NSC", 1_000, on=MONDAY), told("GB-MOD", 1_000, on=TUESDAY)], SHARING))
    assert found["US-NSC"].independence == "independent"
    assert found["GB-MOD"].independence == "unknown"
    assert "Five Eyes" in found["GB-MOD"].reason


def test_a_basis_of_its_own_makes_a_later_origin_independent() -> None:
    """Who comes second with imagery of its own is independent of who spoke before."""
    found = by_origin(supports([told("KR-NIS", 9, on=MONDAY), told("UA-GUR", 9, on=TUESDAY, basis="imagery")], SHARING))
    assert {s.independence for s in found.values()} == {"independent"}
    assert "imagery" in found["UA-GUR"].reason


def test_who_speaks_after_imagery_was_shown_may_lean_on_it() -> None:
    """The imagery of the first is no reason for the second."""
    found = by_origin(supports([told("US-NSC", 9, on=MONDAY, basis="imagery"), told("KR-NIS", 9, on=TUESDAY)], SHARING))
    assert found["KR-NIS"].independence == "unknown"


def test_an_unnamed_origin_is_unknown_and_never_a_second() -> None:
    """Anonymous reports stand as one unknown origin that may be any of the others."""
    found = by_origin(supports([told((), 9, on=MONDAY), told((), 8, on=TUESDAY), told("KR", 7, on=TUESDAY)], SHARING))
    assert found["unnamed"].independence == "unknown"
    assert len(found["unnamed"].claims) == 2


def test_a_joint_statement_is_an_echo_beside_its_signatories() -> None:
    """Two governments that sign one statement are one origin, and none beside what each says by itself."""
    joint = told(("JP", "KR"), 9, on=MONDAY)
    assert [s.independence for s in supports([joint], SHARING)] == ["independent"]
    found = by_origin(supports([joint, told("KR-NIS", 9, on=TUESDAY)], SHARING))
    assert found["JP + KR"].independence == "echo"


def test_an_echo_is_named_with_its_reason() -> None:
    """A copy is kept out of the count and says what it copies."""
    first, copy = told("KR-NIS", 9, on=MONDAY), told("The Echo", 9, on=TUESDAY, publisher="The Echo")
    echo = Echo(copy.id, first.id, "copy", "the same text as The Gazette")
    found = by_origin(supports([first, copy], SHARING, [echo]))
    assert (found["The Echo"].independence, found["The Echo"].claims) == ("echo", (copy.id,))
    assert found["The Echo"].reason == "the same text as The Gazette"
    assert heard([first, copy], [echo]) == (first,)


def test_retracting_the_original_restores_the_copy() -> None:
    """Where the original no longer stands, what repeated it is heard itself."""
    first, copy = told("KR-NIS", 9, on=MONDAY), told("KR-NIS", 9, on=TUESDAY, publisher="The Echo")
    echo = Echo(copy.id, first.id, "copy", "the same text")
    assert heard([copy], [echo]) == (copy,)
    assert [s.independence for s in supports([copy], SHARING, [echo])] == ["independent"]


def test_plans_wishes_and_denials_support_nothing() -> None:
    """Only what is told as having happened has an origin in its support."""
    modalities = ("denied", "conditional", "desired", "planned", "possible")
    assert supports([told("KR-NIS", 9, on=MONDAY, modality=m) for m in modalities], SHARING) == ()


def test_a_joint_statement_is_no_partner_of_its_own_signatory() -> None:
    """Who signed with another is not said to share intelligence with the two of them."""
    claims = [told(("KR", "US"), 100, on=date(2025, 1, 1)), told("KR", 90, on=date(2025, 1, 2)),
              told("US", 80, on=date(2025, 1, 3))]  # fmt: skip
    found = {s.origin: s.reason for s in supports(claims, SHARING)}
    assert "with KR (" in found["US"]


def test_shared_intelligence_is_named_before_a_mechanism() -> None:
    """Where two origins are tied in both ways, the closer tie is the reason, whichever row stands first."""
    claims = [told("US-NSC", 9, on=MONDAY), told("GB-MOD", 9, on=TUESDAY)]
    for rows in (SHARING, SHARING[::-1]):
        assert by_origin(supports(claims, rows))["GB-MOD"].reason == (
            "shares intelligence with US-NSC (Five Eyes); no reason to take it as independent"
        )
    japan = by_origin(supports([claims[0], told("JP-MOD", 9, on=TUESDAY)], SHARING))["JP-MOD"]
    assert japan.reason == "sits in one mechanism with US-NSC (MSMT); no reason to take it as independent"


def test_the_second_side_of_a_flow_is_no_second_origin() -> None:
    """Pyongyang says so itself, and then Moscow does: one of them counts, and the reason is told."""
    found = by_origin(supports([told("KP-KCNA", 9, on=MONDAY), told("RU-MFA", 9, on=TUESDAY)], SHARING))
    assert (found["KP-KCNA"].independence, found["KP-KCNA"].reason) == (
        "independent",
        "a side of the flow says so itself",
    )
    assert (found["RU-MFA"].independence, found["RU-MFA"].reason) == (
        "unknown",
        "a side of the flow, as is another origin counted",
    )


def test_a_basis_stated_once_is_an_origins_basis() -> None:
    """Whichever of its claims states it, and whatever it says besides in other reports."""
    first, images = told("US-NSC", 9, on=MONDAY), told("UA-GUR", 9, on=TUESDAY, basis="imagery")
    plain = told("UA-GUR", 8, on=TUESDAY, doc="another")
    for given in ([first, images, plain], [first, plain, images]):
        assert by_origin(supports(given, SHARING))["UA-GUR"].reason == "states a basis of its own: imagery"
