"""Commands and the workbench over a ledger in PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from keep.samples import containers, report
from reportedly.serve.web.workbench import workbench
from serve.commands import reports, run
from serve.web_ledger import kept
from serve.web_server import serving


def test_reports_are_read_and_asked(team_url: str, tmp_path: Path) -> None:
    """The commands take the url where they take a path, and give what they give over a file."""
    folder, path = reports(tmp_path / "reports"), tmp_path / "l.db"
    for place in (team_url, str(path)):
        done = run("read", folder, "--ledger", place)
        assert done.exit_code == 0, done.output
    asked = ("claims", "--format", "jsonl", "--ledger")
    both = [run(*asked, place).stdout for place in (team_url, str(path))]
    assert both[0] == both[1] != ""
    flows = [run("flows", "--format", "csv", "--ledger", place).stdout for place in (team_url, str(path))]
    assert flows[0] == flows[1] != ""


def test_the_workbench_serves_many_at_once(team_url: str) -> None:
    """Sixteen at a time search, look at a flow and at documents, and all get pages."""
    kept(team_url, *(report(n) for n in range(8)))  # type: ignore[arg-type]
    with serving(workbench(team_url)) as address, ThreadPoolExecutor(16) as people:
        pages = ("/claims?text=%22containers+to+Russia%22", "/flows/KP/RU/munitions", "/documents", "/", "/queue")
        answers = list(people.map(lambda page: httpx.get(address + page, timeout=60), pages * 16))
        assert {answer.status_code for answer in answers} == {200}
        assert "<strong>8 claims</strong>" in answers[0].text
        claim = httpx.get(f"{address}/api/v1/claims/{containers(report(1)).id}").json()
        assert claim["actor"] == ["KP"]
