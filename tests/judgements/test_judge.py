from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from rule_pages import POLICIES

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.store import FigureStore
from crossfoot.indicators.catalogue import Catalogue, UnknownIndicatorError
from crossfoot.indicators.schema import Benchmark, BenchmarkKind, Change, Example, Indicator, Measure, Target
from crossfoot.judgements.judge import (
    judge_all,
    judge_indicator,
    judge_vital_sign,
    judge_vital_signs,
    period_ended_by,
)
from crossfoot.judgements.judgement import Judgement
from crossfoot.judgements.links import AreaLinks, Link, Links
from crossfoot.judgements.pressures import BudgetLine, Pressures, Risk
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Polarity, Unit

JANUARY = Period.parse("2017-01")
DECEMBER_QUARTER = Period.parse("2016-17-q3")
EXAMPLE = Example(given="Rowan is counted.", counts="in neither", because="This is a test.")


def indicator(name: str, *, polarity: Polarity = Polarity.LOW, changed: date | None = None) -> Indicator:
    changes = [Change(version=1, dated=date(2015, 4, 1), change="First", author="A role", checker="A role")]
    if changed is not None:
        changes.append(
            Change(version=2, dated=changed, change="New", author="A role", checker="A role", breaks_series=True)
        )
    return Indicator(
        id=name,
        topic="a-topic",
        name=name,
        definition="A definition.",
        why_it_matters="It matters.",
        who_counts="All.",
        unit=Unit.RATE_PER_10K,
        decimals=1,
        polarity=polarity,
        form=Form.AT_MONTH_END,
        numerator=Measure(counts="Children"),
        owner="A role",
        data_owner="A role",
        source="A test",
        examples=(EXAMPLE, EXAMPLE),
        change_log=tuple(changes),
    )


def goal(name: str, scheme: Any, value: str, *, green: Decimal | None = None, red: Decimal | None = None) -> Target:
    return Target(
        indicator=name,
        area="norfolk",
        since=date(2016, 4, 1),
        until=date(2017, 3, 31),
        target=Decimal(value),
        scheme=scheme,
        source="A test",
        green=green,
        red=red,
    )


def benchmark(value: str, published: date) -> Benchmark:
    return Benchmark(
        indicator="rate",
        area="norfolk",
        kind=BenchmarkKind.NATIONAL_AVERAGE,
        value=Decimal(value),
        year="2015-16",
        published=published,
        source="A test",
    )


CATALOGUE = Catalogue(
    folder=Path("definitions"),
    indicators={
        "rate": indicator("rate"),
        "information": indicator("information", polarity=Polarity.NONE),
        "changed": indicator("changed", changed=date(2017, 1, 1)),
        "empty": indicator("empty"),
    },
    topics=(),
    areas={},
    targets=(
        goal("rate", "vital-signs", "50"),
        goal("rate", "tolerances", "65", green=Decimal(65), red=Decimal(70)),
        goal("changed", "vital-signs", "10"),
    ),
    benchmarks=(benchmark("60", date(2017, 1, 15)), benchmark("61", date(2017, 2, 8))),
    timescales={},
    digest="",
)
LINKS = Links(
    (
        AreaLinks(
            area="norfolk",
            links=(Link(indicator="rate", budget_lines=("line",), risks=("risk",), because="So."),),
        ),
    )
)
PRESSURES = Pressures(
    (BudgetLine("line", "Fostering", Decimal(10), Decimal(12), Decimal(2)),),
    (Risk("risk", "Overspending", 5, 5, 2, 2, "red"),),
)


def figures(name: str, values: list[str], last: Period = JANUARY, form: Form = Form.AT_MONTH_END) -> list[Figure]:
    return [
        Figure(
            FigureId(name, "norfolk", form, period),
            Unit.RATE_PER_10K,
            1,
            Origin.BARE,
            "a test",
            1,
            supplied=Fraction(value),
        )
        for period, value in zip(last.last(len(values)), values, strict=True)
    ]


RISING = [str(50 + step) for step in range(13)]
STORE = FigureStore(
    [
        *figures("rate", RISING),
        *figures("rate", ["40", "41", "42", "43"], DECEMBER_QUARTER, Form.AT_QUARTER_END),
        *figures("information", RISING),
        *figures("changed", RISING),
    ]
)


def judged(name: str, **more: Any) -> Judgement:
    return judge_indicator(
        STORE,
        catalogue=CATALOGUE,
        policies=POLICIES,
        pressures=PRESSURES,
        links=LINKS,
        indicator=name,
        area="norfolk",
        month=more.pop("month", JANUARY),
        **more,
    )


def sign(name: str, **more: Any) -> Judgement:
    return judge_vital_sign(
        STORE,
        catalogue=CATALOGUE,
        policies=POLICIES,
        pressures=PRESSURES,
        links=LINKS,
        indicator=name,
        area="norfolk",
        month=JANUARY,
        **more,
    )


def test_an_indicator_is_judged_by_every_rule_on_its_own_series() -> None:
    judgement = judged("rate")
    assert str(judgement.figure) == "rate/norfolk/at_month_end/2017-01"
    assert judgement.scheme == "tolerances"
    assert judgement.rag.word == "green"  # 62 against Green 65
    assert judgement.direction.word == "worse"  # 61 to 62, low is good
    assert judgement.trend.word == "increasing"
    assert judgement.trend.slope == 1
    assert judgement.change_over_year.word == "up"
    assert judgement.change_over_year.difference == 12
    assert judgement.variation.word == "concern"  # thirteen rises
    assert judgement.variation.limits is not None
    # Mean 56, ranges of 1: the limits are 53.34 and 58.66, the target is 65.
    assert judgement.assurance.word == "consistently meets"
    assert judgement.exceptions.word == "exception"
    assert [criterion.criterion.number for criterion in judgement.exceptions.met] == [2]


