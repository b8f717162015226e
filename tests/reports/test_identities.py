"""Sums, means and ranges that must hold between figures: those of the example that do not, and what rounding allows."""

from __future__ import annotations

import pytest
from document_reading import text_of
from participation_figures import made_up, with_figures

from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.document import BulletList, Callout, Document
from crossfoot.reports.edition import Edition
from crossfoot.reports.identities import Between, Sum, find_between_mismatches, find_outside, find_sum_mismatches
from crossfoot.vocabulary.periods import Period


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return REPORTS["participation-scorecard"](edition)


def mismatches(document: Document) -> list[str]:
    return [
        text_of(item, sentence=True)
        for block in document.blocks
        if isinstance(block, Callout) and block.title == "Figures that cannot all be right"
        for part in block.content
        if isinstance(part, BulletList)
        for item in part.items
    ]


def test_what_cannot_all_be_right_is_told(document: Document) -> None:
    """The same two that the cells themselves show, worked out in tests/examples/test_norfolk_participation.py."""
    added_up, outside = mismatches(document)
    subject = "16 year olds in education and training, Norfolk, December 2016: "
    assert added_up == f"{subject}95.4% is printed; its parts, 90.7%, 3.8% and 9.0%, add up to 103.5%."
    subject = "16 year olds in other education and training, Norfolk, December 2016: "
    assert outside == f"{subject}9.0% is above every part of it: 0.1% (Great Yarmouth) to 1.4% (North Norfolk)."


def test_a_correction_takes_the_warning_away(edition: Edition) -> None:
    corrected = with_figures(edition, made_up("participating-age-16-other", "1.0"))
    assert mismatches(REPORTS["participation-scorecard"](corrected)) == []


@pytest.mark.parametrize(("total", "told"), [("4.9", False), ("5.0", False), ("5.1", True), ("4.7", True)])
def test_a_sum_may_be_out_by_what_rounding_can_do(edition: Edition, total: str, told: bool) -> None:
    """3.9 and 1.0 with their total: three halves of a tenth, so 0.1 is allowed and 0.2 is not."""
    changed = with_figures(edition, made_up("neet-and-not-known", total))
    rule = Sum(total="neet-and-not-known", parts=("neet", "activity-not-known"))
    found = [*find_sum_mismatches(changed, [rule], {"norfolk": Period.parse("2016-12")})]
    assert bool(found) is told


@pytest.mark.parametrize(("whole", "told"), [("2.8", False), ("2.7", True), ("4.9", False), ("5.0", True)])
def test_a_mean_lies_between_its_parts_but_for_rounding(edition: Edition, whole: str, told: bool) -> None:
    changed = with_figures(edition, made_up("neet", whole))
    rule = Between(whole="neet", parts=("neet-age-16", "neet-age-17"))
    found = [*find_between_mismatches(changed, [rule], {"norfolk": Period.parse("2016-12")})]
    assert bool(found) is told
    assert all(mismatch.figures[0] == "neet/norfolk/at_month_end/2016-12" for mismatch in found)


def test_nothing_is_said_while_a_part_is_missing(edition: Edition) -> None:
    whole = made_up("neet", "9.9")
    assert [*find_outside(edition, whole, [("one", made_up("neet-age-16", "1.0")), ("other", None)])] == []
    assert [*find_outside(edition, None, [("one", made_up("neet-age-16", "1.0"))] * 2)] == []
    rule = Sum(total="neet-and-not-known", parts=("neet", "activity-not-known"))
    assert [*find_sum_mismatches(edition, [rule], {"norfolk": Period.parse("2016-09")})] == []
