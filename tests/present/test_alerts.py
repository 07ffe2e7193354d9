"""Alerts as a message: text in lines of 78 columns, HTML that holds nothing foreign, and the same for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragments_fromstring

from reportedly.present.alerts import LONGEST_SUBJECT, VERSION, WIDTH, alert_message, doubt, one_line, with_doubts
from reportedly.present.columns import columns
from reportedly.present.links import web_address
from reportedly.terms.alert_record import alert_of
from reportedly.terms.claim import MODALITIES, Verdict
from reportedly.terms.watching import Alert, AlertClaim, State

AT = datetime(2024, 5, 3, 10, 12, tzinfo=UTC)
CHINESE = "韩国国家情报院表示朝鲜已向俄罗斯运送了一百多万发炮弹，并派出了一万一千名士兵" * 4
HOSTILE = (
    "<script>alert(1)</script><img src=https://evil.example/p.png onerror=x()>\r\nBcc: a@evil.example\x00\x1b[2J\u202e"
)
CLAIM = AlertClaim(
    "c1", "The White House, in Daily: a transfer of at least 3,000 containers.", "the North shipped 3,000 containers",
    "Daily", date(2024, 5, 2), "https://daily.example/2", "asserted", "accepted",
)  # fmt: skip
ALERT = Alert(
    "i1", "thousands", "total-passes", "North Korea → Russia: munitions", "2000", AT, "Passed 2,000 containers.",
    State(AT, "at least 1,000 containers", low=1000.0, claims=("c0",)),
    State(AT, "at least 3,000 containers", low=3000.0, claims=("c0", "c1")),
    (CLAIM, replace(CLAIM, id="c3", reviewed=None, url=None, publisher=None, published_on=None)),
)  # fmt: skip

foreign = st.text(max_size=300) | st.sampled_from((HOSTILE, CHINESE, "x" * 300, "https://a.example/" + "é" * 200))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
states = st.builds(State, moments, foreign, st.lists(foreign, max_size=2).map(tuple), st.none() | st.floats(0, 1e9))
claims = st.builds(
    AlertClaim, foreign, foreign, foreign, st.none() | foreign, st.none() | st.dates(), st.none() | foreign,
    st.sampled_from(MODALITIES), st.none() | st.sampled_from(get_args(Verdict)),
    st.sampled_from(("public", "restricted")),
)  # fmt: skip
alerts = st.builds(
    Alert, foreign, foreign, st.just("new-item"), foreign, foreign, moments, foreign, st.none() | states, states,
    st.lists(claims, max_size=3).map(tuple), st.lists(foreign, max_size=2).map(tuple),
)  # fmt: skip
many_alerts = st.lists(alerts, max_size=3)


def elements(html: str) -> Iterator[HtmlElement]:
    """All elements of a message's HTML."""
    for fragment in fragments_fromstring(html):
        assert not isinstance(fragment, str), f"words outside of elements: {fragment!r}"
        yield from fragment.iter()


def plain(html: str) -> str:
    """The words of a message's HTML."""
    return " ".join(" ".join(one.text_content() for one in fragments_fromstring(html)).split())


def too_wide(text: str) -> list[str]:
    """The lines wider than a terminal, but for those that hold one web address and nothing else."""
    wide = (line for line in text.split("\n") if columns(line) > WIDTH)
    return [line for line in wide if not web_address(line.strip().strip("“”‘’\"'()[]<>.,;:!?"))]


@given(many_alerts, st.integers(0, 3), st.lists(foreign, max_size=2))
def test_no_line_is_wider_than_a_terminal(told: list[Alert], closed: int, doubts: list[str]) -> None:
    """Whatever a report says, in whatever script; a web address alone stands whole on its line."""
    message = with_doubts(alert_message(told, closed), doubts)
    assert too_wide(message.text) == []


def test_chinese_letters_take_two_columns() -> None:
    """A quote without a space is broken where the line ends, and none of it is lost."""
    text = alert_message([replace(ALERT, claims=(replace(CLAIM, quote=CHINESE),))]).text
    lines = [line for line in text.splitlines() if any(letter in CHINESE for letter in line)]
    assert max(map(columns, lines)) in (WIDTH - 1, WIDTH)
    assert "".join(line.strip() for line in lines) == f"“{CHINESE}”"


def test_an_address_is_never_broken() -> None:
    """It can be opened from a mail, however long it is; words around it are broken all the same."""
    url = "https://daily.example/" + "a" * 100
    told = replace(CLAIM, url=url, quote=f"see https://x.example/ {'y' * 200}")
    text = alert_message([replace(ALERT, claims=(told,))]).text
    assert url in text.split()
    assert too_wide(text) == []


@given(many_alerts, st.integers(0, 3))
def test_the_subject_is_one_line(told: list[Alert], closed: int) -> None:
    """Without letters of control, so that no report adds a header to a mail."""
    subject = alert_message(told, closed).subject
    assert subject.isprintable()
    assert len(subject) <= LONGEST_SUBJECT


@given(st.text(), st.integers(1, 40))
def test_one_line_is_short_and_printable(words: str, most: int) -> None:
    """Cut where there are too many words; what is one short line already stays as it is."""
    line = one_line(words, most)
    assert line.isprintable()
    assert len(line) <= most
    assert one_line(line, most) == line


