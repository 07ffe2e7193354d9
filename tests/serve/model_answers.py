"""Reports in five languages, and a server on this machine that answers about them as a small model might."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from find.model.asking import answer, by, much, row
from world.models.servers import Asked, ModelServer, Sent, llama_cpp, said

PUBLISHED = "2024-10-18"
PUBLISHER = "Harbour Gazette"


@dataclass(frozen=True)
class Report:
    """A report: its file, what is answered about it, and what is to come of that."""

    file: str
    language: str
    text: str
    rows: tuple[dict[str, Any], ...]
    claims: tuple[Mapping[str, Any], ...]
    refused: tuple[str, ...]
    warned: tuple[str, ...]


@cache
def all_reports() -> Mapping[str, Report]:
    """Language → its report."""
    path = Path(__file__).parent / "model_reports.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))["report"]
    return {each["language"]: _report(each) for each in given}


def _report(given: Mapping[str, Any]) -> Report:
    return Report(
        given["file"],
        given["language"],
        given["text"].strip(),
        tuple(map(_row, given["row"])),
        tuple(given["claim"]),
        tuple(given.get("refused", ())),
        tuple(given.get("warned", ())),
    )


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    more = {name: value for name, value in told.items() if name not in ("quote", "quantity", "attribution")}
    links = [by(**link) for link in told.get("attribution", ())]
    quantity = much(**told["quantity"]) if "quantity" in told else None
    return row(told["quote"], **more, quantity=quantity, attribution=links)


def written(folder: Path, *languages: str, handling: str = "public") -> Path:
    """A folder with the reports of some languages and their meta.json."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {"publisher": PUBLISHER, "published": PUBLISHED, "handling": handling}
    for language in languages:
        report = all_reports()[language]
        (folder / report.file).write_text(report.text + "\n", encoding="utf-8")
    metadata = {all_reports()[language].file: told for language in languages}
    (folder / "meta.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def about(asked: Asked) -> Report | None:
    """The report that a request asks about."""
    question = asked.body["messages"][-1]["content"]
    return next((report for report in all_reports().values() if report.text in question), None)


def answering(**more: Any) -> ModelServer:
    """A server that answers as llama.cpp's does, about each report with its rows. more: keys of its replies."""

    def reply(asked: Asked) -> Sent:
        report = about(asked)
        return said(llama_cpp(answer(*(report.rows if report else ())), **more))

    return ModelServer(reply)


def languages_asked(asked: Sequence[Asked]) -> list[str]:
    """Of which reports the server was asked about, in order."""
    return [report.language for report in map(about, asked) if report]
