"""Tokens: who may come in from elsewhere. Made once, shown once, and kept only as a hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.keep.ledger import Clock
from reportedly.terms.access import Role
from reportedly.world.clock import system_clock
from reportedly.world.token_file import Token, changing, keep, kept_tokens

PREFIX = "rpt"
LONGEST_NAME = 100
_ID_BYTES, _SECRET_BYTES, _SALT_BYTES = 4, 32, 16
_NOBODY = Token("", "", "reader", False, datetime.min, None, True, "00" * _SALT_BYTES, "00" * 32)
"""Stands in for an id that nobody bears, so that asking for it takes as long."""


@dataclass(frozen=True, slots=True)
class TokenStore:
    """The tokens in one file, read anew at each question: what is revoked by one process ends in all."""

    path: Path
    clock: Clock = system_clock

    def tokens(self) -> tuple[Token, ...]:
        """All, also those that are good no more, in the order in which they were added. Raises TokenError."""
        return kept_tokens(self.path)

    def good(self) -> tuple[Token, ...]:
        """Those that let in now. Raises TokenError."""
        now = self.clock()
        return tuple(token for token in self.tokens() if token.holds(now))

    def add(
        self, name: str, role: Role, may_see_restricted: bool = False, days: int | None = None
    ) -> tuple[Token, str]:
        """A new token and its text, which is told this once. Raises UsageError, TokenError."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise UsageError(f"a token is for somebody: give a name of 1 to {LONGEST_NAME} letters")
        now, secret = self.clock(), secrets.token_hex(_SECRET_BYTES)
        salt = secrets.token_hex(_SALT_BYTES)
        with changing(self.path):
            known = self.tokens()
            token = Token(
                id=_new_id(known),
                name=name,
                role=role,
                may_see_restricted=may_see_restricted,
                created_at=now,
                expires_at=None if days is None else now + timedelta(days=days),
                revoked=False,
                salt=salt,
                digest=_digest(salt, secret),
            )
            keep(self.path, (*known, token))
        return token, f"{PREFIX}_{token.id}_{secret}"

    def revoke(self, ident: str) -> Token:
        """End a token; one that is ended stays so. Raises UsageError where no token bears the id, TokenError."""
        with changing(self.path):
            known = self.tokens()
            ended = next((replace(token, revoked=True) for token in known if token.id == ident), None)
            if ended is None:
                raise UsageError(f"no token bears the id {ident!r}: reportedly token list shows them")
            keep(self.path, (ended if token.id == ident else token for token in known))
        return ended

    def verified(self, text: str) -> Token | None:
        """The token that a text is, where it is good now. Raises TokenError."""
        prefix, _, rest = text.strip().partition("_")
        ident, _, secret = rest.partition("_")
        if prefix != PREFIX or not ident or not secret:
            return None
        known = next((token for token in self.tokens() if token.id == ident), _NOBODY)
        same = hmac.compare_digest(_digest(known.salt, secret), known.digest)
        return known if same and known.holds(self.clock()) else None

    def good_token(self, ident: str) -> Token | None:
        """The token with an id, where it is good now: for those who came in with it earlier. Raises TokenError."""
        return next((token for token in self.good() if token.id == ident), None)


def _digest(salt: str, secret: str) -> str:
    # One round of SHA-256 is enough: slow hashes guard what people make up, and nobody tries 2^256 secrets. A slow one
    # would let anybody keep the server busy with wrong tokens.
    return hashlib.sha256(bytes.fromhex(salt) + secret.encode(errors="replace")).hexdigest()


def _new_id(known: tuple[Token, ...]) -> str:
    # A letter first: spreadsheets take 12e45678 for a number.
    taken = {token.id for token in known}
    while (ident := f"t{secrets.token_hex(_ID_BYTES)}") in taken:
        pass
    return ident
