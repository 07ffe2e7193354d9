"""Feeds: every entry of any version, and what is wrong with them as data."""

from __future__ import annotations

import time
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.read.feeds import BOUNDS, MOST_BYTES, read_feed
from reportedly.terms.fetching import FeedEntry

URL = "http://news.example/feeds/all.xml"

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://news.example/">
 <title type="html">The &lt;i&gt;Arland&lt;/i&gt; Desk</title><updated>2024-03-04T06:00:00Z</updated><id>urn:desk</id>
 <entry><title>Convoy &amp;amp; crates</title><id>urn:1</id><link rel="enclosure" href="/1.mp3"/><link href="stories/1"/>
  <published>2024-03-04T01:30:00+09:00</published><updated>2024-03-05T00:00:00Z</updated>
  <summary>Short.</summary><content type="xhtml">
  <div xmlns="http://www.w3.org/1999/xhtml"><p>Arland sent 40 crates.</p></div>
  </content></entry>
 <entry><title>Second</title><id>urn:2</id><link href="https://other.example/2"/><updated>2024-03-06T00:00:00Z</updated>
  <content type="text">7 &lt; 8 crates</content><source><title>Other Wire</title></source></entry>
</feed>"""


def rss(items: str, opening: str = "<?xml version='1.0'?>") -> bytes:
    return f"{opening}<rss version='2.0'><channel><title>Desk</title>{items}</channel></rss>".encode()


def item(link: str = "", guid: str = "", title: str = "Convoy", more: str = "") -> str:
    given = (f"<link>{link}</link>" if link else "") + (f"<guid>{guid}</guid>" if guid else "")
    return f"<item><title>{title}</title>{given}{more}</item>"


def only(data: bytes) -> FeedEntry:
    (entry,), problems = read_feed(data, URL)
    assert problems == ()
    return entry


def told(data: bytes) -> tuple[int, list[tuple[str, str]]]:
    entries, problems = read_feed(data, URL)
    return len(entries), [(problem.slug, problem.severity) for problem in problems]


def test_atom() -> None:
    """Entries come with their guid, page, instants and longest text; the feed's title is who publishes, or the source's."""
    (first, second), problems = read_feed(ATOM.encode(), URL)
    assert problems == ()
    assert first == FeedEntry(
        "urn:1",
        "http://news.example/stories/1",
        "Convoy & crates",
        datetime(2024, 3, 3, 16, 30, tzinfo=UTC),
        datetime(2024, 3, 5, tzinfo=UTC),
        "<p>Arland sent 40 crates.</p>",
        "The Arland Desk",
    )
    assert (second.content, second.publisher) == ("<p>7 &lt; 8 crates</p>", "Other Wire")
    assert second.published == second.updated == datetime(2024, 3, 6, tzinfo=UTC)


def test_rss_of_the_first_kind() -> None:
    """RSS 1.0, where the day stands in another vocabulary."""
    data = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
     xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Desk</title></channel>
     <item rdf:about="http://news.example/1"><title>Convoy</title><link>http://news.example/1</link>
     <dc:date>2024-03-04T06:00:00Z</dc:date></item></rdf:RDF>"""
    entry = only(data)
    assert (entry.url, entry.published) == ("http://news.example/1", datetime(2024, 3, 4, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a?b=1", "http://news.example/a?b=1"),
        ("1.html", "http://news.example/feeds/1.html"),
        ("//cdn.example/1", "http://cdn.example/1"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://news.example/1", None),
        ("data:text/html,x", None),
        ("http://", None),
        ("http://[::1", None),
    ],
)
def test_only_addresses_of_the_web_are_kept(link: str, url: str | None) -> None:
    """Links are completed by the feed's address; what is no http or https address is none."""
    assert only(rss(item(link))).url == url


def test_a_guid_that_is_an_address_stands_for_a_missing_link() -> None:
    """A permanent link may be given as the guid alone."""
    assert only(rss(item(guid="http://news.example/1"))).url == "http://news.example/1"


def test_markup_of_titles_and_scripts_of_texts_are_left_out() -> None:
    """A title is words in one line; no script of a feed comes through."""
    more = "<description>&lt;p onclick='x()'&gt;40 crates&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>"
    entry = only(rss(item("/1", title="A &lt;b&gt;convoy&lt;/b&gt;\n\n of &amp;quot;crates&amp;quot;", more=more)))
    assert entry.title == 'A convoy of "crates"'
    assert entry.content == "<p>40 crates</p>"


def test_letters_as_declared() -> None:
    """A feed is read in the encoding that it declares, or in UTF-8, or in what its letters are."""
    words = "Заявление министерства"
    declared = rss(item("/1", title=words), "<?xml version='1.0' encoding='windows-1251'?>").decode().encode("cp1251")
    for data in (declared, rss(item("/1", title=words)), rss(item("/1", title=words)).decode().encode("utf-16")):
        entries, _ = read_feed(data, URL)
        assert [entry.title for entry in entries] == [words]


def test_what_is_no_feed() -> None:
    """Pages, JSON, pictures and nothing at all are no feeds; a feed without entries is one."""
    for data in (b"<html><body><p>no</p></body></html>", b'{"items": []}', b"\x89PNG\x00\x00", b"", b"words"):
        assert told(data) == (0, [("not-a-feed", "error")])
    assert told(rss("")) == (0, [])


def test_malformed() -> None:
    """What can be read is read, with a warning; where there is nothing, it is an error."""
    assert told(rss(item("/1") + item("/2")).replace(b"</channel>", b"")) == (2, [("malformed-feed", "warning")])
    assert told(rss(item("/1", title="A & B"))) == (1, [("malformed-feed", "warning")])
    assert told(b"<?xml version='1.0'?><rss version='2.0'><channel><title>Desk</ti") == (
        0,
        [("malformed-feed", "error")],
    )


def test_an_entry_that_is_cut_off_is_left_out() -> None:
    """Half an address would be asked for; what comes before is read."""
    data = rss(item("/1") + item("http://news.example/22222"))
    for end in range(data.index(b"/22222") + 1, data.rindex(b"</item>") + 2):
        entries, problems = read_feed(data[:end], URL)
        assert [entry.url for entry in entries] == ["http://news.example/1"]
        assert problems[0].slug == "malformed-feed"


def test_nothing_is_asked_and_no_file_is_opened() -> None:
    """Bytes that are an address or a path are bytes, and no file that a feed names is opened."""
    for data in (b"http://127.0.0.1:9/feed.xml", b"/etc/passwd", __file__.encode()):
        assert told(data) == (0, [("not-a-feed", "error")])
    outside = rss(item("/1", title="a &xxe; b"), '<!DOCTYPE rss [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>')
    assert told(outside) == (0, [("malformed-feed", "error")])
    dtd = rss(item("/1"), '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">')
    assert only(dtd).url == "http://news.example/1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_that_unfold_are_not_read(encoding: str) -> None:
    """A few hundred bytes that would unfold to gigabytes are a problem, at once."""
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{bomb}]>' + rss(item("/1", title="&l11;"), "").decode()
    began = time.monotonic()
    assert told(data.encode(encoding)) == (0, [("malformed-feed", "error")])
    assert time.monotonic() - began < 1


