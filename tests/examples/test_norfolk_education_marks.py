"""Each mark that the education scorecard of the pack printed, against crossfoot's and against plain arithmetic.

Lists were typed from the pack. Marks are worked out here a second time on the file of figures, without crossfoot's
rules. The thresholds of the arrows are those that agree with the most printed ones.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from education_cells import NATION, PRINTED, VALUES, name_of

from crossfoot.judgements.education_policy import Scale
from crossfoot.judgements.policies import Policies
from crossfoot.reports.edition import Edition
from crossfoot.reports.education.education_layout import EducationLayout, read_education_layout
from crossfoot.reports.education.education_marks import (
    Marked,
    inspection_marks,
    inspection_series,
    result_marks,
    result_series,
)
from crossfoot.vocabulary.periods import Period

ROOT = Path(__file__).parents[2]
LATEST = "2017-01"

PROGRESS, ATTAINMENT = "key-stage-4-progress-8", "key-stage-4-attainment-8"
UNDER_LEVELS = "key-stage-2-level-4b-gap"
NEW_STANDARD = {f"key-stage-2-{part}" for part in ("expected-standard", "reading", "writing", "mathematics")}


def scale_of(indicator: str) -> Scale:
    if indicator == PROGRESS:
        return Scale.PROGRESS
    if indicator == ATTAINMENT:
        return Scale.ATTAINMENT
    return Scale.ESTABLISHMENTS if indicator.endswith(("or-better", "outstanding")) else Scale.PUPILS


AMBER: dict[Scale, Fraction | int] = {
    Scale.PUPILS: 4,
    Scale.ESTABLISHMENTS: 4,
    Scale.PROGRESS: Fraction(1, 10),
    Scale.ATTAINMENT: 1,
}
ARROW: dict[Scale, Fraction | int] = {
    Scale.PUPILS: 1,
    Scale.ESTABLISHMENTS: 1,
    Scale.PROGRESS: Fraction(1, 10),
    Scale.ATTAINMENT: 1,
}


@dataclass(frozen=True)
class Marks:
    colour: str = ""
    plus: bool = False
    arrow: str = ""


def plain_marks(row: dict[str, str]) -> Marks:
    indicator, _, part = name_of(row)
    values = VALUES.get(name_of(row), {})
    if row["period"] not in values or indicator in NEW_STANDARD:
        return Marks()
    value, scale = values[row["period"]], scale_of(indicator)
    national = VALUES.get((indicator, NATION, part), {}).get(row["period"])
    if indicator == UNDER_LEVELS or (indicator == PROGRESS and not part):
        national = Fraction(0)
    colour, plus = "", False
    if national is not None:
        below = national - value
        colour = "green" if below <= 0 else "amber" if below <= AMBER[scale] else "red"
        plus = below < 0
    return Marks(colour, plus, arrow_of(row, ARROW[scale]))


def change_of(row: dict[str, str]) -> Fraction | None:
    values = VALUES.get(name_of(row), {})
    before = [period for period in sorted(values) if period < row["period"]]
    return values[row["period"]] - values[before[-1]] if before and row["period"] in values else None


def arrow_of(row: dict[str, str], least: Fraction | int) -> str:
    change = change_of(row)
    if change is None or abs(change) < least:
        return ""
    return "better" if change > 0 else "worse"


def of_norfolk() -> Iterator[dict[str, str]]:
    yield from (row for row in PRINTED if row["area"] != NATION)


@pytest.fixture(scope="module")
def layout(edition: Edition) -> EducationLayout:
    return read_education_layout(edition.catalogue)


def crossfoot_marks(edition: Edition, layout: EducationLayout, row: dict[str, str]) -> Marks:
    found = _marked(edition, layout, row)
    assert found is not None
    word = found.national.word
    return Marks(
        word.value if word.is_colour else "",
        found.national.is_above,
        found.step.word.value if found.step.word.value in ("better", "worse") else "",
    )


def _marked(edition: Edition, layout: EducationLayout, row: dict[str, str]) -> Marked | None:
    period = Period.parse(row["period"])
    for measure in layout.result_measures:
        if measure.indicator == row["indicator"]:
            (pupils,) = (each for each in layout.pupils if each.breakdown == row["breakdown"])
            return result_marks(edition, result_series(edition, measure, pupils), [period], row["area"])[0]
    series = inspection_series(edition, row["indicator"])
    return inspection_marks(edition, series, layout, [period], row["area"])[0]


def test_crossfoot_marks_every_cell_as_plain_arithmetic_does(edition: Edition, layout: EducationLayout) -> None:
    different = []
    found: Counter[str] = Counter()
    for row in of_norfolk():
        ours, plain = crossfoot_marks(edition, layout, row), plain_marks(row)
        found[ours.colour] += 1
        if ours != plain:
            different.append((row, ours, plain))
    assert different == []
    assert {word for word, count in found.items() if count > 20} == {"green", "amber", "red", ""}


# Each printed arrow that does not come out, by line and period.
ARROWS_NOT_OURS = {
    "the position before July 2014 is not printed": {
        *((line, "2014-07") for line in (1357, 1358, 1359, 1360, 1361, 1362)),
        *((line, "2014-07") for line in range(1367, 1374)),
    },
    "44 of 64 both times": {(1367, "2015-07")},
    "the arrow of December stands again, and nothing changed since": {(1360, LATEST), (1361, LATEST)},
}
# Each arrow of ours that was not printed.
ARROWS_NOT_PRINTED = {
    "2.7 up, the second largest rise of the column, is left without": {(1288, "2015-16-academic", ATTAINMENT)},
    "0.11 up is left without, 0.10 down has one": {(1296, "2015-16-academic", PROGRESS)},
    "the rows of all schools have none before December 2016": {
        *((1355, period, "schools-outstanding") for period in ("2015-07", "2016-07")),
        *((1356, period, "schools-good-or-better") for period in ("2015-07", "2016-07")),
    },
    "inspections are on hold, and closures moved the share": {(1359, "2016-12", "childrens-centres-good-or-better")},
    "left out": {
        (1359, "2015-07", "childrens-centres-good-or-better"),
        (1362, "2015-07", "special-schools-good-or-better"),
        (1373, "2015-07", "schools-good-or-better"),
    },
    "of the districts, December 2016 has an arrow in Breckland only": {
        (line, "2016-12", "schools-good-or-better") for line in (1368, 1369, 1370, 1371, 1372, 1373)
    },
}
# Each printed plus that does not come out.
PLUSES_NOT_OURS = {
    "88 is below the 89 beside it": {(1356, LATEST, "schools-good-or-better")},
    "there is no national figure in December 2016": {(1358, "2016-12", "childminders-good-or-better")},
}
# Each plus of ours that was not printed, but for Progress 8, Attainment 8 and the gaps, which have none anywhere.
PLUSES_NOT_PRINTED = {
    "two of the four above national in 2016 are left without": {
        (1228, "2015-16-academic", "early-years-good-level-of-development"),
        (1231, "2015-16-academic", "early-years-good-level-of-development"),
    },
    "the column of 2016 has none": {
        (line, "2015-16-academic", "key-stage-4-english-and-mathematics") for line in (1291, 1301, 1302)
    },
    "left out in July 2015": {
        (1357, "2015-07", "early-years-settings-good-or-better"),
        (1358, "2015-07", "childminders-good-or-better"),
        (1362, "2015-07", "special-schools-good-or-better"),
        (1371, "2015-07", "schools-good-or-better"),
        (1373, "2015-07", "schools-good-or-better"),
    },
    "of the districts, the columns from December 2016 have none": {
        (line, period, "schools-good-or-better") for line in (1368, 1371, 1372) for period in ("2016-12", LATEST)
    },
}
WITHOUT_PLUSES = {PROGRESS, ATTAINMENT, UNDER_LEVELS}


def all_of(reasons: dict[str, set[tuple[int, str, str]]]) -> set[tuple[int, str, str]]:
    found = [each for listed in reasons.values() for each in listed]
    assert len(set(found)) == len(found)
    return set(found)


def test_every_printed_arrow_comes_out_but_those_listed(edition: Edition, layout: EducationLayout) -> None:
    not_ours, not_printed, printed = set(), set(), 0
    for row in of_norfolk():
        ours = crossfoot_marks(edition, layout, row).arrow
        place = (int(row["line"]), row["period"])
        printed += bool(row["direction"])
        if row["direction"] and ours != row["direction"]:
            assert not ours, "an arrow the other way"
            not_ours.add(place)
        elif ours and not row["direction"]:
            not_printed.add((*place, row["indicator"]))
    assert not_ours == {place for listed in ARROWS_NOT_OURS.values() for place in listed}
    assert not_printed == all_of(ARROWS_NOT_PRINTED)
    assert (printed, printed - len(not_ours)) == (122, 106)


def test_every_printed_plus_comes_out_but_those_listed(edition: Edition, layout: EducationLayout) -> None:
    not_ours, not_printed, printed, in_columns_without = set(), set(), 0, 0
    for row in of_norfolk():
        ours = crossfoot_marks(edition, layout, row).plus
        place = (int(row["line"]), row["period"], row["indicator"])
        printed += bool(row["above_national"])
        if row["above_national"] and not ours:
            not_ours.add(place)
        elif ours and row["indicator"] in WITHOUT_PLUSES:
            in_columns_without += 1
        elif ours and not row["above_national"]:
            not_printed.add(place)
    assert not_ours == all_of(PLUSES_NOT_OURS)
    assert not_printed == all_of(PLUSES_NOT_PRINTED)
    assert (printed, printed - len(not_ours)) == (35, 33)
    assert in_columns_without == 38
    assert {row["indicator"] for row in PRINTED if row["above_national"]} & WITHOUT_PLUSES == set()


def test_the_nation_has_one_printed_arrow_and_is_marked_nowhere_here() -> None:
    assert [(row["line"], row["printed"]) for row in PRINTED if row["area"] == NATION and row["direction"]] == [
        ("1234", "66 ↑")
    ]


GRID = {
    Scale.PUPILS: [Fraction(step) for step in range(1, 20)],
    Scale.ESTABLISHMENTS: [Fraction(step) for step in range(1, 20)],
    Scale.PROGRESS: [Fraction(step, 100) for step in range(1, 40)],
    Scale.ATTAINMENT: [Fraction(step, 10) for step in range(1, 40)],
}
# Places that agree with the printed ones at the best threshold, of all that have something before them.
BEST = {
    Scale.PUPILS: (64, 64),
    Scale.ESTABLISHMENTS: (43, 60),
    Scale.PROGRESS: (15, 16),
    Scale.ATTAINMENT: (15, 16),
}


@pytest.mark.parametrize("scale", Scale)
def test_no_other_threshold_agrees_with_more_of_the_printed_arrows(scale: Scale) -> None:
    rows = [row for row in of_norfolk() if scale_of(row["indicator"]) is scale and change_of(row) is not None]

    def agreeing(least: Fraction) -> int:
        return sum(arrow_of(row, least) == row["direction"] for row in rows)

    policy = Policies.load(ROOT / "definitions" / "policies").education
    best = max(map(agreeing, GRID[scale]))
    assert (agreeing(Fraction(policy.band(scale).arrow_from)), len(rows)) == (best, len(rows)) == BEST[scale]
