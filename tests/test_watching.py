"""Indicators between two moments of a ledger, their alerts in words, and conditional claims as tripwires."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from keep.samples import claim, containers, report
from reportedly.keep.additions import reading
from reportedly.keep.entry import ClaimReviewed, DocumentWithdrawn
from reportedly.keep.standing import Standing
from reportedly.pipeline import take_in
from reportedly.serve.wiring import reader
from reportedly.terms.claim import Claim, Item
from reportedly.terms.document import Document
from reportedly.terms.watching import Indicator, Tripwire
from reportedly.watching import alerts, condition_span, evaluations, tripwires
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from watched import FIRST, NAMES, PASSES, PLACES, SECOND, TABLES, learned, marked, more, unseen

IF = (
    "SEOUL, Oct 22 - South Korea's presidential office said on Tuesday that Seoul will consider supplying weapons to "
    "Ukraine for the first time if the North goes too far."
)
UNLESS = (
    "SEOUL, Oct 22 - South Korea will supply shells to Ukraine unless Moscow stops sending missiles to Pyongyang, the "
    "presidential office in Seoul said on Tuesday."
)
TALKS = "The United States will provide missiles to Ukraine if talks fail, the White House said on Tuesday."

KEEPS_UP = (
    "LONDON, Oct 25 - North Korea has sent Russia more than 1,000 containers of munitions, the UK's Ministry of Defence "
    'said on Wednesday.\n\nIf North Korea keeps up the "recent scale and pace of military-related shipments," it would be '
    '"on course to become one of Russia\'s most significant suppliers," the ministry said.'
)
TOO_FAR = (
    "SEOUL, Nov 20 - A South Korean diplomat said on Tuesday that Seoul will consider directly supplying weapons to "
    'Ukrainian forces for the first time if the North "goes too far."'
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ledger(clock: FixedClock) -> MemoryLedger:
    """Has read that more than 1,000 containers went."""
    kept = MemoryLedger(clock)
    learned(kept, clock, FIRST, containers(FIRST))
    return kept


def test_what_came_since_the_mark_fires(ledger: MemoryLedger, clock: FixedClock) -> None:
    """The first round notes where things stand; the next compares with what stood at the mark."""
    asked = (PASSES, PLACES)
    first = evaluations(asked, {}, ledger.standing, clock(), TABLES, unseen)
    assert [(each.indicator, each.before, each.crossings) for each in first] == [(i, None, ()) for i in asked]
    marks = marked(first, ledger, clock())
    new = more()
    now = learned(ledger, clock, SECOND, new)
    found = evaluations(asked, marks, ledger.standing, now, TABLES, unseen)
    assert [each.indicator for each in found] == [PASSES, PLACES]
    assert [crossing.claims for each in found for crossing in each.crossings] == [(new.id,), (new.id,)]
    assert [each.before.at for each in found if each.before] == [marks[PASSES.id].at] * 2


def test_indicators_of_one_mark_share_what_stood_then(ledger: MemoryLedger, clock: FixedClock) -> None:
    """However many indicators there are, the ledger is asked once for each mark and once for now."""
    asked = (
        PASSES,
        PLACES,
        Indicator("items", "new-item", "KP", "RU"),
        Indicator("ru", "new-supplier", recipient="RU"),
    )
    first = evaluations(asked, {}, ledger.standing, clock(), TABLES, unseen)
    marks = marked(first, ledger, clock())
    told: list[datetime | None] = []

    def standing_at(instant: datetime | None) -> Standing:
        told.append(instant)
        return ledger.standing(instant)

    now = learned(ledger, clock, SECOND, more())
    evaluations(asked, marks, standing_at, now, TABLES, unseen)
    assert told == [None, marks[PASSES.id].at]


def test_an_indicator_is_compared_with_its_own_mark(ledger: MemoryLedger, clock: FixedClock) -> None:
    """One that was added later does not tell of what came before its first round."""
    early = marked(evaluations((PASSES,), {}, ledger.standing, clock(), TABLES, unseen), ledger, clock())
    learned(ledger, clock, SECOND, more())
    late = marked(evaluations((PLACES,), {}, ledger.standing, clock(), TABLES, unseen), ledger, clock())
    third = report(3, published_on=date(2023, 12, 1))
    now = learned(ledger, clock, third, containers(third))
    passes, places = evaluations((PASSES, PLACES), early | late, ledger.standing, now, TABLES, unseen)
    assert len(passes.crossings) == 1
    assert places.crossings == ()


def test_a_clock_that_went_wrong_hides_nothing(ledger: MemoryLedger, clock: FixedClock) -> None:
    """A mark whose moment lies after a later batch is held to its batch: the news is told all the same."""
    first = evaluations((PASSES,), {}, ledger.standing, clock(), TABLES, unseen)
    ahead = {i: replace(mark, at=mark.at + timedelta(days=1)) for i, mark in marked(first, ledger, clock()).items()}
    now = learned(ledger, clock, SECOND, more())
    (found,) = evaluations((PASSES,), ahead, ledger.standing, now, TABLES, unseen)
    assert len(found.crossings) == 1


def test_an_alert_is_whole(ledger: MemoryLedger, clock: FixedClock) -> None:
    """Names for codes, the flow in words, and each claim between the states with its words, address and review."""
    told = replace(PASSES, channels=("desk",))
    marks = marked(evaluations((told,), {}, ledger.standing, clock(), TABLES, unseen), ledger, clock())
    new = more()
    learned(ledger, clock, SECOND, new)
    ledger.append([ClaimReviewed(new, "accepted", "Ann")])
    now = clock()
    found = evaluations((told,), marks, ledger.standing, now, TABLES, unseen)
    (alert,) = alerts(found, ledger.standing(), NAMES)
    assert (alert.indicator, alert.name, alert.kind, alert.channels) == (
        PASSES.id,
        "thousands",
        "total-passes",
        ("desk",),
    )
    assert alert.flow == "North Korea → Russia: munitions"
    assert alert.reason == "Passed 2,000 containers by one origin: at least 1,000 before, at least 3,000 now."
    assert (alert.before, alert.after, alert.at) == (found[0].before, found[0].after, now)
    (cited,) = alert.claims
    assert cited.sentence.startswith("National Security Council, in Daily: a transfer of at least 3,000 containers")
    assert (cited.quote, cited.url) == ("the North shipped 1,000 containers to Russia", "https://daily.example/2")
    assert (cited.publisher, cited.published_on, cited.modality) == ("Daily", date(2023, 11, 3), "asserted")
    assert (cited.reviewed, alert.checked) == ("accepted", 1)


def test_codes_in_reasons_are_printed_as_names(ledger: MemoryLedger, clock: FixedClock) -> None:
    """A supplier and a class of two words read as a person would say them."""
    asked = (Indicator("who", "new-supplier", recipient="RU"), Indicator("what", "new-item", recipient="RU"))
    marks = marked(evaluations(asked, {}, ledger.standing, clock(), TABLES, unseen), ledger, clock())
    new = claim(SECOND, "shells and rockets went by rail", "artillery-shell", actor=("IR",))
    now = learned(ledger, clock, SECOND, new)
    found = alerts(evaluations(asked, marks, ledger.standing, now, TABLES, unseen), ledger.standing(), NAMES)
    assert [alert.reason for alert in found] == ["New supplier: Iran.", "New class: artillery shells."]
    assert [alert.key for alert in found] == ["IR", "artillery-shell"]
    assert found[0].after.words == "2 suppliers: Iran and North Korea"


def test_a_claim_that_stands_no_more_is_not_told(ledger: MemoryLedger, clock: FixedClock) -> None:
    """Between judging and telling a document may be withdrawn: the alert goes without it."""
    marks = marked(evaluations((PASSES,), {}, ledger.standing, clock(), TABLES, unseen), ledger, clock())
    now = learned(ledger, clock, SECOND, more())
    found = evaluations((PASSES,), marks, ledger.standing, now, TABLES, unseen)
    ledger.append([DocumentWithdrawn(SECOND.id, "asked for")])
    (alert,) = alerts(found, ledger.standing(), NAMES)
    assert alert.claims == ()


def conditional(text: str, words: str, condition: str, **values: Any) -> tuple[Document, Claim]:
    """A document and its conditional claim KR → UA."""
    document = Document(text=text, publisher="Daily", published_on=date(2024, 10, 22))
    told: dict[str, Any] = {
        "modality": "conditional",
        "condition": condition,
        "actor": ("KR",),
        "recipient": ("UA",),
        "fields": {},
    }
    return document, claim(document, words, "arms", **told | values)


@cache
def read(text: str) -> tuple[Tripwire, ...]:
    """The tripwires of a text, as the rules read it."""
    kept = MemoryLedger(FixedClock())
    document = Document(text=text, publisher="Harbour Gazette", published_on=date(2024, 10, 22), path="text")
    list(take_in(kept, [((document,), ())], reader()))
    return tripwires(kept.standing(), reader().seen, TABLES)


def test_a_tripwire_holds_what_its_claim_says() -> None:
    """Condition and consequence in the document's words, who set it, and whom it names: "the North" by its code."""
    (wire,) = read(IF)
    assert (wire.condition, wire.parties, wire.items) == ("the North goes too far", ("KP",), ())
    assert wire.consequence == (
        "SEOUL, Oct 22 - South Korea's presidential office said on Tuesday that Seoul will consider supplying weapons to "
        "Ukraine for the first time if …"
    ).removeprefix("SEOUL, Oct 22 - ")
    assert (wire.origins, wire.hedges) == (("KR-PRES",), ("consider", "will"))
    assert wire.speaker.endswith("in Harbour Gazette")
    assert wire.published_on == date(2024, 10, 22)


