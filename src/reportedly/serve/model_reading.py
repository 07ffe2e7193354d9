"""The reader by a language model: asks part by part, and holds each answer to the text. Off unless `--reader` names one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.errors import BudgetSpent, ModelError, UsageError
from reportedly.keep.translations import through
from reportedly.serve import wiring
from reportedly.serve.settings import default_answers, default_endpoint, language_model_key
from reportedly.serve.tables import native_version
from reportedly.terms.asking import Model
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.items import ItemTree
from reportedly.terms.native import NATIVE, language_name
from reportedly.terms.problem import Problem

if TYPE_CHECKING:
    from reportedly.find.model.prompt import Prompt
    from reportedly.find.model.seen import ModelSeen
    from reportedly.world.models.answers import Kept
    from reportedly.world.models.where import Where

RULES = "rules"
_MODEL = "llm:"
_BOTH = "rules+llm:"

Looked = tuple[tuple[Claim, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reader the user wants. model: None for the rules alone; rules: whether they read what they can. endpoint: None
    for that of the environment; tokens, seconds: what asking may cost in all, None for no limit.
    """

    model: str | None = None
    rules: bool = True
    endpoint: str | None = None
    tokens: int | None = None
    seconds: float | None = None


def asked(reader: str, endpoint: str | None, tokens: int | None, seconds: float | None) -> Asked:
    """What `--reader` and the options beside it say. Raises UsageError."""
    if reader == RULES:
        if endpoint or tokens or seconds:
            raise UsageError(
                "--endpoint, --model-tokens and --model-seconds are of a language model: --reader llm:MODEL"
            )
        return Asked()
    for beginning, rules in ((_MODEL, False), (_BOTH, True)):
        if (model := reader.removeprefix(beginning)) != reader and model.strip():
            return Asked(model.strip(), rules, endpoint, tokens, seconds)
    raise UsageError(
        f"--reader {reader}: it is rules, llm:MODEL, or rules+llm:MODEL for a model where the rules cannot read"
    )


def finder_of(rules: wiring.Reader, wanted: Asked, told: Callable[[str], object]) -> wiring.Reader | ModelReader:
    """The reader that is wanted. told: hears what leaves this machine, before anything does. Raises UsageError."""
    if wanted.model is None:
        return rules
    from reportedly.serve.prompts import prompt

    model, where = model_of(wanted)
    told(where.sentence(wanted.model))
    return ModelReader(rules, model, prompt(), wanted.rules, lambda: model.trouble)


def unkept(finder: object) -> tuple[Problem, ...]:
    """A warning where answers of a model could not be kept, once for a command: they were used, and will cost anew."""
    trouble = finder.trouble() if isinstance(finder, ModelReader) else None
    if not trouble:
        return ()
    message = f"{trouble}: reading again asks, and pays, anew"
    return (Problem("answers-not-kept", message, str(default_answers()), "warning"),)


def model_of(wanted: Asked) -> tuple[Kept, Where]:
    """The model behind its store of answers and its budget, and where it is. Raises UsageError."""
    from reportedly.world.models.answers import Kept
    from reportedly.world.models.budget import Budget
    from reportedly.world.models.endpoint import Endpoint

    url = wanted.endpoint or default_endpoint()
    endpoint = Endpoint(url, wanted.model or "", language_model_key())
    return Kept(Budget(endpoint, wanted.tokens, wanted.seconds), default_answers()), endpoint.where


