"""Every worked example of every definition, run: its records give the figure that its words say."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from fast_figures import Fast
from reference.not_from_records import NOT_FROM_RECORDS, TOPICS_NOT_FROM_RECORDS

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.figure import Figure
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.indicators.schema import Example, Indicator
from crossfoot.populations.evaluate import COUNCIL, Evaluation
from crossfoot.populations.supply import RECORDS_TABLE, Coverage, supply_figures
from crossfoot.records.schema import Standard
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.periods import Period

CATALOGUE = Catalogue.load(shipped_definitions())
STANDARD = Standard.load()
MONTHS = Period.parse("2017-03").last(26)
_EXPECTED = {
    "in numerator and denominator": (1, 1),
    "in denominator only": (0, 1),
    "in neither": (0, 0),
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def sources(indicator: Indicator) -> set[str]:
    """The indicator and those that its numerator or denominator is taken from, all the way."""
    found: set[str] = set()
    ahead = [indicator.id]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            one = CATALOGUE.indicators[name]
            measures = [one.numerator, *([one.denominator] if one.denominator else [])]
            ahead += [measure.figures for measure in measures if measure.figures]
    return found


def is_fed_by_records(indicator: Indicator) -> bool:
    """True when the indicator, or one that it is taken from, has a population."""
    return any(CATALOGUE.indicators[name].population is not None for name in sources(indicator))


def filled_in(example: Example) -> dict[str, list[dict[str, Any]]]:
    """The rows of an example with keys where it has none, dates as dates, and a person for each child it names."""
    records: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for table, rows in (example.records or {}).items():
        for number, row in enumerate(rows, start=1):
            key = STANDARD.tables[table].key
            made = {name: f"{table}-{number}" for name in key if not name.endswith("_person_id")}
            cells = {
                name: date.fromisoformat(cell) if isinstance(cell, str) and _DATE.fullmatch(cell) else cell
                for name, cell in row.items()
            }
            records[table].append(made | cells)
    known = {row["pers_person_id"] for row in records["person"]}
    named = {
        cell
        for table, rows in records.items()
        for row in rows
        for name, cell in row.items()
        if name.endswith("_person_id") and name == STANDARD.tables[table].person_column
    }
    for person in sorted(named - known):
        records["person"].append({"pers_person_id": person, "pers_dob": date(2008, 5, 1), "pers_sex": "F"})
    return records


@pytest.fixture(scope="module")
def fast() -> Fast:
    return Fast(MONTHS, catalogue=CATALOGUE)


def figure_of(fast: Fast, indicator: Indicator, example: Example) -> Figure | None:
    """The council's figure of the month, counted in the example's records and derived."""
    fast.load(filled_in(example))
    wanted = [CATALOGUE.indicators[name] for name in sources(indicator)]
    counts = [
        each
        for population in sorted({one.population for one in wanted if one.population is not None})
        for each in fast.counts(population)
        if each.place == COUNCIL and not each.breakdown
    ]
    supplied: tuple[SuppliedFigure, ...] = supply_figures(
        Evaluation(tuple(counts), frozenset(), frozenset()),
        indicators=wanted,
        months=MONTHS,
        areas={COUNCIL: "norfolk"},
        coverage=Coverage(since=MONTHS[0], kept=MONTHS),
    )
    figures, _ = derive_figures(
        supplied,
        catalogue=CATALOGUE,
        area="norfolk",
        month=Period.parse(example.month or ""),
        precedence=(RECORDS_TABLE,),
        tables={RECORDS_TABLE: RECORDS_TABLE},
    )
    return figures.get(FigureId(indicator.id, "norfolk", indicator.form, Period.parse(example.month or "")))


CASES = [
    pytest.param(indicator, example, id=f"{indicator.id}-{number}")
    for indicator in CATALOGUE.indicators.values()
    for number, example in enumerate(indicator.examples, start=1)
    if example.records is not None
]


@pytest.mark.parametrize(("indicator", "example"), CASES)
def test_the_records_of_an_example_give_what_its_words_say(fast: Fast, indicator: Indicator, example: Example) -> None:
    numerator, denominator = _EXPECTED[example.counts]
    numerator = example.numerator if example.numerator is not None else numerator
    denominator = example.denominator if example.denominator is not None else denominator
    figure = figure_of(fast, indicator, example)
    if indicator.numerator.largest is not None and numerator == 0:
        assert figure is not None
        assert figure.numerator is None
        return
    assert figure is not None, "the figure was not worked out"
    assert figure.numerator == numerator, f"{example.given} {example.because}"
    if indicator.denominator is not None and indicator.denominator.residents is None:
        assert figure.denominator == denominator, f"{example.given} {example.because}"


def test_every_example_of_an_indicator_that_records_feed_has_records() -> None:
    without = [
        f"{indicator.id}, example {number}"
        for indicator in CATALOGUE.indicators.values()
        if is_fed_by_records(indicator)
        for number, example in enumerate(indicator.examples, start=1)
        if example.records is None or example.month is None
    ]
    assert without == []


def test_every_indicator_is_fed_by_records_but_those_that_no_record_of_a_child_can_feed() -> None:
    without = {name for name, indicator in CATALOGUE.indicators.items() if not is_fed_by_records(indicator)}
    of_topics = {name for name, each in CATALOGUE.indicators.items() if each.topic in TOPICS_NOT_FROM_RECORDS}
    assert without == NOT_FROM_RECORDS | of_topics
