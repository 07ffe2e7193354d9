"""Small valid inputs for each door, from which fuzzing and mutation begin."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from find.model.asking import by, much, row
from fuzz.doors import REPORT
from keep.samples import containers, report, shells
from read.archives import packed, record
from read.printed_pages import locked_pdf, pdf
from reportedly.present.exports.jsonl import document_line
from reportedly.terms.record import claim_record

LISTS = Path(__file__).parents[1] / "data" / "lists"
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Convoy</title>'
    '<meta property="og:site_name" content="Daily"><meta property="article:published_time" content="2024-11-20">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-11-20"}</script></head>'
    f"<body><nav><a href=/>Home</a></nav><article><h1>Convoy</h1><p>{REPORT}</p><table><tr><td>1</td></tr></table>"
    f"<p>{REPORT} It was told by the ministry.</p></article></body></html>"
).encode()
MAIL = (
    'From: "Arland Desk" <desk@news.example>\r\nSubject: =?utf-8?q?Convoy?=\r\nDate: Mon, 4 Mar 2024 05:00:00 +0000\r\n'
    "Message-ID: <1@news.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    f"--x\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n{REPORT}\r\n"
    "--x\r\nContent-Type: text/html; name=a.html\r\nContent-Disposition: attachment; filename*=utf-8''a.html\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Ten crates=20came.</p>\r\n"
    "--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: b@min.example\r\n\r\nWords.\r\n--x--\r\n"
).encode()
FEED = (
    b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
    b"<title>Desk</title><link>http://news.example/</link><item><title>Convoy &amp; crates</title>"
    b"<link>http://news.example/1</link><guid isPermaLink='false'>1</guid><dc:date>2024-03-04T06:00:00Z</dc:date>"
    b"<pubDate>Mon, 4 Mar 2024 05:00:00 +0000</pubDate><description>&lt;p&gt;40 crates&lt;/p&gt;</description>"
    b"</item></channel></rss>"
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://news.example/"><title>Desk</title><entry><id>urn:1</id>'
    b'<title type="html">A</title><link href="1"/><updated>2024-03-05T00:00:00Z</updated><content type="xhtml">'
    b'<div xmlns="http://www.w3.org/1999/xhtml"><p>40 crates.</p></div></content></entry></feed>'
)
CSV = (
    "Supplier,Recipient,Item,Quantity,Unit,Date,Source,URL,Published\n"
    'North Korea,Russia,artillery shells,"1,000",pieces,2024-10-11,Yonhap,https://yna.example/1,2024-10-12\n'
    'Iran;Россия,"drones, loitering",about 40,"Oct 2023",3m–5m,$2 billion,,,\n'
).encode()
LEXICON = (
    b'[[party]]\ncode = "XA"\nkind = "state"\nnames = ["Arland"]\n\n[[item]]\nitem = "crate"\nparent = "arms"\n'
    b'cls = "weapon"\nnames = ["crate"]\n\n[[hedge]]\nwords = "it is whispered"\n'
)
PLACES = b"place,names,country,lat,lon,kind,ambiguous\nport-x,Port X|Old Port,XA,39.5,127.1,port,\n"
WATCH = (
    b'[[source]]\nname = "agency"\nfeed = "https://agency.example/feed.xml"\nevery = "30m"\n\n[[indicator]]\n'
    b'name = "a million shells"\nkind = "total-passes"\nsupplier = "North Korea"\nrecipient = "RU"\n'
    b'item = "artillery shells"\nunit = "shell"\nat_least = 1_000_000\nlevel = 2\nchannels = ["desk"]\n\n'
    b'[[channel]]\nname = "desk"\nkind = "webhook"\nurl = "https://desk.example/x"\nheaders = { "X-Desk" = "arms" }\n\n'
    b'[quiet]\nfrom = "22:00"\nuntil = "06:00"\nzone = "Asia/Seoul"\n\n[web]\nattempts = 3\n'
)
HOUSE = b'organisation = "Institute"\naccent = "#003366"\nclosing = ["One.", "Two."]\n'
MAPPING = (
    b'date_order = "dmy"\ndecimal = ","\n[columns]\nsupplier = "Supplier"\nitem = ["Item", "Goods"]\n'
    b'[defaults]\nrecipient = "RU"\n[units]\nCrates = "container"\n'
)


def _answer() -> str:
    told = row(
        "Seoul said on Monday that North Korea had sent 1,000 containers of shells to Russia.",
        actor=["North Korea"],
        recipient=["Russia"],
        items=["shells"],
        quantity=much("1,000 containers", 1000, 1000),
        happened="on Monday",
        attribution=[by("Seoul", "said")],
        said="on Monday",
    )
    return json.dumps({"claims": [told, row("Moscow denied it", kind="response", modality="denied")]})


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """A workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _claims() -> bytes:
    told = report(title="Containers go north")
    lines = [document_line(told), claim_record(containers(told)), claim_record(shells(told))]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


@cache
def seeds(door: str) -> tuple[bytes, ...]:
    """Inputs that a door takes without a fault, the first of them the fullest."""
    match door:
        case "text":
            return REPORT.encode(), "Сеул сообщил: 1 000 контейнеров.".encode("cp1251"), REPORT.encode("utf-16")
        case "html":
            return (PAGE,)
        case "pdf":
            return pdf([[REPORT], ["Page two."]], deflated=True), pdf([[REPORT]]), locked_pdf()
        case "warc":
            return record(), packed(record(), record(body=PAGE, headers=("Content-Encoding: gzip",)))
        case "mail":
            return (MAIL,)
        case "jsonl":
            line = {"text": REPORT, "publisher": "Daily", "published": "2024-11-20", "language": "en", "path": "1.txt"}
            return (json.dumps(line).encode() + b'\n{"text": "One."}\n',)
        case "feed":
            return FEED, ATOM
        case "metadata":
            told = {"a.txt": {"publisher": "Daily", "published": "2024-11-20", "handling": "restricted", "url": "x"}}
            return (json.dumps(told).encode(),)
        case "claim-lines":
            return (_claims(),)
        case "csv":
            return (CSV,)
        case "xlsx":
            return (workbook(("Supplier", "Recipient", "Item", "Quantity"), ("Iran", "Russia", "drones", 40)),)
        case "list":
            return tuple(path.read_bytes() for path in sorted(LISTS.iterdir(), reverse=True))
        case "answer":
            return (_answer().encode(),)
        case "reply":
            choice = {"message": {"content": "{}"}, "finish_reason": "stop"}
            return json.dumps(
                {"choices": [choice], "usage": {"prompt_tokens": 3}}
            ).encode(), b'{"error": {"message": "x"}}'
        case "lexicon":
            return (LEXICON,)
        case "places":
            return (PLACES,)
        case "watch":
            return (WATCH,)
        case "house":
            return (HOUSE,)
        case _:
            return (MAPPING,)
