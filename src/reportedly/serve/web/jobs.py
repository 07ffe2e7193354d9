"""Readings that go on while people do something else: what is handed in, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from reportedly.read.options import UNTOLD, ReadOptions
from reportedly.terms.problem import Problem

State = Literal["waiting", "reading", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody hands in: a file by its name, or pasted text."""

    name: str
    data: bytes
    options: ReadOptions = UNTOLD
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A reading. steps: how many inputs it has; done: how many of them are read. documents, new, claims: what it brought.
    message: why it failed; restricted: whether any of it is.
    """

    id: str
    state: State = "waiting"
    steps: int = 0
    done: int = 0
    documents: int = 0
    new: int = 0
    claims: int = 0
    problems: tuple[Problem, ...] = ()
    document_ids: tuple[str, ...] = ()
    message: str = ""
    by: str = ""
    restricted: bool = False


class Jobs(Protocol):
    """Takes readings, and tells how far each is."""

    def submit(self, uploads: Sequence[Upload], by: str) -> Job: ...

    def get(self, ident: str) -> Job | None: ...
