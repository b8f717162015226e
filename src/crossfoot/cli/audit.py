"""The command that audits a pack: what does not agree with its own arithmetic, or with another figure."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from crossfoot.cli.arguments import PATH
from crossfoot.cli.telling import progress_bar, tell
from crossfoot.vocabulary.issues import InputRefused

FOUND, UNREADABLE = 1, 2


@click.command()
@click.argument("pack", type=PATH)
@click.option("--json", "form", flag_value="json", help="As JSON.")
@click.option("--html", "form", flag_value="html", help="As one HTML page: each table with its cells marked.")
@click.option("--xlsx", "form", flag_value="xlsx", help="As a workbook; needs --out.")
@click.option("--csv", "form", flag_value="csv", help="As CSV.")
@click.option("--out", type=PATH, help="Write to this file instead of the screen.")
def audit(pack: Path, form: str | None, out: Path | None) -> None:
    """Audit a PACK that anybody wrote: text, HTML, Word, Excel, OpenDocument or PDF.

    Finds every figure that does not agree with another or with its own arithmetic. Exit codes: 0 nothing found,
    1 something found, 2 the pack cannot be read.
    """
    from crossfoot.operations.audit_pack import TEXTS, audit_pack, write_audit  # noqa: PLC0415

    form = form or "text"
    if form == "xlsx" and out is None:
        raise click.UsageError("A workbook cannot be shown on a screen: say where to write it with --out.")
    try:
        with progress_bar() as advance:
            found = audit_pack(pack, progress=advance)
    except InputRefused as refused:
        tell(refused.issues)
        sys.exit(UNREADABLE)
    if out is None:
        click.echo(TEXTS[form](found), nl=False)
    else:
        write_audit(found, out, form=form)
        click.echo(f"Written: {out}", err=True)
    sys.exit(FOUND if found.findings else 0)
