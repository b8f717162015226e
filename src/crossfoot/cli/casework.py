"""Commands for casework: lists of children for those entitled to them. Each look is logged beside the records."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from crossfoot.cli.arguments import DAY, PATH, SNAPSHOT
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions

ROWS = click.option("--rows", type=PATH, required=True, help="The row zone: the folder of frozen records.")
OUT = click.option("--out", type=PATH, required=True, help="A new folder, which only you will be able to open.")
REASON = click.option("--reason", required=True, help="Why you look at children's rows; it is logged with your name.")
TEAM = click.option("--team", help="Only this team, by its id in the records.")


def _entitled(reason: str) -> dict[str, Any]:
    """Who asks, why and when, as every operation on rows wants to know."""
    return {"person": getpass.getuser(), "reason": reason, "moment": datetime.now(UTC)}


def _written(files: Iterable[Path]) -> None:
    click.echo("Written, for those entitled only:")
    for path in files:
        click.echo(f"  {path}")


@click.group()
def casework() -> None:
    """Lists of children, for those entitled: what is overdue, what to mend, samples, Annex A."""


@casework.command()
@ROWS
@click.option("--on", type=DAY, required=True, help="The day that is looked at, as 2017-01-31.")
@click.option("--soon", type=click.IntRange(0, 90), default=10, help="Also what falls due in so many days after it.")
@TEAM
@REASON
@OUT
def overdue(  # noqa: PLR0917 - click passes them by name
    rows: Path, on: date, soon: int, team: str | None, reason: str, out: Path
) -> None:
    """List who is overdue on what, since when, and what is due next, by team."""
    from crossfoot.operations.list_overdue import list_overdue  # noqa: PLC0415

    catalogue = Catalogue.load(shipped_definitions())
    listed = list_overdue(rows, out, catalogue=catalogue, on=on, soon=soon, team=team, **_entitled(reason))
    _written(listed.files)


@casework.command()
@SNAPSHOT
@ROWS
@TEAM
@REASON
@OUT
def fixes(snapshot: Path, rows: Path, team: str | None, reason: str, out: Path) -> None:
    """List records to mend, with the figures of a SNAPSHOT as they would be then."""
    from crossfoot.operations.list_fixes import list_fixes  # noqa: PLC0415

    listed = list_fixes(snapshot, rows, out, team=team, **_entitled(reason))
    for sentence in listed.sentences:
        click.echo(sentence)
    _written(listed.files)


@casework.command()
@ROWS
@click.option("--frame", required=True, help="What is drawn from; a wrong name lists them.")
@click.option("--number", type=click.IntRange(1, 10_000), required=True, help="How many rows.")
@click.option("--seed", required=True, help="Any text: the same seed draws the same sample.")
@click.option("--on", type=DAY, required=True, help="The day that is looked at, as 2017-01-31.")
@click.option("--strata", type=click.Choice(["none", "equal", "proportional"]), default="none", help="By team.")
@TEAM
@REASON
@OUT
def sample(  # noqa: PLR0917 - click passes them by name
    rows: Path, frame: str, number: int, seed: str, on: date, strata: str, team: str | None, reason: str, out: Path
) -> None:
    """Draw a sample for an audit that anybody can draw again."""
    from crossfoot.casework.samples import Strata  # noqa: PLC0415
    from crossfoot.operations.draw_sample import draw_sample  # noqa: PLC0415

    drawn = draw_sample(
        rows,
        out,
        catalogue=Catalogue.load(shipped_definitions()),
        frame=frame,
        number=number,
        seed=seed,
        on=on,
        strata=Strata(strata),
        team=team,
        **_entitled(reason),
    )
    _written(drawn.files)


@casework.command("annex-a")
@SNAPSHOT
@ROWS
@REASON
@OUT
def annex_a(snapshot: Path, rows: Path, reason: str, out: Path) -> None:
    """Write the lists of Annex A, reconciled to the figures of a SNAPSHOT."""
    from crossfoot.operations.write_annex_a import write_annex_a  # noqa: PLC0415

    written = write_annex_a(snapshot, rows, out, **_entitled(reason))
    verdict = "agree with the figures" if written.agrees else "DIFFER from the figures without a reason"
    click.echo(f"The lists {verdict}: see the first sheet.")
    _written(written.files)
