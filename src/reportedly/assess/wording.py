"""assess.wording: reports whose words are stronger or narrower than their origin's words found here, and headlines
stronger than their text. Only what every nearer statement of that origin keeps counts as lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from reportedly.assess.exchange import directions
from reportedly.assess.states import origin_name
from reportedly.terms.claim import Claim, Modality
from reportedly.terms.document import Document
from reportedly.terms.flow import Wording
from reportedly.terms.items import ItemTree
from reportedly.terms.quantity import Number
from reportedly.terms.telling import is_official, nearness, principal, told_on

Group = tuple[str, str, tuple[str, str]]
HEADLINE = 200
"""Code points from the start of a text in which a headline and its subheading stand, where the first line is longer."""
_ONE_NEWS = timedelta(days=7)
_STRENGTH: dict[Modality, int] = {
    "denied": 0, "conditional": 1, "desired": 1, "planned": 1, "possible": 1, "assessed": 2, "asserted": 3,
}  # fmt: skip


def wordings(claims: Iterable[Claim], documents: Iterable[Document], items: ItemTree) -> tuple[Wording, ...]:
    """Every report that says more than its origin did, by claim id, with the origin's words nearest in figure and place.

    Nearer: in the origin's own publication, else in a document published earlier. Denials are neither side, nor are the
    rows of sheets, which have no wording.
    """
    worded = (c for c in claims if c.modality != "denied" and c.kind != "response" and not c.from_sheet)
    every = sorted(worded, key=nearness)
    found = [*_along_chains(every, items), *_headlines(every, documents, items)]
    return tuple(sorted(dict.fromkeys(found), key=lambda w: (w.claim, w.origin_claim, w.lost)))


def _along_chains(ordered: list[Claim], items: ItemTree) -> list[Wording]:
    told: dict[tuple[Group, object], list[Claim]] = defaultdict(list)
    for claim in ordered:
        figure = principal(claim.quantity)
        for group in _groups(claim):
            if origin_name(claim):
                told[(group, figure if figure is not None else claim.item_classes)].append(claim)
    found = [w for same in told.values() for w in _stronger_than_nearest(same, items)]
    return found + _sums_of_alternatives(ordered)


def _stronger_than_nearest(same: list[Claim], items: ItemTree) -> list[Wording]:
    """The claims of one origin, pair and figure, nearest first; each is held against those of the nearest rank only."""
    if not same:
        return []
    nearest = [c for c in same if _rank(c) == _rank(same[0])]
    documents = {c.document.id for c in nearest}
    further = [c for c in same if not is_official(c) and _rank(c) > _rank(same[0]) and c.document.id not in documents]
    return [w for report in further if (w := _lost(report, _related(report, nearest, items), items))]


def _rank(claim: Claim) -> tuple[bool, str]:
    return (not is_official(claim), "" if is_official(claim) else str(claim.published_on or "9999"))


def _related(report: Claim, nearer: Iterable[Claim], items: ItemTree) -> list[Claim]:
    """Those that may be the statement reported, on the report's class or on one above or below it."""
    like = [c for c in nearer if any(_one_line(i, j, items) for i in report.item_classes for j in c.item_classes)]
    return [c for c in like if _one_statement(report, c)]


def _one_statement(report: Claim, earlier: Claim) -> bool:
    """Whether both may tell the same statement: said on the same day; where a day is not given, the same figure, or
    published within a week. An origin may itself have grown surer since.
    """
    if report.said and earlier.said:
        return told_on(report) == told_on(earlier)
    first, second = told_on(earlier), told_on(report)
    if report.said and earlier.published_on and second and second > earlier.published_on:
        return False
    if principal(report.quantity) is not None or first is None or second is None:
        return True
    return abs(second - first) <= _ONE_NEWS


def _one_line(one: str, other: str, items: ItemTree) -> bool:
    return items.within(one, other) or items.within(other, one)


def _lost(report: Claim, nearer: list[Claim], items: ItemTree) -> Wording | None:
    if not nearer:
        return None
    strongest = max(nearer, key=lambda c: _STRENGTH[c.modality])
    if report.condition is None and all(c.condition is not None for c in nearer):
        return Wording(report.id, strongest.id, f"the condition: {strongest.condition}")
    if _STRENGTH[report.modality] > _STRENGTH[strongest.modality]:
        return Wording(report.id, strongest.id, f"{strongest.modality} there, {report.modality} here")
    if report.quantity is None:
        return None
    if report.quantity.scope != "capacity" and all(c.quantity and c.quantity.scope == "capacity" for c in nearer):
        return Wording(report.id, strongest.id, "what a load could hold is told as what was sent")
    if report.item_classes and all(_narrower(report, c, items) for c in nearer):
        words = ", ".join(item.label for item in strongest.items)
        return Wording(report.id, strongest.id, f"the origin spoke of a wider class: {words}")
    return None


