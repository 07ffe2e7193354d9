"""The flow in a paragraph of at most seven sentences: what was read, from whom, what it adds up to, what is denied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.present.bands import BandRow, Edge, bands
from reportedly.present.sentences import Piece, Sentence, listed_pieces
from reportedly.present.telling import Telling
from reportedly.present.words import chain_words, day, goods_words, item_words, listed, many, origin_words, upper_first
from reportedly.terms.claim import Claim

TOTALS = 3
"""How many totals the paragraph names."""
RETURNS = 2
"""How many words of exchange it gives."""
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
    documents = len({claim.cited for claim in own})
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
    repeated = kinds.count("echo")
    adds = "adds" if repeated == 1 else "add"
    rest = f"; {many(repeated, 'echo', 'echoes')} of these {adds} nothing" if repeated else ""
    return f"{link} {many(counted, 'origin')} that {'counts' if counted == 1 else 'count'}, {listed(known)}{rest}"


def _total(row: BandRow) -> Sentence:
    voice = ", in a publisher’s own voice," if row.own_voice else ""
    parts: list[Piece] = []
    if row.one:
        parts.append((f"one origin{voice} says {row.one.amount} ({_by(row.one)})", row.one.notes))
    if row.two:
        parts.append((f"two, not known to be independent, {row.two.figure} ({row.two.who})", row.two.notes))
    if row.independent:
        parts.append((f"two independent ones, {row.independent.figure} ({row.independent.who})", row.independent.notes))
    if row.one and len(parts) == 1:
        parts.append(("no second origin counts beside it", ()))
    if row.highest and (row.one is None or not _repeats(row.highest, row.one)):
        top = f"the highest figure stated, no ceiling, is {row.highest.amount} ({_by(row.highest)})"
        parts.append((top, row.highest.notes))
    return Sentence.of((f"{row.heading}: ", ()), *listed_pieces(parts, "; ", "; "), (".", ()))


def _repeats(edge: Edge, other: Edge) -> bool:
    """Whether to name the one after the other would say the same again."""
    return edge.notes == other.notes or edge.amount == other.amount


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
    by: dict[str, list[str]] = {}
    for claim in denials:
        by.setdefault(upper_first(origin_words(claim.origins, telling.names)), []).append(claim.id)
    who = listed_pieces([(name, telling.notes(idents)) for name, idents in by.items()])
    return Sentence.of(("Denied by ", ()), *who, ("; a denial lowers no figure.", ()))


def _open(telling: Telling) -> Iterable[Sentence]:
    """What is not counted, what is wanted, and what is said to be given in return."""
    parts: list[Piece] = []
    for slug, one, several in _COLUMNS:
        ids: Sequence[str] = getattr(telling.answer, slug)
        if ids:
            parts.append((many(len(ids), one, several), telling.notes(ids)))
    bargains = telling.claims(exchange.claim for exchange in telling.answer.exchange)
    wished = [claim for claim in bargains if claim.modality == "desired"]
    wanted = telling.claims(telling.answer.desired) or wished
    if wanted:
        words = f"said to be wanted{' in exchange' if wished else ''}: {_wishes(wanted, telling)}"
        parts.append((words, telling.notes(claim.id for claim in wanted)))
    told = {claim.id for claim in telling.own} - {claim.id for claim in wished}
    given = {f"“{one.given_for}”": one.claim for one in telling.answer.exchange if one.claim in told and one.given_for}
    if given:
        more = [many(len(given) - RETURNS, "other thing")] if len(given) > RETURNS else []
        words = f"what is said to be in return: {listed([*list(given)[:RETURNS], *more])}"
        parts.append((words, telling.notes(given.values())))
    if parts:
        yield Sentence.of(("Not counted: ", ()), *listed_pieces(parts, ", ", ", "), (".", ()))


def _wishes(claims: Sequence[Claim], telling: Telling) -> str:
    """The fullest wish and whose words it is: "fighter aircraft and tanks (United States and 2 other origins)"."""
    fullest = max(claims, key=lambda claim: (len(claim.items), claim.id))
    more = len({claim.origins for claim in claims}) - 1
    others = many(more, "other origin") if more else ""
    return f"{item_words(fullest, telling.names)} ({listed([origin_words(fullest.origins, telling.names), others])})"