@given(many_alerts, st.integers(0, 3), st.lists(foreign, max_size=2))
def test_the_page_holds_nothing_foreign(told: list[Alert], closed: int, doubts: list[str]) -> None:
    """No script, no picture, nothing that is asked for when it is opened; only links to the web, told apart as such."""
    html = with_doubts(alert_message(told, closed), doubts).html
    assert html.isprintable(), "HTML takes no letters of control"
    for element in elements(html):
        assert element.tag in {"h2", "p", "strong", "small", "ul", "li", "br", "q", "a"}
        assert set(element.attrib) == ({"href", "rel"} if element.tag == "a" else set())
        assert element.tag != "a" or element.get("href").startswith(("http://", "https://"))


def test_what_a_report_says_is_words_and_no_page() -> None:
    """Marks of HTML in a name, a reason, a state and a quote are read as they were written."""
    words = "<b>5 & 6</b> \"quoted\" <img src='x'>"
    told = replace(CLAIM, sentence=words, quote=words, publisher=words)
    html = alert_message([replace(ALERT, name=words, reason=words, after=State(AT, words), claims=(told,))]).html
    assert plain(html).count(words) == 6
    assert {str(element.tag) for element in elements(html)} <= {
        "h2",
        "p",
        "strong",
        "small",
        "ul",
        "li",
        "br",
        "q",
        "a",
    }


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", None])
def test_only_web_addresses_become_links(url: str | None) -> None:
    """Whatever else a document bears as its address is not told."""
    message = alert_message([replace(ALERT, claims=(replace(CLAIM, url=url),))])
    assert "<a " not in message.html
    assert url is None or url not in message.text


def test_an_alert_is_told_whole() -> None:
    """What stood before and stands now, each claim with its exact words, its date and address, and how many were checked."""
    message = alert_message([ALERT])
    assert message.subject == "thousands: Passed 2,000 containers."
    assert (
        message.text
        == f"""\
thousands (North Korea → Russia: munitions)
Passed 2,000 containers.
  Before (3 May 2024, 10:12 UTC): at least 1,000 containers
  Now (3 May 2024, 10:12 UTC): at least 3,000 containers
  - The White House, in Daily: a transfer of at least 3,000 containers.
    “the North shipped 3,000 containers”
    Daily, 2 May 2024; accepted by a person. https://daily.example/2
  - The White House, in Daily: a transfer of at least 3,000 containers.
    “the North shipped 3,000 containers”
    publisher unknown, undated; not checked by a person.
  1 of 2 claims checked by a person.
  Alert {ALERT.id}

This is what is claimed, and by whom. It does not say that anything happened.
"""
    )
    page = plain(message.html)
    for words in ("Before (3 May 2024", "Now (3 May 2024", "1 of 2 claims checked by a person.", CLAIM.quote):
        assert words in page


def test_an_alert_without_a_before_or_claims_says_so() -> None:
    """A first look has no state before it; one of silence rests on no new claim."""
    text = alert_message([replace(ALERT, before=None, claims=())]).text
    assert "Before" not in text
    assert "It rests on no new claim." in text


@pytest.mark.parametrize(("closed", "words"), [
    (1, "1 alert rests on documents that may not be passed on; the ledger has them."),
    (2, "2 alerts rest on documents that may not be passed on; the ledger has them."),
])  # fmt: skip
def test_what_may_not_be_passed_on_is_counted(closed: int, words: str) -> None:
    """In text, page, subject and data; also where nothing else is told."""
    message = alert_message([ALERT], closed)
    assert words in " ".join(message.text.split())
    assert words in plain(message.html)
    assert message.subject == f"{1 + closed} alerts: thousands"
    assert message.data["closed"] == closed
    alone = alert_message([], closed)
    assert alone.subject == f"{closed} alert{'s' if closed > 1 else ''}"
    assert words in " ".join(alone.text.split())


def test_nothing_closed_is_not_told() -> None:
    """Who gets all gets no line on what was left out; a name that fired twice is named once."""
    message = alert_message([ALERT, replace(ALERT, key="3000", id="")])
    assert "passed on" not in message.text + message.html
    assert message.subject == "2 alerts: thousands"


@given(many_alerts, st.integers(0, 3))
def test_programs_get_the_alerts_whole(told: list[Alert], closed: int) -> None:
    """The data is JSON, bears its version, and is read back as the very alerts."""
    data = json.loads(json.dumps(alert_message(told, closed).data))
    assert (data["version"], data["closed"]) == (VERSION, closed) == (1, closed)
    assert [alert_of(record) for record in data["alerts"]] == told


def test_doubts_stand_before_the_message() -> None:
    """An earlier message of which nobody knows whether it arrived is named by its time and subject, in all three forms."""
    message = alert_message([ALERT])
    line = doubt(message, AT)
    assert line == (
        "An earlier message (3 May 2024, 10:12 UTC) may not have reached you: thousands: Passed 2,000 containers."
    )
    told = with_doubts(message, [line])
    assert " ".join(told.text.split()).startswith(line)
    assert told.text.endswith(message.text)
    assert plain(told.html) == f"{line} {plain(message.html)}"
    assert told.data == {**message.data, "doubts": [line]}
    assert with_doubts(message, []) == message
