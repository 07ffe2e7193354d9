"""Identifiers and addresses of linked data."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.exports.identifiers import uri, urn, uuid_of

RFC_3986 = re.compile(r"https?://[A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]+(/|\?|#|$)([A-Za-z0-9._~!$&'()*+,;=:@/?%#-])*")
ESCAPES = re.compile(r"%(?![0-9A-Fa-f]{2})")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://news.example/1?a=1&b=2#c", "https://news.example/1?a=1&b=2#c"),
        ("HTTPS://NEWS.EXAMPLE/북", "https://NEWS.EXAMPLE/%EB%B6%81"),
        ("https://뉴스.example/1", "https://xn--vg1b002a.example/1"),
        ("https://news.example/100%/a%20b", "https://news.example/100%25/a%20b"),
        ("https://news.example/<b>|{x}", "https://news.example/%3Cb%3E%7C%7Bx%7D"),
        ("https://news.example/a#b#c", "https://news.example/a#b%23c"),
    ],
)
def test_an_address_follows_the_rules(given: str | None, expected: str | None) -> None:
    """A web address comes with all escaped that RFC 3986 does not allow; what is no web address is none."""
    assert uri(given) == expected


@given(st.text(max_size=40))
def test_any_address_is_allowed(rest: str) -> None:
    """Whatever follows the host, the address is one by RFC 3986, and putting it right again changes nothing."""
    found = uri(f"https://news.example/{rest}")
    if found is not None:
        assert RFC_3986.fullmatch(found)
        assert not ESCAPES.search(found)
        assert uri(found) == found


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_name_is_one_urn(one: str, other: str) -> None:
    """Different names have different URNs, of characters that a URN may hold."""
    assert re.fullmatch(r"urn:reportedly:agent:[A-Za-z0-9._~%-]+", urn("agent", one))
    assert (urn("agent", one) == urn("agent", other)) == (one == other or {one, other} == {"", "?"})


def test_a_uuid_is_that_of_its_parts() -> None:
    """The same parts have the same UUID, of version 5, for ever; where they are parted matters."""
    assert str(uuid_of("stix", "claim", "c-0")) == "0fc2535a-a67f-5796-8cf1-7b38a3a93d7c"
    assert uuid_of("a").version == 5
    assert uuid_of("ab", "c") != uuid_of("a", "bc")
