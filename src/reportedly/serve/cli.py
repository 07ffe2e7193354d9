"""The commands, their arguments and their help. What each does stands in a module of its own.

Those modules are imported inside the commands: they need spaCy, SQLAlchemy or trafilatura, which take seconds to load,
and `reportedly --help` waits for none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from reportedly.serve.exits import Commands
from reportedly.serve.ledger_commands import commands as of_the_ledger
from reportedly.serve.options import (
    Asking,
    Course,
    Depth,
    Filters,
    Importing,
    Listing,
    Output,
    Place,
    RecordOutput,
    Rows,
    Source,
    Sureness,
    Taking,
    Times,
    TokenPlace,
    spread,
)
from reportedly.serve.settings import VERSION
from reportedly.serve.watching.cli import watching

app = typer.Typer(
    cls=Commands,
    help="Keeps a ledger of who says who sent what to whom, each entry tied to the exact words.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

app.add_typer(watching, name="watch")
app.add_typer(of_the_ledger)

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, .jsonl; - for text pasted in.")]
Supplier = Annotated[str, typer.Argument(metavar="SUPPLIER", help="Code or name: KP, “North Korea”.")]
Recipient = Annotated[str, typer.Argument(metavar="RECIPIENT", help="Code or name: RU, Russia.")]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, or the beginning of it.")]


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    if version:
        typer.echo(f"reportedly {VERSION}")
        raise typer.Exit


@app.command()
@spread
def read(paths: Paths, place: Place, source: Source, rows: Rows, sureness: Sureness, asking: Asking) -> None:
    """Read documents into the ledger. Reading again adds nothing."""
    from reportedly.serve import wiring
    from reportedly.serve.model_reading import asked, finder_of
    from reportedly.serve.printing import note
    from reportedly.serve.reading import read_into

    wanted = asked(asking.reader, asking.endpoint, asking.model_tokens, asking.model_seconds)
    read_into(paths, place, source, finder_of(wiring.reader(rows.files, sureness.at_least), wanted, note))


@app.command()
@spread
def compare(paths: Paths, source: Source, rows: Rows, asking: Asking, output: RecordOutput) -> None:
    """What the rules and a language model read in the same texts, side by side, and how far they agree. No ledger."""
    from reportedly.serve.comparing import compare_readers

    compare_readers(paths, source, rows, asking, output)


@app.command()
@spread
def sweep(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="WARC files, JSON lines, folders of pages; also s3://….")
    ],
    engine: Annotated[
        Literal["here", "daft", "ray"] | None,
        typer.Option(help="Where the work is done; else by Daft on all cores, if it is there.", show_default=False),
    ] = None,
    address: Annotated[
        str, typer.Option(help="The Ray cluster of --engine ray; `local` starts one for the sweep.")
    ] = "local",
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="So many workers; else one a core.", show_default=False)
    ] = 0,
    work: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where results lie until all is done; else in your data folder.", show_default=False
        ),
    ] = None,
    shard: Annotated[float, typer.Option(min=0.001, metavar="MB", help="How much is worked on in one go.")] = 16.0,
    progress: Annotated[
        Literal["auto", "json", "none"], typer.Option(help="A bar on a terminal, or a JSON object a line, or nothing.")
    ] = "auto",
    keep_all: Annotated[
        bool, typer.Option("--keep-all", help="Also the documents in which nothing was found.")
    ] = False,
    *,
    place: Place,
    rows: Rows,
    output: RecordOutput,
    sureness: Sureness,
) -> None:
    """Read a whole corpus. What cannot bear a claim is sifted out; a sweep that was stopped goes on where it was."""
    from reportedly.serve.sweeping import commands

    way = commands.Way(engine, address, workers, work, shard, progress, output.format == "json", keep_all)
    commands.sweep(sources, way, place, rows, sureness.at_least)


@app.command()
@spread
def claims(
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a record and end.")] = False,
    *,
    filters: Filters,
    times: Times,
    place: Place,
    rows: Rows,
    output: Output,
    sureness: Sureness,
) -> None:
    """The claims that stand."""
    if schema:
        from reportedly.terms.schema import schema_text

        typer.echo(schema_text(), nl=False)
        return
    from reportedly.serve.answering import print_claims

    print_claims(filters, times, (place, rows), output, sureness)


@app.command()
@spread
def mentions(paths: Paths, output: Output, rows: Rows) -> None:
    """What is seen in a text, without a ledger. Parties, places, items, vessels, quantities, periods, attributions."""
    from reportedly.serve.mentioning import print_mentions

    print_mentions(paths, output, rows)


@app.command()
@spread
def flows(filters: Filters, times: Times, place: Place, rows: Rows, output: Output) -> None:
    """Supplier → recipient by class of item. Claims, origins, totals, pace."""
    from reportedly.serve.answering import print_flows

    print_flows(filters, times, place, rows, output)


@app.command()
@spread
def flow(
    supplier: Supplier,
    recipient: Recipient,
    item: Annotated[str | None, typer.Argument(metavar="ITEM", help="A class of item; none for all.")] = None,
    *,
    times: Times,
    course: Course,
    place: Place,
    rows: Rows,
    output: RecordOutput,
) -> None:
    """One flow, with the claims that hold up its totals. Origins, denials, conflicts, wording, pace, exchange, rules."""
    from reportedly.serve.answering import print_flow
    from reportedly.serve.asking import Asked

    print_flow(Asked(supplier, recipient, item), (times, course), place, rows, output)


@app.command()
@spread
def rank(
    recipient: Recipient,
    item: Annotated[str | None, typer.Argument(metavar="ITEM", help="A class of item; none for each.")] = None,
    *,
    times: Times,
    place: Place,
    rows: Rows,
    output: Output,
) -> None:
    """The suppliers of a recipient by class, each with the places that the figures leave it."""
    from reportedly.serve.ranks import print_ranks

    print_ranks((recipient, item), times, place, rows, output)


@app.command()
@spread
def explain(
    claim: Annotated[str | None, typer.Argument(metavar="CLAIM", help="Its id, or the beginning of it.")] = None,
    text: Annotated[str | None, typer.Option(metavar="SENTENCE", help="Explain a sentence instead.")] = None,
    path: Annotated[str | None, typer.Option(metavar="FILE", help="Explain a document instead.")] = None,
    only: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Of the document only the sentences with these words.")
    ] = None,
    *,
    place: Place,
    rows: Rows,
    output: RecordOutput,
    depth: Depth,
) -> None:
    """How a claim was read, or a text is. The words of each field, the chain, the rule; why there is no claim."""
    if sum(given is not None for given in (claim, text, path)) != 1:
        raise typer.BadParameter("give one of CLAIM, --text SENTENCE and --path FILE")
    if only is not None and path is None:
        raise typer.BadParameter("--only chooses among the sentences of --path FILE")
    from reportedly.serve import explaining, tracing

    if text is not None:
        tracing.explain_text(text, rows, output, depth)
    elif path is not None:
        tracing.explain_path(path, only, rows, output, depth)
    elif claim is not None:
        explaining.explain_claim(claim, place, rows, output, depth)


@app.command()
@spread
def review(
    claim: ClaimId,
    decision: Annotated[
        list[str],
        typer.Argument(metavar="accept|reject|FIELD=VALUE|undo", help="What you decide; undo takes the latest back."),
    ],
    by: Annotated[str | None, typer.Option(help="Who decides; else your login name.", show_default=False)] = None,
    note: Annotated[str, typer.Option(help="Why.", show_default=False)] = "",
    *,
    place: Place,
    rows: Rows,
) -> None:
    """Accept, reject or correct a claim, or undo that. The decision outlives reading again."""
    from reportedly.serve.reviewing import review_claim

    review_claim(claim, decision, (by, note), place, rows)


@app.command()
@spread
def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen at; any but this machine's own asks for tokens.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.", min=0, max=65535)] = 8765,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A further name by which it is called; may be repeated.")
    ] = None,
    login: Annotated[bool, typer.Option("--login", help="Ask for tokens also on this machine's own address.")] = False,
    *,
    place: Place,
    rows: Rows,
    tokens: TokenPlace,
) -> None:
    """The workbench in a browser, and REST under /api/v1. Review, map, charts."""
    from reportedly.serve.web.running import Door
    from reportedly.serve.web.running import serve as run

    run(place.ledger, rows.files, Door(host, port, tuple(name or ()), login, tokens.tokens))


@app.command()
@spread
def dossier(
    supplier: Supplier,
    recipient: Recipient,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="FILE.html, .pdf, .docx or .md; .zip for a crate.")
    ],
    item: Annotated[
        list[str] | None, typer.Option(metavar="CLASS", help="Only these classes; may be repeated.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title.", show_default=False)] = None,
    house: Annotated[
        Path | None, typer.Option(metavar="TOML", help="The file of your house style.", show_default=False)
    ] = None,
    public_only: Annotated[
        bool, typer.Option("--public-only", help="Leave out what may not be passed on, rather than refuse.")
    ] = False,
    *,
    times: Times,
    course: Course,
    place: Place,
    rows: Rows,
) -> None:
    """Write down what goes both ways between two parties. With numbered footnotes to the exact words."""
    from reportedly.serve.dossiers import Wanted, write_dossier

    write_dossier(
        Wanted(supplier, recipient, tuple(item or ()), title, course, house, public_only), times, place, rows, output
    )


@app.command()
@spread
def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="jsonl, csv, xlsx, parquet, geojson, annotations, stix, prov, ftm, rocrate."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    *,
    filters: Filters,
    times: Times,
    taking: Taking,
    sureness: Sureness,
    place: Place,
    rows: Rows,
) -> None:
    """Claims in a form that other programs read. Each says which moment it shows; --verbose names what is lost in it."""
    from reportedly.serve.exporting import Wanted, write_export

    write_export(Wanted(form, output, filters, times, taking, sureness, taking.partitioned), place, rows)


@app.command()
@spread
def screen(
    path: Annotated[
        Path,
        typer.Argument(metavar="LIST", help="FtM JSON lines, OpenSanctions' CSV, the OFAC's CSV or XML, the UN's XML."),
    ],
    listing: Listing,
    place: Place,
    rows: Rows,
    output: Output,
) -> None:
    """Hold ships and parties of the ledger against a list of sanctions: what is like what, and why; never that it is it."""
    from reportedly.serve import screening

    screening.screen(path, place, rows, listing, output)


@app.command("import")
@spread
def import_(
    path: Annotated[str, typer.Argument(metavar="FILE", help="FILE.csv, FILE.xlsx, or another ledger's FILE.jsonl.")],
    importing: Importing,
    place: Place,
    rows: Rows,
) -> None:
    """Take in a hand-made sheet, a claim a row, or the claims of another ledger. Importing again adds nothing."""
    from reportedly.serve.importing import import_file

    import_file(path, importing, place, rows)


@app.command()
def demo(
    to: Annotated[Path, typer.Option(metavar="DIR", help="Where the ledger and the dossier go.")] = Path("demo"),
    examples: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="The examples, where they are elsewhere.")
    ] = None,
) -> None:
    """Read the examples, print what stands, and write a dossier."""
    from reportedly.serve.trying import show_demo

    show_demo(to, examples)
