"""The whole way, with a finder that is written down: what is kept, what is a problem, what is answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keep.samples import claim, containers, report, shells
from reportedly.errors import LedgerLocked, UsageError
from reportedly.keep.entry import ClaimReviewed, DocumentWithdrawn
from reportedly.keep.query import ClaimQuery
from reportedly.keep.translations import through
from reportedly.pipeline import Taken, answers, asked, changed, overview, take_in, told
from reportedly.present.dossier import Setting
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.flow import Flow
from reportedly.terms.items import ItemTree
from reportedly.terms.problem import Problem
from reportedly.terms.tables import ItemRow, Tables
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger

TABLES = Tables(
    items=(
        ItemRow("materiel", None, ("materiel",), "materiel"),
        ItemRow("munitions", "materiel", ("munitions",), "weapon"),
        ItemRow("artillery-shell", "munitions", ("shell",), "weapon", "shell"),
    )
)
WARNING = Problem("odd", "it is odd", "1.txt", "warning")
ERROR = Problem("too-odd", "it is too odd", "1.txt")


@dataclass
class Written:
    """Finds what is written down for a document; counts how often it was asked."""

    method: str = "rules/1"
    problems: tuple[Problem, ...] = ()
    fails: type[Exception] | None = None
    looked: list[str] = field(default_factory=list)

    def method_for(self, document: Document, translation: Document | None = None) -> str:
        return through(self.method, translation) if translation else self.method

    def reads(self, language: str) -> bool:
        return language == "en"

    def claims_through(
        self, document: Document, translation: Document
    ) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        return self.claims(document)

    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        self.looked.append(document.id)
        if self.fails and document.path == "1.txt":
            raise self.fails("it tripped\nover a word")
        return (containers(document), shells(document)), self.problems


def ledger() -> MemoryLedger:
    return MemoryLedger(FixedClock())


def taken(kept: MemoryLedger, documents: Iterable[Document], finder: Written) -> Taken:
    return sum(take_in(kept, [((document,), ()) for document in documents], finder), Taken())


def test_documents_and_claims_are_kept_and_counted() -> None:
    """Each document is read once with its claims."""
    kept = ledger()
    whole = taken(kept, [report(1), report(2)], Written())
    assert replace(whole, problems=()) == Taken(2, 2, 4, 8)
    assert len(kept.standing().claims) == 4


def test_words_that_are_there_already_are_told_once() -> None:
    """A second document with the same words has a warning; read again, neither has."""
    kept = ledger()
    problems = taken(kept, [report(1), report(2)], Written()).problems
    assert [(p.slug, p.where, p.severity) for p in problems] == [("same-words", "2.txt", "warning")]
    assert taken(kept, [report(1), report(2)], Written()).problems == ()


def test_a_known_document_is_not_looked_through_again() -> None:
    """The second time the finder is not asked, and nothing is added."""
    kept, finder = ledger(), Written()
    taken(kept, [report()], finder)
    assert taken(kept, [report()], finder) == Taken(documents=1)
    assert len(finder.looked) == 1


def test_another_method_looks_again() -> None:
    """Under another method the claims are found anew and bear it; the document is not new."""
    kept = ledger()
    taken(kept, [report()], Written())
    again = taken(kept, [report()], Written(method="rules/1+changed"))
    assert (again.documents, again.new, again.claims) == (1, 0, 2)
    assert {c.method for c in kept.standing().claims.values()} == {"rules/1+changed"}


@pytest.mark.parametrize("fault", [ValueError, RecursionError, KeyError, UsageError])
def test_a_text_that_the_rules_trip_over_is_a_problem(fault: type[Exception]) -> None:
    """The document is not kept, one line says which and why, and the next is read."""
    kept = ledger()
    whole = taken(kept, [report(1), report(2)], Written(fails=fault))
    assert whole.documents == 1
    assert [(p.slug, p.where, p.severity) for p in whole.problems] == [("not-read", "1.txt", "error")]
    assert "\n" not in whole.problems[0].message
    assert list(kept.standing().documents) == [report(2).id]


@pytest.mark.parametrize("stop", [LedgerLocked, KeyboardInterrupt])
def test_what_concerns_the_ledger_or_the_user_stops_the_reading(stop: type[Exception]) -> None:
    """A ledger that cannot be written and Ctrl-C are no faults of a document."""
    with pytest.raises(stop):
        taken(ledger(), [report(1)], Written(fails=stop))


def test_a_warning_keeps_and_an_error_does_not() -> None:
    """With a warning the claims are kept; with an error the document is tried again the next time."""
    kept = ledger()
    assert taken(kept, [report(1)], Written(problems=(ERROR,))).documents == 0
    assert not kept.standing().documents
    assert taken(kept, [report(1)], Written(problems=(WARNING,))).problems == (WARNING,)
    assert kept.standing().documents


def test_problems_of_reading_are_passed_on() -> None:
    """What was wrong with a file comes before its documents are looked through."""
    steps = list(take_in(ledger(), [((), (ERROR,)), ((report(),), (WARNING,))], Written()))
    assert [step.problems for step in steps] == [(ERROR,), (WARNING,)]


def test_a_finder_that_does_not_read_a_language_undoes_nothing() -> None:
    """What a finder of another kind found in a Russian text stands; a later one of its own kind takes its place."""

    class Silent(Written):
        def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
            return (), (WARNING,)

    kept, russian = ledger(), replace(report(1), language="ru", id="")
    taken(kept, [russian], Written("llm/small+1"))
    before = kept.standing().claims
    again = taken(kept, [russian], Silent("rules/1"))
    assert (again.documents, again.entries, again.problems) == (1, 0, (WARNING,))
    assert kept.standing().claims == before != {}
    taken(kept, [russian], Silent("llm/small+2"))
    assert kept.standing().claims == {}


def test_each_step_is_kept_when_it_is_told() -> None:
    """Stopping after a step leaves what was read."""
    kept = ledger()
    steps = take_in(kept, [((report(n),), ()) for n in (1, 2)], Written())
    next(steps)
    assert list(kept.standing().documents) == [report(1).id]


def test_what_is_asked_is_answered_from_what_stands() -> None:
    """Claims by query, the overview, the flow: all from one standing."""
    kept = ledger()
    taken(kept, [report(1)], Written())
    standing = kept.standing()
    found = asked(standing, ClaimQuery(item="artillery-shell"), ItemTree(TABLES.items))
    rows = overview(standing, ClaimQuery(), TABLES)
    (flow,) = answers(standing, [Flow("KP", "RU", "munitions")], TABLES)
    assert [c.item_classes for c in found] == [("artillery-shell",)]
    assert sum(row.claims for row in rows) == 2
    assert len(flow.claims) == 2
    assert flow.totals[0].low == 1000


def test_published_by_bounds_each_flow_by_itself() -> None:
    """Of two flows asked together each keeps its own day."""
    kept = ledger()
    taken(kept, [report(1), report(2, published_on=date(2024, 2, 1))], Written())
    early, late = answers(
        kept.standing(),
        [Flow("KP", "RU", "munitions", date(2023, 12, 31)), Flow("KP", "RU", "munitions")],
        TABLES,
    )
    assert (early.documents, late.documents) == (1, 2)


def test_a_dossier_leaves_empty_flows_out() -> None:
    """Flows without a claim have no part; the sources are those cited."""
    kept = ledger()
    taken(kept, [report(1)], Written())
    setting = Setting("On record", datetime(2024, 1, 1, tzinfo=UTC), "0")
    made = told(kept.standing(), [Flow("KP", "RU", "munitions"), Flow("RU", "KP", "munitions")], TABLES, setting)
    assert len(made.flows) == 1
    assert len(made.sources) == 1


def test_claims_of_another_document_are_not_kept() -> None:
    """A finder that mixes documents up is a problem of the document, and nothing is kept."""

    class Mixed(Written):
        def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
            return (claim(report(2), "1,000 containers"),), ()

    kept = ledger()
    assert [p.slug for p in taken(kept, [report(1)], Mixed()).problems] == ["not-read"]
    assert not kept.standing().documents


def test_an_answer_as_known_at_an_instant_never_changes() -> None:
    """Documents read, claims corrected and documents withdrawn later change nothing of what was known before."""
    kept, asked_for = ledger(), Flow("KP", "RU", "munitions")
    taken(kept, [report()], Written())
    instant = kept.standing().last.recorded_at  # type: ignore[union-attr]
    before = answers(kept.standing(instant), (asked_for,), TABLES)
    first = next(iter(kept.standing().claims.values()))
    taken(kept, [report(2)], Written())
    kept.append([ClaimReviewed(first, "rejected", "A. Reader")])
    kept.append([DocumentWithdrawn(first.document.id, "a hoax")])
    assert answers(kept.standing(), (asked_for,), TABLES) != before
    assert answers(kept.standing(instant), (asked_for,), TABLES) == before


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(("read", "reject", "accept", "withdraw", "read again")), min_size=1, max_size=8), st.data()
)
def test_no_answer_as_known_at_an_instant_is_changed_by_what_comes_later(steps: list[str], data: st.DataObject) -> None:
    """Whatever is read, decided or withdrawn afterwards, the ledger answers of each instant as it did then."""
    kept, asked_for = ledger(), Flow("KP", "RU", "materiel")
    answered = []
    for number, step in enumerate(("read", *steps), 1):
        claims = list(kept.standing().claims.values())
        if step == "read" or not claims:
            taken(kept, [report(number)], Written())
        elif step == "read again":
            taken(kept, [report(1)], Written(method=f"rules/{number}"))
        else:
            claim = data.draw(st.sampled_from(claims))
            verdict = "rejected" if step == "reject" else "accepted"
            withdrawn = DocumentWithdrawn(claim.document.id, "a hoax")
            kept.append([withdrawn if step == "withdraw" else ClaimReviewed(claim, verdict, "A. Reader")])
        instant = kept.standing().last.recorded_at  # type: ignore[union-attr]
        answered.append((instant, answers(kept.standing(), (asked_for,), TABLES)))
    for instant, before in answered:
        assert answers(kept.standing(instant), (asked_for,), TABLES) == before


def test_undated_documents_are_no_news() -> None:
    """Nobody can say that they were new since a day; and no answer changes since a later day than its own."""
    kept, flow = ledger(), Flow("KP", "RU", "munitions")
    taken(kept, [report(), report(2, published_on=None)], Written())
    (found,) = changed(kept.standing(), [flow], date(2023, 12, 1), TABLES)
    assert not found.any
    with pytest.raises(UsageError, match="earlier day"):
        changed(kept.standing(), [replace(flow, published_by=date(2023, 10, 1))], date(2023, 12, 1), TABLES)
