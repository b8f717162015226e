"""Tables of the committee pack, typed by hand from its pages: what the reports built from the example are read against.

`.` is a cell that was left blank or has a dash.
"""

from __future__ import annotations

# Every reference of the redesigned report with the indicator it stands for: the summary (lines 2001 to 2062) and then
# those that only topic pages have. 3.6 and 3.7 of a topic page are 3.6a and 3.7a of the summary.
REFERENCES = """
2.1 contacts
2.2 referrals
2.3 contacts-accepted-as-referrals
2.4 referral-rate
2.7 re-referrals
2.8 re-referrals-rolling-12
3.1 assessments-authorised
3.2 assessment-rate-rolling-12
3.3 assessments-within-45-working-days
3.4 assessments-open-past-45-working-days
3.5 assessments-ending-ongoing-involvement
3.6a assessments-ending-information-and-advice
3.7a assessments-stepped-down
4.3 section-47-rate
4.4 section-47-completed
4.5 section-47-substantiated-continuing-risk
4.6 section-47-substantiated-no-continuing-risk
4.7 section-47-not-substantiated
5.2 children-in-need-including-protection-plans
5.3b children-in-need-including-protection-plans-rate
5.5 child-in-need-plan-up-to-date
6.1 child-protection-plans
6.2b initial-conference-rate-rolling-12
6.4 initial-conferences-within-15-days
6.5 child-protection-plan-rate
6.8 child-protection-repeat-within-2-years-rolling-12
6.9 child-protection-repeat-ever-rolling-12
6.10 child-protection-plans-over-2-years
6.12 review-conferences-in-timescale
6.14 child-protection-seen-in-timescale
7.1 looked-after-children
7.2 looked-after-rate
7.17 initial-health-assessment-within-20-days
7.8 health-assessment-up-to-date-number
7.9 dental-check-up-to-date-number
7.11 personal-education-plan-up-to-date
7.12 looked-after-care-plan-up-to-date
7.13 looked-after-seen-in-timescale
8.1 care-leavers
8.2 eligible-pathway-plan-up-to-date
8.3 care-leavers-in-suitable-accommodation
8.4 care-leavers-in-education-employment-or-training
9.1 placement-stable-2-years
9.2 three-or-more-placements
10.1 adoptions-within-12-months
10.2 adoption-days-entry-to-placement
10.3 adoption-days-order-to-match
11.2 caseload-maximum-looked-after
11.4 caseload-maximum-assessment
11.5 caseload-maximum-family-intervention
11.7 caseload-maximum-disability
11.8 caseload-maximum-newly-qualified
11.9 caseload-average-newly-qualified
2.5 referrals-to-assessment
5.1 section-17-children-in-need
6.2a initial-conferences-rolling-12
6.3 initial-conferences
6.4n initial-conferences-within-15-days-number
6.11 child-protection-plans-ended-over-2-years
7.3 looked-after-started
7.4 looked-after-ceased
7.6 looked-after-reviews-in-timescale
7.15 review-child-attended
7.16 review-child-participated
9.2n three-or-more-placements-number
11.1 caseload-maximum-safeguarding
"""

# Which references each topic page prints, from the heads of its columns (lines 2070 to 2740); 4.3 to 4.7 have no page
# with numbers of its own in the pack.
TOPICS = {
    "contacts": "2.1 2.3",
    "referrals": "2.2 2.5 2.7 2.8",
    "assessments-authorised": "3.1 3.2",
    "assessments-completed": "3.3 3.4",
    "assessment-outcomes": "3.6a 3.7a 3.5",
    "plans-in-date": "5.5 7.12 8.2",
    "children-in-need": "5.1 5.2 5.3b",
    "child-protection": "6.1 6.5",
    "initial-conferences": "6.2a 6.2b 6.3 6.4n 6.4",
    "child-protection-time": "6.9 6.10 6.11",
    "child-protection-visits": "6.12 6.14",
    "looked-after-children": "7.2 7.1 7.3 7.4",
    "placements": "9.1 9.2n 9.2",
    "looked-after-visits": "7.6 7.13",
    "looked-after-health": "7.8 7.9",
    "education-plans": "7.11",
    "participation": "7.15 7.16",
    "care-leavers": "8.1 8.3 8.4",
    "adoptions": "10.1 10.2 10.3",
    "caseloads": "11.1 11.2 11.4 11.5 11.7 11.8 11.9",
}

