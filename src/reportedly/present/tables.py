"""Tables for the terminal: claims, ranks, mentions, screenings. They return text; nothing is printed here."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from reportedly.present.lines import mention_record
from reportedly.present.names import Names
from reportedly.present.titles import direction_words, named_items
from reportedly.present.words import MODALITY_WORDS, chain_words, claim_quantity, day, quantity_signs
from reportedly.terms.claim import Claim, Modality
from reportedly.terms.findings import Ranked
from reportedly.terms.mention import Mention
from reportedly.terms.quantity import Quantity
from reportedly.terms.screening import Screening

_STYLES: dict[Modality, str] = {
    "denied": "red",
    "conditional": "magenta",
    "desired": "blue",
    "planned": "blue",
    "possible": "cyan",
    "assessed": "",
    "asserted": "bold",
}
_OBEYED = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys(_OBEYED, "\ufffd") | {0x0A: " ", 0x09: " "}
"""What a terminal or the order of writing would obey: control codes and bidirectional overrides."""


_WIDE = 140
"""Columns from which the nine columns of a claim can be read side by side."""


@dataclass(frozen=True, slots=True)
class Look:
    """width: columns; colour: whether escapes for colour may be written (never to a pipe)."""

    width: int = 120
    colour: bool = False


def claims_table(claims: Iterable[Claim], names: Names, look: Look) -> str:
    """One row a claim: id, publication, chain, kind, who to whom, item, quantity, modality, words. Below 140 columns a claim
    is a few lines under its id instead: nine narrow columns break every word.
    """
    if look.width < _WIDE:
        return drawn_table(Group(*(_in_lines(claim, names) for claim in claims)), look)
    table = new_table(
        "id", "published", "who says it", "kind", "actor → recipient", "item", "quantity", "state", "words"
    )
    for claim in claims:
        table.add_row(
            claim.id[:10],
            day(claim.published_on),
            plain_text(chain_words(claim, names)),
            claim.kind,
            plain_text(direction_words(claim, names)),
            plain_text(named_items(claim, names)),
            plain_text(claim_quantity(claim, names, signs=True)),
            Text(MODALITY_WORDS[claim.modality], style=_STYLES[claim.modality]),
            plain_text(_quoted(claim)),
        )
    return drawn_table(table, look)


def _in_lines(claim: Claim, names: Names) -> Table:
    """The id and the day on the left; beside them what is claimed, by whom, and the words."""
    told = (direction_words(claim, names), claim_quantity(claim, names, signs=True), named_items(claim, names))
    matter = ", ".join(filter(None, told))
    what = [
        Text(MODALITY_WORDS[claim.modality], style=_STYLES[claim.modality]),
        Text(f" {claim.kind}{': ' if matter else ''}"),
        plain_text(matter),
    ]
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True, width=12)
    table.add_column(ratio=1)
    table.add_row(Text(claim.id[:10], style="bold"), Text.assemble(*what))
    table.add_row(plain_text(day(claim.published_on)), plain_text(chain_words(claim, names)))
    table.add_row("", plain_text(f"“{_quoted(claim)}”"))
    table.add_row("", "")
    return table


def _quoted(claim: Claim) -> str:
    """The words, and those of a translation through which they were read."""
    return f"{claim.evidence.quote} [{claim.translation.quote}]" if claim.translation else claim.evidence.quote


def rank_table(ranks: Iterable[Ranked], names: Names, look: Look) -> str:
    """One row a supplier, class and unit: its place as an interval, or that figures leave it every place."""
    table = new_table("item", "place", "supplier", "stated", "why")
    for one in ranks:
        table.add_row(
            plain_text(names.item(one.item)),
            place_words(one),
            plain_text(names.party(one.supplier)),
            plain_text(_stated(one, names)),
            plain_text(
                names.told(one.reason.removeprefix("not decidable: "), {r for r in names.parties if len(r) == 2})
            ),
        )
    return drawn_table(table, look)


def _stated(one: Ranked, names: Names) -> str:
    return quantity_signs(Quantity(one.low, one.high, one.unit, one.approximate), names) if one.unit else "no figure"


def place_words(one: Ranked) -> str:
    """2 of 3; 1–2 of 3; or not decidable."""
    if not one.decidable:
        return "not decidable"
    place = str(one.rank_low) if one.rank_low == one.rank_high else f"{one.rank_low}–{one.rank_high}"
    return f"{place} of {one.of}"


def mentions_table(mentions: Iterable[Mention], look: Look) -> str:
    """One row a mention: where, type, words, and what they are read as."""
    table = new_table("at", "type", "words", "read as")
    for mention in mentions:
        read = list(mention_record(mention, "").items())[5:]
        table.add_row(
            f"{mention.start}–{mention.end}",
            mention.type,
            plain_text(mention.text),
            plain_text("; ".join(f"{name} {value}" for name, value in read if value not in (None, [], ""))),
        )
    return drawn_table(table, look)


def screening_table(screening: Screening, look: Look, whole: bool = False) -> str:
    """One row for each entry that is like a ship or party, and, where the whole is asked for, for each that none is like."""
    table = new_table("in the ledger", "IMO", "claims", "entry like it", "score", "why")
    for subject, matches in screening.by_subject().items():
        beside = (plain_text(subject.words), subject.imo or "", str(len(subject.claims)))
        for match in matches:
            entry = plain_text(f"{match.entry.id} “{match.entry.name}”")
            table.add_row(*beside, entry, str(match.score), plain_text("; ".join(match.reasons)))
        if whole and not matches:
            table.add_row(*beside, "none by this method", "", "")
    return drawn_table(table, look) if table.row_count else ""


def plain_text(words: str) -> Text:
    """Words of a document: no markup, no control characters that a terminal would obey."""
    return Text(" ".join(words.translate(_CONTROLS).split(" ")))


def new_table(*columns: str) -> Table:
    """A table without rows; columns of numbers stand to the right."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        numeric = column in ("claims", "origins", "independent", "indep.", "score")
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    return table


def drawn_table(table: Table | Group, look: Look) -> str:
    """The lines of a table, no wider than asked."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=look.width,
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
