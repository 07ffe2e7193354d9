"""A client that sends forms as a browser does: with the token of the page that they stand on."""

from __future__ import annotations

import re
from typing import Any

import httpx


class Forms(httpx.Client):
    """Follows no redirect."""

    def __init__(self, address: str) -> None:
        super().__init__(base_url=address, timeout=30)

    def log_in(self, token: str) -> None:
        """Begin a session with a token."""
        found = re.search(r'name="csrf" content="([^"]*)"', self.get("/login").text)
        assert found
        answer = self.post("/login", data={"csrf": found[1], "next": "/", "token": token})
        assert answer.status_code == 303, answer.text

    def send_form(self, path: str, data: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """Send a form."""
        found = re.search(r'<meta name="csrf" content="([^"]*)">', self.get("/documents").text)
        token = found[1] if found else ""
        return self.post(path, data={**(data or {}), "csrf": token}, headers={"X-CSRF-Token": token}, **more)
