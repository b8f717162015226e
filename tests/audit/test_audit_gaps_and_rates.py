"""Gaps, rates and averages as scorecards and outturns print them: a wrong cell is found, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

AGAINST = """Vacancy and agency rates compared

Rate | Council | Region | England | Against region | Against England
Vacancy rate | 18.4% | 18.6% | 18.9% | -0.2 | -0.5
Turnover | 11.5% | 16.4% | 15.9% | {0} | -4.4
Agency share | 7.7% | 15.2% | 17.8% | -7.5 | -10.1
"""
DISTRICTS = """The measure by district

District | Schools | Pupils | Number at standard | % | Gap to Thornmere (pts)
Harbour | 3 | 191 | 121 | 63.4 | {0}
Westshore | 3 | 146 | 88 | 60.3 | -3.9
Upper Bay | 3 | 194 | 132 | 68.0 | +3.8
All | 9 | 531 | 341 | 64.2 | 0.0
"""
OUTTURN = """Outturn by service (£000)

Service | Revised budget | Outturn | Variance | Variance %
Fieldwork | 18,640 | 18,912 | 272 | 1.5%
Placements | 31,275 | 34,518 | 3,243 | 10.4%
Fostering | 9,860 | 9,744 | (116) | {0}
Early help | 6,425 | 6,180 | (245) | (3.8)%
Total | 66,200 | 69,354 | 3,154 | 4.8%
"""
SUSPENDED = """Pupils and sessions

School | Pupils on roll | Possible sessions
Anchor Lane | 412 | 76,320
Beacon Hill | 298 | 55,130
Castle Fields | 356 | 66,215
Dunes | 205 | 37,720
Fairlight | 397 | 73,445

Suspensions by term

School | Autumn | Spring | Summer | Year | Pupils suspended | Suspensions per 100 pupils
Anchor Lane | 7 | 4 | 6 | 17 | 11 | 4.13
Beacon Hill | 3 | 2 | 1 | 6 | 5 | 2.01
Castle Fields | 9 | 6 | 8 | 23 | 15 | 6.46
Dunes | 8 | 11 | 9 | 28 | 17 | 13.66
Fairlight | 10 | 9 | 12 | 31 | 19 | {0}
"""
NUMBERS = """Placements: outturn and what one costs

 | Budget | Outturn | Variance | Average number | Average cost
 | £000 | £000 | £000 | children | £000 each
Independent residential | 11,420 | 13,986 | 2,566 | 58 | 241.1
Independent fostering | 8,115 | 8,547 | 432 | 172 | 49.7
Lodgings | 3,960 | 4,412 | 452 | 94 | 46.9
In-house residential | 4,310 | 4,188 | (122) | 31 | 135.1
All placements | 27,805 | 31,133 | 3,328 | {0} | 87.7
"""
QUARTERS = """Agency workers: number and cost

Quarter | Workers at end | Agency cost | Budget | Over (+) / under (-) | Change in cost on previous quarter
Quarter 1 | 26.0 | £452,800 | £385,000 | +£67,800 |
Quarter 2 | 24.5 | £431,600 | £385,000 | +£46,600 | {0}
Quarter 3 | 21.0 | £374,150 | £385,000 | -£10,850 | -13.3%
Year to date | | £1,258,550 | £1,155,000 | +£103,550 |
"""
TO_DATE = """Front door, April to August

Activity | Apr | May | Jun | Jul | Aug | Year to date | Monthly average
Contacts | 1,182 | 1,240 | 1,206 | 1,318 | 967 | 5,913 | 1,182.6
Referrals | 412 | 437 | 398 | 455 | 331 | 2,033 | 406.6
Assessments | 366 | 389 | 377 | 402 | 318 | 1,852 | {0}
Enquiries | 118 | 124 | 109 | 131 | 92 | 574 | 114.8
"""
AT_END = """Children with a plan

