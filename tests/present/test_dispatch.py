"""A dispatch in its three forms, and what it holds of alerts, of much, and of words that would be a page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from lxml.html import HtmlElement, document_fromstring

from keep.samples import containers, report
from reportedly.dispatching import dispatched
from reportedly.errors import UsageError
from reportedly.keep.standing import Standing
from reportedly.present.dispatch import TOLD, Dispatch, DispatchPart, DispatchSetting, Period, dispatch
from reportedly.present.dispatch_pages import dispatch_html, dispatch_markdown
from reportedly.present.house import House
from reportedly.present.names import Names
from reportedly.serve.watching.regular import FORMS, Form, dispatch_bytes
from reportedly.serve.wiring import ledger, tables
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.quantity import Quantity
from reportedly.terms.watching import Alert, AlertClaim, State

TABLES = tables()
MORNING = datetime(2026, 5, 4, 7, tzinfo=UTC)
ABOUT = Period(MORNING - timedelta(days=1), MORNING)
HOW = DispatchSetting(MORNING, "1.0", Names.of(TABLES))
HOSTILE = "<script src=//evil.example/x.js>*[a](javascript:b)*[^1]`|_"


@pytest.fixture(scope="module")
def made(demo_ledger: Path) -> Dispatch:
    """On what the examples brought from the seventh document on."""
    opened = ledger(demo_ledger)
    batches = tuple(opened.batches())
    opened.close()
    how = replace(HOW, alerts=(alert("shells"),), troubles=("wire: no answer (3 times in a row).",))
    return dispatched(Standing().after(*batches[:6]), Standing().after(*batches), ABOUT, TABLES, how)


def alert(name: str, *claims: str, reason: str = "Passed 2,000 containers.") -> Alert:
    """An alert that rests on some claims."""
    told = tuple(AlertClaim(i, "", "", None, None, None, "asserted") for i in claims)
    state = State(MORNING, "at least 3,000 containers")
    return Alert("i1", name, "total-passes", "", name, MORNING, reason, None, state, told)


def said(n: int, **metadata: object) -> tuple[Document, Claim]:
    """The n-th report, and its claim on n thousand containers."""
    document = report(n, published_on=date(2023, 10, 13) + timedelta(days=n), **metadata)
    quantity = Quantity(1000 * n, None, "container", scope="cumulative", text="1,000 containers")
    return document, replace(containers(document), quantity=quantity)


def beside(number: int, how: DispatchSetting = HOW, **metadata: object) -> Dispatch:
    """A dispatch on claims that are on no flow."""
    found = [said(n, **metadata) for n in range(1, number + 1)]
    return dispatch((), [claim for _, claim in found], [document for document, _ in found], ABOUT, how)


def part(made: Dispatch, slug: str) -> DispatchPart:
    return next(each for each in made.parts if each.slug == slug)


def headings(made: Dispatch) -> list[str]:
    return [made.title, *(each.heading for each in made.parts), *(g.heading for p in made.parts for g in p.groups)]


def text_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_markdown_footnote_is_defined_and_used(made: Dispatch) -> None:
    """Numbered from 1 in the order in which they are met, each defined once."""
    body, _, notes = dispatch_markdown(made).partition("\n\n[^1]: ")
    used = list(dict.fromkeys(map(int, re.findall(r"\[\^(\d+)\]", body))))
    defined = list(map(int, re.findall(r"^\[\^(\d+)\]: ", f"[^1]: {notes}", re.MULTILINE)))
    assert used == defined == list(range(1, len(made.notes) + 1))
    assert len(used) > 20


def test_the_page_asks_for_nothing(made: Dispatch) -> None:
    """No script, no frame, no form; what it links to is the web or its own notes, and its policy forbids the rest."""
    page = document_fromstring(dispatch_html(made))
    tags = {str(element.tag) for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "link", "form", "object", "embed", "video", "audio", "base"}
    for element in page.iter():
        assert not {name for name in element.attrib if name.startswith("on") or name in ("src", "srcset", "style")}
        target = element.get("href")
        assert target is None or target.startswith(("#n", "http://", "https://"))
    style = "".join(page.xpath("//style/text()"))
    assert "@import" not in style
    assert not re.search(r"url\((?![\"']?data:)", style)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


def test_each_note_of_the_page_is_there(made: Dispatch) -> None:
    """What a number links to holds the exact words."""
    page = document_fromstring(dispatch_html(made))
    linked = {element.get("href").removeprefix("#") for element in page.xpath("//sup//a")}
    notes = {item.get("id"): text_of(item) for item in page.xpath("//ol[@class='notes']/li")}
    assert linked == notes.keys()
    quotes = [" ".join(row.note.words.quote.split()) for row in made.notes]
    assert all(any(f"“{quote}”" in note for note in notes.values()) for quote in quotes)


def test_the_page_and_the_paper_hold_the_headings(made: Dispatch) -> None:
    """Title, parts and flows, in the same words in all forms."""
    page = document_fromstring(dispatch_html(made))
    found = [text_of(element) for element in page.xpath("//h1 | //h2 | //h3")]
    assert set(filter(None, headings(made))) <= set(found)
    pdf = pypdfium2.PdfDocument(dispatch_bytes(made, ".pdf"))
    paper = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf).split())
    assert all(heading in paper for heading in headings(made))
    markdown = dispatch_markdown(made).splitlines()
    assert [line for line in markdown if line.startswith("## ")] == [f"## {each.heading}" for each in made.parts]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_dispatch_is_the_same_bytes(made: Dispatch, form: Form) -> None:
    """However often it is made into a file; another moment makes another one."""
    assert dispatch_bytes(made, form) == dispatch_bytes(made, form)
    assert dispatch_bytes(made, form) != dispatch_bytes(replace(made, facts=("Other.",)), form)


@pytest.mark.parametrize("slug", ["alerts", "new", "changed", "disputed"])
def test_a_part_without_anything_says_so(slug: str) -> None:
    """In words of its own, in each form."""
    made = beside(0)
    none = part(made, slug).none
    assert none
    assert none in dispatch_markdown(made)
    assert none in text_of(document_fromstring(dispatch_html(made)))


def test_of_many_things_the_number_of_the_rest_is_said() -> None:
    """So many of one group are told; the facts count all."""
    made = beside(TOLD + 3)
    (group,) = part(made, "new").groups
    assert (group.heading, len(group.entries), group.more) == ("Other claims", TOLD, 3)
    assert "- And 3 more; the ledger has them." in dispatch_markdown(made)
    assert made.facts[1] == f"{TOLD + 3} new claims in {TOLD + 3} documents; 0 of them checked by a person."
    assert len(made.notes) == TOLD
    (exact,) = part(beside(TOLD), "new").groups
    assert (len(exact.entries), exact.more) == (TOLD, 0)


def test_claims_that_a_person_checked_are_counted() -> None:
    """And marked in their notes."""
    document, claim = said(1)
    made = dispatch((), [replace(claim, reviewed="accepted")], [document], ABOUT, HOW)
    assert made.facts[1] == "1 new claim in 1 document; 1 of them checked by a person."
    assert "Checked by a person." in dispatch_markdown(made)
    assert "Checked by a person." not in dispatch_markdown(beside(1))


def test_alerts_lead_to_the_claims_that_are_told() -> None:
    """An alert's claims are footnotes where the dispatch knows them; others are left to the ledger."""
    document, claim = said(1)
    how = replace(HOW, alerts=(alert("shells", claim.id, "c-unknown"), alert("silence")))
    made = dispatch((), [claim], [document], ABOUT, how)
    (group,) = part(made, "alerts").groups
    assert [(entry.sentence.text, entry.sentence.notes) for entry in group.entries] == [
        ("shells: Passed 2,000 containers.", (1,)),
        ("silence: Passed 2,000 containers.", ()),
    ]
    many = dispatch((), (), (), ABOUT, replace(HOW, alerts=tuple(alert(f"a{n}") for n in range(2 * TOLD + 5))))
    assert [(len(g.entries), g.more) for g in part(many, "alerts").groups] == [(2 * TOLD, 5)]


