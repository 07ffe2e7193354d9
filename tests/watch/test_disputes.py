"""Contradictions, denials overtaken, rules engaged and stronger wording: when they fire and when not."""

from __future__ import annotations

from dataclasses import replace

from assess.told import told
from reportedly.terms.watching import Indicator
from watch.looking import APR, BAN, CONTESTED, FEB, JAN, MAR, between, told_between

CLASH = Indicator("clash", "contradiction", "KP", "RU")
OVERTAKEN = Indicator("overtaken", "denial-overtaken", "KP", "RU")
ENGAGED = Indicator("rules", "regime-engaged", "KP", "RU")
STRONGER = Indicator("words", "stronger-wording", "KP", "RU")

FEW, LOTS = (told(who, n, n, on=MAR, said=MAR) for who, n in (("US-NSC", 900), ("KR-MND", 7_000)))
DENIAL = told("RU-MFA", on=APR, said=APR, modality="denied")
ADMISSION = told("RU", 5, on=APR, said=APR, basis="admission")


def test_figures_that_newly_exclude_each_other_fire() -> None:
    """The pair, in the words of both origins."""
    found = between(CLASH, [FEW], [FEW, LOTS])
    assert found.reason == (
        "Figures exclude each other: KR-MND says 7,000 containers (cumulative to 2024-03-01); "
        "US-NSC says 900 containers (cumulative to 2024-03-01)."
    )
    assert [c.claims for c in found.crossings] == [(LOTS.id,)]
    assert found.after.words == "1 pair of figures that exclude each other, no denials against what others say"


def test_a_denial_that_newly_speaks_against_another_state_fires() -> None:
    """Who denies, and whose counted claims."""
    found = between(CLASH, [FEW], [FEW, DENIAL])
    assert found.reason == "RU-MFA denies what is said by US."
    assert [c.claims for c in found.crossings] == [(DENIAL.id,)]


def test_units_of_figures_that_exclude_each_other_agree_with_their_numbers() -> None:
    """One person, 1,500 people, so many pieces of equipment; of money the currency stands as it is."""
    for unit, one, more in (
        ("person", "1 person", "1,500 people"),
        ("piece-of-equipment", "1 piece of equipment", "1,500 pieces of equipment"),
        ("USD", "1 USD", "1,500 USD"),
    ):
        few, lots = (
            told(who, n, n, on=MAR, said=MAR, unit=unit, item="munitions")
            for who, n in (("US-NSC", 1), ("KR-MND", 1_500))
        )
        reason = (
            f"Figures exclude each other: KR-MND says {more} (cumulative to 2024-03-01); "
            f"US-NSC says {one} (cumulative to 2024-03-01)."
        )
        assert told_between(CLASH, [few], [few, lots]) == (1, reason)


def test_two_that_deny_together_deny() -> None:
    """A joint denial is one of several."""
    joint = told(("KP", "RU"), on=APR, said=APR, modality="denied")
    assert told_between(CLASH, [FEW], [FEW, joint]) == (1, "KP and RU deny what is said by US.")


def test_another_claim_of_a_state_already_denied_does_not_fire() -> None:
    """The denial spoke against that state before; against a further state it does anew."""
    again = told("US-STATE", 900, 900, on=MAR, said=MAR)
    reason = "No new contradiction; 1 stands from before."
    assert told_between(CLASH, [FEW, DENIAL], [FEW, DENIAL, again]) == (0, reason)
    kyiv = told("UA-GUR", 900, 900, on=MAR, said=MAR)
    assert told_between(CLASH, [FEW, DENIAL], [FEW, DENIAL, kyiv]) == (1, "RU-MFA denies what is said by UA.")


def test_the_same_figures_in_another_report_do_not_fire() -> None:
    """The official page of what a newspaper had reported is the same contradiction."""
    page = told("KR-MND", 7_000, 7_000, on=MAR, said=MAR, publisher="KR-MND")
    reason = "No new contradiction; 1 stands from before."
    assert told_between(CLASH, [FEW, LOTS], [FEW, LOTS, page]) == (0, reason)


def test_a_corrected_figure_that_still_excludes_the_other_does_not_fire() -> None:
    """The two claims stood against each other before."""
    assert LOTS.quantity is not None
    corrected = replace(LOTS, quantity=replace(LOTS.quantity, low=8_000, high=8_000))
    reason = "No new contradiction; 1 stands from before."
    assert told_between(CLASH, [FEW, LOTS], [FEW, corrected]) == (0, reason)


def test_figures_that_may_both_hold_and_a_denial_of_nothing_said_do_not_fire() -> None:
    """At least 900 and 7,000 exclude nothing; a plan is not counted, so that denying it contradicts nobody."""
    open_above = told("US-NSC", 900, on=MAR, said=MAR)
    reason = "No contradiction: no figures exclude each other, and nothing is denied."
    assert told_between(CLASH, [open_above], [open_above, LOTS]) == (0, reason)
    plan = told("US", on=MAR, said=MAR, modality="planned")
    reason = "No contradiction: the denials speak against no counted claim that was told by then."
    assert told_between(CLASH, [plan], [plan, DENIAL]) == (0, reason)


def test_a_denial_that_its_own_state_overtakes_fires() -> None:
    """The denial was there before, the admission was not."""
    denial = replace(DENIAL, said=None, document=replace(DENIAL.document, published_on=FEB))
    found = between(OVERTAKEN, [denial], [denial, ADMISSION])
    assert found.reason == "A denial is overtaken: RU said so itself on 2024-04-01."
    assert [c.claims for c in found.crossings] == [(ADMISSION.id,)]
    assert found.after.words == "1 denial, 1 of them overtaken"


