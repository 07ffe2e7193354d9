"""One Chromium for all the browser tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from present.screens import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the tests fail in one line, unless NO_BROWSER=1 says that there is to be none."""
    if os.environ.get("NO_BROWSER") == "1":
        pytest.skip("NO_BROWSER=1")
    with sync_playwright() as playwright:
        try:
            found = chromium(playwright)
        except Error as error:
            pytest.fail(f"no Chromium to test pages with: {str(error).splitlines()[0]}", pytrace=False)
        yield found
        found.close()
