"""The key of the education scorecard beyond its page of rows: its sentence, its dates, and every result in a colour."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_pages import POLICIES, ROOT

from crossfoot.judgements.education import judge_against_national, judge_step
from crossfoot.judgements.education_policy import EducationPolicy, NewStandard, Scale
from crossfoot.judgements.judgement import Performance, Rag
from crossfoot.judgements.policies import Policies
from crossfoot.judgements.reading import Reading
from crossfoot.vocabulary.issues import InputRefused
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

POLICY = POLICIES.education
SUMMER_2016 = Period.parse("2015-16-academic")
MEASURE = "another-measure"
SCORES = st.fractions(min_value=-3, max_value=100, max_denominator=1000)


def reading(value: Fraction | int, unit: Unit = Unit.SCORE, decimals: int = 2, period: Period = SUMMER_2016) -> Reading:
    return Reading(period, Fraction(value), unit, decimals, Form.IN_YEAR)


def with_band(scale: Scale, **settings: str) -> EducationPolicy:
    written = POLICY.model_dump()
    written[scale.value] |= {name: Decimal(value) for name, value in settings.items()}
    return EducationPolicy.model_validate(written)


@given(value=SCORES, other=SCORES, scale=st.sampled_from(Scale), everyone=st.booleans())
def test_every_result_with_a_national_one_has_one_colour(
    value: Fraction, other: Fraction, scale: Scale, everyone: bool
) -> None:
    """Also where the printed key has none: Progress 8 more than 0.2 below."""
    verdict = judge_against_national(
        reading(value), reading(other), measure=MEASURE, scale=scale, policy=POLICY, is_all_pupils=everyone
    )
    assert verdict.word.is_colour
    assert verdict.gap is not None
    assert (verdict.word is Rag.GREEN) == (verdict.gap >= 0)
    assert verdict.is_above == (verdict.gap > 0)
    assert not (verdict.is_above and verdict.word is not Rag.GREEN)


@given(value=SCORES, other=SCORES, scale=st.sampled_from(Scale))
def test_an_arrow_turns_round_with_time(value: Fraction, other: Fraction, scale: Scale) -> None:
    before = SUMMER_2016.shift(-1)
    there = judge_step(reading(value), reading(other, period=before), measure=MEASURE, scale=scale, policy=POLICY).word
    back = judge_step(reading(other), reading(value, period=before), measure=MEASURE, scale=scale, policy=POLICY).word
    turned = {Performance.BETTER: Performance.WORSE, Performance.WORSE: Performance.BETTER}
    assert back is turned.get(there, there)


def test_pupils_and_inspections_are_said_apart_only_where_their_settings_differ() -> None:
    assert "no more than 4 percentage points, 0.1 of Progress 8 or 1 of Attainment 8" in POLICY.sentence
    apart = with_band(Scale.ESTABLISHMENTS, amber_within="6")
    assert "no more than 4 percentage points for pupils and 6 for inspections, 0.1 of Progress 8" in apart.sentence


def test_one_point_is_said_in_the_singular_and_eleven_are_not() -> None:
    assert "of at least 1 percentage point, 0.1" in POLICY.sentence
    assert "of at least 11 percentage points for pupils" in with_band(Scale.PUPILS, arrow_from="11").sentence


@pytest.mark.parametrize(
    ("period", "is_covered"),
    [("2014-15-academic", False), ("2015-16-academic", True), ("2016-17-academic", False)],
)
def test_a_new_standard_covers_the_years_that_end_between_its_dates(period: str, is_covered: bool) -> None:
    standard = NewStandard(measures=("writing",), since=date(2015, 9, 1), until=date(2016, 8, 31), because="It is new.")
    assert standard.covers("writing", Period.parse(period)) is is_covered
    assert not standard.covers("reading", Period.parse(period))


def test_only_progress_8_has_a_national_value_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    copytree(ROOT / "definitions" / "policies", folder)
    path = folder / "education.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("attainment:\n", "attainment:\n  national: 0\n"), encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        Policies.load(folder)
    assert [(issue.code, issue.field) for issue in caught.value.issues] == [("KEY-UNKNOWN", "attainment.national")]


def test_a_margin_below_nought_and_an_arrow_from_nought_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    copytree(ROOT / "definitions" / "policies", folder)
    path = folder / "education.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("amber_within: 0.1", "amber_within: -0.1").replace("arrow_from: 0.1", "arrow_from: 0"),
        encoding="utf-8",
    )
    with pytest.raises(InputRefused) as caught:
        Policies.load(folder)
    assert {issue.field for issue in caught.value.issues} == {"progress.amber_within", "progress.arrow_from"}