@pytest.mark.parametrize("handling", ["restricted"])
def test_what_may_not_be_passed_on_is_refused(handling: str) -> None:
    """By document or by claim, with its id; nothing is made."""
    document, claim = said(1)
    closed = replace(document, handling=handling)
    with pytest.raises(UsageError, match=document.id):
        dispatch((), [claim], [closed], ABOUT, HOW)
    with pytest.raises(UsageError, match=document.id):
        dispatch((), [replace(claim, handling=handling)], [document], ABOUT, HOW)


def test_hostile_words_are_words_in_all_forms() -> None:
    """In a title, a name of an alert, a trouble, a publisher and a house style."""
    how = replace(HOW, title=HOSTILE, alerts=(alert(HOSTILE),), troubles=(HOSTILE,))
    document, claim = said(1)
    loud = replace(document, publisher=HOSTILE, id="")
    ref = replace(claim.document, publisher=HOSTILE)
    made = dispatch((), [replace(claim, document=ref)], [loud], ABOUT, how)
    page = document_fromstring(dispatch_html(made, House(kicker=HOSTILE, marking=HOSTILE, closing=(HOSTILE,))))
    assert not page.xpath("//script")
    assert text_of(page).count(HOSTILE) >= 6
    text = dispatch_markdown(made)
    assert "<script" not in text.replace("\\<script", "")
    assert set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text)) == {"1"}
    assert not re.search(r"(?<!\\)\]\(", text)


def test_a_house_style_stands_on_it() -> None:
    """Marking before, closing lines after, kicker and organisation on the page."""
    house = House(
        kicker="Desk notes", organisation="Harbour Institute", marking="Embargoed", closing=("Ask the desk.",)
    )
    text = dispatch_markdown(beside(1), house)
    assert text.startswith("**Embargoed**\n\n# Dispatch\n")
    assert "\n\nAsk the desk.\n\n[^1]: " in text
    page = text_of(document_fromstring(dispatch_html(beside(1), house)))
    assert all(words in page for words in ("Desk notes · Harbour Institute", "Embargoed", "Ask the desk."))