SUMMARY_COLUMNS = (
    "Good is",
    "Last four months Oct-16",
    "Last four months Nov-16",
    "Last four months Dec-16",
    "Last four months Jan-17",
    "Current year To date",
    "Current year Target",
    "Judged Direction",
    "Judged RAG",
    "Tolerances Red",
    "Tolerances Green",
    "Previous to date",
    "Latest comparison Similar average",
    "Latest comparison Similar best",
    "Latest comparison England average",
    "Latest comparison England top quartile",
)
# Lines 2002 to 2062. B better, W worse, S same; R red, A amber, G green.
SUMMARY = """
2.1  Info 3292 3271 2852 3163 28208 . . . . . 34029 . . . .
2.2  Info 754 743 566 776 6738 . . . . . 7154 . . . .
2.3  High 22.9 22.7 19.8 24.5 23.9 . B . 15 25 21.0 . . . .
2.4  Low 538.8 530.9 404.4 554.5 481.5 . W . . . 511.2 491.0 302.1 548.3 346.0
2.7  Low 25.9 26.4 20.0 23.8 25.7 20 W A 30 20 14.2 20.7 10.3 22.3 12.4
2.8  Low 26.2 26.2 25.9 25.6 . . B . . . . 20.7 10.3 22.3 12.4
3.1  Info 645 707 638 620 6822 . . . . . . . . . .
3.2  Low 502.68 495.65 491.18 488.98 . . B . . . . 455.3 234.7 489.5 305.6
3.3  High 77.7 82.6 80.1 78.2 73.7 80 W A 70 80 . 81.0 94.0 81.0 95.0
3.4  Low 38 47 50 48 . . B . . . . . . . .
3.5  High 40.2 35.4 38.9 41.6 39 . B . . . . . . . .
3.6a Info 52 49 46 44 . . . . . . . . . . .
3.7a Info 8 15 15 14 . . . . . . . . . . .
4.3  Low 142.19 119.33 135.76 135.76 128.62 . S . . . . 131.9 81.1 147.5 91.7
4.4  Info 199 167 190 190 1800 . . . . . . . . . .
4.5  High 32 47 35 42 40.5 . B . . . . . . . .
4.6  High 15 13 9 13 13.8 . B . . . . . . . .
4.7  Low 53 41 56 45 45.7 . B . . . . . . . .
5.2  Low 2267 2245 2302 2233 . . B . . . . . . . .
5.3b Low 135.0 133.7 75 133.0 . . B . . . . 308.9 222.9 337.7 .
5.5  High 55.1 55.7 54.5 84.7 . 100 B A 80 90 . . . . .
6.1  Low 548 522 527 536 . . W . . . . . . . .
6.2b Low 58.3 58.2 56.6 57.6 . . W . . . . 65.9 43.8 62.6 40.1
6.4  High 92.9 87.5 84.4 73.5 90.3 95 W R 80 90 . 81.6 93.2 77.1 93.4
6.5  Low 32.6 31.1 31.4 31.9 . 30.0 W A 35 30 . 42.6 18.8 43.1 27.2
6.8  Low 10.3 10.5 11.2 4.2 . . B . . . . . . . .
6.9  Low 23.8 22.5 22.2 21.6 . . B . . . . 19.2 9.5 17.9 10.5
6.10 Low 1.3 0.6 0.6 0.7 . 10 W G 20 10 . 3.3 0.0 2.1 0.3
6.12 High 94.9 97.2 97.0 95.1 . . W . . . . . . . .
6.14 High 88.8 87.5 . 89.1 90.0 100 W A 80 90 . . . . .
7.1  Low 1060 1085 1100 1113 . . W . . . . . . . .
7.2  Low 63.1 64.6 65.5 66.3 . 55 W R 65 55 . 53.0 38.0 60.0 36.0
7.17 High 69 73 58 67 . . B . . . . . . . .
7.8  High 677 683 661 652 . . W . . . . . . . .
7.9  High 683 691 672 660 . . W . . . . . . . .
7.11 High 81.2 82.5 83.2 69.9 . 100 W R 80 90 . . . . .
7.12 High 97.8 97.1 98.5 98.6 . 80 B G 70 80 . . . . .
7.13 High 96.2 94.6 94.7 94.2 . 100 W G 80 90 . . . . .
8.1  High 482 482 488 478 . . W . . . . . . . .
8.2  High 92.1 93.8 90.4 90.6 . . B . . . . . . . .
8.3  High 90.0 90.5 89.1 90.2 . 100 B . . . . 88 95 83 94
8.4  High 58.9 58.9 59.0 57.3 . 100 W . . . . 53 71 49 63
9.1  High 68 70 70 71 . . B . . . . 66.9 75.0 68.0 .
9.2  Low 10.1 10.3 9.7 9.9 . 11 W G 20 11 . 10.3 6.0 10.0 .
10.1 High 29 29 30 30 . . S . . . . . . . .
10.2 Low 369 367 356 357 . . W . . . . 505.4 391.0 593.0 .
10.3 Low 199 201 202 198 . . B . . . . 187.3 66.0 223.0 .
11.2 Low 21 21 23 21 . . B . . . . . . . .
11.4 Low 36 36 32 38 . . W . . . . . . . .
11.5 Low 26 26 27 26 . . B . . . . . . . .
11.7 Low 22 21 22 21 . . B . . . . . . . .
11.8 Low 7 13 13 17 . . W . . . . . . . .
11.9 Low 4 7 7 8 . . W . . . . . . . .
"""