def test_a_condition_names_classes_and_not_its_teller() -> None:
    """Both parties and the missiles of the condition; the office that says so is none of them. "unless" stays."""
    (wire,) = read(UNLESS)
    assert (set(wire.parties), wire.items) == ({"RU", "KP"}, ("missile",))
    assert "unless …" in wire.consequence


def test_half_a_word_of_a_condition_names_nobody() -> None:
    """ "Military-related" is not the ministry that says so: what London sends bears on no pace of the North."""
    (wire,) = read(KEEPS_UP)
    assert wire.condition == 'North Korea keeps up the "recent scale and pace of military-related shipments'
    assert (wire.origins, wire.parties, wire.items) == (("GB-MOD",), ("KP",), ("materiel",))


def test_a_condition_in_another_ones_words_is_read_whole() -> None:
    """The quotation marks within stand; whom "the North" means is known from Seoul."""
    (wire,) = read(TOO_FAR)
    assert wire.condition.startswith('the North "goes too far')
    assert (wire.parties, wire.items, wire.hedges) == (("KP",), (), ("consider", "will"))
    assert "Seoul will consider directly supplying weapons to Ukrainian forces" in wire.consequence


def test_where_a_condition_names_nobody_the_claims_sides_are_watched() -> None:
    """Where "talks fail" it is nobody's doing alone."""
    (wire,) = read(TALKS)
    assert (wire.condition, wire.parties) == ("talks fail", ("US", "UA"))


