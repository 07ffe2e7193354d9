"""Mail: a message, what is attached to it, and what is forwarded in it."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.read.dispatch import read_bytes
from reportedly.read.mail import MOST_PARTS, read_mail
from reportedly.read.options import ReadOptions
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.world.files import documents

WORDS = "The ministry of Arland said that a convoy brought 40 crates of shells."
PAGE = (
    f"<html lang='en'><head><title>No</title></head><body><article><p>{WORDS}</p><p>It said no more.</p></article></body>"
    "</html>"
)


def message(text: str | None = WORDS, **headers: str) -> EmailMessage:
    """A message; `_` in a header's name is a hyphen."""
    made = EmailMessage()
    told = {
        "From": "Arland Desk <desk@news.example>",
        "Date": "Mon, 04 Mar 2024 23:30:00 -0500",
        "Subject": "Convoy reaches the depot",
        "Message-ID": "<17$4@news.example>",
    }
    for name, value in (told | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        if value:
            made[name] = value
    if text is not None:
        made.set_content(text)
    return made


def read(told: EmailMessage | bytes, **options: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    data = told if isinstance(told, bytes) else bytes(told)
    return read_bytes(data, "in/a.eml", None, ReadOptions(**options))  # type: ignore[arg-type]


def only(told: EmailMessage | bytes, **options: str) -> Document:
    (document,), problems = read(told, **options)
    assert problems == ()
    return document


def test_a_message_is_its_text_and_what_its_headers_tell() -> None:
    """Who sent it publishes, on the day that the sender's clock showed, under its subject, at the address of its id."""
    document = only(message())
    assert (document.text.strip(), document.path) == (WORDS, "in/a.eml")
    assert (document.publisher, document.title) == ("Arland Desk", "Convoy reaches the depot")
    assert (document.published_on, document.url) == (date(2024, 3, 4), "mid:17$4@news.example")


def test_the_users_publisher_comes_first() -> None:
    """What the user says of the message holds; without a name the sender's domain stands for it."""
    assert only(message(), publisher="Arland News").publisher == "Arland News"
    assert only(message(From="desk@News.Example")).publisher == "news.example"


def test_encoded_headers_and_letters() -> None:
    """Headers in other letters come decoded, and the text in the letters that it names, or in what they are."""
    raw = (
        b"From: =?utf-8?b?0JzQuNC90LjRgdGC0LXRgNGB0YLQstC+?= <m@min.example>\r\n"
        b"Subject: =?iso-8859-1?q?Caf=E9?=\r\n =?utf-8?q?_=E2=82=AC?=\r\nDate: Mon, 4 Mar 2024 05:00:00 +0000\r\n"
        b"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n"
    )
    text = "Министерство сообщило о сорока ящиках."
    for charset, codec in ((b"windows-1251", "cp1251"), (b"no-such", "utf-8"), (b"us-ascii", "utf-8")):
        document = only(raw % (charset, text.encode(codec)))
        assert (document.publisher, document.title) == ("Министерство", "Café €")
        assert document.text.strip() == text


def test_plain_words_go_before_a_page() -> None:
    """Of a message that says itself twice the plain one is read, and it is one document; a page where there is no other."""
    both = message()
    both.add_alternative(PAGE, subtype="html")
    assert only(both).text.strip() == WORDS
    page = message(None)
    page.set_content(PAGE, subtype="html")
    document = only(page)
    assert (WORDS in document.text, document.title) == (True, "Convoy reaches the depot")
    empty = message("\n")
    empty.add_alternative(PAGE, subtype="html")
    assert WORDS in only(empty).text


def test_lines_that_ran_out_of_room_are_one_paragraph() -> None:
    """A text that flows comes in whole paragraphs; the line before a signature stays one."""
    flowing = b"From: a@b.example\nDate: Mon, 4 Mar 2024 05:00:00 +0000\nContent-Type: text/plain; format=flowed\n\n"
    assert only(flowing + b"A convoy \nbrought \n40 crates.\n\n From afar.\n-- \nDesk\n").text == (
        "A convoy brought 40 crates.\n\nFrom afar.\n--\nDesk\n"
    )


def test_attachments_are_documents_of_their_own() -> None:
    """Pages, texts and PDFs that are attached are read under the message's path and their own name, with its headers."""
    made = message()
    made.add_attachment("An annex on 7 crates.\n", filename="../../etc/annex.txt")
    made.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
    made.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="octet-stream", filename="a.pdf")
    made.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="a.zip")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    found, problems = read(made)
    assert [document.path for document in found] == ["in/a.eml", "in/a.eml/annex.txt", "in/a.eml/page.html"]
    assert {(document.publisher, document.published_on) for document in found} == {("Arland Desk", date(2024, 3, 4))}
    assert [document.title for document in found[1:]] == ["annex.txt", "page.html"]
    assert [(p.slug, p.severity) for p in problems] == [("attachment-not-read", "warning"), ("broken-pdf", "error")]
    assert "a.zip" in problems[0].message


