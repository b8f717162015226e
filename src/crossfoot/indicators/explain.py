"""An indicator in plain words: the page that the reference prints and the command line shows.

The page is written from the definition that runs, so it cannot say anything else than the figures do. Markdown, with
links to other indicators as `<id>.md` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import BenchmarkKind, Indicator, Measure, Target
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Polarity, Unit

FORM_WORDS = {
    Form.IN_MONTH: "What happened in the month.",
    Form.AT_MONTH_END: "How things stood at the end of the month.",
    Form.IN_QUARTER: "What happened in the quarter.",
    Form.AT_QUARTER_END: "How things stood at the end of the quarter.",
    Form.ROLLING_12: "The twelve months that end with the month.",
    Form.YEAR_TO_DATE: "From 1 April to the end of the month.",
    Form.IN_TERM: "What happened in the school term.",
    Form.IN_YEAR: "What happened in the financial year.",
}
POLARITY_WORDS = {
    Polarity.HIGH: "A higher value is better.",
    Polarity.LOW: "A lower value is better.",
    Polarity.NONE: "For information: neither a higher nor a lower value is better in itself, and it is not judged.",
}
UNIT_WORDS = {
    Unit.COUNT: "A count",
    Unit.PERCENTAGE: "A percentage",
    Unit.PERCENTAGE_POINTS: "Percentage points",
    Unit.RATE_PER_10K: "A rate per 10,000",
    Unit.DAYS: "Days",
    Unit.AVERAGE: "An average",
    Unit.MAXIMUM: "A maximum",
    Unit.SCORE: "A score",
    Unit.POUNDS: "Pounds",
    Unit.POUNDS_MILLION: "Millions of pounds",
}
BENCHMARK_WORDS = {
    BenchmarkKind.NEIGHBOUR_AVERAGE: "Average of the statistical neighbours",
    BenchmarkKind.NEIGHBOUR_BEST: "Best of the statistical neighbours",
    BenchmarkKind.NATIONAL_AVERAGE: "National average",
    BenchmarkKind.NATIONAL_TOP_QUARTILE: "National top quartile",
}
SCHEME_WORDS = {"tolerances": "Tolerances", "vital-signs": "Vital signs"}


def indicator_page(indicator: Indicator, *, catalogue: Catalogue, area: str | None) -> str:
    """The page of one indicator in Markdown; targets and benchmarks of `area`, or of every area when it is None.

    Raises ValueError for an area that the catalogue does not have.
    """
    if area is not None and area not in catalogue.areas:
        near = get_close_matches(area, list(catalogue.areas), n=3) or sorted(catalogue.areas)
        raise ValueError(f"There is no area {area!r}. Try {', '.join(near) or 'adding it to areas/'}.")
    topic = next(topic for topic in catalogue.topics if topic.id == indicator.topic)
    sections = [
        f"# {_inline(indicator.name)}",
        f"`{indicator.id}` · {_inline(topic.name)} · version {indicator.version}",
        _section("What it is", [indicator.definition]),
        _section("Why it matters", [indicator.why_it_matters]),
        _section("Who counts", [indicator.who_counts]),
        _measure_section("Numerator", indicator.numerator, indicator, catalogue),
        _measure_section("Denominator", indicator.denominator, indicator, catalogue),
        _section("How it is worked out", [working(indicator), _printed(indicator)]),
        _section("How to read it", [POLARITY_WORDS[indicator.polarity], form_words(indicator)]),
        _list_section("Time limits", _time_limits(indicator, catalogue)),
        _target_section(indicator, catalogue, area),
        _benchmark_section(indicator, catalogue, area),
        _list_section("Where the series breaks", _breaks(indicator)),
        _section("How far back it can see", [indicator.history_limit] if indicator.history_limit else []),
        _example_section(indicator),
        _log_section(indicator),
        _section("Where the definition comes from", [indicator.source]),
        _list_section("Who answers for it", [f"Performance: {indicator.owner}", f"The figure: {indicator.data_owner}"]),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def catalogue_table(catalogue: Catalogue) -> str:
    """Every indicator with its unit, polarity and period by topic, in Markdown, each linked to its page."""
    sections = []
    for topic in catalogue.topics:
        rows = [
            (
                _link(indicator),
                _inline(UNIT_WORDS[indicator.unit]),
                indicator.polarity.label,
                _inline(form_words(indicator).rstrip(".")),
                str(indicator.version),
            )
            for indicator in catalogue.in_topic(topic.id)
        ]
        table = _table(("Indicator", "Unit", "Good is", "Period", "Version"), rows) if rows else "No indicator yet."
        sections.append(f"## {_inline(topic.name)}\n\n{_paragraph(topic.about)}\n\n{table}")
    return "\n\n".join(sections) + "\n"


def form_words(indicator: Indicator) -> str:
    """What stretch of time its figures cover, and on which day they are taken where that is not the month's end."""
    if indicator.taken_on is None:
        return FORM_WORDS[indicator.form]
    day = f"the {indicator.taken_on.words} of the month"
    return f"How things stood on {day}." if indicator.form.is_stock else f"{FORM_WORDS[indicator.form]} Taken on {day}."


