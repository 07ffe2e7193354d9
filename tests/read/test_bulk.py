from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from read.archives import damaged, packed, record
from reportedly.read.bulk import bulk_text, language_of_bulk, page_language, read_page
from reportedly.read.dispatch import ending_of, form_of, read_bytes
from reportedly.read.html import read_html
from reportedly.read.metadata import Metadata
from reportedly.read.options import ReadOptions
from reportedly.read.warc import Page

PROSE = (
    "The ship left Rason in the night with a cargo of rocket launchers, three officials said.",
    "It reached the pier at Dunay two days later, where a train had been waiting since the weekend.",
    "Moscow did not comment; Pyongyang has denied such deliveries before.",
)
MENU = "<nav><ul>" + "<li><a href='/s'>Missiles and more stories of the day</a></li>" * 40 + "</ul></nav>"
AT = datetime(2025, 3, 3, 4, 5, 6, tzinfo=UTC)
URL = "https://daily.example/arms"

ENGLISH = (
    "Ankara will hand Kyiv eight more corvettes, and the first of them sails in spring, its defence "
    "minister said. The two "
    "navies have trained together since the autumn. He would not say who pays for the ships, which were "
    "built in Tuzla.",
    "DELIVERIES SO FAR: Howitzers, 36. Mortars, 120. Rocket launchers, 14. Trucks, 300. Missiles, about "
    "90. Drones, unknown. "
    "Sources: Defence Ministry, Parliament's Budget Office, Customs Statistics. Compiled February 2025. "
    "Excludes spare parts.",
    "Rheinmetall, Krauss-Maffei Wegmann und Diehl: the names on the contract are German, but the "
    "howitzers go to Vilnius. "
    "The “Zeitenwende” that Berlin proclaimed has reached the Baltic states, with Panzerhaubitze and "
    "Boxer in its train.",
    "Pyongyang, Rason, Vostochny, Dunay, Tikhoretsk: the route of the shells is known by now. Choe Son "
    "Hui and Sergei Lavrov "
    "met in Wonsan. Kim Yong Bok, Ri Chang Ho and No Kwang Chol were seen there too, South Korea's NIS reported.",
    "Teheran liefert, Moskau schießt? That was the headline in Vienna. The text below it said less: "
    "drones, perhaps, and not "
    "before the summer. Officials in both capitals called it an invention, and the paper has since "
    "withdrawn the story.",
    "Buenos Aires compró seis F-16, El País wrote. In English: Argentina bought six aircraft from "
    "Denmark, with the consent "
    "of Washington. The price was not published, but the finance ministry has set aside 300 million "
    "dollars for them.",
    "한국 국가정보원, the National Intelligence Service, told lawmakers that 200 howitzers had gone "
    "north to Russia by rail. "
    "북한, it said, has also sent rocket launchers; a report with the details will be published in the coming weeks.",
)
OTHERS = {
    "es": "El Ministerio de Defensa confirmó ayer la entrega de seis helicópteros a su vecino del norte, según "
    "el acuerdo firmado en "
    "enero. Los aparatos llegaron por mar y serán utilizados para vigilar la frontera. La oposición pide "
    "explicaciones.",
    "de": "Das Verteidigungsministerium bestätigte am Dienstag die Übergabe von sechs Hubschraubern an das "
    "Nachbarland. Die Maschinen "
    "wurden auf dem Seeweg geliefert und sollen an der Grenze eingesetzt werden. Die Opposition verlangt Aufklärung.",
    "fr": "Le ministère de la Défense a confirmé mardi la livraison de six hélicoptères à son voisin du nord, "
    "conformément à l'accord "
    "signé en janvier. Les appareils sont arrivés par la mer et serviront à surveiller la frontière. "
    "L'opposition s'interroge.",
    "it": "Il ministero della Difesa ha confermato martedì la consegna di sei elicotteri al paese vicino, "
    "secondo l'accordo firmato a "
    "gennaio. Gli apparecchi sono arrivati via mare e saranno impiegati lungo il confine. L'opposizione "
    "chiede spiegazioni.",
    "pt": "O Ministério da Defesa confirmou na terça-feira a entrega de seis helicópteros ao país vizinho, "
    "conforme o acordo assinado "
    "em janeiro. Os aparelhos chegaram por mar e serão usados na vigilância da fronteira. A oposição "
    "pede explicações.",
    "nl": "Het ministerie van Defensie heeft dinsdag de levering van zes helikopters aan het buurland "
    "bevestigd. De toestellen kwamen "
    "over zee en worden ingezet aan de grens. De oppositie wil weten wie de rekening betaalt en waarom "
    "er niets is gezegd.",
    "pl": "Ministerstwo Obrony potwierdziło we wtorek przekazanie sześciu śmigłowców sąsiedniemu państwu "
    "zgodnie z umową podpisaną w "
    "styczniu. Maszyny dotarły drogą morską i będą strzegły granicy. Opozycja domaga się wyjaśnień w tej sprawie.",
    "tr": "Savunma Bakanlığı, ocak ayında imzalanan anlaşma uyarınca altı helikopterin komşu ülkeye teslim "
    "edildiğini salı günü "
    "doğruladı. Helikopterler deniz yoluyla geldi ve sınırda kullanılacak. Muhalefet bu konuda açıklama istiyor.",
    "ru": "Министерство обороны подтвердило во вторник передачу шести вертолётов соседней стране по "
    "соглашению, подписанному в январе. "
    "Машины прибыли морем и будут использоваться для охраны границы. Оппозиция требует объяснений.",
    "ar": "أكدت وزارة الدفاع يوم الثلاثاء تسليم ست مروحيات إلى الدولة المجاورة وفق الاتفاق الموقع في كانون "
    "الثاني. وصلت المروحيات بحرا "
    "وستستخدم لمراقبة الحدود. وتطالب المعارضة بتوضيحات حول ثمن الصفقة ومن يدفعه.",
    "ko": "국방부는 지난 1월 서명한 협정에 따라 헬리콥터 여섯 대를 이웃 나라에 인도했다고 화요일 확인했다. "
    "헬리콥터는 해상으로 도착했으며 국경 감시에 "
    "쓰일 예정이다. 야당은 비용을 누가 내는지 설명을 요구하고 있다. 정부는 아직 답하지 않았다.",
    "zh": "国防部星期二证实，根据一月签署的协议，六架直升机已移交邻国。直升机经海路运抵，将用于边境巡逻。反对党"
    "要求说明费用由谁承担，政府尚未答复。"
    "两国国防部长将于下月在首都会晤，讨论后续交付事宜以及飞行员的训练安排。据报道，双方还将讨论联合演习、"
    "零部件供应和维修合同。"
    "观察人士认为，这一交易会影响地区的力量平衡，邻近各国对此表示关注。外交部发言人说，交易符合国际法，也"
    "不针对任何第三方。议会将在下周举行听证会。",
}


