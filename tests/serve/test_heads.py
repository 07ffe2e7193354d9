"""HEAD: the status and headers of GET, and no body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from serve.every_route import Everything, Row, everything, rows

ROWS = rows()
# What differs from one answer to the next: when it was given, and the token of its forms.
CHANGING = {"date", "set-cookie", "content-length", "etag"}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    with everything(tmp_path_factory.mktemp("heads")) as one:
        yield one


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=lambda row: row.path)
@pytest.mark.parametrize("caller", ["nobody", "reader"])
def test_every_address_that_is_asked_with_get_answers_to_head(caller: str, row: Row, there: Everything) -> None:
    """Alike for who may and who may not; events, too, end at once."""
    address = row.asked[0].format(**there.public)
    got = there.ask(row, address, caller)
    head = there.ask(_head(row), address, caller)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert _steady(head) == _steady(got)
    if "content-length" in got.headers and got.headers.get("content-type", "").startswith("application/json"):
        assert head.headers["content-length"] == got.headers["content-length"]


def test_what_only_takes_something_is_still_refused(there: Everything) -> None:
    """An address without GET has no HEAD either."""
    gets = {row.path for row in ROWS if row.method == "GET"}
    row = next(row for row in ROWS if row.method == "POST" and row.path not in gets)
    assert there.ask(_head(row), row.asked[0].format(**there.public), "admin").status_code == 405


def _head(row: Row) -> Row:
    return replace(row, method="HEAD", body="")


def _steady(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in CHANGING}
