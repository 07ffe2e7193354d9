"""A reconstruction of part of the public sequence of claims on what North Korea sent to Russia."""

from __future__ import annotations

from datetime import date

import pytest

from assess.told import GROUND, ITEMS, SHARING, told
from reportedly.assess.corroboration import supports
from reportedly.assess.flows import flow_answer
from reportedly.assess.totals import totals
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow, FlowAnswer, Total

SINCE_SEPTEMBER = date(2023, 9, 1)
SINCE_AUGUST = date(2023, 8, 1)
SINCE_MID_2022 = date(2022, 7, 1)


def containers() -> dict[str, Claim]:
    """The cumulative claims, each by its origin and day."""

    def on(
        origin: str, day: date, low: int, high: int | None = None, since: date | None = None, **more: object
    ) -> Claim:
        return told(origin, low, high, on=day, said=day, happened=(since, day), approximate=high is not None, **more)  # type: ignore[arg-type]

    kirby = on("US-NSC", date(2023, 10, 13), 1_000, since=date(2023, 9, 7), basis="imagery")
    return {
        "kirby": kirby,
        "jcs": on("KR-JCS", date(2023, 11, 2), 2_000, 2_000),
        "shin-5000": on("KR-MND", date(2023, 12, 29), 5_000, 5_000),
        "state-10000": on("US-STATE", date(2024, 2, 23), 10_000, since=SINCE_SEPTEMBER),
        "shin-6700": on("KR-MND", date(2024, 2, 26), 6_700, 6_700),
        "shin-10000": on("KR-MND", date(2024, 6, 14), 10_000),
        "shin-11000": on("KR-MND", date(2024, 7, 15), 11_000),
        "dia-13000": on("KR-DIA", date(2024, 8, 27), 13_000, since=SINCE_MID_2022),
        "state-16500": on("US-STATE", date(2024, 9, 4), 16_500, since=SINCE_SEPTEMBER),
        "nis-13000": on("KR-NIS", date(2024, 10, 18), 13_000, since=SINCE_AUGUST),
        "dia-20000": on("KR-DIA", date(2024, 10, 28), 20_000, since=SINCE_MID_2022),
        "msmt": on("MSMT", date(2025, 5, 29), 20_000, since=SINCE_SEPTEMBER),
        "dia-28000": on("KR-DIA", date(2025, 7, 13), 28_000, 28_000),
    }


def personnel() -> list[Claim]:
    """Claims on soldiers: plans, figures to date, increments, an admission and a denial."""

    autumn, winter = (date(2024, 10, 8), date(2024, 10, 13)), (date(2025, 1, 15), date(2025, 2, 28))

    def soldiers(origin: str, day: date, low: int | None = None, high: int | None = None, **more: object) -> Claim:
        settings = {"item": "soldiers", "unit": "person", "kind": "deployment", "on": day, "said": day, **more}
        return told(origin, low, high, **settings)  # type: ignore[arg-type]

    return [
        soldiers("KR-NIS", date(2024, 10, 18), 1_500, 1_500, scope="increment", happened=autumn),
        soldiers("KR-NIS", date(2024, 10, 18), 12_000, 12_000, modality="planned"),
        soldiers("KR-NIS", date(2024, 10, 23), 3_000, 3_000, approximate=True),
        soldiers("US-NSC", date(2024, 10, 23), 3_000),
        soldiers("US-DOD", date(2024, 10, 28), 10_000, 10_000, approximate=True),
        soldiers("US-STATE", date(2024, 10, 31), 8_000, 8_000, scope="subset"),
        soldiers("UA-GUR", date(2024, 11, 4), 11_000, 11_000, scope="stock"),
        soldiers("KR-JCS", date(2025, 1, 10), 11_000, 11_000, happened=(date(2024, 10, 1), date(2025, 1, 9))),
        soldiers("KR-JCS", date(2025, 3, 27), 3_000, 3_000, scope="increment", happened=winter),
        soldiers("RU", date(2025, 4, 26), basis="admission"),
        soldiers("KP", date(2025, 4, 28), basis="admission"),
        soldiers("KR-NIS", date(2025, 4, 30), 15_000, 15_000, approximate=True),
        soldiers("KR-DIA", date(2025, 7, 13), 13_000, 13_000),
        soldiers("RU", date(2024, 10, 10), modality="denied"),
    ]  # fmt: skip


def answer(claims: list[Claim], item: str, published_by: date | None = None) -> FlowAnswer:
    return flow_answer(claims, (), Flow("KP", "RU", item, published_by), GROUND)


def band(totals_: tuple[Total, ...], level: int, counting: str) -> Total:
    return next(t for t in totals_ if (t.level, t.counting) == (level, counting))


def test_one_origins_cumulative_series_is_never_summed() -> None:
    """The ministry's 5,000, 6,700, 10,000 and 11,000 come to at least 11,000, and its earlier figures stay in sight."""
    ministry = [claim for claim in containers().values() if claim.origins == ("KR-MND",)]
    found = answer(ministry, "munitions")
    assert {t.low for t in found.totals if t.level == 1} == {11_000}
    assert [(f.low, f.replaced) for f in found.figures] == [
        (5_000, True),
        (6_700, True),
        (10_000, True),
        (11_000, False),
    ]


