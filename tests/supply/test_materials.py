"""Bills of materials: CycloneDX 1.6, complete, with hashes, the same each time, and telling nothing of machines."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bench.supply.locks import ALL, CORE, locked
from bench.supply.materials import bill, bills, main, time_of
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

LOCKS = {"core.cdx.json": CORE, "all.cdx.json": ALL}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The bills by name."""
    return bills()


@pytest.fixture(scope="module", params=list(LOCKS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def told(texts: dict[str, str], name: str) -> dict[str, Any]:
    """One bill, read."""
    read: dict[str, Any] = json.loads(texts[name])
    return read


def test_it_is_valid(texts: dict[str, str], name: str) -> None:
    """It holds to the schema of CycloneDX 1.6, strictly."""
    assert json.loads(texts[name])["specVersion"] == "1.6"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(texts[name]) is None


def test_what_is_no_bill_is_not_valid(texts: dict[str, str]) -> None:
    """The check refuses a component of a kind that is none."""
    broken = texts["core.cdx.json"].replace('"type": "application"', '"type": "rumour"')
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_it_names_what_is_locked_with_all_hashes(told: dict[str, Any], name: str) -> None:
    """The packages, versions and hashes are those of the lock, no more and no fewer."""
    named = {(c["name"], c["version"]): {h["content"] for h in c["hashes"]} for c in told["components"]}
    lock = locked(LOCKS[name].read_text(encoding="utf-8"))
    assert named == {(each.name, each.version): set(each.hashes) for each in lock}
    assert {h["alg"] for c in told["components"] for h in c["hashes"]} == {"SHA-256"}


def test_everything_hangs_together(told: dict[str, Any]) -> None:
    """From reportedly one comes to every component by what depends on what."""
    below = {each["ref"]: each.get("dependsOn", []) for each in told["dependencies"]}
    reached, waiting = set(), [told["metadata"]["component"]["bom-ref"]]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += below[here]
    assert reached == set(below)
    assert len(reached) == len(told["components"]) + 1


def test_each_component_has_a_licence_and_who_needs_it(told: dict[str, Any]) -> None:
    """Every component tells its licence and the part of the project that needs it; what only tests need is out of
    scope.
    """
    for component in told["components"]:
        assert component["licenses"], component["name"]
        (needed,) = component["properties"]
        assert needed["name"] == "reportedly:needed-by"
        assert (component.get("scope") == "excluded") is (set(needed["value"].split(", ")) <= {"dev", "build"})


def test_it_tells_nothing_of_machines(texts: dict[str, str], name: str) -> None:
    """No address but that of its schema, no path, no name of a host or of who made it."""
    assert set(re.findall(r"[a-z+]+://[^\"\s]*", texts[name])) == {"http://cyclonedx.org/schema/bom-1.6.schema.json"}
    assert str(Path(__file__).parents[2]) not in texts[name]
    assert not re.search(r"\"[^\"]*/(?:home|root|work|tmp|usr|opt)/", texts[name])


def test_it_is_the_same_each_time(texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made again it has the same bytes; its number comes from its content, and it has no time unless one is given."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    main(tmp_path / "made")
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "made").iterdir()} == texts
    read = [json.loads(text) for text in texts.values()]
    assert all("timestamp" not in each["metadata"] for each in read)
    assert len({each["serialNumber"] for each in read}) == 2


def test_the_time_is_that_of_the_build(texts: dict[str, str]) -> None:
    """SOURCE_DATE_EPOCH puts its own time on it, whatever the clock says; what is no number is refused."""
    when = time_of({"SOURCE_DATE_EPOCH": "1700000000"})
    assert when == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    text = bill(locked(CORE.read_text(encoding="utf-8")), ("core", "build"), when)
    assert json.loads(text)["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert json.loads(text)["serialNumber"] != json.loads(texts["core.cdx.json"])["serialNumber"]
    assert time_of({}) is None
    with pytest.raises(ValueError, match="today"):
        time_of({"SOURCE_DATE_EPOCH": "today"})
