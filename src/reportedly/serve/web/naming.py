"""Names that a request gives and that nobody bears: told in one line each, with the nearest, beside an answer of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportedly.keep.entry import ClaimReviewed
from reportedly.present.words import upper_first
from reportedly.serve.asking import PARTIES, parties_in, strangers
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim
from reportedly.terms.problem import Problem
from reportedly.terms.record import Json

BORNE = {"publisher": ("publisher",)}
"""Part of a request → the columns in which its names stand; of any other part, those of parties."""
_PARTIES = ("actors", "recipients", "origins")


def unknown_names(bench: Workbench, given: Mapping[str, str | None], restricted: bool) -> tuple[Problem, ...]:
    """A warning `unknown-name` for each part of a request (`actor` → name) whose name nobody bears. restricted: whether the
    names in restricted claims are known, too.
    """
    return _unknown(bench, given.items(), restricted)


def unknown_lines(bench: Workbench, given: Mapping[str, str | None], restricted: bool) -> tuple[str, ...]:
    """The same as sentences, for people."""
    return tuple(_sentence(problem.message) for problem in unknown_names(bench, given, restricted))


def unknown_records(bench: Workbench, given: Mapping[str, str | None], restricted: bool, place: str = "query") -> Json:
    """The same for programs, as `problems` in the answer. place: of the request in which the names stand."""
    return {"problems": _records(unknown_names(bench, given, restricted), place)}


def unknown_changes(bench: Workbench, changes: Mapping[str, str], restricted: bool) -> Json:
    """The same of fields of a claim as typed, to be asked before they are kept: nothing where each name is borne."""
    found = _records(_unknown(bench, parties_in(changes), restricted), "body.changes")
    return {"problems": found} if found else {}


def doubted_names(bench: Workbench, decided: ClaimReviewed, restricted: bool) -> tuple[str, ...]:
    """A sentence for each party that a person last put into a claim and that neither the tables nor another claim know."""
    claim, added = decided.claim, decided.verdict == "added"
    given = dict.fromkeys(name for part in PARTIES if added or part in decided.changes for name in getattr(claim, part))
    return tuple(map(_sentence, strangers(given, bench.tables, _borne_elsewhere(bench, claim, restricted))))


def problem_record(problem: Problem) -> Json:
    """A problem in an answer for programs."""
    return {"slug": problem.slug, "message": problem.message, "where": problem.where, "severity": problem.severity}


def _unknown(bench: Workbench, given: Iterable[tuple[str, str | None]], restricted: bool) -> tuple[Problem, ...]:
    return tuple(
        Problem("unknown-name", line, part, "warning")
        for part, name in given
        for line in strangers((name,), bench.tables, _borne(bench, part, name or "", restricted), _noun(part))
    )


def _records(found: Iterable[Problem], place: str) -> list[Json]:
    return [problem_record(problem) | {"where": f"{place}.{problem.where}"} for problem in found]


def _sentence(line: str) -> str:
    return upper_first(line if line.endswith("?") else f"{line}.")


def _borne_elsewhere(bench: Workbench, claim: Claim, restricted: bool) -> Iterator[str]:
    """Whom the claims but this one name."""
    for column, own in zip(_PARTIES, (claim.actor, claim.recipient, claim.origins), strict=True):
        counts = bench.catalogue.tally(column, public_only=not restricted)
        yield from (name for (name,), count in counts.items() if name and count > (name in own))


def _noun(part: str) -> str:
    return part if part in BORNE else "party"


def _borne(bench: Workbench, part: str, name: str, restricted: bool) -> Iterator[str]:
    if part == "publisher" and bench.catalogue.listed(0, 1, name.strip(), public_only=not restricted)[1]:
        yield name.strip()  # it published what no claim stands in
    for column in BORNE.get(part, _PARTIES):
        yield from (name for (name,) in bench.catalogue.tally(column, public_only=not restricted) if name)