def _narrower(report: Claim, origin: Claim, items: ItemTree) -> bool:
    return all(any(items.above(wide, own) for wide in origin.item_classes) for own in report.item_classes)


def _sums_of_alternatives(ordered: list[Claim]) -> list[Wording]:
    """Reports that give both branches of an origin's "or" as if both held, or their sum."""
    branches: dict[tuple[Group, str, str], list[Claim]] = defaultdict(list)
    plain: dict[Group, dict[Number, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in ordered:
        figure = principal(claim.quantity)
        if claim.quantity is None or figure is None or not origin_name(claim):
            continue
        for group in _groups(claim):
            if claim.quantity.alternative_group is not None:
                branches[(group, claim.document.id, claim.quantity.alternative_group)].append(claim)
            else:
                plain[group][figure].append(claim)
    return [w for (group, *_), either in branches.items() for w in _summed(either, plain.get(group, {}))]


def _summed(either: list[Claim], plain: Mapping[Number, list[Claim]]) -> list[Wording]:
    figures = [f for claim in either if (f := principal(claim.quantity)) is not None]
    if len(set(figures)) < 2:
        return []
    after = [[c for c in plain.get(f, ()) if nearness(c) > nearness(either[0])] for f in figures]
    both = set.intersection(*({c.document.id for c in reports} for reports in after))
    told_as_both = [c for reports in after for c in reports if c.document.id in both]
    told_as_sum = [c for c in plain.get(sum(figures), ()) if nearness(c) > nearness(either[0])]
    return [
        *(Wording(c.id, either[0].id, "either the one or the other there, both here") for c in told_as_both),
        *(Wording(c.id, either[0].id, "either the one or the other there, their sum here") for c in told_as_sum),
    ]


def _headlines(ordered: list[Claim], documents: Iterable[Document], items: ItemTree) -> list[Wording]:
    texts = {document.id: document.text for document in documents}
    by_document: dict[tuple[str, str, tuple[str, str]], list[Claim]] = defaultdict(list)
    for claim in ordered:
        for direction in directions(claim):
            by_document[(claim.document.id, claim.kind, direction)].append(claim)
    found = []
    for (document, *_), same in by_document.items():
        ends = _headline_end(texts.get(document, ""))
        body = [c for c in same if c.evidence.start >= ends]
        for headline in (c for c in same if c.evidence.end <= ends):
            found += _stronger_than_body(headline, _related(headline, body, items))
        found += _unconditioned([c for c in same if c.kind == "judgement"], items)
    return found


def _unconditioned(judgements: list[Claim], items: ItemTree) -> list[Wording]:
    """Judgements of one document told without the condition that the same origin's carries elsewhere in it."""
    with_condition = [c for c in judgements if c.condition is not None]
    plain = [c for c in judgements if c.condition is None and _STRENGTH[c.modality] > _STRENGTH["conditional"]]
    found = []
    for claim in plain:
        whole = next((c for c in _related(claim, with_condition, items) if c.origins == claim.origins), None)
        if whole:
            found.append(Wording(claim.id, whole.id, f"the condition: {whole.condition}"))
    return found


def _headline_end(text: str) -> int:
    first_line = text.find("\n")
    return first_line if 0 < first_line <= HEADLINE else HEADLINE


def _stronger_than_body(headline: Claim, body: list[Claim]) -> list[Wording]:
    if not body:
        return []
    strongest = max(body, key=lambda c: _STRENGTH[c.modality])
    if _STRENGTH[headline.modality] <= _STRENGTH[strongest.modality]:
        return []
    if strongest.condition:
        return [Wording(headline.id, strongest.id, f"the condition: {strongest.condition}")]
    return [
        Wording(headline.id, strongest.id, f"{strongest.modality} in the text, {headline.modality} in its headline")
    ]


def _groups(claim: Claim) -> list[Group]:
    return [(origin_name(claim), claim.kind, direction) for direction in directions(claim)]
