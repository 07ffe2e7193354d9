"""Alerts put into a message: plain text for people, HTML with nothing outside itself, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from reportedly.present.columns import wrapped
from reportedly.present.links import web_address
from reportedly.present.words import day, instant, many
from reportedly.terms.alert_record import alert_record
from reportedly.terms.watching import Alert, AlertClaim, Message, State

WIDTH = 78
LONGEST_SUBJECT = 120
VERSION = 1
"""Of the shape of `data`."""
_CLOSING = "This is what is claimed, and by whom. It does not say that anything happened."


def alert_message(alerts: Sequence[Alert], closed: int = 0) -> Message:
    """One message on some alerts. closed: how many further ones rest on documents that may not be passed on."""
    return Message(
        subject=_subject(alerts, closed),
        text="\n\n".join([*map(_text, alerts), *_closed(closed), _wrapped(_CLOSING)]) + "\n",
        html="".join([*map(_html, alerts), *(f"<p>{_page(line)}</p>" for line in _closed(closed)), _foot()]),
        data={"version": VERSION, "alerts": [alert_record(alert) for alert in alerts], "closed": closed},
    )


def with_doubts(message: Message, doubts: Sequence[str]) -> Message:
    """The message with lines before it on earlier ones that may not have arrived."""
    if not doubts:
        return message
    told = "\n".join(_wrapped(line) for line in doubts)
    page = "".join(f"<p>{_page(line)}</p>" for line in doubts)
    data = {**message.data, "doubts": list(doubts)}
    html = f"{page}{message.html}" if message.html else ""
    return replace(message, text=f"{told}\n\n{message.text}", html=html, data=data)


def doubt(message: Message, at: datetime) -> str:
    """What is said of a message whose fate is unknown."""
    return f"An earlier message ({instant(at)}) may not have reached you: {message.subject}"


def one_line(words: str, most: int = LONGEST_SUBJECT) -> str:
    """Words of any origin as one line of printable characters, cut where they are too many."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"


def _subject(alerts: Sequence[Alert], closed: int) -> str:
    if len(alerts) == 1 and not closed:
        return one_line(f"{alerts[0].name}: {alerts[0].reason}")
    names = ", ".join(dict.fromkeys(alert.name for alert in alerts))
    return one_line(f"{many(len(alerts) + closed, 'alert')}{f': {names}' if names else ''}")


def _closed(closed: int) -> Iterator[str]:
    if closed:
        rest = "rests" if closed == 1 else "rest"
        yield _wrapped(f"{many(closed, 'alert')} {rest} on documents that may not be passed on; the ledger has them.")


def _text(alert: Alert) -> str:
    head = one_line(f"{alert.name} ({alert.flow})" if alert.flow else alert.name, 400)
    lines = [_wrapped(head), _wrapped(alert.reason), *(_wrapped(line, "  ") for line in _states(alert))]
    for claim in alert.claims:
        lines += [_wrapped(f"- {claim.sentence}", "  ", "    "), _wrapped(f"“{claim.quote}”", "    ")]
        lines.append(_wrapped(_where(claim) + (f" {claim.url}" if web_address(claim.url) else ""), "    "))
    return "\n".join([*lines, _wrapped(_checked(alert), "  "), f"  Alert {alert.id}"])


def _states(alert: Alert) -> Iterator[str]:
    if alert.before:
        yield _state("Before", alert.before)
    yield _state("Now", alert.after)


def _state(when: str, state: State) -> str:
    return f"{when} ({instant(state.at)}): {state.words}"


def _checked(alert: Alert) -> str:
    if not alert.claims:
        return "It rests on no new claim."
    return f"{alert.checked:,} of {many(len(alert.claims), 'claim')} checked by a person."


def _where(claim: AlertClaim) -> str:
    reviewed = f"; {claim.reviewed} by a person" if claim.reviewed else "; not checked by a person"
    return f"{claim.publisher or 'publisher unknown'}, {day(claim.published_on)}{reviewed}."


def _html(alert: Alert) -> str:
    states = "".join(f"<li>{_page(line)}</li>" for line in _states(alert))
    claims = "".join(map(_claim_html, alert.claims))
    head = f"{alert.name} ({alert.flow})" if alert.flow else alert.name
    return (
        f"<h2>{_page(head)}</h2><p><strong>{_page(alert.reason)}</strong></p><ul>{states}</ul>"
        f"{f'<ul>{claims}</ul>' if claims else ''}<p>{_page(_checked(alert))} <small>Alert {_page(alert.id)}</small></p>"
    )


def _claim_html(claim: AlertClaim) -> str:
    address = web_address(claim.url)
    where = _page(_where(claim))
    linked = f'<a href="{_page(address)}" rel="noopener noreferrer external">{where}</a>' if address else where
    return f"<li>{_page(claim.sentence)}<br><q>{_page(claim.quote)}</q><br><small>{linked}</small></li>"


def _foot() -> str:
    return f"<p><small>{_page(_CLOSING)}</small></p>"


def _wrapped(words: str, indent: str = "", further: str | None = None) -> str:
    return wrapped(words, WIDTH, indent, further)


def _page(words: str) -> str:
    """Words for a page: no letter of control, which HTML does not take, and every mark escaped."""
    return escape("".join(c if c.isprintable() else " " for c in words))