def working(indicator: Indicator) -> str:
    """How the value follows from numerator and denominator, in a sentence or two."""
    if not indicator.adds_up:
        formula = "" if indicator.denominator is None else f"{_formula(indicator, 'numerator')}. "
        return f"{formula}The value is supplied as it is: it is not added up over months or areas."
    if indicator.denominator is None:
        return "The last twelve months added up." if indicator.form is Form.ROLLING_12 else "The count itself."
    if indicator.form is not Form.ROLLING_12:
        in_year = " Over the year to date: x 12 / the number of months so far." if indicator.annualised else ""
        return f"{_formula(indicator, _ANNUALISED[indicator.form] if indicator.annualised else 'numerator')}.{in_year}"
    if indicator.denominator.residents is not None:
        return f"{_formula(indicator, 'numerator of the last twelve months added up')}."
    return f"{_formula(indicator, 'numerator')}, with numerator and denominator each added up over twelve months."


_ANNUALISED = dict.fromkeys(Form, "numerator") | {
    Form.IN_MONTH: "in-month count x 12",
    Form.IN_QUARTER: "in-quarter count x 4",
    Form.IN_TERM: "in-term count x 3",
}


def _formula(indicator: Indicator, numerator: str) -> str:
    population = indicator.denominator is not None and indicator.denominator.residents is not None
    denominator = "population" if population else "denominator"
    if indicator.unit is Unit.PERCENTAGE:
        return f"100 x {numerator} / {denominator}"
    return _capital(f"{numerator} / {denominator}{' x 10,000' if indicator.unit is Unit.RATE_PER_10K else ''}")


def _printed(indicator: Indicator) -> str:
    places = {0: "no decimals", 1: "one decimal"}.get(indicator.decimals, f"{indicator.decimals} decimals")
    return f"{UNIT_WORDS[indicator.unit]}, printed with {places}. Halves are rounded away from zero, last of all."


def _measure_section(title: str, measure: Measure | None, indicator: Indicator, catalogue: Catalogue) -> str:
    if measure is None:
        return ""
    parts = [_paragraph(measure.counts)]
    if measure.figures is not None:
        linked = catalogue.indicator(measure.figures)
        added = " added up over its months" if (indicator.form, linked.form) == (Form.ROLLING_12, Form.IN_MONTH) else ""
        parts.append(f"Taken from the numerator of {_link(linked)}{added}.")
    if measure.residents is not None:
        parts.append(f"Taken from the area's estimate of the residents `{measure.residents}`.")
    return f"## {title}\n\n" + "\n\n".join(parts)


def _time_limits(indicator: Indicator, catalogue: Catalogue) -> Iterator[str]:
    for timescale in (catalogue.timescales[name] for name in indicator.timescales):
        for limit in timescale.limits:
            unit = timescale.unit.removesuffix("s") if limit.length == 1 else timescale.unit
            between = ""
            if limit.since is not None:
                between += f" from {day_words(limit.since)}"
            if limit.until is not None:
                between += f" until {day_words(limit.until)}"
            yield f"{timescale.what}: {limit.length} {unit}{between}. Source: {limit.source}"


def _breaks(indicator: Indicator) -> Iterator[str]:
    for change in indicator.change_log:
        if change.breaks_series:
            yield f"{day_words(change.dated)}: {change.change} Earlier figures cannot be compared with later ones."


