"""The command that writes templates to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from crossfoot.cli.arguments import MONTH, PATH
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.vocabulary.periods import Period


@click.command()
@click.option("--out", type=PATH, required=True, help="The folder for the templates.")
@click.option("--month", type=MONTH, help="Also templates for the figures of this month, as 2017-01.")
@click.option("--area", help="The council's id: figures of this area are asked for.")
@click.option("--after", type=PATH, help="A snapshot of an earlier month: the same areas and breakdowns are asked for.")
@click.option("--definitions", type=PATH, help="Your own definitions instead of those shipped.")
def templates(out: Path, month: Period | None, area: str | None, after: Path | None, definitions: Path | None) -> None:
    """Write templates to fill in: CSV files and workbooks.

    One of each for every register (budget, reserves, risks and so on) and, with --month, for the figures of each topic
    that no records feed. Nothing that is there already is written over.
    """
    from crossfoot.operations.write_templates import write_templates  # noqa: PLC0415

    if month is None and (area is not None or after is not None):
        raise click.UsageError("--area and --after are about figures: give --month too.")
    catalogue = Catalogue.load(definitions or shipped_definitions())
    written = write_templates(out, catalogue=catalogue, month=month, area=area, after=after)
    click.echo(f"{len(written)} files to fill in:")
    for path in written:
        click.echo(f"  {path}")
