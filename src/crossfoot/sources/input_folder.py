"""Read a whole input folder: `input.yaml` names the files of figures, the list of tables, registers and ledger.

Nothing outside the folder is read, whatever `input.yaml` says, so that a snapshot holds all that it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.finance.budget_registers import BUDGET_YEAR
from crossfoot.finance.ledger import LEDGER_TOTALS
from crossfoot.finance.ledger_checks import find_ledger_issues
from crossfoot.indicators.model_files import Located, read_model
from crossfoot.judgements.budget_pressures import pressing_budget_lines
from crossfoot.judgements.pressures import Pressures
from crossfoot.judgements.risk_pressures import pressing_risks
from crossfoot.registers.register import Registers
from crossfoot.reports.paper.paper_words import PaperWords
from crossfoot.sources.cells import CellReader
from crossfoot.sources.csv_rows import LIMIT_BYTES, read_csv_rows
from crossfoot.sources.input_file import InputFile, RecordsInput, find_content_issues, named_files
from crossfoot.sources.issue_list import IssueList, TooManyIssuesError, did_you_mean, shortened
from crossfoot.sources.ledger import read_ledger
from crossfoot.sources.paper import read_paper
from crossfoot.sources.registers import REGISTERS, read_registers
from crossfoot.sources.supplied_csv import KnowsIndicators, read_supplied_figures
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue, Severity

Model = TypeVar("Model", bound=BaseModel)

INPUT_FILE = "input.yaml"
TABLE_COLUMNS = ("id", "title", "report", "first_line", "last_line")
_NAME = re.compile(r"[^\\\x00-\x1f:]{1,200}")


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table: permanent id, title, the report it stood in, and its lines in the source document."""

    id: str
    title: str
    report: str
    first_line: int | None = None
    last_line: int | None = None


@dataclass(frozen=True, slots=True)
class InputFolder:
    """Everything supplied for a month. Where `issues` holds an error, `figures` is empty and the caller must stop.

    `files` are the files that were read, relative to the folder, with `/`, in the order that `input.yaml` names them.
    """

    council: str = ""
    organisation: str = ""
    title: str = ""
    precedence: tuple[str, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=lambda: MappingProxyType({}))
    figures: tuple[SuppliedFigure, ...] = ()
    pressures: Pressures = field(default_factory=Pressures)
    registers: Registers = field(default_factory=Registers)
    paper: PaperWords | None = None
    records: RecordsInput | None = None
    files: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def read_input_folder(folder: Path, *, catalogue: KnowsIndicators, limit_bytes: int = LIMIT_BYTES) -> InputFolder:
    """The folder's content with every issue of every file at once. Never raises on what the folder holds."""
    if not _is_folder(folder):
        missing = _error(
            "INPUT-FOLDER-MISSING",
            "The input folder is not there.",
            f"Give the folder that holds {INPUT_FILE}.",
            file=folder.name,
        )
        return InputFolder(issues=(missing,))
    start = folder / INPUT_FILE
    if not _stays_inside(start, folder):
        return InputFolder(issues=(_outside(INPUT_FILE, row=None, place=""),))
    found, yaml_issues = _read_yaml(start, InputFile, file=INPUT_FILE)
    if found is None:
        return InputFolder(issues=yaml_issues)
    names, name_issues = _file_names(found, folder)
    if name_issues:
        return InputFolder(issues=(*yaml_issues, *name_issues))
    said = found.value
    tables: dict[str, Table] = {}
    issues = find_content_issues(found)
    if said.tables is not None:
        tables, table_issues = _read_tables(
            folder / names[said.tables], file=names[said.tables], limit_bytes=limit_bytes
        )
        issues += table_issues
    figures: list[SuppliedFigure] = []
    for name in said.figures:
        supplied, figure_issues = read_supplied_figures(
            folder / names[name],
            catalogue=catalogue,
            file=names[name],
            tables=tables or None,
            limit_bytes=limit_bytes,
        )
        figures += supplied
        issues += figure_issues
    registers, register_issues = _read_registers(folder, said, names)
    issues += register_issues
    paper = None
    if said.paper is not None:
        paper, paper_issues = read_paper(folder / names[said.paper], file=names[said.paper])
        issues += paper_issues
    if tables:
        issues += find_report_issues(found, tables)
    if said.council not in catalogue.areas:
        near = did_you_mean(get_close_matches(said.council, catalogue.areas, n=3))
        advice = near or "Correct it, or add the area to the definitions under areas/."
        issues.append(found.issue("INPUT-COUNCIL-UNKNOWN", f"There is no area {said.council}.", advice, "council"))
    issues += find_figure_issues(figures, tables, areas=catalogue.areas)
    stopped = any(issue.severity is Severity.ERROR for issue in issues)
    return InputFolder(
        council=said.council,
        organisation=said.organisation,
        title=said.title,
        precedence=said.precedence,
        tables=MappingProxyType(tables),
        figures=() if stopped else tuple(figures),
        pressures=Pressures(pressing_budget_lines(registers), pressing_risks(registers)),
        registers=registers,
        paper=paper,
        records=said.records,
        files=(INPUT_FILE, *names.values()),
        issues=tuple(issues),
    )


