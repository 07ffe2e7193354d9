"""Lines that a number crosses (a total, a pace, silence), the first look, and conditions: when they fire and when not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from assess.told import told
from reportedly.errors import UsageError
from reportedly.terms.watching import INDICATOR_KINDS, Candidate, Indicator
from reportedly.watch.indicators import evaluated, evaluated_condition
from reportedly.watch.states import state_of
from watch.looking import AFTER, APR, BEFORE, FEB, JAN, MAR, answer, between, told_between

LINE = Indicator("a thousand", "total-passes", "KP", "RU", "munitions", unit="container", at_least=1_000)
PACE = Indicator("faster", "pace-grows", "KP", "RU", "munitions")
QUIET = Indicator("quiet", "silence", "KP", "RU", days=30)
CONDITION = Indicator("if", "condition", claim="c-if")

LOW = told("US-NSC", 900, on=JAN, said=JAN)
HIGH = told("KR-MND", 1_300, on=MAR, said=MAR)
HIGHER = told("US-NSC", 2_000, on=APR, said=APR)


def test_a_total_that_passes_its_line_fires() -> None:
    """From below the line to above it: both edges are told, and the claim that came between."""
    found = between(LINE, [LOW], [LOW, HIGH])
    assert found.reason == "Passed 1,000 containers by one origin: at least 900 before, at least 1,300 now."
    assert [crossing.claims for crossing in found.crossings] == [(HIGH.id,)]
    assert found.before is not None
    assert (found.before.words, found.after.words) == (
        "at least 900 containers by one origin", "at least 1,300 containers by one origin",
    )  # fmt: skip
    assert (found.before.low, found.after.low, found.after.claims) == (900, 1_300, (HIGH.id,))


def test_a_total_that_reaches_its_line_exactly_fires() -> None:
    """The line belongs to what lies above it."""
    found = told_between(LINE, [LOW], [LOW, told("KR-MND", 1_000, on=MAR, said=MAR)])
    assert found == (1, "Passed 1,000 containers by one origin: at least 900 before, at least 1,000 now.")


def test_a_first_figure_above_the_line_fires() -> None:
    """Where nothing was stated, any figure above the line passes it."""
    found = told_between(LINE, [], [HIGH])
    assert found == (1, "Passed 1,000 containers by one origin: no lower bound before, at least 1,300 now.")


def test_a_total_below_its_line_does_not_fire() -> None:
    """It says how far it is."""
    assert told_between(LINE, [], [LOW]) == (0, "At least 900 containers by one origin; the line is 1,000.")


def test_a_total_that_rises_further_does_not_fire() -> None:
    """It has passed the line before."""
    reason = "At least 2,000 containers by one origin; the line of 1,000 was passed before."
    assert told_between(LINE, [HIGH], [HIGH, HIGHER]) == (0, reason)


def test_a_total_that_falls_does_not_fire() -> None:
    """A rejected claim takes its edge with it."""
    reason = (
        "At least 900 containers by one origin, where it was 1,300 before; "
        "a fall below the line of 1,000 crosses nothing."
    )
    assert told_between(LINE, [LOW, HIGH], [LOW]) == (0, reason)


def test_what_is_no_figure_of_the_measure_does_not_fire() -> None:
    """Plans are not counted, nor are other units, nor a figure with no lower bound."""
    plan = told("KR-MND", 9_000, on=MAR, modality="planned")
    shells = told("KR-MND", 9_000, on=MAR, unit="shell")
    most = told("KR-MND", None, 9_000, on=MAR)
    reason = "No lower bound in containers by one origin; the line is 1,000."
    assert told_between(LINE, [], [plan, shells, most]) == (0, reason)


def test_a_class_below_has_a_band_of_its_own() -> None:
    """At least 5,000 shells are at least 5,000 of munitions; the line of shells is not passed by rockets."""
    shells = told("KR-MND", 5_000, on=MAR, item="artillery-shell", unit="round")
    rockets = told("US-NSC", 7_000, on=MAR, item="rocket-round", unit="round")
    line = replace(LINE, unit="round", at_least=6_000)
    assert told_between(line, [shells], [shells, rockets])[0] == 1
    reason = "At least 5,000 rounds by one origin; the line is 6,000."
    assert told_between(replace(line, item="artillery-shell"), [shells], [shells, rockets]) == (0, reason)


def test_people_of_one_class_pass_no_line_of_another() -> None:
    """Soldiers are not added to people without a class."""
    sent = told("KR-NIS", 2_000, on=MAR, item="soldiers", unit="person", kind="deployment")
    people = replace(LINE, item="people", unit="person")
    assert told_between(people, [], [sent]) == (0, "No lower bound in people by one origin; the line is 1,000.")
    assert told_between(replace(people, item="soldiers"), [], [sent])[0] == 1


def test_a_highest_figure_alone_is_noted_and_passes_nothing() -> None:
    """Up to 9,000 are no lower bound; the state has the top."""
    found = between(LINE, [], [told("KR-MND", None, 9_000, on=MAR)])
    assert (found.crossings, found.after.words) == ((), "no lower bound in containers by one origin")
    assert (found.after.low, found.after.high) == (None, 9_000)


def test_a_line_in_a_unit_that_nobody_speaks_of_names_those_that_they_do() -> None:
    """Each lower bound of the class in another unit, none that is no lower bound."""
    tons = told("KR-MND", 750, on=MAR, unit="ton")
    top = told("KR-MND", None, 30, on=MAR, unit="container")
    found = between(replace(LINE, unit="tonne"), [], [tons, top])
    assert found.after.words == "no lower bound in tonnes by one origin; there is one of 750 tons"


def test_a_total_by_two_origins_needs_both() -> None:
    """The second origin lifts the edge of level 2; the edge of independent ones needs a reason to count them as such."""
    by_two = replace(LINE, level=2)
    found = between(by_two, [HIGH], [HIGH, HIGHER])
    assert found.reason == "Passed 1,000 containers by 2 origins: no lower bound before, at least 1,300 now."
    assert found.crossings[0].claims == (HIGHER.id,)
    reason = "No lower bound in containers by 2 origins known to be independent; the line is 1,000."
    assert told_between(replace(by_two, counting="independent"), [HIGH], [HIGH, HIGHER]) == (0, reason)


def test_a_total_of_money_and_of_people_is_worded_as_such() -> None:
    """A currency stands before its number; a person has a plural of its own."""
    money = replace(LINE, unit="USD", at_least=2_000_000)
    found = told_between(money, [], [told("US", 2_500_000, on=MAR, unit="USD")])
    assert found[1] == "Passed USD 2,000,000 by one origin: no lower bound before, at least 2,500,000 now."
    people = replace(LINE, item="soldiers", unit="person")
    sent = told("KR-NIS", 400, on=MAR, item="soldiers", unit="person", kind="deployment")
    assert told_between(people, [], [sent])[1] == "At least 400 people by one origin; the line is 1,000."


def test_a_line_passed_by_a_correction_rests_on_the_corrected_claim() -> None:
    """No claim is new; the one that holds the edge is named."""
    assert LOW.quantity is not None
    corrected = replace(LOW, quantity=replace(LOW.quantity, low=9_000))
    found = between(LINE, [LOW], [corrected])
    assert found.crossings[0].claims == (LOW.id,)


def test_of_what_a_line_rests_on_the_corrected_claim_is_named_and_not_the_other() -> None:
    """Both hold the edge of two origins; the one that a person changed is what moved it."""
    assert LOW.quantity is not None
    corrected = replace(LOW, quantity=replace(LOW.quantity, low=9_000))
    found = between(replace(LINE, level=2), [LOW, HIGH], [corrected, HIGH])
    assert found.reason == "Passed 1,000 containers by 2 origins: at least 900 before, at least 1,300 now."
    assert found.crossings[0].claims == (LOW.id,)


def test_a_line_passed_because_another_claim_fell_rests_on_all_that_hold_it() -> None:
    """An origin's lower revision is rejected: no claim is new and none is changed."""
    lower = told("KR-MND", 800, 800, on=APR, said=APR)
    found = between(LINE, [HIGH, lower], [HIGH])
    assert [c.claims for c in found.crossings] == [(HIGH.id,)]


