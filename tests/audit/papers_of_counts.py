"""Small papers with one place left open for a sentence: marks, grades, lists, times side by side."""

from __future__ import annotations

CASELOADS = """Caseloads
The agreed range is 15.0 to 18.0 cases a worker. ▲ is over it, ▼ under it, ● in it.
Team | Cases | Workers | Cases a worker | | Highest caseload
North | 150 | 11.2 | 13.4 | ▼ | 19
South | 242 | 15.4 | 15.7 | ● | 21
Central | 402 | 19.8 | 20.3 | ▲ | 29
Harbour | 252 | 14.9 | 16.9 | ● | 25
Leaving Care | 363 | 19.5 | 18.6 | ▲ | 26
Disability | 231 | 15.8 | 14.6 | ▼ | 23

{0}
"""
PUPILS = """Pupil places
Key: ▲ above the band; ● within the band; ▼ below the band. The band is 90 to 98 per cent full.
School | Places | Pupils | |
Ashby | 210 | 204 | ● |
Birch Lane | 420 | 417 | ▲ |
Castle | 315 | 270 | ▼ |
Dene | 105 | 104 | ▲ |
Elm Park | 210 | 208 | ▲ |

{0}
"""
TRENDS = """Questions of practice
Question | Yes | No | Applicable | Trend
Visits on time | 42 | 35 | 77 | flat
Views heard | 29 | 25 | 54 | flat
Plan has clear steps | 37 | 39 | 76 | down
Reviews followed | 36 | 17 | 53 | up
Authority clear | 29 | 38 | 67 | down

{0}
"""
GRADES = """Final grades
Team | Outstanding | Good | Requires improvement | Inadequate | Audits
Duty | 1 | 5 | 6 | 2 | 14
Family Support | 2 | 6 | 6 | 1 | 15
Court | 2 | 7 | 7 | 1 | 17
Short-term Homes | 1 | 4 | 4 | 3 | 12
All teams | 6 | 22 | 23 | 7 | 58

{0}
"""
JUDGED = """How visits were judged
Judged | Homes | Schools | All
Strong | 4 | 9 | 13
Sound | 11 | 12 | 23
Weak | 3 | 2 | 5
Visits | 18 | 23 | 41

{0}
"""
RISKS = """Risks
Score is likelihood times impact: 15 and over high, 6 to 14 medium, under 6 low.
Risk | Likelihood | Impact | Score | Band
Ground conditions | 3 | 4 | 12 | medium
Price rises | 4 | 3 | 12 | medium
Contractor fails | 1 | 5 | 5 | low
Planning delay | 2 | 5 | 10 | medium
Asbestos found | 2 | 2 | 4 | low

{0}
"""
PLACES = """Places on 31 August
Flag: LOOK where the rate is over 15.0%, TIGHT under 5.0%, blank between.
Kind of placement | Usable | Filled | Vacant | Vacancy rate | Flag
Aged 0 to 4 | 70 | 63 | 7 | 10.0% |
Aged 5 to 10 | 90 | 87 | 3 | 3.3% | TIGHT
Aged 11 to 17 | 81 | 66 | 15 | 18.5% | LOOK
Parent and child | 23 | 17 | 6 | 26.1% | LOOK
Siblings of three or more | 18 | 17 | 1 | 5.6% |
Short notice | 15 | 13 | 2 | 13.3% |
All places | 297 | 263 | 34 | 11.4% |

{0}
"""
SITES = """Developers' money held, £000
Marked * if anything is left and must be spent before 1 March 2025.
Site | Received | Spent | Left | Spend by | Mark
Quarry Lane | 565 | 284 | 281 | 30 September 2024 | *
Station Yard | 309 | 309 | 0 | 31 December 2024 |
Old Dairy | 354 | 277 | 77 | 30 June 2027 |
Hospital site | 716 | 370 | 346 | 14 January 2025 | *

{0}
"""
SERVICES = """Stage 1 received
Service | 2019 | 2020 | 2021 | 2022 | 2023 | Mean of five
Assessment | 62 | 65 | 63 | 55 | 47 | 58.4
Looked after | 41 | 37 | 46 | 44 | 44 | 42.4
Fostering | 17 | 12 | 9 | 14 | 23 | 15.0
All services | 120 | 114 | 118 | 113 | 114 | 115.8

{0}
"""
LONG_YEARS = """Referrals
Year | Referrals | Assessed
2019 | 2,040 | 1,106
2020 | 1,870 | 1,010
2021 | 2,210 | 1,190
2022 | 2,330 | 1,240
Mean of four years | 2,112.5 | 1,136.5

{0}
"""
RENT = """Rent accounts, £
| April to June | July to September | October to December | January to March | Year
Owed at the start | 17,239 | 20,748 | 19,706 | 21,444 | 17,239
Rent charged | 64,948 | 62,766 | 63,621 | 63,308 | 254,643
Received | (61,439) | (63,808) | (61,883) | (60,028) | (247,158)
Owed at the end | 20,748 | 19,706 | 21,444 | 24,724 | 24,724

{0}
"""
ACTIONS = """Actions from audits
| Plan | Recording | Training | All
Open on 1 July | 21 | 14 | 24 | 59
Added | 18 | 18 | 14 | 50
Done | 20 | 14 | 19 | 53
Open on 30 September | 19 | 18 | 19 | 56

{0}
"""
ENTRANTS = """First-time entrants
Twelve months to | Entrants | Population | Per 100,000 | Change in rate on a year before
September 2020 | 86 | 31,390 | 274.0 | n/a
December 2020 | 62 | 31,390 | 197.5 | n/a
March 2021 | 68 | 31,702 | 214.5 | n/a
June 2021 | 63 | 31,702 | 198.7 | n/a
September 2021 | 64 | 31,702 | 201.9 | -72.1

{0}
"""
STAFF = """Turnover
Quarter to | Joined | Left | Turnover over four quarters
Sep 2022 | 4 | 8 | 24.2%
Dec 2022 | 9 | 8 | 26.0%
Mar 2023 | 8 | 10 | 30.0%
Jun 2023 | 4 | 8 | 29.8%
Sep 2023 | 10 | 9 | 30.7%

{0}
"""
STAGES = """From enquiry to approval
Stage | 2021/22 | 2022/23 | Apr-Aug 2023
Enquiry | 362 | 289 | 146
Home visit | 142 | 136 | 70
Application | 58 | 54 | 28
Approved | 29 | 31 | 11

{0}
"""
SCHEMES = """Schemes, £000
Scheme | Spent before | 2023/24 approved | 2023/24 forecast | Whole scheme
Larkfield hall | 62 | 1,204 | 1,017 | 1,516
Kingsmead | 384 | 1,582 | 1,549 | 3,764
Modular classrooms | 290 | 2,456 | 2,084 | 4,117
Programme | 736 | 5,242 | 4,650 | 9,397

{0}
"""
CLUBS = """Holiday clubs
Club | Summer 2022 | Summer 2023
Football | 214 | 251
Art | 132 | 98
Swimming | 346 | 390
All clubs | 692 | 739

{0}
"""
DEBTS = """Invoices
Age of debt | Invoices | Owed £ | %
Under 30 days | 120 | 41,200 | 41.2
30 to 90 days | 80 | 33,300 | 33.3
Late, over 90 days | 40 | 25,500 | 25.5
All | 240 | 100,000 | 100.0

{0}
"""
PAYMENTS = """Payments, £
Case | Distress | Trouble | Paid | Agreed by
P1 | 300 | - | 300 | Ombudsman
P2 | 500 | 100 | 600 | Council
P3 | 150 | 50 | 200 | Ombudsman
P4 | 500 | 100 | 600 | Council
P5 | 1,014 | 150 | 1,164 | Ombudsman
Paid | 2,464 | 400 | 2,864 |

{0}
"""
SUMMERS = """Clubs of past summers
Summer | Days | Children | Attendances
2019 | 12 | 2,396 | 14,222
2020 | 12 | 2,588 | 18,060
2021 | 16 | 4,192 | 34,261
2022 | 16 | 4,432 | 41,673
2023 | 16 | 4,107 | 34,498

{0}
"""
STRANDS = """Spend by strand, £
Strand | Grant | Q1 | Q2 | Q3 | Spent
Parenting support | 66,000 | 8,695 | 18,470 | 14,864 | 42,029
Infant feeding | 110,500 | 15,112 | 25,394 | 23,619 | 64,125
Home learning | 42,000 | 5,145 | 11,979 | 5,435 | 22,559
All strands | 218,500 | 28,952 | 55,843 | 43,918 | 128,713

{0}
"""
SUBJECTS = """Subjects of complaints
Up to two subjects are noted for a complaint.
Subject | Parent | Child | Other | All
Conduct | 26 | 2 | 3 | 31
Delay | 36 | 5 | 4 | 45
Decision | 29 | 7 | 6 | 42
Money | 29 | 7 | 4 | 40
Subjects noted | 120 | 21 | 17 | 158
Complaints | 83 | 15 | 12 | 110

{0}
"""
BIDS = """Award of the lot
{0}
Bidder | Daily price £ | Price points | Staff (0-5) | Vehicles (0-5) | Quality points
Blue Lark | 1,580 | 59.6 | 3 | 2 | 26
Fairway | 1,922 | 49.0 | 2 | 2 | 16
Harris Lane | 1,570 | 60.0 | 4 | 3 | 22
"""
MINUTES = """Time on the vehicle
Minutes | Primary | Secondary | All
0-14 | 139 | 139 | 278
15-44 | 103 | 129 | 232
45-74 | 161 | 73 | 234
75 and over | 51 | 90 | 141

{0}
"""
