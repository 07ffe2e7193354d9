"""What asking a language model may cost."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import BudgetSpent, ModelError
from reportedly.terms.asking import Answer, Ask, Message
from reportedly.world.models.budget import Budget, cost_of, reckoned
from world.models.scripted import Scripted
from world.models.servers import QUESTION


def question(characters: int, most: int) -> Ask:
    return Ask((Message("user", "x" * characters),), {}, most)


asks = st.builds(question, st.integers(0, 300), st.integers(1, 200))
costs = st.tuples(st.integers(0, 400), st.integers(0, 200))


@pytest.mark.parametrize(("characters", "tokens"), [(0, 0), (1, 1), (3, 1), (4, 2), (300, 100)])
def test_reckoned(characters: int, tokens: int) -> None:
    """Three characters are reckoned as a token, and what is begun counts."""
    assert reckoned(characters) == tokens


def test_what_a_question_may_cost() -> None:
    """All its messages and the longest answer."""
    assert cost_of(QUESTION) == reckoned(15 + 20) + 64


def test_no_limit() -> None:
    """Without limits all is asked, and counted."""
    budget = Budget(Scripted(Answer("{}", 1_000_000, 7)))
    budget.answer(QUESTION)
    budget.answer(QUESTION)
    assert budget.name == "small"
    assert budget.spent.tokens == 2_000_014


@settings(deadline=None)
@given(st.integers(0, 2000), st.lists(st.tuples(asks, costs), max_size=12))
def test_never_over_by_more_than_one_answer(limit: int, steps: list[tuple[Ask, tuple[int, int]]]) -> None:
    """Whatever answers really cost, before the last one that was asked the limit held with what it might cost."""
    real = {id(ask): cost for ask, cost in steps}
    model = Scripted(lambda ask: Answer("{}", *real[id(ask)]))
    budget = Budget(model, tokens=limit)
    for ask, _ in steps:
        before = budget.spent.tokens
        try:
            answer = budget.answer(ask)
        except BudgetSpent:
            assert before + cost_of(ask) > limit
            assert budget.spent.tokens == before
        else:
            assert before + cost_of(ask) <= limit
            assert budget.spent.tokens == before + answer.tokens_in + answer.tokens_out
    assert budget.spent.tokens <= limit + max((sum(cost) for cost in real.values()), default=0)


@settings(deadline=None)
@given(st.integers(0, 2000), st.lists(asks, max_size=30))
def test_never_over_where_the_reckoning_holds(limit: int, given_asks: list[Ask]) -> None:
    """Where no answer costs more than was reckoned, the limit is never passed at all."""
    budget = Budget(Scripted(lambda ask: Answer("{}", cost_of(ask) - ask.most, ask.most)), tokens=limit)
    for ask in given_asks:
        try:
            budget.answer(ask)
        except BudgetSpent:
            continue
        assert budget.spent.tokens <= limit


def test_tokens_spent() -> None:
    """When the tokens are used up the user is told how many, and how to allow more; nothing more is asked."""
    model = Scripted(Answer("{}", 1_200, 300))
    budget = Budget(model, tokens=2_000)
    budget.answer(question(300, 400))
    with pytest.raises(BudgetSpent) as spent:
        budget.answer(question(300, 500))
    assert str(spent.value) == (
        "the language model has used 1,500 of 2,000 tokens, and the next question may take 600: "
        "allow more with --model-tokens"
    )
    assert len(model.asked) == 1
    budget.answer(question(300, 400))
    assert budget.spent.tokens == 3_000


def test_seconds_spent() -> None:
    """Only the time of asking counts; when it is used up the user is told how to allow more."""
    at = [0.0]

    def says(_: Ask) -> Answer:
        at[0] += 40.0
        return Answer("{}")

    model = Scripted(says)
    budget = Budget(model, seconds=60, clock=lambda: at[0])
    budget.answer(QUESTION)
    at[0] += 5_000.0
    budget.answer(QUESTION)
    with pytest.raises(BudgetSpent) as spent:
        budget.answer(QUESTION)
    assert str(spent.value) == (
        "the language model has been asked for 80 of 60 seconds: allow more with --model-seconds"
    )
    assert len(model.asked) == 2


def test_what_fails_counts() -> None:
    """A question that fails counts as reckoned, for some servers bill it; its fault goes on as it is."""

    def fails(_: Ask) -> Answer:
        raise ModelError("it broke off")

    budget = Budget(Scripted(fails), tokens=300)
    for _ in range(2):
        with pytest.raises(ModelError, match="it broke off"):
            budget.answer(question(150, 100))
    with pytest.raises(BudgetSpent):
        budget.answer(question(150, 100))
    assert budget.spent.tokens == 300


def test_several_at_once() -> None:
    """Questions under way count with what they may cost, so that many at once do not pass the limit together."""
    under_way = threading.Event()
    go_on = threading.Event()

    def says(_: Ask) -> Answer:
        under_way.set()
        go_on.wait(10)
        return Answer("{}", 10, 10)

    budget = Budget(Scripted(says), tokens=150)
    first = threading.Thread(target=budget.answer, args=(question(0, 100),))
    first.start()
    assert under_way.wait(10)
    with pytest.raises(BudgetSpent):
        budget.answer(question(0, 100))
    go_on.set()
    first.join()
    assert budget.answer(question(0, 100)).text == "{}"
    assert budget.spent.tokens == 40
