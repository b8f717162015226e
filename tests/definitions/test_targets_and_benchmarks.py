"""Norfolk's areas, targets and benchmarks of 2016-17 against tables typed by hand from the reports."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from shipped_files import DEFINITIONS, read_indicator

from crossfoot.indicators.schema import AreaDefinition, Benchmark, Target
from crossfoot.vocabulary.areas import AreaKind
from crossfoot.vocabulary.units import Polarity

KINDS = ("neighbour_average", "neighbour_best", "national_average", "national_top_quartile")
REDESIGNED, COUNTY = date(2017, 2, 8), date(2017, 2, 7)

# id, target, red, green as the redesigned summary prints them; `-` where it prints nothing.
SUMMARY = """
contacts-accepted-as-referrals                  -  15  25
re-referrals                                   20  30  20
assessments-within-45-working-days             80  70  80
child-in-need-plan-up-to-date                 100  80  90
initial-conferences-within-15-days             95  80  90
child-protection-plan-rate                     30  35  30
child-protection-plans-over-2-years            10  20  10
child-protection-seen-in-timescale            100  80  90
looked-after-rate                              55  65  55
personal-education-plan-up-to-date            100  80  90
looked-after-care-plan-up-to-date              80  70  80
looked-after-seen-in-timescale                100  80  90
care-leavers-in-suitable-accommodation        100   -   -
care-leavers-in-education-employment-or-training 100 -  -
three-or-more-placements                       11  20  11
"""

# id, target: only the county report prints it. `<` is a target that does not meet itself.
COUNTY_ONLY = """
child-in-need-reviewed-within-12-weeks             100
child-in-need-visited-in-timescale                 100
child-protection-plans-allocated                   100
child-protection-seen-alone-in-timescale           80
initial-conferences-without-plan                   15
review-conferences-in-timescale                    100
core-groups-in-timescale                           80
child-protection-repeat-within-2-years             <15
looked-after-placed-in-county                      80
looked-after-seen-alone-in-timescale               80
health-assessment-up-to-date                       100
initial-health-assessment-requested-within-5-days  100
immunisations-up-to-date                           100
dental-check-up-to-date                            100
optician-visit-within-12-months                    100
development-checks-up-to-date                      100
long-term-placement-stable-12-months               70
three-or-more-placements-number                    95
eligible-needs-assessment-completed                100
eligible-pathway-plan-up-to-date                   100
relevant-pathway-plan-up-to-date                   100
former-relevant-pathway-plan-up-to-date            100
care-leavers-contacted-within-2-months             100
"""

VITAL_SIGNS = """
early-help-re-referrals                 20
re-referrals                            <20
child-protection-repeat-within-2-years  <15
looked-after-repeat                     <15
child-in-need-plan-up-to-date           100
child-protection-seen-in-timescale      100
looked-after-care-plan-up-to-date       100
health-assessment-up-to-date            100
eligible-pathway-plan-up-to-date        100
personal-education-plan-up-to-date      100
looked-after-rate                       <55
schools-good-or-better                  >86
"""

# id, then neighbour average, best neighbour, national average, national top quartile of the redesigned summary.
REDESIGNED_BENCHMARKS = """
referral-rate                                       491.0  302.1  548.3  346.0
re-referrals                                         20.7   10.3   22.3   12.4
re-referrals-rolling-12                              20.7   10.3   22.3   12.4
assessment-rate-rolling-12                          455.3  234.7  489.5  305.6
assessments-within-45-working-days                   81.0   94.0   81.0   95.0
section-47-rate                                     131.9   81.1  147.5   91.7
children-in-need-including-protection-plans-rate    308.9  222.9  337.7    -
initial-conference-rate-rolling-12                   65.9   43.8   62.6   40.1
initial-conferences-within-15-days                   81.6   93.2   77.1   93.4
child-protection-plan-rate                           42.6   18.8   43.1   27.2
child-protection-repeat-ever-rolling-12              19.2    9.5   17.9   10.5
child-protection-plans-over-2-years                   3.3    0.0    2.1    0.3
looked-after-rate                                    53.0   38.0   60.0   36.0
care-leavers-in-suitable-accommodation               88     95     83     94
care-leavers-in-education-employment-or-training     53     71     49     63
placement-stable-2-years                             66.9   75.0   68.0    -
three-or-more-placements                             10.3    6.0   10.0    -
adoption-days-entry-to-placement                    505.4  391.0  593.0    -
adoption-days-order-to-match                        187.3   66.0  223.0    -
"""

# The same columns of the county report, which has no best neighbour.
COUNTY_BENCHMARKS = """
referral-rate                           491.0  -  548.3   -
re-referrals                             26.4  -   24.0   -
assessments-within-45-working-days       81.0  -   81.0   -
child-protection-plan-rate               38.6  -    -     -
child-protection-seen-in-timescale       63.9  -    -    93.7
initial-conferences-within-15-days       82    -    -    93
child-protection-plans-over-2-years       3.3  -    -     0.3
child-protection-repeat-within-2-years   17.0  -    -     9.9
looked-after-rate                        53    -    -    36
"""

AREAS = """
england                       nation    E92000001  -
norfolk                       county    E10000020  england
breckland                     district  E07000143  norfolk
broadland                     district  E07000144  norfolk
great-yarmouth                district  E07000145  norfolk
kings-lynn-and-west-norfolk   district  E07000146  norfolk
north-norfolk                 district  E07000147  norfolk
norwich                       district  E07000148  norfolk
south-norfolk                 district  E07000149  norfolk
breckland-locality            locality  -          norfolk
city-locality                 locality  -          norfolk
east-locality                 locality  -          norfolk
north-and-broadland-locality  locality  -          norfolk
south-locality                locality  -          norfolk
west-locality                 locality  -          norfolk
early-help-process-team-breckland team - norfolk
early-help-process-team-city-and-south team - norfolk
early-help-process-team-north-east-and-broadland team - norfolk
early-help-process-team-west team - norfolk
early-help-process-team team - norfolk
early-help-team-breckland team - norfolk
early-help-team-city team - norfolk
early-help-team-east team - norfolk
early-help-team-north-and-broadland team - norfolk
early-help-team-south team - norfolk
early-help-team-west team - norfolk
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def number(text: str) -> Decimal | None:
    return None if text == "-" else Decimal(text.lstrip("<>"))


