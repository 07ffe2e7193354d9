"""Bodies beside a state: "이란 국방부" is Iran's defence ministry, though 국방부 alone is South Korea's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.find.bearers import role_code
from reportedly.terms.evidence import Span
from reportedly.terms.mention import PartyMention
from reportedly.terms.party import state_of
from reportedly.terms.tables import Tables

_BEHIND = {"ko": ("", " ", "의 "), "ja": ("", "の")}
"""What stands between a state and its body where the state always comes first."""
_BESIDE = (" ", "\n", "\u00a0")
"""Between them in the languages in which it comes before or after (Минобороны России)."""


class OwnedBodies:
    """What is a body, and which body of one state is what of another."""

    def __init__(self, tables: Tables, language: str) -> None:
        self._rows = {row.code: row for row in tables.parties}
        self._roles = [row for row in tables.roles if row.body]
        self._behind = _BEHIND.get(language)

    def joined(self, found: Sequence[PartyMention], text: str) -> Iterator[PartyMention]:
        """The mentions; a body right beside a state is that state's own, in one mention with it."""
        at = 0
        while at < len(found):
            two = found[at : at + 2]
            whole = self._together(two[0], two[1], text) if len(two) == 2 else None
            yield whole or two[0]
            at += 2 if whole else 1

    def _together(self, first: PartyMention, second: PartyMention, text: str) -> PartyMention | None:
        gap, span = text[first.end : second.start], (first.start, second.end)
        if first.end > second.start or gap not in (self._behind or _BESIDE):
            return None
        if _is_state(first) and self._is_body(second):
            return self._body_of(second, first, span, text)
        if self._behind is None and second.cls == "state" and self._is_body(first):
            return self._body_of(first, second, span, text)
        return None

    def _is_body(self, mention: PartyMention) -> bool:
        row = self._rows.get(mention.code or "")
        return row is not None and row.kind in ("body", "publisher") and mention.cls == "organisation"

    def _body_of(self, body: PartyMention, state: PartyMention, span: Span, text: str) -> PartyMention | None:
        """The body as that of the state; None where it cannot be: a newspaper or a court is nobody's but its own."""
        own, owner = body.code or "", state.code or ""
        code = own if state_of(own) == owner else self._alike(own, owner)
        if code is None:
            return None
        row = self._rows.get(code)
        return replace(
            body, start=span[0], end=span[1], text=text[slice(*span)], code=code, name=row.names[0] if row else None
        )

    def _alike(self, code: str, state: str) -> str | None:
        """The code of the body that is to `state` what `code` is to its own; None where no role says so."""
        own = state_of(code)
        role = next((row for row in self._roles if own != code and role_code(row, own) == code), None)
        return role_code(role, state) if role is not None else None


def _is_state(mention: PartyMention) -> bool:
    return mention.cls in ("state", "nationality") and mention.code is not None
