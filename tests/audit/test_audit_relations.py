"""What a table proves of itself: a relation that is found is checked, one that chance suggests is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack


def found(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / "pack.txt"
    path.write_text(text.replace(" | ", "\t").replace("| ", "\t"), encoding="utf-8")
    return [(finding.rule, finding.published) for finding in audit_pack(path).findings]


AREAS = """Front door by council
Measure | Ashby | Bexford | Corley | Dunmere | The partnership
Contacts | 812 | 640 | 1,020 | 451 | 2,923
Referrals | 204 | 161 | 262 | 117 | {total}
Assessments started | 188 | 149 | 241 | 109 | 687
Strategy discussions | 61 | 44 | 80 | 29 | 214
Average days to decision | 1.9 | 2.4 | 2.1 | 1.7 | {average}
"""
SHARES = """Placements at 31 March
Setting | Children | Share of all
Foster care | 243 | 61.1%
Children's homes | 51 | {share}
With parents | 37 | 9.3%
Independent living | 67 | 16.8%
All settings | 398 | 100.0%
"""
CHANGE = """Custody rate by area
Place | This year | Year before | % change
Ours | 270 | 391 | -30.9%
Next door | 425 | 458 | {lost}
Up river | 362 | 345 | {turned}
Down river | 445 | 385 | +15.6%
By the sea | 333 | 349 | -4.6%
"""
WITHOUT = """Children in care on 31 March
Group | 2019 | 2020 | 2021 | 2022
Children in care | 529 | 475 | 566 | 506
of whom unaccompanied | 17 | 48 | 30 | 47
Children in care without unaccompanied | 512 | {without} | 536 | 459
"""
EXCEPTIONS = """Plans finalised
Measure | Jan | Feb | Mar | Apr | May
Plans finalised | 29 | 35 | 29 | 23 | 27
of which exceptions | 4 | 2 | 2 | 5 | 1
Within 20 weeks not counting exceptions | 20 | 18 | 17 | 15 | 21
20 weeks % excluding exceptions | 80.0% | 54.5% | {percent} | 83.3% | 80.8%
"""
SCORES = """Risk register
Ref | Risk | L | I | Score | Last score
R1 | Too few carers | 3 | 4 | 12 | 9
R2 | Records lost | 2 | 5 | {score} | 10
R3 | Costs above budget | 5 | 4 | 20 | 16
R4 | Inspection fails | 1 | 5 | 5 | 8
"""
PRICES = """Placements and what they cost
Kind | Planned number | Number | Average weekly cost (£) | Full-year cost (52 weeks, £000)
Residential | 41.7 | 37.6 | 2,949 | 5,766
Agency fostering | 132.7 | 119.8 | 862 | {cost}
Own fostering | 164.1 | 171.8 | 421 | 3,761
Lodgings | 22.2 | 22.1 | 744 | 855
"""
BASES = """Health measures
Measure | Number | Population | Basis | Rate
Injuries under 15 | 376 | 51,600 | per 10,000 | 72.9
Self-harm, 10 to 24 | 196 | 49,840 | per 100,000 | {rate}
Conceptions under 18 | 54 | 7,120 | per 1,000 | 7.6
Infant deaths | 13 | 4,700 | per 1,000 | 2.8
"""
BOTH = """Children in care by locality
Locality | No. (%) | Over 20 miles away
North | 82 (26.9%) | 15
South | 91 ({share}) | 22
East | 74 (24.3%) | 9
West | 58 (19.0%) | 12
All localities | 305 (100.0%) | 58
"""
FACTORS = """Factors found at assessment: a child may have several
Factor | Assessments | % of assessments
Domestic abuse | 332 | 50%
Parent's mental health | 230 | {percent}
Drug misuse | 140 | 21%
Alcohol misuse | 126 | 19%
Neglect | 166 | 25%
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "expected"),
    [
        (AREAS, {"total": 744, "average": 2.1}, {"total": 734, "average": 2.1}, "734"),
        (AREAS, {"total": 744, "average": 2.1}, {"total": 744, "average": 3.1}, "3.1"),
        (SHARES, {"share": "12.8%"}, {"share": "21.8%"}, "21.8%"),
        (CHANGE, {"lost": "-7.2%", "turned": "+4.9%"}, {"lost": "+7.2%", "turned": "-4.9%"}, "+7.2%"),
        (CHANGE, {"lost": "-7.2%", "turned": "+4.9%"}, {"lost": "+7.2%", "turned": "-4.9%"}, "-4.9%"),
        (WITHOUT, {"without": 427}, {"without": 472}, "472"),
        (EXCEPTIONS, {"percent": "63.0%"}, {"percent": "58.6%"}, "58.6%"),
        (SCORES, {"score": 10}, {"score": 7}, "7"),
        (PRICES, {"cost": "5,370"}, {"cost": "5,948"}, "5,948"),
        (BASES, {"rate": "393.3"}, {"rate": "39.3"}, "39.3"),
        (BOTH, {"share": "29.8%"}, {"share": "28.9%"}, "28.9%"),
        (FACTORS, {"percent": "34%"}, {"percent": "43%"}, "43%"),
    ],
)
def test_one_figure_that_does_not_keep_to_the_table_is_found(
    tmp_path: Path, text: str, right: dict[str, object], wrong: dict[str, object], expected: str
) -> None:
    assert found(tmp_path, text.format(**right)) == []
    assert expected in [published for _, published in found(tmp_path, text.format(**wrong))]


