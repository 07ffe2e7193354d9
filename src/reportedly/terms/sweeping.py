"""What a corpus is read in: shards of its sources, and what came of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportedly.terms.document import Document, content_id
from reportedly.terms.problem import Problem

Form = Literal["warc", "lines", "files"]
"""Archives of pages; document lines (JSON, one a line); files, a document or more each."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a source that is read in one go.

    source: a path or an address; shown: as the user gave it. digest: of what the source holds, all of it. start, end:
    bytes (end exclusive): the records or lines that begin there; packed: it is compressed as a whole and cannot be
    divided. line: the number of the first line, of lines. names: the files, of files. size: bytes to be read.
    """

    source: str
    form: Form
    digest: str
    size: int
    start: int = 0
    end: int = 0
    packed: bool = False
    line: int = 1
    names: tuple[str, ...] = ()
    shown: str = ""

    @property
    def id(self) -> str:
        """From what it holds, wherever that lies."""
        return content_id("s", self.form, self.digest, self.start, self.end, *self.names)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was looked at. records: of the source; passed: how many for which reason were not kept; size: bytes of
    text or page that were looked at.
    """

    records: int = 0
    kept: int = 0
    size: int = 0
    passed: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __add__(self, other: Tally) -> Tally:
        passed = Counter(self.passed)
        passed.update(other.passed)
        both = (self.records + other.records, self.kept + other.kept, self.size + other.size)
        return Tally(*both, dict(sorted(passed.items())))


@dataclass(frozen=True, slots=True)
class Sifted:
    """What came of a shard: the documents worth reading with care, and faults (at most so many of each kind)."""

    tally: Tally
    kept: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()


MOST_PROBLEMS = 20
"""How many problems of one kind a shard tells one by one; the rest are counted in its tally."""


def bounded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first problems of each kind."""
    seen: Counter[str] = Counter()
    told = []
    for problem in problems:
        seen[problem.slug] += 1
        if seen[problem.slug] <= MOST_PROBLEMS:
            told.append(problem)
    return tuple(told)
