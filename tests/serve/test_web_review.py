"""Checking claims in a real browser: pointing, selecting words, keys, and that every page is open to everyone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from keep.samples import TEXT
from present.browsing import RULES, Visit, by_turns
from reportedly.serve.web.workbench import workbench
from reportedly.terms.document import Document
from serve.commands import run
from serve.web_ledger import CLAIM, EXAMPLES, HERE, SHELLS, kept, sample
from serve.web_server import serving, serving_file

pytestmark = pytest.mark.browser
READY = "() => !window.reportedly.isBusy()"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A server over the sample report."""
    with serving_file(sample(tmp_path / "l.db")) as address:
        yield address


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the shipped examples; nobody writes to it."""
    path = tmp_path_factory.mktemp("examples") / "l.db"
    done = run("read", EXAMPLES, ledger=path)
    assert path.exists(), done.output
    return path


def drag(page: Page, start: int, end: int) -> None:
    """Select the words at [start, end) with the mouse."""
    left, top, right, bottom = page.evaluate(
        """([start, end]) => {
            const boxes = [...reportedly.rangeOf(document.querySelector('.read'), start, end).getClientRects()];
            const [a, z] = [boxes[0], boxes[boxes.length - 1]];
            return [a.left + 0.5, a.top + a.height / 2, z.right - 0.5, z.top + z.height / 2];
        }""",
        [start, end],
    )
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=6)
    page.mouse.up()


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def press(page: Page, *keys: str) -> None:
    """Keys one after another, each once what the one before asked for is there."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_function(READY)


def test_pointing_at_a_card_shows_its_words_and_back(browser: Browser, server: str) -> None:
    """The words of the card, or of one field, are marked; over the words, their card is."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        page.locator(f"[id='{CLAIM.id}']").hover()
        lit = page.locator(".cut.lit")
        assert "".join(lit.all_text_contents()) == CLAIM.evidence.quote
        page.mouse.move(0, 0)
        expect(lit).to_have_count(0)
        page.locator(".cut", has_text="the").first.hover()
        expect(page.locator(f"[id='{CLAIM.id}'].lit")).to_have_count(1)
        page.locator(".cut", has_text="the").first.click()
        expect(page.locator(f"[id='{CLAIM.id}'].active")).to_have_count(1)
        assert visit.complaints == []


def test_a_number_leads_to_the_claim_without_moving_the_focus_away(browser: Browser, server: str) -> None:
    """The number in the text goes to the card; the card is active, its words marked."""
    with Visit(browser, server + HERE) as visit:
        visit.page.locator(f"[id='w-{SHELLS.id}'] a").click()
        assert visit.page.url.endswith(f"#{SHELLS.id}")
        assert "".join(visit.page.locator(".cut.here").all_text_contents()) == SHELLS.evidence.quote


def test_a_field_is_corrected_by_selecting_its_words(browser: Browser, server: str) -> None:
    """Edit, choose a field, select words: the proposal fills it; saved, the card says so until it is undone."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        page.locator(f"[id='{CLAIM.id}'] [data-does=edit]").click()
        page.wait_for_selector("form.edit")
        page.keyboard.press("2")
        drag(page, *place("Moscow"))
        page.wait_for_selector(".offers:not([hidden])")
        assert page.locator("input[name=recipient]").input_value() == "Russia"
        start, end = place("Moscow")
        assert page.locator("[name='fields.recipient']").input_value() == f"{start}-{end}"
        page.locator("input[name=recipient]").fill("Iran")
        page.keyboard.press("Enter")
        card = page.locator(f"[id='{CLAIM.id}']")
        expect(card.locator("h3")).to_contain_text("to Iran")
        assert page.evaluate("document.activeElement.id") == CLAIM.id
        card.locator("summary").first.click()
        expect(card.locator("[data-role$=':recipient'] dd")).to_contain_text("Moscow")
        page.locator(f"[id='{CLAIM.id}'] [data-does=undo]").click()
        expect(card.locator("h3")).to_contain_text("to Russia")
        assert visit.complaints == []