def find_report_issues(found: Located[InputFile], tables: Mapping[str, Table]) -> list[Issue]:
    """Reports that are in the list of tables and not in the order of precedence, or the other way round."""
    issues = []
    reports: dict[str, str] = {}
    for table in tables.values():
        reports.setdefault(table.report, table.id)
    order = found.value.precedence
    for report, first in sorted(reports.items()):
        if report not in order:
            message = f"Table {first} stood in the report {report}, which is not in the order of precedence."
            issues.append(found.issue("INPUT-REPORT-UNRANKED", message, f"Add {report} to it.", "precedence"))
    for number, report in enumerate(order):
        if report in order[:number]:
            message = f"The report {report} is named twice."
            issues.append(found.issue("INPUT-REPORT-TWICE", message, "Keep one of them.", "precedence", number))
        elif report not in reports:
            message = f"No table stood in the report {report}."
            advice = "Correct it, or list the tables of this report."
            issues.append(found.issue("INPUT-REPORT-UNKNOWN", message, advice, "precedence", number))
    return issues


def find_figure_issues(
    figures: list[SuppliedFigure], tables: Mapping[str, Table], *, areas: Collection[str]
) -> list[Issue]:
    """What is wrong with figures seen together: twice in two files, of no area, or outside their table's lines."""
    issues: list[Issue] = []
    first: dict[tuple[str, FigureId], SuppliedFigure] = {}
    unknown: set[str] = set()
    for figure in figures:
        same = first.setdefault((figure.table, figure.id), figure)
        if same is not figure:
            message = f"This figure of table {figure.table} is also in {same.file}, row {same.row}: {figure.id}."
            issues.append(_error("INPUT-DUPLICATE", message, "Remove one of them.", file=figure.file, row=figure.row))
        if figure.id.area not in areas and figure.id.area not in unknown:
            unknown.add(figure.id.area)
            message = f"There is no area {figure.id.area}."
            near = did_you_mean(get_close_matches(figure.id.area, areas, n=3))
            advice = near or "Correct it, or add it to the definitions under areas/."
            issues.append(_error("INPUT-AREA-UNKNOWN", message, advice, file=figure.file, row=figure.row, place="area"))
        table = tables.get(figure.table)
        if table and figure.line and not (table.first_line or 1) <= figure.line <= (table.last_line or figure.line):
            message = f"Line {figure.line} is outside table {table.id}, lines {table.first_line} to {table.last_line}."
            issues.append(_warning("INPUT-LINE-OUTSIDE-TABLE", message, "Correct the line.", figure, "line"))
    return issues


# -- files inside the folder -----------------------------------------------------------------------------------------