def test_a_vital_sign_is_judged_at_the_quarters_end_on_its_own_target() -> None:
    judgement = sign("rate")
    assert str(judgement.figure) == "rate/norfolk/at_quarter_end/2016-17-q3"
    assert judgement.scheme == "vital-signs"
    assert judgement.rag.word == "green"  # 43 against the vital sign's 50, not the tolerances' 65
    assert judgement.rag.reason.endswith("meets the target of 50 or less.")
    assert [criterion.criterion.number for criterion in judgement.exceptions.met] == [2]


def test_a_vital_sign_can_be_asked_for_by_the_month() -> None:
    judgement = sign("rate", form=Form.AT_MONTH_END)
    assert str(judgement.figure) == "rate/norfolk/at_month_end/2017-01"
    assert judgement.rag.word == "red"  # 62 is 24% above 50
    assert [criterion.criterion.number for criterion in judgement.exceptions.met] == [1, 2, 3, 4]


def test_a_sign_without_quarters_is_judged_by_the_month() -> None:
    assert str(sign("changed").figure) == "changed/norfolk/at_month_end/2017-01"


def test_information_is_described_and_not_judged() -> None:
    judgement = judged("information")
    assert (judgement.rag.word, judgement.direction.word, judgement.assurance.word) == ("not judged", "none", "none")
    assert (judgement.trend.word, judgement.trend.performance) == ("increasing", "none")
    assert judgement.variation.word == "neutral high"
    assert (judgement.exceptions.word, judgement.exceptions.criteria) == ("not judged", ())
    assert not judgement.is_exception


def test_a_change_of_definition_is_read_from_the_change_log() -> None:
    judgement = judged("changed")
    warning = "The definition changed on 1 January 2017"
    assert judgement.variation.word == "too short to say"
    assert [point.period for point in judgement.variation.points] == [JANUARY]
    for verdict in (judgement.direction, judgement.trend, judgement.change_over_year):
        assert warning in verdict.reason


def test_an_indicator_without_figures_is_told_apart_everywhere() -> None:
    judgement = judged("empty")
    assert {str(judgement.direction.word), str(judgement.change_over_year.word), str(judgement.variation.word)} == {
        "cannot tell"
    }
    assert (judgement.rag.word, judgement.trend.word, judgement.assurance.word) == ("none", "incomplete", "none")
    assert judgement.exceptions.word == "cannot tell"


def test_benchmarks_are_those_published_by_then() -> None:
    assert [verdict.gap for verdict in judged("rate").comparisons] == [2]
    assert [verdict.gap for verdict in judged("rate", as_at=date(2017, 2, 8)).comparisons] == [1]
    assert judged("rate", as_at=date(2017, 1, 14)).comparisons == ()


def test_a_target_out_of_its_dates_does_not_count() -> None:
    # April 2017 has no figure either, so look at what the rule says first.
    assert judged("rate", month=Period.parse("2017-04")).rag.word == "none"


def test_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(UnknownIndicatorError, match="rate"):
        judged("rates")


def test_all_are_judged_in_the_catalogues_order() -> None:
    everything = judge_all(
        STORE,
        catalogue=CATALOGUE,
        policies=POLICIES,
        pressures=PRESSURES,
        links=LINKS,
        area="norfolk",
        month=JANUARY,
    )
    assert [judgement.figure.indicator for judgement in everything] == list(CATALOGUE.indicators)
    assert everything == tuple(judged(name) for name in CATALOGUE.indicators)


def test_vital_signs_are_those_with_a_target_or_those_asked_for() -> None:
    def signs(**more: Any) -> list[str]:
        found = judge_vital_signs(
            STORE,
            catalogue=CATALOGUE,
            policies=POLICIES,
            pressures=PRESSURES,
            area="norfolk",
            month=JANUARY,
            **more,
        )
        return [judgement.figure.indicator for judgement in found]

    assert signs() == ["rate", "changed"]
    assert signs(signs=["changed", "rate"]) == ["changed", "rate"]
    assert signs(signs=[]) == []


@pytest.mark.parametrize(
    ("month", "form", "period"),
    [
        ("2017-01", Form.IN_MONTH, "2017-01"),
        ("2017-01", Form.ROLLING_12, "2017-01"),
        ("2017-01", Form.AT_QUARTER_END, "2016-17-q3"),
        ("2017-02", Form.IN_QUARTER, "2016-17-q3"),
        ("2017-03", Form.AT_QUARTER_END, "2016-17-q4"),
        ("2017-03", Form.IN_YEAR, "2016-17-year"),
        ("2017-01", Form.IN_YEAR, "2015-16-year"),
        ("2016-12", Form.IN_TERM, "2016-17-autumn"),
        ("2017-01", Form.IN_TERM, "2016-17-autumn"),
    ],
)
def test_the_period_judged_is_the_last_one_ended(month: str, form: Form, period: str) -> None:
    assert period_ended_by(Period.parse(month), form) == Period.parse(period)
