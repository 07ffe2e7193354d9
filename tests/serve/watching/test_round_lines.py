"""What a round prints: what was new, and what it left for the next one."""

from __future__ import annotations

import pytest

from reportedly.serve.watching.commands import round_lines
from reportedly.serve.watching.delivering import Delivered
from reportedly.serve.watching.judging import Judged
from reportedly.serve.watching.round import Polled, SourcePolled
from reportedly.serve.watching.service import Round


@pytest.mark.parametrize(
    ("young", "line"),
    [
        (1, "  1 file was written just now and waits for the next round"),
        (2, "  2 files were written just now and wait for the next round"),
    ],
)
def test_a_file_that_was_written_just_now_is_told(young: int, line: str) -> None:
    """It may still be being written and is left for the next round; who put it there reads so."""
    polled = Polled((SourcePolled("inbox", young=young),))
    assert list(round_lines(Round(polled, Judged((), ()), Delivered())))[1] == line