def page(body: str, lang: str = "en", head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body>{body}</body></html>".encode()


def article(*paragraphs: str) -> str:
    return "<article>" + "".join(f"<p>{each}</p>" for each in paragraphs) + "</article>"


def fetched(body: bytes, charset: str | None = None, is_plain: bool = False) -> Page:
    return Page(URL, body, charset, AT, 77, is_plain)


def test_main_text_in_bulk() -> None:
    """The quick text has every paragraph of the article, and nothing of menus, scripts and cookies."""
    script = "<script>track('missile')</script><div class='cookie-banner'><p>We store cookies.</p></div>"
    text = bulk_text(page(script + MENU + article(*PROSE) + "<footer>Write to us</footer>"))
    assert [each for each in PROSE if each not in text] == []
    assert "Missiles and more" not in text
    assert "track(" not in text


def test_a_second_opinion_where_little_is_found() -> None:
    """Where the quick reader finds nearly nothing on a page with much on it, the careful reader's text "
    "is taken if longer."""
    hidden = "".join(f"<div class='comment-list'><p>{each}</p></div>" for each in PROSE * 3)
    data = page(MENU + f"<aside class='sidebar comments'>{hidden}</aside>")
    careful = read_html(data, "a.html").text
    assert len(careful) > 200
    assert len(bulk_text(data)) >= len(careful)


@pytest.mark.parametrize(
    "frame",
    [
        "<main><h1>Arms</h1>{}</main>",
        "<div class='story-body'>{}</div>",
        "<div class='with-sidebar'>{}</div>",
        "<div class='has-comments post'>{}</div>",
        "<div class='social-media-story'>{}</div>",
        "<div class='modal-page'>{}</div>",
        "<div style='display:none'>{}</div>",
        "<form action='./x.aspx'><div id='main'>{}</div></form>",
        "<table><tr><td width='150'>A menu</td><td>{}</td></tr></table>",
    ],
)
def test_articles_in_many_frames(frame: str) -> None:
    """The article is found in whatever its page puts around it, also where it looks like comments."""
    text = bulk_text(page(MENU + frame.format("".join(f"<p>{each}</p>" for each in PROSE * 3)) + "<p>All rights</p>"))
    assert [each for each in PROSE if each not in text] == []


def test_short_pages_stay_short() -> None:
    """A page on which there is little altogether gives that little."""
    assert bulk_text(page(article("Shots were heard."))) == "Shots were heard."
    assert bulk_text(page("")) == bulk_text(b"") == bulk_text(b"  \n") == ""


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_letters_in_bulk(codec: str) -> None:
    """The letters are those of the page: by its marks, by what it declares, or by the HTTP header."""
    words = "Партия снарядов прибыла в порт Раджин во вторник, сообщил представитель министерства обороны." * 3
    declared = page(article(words), "ru", f"<meta charset='{codec}'>").decode().encode(codec)
    assert words in bulk_text(declared)
    assert words in bulk_text(page(article(words), "ru").decode().encode(codec), codec)


@pytest.mark.parametrize("tag", ["div", "b", "table", "a", "li", "p"])
def test_pages_nested_without_end(tag: str) -> None:
    """A page nested fifty thousand levels deep ends soon, and gives a text or none."""
    assert isinstance(bulk_text(f"<{tag}>".encode() * 50_000 + b"words"), str)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: f"<p>{t}</p>".encode())))
