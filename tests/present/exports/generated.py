"""Made-up documents and claims by the thousand, the same for the same seed: with all that trips up a form of export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from typing import Any, TypeVar, get_args

import pytest

from reportedly.present.exports.export import Export, Moment
from reportedly.present.names import Names
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
    Review,
    Stage,
    Verdict,
    Vessel,
)
from reportedly.terms.document import Document, normalised
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.period import Period
from reportedly.terms.quantity import Number, Quantity, Scope
from reportedly.terms.tables import PlaceRow

MANY = (1_000, pytest.param(10_000, marks=pytest.mark.full))
"""How many claims are many: always a thousand, ten thousand among the slower proofs."""
T = TypeVar("T")

MADE_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NAMES = Names(parties={"KP": "North Korea", "RU": "Russia", "KR-NIS": "NIS", "GB-MOD": "UK Ministry of Defence"})
CLAIMS_OF_A_DOCUMENT = 5

PLACES: dict[str, PlaceRow] = {
    row.place: row
    for row in (
        PlaceRow("rajin", ("Rajin",), "KP", 42.248713, 130.301456, "port"),
        PlaceRow("kursk", ("Kursk",), "RU", 51.737293, 36.187256, "city"),
        PlaceRow("kursk-oblast", ("Kursk Oblast",), "RU", 51.6512, 35.3512, "region"),
        PlaceRow("tumangang", ("Tumangang",), "KP", 42.413, 130.605, "crossing"),
        PlaceRow("tikhoye", ("Tikhoye air base",), "RU", 52.5, 107.25, "base"),
        PlaceRow("sea-of-okhotsk", ("Sea of Okhotsk",), None, 55.0, 150.0, "sea"),
        PlaceRow("date-line", ("Date Line",), None, -89.996, 179.996, "sea"),
        PlaceRow("far-side", ("Far Side",), None, 89.996, -179.996, "city"),
        PlaceRow("null-island", ("Null Island",), None, -0.001, -0.001, "port"),
    )
}
"""Of every kind that the places table knows, at the edges of the globe too."""

WORDS = (
    "North Korea", "Россия", "북한이", "조선", "弾薬を", "قذائف", "أرسلت", "פגזים", "e\u0301clats", "na\u0308ive", "🚢🚀",
    "👩🏽‍✈️", "containers", "“shells”", "3,000", "soldiers", "\u202eesrever\u202c", "\u200bzero", "a;b", "c; d", "x,y",
    '"quoted"', "it's", "tab\tbed", "back\\slash", "<b>&amp;</b>", "]]>", "_x0041_", "{=1}", "𝒜𝓇𝓂𝓈", "ﬁn", "İstanbul",
)  # fmt: skip
NASTY = (
    "=1+1", "+1 555", "-1", "@SUM(A1)", "\t=tab", "'quoted", "''twice", '=HYPERLINK("https://evil.example","x")', "", " ",
    " led and trailed ", "line\nbreak", "two\n\nbreaks",  'say "so"', "a; b", "; ", "null", "NULL", "true", "1e5", "007",
    "2024-01-01", "https://evil.example/in-words", "javascript:alert(1)", "{}", "[]", "#REF!", "한글 이름", "O’Brien & Søn",
    "\u202bעברית\u202c", "🇰🇵→🇷🇺", "\ufeffmarked", "carriage\rreturn",
    "very " * 60 + "long",
)  # fmt: skip
PARTIES = (
    "KP",
    "RU",
    "UA",
    "KR-NIS",
    "GB-MOD",
    "US-NSC",
    "Yonhap",
    "Al-Shabaab",
    "Smith; Sons",
    "=Fleet",
    "O’Brien, J.",
)
ITEMS = ("arms", "munitions", "artillery-shell", "ballistic", "soldiers")
UNITS = (None, "container", "shell", "person", "USD")
URLS = (
    None, "https://news.example/{}", "http://news.example/{}?a=1&b=2#c", "HTTPS://NEWS.EXAMPLE/{}", "javascript:alert({})",
    "file:///etc/{}", "https://news.example/a b {}", "https://뉴스.example/북/{}", "=1+{}",
    "https://news.example/" + "a" * 2100 + "{}",
)  # fmt: skip
NUMBERS: tuple[Number, ...] = (0, 1, 3, 1000, 1000.0, 0.5, 2.25, 0.1, 9999, 3_000_000, 1.5e9, 2**53, 4.7e11)
ZONES = (UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-3, minutes=-30)))


def claims(count: int, seed: int = 0) -> tuple[tuple[Claim, ...], tuple[Document, ...]]:
    """So many claims, no two of one id, and the documents that they cite, all public. Every quote is its slice."""
    chance = Random(seed)
    found: dict[str, Claim] = {}
    documents: dict[str, Document] = {}
    while len(found) < count:
        document = _document(chance, len(documents))
        documents[document.id] = document
        for claim in _of(chance, document, min(CLAIMS_OF_A_DOCUMENT, count - len(found))):
            found.setdefault(claim.id, claim)
    return tuple(found.values()), tuple(documents.values())


def sample_export(count: int = 200, seed: int = 0, **more: Any) -> Export:
    """An export of so many, of a fixed moment. more: further fields of `Export`, or other ones."""
    made, documents = claims(count, seed)
    moment = Moment(MADE_AT, date(2025, 12, 31), MADE_AT - timedelta(days=1), "0123456789abcdef")
    made_of = {document.id: document for document in documents}
    return replace(Export(made, made_of, moment, "0.0-test", NAMES, PLACES), **more)


def _document(chance: Random, number: int) -> Document:
    sentences = [" ".join(chance.choices(WORDS, k=chance.randint(3, 12))) + "." for _ in range(chance.randint(1, 6))]
    url = chance.choice(URLS)
    return Document(
        text=normalised(chance.choice((" ", "\n", "\n\n")).join([*sentences, f"No. {number}"])),
        path=_words(chance),
        publisher=_perhaps(chance, _words(chance)),
        host=_perhaps(chance, _words(chance)),
        url=url.format(number) if url else None,
        archived_url=_perhaps(chance, f"https://archive.example/{number}"),
        retrieved_at=_perhaps(chance, _instant(chance)),
        published_on=_perhaps(chance, _day(chance)),
        language=chance.choice(("en", "ko", "ar")),
        title=_perhaps(chance, _words(chance)),
    )


def _of(chance: Random, document: Document, count: int) -> Iterator[Claim]:
    for _ in range(count):
        yield _claim(chance, document)


def _claim(chance: Random, document: Document) -> Claim:
    text = document.text
    return Claim(
        document=DocumentRef.of(document),
        kind=chance.choice(KINDS),
        actor=_parties(chance),
        recipient=_parties(chance),
        evidence=Evidence.cut(text, *_span(chance, text)),
        items=tuple(Item(_words(chance), chance.choice(ITEMS)) for _ in range(chance.randint(0, 2))),
        quantity=_perhaps(chance, _quantity(chance)),
        happened=_perhaps(chance, _period(chance)),
        places=tuple(_place(chance) for _ in range(chance.randint(0, 3))),
        vessels=tuple(Vessel(_words(chance), _perhaps(chance, "9179842")) for _ in range(chance.randint(0, 1))),
        stage=_perhaps(chance, chance.choice(get_args(Stage))),
        modality=chance.choice(MODALITIES),
        hedges=tuple(Hedge(_words(chance), _words(chance)) for _ in range(chance.randint(0, 2))),
        likelihood=_perhaps(chance, Likelihood("highly likely", 80.0, 95, "phia")),
        basis=_perhaps(chance, Basis(chance.choice(get_args(BasisType)), _words(chance))),
        condition=_perhaps(chance, _words(chance)),
        exchange=_perhaps(chance, _words(chance)),
        compared=_parties(chance),
        attribution=tuple(_link(chance) for _ in range(chance.randint(0, 3))),
        origins=_parties(chance),
        said=_perhaps(chance, _period(chance)),
        also=tuple(Evidence.cut(text, *_span(chance, text)) for _ in range(chance.randint(0, 2))),
        fields={
            name: (_span(chance, text),) for name in chance.sample(("actor", "item", "quantity"), chance.randint(0, 3))
        },
        method=chance.choice(("rules/1", "llm/small")),
        reading_confidence=chance.randint(0, 1000) / 1000,
        field_confidence={
            name: chance.randint(0, 1000) / 1000 for name in chance.sample(CONFIDENT, chance.randint(0, 4))
        },
        reviewed=_perhaps(chance, _review(chance), 0.2),
    )


def _quantity(chance: Random) -> Quantity:
    low, high = sorted((chance.choice(NUMBERS), chance.choice(NUMBERS)))
    return Quantity(
        low=_perhaps(chance, low),
        high=_perhaps(chance, high),
        unit=chance.choice(UNITS),
        approximate=chance.random() < 0.3,
        vague=chance.random() < 0.3,
        scope=_perhaps(chance, chance.choice(get_args(Scope))),
        per=_perhaps(chance, "year", 0.1),
        alternative_group=_perhaps(chance, "a", 0.1),
        text=_words(chance),
    )


def _period(chance: Random) -> Period:
    start, end = sorted((_day(chance), _day(chance)))
    return Period(_perhaps(chance, start), _perhaps(chance, end), _words(chance))


def _place(chance: Random) -> PlaceUse:
    place = chance.choice((*PLACES, None, "no-such-place"))
    return PlaceUse(_words(chance), place, chance.choice(get_args(PlaceRole)))


def _link(chance: Random) -> Link:
    return Link(
        name=_words(chance),
        party=_perhaps(chance, chance.choice(PARTIES)),
        role=_perhaps(chance, _words(chance)),
        verb=chance.choice(("", "say", "assess")),
        relay=chance.random() < 0.2,
    )


def _review(chance: Random) -> Review:
    return Review(_words(chance), _instant(chance), chance.choice(get_args(Verdict)), _words(chance))


def _span(chance: Random, text: str) -> Span:
    start = chance.randrange(len(text))
    return start, chance.randint(start + 1, len(text))


def _parties(chance: Random) -> tuple[str, ...]:
    return tuple(chance.sample(PARTIES, chance.randint(0, 3)))


def _words(chance: Random) -> str:
    return chance.choice(NASTY) if chance.random() < 0.5 else " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))


def _day(chance: Random) -> date:
    return date(1890, 1, 1) + timedelta(days=chance.randrange(60_000))


def _instant(chance: Random) -> datetime:
    zone = chance.choice(ZONES)
    return datetime(2020, 1, 1, tzinfo=zone) + timedelta(
        seconds=chance.randrange(10**8), microseconds=chance.randrange(10**6)
    )


def _perhaps(chance: Random, value: T, likely: float = 0.6) -> T | None:
    return value if chance.random() < likely else None
