"""Takes pictures of an HTML file: light and dark, 1280 and 390 pixels wide.

`python tests/present/screens.py FILE FOLDER` takes the head of the page; with `full` at the end, all of it.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")


def chromium(playwright: Playwright) -> Browser:
    """The system's Chromium where there is one that starts, else Playwright's own. Raises Error."""
    for found in filter(None, map(shutil.which, NAMES)):
        with suppress(Error):
            return playwright.chromium.launch(executable_path=found, args=list(SWITCHES))
    return playwright.chromium.launch(args=list(SWITCHES))


def screens(page: Path, folder: Path, *, full: bool = False) -> list[Path]:
    """Four PNG files of the page, `dossier-1280-light.png` and so on; those written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(viewport={"width": width, "height": 1500}, color_scheme=scheme)
                tab = context.new_page()
                tab.goto(page.resolve().as_uri())
                target = folder / f"{page.stem}-{width}-{scheme}.png"
                tab.screenshot(path=target, full_page=full)
                written.append(target)
                context.close()
        browser.close()
    return written


if __name__ == "__main__":
    for picture in screens(Path(sys.argv[1]), Path(sys.argv[2]), full="full" in sys.argv[3:]):
        print(picture)
