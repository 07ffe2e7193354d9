"""What the words of a Korean or Japanese numeral come to, added from left to right: 1억 2천 5백만, 二千五百."""

from __future__ import annotations

from typing import NamedTuple

MYRIAD = 10_000


class Token(NamedTuple):
    """A word or a run of digits inside a numeral. kanji: one of the ten figures, which may stand in positions (二〇二四)."""

    role: str
    low: float
    high: float | None
    end: int
    digits: bool = False
    kanji: bool = False


class Sum:
    """Adds the words of a numeral from left to right: ones, then scales below a myriad, then myriads and above."""

    def __init__(self) -> None:
        self.total = self.section = 0.0
        self.open: float | None = None
        self.small = self.large = float("inf")

    def of(self, tokens: list[Token]) -> tuple[int, float]:
        """How many of the words fit one another, and their sum."""
        used = 0
        for before, token in zip([None, *tokens], tokens, strict=False):
            takes = self._scale if token.role == "scale" else self._number
            if token.role not in ("number", "digit", "scale") or token.high is not None or not takes(token, before):
                break
            used += 1
        return used, self.total + self.section + (self.open or 0.0)

    def _number(self, token: Token, before: Token | None) -> bool:
        if self.open is None:
            if token.low >= min(self.small, self.large):
                return False
            self.open = token.low
            return True
        words = before is not None and not before.digits and not token.digits
        if words and token.kanji:
            self.open = self.open * 10 + token.low
        elif words and self.open % 10 == 0 and 10 <= self.open < 100 and token.low < 10:
            self.open += token.low
        else:
            return False
        return True

    def _scale(self, token: Token, before: Token | None) -> bool:
        ones = self.open
        if token.low < MYRIAD:
            if token.low >= self.small:
                return False
            self.section += (1.0 if ones is None else ones) * token.low
            self.small = token.low
        else:
            if token.low >= self.large or (before is not None and ones is None and not self.section):
                return False
            self.total += (self.section + (ones or 0.0) or 1.0) * token.low
            self.section, self.small, self.large = 0.0, float("inf"), token.low
        self.open = None
        return True
