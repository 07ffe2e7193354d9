"""Hypothesis strategies for documents, claims and entries: small, but of every shape that the terms allow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from reportedly.keep.entry import (
    ClaimFound,
    ClaimReviewed,
    DocumentRead,
    DocumentWithdrawn,
    Entry,
    Grade,
    MetadataChanged,
    MethodRun,
    PartiesMerged,
    ReviewUndone,
    SourceGraded,
)
from reportedly.terms.attribution import Link
from reportedly.terms.claim import (
    CONFIDENT,
    KINDS,
    MODALITIES,
    Basis,
    BasisType,
    Claim,
    DocumentRef,
    Hedge,
    Item,
    Likelihood,
    PlaceRole,
    PlaceUse,
    Stage,
    Translated,
    Verdict,
    Vessel,
)
from reportedly.terms.document import Document, Handling, normalised
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity, Scope

# How long an example takes depends on the machine, and says nothing of the law under test.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

PARTIES = ("KP", "RU", "UA", "KR", "KR-NIS", "GB-MOD", "US-NSC", "Yonhap", "Al-Shabaab")
ITEMS = ("arms", "munitions", "artillery-shell", "ballistic", "soldiers")
METHODS = ("rules/1", "rules/2", "llm/small")

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
instants = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
words = st.text(alphabet="aé의Ж\U0001f6a2 .\n,", max_size=20)
names = st.none() | st.sampled_from(PARTIES) | words
parties = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(tuple)
numbers = st.none() | st.integers(0, 10**7) | st.sampled_from((0.5, 2.25))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of up to sixty code points, dated or not."""
    text = normalised(draw(st.text(alphabet="aé의Ж\U0001f6a2 .\n\r", min_size=1, max_size=60)))
    return Document(
        text=text,
        path=draw(words),
        publisher=draw(names),
        host=draw(names),
        url=draw(st.none() | st.integers(0, 99).map(lambda n: f"https://news.example/{n}")),
        retrieved_at=draw(st.none() | instants),
        published_on=draw(st.none() | days),
        language=draw(st.sampled_from(("en", "ko"))),
        title=draw(st.none() | words),
        handling=draw(st.sampled_from(get_args(Handling))),
    )


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A span of a text that holds at least one code point."""
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


def evidence(text: str) -> st.SearchStrategy[Evidence]:
    """Evidence anywhere in a text."""
    return spans(text).map(lambda span: Evidence.cut(text, *span))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period, open on no, one or both sides."""
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start and end and start > end:
        start, end = end, start
    return Period(start, end, draw(words))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """A quantity, unbounded on no, one or both sides."""
    low, high = draw(numbers), draw(numbers)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Quantity(
        low,
        high,
        unit=draw(st.none() | st.sampled_from(("container", "shell", "person", "USD"))),
        approximate=draw(st.booleans()),
        vague=draw(st.booleans()),
        scope=draw(st.none() | st.sampled_from(get_args(Scope))),
        text=draw(words),
    )


@st.composite
def claims(draw: st.DrawFn, document: Document, method: str = METHODS[0]) -> Claim:
    """A claim of a document, found by a method."""
    text = document.text
    span_lists = st.lists(spans(text), max_size=2).map(tuple)
    return Claim(
        document=DocumentRef.of(document),
        kind=draw(st.sampled_from(KINDS)),
        actor=draw(parties),
        recipient=draw(parties),
        evidence=draw(evidence(text)),
        items=draw(st.lists(st.builds(Item, words, st.sampled_from(ITEMS)), max_size=2).map(tuple)),
        quantity=draw(st.none() | quantities()),
        happened=draw(st.none() | periods()),
        places=draw(st.lists(st.builds(PlaceUse, words, names, st.sampled_from(get_args(PlaceRole))), max_size=1)
                    .map(tuple)),
        vessels=draw(st.lists(st.builds(Vessel, words), max_size=1).map(tuple)),
        stage=draw(st.none() | st.sampled_from(get_args(Stage))),
        modality=draw(st.sampled_from(MODALITIES)),
        hedges=draw(st.lists(st.builds(Hedge, words, words), max_size=1).map(tuple)),
        likelihood=draw(st.none() | st.just(Likelihood("highly likely", 80.0, 90.0, "phia"))),
        basis=draw(st.none() | st.builds(Basis, st.sampled_from(get_args(BasisType)), words)),
        condition=draw(st.none() | words),
        compared=draw(parties),
        attribution=draw(st.lists(st.builds(Link, words, names), max_size=2).map(tuple)),
        origins=draw(parties),
        said=draw(st.none() | periods()),
        also=draw(st.lists(evidence(text), max_size=1).map(tuple)),
        translation=draw(st.none() | st.just(Translated("d-00000000000000aa", 3, 8, "sent"))),
        fields=draw(st.dictionaries(st.sampled_from(("actor", "recipient", "item")), span_lists)),
        method=method,
        reading_confidence=draw(st.integers(0, 1000)) / 1000,
        field_confidence=draw(st.dictionaries(st.sampled_from(CONFIDENT), st.integers(0, 1000).map(lambda n: n / 1000))),
    )  # fmt: skip


@st.composite
def readings(draw: st.DrawFn, method: str = METHODS[0]) -> tuple[Document, tuple[Claim, ...]]:
    """A document and the claims that a method finds in it, no two of one id."""
    document = draw(documents())
    found = draw(st.lists(claims(document, method), max_size=3, unique_by=lambda c: c.id))
    return document, tuple(found)


def corpora(method: str = METHODS[0]) -> st.SearchStrategy[list[tuple[Document, tuple[Claim, ...]]]]:
    """A few readings of different documents."""
    return st.lists(readings(method), max_size=4, unique_by=lambda reading: reading[0].id)


@st.composite
def entries(draw: st.DrawFn, document: Document) -> Entry:
    """Any entry about a document, or a merger of parties."""
    codes = st.sampled_from(PARTIES)
    return draw(
        st.one_of(
            st.just(DocumentRead(document)),
            st.builds(MethodRun, st.just(document.id), st.sampled_from(METHODS), st.none() | days),
            st.sampled_from(METHODS).flatmap(lambda m: claims(document, m)).map(ClaimFound),
            st.builds(ClaimReviewed, claims(document), st.sampled_from(get_args(Verdict)), st.just("Ann"), words),
            st.builds(ReviewUndone, st.just(document.id), st.just("c-0"), st.just("Ann")),
            st.builds(SourceGraded, codes, st.none() | st.sampled_from(get_args(Grade)), st.just("Ann"), words),
            st.lists(codes, min_size=2, max_size=2, unique=True).map(lambda two: PartiesMerged(*two)),
            st.builds(MetadataChanged, st.just(document.id), st.fixed_dictionaries({"title": st.none() | words})),
            st.builds(DocumentWithdrawn, st.just(document.id), words),
        )
    )


def examples(count: int) -> settings:
    """So many examples of a law, whatever the profile; against mutants as few as all laws get there."""
    few = settings.get_profile("mutants").max_examples
    return settings(max_examples=few if settings.get_current_profile_name() == "mutants" else count, deadline=None)