@dataclass(frozen=True)
class ModelReader:
    """A finder. rules: sees the mentions to which answers are held; mixed: also reads what is in its language itself.

    trouble: why answers could not be kept, None where all were.
    """

    rules: wiring.Reader
    model: Model
    prompt: Prompt
    mixed: bool = False
    trouble: Callable[[], str | None] = lambda: None

    @property
    def tables(self) -> object:
        return self.rules.tables

    @cached_property
    def method(self) -> str:
        """The model, the prompt, and all rows to which answers are held: whatever changes, documents are read anew."""
        from reportedly.serve.prompts import instructions_digest

        held = f"{self.rules.tables.version}+{native_version(self.rules.tables)}+{instructions_digest()[:8]}"
        return f"llm/{self.model.name}+{self.prompt.version}+{held}"

    def method_for(self, document: Document, translation: Document | None = None) -> str:
        """The name of the method by which a document is read."""
        if self.mixed and self.rules.reads(document.language):
            return self.rules.method_for(document)
        return through(self.method, translation) if translation else self.method

    def reads(self, language: str) -> bool:
        """Whether the model is asked about texts of a language: those whose words can be checked."""
        return language == wiring.LANGUAGE or language in NATIVE

    def claims(self, document: Document) -> Looked:
        """The claims of one document, and what was wrong.

        Errors: `restricted-not-asked`, `too-long`, `model-failed`, `budget-spent`; the document is then not kept, so that
        reading again tries again. Warnings: `other-language`, and one for each claim that the text does not bear out.
        """
        if self.mixed and self.rules.reads(document.language):
            return self.rules.claims(document)
        if fault := self._fault(document):
            return (), (fault,)
        try:
            return self._read(document)
        except BudgetSpent as spent:
            return (), (_problem("budget-spent", str(spent), document),)
        except ModelError as failed:
            return (), (_problem("model-failed", str(failed), document),)

    def claims_through(self, document: Document, translation: Document) -> Looked:
        """Those that the rules find in a translation: the model is asked about originals alone."""
        return self.rules.claims_through(document, translation)

    def _fault(self, document: Document) -> Problem | None:
        if document.handling == "restricted":
            message = "it is restricted: its text is given to no language model; read it with --reader rules"
            return _problem("restricted-not-asked", message, document)
        if len(document.text) > wiring.LONGEST:
            return _problem("too-long", f"its text is longer than {wiring.LONGEST:,} characters; split it", document)
        if not self.reads(document.language):
            message = f"it is in {language_name(document.language)}, and there are no rows to hold a model's answer to"
            return Problem("other-language", message, _where(document), "warning")
        return None

    def _read(self, document: Document) -> Looked:
        """The answers about all parts, held to the text. Raises ModelError."""
        from reportedly.find.model.answer import rows_of
        from reportedly.find.model.grounding import Grounds, grounded, joined
        from reportedly.find.model.parts import parts
        from reportedly.find.model.prompt import asks
        from reportedly.serve.prompts import name_words

        pieces = parts(document.text, self.prompt.part)
        answers = [self.model.answer(ask) for ask in asks(document, pieces, self.prompt)]
        seen = self.seen(document)
        grounds = Grounds(self.method, self.prompt.confidence, name_words(self.prompt))
        claims: list[Claim] = []
        problems: list[Problem] = []
        for piece, answer in zip(pieces, answers, strict=True):
            rows, faults = rows_of(answer.text, document, self.prompt.claims)
            found, more = grounded(rows, document, piece, seen, grounds)
            claims += found
            problems += (*faults, *more)
        return joined(claims, seen.tree), tuple(dict.fromkeys(replace(p, severity="warning") for p in problems))

    def seen(self, document: Document) -> ModelSeen:
        """What our own rows see in a document."""
        from reportedly.find.modality import Hedges
        from reportedly.find.model.english import seen_in_english
        from reportedly.find.model.native import seen_natively
        from reportedly.serve.prompts import instructions

        rules, tree = self.rules, ItemTree(self.rules.tables.items)
        publisher = rules.rules.publisher_code(document.publisher)
        if document.language == wiring.LANGUAGE:
            hedges = Hedges(rules.tables.hedges)
            return seen_in_english(rules.seen(document), hedges, instructions(), tree, publisher)
        rows = rules.native_rows(document.language)
        return seen_natively(document, rules.mentions(document), rows, instructions(), tree, publisher)


def _problem(slug: str, message: str, document: Document) -> Problem:
    return Problem(slug, message, _where(document))


def _where(document: Document) -> str:
    return document.path or document.url or document.id
