"""The period in a report's title, the period it says it covers and the day of its data, against its tables."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from crossfoot.audit.dates.find_date_faults import found_date
from crossfoot.audit.dates.find_period_lengths import QUARTER, quarter_of
from crossfoot.audit.dates.report_dates import TITLE_LINES, Period, lines_of, meeting_date, periods_covered
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import Cell, CellKind
from crossfoot.audit.reading.days import days_in
from crossfoot.audit.reading.pack import Pack, PackTable, Role
from crossfoot.audit.reading.times import MONTH_WORDS, NAMES, Time, TimeKind, month_number
from crossfoot.audit.spoken.spoken_times import spans_in
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

TITLES = Rule(
    "title-period", Kind.LABEL, "The period in the title is the period of what the report tells.", Severity.WARNING
)
EXTRACTS = Rule(
    "period-over", Kind.NARRATIVE, "Data are taken, and reported, after their period has ended.", Severity.WARNING
)
LATEST_REPORT = 330
"""Days after its end within which a quarter is reported."""
_MONTH = re.compile(rf"(?<!\d )(?<!\d)(?P<month>{MONTH_WORDS})\.? (?P<year>20\d{{2}})\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"forecast|budget|(?<!care )(?<!protection )(?<!education )(?<!pathway )\bplan\b|planning|planned|strateg|target|"
    r"trajector|project|propos|priorit|ahead|agenda|future|medium.term|programme|estimate|draft|minutes|expected|next",
    re.IGNORECASE,
)
_POSITION = re.compile(r"\b(?:as at|at|to|end(?:ed|ing))\s*$", re.IGNORECASE)
_FUTURE = re.compile(r"forecast|budget|trajector|project(ed|ion)|profile|estimate|planned|target|next", re.IGNORECASE)
_HOPED = re.compile(r"\bplanned\b", re.IGNORECASE)
_DUE = re.compile(
    r"\b(?:due|deadline|by when|"
    r"(?:review|target|new|agreed|revised|original|finish|completion|"
    r"expected|end) date)\b|^(?:begins?|opens?|ends?|starts?)$",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\[n\]|tbc|tba|tbd|not (?:due|yet available)|due", re.IGNORECASE)
_YEARLY = re.compile(
    r"\bannual\b|year[- ]end|end[- ]of[- ]year|outturn|academic year|full[- ]year|performance report|scorecard|"
    r"dashboard",
    re.IGNORECASE,
)
_EXTRACT = re.compile(
    r"\b(data|figures|information|report|extract\w*)\b.{0,30}\b(extracted|taken|downloaded|run|correct|drawn|pulled|"
    r"as at|as of|produced|refreshed|snapshot|cut)\b|^(extracted|extract date|data as at|run date|date of extract)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """A line of the title with the period that it names."""

    line: int
    text: str
    span: int | None
    """2016 for 2016-17."""
    quarter: int | None
    month: date | None
    """The last day of the month that it names."""

    @property
    def words(self) -> str:
        """The period as the title has it."""
        if spans := spans_in(self.text):
            return self.text[spans[0].start : spans[0].end]
        found = _MONTH.search(self.text)
        return found[0] if found else self.text


def find_period_faults(study: Study) -> None:
    """Check the title, the period covered and the day of the extract."""
    pack = study.pack
    titles = list(titles_of(pack))
    covered = periods_covered(pack)
    last = _last_months(pack)
    _check_covered(study, covered)
    if titles:
        _check_quarter_of_title(study, titles[0])
        _check_spans(study, titles[0], covered)
        _check_month(study, titles, last)
    _check_extracts(study, last)


def titles_of(pack: Pack) -> Iterator[Title]:
    """The lines of the title that name one period."""
    for line, text in lines_of(pack):
        if line > TITLE_LINES or len(text) > 120 or re.match(r"table|\d", text, re.IGNORECASE):
            continue
        plain = text.rpartition(": ")[2] if text.casefold().startswith(("period", "meeting")) else text
        if plain != text or text.endswith("."):
            continue
        if days := days_in(text):
            day = days[0].on
            if (
                len(days) == 1
                and _POSITION.search(text[: days[0].start])
                and day == _month_end(day.year, day.month - 1)
            ):
                yield Title(line, text, None, None, day)
            continue
        spans = spans_in(text)
        months = [each for each in _MONTH.finditer(text) if month_number(each["month"]) is not None]
        quarter = QUARTER.search(text)
        if len(spans) + len(months) != 1:
            continue
        month = None
        if months:
            number = month_number(months[0]["month"]) or 0
            month = _month_end(int(months[0]["year"]), number)
        yield Title(line, text, spans[0].time.index if spans else None, quarter_of(quarter) if quarter else None, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _check_covered(study: Study, covered: list[Period]) -> None:
    """The period said to be covered ends before the meeting, and in the year of the title."""
    meeting = meeting_date(study.pack)
    for period in covered:
        if meeting is not None and not _AHEAD.search(period.text):
            if period.last <= meeting:
                study.ledger.agreed(EXTRACTS)
            elif (period.last - meeting).days < 500:
                words = f"The meeting is on {meeting:%-d %B %Y}."
                found_date(study, EXTRACTS, period.line, period.text, f"ended by {meeting:%-d %B %Y}", words, 0.7)


def _year_of(day: date) -> int:
    """The year in which the financial year of the day began."""
    return day.year if day.month > 3 else day.year - 1


def _check_spans(study: Study, title: Title, covered: list[Period]) -> None:  # noqa: PLR0911
    """The year of the title against the period covered, and against what every table ends with."""
    if title.span is None or ("academic" in title.text.casefold() and _check_academic(study, title)):
        return
    ends = Counter(year for table in study.pack.tables if (year := _year_shown(table)) is not None)
    starts = [
        _year_of(period.last) for period in covered if period.first is None or (period.last - period.first).days < 400
    ]
    told = starts[0] if starts and len(set(starts)) == 1 else None
    if told is not None and told != title.span and ends[title.span] > ends[told]:
        period = covered[0]
        words = f"The title says {title.words}, and so do the tables."
        found_date(study, TITLES, period.line, period.text, title.words, words, 0.7)
        return
    years = {*ends, *([told] if told is not None else [])}
    if not years or len(ends) + (told is not None) < 1:
        return
    if title.span in years and (told is None or told == title.span):
        study.ledger.agreed(TITLES)
        return
    years.discard(title.span)
    weight = sum(ends.values()) + (told is not None)
    if len(years) > 1 or weight < 1 or (told is None and not _is_spoken(study, title, years)):
        return
    year = next(iter(years))
    ahead = title.span > year and (title.quarter or not _YEARLY.search(title.text) or _named(study, title))
    if ahead or (title.span > year and _AHEAD.search(title.text)):
        return
    if title.span < year and _AHEAD.search(title.text):
        return
    words = f"The {'report covers' if told is not None else 'tables end with'} {year}-{(year + 1) % 100:02}."
    found_date(study, TITLES, title.line, title.words, f"{year}-{(year + 1) % 100:02}", words, 0.7)


def _check_quarter_of_title(study: Study, title: Title) -> None:
    """`Quarter 3 2021/22` goes to a meeting soon after December 2021."""
    meeting = meeting_date(study.pack)
    if meeting is None or title.span is None or title.quarter is None or _AHEAD.search(title.text):
        return
    year, month = (title.span, 3 * title.quarter + 2) if title.quarter < 4 else (title.span + 1, 2)
    late = (meeting - _month_end(year, month)).days
    if -31 <= late <= LATEST_REPORT:
        study.ledger.agreed(TITLES)
    else:
        words = f"The meeting is on {meeting:%-d %B %Y}."
        found_date(study, TITLES, title.line, title.words, "the year of the meeting", words, 0.65)


def _is_spoken(study: Study, title: Title, years: set[int]) -> bool:
    """Whether words say the other year as well, or two tables end with it: not one old table alone."""
    year = next(iter(years))
    texts = [table.caption for table in study.pack.tables] + [
        text for line, text in lines_of(study.pack) if line != title.line
    ]
    said = sum(any(each.time.index == year for each in spans_in(text)) for text in texts)
    tables = sum(_year_shown(table) == year for table in study.pack.tables)
    days = any(_year_of(day.on) == year for text in texts for day in days_in(text))
    return said + tables + days >= 2


def _named(study: Study, title: Title) -> bool:
    """Whether the year of the title is named anywhere else."""
    return any(
        each.time.index == title.span
        for line, text in lines_of(study.pack)
        if line != title.line
        for each in spans_in(text)
    )


def _check_academic(study: Study, title: Title) -> bool:
    """An academic year: the tables end with it, or a month of it is told; nothing else in the pack has it."""
    if title.span is None:
        return False
    spans = Counter(
        each.time.index
        for table in study.pack.tables
        for text in (table.caption, *(column.heading for column in table.columns))
        for each in spans_in(text)
    )
    if not spans:
        return True
    last = max(spans)
    if title.span == last or title.span in spans:
        study.ledger.agreed(TITLES)
    elif sum(spans.values()) >= 2 and not _named(study, title) and not _AHEAD.search(title.text):
        words = f"The tables end with {last}-{(last + 1) % 100:02}."
        found_date(study, TITLES, title.line, title.words, f"{last}-{(last + 1) % 100:02}", words, 0.6)
    return True


def _year_shown(table: PackTable) -> int | None:
    """The year with which a table ends: the latest of its headings that is no plan, else the one in its caption."""
    years = []
    lines = [(column.heading, column.time, column.role) for column in table.columns]
    # A timetable of days to come has no figures.
    lines += [(row.label, row.time, row.role) for row in table.rows if any(cell.is_number for cell in row.cells)]
    for name, time, role in lines:
        if time is None or role is not Role.TIME or _FUTURE.search(name):
            continue
        if time.kind is TimeKind.SPAN:
            years.append(time.index)
        elif time.kind is TimeKind.MONTH:
            years.append(time.financial_year)
        elif time.kind is TimeKind.QUARTER and time.index >= 4000:
            years.append(time.index // 4)
    said = [each.time.index for each in spans_in(table.caption)]
    said = [year for year in said if not _FUTURE.search(table.caption)]
    years += said[-1:]
    return max(years) if years else None


def _last_months(pack: Pack) -> list[tuple[date, int]]:
    """The last month of each table of months, and how many numbers stand under it."""
    found = []
    for table in filter(_is_of_data, pack.tables):
        months: dict[Time, int] = {}
        known_rows = [number for number, row in enumerate(table.rows) if not _is_ahead(row.label, row.role)]
        known_columns = [
            place for place, column in enumerate(table.columns) if not _is_ahead(column.heading, column.role)
        ]
        for place, column in enumerate(table.columns):
            if column.role is Role.TIME and column.time is not None and column.time.kind is TimeKind.MONTH:
                filled = sum(table.cell(row, place).is_number for row in known_rows)
                if filled and not _FUTURE.search(column.heading):
                    months[column.time] = filled
        for row in table.rows:
            if row.role is Role.TIME and row.time is not None and row.time.kind is TimeKind.MONTH:
                cells = [row.cells[place] for place in known_columns if place < len(row.cells)]
                filled = sum(cell.is_number for cell in cells)
                if any(map(_is_to_come, cells)) and months and filled < max(months.values()):
                    continue
                if filled and not _FUTURE.search(row.label):
                    months[row.time] = filled
        if len(months) >= 2 and not _FUTURE.search(table.caption) and not _opens_and_closes(months):
            last = max(months)
            found.append((_month_end(last.index // 12, last.index % 12), months[last]))
    return found


def _opens_and_closes(months: Iterable[Time]) -> bool:
    """Whether they are but the ends of a year, `1 April 2025` and `31 March 2026`: the second may be yet to come."""
    first, *others = sorted(month.index for month in months)
    return len(others) == 1 and others[0] - first == 11


def _is_of_data(table: PackTable) -> bool:
    """Whether its rows are headed by no days on which something falls due."""
    return not any(_DUE.search(column.heading) for column in table.columns[: table.stub])


def _is_ahead(name: str, role: Role) -> bool:
    """Whether what stands there is wanted or expected, and no data of its period."""
    return role is Role.TARGET or _FUTURE.search(name) is not None or _HOPED.search(name) is not None


def _is_to_come(cell: Cell) -> bool:
    """Whether a mark says that there is no value yet."""
    return cell.kind is CellKind.MISSING and _TO_COME.fullmatch(cell.text) is not None


def _check_month(study: Study, titles: list[Title], last: list[tuple[date, int]]) -> None:
    """A month in the title is not before the last month of the tables, nor the same month of another year."""
    title = next((each for each in titles if each.month is not None), None)
    if title is None or title.month is None or _AHEAD.search(title.text):
        return
    told = sorted({day for day, _ in last} | set(_past_days(study)))
    if not told:
        return
    latest = told[-1]
    same = title.month.month == latest.month and title.month.year != latest.year
    if title.month < latest.replace(day=1) or (same and abs(title.month.year - latest.year) == 1):
        words = f"The figures go to {NAMES[latest.month - 1]} {latest.year}."
        expected = (
            f"{NAMES[latest.month - 1]} {latest.year}" if same else f"{NAMES[latest.month - 1]} {latest.year} or later"
        )
        found_date(study, TITLES, title.line, title.words, expected, words, 0.75 if same else 0.65)
    else:
        study.ledger.agreed(TITLES)


_PAST = re.compile(
    r"\b(?:on|at|by) \d{1,2} \w+ 20\d{2},? (?:there were|there was|the (?:\w+ ){1,3}(?:had|was|were|looked|"
    r"supported)|we (?:had|looked|supported))",
    re.IGNORECASE,
)


def _past_days(study: Study) -> Iterator[date]:
    """Days that the words tell as past: `On 31 March 2018 there were`."""
    for paragraph in study.pack.paragraphs:
        for match in _PAST.finditer(paragraph.text):
            yield from (day.on for day in days_in(match[0]))


def _check_extracts(study: Study, last: list[tuple[date, int]]) -> None:
    """The day of the extract is not within the last month of the tables."""
    if not last:
        return
    latest = max(day for day, _ in last)
    for line, text in lines_of(study.pack):
        if line > TITLE_LINES or not _EXTRACT.search(text):
            continue
        days = days_in(text)
        if not days:
            continue
        if (latest - days[0].on).days <= 3:
            study.ledger.agreed(EXTRACTS)
        elif (latest - days[0].on).days < 400:
            words = f"The figures go to {NAMES[latest.month - 1]} {latest.year}."
            found_date(study, EXTRACTS, line, days[0].words, f"after {latest:%-d %B %Y}", words, 0.7)
