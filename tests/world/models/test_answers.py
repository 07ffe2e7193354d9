"""Answers that are kept, so that the same question is asked once."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import BudgetSpent, ModelError
from reportedly.terms.asking import Answer, Ask, Message
from reportedly.world.models.answers import Kept
from reportedly.world.models.budget import Budget
from world.models.scripted import Scripted
from world.models.servers import QUESTION, TEXT

GIVEN = Answer(TEXT, 31, 9)
KEPT = Answer(TEXT, kept=True)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_second_time(tmp_path: Path) -> None:
    """The same question is asked once; the second answer says that it was kept, and cost nothing."""
    model = Scripted(GIVEN)
    kept = Kept(model, tmp_path / "answers")
    assert kept.name == "small"
    assert [kept.answer(QUESTION), kept.answer(QUESTION)] == [GIVEN, KEPT]
    assert Kept(Scripted(GIVEN), tmp_path / "answers").answer(QUESTION) == KEPT
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        Ask((*QUESTION.messages, Message("user", "And when?")), QUESTION.schema, QUESTION.most),
        Ask(QUESTION.messages[::-1], QUESTION.schema, QUESTION.most),
        Ask((Message("user", "Answer in JSON."), QUESTION.messages[1]), QUESTION.schema, QUESTION.most),
        Ask(QUESTION.messages, {"type": "object"}, QUESTION.most),
        Ask(QUESTION.messages, QUESTION.schema, QUESTION.most + 1),
    ],
)
def test_another_question(tmp_path: Path, other: Ask) -> None:
    """Other words, roles, an order, a schema or a limit make another question."""
    model = Scripted(GIVEN)
    kept = Kept(model, tmp_path)
    kept.answer(QUESTION)
    assert kept.answer(other) == GIVEN
    assert len(model.asked) == 2


def test_another_model(tmp_path: Path) -> None:
    """What one model answered is not given for another."""
    Kept(Scripted(GIVEN), tmp_path).answer(QUESTION)
    other = Scripted(Answer("{}"), name="large")
    assert Kept(other, tmp_path).answer(QUESTION) == Answer("{}")


def test_the_order_of_keys(tmp_path: Path) -> None:
    """In which order a schema's keys stand, and what kind of mapping it is, changes nothing."""
    Kept(Scripted(GIVEN), tmp_path).answer(Ask(QUESTION.messages, {"a": {"c": [1], "d": 2}, "b": 1}, 8))
    again = Ask(QUESTION.messages, MappingProxyType({"b": 1, "a": MappingProxyType({"d": 2, "c": (1,)})}), 8)
    assert Kept(Scripted(GIVEN), tmp_path).answer(again) == KEPT


def test_only_what_is_whole(tmp_path: Path) -> None:
    """An answer that was cut off is not kept, nor is a fault."""
    cut = Scripted(Answer('{"sender": "Nor', 31, 4, whole=False))
    kept = Kept(cut, tmp_path)
    kept.answer(QUESTION)
    kept.answer(QUESTION)
    assert len(cut.asked) == 2

    def fails(_: Ask) -> Answer:
        raise ModelError("nothing answers")

    with pytest.raises(ModelError, match="nothing answers"):
        Kept(Scripted(fails), tmp_path).answer(QUESTION)
    assert files(tmp_path) == []


def test_what_is_in_a_file(tmp_path: Path) -> None:
    """A file holds what was asked and answered; only the user may read it, and it lies by its content alone."""
    Kept(Scripted(GIVEN), tmp_path).answer(QUESTION)
    [path] = files(tmp_path)
    record = json.loads(path.read_text())
    assert record["asked"]["model"] == "small"
    assert record["asked"]["messages"][1] == ["user", "Who sent the shells?"]
    assert record["answered"] == {"text": TEXT, "tokens_in": 31, "tokens_out": 9}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.parent.name == path.stem[:2]