def _target_section(indicator: Indicator, catalogue: Catalogue, area: str | None) -> str:
    targets = sorted(
        (t for t in catalogue.targets if t.indicator == indicator.id and area in {None, t.area}),
        key=lambda target: (target.area, target.since, target.scheme),
    )
    rows = [
        (
            _area_name(target.area, catalogue),
            f"{day_words(target.since)} to {day_words(target.until)}",
            _target(target, indicator),
            _limit(target.green, indicator, ("{} or above", "{} or below")),
            _limit(target.red, indicator, ("below {}", "above {}")),
            SCHEME_WORDS[target.scheme],
            _inline(target.source),
        )
        for target in targets
    ]
    heading = ("Area", "In force", "Target", "Green", "Red", "Scheme", "Source")
    return f"## Targets and tolerances\n\n{_table(heading, rows)}" if rows else ""


def _target(target: Target, indicator: Indicator) -> str:
    if target.target is None:
        return "none"
    words = {Polarity.HIGH: "above ", Polarity.LOW: "below "}.get(indicator.polarity, "") if target.strict else ""
    return words + _value(target.target, indicator)


def _limit(value: Decimal | None, indicator: Indicator, words: tuple[str, str]) -> str:
    if value is None:
        return "none"
    return words[indicator.polarity is Polarity.LOW].format(_value(value, indicator))


def _value(value: Decimal, indicator: Indicator) -> str:
    """The value with the decimals that its file gives it: rounded, it would not be the rule that runs."""
    exponent = value.as_tuple().exponent
    return indicator.unit.words(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def _benchmark_section(indicator: Indicator, catalogue: Catalogue, area: str | None) -> str:
    kinds = list(BenchmarkKind)
    benchmarks = sorted(
        (b for b in catalogue.benchmarks if b.indicator == indicator.id and area in {None, b.area}),
        key=lambda benchmark: (benchmark.area, kinds.index(benchmark.kind), benchmark.published),
    )
    rows = [
        (
            _area_name(benchmark.area, catalogue),
            BENCHMARK_WORDS[benchmark.kind],
            _value(benchmark.value, indicator) + ("" if benchmark.comparable else " (counts something else)"),
            _inline(benchmark.year),
            day_words(benchmark.published),
            _inline(benchmark.source),
        )
        for benchmark in benchmarks
    ]
    heading = ("Area", "Compared with", "Value", "Year", "Published", "Source")
    return f"## Benchmarks\n\n{_table(heading, rows)}" if rows else ""


def _example_section(indicator: Indicator) -> str:
    alone = {"in numerator and denominator": "Yes", "in neither": "No"} if indicator.denominator is None else {}
    rows = [
        (_inline(example.given), alone.get(example.counts, _capital(example.counts)), _inline(example.because))
        for example in indicator.examples
    ]
    return f"## Worked examples\n\nThe children are invented.\n\n{_table(('Given', 'Counts', 'Because'), rows)}"


def _log_section(indicator: Indicator) -> str:
    rows = [
        (
            str(change.version),
            day_words(change.dated),
            _inline(change.change),
            _inline(change.author),
            _inline(change.checker),
            "yes" if change.breaks_series else "no",
        )
        for change in indicator.change_log
    ]
    heading = ("Version", "Date", "Change", "Author", "Checker", "Breaks the series")
    return f"## Change log\n\n{_table(heading, rows)}"


# -- Markdown ----------------------------------------------------------------------------------------------------------


def day_words(day: date) -> str:
    """`1 April 2016`."""
    return f"{day.day} {Period.month_of(day).name}"


def _area_name(area: str, catalogue: Catalogue) -> str:
    return _inline(catalogue.areas[area].name)


def _link(indicator: Indicator) -> str:
    return f"[{_inline(indicator.name)}]({indicator.id}.md)"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _inline(text: str) -> str:
    """Words as Markdown shows them: one line, and no character that Markdown would take for a mark of its own."""
    return re.sub(r"([\\`*_\[\]<|])", r"\\\1", " ".join(text.split()))


def _paragraph(text: str) -> str:
    """A paragraph that does not turn into a heading, list or quotation by the way it starts."""
    return re.sub(r"^(?:([#>+=~-])|(\d+)([.)]))", r"\2\\\1\3", _inline(text))


def _section(title: str, paragraphs: Iterable[str]) -> str:
    text = "\n\n".join(_paragraph(paragraph) for paragraph in paragraphs)
    return f"## {title}\n\n{text}" if text else ""


def _list_section(title: str, items: Iterable[str]) -> str:
    text = "\n".join(f"- {_paragraph(item)}" for item in items)
    return f"## {title}\n\n{text}" if text else ""


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
