"""A small folder of definitions that has nothing wrong with it, to read and to spoil."""

from collections.abc import Mapping
from pathlib import Path

FILES = {
    "topics.yaml": """\
- id: contacts
  name: Contacts & referrals
  about: What comes to the front door.
- id: protection
  name: Child protection
  about: Children who may be at risk of significant harm.
""",
    "indicators/contacts/referrals.yaml": """\
id: referrals
topic: contacts
name: Referrals
definition: Referrals received in the month.
why_it_matters: They are the work that comes in.
who_counts: Each referral once.
unit: count
decimals: 0
polarity: none
form: in_month
numerator:
  counts: Referrals received in the month
owner: Head of the front door
data_owner: Performance analyst
source: Local procedure
examples:
  - given: Rowan is referred on 3 January.
    counts: in numerator and denominator
    because: It is a referral of the month.
  - given: Wren's school asks for advice.
    counts: in neither
    because: It is a contact.
change_log:
  - version: 1
    dated: 2016-04-01
    change: First written down.
    author: Performance analyst
    checker: Head of the front door
""",
    "indicators/contacts/referral-rate.yaml": """\
id: referral-rate
topic: contacts
name: Referrals per 10,000
definition: Referrals in the month per 10,000 children, scaled to a year.
why_it_matters: It compares areas of different size.
who_counts: Each referral once.
unit: rate_per_10k
decimals: 1
polarity: low
form: in_month
numerator:
  counts: Referrals received in the month
  figures: referrals
denominator:
  counts: Children under 18 who live in the area
  residents: under-18
annualised: true
owner: Head of the front door
data_owner: Performance analyst
source: Local procedure
examples:
  - given: Ash, 4, lives in the area and is not referred.
    counts: in denominator only
    because: Every child who lives there is in the population.
  - given: Robin, 19, is referred.
    counts: in neither
    because: Robin is an adult.
change_log:
  - version: 1
    dated: 2016-04-01
    change: First written down.
    author: Performance analyst
    checker: Head of the front door
  - version: 2
    dated: 2017-01-01
    change: Unborn children are left out of the population.
    author: Performance analyst
    checker: Head of the front door
    breaks_series: true
""",
    "indicators/contacts/re-referrals-rolling-12.yaml": """\
id: re-referrals-rolling-12
topic: contacts
name: Re-referrals over twelve months
definition: >-
  Of the referrals of twelve months, the share about children who had been referred
  in the twelve months before.
why_it_matters: Help that does not last brings children back.
who_counts: Each referral once.
unit: percentage
decimals: 1
polarity: low
form: rolling_12
numerator:
  counts: Referrals of children who had one in the twelve months before
denominator:
  counts: Referrals received
  figures: referrals
owner: Head of the front door
data_owner: Performance analyst
timescales: [look-back]
source: The children in need census
history_limit: Referrals before April 2010 are not on the system.
examples:
  - given: Rowan is referred in May and again in June.
    counts: in numerator and denominator
    because: The second is within twelve months of the first.
  - given: Wren is referred for the first time | ever.
    counts: in denominator only
    because: There is no earlier referral.
change_log:
  - version: 1
    dated: 2016-04-01
    change: First written down.
    author: Performance analyst
    checker: Head of the front door
""",
    "indicators/protection/plans-allocated.yaml": """\
id: plans-allocated
topic: protection
name: Plans with a named worker
definition: Of the children with a plan at the end of the month, the share who have a named worker.
why_it_matters: A child needs one person who knows them.
who_counts: Children with a child protection plan.
unit: percentage
decimals: 1
polarity: high
form: at_month_end
numerator:
  counts: Children with a named worker
denominator:
  counts: Children with a plan
owner: Head of safeguarding
data_owner: Performance analyst
source: Local procedure
examples:
  - given: Ash has a plan and a worker.
    counts: in numerator and denominator
    because: Both are so on the last day.
  - given: Robin has a plan; the worker left.
    counts: in denominator only
    because: Nobody was named on the last day.
change_log:
  - version: 1
    dated: 2016-04-01
    change: First written down.
    author: Performance analyst
    checker: Head of safeguarding
""",
    "timescales.yaml": """\
- id: look-back
  what: Looking back from the referral
  unit: months
  limits:
    - length: 12
      since: 2010-04-01
      source: The census guide
""",
    "areas/england.yaml": "id: england\nname: England\nkind: nation\n",
    "areas/norshire.yaml": """\
id: norshire
name: Norshire
kind: county
parent: england
populations:
  - group: under-18
    estimate: 160000
    since: 2015-04-01
    until: 2016-03-31
    source: An estimate
  - group: under-18
    estimate: 167000
    since: 2016-04-01
    until: 2017-03-31
    source: An estimate
""",
    "targets/norshire-2016-17.yaml": """\
- indicator: re-referrals-rolling-12
  area: norshire
  since: 2016-04-01
  until: 2017-03-31
  target: 20
  strict: true
  green: 20
  red: 25.50
  source: The county report
- indicator: re-referrals-rolling-12
  area: norshire
  since: 2016-04-01
  until: 2017-03-31
  target: 18
  scheme: vital-signs
  source: The dashboard
- indicator: plans-allocated
  area: norshire
  since: 2016-04-01
  until: 2017-03-31
  green: 95
  red: 90
  source: The county report
""",
    "benchmarks/norshire-2016-17.yaml": """\
- indicator: referral-rate
  area: norshire
  kind: national_average
  value: 532.2
  year: 2015-16
  published: 2016-11-03
  source: The national release
- indicator: referral-rate
  area: norshire
  kind: national_average
  value: 548.3
  year: 2014-15
  published: 2015-10-22
  source: The national release
- indicator: referral-rate
  area: norshire
  kind: neighbour_average
  value: 491
  year: not stated
  published: 2016-11-03
  source: The county report
  comparable: false
""",
}


def write_definitions(folder: Path, changed: Mapping[str, str] = {}, *, without: tuple[str, ...] = ()) -> Path:
    """The small folder below `folder`, without some of its files and with the text of others changed or added."""
    root = folder / "definitions"
    for name, text in {**FILES, **changed}.items():
        if name not in without:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return root
