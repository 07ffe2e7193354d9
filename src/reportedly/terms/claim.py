"""A claim: one assertion, as one document reports it. Never a fact, an event or a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from reportedly.terms.attribution import Link
from reportedly.terms.document import Document, Handling, content_id
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity

Kind = Literal["transfer", "deployment", "assistance", "measure", "visit", "judgement", "response"]
Modality = Literal["denied", "conditional", "desired", "planned", "possible", "assessed", "asserted"]
Stage = Literal[
    "pledged", "approved", "ordered", "produced", "in-transit", "delivered", "training", "deployed", "in-combat", "used",
    "returned",
]  # fmt: skip
BasisType = Literal["imagery", "debris", "observation", "admission", "intercept", "documents"]
PlaceRole = Literal["origin", "destination", "via", "at"]
Verdict = Literal["accepted", "corrected", "rejected", "added"]

KINDS: tuple[Kind, ...] = get_args(Kind)
FLOW_KINDS: tuple[Kind, ...] = ("transfer", "deployment", "assistance")
"""The kinds that say what passes from one side to the other."""
MODALITIES: tuple[Modality, ...] = get_args(Modality)
"""In the order in which they win: the first that applies is the claim's."""

SHEET_METHOD = "sheet/1"
"""The method of claims that were made of the rows of a sheet."""

CONFIDENT = ("parties", "quantity", "modality", "origin")
"""The fields that have a confidence of their own."""


@dataclass(frozen=True, slots=True)
class Item:
    """label: the words; item: the class in the tree of item classes."""

    label: str
    item: str


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """name: the words; place: the id in the places table, None where unknown."""

    name: str
    place: str | None
    role: PlaceRole


@dataclass(frozen=True, slots=True)
class Vessel:
    name: str
    imo: str | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedging word and who hedges with it: the name of a link, or the publisher."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A term on a named yardstick; low and high in percent, 0–100."""

    term: str
    low: float
    high: float
    yardstick: str


@dataclass(frozen=True, slots=True)
class Basis:
    """How the origin says it knows."""

    type: BasisType
    text: str


@dataclass(frozen=True, slots=True)
class Translated:
    """The words of a translation through which a claim was read. document: the id of the translation; start, end: in its
    text. The claim's evidence, and all spans of its fields, are of the original.
    """

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided of a claim. fields: what was corrected, name → new value as given."""

    by: str
    at: datetime
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What a claim carries of its document."""

    id: str
    path: str = ""
    url: str | None = None
    host: str | None = None
    publisher: str | None = None
    published_on: date | None = None

    @classmethod
    def of(cls, document: Document) -> DocumentRef:
        return cls(document.id, document.path, document.url, document.host, document.publisher, document.published_on)


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion as one document reports it. See the record in docs for every field; codes are those of `Party`.

    actor → recipient: supplier → receiver (transfer, deployment, assistance); imposer → whose flow it hits (measure);
    traveller → host (visit). fields: which words each field was read from. reading_confidence: 0..1, that the words were
    read right; field_confidence: the same of single fields (`CONFIDENT`), given that the claim is one. translation: the
    words in which it was understood, where the document is in a language that the reader does not read. id: from the
    document, the kind and the spans of evidence, actor, recipient and item, never from values, so that a corrected claim
    keeps it.
    """

    document: DocumentRef
    kind: Kind
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    evidence: Evidence
    items: tuple[Item, ...] = ()
    quantity: Quantity | None = None
    happened: Period | None = None
    places: tuple[PlaceUse, ...] = ()
    vessels: tuple[Vessel, ...] = ()
    stage: Stage | None = None
    modality: Modality = "asserted"
    hedges: tuple[Hedge, ...] = ()
    likelihood: Likelihood | None = None
    basis: Basis | None = None
    condition: str | None = None
    exchange: str | None = None
    compared: tuple[str, ...] = ()
    attribution: tuple[Link, ...] = ()
    origins: tuple[str, ...] = ()
    said: Period | None = None
    also: tuple[Evidence, ...] = ()
    translation: Translated | None = None
    fields: Mapping[str, tuple[Span, ...]] = field(default_factory=dict, hash=False)
    method: str = ""
    reading_confidence: float = 1.0
    field_confidence: Mapping[str, float] = field(default_factory=dict, hash=False)
    reviewed: Review | None = None
    handling: Handling = "public"
    id: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.reading_confidence <= 1.0:
            raise ValueError(f"a reading confidence of {self.reading_confidence}")
        if wrong := {name: value for name, value in self.field_confidence.items() if not 0.0 <= value <= 1.0}:
            raise ValueError(f"a confidence in fields of {wrong}")
        if not self.id:
            object.__setattr__(self, "id", self._content_id())

    def _content_id(self) -> str:
        spans = [self.fields.get(name, ()) for name in ("actor", "recipient", "item")]
        return content_id("c", self.document.id, self.kind, self.evidence.span, *spans)

    @property
    def published_on(self) -> date | None:
        return self.document.published_on

    @property
    def from_sheet(self) -> bool:
        """Whether it was made of a row of a sheet, not read from a text."""
        return self.method.startswith("sheet/")

    @property
    def from_model(self) -> bool:
        """Whether a language model pointed at its words."""
        return self.method.startswith("llm/")

    @property
    def cited(self) -> str:
        """The document that says it: of a row of a sheet the one that the row cites, else the claim's own."""
        told = self.document
        known = self.from_sheet and (told.url or told.publisher)
        return content_id("cited", told.publisher, told.url, told.published_on) if known else told.id

    @property
    def item_classes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(i.item for i in self.items))