def test_a_document_is_looked_into_once() -> None:
    """Two conditions in one document cost one look."""
    words = "Seoul sends arms if the North does. Seoul sends tanks if the South must."
    document, first = conditional(words, "Seoul sends arms if the North does", "the North does")
    _, second = conditional(words, "Seoul sends tanks if the South must", "the South must")
    kept, looked = MemoryLedger(FixedClock()), list[str]()
    kept.append(reading(document, (first, second), "rules/1"))

    def seen(one: Document) -> None:
        looked.append(one.id)

    wires = tripwires(kept.standing(), seen, TABLES)
    assert looked == [document.id]
    assert [wire.consequence for wire in wires] == ["Seoul sends arms if …", "Seoul sends tanks if …"]
    assert [wire.parties for wire in wires] == [("KR", "UA")] * 2


def test_what_is_on_no_condition_is_no_tripwire(ledger: MemoryLedger) -> None:
    """Plain claims are left out, and conditional ones that do not say on what."""
    document, vague = conditional("Seoul may send arms.", "Seoul may send arms", "")
    ledger.append(reading(document, (vague,), "rules/1"))
    assert tripwires(ledger.standing(), unseen, TABLES) == ()


def test_the_condition_is_found_in_the_evidence_where_no_field_holds_it() -> None:
    """As in claims that a person added; words that the document does not hold are found nowhere."""
    document, one = conditional("So Seoul sends arms if need be.", "Seoul sends arms if need be", "need be")
    start, end = condition_span(one, document.text) or (0, 0)
    assert document.text[start:end] == "need be"
    assert condition_span(replace(one, condition="the worst comes"), document.text) is None


def test_a_corrected_condition_is_not_sought_where_another_stood() -> None:
    """The span that was read holds the old words: the new ones are found in the evidence."""
    document, one = conditional(
        "Seoul sends arms if need be and Kyiv asks.", "Seoul sends arms if need be and Kyiv asks", "Kyiv asks",
        fields={"condition": ((20, 27),)},
    )  # fmt: skip
    assert document.text[20:27] == "need be"
    start, end = condition_span(one, document.text) or (0, 0)
    assert document.text[start:end] == "Kyiv asks"


