"""What models invent, planted into right answers: a quote, a number, an origin, an offset, an instruction obeyed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from find.model.asking import answer, by, held, row
from find.model.documents import Made, Report, reports

SLUGS = {
    "quote": {"quote-not-found"},
    "number": {"number-differs", "words-not-found"},
    "origin": {"origin-not-told"},
    "offset": {"offset-differs"},
    "instruction": {"speaks-to-the-reader"},
}
"""Kind of plant → how it is called when it is refused."""
_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True)
class Plant:
    """A right answer with one row made wrong. text: the report, with a hidden passage where that is the plant."""

    report: Report
    kind: str
    rows: tuple[Made, ...]
    wrong: int
    text: str


def hidden() -> dict[str, Made]:
    path = Path(__file__).parent / "hidden.toml"
    return {made["report"]: made for made in tomllib.loads(path.read_text(encoding="utf-8"))["hidden"]}


def plants() -> Iterator[Plant]:
    """Five for each report, the ways of spoiling taken in turn."""
    for n, report in enumerate(reports()):
        for kind, spoilt in (("quote", quoted), ("number", numbered), ("origin", told), ("offset", moved)):
            first = spoilt(report, deepcopy(report.rows[0]), n)
            yield Plant(report, kind, (first, *report.rows[1:]), 0, report.text)
        yield obeyed(report)


def quoted(report: Report, given: dict[str, Any], n: int) -> dict[str, Any]:
    """A quote that differs from the text in one thing."""
    quote: str = given["quote"]
    words = quote.split(" ")
    ways = (
        " ".join([*words[:2], *words[3:]]),  # a word less
        " ".join([*words[:3], words[2], *words[3:]]),  # a word twice
        quote[:-1] + "!",
        quote.replace(" ", "  ", 1),
        quote[:4] + quote[4:].swapcase() if quote.isascii() else quote.replace(words[1], words[0]),
    )
    return {**given, "quote": ways[n % len(ways)]}


def numbered(report: Report, given: dict[str, Any], n: int) -> dict[str, Any]:
    """A figure that the text does not give: in the model's reading, or in the words."""
    quantity = given["quantity"]
    low = quantity["low"]
    swapped = _FIGURE.sub(lambda m: str(int(m[0]) + 1), quantity["words"])
    ways = (
        {**quantity, "low": low * 10},
        {**quantity, "low": low + 1},
        {**quantity, "low": None, "high": low + 7},
        {**quantity, "words": swapped} if swapped != quantity["words"] else {**quantity, "low": low - 1},
    )
    return {**given, "quantity": ways[n % len(ways)]}


def told(report: Report, given: dict[str, Any], n: int) -> dict[str, Any]:
    """An origin that nobody named, or somebody from elsewhere, or words of saying that are not there."""
    right = given["attribution"][0]
    ways = (
        by("the Brazilian senate", right["verb"]),
        by(*report.far),
        by(report.far[0], right["verb"]),
        by(right["name"], "swore"),
        by((given["actor"] if given["actor"] != ["We"] else given["recipient"])[0], given["items"][0]),
    )
    return {**given, "attribution": [ways[n % len(ways)]]}


def moved(report: Report, given: dict[str, Any], n: int) -> dict[str, Any]:
    """An offset that is wrong by one."""
    return {**given, "start": report.text.index(given["quote"]) + (1 if n % 2 else -1)}


def obeyed(report: Report) -> Plant:
    """A passage that tells the model what to answer, behind the headline, and the row of a model that does so."""
    made = hidden()[report.name]
    headline, _, rest = report.text.partition("\n\n")
    told_so = row(**{name: value for name, value in made.items() if name not in ("report", "text")})
    text = f"{headline}\n\n{made['text']}\n\n{rest}"
    return Plant(report, "instruction", (*report.rows, told_so), len(report.rows), text)


PLANTS = tuple(plants())


def named(plant: Plant) -> str:
    return f"{plant.report.name}-{plant.kind}"


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.name)
def test_a_right_answer_holds(report: Report) -> None:
    """Each row of a right answer is a claim, and there is nothing to say of it."""
    claims, problems = held(answer(*report.rows), report.text, report.seen())
    assert problems == ()
    assert [c.evidence.quote for c in claims] == [told["quote"] for told in report.rows]


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.name)
def test_right_offsets_hold(report: Report) -> None:
    """The same answer with the offset of each quote gives the same claims."""
    rows = [{**told, "start": report.text.index(told["quote"])} for told in report.rows]
    claims, problems = held(answer(*rows), report.text, report.seen())
    assert (claims, problems) == held(answer(*report.rows), report.text, report.seen())


@pytest.mark.parametrize("plant", PLANTS, ids=named)
def test_what_is_invented_is_refused(plant: Plant) -> None:
    """A row that the text does not bear out makes no claim and one problem that says why; the rows beside it stay."""
    seen = plant.report.seen(plant.text)
    right = [told for n, told in enumerate(plant.rows) if n != plant.wrong]
    wanted, _ = held(answer(*right), plant.text, seen)
    claims, problems = held(answer(*plant.rows), plant.text, seen)
    assert claims == wanted
    assert len(claims) == len(right)
    assert [p.slug in SLUGS[plant.kind] for p in problems if p.severity == "error"] == [True], problems


@pytest.mark.parametrize("plant", [p for p in PLANTS if p.kind == "instruction"], ids=named)
def test_only_the_instruction_keeps_an_obeyed_row_out(plant: Plant) -> None:
    """The row of a model that obeys would be a claim, did the passage not speak to the reader; one warning says so."""
    seen = plant.report.seen(plant.text)
    claims, _ = held(answer(*plant.rows), plant.text, replace(seen, instructions=()))
    assert len(claims) == len(plant.rows)
    _, problems = held(answer(*plant.rows), plant.text, seen)
    assert [p.slug for p in problems if p.severity == "warning"] == ["speaks-to-the-reader"]


def test_there_are_a_hundred() -> None:
    """Twenty of each kind, in three languages, no two alike."""
    assert {kind: sum(p.kind == kind for p in PLANTS) for kind in SLUGS} == dict.fromkeys(SLUGS, 20)
    assert len({(p.text, answer(*p.rows)) for p in PLANTS}) == 100
    languages = [p.report.given.get("language", "en") for p in PLANTS]
    assert languages.count("en") >= 50
    assert {"ko", "ru"} < set(languages)
