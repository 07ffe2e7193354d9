"""The flow in a paragraph of at most seven sentences: what was read, from whom, what it adds up to, what is denied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.present.bands import BandRow, Edge, bands
from reportedly.present.sentences import Sentence
from reportedly.present.telling import Telling
from reportedly.present.words import chain_words, day, goods_words, item_words, listed, many, origin_words, upper_first
from reportedly.terms.claim import Claim

TOTALS = 3
"""How many totals the paragraph names."""
_COLUMNS = (
    ("conditionals", "conditional claim", "conditional claims"),
    ("planned", "plan", "plans"),
    ("possible", "possibility", "possibilities"),
)


def flow_sentences(telling: Telling) -> tuple[Sentence, ...]:
    """The paragraph. Of a flow without a claim, only that."""
    if not telling.own:
        return (Sentence("No claim on this flow stands in the documents read."),)
    totals = [_total(row) for row in bands(telling).main[:TOTALS]]
    return (_read(telling), *totals, *_latest(telling), _denied(telling), *_open(telling))


def _read(telling: Telling) -> Sentence:
    own = telling.own
    documents = len({claim.document.id for claim in own})
    days = sorted(claim.published_on for claim in own if claim.published_on)
    span = f", published {' to '.join(dict.fromkeys(map(day, (days[0], days[-1]))))}," if days else ""
    verb = "carries" if documents == 1 else "carry"
    lead = f"{many(documents, 'document')}{span} {verb} {many(len(own), 'claim')}"
    return Sentence(f"{lead}{_origins(telling, documents)}.")


def _origins(telling: Telling, documents: int) -> str:
    kinds = [support.independence for support in telling.answer.origins]
    counted = len(kinds) - kinds.count("echo")
    if not counted:
        return ""
    known = [
        f"{kinds.count('independent')} independent" if "independent" in kinds else "",
        f"{kinds.count('unknown')} of unknown independence" if "unknown" in kinds else "",
    ]
    link = ", but their words lead back to" if documents > counted else "; their words lead back to"
    rest = f"; {many(kinds.count('echo'), 'echo', 'echoes')} of these add nothing" if "echo" in kinds else ""
    return f"{link} {many(counted, 'origin')} that {'counts' if counted == 1 else 'count'}, {listed(known)}{rest}"


def _total(row: BandRow) -> Sentence:
    edges = [edge for edge in (row.one, row.two, row.independent) if edge]
    notes = {n for edge in edges for n in edge.notes}
    top = ""
    if row.highest and (row.one is None or row.highest.notes != row.one.notes):
        link = "; the" if edges else "the"
        top = f"{link} highest figure stated, no ceiling, is {row.highest.amount} ({_by(row.highest)})"
        notes |= set(row.highest.notes)
    voice = ", in a publisher’s own voice," if row.own_voice else ""
    parts = [f"one origin{voice} says {row.one.amount} ({_by(row.one)})"] if row.one else []
    if row.two:
        parts.append(f"two, not known to be independent, {row.two.figure} ({row.two.who})")
    if row.independent:
        parts.append(f"two independent ones, {row.independent.figure} ({row.independent.who})")
    if row.one and len(parts) == 1:
        parts.append("no second origin counts beside it")
    return Sentence(f"{row.heading}: {'; '.join(parts)}{top}.", tuple(sorted(notes)))


def _by(edge: Edge) -> str:
    return ", ".join(filter(None, (edge.who, edge.day)))


def _latest(telling: Telling) -> Iterable[Sentence]:
    dated = [c for c in telling.own if c.id in telling.answer.counted and c.published_on]
    if dated:
        last = max(dated, key=lambda claim: (str(claim.published_on), claim.quantity is not None))
        who = chain_words(last, telling.names)
        text = f"The latest claim counted, of {day(last.published_on)}: {goods_words(last, telling.names)} ({who})."
        yield Sentence(text, telling.notes((last.id,)))


def _denied(telling: Telling) -> Sentence:
    denials = telling.claims(telling.answer.denials)
    if not denials:
        return Sentence("The documents read hold no denial of it.")
    who = listed(dict.fromkeys(upper_first(origin_words(claim.origins, telling.names)) for claim in denials))
    return Sentence(f"Denied by {who}; a denial lowers no figure.", telling.notes(telling.answer.denials))


def _open(telling: Telling) -> Iterable[Sentence]:
    """What is not counted, and what is wanted or given in exchange."""
    parts: list[str] = []
    idents: list[str] = []
    for slug, one, several in _COLUMNS:
        ids: Sequence[str] = getattr(telling.answer, slug)
        if ids:
            parts.append(many(len(ids), one, several))
            idents += ids
    bargains = telling.claims(exchange.claim for exchange in telling.answer.exchange)
    wanted = telling.claims(telling.answer.desired) or bargains
    if wanted:
        parts.append(f"said to be wanted{' in exchange' if bargains else ''}: {_wishes(wanted, telling)}")
        idents += [claim.id for claim in wanted]
    if parts:
        yield Sentence(f"Not counted: {', '.join(parts)}.", telling.notes(idents))


def _wishes(claims: Sequence[Claim], telling: Telling) -> str:
    """The fullest wish and whose words it is: "fighter aircraft and tanks (United States and 2 other origins)"."""
    fullest = max(claims, key=lambda claim: (len(claim.items), claim.id))
    more = len({claim.origins for claim in claims}) - 1
    others = many(more, "other origin") if more else ""
    return f"{item_words(fullest)} ({listed([origin_words(fullest.origins, telling.names), others])})"
