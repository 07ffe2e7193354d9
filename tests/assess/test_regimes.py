"""Which rows a flow's claims fall within: by direction, class, day and how they are held."""

from __future__ import annotations

from datetime import date

import pytest

from assess.told import ITEMS, told
from reportedly.assess.regimes import regime_findings
from reportedly.terms.claim import Claim
from reportedly.terms.findings import RegimeFinding
from reportedly.terms.tables import RegimeRow


def row(regime: str = "ban", **more: object) -> RegimeRow:
    given = {
        "instrument": "resolution 1", "paragraph": "paragraph 9", "state": "KP", "direction": "from",
        "classes": ("arms",), "bans": "all arms", "start": date(2009, 6, 12), "example": "-", "source": "its text",
    }  # fmt: skip
    return RegimeRow(regime, **{**given, **more})  # type: ignore[arg-type]


ARMS = row()
IN_2023, IN_2005 = date(2023, 10, 13), date(2005, 1, 1)


def found(*claims: Claim, rows: tuple[RegimeRow, ...] = (ARMS,)) -> list[RegimeFinding]:
    return list(regime_findings(claims, rows, ITEMS))


def test_a_class_below_the_banned_one_engages_the_row() -> None:
    """Shells from the state concerned: engaged, in the words that are printed."""
    (finding,) = found(told("US", 5, on=IN_2023, item="artillery-shell"))
    assert (finding.answer, finding.regime) == ("engaged", "ban")
    assert finding.sentence == (
        "If accurate, falls within paragraph 9 of resolution 1; determination is for the Council and its Committee."
    )


def test_the_other_direction_is_not_covered() -> None:
    """What goes to the state does not fall under a ban on what comes from it."""
    claim = told("US", 5, on=IN_2023, actor=("RU",), recipient=("KP",))
    assert [f.answer for f in found(claim)] == ["not covered by the rows checked"]
    assert [f.answer for f in found(claim, rows=(row(direction="both"),))] == ["engaged"]
    assert found(claim)[0].sentence == "Not covered by the rows checked."
    assert found(claim)[0].reason == "no row names this"
    to_it = (row(direction="to"),)
    assert [f.answer for f in found(claim, rows=to_it)] == ["engaged"]
    assert [f.answer for f in found(told("US", 5, on=IN_2023), rows=to_it)] == ["not covered by the rows checked"]


def test_a_wider_word_makes_it_arguable() -> None:
    """ "Materiel" may be arms."""
    (finding,) = found(told("US", 5, on=IN_2023, item="materiel"))
    assert finding.answer == "arguable"
    assert "may fall within" in finding.sentence


def test_a_wide_word_is_not_read_as_one_thing_among_many() -> None:
    """ "Materiel" is not taken for fighter aircraft, though it may include them."""
    assert [f.answer for f in found(told("US", 5, on=IN_2023, item="materiel"), rows=(row(classes=("fighter",)),))] == [
        "not covered by the rows checked"
    ]


def test_what_is_exempt_is_not_covered() -> None:
    """A class excluded from the ban, and what is below it."""
    assert [f.answer for f in found(told("US", on=IN_2023), rows=(row(excluded=("munitions",)),))] == [
        "not covered by the rows checked"
    ]


def test_plans_wishes_and_possibilities_would_engage() -> None:
    """Whatever has not been said to have moved; what is only pledged too."""
    for modality in ("planned", "possible", "desired", "conditional"):
        assert [f.answer for f in found(told("US", on=IN_2023, modality=modality))] == ["would-engage"]
    assert [f.answer for f in found(told("US", on=IN_2023, stage="pledged"))] == ["would-engage"]


def test_a_denial_engages_nothing() -> None:
    """It says that nothing moved."""
    assert found(told("RU", on=IN_2023, modality="denied")) == []


def test_a_disputed_row_is_disputed_and_says_what_is() -> None:
    """Not engaged, and in the words of the dispute."""
    troops = row(classes=("people",), disputed_by=("RU", "KP"), dispute="both capitals hold that it is lawful")
    (finding,) = found(told("KR", on=IN_2023, item="soldiers", kind="deployment", unit="person"), rows=(troops,))
    assert finding.answer == "disputed"
    assert "disputed: both capitals hold that it is lawful" in finding.sentence


def test_a_day_between_two_rows_falls_in_a_gap_and_says_so() -> None:
    """One ended in 2016, the next begins in 2025: a claim of 2023 is covered by neither."""
    ended = row("ended", end=date(2016, 1, 15), paragraph="paragraph 5")
    again = row("again", start=date(2025, 9, 28), paragraph="paragraph 7", disputed_by=("RU",), dispute="it lapsed")
    (finding,) = found(told("US", on=IN_2023), rows=(ended, again))
    assert finding.answer == "not covered by the rows checked"
    assert finding.reason == (
        "its days fall between: paragraph 5 of resolution 1 covered it until 2016-01-15; "
        "paragraph 7 of resolution 1 covers it from 2025-09-28 (disputed: it lapsed)"
    )
    assert finding.sentence == f"Not covered by the rows checked; {finding.reason}."