def test_words_are_chosen_by_keyboard_alone(browser: Browser, server: str) -> None:
    """j, e, a number, w, arrows, Enter, Enter: a quantity is read from other words, no mouse touched."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        press(page, "j", "e", "1", "Escape", "w", "ArrowLeft", "ArrowLeft")
        expect(page.locator("#said")).to_have_text("Seoul")
        press(page, "Enter")
        page.wait_for_selector(".offers:not([hidden])")
        assert page.locator("input[name=actor]").input_value() == "South Korea"
        press(page, "Enter")
        expect(page.locator(f"[id='{CLAIM.id}'] h3")).to_contain_text("from South Korea")
        press(page, "u")
        expect(page.locator(f"[id='{CLAIM.id}'] h3")).to_contain_text("from North Korea")
        assert visit.complaints == []


def test_places_in_the_page_are_counted_in_code_points(browser: Browser, tmp_path: Path) -> None:
    """Letters outside the basic plane before the words, and in them, do not move the place."""
    text = "\U0001f6a2\U0001f6a2 Voilà \U00020000: " + TEXT
    document = Document(text=text, publisher="Daily", title="Signs")
    with (
        serving_file(kept(tmp_path / "l.db", document)) as address,
        Visit(browser, f"{address}/documents/{document.id}") as v,
    ):
        for words in ("Seoul", "\U00020000", "1,000 containers", "replied", "\U0001f6a2 Voilà"):
            start, end = place(words, text)
            v.page.evaluate("([s, e]) => reportedly.select(document.querySelector('.read'), s, e)", [start, end])
            assert v.page.evaluate("document.getSelection().toString()") == words
            assert v.page.evaluate("reportedly.selected(document.querySelector('.read'))") == {
                "start": start,
                "end": end,
            }
        found = v.page.evaluate("reportedly.wordsIn(document.querySelector('.read'))")
        assert all(text[each["start"] : each["end"]] == each["word"] for each in found)
        drag(v.page, *place("1,000 containers", text))
        told = v.page.evaluate("reportedly.selected(document.querySelector('.read'))")
        assert text[told["start"] : told["end"]] == "1,000 containers"


def test_a_missed_claim_is_added(browser: Browser, server: str) -> None:
    """Select the words, press n, change what is not so, add: the claim stands beside the text."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        drag(page, *place("It says that shells and rockets went by rail, and that instructors followed."))
        page.keyboard.press("n")
        page.wait_for_selector("form.edit")
        page.locator("input[name=actor]").fill("North Korea")
        page.locator("input[name=recipient]").fill("Russia")
        page.locator("input[name=item]").fill("something else")
        page.locator("select[name=kind]").select_option("deployment")
        page.locator("input[name=item]").focus()
        drag(page, *place("instructors"))
        page.wait_for_selector(".offers:not([hidden])")
        page.get_by_role("button", name="Add the claim").click()
        page.wait_for_url(f"**{HERE}#c-*")
        expect(page.locator(".card.active .checked")).to_contain_text("added by ")
        assert "North Korea" in (page.locator(".card.active h3").text_content() or "")
        assert visit.complaints == []


def test_ten_claims_are_checked_by_keyboard(browser: Browser, examples: Path, tmp_path: Path) -> None:
    """One key each in the queue: accept, reject, skip, undo; the counter follows and the focus stays on the claim."""
    path = Path(shutil.copy(examples, tmp_path / "l.db"))
    with serving_file(path) as address, Visit(browser, f"{address}/queue") as visit:
        page = visit.page
        total = (page.locator(".facts strong").text_content() or "").split()[2]
        seen = []
        for key in "aaraasaraa":
            seen.append(page.locator(".focus").get_attribute("data-claim"))
            press(page, key)
        assert len(set(seen)) == 10
        expect(page.locator(".facts strong")).to_have_text(f"9 of {total} claims")
        press(page, "u")
        expect(page.locator(".facts strong")).to_have_text(f"8 of {total} claims")
        assert page.locator(".focus").get_attribute("data-claim") == seen[-1]
        assert page.evaluate("document.activeElement.className") == "focus"
        assert visit.complaints == []


def test_a_claim_of_the_queue_is_edited_in_its_document(browser: Browser, server: str) -> None:
    """e leads to the document, the form open; saving leads back to the queue, where it can be undone."""
    with Visit(browser, f"{server}/queue") as visit:
        page = visit.page
        page.keyboard.press("e")
        page.wait_for_selector("form.edit")
        assert HERE in page.url
        page.locator("input[name='quantity.low']").fill("900")
        page.keyboard.press("Enter")
        page.wait_for_url("**/queue?*")
        expect(page.locator(".last")).to_contain_text("Corrected by ")
        press(page, "u")
        expect(page.locator(".focus h2")).to_contain_text("at least 1,000 containers")
        assert visit.complaints == []