def test_a_denial_overtaken_before_does_not_fire() -> None:
    """Nor does another report of the same denial, nor a further admission."""
    denial, report = (told("RU", on=FEB, modality="denied", doc=name) for name in ("one", "two"))
    further = told("RU-PRES", 9, on=APR, basis="admission", at=50)
    reason = "No further denial is overtaken: 2 denials before, and no denials stand."
    assert told_between(OVERTAKEN, [denial, ADMISSION], [denial, report, ADMISSION, further]) == (0, reason)


def test_an_earlier_admission_read_later_does_not_fire() -> None:
    """The denial was overtaken before, by later words."""
    denial, earlier = told("RU", on=FEB, modality="denied"), told("RU", 5, on=MAR, basis="admission")
    reason = "No further denial is overtaken: 1 denial before, and no denials stand."
    assert told_between(OVERTAKEN, [denial, ADMISSION], [denial, ADMISSION, earlier]) == (0, reason)


def test_a_denial_that_others_contradict_is_not_overtaken() -> None:
    """Only its own side can say so itself."""
    denial = told("RU", on=FEB, said=FEB, modality="denied")
    assert told_between(OVERTAKEN, [denial], [denial, LOTS]) == (0, "No denial is overtaken: 1 denial stands.")
    assert told_between(OVERTAKEN, [], [LOTS]) == (0, "Nothing is denied.")


def test_a_rule_that_is_newly_engaged_fires() -> None:
    """In the words of the assessment: if accurate."""
    found = between(ENGAGED, [], [FEW])
    assert found.reason == (
        "If accurate, falls within paragraph 9 of resolution 1; determination is for the Council and its Committee."
    )
    assert [(c.key, c.claims) for c in found.crossings] == [("ban", (FEW.id,))]
    assert found.after.words == "1 row engaged, if the claims are accurate: ban"


def test_a_rule_engaged_before_does_not_fire() -> None:
    """More claims under the same row cross nothing."""
    assert told_between(ENGAGED, [FEW], [FEW, LOTS]) == (
        0, "Not newly engaged; engaged before: paragraph 9 of resolution 1.",
    )  # fmt: skip


def test_plans_wider_words_and_disputed_rows_engage_nothing() -> None:
    """The reason names how they stand."""
    plan = told("US", on=MAR, modality="planned")
    reason = "Not newly engaged; only planned, wanted or possible (would-engage): paragraph 9 of resolution 1."
    assert told_between(ENGAGED, [], [plan]) == (0, reason)
    wider = told("US", 5, on=MAR, item="materiel")
    assert told_between(ENGAGED, [], [wider]) == (0, "Not newly engaged; arguable: paragraph 9 of resolution 1.")
    found = between(ENGAGED, [], [FEW], (CONTESTED,))
    assert (found.crossings, found.reason) == ((), "Not newly engaged; disputed: paragraph 10 of resolution 1.")


def test_one_row_asked_for_is_the_only_one_that_fires() -> None:
    """Another row that is engaged is passed over."""
    other = replace(BAN, regime="other", paragraph="paragraph 11")
    one = replace(ENGAGED, regime="other")
    assert [c.key for c in between(one, [], [FEW], (BAN, other)).crossings] == ["other"]
    found = between(one, [], [FEW], (BAN,))
    assert (found.crossings, found.reason) == ((), "Not engaged: no claim comes under the row other.")
    assert between(ENGAGED, [], [], (BAN,)).reason == "Not engaged: no claim comes under any row checked."


CAREFUL = told("KR-NIS", 900, on=JAN, modality="possible")
BOLD = told("KR-NIS", 900, on=FEB, publisher="The Echo")


def test_a_report_stronger_than_its_origins_words_fires() -> None:
    """Whose report, whose words, and what was lost."""
    found = between(STRONGER, [CAREFUL], [CAREFUL, BOLD])
    assert found.reason == "The Echo says more than KR-NIS did: possible there, asserted here."
    assert [(c.key, c.claims) for c in found.crossings] == [(BOLD.id, (BOLD.id,))]
    assert found.after.words == "1 report that says more than its origin"


def test_origins_words_read_later_make_an_old_report_stronger() -> None:
    """What came between the looks are the origin's words."""
    found = between(STRONGER, [BOLD], [CAREFUL, BOLD])
    assert [(c.key, c.claims) for c in found.crossings] == [(BOLD.id, (CAREFUL.id,))]


def test_a_headline_stronger_than_its_text_fires() -> None:
    """Both stand in one document: it says more in one place than in another."""
    judged = {"on": FEB, "kind": "judgement", "doc": "one", "publisher": "The Echo"}
    body = told("GB-MOD", modality="conditional", condition="if the pace holds", at=300, **judged)  # type: ignore[arg-type]
    headline = told("GB-MOD", **judged)  # type: ignore[arg-type]
    found = between(STRONGER, [], [body, headline])
    reason = "The Echo says more in one place than in another: the condition: if the pace holds."
    assert (len(found.crossings), found.reason) == (1, reason)


def test_a_report_known_to_be_stronger_or_as_careful_does_not_fire() -> None:
    """The one was told before, the other loses nothing."""
    careful_too = told("KR-NIS", 900, on=MAR, modality="possible", publisher="The Post")
    reason = "No new one; 1 report is known to say more than the origin did."
    assert told_between(STRONGER, [CAREFUL, BOLD], [CAREFUL, BOLD, careful_too]) == (0, reason)
    reason = "No report found here says more than its origin did."
    assert told_between(STRONGER, [CAREFUL], [CAREFUL, careful_too]) == (0, reason)
