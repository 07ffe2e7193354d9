"""The door to language models, against a real one: a small model behind the server of llama.cpp."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reportedly.errors import BudgetSpent, ModelError
from reportedly.terms.asking import Answer, Ask, Message
from reportedly.world.models.answers import Kept
from reportedly.world.models.budget import Budget, cost_of
from reportedly.world.models.endpoint import Endpoint
from world.models.llama import WHY_NOT, Llama, model_file

if not model_file():
    pytest.skip(WHY_NOT, allow_module_level=True)

pytestmark = pytest.mark.xdist_group("llama")

SCHEMA = {
    "type": "object",
    "properties": {
        "sender": {"type": "string", "maxLength": 30},
        "item": {"enum": ["shells", "missiles", "aircraft"]},
        "least": {"type": "integer"},  # bounds of numbers are not held to by this server
    },
    "required": ["sender", "item", "least"],
    "additionalProperties": False,
}
LINES: dict[str, Any] = {
    "type": "object",
    "properties": {f"line{n}": {"type": "string", "minLength": 20, "maxLength": 60} for n in range(30)},
    "required": [f"line{n}" for n in range(30)],
}


def question(words: str, schema: dict[str, Any] = SCHEMA, most: int = 120) -> Ask:
    return Ask((Message("system", "Answer in JSON only."), Message("user", words)), schema, most)


SENT = question("North Korea sent at least 6,000 shells. Who sent what, and at least how many?")
LONG = question("Write thirty lines about a harbour in winter.", LINES, 900)


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    """One server for all that do not end it."""
    with Llama(tmp_path_factory.mktemp("llama") / "log") as server:
        yield server


def test_an_answer_that_satisfies_its_schema(llama: Llama) -> None:
    """The answer is whole, of the schema, with its tokens counted; the server's form is found once and remembered."""
    endpoint = Endpoint(llama.url, "smollm2")
    for words in ("North Korea sent 6,000 shells.", "Iran handed over about 200 missiles.", "Who sent aircraft?"):
        answer = endpoint.answer(question(words))
        jsonschema.validate(json.loads(answer.text), SCHEMA)
        assert answer.whole
        assert answer.tokens_in > 10
        assert 5 < answer.tokens_out <= 120
    assert llama.statuses[-4:] == ["500", "200", "200", "200"]


def test_the_limit_of_tokens(llama: Llama) -> None:
    """An answer that needs more tokens than it may have is cut off there, and said to be."""
    answer = Endpoint(llama.url, "smollm2").answer(question("Write thirty lines.", LINES, 12))
    assert not answer.whole
    assert answer.tokens_out <= 12


def test_the_second_time_nothing_is_asked(llama: Llama, tmp_path: Path) -> None:
    """A kept answer is given without a request."""
    kept = Kept(Endpoint(llama.url, "smollm2"), tmp_path)
    first = kept.answer(SENT)
    so_far = len(llama.statuses)
    second = kept.answer(SENT)
    assert (second.text, second.kept, first.kept) == (first.text, True, False)
    assert len(llama.statuses) == so_far


def test_a_budget_that_ends(llama: Llama, tmp_path: Path) -> None:
    """When the tokens are used up nothing more is asked, but what is kept is given still."""
    budget = Budget(Endpoint(llama.url, "smollm2"), tokens=2 * cost_of(SENT))
    kept = Kept(budget, tmp_path)
    questions = [question(f"{n}: North Korea sent at least 6,000 shells. Who sent what?") for n in range(20)]
    answered: list[Answer] = []
    with pytest.raises(BudgetSpent, match="allow more with --model-tokens"):
        answered.extend(map(kept.answer, questions))
    assert 1 <= len(answered) < 20
    assert budget.spent.tokens <= 2 * cost_of(SENT)
    so_far = len(llama.statuses)
    assert kept.answer(questions[0]).kept
    assert len(llama.statuses) == so_far


def test_an_answer_that_takes_too_long(llama: Llama) -> None:
    """An answer that is not whole in time is a fault; the server answers the next question."""
    began = time.monotonic()
    with pytest.raises(ModelError, match="gave no whole answer in the time that one may take"):
        Endpoint(llama.url, "smollm2", limit=0.3).answer(question("Write thirty lines.", LINES, 120))
    assert time.monotonic() - began < 3
    assert Endpoint(llama.url, "smollm2").answer(SENT).whole


def test_a_question_that_is_too_long(llama: Llama) -> None:
    """A question that does not fit into the model is a fault in the server's words."""
    with pytest.raises(ModelError, match=r"does not take the question \(400\): “.*1024"):
        Endpoint(llama.url, "smollm2").answer(question("shells " * 4000))


def test_a_server_that_is_killed(tmp_path: Path) -> None:
    """A server that dies in the middle of its answer is a fault, and so is one that is gone."""
    with Llama(tmp_path / "log") as server:
        faults: list[ModelError] = []
        endpoint = Endpoint(server.url, "smollm2")
        endpoint.answer(SENT)

        def ask() -> None:
            try:
                endpoint.answer(LONG)
            except ModelError as fault:
                faults.append(fault)

        asking = threading.Thread(target=ask)
        asking.start()
        while not server.is_asked:
            time.sleep(0.02)
        time.sleep(0.5)
        server.kill()
        asking.join(10)
        assert not asking.is_alive()
        assert [str(each) for each in faults] == [
            f"{server.url} broke off before its answer was whole: see whether the server still runs"
        ]
        with pytest.raises(ModelError, match=r"nothing answers at .* \(connection refused\): start the server"):
            endpoint.answer(SENT)
