"""A workbench that takes readings and does not read them: the tests say how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.serve.web.jobs import Job, Upload
from reportedly.serve.web.workbench import Workbench


@dataclass
class Readings:
    """Takes readings and does not read them: the tests say how far they are."""

    taken: list[tuple[tuple[Upload, ...], str]] = field(default_factory=list)
    known: dict[str, Job] = field(default_factory=dict)

    def submit(self, uploads: Sequence[Upload], by: str) -> Job:
        self.taken.append((tuple(uploads), by))
        self.known["j-1"] = Job("j-1", "reading", steps=len(uploads))
        return self.known["j-1"]

    def get(self, ident: str) -> Job | None:
        return self.known.get(ident)


@dataclass(frozen=True)
class Reading(Workbench):
    """A workbench with readings."""

    jobs: Readings = field(default_factory=Readings)