@settings(deadline=None)
@given(where=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_damaged_file(tmp_path_factory: pytest.TempPathFactory, where: float, byte: int) -> None:
    """A file in which any byte was changed counts as none, and is replaced by the new answer."""
    folder = tmp_path_factory.mktemp("answers")
    Kept(Scripted(GIVEN), folder).answer(QUESTION)
    [path] = files(folder)
    content = bytearray(whole := path.read_bytes())
    place = int(where * len(content))
    content[place] = byte
    path.write_bytes(content)
    assert Kept(Scripted(GIVEN), folder).answer(QUESTION) == (KEPT if content == whole else GIVEN)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[]", b'{"checksum": 1}', b"\xff", b"[" * 100_000])
def test_what_is_no_such_file(tmp_path: Path, content: bytes) -> None:
    """A file that was emptied, cut off or is something else counts as none."""
    Kept(Scripted(GIVEN), tmp_path).answer(QUESTION)
    [path] = files(tmp_path)
    for wrong in (content, path.read_bytes()[:-1]):
        path.write_bytes(wrong)
        assert Kept(Scripted(GIVEN), tmp_path).answer(QUESTION) == GIVEN


def test_a_file_under_another_name(tmp_path: Path) -> None:
    """A sound file that answers another question is not taken for the answer to this one."""
    other = Ask(QUESTION.messages, QUESTION.schema, 8)
    Kept(Scripted(GIVEN), tmp_path).answer(QUESTION)
    [first] = files(tmp_path)
    Kept(Scripted(Answer("{}")), tmp_path).answer(other)
    [second] = [path for path in files(tmp_path) if path != first]
    second.write_bytes(first.read_bytes())
    assert Kept(Scripted(Answer("{}")), tmp_path).answer(other) == Answer("{}")


def test_two_writers(tmp_path: Path) -> None:
    """Several that answer the same at once leave one sound file, and nothing beside it."""
    together = threading.Barrier(8)

    def says(_: Ask) -> Answer:
        together.wait(10)
        return GIVEN

    threads = [threading.Thread(target=Kept(Scripted(says), tmp_path).answer, args=(QUESTION,)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(files(tmp_path)) == 1
    assert Kept(Scripted(says), tmp_path).answer(QUESTION) == KEPT


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """An answer that cannot be kept is given all the same, and why it was not kept can be told."""
    (tmp_path / "answers").write_text("a file where the folder should be")
    kept = Kept(Scripted(GIVEN), tmp_path / "answers")
    assert kept.trouble is None
    assert kept.answer(QUESTION) == GIVEN
    assert kept.trouble
    assert "answers of the language model cannot be kept" in kept.trouble


def test_letters_of_all_kinds(tmp_path: Path) -> None:
    """Whatever stands in a text is kept as it is, half of a pair of surrogates too."""
    odd = Answer("포탄 снаряды \ud83d \x00 ü")
    kept = Kept(Scripted(odd), tmp_path)
    question = Ask((Message("user", "탄약 \udc00"),), {}, 8)
    kept.answer(question)
    assert kept.answer(question).text == odd.text


def test_kept_answers_cost_nothing(tmp_path: Path) -> None:
    """A budget that is spent does not keep earlier answers from being given."""
    budget = Budget(Scripted(GIVEN), tokens=80)
    kept = Kept(budget, tmp_path)
    kept.answer(QUESTION)
    with pytest.raises(BudgetSpent):
        kept.answer(Ask(QUESTION.messages, {}, 64))
    assert [kept.answer(QUESTION) for _ in range(5)] == [KEPT] * 5
    assert budget.spent.tokens == 40


def test_nothing_is_left_of_a_failed_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written beside the file goes away where it cannot be put in its place."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    kept = Kept(Scripted(GIVEN), tmp_path)
    assert kept.answer(QUESTION) == GIVEN
    assert kept.trouble
    assert kept.trouble.endswith("cannot be kept (No space left on device)")
    assert files(tmp_path) == []