@settings(deadline=None)
def test_any_bytes_in_bulk(data: bytes) -> None:
    """No bytes make it raise, and the text can be stored."""
    bulk_text(data, "utf-8").encode()
    bulk_text(data, "no-such-charset").encode()


@pytest.mark.parametrize("text", ENGLISH)
@pytest.mark.parametrize("lang", [None, "en", "de", "es", "ru", "ko", "x"])
def test_english_is_never_dropped(text: str, lang: str | None) -> None:
    """English is English with foreign names, foreign quotations, in lists, and whatever language its page claims."""
    assert language_of_bulk(text, lang) == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code: str) -> None:
    """A text of some sentences in another language is told as such, without the page's help too."""
    assert language_of_bulk(OTHERS[code] * 2, code) == code
    assert language_of_bulk(OTHERS[code] * 2, None) != "en"
    assert language_of_bulk(OTHERS[code] * 2, "en") != "en"


def test_of_few_words_nothing_is_said() -> None:
    """A text too short to tell counts as English."""
    assert language_of_bulk("Misiles para Kiev", "es") == "en"
    assert language_of_bulk("", None) == "en"


def test_the_language_that_a_page_names() -> None:
    """The page's own word for its language stands in its first tag."""
    assert page_language(page("", "pt-BR")) == "pt-BR"
    assert page_language(b"<HTML class=x LANG=de>") == "de"
    assert page_language(b"<html data-lang='de'><p lang='fr'>") is None


