"""The page of a flow as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from present.sample import ARMS, SANCTION
from present.sample_texts import NAMES
from reportedly.present.web.flow_page import CITED, LISTED, cited_in, cut, drawn_band, flow_address, flow_page
from reportedly.terms.claim import FLOW_KINDS
from reportedly.terms.findings import Grown
from reportedly.terms.flow import Flow, FlowAnswer
from reportedly.terms.screening import Screening, Subject

FLOW = Flow("KP", "RU", "munitions")
ANSWER = FlowAnswer(FLOW, tuple(ARMS), len({claim.document.id for claim in ARMS}), (), ())


@dataclass(frozen=True)
class Cell:
    """Something that cites."""

    notes: tuple[int, ...]
    inner: tuple[Cell, ...] = ()


def test_every_number_named_has_its_note() -> None:
    """Each claim that is listed or cited has a note with its words, once, in order."""
    page = flow_page(ANSWER, {}, NAMES, ("munitions", "container"), (Grown(date(2023, 10, 13), 1_000, None, None),))
    numbers = [row.note.number for row in page.notes]
    assert numbers == sorted(set(numbers))
    assert cited_in(page) | {one.number for one in page.listed} <= set(numbers)
    assert len(page.listed) == min(LISTED, page.claims)


def test_the_checked_are_counted_among_the_claims_of_the_flow() -> None:
    """How many of the claims that say what moves a person has checked; what stands beside is counted by itself."""
    page = flow_page(ANSWER, {}, NAMES, None, ())
    own = [claim for claim in ARMS if claim.kind in FLOW_KINDS]
    done = sum(claim.reviewed is not None for claim in own)
    assert page.claims == len(own) < len(ARMS)
    beside = f"{len(ARMS) - len(own)} measures, judgements and answers beside"
    assert page.checked == f"{done} of them checked by a person; {beside}"
    alone = flow_page(replace(ANSWER, claims=tuple(own)), {}, NAMES, None, ())
    assert alone.checked == f"{done} of them checked by a person"


def test_a_flow_of_nothing_counts_what_stands_beside_it() -> None:
    """Of no claim none is said to be checked or not."""
    page = flow_page(replace(ANSWER, claims=(SANCTION,)), {}, NAMES, None, ())
    assert (page.claims, page.checked) == (0, "1 measure, judgement or answer beside")


def test_a_flow_of_nothing_has_neither_chart_nor_notes() -> None:
    """An empty answer makes an empty page, not a fault."""
    page = flow_page(FlowAnswer(FLOW, (), 0, (), ()), {}, NAMES, None, ())
    assert (page.claims, page.chart, page.notes, page.listed) == (0, None, (), ())
    assert drawn_band(FlowAnswer(FLOW, (), 0, (), ()), NAMES) is None


def test_what_rests_on_many_names_the_first_few() -> None:
    """At any depth no more than a few notes are left; the rest of the value stays."""
    many = tuple(range(1, 30))
    less = cut((Cell(many, (Cell(many), Cell((1,)))),))
    assert less == (Cell(many[:CITED], (Cell(many[:CITED]), Cell((1,)))),)
    assert cited_in(less) == set(many[:CITED])


def test_the_address_of_a_flow_names_its_parties() -> None:
    """Names with spaces are quoted."""
    assert flow_address(FLOW) == "/flows/KP/RU/munitions"
    named = Flow("Northlight Semiconductors", "IR")
    assert flow_address(named) == "/flows/Northlight%20Semiconductors/IR"
    assert flow_address(named, published_by="2024-01-01") == f"{flow_address(named)}?published_by=2024-01-01"


def test_a_screening_is_told_with_the_notes_of_its_claims() -> None:
    """What a list holds that is like a ship of the flow stands on the page; of other ships nothing does."""
    ship = Subject("Maia-1", "vessel", ("Maia-1",), claims=(ARMS[0].id,))
    other = Subject("Far Away", "vessel", ("Far Away",), claims=("c-of-another-flow",))
    screening = Screening("Naval List", None, "", datetime(2025, 2, 4, tzinfo=UTC), "m", 1, 80, (ship, other))
    page = flow_page(ANSWER, {}, NAMES, None, (), (screening,))
    (one,) = page.screened
    (told,) = one.entries
    assert told.sentence.text.endswith("by this method: Maia-1 (vessel).")
    assert set(told.sentence.notes) <= {row.note.number for row in page.notes}
    assert told.sentence.notes