CHANCE = """Schools by judgement
Phase | Schools | Outstanding | Good | Requires improvement | Inadequate
Nursery | 6 | 1 | 3 | 1 | 1
Primary | 74 | 13 | 50 | 8 | 3
Secondary | 15 | 3 | 9 | 1 | 2
Special | 5 | 0 | 4 | 1 | 0
"""
APPROVED = """Capital programme (£m)
Scheme | Approved total | Spent before | 2017/18 | 2018/19 | Later | Forecast total | Over/(under)
New school | 10.58 | 2.35 | 2.02 | 3.27 | 2.94 | 10.58 | 0.00
Special school | 7.35 | 2.82 | 1.23 | 1.12 | 2.33 | 7.50 | 0.15
Repairs | 8.96 | 3.90 | 0.10 | 1.17 | 3.57 | 8.74 | (0.22)
"""
HIDDEN = """Interventions at the end of the quarter
Kind | Boys | Girls | Total
Referral orders | 47 | 13 | 60
Rehabilitation orders | 25 | 4 | 29
Training orders | * | * | 8
Other disposals | 29 | 4 | 33
All | 107 | 23 | 130
"""
STOCK = """Plans maintained
Quarter | At the start | New | Ceased | At the end
Q1 2016/17 | 308 | 31 | 23 | 316
Q2 2016/17 | 316 | 28 | 33 | 311
Q3 2016/17 | 311 | 37 | 33 | 315
Year to date | 308 | 96 | 89 | 315
"""
TENS = """Referrals by region, rounded to the nearest ten
Region | Referrals | Referred again | % referred again
North | 34,680 | 7,440 | 21.5
South | 51,220 | 11,350 | 22.2
East | 40,910 | 9,080 | 22.2
West | 28,460 | 5,930 | 20.8
Middle | 19,970 | 4,110 | 20.6
Islands | 12,340 | 2,650 | 21.5
"""
NOUGHTS = """Movement in reserves (£000)
Line | General fund | Earmarked | Capital | Total
Opening | 950 | 0 | 0 | 950
Surplus | 0 | 0 | 0 | 0
Transfers | -210 | 210 | 0 | 0
Closing | 740 | 210 | 0 | 950
"""
YEARS = """Exclusions by year
Year | Pupils | Share in school at the end
2015/16 | 3,201 | 91.6%
2016/17 | 3,377 | 90.2%
2017/18 | 3,290 | 92.4%
"""


@pytest.mark.parametrize("text", [CHANCE, APPROVED, HIDDEN, STOCK, TENS, NOUGHTS, YEARS])
def test_what_chance_or_rounding_makes_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_two_faults_in_one_short_column_do_not_hide_each_other(tmp_path: Path) -> None:
    text = SHARES.format(share="21.8%").replace("61.1%", "16.1%")
    assert {"21.8%", "16.1%"} <= {published for _, published in found(tmp_path, text)}
