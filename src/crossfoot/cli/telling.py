"""What commands say: results to the output, everything else to the error stream."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import shorten
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from crossfoot.vocabulary.issues import Issue, Severity


def tell(issues: Iterable[Issue], *, shown: int = 12) -> None:
    """What stopped a run: each issue in full, the rest counted."""
    listed = sorted(issues, key=lambda issue: list(Severity).index(issue.severity))
    for issue in listed[:shown]:
        click.echo(f"{issue.severity.value.upper()} {issue.code}", err=True)
        if issue.place:
            click.echo(f"  where: {issue.place}", err=True)
        click.echo(f"  what:  {issue.message}", err=True)
        click.echo(f"  do:    {issue.advice}", err=True)
    if len(listed) > shown:
        counts = ", ".join(f"{count} {code}" for code, count in Counter(i.code for i in listed).most_common())
        click.echo(f"{len(listed) - shown} more ({counts}).", err=True)


def summarise(issues: Sequence[Issue], *, kept_in: Path, width: int = 110) -> None:
    """What did not stop a run: how many of each kind, the start of one of them, and where all of them are."""
    if not issues:
        return
    click.echo(f"{len(issues)} things to look at, all in {kept_in}:", err=True)
    for code, count in Counter(issue.code for issue in issues).most_common():
        first = next(issue.message for issue in issues if issue.code == code)
        click.echo(f"  {count:>3} {code}, such as", err=True)
        subject, _, what = first.partition(":")
        said = f"{subject.partition(' (')[0]}:{what}"
        click.echo(f"      {shorten(said, width, placeholder=' ...')}", err=True)


def print_rows(rows: list[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool) -> None:
    """Rows as CSV with a header, or as JSON."""
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def grouped(pairs: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, list[Path]]]:
    """The paths of each name, in the order in which names come first."""
    groups: dict[str, list[Path]] = {}
    for name, path in pairs:
        groups.setdefault(name, []).append(path)
    return iter(groups.items())


@contextmanager
def progress_bar() -> Iterator[Any]:
    """A bar on the error stream, gone when done, so that output can be piped."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<40}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("Starting", total=None)

        def advance(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total)

        yield advance
