"""What `input.yaml` says: the council, and the files of what it supplies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from pydantic import Field

from crossfoot.finance.ledger import LEDGER_TOTALS
from crossfoot.indicators.model_files import Located
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.sources.issue_list import did_you_mean, shortened
from crossfoot.sources.records import KINDS, RecordKind
from crossfoot.sources.registers import REGISTERS
from crossfoot.vocabulary.issues import Issue


class RecordsInput(Strict):
    """Children's records to count figures from. They are never copied into a snapshot of figures."""

    kind: RecordKind
    """The format that they come in."""
    path: Words | None = None
    """The file or folder, relative to the folder of `input.yaml`; none for a database."""
    since: date
    """The first day of which the records hold every event: figures begin with the month that begins on or after it."""
    kept: Words | None = None
    """A folder with a folder for each earlier month (`2016-12`) whose tables of the current state were kept."""
    column_map: Words | None = None
    """The column map of a layout of the council's own."""
    url_from: Words | None = None
    """The environment variable that holds the address of the database."""
    schema_name: Words | None = None
    """The schema of the database in which the tables are."""


class LedgerInput(Strict):
    """An extract of the ledger, and the map by which its codes go to the lines of the budget."""

    file: Words
    map: Words


class InputFile(Strict):
    """The shape of `input.yaml`. File names are relative to the folder that holds it."""

    council: Id
    """The area that the figures are about."""
    organisation: Words
    title: Words
    records: RecordsInput | None = None
    figures: tuple[Words, ...] = ()
    tables: Words | None = None
    precedence: tuple[Id, ...] = ()
    """Reports, first the one whose figure counts where several print it. Figures from records count before all."""
    paper: Words | None = None
    """The words that people wrote for the committee paper."""
    registers: dict[Id, Words] = Field(default_factory=dict)
    """The file of each register: budget, reserves, risks and so on."""
    ledger: LedgerInput | None = None


def named_files(said: InputFile) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Where `input.yaml` names a file of figures or a register, and the name; children's records are not among them."""
    for number, name in enumerate(said.figures):
        yield ("figures", number), name
    if said.tables is not None:
        yield ("tables",), said.tables
    if said.paper is not None:
        yield ("paper",), said.paper
    for register, name in said.registers.items():
        yield ("registers", register), name
    if said.ledger is not None:
        yield ("ledger", "file"), said.ledger.file
        yield ("ledger", "map"), said.ledger.map


def find_content_issues(found: Located[InputFile]) -> list[Issue]:
    """Figures and what goes with them, records, or both: what is missing of either."""
    said = found.value
    unknown = []
    for register in said.registers:
        if register not in REGISTERS:
            near = did_you_mean(get_close_matches(register, REGISTERS, n=3))
            advice = near or f"The registers are {', '.join(REGISTERS)}."
            message = f"There is no register {shortened(register)}."
            unknown.append(found.issue("INPUT-REGISTER-UNKNOWN", message, advice, "registers", register))
    if said.ledger is not None and LEDGER_TOTALS.name in said.registers:
        message = f"The ledger is named, and a register {LEDGER_TOTALS.name} of its totals too."
        unknown.append(found.issue("INPUT-LEDGER-TWICE", message, "Keep one of them.", "ledger"))
    if said.records is None and not said.figures:
        advice = "Add 'figures:' with the files of published figures, or 'records:' with children's records."
        return [*unknown, found.issue("INPUT-NOTHING-SUPPLIED", "Neither figures nor records are named.", advice)]
    issues = unknown
    if said.figures and said.tables is None:
        advice = "Add 'tables:' with the list of the tables that they stood in."
        issues.append(
            found.issue("INPUT-TABLES-MISSING", "Figures are named and no list of tables.", advice, "figures")
        )
    if said.figures and not said.precedence:
        advice = "Add 'precedence:' with the reports, first the one whose figure counts."
        issues.append(found.issue("INPUT-PRECEDENCE-MISSING", "Figures are named and no order.", advice, "figures"))
    if said.records is not None:
        for name, wanted in _WANTED_FOR[said.records.kind].items():
            if wanted and getattr(said.records, name) is None:
                message = f"Records of the kind {said.records.kind} need {name!r}."
                issues.append(found.issue("INPUT-RECORDS-INCOMPLETE", message, f"Add '{name}: ...'.", "records"))
    return issues


_WANTED_FOR: Mapping[str, Mapping[str, bool]] = {
    kind: {"path": kind != "database", "url_from": kind == "database", "column_map": kind == "column-map"}
    for kind in KINDS
}
