"""What the environment says of language models, and where what may be emptied lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.serve.settings import CACHE, LLM_KEY, default_answers, default_columns, language_model_key


def test_the_key_of_the_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is what the environment says; an empty one is none."""
    monkeypatch.setenv(LLM_KEY, "abc")
    assert language_model_key() == "abc"
    monkeypatch.setenv(LLM_KEY, "")
    assert language_model_key() is None


def test_the_folder_of_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept answers lie with the columns in the user's folder for such, or in the one that the environment names."""
    monkeypatch.delenv(CACHE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_answers() == Path("/somewhere/reportedly/answers")
    monkeypatch.setenv(CACHE, "~/of-mine")
    assert default_answers() == Path.home() / "of-mine" / "answers"
    assert default_columns() == Path.home() / "of-mine" / "columns"