def pace(origin: str, *figures: tuple[int, date]) -> list:
    start = date(2023, 1, 1)
    return [told(origin, n, n, on=day, said=day, happened=(start, day)) for n, day in figures]


SLOW = pace("KR-MND", (1_000, date(2023, 7, 1)), (2_000, date(2024, 1, 1)))
FAST = [*SLOW, *pace("KR-MND", (6_000, date(2024, 5, 1)))]


def test_a_pace_that_doubles_fires() -> None:
    """The same origin, class and unit, twice as fast as its own figures showed before."""
    found = between(PACE, SLOW, FAST)
    edges = "at least 376 containers a month now, 167 before"
    reason = f"The pace of munitions by KR-MND itself is 2.3 times what it was: {edges}."
    assert (found.reason, [c.claims for c in found.crossings]) == (reason, [(FAST[-1].id,)])
    assert found.after.words == "KR-MND at least 376 containers of munitions a month"
    assert found.after.held == ("munitions/container/KR-MND",)


def test_a_pace_that_grows_less_does_not_fire() -> None:
    """It says by how much it grew."""
    reason = "The pace of munitions by KR-MND itself is 2.3 times what it was; the line is 3 times."
    assert told_between(replace(PACE, factor=3.0), SLOW, FAST) == (0, reason)


