"""Where things stand on a page of the workbench: a message clear of the cards, the inputs of a row on one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from present.browsing import Visit
from serve.commands import run
from serve.web_server import serving_file

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]
REPORT = "North Korea has shipped 4,000 containers of munitions to Russia, the White House said on Friday.\n"

CROSSED = """(wanted) => {
  const box = document.getElementById("said").getBoundingClientRect();
  const apart = (b) => b.left >= box.right || b.right <= box.left || b.top >= box.bottom || b.bottom <= box.top;
  return [...document.querySelectorAll(wanted)].filter((each) => !apart(each.getBoundingClientRect())).length;
}"""


@pytest.mark.parametrize(("width", "cards"), [(1280, ".card"), (400, ".card.active")])
def test_what_was_done_is_told_clear_of_the_cards(width: int, cards: str, browser: Browser, tmp_path: Path) -> None:
    """Beside the text; in one column below the card that was decided of, which moves up where it must."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    run("read", report, ledger=tmp_path / "l.db")
    with serving_file(tmp_path / "l.db") as address, Visit(browser, f"{address}/documents") as visit:
        page = visit.page
        page.set_viewport_size({"width": width, "height": 500})
        page.locator("main th a").first.click()
        page.wait_for_url("**/documents/d-*")  # with its scripts: keys pressed before do nothing
        page.keyboard.press("j")
        page.keyboard.press("a")
        expect(page.locator("#said")).to_contain_text("accepted by")
        assert page.evaluate(CROSSED, cards) == 0


def test_the_inputs_of_a_row_are_of_one_height(browser: Browser, tmp_path: Path) -> None:
    """Also where the label of one of them takes two lines."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    run("read", report, ledger=tmp_path / "l.db")
    with serving_file(tmp_path / "l.db") as address, Visit(browser, f"{address}/documents") as visit:
        page = visit.page
        page.set_viewport_size({"width": 1280, "height": 800})
        page.locator("main th a").first.click()
        page.wait_for_url("**/documents/d-*")  # with its scripts: keys pressed before do nothing
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.wait_for_selector("form.edit")
        for field in ("happened", "said"):
            boxes = [each.bounding_box() for each in page.locator(f"[data-field={field}] .inputs input").all()]
            assert len({(round(box["y"]), round(box["height"])) for box in boxes if box}) == 1
