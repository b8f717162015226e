"""The figures of a month laid out as plain tables, so that the rules that audit any pack can audit them.

As many tables as the catalogue has topics, breakdowns and kinds of area, each with the periods that one page has: the
teams of a large council make none of them longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.reading.cells import read_cell
from crossfoot.audit.reading.pack import Pack, RawTable
from crossfoot.audit.reading.understand import understand
from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.printed import exact_text
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

MOST_PERIODS = 13
"""A month and the year before it."""
_NUMBER, _OUT_OF = _PARTS = (", number", ", out of")
"""What a row of numerators or denominators adds to the name of the indicator."""
_WHOLE = Breakdown()
_FEWEST = 3
"""Values that two rows must share to be known as one: fewer are alike by chance."""
_ADDED_UP = (Form.YEAR_TO_DATE, Form.ROLLING_12)
_FORMS = {
    Form.IN_MONTH: "in the month",
    Form.AT_MONTH_END: "at the end of the month",
    Form.IN_QUARTER: "in the quarter",
    Form.AT_QUARTER_END: "at the end of the quarter",
    Form.ROLLING_12: "in the last 12 months",
    Form.YEAR_TO_DATE: "in the year to date",
    Form.IN_TERM: "in the term",
    Form.IN_YEAR: "in the year",
}
Series = Mapping[Period, Figure]
_Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The tables, and of which indicator those are whose rows or columns are known to be parts of one whole."""

    pack: Pack
    of_known_parts: Mapping[int, str]
    """By the number of the table: the indicator that is broken down, as messages name it; empty for areas."""


def lay_out_figures(figures: FigureStore, *, catalogue: Catalogue, council: str, month: Period) -> LaidOut:
    """Tables by topic and form, by breakdown, and of areas side by side. Only the council has months and breakdowns.

    What was added up from months is left out but for one column of the year to date: its parts are there. Numerators
    and denominators are rows of their own, unless the figures of another indicator are the same.
    """
    return _Layout(figures, catalogue, council, month).lay_out()