def _file_names(found: Located[InputFile], folder: Path) -> tuple[dict[str, str], list[Issue]]:
    """Each file that `input.yaml` names, as written and in plain form, and an issue for each that may not be read."""
    names: dict[str, str] = {}
    issues = []
    for place, written in named_files(found.value):
        plain = str(PurePosixPath(written)) if _NAME.fullmatch(written) else ""
        path = PurePosixPath(written)
        row = found.node.at(place).line
        where = ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in place).replace(".[", "[")
        inside = plain and not path.is_absolute() and ".." not in path.parts and _stays_inside(folder / plain, folder)
        if not inside:
            issues.append(_outside(written, row=row, place=where))
        elif plain in (INPUT_FILE, *names.values()):
            message = f"The file {shortened(plain)} is named twice."
            issues.append(_error("INPUT-FILE-TWICE", message, "Keep one of them.", row=row, place=where))
        names[written] = plain
    return names, issues


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def _read_yaml(path: Path, model: type[Model], *, file: str) -> tuple[Located[Model] | None, tuple[Issue, ...]]:
    # Opening a pipe or a device would wait for ever.
    try:
        is_something_else = path.exists() and not path.is_file()
    except OSError:
        is_something_else = False
    if is_something_else:
        message = "This is a folder, or not an ordinary file."
        return None, (_error("SUPPLIED-NOT-A-FILE", message, "Give the YAML file itself.", file=file),)
    return read_model(path, model, file=file)


def _stays_inside(path: Path, folder: Path) -> bool:
    """False where links lead out of the folder, or in a circle."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _outside(name: str, *, row: int | None, place: str) -> Issue:
    message = f"{shortened(name)} is not a file inside the input folder."
    advice = "Copy the file into the folder and name it from there, such as figures/county-report.csv."
    return _error("INPUT-FILE-OUTSIDE", message, advice, row=row, place=place)


def _read_tables(path: Path, *, file: str, limit_bytes: int) -> tuple[dict[str, Table], list[Issue]]:
    issues = IssueList(file)
    tables: dict[str, Table] = {}
    rows: dict[str, int] = {}
    try:
        for row in read_csv_rows(path, columns=TABLE_COLUMNS, issues=issues, limit_bytes=limit_bytes):
            cells = CellReader(issues, row)
            name, report = cells.id("id"), cells.id("report")
            first, last = cells.line("first_line"), cells.line("last_line")
            if not row.cells["title"]:
                cells.error("SUPPLIED-CELL-BLANK", "The title is blank.", "Write what the table shows.", "title")
            if first is not None and last is not None and last < first:
                message = f"The table ends on line {last}, before it starts on line {first}."
                cells.error("INPUT-TABLE-LINES", message, "Correct the lines.", "last_line")
            if name in rows:
                message = f"Rows {rows[name]} and {row.number} are both the table {name}."
                cells.error("INPUT-TABLE-TWICE", message, "Remove one of them, or give it an id of its own.", "id")
            elif name:
                rows[name] = row.number
                tables[name] = Table(name, row.cells["title"], report, first, last)
    except TooManyIssuesError:
        pass
    if not issues.has_errors and not tables:
        issues.add_error("SUPPLIED-FILE-EMPTY", "The file has a header and no rows.", "List the tables.", row=1)
    return tables, list(issues.all())


def _read_registers(folder: Path, said: InputFile, names: Mapping[str, str]) -> tuple[Registers, tuple[Issue, ...]]:
    """The registers, with the totals of the ledger where there is one."""
    known = {register: names[name] for register, name in said.registers.items() if register in REGISTERS}
    registers, issues = read_registers(folder, known)
    if said.ledger is None:
        return registers, issues
    file, map_file = names[said.ledger.file], names[said.ledger.map]
    registers, ledger_issues = _with_ledger(registers, folder, file=file, map_file=map_file)
    return registers, (*issues, *ledger_issues)


def _with_ledger(registers: Registers, folder: Path, *, file: str, map_file: str) -> tuple[Registers, list[Issue]]:
    """The registers with the totals of the ledger, compared with the budget where both could be read."""
    year = next((placed.entry for placed in registers.of(BUDGET_YEAR)), None)
    totals, issues = read_ledger(folder, file=file, map_file=map_file, year=year)
    merged = Registers(MappingProxyType({**registers.entries, LEDGER_TOTALS.name: totals}))
    return merged, [*issues, *find_ledger_issues(merged)]


def _error(
    code: str, message: str, advice: str, *, file: str = INPUT_FILE, row: int | None = None, place: str = ""
) -> Issue:
    return Issue(code, Severity.ERROR, message, advice, file, row, place)


def _warning(code: str, message: str, advice: str, figure: SuppliedFigure, place: str) -> Issue:
    return Issue(code, Severity.WARNING, message, advice, figure.file, figure.row, place)