def test_keys_can_be_switched_off(browser: Browser, server: str) -> None:
    """“?” shows them; switched off they do nothing, also after the page is loaded again."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        page.keyboard.press("?")
        expect(page.locator("dialog[open]")).to_be_visible()
        page.locator("#keys-on").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page.locator(".card.active")).to_have_count(0)
        page.reload()
        page.keyboard.press("j")
        expect(page.locator(".card.active")).to_have_count(0)
        page.locator("[data-does=help]").click()
        page.locator("#keys-on").check()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page.locator(".card.active")).to_have_count(1)


def test_letters_typed_into_a_field_do_nothing_else(browser: Browser, server: str) -> None:
    """A note may hold any letter: no claim is accepted or rejected by typing."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        page.locator(f"[id='{CLAIM.id}'] .note summary").click()
        page.locator(f"[id='why-{CLAIM.id}']").press_sequentially("area: junk?")
        expect(page.locator(f"[id='{CLAIM.id}'] .checked")).to_contain_text("not checked")
        assert page.locator("dialog[open]").count() == 0


def test_a_refused_correction_stays_in_its_place(browser: Browser, server: str) -> None:
    """The line says why, what was typed is still there, and the focus is in the form."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        press(page, "j", "e", "3")
        page.locator("input[name=item]").fill("dragon")
        press(page, "Enter")
        expect(page.locator("form.edit .refused")).to_contain_text("no class of item")
        assert page.locator("input[name=item]").input_value() == "dragon"


def test_without_a_server_nothing_is_lost(browser: Browser, server: str) -> None:
    """An answer that does not come is told, and the page stays as it is."""
    with Visit(browser, server + HERE) as visit:
        page = visit.page
        page.keyboard.press("j")
        visit.context.set_offline(True)
        press(page, "a")
        expect(page.locator("#said")).to_contain_text("nothing was kept")
        expect(page.locator(f"[id='{CLAIM.id}'] .checked")).to_contain_text("not checked")
        visit.context.set_offline(False)
        press(page, "a")
        expect(page.locator(f"[id='{CLAIM.id}'] .checked")).to_contain_text("accepted by ")


def test_a_decision_moves_nothing(browser: Browser, examples: Path, tmp_path: Path) -> None:
    """Accepting a claim far down leaves the place on the screen as it was."""
    path = Path(shutil.copy(examples, tmp_path / "l.db"))
    bench = workbench(str(path))
    (first, *_), _ = bench.catalogue.listed(1, 1)
    with serving(bench) as address, Visit(browser, f"{address}/documents/{first.id}", 390) as visit:
        page = visit.page
        button = page.locator(".card [data-does=accept]").last
        button.scroll_into_view_if_needed()
        card = page.locator(".card").last
        before = card.bounding_box()
        button.click()
        page.wait_for_function(READY)
        expect(page.locator(".card .checked").last).to_contain_text("accepted")
        after = card.bounding_box()
        assert before is not None
        assert after is not None
        assert abs(before["y"] - after["y"]) < 2


def test_a_page_may_be_reviewed_without_javascript(browser: Browser, server: str) -> None:
    """Accept by form, edit by form, undo by form."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + HERE)
    page.locator(f"[id='{CLAIM.id}'] [data-does=accept]").click()
    assert "accepted by " in (page.locator(f"[id='{CLAIM.id}'] .checked").text_content() or "")
    page.locator(f"[id='{CLAIM.id}'] [data-does=edit]").click()
    page.locator("input[name='quantity.low']").fill("900")
    page.get_by_role("button", name="Save the correction").click()
    assert "at least 900 containers" in (page.locator(f"[id='{CLAIM.id}'] h3").text_content() or "")
    page.goto(f"{server}/queue")
    page.locator("[data-does=accept]").click()
    assert "2 of 2 claims" in (page.locator(".facts").text_content() or "")
    context.close()


PAGES = ("/documents", HERE, f"{HERE}?edit={CLAIM.id}", f"{HERE}/add?start=0&end=56", "/queue", "/read")


@pytest.mark.full  # of pages at rest every_page asks the same; here they are in the middle of a review
@pytest.mark.parametrize(("width", "scheme"), by_turns((390, 1280)))
def test_every_page_is_accessible_and_fits(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    """At both widths, light and dark: axe finds nothing, nothing scrolls sideways, nothing is complained of, no other host
    is asked."""
    path = sample(tmp_path / "l.db")
    with serving_file(path) as address:
        for where in PAGES:
            with Visit(browser, address + where, width, scheme) as visit:
                if where == HERE:
                    visit.page.keyboard.press("j")
                    visit.page.locator("details.more summary").first.click()
                    press(visit.page, "r")
                found = Axe().run(visit.page, options=RULES)
                assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == [], where
                assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), where
                assert visit.complaints == [], where
                assert all(asked.startswith(address) for asked in visit.requests), where
