"""Close a month: read an input folder, count and derive the figures, freeze everything as a snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.impossible import find_impossible_figures
from crossfoot.figures.roll_up import roll_up
from crossfoot.figures.snapshot import Snapshot, write_snapshot
from crossfoot.figures.store import FigureStore
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.operations.audit_snapshot import audit_figures
from crossfoot.operations.count_records import count_records
from crossfoot.operations.freeze_records import freeze_records
from crossfoot.populations.reads import columns_read
from crossfoot.populations.supply import RECORDS_TABLE
from crossfoot.records.schema import Standard
from crossfoot.sources.input_folder import InputFolder, read_input_folder
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity, check_issues
from crossfoot.vocabulary.overrides import OVERRIDDEN, Override, apply_override
from crossfoot.vocabulary.periods import Period

_OVERRIDE = "To close the month as it is, say with an override who decided so and why."
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""


def close_month(
    source: Path,
    out: Path,
    *,
    month: Period,
    as_at: date,
    definitions: Path,
    rows: Path | None = None,
    engine: str = "duckdb",
    replace: bool = False,
    override: Override | None = None,
    progress: Progress = lambda _what, _done, _total: None,
) -> Snapshot:
    """Read `source`, count and derive its figures for `month`, and write the snapshot folder `out`.

    Where `source` names children's records they are frozen in the folder `rows`, in the row zone, and counted by
    `engine`; nothing of them but numbers comes into `out`. Nothing is written unless everything could be read. Raises
    InputRefused with every problem found, also when the month was not over on `as_at` or nothing was supplied for it:
    both are a date typed wrong. Figures that cannot be or that contradict each other stop it too, unless there is an
    `override`, which the snapshot keeps.
    """
    progress("Reading the definitions", 0, 7)
    catalogue = Catalogue.load(definitions)
    progress("Reading the input", 1, 7)
    supply = read_input_folder(source, catalogue=catalogue)
    read_issues = check_issues((*find_as_at_issues(month=month, as_at=as_at), *supply.issues))
    supplied, digest = supply.figures, None
    if supply.records is not None:
        counted, record_issues, digest = _count(
            source, supply, rows, catalogue=catalogue, month=month, as_at=as_at, engine=engine, progress=progress
        )
        supplied = (*counted, *supplied)
        read_issues = (*read_issues, *record_issues)
    read_issues = check_issues((*find_month_issues(supplied, month=month), *read_issues))
    progress("Deriving figures", 4, 7)
    figures, derive_issues = derive_figures(
        supplied,
        catalogue=catalogue,
        area=supply.council,
        month=month,
        precedence=(RECORDS_TABLE, *supply.precedence),
        tables={RECORDS_TABLE: RECORDS_TABLE, **{table.id: table.report for table in supply.tables.values()}},
    )
    figures, area_issues = add_up_areas(figures, catalogue=catalogue, to=supply.council)
    progress("Auditing the figures", 5, 7)
    audited = audit_figures(
        figures, catalogue=catalogue, council=supply.council, month=month, found=(*derive_issues, *area_issues)
    )
    impossible = find_impossible_figures(figures, catalogue=catalogue)
    issues = check_issues((*read_issues, *_answered((*audited, *impossible), override)))
    progress("Writing the snapshot", 6, 7)
    snapshot = write_snapshot(
        out,
        source=source,
        files=supply.files,
        council=supply.council,
        organisation=supply.organisation,
        title=supply.title,
        month=month,
        as_at=as_at,
        catalogue=catalogue,
        figures=figures,
        supplied=supplied,
        issues=issues,
        records=digest,
        replace=replace,
    )
    progress("Closed", 7, 7)
    return snapshot


def _answered(issues: Sequence[Issue], override: Override | None) -> Iterator[Issue]:
    """Errors with the way past them; with an override they are warnings, and one more says whose codes it is about."""
    codes = dict.fromkeys(issue.code for issue in issues if issue.severity is Severity.ERROR)
    for issue in apply_override(issues, override):
        if issue.severity is Severity.ERROR:
            yield replace(issue, advice=f"{issue.advice} {_OVERRIDE}")
        else:
            yield replace(issue, field=", ".join(codes)) if issue.code == OVERRIDDEN else issue


def _count(
    source: Path,
    supply: InputFolder,
    rows: Path | None,
    *,
    catalogue: Catalogue,
    month: Period,
    as_at: date,
    engine: str,
    progress: Progress,
) -> tuple[tuple[SuppliedFigure, ...], tuple[Issue, ...], str]:
    """Figures counted in the records, issues fit for the figure zone, and the digest of the frozen records."""
    if supply.records is None or rows is None:
        message = "The input has children's records, and no folder was given to keep them in."
        advice = "Say with --rows where those entitled may find them: a folder that nobody else can open."
        raise InputRefused(
            [Issue("ROWS-FOLDER-MISSING", Severity.ERROR, message, advice, "input.yaml", field="records")]
        )
    standard = Standard.load()
    progress("Freezing the records", 2, 7)
    frozen, found = freeze_records(
        source,
        supply.records,
        rows,
        council=supply.council,
        month=month,
        as_at=as_at,
        standard=standard,
        reads=columns_read(catalogue.indicators),
    )
    progress("Counting", 3, 7)
    counted, issues = count_records(
        frozen, catalogue=catalogue, standard=standard, month=month, engine=engine, progress=progress
    )
    return counted, (*summarise_record_issues(found), *issues), frozen.digest


def summarise_record_issues(found: Sequence[Issue]) -> tuple[Issue, ...]:
    """One issue for each code and table, that counts those of the row zone without naming a row.

    Which rows they are stays with the rows: a snapshot is for people who may not see a child.
    """
    counted: dict[tuple[str, str, Severity], list[Issue]] = defaultdict(list)
    for issue in found:
        counted[issue.code, issue.file, issue.severity].append(issue)
    return tuple(
        Issue(
            code,
            Severity.WARNING if severity is Severity.ERROR else severity,
            f"{len(issues):,} finding{'s' if len(issues) != 1 else ''} like this: {issues[0].message}",
            f"{issues[0].advice} The rows are listed in issues.csv of the row zone.",
            file,
        )
        for (code, file, severity), issues in counted.items()
    )


def find_as_at_issues(*, month: Period, as_at: date) -> list[Issue]:
    """An error when the records stood as at a day before the month was over."""
    if as_at >= month.end:
        return []
    return [
        Issue(
            code="AS-AT-BEFORE-MONTH-END",
            severity=Severity.ERROR,
            message=f"The records stood as at {as_at.day} {as_at:%B %Y}, before {month.name} was over.",
            advice=f"Close the month with records as at {month.end.day} {month.end:%B %Y} or later.",
        )
    ]


def find_month_issues(supplied: Sequence[SuppliedFigure], *, month: Period) -> list[Issue]:
    """An error when no value was supplied for the month, its quarter or its year. Nothing at all is another's issue."""
    periods = {figure.id.period.month for figure in supplied if figure.missing is None}
    if not periods or month in periods:
        return []
    return [
        Issue(
            code="MONTH-WITHOUT-FIGURES",
            severity=Severity.ERROR,
            message=f"Nothing was supplied for {month.name}; the figures go from {min(periods).name} to"
            f" {max(periods).name}.",
            advice="Check the month, or supply its figures.",
        )
    ]


def add_up_areas(figures: FigureStore, *, catalogue: Catalogue, to: str) -> tuple[FigureStore, tuple[Issue, ...]]:
    """The figures with those of the council added up from its parts, and where a council's figure and its parts differ.

    Districts and localities divide the same children in two ways, so each kind of part is added up by itself: the first
    kind fills what the council has no figure for, every kind is compared with it.
    """
    supplied = {figure.id.area for figure in figures}
    below = {name: area for name, area in catalogue.areas.items() if area.parent == to}
    kinds = list(dict.fromkeys(area.kind for name, area in below.items() if name in supplied))
    issues: tuple[Issue, ...] = ()
    for kind in kinds:
        parts = {name: area for name, area in catalogue.areas.items() if name not in below or area.kind == kind}
        figures, found = roll_up(figures, areas=parts, to=to)
        issues += found
    return figures, issues
