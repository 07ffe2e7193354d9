"""Names that a request gives and that nobody bears: told in one line each, with the nearest, beside an answer of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportedly.keep.as_read import parties_read
from reportedly.keep.entry import ClaimReviewed
from reportedly.keep.query import ClaimQuery
from reportedly.present.words import upper_first
from reportedly.serve.asking import PARTIES, but_for, parties_in, party, strangers
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.problem import Problem
from reportedly.terms.record import Json

BORNE = {"publisher": ("publisher",)}
"""Part of a request → the columns in which its names stand; of any other part, those of parties."""
_PARTIES = ("actors", "recipients", "origins")
LOOKED_AT = 100
"""How many claims that people have decided of are looked at for a name."""


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


def unknown_changes(bench: Workbench, changes: Mapping[str, str], restricted: bool) -> list[Json]:
    """The same of fields of a claim as typed: nothing where each name is borne as something was read, and not only where
    people have put it in, who may have made the same slip.
    """
    return _records(_unknown(bench, parties_in(changes), restricted, of_people=True), "body.changes")


def doubted_names(bench: Workbench, decided: ClaimReviewed, restricted: bool) -> tuple[str, ...]:
    """A sentence for each party that a person last put into a claim and that neither the tables nor a reading know."""
    claim, added = decided.claim, decided.verdict == "added"
    given = dict.fromkeys(name for part in PARTIES if added or part in decided.changes for name in getattr(claim, part))
    return tuple(map(_sentence, strangers(given, bench.tables, _names_but(bench, given, restricted))))


def problem_record(problem: Problem) -> Json:
    """A problem in an answer for programs."""
    return {"slug": problem.slug, "message": problem.message, "where": problem.where, "severity": problem.severity}


def _unknown(
    bench: Workbench, given: Iterable[tuple[str, str | None]], restricted: bool, of_people: bool = False
) -> tuple[Problem, ...]:
    """of_people: whether a person puts the names into a claim."""

    def borne(part: str, name: str) -> Iterator[str]:
        return _names_but(bench, (name,), restricted) if of_people else _borne(bench, part, name, restricted)

    return tuple(
        Problem("unknown-name", line, part, "warning")
        for part, name in given
        for line in strangers((name,), bench.tables, borne(part, name or ""), _noun(part))
    )


def _records(found: Iterable[Problem], place: str) -> list[Json]:
    return [problem_record(problem) | {"where": f"{place}.{problem.where}"} for problem in found]


def _sentence(line: str) -> str:
    return upper_first(line if line.endswith("?") else f"{line}.")


def _names_but(bench: Workbench, given: Iterable[str], restricted: bool) -> Iterator[str]:
    """Whom the claims name, without those of the given names that only people have put in; gone through when needed."""
    known = {name for row in bench.tables.parties for name in (row.code, *row.names)}
    put_in = [n for n in given if party(n, bench.tables) not in known and not _is_read(bench, n.strip(), restricted)]
    for column in _PARTIES:
        counts = bench.catalogue.tally(column, public_only=not restricted)
        yield from but_for((name for (name,) in counts if name), put_in)


def _is_read(bench: Workbench, name: str, restricted: bool) -> bool:
    """Whether a claim bears a name as it was read; of those that people have decided of the latest are looked at."""
    for query in (ClaimQuery(actor=name), ClaimQuery(recipient=name), ClaimQuery(origin=name)):
        query = replace(query, public_only=not restricted)
        if bench.catalogue.search(replace(query, checked=False), 0, 0).total:
            return True
        decided = bench.catalogue.search(replace(query, checked=True), 0, LOOKED_AT).claims
        for claim in decided:
            read = parties_read(bench.catalogue.standing_of(claim.document.id), claim)
            if name.casefold() in map(str.casefold, read):
                return True
    return False


def _noun(part: str) -> str:
    return part if part in BORNE else "party"


def _borne(bench: Workbench, part: str, name: str, restricted: bool) -> Iterator[str]:
    if part == "publisher" and bench.catalogue.listed(0, 1, name.strip(), public_only=not restricted)[1]:
        yield name.strip()  # it published what no claim stands in
    for column in BORNE.get(part, _PARTIES):
        yield from (name for (name,) in bench.catalogue.tally(column, public_only=not restricted) if name)
