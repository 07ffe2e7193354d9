"""Reports and headlines that say more than their origin did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assess.told import ITEMS, document, told
from reportedly.assess.wording import wordings
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Wording

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)


def lost(*claims: Claim) -> list[Wording]:
    return list(wordings(claims, [], ITEMS))


def test_a_dropped_hedge_is_flagged() -> None:
    """What the service called possible, a later report asserts."""
    first = told("KR-NIS", 900, on=MONDAY, modality="possible")
    report = told("KR-NIS", 900, on=TUESDAY, publisher="The Echo")
    (found,) = lost(first, report)
    assert (found.claim, found.origin_claim) == (report.id, first.id)
    assert found.lost == "possible there, asserted here"


def test_a_hedge_added_is_no_loss() -> None:
    """A more careful report is not flagged, nor is the same words told again."""
    first = told("KR-NIS", 900, on=MONDAY)
    assert lost(first, told("KR-NIS", 900, on=TUESDAY, modality="possible"), told("KR-NIS", 900, on=TUESDAY)) == []


def test_the_strongest_of_the_origins_words_is_what_counts() -> None:
    """Where the origin both wondered and asserted the same day, an assertion loses nothing."""
    careful, plain = (told("KR-NIS", 900, on=MONDAY, modality=m, doc=m) for m in ("possible", "asserted"))
    assert lost(careful, plain, told("KR-NIS", 900, on=TUESDAY)) == []


def test_another_origins_words_are_not_held_against_a_report() -> None:
    """What Washington wondered, Kyiv may assert."""
    assert lost(told("US-NSC", 900, on=MONDAY, modality="possible"), told("UA-GUR", 900, on=TUESDAY)) == []


def test_a_capacity_told_as_sent_is_flagged() -> None:
    """Room for three million is not three million sent."""
    first = told("KR-MND", 3_000_000, 3_000_000, on=MONDAY, scope="capacity", unit="shell")
    report = told("KR-MND", 3_000_000, 3_000_000, on=TUESDAY, unit="shell")
    (found,) = lost(first, report)
    assert "could hold" in found.lost


def test_a_dropped_condition_is_flagged() -> None:
    """The "if" of the origin is part of what it said."""
    first = told("GB-MOD", on=MONDAY, kind="judgement", modality="conditional", condition="if the pace holds")
    (found,) = lost(first, told("GB-MOD", on=TUESDAY, kind="judgement", publisher="The Echo"))
    assert found.lost == "the condition: if the pace holds"


def test_a_narrower_class_is_flagged() -> None:
    """A thousand containers of arms became a thousand of munitions."""
    first = told("US-NSC", 1_000, on=MONDAY, item="arms")
    (found,) = lost(first, told("US-NSC", 1_000, on=TUESDAY, item="munitions"))
    assert "wider class" in found.lost


def test_an_or_told_as_an_and_is_flagged() -> None:
    """Either three million or half a million became both, or their sum."""
    either = [
        told("KR-MND", n, n, on=MONDAY, unit="round", scope="capacity", group="a", doc="d", at=at, item=item)
        for n, at, item in ((3_000_000, 0, "artillery-shell"), (500_000, 60, "rocket-round"))
    ]
    both = [
        told("KR-MND", n, n, on=TUESDAY, unit="round", scope="capacity", doc="e", item=item)
        for n, item in ((3_000_000, "artillery-shell"), (500_000, "rocket-round"))
    ]
    total = told("KR-MND", 3_500_000, 3_500_000, on=TUESDAY, unit="round", scope="capacity", doc="f")
    found = {w.claim: w.lost for w in lost(*either, *both, total)}
    assert "both here" in found[both[0].id]
    assert "both here" in found[both[1].id]
    assert "their sum here" in found[total.id]


def test_a_headline_without_the_if_of_its_text_is_flagged() -> None:
    """The headline says that it will come to pass; the text says on what condition."""
    text = "It will become the chief supplier, we are told here.\n" + "If it goes on like this it may become one. " * 9
    headline = told("GB-MOD", on=MONDAY, kind="judgement", doc="d")
    body = told("GB-MOD", on=MONDAY, kind="judgement", modality="conditional", condition="if", doc="d", at=120)
    (found,) = wordings([headline, body], [document("d", text=text)], ITEMS)
    assert (found.claim, found.origin_claim) == (headline.id, body.id)
    assert found.lost == "the condition: if"


def test_a_headline_firmer_than_its_text_is_flagged() -> None:
    """The headline has shells sent; the text has them possibly sent."""
    headline = told("KR-NIS", on=MONDAY, doc="d")
    body = told("KR-NIS", on=MONDAY, modality="possible", doc="d", at=220)
    (found,) = wordings([headline, body], [], ITEMS)
    assert found.lost == "possible in the text, asserted in its headline"


def test_a_judgement_without_the_condition_given_elsewhere_in_the_document_is_flagged() -> None:
    """A summary in the middle of a page drops the "if" as well as a headline does, though it is told twice."""
    plain = [told("GB-MOD", on=MONDAY, kind="judgement", doc="d", at=at) for at in (210, 250)]
    whole = told("GB-MOD", on=MONDAY, kind="judgement", modality="conditional", condition="if", doc="d", at=300)
    assert {w.claim for w in lost(*plain, whole)} == {claim.id for claim in plain}


def test_an_official_page_is_nearer_than_an_earlier_report() -> None:
    """A report is held against the origin's own page, though that is dated after it."""
    from_paper = told("KR-NIS", 900, on=MONDAY)
    own = told("KR-NIS", 900, on=TUESDAY, modality="assessed", publisher="KR-NIS")
    own_page = replace(own, attribution=own.attribution[1:])
    (found,) = lost(from_paper, own_page)
    assert (found.claim, found.origin_claim) == (from_paper.id, own_page.id)


