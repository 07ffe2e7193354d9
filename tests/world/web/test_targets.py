from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.world.web.targets import MOST_CHARACTERS, Target, target_of
from reportedly.world.web.trouble import Trouble

BAD = {
    "another scheme": "ftp://example.org/",
    "a file": "file:///etc/passwd",
    "no scheme": "example.org/feed",
    "no host": "http:///feed",
    "a password": "https://user:secret@example.org/",
    "a user": "https://user@example.org/",
    "an empty user": "http://@example.org/",
    "a port beyond all": "http://example.org:99999/",
    "port 0": "http://example.org:0/",
    "a port that is none": "http://example.org:x/",
    "a blank": "http://example.org/a b",
    "a new line": "http://example.org/a\r\nHost: x",
    "a backslash": "http://example.org\\@10.0.0.1/",
    "a percent in the host": "http://127.0.0.%31/",
    "an open bracket": "http://[::1/",
    "words in brackets": "http://[example]/",
    "a zone": "http://[fe80::1%25eth0]/",
    "something before brackets": "http://x[::1]/",
    "something after brackets": "http://[::1]x/",
    "an empty label": "http://example..org/",
    "a leading dot": "http://.example.org/",
    "only a dot": "http://./",
    "a long label": f"http://{'a' * 64}.org/",
    "a long name": f"http://{'a.' * 130}org/",
    "too long": "http://example.org/" + "a" * MOST_CHARACTERS,
    "no letters at all": "",
}


@pytest.mark.parametrize("url", BAD.values(), ids=BAD.keys())
def test_what_is_not_asked(url: str) -> None:
    """An address that is not plain http or https to a named host is refused before anything is looked up."""
    with pytest.raises(Trouble) as refused:
        target_of(url)
    assert refused.value.slug == "bad-address"
    assert "\n" not in refused.value.message
    assert len(refused.value.message) < 300


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://Example.ORG", Target("http", "example.org", 80, "/")),
        ("HTTPS://example.org.:443/a?b=c#d", Target("https", "example.org", 443, "/a?b=c")),
        (
            "https://bücher.example/ü?q=ü&p=%C3%BC",
            Target("https", "xn--bcher-kva.example", 443, "/%C3%BC?q=%C3%BC&p=%C3%BC"),
        ),
        ("http://127。0。0。1/", Target("http", "127.0.0.1", 80, "/")),
        ("http://[2001:DB8::1]:8080/x", Target("http", "2001:db8::1", 8080, "/x")),
        ("http://my_site.example/", Target("http", "my_site.example", 80, "/")),
        ("http://2130706433/", Target("http", "2130706433", 80, "/")),
    ],
)
def test_taken_apart(url: str, target: Target) -> None:
    """The host in lower case and ASCII, without its last dot; path and query encoded; no fragment."""
    assert target_of(url) == target


def test_authority() -> None:
    """The port is told where it is not the scheme's own."""
    assert target_of("https://[::1]:443/").authority == "[::1]"
    assert target_of("https://[::1]:80/").origin == "https://[::1]:80"


@given(st.text(max_size=60).map("http://{}".format) | st.text(max_size=60))
def test_any_text(url: str) -> None:
    """Whatever is asked for becomes a target of plain characters, or is refused."""
    try:
        target = target_of(url)
    except Trouble:
        return
    for part in (target.scheme, target.host, target.path, target.authority):
        assert part.isascii()
        assert part.isprintable()
        assert " " not in part
