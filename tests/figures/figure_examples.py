"""Small catalogues and supplied figures for the tests of figures."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import yaml

from crossfoot.figures.derive import derive_figures
from crossfoot.figures.figure import Figure
from crossfoot.figures.store import FigureStore
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import AreaDefinition, Change, Example, Indicator, Measure, PopulationEstimate
from crossfoot.vocabulary.areas import AreaKind
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Polarity, Unit

JANUARY = Period.parse("2017-01")
YEAR = tuple(month.code for month in JANUARY.last(12))
"""February 2016 to January 2017."""
POPULATION = 167_942
TABLES = {
    "county": "county-report",
    "county-repeat": "county-report",
    "monthly": "monthly-report",
    "signs": "vital-signs",
}
PRECEDENCE = ("county-report", "monthly-report", "vital-signs")


def indicator(
    name: str,
    unit: Unit = Unit.COUNT,
    *,
    form: Form = Form.IN_MONTH,
    decimals: int | None = None,
    numerator: str | None = None,
    denominator: str | None = None,
    residents: str | None = None,
    annualised: bool = False,
    adds_up: bool = True,
) -> Indicator:
    """An indicator with the least that the schema asks for; a percentage or rate gets a denominator."""
    has_denominator = unit in (Unit.PERCENTAGE, Unit.RATE_PER_10K)
    example = Example(given="Rowan", counts="in neither", because="An example.")
    change = Change(version=1, dated=date(2016, 4, 1), change="First.", author="Analyst", checker="Head")
    return Indicator(
        id=name,
        topic="example",
        name=name.replace("-", " ").capitalize(),
        definition="As counted.",
        why_it_matters="It does.",
        who_counts="All.",
        unit=unit,
        decimals=(0 if unit is Unit.COUNT else 1) if decimals is None else decimals,
        polarity=Polarity.NONE,
        form=form,
        numerator=Measure(counts="Some", figures=numerator),
        denominator=Measure(counts="All", figures=denominator, residents=residents) if has_denominator else None,
        annualised=annualised,
        adds_up=adds_up,
        owner="Head",
        data_owner="Analyst",
        source="Example",
        examples=(example, example),
        change_log=(change,),
    )


REFERRALS = indicator("referrals")
CONTACTS = indicator("contacts")
RE_REFERRALS = indicator("re-referrals", Unit.PERCENTAGE, denominator="referrals")
REFERRAL_RATE = indicator(
    "referral-rate", Unit.RATE_PER_10K, numerator="referrals", residents="under-18", annualised=True
)


def catalogue(*indicators: Indicator, folder: Path = Path("definitions"), digest: str = "0" * 64) -> Catalogue:
    """A catalogue of those indicators and one county of 167,942 under-18s with two districts."""
    estimate = PopulationEstimate(
        group="under-18", estimate=POPULATION, since=date(2015, 4, 1), until=date(2018, 3, 31), source="mid-2015"
    )
    areas = (
        AreaDefinition(id="norfolk", name="Norfolk", kind=AreaKind.COUNTY, populations=(estimate,)),
        AreaDefinition(id="east", name="East", kind=AreaKind.DISTRICT, parent="norfolk"),
        AreaDefinition(id="west", name="West", kind=AreaKind.DISTRICT, parent="norfolk"),
    )
    return Catalogue(
        folder=folder,
        indicators={one.id: one for one in indicators},
        topics=(),
        areas={area.id: area for area in areas},
        targets=(),
        benchmarks=(),
        timescales={},
        digest=digest,
    )


def supply(
    name: str,
    value: str | int | None = None,
    *,
    numerator: int | None = None,
    denominator: int | None = None,
    missing: Missing | None = None,
    table: str = "county",
    line: int = 1,
    row: int | None = None,
) -> SuppliedFigure:
    """What one cell printed: `supply("referrals/norfolk/in_month/2017-01", 776)`; `value` as the characters printed."""
    printed = "" if value is None else str(value)
    return SuppliedFigure(
        id=FigureId.parse(name),
        table=table,
        file=f"{TABLES.get(table, table)}.csv",
        row=line if row is None else row,
        line=line,
        numerator=None if numerator is None else Fraction(numerator),
        denominator=None if denominator is None else Fraction(denominator),
        value=Fraction(printed.strip("%").replace(",", "")) if printed else None,
        missing=missing,
        printed=printed,
    )


def series(
    name: str, values: Mapping[str, object], *, form: str = "in_month", table: str = "county"
) -> list[SuppliedFigure]:
    """One printed cell for each month: a value, or a numerator with its percentage as a pair."""
    cells = []
    for line, (month, value) in enumerate(values.items(), start=1):
        numerator, text = value if isinstance(value, tuple) else (None, value)
        cells.append(supply(f"{name}/norfolk/{form}/{month}", text, numerator=numerator, table=table, line=line))
    return cells


def derived(
    cells: list[SuppliedFigure], *indicators: Indicator, month: Period = JANUARY
) -> tuple[FigureStore, tuple[Issue, ...]]:
    """The figures and issues of those cells."""
    return derive_figures(
        cells,
        catalogue=catalogue(*indicators),
        area="norfolk",
        month=month,
        precedence=PRECEDENCE,
        tables=TABLES,
    )


def figure(store: FigureStore, name: str) -> Figure:
    """The figure of that name, which has to be there."""
    found = store.get(FigureId.parse(name))
    assert found is not None, f"no figure {name}"
    return found


def only(issues: tuple[Issue, ...], code: str) -> Issue:
    """The one issue of that code."""
    (found,) = [issue for issue in issues if issue.code == code]
    return found


def write_definitions(folder: Path, *indicators: Indicator) -> Catalogue:
    """The catalogue written as a folder of definitions and loaded from there."""
    made = catalogue(*indicators)
    _dump(folder / "topics.yaml", [{"id": "example", "name": "Example", "about": "An example."}])
    for one in indicators:
        _dump(folder / "indicators" / "example" / f"{one.id}.yaml", one.model_dump(mode="json", exclude_none=True))
    for area in made.areas.values():
        _dump(folder / "areas" / f"{area.id}.yaml", area.model_dump(mode="json", exclude_none=True))
    return Catalogue.load(folder)


def _dump(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
