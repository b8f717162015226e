"""Stock and flow: how many there are now is how many there were, and those who came, less those who went."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, likeness
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Study

STOCK_AND_FLOW = Rule(
    "stock-and-flow", Kind.ARITHMETIC, "A closing number is the opening number and those who came, less those who went."
)
_IN = re.compile(
    r"\b(start(s|ed|ing)?|admi(ssions?|tted)|new(ly)?|joined|joiners|entered|opened|entrants|received|additions|"
    r"came)\b",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"\b(ceas(e|es|ed|ing)|left|leavers|ended|closed|exit(s|ed)?|discharg\w+|removed|completed|went)\b", re.IGNORECASE
)
_STOCK = re.compile(
    r"\b(total|number|no|open|end of|month end|at end|current|closing|balance|caseload|as at)\b", re.IGNORECASE
)
_WORDS_OF_FLOW = frozenset(
    [
        "start",
        "admiss",
        "new",
        "ceas",
        "clos",
        "open",
        "end",
        "month",
        "this",
        "whos",
        "ceased",
        "started",
        "during",
        "becom",
    ]
)
HELD = 0.75
FEWEST = 3


def find_stock_and_flow(study: Study) -> None:
    """Find series of those who came and of those who went, the stock between them, and check every step."""
    counts = [
        series
        for series in study.series
        if series.measure in {Measure.COUNT, Measure.UNKNOWN} and series.table not in study.copies
    ]
    by_table: dict[int, list[Series]] = defaultdict(list)
    for series in counts:
        by_table[series.table].append(series)
    stocks = [series for series in counts if not _IN.search(series.label) and not _OUT.search(series.label)]
    for own in by_table.values():
        came = [series for series in own if _IN.search(series.label) and not _OUT.search(series.label)]
        went = [series for series in own if _OUT.search(series.label) and not _IN.search(series.label)]
        for arrivals in came:
            for departures in went:
                _check(study, own, stocks, arrivals, departures)


def _check(study: Study, own: list[Series], stocks: list[Series], arrivals: Series, departures: Series) -> None:
    if likeness(arrivals.subject - _WORDS_OF_FLOW, departures.subject - _WORDS_OF_FLOW) < 0.4 and len(own) > 4:
        return
    best: tuple[float, list[Equation], bool] | None = None
    for stock in stocks:
        near = stock.table == arrivals.table
        alike = likeness(stock.subject - _WORDS_OF_FLOW, arrivals.subject - _WORDS_OF_FLOW)
        if (not near and alike < 0.5) or (near and alike == 0 and not _STOCK.search(stock.label)):
            continue
        equations = list(_steps(study, stock, arrivals, departures))
        held = sum(bool(equation.holds) for equation in equations)
        dedicated = near and len(own) <= 4
        wanted = 0.5 if dedicated else HELD
        if len(equations) >= (2 if dedicated else FEWEST) and held >= wanted * len(equations) and held >= 2:
            rate = held / len(equations) + 0.1 * near
            if best is None or rate > best[0]:
                best = (rate, equations, dedicated)
    if best is not None:
        for equation in best[1]:
            study.ledger.weigh(equation)


def _steps(study: Study, stock: Series, arrivals: Series, departures: Series) -> Iterator[Equation]:
    strict = stock.table == arrivals.table
    for time in stock.times:
        before = Time(time.kind, time.index - 1)
        if time.kind.value == "bare-month" and time.month_of_year == 1:
            before = Time(time.kind, 11)
        if before not in stock.places or time not in arrivals.places or time not in departures.places:
            continue
        words = f"{stock.label}, {before.name} to {time.name}: with {arrivals.label}, less {departures.label}."
        yield Equation(
            STOCK_AND_FLOW,
            study.term(stock.places[time]),
            (
                study.term(stock.places[before]),
                study.term(arrivals.places[time]),
                study.term(departures.places[time], -1),
            ),
            words,
            weight=0.88 if strict else 0.6,
            minor=not strict,
        )