def test_a_link_to_the_feed_itself_is_no_page() -> None:
    """An entry without a page of its own has no address, so that the feed is not read as an article."""
    assert [only(rss(item(link))).url for link in (URL, f"{URL}#3", "?p=3")] == [None, None, f"{URL}?p=3"]


def test_bounds() -> None:
    """A feed beyond the bounds of bytes or elements is not looked into."""
    assert told(b" " * (MOST_BYTES + 1)) == (0, [("too-large", "error")])
    assert told(rss("<item>" * (BOUNDS[0][1] + 1))) == (0, [("too-large", "error")])


def test_a_feed_of_thousands_is_read_in_little_memory() -> None:
    """Five thousand entries take some fifty times their bytes at most, and seconds."""
    data = rss(
        "".join(item(f"/{n}", f"g{n}", more=f"<description>{'crates ' * 30}</description>") for n in range(5_000))
    )
    tracemalloc.start()
    entries, problems = read_feed(data, URL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(entries), problems) == (5_000, ())
    assert peak < 50 * len(data)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.integers(0, len(ATOM)).map(lambda n: ATOM[:n].encode()), st.data()))
def test_any_bytes_are_read_or_a_problem(data: object) -> None:
    """Nothing raises, wherever a feed is cut off or a byte of it is another."""
    if not isinstance(data, bytes):
        assert isinstance(data, st.DataObject)
        place, byte = data.draw(st.integers(0, len(ATOM) - 1)), data.draw(st.integers(0, 255))
        data = ATOM.encode()[:place] + bytes([byte]) + ATOM.encode()[place + 1 :]
    entries, problems = read_feed(data, URL)
    assert all(entry.url is None or entry.url.startswith(("http://", "https://")) for entry in entries)
    assert entries or problems


@pytest.mark.parametrize(("mark", "most", "called"), BOUNDS)
def test_a_feed_with_too_much_of_anything_is_not_looked_into(mark: bytes, most: int, called: str) -> None:
    """Each of these would cost the parser minutes."""
    body = b"<rss><channel><title>" + mark.replace(b"<", b"<b ") * (most + 1) + b"</title></channel></rss>"
    entries, (problem,) = read_feed(body, "https://wire.example/feed")
    assert entries == ()
    assert (problem.slug, problem.message) == ("too-large", f"the feed has more than {most:,} {called}")


def test_a_guid_that_is_no_address_is_no_link() -> None:
    """A number is not completed to an address; a whole address is one."""
    items = "<item><guid>12345</guid><title>A</title></item><item><guid>https://wire.example/2</guid></item>"
    entries, _ = read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "https://wire.example/feed")
    assert [entry.url for entry in entries] == [None, "https://wire.example/2"]
    assert entries[0].guid == "12345"


def test_days_that_are_none() -> None:
    """31 February is no day in March, and the year 1 is a mistake."""
    days = ("2024-02-31T00:00:00Z", "0001-01-01T00:00:00Z", "2024-02-29T00:00:00Z")
    rows = "".join(f"<entry><id>{n}</id><updated>{day}</updated></entry>" for n, day in enumerate(days))
    entries, _ = read_feed(
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{rows}</feed>".encode(), "https://wire.example/f"
    )
    assert [entry.updated and entry.updated.isoformat() for entry in entries] == [
        None,
        None,
        "2024-02-29T00:00:00+00:00",
    ]
