"""Claims and mentions as JSON lines and CSV, with the names of the claim record."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from reportedly.terms.claim import Claim
from reportedly.terms.mention import (
    AttributionMention,
    ItemMention,
    Mention,
    PartyMention,
    PeriodMention,
    PlaceMention,
    QuantityMention,
    VesselMention,
)
from reportedly.terms.record import Json, claim_record

Cell = str | int | float | None
_ENDS = "\r\n"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NESTED: dict[str, tuple[str, ...]] = {
    "quantity": ("low", "high", "approximate", "vague", "unit", "scope", "per", "alternative_group", "text"),
    "happened": ("start", "end", "text"),
    "likelihood": ("term", "low", "high", "yardstick"),
    "basis": ("type", "text"),
    "said": ("start", "end", "text"),
    "document": ("id", "path", "url", "host", "publisher", "published_on"),
    "evidence": ("start", "end", "quote"),
    "translation": ("document", "start", "end", "quote"),
    "reviewed": ("by", "at", "verdict", "note"),
}


def json_lines(records: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line, UTF-8 as it is; '' of nothing."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def claim_lines(claims: Iterable[Claim]) -> str:
    """The claim records as JSON lines."""
    return json_lines(map(claim_record, claims))


def claim_csv(claims: Iterable[Claim]) -> str:
    """The claim records as CSV: nested values in dotted columns (`quantity.low`), lists of codes joined by "; ", lists of
    records as JSON. Cells that a spreadsheet would run as a formula bear a leading apostrophe (`unguarded` takes it off).
    """
    rows = (claim_row(claim_record(claim)) for claim in claims)
    return csv_text(CLAIM_COLUMNS, ([row[column] for column in CLAIM_COLUMNS] for row in rows))


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows under their head as CSV, what a spreadsheet would run guarded."""
    out = _Lines()
    writer = csv.writer(out, lineterminator=_ENDS)
    writer.writerow(head)
    writer.writerows(map(guarded, row) for row in rows)
    return "".join(out)


class _Lines(list[str]):
    """Lines of CSV, each ended by a line feed alone. The writer is told of both, so that it quotes a lone "\\r" too."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix(_ENDS) + "\n")


def claim_row(record: Json) -> dict[str, Cell]:
    """One record as a flat row: column → cell, not yet guarded."""
    row: dict[str, Cell] = {}
    for name, value in {"translation": None, **record}.items():
        if name in NESTED:
            row.update({f"{name}.{part}": _cell((value or {}).get(part)) for part in NESTED[name]})
        else:
            row[name] = _cell(value)
    return row


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def guarded(cell: Cell) -> Cell:
    """The cell, with an apostrophe before text that a spreadsheet would take for a formula (or that begins with one)."""
    if isinstance(cell, str) and (looks_like_formula(cell) or cell.startswith("'")):
        return f"'{cell}"
    return cell


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet that is given this text would run it."""
    return text.startswith(_FORMULA)


def unguarded(cell: str) -> str:
    """The text as it was before `guarded`."""
    return cell.removeprefix("'")


def _columns() -> tuple[str, ...]:
    plain = (
        "id", "kind", "actor", "recipient", "items", "quantity", "happened", "places", "vessels", "stage", "modality",
        "hedges", "likelihood", "basis", "condition", "exchange", "compared", "attribution", "origins", "said",
        "published_on", "document", "evidence", "also", "translation", "fields", "method", "reading_confidence",
        "field_confidence", "reviewed", "handling",
    )  # fmt: skip
    return tuple(f"{name}.{part}" if part else name for name in plain for part in NESTED.get(name, ("",)))


CLAIM_COLUMNS = _columns()


def mention_record(mention: Mention, path: str) -> Json:
    """The record of a mention: document, type, start, end, text, and what its type adds."""
    head = {"document": {"path": path}, "type": mention.type, "start": mention.start, "end": mention.end}
    return {**head, "text": mention.text, **_read_as(mention)}


def _read_as(mention: Mention) -> Json:
    match mention:
        case PartyMention():
            return {"class": mention.cls, "code": mention.code}
        case PlaceMention():
            return {"place": mention.place, "lat": mention.lat, "lon": mention.lon}
        case ItemMention():
            return {"class": mention.cls, "item": mention.item}
        case VesselMention():
            return {"name": mention.name, "imo": mention.imo}
        case QuantityMention():
            whole = asdict(mention.quantity)
            return {name: whole[name] for name in ("low", "high", "unit", "approximate")}
        case PeriodMention():
            timex = {"type": mention.timex_type, "value": mention.timex_value}
            return {"start_on": _day(mention.start_on), "end_on": _day(mention.end_on), "timex3": timex}
        case AttributionMention():
            source, cue = mention.source, mention.cue
            return {
                "source": list(source) if source else None,
                "cue": list(cue) if cue else None,
                "content": [list(span) for span in mention.content],
                "party": mention.parties[0] if mention.parties else None,
            }


def mention_lines(mentions: Iterable[Mention], path: str) -> str:
    """The mention records of one document as JSON lines."""
    return json_lines(mention_record(mention, path) for mention in mentions)


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
