"""The workbench from end to end: a real browser, a real server, a fresh ledger, real files."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from present.browsing import Visit
from reportedly.serve.web.access import Access
from reportedly.serve.web.workbench import workbench
from reportedly.world.tokens import TokenStore
from serve.commands import run
from serve.web_ledger import EXAMPLES
from serve.web_server import serving, serving_file

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]
REPORT = (
    "North Korea has shipped 4,000 containers of munitions to Russia, the White House said on Friday.\n\n"
    "A spokesman later spoke of 6,000 containers, and declined to say who had counted them.\n"
)
FLOW = "/flows/KP/RU/munitions"
PATIENCE = 30
"""Seconds."""


@contextmanager
def looking(
    browser: Browser, address: str, path: str, *, scripts: bool = True, known: StorageState | None = None
) -> Iterator[Page]:
    """A page whose visit ends without a complaint, an error, or a request to anybody but the server."""
    with Visit(browser, address + path, scripts=scripts, known=known) as visit:
        yield visit.page
        assert visit.complaints == []
        assert {urlsplit(asked).netloc for asked in visit.requests} == {urlsplit(address).netloc}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    """A server over an empty ledger."""
    with serving_file(tmp_path / "fresh.db") as address:
        yield address


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples; nobody writes to it."""
    path = tmp_path_factory.mktemp("e2e") / "ledger.db"
    done = run("read", EXAMPLES, ledger=path)
    assert path.exists(), done.output
    return path


@pytest.fixture
def ledger(read_once: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copy(read_once, tmp_path / "ledger.db"))


@pytest.fixture
def server(ledger: Path) -> Iterator[str]:
    """A server over the examples."""
    with serving_file(ledger) as address:
        yield address


def hand_in(page: Page, address: str, report: Path) -> None:
    """Hand in a report by the form, and wait until it is read."""
    page.goto(f"{address}/read")
    page.locator("#files").set_input_files(report)
    page.fill("#publisher", "Daily Ledger")
    page.fill("#published_on", "2024-03-15")
    page.fill("#url", "https://daily.example/4000")
    page.fill("#title", "Four thousand containers")
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_url("**/read/j-*")
    expect(page.get_by_role("heading", name="Read", exact=True)).to_be_visible(timeout=2_000 * PATIENCE)


def drag_over(page: Page, words: str) -> None:
    """Select words of the text with the mouse."""
    left, top, right, bottom = page.evaluate(
        """words => {
            const root = document.querySelector(".read");
            const found = reportedly.wordsIn(root), parts = words.split(" ");
            const first = found.findIndex((_, at) => parts.every((part, more) => found[at + more]?.word === part));
            const range = reportedly.rangeOf(root, found[first].start, found[first + parts.length - 1].end);
            range.startContainer.parentElement.scrollIntoView({ block: "center" });
            const boxes = [...range.getClientRects()], [a, z] = [boxes[0], boxes[boxes.length - 1]];
            return [a.left + 0.5, a.top + a.height / 2, z.right - 0.5, z.top + z.height / 2];
        }""",
        words,
    )
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=6)
    page.mouse.up()


def one_origin_says(page: Page) -> str:
    """The first figure of the table of bands, once what has just been kept is worked in."""
    give_up = monotonic() + PATIENCE
    while page.get_by_text("being worked in").count():
        assert monotonic() < give_up, "the page of the flow stays outdated"
        page.wait_for_timeout(300)
        page.reload()
    return page.locator("table.bands tbody tr").first.locator("td").first.inner_text()