class _Layout:
    def __init__(self, figures: FigureStore, catalogue: Catalogue, council: str, month: Period) -> None:
        self.catalogue = catalogue
        self.council = council
        self.month = month
        self.order = {name: number for number, name in enumerate(catalogue.indicators)}
        self.council_series: dict[tuple[str, Form, Breakdown], dict[Period, Figure]] = defaultdict(dict)
        self.in_areas: dict[tuple[str, Form], dict[str, Figure]] = defaultdict(dict)
        for figure in figures:
            name = figure.id
            if name.area == council:
                self.council_series[name.indicator, name.form, name.breakdown][name.period] = figure
            elif not name.breakdown and name.period.month == month:
                self.in_areas[name.indicator, name.form][name.area] = figure
        self.raws: list[RawTable] = []
        self.line = 0
        self.of_known_parts: dict[int, str] = {}
        self.laid: set[tuple[tuple[str, ...], _Line]] = set()

    def lay_out(self) -> LaidOut:
        """Every table."""
        self._remember_counts()
        for (indicator, form, dimensions), parts in self._breakdowns():
            self._lay_breakdown(indicator, form, dimensions, parts)
        for (topic, form), indicators in self._topics():
            self._lay_topic(topic, form, indicators)
        self._lay_areas()
        tables = [understand(raw, 1, index) for index, raw in enumerate(self.raws)]
        return LaidOut(Pack("figures", tables, [], self.line, unit="row"), self.of_known_parts)

    def _is_laid(self, indicator: str, form: Form, series: Series) -> bool:
        """Whether the figures are there in their own right, and not added up from others that are."""
        own = self.catalogue.indicator(indicator).form
        return form is own or form not in _ADDED_UP or any(f.origin is not Origin.DERIVED for f in series.values())

    def _remember_counts(self) -> None:
        """Know the rows that indicators will have, so that no numerator or denominator repeats one."""
        for (indicator, form, breakdown), series in self.council_series.items():
            if len(breakdown.parts) < 2 and self._is_laid(indicator, form, series):
                self._remember(sorted(series)[-MOST_PERIODS:], series)

    def _remember(self, periods: Sequence[Period], series: Series) -> None:
        self.laid.add((tuple(p.code for p in periods), tuple(series[p].text if p in series else "" for p in periods)))

    # -- months side by side -------------------------------------------------------------------------------------------

    def _topics(self) -> Iterable[tuple[tuple[str, Form], list[str]]]:
        topics: dict[tuple[str, Form], list[str]] = defaultdict(list)
        for (indicator, form, breakdown), series in self.council_series.items():
            if not breakdown and form is not Form.YEAR_TO_DATE and self._is_laid(indicator, form, series):
                topics[self.catalogue.indicator(indicator).topic, form].append(indicator)
        return sorted(topics.items())

    def _lay_topic(self, topic: str, form: Form, indicators: list[str]) -> None:
        kept = {name: self.council_series[name, form, _WHOLE] for name in indicators}
        periods = sorted({period for series in kept.values() for period in series})[-MOST_PERIODS:]
        rows: list[_Line] = []
        for name in sorted(kept, key=self.order.__getitem__):
            to_date = self.council_series.get((name, Form.YEAR_TO_DATE, _WHOLE), {}).get(self.month)
            columns = [*(kept[name].get(period) for period in periods), *([to_date] if form is Form.IN_MONTH else [])]
            codes = tuple(period.code for period in periods)
            rows += self._rows(self.catalogue.indicator(name), columns, codes)
        heads = [period.label for period in periods] + (["Year to date"] if form is Form.IN_MONTH else [])
        title = next((each.name for each in self.catalogue.topics if each.id == topic), topic)
        self._add(f"{title}, {_FORMS[form]}, {self._name(self.council)}", ("Indicator", *heads), rows)

    def _rows(
        self, indicator: Indicator, figures: Sequence[Figure | None], codes: tuple[str, ...] = ()
    ) -> Iterator[_Line]:
        """The value, and its parts where they are known and stand nowhere else."""
        yield (indicator.name, *(figure.text if figure else "" for figure in figures))
        if indicator.unit not in {Unit.PERCENTAGE, Unit.RATE_PER_10K}:
            return
        parts = {_NUMBER: (indicator.numerator.figures, [f.numerator if f else None for f in figures])}
        if indicator.denominator is not None and not indicator.denominator.residents:
            parts[_OUT_OF] = (indicator.denominator.figures, [f.denominator if f else None for f in figures])
        for what, (linked, values) in parts.items():
            texts = tuple(_number(value) for value in values)
            if linked is None and any(texts) and (not codes or self._is_new(codes, texts)):
                yield (f"{indicator.name}{what}", *texts)

    def _is_new(self, codes: tuple[str, ...], texts: _Line) -> bool:
        """Whether no row has these numbers; remembers it."""
        row = (codes, texts[: len(codes)])
        if row in self.laid and sum(bool(text) for text in row[1]) >= _FEWEST:
            return False
        self.laid.add(row)
        return True

    # -- breakdowns ----------------------------------------------------------------------------------------------------

    def _breakdowns(
        self,
    ) -> Iterable[tuple[tuple[str, Form, tuple[str, ...]], dict[Breakdown, dict[Period, Figure]]]]:
        groups: dict[tuple[str, Form, tuple[str, ...]], dict[Breakdown, dict[Period, Figure]]] = defaultdict(dict)
        for (indicator, form, breakdown), series in self.council_series.items():
            if 1 <= len(breakdown.parts) <= 2 and self._is_laid(indicator, form, series):
                groups[indicator, form, breakdown.dimensions][breakdown] = series
        return sorted(groups.items())

    def _lay_breakdown(
        self, indicator: str, form: Form, dimensions: tuple[str, ...], parts: Mapping[Breakdown, Series]
    ) -> None:
        definition = self.catalogue.indicator(indicator)
        self.of_known_parts[len(self.raws)] = f"{definition.name} ({indicator})"
        by = " and ".join(_words(dimension) for dimension in dimensions)
        caption = f"{definition.name} by {by}, {_FORMS[form]}, {self._name(self.council)}"
        periods = sorted({period for series in parts.values() for period in series})[-MOST_PERIODS:]
        total = "Total" if definition.unit is Unit.COUNT else "All"
        if len(dimensions) == 1:
            rows = [(_category(*part.parts[0]), *_texts(parts[part], periods)) for part in sorted(parts)]
            whole = self.council_series.get((indicator, form, _WHOLE), {})
            if _make_up(parts.values(), whole):
                rows.append((total, *_texts(whole, periods)))
            self._add(caption, (_words(dimensions[0]).capitalize(), *(period.label for period in periods)), rows)
            return
        last = periods[-1]
        down, across = (sorted({part.get(dimension) or "" for part in parts}) for dimension in dimensions)
        cells = {part.parts: series.get(last) for part, series in parts.items()}
        rows = [
            (
                _category(dimensions[0], one),
                *(_text(cells.get(((dimensions[0], one), (dimensions[1], other)))) for other in across),
                self._margin(indicator, form, last, Breakdown(((dimensions[0], one),))),
            )
            for one in down
        ]
        margins = (self._margin(indicator, form, last, Breakdown(((dimensions[1], other),))) for other in across)
        rows.append((total, *margins, self._margin(indicator, form, last, _WHOLE)))
        heads = (*(_category(dimensions[1], other) for other in across), total)
        self._add(f"{caption}, {last.label}", (_words(dimensions[0]).capitalize(), *heads), rows)

    def _margin(self, indicator: str, form: Form, period: Period, breakdown: Breakdown) -> str:
        return _text(self.council_series.get((indicator, form, breakdown), {}).get(period))

    # -- areas side by side --------------------------------------------------------------------------------------------

    def _lay_areas(self) -> None:
        kinds: dict[str, list[str]] = defaultdict(list)
        for name, area in self.catalogue.areas.items():
            if area.parent == self.council:
                kinds[area.kind.value].append(name)
        for kind, areas in kinds.items():
            tables: dict[tuple[str, Form], list[_Line]] = defaultdict(list)
            for (indicator, form), figures in sorted(self.in_areas.items(), key=lambda item: self.order[item[0][0]]):
                definition = self.catalogue.indicator(indicator)
                columns = [figures.get(area) for area in areas]
                if any(columns) and self._is_laid(indicator, form, {f.id.period: f for f in columns if f}):
                    tables[definition.topic, form] += self._rows(definition, columns)
            # The district of Broadland is not the locality of North and Broadland.
            names = (self._name(area) for area in areas)
            heads = ("Indicator", *(name if name.endswith(f" {kind}") else f"{name} {kind}" for name in names))
            for (topic, form), all_rows in sorted(tables.items()):
                rows = _without_repeats(all_rows)
                self.of_known_parts[len(self.raws)] = ""
                self._add(f"{_words(topic).capitalize()} by {kind}, {_FORMS[form]}, {self.month.label}", heads, rows)

    def _name(self, area: str) -> str:
        known = self.catalogue.areas.get(area)
        return known.name if known else area

    def _add(self, caption: str, header: _Line, rows: Sequence[_Line]) -> None:
        start = self.line + 1
        lines = [
            tuple(read_cell(text, start + 1 + number) for text in row) for number, row in enumerate((header, *rows))
        ]
        self.line = start + len(lines)
        self.raws.append(RawTable(tuple(lines), caption, start, header_rows=1))


