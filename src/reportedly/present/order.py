"""The order of writing: words of a report must not turn round what is printed beside them."""

from __future__ import annotations

from markupsafe import Markup

_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


def in_order(words: str) -> str:
    """The words with � for each sign that turns the order of writing; as many characters as before."""
    return words if words.isascii() else words.translate(_TURNING)


def settled(value: object) -> object:
    """What a template prints: of a text `in_order`; markup is made of such."""
    return in_order(value) if isinstance(value, str) and not isinstance(value, Markup) else value