# The county report: January 2016 to January 2017, then what its last columns say. `#` marks the row of numbers.
COUNTY_TABLES = {
    "Numbers, rates per 10,000 and re-referrals": """
contacts 3149 2386 2505 2428 2858 2680 2737 2129 2798 3292 3271 2852 3163 28208 34029
referrals 715 667 667 653 844 685 646 421 650 754 743 566 776 6738 7154
referral-rate 510.9 476.6 476.6 466.6 603.1 489.5 461.6 300.8 464.4 538.8 530.9 404.4 554.5 481.5 511.2
contacts-accepted-as-referrals 22.7 28.0 26.6 26.9 29.5 25.6 23.6 19.8 23.2 22.9 22.7 19.8 24.5 23.9 21
re-referrals# 193 154 180 184 238 193 159 99 172 195 196 113 185 1734 1017
re-referrals 27.0 23.1 27.0 28.2 28.2 28.2 24.6 23.5 26.5 25.9 26.4 20.0 23.8 25.7 14.2
""",
    "Children subject to protection plans, allocated, seen and seen alone": """
child-protection-plans 473 468 454 458 459 509 518 547 557 548 522 527 536
child-protection-plan-rate 28.2 27.9 27.0 27.3 27.3 30.3 30.8 32.6 33.2 32.6 31.1 31.4 31.9
child-protection-plans-allocated# 458 464 451 456 456 490 513 545 543 543 520 524 526
child-protection-plans-allocated 96.8 99.1 99.3 99.6 99.3 96.3 99.0 99.6 97.5 99.1 99.6 99.4 98.1
child-protection-seen-in-timescale# . . . . 356 383 393 418 417 428 393 411 423
""",
    "Strategy discussions, conferences, core groups and long plans": """
strategy-discussions 203 188 199 192 322 272 339 203 281 275 344 204 367 2799 . 3186
initial-conferences 67 55 73 63 72 109 95 86 95 84 88 64 83 839 . 967
initial-conferences-within-15-days# 62 54 65 61 61 107 89 81 89 78 77 54 61 758 . 877
initial-conferences-within-15-days 92.5 98.2 89.0 96.8 84.7 98.2 93.7 94.2 93.7 92.9 87.5 84.4 73.5 90.3 . 90.7
initial-conferences-without-plan# 7 2 16 8 6 19 7 7 11 20 10 1 12 101 . 119
initial-conferences-without-plan 10.4 3.6 21.9 12.7 8.3 17.4 7.4 8.1 11.6 23.8 11.4 1.6 14.5 12.0 . 12.3
review-conferences-in-timescale# 273 129 137 102 117 101 156 92 124 150 171 129 136 1278
review-conferences-in-timescale 100 97.7 100 96.2 100 99.0 98.1 98.9 89.2 94.9 97.2 97.0 95.1 96.4
core-groups-in-timescale# 77 54 49 55 49 66 76 88 67 75 58 66 57 657 . 760
core-groups-in-timescale 93.9 87.1 89.1 96.5 89.1 91.7 84.4 98.9 84.8 89.3 89.2 84.6 83.8 89.1 . 89.0
child-protection-plans-over-2-years# 3 2 2 2 0 0 0 1 1 7 3 3 4
child-protection-plans-over-2-years 0.6 0.4 0.4 0.4 0.0 0.0 0.0 0.2 0.2 1.3 0.6 0.6 0.7
""",
}

