"""The whole answer on one flow, and the overview."""

from __future__ import annotations

import json
from datetime import date, timedelta

from assess.told import GROUND, ITEMS, document, told
from reportedly.assess.exchange import exchanges
from reportedly.assess.flows import flow_answer, totalled
from reportedly.assess.overview import flows
from reportedly.assess.pace import DAYS_A_MONTH, paces
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Echo, Flow, FlowAnswer
from reportedly.terms.flow_record import flow_record, summary_record

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)
PROMISED = {
    "documents", "origins", "totals", "may_include", "denials", "responses", "conflicts", "wording", "pace", "projection",
    "exchange", "regimes",
}  # fmt: skip


def answer(*claims: Claim, item: str | None = "munitions", published_by: date | None = None) -> FlowAnswer:
    return flow_answer(claims, [document("d")], Flow("KP", "RU", item, published_by), GROUND)


def test_claims_on_ancestors_are_listed_and_never_added() -> None:
    """Weapons may include munitions: shown, and no edge rests on them."""
    arms, shells = told("US-NSC", 9_000, on=MONDAY, item="arms"), told("KR", 5, on=MONDAY, item="artillery-shell")
    found = answer(arms, shells)
    assert found.may_include == (arms.id,)
    assert max(t.low or 0 for t in found.totals) == 5


def test_a_figure_over_wider_classes_may_include_and_holds_no_edge() -> None:
    """A thousand containers of fighters and munitions stand in the flow of munitions without holding its edge."""
    mixed = told("US-NSC", 1_000, on=MONDAY, item=("fighter", "munitions"))
    found = answer(mixed)
    assert found.may_include == (mixed.id,)
    assert found.totals == ()


def test_what_is_not_told_as_having_happened_is_shown_apart() -> None:
    """Plans, pledges, wishes, possibilities and conditions each have their list, and none is counted."""
    claims = {
        m: told("US", 9, on=MONDAY, modality=m) for m in ("planned", "desired", "possible", "conditional", "denied")
    }  # type: ignore[arg-type]
    pledge = told("US", 8, on=MONDAY, stage="pledged")
    found = answer(*claims.values(), pledge)
    assert set(found.planned) == {claims["planned"].id, pledge.id}
    assert (found.desired, found.possible) == ((claims["desired"].id,), (claims["possible"].id,))
    assert (found.conditionals, found.denials) == ((claims["conditional"].id,), (claims["denied"].id,))
    assert (found.counted, found.totals, found.origins) == ((), (), ())


def test_a_denial_of_a_wider_class_is_never_hidden() -> None:
    """Who denies sending any weapon denies sending munitions."""
    denial = told("KP", on=MONDAY, item="arms", modality="denied")
    assert answer(denial).denials == (denial.id,)


def test_measures_judgements_and_responses_stand_beside() -> None:
    """What hits, ranks or answers to the flow is listed with it."""
    measure = told("US", on=MONDAY, kind="measure", actor=("US",), item="arms")
    judgement = told("GB-MOD", on=MONDAY, kind="judgement", item="arms")
    response = told("RU", on=MONDAY, kind="response", actor=("RU",), recipient=(), item=(), doc=judgement.document.id)
    elsewhere = told("US", on=MONDAY, kind="measure", actor=("US",), recipient=("IR",), at=50)
    found = answer(measure, judgement, response, elsewhere)
    assert (found.measures, found.judgements, found.responses) == ((measure.id,), (judgement.id,), (response.id,))
    assert elsewhere not in found.claims


def test_a_response_stands_beside_the_flows_of_its_document_alone() -> None:
    """Who declined to comment in a report on one flow was not asked of the others; who is named with the other side was."""

    def silent(doc: str, actor: tuple[str, ...] = ("RU",), recipient: tuple[str, ...] = ()) -> Claim:
        return told("RU", on=MONDAY, kind="response", actor=actor, recipient=recipient, item=(), doc=doc, at=9)

    ours, theirs = told("US", on=MONDAY, doc="ours"), told("US", on=MONDAY, doc="theirs", actor=("IR",))
    about, denied = silent("ours"), told("KP", on=MONDAY, doc="denial", modality="denied", item="soldiers")
    for given in ((ours, theirs, about, silent("theirs")), (silent("theirs"), about, theirs, ours)):
        assert answer(*given).responses == (about.id,)
    assert answer(silent("elsewhere")).responses == ()
    assert answer(denied, silent("denial")).responses == (silent("denial").id,)
    both = silent("elsewhere", recipient=("KP",))
    assert answer(both).responses == (both.id,)


def test_only_what_was_public_by_the_day_is_answered() -> None:
    """Later documents are out, and undated ones are out and counted."""
    claims = (told("KR", 5, on=MONDAY), told("KR", 7, on=TUESDAY), told("US", 9, on=None))
    found = answer(*claims, published_by=MONDAY)
    assert [c.id for c in found.claims] == [claims[0].id]
    assert found.undated == 1
    assert len(answer(*claims).claims) == 3


