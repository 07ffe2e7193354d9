"""`reportedly compare`: the rules and a language model on the same texts, side by side, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from reportedly.errors import UsageError
from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence
from reportedly.serve import wiring
from reportedly.serve.exits import PROBLEMS
from reportedly.serve.field_lines import wrapped
from reportedly.serve.model_reading import ModelReader, asked, finder_of, unkept
from reportedly.serve.options import Asking, RecordOutput, Rows, Source
from reportedly.serve.printing import note, note_problems, say, say_json
from reportedly.serve.reading import inputs, told
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.terms.record import Json, claim_record

if TYPE_CHECKING:
    from reportedly.find.model.agreement import Agreement


def compare_readers(paths: list[str], source: Source, rows: Rows, asking: Asking, output: RecordOutput) -> None:
    """Print what both read; exit code 1 where some input was not read. Raises UsageError, DataError."""
    wanted = asked(asking.reader, asking.endpoint, asking.model_tokens, asking.model_seconds)
    if wanted.model is None or wanted.rules:
        raise UsageError("compare holds the rules against a language model: name it with --reader llm:MODEL")
    rules = wiring.reader(rows.files)
    model = finder_of(rules, wanted, note)
    assert isinstance(model, ModelReader)
    # It loads the finding stage, which by now will be needed.
    from reportedly.find.model.agreement import agreement

    names = Names.of(rules.tables)
    every: tuple[list[Claim], list[Claim]] = ([], [])
    told_documents: list[Json] = []
    failed = False
    for documents, problems in inputs(paths, told(source, paths)):
        failed |= _note(problems)
        for document in documents:
            by_rules, by_model, faults = _both(document, rules, model)
            failed |= _note(faults)
            every[0].extend(by_rules)
            every[1].extend(by_model)
            found = agreement(by_rules, by_model)
            told_documents.append({"document": document.path or document.id, **agreement_record(found)})
            if output.format == "table":
                say("\n".join(side_by_side(document, found, names)))
    whole = agreement(*every)
    if output.format == "json":
        say_json({"documents": told_documents, "whole": agreement_record(whole, claims=False)})
    else:
        say("\n".join(agreement_lines(whole)))
    note_problems(unkept(model))
    if failed:
        raise typer.Exit(PROBLEMS)


def _both(
    document: Document, rules: wiring.Reader, model: ModelReader
) -> tuple[tuple[Claim, ...], tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of the rules and of the model, and what was wrong. That the rules do not read a language is said once."""
    by_rules, faults = rules.claims(document)
    by_model, more = model.claims(document)
    return by_rules, by_model, (*faults, *(problem for problem in more if problem.slug != "too-long"))


def _note(problems: Sequence[Problem]) -> bool:
    note_problems(problems)
    return any(problem.severity == "error" for problem in problems)


def side_by_side(document: Document, found: Agreement, names: Names) -> Iterator[str]:
    """The claims of one document as lines: those of both, then those of only one."""
    yield document.path or document.url or document.id
    for pair in found.pairs:
        yield from _claim_lines("both", pair.rules, names)
        unlike = [name for name, compared in pair.fields.items() if compared != "equal"]
        if unlike:
            yield from wrapped(
                f"the model differs in {', '.join(unlike)}: {claim_sentence(pair.model, names)}", " " * 9
            )
    for who, claims in (("rules", found.only_rules), ("model", found.only_model)):
        for claim in claims:
            yield from _claim_lines(who, claim, names)
    if not (found.pairs or found.only_rules or found.only_model):
        yield "  neither finds a claim in it"
    yield ""


def _claim_lines(who: str, claim: Claim, names: Names) -> Iterator[str]:
    first, *rest = wrapped(claim_sentence(claim, names), " " * 9)
    yield f"  {who:<7}{first.strip()}"
    yield from rest
    yield from wrapped(f"“{claim.evidence.quote}”", " " * 9)


def agreement_lines(found: Agreement) -> Iterator[str]:
    """How far the two agree, in all and by field."""
    both, alone = len(found.pairs), (len(found.only_rules), len(found.only_model))
    yield f"Both find {both}, the rules alone {alone[0]}, the model alone {alone[1]}; agreement {_share(found.positive)}."
    if both:
        yield f"{'field':<11}{'equal':>6}{'differs':>9}{'missing':>9}{'agreement':>11}{'kappa':>7}"
        for name, each in found.fields.items():
            counts = f"{each.equal:>6}{each.differs:>9}{each.missing:>9}"
            yield f"{name:<11}{counts}{_share(each.positive):>11}{_share(each.kappa):>7}"
        yield "Agreement is Dice's coefficient; kappa is Cohen's. Neither says who of the two is right."


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def agreement_record(found: Agreement, claims: bool = True) -> Json:
    """The agreement as JSON; claims: with the claims themselves."""
    counts = {"both": len(found.pairs), "rules_only": len(found.only_rules), "model_only": len(found.only_model)}
    fields = {
        name: {"equal": f.equal, "differs": f.differs, "missing": f.missing, "agreement": f.positive, "kappa": f.kappa}
        for name, f in found.fields.items()
    }
    record: Json = {**counts, "agreement": found.positive, "fields": fields}
    if claims:
        record["pairs"] = [
            {"rules": claim_record(p.rules), "model": claim_record(p.model), "fields": dict(p.fields)}
            for p in found.pairs
        ]
        record["only_rules"] = [claim_record(claim) for claim in found.only_rules]
        record["only_model"] = [claim_record(claim) for claim in found.only_model]
    return record
