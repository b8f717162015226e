"""How a row of the education page is run: colour and plus against national, or the arrow against the year before."""

from __future__ import annotations

from fractions import Fraction

from rule_pages import SHORTHAND, Row

from crossfoot.judgements.education import judge_against_national, judge_step
from crossfoot.judgements.education_policy import EducationPolicy, Scale
from crossfoot.judgements.policies import Policies
from crossfoot.judgements.reading import Reading
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Unit

SUMMER_2016 = "2015-16-academic"
UNITS = {
    Scale.PUPILS: (Unit.PERCENTAGE, 0),
    Scale.ESTABLISHMENTS: (Unit.PERCENTAGE, 0),
    Scale.PROGRESS: (Unit.SCORE, 2),
    Scale.ATTAINMENT: (Unit.SCORE, 1),
}
OTHER_MEASURE = "another-measure"


def run_education(row: Row, policies: Policies) -> dict[str, str]:
    scale = Scale(row.take("scale"))
    policy = _policy(row, policies.education, scale)
    unit = (Unit.PERCENTAGE_POINTS, 0) if row.has("gap") else UNITS[scale]
    period = Period.parse(row.may_take("period") or SUMMER_2016)
    measure = row.may_take("measure") or OTHER_MEASURE
    result = _reading(row.take("gap" if row.has("gap") else "value"), period, unit)
    if row.has("before"):
        step = judge_step(
            result,
            _reading(row.take("before"), period.shift(-1), unit),
            measure=measure,
            scale=scale,
            policy=policy,
            breaks=(period.start,) if row.may_take("definition changed") == "yes" else (),
        )
        return {"arrow": step.word, "step reason": step.reason}
    national = "0" if row.has("gap") else row.take("national result" if scale is Scale.PROGRESS else "national")
    verdict = judge_against_national(
        result,
        _reading(national, period, unit),
        measure=measure,
        scale=scale,
        policy=policy,
        is_all_pupils=row.may_take("whose") != "part",
    )
    return {"expected": verdict.word, "plus": "+" if verdict.is_above else "", "reason": verdict.reason}


def _policy(row: Row, shipped: EducationPolicy, scale: Scale) -> EducationPolicy:
    band = row.policy(shipped.band(scale))
    changed = EducationPolicy.model_validate({**shipped.model_dump(), scale.value: band.model_dump()})
    return row.policy(changed)


def _reading(cell: str, period: Period, unit: tuple[Unit, int]) -> Reading:
    value = SHORTHAND[cell] if cell in SHORTHAND else Fraction(cell)
    return Reading(period, value, *unit, form=Form.IN_YEAR)