def test_a_claim_with_several_parties_belongs_to_each_pair() -> None:
    """What two states sent to one is in the flow of both, and in both lines of the overview."""
    claim = told("US", 5, on=MONDAY, actor=("KP", "IR"))
    assert answer(claim).claims == (claim,)
    assert [(s.supplier, s.recipient, s.item) for s in flows([claim], GROUND)] == [
        ("IR", "RU", "munitions"),
        ("KP", "RU", "munitions"),
    ]


def test_the_overview_counts_claims_documents_and_origins_by_standing() -> None:
    """One line: two claims, two documents, one origin independent, one unknown, and the best total."""
    (line,) = flows([told("US-NSC", 5, on=MONDAY, item="artillery-shell"), told("GB-MOD", 4, on=TUESDAY)], GROUND)
    assert (line.item, line.claims, line.documents, line.independent, line.unknown) == ("munitions", 2, 2, 1, 1)
    assert line.best is not None
    assert (line.best.item, line.best.low) == ("munitions", 5)
    assert (line.first, line.last) == (MONDAY, TUESDAY)
    assert json.dumps(summary_record(line))
    (undated,) = flows([told("US-NSC", 5)], GROUND)
    assert (undated.first, undated.last, undated.documents) == (None, None, 1)


def test_a_total_on_an_approximate_figure_says_so() -> None:
    """ "About 12,000" and no more exact figure: the edge is about so much; an exact one that is higher is exact."""
    rough = told("KR-NIS", 12_000, 12_000, on=MONDAY, approximate=True)
    assert {t.approximate for t in answer(rough).totals if t.low} == {True}
    sharp = told("GB-MOD", 13_000, on=TUESDAY)
    first, second = (
        next(t for t in answer(rough, sharp).totals if (t.level, t.counting) == (level, "with-unknown"))
        for level in (1, 2)
    )
    assert (first.low, first.approximate) == (13_000, False)
    assert (second.low, second.approximate) == (12_000, True)
    assert "say at least about 12,000" in second.why[0]


def test_the_overview_knows_what_is_asserted_without_a_figure() -> None:
    """A line is asserted by a counted claim, with a figure or none; a figure only assessed does not make it so."""

    def asserted(*claims: Claim) -> bool:
        (line,) = flows(claims, GROUND)
        return line.asserted

    plain, judged = told("US-NSC", on=MONDAY), told("GB-MOD", 5, on=TUESDAY, modality="assessed")
    assert asserted(plain)
    assert asserted(told("US-NSC", 5, on=MONDAY))
    assert not asserted(judged)
    assert not asserted(plain, judged)
    assert not asserted(told("US-NSC", on=MONDAY, modality="planned"))
    assert not asserted(told("US-NSC", on=MONDAY, stage="pledged"))


def test_the_record_of_an_answer_has_the_promised_names() -> None:
    """The answer as JSON bears every promised name, and origins by standing."""
    record = flow_record(answer(told("US-NSC", 5, on=MONDAY), told("GB-MOD", 4, on=TUESDAY)))
    assert set(record) >= PROMISED
    assert {standing: len(found) for standing, found in record["origins"].items()} == {
        "independent": 1, "echo": 0, "unknown": 1,
    }  # fmt: skip
    assert set(record["totals"][0]) >= {"item", "unit", "level", "counting", "low", "high", "as_of", "because"}
    assert json.loads(json.dumps(record)) == record


def test_an_exchange_is_tied_to_the_other_direction() -> None:
    """A wish for fighters in exchange for weapons names the shipments of munitions, and not the soldiers."""
    wish = told(
        "US", on=MONDAY, modality="desired", actor=("RU",), recipient=("KP",), item="fighter", exchange="weapons"
    )
    shells, men = told("KR", 5, on=MONDAY), told("KR", 5, on=MONDAY, item="soldiers", kind="deployment")
    (found,) = exchanges([men, wish, shells], ITEMS)
    assert (found.claim, found.given_for, found.other_side) == (wish.id, "weapons", (shells.id,))
    assert answer(wish, shells).exchange == (found,)


def test_pace_needs_like_figures_of_one_origin_with_one_start() -> None:
    """Two figures since September give an average; one figure, or two starts, give the reason why not."""
    start, half_year, year = date(2023, 9, 1), date(2024, 3, 1), date(2024, 9, 1)
    first, second = (
        told("US-STATE", n, n, on=day, said=day, happened=(start, day)) for n, day in ((600, half_year), (1_200, year))
    )
    (pace,) = paces(answer(first, second).figures)
    assert pace.low == pace.high == 1_200 / ((year - start).days / DAYS_A_MONTH)
    assert pace.because == (first.id, second.id)
    (single,) = paces(answer(first).figures)
    assert (single.low, single.reason) == (None, "not computable: one figure of this origin shows no course")
    other = told("US-STATE", 900, on=year, said=year, happened=(start + timedelta(days=90), year))
    (unlike,) = paces(answer(first, other).figures)
    assert "one start" in unlike.reason


