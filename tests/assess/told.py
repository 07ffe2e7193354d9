"""Claims for the tests of assessment, in one call each, and the few classes and sharing rows that they need."""

from __future__ import annotations

from datetime import date

from reportedly.assess.ground import Ground
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Basis, BasisType, Claim, DocumentRef, Item, Kind, Modality, Stage
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.items import ItemTree
from reportedly.terms.period import Period
from reportedly.terms.quantity import Number, Quantity, Scope
from reportedly.terms.tables import ItemRow, SharingRow

ITEMS = ItemTree(
    (
        ItemRow("materiel", None, ("materiel",), "materiel"),
        ItemRow("arms", "materiel", ("weapon", "arms"), "weapon"),
        ItemRow("munitions", "arms", ("munition",), "weapon", "round"),
        ItemRow("artillery-shell", "munitions", ("shell",), "weapon", "shell"),
        ItemRow("rocket-round", "munitions", ("rocket",), "weapon", "rocket"),
        ItemRow("fighter", "arms", ("fighter aircraft",), "platform", "aircraft"),
        ItemRow("people", None, ("person",), "people", "person"),
        ItemRow("soldiers", "people", ("soldier", "troop"), "people", "person"),
        ItemRow("engineers", "people", ("engineer",), "people", "person"),
    )
)
SHARING = (
    SharingRow("Five Eyes", ("AU", "CA", "GB", "NZ", "US"), "shares-intelligence"),
    SharingRow("KR–UA service cooperation", ("KR", "UA"), "shares-intelligence"),
    SharingRow("MSMT", ("GB", "JP", "KR", "US"), "mechanism"),
)
GROUND = Ground(ITEMS, SHARING)
TEXT = "A made-up sentence on a made-up shipment, long enough to be cut anywhere one likes. " * 6


def document(
    name: str, *, published: date | None = None, publisher: str | None = "The Gazette", text: str = TEXT
) -> Document:
    """A document whose id is its name."""
    return Document(text, publisher=publisher, published_on=published, id=name)


def told(
    origin: str | tuple[str, ...],
    low: Number | None = None,
    high: Number | None = None,
    *,
    on: date | None = None,
    item: str | tuple[str, ...] = "munitions",
    unit: str = "container",
    scope: Scope | None = "cumulative",
    happened: tuple[date | None, date | None] | None = None,
    said: date | None = None,
    modality: Modality = "asserted",
    kind: Kind = "transfer",
    actor: tuple[str, ...] = ("KP",),
    recipient: tuple[str, ...] = ("RU",),
    basis: BasisType | None = None,
    publisher: str = "The Gazette",
    doc: str | None = None,
    name: str | None = None,
    at: int = 0,
    approximate: bool = False,
    vague: bool = False,
    group: str | None = None,
    per: str | None = None,
    condition: str | None = None,
    exchange: str | None = None,
    stage: Stage | None = None,
) -> Claim:
    """A claim of North Korea's shipping munitions to Russia, unless told otherwise. on: the day of publication."""
    origins = (origin,) if isinstance(origin, str) else origin
    items = (item,) if isinstance(item, str) else item
    figured = low is not None or high is not None
    doc = doc or f"{publisher} of {on} with {origins}"
    return Claim(
        document=DocumentRef(doc, publisher=publisher, published_on=on),
        kind=kind,
        actor=actor,
        recipient=recipient,
        evidence=Evidence.cut(TEXT, at, at + 40),
        items=tuple(Item(i, i) for i in items),
        quantity=Quantity(low, high, unit, approximate, vague, scope, per, group) if figured else None,
        happened=Period(*happened) if happened else None,
        modality=modality,
        basis=Basis(basis, "so it says") if basis else None,
        said=Period(said, said) if said else None,
        attribution=(Link(publisher), *(Link(o, o) for o in origins)),
        origins=origins,
        condition=condition,
        exchange=exchange,
        stage=stage,
        id=name
        or f"{doc}|{origins}|{kind}|{modality}|{items}|{low}|{high}|{scope}|{said}|{happened}|{vague}|{unit}|{at}|{actor}",
    )