def test_an_origin_grown_surer_is_no_loss() -> None:
    """What the service called possible on Monday and asserted in a statement of its own on Tuesday is not flagged."""
    first = told("KR-NIS", on=MONDAY, said=MONDAY, modality="possible")
    assert lost(first, told("KR-NIS", on=TUESDAY, said=TUESDAY, publisher="The Echo")) == []
    assert lost(first, told("KR-NIS", on=date(2024, 6, 1), publisher="The Echo")) == []


def test_a_page_is_not_held_against_itself() -> None:
    """A service's page that also quotes a paper on the service loses no hedge to itself; a paper that retells it does."""
    own = told("KR-NIS", 900, on=MONDAY, modality="possible", doc="page")
    own = replace(own, attribution=own.attribution[1:])
    quoted = told("KR-NIS", 900, on=MONDAY, doc="page", at=60)
    assert lost(own, quoted) == []
    paper = told("KR-NIS", 900, on=TUESDAY, publisher="The Echo")
    assert [w.claim for w in lost(own, quoted, paper)] == [paper.id]


def test_a_statement_of_a_later_day_is_another() -> None:
    """What was said on the day of an earlier report, or before, may be what that told; what was said after it cannot be."""
    first = told("KR-NIS", 900, on=MONDAY, modality="possible")
    for said, flagged in ((date(2024, 3, 3), True), (MONDAY, True), (TUESDAY, False)):
        report = told("KR-NIS", 900, on=TUESDAY, said=said, publisher="The Echo")
        assert [w.claim for w in lost(first, report)] == ([report.id] if flagged else [])


def test_a_headline_is_held_against_the_strongest_of_its_text() -> None:
    """Where the text both wonders and asserts, the headline may assert."""
    headline = told("KR-NIS", on=MONDAY, doc="d")
    careful = told("KR-NIS", on=MONDAY, modality="possible", doc="d", at=220)
    firmer = told("KR-NIS", on=MONDAY, modality="assessed", doc="d", at=280)
    for body in ([careful, firmer], [firmer, careful]):
        assert [w.lost for w in lost(headline, *body)] == ["assessed in the text, asserted in its headline"]
    assert lost(headline, careful, firmer, told("KR-NIS", on=MONDAY, doc="d", at=340)) == []


def test_a_denial_is_neither_side() -> None:
    """Who denied it and later says so has grown no surer, and who denies what another report has is no retelling of it."""
    denial, plain = told("KR-NIS", 900, on=MONDAY, modality="denied"), told("KR-NIS", 900, on=TUESDAY)
    assert lost(denial, plain) == []
    assert lost(told("KR-NIS", 900, on=MONDAY), told("KR-NIS", 900, on=TUESDAY, modality="denied")) == []
    headline = told("KR-NIS", on=MONDAY, doc="d")
    assert lost(headline, told("KR-NIS", on=MONDAY, modality="denied", doc="d", at=220)) == []


def test_of_an_origins_own_pages_none_is_further_than_another() -> None:
    """What it wondered on Monday and asserted on Tuesday, itself, a paper of Wednesday may assert."""
    pages = [told("KR-NIS", 900, on=day, modality=m) for day, m in ((MONDAY, "possible"), (TUESDAY, "asserted"))]
    pages = [replace(page, attribution=page.attribution[1:]) for page in pages]
    paper = told("KR-NIS", 900, on=date(2024, 3, 6), publisher="The Echo")
    assert lost(*pages, paper) == []
    assert [w.claim for w in lost(pages[0], paper)] == [paper.id]


def test_a_hedge_is_lost_on_a_wider_class_too() -> None:
    """Who tells of arms what the service wondered of munitions; soldiers are another matter."""
    first = told("KR-NIS", 900, on=MONDAY, modality="possible")
    wider = told("KR-NIS", 900, on=TUESDAY, item="arms")
    assert [w.lost for w in lost(first, wider)] == ["possible there, asserted here"]
    assert lost(first, told("KR-NIS", 900, on=TUESDAY, item="soldiers")) == []
