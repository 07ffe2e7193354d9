"""Faults of an input in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.present.words import upper_first
from reportedly.terms.problem import Problem


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """what: whether it was read all the same. where: the file, by the name under which it came."""

    what: str
    message: str
    where: str
    slug: str


def problem_lines(problems: Iterable[Problem]) -> tuple[ProblemLine, ...]:
    """The faults, those first that kept something from being read."""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    return tuple(
        ProblemLine(
            "Not read:" if each.severity == "error" else "Read, with a doubt:",
            upper_first(each.message),
            each.where.replace("\\", "/").rpartition("/")[2] if "://" not in each.where else each.where,
            each.slug,
        )
        for each in ordered
    )
