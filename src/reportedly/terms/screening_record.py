"""A screening as plain JSON values and back. Each subject and entry stands in it once a match."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from reportedly.terms.problem import Problem
from reportedly.terms.screening import ListEntry, Match, Screening, Subject, nothing_like

Json = dict[str, Any]
VERSION = 1


def screening_record(screening: Screening) -> Json:
    """The record of a screening."""
    return {
        "version": VERSION,
        "list": screening.list,
        "date": screening.date.isoformat() if screening.date else None,
        "sha256": screening.sha256,
        "at": screening.at.isoformat(),
        "method": screening.method,
        "entries": screening.entries,
        "threshold": screening.threshold,
        "subjects": [subject_record(subject) for subject in screening.subjects],
        "matches": [match_record(match) for match in screening.matches],
        "problems": [
            {"slug": p.slug, "message": p.message, "where": p.where, "severity": p.severity} for p in screening.problems
        ],
    }


def screening_of(record: Json) -> Screening:
    """The screening of a record."""
    return Screening(
        list=record["list"],
        date=_day(record["date"]),
        sha256=record["sha256"],
        at=datetime.fromisoformat(record["at"]),
        method=record["method"],
        entries=record["entries"],
        threshold=record["threshold"],
        subjects=tuple(_subject(each) for each in record["subjects"]),
        matches=tuple(_match(each) for each in record["matches"]),
        problems=tuple(Problem(**each) for each in record["problems"]),
    )


def subject_record(subject: Subject) -> Json:
    """The record of what was screened."""
    return {
        "name": subject.name,
        "kind": subject.kind,
        "names": list(subject.names),
        "imo": subject.imo,
        "party": subject.party,
        "states": list(subject.states),
        "claims": list(subject.claims),
    }


def match_record(match: Match) -> Json:
    """The record of one match, whole without its screening."""
    entry = match.entry
    return {
        "subject": subject_record(match.subject),
        "entry": {
            "id": entry.id,
            "list": entry.list,
            "schema": entry.schema,
            "names": list(entry.names),
            "weak_names": list(entry.weak_names),
            "imo": list(entry.imo),
            "countries": list(entry.countries),
            "programmes": list(entry.programmes),
            "changed": entry.changed.isoformat() if entry.changed else None,
        },
        "score": match.score,
        "reasons": list(match.reasons),
        "same_imo": match.same_imo,
        "sentence": match.sentence,
    }


def screened_rows(screening: Screening) -> list[Json]:
    """One row for each match, and one for each subject that has none: what a table of a screening holds."""
    rows = []
    for subject, alike in screening.by_subject().items():
        base = {"name": subject.name, "kind": subject.kind, "imo": subject.imo, "claims": list(subject.claims)}
        rows += [base | _row(match) for match in alike]
        if not alike:
            none = dict.fromkeys(("entry", "entry_name", "score"))
            sentence = nothing_like(subject, screening.list, screening.date)
            rows.append(base | none | {"same_imo": False, "reasons": [], "programmes": [], "sentence": sentence})
    return rows


def _row(match: Match) -> Json:
    return {
        "entry": match.entry.id,
        "entry_name": match.entry.name,
        "score": match.score,
        "same_imo": match.same_imo,
        "reasons": list(match.reasons),
        "programmes": list(match.entry.programmes),
        "sentence": match.sentence,
    }


def _subject(record: Json) -> Subject:
    listed = {name: tuple(record[name]) for name in ("names", "states", "claims")}
    return Subject(**(record | listed))


def _match(record: Json) -> Match:
    entry = record["entry"]
    listed = {name: tuple(entry[name]) for name in ("names", "weak_names", "imo", "countries", "programmes")}
    return Match(
        subject=_subject(record["subject"]),
        entry=ListEntry(**(entry | listed | {"changed": _day(entry["changed"])})),
        score=record["score"],
        reasons=tuple(record["reasons"]),
        sentence=record["sentence"],
        same_imo=record["same_imo"],
    )


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given) if given else None