def test_who_retells_a_joint_figure_adds_none_of_its_own() -> None:
    """Two suppliers sent 6,738 together; a paper that drops one of them gives the other no figure."""
    joint = told("US", 6_738, on=MONDAY, said=MONDAY, actor=("KP", "IR"))
    paper = told("The Gazette", 6_738, on=TUESDAY, publisher="The Gazette")
    found = flow_answer([joint, paper], (), Flow("KP", "RU"), GROUND, [Echo(paper.id, joint.id, "figure", "the same")])
    assert found.totals == ()
    assert found.may_include == (joint.id,)


def test_what_is_totalled_is_what_its_edges_may_rest_on() -> None:
    """Counted claims on the class asked and below, public by the day, this way round, without copies: no others."""
    first = told("KR-NIS", 900, on=MONDAY, name="first")
    copy = told("KR-NIS", 900, on=MONDAY, publisher="The Echo", name="copy")
    others = (
        told("US-NSC", 950, on=TUESDAY, name="later"),
        told("US-NSC", 950, on=MONDAY, item="arms", name="wider"),
        told("US-NSC", 950, on=MONDAY, modality="planned", name="planned"),
        told("US-NSC", 950, on=MONDAY, actor=("RU",), recipient=("KP",), name="back"),
    )
    flow, echoes = Flow("KP", "RU", "munitions", MONDAY), (Echo("copy", "first", "copy", "word for word"),)
    kept = totalled((first, copy, *others), flow, GROUND, echoes)
    assert [claim.id for claim in kept] == ["first"]
    by_tuesday = totalled((first, copy, *others), Flow("KP", "RU", "munitions", TUESDAY), GROUND, echoes)
    assert {claim.id for claim in by_tuesday} == {"first", "later"}


def test_a_response_is_no_telling_of_a_flow() -> None:
    """A report that says nothing of the flow but who was asked brings no other silence in it along."""
    of_both = told("RU", on=MONDAY, kind="response", actor=("RU",), recipient=("KP",), item=(), doc="d", at=9)
    turned = told("KP", on=MONDAY, kind="response", actor=("KP",), recipient=("RU",), item=(), doc="d", at=60)
    of_one = told("RU", on=MONDAY, kind="response", actor=("RU",), recipient=(), item=(), doc="d", at=120)
    assert set(answer(of_both, turned, of_one).responses) == {of_both.id, turned.id}
    measure = told("US", on=MONDAY, kind="measure", doc="d")
    assert answer(measure, of_one).responses == ()
    assert answer(measure, of_one, told("US", on=MONDAY, doc="d")).responses == (of_one.id,)


def test_a_judgement_of_another_supplier_is_not_of_the_flow() -> None:
    """Nor is one of another recipient, or of goods of another line; one that names no goods is."""
    ours = told("GB-MOD", on=MONDAY, kind="judgement", item=(), name="ours")
    others = (
        told("GB-MOD", on=MONDAY, kind="judgement", actor=("IR",)),
        told("GB-MOD", on=MONDAY, kind="judgement", recipient=("SY",)),
        told("GB-MOD", on=MONDAY, kind="judgement", item="soldiers"),
    )
    assert answer(ours, *others).judgements == ("ours",)


def test_the_overview_counts_echoes() -> None:
    """A copy is a claim and no origin that counts."""
    first, copy = told("KR-NIS", 9, on=MONDAY), told("KR-NIS", 9, on=TUESDAY, publisher="The Echo")
    (line,) = flows([first, copy], GROUND, [Echo(copy.id, first.id, "copy", "the same text")])
    assert (line.claims, line.independent, line.unknown, line.echo) == (2, 1, 0, 1)


def test_why_a_pace_cannot_be_computed_is_told() -> None:
    """A vague latest figure, one without a start, and one of less than a month."""
    start, first, latest = date(2023, 9, 1), date(2023, 9, 10), date(2023, 9, 20)

    def reason(**more: object) -> str:
        def figure(n: int, day: date, **how: object) -> Claim:
            return told("US-STATE", n, n, **{"on": day, "said": day, "happened": (start, day), **how})  # type: ignore[arg-type]

        (pace,) = paces(answer(figure(600, first), figure(1_200, latest, **more)).figures)
        assert (pace.low, pace.high) == (None, None)
        return pace.reason

    assert reason(vague=True) == "not computable: the latest figure is a vague numeral"
    assert reason(happened=None) == "not computable: the latest figure does not say since when"
    assert reason() == "not computable: the latest figure covers less than a month"
