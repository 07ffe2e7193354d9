"""What stands beside the totals and never in them: denials, conditions, plans, wishes, answers, conflicts, wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.present.sentences import Sentence, claim_sentence, listed_pieces
from reportedly.present.telling import Telling
from reportedly.present.words import (
    MODALITY_WORDS,
    SCOPE_WORDS,
    chain_words,
    day,
    goods_words,
    listed,
    many,
    origin_words,
    period_words,
    upper_first,
)
from reportedly.terms.claim import Claim, Modality
from reportedly.terms.findings import Likeness
from reportedly.terms.flow import Conflict, Exchange, Flow, Wording
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Scope

SHOWN = 2
"""How many claims are named beside a denial: the last ones before it; of more, the number is said."""
QUOTED = ("measures", "judgements", "responses")
"""Sorts of claim whose words say more than ours would."""
APART_SCOPES: tuple[Scope, ...] = ("capacity", "stock", "rate", "subset")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Exact words, their footnote, and who says them."""

    label: str
    quote: str
    note: int
    chain: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing set apart, told once however many documents carry it. beside: sentences that belong next to it, under
    `link` ("denies"); quotes: exact words.
    """

    sentence: Sentence
    link: str = ""
    beside: tuple[Sentence, ...] = ()
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Set:
    """Entries of one sort. slug: for anchors; explained: in a sentence what belongs here; more: how many are not shown."""

    slug: str
    heading: str
    explained: str
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A figure that is never added to another: what a load could hold, what is present there, a rate, a part."""

    figure: str
    scope: str
    who: str
    day: str
    modality: Modality
    state: str
    notes: tuple[int, ...]


_SORTS: tuple[tuple[str, str, str], ...] = (
    ("denials", "Denied", "Each denial beside what it denies. A denial lowers no figure and is never hidden by one."),
    ("conditionals", "Conditional", "Said to follow only if something else does: indicators to watch, not counted."),
    ("planned", "Planned", "Said to be intended or agreed; not counted."),
    ("desired", "Wanted", "Said to be wanted; not counted."),
    ("possible", "Possible", "Called possible by its origin; not counted."),
    (
        "may_include",
        "May include",
        "Claims on wider classes, or on several suppliers or recipients together; never added.",
    ),
)
_BESIDE: tuple[tuple[str, str, str], ...] = (
    ("judgements", "Judgements", "Ranks, projections and risks as their origins put them."),
    ("responses", "Responses", "Who was asked and what became of it, in the exact words. Silence is no denial."),
)
_MEASURES = "Sanctions, embargoes, pauses and designations"


def sets_apart(telling: Telling, most: int | None = None) -> tuple[Set, ...]:
    """The sets of a flow that hold anything, denials first. Figures that stand apart are left to `figures_apart`. most:
    entries of each that are shown, None for all.
    """
    sets = [_of_claims(telling, *sort, most=most) for sort in _SORTS]
    sets[5:5] = [_exchange(telling, most)]
    further = (_agreements(telling, most), _conflicts(telling, most), _wording(telling, most))
    return tuple(one for one in (*sets, *further) if one.entries)


def sets_beside(telling: Telling, told: frozenset[str] = frozenset(), most: int | None = None) -> tuple[Set, ...]:
    """Measures, judgements and responses on the pair of a flow, but those told already."""
    sets = (*_measures(telling, told, most), *(_of_claims(telling, *sort, told, most) for sort in _BESIDE))
    return tuple(one for one in sets if one.entries)


def _measures(telling: Telling, told: frozenset[str], most: int | None) -> Iterable[Set]:
    """Those that name both sides apart from those that hit one of them, for whatever that may have done."""
    every = telling.claims(telling.answer.measures)
    of_flow = frozenset(claim.id for claim in every if _names_both(claim, telling.answer.flow))
    others = frozenset(claim.id for claim in every) - of_flow
    yield _of_claims(telling, "measures", "Measures", f"{_MEASURES} said to hit this flow.", told | others, most)
    explained = f"{_MEASURES} said to hit one of the two, on whatever ground."
    either = _of_claims(telling, "measures", "Measures against either side", explained, told | of_flow, most)
    yield replace(either, slug="measures-against-either-side")


def _names_both(claim: Claim, flow: Flow) -> bool:
    hit = {code for party in claim.recipient for code in (party, state_of(party))}
    return {flow.supplier, flow.recipient} <= hit


