"""What changed since a day, in sentences: new claims and origins, bands that moved, denials overtaken, rules newly met."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.present.apart import Entry, Set
from reportedly.present.names import Names
from reportedly.present.sentences import Sentence, amount_words, claim_sentence
from reportedly.present.telling import Telling
from reportedly.present.words import day, listed, many, upper_first
from reportedly.terms.findings import Changes, TotalChange
from reportedly.terms.flow import Total

TOLD = 12
"""How many new claims are told one by one; of more, the number is said."""


def changed_set(telling: Telling, changes: Changes, heading: str) -> Set:
    """What changed on one flow. Where nothing did, the set says so."""
    entries = [*_bands(telling, changes), *_others(telling, changes), *_claims(telling, changes)]
    if not entries:
        entries = [Entry(Sentence(f"Nothing has changed since {day(changes.since)}."))]
    explained = f"Against what was public on {day(changes.since)}."
    return Set("changes", heading, explained, tuple(entries))


def _bands(telling: Telling, changes: Changes) -> Iterator[Entry]:
    told: set[str] = set()
    for change in changes.totals:
        sentence = _moved(change, telling)
        if sentence.text not in told:
            yield Entry(sentence)
        told.add(sentence.text)


def _moved(change: TotalChange, telling: Telling) -> Sentence:
    names = telling.names
    one = change.after or change.before
    if one is None:
        raise ValueError("a change of no band")
    level = "one origin" if one.level == 1 else f"{one.level} origins"
    kind = " known to be independent" if one.level > 1 and one.counting == "independent" else ""
    what = f"{upper_first(names.item(one.item))}, {names.unit(one.unit, None)}, {level}{kind}"
    text = f"{what}: {_edges(change.before, names)} before, {_edges(change.after, names)} now."
    return Sentence(text, telling.notes(change.after.because if change.after else ()))


def _edges(total: Total | None, names: Names) -> str:
    if total is None:
        return "nothing"
    low = f"at least {amount_words(total, total.low, names)}" if total.low is not None else "no lower bound"
    return low + (
        f", highest stated {amount_words(total, total.high, names)}" if total.high is not None else ", open above"
    )


def _others(telling: Telling, changes: Changes) -> Iterator[Entry]:
    if changes.origins:
        who = listed(upper_first(telling.names.party(origin)) for origin in changes.origins)
        yield Entry(Sentence(f"Heard for the first time: {who}."))
    overtaken = {one.claim: one for one in telling.answer.denied}
    for claim in changes.overtaken:
        one = overtaken[claim]
        notes = telling.notes((claim, *one.overtaken_by))
        yield Entry(Sentence(f"A denial is overtaken: {telling.reason(one.reason)}.", notes))
    for claims in changes.conflicts:
        yield Entry(Sentence("Figures that exclude each other have come up.", telling.notes(claims)))
    rows = {one.regime: one for one in telling.answer.regimes if one.regime}
    for regime in changes.regimes:
        yield Entry(Sentence(rows[regime].sentence, telling.notes(rows[regime].claims)[:4]))
    if changes.gone:
        yield Entry(Sentence(f"No longer standing: {many(len(changes.gone), 'claim')}."))


def _claims(telling: Telling, changes: Changes) -> Iterator[Entry]:
    new = telling.claims(changes.claims)
    yield from (Entry(Sentence(claim_sentence(c, telling.names), telling.notes((c.id,)))) for c in new[:TOLD])
    if len(new) > TOLD:
        rest = new[TOLD:]
        yield Entry(Sentence(f"And {many(len(rest), 'further new claim')}.", telling.notes(c.id for c in rest)))
