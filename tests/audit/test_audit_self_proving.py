"""Sentences that prove themselves: what is found in them, and what is left alone."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from crossfoot.audit.reading.pack import Pack, Paragraph
from crossfoot.audit.run_audit import run_audit
from crossfoot.audit.spoken.number_words import spelled_fractions_in
from crossfoot.audit.spoken.sentences import numbers_in
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.words.find_narrative_arithmetic import RULES_OF_SENTENCES

_IDS = {rule.id for rule in RULES_OF_SENTENCES}

FAULTS = """
shares       | 84 of the 120 returns came in on time (75%).                              | 75%
shares       | 31 out of the 40 plans checked met the standard, or 87%.                   | 87%
shares       | Seventeen of the twenty schools replied (75%).                             | 75%
shares       | 64% of reviews (48 of 60) were held on time.                               | 64%
shares       | Over the term 38% of appeals were upheld: 21 of 34.                         | 38%
shares       | We have 205 flats, of which 41 (25%) are empty.                             | 25%
shares       | Of 90 pupils 54 passed (40%).                                               | 40%
shares       | It had 260 carers. Of these 182 were approved (30%).                        | 30%
shares       | Leaving rate 9.4%: 24 leavers from an average headcount of 300.             | 9.4%
shares       | 51 left. With 340 people employed on average that is a turnover of 18%.     | 18%
shares       | Nearly 90% of visits (78 of 100) were made.                                 | 90%
sums         | It had 260 carers. Of these 182 were with us and 87 with agencies.          | 87
sums         | There are 240 leavers. Of these, 130 are in work and 115 are not.           | 115
sums         | Staff fill 20.5 of the 32.0 posts, which leaves 12.5 empty.                 | 12.5
sums         | Of 48 places 12 were local, leaving 46 elsewhere.                           | 46
sums         | Twenty of the 45 actions are complete; the other 30 are open.               | 30
shares       | By the end of December 47 children had been placed, 77% of the year's 56. | 77%
shares       | 30 schools sent a return (20% of the 120 schools asked).                    | 20%
sums         | Decisions took a day for 92.8% of referrals (440 of 474); 41 took longer.   | 41
sums         | Of the visits 120 of 150 were on time and 40 were late.                     | 40
sums         | 80 of the 100 forms came by the date, but 25 did not.                       | 25
changes      | The gap widened from 16.7 percentage points in 2022 to 13.5 in 2024.        | 13.5
changes      | The share grew from 45% in May to 41.2 in June.                             | 41.2
changes      | The rate fell from 17.4 to 17.5.                                            | 17.5
comparisons  | Our rate of 18.6% is above the England average of 22.2%.                    | 22.2%
sums         | 40 cases were checked. The checker agreed in 31 (78%), raised 4 and lowered 7. | 7
changes      | Numbers went down from 18.2 to 19.4 over the quarter.                       | 19.4
changes      | The rate fell to 22% from 19%.                                              | 22%
changes      | Sickness was 9.1 days, up from 10.4 days in 2015.                           | 9.1
changes      | On time: 71.3% in May (102 of 143), up from 74.0% in April.                 | 71.3%
changes      | Only 12% were late. A year earlier it was 18%, so the share has risen.      | 12%
changes      | We had 412 pupils. In June 2015 there were 400: a rise of 5%.               | 5%
changes      | The figure of 46 compares with 51 last year, a fall of 9.                   | 9
changes      | The gap was 8.2 points in 2016, compared with 9.9 in 2015: it has widened.  | 8.2
changes      | There were 150 starters, 20 fewer than in 2015 (165).                       | 20
changes      | Exclusions doubled, from 40 to 60.                                          | 60
comparisons  | The number of plans, at 212, is higher than the 230 of last March.          | 230
comparisons  | 41 people left, fewer than the 39 of the year before.                       | 39
comparisons  | Turnover was 14.2%. This is below the national average of 13.0%.            | 13.0%
comparisons  | Attendance, at 94.1%, is better than the 95.0% recorded in 2015.            | 95.0%
changes      | Open appeals fell from 43 to 43.                                            | 43
comparisons  | Persistent absence fell from 24.3% to 22.4%, which is a change for the worse. | worse
comparisons  | It rose from 12 to 15, which is bad news as a higher figure is better.      | bad news
comparisons  | In all 203 moved down and 70 moved up: fewer down than up.                  | fewer down than up
comparisons  | There were 90 boys and 80 girls, twice as many boys as girls.  | twice as many boys as girls
fractions    | Of the 50 late forms, more than half (21) were late by a day.               | more than half
fractions    | About one in three (52%) came from the police.                              | About one in three
fractions    | Three quarters of the 60 schools (30) sent a return.                        | Three quarters
fractions    | Schools made 34% of the requests, more than half.                           | more than half
fractions    | 30 are girls and 90 boys. Just over half are boys.                          | Just over half
averages     | Over the year 600 calls came in, an average of 60 per month.                | 60
averages     | 300 children are shared between 20 workers, an average of 25 per worker.    | 25
averages     | 260 had a plan, a rate of 30.1 per 10,000 based on a population of 102,000. | 30.1
averages     | Absence was 6.1% and attendance therefore 94.9%.                            | 94.9%
averages     | 55% lived at home, 20% in homes and the remaining 35% with family.          | 35%
points       | Turnover was 12.4%, 2.1 per cent lower than the 14.5% of 2015-16.           | 2.1 per cent
points       | Timeliness improved from 80% to 85%, an improvement of 5 per cent.          | 5 per cent
numbers      | Eighty-four (48) requests were refused.                                     | Eighty-four
"""

SPARED = """
83.3% (495 of 594), up from 82.9%.
By the end of December 43 children had been placed, 77% of the year's 56.
12 of the 40 staff left, 30% of the 40.
30 of 45 parents replied; 5 did not want a plan.
We saw 120 of 150 children in time; 30 were not.
Suspensions fell from Spring 1 to Spring 2.
26 people joined and 35 left, so headcount shrank from 143 to 134.
The gap narrowed from 16.7 points to 13.5.
Three of the six measures met their target (95%).
We saw 120 children, of whom 30 (25%) were in care and 12 (10%) had a plan.
There were 24 children. Of these 14 were boys and 12 were under 5.
In all 203 families stepped down from social care and 70 stepped up.
The rate is for each 100,000 of the 36,032 young people aged 10 to 17.
Starts rose by 1.7% from 400,110 to 406,770, whereas ends fell by 1.3% from 353,860 to 349,130.
Green 95% or more of the target, Amber 75% up to 95%, Red below 75%.
The school is 12% above the national standard and 11% above that of its neighbours, with a dip of 4%.
That is 11.6% more than in June 2015, though fewer than the 204 of May.
The rate was 20%, compared with 18% in 2015 and 22% nationally.
No more than 5 of the 20 schools should be below 75%.
Scores range from 12 to 7, and children aged from 11 to 5 took part.
Half of the year's savings were made in the first quarter (12%).
There were 345 calls a month, up from 300 a month in 2015-16, a rise of 15%.
Adoption took 426 days on average, 20 days fewer than the England average of 446 days.
Nearly 90% of plans (87 of 100) were in time and over two thirds (70%) were good.
Numbers fell from 210 (12%) in March to 190 (11%) in June, a fall of 20 or 10%.
The two (2) officers met four times. See the guidance on this in section four (3).
Of 40 homes inspected since April, 31 were good or better (78%) compared with 80% nationally.
The number rose by 2% to 5,100 from 5,000, and cost 3% more than planned.
Persistent absence was 12.1% and attendance therefore a concern at 94.0%.
In all 203 moved down and 70 moved up: more than twice as many down as up.
The late visits fell from 43 to 30, a welcome improvement.
There were 64 leavers, better than the 70 of last year.
"""


def _findings(text: str) -> list[tuple[str, str]]:
    audit = run_audit(Pack("words", [], [Paragraph(text, 1)], lines=1))
    return [(finding.rule, finding.published) for finding in audit.findings if finding.rule in _IDS]


@pytest.mark.parametrize("row", FAULTS.strip().splitlines())
def test_a_sentence_that_contradicts_itself_is_found(row: str) -> None:
    rule, text, published = (part.strip() for part in row.split("|"))
    found = _findings(text)
    assert any(name.startswith((rule, f"percentage-{rule}")) and told == published for name, told in found), found
    # One fault is told once or twice, and never about another figure of the same rule.
    assert len(found) <= 2


@pytest.mark.parametrize("text", SPARED.strip().splitlines())
def test_a_sentence_that_agrees_is_left_alone(text: str) -> None:
    assert _findings(text) == []


def test_what_agrees_is_counted_once() -> None:
    text = "84 of the 120 returns came in on time (70%), up from 66%, and about two thirds (68%) were right."
    audit = run_audit(Pack("words", [], [Paragraph(text, 1)], lines=1))
    assert {name: count for name, count in audit.passed.items() if name in _IDS} == {
        "shares-in-words": 1,
        "changes-in-words": 1,
        "fractions-in-words": 1,
    }


NUMBERS = """
Eighty-eight of them                        | 88
one hundred and twelve, and two of the five | 112 2 5
one thousand, four hundred and six          | 1406
ten per cent of a dozen                     | 10 12
no one did, part two, the twenty-first      |
146 audits were planned                     | 146
4.1 The 12 who came                         | 12
two thirds of 30                            | 30
"""


@pytest.mark.parametrize("row", NUMBERS.strip().splitlines())
def test_numbers_in_words_are_read(row: str) -> None:
    text, wanted = (part.strip() for part in row.split("|"))
    assert [str(number.amount) for number in numbers_in(text)] == wanted.split()


FRACTIONS = """
more than half of them          | 1/2 more than
just under a quarter (24%)      | 1/4 just under
nearly four fifths              | 4/5 just under
two in five are late            | 2/5 about
nine out of ten                 | 9/10 about
a third review, half-term       |
the last three quarters         |
one in three months             |
half a dozen in the first half  |
"""


@pytest.mark.parametrize("row", FRACTIONS.strip().splitlines())
def test_fractions_in_words_are_read(row: str) -> None:
    text, wanted = (part.strip() for part in row.split("|"))
    found = [f"{each.value} {each.limit.value}" for each in spelled_fractions_in(text)]
    assert found == ([wanted] if wanted else [])


def test_how_near_a_fraction_is_said_to_be() -> None:
    about, over = next(spelled_fractions_in("about half")), next(spelled_fractions_in("over half"))
    assert (about.low, about.high) == (Fraction(9, 20), Fraction(11, 20))
    assert (over.low, over.high) == (Fraction(1, 2), Fraction(1))


TIMES = """
Quarter 2 2016/17 and Q3           | quarter 2 of 2016; quarter 3
July to September 2015             | quarter 2 of 2015
Jan-Mar 2016                       | quarter 4 of 2015
the spring term of 2016/17         | spring 2017
2015-16, then 2018                 | 2015-16; 2018
12 March 2017 and in May           | March 2017; May
by December 47 children came       | December
in December 16 was the last        | December 2016
Mar-24 children                    | March 2024
first quarter of 2017-18           | quarter 1 of 2017
"""


@pytest.mark.parametrize("row", TIMES.strip().splitlines())
def test_times_in_words_are_read(row: str) -> None:
    text, wanted = (part.strip() for part in row.split("|"))
    found = list(spoken_times_in(text))
    assert "; ".join(each.time.name for each in found) == wanted
    assert all(re.search(r"\w", text[each.start : each.end]) for each in found)