def test_a_pace_that_cannot_be_computed_does_not_fire() -> None:
    """Neither now nor before: the reason is that of the pace."""
    one = "not computable: one figure of this origin shows no course"
    assert told_between(PACE, [], SLOW[:1]) == (0, f"The pace by KR-MND is now {one}.")
    assert told_between(PACE, SLOW[:1], FAST) == (0, f"The pace by KR-MND was before {one}.")
    assert told_between(PACE, [], FAST) == (
        0, "The pace by KR-MND was before not computable: there was none to compare with.",
    )  # fmt: skip
    assert told_between(PACE, [], []) == (0, "Not computable: no named origin gives a figure to date.")


def test_another_origins_pace_is_not_compared() -> None:
    """Seoul's slow pace and Kyiv's fast one are no growth."""
    quick = pace("UA-GUR", (10_000, date(2023, 7, 1)), (20_000, date(2024, 1, 1)))
    reason = "The pace of munitions by KR-MND itself is 1.0 times what it was; the line is 2 times."
    assert told_between(PACE, SLOW, [*SLOW, *quick]) == (0, reason)


def test_a_pace_in_another_unit_is_passed_over() -> None:
    """Where the indicator has a unit, only paces in it are looked at."""
    reason = "Not computable: no named origin gives a figure to date."
    assert told_between(replace(PACE, unit="shell"), SLOW, FAST) == (0, reason)


def test_a_pace_open_above_leaves_the_state_open() -> None:
    """Of two paces, one with no upper edge: the lowest edge and no highest."""
    day, later, start = date(2023, 7, 1), date(2024, 1, 1), date(2023, 1, 1)
    kyiv = [told("UA-GUR", n, on=on, said=on, happened=(start, on)) for n, on in ((500, day), (1_000, later))]
    state = state_of(PACE, answer(PACE, [*SLOW, *kyiv]), AFTER)
    assert (round(state.low or 0), state.high) == (83, None)
    closed = state_of(PACE, answer(PACE, SLOW), AFTER)
    assert (round(closed.low or 0), round(closed.high or 0)) == (167, 167)


def test_silence_that_passes_its_days_fires_by_time_alone() -> None:
    """Nothing is added; the last claim has grown older than thirty days."""
    last = told("US", 5, on=date(2024, 4, 20))
    found = between(QUIET, [LOW, last], [LOW, last])
    assert found.reason == "Silent for more than 30 days: the last claim was published on 2024-04-20, 42 days ago."
    assert [(c.key, c.claims) for c in found.crossings] == [("2024-04-20", (last.id,))]


def test_no_silence_while_something_is_said() -> None:
    """A claim of a month ago to the day is within the days; a denial is something said."""
    assert told_between(QUIET, [LOW], [LOW, told("RU", on=date(2024, 5, 2), modality="denied")]) == (
        0, "The last claim was published on 2024-05-02, 30 days ago; the line is 30 days.",
    )  # fmt: skip


def test_a_silence_is_told_once() -> None:
    """Where it had passed its days at the look before, it does not fire again."""
    reason = "Nothing since 2024-01-01, 152 days ago; the line of 30 days was passed before."
    assert told_between(QUIET, [LOW], [LOW]) == (0, reason)


def test_a_rejection_makes_no_silence() -> None:
    """What is left was old before; that the newer claim fell crosses nothing."""
    newer = told("US", 5, on=date(2024, 4, 28))
    reason = "Nothing since 2024-01-01, 152 days ago; the line of 30 days was passed before."
    assert told_between(QUIET, [LOW, newer], [LOW]) == (0, reason)


def test_of_what_nothing_was_ever_said_there_is_no_silence() -> None:
    """No claim, or none with a date."""
    assert told_between(QUIET, [], []) == (0, "Nothing was ever said.")
    assert told_between(QUIET, [told("US", 5)], [told("US", 5)]) == (0, "Nothing with a date was ever said.")


