"""Alerts as e-mail. A message keeps its Message-ID through every attempt."""

from __future__ import annotations

import smtplib
import ssl
from base64 import b64decode
from datetime import datetime
from email.message import EmailMessage
from mimetypes import guess_type

from reportedly.terms.watching import Channel, Delivery, Outcome


def send(
    delivery: Delivery,
    channel: Channel,
    at: datetime,
    password: str | None,
    timeout: float = 30.0,
    trusted: ssl.SSLContext | None = None,
) -> Outcome:
    """Hand a message to the server. What fails before its text was handed over can be tried again; where the text was and
    no answer came, its fate is unknown. trusted: the authorities for the server's certificate, else the system's.
    """
    host, _, port = channel.where.rpartition(":")
    try:
        server = _opened(host, int(port), channel, timeout, trusted or ssl.create_default_context())
    except (OSError, smtplib.SMTPException) as fault:
        return _failed(channel, fault)
    try:
        refused = _ready(server, channel, password)
        if refused:
            return refused
        return _handed_over(server, delivery, channel, at)
    except (OSError, smtplib.SMTPException) as fault:
        return _failed(channel, fault)
    finally:
        server.close()


def mail_of(delivery: Delivery, channel: Channel, at: datetime) -> EmailMessage:
    """The message as it is sent: text, HTML beside it, and what is attached."""
    told, mail = delivery.message, EmailMessage()
    mail["Subject"] = " ".join(told.subject.split())
    mail["From"] = channel.sender
    mail["To"] = ", ".join(channel.recipients)
    mail["Date"] = at
    mail["Message-ID"] = f"<{delivery.id}@reportedly.invalid>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(told.text)
    if told.html:
        mail.add_alternative(told.html, subtype="html")
    if told.attachment:
        name, content = told.attachment
        kind, _, subtype = (guess_type(name)[0] or "application/octet-stream").partition("/")
        mail.add_attachment(b64decode(content), maintype=kind, subtype=subtype, filename=name)
    return mail


def _opened(host: str, port: int, channel: Channel, timeout: float, trusted: ssl.SSLContext) -> smtplib.SMTP:
    if channel.tls == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=timeout, context=trusted)
    server = smtplib.SMTP(host, port, timeout=timeout)
    if channel.tls == "starttls":
        try:
            server.starttls(context=trusted)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
    return server


def _ready(server: smtplib.SMTP, channel: Channel, password: str | None) -> Outcome | None:
    """Log in, where there is a user, and name sender and recipients."""
    if channel.user:
        server.login(channel.user, password or "")
    else:
        server.ehlo_or_helo_if_needed()
    code, words = server.mail(channel.sender)
    if code >= 400:
        return _answered(channel, code, words)
    for recipient in channel.recipients:
        code, words = server.rcpt(recipient)
        if code >= 400:
            return _answered(channel, code, words)
    return None


def _handed_over(server: smtplib.SMTP, delivery: Delivery, channel: Channel, at: datetime) -> Outcome:
    """Give the text. From the moment in which the server asks for it nobody can be sure until it answers."""
    code, words = server.docmd("data")
    if code != 354:
        return _answered(channel, code, words)
    try:
        server.send(_dotted(mail_of(delivery, channel, at)))
        code, words = server.getreply()
    except (OSError, smtplib.SMTPException):
        return Outcome(f"{channel.where}: the connection ended while it was handed over", unknown=True)
    return Outcome() if code < 400 else _answered(channel, code, words)


def _dotted(mail: EmailMessage) -> bytes:
    """The text as it goes over the line: CR LF, dots doubled at the beginning of lines, and the dot that ends it."""
    lines = mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n.\r\n"


def _answered(channel: Channel, code: int, words: bytes) -> Outcome:
    told = " ".join(words.decode("utf-8", "replace").split())[:200]
    return Outcome(f"{channel.where} answered {code} {told}".rstrip(), again=code < 500)


def _failed(channel: Channel, fault: OSError | smtplib.SMTPException) -> Outcome:
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return Outcome(f"{channel.where}: the login was refused ({fault.smtp_code})", again=fault.smtp_code < 500)
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return Outcome(f"{channel.where}: the server offers no {'login' if channel.tls == 'none' else 'TLS or login'}")
    if isinstance(fault, ssl.SSLCertVerificationError):
        return Outcome(f"{channel.where}: its certificate cannot be trusted ({fault.verify_message})")
    return Outcome(f"{channel.where}: no connection ({type(fault).__name__})")