# Lines 1639 to 1660: female, male, unborn, unknown, total.
PROTECTION_PLANS_BY_ETHNICITY = """
any-other-ethnic-origin 1 2 0 0 3
any-other-mixed-background 6 7 1 0 14
arab 0 0 0 0 0
asian-any-other-background 1 1 0 0 2
bangladeshi 0 2 0 0 2
black-any-other-background 2 0 0 0 2
black-african 1 1 0 0 2
black-caribbean 0 0 0 0 0
chinese 0 2 0 0 2
gypsy-roma 0 0 0 0 0
indian 1 1 0 0 2
not-yet-available 0 3 10 0 13
pakistani 0 0 0 0 0
traveller-of-irish-heritage 0 1 0 0 1
white-other-background 17 24 1 0 42
white-british 227 200 10 0 437
white-irish 0 0 0 0 0
white-and-asian 3 3 0 0 6
white-and-black-african 1 3 0 0 4
white-and-black-caribbean 0 0 0 0 0
declined-to-say 2 2 0 0 4
total 262 252 22 0 536
"""

# Lines 664 to 676, with the target.
VITAL_SIGNS = """
early-help-re-referrals               Smaller . . . . . . 8.2 7.9 14.1 13.3 18.0 11.1 11.3 20
re-referrals                          Smaller 27.0 23.1 27.0 28.2 28.2 28.2 24.6 23.5 27.2 25.9 26.4 20.0 23.8 <20
child-protection-repeat-within-2-years Smaller 10.4 9.7 9.2 9.3 9.9 9.6 8.7 8.6 9.5 14.3 7.8 12.7 4.2 <15
looked-after-repeat                   Smaller 10.0 21.1 31.4 17.4 17.9 17.8 17.5 17.7 17.5 17.4 20.4 20.6 20.7 <15
child-in-need-plan-up-to-date         Bigger 58.4 56.7 57.1 68.0 63.3 61.1 60.6 66.9 73.0 72.6 72.5 70.6 85.7 100
child-protection-seen-in-timescale    Bigger 83.1 89.7 89.2 92.8 91.0 91.4 91.6 89.3 89.5 88.8 87.5 90.7 89.1 100
looked-after-care-plan-up-to-date     Bigger 94.9 94.3 95.2 96.6 94.7 94.2 94.8 97.6 97.7 97.8 97.1 98.5 98.6 100
health-assessment-up-to-date          Bigger 76.0 81.9 81.9 84.9 84.6 87.7 88.8 87.6 88.7 89.3 91.1 88.4 87.8 100
eligible-pathway-plan-up-to-date      Bigger 81.1 85.9 84.9 86.0 84.5 85.8 83.2 84.4 88.3 86.6 87.6 91.5 89.9 100
personal-education-plan-up-to-date    Bigger . . 75.5 80.7 84.6 86.5 76.7 63.5 . 73.5 88.9 81.2 82.5 100
looked-after-rate                     Smaller . . 68.4 66.5 64.5 64.1 64.0 63.6 63.1 62.5 62.6 62.8 65.5 <55
schools-good-or-better                Bigger . . . . 71.0 . . . 80.0 . . 87.0 88.0 >86
"""
