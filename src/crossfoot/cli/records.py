"""Commands for those entitled to see children's records."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from crossfoot.cli.arguments import PATH, SNAPSHOT
from crossfoot.cli.telling import print_rows
from crossfoot.indicators.catalogue import shipped_definitions

ROW_COLUMNS = ("day", "person", "numerator", "denominator", "team", "table", "file", "row")


@click.command()
@SNAPSHOT
@click.argument("figure")
@click.option(
    "--rows", type=PATH, help="The row zone: the folder of frozen records that the snapshot was counted from."
)
@click.option("--reason", help="Why you look at children's rows; it is logged with your name.")
@click.option("--json", "as_json", is_flag=True, help="Rows as JSON instead of CSV.")
def trace(snapshot: Path, figure: str, rows: Path | None, reason: str | None, *, as_json: bool) -> None:
    """Show what is behind a FIGURE of a SNAPSHOT.

    FIGURE is a name as `crossfoot figures` prints it, such as re-referrals/norfolk/in_month/2017-01. With --rows, for
    those entitled, the children in its numerator and denominator.
    """
    from crossfoot.operations.trace_figure import trace_figure, trace_rows  # noqa: PLC0415

    found = trace_figure(snapshot, figure)
    width = max(len(what) for what, _ in found.steps)
    for what, text in found.steps:
        click.echo(f"{what:<{width}}  {text}", err=rows is not None)
    if rows is None:
        return
    if not reason:
        raise click.UsageError("Say with --reason why you look at children's rows: it is logged with your name.")
    traced = trace_rows(snapshot, figure, rows, person=getpass.getuser(), reason=reason, moment=datetime.now(UTC))
    listed = [{name: getattr(row, name) for name in ROW_COLUMNS} for row in traced.rows]
    for row in listed:
        row["day"] = row["day"].isoformat()
    print_rows(listed, ROW_COLUMNS, as_json=as_json)
    verdict = "as the figure has them" if traced.agrees else "NOT what the figure has"
    parts = f"numerator {traced.numerator}, denominator {traced.denominator}"
    click.echo(f"{len(traced.rows)} rows of {traced.indicator}: {parts}, {verdict}.", err=True)


@click.command("data-quality")
@click.argument("rows", type=PATH)
@click.option("--out", type=PATH, required=True, help="The folder for the report.")
@click.option("--team", help="Only this team, by its id in the records. All teams when not said.")
@click.option("--organisation", default="Children's services", help="Whose report it is.")
@click.option("--definitions", type=PATH, help="Your own definitions instead of those shipped.")
def data_quality(rows: Path, out: Path, team: str | None, organisation: str, definitions: Path | None) -> None:
    """Write the report on the quality of the records in ROWS.

    ROWS is the row zone that `crossfoot close` wrote. The report counts faults by rule, team and month and names no
    child; it is for staff, as a page and a workbook.
    """
    from crossfoot.operations.report_quality import report_quality  # noqa: PLC0415

    written = report_quality(
        rows, out, definitions=definitions or shipped_definitions(), organisation=organisation, team=team
    )
    click.echo("Written:")
    for path in written:
        click.echo(f"  {path}")


@click.command("make-county")
@click.argument("folder", type=PATH)
@click.option("--seed", type=int, default=2017, help="Another number gives other children.")
@click.option("--clean", is_flag=True, help="Without the faults that are planted in it.")
def make_county(folder: Path, seed: int, *, clean: bool) -> None:
    """Write the records of a made-up county to FOLDER, ready to be closed.

    No child in them has ever lived. Closed as January 2017 they give the figures that one county published.
    """
    from crossfoot.operations.make_county import make_county_input  # noqa: PLC0415

    key = make_county_input(folder, seed=seed, dirt=not clean)
    click.echo(f"A made-up county is in {folder}: {len(key.planted)} faults are planted in its records,")
    click.echo(f"and {len(key.unmet)} published figures cannot come out of them, because they contradict each other.")