def _without_repeats(rows: Sequence[_Line]) -> list[_Line]:
    """The rows without those of parts that another row has."""
    values = [row[1:] for row in rows]
    return [row for row in rows if not (row[0].endswith(_PARTS) and values.count(row[1:]) > 1)]


def _texts(series: Series, periods: Iterable[Period]) -> list[str]:
    return [_text(series.get(period)) for period in periods]


def _text(figure: Figure | None) -> str:
    return figure.text if figure is not None else ""


def _make_up(parts: Iterable[Series], whole: Series) -> bool:
    """Whether the parts are all there is of the whole: counts are, others where the denominators say so."""
    if all(figure.unit is Unit.COUNT for figure in whole.values()):
        return bool(whole)
    series = list(parts)
    return all(
        figure.denominator is not None
        and sum((each[period].denominator or 0 for each in series if period in each), Fraction(0)) == figure.denominator
        for period, figure in whole.items()
    )


def _category(dimension: str, category: str) -> str:
    """`Interim care order`; a number says what it is: `Age 12`."""
    text = f"{_words(dimension)} {category}" if category[:1].isdigit() else _words(category)
    return text[:1].upper() + text[1:]


def _number(value: Fraction | None) -> str:
    return "" if value is None else exact_text(value)


def _words(name: str) -> str:
    return name.replace("-", " ")