Month | At start | Plans started | Plans ended | At end | Rate per 10,000 at end
July | 287 | 26 | 31 | 282 | 39.3
August | 282 | 19 | 24 | 277 | 38.6
September | 277 | 34 | 22 | 289 | 40.3
Quarter 2 | 287 | 79 | 77 | 289 | 40.3
Quarter 1 | 301 | 71 | 85 | 287 | {0}
"""
CAMPAIGNS = """Recruitment campaigns

Post | Applications | Offers | Started | Offers per 100 applications | Offers taken up
Social worker | 96 | 17 | 14 | {0} | 82.4%
Senior social worker | 38 | 8 | 6 | 21.1 | 75.0%
Team manager | 17 | 3 | 3 | 17.6 | 100.0%
Practitioner | 124 | 15 | 15 | 12.1 | 100.0%
Residential worker | 88 | 12 | 10 | 13.6 | 83.3%
All posts | 363 | 55 | 48 | 15.2 | 87.3%

Of 55 offers, 7 were not taken up, 3 of them by a social worker.
"""
GRANTS = """Where the money comes from

Source | 2024/25 | 2025/26 | 2026/27 | Three years | Share
Basic need | 3,150 | 2,840 | 2,200 | 8,190 | 36.7%
Condition | 2,180 | 2,095 | 2,095 | 6,370 | 28.6%
High needs | 2,640 | 2,310 | 900 | 5,850 | 26.2%
Contributions | 385 | 620 | 410 | 1,415 | {0}
Schools' own | 198 | 145 | 120 | 463 | 2.1%
Total funding | 8,553 | 8,010 | 5,725 | 22,288 | 100.0%
"""
NEEDED = """Second dose at five years

Locality | Eligible children | Vaccinated | Not vaccinated | Take-up | More needed for 95%
Castle | 231 | 209 | 22 | {0} | 11
Fellside | 204 | 195 | 9 | 95.6% | 0
Lakeside | 252 | 234 | 18 | 92.9% | 6
Moor | 189 | 162 | 27 | 85.7% | 18
Riverton | 283 | 240 | 43 | 84.8% | 29
All | 1,159 | 1,040 | 119 | 89.7% | 62
"""
SERVICES = """Thornmere staffing
Family Safeguarding has the highest share of agency workers in Thornmere.

Establishment by service

Service | Establishment | In post | Agency | Agency share of workforce
Assessment | 42.0 | 33.6 | 6.0 | 15.2%
Family Safeguarding | 78.5 | 61.2 | 12.0 | {0}
Fostering | 28.0 | 26.3 | 1.0 | 3.7%
All | 148.5 | 121.1 | 19.0 | 13.6%

Rates compared

Rate | Thornmere | Region | England
Vacancy rate | 18.4% | 18.6% | 18.9%
Turnover | 11.5% | 16.4% | 15.9%
Agency share of workforce | 13.6% | 15.2% | 17.8%
"""
FLOW = """Stock and flow, autumn term

 | Home educated | Part-time timetables
Start of term | 418 | 142
Started | 96 | 88
Ended | -37 | -71
End of term | 477 | 159
Change over term | {0} | +12.0%
"""
LESS = """Turnover, vacancy and agency rates compared (%)

 | Council | | Neighbours | England | Council less
Measure | 2024 | 2025 | 2025 | 2025 | England
Turnover | 24.3 | 22.3 | 14.6 | 13.8 | {0}
Vacancy | 22.9 | 20.9 | 17.8 | 17.3 | +3.6
Agency | 15.2 | 12.7 | 15.9 | 16.2 | -3.5
"""
CHARGES = """Average hourly charge (£)

Age group | 2023 | 2024 | 2025 | Rise 2024 to 2025 | Rise % | Regional average | Here dearer (cheaper)
Under two | 6.12 | 6.48 | 6.84 | 0.36 | 5.6% | 6.71 | 0.13
Two | 5.97 | 6.25 | 6.57 | 0.32 | 5.1% | 6.60 | {0}
Three and four | 5.70 | 5.94 | 6.18 | 0.24 | 4.0% | 6.09 | 0.09
School age | 4.85 | 4.90 | 5.14 | 0.24 | 4.9% | 5.22 | (0.08)
"""
PROVIDERS = """Places by kind of provider

 | Settings | Places | Places | Change | Places
