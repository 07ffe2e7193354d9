"""Takes pictures of every page of the workbench: light and dark, 1280 and 390 pixels wide.

`python -m tests.serve.screens LEDGER FOLDER [PAGE …]`, over a copy of the ledger.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests import each other from their own folder

from present.screens import SCHEMES, WIDTHS, chromium
from serve.every_page import NAMES, Pages, pages
from serve.palette import with_palette

TALLEST, CUT = 3_000, 2_400
"""A page that is taller is cut."""


def screens(browser: Browser, shown: Pages, folder: Path, names: Sequence[str] = NAMES) -> list[Path]:
    """PNG files of the pages, `web-queue-1280-light.png` and so on; those written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    blank = browser.new_page()
    for name in names:
        for width in WIDTHS:
            for scheme in SCHEMES:
                with shown.visit(browser, name, width, scheme) as visit:
                    target = folder / f"web-{name}-{width}-{scheme}.png"
                    target.write_bytes(with_palette(blank, _picture(visit.page, width)))
                    written.append(target)
    blank.close()
    return written


def _picture(page: Page, width: int) -> bytes:
    page.wait_for_load_state("networkidle")
    high = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": CUT if high > TALLEST else high}
    page.evaluate("scrollTo(0, 0)")
    return page.screenshot(full_page=True, clip=clip)


def main(ledger: Path, folder: Path, names: Sequence[str]) -> None:
    """Take the pictures over a copy of a ledger, so that it stays as it is."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        copy = Path(shutil.copy(ledger, Path(place) / ledger.name))
        browser = chromium(playwright)
        with pages(browser, copy) as shown:
            for picture in screens(browser, shown, folder, names):
                print(picture)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or NAMES)
