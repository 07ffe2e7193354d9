"""What claims name for the first time: suppliers, classes of items, places, vessels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from reportedly.terms.claim import Claim
from reportedly.terms.watching import Crossing, Indicator
from reportedly.watch.looks import Found, Held, Look, between, classes, folded, places, suppliers, vessels
from reportedly.watch.phrases import listed

_AS: dict[str, str] = {
    "denied": "as denied", "conditional": "on a condition", "desired": "as wanted", "planned": "as planned",
    "possible": "as possible",
}  # fmt: skip


def new_supplier(indicator: Indicator, before: Look, after: Look) -> Found:
    """A state that no counted claim had named as the supplier."""

    def of(claims: Iterable[Claim]) -> Held:
        return suppliers(claims, indicator.recipient)

    return _of_counted(of, "supplier", "suppliers", before, after)


def new_item(indicator: Indicator, before: Look, after: Look) -> Found:
    """A class of item that no counted claim had been of."""
    return _of_counted(classes, "class", "classes", before, after)


def _of_counted(of: Callable[[Iterable[Claim]], Held], one: str, more: str, before: Look, after: Look) -> Found:
    known, now = of(before.counted), of(after.counted)
    crossings = tuple(
        Crossing(key, f"New {one}: {key}.", between(before, after, claims))
        for key, claims in now.items()
        if key not in known
    )
    return crossings, _only_talked_of(of, after, {*known, *now}, one) or _none_new(now, one, more)


def _none_new(now: Held, one: str, more: str) -> str:
    if not now:
        return f"No {one} is named by a counted claim."
    return f"No new {one}; named before: {listed(now)}."


def _only_talked_of(of: Callable[[Iterable[Claim]], Held], after: Look, known: set[str], one: str) -> str:
    """Those that are named, but by no counted claim, and how."""
    counted = {c.id for c in after.counted}
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in sorted(after.own, key=lambda c: (c.modality, c.id)):
        if claim.id not in counted:
            for key in of([claim]):
                named[key][_how(claim, after)] = None
    told = [f"{key} is named only {listed(named[key])}" for key in sorted(named) if key not in known]
    return f"No new {one}: {'; '.join(told)}." if told else ""


def _how(claim: Claim, look: Look) -> str:
    wider = claim.id in look.answer.may_include and claim.modality in ("asserted", "assessed")
    if claim.stage == "returned":
        return "as returned"
    return _AS.get(claim.modality) or ("in claims of a wider class" if wider else "as not yet sent")


def new_place(indicator: Indicator, before: Look, after: Look) -> Found:
    """A place that no claim of the flow had named, but those that deny it."""
    known, now = places(before.undenied), places(after.undenied)
    words = _place_words(after.undenied)
    crossings = tuple(
        Crossing(key, f"New place: {words[key]}.", between(before, after, claims))
        for key, claims in now.items()
        if key not in known
    )
    return crossings, _none_named(words, "place", places(after.own))


def _place_words(claims: Iterable[Claim]) -> dict[str, str]:
    uses: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for use in (use for c in claims for use in c.places):
        uses[use.place or folded(use.name)].add((use.name, use.role))
    return {key: f"{min(uses[key])[0]} ({listed(sorted({role for _, role in uses[key]}))})" for key in sorted(uses)}


def new_vessel(indicator: Indicator, before: Look, after: Look) -> Found:
    """A vessel that no claim of the flow had named, but those that deny it. One that was known by its name alone is not new
    when its number is told, nor the other way round.
    """
    known, now = _names(before.undenied), _names(after.undenied)
    words = {key: _vessel_words(key, names) for key, names in now.items()}
    crossings = tuple(
        Crossing(key, f"New vessel: {words[key]}.", between(before, after, claims))
        for key, claims in ships(after.undenied).items()
        if not _is_known(key, now[key], known)
    )
    return crossings, _none_named(words, "vessel", vessels(after.own))


def ships(claims: Iterable[Claim]) -> Held:
    """The vessels that claims name, those with and without a number that bear one name taken together."""
    every = tuple(claims)
    names, by_any = _names(every), vessels(every)
    return {key: tuple(dict.fromkeys(c for k in _keys(key, names[key], by_any) for c in by_any[k])) for key in names}


def _keys(key: str, names: set[str], among: Held) -> list[str]:
    return [key, *(folded(name) for name in sorted(names) if folded(name) != key and folded(name) in among)]


def _names(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """The names of each vessel; a bare name that also stands with a number is of that vessel."""
    names: dict[str, set[str]] = defaultdict(set)
    for vessel in (vessel for c in claims for vessel in c.vessels):
        names[vessel.imo or folded(vessel.name)].add(vessel.name)
    numbered = {folded(name) for key, of_one in names.items() for name in of_one if folded(name) != key}
    return {key: names[key] for key in sorted(names) if key not in numbered}


def _is_known(key: str, names: set[str], known: dict[str, set[str]]) -> bool:
    if key in known:
        return True
    own = {folded(name) for name in names}
    if key in own:
        return any(key in map(folded, others) for others in known.values())
    return any(name in known for name in own)


def _vessel_words(key: str, names: set[str]) -> str:
    name = min(names)
    return name if folded(name) == key else f"{name} (IMO {key})"


def _none_named(words: dict[str, str], one: str, with_denied: Held) -> str:
    if words:
        return f"No new {one}; named before: {listed(words.values())}."
    if with_denied:
        return f"No {one} is named but in denials."
    return f"No {one} is named."
