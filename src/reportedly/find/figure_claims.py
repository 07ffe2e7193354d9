"""Claims of figures put to a flow that was told before: what it could hold, rose to, costs, comes to in all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from reportedly.find import bars, flow_claims
from reportedly.find.arguments import verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.context import Told
from reportedly.find.holding import BULK, PACKS, held_rows, load_figures
from reportedly.find.loaded import HOLDERS, SENDINGS
from reportedly.find.rows import PEOPLE, Row, kind_of, rows_of, sort_of
from reportedly.find.unnamed_loads import contents_of_load
from reportedly.find.who import NOBODY, Who
from reportedly.terms.claim import Claim
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity, is_currency

_SUMMED = {
    "it", "this", "deal", "sale", "package", "contract", "agreement", "purchase", "order", "aid", "assistance", "tranche",
    "support", "acquisition", "offer",
}  # fmt: skip
"""What a sum is told of, as subject of its verb."""
_HURT = {"kill", "wound", "injure", "dead", "casualty", "death", "capture", "die"}
_AMOUNTS = {"amount", "quantity", "volume", "capacity"}
_NUMBERS = {"number", "total", "figure", "count", "tally"}
_POINTERS = {"it", "this", "that", "which", "they", "these", "those"}
_SAYING = timedelta(days=31)
"""The longest period that is read as when something was said."""
_ABLE = {"could", "can", "would", "may", "might", "able", "enough", "capable", "sufficient"}


def capacities(a: Assembly) -> Iterator[Claim]:
    """What the containers told of before could hold."""
    told = a.context.load()
    rows = held_rows(a.c.trigger, a.seen, a.reading.tree)
    if a.barred(told is None, "no flow of arms was told before that it could be part of") or told is None:
        return
    unsaid = bool(a.c.frame.row.needs) and not _says_able(a.c.trigger)
    if a.barred(not rows, "no figure of arms to hold") or a.barred(unsaid, "not “could hold”"):
        return
    for row in rows:
        claim = a.claim("transfer", Who(told.actor, carried=True), Who(told.recipient, carried=True), row)
        supposed = claim.modality == "planned"  # "would hold 9,000, he said" plans nothing
        yield replace(claim, modality="possible") if supposed else claim


def equivalents(a: Assembly) -> Iterator[Claim]:
    """ "40 containers were sent, which comes to 9,000 shells": what was told by the load, in another measure."""
    told = a.context.load()
    by_load = told is not None and told.unit in BULK
    subjects = [*_told_of(a.c.trigger), *verb_slots(a.c.trigger)["subj"]]  # "which" may hang on the wrong noun
    means_it = any(t.lower_ in _POINTERS or t.lemma_.lower() in SENDINGS | HOLDERS | _AMOUNTS for t in subjects)
    if a.barred(not (by_load and means_it), "it tells of no load, counted before, in another measure"):
        return
    for claim in capacities(a):
        undated = told is not None and "happened" not in claim.fields
        yield replace(claim, happened=told.happened) if undated and told else claim


def contents(a: Assembly) -> Iterator[Claim]:
    """ "They could contain 9,000 shells": of containers, what they could hold; of other things, what is part of them."""
    told = a.context.load()
    if told is not None and told.unit in PACKS and _says_able(a.c.trigger) and load_figures(a.c.trigger, a.seen):
        yield from capacities(a)
    else:
        yield from contents_of_load(a) or flow_claims.flows(a)


def risen(a: Assembly) -> Iterator[Claim]:
    """What a number told of before could rise to: a bound above where it is possible, a figure where it is told; and
    what aid rises to whose sides are named."""
    if a.c.actor and a.c.recipient and a.c.goods:
        yield from flow_claims.flows(a)
        return
    figure = a.c.figure
    told = a.context.flow(PEOPLE) or a.context.flow(None)
    if figure is None or told is None:
        a.barred(True, "no figure to rise to" if figure is None else "no flow was told before whose number could rise")
        return
    value = figure.quantity.high if figure.quantity.high is not None else figure.quantity.low
    point = a.held.modality in ("asserted", "assessed", "planned")
    unit = figure.quantity.unit or ("person" if told.sort == PEOPLE else told.unit)
    about = point and figure.quantity.approximate
    quantity = Quantity(value if point else None, value, unit, about, scope="cumulative", text=figure.text)
    if figure.quantity.high is None:  # "to over 300"
        quantity = replace(quantity, low=figure.quantity.low, high=None)
    items = told.items
    row = Row(items, quantity, (), (figure.start, figure.end), told.sort)
    yield a.claim(told.kind, Who(told.actor, carried=True), Who(told.recipient, carried=True), row)


def costs(a: Assembly) -> Iterator[Claim]:
    """ "The estimated total cost is $90 million", "It is valued at $90 million": a sum for the sale or package
    told of last."""
    told, verb = a.context.flow(None), a.c.trigger if a.c.trigger.pos_ in ("VERB", "AUX") else a.c.trigger.head
    if told is None or told.modality not in ("planned", "desired"):
        return
    if verb == a.c.trigger:
        summed = told.unit is None and any(t.lemma_.lower() in _SUMMED for t in _told_of(verb))
    else:
        summed = a.c.trigger.dep_ == "nsubj" and verb.lemma_ == "be"
    if a.barred(not summed, "no sale or package without a sum was told before, of which it could tell the sum"):
        return
    sums = [
        q for t in verb.subtree if t.i > verb.i and (q := a.seen.quantity_at.get(t.i)) and is_currency(q.quantity.unit)
    ]
    for figure in sums[:1]:
        row = Row(told.items, figure.quantity, (), (figure.start, figure.end), told.sort)
        claim = a.claim(told.kind, Who(told.actor, carried=True), Who(told.recipient, carried=True), row)
        if verb != a.c.trigger or claim.quantity is None:
            yield replace(claim, modality=told.modality)
            continue
        said = replace(claim, attribution=told.attribution, origins=told.origins)  # whoever told of the package
        yield replace(said, modality=told.modality, quantity=replace(claim.quantity, scope=None), happened=None)


def _told_of(verb: Token) -> list[Token]:
    return [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]


def tallied(a: Assembly) -> Iterator[Claim]:
    """A figure put to a flow: that of its own words, else the one told last."""
    figure = a.c.figure
    rows = rows_of(a.c, a.reading.tree)
    hurt = any(t.lemma_.lower() in _HURT for t in a.c.trigger.subtree)
    if a.barred(hurt, "it counts the killed and wounded"):
        return
    told = (a.context.flow(rows[0].sort) or a.context.only_way(None)) if rows else _counted_before(a)
    actor = a.c.actor or (Who(told.actor, carried=True) if told else NOBODY)
    recipient = a.c.recipient or (Who(told.recipient, carried=True) if told else NOBODY)
    items = rows[0].items if rows else told.items if told else ()
    if figure is None or not actor.codes or not recipient.codes or not items:
        a.lacks(actor, recipient)
        return
    if a.barred(bars.is_to_itself(actor, recipient), "nobody supplies himself"):
        return
    unit = figure.quantity.unit or (told.unit if told and told.unit and not rows else a.unit_of(items))
    sort = sort_of(items, None, a.reading.tree)
    scope = rows[0].quantity.scope if rows and rows[0].quantity else figure.quantity.scope
    if not rows and told and told.scope == "stock":
        scope = "stock"  # "900 are there, Oslo says; Paris spoke of 700"
    row = Row(
        items,
        replace(figure.quantity, unit=unit, scope=scope),
        rows[0].spans if rows else (),
        (figure.start, figure.end),
        sort,
    )
    claim = a.claim(kind_of(row, a.c), actor, recipient, row)
    when = claim.happened
    if a.c.frame.row.speaks and claim.said is None and when and when.text and _is_a_day(when):
        claim = replace(claim, said=when, happened=Period(None, when.end))  # "in May Paris had spoken of 60"
    yield claim


def _counted_before(a: Assembly) -> Told | None:
    """The flow that a bare figure counts: the last with a figure; "their number" is also that of goods told without one in
    the sentence right before."""
    told, latest, sentence = a.context.counted(), a.context.flow(None), a.c.trigger.sent
    named = [t for t in (*verb_slots(a.c.trigger)["obj"], *_told_of(a.c.trigger)) if t.lemma_.lower() in _NUMBERS]
    others = [p for t in named for q in t.rights if q.lower_ == "of" for p in q.children if p.pos_ in ("NOUN", "PROPN")]
    if others:  # "the number of refugees"
        return None
    if latest is None or not named or sentence.start == 0:
        return told
    beside = latest.sentence == sentence.doc[sentence.start - 1].sent.start
    return latest if beside and latest.unit is None and latest.quantity is None else told


def _is_a_day(period: Period) -> bool:
    """Whether something may be said in it: a day, a week, a month; not what runs on since July."""
    return bool(period.start and period.end and period.end - period.start <= _SAYING)


def _says_able(trigger: Token) -> bool:
    """ "could hold", "able to hold", "enough to hold"."""
    return any(t.lower_ in _ABLE for t in [*trigger.children, trigger.head, *trigger.head.lefts])