Provider | 2025 | 2024 | 2025 | number | per setting
Day nurseries | 47 | 2,087 | 2,236 | +149 | {0}
Playgroups | 31 | 806 | 744 | -62 | 24.0
Childminders | 96 | 448 | 403 | -45 | 4.2
School nurseries | 9 | 152 | 156 | +4 | 17.3
All providers | 183 | 3,493 | 3,539 | +46 | 19.3
"""
AGENCY = """Agency spend (£)

Quarter | Agency spend | Cover value of posts | Extra cost of agency | Average agency FTE | Spend per FTE
Q3 2024/25 | 812,450 | 561,300 | 251,150 | 32.4 | 25,076
Q4 2024/25 | 779,220 | 540,185 | 239,035 | 31.0 | 25,136
Q1 2025/26 | 731,904 | 509,760 | 222,144 | 29.3 | {0}
Q2 2025/26 | 668,340 | 467,910 | 200,430 | 27.0 | 24,753
Four quarters | 2,991,914 | 2,079,155 | 912,759 | 29.9 | 99,980
"""
COMPARED = """Wrenshire

Where children live

Place | Children | Share
Fostering | 351 | 77.3%
Homes | 46 | 10.1%
Elsewhere | 57 | 12.6%
All children in care | 454 | 100.0%

Rates per 10,000 against others

Measure | Number | Wrenshire | England | Difference from England
Children in need | 2,063 | 336.9 | 332.7 | +4.2
Protection plans | 263 | 42.9 | 41.6 | +1.3
Children in care | 454 | 74.1 | 70.3 | {0}
Referrals (year to date, annualised) | 2,139 | 465.7 | 519.3 | -53.6
"""
PACKS = {
    "against a region and England": (AGAINST, "-4.9", "+4.9", 5),
    "a gap to the row of all": (DISTRICTS, "-0.8", "+0.8", 4),
    "a sign of per cent after brackets": (OUTTURN, "(1.2)%", "(2.1)%", 6),
    "pupils on roll in another table": (SUSPENDED, "7.81", "7.18", 17),
    "an average number is added": (NUMBERS, "355", "353", 9),
    "a change on the quarter before": (QUARTERS, "-4.7%", "+4.7%", 5),
    "the year to date over its months": (TO_DATE, "370.4", "374.0", 6),
    "a rate of what is there at the end": (AT_END, "40.0", "41.9", 8),
    "a rate beside a note of what is left out": (CAMPAIGNS, "17.7", "14.6", 4),
    "shares that make 99.9": (GRANTS, "6.3%", "3.6%", 7),
    "needed for a percentage, row by row": (NEEDED, "90.5%", "95.0%", 4),
    "a change over a term in a table of two": (FLOW, "+14.1%", "+12.4%", 8),
    "less England, in two lines": (LESS, "+8.5", "-8.5", 5),
    "dearer or cheaper than an average": (CHARGES, "(0.03)", "0.03", 5),
    "places for each setting of one year": (PROVIDERS, "47.6", "44.4", 5),
    "a year over an average that was not rounded": (AGENCY, "24,980", "24,908", 6),
    "a share of all and a rate": (COMPARED, "+3.8", "-3.8", 16),
    "a service of the name that the title has": (SERVICES, "16.4%", "14.6%", 8),
}


@pytest.mark.parametrize("name", PACKS)
def test_one_wrong_cell_is_found_and_the_right_one_is_not(name: str, tmp_path: Path) -> None:
    text, right, wrong, line = PACKS[name]
    assert_only_the_wrong_is_found((re.sub(r" ?\| ?", "\t", text), right, wrong, line), tmp_path)