def test_a_report_is_read_corrected_and_read_again(browser: Browser, fresh: str, tmp_path: Path) -> None:
    """Handed in as a file, its claim stands in the document and on the flow; a figure chosen from other words, and then one
    that is typed, changes the band; the same report handed in again leaves the correction as it is, until it is undone."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    with looking(browser, fresh, "/") as page:
        expect(page.locator(".empty")).to_contain_text("This ledger is empty")
        hand_in(page, fresh, report)
        expect(page.locator("[role=status]").first).to_contain_text("1 document read, 1 of them new")
        page.get_by_role("link", name="Four thousand containers").click()
        here = page.url
        card = page.locator(".card").filter(has_text="4,000 containers").first
        ident = card.get_attribute("id")
        card = page.locator(f"[id='{ident}']")
        page.goto(fresh + FLOW)
        assert "4,000 containers" in one_origin_says(page)

        page.goto(here)
        card.locator("[data-does=edit]").click()
        page.locator("[data-field=quantity] input").first.focus()
        drag_over(page, "6,000 containers")
        expect(page.locator("[data-field=quantity] .offers")).to_be_visible()
        page.get_by_role("button", name="Save the correction").click()
        expect(card.locator("h3")).to_contain_text("6,000 containers")
        page.goto(fresh + FLOW)
        assert "6,000 containers" in one_origin_says(page)

        page.goto(here)
        card.locator("[data-does=edit]").click()
        page.locator("input[name='quantity.low']").fill("5500")
        page.locator("input[name='quantity.high']").fill("5500")
        page.keyboard.press("Enter")
        expect(card.locator("h3")).to_contain_text("5,500 containers")
        hand_in(page, fresh, report)
        expect(page.locator("[role=status]").first).to_contain_text("0 of them new")
        page.goto(fresh + FLOW)
        assert "5,500 containers" in one_origin_says(page)

        page.goto(here)
        card.locator("[data-does=undo]").click()
        expect(card.locator("h3")).to_contain_text("6,000 containers")
        card.locator("[data-does=undo]").click()
        expect(card.locator("h3")).to_contain_text("4,000 containers")
        page.goto(fresh + FLOW)
        assert "4,000 containers" in one_origin_says(page)


def test_the_slider_asks_as_of_a_day(browser: Browser, server: str) -> None:
    """Moved by keyboard to the first days: the address names the day, the figures are those of then, the focus stays."""
    with looking(browser, server, FLOW) as page:
        now = one_origin_says(page)
        assert "20,000 containers" in page.locator("table.bands").first.inner_text()
        page.locator("#slide").focus()
        page.keyboard.press("Home")
        page.wait_for_url("**published_by=2023-10-13*")
        expect(page.locator(".facts").first).to_contain_text("As public on 13 Oct 2023")
        expect(page.locator(".summary")).to_contain_text("1,000 containers")
        expect(page.locator(".summary")).not_to_contain_text("20,000 containers")
        assert page.evaluate("document.activeElement.id") == "slide"
        page.get_by_role("link", name="as of today").click()
        assert one_origin_says(page) == now


def test_without_javascript_the_form_asks_as_of_a_day(browser: Browser, server: str) -> None:
    """The slider is not there; the day is typed."""
    with looking(browser, server, FLOW, scripts=False) as page:
        assert not page.locator("#slide").is_visible()
        now = one_origin_says(page)
        page.fill("#by", "2023-11-30")
        page.get_by_role("button", name="Show").click()
        assert parse_qs(urlsplit(page.url).query)["published_by"] == ["2023-11-30"]
        assert "As public on 30 Nov 2023" in page.locator(".facts").first.inner_text()
        assert one_origin_says(page) != now


def test_a_number_of_the_chart_leads_to_the_words(browser: Browser, server: str) -> None:
    """The note opens at the quotation, and leads on to the claim in its document."""
    with looking(browser, server, FLOW) as page:
        number = page.locator(".chart.wide a").first
        target = number.get_attribute("href") or number.get_attribute("xlink:href") or ""
        number.click()
        note = page.locator(f"li{target}")
        expect(note.locator("blockquote mark")).to_be_in_viewport()
        quote = note.locator("blockquote mark").inner_text()
        note.get_by_role("link", name="In its document").click()
        expect(page.locator(".cut.here").first).to_be_visible()
        marked = page.locator(".cut.here").all_text_contents()
        assert quote.split()[:3] == "".join(marked).split()[:3]


def test_the_map_is_moved_zoomed_and_followed(browser: Browser, server: str) -> None:
    """Buttons, keys and the mouse change what is shown, Reset brings it back; an arc leads to its flow."""
    with looking(browser, server, "/") as page:
        drawing = page.locator(".map.wide svg.flow-map")
        first = drawing.get_attribute("viewBox")
        page.locator("button[data-map=in]").click()
        nearer = drawing.get_attribute("viewBox")
        assert nearer != first
        drawing.focus()
        page.keyboard.press("ArrowRight")
        moved = drawing.get_attribute("viewBox")
        assert moved != nearer
        box = drawing.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 60, box["y"] + 60)
        page.mouse.down()
        page.mouse.move(box["x"] + 160, box["y"] + 90, steps=5)
        page.mouse.up()
        assert drawing.get_attribute("viewBox") != moved
        page.locator("button[data-map=reset]").click()
        assert drawing.get_attribute("viewBox") == first
        arc = page.locator(".map.wide a.map-flow").first
        target = arc.get_attribute("href")
        arc.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/flows/**")
        assert target is not None
        assert page.url.endswith(target)


def test_ten_claims_are_reviewed_by_keyboard(browser: Browser, server: str) -> None:
    """One key each; the counter follows, the last one is undone, and what was accepted is found as checked."""
    ready = "() => !window.reportedly.isBusy()"
    with looking(browser, server, "/queue") as page:
        for key in "aaraaaraaa":
            page.keyboard.press(key)
            page.wait_for_function(ready)
        expect(page.locator(".facts strong")).to_contain_text("10 of ")
        page.keyboard.press("u")
        page.wait_for_function(ready)
        expect(page.locator(".facts strong")).to_contain_text("9 of ")
        page.goto(f"{server}/claims?verdict=accepted")
        expect(page.locator(".facts strong").first).to_have_text("7 claims")


def test_a_field_is_corrected_by_keyboard(browser: Browser, fresh: str, tmp_path: Path) -> None:
    """Enter with nothing changed keeps nothing and says why; what cannot be kept gets the focus; after Escape `w` goes
    through the words as the hint says."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    ready = "() => !window.reportedly.isBusy()"
    with Visit(browser, fresh) as visit:
        page = visit.page
        hand_in(page, fresh, report)
        page.get_by_role("link", name="Four thousand containers").click()
        page.wait_for_url("**/documents/d-*")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.wait_for_selector("form.edit")
        page.wait_for_function(ready)
        page.keyboard.press("w")
        expect(page.locator("#said")).to_contain_text("Choose a field first")
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("Nothing is changed yet")
        page.keyboard.press("5")
        page.locator("[name='happened.start']").fill("noon")
        page.keyboard.press("Enter")
        expect(page.locator("form.edit .refused")).to_contain_text("from (YYYY-MM-DD): 'noon' is no day")
        expect(page.locator("[name='happened.start']")).to_be_focused()
        page.locator("[name='happened.start']").fill("")
        page.keyboard.press("Escape")
        page.keyboard.press("4")
        page.keyboard.press("Escape")
        page.keyboard.press("w")
        page.wait_for_selector(".paragraph.moving")
        page.keyboard.press("Enter")
        expect(page.locator("[data-field=quantity] .offers")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(page.locator("form.edit")).to_have_count(0)
        assert all("status of 422" in each for each in visit.complaints)  # the browser tells of what is refused


def test_many_claims_are_accepted_at_once(browser: Browser, server: str) -> None:
    """Chosen on the page of a search, with a note; the search is as it was, and each says who accepted it and why."""
    search = "/claims?recipient=RU&item=munitions&text=containers"
    with looking(browser, server, search) as page:
        boxes = page.locator("input[name=claim]")
        count = min(3, boxes.count())
        for place in range(count):
            boxes.nth(place).check()
        page.fill("#note", "read side by side")
        page.get_by_role("button", name="Accept the chosen claims").click()
        assert parse_qs(urlsplit(page.url).query) == parse_qs(urlsplit(search).query)
        expect(page.locator(".facts strong").nth(1)).to_have_text(str(count))
        page.locator("table.found tbody th a").first.click()
        expect(page.locator(".card:target .checked")).to_contain_text("read side by side")


def test_a_search_is_its_address(browser: Browser, server: str, tmp_path: Path) -> None:
    """What was typed and chosen stands in the address, which shows the same to who opens it; CSV and Excel can be taken."""
    with looking(browser, server, "/claims") as page:
        page.fill("#words", "containers")
        page.get_by_role("button", name="Search").last.click()
        page.locator(".facets").get_by_role("link", name="Harbour Gazette").click()
        saved, shown = page.url, page.locator(".facts strong").first.inner_text()
        with page.expect_download() as waiting:
            page.get_by_role("link", name="CSV").click()
        target = tmp_path / "claims.csv"
        waiting.value.save_as(target)
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Excel").click()
        assert waiting.value.suggested_filename.endswith(".xlsx")
        assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert shown == f"{len(rows)} claims"
    assert all("containers" in row["evidence.quote"] for row in rows)
    with looking(browser, server, saved.removeprefix(server)) as page:
        assert page.locator(".facts strong").first.inner_text() == shown
        assert page.locator("#words").input_value() == "containers"


def test_a_grade_stands_after_a_restart(browser: Browser, ledger: Path) -> None:
    """Given on the page of the source, with a reason; another server over the same ledger shows it."""
    with serving_file(ledger) as address, looking(browser, address, "/sources") as page:
        page.get_by_role("link", name="Harbour Gazette").click()
        page.select_option("#grade", "B")
        page.fill("#note", "names its sources")
        page.get_by_role("button", name="Keep the grade").click()
        expect(page.locator("[aria-labelledby=grade-h] p").first).to_contain_text("names its sources")
    with serving_file(ledger) as address, looking(browser, address, "/sources") as page:
        row = page.locator("tr", has_text="Harbour Gazette")
        expect(row).to_contain_text("B names its sources")


def test_two_people_do_not_decide_over_each_other(browser: Browser, ledger: Path, tmp_path: Path) -> None:
    """A form that is older than another's decision is refused in its place; loaded anew, it shows who has decided."""
    store = TokenStore(tmp_path / "tokens.json")
    tokens = {name: store.add(name, "analyst")[1] for name in ("Ann", "Bob")}
    bench = workbench(str(ledger))
    (document, *_), _ = bench.catalogue.listed(1, 1)
    here = f"/documents/{document.id}"
    with serving(bench, Access.of("127.0.0.1", store, always_login=True)) as address:
        known = {name: logged_in(browser, address, token) for name, token in tokens.items()}
        with Visit(browser, address + here, known=known["Ann"]) as late:
            with Visit(browser, address + here, known=known["Bob"]) as visit:
                visit.page.locator("[data-does=accept]").first.click()
                expect(visit.page.locator(".card .checked").first).to_contain_text("accepted by Bob")
            late.page.locator("[data-does=reject]").first.click()
            expect(late.page.locator(".refused")).to_contain_text("somebody has decided")
            assert all("status of 422" in each for each in late.complaints)  # the browser tells of what is refused
            late.page.reload()
            expect(late.page.locator(".card .checked").first).to_contain_text("accepted by Bob")


def logged_in(browser: Browser, address: str, token: str) -> StorageState:
    """The cookies of who has logged in with a token."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/login")
    page.fill("#token", token)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{address}/")
    state = context.storage_state()
    context.close()
    return state
