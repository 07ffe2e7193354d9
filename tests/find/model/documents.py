"""The reports of planted.toml, each with what is seen in it and the right answer to it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from find.model.asking import by, document, english, much, row, tree
from reportedly.find.model.layout import sentences
from reportedly.find.model.seen import ModelSeen, SeenHedge
from reportedly.serve.prompts import instructions
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention, ItemMention, Mention, PartyMention, QuantityMention
from reportedly.terms.quantity import Quantity

Made = Mapping[str, Any]


@dataclass(frozen=True)
class Report:
    """A report, and the rows of the right answer. given: as the table has it."""

    name: str
    text: str
    rows: tuple[dict[str, Any], ...]
    far: tuple[str, str]
    given: Made

    def seen(self, text: str | None = None) -> ModelSeen:
        """What is seen in its text, or in one made of it."""
        told = document(text or self.text).text
        return english(told) if "language" not in self.given else _by_hand(told, self.given)


@cache
def reports() -> tuple[Report, ...]:
    """All of them, in order."""
    path = Path(__file__).parent / "planted.toml"
    return tuple(_report(given) for given in tomllib.loads(path.read_text(encoding="utf-8"))["document"])


def _report(given: Made) -> Report:
    rows = tuple(_row(told) for told in given["row"])
    return Report(given["name"], given["text"].strip(), rows, (given["far"][0], given["far"][1]), given)


def _row(told: Made) -> dict[str, Any]:
    more = {name: value for name, value in told.items() if name not in ("quote", "quantity", "attribution")}
    links = [by(**link) for link in told["attribution"]]
    return row(
        told["quote"], **more, quantity=much(**told["quantity"]) if "quantity" in told else None, attribution=links
    )


def _by_hand(text: str, given: Made) -> ModelSeen:
    mentions = tuple(mention for made in given["mentions"] for mention in _mentions(text, made))
    hedges = (
        SeenHedge(*span, made["modality"]) for made in given.get("hedges", ()) for span in _places(text, made["words"])
    )
    cues = (span for words in given.get("cues", ()) for span in _places(text, words))
    return ModelSeen(tree(), mentions, sentences(text), tuple(hedges), tuple(cues), instructions().find(text))


def _mentions(text: str, made: Made) -> Iterator[Mention]:
    kind, words = next(iter(made.items()))
    for start, end in _places(text, words):
        match kind:
            case "party":
                yield PartyMention(start, end, words, "state", made["code"])
            case "item":
                yield ItemMention(start, end, words, made["cls"], made["class"])
            case "quantity":
                number = start + words.index(made["number"])
                quantity = Quantity(made["low"], made.get("high"), made["unit"], text=words)
                yield QuantityMention(start, end, words, quantity, (number, number + len(made["number"])))
            case "attribution":
                source = _places(text, made["source"])[0]
                yield AttributionMention(source[0], end, "", source, (start, end), (), verb=made["verb"])


def _places(text: str, words: str) -> list[Span]:
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return [(start, start + len(words)) for start in starts]
