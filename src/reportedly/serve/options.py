"""The options of the commands as small frozen values: a parameter that is one of them becomes one option a field."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, cast, get_type_hints

import typer

from reportedly.serve.settings import LEDGER, LLM, LOCAL_LLM, TOKENS
from reportedly.terms.access import Role
from reportedly.terms.claim import Kind
from reportedly.terms.screening import THRESHOLD

Form = Literal["table", "json", "jsonl", "csv"]
RecordForm = Literal["table", "json"]


@dataclass(frozen=True, slots=True)
class Place:
    """Which ledger."""

    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="PATH|URL",
            help=f"The ledger; else the one that {LEDGER} names, else one in your data folder.",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Which file of tokens."""

    tokens: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"The file of tokens; else the one that {TOKENS} names, else one in your data folder.",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Bearer:
    """What who bears a new token may do, and until when."""

    role: Annotated[
        Role | None,
        typer.Option(help="reader asks, analyst also reviews and reads in, admin may all.", show_default=False),
    ] = None
    restricted: Annotated[bool, typer.Option("--restricted", help="They also see what may not be passed on.")] = False
    days: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=3650, help="Good for so many days; else until revoked.", show_default=False
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Checking:
    """What a ledger is held against, and whether its index is made anew."""

    seal: Annotated[
        list[str] | None,
        typer.Option(metavar="N:HASH", help="A seal noted earlier: does batch N still bear it? May be repeated."),
    ] = None
    mend: Annotated[
        bool, typer.Option("--mend", help="Make anew what is worked out from the entries, where that alone is wrong.")
    ] = False


@dataclass(frozen=True, slots=True)
class Times:
    """The two questions of time."""

    published_by: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was public by this day.", show_default=False)
    ] = None
    known_at: Annotated[
        str | None,
        typer.Option(metavar="INSTANT", help="As this ledger knew it then (UTC where no zone).", show_default=False),
    ] = None


@dataclass(frozen=True, slots=True)
class Course:
    """Which other days an answer is held against."""

    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Also what changed since that day.", show_default=False)
    ] = None
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Project paces to this day; else a year on.", show_default=False),
    ] = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims."""

    actor: Annotated[
        str | None, typer.Option(metavar="PARTY", help="Supplier, imposer or traveller: code or name.")
    ] = None
    recipient: Annotated[str | None, typer.Option(metavar="PARTY", help="Who receives, or is hit: code or name.")] = (
        None
    )
    item: Annotated[str | None, typer.Option(metavar="CLASS", help="A class of item and what is below it.")] = None
    kind: Annotated[Kind | None, typer.Option(help="Kind of claim.")] = None
    origin: Annotated[
        str | None, typer.Option(metavar="PARTY", help="Who first put it out; a state with its bodies.")
    ] = None


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of documents that do not say it themselves."""

    publisher: Annotated[
        str | None, typer.Option(help="Who published them, where no meta.json and no page says so.", show_default=False)
    ] = None
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of publication, where nothing else says it.")
    ] = None
    url: Annotated[str | None, typer.Option(help="The address of a single document.")] = None
    title: Annotated[str | None, typer.Option(help="The title of a single document.")] = None
    translation_of: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|URL|ID",
            help="The original that a single document translates into English.",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether a language model is asked, which, where, and what that may cost."""

    reader: Annotated[
        str,
        typer.Option(
            metavar="READER",
            help="rules; llm:MODEL asks a language model; rules+llm:MODEL only where the rules cannot read.",
        ),
    ] = "rules"
    endpoint: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help=f"The model's server, OpenAI-compatible; else that of {LLM}, else {LOCAL_LLM}.",
            show_default=False,
        ),
    ] = None
    model_tokens: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Ask no more once so many tokens are used.", show_default=False),
    ] = None
    model_seconds: Annotated[
        float | None,
        typer.Option(metavar="S", min=0.1, help="Ask no more once it took so many seconds.", show_default=False),
    ] = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What the user says of a list of sanctions, and how like a name must be."""

    threshold: Annotated[
        int, typer.Option(metavar="SCORE", min=1, max=100, help="Show entries from this score on.")
    ] = THRESHOLD
    list_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the list is called; else as it says.", show_default=False)
    ] = None
    list_date: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of which day it is, where it does not say.", show_default=False)
    ] = None
    all: Annotated[bool, typer.Option("--all", help="Also print what no entry is like.")] = False


