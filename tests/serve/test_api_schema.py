"""The interface against its own description: whatever is asked, the answer is one that is described, and never a 5xx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from serve.commands import reports, run
from serve.web_server import serving_file

pytestmark = pytest.mark.full


def refused_as_too_large_or_wrong(ctx: Any, response: Any, case: Any) -> bool | None:
    """What is not sensible is refused; what is too long besides may be refused for that before anything else."""
    return None if response.status_code in (413, 414) else negative_data_rejection(ctx, response, case)


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    refused_as_too_large_or_wrong,
]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description that a server over a small ledger gives of itself."""
    folder = tmp_path_factory.mktemp("described")
    run("read", reports(folder / "in"), ledger=folder / "l.db")
    with serving_file(Path(folder / "l.db")) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")


def test_every_answer_is_one_that_is_described(described: Any) -> None:
    """Generated requests, sensible and not, are answered as described; none trips the server over."""
    faults: list[str] = []
    for found in described.get_all_operations():
        operation = found.ok()

        @seed(20241120)
        @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
        def sensible(case: Any) -> None:
            case.call_and_validate(checks=CHECKS, timeout=60)

        @seed(20241120)
        @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
        def not_sensible(case: Any) -> None:
            case.call_and_validate(checks=CHECKS, timeout=60)

        for asked in (sensible, not_sensible):
            try:
                asked()
            except Unsatisfiable:
                continue  # an operation without parameters cannot be asked wrongly
            except (Exception, BaseExceptionGroup) as fault:  # noqa: BLE001 - all operations are tried before it fails
                faults.append(f"{operation.label} ({asked.__name__}): {str(fault)[:2_000]}")
    assert faults == [], "\n\n".join(faults)
