"""The paragraph at the head of a flow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from present.sample import CONTAINERS, COUNT, TROOPS, arms_answer, ids, people_answer, telling
from reportedly.present.paragraph import flow_sentences
from reportedly.terms.flow import Exchange, Figure, Flow, FlowAnswer, Support, Total


def words(answer: FlowAnswer) -> list[str]:
    """The paragraph, sentence by sentence."""
    return [sentence.text for sentence in flow_sentences(telling(answer))]


def test_it_is_short() -> None:
    """Seven sentences at most."""
    assert len(words(arms_answer())) <= 7
    assert len(words(people_answer())) <= 7


def test_documents_and_origins_are_held_against_each_other() -> None:
    """It says first how many documents there are, and how few origins that count."""
    first = words(arms_answer())[0]
    assert first.startswith("5 documents, published 26 Oct 2023 to 3 Dec 2024, carry 11 claims")
    assert "but their words lead back to 3 origins that count, 2 independent and 1 of unknown independence" in first
    assert "2 echoes" in first


def test_one_echo_adds_nothing_and_several_add_nothing() -> None:
    """The verb goes with the number."""
    origins = tuple(one for one in arms_answer().origins if one.independence == "echo")
    rest = tuple(one for one in arms_answer().origins if one.independence != "echo")
    assert "1 echo of these adds nothing." in words(replace(arms_answer(), origins=(*rest, origins[0])))[0]
    assert "2 echoes of these add nothing." in words(arms_answer())[0]


def test_the_highest_figure_is_named_only_where_it_is_another() -> None:
    """One figure that two claims state is told once; a higher one is told with who states it."""
    held = Total("soldiers", "person", 1, "with-unknown", 12000, 12000, None, ids(TROOPS), holds=ids(TROOPS))
    low = Figure("KR", ("KR",), "soldiers", "person", None, 12000, 12000, None, None, ids(TROOPS), approximate=True)

    def told(high: int) -> str:
        other = replace(low, low=high, high=high, claims=ids(COUNT), as_of=date(2024, 11, 20))
        return words(replace(people_answer(), totals=(held,), figures=(low, other)))[1]

    assert "one origin says about 12,000 soldiers" in told(12000)
    assert "the highest figure stated" not in told(12000)
    assert "the highest figure stated, no ceiling, is about 13,000 soldiers" in told(13000)


def test_totals_name_who_states_them() -> None:
    """Each level with its origins by name."""
    (total,) = [text for text in words(arms_answer()) if text.startswith("Containers of munitions")]
    assert "one origin says" in total
    assert "(NIS" in total
    assert "two, not known to be independent, " in total


def test_denials_are_told_by_name() -> None:
    """Who denies, with the notes; where nobody does, only the documents read are spoken for."""
    denied = [
        s for s in flow_sentences(telling(arms_answer())) if s.text.startswith("Denied by Russia’s foreign ministry")
    ]
    assert denied
    assert denied[0].notes
    assert "The documents read hold no denial of it." in words(replace(arms_answer(), denials=()))


def test_what_is_not_counted_is_told_last() -> None:
    """Conditions, plans, possibilities, and what is wanted in exchange."""
    last = words(arms_answer())[-1]
    assert last.startswith("Not counted: ")
    assert "2 conditional claims" in last
    assert "wanted in exchange: fighter aircraft and surface-to-air missiles (US National Security Council)" in last


def test_what_is_given_in_return_is_no_wish() -> None:
    """The price of goods is told as what is in return for them, and not as what is wanted."""
    paid = tuple(Exchange(ids(CONTAINERS)[0], f"${n} million", ()) for n in (3, 4, 5))
    told = words(replace(arms_answer(), exchange=paid, desired=()))[-1]
    assert "what is said to be in return: “$3 million”, “$4 million” and 1 other thing" in told
    assert "wanted" not in told


def test_an_empty_flow_says_only_that() -> None:
    """No claim gives one sentence without notes."""
    (only,) = flow_sentences(telling(FlowAnswer(Flow("IR", "RU"), (), 3, (), ())))
    assert only.text == "No claim on this flow stands in the documents read."


def test_one_document_with_one_origin_is_no_contrast() -> None:
    """As many origins as documents need no but."""
    lone = FlowAnswer(
        Flow("KP", "RU"), (CONTAINERS,), 1, (Support("GB-MOD", "GB", "independent", (CONTAINERS.id,), "alone"),), ()
    )  # fmt: skip
    assert "; their words lead back to 1 origin that counts, 1 independent" in words(lone)[0]
