"""What holds for all tests, one Chromium for all that need a browser, and one PostgreSQL for all that need a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.vendor.pretty import for_type_by_name
from playwright.sync_api import Browser, Error, sync_playwright

from postgres import Databases, databases
from present.screens import chromium
from serve.commands import run

# A law that names no number is tried on thirty examples with every change, and on five hundred by `make test-full`.
# None is timed.
settings.register_profile("every change", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
# Against each of hundreds of mutants the same dozen has to do; that one fails is enough, and no smaller one is looked for.
settings.register_profile(
    "mutants",
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
)
settings.load_profile("every change")

# Hypothesis prints a failing example as a call with all that its constructor takes; evidence does not keep the text.
for_type_by_name("reportedly.terms.evidence", "Evidence", lambda evidence, p, cycle: p.text(repr(evidence)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Where something failed, the order in which the tests ran: the same again by the same option."""
    seed = config.getoption("randomly_seed", None)
    if seed is not None and terminalreporter.stats.keys() & {"failed", "error"}:
        terminalreporter.write_line(f"this order again: --randomly-seed={seed}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one each test fails in one line, unless NO_BROWSER says that there is to be none."""
    if os.environ.get("NO_BROWSER"):
        pytest.skip("NO_BROWSER is set")
    with sync_playwright() as playwright:
        found, why = None, ""
        try:
            found = chromium(playwright)
        except Error as error:
            why = " ".join(str(error).split("\n╔")[0].split())
        if found is None:  # here, so that the error is not told at length too
            pytest.fail(f"no Chromium to test pages with (NO_BROWSER=1 leaves them out): {why[:160]}", pytrace=False)
        yield found
        found.close()


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the examples in it, as `reportedly demo` reads them; nobody writes to it."""
    folder = tmp_path_factory.mktemp("demo")
    done = run("demo", "--to", folder, "--from", Path(__file__).resolve().parents[1] / "examples")
    assert done.exit_code == 0, done.output
    return folder / "ledger.db"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """A PostgreSQL, one for each process that runs tests."""
    with databases() as made:
        yield made


@pytest.fixture
def team_url(postgres: Databases) -> Iterator[str]:
    """The url of a fresh ledger in PostgreSQL."""
    with postgres.fresh() as url:
        yield url


@pytest.fixture(params=("sqlite", "postgresql"))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger of several is kept: in a file that is not there yet, then in a fresh database."""
    return str(tmp_path / "ledger.db") if request.param == "sqlite" else str(request.getfixturevalue("team_url"))