def figures_apart(telling: Telling) -> tuple[ApartRow, ...]:
    """Capacities, stocks, rates and parts, denied ones excepted, each told once."""
    groups = alike(claim for claim in telling.own if _is_apart(claim) and claim.modality != "denied")
    return tuple(_apart_row(group, telling) for group in groups)


def _is_apart(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.scope in APART_SCOPES


def _apart_row(claims: Sequence[Claim], telling: Telling) -> ApartRow:
    first = claims[0]
    scope = SCOPE_WORDS[first.quantity.scope] if first.quantity and first.quantity.scope else ""
    return ApartRow(
        figure=upper_first(goods_words(first, telling.names)),
        scope=scope,
        who=upper_first(chain_words(first, telling.names)),
        day=day(first.published_on),
        modality=first.modality,
        state=MODALITY_WORDS[first.modality],
        notes=telling.notes(claim.id for claim in claims),
    )


def alike(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Claims of one origin that say the same, together: a copy of a report adds nothing to read."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        figure = claim.quantity and (claim.quantity.low, claim.quantity.high, claim.quantity.unit)
        key = (claim.origins, claim.kind, claim.modality, claim.actor, claim.recipient, claim.item_classes, figure)
        groups.setdefault((*key, claim.condition, claim.exchange), []).append(claim)
    return tuple(map(tuple, groups.values()))


def said_together(claims: Sequence[Claim], telling: Telling) -> Sentence:
    """The first of some claims alike in our words, and in which other publications they stand."""
    return Sentence(claim_sentence(claims[0], telling.names) + _again(claims), telling.notes(c.id for c in claims))


def _again(claims: Sequence[Claim]) -> str:
    """Where else claims alike stand."""
    first, *rest = [claim.document.publisher or "a document without a publisher" for claim in claims]
    others = [publisher for publisher in dict.fromkeys(rest) if publisher != first]
    return f" Also in {listed(others)}." if others else ""


def _quoted(label: str, claim: Claim, telling: Telling) -> Quoted:
    chain = upper_first(chain_words(claim, telling.names))
    return Quoted(label, claim.evidence.quote, telling.numbers[claim.id], chain)


def _of_claims(
    telling: Telling,
    slug: str,
    heading: str,
    explained: str,
    told: frozenset[str] = frozenset(),
    most: int | None = None,
) -> Set:
    claims = [c for c in telling.claims(getattr(telling.answer, slug)) if c.id not in told]
    if slug == "possible":
        claims = [claim for claim in claims if not _is_apart(claim)]
    make = _denial if slug == "denials" else _quoting if slug in QUOTED else _plain
    groups = alike(claims)
    entries = tuple(make(telling, group) for group in groups[:most])
    return Set(slug.replace("_", "-"), heading, explained, entries, len(groups) - len(entries))


def _plain(telling: Telling, claims: Sequence[Claim]) -> Entry:
    """Under a heading that says the modality: who, what, when, on what condition."""
    first = claims[0]
    who = upper_first(chain_words(first, telling.names))
    when = period_words(first.happened) if first.happened and first.happened.text else ""
    condition = f"if “{first.condition}”" if first.condition else ""
    goods = goods_words(first, telling.names) or first.kind
    text = f"{who}: {', '.join(filter(None, (goods, when, condition)))}.{_again(claims)}"
    return Entry(Sentence(text, telling.notes(claim.id for claim in claims)))


def _quoting(telling: Telling, claims: Sequence[Claim]) -> Entry:
    """Who, when, and the exact words in place of ours."""
    first = claims[0]
    state = "" if first.modality == "asserted" else f"; {MODALITY_WORDS[first.modality]}"
    who = upper_first(chain_words(first, telling.names))
    text = f"{who}, {day(first.published_on)}{state}.{_again(claims)}"
    return Entry(Sentence(text, telling.notes(c.id for c in claims)), quotes=(_quoted("Exact words", first, telling),))


def _denial(telling: Telling, claims: Sequence[Claim]) -> Entry:
    """A denial beside the claims that it speaks to, the last before it first; of more, how many; and what overtook it."""
    denial = claims[0]
    standing = {one.claim: one for one in telling.answer.denied}
    known = [standing[claim.id] for claim in claims if claim.id in standing]
    groups = alike(telling.claims(dict.fromkeys(claim for one in known for claim in one.denies)))
    against = sorted((g[0] for g in groups), key=lambda c: (c.quantity is None, _since(c, denial), c.id))
    beside = [_brief(other, telling) for other in against[:SHOWN]]
    if len(against) > SHOWN:
        beside.append(Sentence(f"And {many(len(against) - SHOWN, 'further claim')}.", ()))
    overtaken = next((one for one in known if one.overtaken_by), None)
    if overtaken:
        notes = telling.notes(overtaken.overtaken_by)[:SHOWN]
        beside.append(Sentence(f"Overtaken: {telling.reason(overtaken.reason)}.", notes))
    quotes = (_quoted("Exact words", denial, telling),)
    return Entry(said_together(claims, telling), "Speaks against" if against else "", tuple(beside), quotes)


def _since(claim: Claim, denial: Claim) -> int:
    one, other = claim.published_on, denial.published_on
    return abs((one - other).days) if one and other else 0


def _brief(claim: Claim, telling: Telling) -> Sentence:
    who = upper_first(origin_words(claim.origins, telling.names))
    goods = goods_words(claim, telling.names) or claim.kind
    return Sentence(f"{who}, {day(claim.published_on)}: {goods}.", telling.notes((claim.id,)))


def _exchange(telling: Telling, most: int | None) -> Set:
    """Bargains stand with the flow of what is wanted or given, not again with the other direction."""
    own = {claim.id for claim in telling.answer.claims}
    said = [one for one in telling.answer.exchange if one.claim in own]
    entries = tuple(entry for entry in (_bargain(telling, one) for one in said[:most]) if entry)
    explained = "What is said to be given, wanted or feared in return."
    return Set("exchange", "In exchange", explained, entries, len(said[most:]) if most is not None else 0)


def _bargain(telling: Telling, exchange: Exchange) -> Entry | None:
    claim = telling.known.get(exchange.claim)
    if claim is None:
        return None
    said = said_together((claim,), telling)
    sentence = Sentence(f"{said.text} In exchange for: {exchange.given_for}.", said.notes)
    other = [_brief(one, telling) for one in telling.claims(exchange.other_side)]
    if len(other) > SHOWN:
        other = [*other[:SHOWN], Sentence(f"And {many(len(other) - SHOWN, 'further claim')}.")]
    return Entry(sentence, "The other side", tuple(other))


def _agreements(telling: Telling, most: int | None) -> Set:
    like = telling.answer.agreements
    entries = tuple(_likeness(telling, one) for one in like[:most])
    explained = "Near figures of different states. Whether one has them from the other is said under “Who says it”."
    return Set("agreements", "Agreeing", explained, entries, len(like) - len(entries))


def _likeness(telling: Telling, one: Likeness) -> Entry:
    return Entry(_sides(one.claims, telling, " – and – "))


def _sides(claims: Iterable[str], telling: Telling, link: str) -> Sentence:
    """Claims side by side, each with its footnote."""
    sides = [_brief(claim, telling) for claim in telling.claims(claims)]
    return Sentence.of(*listed_pieces([(one.text.rstrip("."), one.notes) for one in sides], link, link), (".", ()))


def _conflicts(telling: Telling, most: int | None) -> Set:
    against = telling.answer.conflicts
    entries = tuple(_conflict(telling, conflict) for conflict in against[:most])
    explained = "Figures of different origins that exclude each other."
    return Set("conflicts", "Conflicts", explained, entries, len(against) - len(entries))


def _conflict(telling: Telling, conflict: Conflict) -> Entry:
    return Entry(_sides(conflict.claims, telling, " – against – "))


def _wording(telling: Telling, most: int | None) -> Set:
    lost = telling.answer.wording
    entries = tuple(entry for entry in (_reworded(telling, one) for one in lost[:most]) if entry)
    explained = "Reports whose words are stronger or narrower than those of their origin, both quoted."
    return Set("wording", "Wording", explained, entries, len(lost[most:]) if most is not None else 0)


def _reworded(telling: Telling, wording: Wording) -> Entry | None:
    report, origin = telling.known.get(wording.claim), telling.known.get(wording.origin_claim)
    if report is None or origin is None:
        return None
    notes = telling.notes((report.id, origin.id))
    quotes = (_quoted("The report", report, telling), _quoted("Closer to the origin", origin, telling))
    lost = wording.lost.strip().rstrip(".")
    return Entry(Sentence(f"Lost on the way: {lost}.", notes), quotes=quotes)
