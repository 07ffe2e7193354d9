"""What of a ledger is screened: ships, and parties that are no states nor bodies of one, as claims name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.terms.claim import Claim
from reportedly.terms.party import is_code, state_of
from reportedly.terms.problem import Problem
from reportedly.terms.screening import Subject, SubjectKind, imo_digits, is_imo
from reportedly.terms.tables import PartyKind, PartyRow, Tables

_SCREENED: Mapping[PartyKind, SubjectKind] = {"company": "company", "group": "company", "person": "person"}
"""Kinds of parties with a row of their own that are screened; states, their bodies, alliances and the press are not."""


@dataclass(slots=True)
class _Seen:
    """A ship or party and what claims say beside it."""

    name: str
    claims: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)


def subjects(claims: Iterable[Claim], tables: Tables) -> tuple[tuple[Subject, ...], tuple[Problem, ...]]:
    """The ships and parties of some claims, by name, and the IMO numbers among them that cannot be right (`bad-imo`).

    A person is screened only where a claim names them as a party. Who merely says something is not screened. What may not
    be passed on adds nothing to a subject of public claims but its own id: no number, no spelling, no state.
    """
    told = sorted(claims, key=lambda claim: (claim.handling == "restricted", claim.id))
    ships = _ships(told)
    faults = [
        Problem("bad-imo", f"the IMO number {subject.imo} of {subject.name} fails its check digit", "ledger", "warning")
        for subject in ships
        if subject.imo and not is_imo(subject.imo)
    ]
    return (*ships, *_parties(told, tables)), tuple(faults)


def _ships(claims: Iterable[Claim]) -> tuple[Subject, ...]:
    """One subject for each name and number. A name without a number joins the one number that it has elsewhere."""
    seen: dict[tuple[str, str | None], _Seen] = {}
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for vessel in claim.vessels:
            key = " ".join(vessel.name.casefold().split())
            number = imo_digits(vessel.imo) if vessel.imo else None
            public = claim.handling == "public"
            if number and public:
                numbers[key].add(number)
            found = seen.setdefault((key, number), _Seen(" ".join(vessel.name.split())))
            found.claims.append(claim.id)
            if public:
                found.states |= {state_of(party) for party in (*claim.actor, *claim.recipient) if is_code(party)}
    for (key, number), found in list(seen.items()):
        if number is None and len(numbers[key]) == 1:
            known = seen[key, next(iter(numbers[key]))]
            known.claims += found.claims
            known.states |= found.states
            del seen[key, number]
    return tuple(
        Subject(found.name, "vessel", (found.name,), number, "", tuple(sorted(found.states)), _each(found.claims))
        for (_, number), found in sorted(seen.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def _parties(claims: Iterable[Claim], tables: Tables) -> tuple[Subject, ...]:
    rows = {row.code: row for row in tables.parties}
    offices: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in tables.offices:
        for name in row.names:
            offices[name].append(row.names)
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for party in dict.fromkeys((*claim.actor, *claim.recipient, *claim.compared)):
            seen[party].append(claim.id)
    found = (_party(party, seen[party], rows, offices) for party in sorted(seen))
    return tuple(subject for subject in found if subject)


def _party(
    party: str, claims: Iterable[str], rows: Mapping[str, PartyRow], offices: Mapping[str, list[tuple[str, ...]]]
) -> Subject | None:
    row = rows.get(party)
    if row is not None:
        kind = _SCREENED.get(row.kind)
        names = tuple(dict.fromkeys(row.names)) or (party,)
        return Subject(names[0], kind, names, None, party, _state(row.state), _each(claims)) if kind else None
    if is_code(party):
        return None  # a body of a state without a row of its own
    if party in offices:
        return Subject(party, "person", _spellings(party, offices[party]), None, party, (), _each(claims))
    return Subject(party, "party", (party,), None, party, (), _each(claims))


def _spellings(name: str, offices: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The name with the others of who holds the offices; alone where several persons bear it."""
    if len({names[0] for names in offices}) > 1:
        return (name,)
    return tuple(dict.fromkeys((name, *(each for names in offices for each in names))))


def _state(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()


def _each(claims: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claims))
