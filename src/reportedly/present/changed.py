"""What changed since a day, in sentences: new claims and origins, bands that moved, denials overtaken, rules newly met."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.present.apart import Entry, Set
from reportedly.present.names import Names
from reportedly.present.sentences import Sentence, amount_words, claim_sentence, least_words
from reportedly.present.telling import Telling
from reportedly.present.words import day, listed, many, upper_first
from reportedly.terms.findings import Changes, TotalChange
from reportedly.terms.flow import Total

TOLD = 12
"""How many new claims are told one by one; of more, the number is said."""


def changed_set(telling: Telling, changes: Changes, heading: str) -> Set:
    """What changed on one flow. Where nothing did, the set says so."""
    entries = [*moved(telling, changes), *_clashes(telling, changes), *_claims(telling, changes)]
    if not entries:
        entries = [Entry(Sentence(f"Nothing has changed since {day(changes.since)}."))]
    explained = f"Against what was public on {day(changes.since)}."
    return Set("changes", heading, explained, tuple(entries))


def moved(telling: Telling, changes: Changes) -> tuple[Entry, ...]:
    """What moved on one flow, beside new claims and new conflicts: bands, origins, denials overtaken, rules, claims gone."""
    return (*_bands(telling, changes), *_others(telling, changes))


def overtaken(telling: Telling, changes: Changes) -> Iterator[Entry]:
    """Each denial that was overtaken, with who overtook it."""
    denied = {one.claim: one for one in telling.answer.denied}
    for claim in changes.overtaken:
        one = denied[claim]
        notes = telling.notes((claim, *one.overtaken_by))
        yield Entry(Sentence(f"A denial is overtaken: {telling.reason(one.reason)}.", notes))


def _bands(telling: Telling, changes: Changes) -> Iterator[Entry]:
    """Each band that moved, once: not again for a wider class or a narrower counting whose edges moved alike."""
    told: set[tuple[object, ...]] = set()
    narrowest_first = sorted(changes.totals, key=lambda c: (-_depth(c, telling.names), c.counting != "with-unknown"))
    for change in narrowest_first:
        key = (change.unit, change.level, _edges(change.before, telling.names), _edges(change.after, telling.names))
        if key not in told:
            yield Entry(_moved(change, telling))
        told.add(key)


def _depth(change: TotalChange, names: Names) -> int:
    depth, step = 0, names.parents.get(change.item)
    while step is not None:
        depth, step = depth + 1, names.parents.get(step)
    return depth


def _moved(change: TotalChange, telling: Telling) -> Sentence:
    names = telling.names
    level = "one origin" if change.level == 1 else f"{change.level} origins"
    kind = " known to be independent" if change.level > 1 and change.counting == "independent" else ""
    goods = upper_first(names.item(change.item))
    what = f"{goods}, {names.unit(change.unit, None)}" if change.unit in names.packs else goods
    text = f"{what}, by {level}{kind}: {_edges(change.before, names)} before; {_edges(change.after, names)} now."
    return Sentence(text, telling.notes(change.after.because if change.after else ()))


def _edges(total: Total | None, names: Names) -> str:
    if total is None:
        return "nothing stated"
    return least_words(total, names) + (
        f", highest stated {amount_words(total, total.high, names)}" if total.high is not None else ""
    )


def _others(telling: Telling, changes: Changes) -> Iterator[Entry]:
    if changes.origins:
        who = listed(upper_first(telling.names.party(origin)) for origin in changes.origins)
        yield Entry(Sentence(f"Heard for the first time: {who}."))
    yield from overtaken(telling, changes)
    rows = {one.regime: one for one in reversed(telling.answer.regimes) if one.regime}  # the strongest come first
    for regime in changes.regimes:
        yield Entry(Sentence(rows[regime].sentence, telling.notes(rows[regime].claims)[:4]))
    if changes.gone:
        yield Entry(Sentence(f"No longer standing: {many(len(changes.gone), 'claim')}."))


def _clashes(telling: Telling, changes: Changes) -> Iterator[Entry]:
    for claims in changes.conflicts:
        yield Entry(Sentence("Figures that exclude each other have come up.", telling.notes(claims)))


def _claims(telling: Telling, changes: Changes) -> Iterator[Entry]:
    new = telling.claims(changes.claims)
    yield from (Entry(Sentence(claim_sentence(c, telling.names), telling.notes((c.id,)))) for c in new[:TOLD])
    if len(new) > TOLD:
        rest = new[TOLD:]
        yield Entry(Sentence(f"And {many(len(rest), 'further new claim')}.", telling.notes(c.id for c in rest)))
