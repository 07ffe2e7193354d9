"""The reader of other languages: everything that is seen in a document, in the order of the text; and its vessels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from find.native.native_names import names
from find.seeing import wired
from reportedly.find.native.reader import NativeReader
from reportedly.find.native.vessels import vessels
from reportedly.terms.document import Document
from reportedly.terms.mention import ItemMention, Mention, PeriodMention, QuantityMention, VesselMention
from reportedly.terms.quantity import Quantity
from shipped import shipped_rows, shipped_tables


class Figures:
    """Reads "1만3000여 개", counted of the goods before it, and a sum of dollars."""

    def quantities(self, text: str, items: Sequence[ItemMention]) -> tuple[QuantityMention, ...]:
        found = []
        for words, quantity in (
            ("1만3000여 개", Quantity(13000, None, "container")),
            ("20억 미국 달러", Quantity(2_000_000_000, 2_000_000_000, "USD")),
        ):
            at = text.find(words)
            counted = next(((i.start, i.end) for i in items if i.end == at - 1), None)
            if at >= 0:
                found.append(QuantityMention(at, at + len(words), words, quantity, (at, at + 6), counted))
        return tuple(found)


class Days:
    """Reads "지난 8월" by the year of the report."""

    def periods(self, text: str, anchor: date | None) -> tuple[PeriodMention, ...]:
        at = text.find("지난 8월")
        if at < 0 or anchor is None:
            return ()
        start, end = date(anchor.year, 8, 1), date(anchor.year, 8, 31)
        return (PeriodMention(at, at + 5, text[at : at + 5], start, end, "DATE", f"{anchor.year}-08"),)


READER = NativeReader("ko", names("ko"), Figures(), Days())


def seen(text: str) -> tuple[Mention, ...]:
    return READER.mentions(Document(text, published_on=date(2024, 10, 24), language="ko"))


def test_order_of_the_text() -> None:
    """Mentions of all kinds come in the order of the text, and each is its own words."""
    text = "국정원은 북한이 지난 8월 이후 나진에서 화물선 앙가라호에 컨테이너 1만3000여 개를 실었다고 밝혔다."
    found = seen(text)
    assert [(m.type, m.text) for m in found] == [
        ("party", "국정원"),
        ("party", "북한"),
        ("period", "지난 8월"),
        ("place", "나진"),
        ("vessel", "앙가라"),
        ("item", "컨테이너"),
        ("quantity", "1만3000여 개"),
    ]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_numbers_are_handed_the_goods() -> None:
    """Figures are read beside the goods named in the text, days from the day of the report."""
    found = seen("지난 8월 컨테이너 1만3000여 개를 보냈다.")
    assert [m.counted for m in found if isinstance(m, QuantityMention)] == [(6, 10)]
    assert [m.start_on for m in found if isinstance(m, PeriodMention)] == [date(2024, 8, 1)]


def test_money_names_no_state() -> None:
    """A state within a sum of money names a currency, and is no party."""
    assert [m.type for m in seen("20억 미국 달러를 보냈다.")] == ["quantity"]


def test_names_of_ships_are_no_places() -> None:
    """A ship that bears a city's name is a vessel, no place."""
    assert [(m.type, m.text) for m in seen("화물선 '나홋카'호가 떠났다.")] == [("vessel", "나홋카")]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ko", "러시아 화물선 앙가라호와 마리아호, 레이디R호가 나진에 들어갔다.", ["앙가라", "마리아", "레이디R"]),
        ("ko", "선박 '레이디 R'호와 앙가라호(IMO 9179842)", ["레이디 R", "앙가라 9179842"]),
        ("ko", "앙가라호와 마리아호 등 러시아 선박 4척. 마리아호는 돌아갔다.", ["앙가라", "마리아", "마리아"]),
        ("ko", "“마리아”호(IMO 번호 9179840)", ["마리아"]),
        ("ko", "보호와 신호, 천리마-1호와 화물선 3호, 호위함 충남함", []),
        ("ja", "ロシアの貨物船「アンガラ」が羅津に入港した。", ["アンガラ"]),
        ("ja", "ロシア貨物船アンガラ号とマリア号は出港した。アンガラ号は戻った。", ["アンガラ", "マリア", "アンガラ"]),
        ("ja", "貨客船万景峰号(IMO 9179842)と第3号、信号、アポロ11号", ["万景峰 9179842"]),
        (
            "ru",
            "Судно «Ангара» (IMO 9179842) и сухогруз Lady R; теплоходу «Мария»",
            ["Ангара 9179842", "Lady R", "Мария"],
        ),
        ("ru", "Судно вышло из порта, корабли стояли.", []),
        ("uk", "Суховантаж «Ангара» й теплохід Lady R, а судна стоять", ["Ангара", "Lady R"]),
        ("en", "The vessel Angara", []),
    ],
)
def test_vessels(language: str, text: str, found: list[str]) -> None:
    """Ships are told by a word for one, quotation marks, 호 or 号; an IMO number counts where it holds."""
    assert [m.name + (f" {m.imo}" if m.imo else "") for m in vessels(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "ko",
            "국정원은 북한이 지난 8월 러시아에 컨테이너 1만3000여 개를 보냈다고 밝혔다.",
            ["국정원", "북한", "지난 8월", "러시아", "컨테이너", "1만3000여 개"],
        ),
        (
            "ja",
            "イラン国防省は、北朝鮮が8月にロシアへ砲弾800万発を送ったとの見方を示した。",
            ["イラン国防省", "北朝鮮", "8月", "ロシア", "砲弾", "800万発"],
        ),
        (
            "ru",
            "Министерство обороны Ирана сообщило, что КНДР в августе передала Москве 10 тысяч снарядов.",
            ["Министерство обороны Ирана", "КНДР", "августе", "Москве", "10 тысяч снарядов", "снарядов"],
        ),
        (
            "uk",
            "ГУР Міноборони України заявило, що Північна Корея у жовтні передала Росії 3 млн снарядів.",
            ["ГУР Міноборони України", "Північна Корея", "жовтні", "Росії", "3 млн снарядів", "снарядів"],
        ),
    ],
)
def test_each_language(language: str, text: str, found: list[str]) -> None:
    """The reader of each language, of the rows shipped, sees who, what, how much and when."""
    reader = NativeReader.of(language, shipped_rows(language), shipped_tables())
    seen_there = reader.mentions(Document(text, published_on=date(2024, 11, 20), language=language))
    assert [m.text for m in seen_there if m.type != "attribution"] == found
    assert [m.text[:3] for m in seen_there if m.type == "attribution"] == [text[:3]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Судно «Ангара» вышло из порта Раджин."),
        ("ja", "ロシアの貨物船「アンガラ」が羅津に入港した。"),
        ("en", "The vessel Angara left the port of Rajin."),
    ],
)
def test_a_ship_has_one_name_in_all_languages(language: str, text: str) -> None:
    """Ships are known by their names in Latin letters, while the words stay the text's own."""
    (ship,) = (m for m in wired().mentions(Document(text, language=language)) if isinstance(m, VesselMention))
    assert ship.name == "Angara"
    assert text[ship.start : ship.end] == ship.text
