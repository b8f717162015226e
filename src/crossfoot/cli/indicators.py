"""Commands about the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from crossfoot.cli.arguments import PATH
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions


@click.group(invoke_without_command=True)
@click.option("--definitions", type=PATH, help="Your own definitions instead of those shipped.")
@click.pass_context
def indicators(context: click.Context, definitions: Path | None) -> None:
    """List or explain the indicators."""
    context.obj = Catalogue.load(definitions or shipped_definitions())
    if context.invoked_subcommand is None:
        context.invoke(list_indicators)


@indicators.command("list")
@click.pass_obj
def list_indicators(catalogue: Catalogue) -> None:
    """List every indicator with its unit and which way is good."""
    width = max(len(name) for name in catalogue.indicators)
    for topic in catalogue.topics:
        click.echo(f"\n{topic.name}")
        for indicator in catalogue.in_topic(topic.id):
            click.echo(f"  {indicator.id:<{width}}  {indicator.polarity.label:<5} {indicator.name}")


@indicators.command("show")
@click.argument("name", metavar="ID")
@click.pass_obj
def show_indicator(catalogue: Catalogue, name: str) -> None:
    """Explain one indicator: definition, who counts, targets, benchmarks, examples, changes."""
    from crossfoot.indicators.explain import indicator_page  # noqa: PLC0415

    click.echo(indicator_page(catalogue.indicator(name), catalogue=catalogue, area=None))
