"""Answers that were given before, a file each: the same question to the same model is asked, and paid for, once.

It is also what makes reading again come out the same: a server may answer one question in two ways, though nothing is
left to chance, since what it remembers of the questions before moves the last digits of its sums.
The files may be removed at any time. They hold the text of documents, so nobody but the user may read them.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from reportedly.terms.asking import Answer, Ask, Model

VERSION = 1
"""Of the files: those of another are passed over."""

_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


class Kept:
    """A Model that asks another what it has not been asked before."""

    def __init__(self, model: Model, folder: Path) -> None:
        """folder: made when the first answer is kept."""
        self._model = model
        self._folder = folder
        self._trouble: str | None = None

    @property
    def name(self) -> str:
        """The model, as its server calls it."""
        return self._model.name

    @property
    def trouble(self) -> str | None:
        """Why an answer could not be kept, None where all were: one that was given is not lost over that."""
        return self._trouble

    def answer(self, ask: Ask) -> Answer:
        """The kept answer, which costs nothing, else the model's. Raises ModelError as the model does."""
        asked = _asked(self.name, ask)
        path = self._path(asked)
        earlier = _earlier(path, asked)
        if earlier:
            return earlier
        answer = self._model.answer(ask)
        if answer.whole:
            self._keep(path, asked, answer)
        return answer

    def _path(self, asked: dict[str, Any]) -> Path:
        digest = _digest(asked)
        return self._folder / digest[:2] / f"{digest}.json"

    def _keep(self, path: Path, asked: dict[str, Any], answer: Answer) -> None:
        answered = {"text": answer.text, "tokens_in": answer.tokens_in, "tokens_out": answer.tokens_out}
        record = {"version": VERSION, "asked": asked, "answered": answered}
        content = _canonical(record | {"checksum": _digest(record)})
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(path, content.encode())
        except OSError as fault:
            self._trouble = f"answers of the language model cannot be kept ({fault.strerror})"


def _earlier(path: Path, asked: dict[str, Any]) -> Answer | None:
    """The answer in a file; None where there is none, or it is damaged, or answers something else."""
    try:
        record = json.loads(path.read_bytes())
        checksum = record.pop("checksum")
        if (
            record["version"] != VERSION
            or checksum != _digest(record)
            or _canonical(record["asked"]) != _canonical(asked)
        ):
            return None
        text = record["answered"]["text"]
    except _DAMAGED:
        return None
    # What it once took is in the file; this time it took nothing.
    return Answer(text, kept=True) if isinstance(text, str) else None


def _write(path: Path, content: bytes) -> None:
    """Replace a file, so that a reader sees the old or the new; each writer has a file of its own beside it (mode 0600)."""
    handle, beside = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _asked(model: str, ask: Ask) -> dict[str, Any]:
    """All on which an answer depends, but for the server: the same model may be asked elsewhere."""
    messages = [[message.role, message.content] for message in ask.messages]
    return {"model": model, "messages": messages, "schema": ask.schema, "most": ask.most}


def _digest(value: object) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()


def _canonical(value: object) -> str:
    """One text for one value, in whatever order its keys stand."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=dict)
