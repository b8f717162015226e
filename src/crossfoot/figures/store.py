"""The figures of a snapshot: looked up by name, in the order of their names, kept as Parquet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.parquet_table import read_parquet_table, unreadable_row, write_parquet_table
from crossfoot.vocabulary.figure_id import Breakdown, FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

WHOLE = Breakdown()
_COLUMNS = {
    "indicator": "VARCHAR",
    "area": "VARCHAR",
    "form": "VARCHAR",
    "period": "VARCHAR",
    "breakdown": "VARCHAR",
    "value": "DOUBLE",
    "value_text": "VARCHAR",
    "numerator": "VARCHAR",
    "denominator": "VARCHAR",
    "scale": "VARCHAR",
    "supplied": "VARCHAR",
    "missing": "VARCHAR",
    "unit": "VARCHAR",
    "decimals": "INTEGER",
    "origin": "VARCHAR",
    "source": "VARCHAR",
    "definition_version": "INTEGER",
}


class FigureStore:
    """Figures by name, iterated in the order of their names. Raises ValueError for two figures of one name."""

    __slots__ = ("_by_id", "_parts")

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._by_id: dict[FigureId, Figure] = {}
        for figure in sorted(figures, key=lambda figure: figure.id):
            if figure.id in self._by_id:
                raise ValueError(f"two figures are called {figure.id}")
            self._by_id[figure.id] = figure
        self._parts: dict[FigureId, list[Figure]] = defaultdict(list)
        for figure in self._by_id.values():
            if figure.id.breakdown:
                name = figure.id
                self._parts[FigureId(name.indicator, name.area, name.form, name.period)].append(figure)

    def get(self, figure: FigureId) -> Figure | None:
        """The figure of that name, None where there is none."""
        return self._by_id.get(figure)

    def series(
        self, indicator: str, area: str, form: Form, *, last: Period, count: int, breakdown: Breakdown = WHOLE
    ) -> tuple[Figure | None, ...]:
        """The figures of the `count` periods that end with `last`, in order, None where there is no figure."""
        names = (FigureId(indicator, area, form, period, breakdown) for period in last.last(count))
        return tuple(self.get(name) for name in names)

    def parts(self, indicator: str, area: str, form: Form, period: Period) -> tuple[Figure, ...]:
        """Every figure of a part of the whole, by any breakdown, in the order of their names."""
        return tuple(self._parts.get(FigureId(indicator, area, form, period), ()))

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FigureStore) and self._by_id == other._by_id

    __hash__ = None  # type: ignore[assignment]

    def write_parquet(self, path: Path) -> None:
        """Write the figures: exact numbers as text (`5/3`), `value` and `value_text` beside them for other readers.

        The same figures give the same bytes with one version of DuckDB.
        """
        figures = list(self)
        values = [figure.value for figure in figures]
        columns: dict[str, list[object]] = {
            "indicator": [figure.id.indicator for figure in figures],
            "area": [figure.id.area for figure in figures],
            "form": [figure.id.form.value for figure in figures],
            "period": [figure.id.period.code for figure in figures],
            "breakdown": [str(figure.id.breakdown) for figure in figures],
            "value": [None if isinstance(value, Missing) else float(value) for value in values],
            "value_text": [figure.text for figure in figures],
            "numerator": [number_cell(figure.numerator) for figure in figures],
            "denominator": [number_cell(figure.denominator) for figure in figures],
            "scale": [number_cell(figure.scale) for figure in figures],
            "supplied": [number_cell(figure.supplied) for figure in figures],
            "missing": [figure.missing.value if figure.missing else None for figure in figures],
            "unit": [figure.unit.value for figure in figures],
            "decimals": [figure.decimals for figure in figures],
            "origin": [figure.origin.value for figure in figures],
            "source": [figure.source for figure in figures],
            "definition_version": [figure.definition_version for figure in figures],
        }
        write_parquet_table(path, {name: (kind, columns[name]) for name, kind in _COLUMNS.items()})

    @classmethod
    def read_parquet(cls, path: Path) -> FigureStore:
        """The figures of a file that `write_parquet` wrote. Raises InputRefused for any other file."""
        figures = []
        names = list(_COLUMNS)
        for number, row in enumerate(read_parquet_table(path, _COLUMNS), start=1):
            try:
                figures.append(_figure(dict(zip(names, row, strict=True))))
            except (ValueError, TypeError) as error:
                raise unreadable_row(path, number, error) from None
        try:
            return cls(figures)
        except ValueError as error:
            raise unreadable_row(path, _first_repeated(figures), error) from None


def number_cell(value: Fraction | None) -> str | None:
    """An exact number as text that `read_number` reads back: `776`, `5/3`."""
    return None if value is None else str(value)


def read_number(text: str | None) -> Fraction | None:
    """The number that `number_cell` wrote. Raises ValueError."""
    return None if text is None else _exact(text)


@lru_cache(maxsize=100_000)
def _exact(text: str) -> Fraction:
    return exact(text)


def _figure(cells: dict[str, object]) -> Figure:
    def text(name: str) -> str:
        value = cells[name]
        if not isinstance(value, str):
            raise TypeError(f"{name} is empty")
        return value

    def number(name: str) -> Fraction | None:
        return None if cells[name] is None else read_number(text(name))

    def whole(name: str) -> int:
        value = cells[name]
        if not isinstance(value, int) or value < 0:
            raise TypeError(f"{name} is not a whole number")
        return value

    return Figure(
        id=FigureId(
            text("indicator"),
            text("area"),
            Form(text("form")),
            Period.parse(text("period")),
            Breakdown.parse(text("breakdown")),
        ),
        unit=Unit(text("unit")),
        decimals=whole("decimals"),
        origin=Origin(text("origin")),
        source=text("source"),
        definition_version=whole("definition_version"),
        numerator=number("numerator"),
        denominator=number("denominator"),
        scale=_exact(text("scale")),
        supplied=number("supplied"),
        missing=None if cells["missing"] is None else Missing(text("missing")),
    )


def _first_repeated(figures: list[Figure]) -> int:
    seen: set[FigureId] = set()
    for number, figure in enumerate(figures, start=1):
        if figure.id in seen:
            return number
        seen.add(figure.id)
    return len(figures)