def test_a_forwarded_message_has_its_own_sender() -> None:
    """What is forwarded is a document of its own, one level deep; what that forwards is told and left out."""
    inner = message("Deep words.", From="c@deep.example", Message_ID="<3@deep.example>")
    middle = message("The ministry said 30 crates.", From="Min <b@min.example>", Message_ID="<2@min.example>")
    middle.add_attachment(inner)
    outer = message("See below.")
    outer.add_attachment(middle)
    found, problems = read(outer)
    assert [(d.publisher, d.url) for d in found] == [
        ("Arland Desk", "mid:17$4@news.example"),
        ("Min", "mid:2@min.example"),
    ]
    assert [p.slug for p in problems] == ["too-deep"]


def test_a_digest_is_its_messages() -> None:
    """Each message of a digest is a document with its own headers."""
    parts = "".join(
        f"--x\n\nFrom: d{n}@list.example\nDate: Mon, {n} Jan 2024 05:00:00 +0000\nSubject: No. {n}\n\nWords no. {n}.\n"
        for n in (1, 2)
    )
    raw = f"From: list@list.example\nSubject: Digest\nContent-Type: multipart/digest; boundary=x\n\n{parts}--x--\n"
    found, problems = read(raw.encode())
    assert [(d.title, d.published_on, d.text.strip()) for d in found] == [
        ("No. 1", date(2024, 1, 1), "Words no. 1."),
        ("No. 2", date(2024, 1, 2), "Words no. 2."),
    ]
    assert problems == ()


def test_what_is_no_message() -> None:
    """A text, a message without text, and nothing at all are problems."""
    for data, slug in (
        (b"Just words.\n\nMore.", "not-a-message"),
        (b"\x00\x01\x02", "not-a-message"),
        (bytes(message(None)), "message-without-text"),
        (b" \n", "empty-file"),
    ):
        found, problems = read(data)
        assert (found, [p.slug for p in problems]) == ((), [slug])


def test_bounds() -> None:
    """Hundreds of parts, and parts within parts within parts, are read up to a bound, with a warning."""
    many = message()
    for number in range(MOST_PARTS + 5):
        many.add_attachment(f"Annex {number}.\n", filename=f"{number}.txt")
    parts, problems = read_mail(bytes(many), "a.eml")
    assert (len(parts), [p.slug for p in problems]) == (MOST_PARTS, ["too-many-parts"])
    for levels in (30, 5_000):
        opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(levels))
        _, problems = read(f"From: a@b.example\n{opened}Content-Type: text/plain\n\nDeep.\n".encode())
        assert "too-deep" in [p.slug for p in problems]


def test_a_message_is_read_from_a_folder(tmp_path: Path) -> None:
    """Files that end in .eml are read like any others."""
    (tmp_path / "a.eml").write_bytes(bytes(message()))
    ((found, problems),) = documents([str(tmp_path)])
    assert ([document.title for document in found], problems) == (["Convoy reaches the depot"], ())


@pytest.mark.parametrize(
    "header",
    ["From: \x00<", "From: =?utf-8?b?////?= <>", "Date: 99 Foo 99999 99:99", "Message-ID: <a b", "Subject: =?x?q?=FF?=",
     "From: " + "(" * 5_000, "From: @,,,;:<<>>",
     "Content-Type: text/plain; charset*0*=x''%FF; format=;",
     "To: " + "a" * 100_000],
)  # fmt: skip
def test_odd_headers_cost_only_themselves(header: str) -> None:
    """Whatever stands in a header, the words of the message are read."""
    data = f"X-First: 1\n{header}\n\n{WORDS}\n".encode("latin-1")
    found, _ = read(data)
    assert [document.text.strip() for document in found] == [WORDS]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_bytes_are_read_or_a_problem(data: st.DataObject) -> None:
    """Nothing raises, whatever bytes of a message are others, and wherever it ends."""
    whole = message()
    whole.add_alternative(PAGE, subtype="html")
    whole.add_attachment("An annex.\n", filename="annex.txt")
    raw = bytearray(bytes(whole))
    for _ in range(data.draw(st.integers(0, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(raw[: data.draw(st.integers(0, len(raw)))])
    found, problems = read(cut)
    assert found or problems