def load(path: str) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = yaml.safe_load((DEFINITIONS / path).read_text(encoding="utf-8"))
    return entries


TARGETS = [Target.model_validate(entry) for entry in load("targets/norfolk-2016-17.yaml")]
BENCHMARKS = [Benchmark.model_validate(entry) for entry in load("benchmarks/norfolk-2016-17.yaml")]
INDICATORS = {path.stem: read_indicator(path) for path in (DEFINITIONS / "indicators").glob("*/*.yaml")}
AREA_FILES = {
    path.stem: AreaDefinition.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in (DEFINITIONS / "areas").glob("*.yaml")
}


def target(indicator: str, scheme: str) -> Target:
    (found,) = [each for each in TARGETS if (each.indicator, each.scheme) == (indicator, scheme)]
    return found


@pytest.mark.parametrize(("indicator", "wanted", "red", "green"), rows(SUMMARY))
def test_tolerances_of_the_redesigned_summary(indicator: str, wanted: str, red: str, green: str) -> None:
    found = target(indicator, "tolerances")
    assert (found.target, found.red, found.green) == (number(wanted), number(red), number(green))
    assert not found.strict


@pytest.mark.parametrize(("indicator", "wanted"), rows(COUNTY_ONLY))
def test_targets_that_only_the_county_report_prints(indicator: str, wanted: str) -> None:
    found = target(indicator, "tolerances")
    assert (found.target, found.strict) == (number(wanted), wanted[0] in "<>")
    assert (found.red, found.green) == (None, None)


@pytest.mark.parametrize(("indicator", "wanted"), rows(VITAL_SIGNS))
def test_targets_of_the_vital_signs(indicator: str, wanted: str) -> None:
    found = target(indicator, "vital-signs")
    assert (found.target, found.strict) == (number(wanted), wanted[0] in "<>")
    assert (found.red, found.green) == (None, None)


def test_there_are_no_other_targets() -> None:
    assert Counter(each.scheme for each in TARGETS) == {"tolerances": 15 + 23, "vital-signs": 12}
    assert {(each.area, each.since, each.until) for each in TARGETS} == {
        ("norfolk", date(2016, 4, 1), date(2017, 3, 31))
    }


@pytest.mark.parametrize(("table", "published"), [(REDESIGNED_BENCHMARKS, REDESIGNED), (COUNTY_BENCHMARKS, COUNTY)])
def test_benchmarks_of_a_report(table: str, published: date) -> None:
    typed = {
        (indicator, kind): Decimal(value)
        for indicator, *values in rows(table)
        for kind, value in zip(KINDS, values, strict=True)
        if value != "-"
    }
    loaded = {(each.indicator, each.kind.value): each.value for each in BENCHMARKS if each.published == published}
    assert loaded == typed


def test_every_benchmark_is_of_one_of_the_two_reports() -> None:
    # 14 indicators with four values and 5 with three in one report, 8 with two and 1 with one in the other.
    assert Counter(each.published for each in BENCHMARKS) == {REDESIGNED: 14 * 4 + 5 * 3, COUNTY: 8 * 2 + 1}


