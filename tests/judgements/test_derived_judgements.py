"""Judged on the figures derived from all three reports, which mend some of what one table alone gets wrong."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from printed_pack import CATALOGUE, EXAMPLE, JANUARY, printed_judgements
from rule_pages import POLICIES, ROOT

from crossfoot.figures.derive import derive_figures
from crossfoot.judgements.judge import judge_all, judge_vital_signs
from crossfoot.judgements.judgement import Judgement, Rag
from crossfoot.judgements.links import Links, find_link_issues
from crossfoot.sources.input_folder import InputFolder, read_input_folder

LINKS = Links.load(ROOT / "definitions" / "links")


@cache
def supply() -> InputFolder:
    return read_input_folder(EXAMPLE, catalogue=CATALOGUE)


@cache
def judged() -> tuple[dict[str, Judgement], dict[str, Judgement]]:
    """By tolerances and as vital signs."""
    store, _ = derive_figures(
        supply().figures,
        catalogue=CATALOGUE,
        area="norfolk",
        month=JANUARY,
        precedence=supply().precedence,
        tables={table.id: table.report for table in supply().tables.values()},
    )
    everything = judge_all(
        store,
        catalogue=CATALOGUE,
        policies=POLICIES,
        pressures=supply().pressures,
        area="norfolk",
        month=JANUARY,
        links=LINKS,
        as_at=date(2017, 2, 8),
    )
    signs = judge_vital_signs(
        store,
        catalogue=CATALOGUE,
        policies=POLICIES,
        pressures=supply().pressures,
        area="norfolk",
        month=JANUARY,
        links=LINKS,
        as_at=date(2017, 2, 8),
    )
    return (
        {judgement.figure.indicator: judgement for judgement in everything},
        {judgement.figure.indicator: judgement for judgement in signs},
    )


def test_every_indicator_is_judged_once_in_the_order_of_the_catalogue() -> None:
    assert list(judged()[0]) == list(CATALOGUE.indicators)


def test_arrows_and_colours_of_the_summary_on_derived_figures() -> None:
    by_tolerances = judged()[0]
    arrows, colours = {}, {}
    for cells in printed_judgements():
        if cells["table"] != "monthly-summary":
            continue
        judgement = by_tolerances[cells["indicator"]]
        if judgement.direction.word != cells["direction"]:
            arrows[cells["ref"]] = (cells["direction"], judgement.direction.word.value)
        colour = judgement.rag.word.value if judgement.rag.word.is_colour else ""
        if colour != cells["rag"]:
            colours[cells["ref"]] = (cells["rag"], colour)
    # The county report counts eligible children's pathway plans, the summary those of care leavers, under one name.
    assert arrows == {"8.2": ("better", "worse")}
    # The tolerances 15% and 25% are printed, the symbol is not.
    assert colours == {"2.3": ("", "amber")}


def test_trend_words_of_the_topic_pages_on_derived_figures() -> None:
    by_tolerances = judged()[0]
    different = {
        cells["ref"]: (cells["trend"], by_tolerances[cells["indicator"]].trend.word.value)
        for cells in printed_judgements()
        if cells["trend"]
        and not cells["breakdown"]
        and cells["measure"] == "value"
        and by_tolerances[cells["indicator"]].trend.word != cells["trend"]
    }
    # Months that the topic page leaves blank are in the county report.
    assert different == {"6.12": ("incomplete", "reducing"), "6.14": ("incomplete", "increasing")}


def test_eight_vital_signs_are_red_and_are_exceptions() -> None:
    signs = judged()[1]
    assert len(signs) == 12
    red = {name for name, judgement in signs.items() if judgement.rag.word is Rag.RED}
    assert len(red) == 8
    assert {name for name, judgement in signs.items() if judgement.is_exception} == red


def test_the_rate_of_looked_after_children_meets_all_four_criteria() -> None:
    judgement = judged()[1]["looked-after-rate"]
    assert str(judgement.figure) == "looked-after-rate/norfolk/at_quarter_end/2016-17-q3"
    assert [verdict.criterion.number for verdict in judgement.exceptions.met] == [1, 2, 3, 4]
    # 62.5, 62.6, 62.8, 65.5 at pack line 675; £6.945 million over £3.954 million at line 981; 5 x 5 at line 2773.
    assert judgement.exceptions.criteria[1].reason == (
        "It got worse each time over the 3 quarters to December 2016: 62.5, 62.6, 62.8, 65.5."
    )
    assert "agency residential placements by £6.945 million (176%)" in judgement.exceptions.criteria[2].reason
    assert "scores 25 (likelihood 5 x impact 5), prospects red" in judgement.exceptions.criteria[3].reason


def test_a_sign_whose_budget_lines_are_not_overspent_does_not_strain_the_budget() -> None:
    # Line 995 prints +1.237 for its agreements; by budget and forecast they are 0.313 under.
    criterion = judged()[1]["early-help-re-referrals"].exceptions.criteria[2]
    assert criterion.word == "not met"
    assert criterion.reason == "No budget line linked to it is overspent by 5% or more."


def test_no_reason_is_empty_or_unended() -> None:
    for judgement in (*judged()[0].values(), *judged()[1].values()):
        reasons = (
            judgement.rag.reason,
            judgement.direction.reason,
            judgement.trend.reason,
            judgement.change_over_year.reason,
            judgement.variation.reason,
            judgement.assurance.reason,
            *(verdict.reason for verdict in judgement.comparisons),
            judgement.exceptions.reason,
            *(verdict.reason for verdict in judgement.exceptions.criteria),
        )
        for reason in reasons:
            assert re.match(r"[A-Z0-9£-]", reason), (judgement.figure, reason)
            assert reason.endswith("."), (judgement.figure, reason)
            assert not re.search(r"  |[ ,.]\.", reason), (judgement.figure, reason)


def test_the_shipped_links_lead_somewhere() -> None:
    issues = find_link_issues(
        LINKS,
        indicators=CATALOGUE.indicators,
        budget_lines={line.id for line in supply().pressures.budget_lines},
        risks={risk.id for risk in supply().pressures.risks},
    )
    assert issues == []
    assert [area.area for area in LINKS.areas] == ["norfolk"]
