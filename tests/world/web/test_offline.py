from __future__ import annotations

from reportedly.terms.fetching import Fetched, Fetcher, Request
from reportedly.terms.problem import Problem
from reportedly.world.web.offline import OfflineWeb
from world.web.fetchers import fetcher, slug
from world.web.servers import Served, page

URL = "http://news.example/"


def test_a_table() -> None:
    """A body of the table is what comes of asking; an address that is not in it is not found. What was asked is noted."""
    web: Fetcher = OfflineWeb({URL: b"text", f"{URL}words": "ü"})
    assert web.fetch(Request(URL)).body == b"text"
    assert web.fetch(Request(f"{URL}words")).body == "ü".encode()
    absent = web.fetch(Request(f"{URL}absent"))
    assert (slug(absent), absent.status, absent.body) == ("not-found", 404, b"")
    assert isinstance(web, OfflineWeb)
    assert [request.url for request in web.asked] == [URL, f"{URL}words", f"{URL}absent"]


def test_unchanged() -> None:
    """Who has the body already is told that it is unchanged."""
    web = OfflineWeb({URL: b"text"})
    etag = web.fetch(Request(URL)).header("ETag")
    assert web.fetch(Request(URL, etag)).status == 304
    assert web.fetch(Request(URL, '"another"')).body == b"text"


def test_one_after_another() -> None:
    """Several answers follow one another, the last one for good; one may be whole, as of the table's instant."""
    failed = Fetched(URL, OfflineWeb({}).at.replace(year=2020), (URL,), fault=Problem("timeout", "too slow", URL))
    web = OfflineWeb({URL: (failed, "first", b"second")})
    first, *rest = (web.fetch(Request(URL)) for _ in range(4))
    assert (slug(first), first.at) == ("timeout", web.at)
    assert [fetched.body for fetched in rest] == [b"first", b"second", b"second"]


def test_like_the_web() -> None:
    """What it tells of a page is what the web tells: status, body, hash, the addresses gone through, and faults."""
    with Served({"/": page(b"text")}) as served:
        url = f"{served.url}/"
        for address in (url, f"{url}absent"):
            real, made = (web.fetch(Request(address)) for web in (fetcher(), OfflineWeb({url: b"text"})))
            assert (real.status, real.body, real.sha256, real.hops) == (made.status, made.body, made.sha256, made.hops)
            assert slug(real) == slug(made)
            assert real.header("content-length") == made.header("content-length") or made.status == 404
