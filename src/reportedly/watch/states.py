"""What an indicator measures at a moment, for each kind: one clause, and the claims it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from reportedly.errors import UsageError
from reportedly.terms.flow import FlowAnswer
from reportedly.terms.watching import Candidate, Indicator, IndicatorKind, State
from reportedly.watch.disputes import denied_states, engaged
from reportedly.watch.lines import band, pace_of
from reportedly.watch.looks import Held, Look, classes, places, suppliers
from reportedly.watch.newcomers import ships
from reportedly.watch.phrases import amount, by_level, listed, many, near, noun


def state_of(indicator: Indicator, answer: FlowAnswer, at: datetime) -> State:
    """Where things stand. UsageError of a condition, which is told from candidates and not from an answer."""
    of_kind = _STATES.get(indicator.kind)
    if of_kind is None:
        raise UsageError(f"{indicator.name}: {indicator.kind} is not measured on a flow")
    return of_kind(indicator, Look(answer, at))


def _total(indicator: Indicator, look: Look) -> State:
    held, unit = band(indicator, look.answer), indicator.unit or ""
    level = by_level(indicator.level, indicator.counting)
    if held is None or held.low is None:
        high = held.high if held else None
        words = f"no lower bound in {noun(unit)} {level}" + _in_other_units(indicator, look)
        return State(look.at, words, high=high, claims=held.because if held else ())
    about = "about " if held.approximate else ""
    return State(
        look.at, f"at least {about}{amount(held.low, unit)} {level}", low=held.low, high=held.high, claims=held.because
    )


def _in_other_units(indicator: Indicator, look: Look) -> str:
    """The lower bounds of the class in other units, for who watches a line in one that nobody speaks of."""
    units = sorted({total.unit for total in look.answer.totals if total.item == indicator.item} - {indicator.unit})
    found = [band(replace(indicator, unit=unit), look.answer) for unit in units]
    told = [amount(one.low, one.unit) for one in found if one is not None and one.low is not None]
    return f"; there is one of {listed(told)}" if told else ""


def _pace(indicator: Indicator, look: Look) -> State:
    known = [pace for pace in pace_of(indicator, look.answer) if pace.low is not None]
    words = [f"{p.origin} at least {amount(near(p.low or 0), p.unit)} of {p.item} a month" for p in known]
    highs = [pace.high for pace in known]
    return State(
        look.at,
        listed(words) or "no pace that can be computed",
        tuple(sorted(f"{pace.item}/{pace.unit}/{pace.origin}" for pace in known)),
        min((pace.low for pace in known if pace.low is not None), default=None),
        max((high for high in highs if high is not None), default=None) if None not in highs else None,
        _once(claim for pace in known for claim in pace.because),
    )


def _held(look: Look, held: Held, one: str, more: str) -> State:
    words = many(len(held), one, more) + (f": {listed(held)}" if held else "")
    return State(look.at, words, tuple(sorted(held)), claims=_once(c for claims in held.values() for c in claims))


def _suppliers(indicator: Indicator, look: Look) -> State:
    return _held(look, suppliers(look.counted, indicator.recipient), "supplier", "suppliers")


def _items(indicator: Indicator, look: Look) -> State:
    return _held(look, classes(look.counted), "class", "classes")


def _places(indicator: Indicator, look: Look) -> State:
    return _held(look, places(look.undenied), "place", "places")


def _vessels(indicator: Indicator, look: Look) -> State:
    return _held(look, ships(look.undenied), "vessel", "vessels")


def _contradictions(indicator: Indicator, look: Look) -> State:
    figures = ["+".join(sorted(conflict.claims)) for conflict in look.answer.conflicts]
    denials = denied_states(look)
    words = f"{many(len(figures), 'pair')} of figures that exclude each other, {_denials(len(denials))}"
    claims = _once(
        (
            *(claim for conflict in look.answer.conflicts for claim in conflict.claims),
            *(claim for denial, held in denials.items() for claim in (denial, *(c for g in held.values() for c in g))),
        )
    )
    return State(look.at, words, tuple(sorted((*figures, *denials))), claims=claims)


def _denials(number: int) -> str:
    return many(number, "denial against what others say", "denials against what others say")


def _overtaken(indicator: Indicator, look: Look) -> State:
    denied = look.answer.denied
    overtaken = [one for one in denied if one.overtaken_by]
    words = f"{many(len(denied), 'denial')}" + (f", {len(overtaken)} of them overtaken" if denied else "")
    claims = _once(claim for one in overtaken for claim in (one.claim, *one.overtaken_by))
    return State(look.at, words, tuple(sorted(one.claim for one in overtaken)), claims=claims)


def _engaged(indicator: Indicator, look: Look) -> State:
    return _held(look, engaged(indicator, look.answer), "row engaged, if the claims are accurate", _ROWS)


_ROWS = "rows engaged, if the claims are accurate"


def _wordings(indicator: Indicator, look: Look) -> State:
    held = tuple(sorted({wording.claim for wording in look.answer.wording}))
    words = many(len(held), "report that says more than its origin", "reports that say more than their origin")
    return State(look.at, words, held, claims=_once(c for w in look.answer.wording for c in (w.claim, w.origin_claim)))


def _silence(indicator: Indicator, look: Look) -> State:
    last = look.last
    if last is None:
        return State(look.at, "nothing with a date was ever said" if look.own else "nothing was ever said")
    claims = _once(c.id for c in look.own if c.published_on == last)
    return State(look.at, f"the last claim was published on {last}", (str(last),), claims=claims)


def state_of_candidates(candidates: Iterable[Candidate], at: datetime) -> State:
    """How many later claims may bear on a condition."""
    held = tuple(sorted({candidate.claim for candidate in candidates}))
    words = many(len(held), "claim that may bear on the condition", "claims that may bear on the condition")
    return State(at, words, held, claims=held)


def _once(claims: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(claims)))


_STATES: dict[IndicatorKind, Callable[[Indicator, Look], State]] = {
    "total-passes": _total,
    "new-supplier": _suppliers,
    "new-item": _items,
    "new-place": _places,
    "new-vessel": _vessels,
    "pace-grows": _pace,
    "contradiction": _contradictions,
    "denial-overtaken": _overtaken,
    "regime-engaged": _engaged,
    "stronger-wording": _wordings,
    "silence": _silence,
}
