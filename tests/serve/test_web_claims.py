"""The claims page, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.web_server import serving_file


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over two reports with two claims each."""
    path = tmp_path_factory.mktemp("web") / "ledger.db"
    ledger = open_ledger(path, FixedClock())
    for n in (1, 2):
        ledger.append(reading(report(n), [containers(report(n)), shells(report(n))], "rules/1"))
    ledger.close()
    with serving_file(path) as address:
        yield address


def test_all_claims_are_listed_with_their_words(server: str) -> None:
    """The page says how many claims there are and shows the words of each."""
    answer = httpx.get(f"{server}/claims")
    assert answer.status_code == 200
    assert "<strong>4 claims</strong>" in answer.text
    assert answer.text.count("the North shipped 1,000 containers to Russia") == 2


def test_a_search_leaves_what_fits(server: str) -> None:
    """Words and parts of a search must all hold; a class asks for what is below it."""
    for query, count in (("text=rockets", 2), ("text=%22shells+and+rockets%22&item=munitions", 2), ("actor=RU", 0)):
        found = httpx.get(f"{server}/claims?{query}").text
        assert f"<strong>{count} claims</strong>" in found, query


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("claims?supplier=KP", "Supplier: no such part of the request is known; did you mean actor?"),
        ("claims?recipiant=RU&start=0", "Recipiant: no such part of the request is known; did you mean recipient?"),
        ("claims.csv?modallity=denied", "Modallity: no such part of the request is known; did you mean modality?"),
        ("flows/KP/RU?units=tonne", "Units: no such part of the request is known; did you mean unit?"),
        ("sources?frobnicate=KP", "Frobnicate: no such part of the request is known; this page takes start"),
        ("read?file=x", "File: no such part of the request is known; this page takes none"),
    ],
)
def test_a_part_that_no_page_takes_is_told(address: str, told: str, server: str) -> None:
    """It would choose nothing, and all be shown: the page says which was meant."""
    answer = httpx.get(f"{server}/{address}")
    assert answer.status_code == 422
    assert f"<h1>{told}" in answer.text


def test_a_search_that_nothing_fits_says_what_to_do(server: str) -> None:
    """No claim fits: the page leads back to all claims."""
    assert "Ask for all claims" in httpx.get(f"{server}/claims?text=submarine").text
