"""What an export holds, and the moment that it shows. Every form is made of this and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from reportedly.present.handling import refuse_restricted
from reportedly.present.names import Names
from reportedly.present.words import day, many
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.tables import PlaceRow

NOT_FACTS = "Claims: what documents report that somebody says. None says that anything happened."
"""Stands in every export."""

_NOW = " when this was made"

Files = Mapping[str, bytes]
"""What a form writes: what is added to the name of the file → its bytes; '' is the file itself."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Which moment an export shows. made_at: aware. published_by: only documents public by that day; known_at: as the ledger
    knew it then (aware). head: the hash that seals the last batch shown, '' for an empty ledger.
    """

    made_at: datetime
    published_by: date | None = None
    known_at: datetime | None = None
    head: str = ""

    def words(self) -> str:
        """The moment in a sentence or two."""
        return f"Made {_minute(self.made_at)}. {self.shows(len(self.head))}"

    def shows(self, digits: int = 16) -> str:
        """The same without the instant at which it was made, and with so many digits of the seal."""
        past = self.known_at is not None and self.known_at <= self.made_at
        known = f" on {_minute(self.known_at)}, as this ledger knew it then" if self.known_at and past else _NOW
        public = f"; only documents public by {day(self.published_by)}" if self.published_by else ""
        sealed = f" The ledger’s last batch: {self.head[:digits]}." if self.head else ""
        return f"What stood{known}{public}.{sealed}"


@dataclass(frozen=True, slots=True)
class Export:
    """claims: in the ledger's order, none of them restricted. documents: id → those that the claims cite and that are at
    hand; translations: those through which they were read. places: id → row, for points. name: of the file to be written.
    with_texts: whether the documents' whole texts may go out.
    """

    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    moment: Moment
    version: str
    names: Names = field(default_factory=Names)
    places: Mapping[str, PlaceRow] = field(default_factory=dict)
    name: str = "claims"
    with_texts: bool = False
    translations: Mapping[str, Document] = field(default_factory=dict)

    @property
    def checked(self) -> int:
        """How many of the claims a person has checked."""
        return sum(claim.reviewed is not None for claim in self.claims)

    def about(self) -> str:
        """What this is, which moment it shows, how many claims, how many checked: in one paragraph."""
        counted = f"{many(len(self.claims), 'claim')}, {self.checked:,} checked by a person."
        return f"{NOT_FACTS} {self.moment.words()} {counted}"


def export_of(
    claims: Iterable[Claim], documents: Iterable[Document], moment: Moment, version: str, **more: object
) -> Export:
    """The export of some claims. documents: those not cited are left out; more: further fields of `Export`. Of the paths of
    files only their names go along: where they lay is nobody's business elsewhere.

    Raises UsageError where a claim or a document that it cites may not be passed on.
    """
    given = tuple(map(_unplaced, claims))
    cited = {claim.document.id for claim in given}
    quoted = {claim.translation.document for claim in given if claim.translation}
    at_hand = {d.id: replace(d, path=_file_name(d.path)) for d in documents if d.id in cited | quoted}
    refuse_restricted(given, at_hand.values())
    own, translations = ({i: d for i, d in at_hand.items() if i in some} for some in (cited, quoted))
    return Export(given, own, moment, version, translations=translations, **more)  # type: ignore[arg-type]


def _unplaced(claim: Claim) -> Claim:
    name = _file_name(claim.document.path)
    return claim if name == claim.document.path else replace(claim, document=replace(claim.document, path=name))


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _minute(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
