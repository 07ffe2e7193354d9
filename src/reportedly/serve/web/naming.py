"""Names that a request gives and that nobody bears: told in one line each, with the nearest, beside an answer of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportedly.present.words import upper_first
from reportedly.serve.asking import strangers
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.problem import Problem
from reportedly.terms.record import Json

BORNE = {"publisher": ("publisher",)}
"""Part of a request → the columns in which its names stand; of any other part, those of parties."""
_PARTIES = ("actors", "recipients", "origins")


def unknown_names(bench: Workbench, given: Mapping[str, str | None], restricted: bool) -> tuple[Problem, ...]:
    """A warning `unknown-name` for each part of a request (`actor` → name) whose name nobody bears. restricted: whether the
    names in restricted claims are known, too.
    """
    return tuple(
        Problem("unknown-name", line, part, "warning")
        for part, name in given.items()
        for line in strangers((name,), bench.tables, _borne(bench, part, name or "", restricted), _noun(part))
    )


def unknown_lines(bench: Workbench, given: Mapping[str, str | None], restricted: bool) -> tuple[str, ...]:
    """The same as sentences, for people."""
    told = (upper_first(problem.message) for problem in unknown_names(bench, given, restricted))
    return tuple(line if line.endswith("?") else f"{line}." for line in told)


def unknown_records(bench: Workbench, given: Mapping[str, str | None], restricted: bool, place: str = "query") -> Json:
    """The same for programs, as `problems` in the answer. place: of the request in which the names stand."""
    found = unknown_names(bench, given, restricted)
    return {"problems": [problem_record(problem) | {"where": f"{place}.{problem.where}"} for problem in found]}


def problem_record(problem: Problem) -> Json:
    """A problem in an answer for programs."""
    return {"slug": problem.slug, "message": problem.message, "where": problem.where, "severity": problem.severity}


def _noun(part: str) -> str:
    return part if part in BORNE else "party"


def _borne(bench: Workbench, part: str, name: str, restricted: bool) -> Iterator[str]:
    if part == "publisher" and bench.catalogue.listed(0, 1, name.strip(), public_only=not restricted)[1]:
        yield name.strip()  # it published what no claim stands in
    for column in BORNE.get(part, _PARTIES):
        yield from (name for (name,) in bench.catalogue.tally(column, public_only=not restricted) if name)
