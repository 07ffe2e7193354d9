"""A page in Chromium, with what it asks for and complains of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Browser, Page, StorageState

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
SCHEMES = ("light", "dark")


def by_turns(widths: Iterable[int]) -> list[ParameterSet]:
    """Each width with each scheme, for proofs that take long: one scheme a width, by turns, always; the other among the
    slower proofs."""
    always = {width: SCHEMES[turn % len(SCHEMES)] for turn, width in enumerate(widths)}
    return [
        pytest.param(width, scheme, id=f"{width}-{scheme}", marks=() if always[width] == scheme else pytest.mark.full)
        for width in always
        for scheme in SCHEMES
    ]


def page_by_page(names: Iterable[str]) -> list[ParameterSet]:
    """Each page wide and narrow, light and dark: wide and light or narrow and dark always, in turn from page to page; the
    rest among the slower proofs."""
    return [
        pytest.param(name, *way, id=f"{name}-{way[0]}-{way[1]}", marks=() if n == turn % 2 else pytest.mark.full)
        for turn, name in enumerate(names)
        for n, way in enumerate(((1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")))
    ]


class Visit:
    """A page opened at a width and in a scheme, with what it asked for and complained of."""

    def __init__(
        self,
        browser: Browser,
        path: Path | str,
        width: int = 1280,
        scheme: str = "light",
        *,
        known: StorageState | None = None,
        scripts: bool = True,
    ) -> None:
        """known: the cookies of who is logged in; scripts: whether JavaScript runs."""
        self.url = path if isinstance(path, str) else path.as_uri()
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            storage_state=known,
            java_script_enabled=scripts,
        )
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(self.url)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
