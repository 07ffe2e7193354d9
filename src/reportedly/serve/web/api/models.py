"""What requests bring and answers hold, beside the claim record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from reportedly.keep.entry import Grade
from reportedly.serve.web.api.openapi import ClaimRecord
from reportedly.serve.web.jobs import State
from reportedly.terms.claim import Kind, Verdict
from reportedly.terms.document import Handling
from reportedly.terms.problem import Problem


def writable(words: str) -> str:
    """Words that a database takes."""
    if "\x00" in words:
        raise ValueError("it holds a NUL character")
    words.encode()  # half a surrogate pair raises a ValueError
    return words


Words = Annotated[str, AfterValidator(writable), Field(max_length=2_000)]
Ident = Annotated[str, AfterValidator(writable), Field(max_length=64)]
PartyNamed = Annotated[str, AfterValidator(writable), Field(max_length=500)]
"""A party by code or name, as long as claims may bear one."""
Value = Words | bool | int | float | None


class Given(BaseModel):
    """A body: what it does not know is an error, for it would be lost."""

    model_config = ConfigDict(extra="forbid")


class Pasted(Given):
    """A text that is given to be read. pages by address are not fetched: `text` must be there."""

    text: Annotated[str, AfterValidator(writable)] | None = Field(None, description="The text itself.")
    publisher: Words | None = None
    published_on: date | None = None
    url: Words | None = Field(None, description="Where it was published; it is not fetched.")
    title: Words | None = None
    translation_of: Words | None = Field(None, description="The original that it translates: its id, address or file.")
    handling: Handling = "public"


class DocumentChanges(Given):
    """What is to change of a document; null takes a value away."""

    title: Words | None = None
    host: Words | None = None
    archived_url: Words | None = None
    published_on: date | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] = "en"
    handling: Handling = "public"


class Withdrawal(Given):
    reason: Annotated[Words, Field(min_length=1)]


class ReviewGiven(Given):
    """A decision. changes: FIELD → value as the command line takes it, for `corrected` alone."""

    verdict: Literal["accepted", "rejected", "corrected"]
    changes: dict[str, Value] = Field(default_factory=dict, max_length=100)
    note: Words = ""


class Addition(Given):
    """A claim that no reading found. start, end: its words in the document's text; changes: as for a correction."""

    start: int = Field(ge=0, le=10**9)
    end: int = Field(ge=1, le=10**9)
    kind: Kind
    changes: dict[str, Value] = Field(default_factory=dict, max_length=100)
    note: Words = ""


class GradeGiven(Given):
    """A to F, or null to take the grade away."""

    grade: Grade | None
    note: Words = ""


class ListedDocument(BaseModel):
    id: str
    title: str | None
    publisher: str | None
    published_on: date | None
    handling: Handling
    claims: int
    checked: int
    withdrawn: str | None


class DocumentPage(BaseModel):
    documents: list[ListedDocument]
    total: int
    next: str | None = Field(description="The cursor of the next page; null at the end.")
    problems: list[Problem] = Field(description="Names that were asked for and that nobody bears, with the nearest.")


class DocumentTold(BaseModel):
    id: str
    title: str | None
    publisher: str | None
    published_on: date | None
    url: str | None
    host: str | None
    archived_url: str | None
    path: str
    language: str
    translation_of: str | None = Field(description="The id of the original, where this is a translation.")
    handling: Handling
    retrieved_at: datetime | None
    withdrawn: str | None
    text: str
    sha256: str = Field(description="Of the normalised text, UTF-8.")
    claims: list[str] = Field(description="The ids of the claims that stand.")


class JobTold(BaseModel):
    id: str
    state: State
    steps: int
    done: int
    documents: int
    new: int
    claims: int
    problems: list[Problem]
    document_ids: list[str]
    message: str


class JobList(BaseModel):
    jobs: list[JobTold]


class ClaimPage(BaseModel):
    claims: list[ClaimRecord]
    total: int = Field(description="How many claims are asked for, on all pages.")
    checked: int = Field(description="How many of them a person has decided of.")
    cut: bool = Field(description="Only the latest matches of very frequent words were looked at.")
    next: str | None = Field(description="The cursor of the next page; null at the end.")
    problems: list[Problem] = Field(description="Names that were asked for and that nobody bears, with the nearest.")


class DecisionTold(BaseModel):
    verdict: Verdict
    by: str
    at: datetime
    note: str
    changes: dict[str, Any]


class Decisions(BaseModel):
    claim: str
    reviews: list[DecisionTold] = Field(description="The latest first; those taken back are gone.")


class Undone(BaseModel):
    claim: ClaimRecord | None = Field(
        description="The claim as it is now; null where it was added, or not found when last read, and is gone, or is "
        "restricted again and not for who asks."
    )


class FacetValue(BaseModel):
    value: str
    claims: int


class FacetTold(BaseModel):
    name: str
    values: list[FacetValue]
    more: int = Field(description="How many further values there are.")


class Facets(BaseModel):
    total: int
    checked: int
    facets: list[FacetTold]
    years: dict[str, int]
    problems: list[Problem] = Field(description="Names that were asked for and that nobody bears, with the nearest.")


class Source(BaseModel):
    name: str
    as_publisher: int = Field(description="Claims in documents that it published.")
    as_origin: int = Field(description="Claims that it first put out.")
    grade: Grade | None
    graded_by: str | None
    note: str


class Sources(BaseModel):
    sources: list[Source]


class ReadingTold(BaseModel):
    number: int
    at: datetime
    by: str
    what: str
    documents: int
    claims: int
    problems: int


class Status(BaseModel):
    version: str
    ledger: str
    batch: int
    documents: int
    claims: int
    checked: int
    readings: list[ReadingTold]


class NoteGiven(Given):
    note: Words = ""


class WatchedSource(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    polled_at: datetime | None
    next_at: datetime | None
    news_at: datetime | None = Field(description="When it last held something new.")
    failures: int = Field(description="In a row.")
    fault: Problem | None
    waiting: int
    read: int
    given_up: int


class WatchedList(BaseModel):
    sources: list[WatchedSource]


class IndicatorTold(BaseModel):
    at: datetime
    evaluation: dict[str, Any] = Field(description="The indicator, both states, what crossed, and the reason.")


class IndicatorList(BaseModel):
    indicators: list[IndicatorTold]


class AlertTold(BaseModel):
    alert: dict[str, Any] = Field(description="As a webhook receives it.")
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    note: str


class AlertList(BaseModel):
    alerts: list[AlertTold]
