"""Searches as addresses have them, and as queries."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from reportedly.keep.query import ClaimQuery
from reportedly.serve.asking import ON_THE_WEB, item, party
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Kind, Modality, Verdict


def _absent(value: object) -> object:
    """A form sends what was left empty as ''."""
    return None if value == "" else value


Text = Annotated[str | None, BeforeValidator(_absent)]
Day = Annotated[date | None, BeforeValidator(_absent)]


class Filter(BaseModel):
    """Which claims. All parts given must hold; parties by code or name, items by class or noun."""

    model_config = ConfigDict(extra="ignore")

    text: Text = Field(None, max_length=500, description="Words, or “phrases”, in the quotes.")
    actor: Text = Field(None, description="Supplier, imposer or traveller: code or name.")
    recipient: Text = Field(None, description="Who receives, or is hit: code or name.")
    item: Text = Field(None, description="A class of item and what is below it.")
    kind: Annotated[Kind | None, BeforeValidator(_absent)] = None
    modality: Annotated[Modality | None, BeforeValidator(_absent)] = None
    origin: Text = Field(None, description="Who first put it out; a state with its bodies.")
    publisher: Text = None
    document: Text = Field(None, description="The id of a document.")
    published_from: Day = None
    published_by: Day = Field(None, description="Only what was public by this day.")
    checked: Annotated[Literal["yes", "no"] | None, BeforeValidator(_absent)] = None
    verdict: Annotated[Verdict | None, BeforeValidator(_absent)] = None
    at_least: float = Field(0.0, ge=0.0, le=1.0, description="The reading confidence of claims that nobody checked.")

    def given(self) -> dict[str, str]:
        """What is asked for, without the place in the list, as an address has it."""
        told = self.model_dump(mode="json", exclude={"start"}, exclude_defaults=True, exclude_none=True)
        return {name: str(value) for name, value in told.items()}

    def names(self) -> dict[str, str | None]:
        """The parts that name somebody."""
        return {"actor": self.actor, "recipient": self.recipient, "origin": self.origin, "publisher": self.publisher}


class Search(Filter):
    """A search for claims, from a place in its list on."""

    start: int = Field(0, ge=0, le=10**9)


def query_of(search: Filter, bench: Workbench, restricted: bool) -> ClaimQuery:
    """The query of a search, with codes for names. restricted: whether restricted claims may be seen. Raises UsageError."""
    tables = bench.tables
    return ClaimQuery(
        actor=search.actor and party(search.actor, tables),
        recipient=search.recipient and party(search.recipient, tables),
        item=search.item and item(search.item, tables, ON_THE_WEB),
        kind=search.kind,
        modality=search.modality,
        origin=search.origin and party(search.origin, tables),
        publisher=search.publisher and party(search.publisher, tables),
        published_from=search.published_from,
        published_by=search.published_by,
        text=search.text,
        document=search.document,
        at_least=search.at_least,
        checked=None if search.checked is None else search.checked == "yes",
        verdict=search.verdict,
        public_only=not restricted,
    )