def test_origins_are_never_summed() -> None:
    """All container claims together come to what one state says, and at level 2 to what two say."""
    found = answer(list(containers().values()), "munitions").totals
    assert band(found, 1, "with-unknown").low == 28_000
    assert band(found, 2, "with-unknown").low == 16_500


def test_alternative_capacities_are_not_summed_nor_both_counted() -> None:
    """Room for 3 million shells or half a million rockets is neither 3.5 million nor a number sent."""
    day, doc = date(2024, 2, 26), "shin"
    shells = told(
        "KR-MND",
        3_000_000,
        3_000_000,
        item="artillery-shell",
        unit="round",
        scope="capacity",
        group="a",
        on=day,
        doc=doc,
    )
    rockets = told(
        "KR-MND", 500_000, 500_000, item="rocket-round", unit="round", scope="capacity", group="a", on=day, doc=doc
    )
    found = answer([shells, rockets], "munitions")
    assert found.totals == ()
    assert max(t.low or 0 for t in found.apart) == 3_000_000
    assert found.conflicts == ()


@pytest.mark.parametrize("dated", [True, False])
def test_a_restatement_adds_nothing(dated: bool) -> None:
    """The first thousand containers, told again a year on, change no edge, whether or not their day is given again."""
    claims = containers()
    again = told("US-NSC", 1_000, on=date(2024, 11, 20), said=date(2023, 10, 13) if dated else None)
    before, after = (answer(group, "munitions").totals for group in (list(claims.values()), [*claims.values(), again]))
    assert [(t.low, t.high) for t in before] == [(t.low, t.high) for t in after]


def test_a_lower_figure_of_another_origin_is_no_fall() -> None:
    """The ministry's 6,700 three days after Washington's 10,000 lowers nothing, and is kept beside it as a conflict."""
    claims = containers()
    found = answer([claims["state-10000"], claims["shin-6700"]], "munitions")
    assert band(found.totals, 1, "independent").low == 10_000
    assert band(found.totals, 2, "with-unknown").low == 6_700
    assert [set(c.claims) for c in found.conflicts] == [{claims["state-10000"].id, claims["shin-6700"].id}]
    assert answer([claims["shin-6700"], claims["shin-10000"]], "munitions").conflicts == ()


def test_two_bodies_of_one_state_stay_two_series_and_one_origin() -> None:
    """Thirteen thousand from two Korean services, counted from different starts, is one origin and no conflict."""
    claims = containers()
    found = answer([claims["dia-13000"], claims["nis-13000"]], "munitions")
    assert [(f.origin, f.start) for f in found.figures] == [("KR-DIA", SINCE_MID_2022), ("KR-NIS", SINCE_AUGUST)]
    assert band(found.totals, 2, "with-unknown").low is None
    assert [s.independence for s in found.origins] == ["independent", "echo"]
    assert found.conflicts == ()


def test_sums_and_figures_that_disagree_are_kept_as_a_conflict() -> None:
    """Eleven thousand and three thousand more, fifteen thousand and thirteen thousand stay unresolved, all in sight."""
    found = answer(personnel(), "soldiers")
    reasons = " ".join(conflict.reason for conflict in found.conflicts)
    assert "15,000" in reasons
    assert "13,000" in reasons
    assert band(found.totals, 1, "with-unknown").low == 15_000
    summed = answer([c for c in personnel() if c.origins == ("KR-JCS",)], "soldiers")
    assert band(summed.totals, 1, "independent").low == 14_000
    assert len(band(summed.totals, 1, "independent").because) == 2


def test_an_admission_overtakes_denials_of_troops_only() -> None:
    """Moscow's and Pyongyang's admission of troops counts as an independent origin; of munitions only the denial stands."""
    denial = told("RU", on=date(2023, 10, 17), modality="denied")
    claims = [*personnel(), *containers().values(), denial]
    troops = {s.origin: s for s in supports(claims_of(claims, "soldiers"), SHARING)}
    assert troops["RU"].independence == "independent"
    assert troops["KP"].independence == "unknown"
    munitions = answer(claims, "munitions")
    assert munitions.denials == (denial.id,)
    assert "RU" not in {s.origin for s in munitions.origins}


def claims_of(claims: list[Claim], item: str) -> list[Claim]:
    return [claim for claim in claims if item in claim.item_classes]


def test_plans_subsets_and_stocks_stand_apart() -> None:
    """Twelve thousand planned, eight thousand of ten and eleven thousand present hold no edge of the total to date."""
    day = date(2024, 11, 5)
    found = answer(personnel(), "soldiers", published_by=day)
    assert band(found.totals, 1, "with-unknown").low == 10_000
    assert {t.scope for t in found.apart} == {"stock", "subset"}
    assert len(found.planned) == 1


def test_a_mechanism_never_counts_beside_its_members() -> None:
    """The monitoring team adds no origin to Seoul and Washington, and is one by itself without them."""
    claims = containers()
    both = totals([claims["msmt"], claims["dia-20000"]], ITEMS, SHARING).headline
    assert band(both, 2, "with-unknown").low is None
    alone = totals([claims["msmt"]], ITEMS, SHARING).headline
    assert band(alone, 1, "independent").low == 20_000
