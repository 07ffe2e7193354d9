"""Files cut, flipped, exchanged, mixed up: a command tells what the ledger told once, or says one clear line."""

from __future__ import annotations

import pytest

from faults.harmed import TOLD, Harmed
from faults.harms import HARMS


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Harmed:
    return Harmed(tmp_path_factory.mktemp("harmed"))


def test_a_harmed_ledger_tells_what_it_told_once_or_one_line(harmed: Harmed) -> None:
    """No trace, no hang, no word that nobody wrote; and some harm is found out, others are none."""
    seen = harmed.try_out(range(40))
    assert seen.wrong == []
    assert seen.harms == 40
    assert len(HARMS) < sum(seen.counts.values())
    assert 0 < seen.counts[TOLD] < sum(seen.counts.values())


@pytest.mark.full
def test_hundreds_of_harms_are_no_worse(harmed: Harmed) -> None:
    """The same for two hundred others."""
    assert harmed.try_out(range(1000, 1200)).wrong == []