@dataclass(frozen=True, slots=True)
class Importing:
    """How a sheet is taken in."""

    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What its columns hold, as TOML; else it is guessed.", show_default=False),
    ] = None
    write_mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the guess as TOML, to be edited, and end.", show_default=False),
    ] = None
    yes: Annotated[bool, typer.Option("--yes", help="Keep the rows as guessed, without asking.")] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what becomes of each row; keep nothing.")] = False
    handling: Annotated[
        Literal["restricted"] | None,
        typer.Option(help="None of it may be passed on; else as its rows say.", show_default=False),
    ] = None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How surely a claim must have been read."""

    at_least: Annotated[
        float | None,
        typer.Option(
            metavar="CONFIDENCE", min=0.0, max=1.0, help="Only claims read with such confidence.", show_default=False
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Taking:
    """What an export takes along, and leaves out; and whether it is one file."""

    with_texts: Annotated[
        bool, typer.Option("--with-texts", help="Also the documents' whole texts, where the form has room for them.")
    ] = False
    public_only: Annotated[
        bool, typer.Option("--public-only", help="Leave out what may not be passed on, rather than refuse.")
    ] = False
    partitioned: Annotated[
        bool, typer.Option("--partitioned", help="parquet alone: a folder of files by kind and year of publication.")
    ] = False
    sign: Annotated[
        Path | None,
        typer.Option("--sign", metavar="KEY", help="Sign each file with an OpenSSH key: FILE.sig beside it."),
    ] = None
    verbose: Annotated[bool, typer.Option("--verbose", help="Name all that the form cannot carry.")] = False


@dataclass(frozen=True, slots=True)
class Output:
    """How the answer is printed."""

    format: Annotated[Form, typer.Option(help="table for people; json, jsonl, csv for programs.")] = "table"


@dataclass(frozen=True, slots=True)
class RecordOutput:
    """How a single answer is printed."""

    format: Annotated[RecordForm, typer.Option(help="table for people, json for programs.")] = "table"


@dataclass(frozen=True, slots=True)
class Rows:
    """Data rows of the user's own."""

    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="TOML", help="Rows of your own over the shipped ones; may be repeated.")
    ] = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, in the order given."""
        return tuple(self.lexicon or ())


@dataclass(frozen=True, slots=True)
class Depth:
    """How much of a reading is told, and where it is drawn."""

    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="Also the parse, every row of the lexicon that was tried, and why no claim came of it."
        ),
    ] = False
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also draw the sentences: parse, mentions, claims.")
    ] = None


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with each field of its option values as a parameter by itself, which is what typer understands."""
    given = inspect.signature(command, eval_str=True).parameters
    values = {name: cast(type[Any], p.annotation) for name, p in given.items() if is_dataclass(p.annotation)}
    flat = [each for name, p in given.items() for each in (_options(values[name]) if name in values else (p,))]

    def spread_out(**words: Any) -> None:
        built = {name: kind(**{f.name: words.pop(f.name) for f in fields(kind)}) for name, kind in values.items()}
        command(**words, **built)

    spread_out.__name__, spread_out.__doc__ = command.__name__, command.__doc__
    spread_out.__annotations__ = {p.name: p.annotation for p in flat}
    signature = inspect.Signature([p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in flat])
    spread_out.__signature__ = signature  # type: ignore[attr-defined]
    return spread_out


def _options(kind: type[Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    return [
        inspect.Parameter(
            f.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if f.default is MISSING else f.default,
            annotation=hints[f.name],
        )
        for f in fields(kind)
    ]
