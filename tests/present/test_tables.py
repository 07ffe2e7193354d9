"""Tables for the terminal."""

from __future__ import annotations

from dataclasses import replace

from present.sample import ARMS, CONTAINERS
from present.sample_texts import NAMES
from present.test_lines import MENTIONS
from reportedly.present.tables import Look, claims_table, mentions_table
from reportedly.terms.claim import Item

WIDE = Look(width=400)


def test_a_claim_is_one_row_with_its_chain() -> None:
    """The row shows id, day, chain, direction, quantity, state and words."""
    line = next(line for line in claims_table([CONTAINERS], NAMES, WIDE).splitlines() if CONTAINERS.id[:10] in line)
    assert "UK Ministry of Defence, in Harbour Gazette" in line
    assert CONTAINERS.evidence.quote in line
    assert all(words in line for words in ("26 Oct 2023", "North Korea → Russia", "≥ 1,000 containers", "asserted"))


def test_a_pipe_gets_no_escapes() -> None:
    """Without colour there is no escape; with it there is, and the words stay the same."""
    assert "\x1b" not in claims_table(ARMS, NAMES, WIDE)
    assert "\x1b[" in claims_table(ARMS, NAMES, Look(400, colour=True))


def test_no_line_is_wider_than_asked() -> None:
    """Columns fold to the width given."""
    assert max(map(len, claims_table(ARMS, NAMES, Look(100)).splitlines())) <= 100


def test_a_document_cannot_steer_the_terminal() -> None:
    """Control characters, bidirectional overrides and markup in a document's words are shown, not obeyed."""
    trap = replace(CONTAINERS, items=(Item("\x1b[2J\u202e[red]shells[/red]", "munitions"),))
    table = claims_table([trap], NAMES, WIDE)
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert "[red]shells[/red]" in table


def test_mentions_show_what_they_are_read_as() -> None:
    """Each mention shows its place, its type, its words and its reading."""
    table = mentions_table(MENTIONS, WIDE)
    assert len([line for line in table.splitlines() if "–" in line]) == len(MENTIONS)
    assert "code KR" in table


def test_a_narrow_terminal_gets_lines_not_slivers() -> None:
    """Below 140 columns each claim is told in lines: its id, who to whom and how much, who says it, and the words, whole."""
    told = claims_table([CONTAINERS], NAMES, Look(100))
    assert CONTAINERS.id[:10] in told
    assert " ".join(CONTAINERS.evidence.quote.split()[:4]) in told
    assert "published" not in told
