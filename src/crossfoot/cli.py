"""The command: `crossfoot close`, `publish`, `figures`, `judgements`, `indicators`.

Exit codes: 0 done, warnings included; 2 the command was not understood; 3 the input was refused and nothing was
written; 130 stopped by hand.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from crossfoot import __version__
from crossfoot.indicators.catalogue import Catalogue, UnknownIndicatorError, shipped_definitions
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.periods import Period, PeriodKind

REFUSED = 3
REPORT_NAMES = ("monthly-report", "county-report", "vital-signs", "report-cards")
FORMAT_NAMES = ("html", "pdf", "docx", "xlsx", "ods", "csv")


class MonthType(click.ParamType[Period]):
    """A month as 2017-01."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The month, or a usage error that says how to write one."""
        try:
            period = value if isinstance(value, Period) else Period.parse(value)
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)
        if period.kind is not PeriodKind.MONTH:
            self.fail(f"{value!r} is not a month. Write it as 2017-01.", param, ctx)
        return period


class DayType(click.ParamType[date]):
    """A day as 2017-02-08."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says how to write one."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2017-02-08.", param, ctx)


MONTH = MonthType()
DAY = DayType()
SNAPSHOT = click.argument("snapshot", type=click.Path(path_type=Path))


def main() -> None:
    """Run the command; what was refused is told as issues, never as a traceback."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("Stopped. What was there before is still there.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except InputRefused as refused:
        _tell(refused.issues)
        click.echo("Nothing was written.", err=True)
        sys.exit(REFUSED)
    except UnknownIndicatorError as unknown:
        click.echo(str(unknown), err=True)
        sys.exit(REFUSED)
    except OSError as error:
        click.echo(f"{error.filename or 'A file'}: {error.strerror}. Check the name and that you may use it.", err=True)
        sys.exit(REFUSED)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="crossfoot")
def commands() -> None:
    """Figures that add up, for a council's children's services.

    Close a month from an input folder, then publish its reports. Exit codes: 0 done, 2 command not understood,
    3 input refused (nothing was written).
    """


@commands.command()
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.option("--month", type=MONTH, required=True, help="The month to close, as 2017-01.")
@click.option(
    "--as-at",
    type=DAY,
    required=True,
    help="The day on which the records stood as they are given, as 2017-02-08.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The snapshot folder to write.")
@click.option("--definitions", type=click.Path(path_type=Path), help="Your own definitions instead of those shipped.")
@click.option("--replace", is_flag=True, help="Replace a different snapshot that is already in that folder.")
def close(source: Path, month: Period, as_at: date, out: Path, definitions: Path | None, *, replace: bool) -> None:
    """Close a month: INPUT in, a snapshot out.

    INPUT is a folder with input.yaml and the files it names. Everything is read and checked before anything is written.
    """
    from crossfoot.operations.close_month import close_month  # noqa: PLC0415

    with _progress() as advance:
        snapshot = close_month(
            source,
            out,
            month=month,
            as_at=as_at,
            definitions=definitions or shipped_definitions(),
            replace=replace,
            progress=advance,
        )
    click.echo(f"{snapshot.manifest.title}: {month.name}, as at {as_at:%-d %B %Y}")
    click.echo(f"{len(snapshot.supplied):,} supplied values became {len(snapshot.figures):,} figures in {out}")
    _summarise(snapshot.issues, kept_in=out / "issues.csv")


@commands.command()
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
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder for the reports.")
def publish(snapshot: Path, reports: tuple[str, ...], formats: tuple[str, ...], out: Path) -> None:
    """Write the reports of a SNAPSHOT.

    SNAPSHOT is the folder that `crossfoot close` wrote. Each report gets a folder of its own in --out.
    """
    from crossfoot.operations.publish_report import open_edition, publish_reports  # noqa: PLC0415

    with _progress() as advance:
        advance("Opening the snapshot", 0, 1)
        edition = open_edition(snapshot)
        published = publish_reports(
            edition,
            out,
            reports=REPORT_NAMES if "all" in reports else reports,
            formats=FORMAT_NAMES if "all" in formats else formats,
            progress=advance,
        )
    exceptions = [judged for judged in edition.vital_signs.values() if judged.is_exception]
    click.echo(f"{len(exceptions)} of {len(edition.vital_signs)} vital signs are exceptions:")
    for judged in exceptions:
        click.echo(f"  {edition.indicator(judged.figure.indicator).name}")
        for verdict in judged.exceptions.met:
            click.echo(f"    {verdict.criterion.number}. {verdict.reason}")
    click.echo("Written:")
    for report, files in _grouped((item.title, item.path) for item in published):
        click.echo(f"  {report}")
        for path in files:
            click.echo(f"    {path}")
    pages = [item.path for item in published if item.format == "html"]
    if pages:
        click.echo(f"Open {pages[0]} in a browser, or serve the folder: python3 -m http.server -d {out}")


@commands.command()
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
    _print_rows(rows, FIGURE_COLUMNS, as_json=as_json)


@commands.command()
@SNAPSHOT
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every reason.")
def judgements(snapshot: Path, *, as_json: bool) -> None:
    """Print the judgements of a SNAPSHOT.

    RAG, direction, trend, change over the year, variation, assurance, and the exception criteria met; as JSON also why.
    """
    from crossfoot.operations.list_judgements import JUDGEMENT_COLUMNS, list_judgements  # noqa: PLC0415

    _print_rows(list_judgements(snapshot), JUDGEMENT_COLUMNS, as_json=as_json)


@commands.group(invoke_without_command=True)
@click.option("--definitions", type=click.Path(path_type=Path), help="Your own definitions instead of those shipped.")
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


def _tell(issues: Iterable[Issue], *, shown: int = 12) -> None:
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


def _summarise(issues: Sequence[Issue], *, kept_in: Path, width: int = 110) -> None:
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


def _print_rows(rows: list[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _grouped(pairs: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, list[Path]]]:
    groups: dict[str, list[Path]] = {}
    for name, path in pairs:
        groups.setdefault(name, []).append(path)
    return iter(groups.items())


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on the error stream, gone when done, so that output can be piped."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<40}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("Starting", total=None)

        def advance(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total)

        yield advance
