"""Which known words a mistyped one may have been meant for: only those that a slip or two of the hand lead to."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(given: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The words, regardless of case, within so few slips as a word of this length may suffer; those with the fewest first.

    A slip is a letter too many, too few, another one, or two in the wrong order. Up to three letters none are forgiven but a
    letter struck twice ("RUU"), for every such word is near another; of four or five one is, of longer ones two, from twelve
    on three.
    """
    wanted = given.strip().casefold()
    allowed = _allowed(len(wanted))
    if not allowed:
        once = {wanted[:n] + wanted[n + 1 :] for n in range(1, len(wanted)) if wanted[n] == wanted[n - 1]}
        return tuple(word for word in dict.fromkeys(known) if word.casefold() in once)[:most]
    slips = {word: _slips(wanted, word.casefold(), allowed) for word in dict.fromkeys(known)}
    near = sorted((count, word) for word, count in slips.items() if count <= allowed)
    return tuple(word for _, word in near[:most])


def _allowed(length: int) -> int:
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 12 else 3


def _slips(one: str, other: str, allowed: int) -> int:
    """How many slips lie between two words; more than allowed where it is not worth counting on."""
    if abs(len(one) - len(other)) > allowed:
        return allowed + 1
    earlier: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            least = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            if earlier and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                least = min(least, earlier[column - 2] + 1)
            line.append(least)
        if min(line) > allowed:
            return allowed + 1
        earlier, above = above, line
    return above[-1]
