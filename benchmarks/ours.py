"""The evaluation of crossfoot, as the command runs it: every indicator, or those of the task that others do too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.subset.task import INDICATORS, MEASURES, NO_LOCALITY, Answer, Task, catalogue
from crossfoot.engines.engine import open_engine
from crossfoot.indicators.schema import Indicator
from crossfoot.operations.count_records import load_records
from crossfoot.populations import POPULATIONS
from crossfoot.populations.evaluate import COUNCIL, Evaluation, evaluate, needed_tables
from crossfoot.populations.frame import Frame
from crossfoot.populations.supply import Coverage, supply_figures
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.periods import Period


def every_indicator() -> tuple[Indicator, ...]:
    """The indicators that are counted in records, with their breakdowns."""
    return tuple(each for each in catalogue().indicators.values() if each.population is not None)


def whole_indicators() -> tuple[Indicator, ...]:
    """The same without breakdowns: of a whole country, those are more figures than rows."""
    return tuple(each.model_copy(update={"breakdowns": ()}) for each in every_indicator())


def task_indicators() -> tuple[Indicator, ...]:
    """Those of the task, without breakdowns, which the other ways do not make either."""
    return tuple(each for each in whole_indicators() if each.id in INDICATORS)


def evaluated(folder: Path, periods: Sequence[Period], indicators: Sequence[Indicator]) -> Evaluation:
    """Count those indicators in the records of a folder: the engine is opened and closed as a command does."""
    records = RecordSet.open(folder)
    frame = Frame(standard=Standard.load(), months=periods, timescales=catalogue().timescales)
    with open_engine("duckdb") as engine:
        load_records(engine, frame, records, tables=needed_tables(indicators))
        return evaluate(frame, engine, indicators=indicators, collected=records)


def count_figures(folder: Path, periods: Sequence[Period]) -> int:
    """How many figures there are of every indicator, in all areas and breakdowns, made as the command makes them."""
    indicators = every_indicator()
    found = evaluated(folder, periods, indicators)
    places = {counts.place: f"{counts.place.kind}-{counts.place.key}".lower() for counts in found.counts}
    figures = supply_figures(
        found,
        indicators=indicators,
        months=periods,
        areas=places | {COUNCIL: "council"},
        coverage=Coverage(since=periods[0], kept=periods),
    )
    return len(figures)


def needed_columns(folder: Path, indicators: Sequence[Indicator]) -> dict[str, tuple[str, ...]]:
    """The columns that those indicators rest on, by table, of those that the records have."""
    records = RecordSet.open(folder)
    needed: dict[str, set[str]] = defaultdict(set)
    for indicator in indicators:
        population = POPULATIONS[indicator.population or ""]
        dimensions = [name for breakdown in indicator.breakdowns for name in breakdown]
        for column in population.needs_of(*population.flags, *population.amounts, *dimensions):
            table, _, name = column.partition(".")
            needed[table].add(name)
    for table, names in _TEAM_COLUMNS.items():
        needed[table] |= names
    return {
        table: tuple(sorted(name for name in names if records.has(table, name)))
        for table, names in sorted(needed.items())
        if records.has(table)
    }


_TEAM_COLUMNS = {
    "involvements": {
        "invo_involvements_id",
        "invo_person_id",
        "invo_professional_role_id",
        "invo_professional_team",
        "invo_involvement_start_date",
        "invo_involvement_end_date",
    },
    "cin_episodes": {
        "cine_referral_id",
        "cine_person_id",
        "cine_referral_team",
        "cine_referral_date",
        "cine_close_date",
    },
    "x_team_area": {"xtea_team_id", "xtea_locality_area", "xtea_district_area"},
}
"""What a child's team and its areas rest on, beside what populations say that they need."""


def count(task: Task) -> Answer:
    """The task's measures."""
    found = evaluated(task.folder, task.periods, task_indicators())
    answer: dict[str, dict[tuple[int, str], int]] = {measure: defaultdict(int) for measure in MEASURES}
    for counts in found.counts:
        if counts.place.kind not in {"council", "locality"}:
            continue
        for month, cell in counts.months.items():
            for measure, value in zip(INDICATORS[counts.indicator], cell, strict=False):
                # A measure that is the denominator of another indicator is said there again, or not at all.
                if value is not None:
                    answer[measure][month, counts.place.key or NO_LOCALITY] = value
    for counted in answer.values():
        for month, place in [key for key in counted if key[1] != NO_LOCALITY]:
            counted[month, NO_LOCALITY] -= counted[month, place]
    return {measure: {key: value for key, value in counted.items() if value} for measure, counted in answer.items()}