def test_a_period_partly_in_force_says_for_which_part() -> None:
    """Since 2005, under a ban of 2009."""
    (finding,) = found(told("US", 5, on=IN_2023, happened=(IN_2005, IN_2023)))
    assert finding.answer == "engaged"
    assert "for the part of its period" in finding.reason


def test_it_never_speaks_of_a_violation() -> None:
    """Whatever is found, the word is not used."""
    claims = [told("US", on=IN_2023, item=i) for i in ("arms", "materiel", "fighter")]
    assert all("violat" not in f.sentence.lower() and "breach" not in f.sentence.lower() for f in found(*claims))


def test_every_claim_of_the_flow_is_answered() -> None:
    """Those that fall within a row and those that do not, each at least once."""
    claims = [told("US", on=IN_2023), told("US", on=IN_2005, name="old"), told("US", on=IN_2023, item="soldiers")]
    assert {i for f in found(*claims) for i in f.claims} == {c.id for c in claims}


def test_a_wide_word_only_may_fall_within_a_disputed_row() -> None:
    """The dispute is told, and so is that the words are wider."""
    disputed = row(disputed_by=("RU",), dispute="it has lapsed")
    (finding,) = found(told("US", on=IN_2023, item="materiel"), rows=(disputed,))
    assert finding.answer == "disputed"
    assert finding.sentence.startswith("If accurate, may fall within")


def test_a_plan_under_a_row_that_needs_reading_only_might() -> None:
    """What would engage is hedged as its row is."""
    (finding,) = found(told("US", on=IN_2023, modality="possible"), rows=(row(answer="arguable"),))
    assert finding.answer == "would-engage"
    assert finding.sentence.startswith("If carried out as said, might fall within")


def test_without_a_day_it_is_arguable_and_says_so() -> None:
    """Neither disputed nor partly in force: nobody knows when."""
    disputed = row(disputed_by=("RU",), dispute="it has lapsed")
    for claim in (told("US"), told("US", happened=(IN_2023, None)), told("US", happened=(IN_2005, None))):
        (finding,) = found(claim, rows=(disputed,))
        assert finding.answer == "arguable"
        assert finding.reason == "all arms; its day is not known"


def test_what_came_back_engages_nothing() -> None:
    """Goods returned are no plan to send them."""
    assert found(told("US", on=IN_2023, stage="returned")) == []


def test_gaps_before_and_after_a_row_are_told_apart() -> None:
    """A claim of 2005 before the row, one of 2021 after it: each says on which side it lies."""
    once = row(end=date(2016, 1, 15))
    sentences = {f.sentence for f in found(told("US", on=IN_2005), told("US", on=date(2021, 1, 1)), rows=(once,))}
    assert len(sentences) == 2
    assert all("paragraph 9 of resolution 1 cover" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("claim", "given", "sentence"),
    [
        (
            told("US", on=IN_2023, modality="planned"),
            row(),
            "If carried out as said, would fall within paragraph 9 of resolution 1; "
            "determination is for the Council and its Committee.",
        ),
        (
            told("US", on=IN_2023),
            row(disputed_by=("RU", "KP")),
            "If accurate, falls within paragraph 9 of resolution 1; disputed: RU and KP; "
            "determination is for the Council and its Committee.",
        ),
        (
            told("US", on=IN_2005),
            row(),
            "Not covered by the rows checked; its days fall outside: paragraph 9 of resolution 1 covers it from 2009-06-12.",
        ),
        (
            told("US", on=IN_2023),
            row(end=date(2016, 1, 15)),
            "Not covered by the rows checked; its days fall outside: "
            "paragraph 9 of resolution 1 covered it until 2016-01-15.",
        ),
    ],
)
def test_an_answer_reads_as_one_sentence(claim: Claim, given: RegimeRow, sentence: str) -> None:
    """Of a plan, of a dispute that is told by nothing but its parties, before a row's first day and after its last."""
    assert [finding.sentence for finding in found(claim, rows=(given,))] == [sentence]


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2009, 6, 11), "not covered by the rows checked"),
        (date(2009, 6, 12), "engaged"),
        (date(2016, 1, 15), "engaged"),
        (date(2016, 1, 16), "not covered by the rows checked"),
    ],
)
def test_a_row_is_in_force_from_its_first_day_to_its_last(day: date, answer: str) -> None:
    """Both included; nothing of such a day lies outside the row's time."""
    (finding,) = found(told("US", on=day), rows=(row(end=date(2016, 1, 15)),))
    assert finding.answer == answer
    assert "for the part of its period" not in finding.reason
