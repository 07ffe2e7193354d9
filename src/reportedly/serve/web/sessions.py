"""Sessions and form tokens, as signed texts: nothing of them is kept on the server but which were ended early."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

LIFE = timedelta(hours=12)
ANYBODY, AT_THE_MACHINE = "anybody", "at-the-machine"
"""For whom a form is, where no session says it: who is about to log in; who need not."""


@dataclass(frozen=True, slots=True)
class Session:
    """token_id: with which it was begun; it ends with that token. id: its own. until: a working day later."""

    token_id: str
    id: str
    until: datetime


@dataclass(slots=True)
class Sessions:
    """Begins, recognises and ends sessions."""

    key: bytes = field(repr=False)
    _ended: dict[str, datetime] = field(default_factory=dict)

    def begun(self, token_id: str, now: datetime) -> str:
        """The text of a new session."""
        until = int((now + LIFE).timestamp())
        return str(self._seal("session").dumps([token_id, secrets.token_urlsafe(16), until]))

    def opened(self, text: str, now: datetime) -> Session | None:
        """The session that a text is; None where it was not made here, is over or was ended."""
        match self._unsealed("session", text):
            case [str(token_id), str(ident), int(until)]:
                session = Session(token_id, ident, datetime.fromtimestamp(until, UTC))
                return session if now < session.until and ident not in self._ended else None
        return None

    def end(self, session: Session, now: datetime) -> None:
        """Let the session open no more, though its text be kept somewhere."""
        self._ended = {ident: until for ident, until in self._ended.items() if now < until}
        self._ended[session.id] = session.until

    def form_token(self, subject: str) -> str:
        """A new token for the forms of a subject: a session's id, ANYBODY or AT_THE_MACHINE."""
        return str(self._seal("form").dumps([subject, secrets.token_urlsafe(16)]))

    def is_form_token(self, text: str, subject: str) -> bool:
        """Whether a text is such a token for this subject."""
        match self._unsealed("form", text):
            case [str(bound), str()]:
                return bound == subject
        return False

    def _seal(self, purpose: str) -> URLSafeSerializer:
        signing = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        return URLSafeSerializer(self.key, salt=f"reportedly.{purpose}", signer_kwargs=signing)

    def _unsealed(self, purpose: str, text: str) -> Any:
        try:
            return self._seal(purpose).loads(text)
        except BadData:
            return None