def test_a_later_claim_fires_a_condition(ledger: MemoryLedger, clock: FixedClock) -> None:
    """The alert names the tripwire's flow and what claim and condition have in common; that it is met it does not say."""
    document, wire = conditional("Seoul sends arms if the North sends men.", "Seoul sends arms if the North sends men",
                                 "the North sends men")  # fmt: skip
    learned(ledger, clock, document, wire)
    watched = Indicator("men", "condition", claim=wire.id)
    marks = marked(evaluations((watched,), {}, ledger.standing, clock(), TABLES, reader().seen), ledger, clock())
    later = report(4, published_on=date(2024, 11, 1))
    told = containers(later, kind="deployment", items=(Item("soldiers", "soldiers"),))
    before = claim(SECOND, "shells and rockets went by rail")
    learned(ledger, clock, SECOND, before)
    now = learned(ledger, clock, later, told)
    found = evaluations((watched,), marks, ledger.standing, now, TABLES, reader().seen)
    (alert,) = alerts(found, ledger.standing(), NAMES)
    assert [one.id for one in alert.claims] == [told.id]
    assert alert.flow == "South Korea → Ukraine: arms"
    assert "North Korea" in alert.reason
    assert alert.reason.endswith("whether it is met is not said here.")


def test_a_condition_that_names_a_class_fires_for_like_classes_only(ledger: MemoryLedger, clock: FixedClock) -> None:
    """Where it is on soldiers, shells from the same state are no alert."""
    document, wire = conditional("Seoul sends arms if North Korean soldiers come.",
                                 "Seoul sends arms if North Korean soldiers come", "North Korean soldiers come")  # fmt: skip
    learned(ledger, clock, document, wire)
    watched = Indicator("men", "condition", claim=wire.id)
    marks = marked(evaluations((watched,), {}, ledger.standing, clock(), TABLES, reader().seen), ledger, clock())
    later = report(4, published_on=date(2024, 11, 1))
    soldiers = containers(later, kind="deployment", items=(Item("soldiers", "soldiers"),))
    now = learned(ledger, clock, later, soldiers, claim(later, "shells and rockets went by rail", "artillery-shell"))
    (found,) = evaluations((watched,), marks, ledger.standing, now, TABLES, reader().seen)
    assert [crossing.claims for crossing in found.crossings] == [(soldiers.id,)]


def test_a_condition_whose_claim_is_gone_is_not_watched(ledger: MemoryLedger, clock: FixedClock) -> None:
    """An unknown claim, or one that a person rejected, is told; nothing fires and nothing breaks."""
    watched = Indicator("men", "condition", claim="c-none")
    (found,) = evaluations((watched,), {}, ledger.standing, clock(), TABLES, unseen)
    assert found.reason == "The conditional claim c-none cannot be watched: no such claim stands."
    plain = replace(watched, claim=containers(FIRST).id)
    (found,) = evaluations((plain,), {}, ledger.standing, clock(), TABLES, unseen)
    assert found.reason == f"The conditional claim {plain.claim} cannot be watched: it is on no condition."
    assert found.crossings == ()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"actor": (), "recipient": ()}, "neither it nor its condition names a party that is known here"),
        ({"document": None}, "its document bears no date, so that no claim is known to be later"),
    ],
)
def test_a_condition_that_nothing_can_bear_on_says_so(
    ledger: MemoryLedger, clock: FixedClock, changed: dict[str, Any], why: str
) -> None:
    """Of a document without a date, or with nobody to watch, no claim would ever be told: that is said at once."""
    document, _ = conditional("Seoul sends arms if need be.", "Seoul sends arms if need be", "need be")
    if "document" in changed:
        document, changed = replace(document, published_on=None), {}
    told: dict[str, Any] = {"modality": "conditional", "condition": "need be", "actor": ("KR",), "recipient": ("UA",)}
    wire = claim(document, "Seoul sends arms if need be", "arms", fields={}, **told | changed)
    now = learned(ledger, clock, document, wire)
    watched = Indicator("need", "condition", claim=wire.id)
    (found,) = evaluations((watched,), {}, ledger.standing, now, TABLES, lambda _: None)
    assert (found.crossings, found.reason) == ((), f"The conditional claim {wire.id} cannot be watched: {why}.")
