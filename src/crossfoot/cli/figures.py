"""Commands about figures: close a month, publish it, list what is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from crossfoot.cli.arguments import DAY, MONTH, OVERRIDE_BECAUSE, OVERRIDE_BY, PATH, SNAPSHOT, read_override
from crossfoot.cli.telling import grouped, print_rows, progress_bar, summarise
from crossfoot.indicators.catalogue import shipped_definitions
from crossfoot.vocabulary.overrides import OVERRIDDEN
from crossfoot.vocabulary.periods import Period

REPORT_NAMES = (
    "integrated-report",
    "monthly-report",
    "county-report",
    "vital-signs",
    "report-cards",
    "education-scorecard",
    "participation-scorecard",
    "inclusion-framework",
    "early-help-dashboard",
    "claim-card",
    "unaccompanied-children",
    "budget-monitor",
    "balances-and-reserves",
    "placement-bridge",
    "risk-register",
)
FORMAT_NAMES = ("html", "pdf", "docx", "xlsx", "ods", "csv")


@click.command()
@click.argument("source", metavar="INPUT", type=PATH)
@click.option("--month", type=MONTH, required=True, help="The month to close, as 2017-01.")
@click.option(
    "--as-at",
    type=DAY,
    required=True,
    help="The day on which the records stood as they are given, as 2017-02-08.",
)
@click.option("--out", type=PATH, required=True, help="The snapshot folder to write.")
@click.option("--definitions", type=PATH, help="Your own definitions instead of those shipped.")
@click.option("--rows", type=PATH, help="The row zone: where children's records are frozen. Keep it closed to others.")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark", "postgresql"]),
    default="duckdb",
    help="What counts the records: DuckDB in this process, or a Spark master or PostgreSQL named by the environment.",
)
@OVERRIDE_BY
@OVERRIDE_BECAUSE
@click.option("--replace", is_flag=True, help="Replace a different snapshot that is already in that folder.")
def close(  # noqa: PLR0917 - click passes them by name
    source: Path,
    month: Period,
    as_at: date,
    out: Path,
    definitions: Path | None,
    rows: Path | None,
    engine: str,
    override_by: str | None,
    override_because: str | None,
    *,
    replace: bool,
) -> None:
    """Close a month: INPUT in, a snapshot out.

    INPUT is a folder with input.yaml and what it names: published figures, children's records, or both. Everything is
    read and checked before anything is written, and the figures are audited: a month in which they contradict each
    other is not closed, unless somebody answers for it with --override-by and --override-because. Records are frozen
    in --rows; only numbers come into the snapshot.
    """
    from crossfoot.operations.audit_snapshot import AUDITED  # noqa: PLC0415
    from crossfoot.operations.close_month import close_month  # noqa: PLC0415

    with progress_bar() as advance:
        snapshot = close_month(
            source,
            out,
            month=month,
            as_at=as_at,
            definitions=definitions or shipped_definitions(),
            rows=rows,
            engine=engine,
            replace=replace,
            override=read_override(override_by, override_because),
            progress=advance,
        )
    click.echo(f"{snapshot.manifest.title}: {month.name}, as at {as_at:%-d %B %Y}")
    click.echo(f"{len(snapshot.supplied):,} supplied values became {len(snapshot.figures):,} figures in {out}")
    for issue in snapshot.issues:
        if issue.code in {AUDITED, OVERRIDDEN}:
            click.echo(issue.message)
    listed = [issue for issue in snapshot.issues if issue.code not in {AUDITED, OVERRIDDEN}]
    summarise(listed, kept_in=out / "issues.csv")


@click.command()
@SNAPSHOT
@click.option(
    "--report",
    "reports",
    type=click.Choice([*REPORT_NAMES, "all"]),
    multiple=True,
    default=["all"],
    help="Which report; repeat for several. All of them when not said.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice([*FORMAT_NAMES, "all"]),
    multiple=True,
    default=["all"],
    help="In which format; repeat for several. All of them when not said.",
)
@click.option("--out", type=PATH, required=True, help="The folder for the reports.")
@OVERRIDE_BY
@OVERRIDE_BECAUSE
def publish(  # noqa: PLR0917 - click passes them by name
    snapshot: Path,
    reports: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
    override_by: str | None,
    override_because: str | None,
) -> None:
    """Write the reports of a SNAPSHOT.

    SNAPSHOT is the folder that `crossfoot close` wrote. Each report gets a folder of its own in --out. Every file of
    every format is read back and audited first; where figures do not agree, or a number stands in another cell,
    nothing is published, unless somebody answers for it with --override-by and --override-because.
    """
    from crossfoot.operations.publish_report import open_edition, publish_reports  # noqa: PLC0415

    with progress_bar() as advance:
        advance("Opening the snapshot", 0, 1)
        edition = open_edition(snapshot)
        published = publish_reports(
            edition,
            out,
            reports=REPORT_NAMES if "all" in reports else reports,
            formats=FORMAT_NAMES if "all" in formats else formats,
            override=read_override(override_by, override_because),
            progress=advance,
        )
    exceptions = [judged for judged in edition.vital_signs.values() if judged.is_exception]
    click.echo(f"{len(exceptions)} of {len(edition.vital_signs)} vital signs are exceptions:")
    for judged in exceptions:
        click.echo(f"  {edition.indicator(judged.figure.indicator).name}")
        for verdict in judged.exceptions.met:
            click.echo(f"    {verdict.criterion.number}. {verdict.reason}")
    click.echo("Written:")
    for report, files in grouped((item.title, item.path) for item in published):
        click.echo(f"  {report}")
        for path in files:
            click.echo(f"    {path}")
    pages = [item.path for item in published if item.format == "html"]
    if pages:
        click.echo(f"Open {pages[0]} in a browser, or serve the folder: python3 -m http.server -d {out}")


@click.command()
@SNAPSHOT
@click.option("--indicator", "names", multiple=True, help="Only this indicator; repeat for several.")
@click.option("--area", help="Only this area.")
@click.option("--from", "first", type=MONTH, help="From this month.")
@click.option("--to", "last", type=MONTH, help="Up to this month.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV (the default).")
def figures(
    snapshot: Path,
    names: tuple[str, ...],
    area: str | None,
    first: Period | None,
    last: Period | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print the figures of a SNAPSHOT.

    Each with its value or why it is missing, numerator, denominator, and where it came from.
    """
    from crossfoot.operations.list_figures import FIGURE_COLUMNS, list_figures  # noqa: PLC0415

    if as_json and as_csv:
        raise click.UsageError("Choose --json or --csv, not both.")
    rows = list_figures(snapshot, indicators=names, area=area, first=first, last=last)
    print_rows(rows, FIGURE_COLUMNS, as_json=as_json)


@click.command()
@SNAPSHOT
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every reason.")
def judgements(snapshot: Path, *, as_json: bool) -> None:
    """Print the judgements of a SNAPSHOT.

    RAG, direction, trend, change over the year, variation, assurance, and the exception criteria met; as JSON also why.
    """
    from crossfoot.operations.list_judgements import JUDGEMENT_COLUMNS, list_judgements  # noqa: PLC0415

    print_rows(list_judgements(snapshot), JUDGEMENT_COLUMNS, as_json=as_json)