def test_no_benchmark_stands_twice() -> None:
    keys = Counter((each.indicator, each.kind, each.published) for each in BENCHMARKS)
    assert [key for key, times in keys.items() if times > 1] == []


def test_benchmarks_that_count_something_else_are_not_comparable() -> None:
    assert {each.indicator for each in BENCHMARKS if not each.comparable} == {
        "children-in-need-including-protection-plans-rate",
        "child-protection-seen-in-timescale",
        "child-protection-repeat-within-2-years",
    }


def test_a_year_is_said_only_where_it_is_known() -> None:
    known = {(each.indicator, each.kind.value, each.value): each.year for each in BENCHMARKS if each.year[0] == "2"}
    assert known == {
        ("referral-rate", "national_average", Decimal("548.3")): "2014-15",
        ("re-referrals", "national_average", Decimal("24.0")): "2014-15",
        ("re-referrals", "national_average", Decimal("22.3")): "2015-16",
        ("re-referrals-rolling-12", "national_average", Decimal("22.3")): "2015-16",
        ("initial-conferences-within-15-days", "national_average", Decimal("77.1")): "2015-16",
        ("looked-after-rate", "neighbour_average", Decimal(53)): "2014-15",
    }
    assert {each.year for each in BENCHMARKS} - set(known.values()) == {"not stated"}


def test_targets_of_one_scheme_do_not_overlap() -> None:
    for one, other in combinations(TARGETS, 2):
        if (one.indicator, one.area, one.scheme) == (other.indicator, other.area, other.scheme):
            assert one.until < other.since or other.until < one.since, one.indicator
    assert all(each.since <= each.until for each in TARGETS)


@pytest.mark.parametrize("found", [each for each in TARGETS if each.red is not None], ids=lambda each: each.indicator)
def test_green_and_red_lie_the_way_of_the_polarity(found: Target) -> None:
    assert found.green is not None
    assert found.red is not None
    polarity = INDICATORS[found.indicator].polarity
    assert polarity is (Polarity.HIGH if found.green > found.red else Polarity.LOW)
    if found.target is not None:
        assert found.target >= found.green if polarity is Polarity.HIGH else found.target <= found.green


def test_targets_and_benchmarks_are_about_judged_indicators_of_the_catalogue() -> None:
    about = {each.indicator for each in TARGETS} | {each.indicator for each in BENCHMARKS}
    assert about - set(INDICATORS) == set()
    assert {each for each in about if INDICATORS[each].polarity is Polarity.NONE} == set()


def test_best_neighbours_and_top_quartiles_are_better_than_averages() -> None:
    averages = {"neighbour_best": "neighbour_average", "national_top_quartile": "national_average"}
    values = {(each.indicator, each.published, each.kind.value): each.value for each in BENCHMARKS}
    compared = 0
    for (indicator, published, kind), value in values.items():
        average = values.get((indicator, published, averages.get(kind, "")))
        if average is not None:
            compared += 1
            assert value > average if INDICATORS[indicator].polarity is Polarity.HIGH else value < average
    assert compared == 14 * 2 + 5


def test_sources_say_where_in_the_pack() -> None:
    sources = [each.source for each in TARGETS] + [each.source for each in BENCHMARKS]
    assert [source for source in sources if "pack line" not in source] == []


@pytest.mark.parametrize(("area", "kind", "code", "parent"), rows(AREAS))
def test_areas(area: str, kind: str, code: str, parent: str) -> None:
    found = AREA_FILES[area]
    assert found.id == area
    assert found.kind is AreaKind(kind)
    assert (found.code or "-", found.parent or "-") == (code, parent)


def test_there_are_no_other_areas_and_one_population() -> None:
    assert set(AREA_FILES) == {row[0] for row in rows(AREAS)}
    assert [area for area, found in AREA_FILES.items() if found.populations] == ["norfolk"]
    (population,) = AREA_FILES["norfolk"].populations
    assert (population.group, population.estimate) == ("under-18", 167_942)
    assert (population.since, population.until) == (date(2015, 4, 1), date(2018, 3, 31))


# Printed rates of stocks at January 2017 and their numbers, from the county report.
@pytest.mark.parametrize(("number_of_children", "rate"), [(1113, "66.3"), (536, "31.9"), (1697, "101.0")])
def test_the_population_gives_the_printed_rates(number_of_children: int, rate: str) -> None:
    (population,) = AREA_FILES["norfolk"].populations
    assert abs(Decimal(number_of_children) * 10_000 / population.estimate - Decimal(rate)) <= Decimal("0.05")


@pytest.mark.parametrize(
    "path",
    [*(DEFINITIONS / "areas").glob("*.yaml"), *DEFINITIONS.glob("*/norfolk-2016-17.yaml")],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_lines_fit(path: Path) -> None:
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120