def test_a_page_with_care() -> None:
    """The document of a page is the one that its file gives with its address, and knows when it was fetched."""
    data = page(
        article(*PROSE), head="<meta property='og:site_name' content='Daily'><link rel=canonical href='/other'>"
    )
    options = ReadOptions(today=date(2025, 4, 1), published_on=date(2025, 3, 2))
    (document,), _ = read_page(fetched(data), options, "news.warc.gz")
    (same,), _ = read_bytes(data, "page.html", None, ReadOptions(url=URL, published_on=date(2025, 3, 2)))
    assert document.id == same.id
    assert (document.text, document.raw_sha256, document.publisher) == (same.text, same.raw_sha256, "Daily")
    assert (document.url, document.path, document.retrieved_at) == (URL, "news.warc.gz:77", AT)


def test_the_charset_of_the_header() -> None:
    """The HTTP header tells the letters where the page does not; where it does, the page is believed, "
    "as it is from a file."""
    words = " ".join(["Партия снарядов прибыла в порт Раджин во вторник."] * 8)
    mute = page(article(words), "ru").decode().encode("koi8-r")
    (document,), _ = read_page(fetched(mute, "koi8-r"))
    assert document.text == words
    telling = page(article(words), "ru", "<meta charset='windows-1251'>").decode().encode("cp1251")
    (document,), _ = read_page(fetched(telling, "koi8-r"))
    assert document.text == words


def test_plain_text_with_care() -> None:
    """Plain text is kept as it stands."""
    (document,), _ = read_page(fetched("Zwölf Geschütze".encode("cp1252"), "windows-1252", is_plain=True))
    assert document.text == "Zwölf Geschütze"


def test_an_archive_is_its_pages() -> None:
    """A WARC file gives the documents of its pages; what is not read is told with the place of its "
    "record and its address."""
    first = record("https://daily.example/1", page(article(*PROSE)))
    data = packed(record(kind="warcinfo"), first, record("https://daily.example/2", status="404 Gone"))
    data += damaged(record("https://daily.example/3", page(article(*PROSE * 3)))) + packed(record(body=page("")))
    for name in ("news.warc.gz", "news.WARC.GZ", "-"):
        documents, problems = read_bytes(data, name, Metadata(publisher="Daily"))
        offset = len(packed(record(kind="warcinfo")))
        assert [(each.url, each.path) for each in documents] == [("https://daily.example/1", f"{name}:{offset}")]
        assert documents[0].publisher == "Daily"
        assert documents[0].retrieved_at == AT
        told = {problem.slug: problem for problem in problems}
        assert set(told) == {"not-found", "broken-record", "page-without-text", "no-publication-date"}
        assert [slug for slug, problem in told.items() if problem.severity == "error"] == [
            "broken-record",
            "page-without-text",
        ]
        assert told["not-found"].where == f"{name}:{offset + len(packed(first))}"
        assert "https://daily.example/2" in told["not-found"].message
        assert "https://daily.example/a" in told["page-without-text"].message


def test_many_lost_pages_are_summed_up() -> None:
    """Twenty lost pages of a kind are named one by one, the others in one problem."""
    data = packed(*(record(f"https://daily.example/{n}", status="404 Gone") for n in range(25)))
    documents, problems = read_bytes(data, "a.warc.gz")
    assert documents == ()
    assert [problem.slug for problem in problems] == ["not-found"] * 21
    assert problems[-1].where == "a.warc.gz"
    assert problems[-1].message.startswith("5 more records")


def test_endings_of_two_parts() -> None:
    """A packed archive is known by both parts of its ending, and by what is in it; other packed files are none."""
    assert [ending_of(name) for name in ("a.warc.gz", "A.B.WARC.GZ", "a.gz", "a.html", "a")] == [
        ".warc.gz", ".warc.gz", ".gz", ".html", "",
    ]  # fmt: skip
    assert form_of(record(), "a") == form_of(packed(record()), "a.gz") == "warc"
    assert form_of(packed(b"no record"), "a.gz") == "text"
