from __future__ import annotations

from datetime import date

import pytest

from reportedly.read.html import is_html, read_html

PROSE = "On 2023-10-13 the White House said that North Korea had delivered more than 1,000 containers to Russia."


def page(body: str = f"<p>{PROSE}</p><p>Moscow denies it.</p>", head: str = "", lang: str = "en") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body><article>{body}</article></body></html>".encode()
    )


def slugs(data: bytes) -> list[str]:
    reading = read_html(data, "a.html")
    return [p.slug for p in reading.problems]


def test_main_text() -> None:
    """The main text comes out a paragraph a line, without menus and scripts."""
    menu = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
    article = f"<article><p>{PROSE}</p><script>var x = 1</script><p>Moscow denies it.</p></article>"
    data = f"<html><body>{menu}{article}<footer>Write to us</footer></body></html>".encode()
    assert read_html(data, "a.html").text == f"{PROSE}\nMoscow denies it."


def test_what_the_page_says_of_itself() -> None:
    """Title, site, language, address and day come from the page's head."""
    head = (
        "<title>North sends arms - The Daily</title><meta property='og:title' content='North sends arms'>"
        "<meta property='og:site_name' content='The Daily'><link rel='canonical' href='https://daily.example/arms'>"
        "<meta property='article:published_time' content='2023-10-26T18:40:55Z'>"
        "<meta property='article:modified_time' content='2023-11-02T10:00:00Z'>"
    )
    found = read_html(page(head=head, lang="en-GB"), "a.html").page
    assert (found.title, found.publisher, found.language) == ("North sends arms", "The Daily", "en")
    assert found.url == "https://daily.example/arms"
    assert found.published_on == date(2023, 10, 26)


def test_day_in_the_structured_data() -> None:
    """The day stands in the page's structured data just as well."""
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-11-20"}</script>'
    assert read_html(page(head=head), "a.html").page.published_on == date(2024, 11, 20)


def test_dateline() -> None:
    """A dateline with a time element gives the day."""
    data = page(f"<time datetime='2024-11-20T09:00'>20 November</time><p>{PROSE}</p>")
    assert read_html(data, "a.html").page.published_on == date(2024, 11, 20)


def test_prose_is_no_dateline() -> None:
    """A day that the report tells of is never taken for the day it came out."""
    assert read_html(page(), "a.html").page.published_on is None


def test_no_day_after_the_reading() -> None:
    """A page is not believed to have come out after it was read."""
    head = "<meta property='article:published_time' content='2031-01-01'>"
    assert read_html(page(head=head), "a.html", date(2024, 11, 20)).page.published_on is None


def test_declared_encoding() -> None:
    """A page in another encoding is read by what it declares."""
    text = "Министерство обороны сообщило о поставках боеприпасов и о другом имуществе."
    data = f"<html><head><meta charset='windows-1251'></head><body><p>{text}</p><p>{text}</p></body></html>"
    assert read_html(data.encode("cp1251"), "a.html").text.startswith(text)


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b" \n ", "empty-file"),
        (b"<html><body></body></html>", "page-without-text"),
        (b"<html><body><script>render()</script></body></html>", "page-without-text"),
        (b"<html>\x00\x01\x02\x03", "not-text"),
        (b"<html><body>" + b"<div>" * 50_000 + b"deep", "page-too-deep"),
        (b"<html><body>" + b"<p>a" * 250_000, "page-too-complex"),
        (b"<!-- only a comment -->", "broken-page"),
    ],
)
def test_unreadable(data: bytes, slug: str) -> None:
    """A page without text, or built to break a reader, is one problem."""
    assert slugs(data) == [slug]


def test_deep_page_with_text() -> None:
    """A page with text above the depths is read, with a warning."""
    reading = read_html(page(f"<p>{PROSE}</p>" + "<div>" * 300 + "x"), "a.html")
    assert PROSE in reading.text
    assert [(p.slug, p.severity) for p in reading.problems] == [("page-too-deep", "warning")]


@pytest.mark.parametrize("text", ["https://example.org/report", "http://localhost:9/"])
def test_an_address_is_not_fetched(text: str) -> None:
    """A file that holds only an address is that text: nothing is fetched."""
    assert read_html(text.encode(), "a.html").text in ("", text)


def test_is_html() -> None:
    """A page is known by its first tag."""
    assert is_html(b"\xef\xbb\xbf\n<!DOCTYPE html><p>")
    assert not is_html(b"a < b and <html> later")
