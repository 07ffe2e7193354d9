"""Who says it: a line for each origin that counts, with its echoes under it. Five articles, one origin, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.present.telling import Telling
from reportedly.present.words import listed, many, upper_first
from reportedly.terms.flow import Independence, Support

APART = "Told by these, and not counted by themselves"


@dataclass(frozen=True, slots=True)
class EchoLine:
    """Echoes for one reason. who: their names."""

    who: str
    reason: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """One counted origin and its echoes; of echoes whose origin is not counted by itself, `independence` is `echo`.
    origin: as it is drawn, by name. reach: "nine claims in five documents, one origin".
    """

    name: str
    origin: str
    independence: Independence
    reason: str
    reach: str
    notes: tuple[int, ...]
    echoes: tuple[EchoLine, ...]


def origin_groups(telling: Telling) -> tuple[OriginGroup, ...]:
    """The counted origins as the assessment orders them, each echo under the origin that it counts as or repeats; echoes
    of no counted origin last.
    """
    counted = [s for s in telling.answer.origins if s.independence != "echo"]
    echoes = [s for s in telling.answer.origins if s.independence == "echo"]
    heads = [_head(echo, counted, telling) for echo in echoes]
    groups = [
        _group(support, [e for e, head in zip(echoes, heads, strict=True) if head is support], telling)
        for support in counted
    ]
    loose = [echo for echo, head in zip(echoes, heads, strict=True) if head is None]
    return (*groups, *([_loose(loose, telling)] if loose else []))


def _head(echo: Support, counted: Sequence[Support], telling: Telling) -> Support | None:
    """The counted origin of the same state; else the one that stands for the state whose origin the reason names."""
    same = next((support for support in counted if support.state == echo.state and support.state), None)
    if same is not None:
        return same
    named = [s for s in telling.answer.origins if s is not echo and f" {s.origin} " in f" {echo.reason} "]
    states = {support.state for support in sorted(named, key=lambda s: -len(s.origin))[:1]}
    return next((support for support in counted if support.state in states), None)


def _group(support: Support, echoes: Sequence[Support], telling: Telling) -> OriginGroup:
    whole = telling.claims((*support.claims, *(ident for echo in echoes for ident in echo.claims)))
    documents = len({claim.cited for claim in whole})
    reach = f"{many(len(whole), 'claim')} in {many(documents, 'document')}"
    return OriginGroup(
        name=_name(support.origin, telling),
        origin=_drawn(support, telling),
        independence=support.independence,
        reason=telling.reason(support.reason),
        reach=f"{reach}, one origin" if documents > 1 else reach,
        notes=telling.notes(support.claims),
        echoes=_lines(echoes, telling),
    )


def _loose(echoes: Sequence[Support], telling: Telling) -> OriginGroup:
    return OriginGroup(APART, "", "echo", "", "", (), _lines(echoes, telling))


def _lines(echoes: Sequence[Support], telling: Telling) -> tuple[EchoLine, ...]:
    reasons: dict[str, list[Support]] = {}
    for echo in echoes:
        reasons.setdefault(telling.reason(echo.reason), []).append(echo)
    return tuple(
        EchoLine(
            upper_first(listed(dict.fromkeys(_name(echo.origin, telling) for echo in group))),
            reason,
            telling.notes(ident for echo in group for ident in echo.claims),
        )
        for reason, group in reasons.items()
    )


def _name(origin: str, telling: Telling) -> str:
    """An origin by name; joint ones, which the assessment joins by " + ", each by its own."""
    return listed(telling.names.party(code) for code in origin.split(" + "))


def _drawn(support: Support, telling: Telling) -> str:
    return next(filter(None, map(telling.origin, support.claims)), "")
