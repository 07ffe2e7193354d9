"""Parties: codes and the states behind them."""

from __future__ import annotations


def state_of(code: str) -> str:
    """The state (or the name itself) that a party's code belongs to: `KR-NIS` → `KR`, `Yonhap` → `Yonhap`.

    Only a two-letter prefix is a state; hyphens in plain names stand ("Al-Shabaab", "US-based think tank").
    """
    head, hyphen, body = code.partition("-")
    return head if hyphen and len(head) == 2 and head.isupper() and not body[:1].islower() else code


def is_code(party: str) -> bool:
    """Whether a party is given by a code (`KP`, `KR-NIS`) and not by a plain name."""
    head = state_of(party)
    return len(head) == 2 and head.isascii() and head.isalpha() and head.isupper()
