"""assess.corroboration: the origins of a flow, and which of them count. Counted by state, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reportedly.assess.counted import counts
from reportedly.assess.independence import largest_independent
from reportedly.assess.states import UNNAMED, CountedOrigin, mechanisms, most_apart, origin_name, states_behind
from reportedly.assess.voices import voices
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Echo, Independence, Support
from reportedly.terms.party import state_of
from reportedly.terms.tables import SharingRow
from reportedly.terms.telling import nearness

_ORDER: dict[Independence, int] = {"independent": 0, "unknown": 1, "echo": 2}
_COUNTS_AS_NONE = ("copy", "own-voice", "figure", "wording")
"""Echoes that are kept out of every count. A further report of an origin already heard is still that origin's claim."""


def supports(
    claims: Iterable[Claim], sharing: Iterable[SharingRow], echoes: Iterable[Echo] = ()
) -> tuple[Support, ...]:
    """Every origin that says the flow took place, and whether it counts: independent first, then unknown, then echo.

    Taken in the order in which they first spoke: the first is one origin on its own; a later one is `independent` for a
    stated reason of its own and else `unknown`; further bodies of a state, mechanisms beside a member, and claims that
    repeat another are `echo`. Every id of a counted claim stands in exactly one of them.
    """
    rows, every = tuple(sharing), [claim for claim in claims if counts(claim)]
    repeated = echoes_among(every, echoes)
    own = [claim for claim in every if claim.id not in repeated]
    origins = counted_origins(heard(every, repeated.values()), rows)
    found = [*_named(own, origins, rows), *_repeats(every, repeated), *_unnamed(own)]
    return tuple(sorted(found, key=lambda s: (_ORDER[s.independence], s.origin, s.reason)))


def echoes_among(claims: Iterable[Claim], echoes: Iterable[Echo]) -> dict[str, Echo]:
    """The echoes by claim of whose originals, too, are among the claims: without its original a copy is heard itself."""
    known = {claim.id for claim in claims}
    return {echo.claim: echo for echo in echoes if echo.claim in known and echo.of in known}


def heard(claims: Iterable[Claim], echoes: Iterable[Echo]) -> tuple[Claim, ...]:
    """The counted claims without copies and without publishers' restatements."""
    every = [claim for claim in claims if counts(claim)]
    silent = {c for c, echo in echoes_among(every, echoes).items() if echo.kind in _COUNTS_AS_NONE}
    return tuple(claim for claim in every if claim.id not in silent)


def counted_origins(claims: Iterable[Claim], sharing: Iterable[SharingRow]) -> dict[frozenset[str], CountedOrigin]:
    """The named origins of some counted claims by the states that they count as."""
    return {states: voice.origin for states, voice in voices(claims, mechanisms(sharing)).items()}


def _named(
    claims: list[Claim], origins: Mapping[frozenset[str], CountedOrigin], sharing: tuple[SharingRow, ...]
) -> list[Support]:
    members, by_name = mechanisms(sharing), defaultdict(list)
    for claim in claims:
        if claim.origins:
            by_name[(origin_name(claim), states_behind(claim, members))].append(claim)
    apart = set(most_apart(origins.values()))
    independent = set(largest_independent(apart))
    first = min(apart, key=lambda o: o.spoke, default=None)
    found = []
    for (name, states), group in by_name.items():
        origin = origins[states]
        ids = tuple(c.id for c in sorted(group, key=nearness))
        state = name if len(states) > 1 else min(states)
        if name != origin.name:
            standing: tuple[Independence, str] = ("echo", f"{state} counts once, as {origin.name}")
        elif origin not in apart:
            standing = ("echo", "its members or signatories are counted by themselves")
        else:
            standing = _standing(origin, origin in independent, first, origins.values(), sharing)
        found.append(Support(name, state, standing[0], ids, standing[1]))
    return found


def _standing(
    origin: CountedOrigin,
    independent: bool,
    first: CountedOrigin | None,
    origins: Iterable[CountedOrigin],
    sharing: tuple[SharingRow, ...],
) -> tuple[Independence, str]:
    if independent:
        return "independent", origin.reason or "one origin on its own: the first to say so here"
    rows = sorted(sharing, key=lambda row: row.kind == "mechanism")
    for row in (row for row in rows if origin.states & set(row.states)):
        others = [other for other in origins if not other.states & origin.states]
        partners = [other for other in others if other.states & set(row.states)]
        if partners:
            other = min(partners, key=lambda o: o.spoke)
            tie = "sits in one mechanism" if row.kind == "mechanism" else "shares intelligence"
            return "unknown", f"{tie} with {other.name} ({row.name}); no reason to take it as independent"
    if origin.party:
        return "unknown", "a side of the flow, as is another origin counted"
    before = f" of {first.name}" if first and first is not origin else ""
    return "unknown", f"no stated reason to take it as independent{before}"


def _repeats(claims: list[Claim], echoes: Mapping[str, Echo]) -> list[Support]:
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in echoes:
            reason = echoes[claim.id].reason
            groups[(origin_name(claim) or UNNAMED, _state(claim), reason)].append(claim)
    return [
        Support(name, state, "echo", tuple(c.id for c in sorted(group, key=nearness)), reason)
        for (name, state, reason), group in groups.items()
    ]


def _state(claim: Claim) -> str:
    states = {state_of(origin) for origin in claim.origins}
    return min(states) if len(states) == 1 else origin_name(claim)


def _unnamed(claims: list[Claim]) -> list[Support]:
    ids = tuple(c.id for c in sorted(claims, key=nearness) if not c.origins)
    reason = "no origin is named: it may be any of the others, so it never makes a second"
    return [Support(UNNAMED, "", "unknown", ids, reason)] if ids else []
