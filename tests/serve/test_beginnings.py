"""The beginning of a claim's id, given by who may not see what is restricted: as if it were not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from keep.samples import containers, report
from reportedly.errors import UnknownClaim
from reportedly.keep.additions import reading
from reportedly.serve.web.access import Access
from reportedly.serve.web.workbench import workbench
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.tokens import TokenStore
from serve.web_server import serving

OPEN, CLOSED = report(1), report(2, handling="restricted")
PUBLIC = replace(containers(OPEN), id="c-aaaa000000000001")
# One shares its beginning with the public one, the others only with each other.
RESTRICTED = tuple(
    replace(containers(CLOSED), id=ident, handling="restricted", fields={"item": ((n, n + 1),)})
    for n, ident in enumerate(("c-aaaa000000000002", "c-bbbb000000000001", "c-bbbb000000000002", "c-cccc000000000001"))
)


@dataclass(frozen=True)
class Stand:
    at: str
    tokens: TokenStore

    def asked(self, path: str, role: str, restricted: bool) -> httpx.Response:
        _, text = self.tokens.add("Ann", role, may_see_restricted=restricted)  # type: ignore[arg-type]
        return httpx.get(f"{self.at}{path}", headers={"Authorization": f"Bearer {text}"})


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("beginnings") / "ledger.db"
    ledger = open_ledger(path, FixedClock())
    ledger.append(reading(OPEN, [PUBLIC], "rules/1"))
    ledger.append(reading(CLOSED, RESTRICTED, "rules/1"))
    ledger.close()
    return path


@pytest.fixture(scope="module")
def stand(path: Path) -> Iterator[Stand]:
    store = TokenStore(path.with_name("tokens.json"))
    store.add("Root", "admin")
    with serving(workbench(str(path)), Access.of("127.0.0.1", store, always_login=True)) as address:
        yield Stand(address, store)


@pytest.mark.parametrize("role", ["reader", "analyst", "admin"])
@pytest.mark.parametrize("beginning", ["c-b", "c-bbbb000000000001", "c-c", "c-cccc000000000001"])
@pytest.mark.parametrize("more", ["", "/reviews"])
def test_what_only_restricted_claims_begin_with_is_answered_as_nothing(
    stand: Stand, role: str, beginning: str, more: str
) -> None:
    """One, several or the whole of an id: the same words and the same status as of what is not there."""
    nothing = stand.asked(f"/api/v1/claims/c-dddd{more}", role, restricted=False)
    found = stand.asked(f"/api/v1/claims/{beginning}{more}", role, restricted=False)
    assert (found.status_code, nothing.status_code) == (404, 404)
    assert found.text.replace(beginning, "c-dddd") == nothing.text


@pytest.mark.parametrize("role", ["reader", "admin"])
def test_a_restricted_claim_beside_a_public_one_is_not_in_its_way(stand: Stand, role: str) -> None:
    """A beginning that fits one public claim finds it, also where a restricted one begins so; with leave they are two."""
    assert stand.asked("/api/v1/claims/c-aaaa", role, restricted=False).json()["id"] == PUBLIC.id
    several = stand.asked("/api/v1/claims/c-aaaa", role, restricted=True)
    assert (several.status_code, "several claims begin" in several.text) == (404, True)
    assert stand.asked("/api/v1/claims/c-c", role, restricted=True).json()["id"] == RESTRICTED[-1].id


@pytest.mark.parametrize("beginning", ["c-b", "c-cccc000000000001", "c-aaaa000000000002"])
def test_pages_know_no_beginnings_and_no_restricted_document(stand: Stand, beginning: str) -> None:
    """Neither the document's page nor a search tells that there is anything."""
    assert stand.asked(f"/documents/{CLOSED.id}?edit={beginning}", "analyst", restricted=False).status_code == 404
    assert "c-bbbb" not in stand.asked(f"/claims?text={beginning}", "analyst", restricted=False).text


def test_the_catalogue_tells_both_apart(path: Path) -> None:
    """With leave what is restricted counts, without leave it does not."""
    bench = workbench(str(path))
    try:
        assert bench.catalogue.claim("c-cccc").id == RESTRICTED[-1].id
        assert bench.catalogue.claim("c-a", public_only=True).id == PUBLIC.id
        with pytest.raises(UnknownClaim, match="no claim begins with 'c-bbbb'"):
            bench.catalogue.claim("c-bbbb", public_only=True)
    finally:
        bench.close()