def test_a_measure_that_hits_either_side_breaks_no_silence() -> None:
    """It stands beside the flow and is none of its claims."""
    measure = told("US", on=date(2024, 5, 30), kind="measure", actor=("US",), recipient=("RU",))
    last = told("US", 5, on=date(2024, 4, 20))
    assert len(between(QUIET, [last], [last, measure]).crossings) == 1


@pytest.mark.parametrize("kind", [kind for kind in INDICATOR_KINDS if kind != "condition"])
def test_the_first_look_tells_where_things_stand_and_nothing_else(kind: str) -> None:
    """Whatever stands then, no line is crossed."""
    indicator = replace(LINE, kind=kind, days=30)
    found = evaluated(indicator, None, (answer(indicator, [LOW, HIGH, *FAST]), AFTER))
    assert (found.crossings, found.before) == ((), None)
    assert found.reason == f"First looked at: {found.after.words}. Only what comes after is told."


def test_a_condition_is_no_measure_of_a_flow() -> None:
    """It is told from candidates; who lacks what a kind needs is told so."""
    nothing = answer(LINE, [])
    with pytest.raises(UsageError, match="if: condition is not measured on a flow"):
        state_of(CONDITION, nothing, AFTER)
    with pytest.raises(UsageError, match="quiet: silence needs days"):
        between(replace(QUIET, days=None), [LOW], [LOW])
    with pytest.raises(UsageError, match="a thousand: total-passes needs unit and at_least"):
        between(replace(LINE, at_least=None), [LOW], [LOW])


ONE = Candidate("c-if", "c-1", "both name KP and fighter aircraft")
TWO = Candidate("c-if", "c-2", "both name KP", strong=True)


def test_a_new_candidate_for_a_condition_is_told_and_never_as_met() -> None:
    """One crossing a claim."""
    found = evaluated_condition(CONDITION, (ONE,), (ONE, TWO), BEFORE, AFTER)
    reason = "A claim may bear on the condition (both name KP); whether it is met is not said here."
    assert (found.reason, [(c.key, c.claims) for c in found.crossings]) == (reason, [("c-2", ("c-2",))])
    assert found.after.words == "2 claims that may bear on the condition"


def test_a_known_candidate_for_a_condition_is_not_told_again() -> None:
    """Nor one of another condition, nor one that fell away; for a new reason neither."""
    reason = "No new claim that may bear on the condition; 1 is known from before."
    other = replace(TWO, tripwire="c-other")
    again = replace(ONE, reason="both name RU", strong=True)
    for now in ((ONE,), (ONE, other), (again, ONE)):
        found = evaluated_condition(CONDITION, (ONE, TWO), now, BEFORE, AFTER)
        assert (found.crossings, found.reason) == ((), reason)
    none = evaluated_condition(CONDITION, (), (), BEFORE, AFTER)
    assert (none.crossings, none.reason) == ((), "No new claim that may bear on the condition.")


def test_of_two_reasons_for_one_candidate_the_strong_one_is_told() -> None:
    """One crossing, whichever is handed over first."""
    weak, strong = replace(ONE, reason="a weak reason"), replace(ONE, reason="strong words.", strong=True)
    reason = "A claim may bear on the condition (strong words); whether it is met is not said here."
    for now in ((weak, strong), (strong, weak)):
        found = evaluated_condition(CONDITION, (), now, BEFORE, AFTER)
        assert (len(found.crossings), found.reason) == (1, reason)


def test_a_condition_first_looked_at_tells_none() -> None:
    """What may bear on it already is only noted; before needs its moment."""
    found = evaluated_condition(CONDITION, None, (ONE,), None, AFTER)
    reason = "First looked at: 1 claim that may bear on the condition. Only what comes after is told."
    assert (found.crossings, found.reason) == ((), reason)
    with pytest.raises(UsageError, match="if: the moment of what stood before is missing"):
        evaluated_condition(CONDITION, (), (), None, AFTER)


def test_each_day_of_silence_is_counted_from_the_look() -> None:
    """One day earlier it does not fire, one day later it has fired."""
    last = told("US", 5, on=FEB)
    what, last_day = answer(QUIET, [last]), datetime(FEB.year, FEB.month, FEB.day, tzinfo=UTC) + timedelta(30)
    day = timedelta(1)
    looks = [(what, last_day + n * day) for n in range(-1, 4)]
    fired = [len(evaluated(QUIET, one, other).crossings) for one, other in pairwise(looks)]
    assert fired == [0, 1, 0, 0]
