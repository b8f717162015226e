"""Averages, rates and complements told in words against the numbers told with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.spoken.passages import WORDS, Passage, rounded
from crossfoot.audit.spoken.sentences import Figure
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

AVERAGES = Rule(
    "averages-in-words",
    Kind.NARRATIVE,
    "An average or rate told in words is the total over the number, and two shares of one whole make 100%.",
    Severity.WARNING,
)
_ROUGHLY = (
    r"(?P<roughly>(?:about|around|some|roughly|approximately|nearly|almost|over|under|just\s\w+|more\sthan|less\sthan|"
    r"fewer\sthan)\s)?"
)
_EACH = re.compile(
    rf"\b(?:an?\s|the\s)?(?:average|mean)\s(?:caseload\s|size\s|cost\s|number\s)?(?:of|is|was)\s{_ROUGHLY}<[cm](?P<average>\d+)>\s(?:{WORDS}{{0,25}}?\s)?"
    r"(?P<unit>each|apiece|per\s(?!cent|1)[a-z-]+|an?\s[a-z]+|every\s[a-z]+)\b|"
    rf"<[cm](?P<average2>\d+)>\s(?:{WORDS}{{0,20}}?\s)?(?:each|apiece|per\s(?!cent|1)[a-z-]+|an?\s(?:month|week|quarter|term|day))\s(?:on\saverage)\b",
    re.IGNORECASE,
)
_PERIODS = (
    (re.compile(r"^(?:an?|per|every|each)\s(?:calendar\s)?month", re.IGNORECASE), 12),
    (re.compile(r"^(?:an?|per|every|each)\squarter", re.IGNORECASE), 4),
    (re.compile(r"^(?:an?|per|every|each)\sweek", re.IGNORECASE), 52),
    (re.compile(r"^(?:an?|per|every|each)\sterm", re.IGNORECASE), 3),
)
_YEAR = re.compile(
    r"\b(?:(?:in|over|for|during|across)\s(?:the\s)?(?:whole\s|full\s|financial\s|academic\s|calendar\s)?year|(?:twelve|12)\smonths|20\d\d[-/\u2013]\d\d|this\syear|annual\w*|a\syear)\b",
    re.IGNORECASE,
)
_PART_YEAR = re.compile(
    r"\b(?:so\sfar|to\sdate|since\sapril|year\sto|first\s\w+\smonths|half|quarter)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"<[cm](?P<total>\d+)>\s(?:in\sall|in\stotal|altogether|between\sthem|overall)\b", re.IGNORECASE)
_SUM_OF_ALL = re.compile(
    rf"\btotal\sof\s(?:all\s|the\s|these\s)*<c(?P<number>\d+)>\s{WORDS}{{2,40}}?\s(?:is|was|comes\sto|came\sto)\s<c(?P<total>\d+)>[^<]{{0,12}}(?:<c\d+>[^<]{{0,40}})?"
    rf"[,;.]\s?(?:and\s|so\s)?(?:the|an)\saverage\s(?:{WORDS}{{0,20}}?\s)?(?:is|was|of)\s<c(?P<average>\d+)>",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"<r(?P<rate>\d+)>\s(?:[a-z]+\s){0,2}per\s(?P<per>1,000|10,?000|100,?000|1000|thousand|ten\sthousand)\b",
    re.IGNORECASE,
)
_POPULATION = re.compile(
    rf"\b(?:of\sthe|population\s(?:{WORDS}{{0,35}}?\s)?(?:of|is|was)|based\son\s(?:an?\s|the\s)?(?:{WORDS}{{0,35}}?\s)?|there\sare|for\sthe|using|among\sthe|our|from\sa\spopulation\sof)\s(?:about\s|some\s)?"
    rf"<c(?P<population>\d+)>\s?(?P<what>{WORDS}{{0,40}})",
    re.IGNORECASE,
)
_PER = {"1,000": 1000, "1000": 1000, "thousand": 1000, "ten thousand": 10_000}
LEAST_POPULATION = 1000
_COMPLEMENTS = (
    (r"absen\w+", r"attend\w+"),
    (r"late|overdue|out\sof\stime(?:scale)?", r"in\stime(?:scale)?|on\stime|within\stimescales?"),
    (r"boys|males?|men", r"girls|females?|women"),
    (r"vacan\w+", r"fill\w+|occupied"),
)
_LINK = r"\b(?:therefore|so|thus|hence|that\sis|meaning|means|leaving|leaves)\b"
_REMAINDER = re.compile(
    r"\bthe\s(?:other|rest|remaining|remainder|balance)\s?(?:\(\s?<p(?P<bracket>\d+)>\s?\)|(?:of\s)?<p(?P<percent>\d+)>)(?!\s?of\b)",
    re.IGNORECASE,
)


def find_averages_in_words(study: Study, passage: Passage) -> None:
    """Check every average, rate and complement whose numbers stand beside it."""
    _check_average(study, passage)
    _check_rate(study, passage)
    _check_attendance(study, passage)
    _check_remainder(study, passage)


def _check_average(study: Study, passage: Passage) -> None:
    for match in _SUM_OF_ALL.finditer(passage.text):
        if passage.is_own(match.start("average")):
            number, total, average = (passage.numbers[int(match[name])] for name in ("number", "total", "average"))
            _weigh(study, passage, average, total, number.amount, f"{number.text}")
            return
    told = _EACH.search(passage.text, max(passage.own - 1, 0))
    if told is None or told["roughly"]:
        return
    average = passage.numbers[int(told["average"] or told["average2"])]
    unit = told["unit"] or told[0]
    counts = [
        figure
        for start, _, figure in passage.marks("cm")
        if start < told.start("average" if told["average"] else "average2") - 2
    ]
    counts = [each for each in counts if each is not average]
    for pattern, per_year in _PERIODS:
        if pattern.search(unit) or (not told["unit"] and re.search(unit_word(pattern), unit)):
            _check_per_year(study, passage, average, counts, per_year)
            return
    if re.match(r"an?\s|every\s", unit) and not re.match(
        r"an?\s(?:school|team|officer|worker|child|person|home|area)", unit
    ):
        return
    _check_each(study, passage, average, counts, told)


def unit_word(pattern: re.Pattern[str]) -> str:
    """The unit of time at the end of a pattern."""
    return pattern.pattern.rpartition("s")[2] if "month" not in pattern.pattern else "month"


def _check_per_year(study: Study, passage: Passage, average: Figure, counts: Sequence[Figure], per_year: int) -> None:
    """`342 enquiries in the year, an average of 29 a month`."""
    told = _YEAR.search(passage.text) or any(_is_of_a_year(study, each) for each in counts[:1])
    if not counts or not told or _PART_YEAR.search(passage.text):
        return
    if any((each.interval.times(Fraction(1, per_year))).meets(rounded(average)) for each in counts):
        study.ledger.agreed(AVERAGES)
    elif len(counts) == 1 and counts[0].amount > average.amount:
        _weigh(study, passage, average, counts[0], Fraction(per_year), str(per_year))


def _is_of_a_year(study: Study, count: Figure) -> bool:
    """Whether a table prints that number as the total of a year, and nowhere as anything else."""
    places = [
        place
        for table in study.pack.tables
        for place, cell in table.numbers()
        if cell.number is not None and cell.number.amount == count.amount
    ]
    return bool(places) and all(
        re.fullmatch(
            r"(?:whole |full )?year(?: total)?|total for the year|20\d\d[-/\u2013]\d\d",
            study.pack.column(place).heading.strip(),
            re.IGNORECASE,
        )
        for place in places
    )


_FOR_EACH = re.compile(r"\s(?P<what>(?!in\b|on\b|at\b|and\b|or\b|of\b|over\b|across\b|for\b|which\b|with\b)[a-z]{3,})")
STEM = 4
"""Letters by which `officers` and `officer` are one."""


def _is_for(passage: Passage, holder: Figure, told: re.Match[str]) -> bool:
    """Whether the average is for each of them: `four teams` have no `average of 15.1 for each worker`."""
    unit = told["unit"] or ""
    after = _FOR_EACH.match(passage.text, told.end("unit")) if re.search(r"(?:each|every)$", unit) else None
    what = after["what"] if after is not None else re.sub(r"^(?:per|an?|every)\s", "", unit)
    if what in {"each", "apiece", ""}:
        return True
    end = next(end for _, end, each in passage.marks() if each is holder)
    return f" {what[:STEM]}" in passage.text[end : end + 45].replace("-", " ").casefold()


def _check_each(study: Study, passage: Passage, average: Figure, counts: Sequence[Figure], told: re.Match[str]) -> None:
    """`11.5 officers hold 754 children between them: an average of 66 each`."""
    place = told.start()
    named = [match for match in _TOTAL.finditer(passage.text) if match.end() <= place]
    total = passage.numbers[int(named[-1]["total"])] if named else None
    shared = re.search(r"\bbetween\sthem\b", passage.text[:place], re.IGNORECASE)
    if total is None and len(counts) != 2:
        return
    totals = [total] if total is not None else [max(counts, key=lambda each: each.amount)]
    holders = [each for each in counts if each is not totals[0] and 1 < each.amount < totals[0].amount]
    holders = [each for each in holders if _is_for(passage, each, told)]
    if average.money and not totals[0].money:
        # `The 176 cost £55,852 each`, after a number of children.
        return
    if not holders or (
        total is None
        and not shared
        and not re.search(r"\b(?:across|over|in|for|by|between|among|shared?|holds?|held)\b", passage.text[:place])
    ):
        return
    if any((totals[0].interval / each.interval).meets(rounded(average)) for each in holders if each.interval.low > 0):
        study.ledger.agreed(AVERAGES)
        return
    if shared or len(holders) == 1:
        _weigh(study, passage, average, totals[0], holders[0].amount, holders[0].text)


def _weigh(  # noqa: PLR0917 - what an average has
    study: Study, passage: Passage, average: Figure, total: Figure, number: Fraction, text: str
) -> None:
    if number <= 0:
        return
    worked = total.interval.times(1 / number)
    if worked.meets(rounded(average)):
        study.ledger.agreed(AVERAGES)
        return
    decimals = average.decimals
    expected = f"{float(worked.middle):,.{decimals}f}"
    tell(study, AVERAGES, passage.sentence, average.text, expected, f"{total.text} / {text} = {expected}.", 0.8)


def _check_rate(study: Study, passage: Passage) -> None:
    """`500 children had a plan. The rate is 46.5 per 10,000 of the 107,500 children under 18`."""
    match = _RATE.search(passage.text, max(passage.own - 1, 0))
    if match is None:
        return
    rate = passage.numbers[int(match["rate"])]
    found = [
        each
        for each in _POPULATION.finditer(passage.text)
        if passage.numbers[int(each["population"])].amount >= LEAST_POPULATION
    ]
    if len(found) != 1 or rate.amount <= 0:
        return
    population = passage.numbers[int(found[0]["population"])]
    counts = [
        figure for _, _, figure in passage.marks("c") if figure is not population and figure.amount < population.amount
    ]
    word = match["per"].casefold()
    per = _PER.get(word) or int(word.replace(",", ""))
    worked = [(each, (each.interval / population.interval).times(per)) for each in counts if each.amount > 0]
    if any(each.meets(rounded(rate)) for _, each in worked):
        study.ledger.agreed(AVERAGES)
    elif len(worked) == 1 and not _is_rate_of_a_cell(study, rate, population, per):
        decimals = rate.decimals
        expected = f"{float(worked[0][1].middle):,.{decimals}f}"
        working = f"{worked[0][0].text} / {population.text} x {per:,} = {expected}."
        tell(study, AVERAGES, passage.sentence, rate.text, expected, working, 0.8)


def _is_rate_of_a_cell(study: Study, rate: Figure, population: Figure, per: int) -> bool:
    """Whether a count of a table makes it: `this is 381.1 per 10,000`, of the plans told two sentences before."""
    meant = rounded(rate)
    return any(
        study.is_number(place) and meant.contains(study.value(place) / population.amount * per)
        for table in study.pack.tables
        for place, _ in table.numbers()
    )


def _check_attendance(study: Study, passage: Passage) -> None:
    """`Absence was 5.5%; attendance was therefore 94.5%`."""
    text = passage.text[passage.own :]
    link = re.search(_LINK, text, re.IGNORECASE)
    for one, other in _COMPLEMENTS if link else ():
        for first, second in ((one, other), (other, one)):
            match = re.search(
                rf"\b(?:{first})\b{WORDS}{{0,40}}?<p(?P<a>\d+)>(?:[^.]|\.(?!\s)){{0,160}}?\b(?:{second})\b{WORDS}{{0,30}}?<p(?P<b>\d+)>",
                text,
                re.IGNORECASE,
            )
            if match is None or not re.search(_LINK, text[match.start() : match.end()], re.IGNORECASE):
                continue
            a, b = passage.numbers[int(match["a"])], passage.numbers[int(match["b"])]
            # `Persistent absence` is no share of what attendance is one of.
            if re.search(
                r"\b(?:persistent\w*|severe\w*|unauthorised|authorised)\s$", text[: match.start()], re.IGNORECASE
            ):
                continue
            _weigh_hundred(study, passage, [a], b)
            return


def _check_remainder(study: Study, passage: Passage) -> None:
    """`40% were at home, 35% in care and the remaining 25% elsewhere`."""
    match = _REMAINDER.search(passage.text, max(passage.own - 1, 0))
    if match is None:
        return
    rest = passage.numbers[int(match["percent"] or match["bracket"])]
    listed = [figure for start, _, figure in passage.marks("p") if passage.own <= start < match.start()]
    if not listed:
        listed = [figure for start, _, figure in passage.marks("p") if start < passage.own]
    if not listed or re.search(
        r"\b(?:from|than|target|compared|england|national\w*|of\sthese|of\sthose)\b",
        passage.text[passage.own : match.start()],
        re.IGNORECASE,
    ):
        return
    for first in range(len(listed)):
        if _hundred(listed[first:], rest):
            study.ledger.agreed(AVERAGES)
            return
    _weigh_hundred(study, passage, listed, rest)


def _hundred(listed: Sequence[Figure], rest: Figure) -> bool:
    low = sum((each.interval.low for each in listed), rest.interval.low)
    high = sum((each.interval.high for each in listed), rest.interval.high)
    return low <= 100 <= high


def _weigh_hundred(study: Study, passage: Passage, listed: Sequence[Figure], rest: Figure) -> None:
    if _hundred(listed, rest):
        study.ledger.agreed(AVERAGES)
        return
    left = Interval.exactly(100 - sum(each.amount for each in listed))
    if left.low <= 0:
        return
    decimals = max(each.decimals for each in (*listed, rest))
    expected = f"{float(left.middle):.{decimals}f}%"
    working = f"100% less {' and '.join(each.text for each in listed)} is {expected}."
    tell(study, AVERAGES, passage.sentence, rest.text, expected, working, 0.75)
